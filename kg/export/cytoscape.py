"""What Cytoscape reads: Cytoscape.js JSON, and CX2 for Cytoscape and NDEx.

Cytoscape.js: https://js.cytoscape.org/#notation/elements-json; CX2:
https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/.
In both an edge is one event that two persons share.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.export.columns import EVENT_COLUMNS, event_lists, node_columns, node_values
from kg.export.looks import PERSON, type_colours
from kg.export.sheet import Sheet

_NODE = 30.0  # pixels
_LISTS = ("dates", "places")


def write_cytoscape(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as Cytoscape.js JSON; ``value`` and ``key`` are what NetworkX asks for beside it."""
    columns = node_columns(sheet)
    form = {
        "data": {"name": "Persons in contact"},
        "directed": False,
        "multigraph": True,
        "elements": {
            "nodes": [
                {"data": {**node_values(node, columns), "id": node.id, "value": node.id, "name": node.label}}
                for node in sheet.nodes
            ],
            "edges": [
                {
                    "data": {
                        **event_lists(event),
                        "id": name,
                        "key": event.id,
                        "source": edge.source,
                        "target": edge.target,
                        "interaction": event.type,
                    }
                }
                for name, edge, event in sheet.links()
            ],
        },
    }
    yield _json(form)


def write_cx2(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as CX2: nodes and edges by numbers that are all different, as Cytoscape.js asks."""
    columns = node_columns(sheet)
    numbers = {node.id: number for number, node in enumerate(sheet.nodes)}
    nodes = [
        {"id": numbers[node.id], "v": {**node_values(node, columns), "name": node.label, "key": node.id}}
        for node in sheet.nodes
    ]
    edges = [
        {
            "id": number,
            "s": numbers[edge.source],
            "t": numbers[edge.target],
            "v": {**event_lists(event), "interaction": event.type, "key": event.id},
        }
        for number, (_, edge, event) in enumerate(sheet.links(), len(nodes))
    ]
    declared = {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": {
            "name": {"d": "string"},
            "key": {"d": "string"},
            **{name: {"d": kind} for name, kind in columns.items()},
        },
        "edges": {
            "interaction": {"d": "string"},
            "key": {"d": "string"},
            **{name: {"d": "list_of_string" if name in _LISTS else kind} for name, kind in EVENT_COLUMNS.items()},
        },
    }
    aspects: dict[str, list[object]] = {
        "attributeDeclarations": [declared],
        "networkAttributes": [{"name": "Persons in contact"}],
        "nodes": list(nodes),
        "edges": list(edges),
        "visualProperties": [_looks(sheet)],
    }
    yield _json(
        [
            {"CXVersion": "2.0", "hasFragments": False},
            {"metaData": [{"name": name, "elementCount": len(parts)} for name, parts in aspects.items()]},
            *({name: parts} for name, parts in aspects.items()),
            {"status": [{"success": True}]},
        ]
    )


def _looks(sheet: Sheet) -> dict[str, object]:
    """Names on nodes, colours by type of event."""
    colours = [{"v": name, "vp": colour} for name, colour in type_colours(sheet).items()]
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {"NODE_BACKGROUND_COLOR": PERSON, "NODE_WIDTH": _NODE, "NODE_HEIGHT": _NODE},
            "edge": {"EDGE_WIDTH": 1.5},
        },
        "nodeMapping": {"NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}},
        "edgeMapping": {
            "EDGE_LINE_COLOR": {
                "type": "DISCRETE",
                "definition": {"attribute": "type", "type": "string", "map": colours},
            }
        },
    }


def _json(form: object) -> bytes:
    """Readable, and the same every time."""
    return (json.dumps(form, ensure_ascii=False, indent=1) + "\n").encode()
