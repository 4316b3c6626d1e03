"""The page of one thing: what its template needs beside the view."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from flask import render_template, request, url_for

from kg.service import ArticleView, EntityView, EventView, KnowledgeGraph
from kg.service.views import EventLine, Evidence, Link, PositionLine, View
from kg.vocabulary import Dip, local_name
from kg.web.parameters import Parameter, Values, read_values
from kg.web.protocol import is_trusted
from kg.web.things.marks import Span, anchor, marked, paragraphs
from kg.web.things.paging import part_of
from kg.web.things.reports import history, sources_of
from kg.web.things.strip import days_of, draw_strip, outlines

EVENTS, CONTACTS, ARTICLES = 100, 50, 50  # of a list at a time
NEAREST: Final = 24  # others in the picture of a person's contacts
_FARTHEST: Final = 1_000_000

PARAMETERS: Final = (
    Parameter("why", "Tell why an event's claims are one event.", default=""),
    Parameter("events", "Which page of the events.", "number", least=1, most=_FARTHEST, default=1),
    Parameter("contacts", "Which page of the persons in contact.", "number", least=1, most=_FARTHEST, default=1),
    Parameter("articles", "Which page of the articles.", "number", least=1, most=_FARTHEST, default=1),
    Parameter("generation", "The generation that a link was made from.", "number"),
)
"""Of a thing's address, in the order in which a canonical address has them."""

_TEMPLATES: Final = {EventView: "event.html", EntityView: "entity.html", ArticleView: "article.html"}
_PERSON: Final = local_name(Dip.Person)


def page_of(graph: KnowledgeGraph, view: View) -> str:
    """The page of a thing.

    Args:
        graph: of one generation.
        view: of the thing.

    Raises:
        UsageError: for a parameter that is none, or a page behind the last.
    """
    values = read_values(PARAMETERS, request.args)
    own = {
        EventView: _event,
        EntityView: _entity,
        ArticleView: _article,
    }[type(view)]
    return render_template(
        _TEMPLATES[type(view)],
        graph=graph,
        view=view,
        values=values,
        name=view.iri.removeprefix(f"{graph.reader.base}id/"),
        at=_address(graph, view, values),
        anchor=anchor,
        **own(graph, view, values),  # type: ignore[operator]
    )


def _address(graph: KnowledgeGraph, view: View, values: Values) -> Any:
    """Makes addresses of this page: what is asked for, defaults left out, in fixed order."""
    name = view.iri.removeprefix(f"{graph.reader.base}id/")

    def at(place: str = "", **changes: object) -> str:
        wanted = {**values, "generation": None, **changes}
        told = {one.name: wanted.get(one.name) for one in PARAMETERS if wanted.get(one.name) not in (one.default, None)}
        return url_for("pages.thing", name=name, **told, _anchor=place or None)

    return at


def _event(graph: KnowledgeGraph, view: EventView, _values: Values) -> dict[str, object]:
    origins = graph.details.origins([item.article for item in view.evidence])
    return {"sources": sources_of(view, origins), "history": history(view)}


def _entity(graph: KnowledgeGraph, view: EntityView, values: Values) -> dict[str, object]:
    thing = graph.names.get(view.iri)
    person = thing is not None and thing.kind == _PERSON
    shapes = outlines({graph.terms.label(iri): iri in graph.terms.happened for iri in graph.terms.statuses.values()})
    events = part_of(view.events, values["events"], EVENTS, name="events")
    others = graph.details.counterparts(view.iri) if person else ()
    return {
        "person": person,
        "network": not person and (graph.is_vast or graph.connects_anybody(concerning=[view.iri])),
        "positions": [(position, _reported(position)) for position in view.positions],
        "strip": draw_strip(view.events, shapes),
        "shapes": shapes,
        "events": events,
        "years": [(year, list(lines)) for year, lines in groupby(events.items, key=_year)],
        "contacts": part_of(others, values["contacts"], CONTACTS, name="contacts"),
        "articles": part_of(view.mentions, values["articles"], ARTICLES, name="articles"),
        "portrait": graph.portrait(view.iri, most=NEAREST) if others else None,
    }


def _year(line: EventLine) -> str:
    """The year of an event; empty where none is told."""
    days = days_of(line.dates)
    return str(days[0].year) if days else ""


def _reported(position: PositionLine) -> tuple[str, str]:
    """From when to when a position is reported; empty where no article is dated."""
    days = sorted(item.published for item in position.evidence if item.published)
    return (days[0], days[-1]) if days else ("", "")


def _article(graph: KnowledgeGraph, view: ArticleView, _values: Values) -> dict[str, object]:
    sentences: dict[Span, list[int]] = {}
    quotes: dict[Span, str] = {}
    for number, (_, items) in enumerate(view.events, 1):
        for item in items:
            span = (item.start, item.end)
            quotes[span] = item.quote
            if number not in sentences.setdefault(span, []):
                sentences[span].append(number)
    text = graph.reader.text(view.digest) if is_trusted() else None
    excerpts = paragraphs(text) if text else [(start, quotes[start, end]) for start, end in sorted(quotes)]
    return {
        "whole": bool(text),
        "trusted": is_trusted(),
        "paragraphs": marked(excerpts, sentences, graph.details.mentions(view.iri)),
        "facts": [(number, line, _once(items)) for number, (line, items) in enumerate(view.events, 1)],
        "origin": _origin(graph, view.iri),
    }


def _once(items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Each sentence once."""
    return tuple({(item.start, item.end, item.status): item for item in reversed(items)}.values())[::-1]


def _origin(graph: KnowledgeGraph, article: str) -> Link | None:
    """The article that this one is a copy of."""
    found = graph.details.origins([article]).get(article)
    return Link(found, graph.label(found)) if found else None
