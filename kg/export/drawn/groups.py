"""Communities of the persons shown: who has most to do with each other gets one colour and one shape.

Louvain as ``kg communities`` finds them, over the persons shown, unless the sheet carries the measure ``community``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kg.analysis.louvain import part
from kg.analysis.rows import Rows
from kg.export.drawn.words import drawn
from kg.export.sheet import Node, Sheet

COMMUNITY = "community"
TOLD = 2
"""Persons a group is told by."""

COLOURS = ("#2f6fb5", "#c96a00", "#2e8b57", "#8e5bb5", "#c8413b", "#16868f", "#94673a", "#c2528b")
"""Each with a contrast of 3 to 1 and more against white and against a dark page; shapes tell them apart besides."""

REST = "#7a8290"
SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "star", "wedge", "cross")
_LEFTWARD = ("R", "AL")  # classes of letters, Hebrew and Arabic
PLAIN = "ring"  # of persons in smaller groups


@dataclass(frozen=True, slots=True)
class Group:
    """Some persons that look alike.

    Attributes:
        label: for people. colour: ``#rrggbb``. shape: of ``SHAPES`` or ``PLAIN``.
        members: places of nodes in the sheet.
    """

    label: str
    colour: str
    shape: str
    members: tuple[int, ...]


def groups_of(sheet: Sheet) -> tuple[Group, ...]:
    """The groups of a sheet, the largest first; those beyond the colours there are, and persons alone, as one."""
    home = _carried(sheet.nodes) or _found(sheet)
    members: dict[object, list[int]] = {}
    for place in range(len(sheet.nodes)):
        members.setdefault(home.get(place), []).append(place)
    told = [places for key, places in members.items() if key is not None and len(places) > 1]
    told.sort(key=lambda places: (-len(places), places[0]))
    told = told[: len(COLOURS)]
    shown = {place for places in told for place in places}
    rest = [place for place in range(len(sheet.nodes)) if place not in shown]
    found = [
        Group(_label(sheet.nodes, places), colour, shape, tuple(places))
        for places, colour, shape in zip(told, COLOURS, SHAPES, strict=False)
    ]
    if rest:
        found.append(Group("in smaller groups or alone", REST, PLAIN, tuple(rest)))
    return tuple(found)


def network_of(sheet: Sheet) -> nx.Graph[int]:
    """Persons by their places in the sheet; ties weigh 1/(n-1) for each event of n persons that they share."""
    places = {node.id: place for place, node in enumerate(sheet.nodes)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(sheet.nodes)))
    for edge in sheet.edges:
        weight = sum(1 / max(1, len(event.persons) - 1) for event in edge.events)
        graph.add_edge(places[edge.source], places[edge.target], weight=weight)
    return graph


def _found(sheet: Sheet) -> Mapping[int, int]:
    """Place of a node -> number of its community."""
    if not sheet.edges:
        return {}
    ties = np.array(sorted(network_of(sheet).edges(data="weight")))
    ends = ties[:, :2].astype(np.int64)
    tails, heads = np.concatenate((ends[:, 0], ends[:, 1])), np.concatenate((ends[:, 1], ends[:, 0]))
    order = np.lexsort((heads, tails))
    starts = np.concatenate(([0], np.cumsum(np.bincount(tails, minlength=len(sheet.nodes)))))
    rows = Rows(starts, tails[order], heads[order], np.concatenate((ties[:, 2], ties[:, 2]))[order])
    return dict(enumerate(part(rows).tolist()))


def _carried(nodes: Sequence[Node]) -> Mapping[int, object]:
    """The same from the nodes' own attribute, where they have it."""
    return {place: node.attributes[COMMUNITY] for place, node in enumerate(nodes) if COMMUNITY in node.attributes}


def _label(nodes: Sequence[Node], places: Sequence[int]) -> str:
    """A group by its best-connected persons."""
    ranked = sorted(places, key=lambda place: (-contacts(nodes[place]), nodes[place].label, place))
    names = [_apart(nodes[place].label) for place in ranked[:TOLD]]
    more = len(places) - len(names)
    return f"{', '.join(names)} and {more} more" if more else " and ".join(names)


def _apart(name: str) -> str:
    """A name of which right-to-left letters do not join with those of the next one (Unicode isolates)."""
    told = drawn(name)
    leftward = any(unicodedata.bidirectional(letter) in _LEFTWARD for letter in told)
    return f"\N{FIRST STRONG ISOLATE}{told}\N{POP DIRECTIONAL ISOLATE}" if leftward else told


def contacts(node: Node) -> int:
    """How many contacts a person has."""
    value = node.attributes.get("contacts", 0)
    return value if isinstance(value, int) else 0
