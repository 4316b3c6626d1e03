"""Which facts pass a filter, and which criterion keeps a fact out."""

import pytest

from kg.analysis.filters import CRITERIA, PathFilter
from kg.analysis.network import Fact, Report
from kg.vocabulary import Dip

PLANNED, OCCURRED = "s:planned", "s:occurred"


def report(outlet="Wire", published="2024-03-05", status=OCCURRED, source=None, article=None):
    name = article or f"a:{outlet}{published}"
    return Report(name, source or name, outlet, published, status)


def fact(*reports, status=OCCURRED, kind="t:Talk", places=(), agents=(), earliest="", latest=""):
    sources = len({one.source for one in reports})
    return Fact("e", kind, "talk", status, (), earliest, latest, places, ("p", "q"), sources, agents, reports)


@pytest.mark.parametrize(
    ("wanted", "kept_out_by"),
    [
        (PathFilter(statuses=frozenset({PLANNED})), "statuses"),
        (PathFilter(since="2024-01-01"), "window"),
        (PathFilter(types=frozenset({"t:Visit"})), "types"),
        (PathFilter(barred_types=frozenset({"t:Talk"})), "barred_types"),
        (PathFilter(sources=2), "sources"),
        (PathFilter(outlets=frozenset({"Gazette"})), "outlets"),
        (PathFilter(known_by="2024-03-04"), "known_by"),
        (PathFilter(concerning=frozenset({"Lima"})), "concerning"),
        (PathFilter(barring=frozenset({"Oslo"})), "barring"),
    ],
)
def test_each_criterion_keeps_a_fact_out_by_its_name(wanted, kept_out_by):
    one = fact(report(), places=("Oslo",))
    assert kept_out_by in wanted.failed(one)
    assert not wanted.passes(one)
    assert wanted.active() == (kept_out_by,)
    assert wanted.without(kept_out_by).passes(one)


def test_without_criteria_everything_passes():
    assert PathFilter().passes(fact())
    assert PathFilter().active() == ()


def test_copies_of_one_story_are_one_source():
    copies = fact(report("Wire", source="s"), report("Gazette", source="s"))
    assert not PathFilter(sources=2).passes(copies)
    assert PathFilter(sources=2).passes(fact(report("Wire"), report("Gazette")))


def test_only_sources_among_the_outlets_asked_for_count():
    one = fact(report("Wire"), report("Gazette"))
    assert not PathFilter(sources=2, outlets=frozenset({"Wire"})).passes(one)


def test_what_was_known_on_a_day_is_what_was_published_by_then():
    one = fact(report("Wire", "2024-03-05"), report("Gazette", "2024-04-01"))
    assert PathFilter(known_by="2024-03-05").passes(one)
    assert not PathFilter(known_by="2024-03-05", sources=2).passes(one)
    assert not PathFilter(known_by="2024-12-31").passes(fact(report(published="")))


def test_a_plan_was_a_plan_until_its_occurrence_was_published():
    one = fact(report("Wire", "2024-02-01", PLANNED), report("Gazette", "2024-04-01", OCCURRED))
    happened = frozenset({OCCURRED})
    assert PathFilter(statuses=happened).passes(one)
    assert not PathFilter(statuses=happened, known_by="2024-03-01").passes(one)
    assert PathFilter(statuses=frozenset({PLANNED}), known_by="2024-03-01").passes(one)
    assert PathFilter(statuses=happened, known_by="2024-04-01").passes(one)


def test_an_office_is_judged_by_its_reports_alone():
    office = fact(report(), status="", kind=Dip.Position, agents=("o:ministry",))
    strict = PathFilter(frozenset({OCCURRED}), since="2024-01-01", types=frozenset({"t:Talk"}))
    assert strict.passes(office)
    assert not PathFilter(sources=2).passes(office)
    assert not PathFilter(barring=frozenset({"o:ministry"})).passes(office)


def test_a_fact_concerns_its_places_and_those_who_take_part():
    one = fact(report(), places=("Oslo",), agents=("o:ministry",))
    for name in ("Oslo", "o:ministry"):
        assert PathFilter(concerning=frozenset({name, "elsewhere"})).passes(one)
        assert not PathFilter(barring=frozenset({name})).passes(one)


def test_every_criterion_can_be_left_out_alone():
    full = PathFilter(
        frozenset({"s"}), "2024-01-01", "2024-02-01", frozenset({"t"}), 2, frozenset({"o"}), "2024-03-01",
        frozenset({"x"}), frozenset({"y"}), frozenset({"z"}),
    )  # fmt: skip
    assert full.active() == CRITERIA
    for name in CRITERIA:
        assert full.without(name).active() == tuple(other for other in CRITERIA if other != name)


def test_what_an_outlet_said_later_is_not_what_it_said_by_then():
    one = fact(report("Gazette", "2020-01-01"), report("Wire", "2021-01-01"))
    wanted = PathFilter(outlets=frozenset({"Wire"}), known_by="2020-06-01")
    assert list(wanted.failed(one)) == ["outlets", "known_by"]
    assert wanted.without("outlets").passes(one)
    assert wanted.without("known_by").passes(one)


def test_a_fact_is_narrowed_to_the_reports_that_count():
    one = fact(report("Wire", "2024-02-01", PLANNED), report("Gazette", "2024-04-01", OCCURRED))
    narrow = PathFilter(known_by="2024-03-01").narrowed(one)
    assert (narrow.status, narrow.sources, [said.outlet for said in narrow.reports]) == (PLANNED, 1, ["Wire"])
    assert PathFilter(known_by="2024-05-01").narrowed(one) is one
