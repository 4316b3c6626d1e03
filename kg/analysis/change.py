"""What changed between two windows of time: ties new, lost, stronger and weaker, and who rose and fell."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kg.analysis.columns import columns_of
from kg.analysis.network import Network
from kg.analysis.rank import MEASURES, check_draw, places, score
from kg.analysis.result import BESIDE, DIGITS, Result, Table, Value, called, columns, counted
from kg.analysis.weights import TieFilter, Ties, weigh
from kg.errors import EmptyNetworkError

CHANGES = ("new", "lost", "stronger", "weaker")


@dataclass(frozen=True, slots=True)
class Window:
    """A window of time: what it is called, and its ISO days, both within; empty for an open end."""

    name: str
    since: str
    until: str


def compare(
    network: Network,
    wanted: TieFilter,
    before: Window,
    after: Window,
    *,
    by: str = "strength",
    samples: int | None = None,
    seed: int = 0,
) -> Result:
    """Ties and ranks of two windows beside each other.

    Args:
        network: projection of a store.
        wanted: which facts count; its days give way to the windows'.
        before: the earlier window.
        after: the later one.
        by: the measure whose ranks are compared; one of ``kg.analysis.rank.MEASURES``.
        samples: as of ``kg.analysis.rank.rank``.
        seed: of the sample.

    Raises:
        UsageError: for an unknown measure, a sample or seed for one that is exact.
        EmptyNetworkError: when no event passes in one of the windows; says in which.
    """
    check_draw(by, samples=samples, seed=seed)
    old, new = (_within(network, wanted, window) for window in (before, after))
    tie_rows, same = _tie_rows(network, old, new)
    rank_rows, rank_notes, sampled = _rank_rows(network, old, new, by=by, samples=samples, seed=seed)
    both = _events(old) & _events(new)
    notes = (
        f"Before is {before.name!r}, after is {after.name!r}. {counted(same, 'tie')} unchanged.",
        *_overlap(before, after),
        *(
            [f"{counted(len(both), 'event')} with a wide date may lie in either window; counted in both."]
            if both
            else []
        ),
        *(f"{window.name}: {note}" for window, ties in ((before, old), (after, new)) for note in ties.notes[:1]),
        *old.notes[1:2],
        *rank_notes,
    )
    tie_heads = columns(
        change="Change", one="Person", other="Other", before="Weight before", after="Weight after",
        events_before="Events before", events_after="Events after", one_id="IRI", other_id="IRI of the other",
    )  # fmt: skip
    label = MEASURES[by].label
    errors = {f"error_{side}": f"Standard error {side}" for side in ("before", "after")} if sampled else {}
    rank_heads = columns(
        person="Person", rank_before="Rank before", rank_after="Rank after", shift="Risen by",
        before=f"{label} before", after=f"{label} after", **errors, id="IRI",
    )  # fmt: skip
    tables = (
        Table("ties", "Ties that changed", tie_heads, tie_rows),
        Table("ranks", f"Ranks by {by}", rank_heads, rank_rows),
    )
    return Result("compare", f"{before.name}{BESIDE}{after.name}", tables, notes)


def _overlap(before: Window, after: Window) -> tuple[str, ...]:
    """That windows have days in common, where they have."""
    since = max(before.since, after.since)
    until = min(before.until or "9999-12-31", after.until or "9999-12-31")
    if since > until:
        return ()
    days = since if since == until else f"from {since or 'any day'} to {until if until < '9999' else 'any day'}"
    return (f"The windows overlap: the days {days} are in both, and what happened then shows no change.",)


def _within(network: Network, wanted: TieFilter, window: Window) -> Ties:
    """The ties of a window."""
    try:
        return weigh(network, replace(wanted, since=window.since, until=window.until))
    except EmptyNetworkError as error:
        columns = columns_of(network)
        days = np.concatenate((columns.earliest[columns.contacts], columns.latest[columns.contacts]))
        days = days[days > 0]
        first, last = (columns.days[days.min()], columns.days[days.max()]) if len(days) else ("", "")
        between = f"The store's dated events lie between {first} and {last}." if first else "None has a date."
        raise EmptyNetworkError(f"{window.name}: {error.message}", mend=f"{between} {error.mend}") from error


def _events(ties: Ties) -> set[str]:
    """Events that tie anybody."""
    return {event for events in ties.events for event in events}


def _by_pair(ties: Ties) -> dict[tuple[str, str], tuple[float, int]]:
    """Weight and number of events of each pair of IRIs."""
    return {
        (ties.persons[one], ties.persons[other]): (round(weight, DIGITS), len(events))
        for (one, other), weight, events in zip(ties.pairs, ties.weights, ties.events, strict=True)
    }


def _tie_rows(network: Network, old: Ties, new: Ties) -> tuple[tuple[tuple[Value, ...], ...], int]:
    """A row for each tie that changed, the greatest change of each sort first; and how many did not."""
    was, now = _by_pair(old), _by_pair(new)
    names = network.names
    found: list[tuple[tuple[int, float, str, str, str, str], tuple[Value, ...]]] = []
    same = 0
    for pair in sorted(was.keys() | now.keys()):
        (before, events_before), (after, events_after) = was.get(pair, (0.0, 0)), now.get(pair, (0.0, 0))
        if pair in was and pair in now and before == after:
            same += 1
            continue
        change = _sort(before, after, known=pair in was, stays=pair in now)
        one, other = sorted(pair, key=lambda person: (called(names, person), person))
        row = (change, called(names, one), called(names, other), before, after, events_before, events_after, one, other)
        key = (CHANGES.index(change), -round(abs(after - before), DIGITS), row[1], row[2], one, other)
        found.append((key, row))
    return tuple(row for _, row in sorted(found, key=lambda item: item[0])), same


def _sort(before: float, after: float, *, known: bool, stays: bool) -> str:
    """Which of ``CHANGES`` befell a tie."""
    if not known:
        return "new"
    if not stays:
        return "lost"
    return "stronger" if after > before else "weaker"


def _rank_rows(
    network: Network, old: Ties, new: Ties, *, by: str, samples: int | None, seed: int
) -> tuple[tuple[tuple[Value, ...], ...], tuple[str, ...], bool]:
    """A row for each person, the greatest shift first, those of one window alone last; notes; whether it is sampled."""
    ranks: list[dict[str, tuple[int, float]]] = []
    errors: list[dict[str, float]] = []
    notes: dict[str, None] = {}
    for ties in (old, new):
        scores = score(ties, by, samples=samples, seed=seed)
        notes.update(dict.fromkeys(scores.notes))
        ranked = places(scores.values, ties.order, smallest_first=MEASURES[by].smallest_first)
        errors.append(dict(zip(ties.persons, scores.errors, strict=True)) if scores.errors else {})
        ranks.append({ties.persons[number]: (place, scores.values[number]) for place, number in ranked})
    found: list[tuple[tuple[int, int, str, str], tuple[Value, ...]]] = []
    for person in sorted(ranks[0].keys() | ranks[1].keys()):
        (before, old_value), (after, new_value) = (of.get(person, (None, None)) for of in ranks)
        shift = before - after if before is not None and after is not None else None
        name = called(network.names, person)
        best = min(place for place in (before, after) if place is not None)
        key = (shift is None, -abs(shift) if shift is not None else best, name, person)
        off = [side.get(person) for side in errors] if any(errors) else []
        found.append((key, (name, before, after, shift, old_value, new_value, *off, person)))
    return tuple(row for _, row in sorted(found, key=lambda item: item[0])), tuple(notes), any(errors)
