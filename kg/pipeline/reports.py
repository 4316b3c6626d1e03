"""What a command of the write side did, as values; the command line words them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import DataError, SourceError
from kg.store import ArticleRecord

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much (0: not known yet)."""

NEW: Final = "new"
REASONS: Final = {
    NEW: "it is new",
    "metadata": "its name, manifest line or metadata changed",
    "reader": "the rules of reading changed",
    "model": "the language model changed",
    "ontology": "the ontology changed",
    "settings": "the rules of extraction or the watch-list changed",
}
"""Why an article is read, by key: the fields of ``kg.model.Provenance`` and two more."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article that was read. ``reasons``: keys of ``REASONS``."""

    file: str
    digest: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """A source file whose text changed: the article of its earlier text was taken back."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A source whose text is that of another one; the article goes by ``kept``, the least of the names."""

    file: str
    kept: str
    digest: str

    def to_error(self) -> SourceError:
        """As an error to print."""
        return SourceError(
            f"{self.file}: has the same text as {self.kept}", mend="It was read once; take one of the two away."
        )


@dataclass(frozen=True, slots=True)
class Namesake:
    """A new article named as another one in the store that was given from elsewhere; both stay."""

    file: str
    digest: str
    other: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A folder given again, and what was given from it before and is there no more: names ``kg remove`` understands."""

    folder: Path
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        before, generation: numbers of the newest generation before and after; equal when nothing changed.
        read: articles read, and why; by file and digest.
        resumed: how many of them a killed build had read already.
        skipped: how many given articles were in the store just so.
        stale: files of articles that an older reader rendered and that were not given again; they stay as they are.
        errors: what could not be read, in the order of the sources.
        rederived: the knowledge was drawn anew because the rules of resolution or the ontology's files changed.
        articles, persons, events, claims: totals of the store afterwards.
        missing: articles of the store that are no longer in a folder given again; they stay.
        homonyms: names that several entries of a watch-list given now bear.
    """

    before: int
    generation: int
    read: tuple[ReadArticle, ...]
    resumed: int
    skipped: int
    replaced: tuple[Replaced, ...]
    duplicates: tuple[Duplicate, ...]
    namesakes: tuple[Namesake, ...]
    stale: tuple[str, ...]
    errors: tuple[DataError, ...]
    rederived: bool
    articles: int
    persons: int
    events: int
    claims: int
    missing: tuple[Missing, ...] = ()
    homonyms: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is a new generation."""
        return self.generation != self.before

    @property
    def problems(self) -> tuple[DataError, ...]:
        """Errors and duplicates, as errors to print."""
        return (*self.errors, *(duplicate.to_error() for duplicate in self.duplicates))

    @property
    def exit_code(self) -> int:
        """0, or 3 when something given was wrong."""
        return DataError.exit_code if self.problems else 0

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """How many articles were read for each reason, in the order of ``REASONS``."""
        counts = Counter(reason for article in self.read for reason in article.reasons)
        return tuple((reason, counts[reason]) for reason in REASONS if counts[reason])


def nothing_built(errors: tuple[DataError, ...]) -> BuildReport:
    """The report of a build that found nothing to read and no store."""
    return BuildReport(
        before=0,
        generation=0,
        read=(),
        resumed=0,
        skipped=0,
        replaced=(),
        duplicates=(),
        namesakes=(),
        stale=(),
        errors=errors,
        rederived=False,
        articles=0,
        persons=0,
        events=0,
        claims=0,
    )


@dataclass(frozen=True, slots=True)
class RemoveReport:
    """What a removal did: the articles taken back, and the totals that remain."""

    before: int
    generation: int
    removed: tuple[ArticleRecord, ...]
    articles: int
    persons: int
    events: int
    claims: int
