"""The SPARQL endpoint: query over GET, POST form and POST direct (SPARQL 1.1 Protocol), answers as JSON, CSV and their kin."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType

from kg.errors import QueryError, UsageError
from kg.service import KnowledgeGraph
from kg.service.media import SHORT, offered
from kg.web.current import CurrentGraph

endpoint = Blueprint("sparql", "kg.web")



@endpoint.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query; without one, the form for a browser."""
    graph: KnowledgeGraph = _current().get()
    query = _query()
    if query is None:
        if request.method == "GET" and request.accept_mimetypes.accept_html:
            return Response(render_template("sparql.html", graph=graph, queries=graph.catalogue.values()))
        raise UsageError("there is no query", mend="Send it as the parameter query.")
    media_types = offered(query)
    media = SHORT.get(request.args.get("format", ""))
    if media not in media_types:
        media = request.accept_mimetypes.best_match(media_types)
    if media is None and request.accept_mimetypes.accept_html:
        media = media_types[0]
    if media is None:
        raise NotAcceptable(f"This query can be answered as {', '.join(media_types)}")
    body = graph.answer(query, media)
    response = Response(body, content_type=f"{media}; charset=utf-8" if media.startswith("text/") else media)
    response.vary.add("Accept")
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _query() -> str | None:
    """The query of a request, or None.

    Raises:
        QueryError: several queries, or one that is not UTF-8.
        UnsupportedMediaType: a body of another type.
    """
    given = request.args.getlist("query")
    if request.method == "POST":
        if request.mimetype == "application/sparql-query":
            try:
                given += [request.get_data().decode("utf-8")]
            except UnicodeDecodeError as error:
                raise QueryError(f"the query is not UTF-8 at byte {error.start}") from error
        elif request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data"):
            given += request.form.getlist("query")
        else:
            raise UnsupportedMediaType("Send a form or application/sparql-query")
    if len(given) > 1:
        raise QueryError("there are several queries in one request", mend="Send one.")
    return given[0] if given else None


def _current() -> CurrentGraph:
    """The application's store."""
    current: CurrentGraph = current_app.extensions["kg"]
    return current
