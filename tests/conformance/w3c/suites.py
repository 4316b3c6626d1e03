"""The suites as their manifests tell them: folders of cases.

https://w3c.github.io/rdf-tests/ says what a manifest holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph as ox

from w3c.exchanges import Exchange, read_exchanges
from w3c.nodes import Node, Nodes
from w3c.vocabulary import MF, QT, RDF, RDFS, UT

SUITES_AT = "https://w3c.github.io/rdf-tests/sparql/"  # where the suites' files believe they are
NOT_RUN = {
    "sparql11/entailment": "the engine infers nothing",
    "sparql11/service": "the service refuses SERVICE",
    "sparql11/http-rdf-update": "deprecated by the W3C for sparql11/graph-store-protocol",
}
FORGOTTEN = "head_non_existing_direct"  # told whole in its manifest, and left out of its list of entries

QUERY, UPDATE, ACCEPTED, REFUSED = "query", "update", "accepted", "refused"
PROTOCOL, GRAPH_STORE, DESCRIPTION = "protocol", "graph store", "service description"
KINDS = {
    "QueryEvaluationTest": QUERY,
    "CSVResultFormatTest": QUERY,
    "UpdateEvaluationTest": UPDATE,
    "PositiveSyntaxTest": ACCEPTED,
    "PositiveSyntaxTest11": ACCEPTED,
    "PositiveUpdateSyntaxTest": ACCEPTED,
    "PositiveUpdateSyntaxTest11": ACCEPTED,
    "NegativeSyntaxTest": REFUSED,
    "NegativeSyntaxTest11": REFUSED,
    "NegativeUpdateSyntaxTest": REFUSED,
    "NegativeUpdateSyntaxTest11": REFUSED,
    "ProtocolTest": PROTOCOL,
    "GraphStoreProtocolTest": GRAPH_STORE,
    "ServiceDescriptionTest": DESCRIPTION,
}
OVER_HTTP_ALONE = (PROTOCOL, GRAPH_STORE, DESCRIPTION)
DATASET_CLAUSE = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>\s]*)>", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Source:
    """A file to be loaded into a graph.

    Args:
        graph: IRI of the graph; empty for the default graph.
        file: IRI of the file.
    """

    graph: str
    file: str


@dataclass(frozen=True)
class Case:
    """One test.

    Args:
        iri: its name in the manifest, by which exceptions are listed.
        folder: such as ``sparql11/functions``.
        title: what the manifest calls it.
        kind: QUERY, UPDATE, ACCEPTED, REFUSED, PROTOCOL, GRAPH_STORE or DESCRIPTION.
        request: IRI of the file with the query or update; empty for the kinds that are exchanges.
        data: what is in the store before.
        result: IRI of the file with the expected answer of a query, else empty.
        after: what is in the store after an update.
        lax: REDUCED may leave out duplicates.
        exchanges: requests with the responses that are expected.
    """

    iri: str
    folder: str
    title: str
    kind: str
    request: str = ""
    data: tuple[Source, ...] = ()
    result: str = ""
    after: tuple[Source, ...] = ()
    lax: bool = False
    exchanges: tuple[Exchange, ...] = ()

    @property
    def is_update(self) -> bool:
        """Whether the request is an update."""
        return self.request.endswith(".ru")


class Suites:
    """The suites' files.

    Args:
        root: folder that holds ``sparql10``, ``sparql11`` and ``sparql12``.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._quads = lru_cache(maxsize=256)(self._read_quads)

    def path(self, iri: str) -> Path:
        """Where a file of the suites lies."""
        return self._root / iri.removeprefix(SUITES_AT)

    def read(self, iri: str) -> bytes:
        """A file of the suites."""
        return self.path(iri).read_bytes()

    def folders(self, *suites: str) -> list[str]:
        """The folders of some suites that are run, in order."""
        found = [path.parent for suite in suites for path in (self._root / suite).glob("*/manifest.ttl")]
        return [name for name in sorted(f"{path.parent.name}/{path.name}" for path in found) if name not in NOT_RUN]

    def cases(self, folder: str) -> list[Case]:
        """The cases of a folder, in the order of its manifest."""
        return list(self._cases(folder, f"{SUITES_AT}{folder}/manifest.ttl"))

    def _cases(self, folder: str, manifest: str) -> Iterator[Case]:
        nodes = Nodes(self.parse(manifest))
        for root in nodes.of_type(f"{MF}Manifest"):
            for included in nodes.items(nodes.one(root, f"{MF}include")):
                yield from self._cases(folder, included.value)
        listed = [
            node for root in nodes.of_type(f"{MF}Manifest") for node in nodes.items(nodes.one(root, f"{MF}entries"))
        ]
        forgotten = [node for node in nodes.of_type(f"{MF}GraphStoreProtocolTest") if node.value.endswith(FORGOTTEN)]
        for node in [*listed, *(node for node in forgotten if node not in listed)]:
            yield self._case(folder, nodes, node)

    def _case(self, folder: str, nodes: Nodes, node: Node) -> Case:
        kind = KINDS[nodes.text(node, f"{RDF}type").rpartition("#")[2]]
        title = nodes.text(node, f"{MF}name")
        action = nodes.one(node, f"{MF}action")
        if kind in OVER_HTTP_ALONE:
            data, exchanges = tuple(_sources(nodes, node)), tuple(read_exchanges(nodes, action))
            return Case(node.value, folder, title, kind, data=data, exchanges=exchanges)
        if isinstance(action, ox.NamedNode):
            return Case(node.value, folder, title, kind, request=action.value)
        request = nodes.text(action, f"{QT}query", f"{UT}request")
        data = {*_sources(nodes, action)}
        if kind == QUERY:
            data |= {*self._named_in(request)}
        result = nodes.one(node, f"{MF}result")
        return Case(
            node.value,
            folder,
            title,
            kind,
            request=request,
            data=tuple(sorted(data)),
            result=result.value if kind == QUERY and isinstance(result, ox.NamedNode) else "",
            after=tuple(sorted(_sources(nodes, result))) if kind == UPDATE else (),
            lax=nodes.text(node, f"{MF}resultCardinality") == f"{MF}LaxCardinality",
        )

    def _named_in(self, request: str) -> Iterator[Source]:
        """Files that a query itself names by FROM: a suite expects them to be found."""
        for written in DATASET_CLAUSE.findall(self.read(request).decode()):
            iri = urljoin(request, written)
            if iri.startswith(SUITES_AT) and self.path(iri).is_file():
                yield Source(iri, iri)

    def parse(self, iri: str) -> list[ox.Quad]:
        """The statements of an RDF file."""
        media = ox.RdfFormat.from_extension(iri.rpartition(".")[2])
        return list(ox.parse(self.read(iri), media, base_iri=iri, rename_blank_nodes=True))

    def quads(self, sources: tuple[Source, ...]) -> list[ox.Quad]:
        """What a store holds after some files were loaded."""
        return [quad for source in sources for quad in self._quads(source)]

    def _read_quads(self, source: Source) -> tuple[ox.Quad, ...]:
        quads = self.parse(source.file)
        if source.graph:
            graph = ox.NamedNode(source.graph)
            quads = [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
        return tuple(quads)


def _sources(nodes: Nodes, action: Node | None) -> Iterator[Source]:
    """The data beside an action or a result."""
    if action is None:
        return
    for file in nodes.all(action, f"{QT}data", f"{UT}data"):
        yield Source("", file.value)
    for graph in nodes.all(action, f"{QT}graphData", f"{UT}graphData"):
        if isinstance(graph, ox.NamedNode):
            yield Source(graph.value, graph.value)
        else:
            file = nodes.text(graph, f"{UT}graph")
            yield Source(nodes.text(graph, f"{RDFS}label") or file, file)
