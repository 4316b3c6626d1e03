"""Network analysis as ``KnowledgeGraph`` offers it: names and keys as people type them -> results with their tables.

>>> import kg
>>> graph = kg.open("kg-store")                             # doctest: +SKIP
>>> graph.rank("betweenness", status="any").to_frame()      # doctest: +SKIP

What computes is imported when it is asked for: most who open a graph measure nothing.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Unpack

from kg.edtf import EdtfError, bounds
from kg.errors import UsageError
from kg.service.border import Day, checked, day, given, numbers
from kg.service.wishes import FactWishes, Known, Measured, fact_filter, find_person
from kg.store.terms import ANY

if TYPE_CHECKING:
    from kg.analysis.change import Window
    from kg.analysis.result import Result
    from kg.analysis.weights import TieFilter

CAP = 20
HAPPENED = "occurred"


class Choice(FactWishes, total=False):
    """Which events count: as of paths, and ``occurred`` ones where no status is given.

    Attributes:
        cap: most persons of an event, larger ones are left out; 20.
    """

    cap: int


class Measures:
    """The measures of a graph's network of persons.

    Each takes which events count (``Choice``), raises ``UsageError`` for a word or number that means
    nothing and ``EmptyNetworkError`` when no event passes, both with the mend. Notes tell what was left out.
    """

    def rank(
        self: Measured,
        by: str = "strength",
        *,
        top: int | None = None,
        samples: int | None = None,
        seed: int = 0,
        **choice: Unpack[Choice],
    ) -> Result:
        """Persons in the order of a measure.

        Args:
            by: degree, strength, pagerank, betweenness, brokerage or core.
            top: rows at most; None for everybody.
            samples: persons from whom betweenness is estimated, and nothing else; None for all up to 2,000 persons,
                500 above.
            seed: of the sample.
            choice: which events count.
        """
        from kg.analysis.rank import rank

        given("by", by)
        numbers(top=top, samples=samples, seed=seed)
        wanted = _filter(self, choice)
        return rank(self.network, wanted, by=by, top=top, samples=samples, seed=seed)

    def communities(self: Measured, *, resolution: float = 1.0, seed: int = 0, **choice: Unpack[Choice]) -> Result:
        """Groups of persons who have more to do with each other than with the rest; tables ``groups``, ``persons``.

        Args:
            resolution: above 1 for more and smaller groups, below 1 for fewer.
            seed: of the search.
            choice: which events count.
        """
        from kg.analysis.communities import communities

        numbers(resolution=resolution, seed=seed)
        wanted = _filter(self, choice)
        return communities(self.network, wanted, resolution=resolution, seed=seed)

    def bridges(self: Measured, **choice: Unpack[Choice]) -> Result:
        """Persons and ties on whom the connection of others hangs; tables ``persons``, ``ties``.

        Args:
            choice: which events count.
        """
        from kg.analysis.bridges import bridges

        return bridges(self.network, _filter(self, choice))

    def compare(
        self: Measured,
        before: Day | int,
        after: Day | int,
        *,
        by: str = "strength",
        samples: int | None = None,
        seed: int = 0,
        **choice: Unpack[Choice],
    ) -> Result:
        """What changed between two windows of time; tables ``ties``, ``ranks``.

        Args:
            before: the earlier window as EDTF: a year, a month, a season, a day or an interval (2023, 2024-03,
                2024-01-15/2024-06-30, ../2023); a year as a number and a ``datetime.date`` do, too.
            after: the later one.
            by: the measure whose ranks are compared; as of ``rank``.
            samples: as of ``rank``.
            seed: as of ``rank``.
            choice: which events count; the days are the windows'.
        """
        from kg.analysis.change import compare

        if choice.get("since") or choice.get("until"):
            raise UsageError("a comparison has two windows of its own", mend="Leave out since and until.")
        given("by", by)
        numbers(samples=samples, seed=seed)
        wanted = _filter(self, choice)
        windows = window(before), window(after)
        return compare(self.network, wanted, *windows, by=by, samples=samples, seed=seed)

    def ego(self: Measured, person: str, *, radius: int = 1, **choice: Unpack[Choice]) -> Result:
        """The surroundings of a person; tables ``persons``, ``ties``.

        Args:
            person: name or IRI.
            radius: ties between the person and the farthest told.
            choice: which events count.

        Raises:
            UnknownNameError, AmbiguousNameError: for the name.
        """
        from kg.analysis.ego import ego

        numbers(radius=radius)
        wanted = _filter(self, choice)
        return ego(self.network, find_person(self, person).iri, wanted, radius=radius)

    def timeline(self: Measured, one: str, other: str, **choice: Unpack[Choice]) -> Result:
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

        first, second = (find_person(self, name) for name in (one, other))
        if first.iri == second.iri:
            raise UsageError(f"{one!r} and {other!r} are both {first.name}", mend="Name two different persons.")
        wanted = _filter(self, choice, status=ANY, cap=sys.maxsize)
        return timeline(
            self.network, first.iri, second.iri, wanted, label=self.terms.label, happened=self.terms.happened
        )


def window(asked: Day | int) -> Window:
    """A window of time from EDTF.

    Raises:
        UsageError: when it is none, or says about instead of when.
    """
    from kg.analysis.change import Window

    if isinstance(asked, bool) or not isinstance(asked, str | int | dt.date):
        raise UsageError(f"{asked!r} is no window of time", mend=_WINDOWS)
    text = (f"{asked:04}" if isinstance(asked, int) else day("a window", asked)).strip()
    try:
        earliest, latest = bounds(text)
    except EdtfError as error:
        raise UsageError(f"{text!r} is no window of time", mend=_WINDOWS) from error
    return Window(text, _iso(earliest), _iso(latest))


_WINDOWS = "Write a year, a month, a day or two of them: 2023, 2024-03, 2024-01-15/2024-06-30, ../2023."


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _filter(graph: Known, choice: Choice, *, status: str = HAPPENED, cap: int = CAP) -> TieFilter:
    """The filter from words as typed.

    Args:
        graph: where names are looked up.
        choice: as typed.
        status: where none is wished for.
        cap: likewise.
    """
    from kg.analysis.weights import TieFilter

    choice = checked(choice, Choice)
    return TieFilter.of(fact_filter(graph, choice, status=status), cap=choice.get("cap", cap))
