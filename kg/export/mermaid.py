"""Mermaid flowcharts (https://mermaid.js.org/syntax/flowchart.html), for pages in Markdown.

Mermaid draws no more than some hundred edges, so without a filter, and where a filter leaves more persons than that
shows, the chart holds the surroundings of the best-connected person, and a comment says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.export.sheet import Edge, Node, Sheet

NEIGHBOURS = 24
"""Persons around the best-connected one, at most: those with whom it shares most."""

_MARKS = re.compile(r"[^\w \n.,()'-]|_")  # whatever might mean something to Mermaid, Markdown or HTML
_WORDS = re.compile(r"[^\w .,'-]+")


def write_mermaid(sheet: Sheet) -> Iterator[bytes]:
    """A sheet as a flowchart; a line between two persons is all that they share, dashed if none of it happened."""
    nodes, edges, told = sheet.nodes, sheet.edges, "The network that the filter left."
    if edges and (not sheet.narrowed or len(nodes) > NEIGHBOURS + 1):
        nodes, edges, told = _surroundings(sheet)
    names = {node.id: f"n{number}" for number, node in enumerate(nodes, 1)}
    lines = ["flowchart LR", f"  %% {told}"]
    lines += [f'  {names[node.id]}["{_text(node.label)}"]' for node in nodes]
    for edge in edges:
        counted = Counter(event.type if event.happened else f"{event.type}, {event.status}" for event in edge.events)
        label = "; ".join(f"{count} × {what}" if count > 1 else what for what, count in sorted(counted.items()))
        line = "---" if any(event.happened for event in edge.events) else "-.-"
        lines.append(f'  {names[edge.source]} {line}|"{_text(label)}"| {names[edge.target]}')
    yield ("\n".join(lines) + "\n").encode()


def _surroundings(sheet: Sheet) -> tuple[tuple[Node, ...], tuple[Edge, ...], str]:
    """The best-connected person, those closest to it, what they share, and a sentence about that."""
    ties: dict[str, dict[str, int]] = {}
    for edge in sheet.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            ties.setdefault(one, {})[other] = len(edge.events)
    middle = min(ties, key=lambda node: (-len(ties[node]), node))
    nearest = sorted(ties[middle], key=lambda node: (-ties[middle][node], node))[:NEIGHBOURS]
    chosen = {middle, *nearest}
    nodes = tuple(node for node in sheet.nodes if node.id in chosen)
    edges = tuple(edge for edge in sheet.edges if edge.source in chosen and edge.target in chosen)
    (name,) = (_WORDS.sub(" ", node.label) for node in nodes if node.id == middle)
    left = " that the filter left" if sheet.narrowed else ""
    contacts = f"{len(nearest)} of {len(ties[middle])} contacts"
    told = f"Of {len(sheet.nodes)} persons{left} the best-connected, {name}, and {contacts}"
    return nodes, edges, f"{told}. A {'narrower ' if sheet.narrowed else ''}filter chooses others."


def _text(text: str) -> str:
    """Text between quotes: marks as entity codes (``#34;``), a new line as a break."""
    return _MARKS.sub(lambda found: f"#{ord(found[0])};", text).replace("\n", "<br/>")
