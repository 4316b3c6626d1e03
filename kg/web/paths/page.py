"""The view of the page of paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from typing import Final

from flask import Response, jsonify, redirect, render_template, request

from kg.analysis.connecting import Connection
from kg.analysis.network import Fact
from kg.analysis.paths import PathAnswer
from kg.errors import AmbiguousNameError, KgError, SizeLimitError, UnknownNameError, UsageError
from kg.service import KnowledgeGraph
from kg.service.forms import (
    answer_events,
    connection_form,
    counted_sentences,
    expansion_lines,
    path_form,
    removed_lines,
    reservations,
)
from kg.service.graph import ANY
from kg.service.lookup import ENTITIES, PERSON
from kg.service.views import Evidence
from kg.web.api.answers import connect_call, path_call
from kg.web.api.bounds import check_held
from kg.web.api.wishes import PATHS
from kg.web.pages import pages
from kg.web.parameters import Values
from kg.web.paths.question import NAMING, Question
from kg.web.paths.telling import Telling, callable_name, chips, connection_net, connection_steps, connection_ways
from kg.web.state import current_graph, room, varied
from kg.web.statuses import status_of

_OFFERED: Final = 500  # names, while typing
_ALWAYS: Final = ("from", "to", "status", "since", "until", "k")  # fields that are always seen


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer.

    Attributes:
        message, mend: to be told. fields: names and values at which it lies.
        names: that may be meant instead, each with the address that asks so.
    """

    message: str
    mend: str = ""
    fields: frozenset[tuple[str, str]] = frozenset()
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What fields offer while somebody types: names of persons, of what events are in or with, and outlets."""

    persons: tuple[str, ...]
    surroundings: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(slots=True)
class _Outcome:
    """What became of a question."""

    paths: PathAnswer | None = None
    connection: Connection | None = None
    problem: Problem | None = None
    status: HTTPStatus = field(default=HTTPStatus.OK)


@pages.app_template_filter("callable_name")
def callable_filter(iri: str) -> str:
    """What a thing can be asked for by."""
    return callable_name(current_graph(), iri)


@pages.app_template_filter("counted_sentences")
def counted_filter(fact: Fact, evidence: Mapping[str, Sequence[Evidence]]) -> tuple[Evidence, ...]:
    """A fact's sentences that count."""
    return counted_sentences(fact, evidence)


@pages.get("/paths")
def paths() -> Response:
    """Who connects persons: ``from`` and ``to``, and every filter of ``/api/paths``; see ``Question``.

    Several ``from`` and no ``to`` ask what connects all of them. The whole question is in the address, in one form
    alone, so that the answer can be sent on as a link; ``generation`` in it tells when the data has changed since.
    """
    graph = current_graph()
    question = Question.of(request.args)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return varied(_as_json(graph, question))
    outcome = _answered(graph, question)
    sent = [pair for pair in request.args.items(multi=True) if pair[0] != "generation"]
    if outcome.problem is None and sent != list(question.pairs):
        return varied(_elsewhere(question))
    telling = Telling(graph, question, outcome.paths) if outcome.paths else None
    page = render_template(
        "paths.html",
        graph=graph,
        question=question,
        outcome=outcome,
        answer=outcome.paths,
        telling=telling,
        steps=connection_steps(graph, outcome.connection) if outcome.connection else [],
        ways=connection_ways(question, outcome.connection) if outcome.connection else [],
        kept_out=removed_lines(graph, outcome.connection) if outcome.connection else [],
        net=connection_net(graph, outcome.connection) if outcome.connection else None,
        evidence=graph.evidence(_events(outcome)),
        expansion=[*reservations(outcome.paths.question), *expansion_lines(graph, outcome.paths)]
        if outcome.paths
        else [],
        chips=chips(graph, question),
        rare=[name for name, _ in question.filters if name not in _ALWAYS],
        changed=question.generation and question.generation != str(graph.generation),
        offered=_offered(graph),
        parameters={one.name: one for one in PATHS},
        statuses=_statuses(graph, question),
    )
    return varied(Response(page, outcome.status))


def _answered(graph: KnowledgeGraph, question: Question) -> _Outcome:
    """The answer, or what is wrong with the question."""
    try:
        values = question.read(request.args)
        if not question.is_whole:
            return _Outcome(problem=_lacking(question))
        found = _ask(graph, question, values)
    except (UsageError, SizeLimitError) as error:
        return _Outcome(problem=_problem(question, error), status=status_of(error))
    if isinstance(found, Connection):
        return _Outcome(connection=found)
    return _Outcome(paths=found)


def _ask(graph: KnowledgeGraph, question: Question, values: Values) -> PathAnswer | Connection:
    """As the operations of the API do.

    Raises:
        KgError: as those.
    """
    if not question.is_connection:
        sources, targets, wishes = path_call(values)
        with room(graph):
            return graph.path(sources, targets, **wishes)
    check_held(graph, "kg connect")
    with room(graph):
        names, wanted = connect_call(values)
        return graph.connect(names, **wanted)


def _as_json(graph: KnowledgeGraph, question: Question) -> Response:
    """The answer for a program.

    Raises:
        KgError: what is wrong with the question.
    """
    values = question.read(request.args)
    if not question.is_whole:
        raise UsageError("there are not two names", mend="Send the parameters from and to.")
    found = _ask(graph, question, values)
    if isinstance(found, Connection):
        return jsonify(connection_form(graph, found))
    return jsonify(path_form(graph, found))


def _elsewhere(question: Question) -> Response:
    """To the one address of a question."""
    generation = int(question.generation) if question.generation else None
    answer = redirect(question.address(generation), HTTPStatus.FOUND)
    return Response(answer.get_data(), answer.status_code, answer.headers)


def _lacking(question: Question) -> Problem | None:
    """What a question needs that is none yet; nothing where nobody has asked."""
    if not question.pairs:
        return None
    lacks = "to" if question.values("from") else "from"
    return Problem("name one person more, and you are told who connects them", fields=frozenset([(lacks, "")]))


def _problem(question: Question, error: KgError) -> Problem:
    """Where a question is wrong, and what may be meant."""
    if not isinstance(error, UnknownNameError | AmbiguousNameError):
        wrong = frozenset(pair for pair in question.pairs if repr(pair[1]) in error.message)
        return Problem(error.message, error.mend, wrong)
    names = error.nearest if isinstance(error, UnknownNameError) else error.choices
    wrong = frozenset(pair for pair in question.pairs if pair[0] in NAMING and pair[1] == error.name)
    offered = tuple((name, question.replaced(error.name, name).place()) for name in names)
    return Problem(error.message, "" if offered else error.mend, wrong, offered)


def _events(outcome: _Outcome) -> list[str]:
    """IRIs of all events that are told."""
    if outcome.paths:
        return answer_events(outcome.paths)
    hops = outcome.connection.hops if outcome.connection else ()
    return sorted({fact.event for hop in hops for fact in hop.facts})


def _statuses(graph: KnowledgeGraph, question: Question) -> list[str]:
    """The statuses to choose from; a choice that has no name of its own is offered as it was asked for."""
    known = [*graph.terms.statuses, ANY]
    asked = question.value("status", "occurred")
    return known if asked in known else [asked, *known]


@lru_cache(maxsize=1)
def _offered(graph: KnowledgeGraph) -> Offered:
    """Names of one generation, persons with most contacts first; of what is too large to be held, by the alphabet."""
    things = graph.names.things
    persons = [thing for thing in things if thing.kind == PERSON]
    if not graph.is_vast:
        persons.sort(key=lambda person: (-graph.contacts(person.iri), person.name, person.iri))
    others = [thing.name for thing in things if thing.kind in ENTITIES and thing.kind != PERSON]
    return Offered(
        tuple(person.name for person in persons[:_OFFERED]),
        tuple(dict.fromkeys(others[:_OFFERED])),
        () if graph.is_vast else tuple(sorted(graph.outlets())[:_OFFERED]),
    )
