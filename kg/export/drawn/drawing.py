"""A chart with places: where persons and their names stand, and which group each belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from kg.export.drawn.chart import Chart
from kg.export.drawn.groups import Group, contacts, groups_of, network_of
from kg.export.drawn.layout import arrange
from kg.export.drawn.shapes import named, radius
from kg.export.drawn.words import cut, drawn, place_names, width

MARGIN = 70.0  # pixels around the persons, for names at the rim
NARROWEST, LOWEST = 860.0, 260.0
SMALL, LARGE = 10.5, 18.0  # letters of names
LINE = 1.25  # height of a name, in letters


@dataclass(frozen=True, slots=True)
class Placed:
    """A person in the picture.

    Attributes:
        x, y, radius: in pixels. group: place among the drawing's groups.
        words: the name as drawn. letters: their size. name: middle of the name; None where there is no room for it.
    """

    x: float
    y: float
    radius: float
    group: int
    words: str
    letters: float
    name: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Persons in the order of the sheet, groups, and the picture's size in pixels."""

    persons: tuple[Placed, ...]
    groups: tuple[Group, ...]
    width: float
    height: float

    def around(self, place: int) -> Group:
        """The group of a person."""
        return self.groups[self.persons[place].group]


def draw(chart: Chart) -> Drawing:
    """Find places for everybody."""
    nodes = chart.sheet.nodes
    most = max(map(contacts, nodes), default=0)
    radii = [radius(contacts(node), most) for node in nodes]
    places = arrange(network_of(chart.sheet), radii)
    discs = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(places, radii, strict=True)]
    left, top = (min((disc[side] for disc in discs), default=0.0) for side in (0, 1))
    right, low = (max((disc[side] for disc in discs), default=0.0) for side in (2, 3))
    wide = max(NARROWEST, right - left + 2 * MARGIN)
    tall = max(LOWEST, low - top + 2 * MARGIN)
    aside, above = (wide - right + left) / 2 - left, (tall - low + top) / 2 - top
    centres = [(round(x + aside, 1), round(y + above, 1)) for x, y in places]
    groups = groups_of(chart.sheet)
    home = {place: number for number, group in enumerate(groups) for place in group.members}
    names = _names(chart, centres, radii, (wide, tall))
    return Drawing(
        persons=tuple(
            Placed(x, y, radii[place], home[place], words, letters, spot)
            for place, ((x, y), (words, letters, spot)) in enumerate(zip(centres, names, strict=True))
        ),
        groups=groups,
        width=round(wide),
        height=round(tall),
    )


def _names(
    chart: Chart, centres: list[tuple[float, float]], radii: list[float], size: tuple[float, float]
) -> list[tuple[str, float, tuple[float, float] | None]]:
    """Name, its letters and its place, for each person; the best-connected choose first."""
    nodes = chart.sheet.nodes
    most = max(map(contacts, nodes), default=1) or 1
    words = [cut(drawn(named(node))) for node in nodes]
    letters = [round(SMALL + (LARGE - SMALL) * sqrt(contacts(node) / most), 1) for node in nodes]
    order = sorted(range(len(nodes)), key=lambda place: (-contacts(nodes[place]), nodes[place].id))
    found = place_names(
        [centres[place] for place in order],
        [radii[place] for place in order],
        [(width(words[place], letters[place]), letters[place] * LINE) for place in order],
        room=(4, 2, size[0] - 4, size[1] - 2),
    )
    by_place = dict(zip(order, found, strict=True))
    return [(words[place], letters[place], by_place[place]) for place in range(len(nodes))]
