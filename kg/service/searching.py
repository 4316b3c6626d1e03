"""Full-text search as ``KnowledgeGraph`` offers it: words and keys as people type them -> hits."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from kg.errors import UsageError, choose_from
from kg.search import Filters, Names, SearchIndex, Sentences
from kg.service.border import Day, day, given, numbers, several, text
from kg.service.days import ordered_days
from kg.service.lookup import ENTITIES, LABELLED, NameIndex
from kg.service.preparing import told_to_build
from kg.store import Reader
from kg.store.terms import ANY, Terms


class Searches:
    """The part of ``KnowledgeGraph`` that searches sentences and names."""

    reader: Reader

    @property
    @abstractmethod
    def terms(self) -> Terms:
        """Labels and keys of the ontology."""

    @property
    @abstractmethod
    def names(self) -> NameIndex:
        """Index of everything that has a name."""

    @property
    @abstractmethod
    def derived(self) -> Path:
        """Folder of what is derived from the generation."""

    @cached_property
    def index(self) -> SearchIndex:
        """The full-text index of the generation; made when first asked for, unless ``kg build`` has.

        Raises:
            DependencyError: when this Python's SQLite has no FTS5.
        """
        with told_to_build():
            return SearchIndex(self.reader, self.derived, lambda: self.names.things)

    def search(
        self,
        words: str,
        *,
        since: Day = "",
        until: Day = "",
        outlets: Sequence[str] = (),
        types: Sequence[str] = (),
        status: str | Sequence[str] = ANY,
        limit: int = 20,
    ) -> Sentences:
        """Sentences that hold words, the most to the point first.

        Args:
            words: all of them are looked for; "a phrase", begun*, -without.
            since: ISO day; articles published wholly before it do not count.
            until: ISO day; articles published wholly after it do not count.
            outlets: names as the articles have them, case ignored.
            types: of the events the sentences tell of.
            status: keys of what they say of them, with commas, or ``any``.
            limit: how many at most.

        Raises:
            UsageError: for a day, an outlet, a type or a status, or when there is nothing to look for.
            DependencyError: when this Python's SQLite has no FTS5.
        """
        text("the question", words)
        numbers(limit=limit)
        outlets, types, status = several("outlets", outlets), several("types", types), str(given("status", status))
        window = ordered_days(day("since", since), day("until", until))
        known = {outlet.casefold(): outlet for outlet in self.index.outlets()} if outlets else {}
        for outlet in outlets:
            if outlet.casefold() not in known:
                raise UsageError(f"there is no outlet {outlet!r}", mend=choose_from(outlet, known.values()))
        filters = Filters(
            *window,
            outlets=tuple(known[outlet.casefold()] for outlet in outlets),
            types=tuple(self.terms.type_iri(kind) for kind in types),
            statuses=tuple(sorted(self.terms.status_iris(status))),
        )
        return self.index.sentences(words, filters, limit=limit)

    def search_names(self, words: str, *, kinds: Sequence[str] = (), limit: int = 20) -> Names:
        """Persons, places, organizations, events and articles whose names hold words.

        Args:
            words: as of ``search``.
            kinds: names of classes, case ignored (person, event …); none for all.
            limit: how many at most.

        Raises:
            UsageError: for a kind, or when there is nothing to look for.
            DependencyError: when this Python's SQLite has no FTS5.
        """
        text("the question", words)
        numbers(limit=limit)
        kinds = several("kinds", kinds)
        known = {kind.casefold(): kind for kind in (*ENTITIES, *LABELLED)}
        for kind in kinds:
            if kind.casefold() not in known:
                raise UsageError(f"there is no kind {kind!r}", mend=choose_from(kind, known))
        return self.index.names(words, [known[kind.casefold()] for kind in kinds], limit=limit)
