"""GraphML (http://graphml.graphdrawing.org/specification.html): an edge for every event that two persons share.

Ids are NMTOKENs by the schema, so IRIs stand in data ``iri``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.columns import EVENT_COLUMNS, Kind, event_values, node_columns, node_values
from kg.export.markup import xml_attributes as attributes
from kg.export.markup import xml_text
from kg.export.sheet import Sheet, Value

_TYPES: dict[Kind, str] = {"string": "string", "integer": "int", "double": "double"}


def write_graphml(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as GraphML."""
    yield "".join(_lines(sheet)).encode()


def _lines(sheet: Sheet) -> Iterator[str]:
    columns = node_columns(sheet)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    keys: dict[str, dict[str, Kind]] = {"node": {"label": "string", **columns}, "edge": EVENT_COLUMNS}
    for owner, kinds in keys.items():
        for name, kind in kinds.items():
            key = attributes(**{"id": _key(owner, name), "for": owner, "attr.name": name, "attr.type": _TYPES[kind]})
            yield f"<key{key}/>\n"
    yield '<graph id="network" edgedefault="undirected">\n'
    for node in sheet.nodes:
        values: dict[str, Value] = {"label": node.label, **node_values(node, columns)}
        yield f"<node{attributes(id=node.id)}>{_data('node', values)}</node>\n"
    for name, edge, event in sheet.links():
        known = attributes(id=name, source=edge.source, target=edge.target)
        yield f"<edge{known}>{_data('edge', event_values(event))}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(owner: str, values: dict[str, Value]) -> str:
    """Values of a node or an edge."""
    return "".join(f'<data key="{_key(owner, name)}">{xml_text(value)}</data>' for name, value in values.items())


def _key(owner: str, name: str) -> str:
    """Id of a key: NMTOKENs too."""
    return f"{owner}-{name}"
