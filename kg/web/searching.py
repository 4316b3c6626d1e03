"""The page behind the search box: a name's page at once, else a question's answer, names and sentences."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from kg.search import Sentences
from kg.service import KnowledgeGraph, Named
from kg.service.asking import Answer
from kg.service.forms import answer_form, sentences_form
from kg.web.pages import local
from kg.web.state import current_graph, state, stranger, varied

searching = Blueprint("searching", "kg.web", template_folder="templates")

NAMES = 20  # on a page
SENTENCES = 50
FACTS = 100


@searching.get("/search")
def search() -> Response:
    """What is called so, the answer where ``q`` is a question, and the sentences that hold its words.

    The sentences come first where the answer left words out and is of nobody by name: "peace talks".

    Raises:
        OverBudgetError: when a stranger has used up its time.
    """
    with state().gate.charged(stranger()):
        return _found(current_graph())


def _found(graph: KnowledgeGraph) -> Response:
    """The page, or the same for a program."""
    typed = request.args.get("q", "").strip()
    as_json = request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
    names, near = _names(graph, typed)
    if len(names) == 1 and not near and not as_json:
        return varied(_moved(local(graph, names[0].iri)))
    answer, problem, choices = _answer(graph, typed)
    if answer and answer.path and not as_json:
        return varied(_moved(f"{url_for('pages.paths')}?{urlencode(answer.understood.values)}"))
    sentences, refused = _sentences(graph, typed)
    if as_json:
        return varied(
            jsonify(
                answer=answer_form(graph, answer) if answer else None,
                names=[{"id": thing.iri, "kind": thing.kind, "name": thing.name} for thing in names],
                found=sentences_form(graph, sentences) if sentences else None,
                problem=problem if not answer else "",
            )
        )
    page = render_template(
        "search.html",
        graph=graph,
        typed=typed,
        answer=answer,
        names=names,
        near=() if answer else tuple(dict.fromkeys((*choices, *near))),
        sentences=sentences,
        problem=problem if typed and not (answer or names or (sentences and sentences.hits)) else "",
        refused=refused,
        facts=FACTS,
        words_first=bool(answer and answer.understood.unused and not answer.understood.things),
    )
    return varied(Response(page))


def _moved(address: str) -> Response:
    """Elsewhere."""
    return Response(status=HTTPStatus.FOUND, headers={"Location": address})


def _names(graph: KnowledgeGraph, typed: str) -> tuple[tuple[Named, ...], tuple[str, ...]]:
    """The one thing called so, else those whose names hold the words; and names that are near."""
    if not typed:
        return (), ()
    try:
        return (graph.find(typed),), ()
    except AmbiguousNameError as error:
        return graph.names.search(typed, limit=NAMES), error.choices
    except UnknownNameError as error:
        return graph.names.search(typed, limit=NAMES), error.nearest


def _answer(graph: KnowledgeGraph, typed: str) -> tuple[Answer | None, str, tuple[str, ...]]:
    """The answer to a question; else why there is none, and names that may be meant."""
    if not typed:
        return None, "", ()
    try:
        return graph.ask(typed), "", ()
    except AmbiguousNameError as error:
        return None, error.message, error.choices
    except UnknownNameError as error:
        return None, error.message, error.nearest
    except UsageError as error:
        return None, f"{error.message}. {error.mend}", ()


def _sentences(graph: KnowledgeGraph, typed: str) -> tuple[Sentences | None, str]:
    """Sentences that hold the words; else why they could not be looked for."""
    try:
        return (graph.search(typed, limit=SENTENCES), "") if typed else (None, "")
    except UsageError as error:
        return None, f"{error.message}. {error.mend}"
