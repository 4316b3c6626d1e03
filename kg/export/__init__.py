"""One writer a form, each in its module.

In: one generation, the network's ``Sheet``, or the ``Chart`` of its best-connected part.
Out: bytes piece by piece, of a file or of the files of a folder. Called
by ``kg.service``. ``FORMATS`` is the table that command, errors and documentation follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import UsageError, choose_from
from kg.export.cytoscape import write_cx2, write_cytoscape
from kg.export.dot import write_dot
from kg.export.drawn.bitmap import doubts_of, write_png
from kg.export.drawn.chart import MOST, Chart, Quote
from kg.export.drawn.page import write_html
from kg.export.drawn.picture import write_svg
from kg.export.events import write_events
from kg.export.ftm import write_ftm
from kg.export.gexf import write_gexf
from kg.export.graphml import write_graphml
from kg.export.jgf import write_jgf
from kg.export.jsonld import write_jsonld
from kg.export.mermaid import write_mermaid
from kg.export.neo4j import write_neo4j
from kg.export.pajek import write_pajek
from kg.export.sheet import Sheet, make_sheet
from kg.export.spreadsheet import write_csv
from kg.export.triples import write_nquads, write_trig, write_turtle
from kg.store import Reader

__all__ = [
    "FORMATS",
    "MOST",
    "Chart",
    "ChartForm",
    "FolderForm",
    "Form",
    "Quote",
    "Sheet",
    "SheetForm",
    "StoreForm",
    "find_form",
    "make_sheet",
    "write_export",
]


@dataclass(frozen=True, slots=True)
class Form:
    """An export: what it holds, who opens it, its media type and the usual suffix of its file."""

    scope: str
    opens: str
    media_type: str
    suffix: str


@dataclass(frozen=True, slots=True)
class StoreForm(Form):
    """A file of what the store holds; takes no filter."""

    write: Callable[[Reader], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class SheetForm(Form):
    """A file of the network, or of the part of it that a filter lets pass."""

    write: Callable[[Sheet], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class FolderForm(Form):
    """Several files of the network: name -> pieces."""

    write: Callable[[Sheet], Mapping[str, Iterator[bytes]]]


@dataclass(frozen=True, slots=True)
class ChartForm(Form):
    """A picture of the persons with the most contacts.

    Attributes:
        quotes: with the sentences of their events. doubts: what the form cannot show of a chart, a sentence each.
    """

    write: Callable[[Chart], Iterator[bytes]]
    quotes: bool = False
    doubts: Callable[[Chart], Iterable[str]] = lambda _: ()


_KNOWLEDGE = "what all articles together say, as RDF"
_CLAIMS = "all graphs, claims and sentences included, as RDF"
_NETWORK = "persons and the events that connect them"
_DRAWN = "a picture of the persons with the most contacts"
_RDF = "RDF tools, any SPARQL store"

AnyForm = StoreForm | SheetForm | FolderForm | ChartForm

FORMATS: Mapping[str, AnyForm] = {
    "turtle": StoreForm(_KNOWLEDGE, _RDF, "text/turtle", ".ttl", write_turtle),
    "nquads": StoreForm(_CLAIMS, _RDF, "application/n-quads", ".nq", write_nquads),
    "events": StoreForm(
        "persons and events with their sentences, as JSON", "scripts", "application/json", ".json", write_events
    ),
    "trig": StoreForm(_CLAIMS, _RDF, "application/trig", ".trig", write_trig),
    "jsonld": StoreForm(_KNOWLEDGE, _RDF, "application/ld+json", ".jsonld", write_jsonld),
    "ftm": StoreForm(
        "persons, bodies, offices, events and articles, as FollowTheMoney entities",
        "Aleph, OpenAleph, followthemoney",
        "application/json+ftm",
        ".ftm.json",
        write_ftm,
    ),
    "gexf": SheetForm(_NETWORK, "Gephi, with its timeline", "application/gexf+xml", ".gexf", write_gexf),
    "graphml": SheetForm(
        _NETWORK, "yEd, Gephi, Cytoscape, igraph, NetworkX", "application/graphml+xml", ".graphml", write_graphml
    ),
    "cytoscape": SheetForm(_NETWORK, "Cytoscape.js, Cytoscape", "application/json", ".cyjs", write_cytoscape),
    "cx2": SheetForm(_NETWORK, "Cytoscape, NDEx", "application/json", ".cx2", write_cx2),
    "jgf": SheetForm(_NETWORK, "readers of JSON Graph Format", "application/vnd.jgf+json", ".jgf", write_jgf),
    "pajek": SheetForm(_NETWORK, "Pajek, igraph, NetworkX", "text/plain", ".net", write_pajek),
    "dot": SheetForm(_NETWORK, "Graphviz", "text/vnd.graphviz", ".dot", write_dot),
    "mermaid": SheetForm(
        "the same; of more than 25 persons, and without a filter, the best-connected one's surroundings",
        "pages in Markdown",
        "text/plain",
        ".mmd",
        write_mermaid,
    ),
    "html": ChartForm(
        "the persons with the most contacts, their events and the sentences of these",
        "browsers, offline",
        "text/html",
        ".html",
        write_html,
        quotes=True,
    ),
    "svg": ChartForm(_DRAWN, "browsers, drawing programs, papers", "image/svg+xml", ".svg", write_svg),
    "png": ChartForm(_DRAWN, "anything that shows pictures", "image/png", ".png", write_png, doubts=doubts_of),
    "csv": FolderForm(_NETWORK, "spreadsheets, Gephi", "text/csv", "", write_csv),
    "neo4j": FolderForm(_NETWORK, "neo4j-admin database import", "text/csv", "", write_neo4j),
}


def find_form(name: str) -> AnyForm:
    """A form by name.

    Raises:
        UsageError: names the forms there are.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no export {name!r}", mend=choose_from(name, FORMATS))
    return FORMATS[name]


def write_export(
    reader: Reader,
    form: str,
    sheet: Callable[[], Sheet],
    chart: Callable[[ChartForm], Chart],
    *,
    narrowed: bool = False,
) -> Iterator[bytes] | Mapping[str, Iterator[bytes]]:
    """The graph in one of ``FORMATS``: pieces of a file, or for a ``FolderForm`` file name -> pieces.

    Args:
        reader: of one generation.
        form: its name.
        sheet: makes the network's sheet, when the form is one of the network.
        chart: makes the chart, when the form is a picture.
        narrowed: whether a filter was given.

    Raises:
        UsageError: for an unknown form, and for a filter on a form that takes none.
    """
    found = find_form(form)
    if isinstance(found, StoreForm):
        if narrowed:
            none = ", ".join(name for name, other in FORMATS.items() if isinstance(other, StoreForm))
            raise UsageError(
                f"an export as {form} is whole: it takes no filter",
                mend=f"Exports of the network take one; {none} do not.",
            )
        return found.write(reader)
    if isinstance(found, ChartForm):
        return found.write(chart(found))
    return found.write(sheet())
