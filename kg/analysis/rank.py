"""Persons in the order of a measure: equal values have equal rank and stand in alphabetical order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from kg.analysis.betweenness import SURE, betweenness
from kg.analysis.centrality import constraint, pagerank
from kg.analysis.network import Network
from kg.analysis.result import DIGITS, Result, Table, columns, counted
from kg.analysis.rows import compress
from kg.analysis.weights import TieFilter, Ties, weigh
from kg.errors import UsageError, choose_from

TOP = 20


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its head in a table, what it says, and whether the smallest value comes first."""

    label: str
    says: str
    smallest_first: bool = False


MEASURES = {
    "degree": Measure("Contacts", "how many persons one has a tie with"),
    "strength": Measure("Events", "how many events one took part in: the sum of the weights of one's ties"),
    "pagerank": Measure("PageRank", "ties with those who have weighty ties count more; all values sum up to 1"),
    "betweenness": Measure("Betweenness", "share of the pairs of others whose shortest paths pass the person"),
    "brokerage": Measure("Constraint", "Burt's constraint: low is who ties persons that have no tie", True),
    "core": Measure("Core", "the greatest k such that one belongs to a group in which each has k contacts"),
}

SAMPLED = "betweenness"
"""The measure that may be estimated from a sample."""


@dataclass(frozen=True, slots=True)
class Scores:
    """A measure of everybody: a value a person, in their order; errors where it was sampled; what to say of it."""

    values: tuple[float, ...]
    errors: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()


def check_draw(by: str, *, samples: int | None, seed: int) -> None:
    """Refuse a sample or a seed where nothing is drawn by lot: it would be passed over.

    Args:
        by: the measure.
        samples: as of ``score``.
        seed: likewise; 0 is what holds where nothing is said.

    Raises:
        UsageError: for an unknown measure, or one that is always exact.
    """
    if by not in MEASURES:
        raise UsageError(f"there is no measure {by!r}", mend=choose_from(by, MEASURES))
    given = [name for name, told in (("samples", samples is not None), ("seed", seed != 0)) if told]
    if given and by != SAMPLED:
        does = "do" if len(given) > 1 else "does"
        raise UsageError(
            f"{' and '.join(given)} {does} nothing for {by}, which is exact",
            mend=f"Leave {'them' if len(given) > 1 else 'it'} out, or rank by {SAMPLED}, which may be estimated.",
        )


def score(ties: Ties, measure: str, *, samples: int | None = None, seed: int = 0) -> Scores:
    """A measure of every person who has a tie.

    Args:
        ties: the weighted network; with a tie at least.
        measure: one of ``MEASURES``.
        samples: sources for betweenness; see ``betweenness``.
        seed: of their draw.

    Raises:
        UsageError: names the measures there are; for a number of samples below 2.
    """
    if measure not in MEASURES:
        raise UsageError(f"there is no measure {measure!r}", mend=choose_from(measure, MEASURES))
    if samples is not None and samples < 2:
        raise UsageError(f"{counted(samples, 'sample')} gives no error to tell", mend="Give 2 or more.")
    if measure == "core":
        cores = nx.core_number(ties.graph)
        return Scores(tuple(cores[number] for number in range(len(ties.persons))))
    rows = compress(ties)
    if measure == "degree":
        return Scores(tuple((rows.starts[1:] - rows.starts[:-1]).tolist()))
    if measure == SAMPLED:
        found = betweenness(rows, samples=samples, seed=seed)
        if found.exact:
            given = [name for name, told in (("samples", samples is not None), ("seed", seed != 0)) if told]
            unused = f" Nothing was drawn: {' and '.join(given)} did nothing." if given else ""
            return Scores(_rounded(found.values.tolist()), notes=(f"Betweenness is exact.{unused}",))
        sampled = (
            f"Betweenness is estimated from {found.samples} of {rows.size} persons (seed {seed}), each row with"
            f" its standard error. In {SURE:.0%} of such samples no value of anybody is off by more than"
            f" {found.bound:.3f}."
        )
        # A share is 1 at most; what few sources say of one in the middle may be more.
        return Scores(_rounded(found.values.clip(0, 1).tolist()), _rounded(found.errors.tolist()), (sampled,))
    if measure == "strength":
        return Scores(_rounded(rows.strengths.tolist()))
    return Scores(_rounded((pagerank(rows) if measure == "pagerank" else constraint(rows)).tolist()))


def places(values: Sequence[float], order: Sequence[int], *, smallest_first: bool = False) -> list[tuple[int, int]]:
    """Rank and number of everybody, best first; equals share the rank of the first of them.

    Args:
        values: one a person, already rounded.
        order: each person's place in the alphabet, which decides between equals.
        smallest_first: whether a small value is the better one.

    >>> places([2, 5, 2], [2, 0, 1])
    [(1, 1), (2, 2), (2, 0)]
    """
    sign = 1 if smallest_first else -1
    ranked = sorted(range(len(values)), key=lambda number: (sign * values[number], order[number]))
    found: list[tuple[int, int]] = []
    for place, number in enumerate(ranked, start=1):
        equal = bool(found) and values[found[-1][1]] == values[number]
        found.append((found[-1][0] if equal else place, number))
    return found


def rank(
    network: Network,
    wanted: TieFilter,
    *,
    by: str = "strength",
    top: int | None = TOP,
    samples: int | None = None,
    seed: int = 0,
) -> Result:
    """Persons in the order of a measure, the best connected (for brokerage: the least constrained) first.

    Args:
        network: projection of a store.
        wanted: which facts count.
        by: one of ``MEASURES``.
        top: rows at most; None for everybody.
        samples: sources for betweenness alone; None for all of them on small networks, 500 on large ones.
        seed: of their draw.

    Raises:
        UsageError: for an unknown measure, numbers that mean nothing, a sample or seed for what is exact.
        EmptyNetworkError: when no event passes.
    """
    if top is not None and top < 1:
        raise UsageError(f"{top} rows are no table", mend="Give 1 or more.")
    check_draw(by, samples=samples, seed=seed)
    ties = weigh(network, wanted)
    scores = score(ties, by, samples=samples, seed=seed)
    measure = MEASURES[by]
    ranked = places(scores.values, ties.order, smallest_first=measure.smallest_first)
    kept = ranked[:top]
    heads = columns(rank="Rank", person="Person", **{by: measure.label})
    if scores.errors:
        heads += columns(error="Standard error")
    extra = [name for name in ("degree", "strength") if name != by]
    heads += columns(**{name: MEASURES[name].label for name in extra}, id="IRI")
    beside = [score(ties, name).values for name in extra]
    rows = tuple(
        (
            place,
            ties.name(number),
            scores.values[number],
            *((scores.errors[number],) if scores.errors else ()),
            *(values[number] for values in beside),
            ties.persons[number],
        )
        for place, number in kept
    )
    title = f"Persons by {by}"
    notes = (f"{measure.label}: {measure.says}.", *scores.notes, *_cut(ranked, len(kept)), *ties.notes)
    return Result("rank", title, (Table("persons", title, heads, rows),), notes)


def _rounded(values: Sequence[float]) -> tuple[float, ...]:
    """What differs by the rounding of sums alone is equal; zero has no sign."""
    return tuple(round(value, DIGITS) + 0.0 for value in values)


def _cut(ranked: Sequence[tuple[int, int]], kept: int) -> tuple[str, ...]:
    """What a cut leaves out, and whether it parts equals."""
    left = len(ranked) - kept
    if not left:
        return ()
    last = ranked[kept - 1][0]
    equals = sum(place == last for place, _ in ranked[kept:])
    among = f", {equals} of them of the last row's rank" if equals else ""
    return (f"{kept} of {counted(len(ranked), 'person')} told; {left} left out{among}.",)
