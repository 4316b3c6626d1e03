"""What columns let pass is what the filter lets pass, fact by fact; their rows are those of the facts."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.adjacency import facts_between, rows_of
from kg.analysis.columns import columns_of
from kg.analysis.filters import CRITERIA, PathFilter
from kg.analysis.network import Fact, Network, Report, in_order
from kg.vocabulary import Dip

STATUSES = ["", "s:a", "s:b", "s:c"]
TYPES = ["t:x", "t:y", Dip.Position]
DAYS = ["", "2023-12-31", "2024-01-15", "2024-03-01", "2024-07-01", "9999-12-31"]
OUTLETS = ["", "Wire", "Gazette", "\u0627\U0001f54a\n"]
PLACES = ["Lima", "Oslo", "o:peru"]
AGENTS = ["o:peru", "o:kenya", "Lima"]
PEOPLE = ["p", "q", "r", "s"]

reports = st.builds(
    Report,
    article=st.just("a"),
    source=st.sampled_from(["a:1", "a:2", "a:3"]),
    outlet=st.sampled_from(OUTLETS),
    published=st.sampled_from(DAYS),
    status=st.sampled_from(STATUSES),
)
facts = st.builds(
    Fact,
    event=st.just(""),
    type=st.sampled_from(TYPES),
    label=st.just(""),
    status=st.sampled_from(STATUSES),
    dates=st.just(()),
    earliest=st.sampled_from(DAYS),
    latest=st.sampled_from(DAYS),
    places=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple),
    persons=st.lists(st.sampled_from(PEOPLE), max_size=4).map(tuple),
    sources=st.integers(0, 3),
    agents=st.lists(st.sampled_from(AGENTS), max_size=2).map(tuple),
    reports=st.lists(reports, max_size=4).map(tuple),
)


def some(values):
    return st.frozensets(st.sampled_from([*values, "unheard of"]), max_size=3)


filters = st.builds(
    PathFilter,
    statuses=some(STATUSES),
    since=st.sampled_from(["", "2024-01-15", "2024-02-02", "2025-01-01"]),
    until=st.sampled_from(["", "2024-01-15", "2024-06-01", "1999-01-01"]),
    types=some(TYPES),
    sources=st.integers(0, 3),
    outlets=some(OUTLETS),
    known_by=st.sampled_from(["", "2024-01-15", "2024-06-01", "1999-01-01"]),
    concerning=some(PLACES + AGENTS),
    barring=some(PLACES + AGENTS),
    barred_types=some(TYPES),
)


def made(told):
    """A network of facts: contacts, ties, and some that are both."""
    named = {f"e:{number:02}": replace(one, event=f"e:{number:02}") for number, one in enumerate(told)}
    ties = {iri: one for number, (iri, one) in enumerate(named.items()) if number % 3 == 0}
    contacts = {iri: one for number, (iri, one) in enumerate(named.items()) if number % 3 or number % 4 == 0}
    return Network(None, contacts, {person: person.upper() for person in PEOPLE}, ties, {"o:peru": "Peru"})


@settings(max_examples=400, deadline=None)
@given(st.lists(facts, max_size=8), filters)
def test_every_criterion_keeps_out_what_the_filter_keeps_out_of_each_fact(told, wanted):
    network = made(told)
    columns = columns_of(network)
    failed = columns.failed(wanted)
    assert set(failed) <= set(CRITERIA)
    for number, iri in enumerate(columns.iris):
        assert {name for name, flags in failed.items() if flags[number]} == set(wanted.failed(network.fact(iri)))
    assert columns.passing(wanted).tolist() == [wanted.passes(network.fact(iri)) for iri in columns.iris]


@settings(max_examples=200, deadline=None)
@given(st.lists(facts, max_size=8), filters)
def test_the_reports_that_count_are_those_of_the_filter(told, wanted):
    network = made(told)
    columns = columns_of(network)
    counted = columns.counted(wanted).tolist()
    for number, iri in enumerate(columns.iris):
        fact = network.fact(iri)
        flags = counted[columns.outlets.starts[number] : columns.outlets.starts[number + 1]]
        assert [one for one, flag in zip(fact.reports, flags, strict=True) if flag] == [*wanted.counted(fact)]


@settings(max_examples=200, deadline=None)
@given(st.lists(facts, max_size=8))
def test_rows_link_those_who_share_a_fact_and_with_ties_those_whom_one_ties_to_an_organization(told):
    network = made(told)
    for ties in (False, True):
        rows = rows_of(network, ties=ties)
        assert list(rows.facts) == sorted({*network.facts, *(network.ties if ties else ())})
        expected = {}
        for number, iri in enumerate(rows.facts):
            fact = network.fact(iri)
            persons = sorted(set(fact.persons))
            pairs = {(one, other) for one in persons for other in persons if one < other and iri in network.facts}
            if ties:
                pairs |= {tuple(sorted((person, agent))) for person in persons for agent in fact.agents}
            for pair in pairs:
                expected.setdefault(pair, []).append(number)
        found = {
            (one, other): rows.facts_of(rows.link_between(rows.index[one], rows.index[other]))
            for one in rows.nodes
            for other in rows.nodes
            if one < other and rows.link_between(rows.index[one], rows.index[other]) >= 0
        }
        assert found == expected
        assert len(rows.neighbours) == 2 * len(expected)


@settings(max_examples=100, deadline=None)
@given(st.lists(facts, max_size=8))
def test_the_facts_between_two_are_the_contacts_of_both_in_order(told):
    network = made(told)
    shared = in_order(fact for fact in network.facts.values() if {"p", "q"} <= set(fact.persons))
    assert facts_between(network, "p", "q") == facts_between(network, "q", "p") == shared
    assert facts_between(network, "p", "nobody") == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(facts, max_size=8))
def test_the_newest_day_is_the_latest_of_a_contact(told):
    network = made(told)
    newest = max((fact.latest or fact.earliest for fact in network.facts.values()), default="")
    assert columns_of(network).newest == newest


def test_columns_are_narrow_and_made_once():
    network = made([Fact("", "t:x", "", "s:a", (), "", "", (), ("p", "q"), 1)] * 300)
    columns = columns_of(network)
    assert columns is columns_of(network)
    assert columns.statuses.itemsize == columns.earliest.itemsize == columns.persons.items.itemsize == 1
    assert columns.persons.starts.itemsize == 2
