"""JSON Graph Format, version 2 (https://jsongraphformat.info/): an edge for every event that two persons share."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.export.columns import event_lists, node_columns, node_values
from kg.export.sheet import Sheet


def write_jgf(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as JSON Graph Format."""
    columns = node_columns(sheet)
    form = {
        "graph": {
            "label": "Persons in contact",
            "type": "network",
            "directed": False,
            "metadata": {"description": sheet.described},
            "nodes": {node.id: {"label": node.label, "metadata": node_values(node, columns)} for node in sheet.nodes},
            "edges": [
                {
                    "id": name,
                    "source": edge.source,
                    "target": edge.target,
                    "relation": event.type,
                    "label": event.label,
                    "directed": False,
                    "metadata": event_lists(event),
                }
                for name, edge, event in sheet.links()
            ],
        }
    }
    yield (json.dumps(form, ensure_ascii=False, indent=1) + "\n").encode()
