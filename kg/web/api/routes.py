"""The addresses of the API: from a request to the operation's answer, made once for each generation."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from flask import Blueprint, Response, render_template, request

import kg
from kg.service import KnowledgeGraph
from kg.serving.cache import Key
from kg.serving.starting import Seen
from kg.web import responses
from kg.web.api import exports
from kg.web.api.answers import missing
from kg.web.api.operation import Asked, Operation
from kg.web.api.table import FIXED, all_operations, export_operations, query_operations
from kg.web.negotiation import chosen
from kg.web.parameters import Values, form_asked, read_values
from kg.web.protocol import check_trusted
from kg.web.state import MEGABYTE, room, state, stranger, varied

api = Blueprint("api", "kg.web", url_prefix="/api", template_folder="templates")

_PLACE: Final = re.compile(r"\{(\w+)\}")
_WITH_SLASHES: Final = "id"  # of what stands in a path


@api.get("")
def listed() -> Response:
    """The operations, for people."""
    return varied(Response(render_template("api.html", operations=tuple(all_operations()))))


@api.get("/queries/<name>")
def query(name: str) -> Response:
    """A catalogue query's answer.

    Raises:
        NotFound: when there is none of that name.
    """
    known = query_operations()
    if name not in known:
        raise missing("query", name, known)
    return _answered(known[name])


@api.get("/exports/<form>")
def export(form: str) -> Response:
    """The graph in a form of other tools, as a file.

    Raises:
        NotFound: when there is no such form.
    """
    known = export_operations()
    if form not in known:
        raise missing("export", form, known)
    seen, graph, values, _ = _read(known[form])
    settings = state().settings

    def made() -> exports.File:
        with state().gate.passed(stranger()):
            return exports.made(
                graph, form, values, seconds=settings.query_seconds, size=settings.answer_megabytes * MEGABYTE
            )

    response = responses.sent(seen, _key(known[form], form, values), exports.media_of(form), made)
    response.headers.set("Content-Disposition", "attachment", filename=exports.file_of(form))
    return response


def _answered(operation: Operation, **place: str) -> Response:
    """What an operation answers."""
    answer = operation.answer
    if answer is None:
        raise ValueError(f"{operation.name} is an export, which is sent as a file")
    if operation.trusted:
        check_trusted("Whole texts")
    seen, graph, values, form = _read(operation)
    values.update(place)

    def make() -> bytes:
        with room(graph) if operation.gated else state().gate.charged(stranger()):
            return answer(Asked(graph, values, form))

    media, key = operation.forms[form], _key(operation, form, values)
    response = responses.made(state(), seen, key, media, make, kept=not operation.trusted)
    if operation.trusted:
        response.cache_control.private = True
    return response


def _read(operation: Operation) -> tuple[Seen, KnowledgeGraph, Values, str]:
    """The newest generation, what was told, and the form of the answer."""
    values = read_values(operation.parameters, request.args)
    form = chosen(request.headers.get("Accept", ""), form_asked(), operation.forms)
    return *state().graph.seen(), values, form


def _key(operation: Operation, form: str, values: Values) -> Key:
    """What an answer depends on beside the generation: another version of the program may tell it otherwise."""
    return ("api", kg.__version__, operation.name, form, repr(sorted(values.items())))


def _add(operation: Operation) -> None:
    """The route of an operation."""
    rule = _PLACE.sub(lambda found: f"<{'path:' if found[1] == _WITH_SLASHES else ''}{found[1]}>", operation.path)
    view: Callable[..., Response] = partial(_answered, operation)
    api.add_url_rule(rule, operation.name, view, methods=["GET"])


TRUSTED: Final = frozenset(f"{api.name}.{one.name}" for one in FIXED if one.trusted)
"""Endpoints that no page of another origin reads, whatever the settings."""

for _operation in FIXED:
    _add(_operation)
