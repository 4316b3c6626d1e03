"""Colours and sizes that formats with a picture share."""

from __future__ import annotations

from math import sqrt

from kg.export.sheet import Node, Sheet

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
"""Told apart by the colour-blind too (Okabe and Ito 2008)."""

PERSON = "#4D4D4D"
_SMALLEST = 10.0
_STEP = 5.0


def type_colours(sheet: Sheet) -> dict[str, str]:
    """Event type -> colour; by all types there are, so that a filter recolours nothing."""
    types = sorted({*sheet.types, *(event.type for event in sheet.events)})
    return {name: PALETTE[index % len(PALETTE)] for index, name in enumerate(types)}


def node_size(node: Node) -> float:
    """Diameter: its area grows with the number of events."""
    events = node.attributes.get("events", 0)
    return round(_SMALLEST + _STEP * sqrt(events), 2) if isinstance(events, int) else _SMALLEST


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
