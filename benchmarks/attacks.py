"""Requests of people who mean ill, or know no better: what is sent, and how it may end.

Each was found, at one time, to crash, fill or hold an engine or a server of this kind.
"""

from __future__ import annotations

import itertools
import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import quote

from benchmarks.invented import NAMESPACE
from benchmarks.served import HOST, TOKEN, Client, Reply

DONE = frozenset({200, 201, 204})
WRONG = frozenset({400})
COSTLY = frozenset({400, 413, 504, 507})
"""What is more than a request may cost: too complex, too large, too slow, too much memory."""
FORBIDDEN = frozenset({403})
LARGE = frozenset({400, 413, 414, 431})
HELD = frozenset({0, 200})
"""Of clients that take their time: an answer, or the connection ended."""
MEETING = f"{NAMESPACE}type/Meeting"
PARTICIPANT = f"{NAMESPACE}is/participant"
GRAPHS = itertools.count()
"""Each document goes into a graph of its own: one that is there already would be emptied first, at the same expense."""
_PATIENCE = 60.0  # seconds that an attacker waits: more than any limit that is measured


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an attack is for.

    Attributes:
        port: of the service. trap: port of a socket on this machine that nobody may reach through the service.
        seconds: that a request may take there.
    """

    port: int
    trap: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Attack:
    """One hostile request.

    Attributes:
        name: what it is.
        send: sends it, and waits for what comes.
        ends: statuses that it may end with; 0 for a connection that is ended.
        costly: takes long or much; left out where time is short.
    """

    name: str
    send: Callable[[Target], Reply]
    ends: frozenset[int]
    costly: bool = False


def attacks() -> list[Attack]:
    """All of them."""
    return [*_complex(), *_endless(), *_fetching(), *_writing(), *_plumbing()]


# ------------------------------------------------------------------------------------------------------------ queries
def _query(name: str, text: str, ends: Iterable[int], *, costly: bool = False) -> Attack:
    return Attack(
        name, lambda target: _with(target, lambda client: client.query(text, accept="*/*")), frozenset(ends), costly
    )


def _with(target: Target, act: Callable[[Client], Reply]) -> Reply:
    with Client(target.port, seconds=_PATIENCE) as client:
        return act(client)


def _complex() -> Iterator[Attack]:
    """What a parser or planner recurses on."""
    either = DONE | COSTLY
    yield _query("3,000 x { unclosed", "{" * 3000, WRONG)
    yield _query("3,000 x { closed", f"SELECT * {{{'{' * 3000}{'}' * 3000}}}", WRONG)
    yield _query("900 x { closed", f"SELECT * {{{'{' * 900}{'}' * 900}}}", either)
    yield _query("10,000 parentheses", f"ASK {{FILTER({'(' * 10000}1{')' * 10000})}}", WRONG)
    yield _query("900 parentheses", f"ASK {{FILTER({'(' * 900}1{')' * 900})}}", either)
    yield _query("5,000 parentheses of a path", f"ASK {{?s {'(' * 5000}<x:p>{')' * 5000} ?o}}", WRONG)
    yield _query(
        "900 starred parentheses of a path", f"ASK {{?s {'(' * 900}<x:p>{')*' * 900} ?o}}", either, costly=True
    )
    yield _query("10,000 steps of a path", f"ASK {{?s {'/'.join(['<x:p>'] * 10000)} ?o}}", WRONG)
    yield _query(
        "250 steps of a path", f"SELECT * {{?s {'/'.join([f'<{PARTICIPANT}>'] * 250)} ?o}}", either, costly=True
    )
    yield _query("10,000 x &&", f"ASK {{FILTER({'&&'.join(['1'] * 10000)})}}", WRONG)
    yield _query("4,900 x &&", f"ASK {{FILTER({'&&'.join(['1'] * 4900)})}}", either, costly=True)
    yield _query("50,000 x !", f"ASK {{FILTER({'!' * 50000}1)}}", WRONG)
    yield _query("10,000 x UNION", f"ASK {{{'UNION'.join(['{?s ?p ?o}'] * 10000)}}}", WRONG)
    yield _query("2,000 x UNION", f"SELECT * {{{'UNION'.join(['{?s <x:p> ?o}'] * 2000)}}}", either)
    yield _query(
        "900 x OPTIONAL, nested", f"SELECT * {{{'OPTIONAL{?s ?p ?o. ' * 900}{'}' * 900}}}", either, costly=True
    )
    yield _query("500 queries in queries", f"{'SELECT * {' * 500}?s <x:p> ?o{'}' * 500}", either)
    yield _query("900 x FILTER NOT EXISTS, nested", f"ASK {{{'FILTER NOT EXISTS {' * 900}{'}' * 900}}}", either)
    yield _query("900 lists, nested", f"SELECT * {{{'(' * 900}1{')' * 900} ?p ?o}}", either, costly=True)
    star = "".join(f"?s <{NAMESPACE}is/{number}> ?o{number} . " for number in range(200))
    yield _query("star of 200 patterns", f"SELECT * {{{star}}}", either, costly=True)
    star = "".join(f"?s ?p{number} ?o{number} . " for number in range(200))
    yield _query("star of 200 patterns without a constant", f"SELECT * {{{star}}}", either, costly=True)
    yield _query("300 equal patterns", f"SELECT * {{{'?s ?p ?o . ' * 300}}}", either, costly=True)
    yield _query("300 patterns that share nothing", _product(300, "ASK"), either, costly=True)
    yield _query("10 MB of query", f"SELECT * {{ VALUES ?x {{ '{'x' * 10_000_000}' }} }}", LARGE)
    yield _query("0.9 MB of VALUES", f"SELECT * {{ VALUES ?x {{ {'1 ' * 450_000} }} }}", either, costly=True)
    yield _query("0.9 MB of an IRI", f"ASK {{ <x:{'x' * 900_000}> ?p ?o }}", either)
    yield _query("60,000 x \\u0041", f"ASK {{ <x:{chr(92)}u0041{(chr(92) + 'u0041') * 60_000}> ?p ?o }}", either)
    yield _query("200,000 x <", f"ASK {{ FILTER(1{'<' * 200_000}1) }} SERVICE", WRONG)
    yield _query("50,000 quotation marks", f"ASK {{ FILTER({chr(34) * 50_001}) }}", WRONG)
    yield _query("20,000 prefixes", f"{''.join(f'PREFIX p{n}: <x:{n}> ' for n in range(20_000))} ASK {{}}", either)


def _product(patterns: int, form: str, behind: str = "") -> str:
    parts = " . ".join(f"?a{number} ?b{number} ?c{number}" for number in range(patterns))
    return f"{form} {{ {parts} }} {behind}"


def _endless() -> Iterator[Attack]:
    """What an engine computes until it is stopped."""
    either = DONE | COSTLY
    stopped = frozenset({200, *COSTLY})
    yield _query("COUNT of a product", _product(3, "SELECT (COUNT(*) AS ?n)"), COSTLY, costly=True)
    yield _query("ORDER BY of a product", _product(2, "SELECT *", "ORDER BY ?c0 ?c1"), COSTLY, costly=True)
    yield _query("DISTINCT of a product", _product(2, "SELECT DISTINCT *"), stopped, costly=True)
    yield _query("GROUP_CONCAT of a product", _product(2, "SELECT (GROUP_CONCAT(?c1) AS ?g)"), COSTLY, costly=True)
    construct = "CONSTRUCT { ?a0 ?b0 ?c1 . ?a1 ?b1 ?c0 } WHERE"
    yield _query("CONSTRUCT of a product", _product(2, construct), stopped, costly=True)
    yield _query("SELECT of a product", _product(2, "SELECT *"), stopped, costly=True)
    yield _query("EXISTS of a product", f"SELECT * {{ ?s ?p ?o FILTER EXISTS {_product(3, '')} }}", either, costly=True)
    yield _query("(!<x:y>)* from anywhere", "SELECT * { ?s (!<x:y>)* ?o }", stopped, costly=True)
    yield _query("(!<x:y>)* counted", "SELECT (COUNT(*) AS ?n) { ?s (!<x:y>)* ?o }", either, costly=True)
    both = "(!<x:y>|^(!<x:y>))*"
    yield _query("paths both ways", f"SELECT (COUNT(*) AS ?n) {{ ?s {both} ?m . ?m {both} ?o }}", COSTLY, costly=True)
    doubling = "".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1}) " for n in range(40))
    yield _query("CONCAT doubled 40 times", f"SELECT * {{ BIND('x' AS ?v0) {doubling} }}", COSTLY, costly=True)
    replaced = "".join(f"BIND(REPLACE(?v{n}, 'x', 'xxxxxxxx') AS ?v{n + 1}) " for n in range(14))
    yield _query("REPLACE times eight, 14 times", f"SELECT * {{ BIND('x' AS ?v0) {replaced} }}", COSTLY, costly=True)
    regex = "SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(REGEX(STR(?o), '{}')) }}"
    yield _query("regex (a+)+$", regex.format("(a+)+$"), either)
    yield _query("regex ((a{1000}){1000}){1000}", regex.format("((a{1000}){1000}){1000}"), either, costly=True)
    yield _query("regex (.*)(.*)(.*)…", regex.format("(.*)" * 40 + "z"), either, costly=True)
    long = f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(REGEX(CONCAT(STR(?o), '{'a' * 5000}'), '(a|aa)+$')) }}"
    yield _query("regex (a|aa)+$ over long strings", long, either, costly=True)
    yield _query("power of numbers", f"SELECT ({'*'.join(['9999999999999999999999'] * 400)} AS ?n) {{}}", either)


def _fetching() -> Iterator[Attack]:
    """What would have the service call somebody."""
    for name, text in {
        "SERVICE": "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "SERVICE SILENT": "SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "SERVICE ?of": "SELECT * { VALUES ?of { <http://127.0.0.1:PORT/> } SERVICE ?of { ?s ?p ?o } }",
        "SERVICE in EXISTS": "ASK { FILTER EXISTS { SERVICE <http://localhost:PORT/> { ?s ?p ?o } } }",
        "SERVICE with an escape": "ASK { SER\\u0056ICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
        "SERVICE behind a comment": "ASK { SERVICE#}\n<http://127.0.0.1:PORT/>{ ?s ?p ?o } }",
        "SERVICE behind <": "ASK { FILTER(1 <2) SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    }.items():
        yield Attack(name, _trapped("query", text), FORBIDDEN | WRONG)
    for name, text in {
        "LOAD of a file": "LOAD <file:///etc/passwd>",
        "LOAD of loopback": "LOAD <http://127.0.0.1:PORT/a.ttl>",
        "LOAD of localhost": "LOAD <http://localhost:PORT/a.ttl> INTO GRAPH <urn:a>",
        "LOAD of [::1]": "LOAD <http://[::1]:PORT/a.ttl>",
        "LOAD of 2130706433": "LOAD <http://2130706433:PORT/a.ttl>",
        "LOAD of 0x7f.1": "LOAD <http://0x7f.1:PORT/a.ttl>",
        "LOAD of 0.0.0.0": "LOAD <http://0.0.0.0:PORT/a.ttl>",
        "LOAD of a link-local address": "LOAD <http://169.254.169.254/latest/meta-data/>",
        "LOAD of a mapped address": "LOAD <http://[::ffff:127.0.0.1]:PORT/a.ttl>",
        "LOAD by ftp": "LOAD <ftp://127.0.0.1:PORT/a.ttl>",
        "SERVICE in an update": "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    }.items():
        refused = FORBIDDEN | WRONG | {502}
        yield Attack(name, _trapped("update", text), refused)
        if text.startswith("LOAD"):
            silent = text.replace("LOAD", "LOAD SILENT")
            yield Attack(name.replace("LOAD", "LOAD SILENT"), _trapped("update", silent), refused | DONE)


def _trapped(kind: str, text: str) -> Callable[[Target], Reply]:
    def send(target: Target) -> Reply:
        filled = text.replace("PORT", str(target.trap))
        return _with(target, lambda client: client.update(filled) if kind == "update" else client.query(filled))

    return send


# ------------------------------------------------------------------------------------------------------------- writes
def _writing() -> Iterator[Attack]:
    """Documents and updates of whoever has a token and no sense."""
    either = DONE | COSTLY
    deep = 100_000
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:">'
    nested = "<rdf:Description><x:p>" * 50_000 + "</x:p></rdf:Description>" * 50_000
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    json_ld, xml, turtle = "application/ld+json", "application/rdf+xml", "text/turtle"
    for name, media, body, costly in (
        ("JSON-LD: 100,000 x [", json_ld, "[" * deep + "]" * deep, False),
        ("JSON-LD: 20,000 x {", json_ld, '{"urn:p":' * 20_000 + "1" + "}" * 20_000, False),
        ("JSON-LD: 5,000 contexts", json_ld, '{"@context":[' * 5_000 + "]}" * 5_000, False),
        ("JSON-LD: @context of loopback", json_ld, json.dumps({"@context": "http://127.0.0.1:9/c", "a": 1}), False),
        ("RDF/XML: 50,000 elements, nested", xml, f"{rdf}{nested}</rdf:RDF>", True),
        ("RDF/XML: entities times ten, 12 times", xml, _entities(entities, rdf), False),
        ("RDF/XML: entity of a file", xml, _file_entity(rdf), False),
        ("Turtle: 100,000 x [", turtle, f"<urn:a> <urn:p> {'[<urn:p> ' * deep}1{']' * deep} .", True),
        ("Turtle: 100,000 x (", turtle, f"<urn:a> <urn:p> {'(' * deep}{')' * deep} .", True),
        ("Turtle: 30 MB literal", turtle, f"<urn:a> <urn:p> '{'x' * 30_000_000}' .", True),
        ("Turtle: 100,000 x <<", turtle, "<<" * deep, False),
        ("N-Triples sent as Turtle, cut off", turtle, "<urn:a> <urn:p> <urn:b> .\n" * 1000 + "<urn:a> <urn", False),
        ("a body of no known type", "application/x-nonsense", "x" * 1000, False),
        ("a body over the limit", turtle, " " * 70_000_000, True),
    ):
        ends = either | (frozenset({415}) if "type" in name else frozenset({0}) if "limit" in name else frozenset())
        yield Attack(name, _put(media, body), ends, costly)
    for name, text, costly in (
        ("update: 3,000 x {", f"INSERT DATA {'{' * 3000}", False),
        ("update: 100,000 parentheses", f"DELETE WHERE {{ ?s ?p {'(' * deep}{')' * deep} }}", False),
        ("update: INSERT of a product", _product(2, "INSERT { ?a0 ?b0 ?c1 } WHERE"), True),
        ("update: COUNT of a product", f"INSERT {{ <x:a> <x:b> ?n }} WHERE {{ {_product(3, COUNTED)} }}", True),
        ("update: 20,000 operations", ";".join(["INSERT DATA { <x:a> <x:b> <x:c> }"] * 20_000), True),
    ):
        yield Attack(
            name,
            lambda target, text=text: _with(target, lambda client: client.update(text)),  # type: ignore[misc]
            either,
            costly,
        )


COUNTED = "SELECT (COUNT(*) AS ?n)"


def _entities(entities: str, rdf: str) -> str:
    return f'<!DOCTYPE r [<!ENTITY e0 "ha">{entities}]>{rdf}<rdf:Description x:p="&e12;"/></rdf:RDF>'


def _file_entity(rdf: str) -> str:
    return f'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>{rdf}<rdf:Description x:p="&f;"/></rdf:RDF>'


def _put(media: str, body: str) -> Callable[[Target], Reply]:
    headers = {"Content-Type": media, "Authorization": f"Bearer {TOKEN}"}
    path = "/data?graph=urn:hostile:"
    data = body.encode()
    return lambda target: _with(target, lambda client: client.ask("PUT", f"{path}{next(GRAPHS)}", data, headers))


# --------------------------------------------------------------------------------------------------- HTTP and sockets
def _plumbing() -> Iterator[Attack]:
    """What is wrong below the requests: headers, bodies, time."""
    ask = f"GET /sparql?query={quote('ASK {}')} HTTP/1.1\r\nHost: {HOST}\r\n"
    names = "&".join(f"{chr(97 + number % 26) * 3}{number}=1" for number in range(60_000))
    equal = "&".join(["a=1"] * 100_000)
    post = f"POST /sparql HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    chunked = f"{post}Transfer-Encoding: chunked\r\n\r\n"
    ended = LARGE | DONE | {0}
    yield Attack("a header of 1 MB", _raw(f"{ask}X-Large: {'x' * 1_000_000}\r\n\r\n"), ended)
    yield Attack("10,000 headers", _raw(ask + "".join(f"X-{n}: 1\r\n" for n in range(10_000)) + "\r\n"), ended)
    yield Attack("an address of 1 MB", _raw(f"GET /{'x' * 1_000_000} HTTP/1.1\r\nHost: {HOST}\r\n\r\n"), ended)
    yield Attack("60,000 parameters", _raw(f"{post}Content-Length: {len(names)}\r\n\r\n{names}"), ended)
    yield Attack("100,000 equal parameters", _raw(f"{post}Content-Length: {len(equal)}\r\n\r\n{equal}"), ended)
    wrong_length = "Content-Length: 5\r\nContent-Length: 6\r\n\r\nquery"
    yield Attack("two lengths of a body", _raw(f"{post}{wrong_length}"), ended)
    yield Attack(
        "a length and chunks", _raw(f"{post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), ended
    )
    yield Attack("a negative length", _raw(f"{post}Content-Length: -1\r\n\r\n"), ended)
    yield Attack("a chunk without a size", _raw(f"{chunked}zz\r\nquery\r\n0\r\n\r\n"), ended)
    yield Attack("a chunk of 2^64", _raw(f"{chunked}ffffffffffffffff\r\nquery"), ended)
    yield Attack("no HTTP at all", _raw("\x16\x03\x01\x02\x00\x01\x00\x01\xfc" * 100 + "\r\n\r\n"), ended)
    yield Attack("a wrong Accept of 200 KB", _raw(f"{ask}Accept: {'text/x;q=0.1,' * 15_000}*/*\r\n\r\n"), ended | {406})
    yield Attack("a multipart body without an end", _multipart(), COSTLY | DONE | {415})
    yield Attack("1,000 requests at once", _raw(f"{ask}\r\n" * 1000), ended)
    yield Attack("a header sent byte by byte", _dripped(ask), HELD, costly=True)
    yield Attack("a body that does not come", _dripped(f"{post}Content-Length: 1000\r\n\r\nquery="), HELD, costly=True)
    yield Attack("answers read slowly, six at once", _slow_readers, HELD, costly=True)
    yield Attack("four endless queries at once", _endless_together, HELD, costly=True)
    yield Attack("150 connections that say nothing", _idle, HELD, costly=True)


def _raw(text: str) -> Callable[[Target], Reply]:
    return lambda target: _talk(target, text.encode("latin-1"))


def _talk(target: Target, data: bytes) -> Reply:
    """Send bytes and read one answer, which may come before all is sent."""
    with socket.create_connection((HOST, target.port), timeout=target.seconds + 5) as connection:
        with suppress(OSError):
            connection.sendall(data)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        answer = HTTPResponse(connection)
        try:
            answer.begin()
            return Reply(answer.status, answer.read(), answer.headers.get_content_type())
        except (OSError, HTTPException):
            return Reply(0, whole=False)


def _multipart() -> Callable[[Target], Reply]:
    body = "--b\r\nContent-Disposition: form-data; name=a; filename=a.ttl\r\nContent-Type: text/turtle\r\n\r\n<urn:a> "
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Authorization": f"Bearer {TOKEN}"}
    many = (body * 2000).encode()
    return lambda target: _with(target, lambda client: client.ask("POST", "/data?graph=urn:hostile", many, headers))


def _dripped(text: str) -> Callable[[Target], Reply]:
    """Twenty connections send what they have byte by byte, for as long as a query may take."""

    def send(target: Target) -> Reply:
        connections = [socket.create_connection((HOST, target.port)) for _ in range(20)]
        end = time.monotonic() + target.seconds
        for byte in text.encode() * 1000:
            for connection in connections:
                with suppress(OSError):
                    connection.send(bytes([byte]))
            if time.monotonic() > end:
                break
            time.sleep(0.02)
        for connection in connections:
            connection.close()
        return Reply(0, whole=False)

    return send


def _slow_readers(target: Target) -> Reply:
    """Large answers, taken a kilobyte at a time, or not at all; an ordinary client must get an answer meanwhile."""
    connections = []
    for number in range(6):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect((HOST, target.port))
        query = quote(f"SELECT * {{ ?a ?b ?c FILTER({number} < 9) }} LIMIT 60000")
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        connection.setblocking(False)
        connections.append(connection)
    end = time.monotonic() + target.seconds
    while time.monotonic() < end:
        for connection in connections[::2]:
            with suppress(OSError):
                connection.recv(1024)
        time.sleep(0.05)
    reply = _with(target, lambda client: client.query("ASK {} # beside slow readers"))
    for connection in connections:
        connection.close()
    return reply


def _endless_together(target: Target) -> Reply:
    """More endless queries than there are workers; an ordinary client must get an answer meanwhile."""
    texts = [_product(3, "SELECT (COUNT(*) AS ?n)", f"# {number}") for number in range(4)]
    senders = [
        threading.Thread(target=_with, args=(target, lambda client, text=text: client.query(text))) for text in texts
    ]
    for sender in senders:
        sender.start()
    time.sleep(target.seconds / 5)
    reply = _with(target, lambda client: client.query("ASK {} # beside endless queries"))
    for sender in senders:
        sender.join()
    return reply


def _idle(target: Target) -> Reply:
    """Connections that are opened and left; a new one must be answered all the same."""
    connections = [socket.create_connection((HOST, target.port)) for _ in range(150)]
    time.sleep(0.2)
    with Client(target.port, seconds=target.seconds) as client:
        try:
            reply = client.query("ASK {} # beside idle connections")
        except TimeoutError:
            reply = Reply(504, whole=False)
    for connection in connections:
        connection.close()
    return reply
