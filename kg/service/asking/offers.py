"""What the queries offer a question: their parameters, and the event types that some of them are about alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.catalogue import Parameter, Query
from kg.service.asking.shapes import PATH, Event, Shape


def own_queries(shapes: Sequence[Shape]) -> dict[str, frozenset[str]]:
    """Event type -> queries whose patterns name it."""
    found: dict[str, set[str]] = {}
    for shape in shapes:
        for element in shape.elements:
            if isinstance(element, Event):
                found.setdefault(element.type, set()).add(shape.query)
    return {kind: frozenset(queries) for kind, queries in found.items()}


def sided_types(own: Mapping[str, frozenset[str]], parameters: Mapping[str, Mapping[str, Parameter]]) -> frozenset[str]:
    """Event types whose own queries tell who does it from whom it is done to: letters, not meetings."""
    return frozenset(
        kind
        for kind, queries in own.items()
        if any({"subject", "object"} & set(one.heard) for query in queries for one in parameters[query].values())
    )


def parameters_of(queries: Sequence[Query], shapes: Sequence[Shape]) -> dict[str, Mapping[str, Parameter]]:
    """The parameters of every query, those of ``path`` first."""
    ends = next((shape.parameters for shape in shapes if shape.query == PATH), {})
    return {PATH: ends, **{query.name: {one.name: one for one in query.parameters} for query in queries}}
