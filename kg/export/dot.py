"""DOT, for Graphviz (https://graphviz.org/doc/info/lang.html): an edge for every event that two persons share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.export.columns import event_values, node_columns, node_values
from kg.export.looks import type_colours
from kg.export.sheet import Sheet, Value

_ENTITY = re.compile(r"&(?=#?\w+;)")  # Graphviz would read it as the character it names


def write_dot(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as an undirected graph of Graphviz; what did not happen is dashed."""
    columns = node_columns(sheet)
    colours = type_colours(sheet)
    lines = ["graph network {", "  node [shape=box, style=rounded];"]
    lines += [
        f"  {_label(node.id)} [label={_label(node.label)}, {_listed(node_values(node, columns))}];"
        for node in sheet.nodes
    ]
    for _, edge, event in sheet.links():
        values = {name: value for name, value in event_values(event).items() if name != "label"}
        look = f"color={_label(colours[event.type])}, style={'solid' if event.happened else 'dashed'}"
        told = f"label={_label(event.type)}, tooltip={_label(event.label)}, {look}, {_listed(values)}"
        lines.append(f"  {_label(edge.source)} -- {_label(edge.target)} [{told}];")
    yield ("\n".join([*lines, "}"]) + "\n").encode()


def _label(text: str) -> str:
    """A text that Graphviz draws: there backslashes and entities mean something too."""
    text = _ENTITY.sub("&amp;", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\r", "&#13;").replace("\n", "\\n") + '"'


def _listed(values: Mapping[str, Value]) -> str:
    """Attributes that Graphviz keeps and does not draw."""
    return ", ".join(f"{name}={_label(value) if isinstance(value, str) else value}" for name, value in values.items())
