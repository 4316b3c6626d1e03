"""The SPARQL endpoint (SPARQL 1.1 Protocol): queries at ``/sparql``, updates at ``/update``, graphs at ``/data``.

No cross-origin header is sent unless a setting says so: on loopback it would let every page a browser visits read the
store.
"""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from kg.catalogue import load_catalogue
from kg.errors import KgError, QueryError
from kg.serving.answers import GRAPHS
from kg.vocabulary import PREFIXES
from kg.web import responses
from kg.web.metrics import Outcome
from kg.web.negotiation import SHORT, accepted, prefers_page
from kg.web.observing import outcome_of, trace
from kg.web.parameters import OF_A_GRAPH, check_coding, check_names, form_asked
from kg.web.protocol import address, check_iri, read_query, read_update, seconds_asked, tags, writer_name
from kg.web.state import state, varied
from kg.web.statuses import status_of

endpoint = Blueprint("sparql", "kg.web")

PREFIX_LINES = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("dip", "rdfs"))
FIRST = """SELECT ?label ?date WHERE {
  ?event a dip:Event ; rdfs:label ?label ; dip:status dip:occurred .
  OPTIONAL { ?event dip:date ?date }
} ORDER BY ?date LIMIT 50"""
_DEFAULT = "DEFAULT"  # what the default graph is called in the log
_MULTIPART = "multipart/form-data"
_NOT_UTF8 = "\ufffd".encode()  # what stands for it in a field when it has been read
_FIELD_MEDIA = "text/turtle"  # of a part without a file name, whose type is not handed on


@endpoint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query; without one, the form for a browser and the service description for anyone else."""
    asked = read_query()
    accept, form = request.headers.get("Accept", ""), form_asked()
    browser = request.method != "POST" and prefers_page(accept)
    if asked is None:
        return varied(_editor()) if browser else _description(form)
    trace().query = asked.text
    try:
        return responses.answer(
            state(),
            {
                "operation": "query",
                "query": asked.text,
                "address": address(),
                "default_graphs": list(asked.default_graphs),
                "named_graphs": list(asked.named_graphs),
            },
            accepted(accept, form),
            seconds=seconds_asked(),
        )
    except QueryError as error:
        if browser:
            trace().outcome = outcome_of(error)
            return varied(_editor(asked.text, error))
        raise


def _description(form: str) -> Response:
    """The service description with statistics (SPARQL 1.1 Service Description; VoID)."""
    if request.method == "POST":
        raise QueryError("there is no query", mend="Send it as the parameter query, or as the body.")
    update = url_for("sparql.update", _external=True) if state().tokens else ""
    asked: responses.Request = {"operation": "describe", "endpoint": request.base_url, "update": update}
    return responses.answer(state(), asked, accepted(request.headers.get("Accept", ""), form))


def _editor(query: str = "", error: KgError | None = None) -> Response:
    """The form, with the query that went wrong.

    Raises:
        StoreMissingError: when the store was taken away.
    """
    state().processes.pool.generation()
    page = render_template(
        "sparql.html",
        queries=load_catalogue().values(),
        query=query or f"{PREFIX_LINES}{FIRST}",
        formats=list(SHORT),
        asked=request.args.get("format", "csv"),
        problem=str(error).rstrip(".") if error else "",
    )
    return Response(page, status_of(error) if error else HTTPStatus.OK)


@endpoint.post("/update")
def update() -> Response:
    """Make an update (SPARQL 1.1 Update); 204 when readers see it."""
    author = _author()
    asked = read_update()
    trace().operations = ("UPDATE",)
    told = _write(
        author,
        {
            "operation": "update",
            "update": asked.text,
            "address": request.base_url,
            "using": list(asked.default_graphs),
            "using_named": list(asked.named_graphs),
        },
    )
    return _written(HTTPStatus.NO_CONTENT, told)


@endpoint.route("/data", defaults={"name": ""}, methods=["GET", "PUT", "POST", "DELETE"])
@endpoint.route("/data/<path:name>", methods=["GET", "PUT", "POST", "DELETE"])
def data(name: str) -> Response:
    """Read or write a whole graph (SPARQL 1.1 Graph Store HTTP Protocol).

    ``?default`` and ``?graph=IRI`` name it; any address below ``/data/`` is itself the name of a graph. Conditions of a
    write are judged by the writer, who holds the lock.
    """
    if request.method in ("GET", "HEAD"):
        check_names(request.args, OF_A_GRAPH)
        asked: responses.Request = {"operation": "graph", "graph": _graph(name)}
        return responses.answer(state(), asked, accepted(request.headers.get("Accept", ""), form_asked()))
    author = _author()
    trace().operations = (request.method,)
    check_names(request.args, OF_A_GRAPH)
    check_coding()
    made = request.method == "POST" and not name and not request.args
    graph = f"{request.base_url}/{uuid.uuid4()}" if made else _graph(name)
    trace().graphs = (graph or _DEFAULT,)
    body, parts = (b"", []) if request.method == "DELETE" else _documents()
    told = _write(
        author,
        {
            "operation": request.method.lower(),
            "graph": graph,
            "address": request.base_url,
            "parts": parts,
            "match": tags("If-Match"),
            "none_match": tags("If-None-Match"),
        },
        body,
    )
    response = _written(HTTPStatus.CREATED if told["created"] else HTTPStatus.NO_CONTENT, told)
    if made and graph:
        response.headers["Location"] = graph
    return response


def _author() -> str:
    """Who writes; an attempt without a right to is written down too."""
    trace().operations, trace().outcome = (request.path.split("/")[1].upper(),), Outcome.REFUSED
    return writer_name(state().tokens)


def _write(author: str, told: dict[str, object], body: bytes = b"") -> dict[str, Any]:
    """Have a write made, and note what became of it."""
    known = trace()
    known.token = author
    written = state().write(told, body, _learn)
    known.outcome, known.generation = Outcome.OK, written["generation"]
    return written


def _learn(known: dict[str, Any]) -> None:
    """Note what an update was found to do."""
    noted = trace()
    noted.operations, noted.graphs = tuple(known["operations"]), tuple(known["graphs"])
    noted.more_operations, noted.more_graphs = known.get("more_operations"), known.get("more_graphs")


def _graph(name: str) -> str | None:
    """IRI of the graph that a request is about; None for the default graph.

    Raises:
        QueryError: when it names none, or two.
    """
    named, default = request.args.getlist("graph"), "default" in request.args
    if name:
        if named or default:
            raise QueryError("the graph is named twice", mend="Send its address, or a parameter.")
        return request.base_url
    if len(named) + default != 1:
        raise QueryError("no graph is named, or several", mend="Send ?default or ?graph=IRI.")
    if default:
        return None
    check_iri(named[0], "graph")
    return named[0]


def _documents() -> tuple[bytes, list[tuple[str, int, int]]]:
    """The documents of a request: bytes, and of each its media type with its place in them.

    Raises:
        UnsupportedMediaType: when one has no media type, or one that is not read.
        QueryError: when one sent without a file's name is not UTF-8.
    """
    if request.mimetype != _MULTIPART:
        body = request.get_data()
        return body, [(_media(request.mimetype), 0, len(body))]
    pieces: list[bytes] = []
    parts: list[tuple[str, int, int]] = []
    place = 0
    files = [(_media(file.mimetype), file.read()) for _, file in request.files.items(multi=True)]
    fields = [(_FIELD_MEDIA, value.encode()) for _, value in request.form.items(multi=True)]
    if any(_NOT_UTF8 in piece for _, piece in fields):
        raise QueryError("a field of the form is not UTF-8", mend="Send the document as a file.")
    for media, piece in (*files, *fields):
        parts.append((media, place, place + len(piece)))
        pieces.append(piece)
        place += len(piece)
    return b"".join(pieces), parts


def _media(given: str) -> str:
    if not given:
        raise UnsupportedMediaType("A document needs a Content-Type, for example text/turtle")
    if given not in GRAPHS:
        raise UnsupportedMediaType(f"{given[:80]} is no RDF format that is known here: send {', '.join(GRAPHS)}")
    return given


def _written(status: HTTPStatus, told: dict[str, object]) -> Response:
    """That it was, and the generation that holds it."""
    response = Response(status=status)
    del response.headers["Content-Type"]  # there is nothing
    response.headers["Demarche-Generation"] = str(told["generation"])
    return response
