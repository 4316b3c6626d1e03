"""Time along a path: what the intervals say is what choosing days says."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.clock import ALWAYS, FIRST, Clock, merged, overlap, span, timely

spans = st.tuples(st.integers(1, 8), st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + pair[1]))
hops = st.lists(st.lists(spans, min_size=1, max_size=2), min_size=1, max_size=3)
clocks = st.builds(Clock, st.booleans(), st.none() | st.integers(0, 4))


def follows(clock, before, after):
    distance = before - after if clock.backward else after - before
    return distance >= 0 and (clock.gap is None or distance <= clock.gap)


def brute(chain, clock):
    """Of each hop, the facts that can be the one, by trying every day of every choice."""
    fitting = [[False] * len(facts) for facts in chain]
    for choice in itertools.product(*(range(len(facts)) for facts in chain)):
        days = [range(chain[place][fact][0], chain[place][fact][1] + 1) for place, fact in enumerate(choice)]
        if any(
            all(follows(clock, *pair) for pair in itertools.pairwise(chosen)) for chosen in itertools.product(*days)
        ):
            for place, fact in enumerate(choice):
                fitting[place][fact] = True
    return fitting


@settings(max_examples=200, deadline=None)
@given(hops, clocks)
def test_facts_are_timely_when_days_can_be_chosen(chain, clock):
    assert timely(chain, clock) == brute(chain, clock)


@settings(max_examples=200, deadline=None)
@given(hops, clocks)
def test_a_search_goes_on_exactly_while_days_can_be_chosen(chain, clock):
    state = ALWAYS
    for place, facts in enumerate(chain):
        state = clock.step(state, facts) if state else ()
        assert bool(state) == any(itertools.chain(*brute(chain[: place + 1], clock)))


def test_an_undated_fact_may_have_any_day():
    undated, dated = span("", ""), span("2024-03-01", "2024-03-05")
    assert timely([[dated], [undated], [dated]], Clock(gap=10)) == [[True], [True], [True]]


def test_an_open_end_is_open():
    assert span("", "2024-03-05")[0] == FIRST
    assert timely([[span("2024-03-06", "")], [span("", "2024-03-05")]], Clock()) == [[False], [False]]


def test_intervals_that_touch_are_one():
    assert merged([(5, 6), (1, 2), (3, 3), (8, 9)]) == ((1, 3), (5, 6), (8, 9))
    assert overlap(((1, 3),), ((3, 4),))
    assert not overlap(((1, 3),), ((4, 4),))
