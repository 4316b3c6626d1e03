"""Which facts tie persons, and how much."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import LETTER, OCCURRED, PLANNED, TALK, fact, network

from kg.analysis.filters import PathFilter
from kg.analysis.network import Network
from kg.analysis.weights import TieFilter, check_any, weigh
from kg.errors import EmptyNetworkError, UsageError


def weights(ties):
    return {
        (ties.persons[one], ties.persons[other]): weight
        for (one, other), weight in zip(ties.pairs, ties.weights, strict=True)
    }


def test_an_event_of_n_persons_ties_each_two_with_one_part_of_n_less_one():
    ties = weigh(network(fact("e1", "a", "b", "c"), fact("e2", "a", "b")), TieFilter())
    assert weights(ties) == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}


def test_each_tie_tells_its_events_in_their_order():
    ties = weigh(network(fact("e2", "a", "b"), fact("e1", "a", "b", "c"), fact("e3", "b", "c")), TieFilter())
    assert dict(zip(ties.pairs, ties.events, strict=True)) == {
        (0, 1): ("e1", "e2"),
        (0, 2): ("e1",),
        (1, 2): ("e1", "e3"),
    }


def test_a_network_without_ties_may_be_asked_for():
    ties = weigh(network(alone=["z"]), TieFilter(), empty=True)
    assert (ties.persons, ties.pairs, ties.weights, ties.events) == ((), (), (), ())


def test_a_person_in_two_roles_of_an_event_counts_once():
    ties = weigh(network(fact("e1", "a", "b", "a")), TieFilter())
    assert weights(ties) == {("a", "b"): 1.0}


def test_a_fact_of_one_person_ties_nobody():
    with pytest.raises(EmptyNetworkError, match="no event of this store connects two persons"):
        weigh(network(fact("e1", "a", "a")), TieFilter())


REFUSED = [
    (TieFilter(statuses=frozenset({OCCURRED})), fact("e1", "a", "b", status=PLANNED), "by status"),
    (TieFilter(types=frozenset({TALK})), fact("e1", "a", "b", kind=LETTER), "by type"),
    (TieFilter(sources=2), fact("e1", "a", "b"), "with fewer than 2 independent sources"),
    (TieFilter(since="2024-02-01"), fact("e1", "a", "b", day="2024-01-01"), "outside the window"),
    (TieFilter(until="2024-02-01"), fact("e1", "a", "b", day="2024-03-01"), "outside the window"),
    (TieFilter(until="2024-02-01"), fact("e1", "a", "b"), "without a date"),
    (TieFilter(cap=2), fact("e1", "a", "b", "c"), "of more than 2 persons"),
]


@pytest.mark.parametrize(("wanted", "refused", "why"), REFUSED)
def test_what_a_filter_keeps_out_ties_nobody_and_is_counted_with_the_reason(wanted, refused, why):
    kept = fact("e0", "a", "z", day="2024-02-01", sources=2)
    ties = weigh(network(refused, kept), wanted)
    assert weights(ties) == {("a", "z"): 1.0}
    assert ties.notes[0] == f"1 event counted; left out: 1 {why}."


def test_nothing_left_is_an_error_that_tells_what_kept_most_out():
    facts = [fact("e1", "a", "b", status=PLANNED), fact("e2", "a", "c", status=PLANNED), fact("e3", "a", "b", "c")]
    with pytest.raises(EmptyNetworkError) as caught:
        weigh(network(*facts), TieFilter(frozenset({OCCURRED}), cap=2))
    assert caught.value.message == "no event passes; left out: 2 by status, 1 of more than 2 persons"
    assert caught.value.mend == "Widen the filter: any status, or a higher cap."
    assert caught.value.exit_code == 1


def test_the_mend_names_what_kept_most_out_first():
    facts = [fact("e1", "a", "b", status=PLANNED), *(fact(f"e{number}", "a", "c") for number in range(2, 5))]
    with pytest.raises(EmptyNetworkError) as caught:
        weigh(network(*facts), TieFilter(frozenset({OCCURRED}), concerning=frozenset({"Oslo"})))
    assert caught.value.mend == "Widen the filter: another place or organization, or none, or any status."


def test_crowds_do_not_make_a_filter_empty_where_no_cap_is_given():
    crowd = network(fact("e1", *(f"p{number}" for number in range(30))))
    check_any(crowd, PathFilter(frozenset({OCCURRED})))
    with pytest.raises(EmptyNetworkError, match="1 by status"):
        check_any(crowd, PathFilter(frozenset({PLANNED})))


def test_the_cap_is_told_also_when_it_kept_nothing_out():
    notes = weigh(network(fact("e1", "a", "b")), TieFilter(cap=7)).notes
    assert any("events of more than 7 are left out" in note for note in notes)


def test_persons_without_a_tie_are_counted_not_ranked():
    ties = weigh(network(fact("e1", "a", "b"), alone=["x", "y"]), TieFilter())
    assert ties.persons == ("a", "b")
    assert "2 persons of the store without such a tie left out." in ties.notes


@pytest.mark.parametrize("wrong", [{"cap": 1}, {"cap": -3}, {"sources": -1}])
def test_a_cap_or_a_number_of_sources_that_means_nothing_is_an_error(wrong):
    with pytest.raises(UsageError):
        TieFilter(**wrong)


EVENTS = st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=2, max_size=5), min_size=1, max_size=12)


@settings(deadline=None, max_examples=60)
@given(EVENTS)
def test_the_weights_of_a_person_sum_up_to_the_events_taken_part_in(groups):
    facts = [fact(f"e{number:02}", *sorted(group)) for number, group in enumerate(groups)]
    ties = weigh(network(*facts), TieFilter())
    strength = dict.fromkeys(ties.persons, 0.0)
    for pair, weight in weights(ties).items():
        for person in pair:
            strength[person] += weight
    assert strength == pytest.approx(
        {person: sum(person in group for group in groups) for person in ties.persons}, abs=1e-9
    )


@settings(deadline=None, max_examples=60)
@given(EVENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_events_changes_nothing(groups, chance):
    facts = [fact(f"e{number:02}", *sorted(group)) for number, group in enumerate(groups)]
    straight = network(*facts)
    chance.shuffle(facts)
    shuffled = Network(straight.graph, {one.event: one for one in facts}, straight.names)
    there, here = weigh(shuffled, TieFilter()), weigh(straight, TieFilter())
    assert (there.persons, there.pairs, there.weights, there.events, there.notes) == (
        here.persons, here.pairs, here.weights, here.events, here.notes,
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(EVENTS, st.sets(st.sampled_from("abcdefgh"), min_size=2, max_size=5))
def test_an_event_outside_the_window_changes_no_tie(groups, late):
    wanted = TieFilter(until="2024-12-31")
    facts = [fact(f"e{number:02}", *sorted(group), day="2024-05-05") for number, group in enumerate(groups)]
    before = weigh(network(*facts), wanted)
    after = weigh(network(*facts, fact("zz", *sorted(late), day="2025-01-01")), wanted)
    assert (after.persons, after.pairs, after.weights, after.events) == (
        before.persons, before.pairs, before.weights, before.events,
    )  # fmt: skip
