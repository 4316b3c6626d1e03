"""The pages: home, and one for every thing; paths are in ``kg.web.paths``. Server-rendered; they need no JavaScript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Redirect

from kg.errors import UsageError
from kg.service import ArticleView, KnowledgeGraph, Named
from kg.service.days import iso_day
from kg.service.forms import view_form
from kg.service.graph import ANY
from kg.service.wishes import MOST_PATHS
from kg.vocabulary import Dip, local_name
from kg.web.api.bounds import check_reasons
from kg.web.state import current_graph, varied
from kg.web.things import page_of

pages = Blueprint("pages", "kg.web", template_folder="templates", static_folder="static")

PERSON, EVENT = (local_name(iri) for iri in (Dip.Person, Dip.Event))
BUSIEST = 5  # tried for a question to begin with
LISTED = 60  # persons and articles on the first page
SUGGESTED = 500  # names offered while typing
_DIGITS = 9  # that any field for numbers may hold


@pages.get("/")
def home() -> str:
    """What the store holds, and where to begin."""
    graph = current_graph()
    persons = _persons(graph)
    return render_template(
        "home.html",
        graph=graph,
        persons=persons,
        articles=graph.reader.articles(),
        facts=len([thing for thing in graph.names.things if thing.kind == EVENT]),
        listed=LISTED,
        **_form(graph, _asked(_begin(graph, persons)), persons),
    )


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    """What a form holds, defaults filled in."""
    asked = {name: given.get(name, "").strip() for name in ("from", "to", "status", "k", "since", "until")}
    return {**asked, "status": asked["status"] or "occurred", "k": asked["k"] or "1"}


def _form(graph: KnowledgeGraph, asked: dict[str, str], persons: Sequence[Named]) -> dict[str, object]:
    """What the form needs; a choice of statuses that has no name of its own is offered as it was asked for."""
    statuses = [*graph.terms.statuses, ANY]
    return {
        "asked": asked,
        "statuses": statuses if asked["status"] in statuses else [asked["status"], *statuses],
        "suggested": [person.name for person in persons[:SUGGESTED]],
        "most": MOST_PATHS,
    }


def _persons(graph: KnowledgeGraph) -> list[Named]:
    """All persons, those with most contacts first; by the alphabet where the network is too large to be held."""
    persons = [thing for thing in graph.names.things if thing.kind == PERSON]
    if graph.is_vast:
        return persons
    return sorted(persons, key=lambda person: (-graph.contacts(person.iri), person.name, person.iri))


@pages.get("/id/<path:name>")
def thing(name: str) -> Response:
    """One person, organization, place, event or article."""
    graph = current_graph()
    found = graph.names.get(f"{graph.reader.base}id/{name}")
    if found is None:
        raise NotFound(f"The store knows nothing of the address id/{name}")
    why = "why" in request.args
    if why and found.kind == EVENT:
        check_reasons(graph)
    view = graph.show(found.iri, why=why)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return varied(jsonify(view_form(view)))
    response = varied(Response(page_of(graph, view)))
    if isinstance(view, ArticleView):  # its text is not for everybody
        response.cache_control.private = True
        response.vary.add("Authorization")
    return response


@pages.get("/entity")
def entity() -> Redirect:
    """From a name as typed to the page of what is meant."""
    graph = current_graph()
    return redirect(local(graph, graph.find(request.args.get("name", "").strip()).iri))


@pages.app_template_filter("local")
def local_filter(iri: str) -> str:
    """The address in this server of a thing of the store."""
    return local(current_graph(), iri)


@pages.app_template_test("day")
def is_day(text: str) -> bool:
    """Whether a field for days may hold a text: a browser drops another, and the reader could not mend it."""
    try:
        iso_day(text)
    except UsageError:
        return False
    return True


@pages.app_template_test("whole")
def is_whole(text: str) -> bool:
    """The same for a field for whole numbers."""
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


@pages.app_template_filter("folded")
def folded(text: str) -> str:
    """White space folded: a sentence may span lines."""
    return " ".join(text.split())


@pages.app_template_filter("capital")
def capital(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def local(graph: KnowledgeGraph, iri: str) -> str:
    """The address in this server of a thing of the store; the IRI itself for anything else."""
    name = iri.removeprefix(f"{graph.reader.base}id/")
    return iri if name == iri else url_for("pages.thing", name=name)


def _begin(graph: KnowledgeGraph, persons: Sequence[Named]) -> dict[str, str]:
    """Two names to begin with: a person with many contacts, and one whom others connect to them."""
    if graph.is_vast:
        return {}
    for number, first in enumerate(persons[:BUSIEST], 1):
        near = graph.next_to(first.iri)
        for other in persons[number:LISTED]:
            linked = other.iri not in near and graph.next_to(other.iri) & near
            if linked and graph.path(first.iri, other.iri).paths:
                return {"from": first.name, "to": other.name}
    return {}
