"""A question's answer: what it became, the facts found, and their sentences."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, Unpack

from kg.analysis.paths import PathAnswer
from kg.catalogue import Column, Query
from kg.edtf import EdtfError, bounds
from kg.errors import UsageError
from kg.service.asking.reading import Understander, Understood
from kg.service.asking.shapes import COMMON, PATH
from kg.service.lookup import PERSON, PLACES, Named, NameIndex
from kg.service.rows import readable
from kg.service.views import Evidence
from kg.service.wishes import PathWishes
from kg.store import Solutions
from kg.store.terms import Terms, plain_value

_USUAL: Final = "occurred"
_EVENT: Final = "event"  # the column of the catalogue queries that holds one
_LISTED: Final = 8  # names in a summary
_TOLD: Final = 3  # events of another status that are named
_WHO: Final = "person"  # the column of the common contacts
_CARRIED: Final = {"type": "type", "at": "in", "status": "status", "since": "since", "until": "until"}
"""Conditions of the common contacts, each with the option of ``kg path`` that keeps it."""
_DAYS: Final = ("since", "until")
_ACTION: Final = "action"  # the column of what was done by an event


class Asked(Protocol):
    """What a question is asked of: as much of ``kg.service.KnowledgeGraph`` as answering takes."""

    @property
    def understander(self) -> Understander: ...  # noqa: D102 - as of KnowledgeGraph, all of them
    @property
    def catalogue(self) -> Mapping[str, Query]: ...  # noqa: D102
    @property
    def names(self) -> NameIndex: ...  # noqa: D102
    def find(self, name: str, *, kinds: Sequence[str] = ()) -> Named: ...  # noqa: D102
    def label(self, iri: str) -> str: ...  # noqa: D102
    def path(  # noqa: D102
        self, source: str | Sequence[str], target: str | Sequence[str], **wishes: Unpack[PathWishes]
    ) -> PathAnswer: ...
    def contacts(self, iri: str) -> int: ...  # noqa: D102
    def query(self, name: str, values: Mapping[str, Sequence[str]] | None = None) -> Solutions: ...  # noqa: D102
    @property
    def terms(self) -> Terms: ...  # noqa: D102
    def evidence(self, subjects: Sequence[str]) -> dict[str, tuple[Evidence, ...]]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Fact:
    """An event that answers, and what the query tells of it.

    Attributes:
        event: IRI. values: by column, each once, in the order found.
        evidence: the sentences.
    """

    event: str
    label: str
    values: Mapping[str, tuple[str, ...]]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was answered.

    Attributes:
        understood: what it became.
        summary: in a line.
        columns: of the query. rows: as people read them; of a query that tells of no events these are the answer.
        facts: the events found.
        path: of a question for a path, its answer.
    """

    question: str
    understood: Understood
    summary: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    facts: tuple[Fact, ...] = ()
    path: PathAnswer | None = None

    @property
    def found(self) -> bool:
        """Whether there is anything."""
        return bool(self.path.paths if self.path else self.rows)


def answer_question(graph: Asked, question: str) -> Answer:
    """Understand and answer; see ``KnowledgeGraph.ask`` for what it raises."""
    understood = graph.understander.understand(question)
    values = {**understood.values, **understood.things}
    if understood.query == PATH:
        path = graph.path(values["from"], values["to"], since=values.get("since", ""), until=values.get("until", ""))
        return Answer(question, understood, "", path=path)
    columns = graph.catalogue[understood.query].columns
    raw = _rows(graph, understood.query, values)
    names = [column.name for column in columns]
    if _EVENT in names:
        raw = _picked(raw, columns, understood.pick)
    rows = tuple(readable(graph, columns, row) for row in raw)
    answer = Answer(question, understood, "", columns, rows)
    if _EVENT in names:
        events = [row[names.index(_EVENT)] for row in raw]
        answer = replace(answer, facts=_facts(graph, events, columns, rows))
    if not rows:
        return replace(answer, summary=_otherwise(graph, understood, values) or _nothing(graph, understood, values))
    return replace(answer, summary=_summary(answer))


def _rows(graph: Asked, query: str, values: Mapping[str, str]) -> list[tuple[str, ...]]:
    found = graph.query(query, {name: [value] for name, value in values.items()}).rows
    return [tuple(map(plain_value, row)) for row in found]


def _otherwise(graph: Asked, understood: Understood, values: Mapping[str, str]) -> str:
    """What there is with a status that was not asked for, in a line; empty for nothing, or where all were."""
    query = graph.catalogue[understood.query]
    status = next((parameter for parameter in query.parameters if parameter.kind == "status"), None)
    if status is None:
        return ""
    asked = values.get(status.name) or ",".join(part.partition(":")[2] for part in status.default.split())
    others = [key for key in graph.terms.statuses if key not in asked.split(",")] if asked.strip(",") else []
    event = next((index for index, column in enumerate(query.columns) if column.name == _EVENT), None)
    told: list[str] = []
    for other in sorted(others):
        if found := _rows(graph, understood.query, {**values, status.name: other}):
            labels = [] if event is None else [graph.label(iri) for iri in dict.fromkeys(row[event] for row in found)]
            more = " …" if len(labels) > _TOLD else ""
            told.append(f"{other}: {', '.join(labels[:_TOLD])}{more}" if labels else other)
    return f"Not with the status {asked.replace(',', ' or ')}; {'; '.join(told)}." if told else ""


def _nothing(graph: Asked, understood: Understood, values: Mapping[str, str]) -> str:
    """That there is nothing; of common contacts what there is under fewer conditions, and where to look then."""
    if understood.query != COMMON:
        return "Nothing is reported of that."
    ends = [understood.values["one"], understood.values["other"]]
    told = [f"{flag}={understood.values[name]}" for name, flag in _CARRIED.items() if name in understood.values]
    way = shlex.join(["kg", "path", *ends, *(f"--{condition}" for condition in told)])
    names = [name for name in _CARRIED if name in values]
    days = [name for name in names if name in _DAYS]
    others = [[name] for name in names if name not in _DAYS]
    elsewhere = [name for name in names if name != "type"]
    for dropped in filter(None, [*others, days, elsewhere, names]):  # the fewest first
        rest = {name: value for name, value in values.items() if name not in dropped}
        if found := _rows(graph, COMMON, rest):
            who = [column.name for column in graph.catalogue[COMMON].columns].index(_WHO)
            labels = sorted({graph.label(row[who]) for row in found})
            listed = ", ".join(labels[:_LISTED]) + (" …" if len(labels) > _LISTED else "")
            conditions = _joined([f"{name}={understood.values[name]}" for name in dropped])
            return f"No such common contact is reported; without {conditions}: {listed}. Paths between the two: {way}"
    return f"No such common contact is reported. Paths between the two: {way}"


def _joined(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _facts(
    graph: Asked, events: Sequence[str], columns: Sequence[Column], rows: Sequence[tuple[str, ...]]
) -> tuple[Fact, ...]:
    """Rows by event."""
    evidence = graph.evidence(sorted(set(events)))
    told: dict[str, dict[str, dict[str, None]]] = {}
    for event, row in zip(events, rows, strict=True):
        cells = told.setdefault(event, {})
        for column, cell in zip(columns, row, strict=True):
            if cell and column.name != _EVENT:
                cells.setdefault(column.name, {})[cell] = None
    return tuple(
        Fact(
            event,
            graph.label(event),
            {name: tuple(values) for name, values in cells.items()},
            evidence.get(event, ()),
        )
        for event, cells in told.items()
    )


def _picked(raw: list[tuple[str, ...]], columns: Sequence[Column], pick: str) -> list[tuple[str, ...]]:
    """The rows of the first or last event that has a date; all where none has, or none is to be picked."""
    date = next((index for index, column in enumerate(columns) if column.kind == "edtf"), None)
    if date is None or pick not in ("first", "last"):
        return raw
    days = [_days(row[date]) for row in raw]
    dated = [day for day in days if day]
    if not dated:
        return raw
    chosen = max(dated) if pick == "last" else min(dated)
    events = {row[0] for row, day in zip(raw, days, strict=True) if day == chosen}
    return [row for row in raw if row[0] in events]


def _days(date: str) -> tuple[str, ...]:
    """First and last day of a date, as an order; empty for none."""
    try:
        first, last = bounds(date) if date else (None, None)
    except EdtfError:
        return ()
    begin, end = first or last, last or first
    return (begin.isoformat(), end.isoformat()) if begin and end else ()


def _summary(answer: Answer) -> str:
    """The answer in a line: how many, when, where."""
    understood = answer.understood
    if not answer.facts:
        return ""
    number = len(answer.facts)
    head = f"{number} event{'' if number == 1 else 's'}{_kinds(answer)}"
    if understood.pick in ("first", "last"):
        head = f"The {understood.pick} of which a date is known" if _dates(answer) else "No date is known"
    column = {"where": "place", "when": "date"}.get(understood.focus, "")
    if understood.query == COMMON:
        column = _WHO
        persons = len({value for fact in answer.facts for value in fact.values.get(column, ())})
        head = f"{persons} person{'' if persons == 1 else 's'} in {head}"
    values = dict.fromkeys(value for fact in answer.facts for value in fact.values.get(column, ()))
    listed = ", ".join(list(values)[:_LISTED]) + (" …" if len(values) > _LISTED else "")
    return f"{head}: {listed}." if listed else f"{head}."


def _kinds(answer: Answer) -> str:
    """How many of the events are of which status and action, where they are not all of one that was asked for."""
    understood, told = answer.understood, []
    for column in answer.columns:
        values = Counter(fact.values[column.name][0] for fact in answer.facts if fact.values.get(column.name))
        if column.kind == "status" and "status" not in understood.values and set(values) != {_USUAL}:
            told.append(values)
        if column.name == _ACTION and "measure" not in understood.values:
            told.append(values)
    parts = [
        ", ".join(f"{number} {value}" if len(values) > 1 else value for value, number in sorted(values.items()))
        for values in told
    ]
    return f" ({'; '.join(parts)})" if any(parts) else ""


def _dates(answer: Answer) -> bool:
    return any(fact.values.get("date") for fact in answer.facts)


def examples(graph: Asked) -> tuple[str, ...]:
    """Questions that this store can answer, of its own names; those with most contacts first."""
    persons = sorted(
        (thing for thing in graph.names.things if thing.kind == PERSON),
        key=lambda thing: (-graph.contacts(thing.iri), thing.name, thing.iri),
    )
    names = [person.name for person in persons if _plain(graph, person.name)][:2] or ["NAME"]
    one, other = names[0], names[-1]
    places = (thing.name for thing in graph.names.things if thing.kind in PLACES and thing.name.isalpha())
    place = next(places, "PLACE")
    return (
        f"Who connects {one} to {other}?",
        f"Who met {one}?",
        f"Who met both {one} and {other}?",
        f"When did {one} last meet {other}?",
        f"Letters from {one} to {other}",
        f"Who sanctioned {other}?",
        f"Where did {one} go?",
        f"What did {one} say?",
        f"What is planned for {one}?",
        f"Who is {one}?",
        f"Which events took place in {place}?",
    )


def _plain(graph: Asked, name: str) -> bool:
    """Whether a name is understood as it stands."""
    try:
        return name.replace(" ", "").replace("-", "").isalpha() and bool(graph.find(name, kinds=(PERSON,)))
    except UsageError:
        return False
