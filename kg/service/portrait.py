"""A person's nearest as a picture: places, shapes and ties, drawn as ``kg.export.drawn`` draws the whole network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.analysis.network import Network
    from kg.store.terms import Terms


MARGIN = 16.0  # pixels around the picture
REACH = 26.0  # pixels that a person's shape may take from its middle


@dataclass(frozen=True, slots=True)
class Spot:
    """A person in the picture.

    Attributes:
        name: in full. words: as much of it as is drawn. contacts: in the whole network.
        x, y: in pixels. shape: SVG around nought, without a word of any article. colour: of the group.
        at: middle of the name, letters: their size in pixels; at is None where there is no room for it.
    """

    iri: str
    name: str
    words: str
    contacts: int
    x: float
    y: float
    shape: str
    colour: str
    at: tuple[float, float] | None
    letters: float


@dataclass(frozen=True, slots=True)
class Tie:
    """What two persons share: places of both in ``Portrait.spots``, events, width in pixels, whether any took place."""

    one: int
    other: int
    events: int
    width: float
    happened: bool


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture of a person's nearest.

    Attributes:
        known: how many there are; ``spots`` has the person and some of them.
        left, top, width, height: of what is drawn, in pixels.
    """

    spots: tuple[Spot, ...]
    ties: tuple[Tie, ...]
    known: int
    left: float
    top: float
    width: float
    height: float


def draw_portrait(network: Network, terms: Terms, iri: str, *, most: int) -> Portrait | None:
    """Draw somebody's surroundings; the same network gives the same picture. None for somebody without contacts.

    Args:
        network: projection of a store.
        terms: of the same store.
        iri: of the person.
        most: others at most.
    """
    from kg.analysis.surroundings import surroundings  # noqa: PLC0415 - arrays are read for pictures alone
    from kg.export import Chart, make_sheet  # noqa: PLC0415 - the same
    from kg.export.drawn.drawing import draw  # noqa: PLC0415 - the same
    from kg.export.drawn.shapes import happened, mark, thickness  # noqa: PLC0415 - the same

    part = surroundings(network, iri, most=most)
    if part is None:
        return None
    sheet = make_sheet(part.network, terms, columns={"contacts": part.contacts})
    drawing = draw(Chart(sheet=sheet, persons=part.known + 1, ties=len(sheet.edges), events=len(sheet.events), alone=0))
    places = {node.id: place for place, node in enumerate(sheet.nodes)}
    spots = tuple(
        Spot(
            iri=node.iri,
            name=node.label,
            words=placed.words,
            contacts=part.contacts.get(node.iri, 0),
            x=placed.x,
            y=placed.y,
            shape=mark(drawing.groups[placed.group], placed.radius),
            colour=drawing.groups[placed.group].colour,
            at=placed.name,
            letters=placed.letters,
        )
        for node, placed in zip(sheet.nodes, drawing.persons, strict=True)
    )
    ties = tuple(
        Tie(places[edge.source], places[edge.target], len(edge.events), thickness(len(edge.events)), happened(edge))
        for edge in sheet.edges
    )
    left, top, right, low = _box(spots)
    return Portrait(spots, ties, part.known, left, top, round(right - left), round(low - top))


def _box(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of persons and names, with a margin."""
    from kg.export.drawn.words import width  # noqa: PLC0415 - arrays are read for pictures alone

    names = [(spot.at, width(spot.words, spot.letters) / 2, spot.letters) for spot in spots if spot.at]
    across = [*(spot.x - REACH for spot in spots), *(at[0] - half for at, half, _ in names)]
    aside = [*(spot.x + REACH for spot in spots), *(at[0] + half for at, half, _ in names)]
    above = [*(spot.y - REACH for spot in spots), *(at[1] - tall for at, _, tall in names)]
    below = [*(spot.y + REACH for spot in spots), *(at[1] + tall for at, _, tall in names)]
    return round(min(across) - MARGIN), round(min(above) - MARGIN), max(aside) + MARGIN, max(below) + MARGIN
