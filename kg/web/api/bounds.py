"""How much this process computes for one request; whoever wants more has the commands, on the machine of the store.

Nobody can end a thread, so what one may cost is known before: it grows with the events of the network, with the
articles that a reason rests on, with the bytes of an export. At these bounds a request takes a few seconds of a
processor.
"""

from __future__ import annotations

from typing import Final

from kg.errors import SizeLimitError
from kg.service import KnowledgeGraph

MOST_FACTS: Final = 50_000
"""Events of a network that is measured."""

MOST_SEARCHED: Final = 20_000
"""Events of a network that is measured by betweenness, which is a search from each of hundreds of persons."""

MOST_EXPORTED: Final = 20_000
"""Events of a network that is exported: all of them are values at once, and a few of their forms."""

MOST_ROWS: Final = 100_000
"""Rows of a catalogue query's answer, which are values at once; ``/sparql`` sends rows as they come."""

_SEARCHES: Final = "betweenness"

MOST_ARTICLES: Final = 300
"""Articles of a store of which the reasons of an event are told: all their claims are resolved anew."""


def check_network(graph: KnowledgeGraph, command: str, *, by: str = "") -> None:
    """Refuses to measure a large network.

    Args:
        graph: whose network.
        command: that does it without a bound.
        by: the measure, where there are several.

    Raises:
        SizeLimitError: tells the command.
    """
    check_held(graph, command)
    _check(len(graph.network.facts), MOST_SEARCHED if by == _SEARCHES else MOST_FACTS, "events", command)


def check_held(graph: KnowledgeGraph, command: str) -> None:
    """Refuses to read a network that is too large to be held: paths alone do without. Raises: as ``check_network``."""
    if graph.is_vast:
        raise SizeLimitError(
            "the store has more contacts than its network may hold in the service (KG_NETWORK_CONTACTS)",
            mend=f"Run {command} where the store is.",
        )


def check_export(graph: KnowledgeGraph) -> None:
    """Refuses to export a large network. Raises: as ``check_network``."""
    check_held(graph, "kg export")
    _check(len(graph.network.facts), MOST_EXPORTED, "events", "kg export")


def check_rows(count: int) -> None:
    """Refuses to tell many rows.

    Raises:
        SizeLimitError: tells where there is no such bound.
    """
    if count > MOST_ROWS:
        raise SizeLimitError(
            f"the answer has {count:,} rows, and {MOST_ROWS:,} at most are told here",
            mend="Narrow the question, or ask /sparql, which sends rows as they come.",
        )


def check_reasons(graph: KnowledgeGraph) -> None:
    """Refuses to tell reasons from many articles. Raises: as ``check_network``."""
    _check(len(graph.reader.articles()), MOST_ARTICLES, "articles", "kg show --why")


def _check(count: int, most: int, what: str, command: str) -> None:
    if count > most:
        raise SizeLimitError(
            f"the store has {count:,} {what}, and over HTTP this is computed for {most:,} at most",
            mend=f"Run {command} where the store is: it has no such bound.",
        )
