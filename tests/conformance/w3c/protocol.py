"""Cases that are exchanges: the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol.

A manifest writes ``/sparql/`` for the endpoints, which may be two, and ``/gsp`` for the graph store. An update that
must be refused is sent to both endpoints: neither may take it.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, urljoin

import pyoxigraph as ox

from w3c.answers import parse_answer
from w3c.comparison import difference
from w3c.exchanges import Exchange
from w3c.outcomes import Outcome
from w3c.service import Reply, Service
from w3c.subject import RESULTS
from w3c.suites import PROTOCOL, SUITES_AT, Case, Source

SPARQL, GRAPHS = "/sparql/", "/gsp"  # as manifests write them
DIRECT = "application/sparql-update"
FORMS = {"boolean": RESULTS[:2], "tabular": RESULTS}
OTHER_REASONS = (401, 403, 429)  # a request refused so was not refused for what is wrong with it
KEPT = Source("http://kasei.us/2009/09/sparql/data/data1.rdf", f"{SUITES_AT}sparql11/protocol/data1.nt")
CLIENT_ERROR = 4  # the class of statuses


def run_exchanges(case: Case, service: Service) -> Outcome:
    """Run a case whose kind is PROTOCOL or GRAPH_STORE."""
    refused = _is_refused(case)
    service.load(case.data or ((KEPT,) if refused else ()))
    before = service.quads() if refused else []
    places: dict[str, str] = {}
    try:
        for number, exchange in enumerate(case.exchanges, 1):
            for path in _paths(case, exchange, places, service):
                reply = service.send(exchange.method, path, exchange.headers, exchange.body)
                failure = _wrong(exchange, reply)
                if failure:
                    return Outcome(case, f"request {number}, {exchange.method} {path}: {failure}")
            if exchange.location:
                places[exchange.location] = quote(urljoin(reply.url, reply.headers["Location"]), safe=":/?%")
    finally:
        if not refused:
            service.changed()
    if refused and service.quads() != before:
        service.changed()
        return Outcome(case, "the request was refused, and what the service holds has changed")
    return Outcome(case)


def _is_refused(case: Case) -> bool:
    return case.kind == PROTOCOL and case.exchanges[0].statuses == (CLIENT_ERROR,)


def _paths(case: Case, exchange: Exchange, places: dict[str, str], service: Service) -> Iterator[str]:
    """Where to send a request."""
    path = exchange.path
    for placeholder, place in places.items():
        path = path.replace(placeholder, place)
    if path.startswith(GRAPHS):
        yield service.address.data + path.removeprefix(GRAPHS)
        return
    rest = path.removeprefix(SPARQL)
    if "#bad_update" in case.iri:
        yield service.address.query + rest
        yield service.address.update + rest
    elif exchange.headers.get("content-type", "") == DIRECT or (exchange.body or b"").startswith(b"update="):
        yield service.address.update + rest
    else:
        yield service.address.query + rest


def _wrong(exchange: Exchange, reply: Reply) -> str:
    """What is wrong with a response; empty when nothing is."""
    if reply.status not in exchange.statuses and reply.status // 100 not in exchange.statuses:
        return f"expected {' or '.join(map(str, exchange.statuses))}, got {reply.told}"
    if exchange.statuses == (CLIENT_ERROR,) and reply.status in OTHER_REASONS:
        return f"refused for another reason: {reply.told}"
    if exchange.location and "Location" not in reply.headers:
        return "no Location"
    if exchange.media_type and reply.media_type != exchange.media_type:
        return f"expected {exchange.media_type}, got {reply.headers.get('Content-Type', 'no Content-Type')}"
    charset = reply.headers.get_param("charset")
    if exchange.media_type and charset is not None and str(charset).lower() != "utf-8":
        return f"expected the charset utf-8, got {charset}"
    try:
        return _wrong_body(exchange, reply)
    except (SyntaxError, ValueError) as error:
        return f"the body is not {reply.media_type}: {error}"


def _wrong_body(exchange: Exchange, reply: Reply) -> str:
    """What is wrong with the body of a response."""
    if exchange.form == "RDF":
        if ox.RdfFormat.from_media_type(reply.media_type) is None:
            return f"expected RDF, got {reply.media_type}"
        parse_answer(reply.body, reply.media_type, base=reply.url)
    elif exchange.form:
        if reply.media_type not in FORMS[exchange.form]:
            return f"expected one of {', '.join(FORMS[exchange.form])}, got {reply.media_type}"
        answer = parse_answer(reply.body, reply.media_type)
        if exchange.boolean is not None and answer is not exchange.boolean:
            return f"expected {exchange.boolean}, got {answer}"
    if exchange.graph:
        expected = parse_answer(exchange.graph.encode(), "text/turtle", base=reply.url)
        return difference(expected, parse_answer(reply.body, reply.media_type, base=reply.url))
    return ""
