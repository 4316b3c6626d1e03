"""Exports of a graph: what was asked for, checked, to a writer of ``kg.export`` and from there to pieces or files."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Unpack

from kg.analysis.columns import columns_of
from kg.analysis.paths import PathFilter
from kg.analysis.projection import Network
from kg.errors import EmptyNetworkError, UsageError
from kg.export import FORMATS, MOST, Chart, ChartForm, Sheet, StoreForm, find_form, make_sheet, write_export
from kg.export.files import write_file, write_folder
from kg.service.border import checked, numbers, several, text
from kg.service.charting import make_chart, told
from kg.service.lookup import Named
from kg.service.views import Evidence
from kg.service.wishes import FactWishes, fact_filter
from kg.store import Reader
from kg.store.terms import ANY, Terms

BARE = ("mermaid", "pajek")
"""Forms of the network whose persons carry a name alone."""


def _on() -> None:
    """Nothing ends what is asked for here."""


def _unsaid(_doubt: str) -> None:
    """Nobody listens."""


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

    def outlets(self) -> frozenset[str]:
        """Publishers of reports of what connects persons."""
        return frozenset(paper for paper in columns_of(self.network).papers if paper)

    @abstractmethod
    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Named:
        """The one thing called so."""

    @abstractmethod
    def label(self, iri: str) -> str:
        """What people call an IRI."""

    @abstractmethod
    def evidence(self, subjects: Sequence[str]) -> Mapping[str, Sequence[Evidence]]:
        """The sentences that events rest on."""

    def connects_anybody(self, **wishes: Unpack[FactWishes]) -> bool:
        """Whether any event passes a filter that connects two persons; wishes and errors as of ``export``."""
        from kg.analysis.weights import check_any  # noqa: PLC0415 - arrays are read for filters alone

        try:
            check_any(self.network, fact_filter(self, checked(wishes, FactWishes), status=ANY))
        except EmptyNetworkError:
            return False
        return True

    def export(
        self,
        form: str,
        *,
        measures: Sequence[str] = (),
        top: int | None = None,
        step: Callable[[], None] | None = None,
        notice: Callable[[str], None] | None = None,
        **wishes: Unpack[FactWishes],
    ) -> Iterator[bytes]:
        """The graph in one of the forms of ``kg.export.FORMATS`` that are one file, piece by piece.

        Args:
            form: its name.
            measures: of ``kg.analysis.marks.MARKS``, each a column of the persons of a network, over the same events;
                those of more than 20 persons left out.
            top: persons that html, svg and png show at most, those with the most contacts; 500 where none is told.
            step: called between the steps: network, measures, what is drawn; ends it all by raising.
            notice: called with what the form cannot show: of png, the names in letters that its font lacks.
            wishes: which events a network holds, all where none is told; see ``kg.service.wishes.FactWishes``.

        Raises:
            UnknownNameError, AmbiguousNameError: for a name in a wish.
            UsageError: for a form that is none or a folder, for a wish that is wrong, and for one on a form that takes
                none.
            EmptyNetworkError: when a filter lets no event pass; tells what kept most of them out.
            DependencyError: for png, when what draws it is not installed.
        """
        pieces = self._written(form, measures, top, wishes, step or _on, notice or _unsaid)
        if isinstance(pieces, Mapping):
            raise UsageError(f"an export as {form} is a folder", mend="Name one: -o FOLDER, in Python export_to.")
        return pieces

    def export_files(
        self,
        form: str,
        *,
        measures: Sequence[str] = (),
        step: Callable[[], None] | None = None,
        **wishes: Unpack[FactWishes],
    ) -> Mapping[str, Iterator[bytes]]:
        """The graph in a form of several files: name -> pieces.

        Args:
            form: its name.
            measures: this, the step and the wishes as of ``export``.
            step: as of ``export``.
            wishes: as of ``export``.

        Raises:
            UsageError: as ``export``, for a form that is one file.
        """
        pieces = self._written(form, measures, None, wishes, step or _on, _unsaid)
        if not isinstance(pieces, Mapping):
            raise UsageError(f"an export as {form} is one file", mend="In Python call export.")
        return pieces

    def export_to(
        self,
        form: str,
        path: str | Path,
        *,
        measures: Sequence[str] = (),
        top: int | None = None,
        notice: Callable[[str], None] | None = None,
        **wishes: Unpack[FactWishes],
    ) -> None:
        """Write the graph into a file, or into a folder for a form of several files, whole or not at all.

        Args:
            form: name of the form.
            path: of the file or folder.
            measures: this and the others as of ``export``.
            top: as of ``export``.
            notice: as of ``export``.
            wishes: as of ``export``.

        Raises:
            UsageError: as ``export``, and when the file cannot be written. DependencyError: as ``export``.
        """
        pieces = self._written(form, measures, top, wishes, _on, notice or _unsaid)
        if isinstance(pieces, Mapping):
            write_folder(Path(path), pieces)
        else:
            write_file(Path(path), pieces)

    def _written(
        self,
        form: str,
        measures: Sequence[str],
        top: int | None,
        wishes: FactWishes,
        step: Callable[[], None],
        notice: Callable[[str], None],
    ) -> Iterator[bytes] | Mapping[str, Iterator[bytes]]:
        """What a writer writes; the network is read only for a form of it, and for a filter that asks for it."""
        text("a form", form)
        numbers(top=top)
        measures = several("measures", measures)
        if measures and (isinstance(find_form(form), StoreForm) or form in BARE):
            able = [name for name, other in FORMATS.items() if not isinstance(other, StoreForm) and name not in BARE]
            raise UsageError(f"an export as {form} has no columns for measures", mend=f"{', '.join(able)} have them.")
        if top is not None and not isinstance(find_form(form), ChartForm):
            able = [name for name, other in FORMATS.items() if isinstance(other, ChartForm)]
            raise UsageError(
                f"an export as {form} holds everybody", mend=f"{', '.join(able)} take a number of persons."
            )
        wishes = checked(wishes, FactWishes)
        wanted = fact_filter(self, wishes, status=ANY)

        def check() -> None:
            if wanted.active():
                from kg.analysis.weights import check_any  # noqa: PLC0415 - arrays are read for filters alone

                check_any(self.network, wanted)

        def columns() -> Mapping[str, Mapping[str, int | float]]:
            _ = self.network  # read before the measures
            step()
            found = self._measured(wanted, measures) if measures else {}
            step()
            return found

        def sheet() -> Sheet:
            check()
            made = make_sheet(self.network, self.terms, wanted, columns=columns(), filters=told(wishes))
            step()
            return made

        def chart(asked: ChartForm) -> Chart:
            check()
            made = make_chart(
                self.network,
                self.terms,
                wanted,
                top=MOST if top is None else top,
                columns=columns(),
                filters=told(wishes),
                generation=self.reader.generation,
                evidence=self.evidence if asked.quotes else None,
            )
            for doubt in asked.doubts(made):
                notice(doubt)
            step()
            return made

        return write_export(self.reader, form, sheet, chart, narrowed=bool(wanted.active()))

    def _measured(self, wanted: PathFilter, measures: Sequence[str]) -> Mapping[str, Mapping[str, int | float]]:
        """Columns of persons."""
        from kg.analysis.marks import marks  # noqa: PLC0415 - arrays are read for measures alone
        from kg.analysis.weights import TieFilter  # noqa: PLC0415 - the same

        return marks(self.network, TieFilter.of(wanted), measures)
