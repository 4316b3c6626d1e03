"""What is told beside a path: the shortest one without any filter, where that is shorter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import OCCURRED, PLANNED, fact, network

from kg.analysis import paths
from kg.analysis.paths import PathFilter, PathQuestion, find_paths
from kg.analysis.search import Budget

PEOPLE = "abcdef"
HAPPENED = PathFilter(frozenset({OCCURRED}))

worlds = st.lists(
    st.tuples(
        st.sets(st.sampled_from(PEOPLE), min_size=2, max_size=3),
        st.sampled_from([OCCURRED, PLANNED]),
        st.sampled_from(["", "2024-01-01", "2025-01-01"]),
    ),
    min_size=1,
    max_size=9,
).map(
    lambda told: network(
        *(fact(f"e{number}", *sorted(one), status=status, day=day) for number, (one, status, day) in enumerate(told)),
        alone=PEOPLE,
    )
)
questions = st.builds(
    PathQuestion,
    wanted=st.sampled_from([HAPPENED, PathFilter(HAPPENED.statuses, since="2024-06-01"), PathFilter()]),
    mode=st.sampled_from(["best", "shortest", "simple"]),
    count=st.integers(1, 3),
    longest=st.integers(1, 4),
    avoid=st.sampled_from([frozenset(), frozenset("c")]),
)


@settings(max_examples=200, deadline=None)
@given(worlds, questions)
def test_it_is_what_a_question_without_filters_finds_when_that_is_shorter_or_all_there_is(world, question):
    answer = find_paths(world, ["a"], ["b"], question)
    widest = find_paths(world, ["a"], ["b"], PathQuestion()).paths
    shorter = widest and (not answer.paths or len(widest[0].hops) < len(answer.paths[0].hops))
    assert answer.otherwise == (widest[0] if shorter else None)
    if answer.otherwise:
        eased = question
        for name in answer.barred:
            eased = eased.without(name)
        assert answer.barred
        assert len(find_paths(world, ["a"], ["b"], eased).paths[0].hops) == len(answer.otherwise.hops)


def test_beside_a_direct_contact_nothing_shorter_is_looked_for(monkeypatch):
    world = network(fact("e1", "a", "b"), fact("e2", "a", "b", status=PLANNED))
    searched = []
    best = paths._Finder.best
    monkeypatch.setattr(paths._Finder, "best", lambda self, *given: searched.append(1) or best(self, *given))
    assert find_paths(world, ["a"], ["b"], PathQuestion(HAPPENED)).paths
    assert searched == [1]


@pytest.mark.parametrize("question", [PathQuestion(HAPPENED), PathQuestion(HAPPENED, avoid=frozenset("x"))], ids=str)
def test_that_nothing_connects_them_is_said_only_where_the_search_for_it_was_finished(monkeypatch, question):
    planned = network(fact("e1", "a", "m", status=PLANNED), fact("e2", "m", "b", status=PLANNED), alone="x")
    apart = network(fact("e1", "a", "m"), fact("e2", "n", "b"), alone="x")
    assert find_paths(apart, ["a"], ["b"], question).is_nothing
    given = iter([Budget(), Budget(0), Budget(0)])  # the search itself is finished, those beside are not
    monkeypatch.setattr(paths, "Budget", lambda: next(given))
    answer = find_paths(planned, ["a"], ["b"], question)
    assert (answer.paths, answer.relaxed, answer.otherwise, answer.cut, answer.is_decided) == ((), (), None, "", True)
    assert (answer.cut_beside, answer.is_nothing) == ("steps", False)
