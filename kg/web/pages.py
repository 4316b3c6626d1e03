"""The pages: home, paths, and one for every thing. Server-rendered; they need no JavaScript."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Redirect

from kg.errors import AmbiguousNameError, UnknownNameError
from kg.service import ArticleView, EntityView, EventView, KnowledgeGraph
from kg.service.forms import answer_events, path_form, view_form
from kg.service.graph import ANY
from kg.web.current import CurrentGraph

pages = Blueprint("pages", "kg.web", template_folder="templates", static_folder="static")

TEMPLATES = {EventView: "event.html", EntityView: "entity.html", ArticleView: "article.html"}
MOST_PATHS = 20  # on a page


@pages.get("/")
def home() -> str:
    """What the store holds, and where to begin."""
    graph = _graph()
    persons = [thing for thing in graph.names.things if thing.kind == "Person"]
    busiest = sorted(persons, key=lambda person: (-graph.network.graph.degree(person.iri), person.name))
    return render_template(
        "home.html",
        graph=graph,
        persons=persons,
        busiest=busiest[:2],
        articles=graph.reader.articles(),
        facts=len([thing for thing in graph.names.things if thing.kind == "Event"]),
    )


@pages.get("/paths")
def paths() -> Response | str:
    """Who connects two persons. ``from``, ``to``, ``status``, ``k``, ``since``, ``until``; the whole answer is in the address."""
    graph = _graph()
    asked = {name: request.args.get(name, "").strip() for name in ("from", "to", "status", "k", "since", "until")}
    asked["status"] = asked["status"] or "occurred"
    count = int(asked["k"]) if asked["k"].isdecimal() else 1
    problem: dict[str, object] = {}
    answer = None
    if asked["from"] and asked["to"]:
        try:
            answer = graph.path(
                asked["from"],
                asked["to"],
                status=asked["status"],
                count=min(max(count, 1), MOST_PATHS),
                since=asked["since"],
                until=asked["until"],
            )
        except (UnknownNameError, AmbiguousNameError) as error:
            problem = {"message": error.message, "field": "from" if error.name == asked["from"] else "to"}
            problem["names"] = error.nearest if isinstance(error, UnknownNameError) else error.choices
    if answer and request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(path_form(graph, answer))
    return render_template(
        "paths.html",
        graph=graph,
        asked=asked,
        answer=answer,
        problem=problem,
        evidence=graph.evidence(answer_events(answer)) if answer else {},
        statuses=[*sorted(graph.terms.statuses), ANY],
        persons=[thing.name for thing in graph.names.things if thing.kind == "Person"],
    )


@pages.get("/id/<path:name>")
def thing(name: str) -> Response | str:
    """One person, organization, place, event or article."""
    graph = _graph()
    found = graph.names.get(f"{graph.reader.base}id/{name}")
    if found is None:
        raise NotFound(f"The store knows nothing of the address id/{name}")
    view = graph.show(found.iri, why="why" in request.args)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(view_form(view))
    return render_template(TEMPLATES[type(view)], graph=graph, view=view)


@pages.get("/entity")
def entity() -> Redirect:
    """From a name as typed to the page of what is meant."""
    graph = _graph()
    return redirect(local(graph, graph.find(request.args.get("name", "").strip()).iri))


@pages.app_template_filter("local")
def local_filter(iri: str) -> str:
    """The address in this server of a thing of the store."""
    return local(_graph(), iri)


@pages.app_template_filter("sentence")
def sentence(text: str) -> str:
    """White space folded: a sentence may span lines."""
    return " ".join(text.split())


def local(graph: KnowledgeGraph, iri: str) -> str:
    """The address in this server of a thing of the store; the IRI itself for anything else."""
    name = iri.removeprefix(f"{graph.reader.base}id/")
    return iri if name == iri else url_for("pages.thing", name=name)


def _graph() -> KnowledgeGraph:
    """The newest generation."""
    current: CurrentGraph = current_app.extensions["kg"]
    return current.get()
