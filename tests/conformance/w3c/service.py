"""A service, asked over HTTP as any client would."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote, urljoin, urlsplit

import pyoxigraph as ox

from w3c.answers import parse_answer
from w3c.subject import JSON, N_TRIPLES, TSV, TURTLE, FailedError, MalformedError, RefusedError
from w3c.suites import Source, Suites

TIME_LIMIT = 60.0  # seconds for a response
TOLD = 300  # characters of a refusal
BAD_REQUEST = 400
UNDERSTOOD = (403, 404, 409, 422, 500, 501, 502)  # the text was understood, and what it asks for was not done
ALL_QUADS = b"SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
ALL_GRAPHS = b"SELECT ?g { GRAPH ?g {} } LIMIT 1"


@dataclass(frozen=True)
class Reply:
    """A response.

    Args:
        status: its number.
        headers: as received.
        body: whole.
        url: that was asked.
    """

    status: int
    headers: Message
    body: bytes
    url: str

    @property
    def media_type(self) -> str:
        """The type of the body, without parameters, in small letters; empty when none was told."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def told(self) -> str:
        """Status and what the body says of it, in short."""
        text = self.body[:TOLD].decode(errors="replace")
        if self.media_type == "application/problem+json":
            with suppress(ValueError, KeyError, TypeError):  # told as it came, then
                text = f"{json.loads(self.body)['detail']}"
        return f"{self.status} {' '.join(text.split())}".strip()


@dataclass(frozen=True)
class Address:
    """Where a service answers.

    Args:
        root: scheme, host and port; nothing after them.
        query: path of the SPARQL endpoint.
        update: path for updates.
        data: path of the graph store.
        token: sent as a bearer token; empty for none.
    """

    root: str
    query: str = "/sparql"
    update: str = "/update"
    data: str = "/data"
    token: str = ""


class Service:
    """A service at an address; whatever it holds is replaced.

    Args:
        address: where.
        suites: where data are read from.
    """

    def __init__(self, address: Address, suites: Suites) -> None:
        self.address = address
        self._suites = suites
        self._host = urlsplit(address.root).netloc
        self._connection = HTTPConnection(self._host, timeout=TIME_LIMIT)
        self._held: dict[str, list[Source]] | None = None  # by graph; None: not known

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> Reply:
        """A request with these headers and no others but what HTTP itself needs, and the token.

        Raises:
            RefusedError: when the connection breaks.
        """
        sent = dict(headers or {})
        if self.address.token:
            sent["authorization"] = f"Bearer {self.address.token}"
        try:
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
            return Reply(response.status, response.headers, response.read(), urljoin(self.address.root, path))
        except (HTTPException, OSError) as error:
            self._connection.close()
            raise RefusedError(f"the connection broke: {error!r}") from error

    def changed(self) -> None:
        """Told when a request may have changed what the service holds."""
        self._held = None

    def load(self, sources: tuple[Source, ...]) -> None:
        """See ``Subject``. Takes one write at most: to the graph store when one graph differs, else an update."""
        wanted: dict[str, list[Source]] = {}
        for source in sources:
            wanted.setdefault(source.graph, []).append(source)
        held = self._held
        if held is not None:
            differing = [graph for graph in {**held, **wanted} if held.get(graph) != wanted.get(graph)]
            if not differing:
                return
        self._held = None
        if held is not None and len(differing) == 1 and not _spans_graphs(wanted.get(differing[0], [])):
            self._replace(differing[0], wanted.get(differing[0]))
        else:
            self.update(_loading(sources, self._suites.quads(sources)), base="")
        self._held = wanted

    def _replace(self, graph: str, sources: list[Source] | None) -> None:
        """Put a graph, or take it away.

        Raises:
            RefusedError: when that was not done.
        """
        path = self.address.data + (f"?graph={quote(graph, safe='')}" if graph else "?default")
        if sources is None:
            reply = self.send("DELETE", path)
        else:
            triples = [quad.triple for quad in self._suites.quads(tuple(sources))]
            body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
            reply = self.send("PUT", path, {"content-type": N_TRIPLES}, body)
        if reply.status not in (200, 201, 204):
            raise RefusedError(f"the data were not loaded: {reply.told}")

    def query(self, text: bytes, *, base: str, media_type: str) -> bytes:
        """See ``Subject``."""
        accepted = media_type or f"{JSON}, {TURTLE}"
        headers = {"content-type": "application/sparql-query", "accept": accepted}
        reply = self.send("POST", self.address.query, headers, _based(text, base))
        _require(reply, 200)
        if reply.media_type not in accepted.split(", "):
            raise RefusedError(f"asked for {accepted}, it answered in {reply.media_type or 'no type'}")
        return reply.body

    def update(self, text: bytes, *, base: str) -> None:
        """See ``Subject``."""
        self._held = None
        headers = {"content-type": "application/sparql-update"}
        _require(self.send("POST", self.address.update, headers, _based(text, base)), 200, 204)

    def quads(self) -> list[ox.Quad]:
        """See ``Subject``. One query: so blank nodes keep their names across graphs."""
        answer = parse_answer(self.query(ALL_QUADS, base="", media_type=TSV), TSV)
        return [ox.Quad(s, p, o, g) if g else ox.Quad(s, p, o) for g, o, p, s in answer.rows]

    def is_empty(self) -> bool:
        """Whether it holds nothing, so that nothing is lost when tests write to it."""
        return not self.quads() and not parse_answer(self.query(ALL_GRAPHS, base="", media_type=JSON), JSON).rows

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _require(reply: Reply, *statuses: int) -> None:
    """Raise unless the status is one of these.

    Raises:
        MalformedError, FailedError, RefusedError: by what the status says.
    """
    if reply.status in statuses:
        return
    if reply.status == BAD_REQUEST:
        raise MalformedError(reply.told)
    raise (FailedError if reply.status in UNDERSTOOD else RefusedError)(reply.told)


def _based(text: bytes, base: str) -> bytes:
    """A text whose relative IRIs are resolved against a base. The protocol has no parameter for it."""
    return b"BASE <%s>\n%s" % (base.encode(), text) if base else text


def _spans_graphs(sources: list[Source]) -> bool:
    """Whether files hold graphs of their own."""
    return any(source.file.endswith((".trig", ".nq")) for source in sources)


def _loading(sources: tuple[Source, ...], quads: list[ox.Quad]) -> bytes:
    """The update that replaces everything by some files."""
    steps = ["DROP ALL"]
    steps += [f"CREATE SILENT GRAPH <{graph}>" for graph in sorted({source.graph for source in sources} - {""})]
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        graphs.setdefault("" if quad.graph_name == ox.DefaultGraph() else f"{quad.graph_name}", []).append(quad.triple)
    statements = [
        f"GRAPH {name} {{\n{_n_triples(some)}}}" if name else _n_triples(some) for name, some in graphs.items()
    ]
    if statements:
        steps.append("INSERT DATA {\n" + "\n".join(statements) + "\n}")
    return " ;\n".join(steps).encode()


def _n_triples(triples: list[ox.Triple]) -> str:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES).decode()
