"""From when on a fact is new: a day of publication, or a generation of the store."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.analysis.network import Fact, Report
from kg.store.arrivals import Arrivals


@dataclass(frozen=True, slots=True)
class NewSince:
    """A fact is new that nobody had reported by then; one more report of an old fact makes nothing new.

    Attributes:
        day: ISO day by which no report was published; empty where a generation says it.
        generation: of the store, in which no article that reports it was; None where a day says it.
        arrivals: since when the store's articles are there; looked at for a generation alone.
    """

    day: str = ""
    generation: int | None = None
    arrivals: Arrivals = field(default_factory=Arrivals, compare=False, repr=False)

    def is_new(self, fact: Fact) -> bool:
        """Whether no report of a fact, as far as they count, was there; a fact without reports is not new."""
        return bool(fact.reports) and not any(map(self._was_there, fact.reports))

    def _was_there(self, report: Report) -> bool:
        """Whether a report was there; one of which nobody knows when it was published was."""
        if self.generation is None:
            return report.published <= self.day
        return self.arrivals.before(report.article.rpartition("/")[2], self.generation)

    def __str__(self) -> str:
        """In words: a day as it is, or the generation."""
        return self.day if self.generation is None else f"generation {self.generation}"
