"""Which facts count, by status, time, type, evidence, outlet, what was known on a day; which a path has to have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.analysis.network import Fact, Report
from kg.vocabulary import Dip


@dataclass(frozen=True, slots=True)
class PathFilter:
    """Which facts may carry a path. A fact passes that meets every criterion given.

    An office, which has neither status nor date nor type of an event, is judged by its reports alone.

    Attributes:
        statuses: status IRIs let pass; empty for any.
        since, until: ISO days; facts that certainly lie outside are left out, undated ones pass only without a window.
        types: IRIs of event types; empty for any.
        sources: least number of independent sources.
        outlets: publishers whose reports count; empty for all.
        known_by: ISO day; reports that were out by then count, and a fact has the status that they give it.
        concerning: names of places and IRIs of organizations and states, one of which a fact must have; empty for any.
        barring: the same, none of which it may have.
        barred_types: IRIs of event types that are left out.
    """

    statuses: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    types: frozenset[str] = frozenset()
    sources: int = 0
    outlets: frozenset[str] = frozenset()
    known_by: str = ""
    concerning: frozenset[str] = frozenset()
    barring: frozenset[str] = frozenset()
    barred_types: frozenset[str] = frozenset()

    def passes(self, fact: Fact) -> bool:
        """Whether a fact may carry a path."""
        return next(self.failed(fact), None) is None

    def failed(self, fact: Fact) -> Iterator[str]:
        """The criteria that keep a fact out (``CRITERIA``)."""
        reports = self.counted(fact)
        if not reports and (self.outlets or self.known_by):
            said = any(report.outlet in self.outlets for report in fact.reports)
            known = any(self._known(report) for report in fact.reports)
            if self.outlets and (known or not said):  # where both hold of different reports, either keeps it out
                yield "outlets"
            if self.known_by and (said or not known):
                yield "known_by"
        if self.sources > self._sources(fact, reports):
            yield "sources"
        if self.barring and not self.barring.isdisjoint((*fact.places, *fact.agents)):
            yield "barring"
        if fact.type == Dip.Position:
            return
        if self.concerning and self.concerning.isdisjoint((*fact.places, *fact.agents)):
            yield "concerning"
        if fact.type in self.barred_types:
            yield "barred_types"
        if self.types and fact.type not in self.types:
            yield "types"
        if self.statuses and self.status(fact, reports) not in self.statuses:
            yield "statuses"
        if not self._in_window(fact):
            yield "window"

    def counted(self, fact: Fact) -> Sequence[Report]:
        """A fact's reports that count."""
        if not self.outlets and not self.known_by:
            return fact.reports
        return [
            report
            for report in fact.reports
            if (not self.outlets or report.outlet in self.outlets) and (not self.known_by or self._known(report))
        ]

    def narrowed(self, fact: Fact) -> Fact:
        """A fact as the reports that count tell it."""
        reports = self.counted(fact)
        if len(reports) == len(fact.reports):
            return fact
        status = self.status(fact, reports) if fact.status else ""
        return replace(fact, reports=tuple(reports), sources=self._sources(fact, reports), status=status)

    @staticmethod
    def status(fact: Fact, reports: Sequence[Report]) -> str:
        """What some of its reports make of a fact: the same as all, if one of them says so; else what the last says."""
        if not reports or len(reports) == len(fact.reports) or any(one.status == fact.status for one in reports):
            return fact.status
        return reports[-1].status

    def without(self, criterion: str) -> PathFilter:
        """The same without one of ``CRITERIA``."""
        return _taking(self, criterion, PathFilter())

    def alone(self, criterion: str) -> PathFilter:
        """One of ``CRITERIA`` and nothing else."""
        return _taking(PathFilter(), criterion, self)

    def active(self) -> tuple[str, ...]:
        """Those of ``CRITERIA`` that are given."""
        return tuple(name for name in CRITERIA if self.without(name) != self)

    def _known(self, report: Report) -> bool:
        return bool(report.published) and report.published <= self.known_by

    def _sources(self, fact: Fact, reports: Sequence[Report]) -> int:
        """Independent sources among the reports that count."""
        if reports is fact.reports:
            return fact.sources
        return len({report.source for report in reports})

    def _in_window(self, fact: Fact) -> bool:
        if (self.since or self.until) and not (fact.earliest or fact.latest):
            return False
        if self.since and fact.latest and fact.latest < self.since:
            return False
        return not (self.until and fact.earliest and fact.earliest > self.until)


@dataclass(frozen=True, slots=True)
class Demand:
    """What one fact of a path at least has to be; of ``places`` and ``types`` one is given.

    Attributes:
        places: names of places and IRIs of organizations and states, one of which the fact must have.
        types: IRIs of event types, of one of which it must be.
    """

    places: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()

    def is_met_by(self, fact: Fact) -> bool:
        """Whether a fact is such; an office is, where it is held in what is asked for."""
        return fact.type in self.types or not self.places.isdisjoint((*fact.places, *fact.agents))


def bits_of(fact: Fact, demands: Sequence[Demand]) -> int:
    """Which of some demands a fact meets: of each a bit, the first the lowest."""
    return sum(demand.is_met_by(fact) << place for place, demand in enumerate(demands))


CRITERIA: Final = (
    "statuses", "window", "types", "sources", "outlets", "known_by", "concerning", "barring", "barred_types",
)  # fmt: skip
"""What a filter is made of, each of which can be left out alone; ``window`` is ``since`` and ``until``."""


def _taking(one: PathFilter, criterion: str, other: PathFilter) -> PathFilter:
    """A filter with another's value of one criterion."""
    names = ("since", "until") if criterion == "window" else (criterion,)
    return replace(one, **{name: getattr(other, name) for name in names})
