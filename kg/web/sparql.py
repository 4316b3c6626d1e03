"""The SPARQL endpoint: query over GET, POST form and POST direct (SPARQL 1.1 Protocol).

No cross-origin header is sent: on loopback it would let every page a browser visits read the store.
"""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType

from kg.errors import QueryError, UsageError
from kg.service import KnowledgeGraph
from kg.service.media import SHORT, offered
from kg.vocabulary import PREFIXES
from kg.web.current import current_graph, varied
from kg.web.statuses import status_of

endpoint = Blueprint("sparql", "kg.web")

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
PREFIX_LINES = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("dip", "rdfs"))
FIRST = """SELECT ?label ?date WHERE {
  ?event a dip:Event ; rdfs:label ?label ; dip:status dip:occurred .
  OPTIONAL { ?event dip:date ?date }
} ORDER BY ?date LIMIT 50"""
DATASET = ("default-graph-uri", "named-graph-uri")  # of the protocol; the query itself says FROM here


@endpoint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query; without one, the form for a browser."""
    graph = current_graph()
    query = _query()
    browser = request.method != "POST" and "text/html" in request.accept_mimetypes.values()
    if query is None:
        if browser:
            return varied(_editor(graph))
        raise UsageError("there is no query", mend="Send it as the parameter query.")
    media = _media_type(query)
    try:
        answer = graph.answer(query, media)
    except QueryError as error:
        if browser:
            return varied(_editor(graph, query, error))
        raise
    return varied(Response(answer, content_type=f"{media}; charset=utf-8" if media.startswith("text/") else media))


def _editor(graph: KnowledgeGraph, query: str = "", error: QueryError | None = None) -> Response:
    """The form, with the query that went wrong."""
    page = render_template(
        "sparql.html",
        graph=graph,
        queries=graph.catalogue.values(),
        query=query or f"{PREFIX_LINES}{FIRST}",
        formats=list(SHORT),
        asked=request.args.get("format", "csv"),
        problem=error.message if error else "",
    )
    return Response(page, status_of(error) if error else HTTPStatus.OK)


def _media_type(query: str) -> str:
    """What the answer is written as: the parameter ``format``, else what the client would rather have.

    Raises:
        NotAcceptable: names what the query can be answered as.
    """
    offers = offered(query)
    asked = request.values.get("format", "")
    if asked:
        media = SHORT.get(asked) if SHORT.get(asked) in offers else None
    elif not request.accept_mimetypes or request.accept_mimetypes.accept_html:
        media = request.accept_mimetypes.best_match(offers) or offers[0]
    else:
        media = request.accept_mimetypes.best_match(offers)
    if media is None:
        raise NotAcceptable(f"This query can be answered as {', '.join(offers)}")
    return media


def _query() -> str | None:
    """The query of a request, or None.

    Raises:
        QueryError: several queries, one that is not UTF-8, or a dataset given beside it.
        UnsupportedMediaType: a body of another type.
    """
    given = request.args.getlist("query")
    if request.method == "POST":
        if request.mimetype == "application/sparql-query":
            try:
                given += [request.get_data().decode("utf-8")]
            except UnicodeDecodeError as error:
                raise QueryError(f"the query is not UTF-8 at byte {error.start}") from error
        elif request.mimetype in FORM_TYPES:
            given += request.form.getlist("query")
        else:
            raise UnsupportedMediaType("Send a form or application/sparql-query")
    if len(given) > 1:
        raise QueryError("there are several queries in one request", mend="Send one.")
    if any(name in request.values for name in DATASET):
        raise QueryError("the dataset is given beside the query", mend="Name graphs by FROM and GRAPH in the query.")
    return given[0] if given else None
