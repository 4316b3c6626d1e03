"""What keeps a path out, where several things do together."""

from dataclasses import replace

import pytest
from made_networks import OCCURRED, PLANNED, TALK, fact, network

from kg.analysis.barring import barring, offering_ties
from kg.analysis.clock import Clock
from kg.analysis.filters import PathFilter
from kg.analysis.paths import PathQuestion, find_paths

WORLD = network(
    fact("e1", "a", "m", day="2024-05-01"),
    fact("e2", "a", "m", status=PLANNED, sources=3),
    fact("e3", "m", "b", day="2024-03-01"),
)
(PATH,) = find_paths(WORLD, ["a"], ["b"], PathQuestion()).paths
HAPPENED = PathFilter(frozenset({OCCURRED}))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (PathQuestion(HAPPENED), ()),
        (PathQuestion(HAPPENED, clock=Clock()), ("clock",)),
        (PathQuestion(HAPPENED, clock=Clock(backward=True)), ()),
        (PathQuestion(HAPPENED, clock=Clock(backward=True, gap=5)), ("gap",)),
        (PathQuestion(PathFilter(HAPPENED.statuses, sources=2), avoid=frozenset("m")), ("sources", "avoid")),
        (PathQuestion(PathFilter(types=frozenset({"t:Other"})), through=("x",)), ("types", "through")),
        (PathQuestion(PathFilter(types=frozenset({TALK})), any_of=frozenset("x"), longest=1), ("any_of", "longest")),
        (PathQuestion(hubs=1), ("hubs",)),
    ],
    ids=str,
)
def test_what_keeps_a_path_out_is_named_and_nothing_else(question, named):
    assert barring(question, PATH, [2]) == named


APART = network(
    replace(fact("e1", "a", "m", day="2024-05-01"), places=("Lima",)),
    replace(fact("e2", "m", "b", day="2024-03-01"), places=("Oslo",)),
    fact("e3", "m", "b", day="2024-06-01"),
)
LIMA, OSLO, RIGA = (frozenset({name}) for name in ("Lima", "Oslo", "Riga"))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (PathQuestion(through_places=(LIMA, OSLO), any_of_types=frozenset({TALK})), ()),
        (PathQuestion(through_places=(LIMA, RIGA)), ("through_places",)),
        (PathQuestion(any_of_places=RIGA, through_types=("t:Other",)), ("any_of_places", "through_types")),
        (PathQuestion(any_of_types=frozenset({"t:Other"})), ("any_of_types",)),
        (PathQuestion(clock=Clock()), ()),
        (PathQuestion(through_places=(OSLO,), clock=Clock()), ("clock",)),
        (PathQuestion(through_places=(OSLO, RIGA), clock=Clock()), ("through_places",)),
        (PathQuestion(through_places=(OSLO,), clock=Clock(backward=True, gap=9)), ("gap",)),
        (PathQuestion(PathFilter(barring=OSLO), through_places=(LIMA,), clock=Clock()), ()),
        (PathQuestion(PathFilter(barring=OSLO), through_places=(OSLO,)), ("through_places",)),
    ],
    ids=str,
)
def test_what_is_demanded_of_events_is_named_where_none_that_counts_and_fits_the_days_meets_it(question, named):
    (path,) = find_paths(APART, ["a"], ["b"], PathQuestion()).paths
    assert barring(question, path, [2]) == named


def test_the_answer_names_all_that_has_to_be_left_out_together():
    question = PathQuestion(PathFilter(HAPPENED.statuses, sources=2), clock=Clock())
    answer = find_paths(WORLD, ["a"], ["b"], question)
    assert (answer.paths, answer.relaxed, answer.barred) == ((), (), ("sources", "clock"))


def test_ties_are_not_asked_for_where_there_is_a_path():
    answer = find_paths(WORLD, ["a"], ["b"], PathQuestion(HAPPENED))
    assert offering_ties(answer, lambda _: pytest.fail("asked")) is answer


def test_of_criteria_that_keep_out_as_many_the_one_named_first_in_the_question_is_told():
    world = network(fact("e1", "a", "b", status=PLANNED), fact("e2", "a", "b", sources=1, kind="t:Other"))
    (path,) = find_paths(world, ["a"], ["b"], PathQuestion()).paths
    question = PathQuestion(PathFilter(HAPPENED.statuses, barred_types=frozenset({"t:Other"})))
    assert question.active() == ("statuses", "barred_types")
    assert barring(question, path, []) == ("statuses",)
