"""What is read from both ends answers as the whole network does, and says so where it was not read whole."""

import itertools
from contextlib import suppress
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_stores import BASE, Capped, reader_of

from kg.analysis.clock import Clock
from kg.analysis.filters import PathFilter
from kg.analysis.frontier import Limits, find_paths_from
from kg.analysis.network import Fact, Report
from kg.analysis.newness import NewSince
from kg.analysis.paths import PathQuestion, find_paths
from kg.analysis.projection import project
from kg.errors import KgError
from kg.store import Arrivals, Solutions
from kg.vocabulary import DIP, Dip

PERSONS = [f"{BASE}id/person/{letter}" for letter in "abcdefgh"]
AGENTS = [f"{BASE}id/organization/{name}" for name in ("bank", "court", "guild")]
OCCURRED, PLANNED = DIP + "occurred", DIP + "planned"
MEETING, LETTER = DIP + "Meeting", DIP + "Letter"
OUTLETS = ("Herald", "Wire")
DAYS = [f"2024-0{month}-01" for month in range(1, 8)]
LAVISH = Limits(block=3, page=4)
WHOLE = Limits(block=50, page=10_000)
QUIET = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

statuses = st.sampled_from([OCCURRED, OCCURRED, PLANNED])
days = st.sampled_from(["", *DAYS])


@st.composite
def reports(draw, name):
    """Reports of a fact, by publication."""
    found = [
        Report(
            article := f"{BASE}id/article/{name}-{number}",
            draw(st.sampled_from([article, f"{BASE}id/article/wire"])),
            draw(st.sampled_from(["", *OUTLETS])),
            draw(days),
            draw(statuses),
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    return tuple(sorted(found, key=lambda one: (one.published or "9999", one.article, one.status)))


@st.composite
def events(draw):
    """Events of two or three persons near each other in a row, so that ends are often far apart."""
    found = []
    for number in range(draw(st.integers(4, 16))):
        begin = draw(st.integers(0, len(PERSONS) - 2))
        steps = draw(st.sampled_from([(1,), (1,), (1,), (2,), (1, 2)]))
        persons = {PERSONS[begin], *(PERSONS[min(begin + step, len(PERSONS) - 1)] for step in steps)}
        first, last = sorted([draw(days), draw(days)])
        said = draw(reports(f"e{number:02}"))
        found.append(
            Fact(
                event=f"{BASE}id/event/e{number:02}",
                type=draw(st.sampled_from([MEETING, MEETING, LETTER])),
                label=f"event {number}",
                status=draw(statuses),
                dates=(f"{first}/{last}",) if first else (),
                earliest=first,
                latest=last if first else "",
                places=tuple(sorted(draw(st.sets(st.sampled_from(["Lima", "Oslo"]), max_size=2)))),
                persons=tuple(sorted(persons)),
                sources=len({one.source for one in said}),
                agents=draw(st.sampled_from([(), (), (), *((agent,) for agent in AGENTS)])),
                reports=said,
            )
        )
    return found


@st.composite
def offices(draw):
    """Offices of some persons."""
    return [
        Fact(
            f"{BASE}id/position/{number}", Dip.Position, "", "", (), "", "", (),
            (draw(st.sampled_from(PERSONS)),), 1, (draw(st.sampled_from(AGENTS)),), draw(reports(f"o{number}")),
        )
        for number in range(draw(st.integers(0, 3)))
    ]  # fmt: skip


def subset(values):
    return st.sets(st.sampled_from(values), min_size=1, max_size=2).map(frozenset)


FILTERS = {
    "statuses": st.builds(PathFilter, statuses=subset([OCCURRED, PLANNED])),
    "window": st.builds(PathFilter, since=days, until=days),
    "types": st.builds(PathFilter, types=subset([MEETING, LETTER])),
    "barred_types": st.builds(PathFilter, barred_types=subset([MEETING, LETTER])),
    "sources": st.builds(PathFilter, sources=st.integers(1, 2)),
    "outlets": st.builds(PathFilter, outlets=subset(OUTLETS)),
    "known_by": st.builds(PathFilter, known_by=st.sampled_from(DAYS)),
    "concerning": st.builds(PathFilter, concerning=subset(["Lima", "Oslo", *AGENTS])),
    "barring": st.builds(PathFilter, barring=subset(["Lima", "Oslo", *AGENTS])),
    "together": st.builds(
        PathFilter,
        statuses=subset([OCCURRED]),
        outlets=subset(OUTLETS),
        known_by=st.sampled_from(["", *DAYS]),
        until=days,
        sources=st.integers(0, 1),
    ),
}
ARRIVALS = Arrivals(
    1, {f"e{event:02}-{report}": 2 + (event + report) % 3 for event in range(16) for report in range(2)}
)
GENERATIONS = st.builds(NewSince, generation=st.integers(1, 4), arrivals=st.just(ARRIVALS))
SHAPES = {
    "avoid": st.builds(PathQuestion, avoid=subset(PERSONS[1:-1])),
    "through": st.builds(PathQuestion, through=st.sampled_from(PERSONS[1:-1]).map(lambda one: (one,))),
    "any_of": st.builds(PathQuestion, any_of=subset(PERSONS[1:-1])),
    "places": st.builds(
        PathQuestion,
        through_places=st.lists(subset(["Lima", "Oslo", *AGENTS]), max_size=2).map(tuple),
        any_of_places=subset(["Lima", "Oslo", *AGENTS]),
        ties=st.booleans(),
        clock=st.sampled_from([None, Clock()]),
    ),
    "kinds": st.builds(
        PathQuestion,
        through_types=st.lists(st.sampled_from([MEETING, LETTER]), max_size=2).map(tuple),
        any_of_types=subset([MEETING, LETTER]),
        through_places=st.lists(subset(["Lima", "Oslo"]), max_size=1).map(tuple),
    ),
    "clock": st.builds(
        PathQuestion, clock=st.builds(Clock, backward=st.booleans(), gap=st.sampled_from([None, 0, 40]))
    ),
    "hubs": st.builds(PathQuestion, hubs=st.integers(1, 4)),
    "ties": st.builds(PathQuestion, ties=st.just(True), hubs=st.sampled_from([None, 3])),
    "longest": st.builds(PathQuestion, longest=st.integers(1, 8)),
    "new": st.builds(PathQuestion, new_since=st.one_of(st.builds(NewSince, st.sampled_from(DAYS)), GENERATIONS)),
}
MODES = st.sampled_from([("best", 1), ("best", 3), ("shortest", 9), ("simple", 5)])
ENDS = st.sampled_from([(PERSONS[:1], PERSONS[-1:]), (PERSONS[:2], PERSONS[-2:]), (PERSONS[:2], PERSONS[1:2])])


def both(facts, ends, question, limits=WHOLE):
    reader = reader_of(facts, PERSONS, AGENTS)
    return find_paths(project(reader), *ends, question), find_paths_from(reader, *ends, question, limits)


def check_same(whole, part):
    """Everything that an answer tells but how much and whom filters kept out, which is counted in what was read."""
    assert part.paths == whole.paths
    assert replace(part, expansion=None, removed=(), busy=()) == replace(whole, removed=(), busy=())
    assert not part.expansion.ended
    assert not part.expansion.ended_beside


@pytest.mark.parametrize("name", FILTERS)
@QUIET
@given(data=st.data())
def test_a_filter_answers_as_over_the_whole_network(name, data):
    mode, count = data.draw(MODES)
    question = PathQuestion(data.draw(FILTERS[name]), mode=mode, count=count)
    check_same(*both(data.draw(events()), data.draw(ENDS), question))


@pytest.mark.parametrize("name", SHAPES)
@QUIET
@given(data=st.data())
def test_a_wish_answers_as_over_the_whole_network(name, data):
    mode, count = data.draw(MODES)
    wanted = data.draw(st.one_of(st.just(PathFilter()), FILTERS["statuses"], FILTERS["together"]))
    question = replace(data.draw(SHAPES[name]), wanted=wanted, mode=mode, count=count)
    check_same(*both([*data.draw(events()), *data.draw(offices())], data.draw(ENDS), question))


@QUIET
@given(events(), st.integers(0, 3))
def test_small_blocks_and_pages_answer_as_large_ones(facts, most):
    question = PathQuestion(PathFilter(statuses=frozenset({OCCURRED})), count=3, hubs=most or None)
    check_same(*both(facts, (PERSONS[:1], PERSONS[-1:]), question, LAVISH))


@QUIET
@given(events(), st.integers(1, 9), ENDS, MODES)
def test_a_server_that_cuts_its_tables_in_silence_answers_as_one_that_does_not(facts, most, ends, mode):
    question = PathQuestion(PathFilter(statuses=frozenset({OCCURRED})), mode=mode[0], count=mode[1])
    reader = reader_of(facts, PERSONS, AGENTS)
    part = find_paths_from(Capped(reader, most), *ends, question, WHOLE)
    check_same(find_paths(project(reader), *ends, question), part)


class Garbled:
    """A reader whose tables have some cells and rows changed."""

    def __init__(self, reader, draw):
        self.base, self._reader, self._draw = reader.base, reader, draw

    def select(self, query):
        """See ``Reader``."""
        found = self._reader.select(query)
        change = self._draw(CHANGES)
        if change == "none":
            rows = []
        elif change == "twice":
            rows = found.rows * 2
        elif change in ("cell", "column"):
            column = self._draw(st.integers(0, len(found.variables) - 1))
            cell = self._draw(CELLS)
            rows = [
                (*row[:column], cell, *row[column + 1 :]) if change == "column" or not number else row
                for number, row in enumerate(found.rows)
            ]
        else:
            rows = found.rows
        return Solutions(found.variables, rows)


CHANGES = st.sampled_from(["", "", "", "", "", "none", "twice", "cell", "column"])
CELLS = st.sampled_from(
    [None, *map(ox.Literal, ["", "x", "-1", "2024-02-30", "\u0667", '"> }']), ox.NamedNode(PERSONS[0]),
     ox.NamedNode("urn:other"), ox.BlankNode("b")]
)  # fmt: skip


@settings(QUIET, max_examples=150)
@given(st.data())
def test_whatever_is_sent_ends_in_an_answer_or_in_an_error_of_ours(data):
    wanted = data.draw(st.one_of(st.just(PathFilter()), FILTERS["window"], FILTERS["known_by"], FILTERS["concerning"]))
    question = replace(data.draw(st.one_of(SHAPES["clock"], SHAPES["ties"], SHAPES["new"])), wanted=wanted)
    reader = Garbled(reader_of([*data.draw(events()), *data.draw(offices())], PERSONS, AGENTS), data.draw)
    with suppress(KgError):
        find_paths_from(reader, *data.draw(ENDS), question, LAVISH)


@QUIET
@given(events(), st.integers(0, 12), st.integers(0, 4), MODES)
def test_with_little_to_read_every_path_is_there_and_what_is_missing_is_told(facts, nodes, hub, mode):
    question = PathQuestion(PathFilter(statuses=frozenset({OCCURRED})), mode=mode[0], count=mode[1])
    ends = PERSONS[:1], PERSONS[-1:]
    whole, part = both(facts, ends, question, Limits(nodes=nodes, hub=hub, block=2, page=5))
    known = {fact.event: fact for fact in facts}
    for path in part.paths:
        assert len(set(path.persons)) == len(path.persons)
        for hop, pair in zip(path.hops, itertools.pairwise(path.persons), strict=True):
            assert (hop.one, hop.other) == pair
            assert all(set(pair) <= set(fact.persons) and fact.status == OCCURRED for fact in hop.facts)
            assert hop.facts
            assert all(fact == replace(known[fact.event], places=fact.places) for fact in hop.facts)
    told = part.expansion
    if not told.ended and not told.hubs:
        assert part.paths == whole.paths
    elif not told.hubs:
        sure = [path for path in whole.paths if len(path.hops) <= told.steps]
        assert part.paths[: len(sure)] == tuple(sure) or mode[0] != "shortest"
        assert {path.persons for path in sure} <= {path.persons for path in part.paths} or len(part.paths) == mode[1]
