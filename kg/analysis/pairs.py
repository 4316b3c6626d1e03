"""Two persons through time: what they share, in order, with the gaps between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from kg.analysis.adjacency import facts_between
from kg.analysis.network import Fact, Network
from kg.analysis.result import Result, Table, Value, called, columns, counted
from kg.analysis.weights import TieFilter


def timeline(
    network: Network,
    one: str,
    other: str,
    wanted: TieFilter,
    *,
    label: Callable[[str], str] = lambda iri: iri,
    happened: Iterable[str] = (),
) -> Result:
    """Facts that two persons share, earliest first, undated last.

    A gap is the number of days that surely lie between a fact and what came before: from the latest day that any
    earlier fact may have to the earliest day of this one. Where a date is open, or facts overlap, there is no gap.

    Args:
        network: projection of a store.
        one: IRI of a person.
        other: IRI of another.
        wanted: which facts count.
        label: IRI of a status or an event type -> its label.
        happened: IRIs of statuses that say that an event took place.
    """
    shared = facts_between(network, one, other)
    facts = [wanted.narrowed(fact) for fact in shared if not wanted.refusal(fact)]
    rows: list[tuple[Value, ...]] = []
    gaps: list[tuple[int, str, str]] = []
    reached = ""  # the latest day that what was told so far may have
    for fact in facts:
        gap = _days(reached, fact.earliest)
        if gap:
            gaps.append((gap, reached, fact.earliest))
        rows.append(_row(fact, gap, label))
        if fact.earliest:
            reached = max(reached, fact.latest or "9999-12-31")
    names = [called(network.names, person) for person in (one, other)]
    longest = max(gaps, key=lambda item: (item[0], item[1]), default=None)
    undated = sum(not (fact.earliest or fact.latest) for fact in facts)
    notes = (
        (
            f"{counted(len(facts), 'event')} of {names[0]} and {names[1]}; {len(shared) - len(facts)} left out by the"
            f" filter; {undated} without a date."
        ),
        *([f"Longest gap: {counted(longest[0], 'day')}, {longest[1]} to {longest[2]}."] if longest else []),
    )
    heads = columns(
        date="Date", status="Status", event="Event", type="Type", places="Places", gap="Days since", sources="Sources",
        earliest="Earliest", latest="Latest", id="IRI",
    )  # fmt: skip
    title = f"{names[0]} and {names[1]}"
    return Result(
        "timeline", title, (Table("events", title, heads, tuple(rows)),), notes, tuple(sorted(map(label, happened)))
    )


def _row(fact: Fact, gap: int | None, label: Callable[[str], str]) -> tuple[Value, ...]:
    """A fact as a row."""
    return (
        " or ".join(fact.dates),
        label(fact.status),
        fact.label,
        label(fact.type),
        ", ".join(fact.places),
        gap,
        fact.sources,
        fact.earliest,
        fact.latest,
        fact.event,
    )


def _days(before: str, after: str) -> int | None:
    """Days from one ISO day to a later one; None where either is open or they overlap."""
    if not before or not after or after < before:
        return None
    return (dt.date.fromisoformat(after) - dt.date.fromisoformat(before)).days
