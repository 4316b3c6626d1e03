"""GEXF 1.3 (https://gexf.net/schema.html), for Gephi and its timeline.

An edge is all events of one type and status that two persons share; ``kind`` keeps such edges of one pair apart. Each
dated event is a spell of its edge: Gephi shows the edge while one lasts. Undated events make no spell; an edge that has
none but those is always shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from kg.export.columns import EVENT_COLUMNS, JOIN, Kind, event_values, node_columns, node_values
from kg.export.looks import PERSON, channels, node_size, type_colours
from kg.export.markup import xml_attributes as attributes
from kg.export.markup import xml_text as text
from kg.export.sheet import Edge, Event, Sheet

_EDGE_COLUMNS: dict[str, Kind] = {"events": "string", **EVENT_COLUMNS}
del _EDGE_COLUMNS["iri"]


def write_gexf(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as GEXF."""
    yield "".join(_lines(sheet)).encode()


def _lines(sheet: Sheet) -> Iterator[str]:
    columns = node_columns(sheet)
    colours = type_colours(sheet)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"<meta><creator>Demarche</creator><description>{text(sheet.described)}</description></meta>\n"
    yield '<graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="undirected">\n'
    for owner, kinds in {"node": columns, "edge": _EDGE_COLUMNS}.items():
        yield f'<attributes class="{owner}" mode="static">\n'
        for name, kind in kinds.items():
            yield f"<attribute{attributes(id=name, title=name, type=kind)}/>\n"
        yield "</attributes>\n"
    yield f"<nodes{attributes(count=len(sheet.nodes))}>\n"
    for node in sheet.nodes:
        yield f"<node{attributes(id=node.id, label=node.label)}>"
        yield _values(node_values(node, columns))
        yield _colour(PERSON) + f'<viz:size value="{node_size(node)}"/></node>\n'
    groups = [(edge, group) for edge in sheet.edges for group in _alike(edge)]
    yield f"</nodes>\n<edges{attributes(count=len(groups))}>\n"
    for number, (edge, events) in zip(count(1), groups, strict=False):
        first = events[0]
        look = first.type if first.happened else f"{first.type}, {first.status}"
        known = attributes(id=f"e{number}", source=edge.source, target=edge.target, label=look, kind=look)
        yield f"<edge{known}{attributes(weight=len(events))}>{_values(_summary(events))}{_spells(events)}"
        yield _colour(colours[first.type]) + f'<viz:shape value="{"solid" if first.happened else "dashed"}"/></edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _alike(edge: Edge) -> list[tuple[Event, ...]]:
    """Events of an edge by type and status."""
    groups: dict[tuple[str, str], list[Event]] = {}
    for event in edge.events:
        groups.setdefault((event.type, event.status), []).append(event)
    return [tuple(groups[key]) for key in sorted(groups)]


def _summary(events: tuple[Event, ...]) -> dict[str, object]:
    """What several events of one type say together; sources are the most that one of them has."""
    if len(events) == 1:
        values: dict[str, object] = dict(event_values(events[0]))
        return {"events": values.pop("iri"), **values}
    starts, ends = [event.earliest for event in events], [event.latest for event in events]
    told: dict[str, object] = {
        "events": JOIN.join(event.iri for event in events),
        "type": events[0].type,
        "label": JOIN.join(event.label for event in events),
        "status": events[0].status,
        "dates": JOIN.join(date for event in events for date in event.dates),
        "earliest": min(starts) if all(starts) else "",
        "latest": max(ends) if all(ends) else "",
        "places": JOIN.join(dict.fromkeys(place for event in events for place in event.places)),
        "sources": max(event.sources for event in events),
    }
    return {name: value for name, value in told.items() if value != ""}


def _spells(events: tuple[Event, ...]) -> str:
    """When they were; an open end has no attribute."""
    spans = sorted({(event.earliest, event.latest) for event in events if event.earliest or event.latest})
    spells = "".join(
        f"<spell{attributes(**({'start': start} if start else {}), **({'end': end} if end else {}))}/>"
        for start, end in spans
    )
    return f"<spells>{spells}</spells>" if spells else ""


def _values(values: dict[str, object] | dict[str, str | int | float]) -> str:
    """Values of a node or an edge."""
    cells = "".join(f"<attvalue{attributes(**{'for': name, 'value': value})}/>" for name, value in values.items())
    return f"<attvalues>{cells}</attvalues>"


def _colour(colour: str) -> str:
    red, green, blue = channels(colour)
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
