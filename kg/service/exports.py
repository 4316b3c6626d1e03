"""Exports of a graph: what was asked for, checked, to a writer of ``kg.export`` and from there to pieces or files."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.analysis.paths import PathFilter
from kg.analysis.projection import Network
from kg.errors import UsageError
from kg.export import FORMATS, ExportFilter, Sheet, StoreForm, find_form, make_sheet, write_export
from kg.export.files import write_file, write_folder
from kg.service.days import ordered_days
from kg.store import Reader
from kg.store.terms import ANY, Terms

BARE = ("mermaid", "pajek")
"""Forms of the network whose persons carry a name alone."""


class Exports:
    """The part of ``KnowledgeGraph`` that writes files for other tools."""

    reader: Reader

    @property
    @abstractmethod
    def terms(self) -> Terms:
        """Labels and keys of the ontology."""

    @property
    @abstractmethod
    def network(self) -> Network:
        """The network of persons."""

    def export(
        self,
        form: str,
        *,
        status: str = ANY,
        since: str = "",
        until: str = "",
        types: Sequence[str] = (),
        min_sources: int = 1,
        measures: Sequence[str] = (),
    ) -> Iterator[bytes]:
        """The graph in one of the forms of ``kg.export.FORMATS`` that are one file, piece by piece.

        Args:
            form: its name.
            status: keys of statuses that events of a network may have, separated by commas, or ``any``.
            since: ISO day; with it events of a network wholly before it are left out, and undated ones.
            until: ISO day; with it events of a network wholly after it are left out, and undated ones.
            types: keys or labels of types that events of a network may have; empty for any.
            min_sources: independent articles that an event of a network needs at least.
            measures: of ``kg.analysis.marks.MARKS``, each a column of the persons of a network, over the same events;
                those of more than 20 persons left out.

        Raises:
            UsageError: for a form that is none or a folder, for a filter that is wrong, and for one on a form that
                takes none.
        """
        wanted = _wanted(self.terms, status, (since, until), types, min_sources)
        pieces = self._written(form, wanted, measures)
        if isinstance(pieces, Mapping):
            raise UsageError(f"an export as {form} is a folder", mend="Name one: -o FOLDER, in Python export_to.")
        return pieces

    def export_to(
        self,
        form: str,
        path: str | Path,
        *,
        status: str = ANY,
        since: str = "",
        until: str = "",
        types: Sequence[str] = (),
        min_sources: int = 1,
        measures: Sequence[str] = (),
    ) -> None:
        """Write the graph into a file, or into a folder for a form of several files, whole or not at all.

        Args:
            form: name of the form.
            path: of the file or folder.
            status: this and the others as of ``export``.
            since: as of ``export``.
            until: as of ``export``.
            types: as of ``export``.
            min_sources: as of ``export``.
            measures: as of ``export``.

        Raises:
            UsageError: as ``export``, and when the file cannot be written.
        """
        wanted = _wanted(self.terms, status, (since, until), types, min_sources)
        pieces = self._written(form, wanted, measures)
        if isinstance(pieces, Mapping):
            write_folder(Path(path), pieces)
        else:
            write_file(Path(path), pieces)

    def _written(
        self, form: str, wanted: ExportFilter, measures: Sequence[str]
    ) -> Iterator[bytes] | Mapping[str, Iterator[bytes]]:
        """What a writer writes; the network is read only for a form of it."""
        if measures and (isinstance(find_form(form), StoreForm) or form in BARE):
            able = [name for name, other in FORMATS.items() if not isinstance(other, StoreForm) and name not in BARE]
            raise UsageError(f"an export as {form} has no columns for measures", mend=f"{', '.join(able)} have them.")

        def sheet() -> Sheet:
            columns = self._measured(wanted, measures) if measures else None
            return make_sheet(self.network, self.terms, wanted, columns=columns)

        return write_export(self.reader, form, sheet, narrowed=wanted.narrows)

    def _measured(self, wanted: ExportFilter, measures: Sequence[str]) -> Mapping[str, Mapping[str, int | float]]:
        """Columns of persons."""
        from kg.analysis.marks import marks  # noqa: PLC0415 - arrays are read for measures alone
        from kg.analysis.weights import TieFilter  # noqa: PLC0415 - the same

        facts = wanted.facts
        ties = TieFilter(facts.statuses, wanted.types, facts.since, facts.until, wanted.sources)
        return marks(self.network, ties, measures)


def _wanted(terms: Terms, status: str, window: tuple[str, str], types: Sequence[str], min_sources: int) -> ExportFilter:
    """The filter of an export, checked."""
    since, until = ordered_days(*window)
    if min_sources < 1:
        raise UsageError(f"{min_sources} sources are none", mend="Ask for one or more.")
    return ExportFilter(
        facts=PathFilter(statuses=terms.status_iris(status), since=since, until=until),
        types=frozenset(map(terms.type_iri, types)),
        sources=min_sources,
    )
