"""Sheets built by hand: persons of any name, and what they share."""

from __future__ import annotations

from itertools import combinations

from kg.export.drawn.chart import Chart
from kg.export.sheet import Edge, Event, Node, Sheet, make_ids, printable

BASE = "https://example.org/id/"


def event(number=1, persons=(), **known):
    """An event between persons (ids); whatever is not told is plain."""
    told = {
        "iri": f"{BASE}meeting/{number}",
        "id": f"meeting-{number}",
        "type": "Meeting",
        "label": f"meeting {number}",
        "status": "occurred",
        "happened": True,
        "dates": ("2024-03",),
        "earliest": "2024-03-01",
        "latest": "2024-03-31",
        "places": ("Oslo",),
        "sources": 1,
    }
    return Event(**(told | known), persons=tuple(sorted(persons)))


def sheet(*names, events=(), attributes=None, narrowed=True):
    """A sheet of persons called so; without events each two of them share one, whose label is both names.

    Args:
        events: (indices of two or more persons, what is known of the event) for each.
    """
    names = [printable(name) for name in names]
    iris = [f"{BASE}person/{number}" for number in range(len(names))]
    made_ids = make_ids(iris)
    ids = [made_ids[iri] for iri in iris]
    pairs = events or [
        (pair, {"label": " ".join(names[one] for one in pair)}) for pair in combinations(range(len(names)), 2)
    ]
    made = [
        (chosen, event(number, [ids[one] for one in chosen], **known))
        for number, (chosen, known) in enumerate(pairs, 1)
    ]
    shared = {}
    for chosen, happening in made:
        for one, other in combinations(chosen, 2):
            shared.setdefault((ids[one], ids[other]), []).append(happening)
    return Sheet(
        nodes=tuple(
            Node(iri, ids[number], names[number], "person", {"contacts": 1, "events": 1, **(attributes or {})})
            for number, iri in enumerate(iris)
        ),
        edges=tuple(Edge(*pair, tuple(happenings)) for pair, happenings in sorted(shared.items())),
        events=tuple(sorted((happening for _, happening in made), key=lambda one: one.id)),
        types=("Letter", "Meeting"),
        narrowed=narrowed,
    )


def chart(made, **known):
    """A chart of the whole of a sheet."""
    told = {
        "persons": len(made.nodes),
        "ties": len(made.edges),
        "events": len(made.events),
        "alone": 0,
        "generation": 1,
    }
    return Chart(made, **(told | known))


def labels(made):
    """Id -> name."""
    return {node.id: node.label for node in made.nodes}


def written(write, *arguments):
    """All that a writer of one file writes."""
    return b"".join(write(*arguments)).decode()
