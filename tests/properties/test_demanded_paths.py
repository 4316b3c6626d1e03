"""Paths that must have facts at some places and of some types are those of brute force, on small networks."""

import itertools
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.adjacency import rows_of
from kg.analysis.answers import DEMANDS
from kg.analysis.clock import Clock
from kg.analysis.demands import FAR, ways_to
from kg.analysis.filters import PathFilter
from kg.analysis.network import Fact, Network
from kg.analysis.paths import PathQuestion, find_paths

PERSONS = "abcdef"
AGENTS = ("o:bank", "o:court")
PLACES = ("Lima", "Oslo", "Nairobi")
TYPES = ("t:Meeting", "t:Letter", "t:Visit")
DAYS = [f"2024-01-{day:02}" for day in range(1, 10)]
MANY = settings(deadline=None, max_examples=150)


def subset(values, most=2):
    return st.sets(st.sampled_from(values), min_size=1, max_size=most).map(frozenset)


@st.composite
def networks(draw):
    """Facts of two or three persons, some with places and organizations, most of them short of what is demanded."""
    facts = {}
    for number in range(draw(st.integers(3, 12))):
        first, last = sorted([draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))])
        known = draw(st.booleans())
        name = f"e{number:02}"
        facts[name] = Fact(
            event=name,
            type=draw(st.sampled_from(TYPES)),
            label=name,
            status=draw(st.sampled_from(["s:occurred", "s:occurred", "s:planned"])),
            dates=(),
            earliest=first if known else "",
            latest=last if known else "",
            places=tuple(sorted(draw(st.sets(st.sampled_from(PLACES), max_size=1)))),
            persons=tuple(sorted(draw(st.sets(st.sampled_from(PERSONS), min_size=2, max_size=3)))),
            sources=draw(st.integers(1, 3)),
            agents=draw(st.sampled_from([(), (), *((agent,) for agent in AGENTS)])),
        )
    ties = {name: fact for name, fact in facts.items() if fact.agents}
    return Network(None, facts, {person: person for person in PERSONS}, ties, {agent: agent for agent in AGENTS})


questions = st.builds(
    PathQuestion,
    wanted=st.sampled_from([PathFilter(), PathFilter(frozenset({"s:occurred"}))]),
    through_places=st.lists(subset([*PLACES, *AGENTS]), max_size=2).map(tuple),
    any_of_places=st.one_of(st.just(frozenset()), subset([*PLACES, *AGENTS])),
    through_types=st.lists(st.sampled_from(TYPES), max_size=2).map(tuple),
    any_of_types=st.one_of(st.just(frozenset()), subset(TYPES)),
    clock=st.sampled_from([None, None, Clock(), Clock(backward=True), Clock(gap=2)]),
    through=st.sampled_from([(), (), ("c",)]),
    avoid=st.sampled_from([frozenset(), frozenset(), frozenset("d")]),
    hubs=st.sampled_from([None, None, 2, 3]),
    ties=st.booleans(),
    longest=st.sampled_from([8, 8, 3]),
).map(lambda question: replace(question, longest=min(question.longest, 3)) if question.ties else question)
"""With ties paths are short: brute force takes every choice of facts of all their steps."""


ends = st.sampled_from([("a", "f"), ("a", "f"), ("ab", "f"), ("a", "ef"), ("ab", "ef"), ("ab", "ba")])


def meets(fact, question):
    """The demands that a fact meets, said again in other words."""
    about = {*fact.places, *fact.agents}
    met = {("place", place) for place in question.through_places if place & about}
    met |= {("type", iri) for iri in question.through_types if fact.type == iri}
    met |= {("any place",)} if question.any_of_places & about else set()
    met |= {("any type",)} if fact.type in question.any_of_types else set()
    return met


def wished(question):
    every = {("place", place) for place in question.through_places} | {("type", iri) for iri in question.through_types}
    return every | ({("any place",)} if question.any_of_places else set()) | (
        {("any type",)} if question.any_of_types else set()
    )  # fmt: skip


def in_time(chosen, clock):
    """Whether days can be chosen, one of each fact, by trying all of them."""
    days = [
        [day for day in DAYS if (not fact.earliest or fact.earliest <= day) and (not fact.latest or day <= fact.latest)]
        for fact in chosen
    ]
    for choice in itertools.product(*days):
        steps = [
            (int(before[-2:]) - int(after[-2:])) * (1 if clock.backward else -1)
            for before, after in itertools.pairwise(choice)
        ]
        if all(step >= 0 and (clock.gap is None or step <= clock.gap) for step in steps):
            return True
    return False


def told(hops, question):
    """Of each hop, the facts that may carry the path; None where it is no answer."""
    demands = wished(question)
    if question.clock is None:
        met = set().union(*(meets(fact, question) for hop in hops for fact in hop))
        return [{fact.event for fact in hop} for hop in hops] if met >= demands else None
    found = [set() for _ in hops]
    for chosen in itertools.product(*hops):
        met = set().union(*(meets(fact, question) for fact in chosen))
        if met >= demands and in_time(chosen, question.clock):
            for events, fact in zip(found, chosen, strict=True):
                events.add(fact.event)
    return found if all(found) else None


def linked(network, wanted, ties):
    """Who is next to whom -> the facts that say so."""
    shared = {}
    for fact in network.facts.values():
        pairs = [
            *itertools.combinations(fact.persons, 2),
            *(itertools.product(fact.persons, fact.agents) if ties else ()),
        ]
        for pair in pairs if wanted.passes(fact) else ():
            shared.setdefault(frozenset(pair), []).append(fact)
    return shared


def brute(network, question, between=("a", "f")):
    """Every answer: who is passed -> the facts of each hop."""
    shared = linked(network, question.wanted, question.ties)
    counted = nx.Graph([sorted(pair) for pair in linked(network, question.wanted.alone("statuses"), question.ties)])
    graph = nx.Graph([sorted(pair) for pair in shared])
    graph.add_nodes_from([*PERSONS, *AGENTS])
    found = {}
    for source, target in itertools.product(*between):
        if source == target:
            continue
        for path in nx.all_simple_paths(graph, source, target, cutoff=question.longest):
            busy = question.hubs is not None and any(counted.degree(node) > question.hubs for node in path[1:-1])
            if set(question.through) <= set(path) and not busy and question.avoid.isdisjoint(path):
                events = told([shared[frozenset(pair)] for pair in itertools.pairwise(path)], question)
                if events is not None:
                    found[tuple(path)] = events
    return found


def answered(network, question, between=("a", "f"), **options):
    answer = find_paths(network, [*between[0]], [*between[1]], replace(question, **options))
    assert not answer.cut or options["mode"] == "simple"
    return {path.persons: [{fact.event for fact in hop.facts} for hop in path.hops] for path in answer.paths}


@MANY
@given(networks(), questions, ends)
def test_every_path_that_meets_the_demands_is_told_with_the_facts_that_do_and_no_other(network, question, between):
    assert answered(network, question, between, mode="simple", count=500) == brute(network, question, between)


@MANY
@given(networks(), questions, ends)
def test_the_shortest_are_the_shortest_of_those_that_meet_the_demands(network, question, between):
    every = brute(network, question, between)
    least = min(map(len, every), default=0)
    assert answered(network, question, between, mode="shortest", count=500) == {
        path: events for path, events in every.items() if len(path) == least
    }


@MANY
@given(networks(), questions, ends, st.integers(1, 4))
def test_the_best_are_in_order_and_as_short_as_those_of_brute_force(network, question, between, count):
    lengths = [len(path) for path in answered(network, question, between, mode="best", count=count)]
    assert lengths == sorted(map(len, brute(network, question, between)))[:count]


@MANY
@given(networks(), questions)
def test_where_there_is_none_each_thing_that_could_be_left_out_is_named_with_its_shortest(network, question):
    answer = find_paths(network, ["a"], ["f"], question)
    if answer.paths:
        assert not answer.relaxed
        return
    eased = {name: brute(network, question.without(name)) for name in question.active()}
    assert {one.left_out: len(one.path.persons) for one in answer.relaxed} == {
        name: min(map(len, paths)) for name, paths in eased.items() if paths
    }
    if answer.otherwise and answer.barred:
        without = question
        for name in answer.barred:
            without = without.without(name) if name in without.active() else without
        assert answer.otherwise.persons in brute(network, without)


@MANY
@given(networks(), st.lists(subset([*PLACES, *AGENTS], most=4), min_size=4, max_size=DEMANDS, unique=True), st.data())
def test_many_demands_are_searched_as_few(network, places, data):
    question = PathQuestion(through_places=tuple(places), clock=data.draw(st.sampled_from([None, Clock()])))
    assert answered(network, question, mode="simple", count=500) == brute(network, question)


@pytest.mark.parametrize("ties", [False, True])
@MANY
@given(networks(), st.data())
def test_distances_past_demands_are_those_of_walks(ties, network, data):
    rows = rows_of(network, ties=ties)
    count = data.draw(st.integers(1, 6))
    every = (1 << count) - 1
    links = len(rows.fact_starts) - 1
    bits = np.array(data.draw(st.lists(st.integers(0, every), min_size=links, max_size=links)), dtype=np.uint8)
    usable = np.array(data.draw(st.lists(st.booleans(), min_size=links, max_size=links)), dtype=bool)
    nodes = np.ones(len(rows.nodes), dtype=bool)
    ways = ways_to(rows, 0, bits, every, links=usable, nodes=nodes, longest=6)
    missing = np.full(len(nodes), every, dtype=np.uint8)
    for remaining in range(7):
        within = ways.within(missing, np.arange(len(nodes)), remaining)
        for node in range(len(nodes)):
            least = max(
                walk(rows, usable, bits, node, (every >> first) & 15, first) for first in range(0, count, 4)
            )  # fmt: skip
            assert within[node] == (least <= remaining)
            assert ways.least(node) == least


def walk(rows, usable, bits, start, wanted, first):
    """Edges of the shortest walk to node 0 that meets some demands, by a search from its other end."""
    seen = {(start, 0)}
    level = [(start, 0)]
    for length in range(7):
        if any(node == 0 and met == wanted for node, met in level):
            return length
        ahead = set()
        for node, met in level:
            for place in range(rows.starts[node], rows.starts[node + 1]):
                link = rows.links[place]
                if usable[link]:
                    ahead.add((int(rows.neighbours[place]), met | (int(bits[link]) >> first) & wanted))
        level = sorted(ahead - seen)
        seen |= ahead
    return FAR
