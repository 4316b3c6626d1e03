"""What all tabular formats say of persons and events, in one place: name, type and value of each column."""

from __future__ import annotations

from typing import Literal

from kg.export.sheet import Event, Node, Sheet, Value

Kind = Literal["string", "integer", "double"]

JOIN = " | "
"""Stands between several values where a format has no lists."""

EVENT_COLUMNS: dict[str, Kind] = {
    "iri": "string",
    "type": "string",
    "label": "string",
    "status": "string",
    "dates": "string",
    "earliest": "string",
    "latest": "string",
    "places": "string",
    "sources": "integer",
}


def node_columns(sheet: Sheet) -> dict[str, Kind]:
    """Name -> type of what nodes carry beside id and label; a column that anywhere holds text is text."""
    found: dict[str, Kind] = {"iri": "string", "kind": "string"}
    for node in sheet.nodes:
        for name, value in node.attributes.items():
            found[name] = _wider(found.get(name), _kind(value))
    return found


def node_values(node: Node, columns: dict[str, Kind]) -> dict[str, Value]:
    """What a node says in each of its columns; nothing where it says nothing."""
    values: dict[str, Value] = {"iri": node.iri, "kind": node.kind, **node.attributes}
    return {
        name: str(values[name]) if kind == "string" else values[name]
        for name, kind in columns.items()
        if name in values
    }


def event_values(event: Event) -> dict[str, Value]:
    """What an event says in ``EVENT_COLUMNS``, several values joined; an open end is absent."""
    values = {name: value for name, value in event_lists(event).items() if name != "persons"}
    return {name: JOIN.join(value) if isinstance(value, list) else value for name, value in values.items()}


def event_lists(event: Event) -> dict[str, Value | list[str]]:
    """The same with lists for dates and places, for formats that have them."""
    values: dict[str, Value | list[str]] = {
        "iri": event.iri,
        "type": event.type,
        "label": event.label,
        "status": event.status,
        "dates": list(event.dates),
        "earliest": event.earliest,
        "latest": event.latest,
        "places": list(event.places),
        "sources": event.sources,
    }
    return {name: value for name, value in values.items() if value not in ("", [])}


def _kind(value: Value) -> Kind:
    """Type of a value."""
    return "string" if isinstance(value, str) else "double" if isinstance(value, float) else "integer"


def _wider(one: Kind | None, other: Kind) -> Kind:
    """The type that holds both."""
    order: tuple[Kind, ...] = ("integer", "double", "string")
    return other if one is None else max(one, other, key=order.index)
