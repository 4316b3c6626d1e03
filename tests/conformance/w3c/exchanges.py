"""HTTP exchanges as manifests tell them: the request, and what the response must be.

Vocabulary: HTTP in RDF (https://www.w3.org/TR/HTTP-in-RDF10/) and what the manifests of ``sparql11/protocol`` and
``sparql11/graph-store-protocol`` add to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from w3c.nodes import Node, Nodes
from w3c.vocabulary import CNT, HT, MF

NAMED_STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}


@dataclass(frozen=True)
class Exchange:
    """A request and what is expected of the response.

    Args:
        method: of the request.
        path: with the query string; begins with ``/sparql/`` or ``/gsp``, which stand for the endpoints.
        headers: of the request, names in small letters.
        body: of the request, encoded; None without one.
        statuses: any of these, each a whole status (``201``) or a class of them (``2``).
        boolean: answer of an ASK query; None where none is told.
        form: "boolean", "tabular", "RDF" or empty.
        location: placeholder that the Location of the response replaces in later exchanges; or empty.
        media_type: of the response, or empty.
        graph: Turtle of the expected graph, or empty.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: tuple[int, ...]
    boolean: bool | None = None
    form: str = ""
    location: str = ""
    media_type: str = ""
    graph: str = ""


def read_exchanges(nodes: Nodes, connection: Node | None) -> Iterator[Exchange]:
    """The exchanges of a connection, in order."""
    for request in nodes.items(nodes.one(connection, f"{HT}requests")):
        response = nodes.one(request, f"{HT}resp")
        body = nodes.one(request, f"{HT}body")
        encoding = nodes.text(body, f"{CNT}characterEncoding") or "UTF-8"
        boolean = nodes.text(response, f"{MF}expectedBoolean")
        yield Exchange(
            nodes.text(request, f"{HT}methodName"),
            nodes.text(request, f"{HT}absolutePath"),
            _headers(nodes, request),
            nodes.text(body, f"{CNT}chars").encode(encoding) if body is not None else None,
            tuple(sorted(_status(node.value) for node in nodes.all(response, f"{MF}expectedStatus"))),
            boolean=boolean == "true" if boolean else None,
            form=nodes.text(response, f"{MF}expectedFormat"),
            location=nodes.text(response, f"{MF}expectedLocation"),
            media_type=_headers(nodes, response).get("content-type", "").partition(";")[0],
            graph=nodes.text(nodes.one(response, f"{HT}body"), f"{CNT}chars"),
        )


def _headers(nodes: Nodes, message: Node | None) -> dict[str, str]:
    headers = nodes.items(nodes.one(message, f"{HT}headers"))
    return {nodes.text(node, f"{HT}fieldName").lower(): nodes.text(node, f"{HT}fieldValue") for node in headers}


def _status(iri: str) -> int:
    """``hts:StatusCode4xx`` is 4, ``hts:Created`` is 201."""
    name = iri.rpartition("#")[2]
    return int(name[len("StatusCode")]) if name.startswith("StatusCode") else NAMED_STATUSES[name]
