"""Network analysis as ``KnowledgeGraph`` offers it: names and keys as people type them -> results with their tables.

>>> import kg
>>> graph = kg.open("kg-store")                             # doctest: +SKIP
>>> graph.rank("betweenness", status="any").to_frame()      # doctest: +SKIP

What computes is imported when it is asked for: most who open a graph measure nothing.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypedDict, Unpack

from kg.edtf import EdtfError, bounds
from kg.errors import UsageError
from kg.service.days import ordered_days
from kg.service.lookup import PERSON, Named
from kg.store.terms import ANY, Terms

if TYPE_CHECKING:
    from kg.analysis.change import Window
    from kg.analysis.network import Network
    from kg.analysis.result import Result
    from kg.analysis.weights import TieFilter

CAP = 20
HAPPENED = "occurred"


class Choice(TypedDict, total=False):
    """Which events count.

    Attributes:
        status: keys of statuses, separated by commas, or ``any``; ``occurred`` where not given.
        types: of events, by key or label; any where not given.
        sources: fewest independent sources of an event; 1.
        cap: most persons of an event, larger ones are left out; 20.
    """

    status: str
    types: Sequence[str]
    sources: int
    cap: int


class Windowed(Choice, total=False):
    """The same within a window of time: ISO days, both within."""

    since: str
    until: str


class _Graph(Protocol):
    """What measures need of a graph."""

    @property
    def network(self) -> Network: ...

    @property
    def terms(self) -> Terms: ...

    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Named: ...


class Measures:
    """The measures of a graph's network of persons.

    Each takes which events count (``Choice``, ``Windowed``), raises ``UsageError`` for a word or number that means
    nothing and ``EmptyNetworkError`` when no event passes, both with the mend. Notes tell what was left out.
    """

    def rank(
        self: _Graph,
        by: str = "strength",
        *,
        top: int | None = None,
        samples: int | None = None,
        seed: int = 0,
        **choice: Unpack[Windowed],
    ) -> Result:
        """Persons in the order of a measure.

        Args:
            by: degree, strength, pagerank, betweenness, brokerage or core.
            top: rows at most; None for everybody.
            samples: persons from whom betweenness is estimated; None for all up to 2,000 persons, 500 above.
            seed: of the sample.
            choice: which events count.
        """
        from kg.analysis.rank import rank

        wanted = _filter(self.terms, **choice)
        return rank(self.network, wanted, by=by, top=top, samples=samples, seed=seed)

    def communities(self: _Graph, *, resolution: float = 1.0, seed: int = 0, **choice: Unpack[Windowed]) -> Result:
        """Groups of persons who have more to do with each other than with the rest; tables ``groups``, ``persons``.

        Args:
            resolution: above 1 for more and smaller groups, below 1 for fewer.
            seed: of the search.
            choice: which events count.
        """
        from kg.analysis.communities import communities

        wanted = _filter(self.terms, **choice)
        return communities(self.network, wanted, resolution=resolution, seed=seed)

    def bridges(self: _Graph, **choice: Unpack[Windowed]) -> Result:
        """Persons and ties on whom the connection of others hangs; tables ``persons``, ``ties``.

        Args:
            choice: which events count.
        """
        from kg.analysis.bridges import bridges

        return bridges(self.network, _filter(self.terms, **choice))

    def compare(
        self: _Graph,
        before: str,
        after: str,
        *,
        by: str = "strength",
        samples: int | None = None,
        seed: int = 0,
        **choice: Unpack[Choice],
    ) -> Result:
        """What changed between two windows of time; tables ``ties``, ``ranks``.

        Args:
            before: the earlier window as EDTF: a year, a month, a season, a day or an interval (2023, 2024-03,
                2024-01-15/2024-06-30, ../2023).
            after: the later one.
            by: the measure whose ranks are compared; as of ``rank``.
            samples: as of ``rank``.
            seed: as of ``rank``.
            choice: which events count.
        """
        from kg.analysis.change import compare

        wanted = _filter(self.terms, **choice)
        windows = window(before), window(after)
        return compare(self.network, wanted, *windows, by=by, samples=samples, seed=seed)

    def ego(self: _Graph, person: str, *, radius: int = 1, **choice: Unpack[Windowed]) -> Result:
        """The surroundings of a person; tables ``persons``, ``ties``.

        Args:
            person: name or IRI.
            radius: ties between the person and the farthest told.
            choice: which events count.

        Raises:
            UnknownNameError, AmbiguousNameError: for the name.
        """
        from kg.analysis.ego import ego

        wanted = _filter(self.terms, **choice)
        return ego(self.network, self.find(person, kinds=(PERSON,)).iri, wanted, radius=radius)

    def timeline(self: _Graph, one: str, other: str, **choice: Unpack[Windowed]) -> Result:
        """What two persons share, earliest first, with the gaps between; of every status and size unless told.

        Args:
            one: name or IRI of a person.
            other: name or IRI of another.
            choice: which events count.

        Raises:
            UnknownNameError, AmbiguousNameError: for a name.
            UsageError: for the same person twice.
        """
        from kg.analysis.pairs import timeline

        first, second = (self.find(name, kinds=(PERSON,)) for name in (one, other))
        if first.iri == second.iri:
            raise UsageError(f"{one!r} and {other!r} are both {first.name}", mend="Name two different persons.")
        network = self.network
        largest = max((len(fact.persons) for fact in network.facts.values()), default=2)
        choice.setdefault("status", ANY)
        choice.setdefault("cap", max(2, largest))
        wanted = _filter(self.terms, **choice)
        return timeline(network, first.iri, second.iri, wanted, label=self.terms.label)


def window(text: str) -> Window:
    """A window of time from EDTF.

    Raises:
        UsageError: when it is none, or says about instead of when.
    """
    from kg.analysis.change import Window

    try:
        earliest, latest = bounds(text.strip())
    except EdtfError as error:
        raise UsageError(
            f"{text!r} is no window of time",
            mend="Write a year, a month, a day or two of them: 2023, 2024-03, 2024-01-15/2024-06-30, ../2023.",
        ) from error
    return Window(text.strip(), _iso(earliest), _iso(latest))


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _filter(
    terms: Terms,
    *,
    status: str = HAPPENED,
    types: Sequence[str] = (),
    since: str = "",
    until: str = "",
    sources: int = 1,
    cap: int = CAP,
) -> TieFilter:
    """The filter from words as typed."""
    from kg.analysis.weights import TieFilter

    begin, end = ordered_days(since, until)
    return TieFilter(
        statuses=terms.status_iris(status),
        types=frozenset(terms.type_iri(kind) for kind in types),
        since=begin,
        until=end,
        sources=sources,
        cap=cap,
    )
