"""SVG 1.1 (https://www.w3.org/TR/SVG11/), a picture of the network for browsers, papers and drawing programs.

The 500 persons with the most contacts, or as many as ``--top`` says; the picture tells how many there are. A person's
area grows with the number of contacts in the whole network, a tie's width with the number of events. Colour and shape
are of communities (Louvain over what is shown, or the measure ``community`` where it is asked for). A tie is dashed
when none of its events is said to have taken place; the legend tells their statuses. Names stand where there is room,
the best-connected first, and over nobody; the others are listed above, pointing tells them, and the last events of a
tie. Who bear one name are told apart by an office, or by the end of the IRI. On a dark page a browser draws it
dark. The layout has a fixed seed: the same network gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.export.drawn.chart import Chart
from kg.export.drawn.drawing import Drawing, Placed, draw
from kg.export.drawn.groups import REST, contacts
from kg.export.drawn.legend import legend
from kg.export.drawn.shapes import DASHES, happened, mark, named, number, thickness
from kg.export.drawn.telling import TITLE, counted, telling
from kg.export.drawn.words import drawn, width
from kg.export.markup import xml_attributes as attributes
from kg.export.markup import xml_text as text
from kg.export.sheet import Edge, Node

INK, QUIET, PAPER = "#1a1f26", "#55606c", "#ffffff"
HEAD, BODY = 22, 13.5  # letters
EDGE = 24  # pixels around all
USUAL = 1150.0  # pixels: how wide a picture is shown
_LISTED = 40  # names of persons beside whom there is no room for one
TOLD = 3  # events of a tie that pointing tells
DARK = (
    "@media (prefers-color-scheme: dark) { .paper { fill: #14181d } .ink { fill: #e7e9ec } .quiet { fill: #a3adb8 }"
    " .names text { fill: #e7e9ec; stroke: #14181d } .persons > g, .persons > a { stroke: #14181d } }"
)
_CROWDS = ((250, 0.6), (1000, 0.42), (3000, 0.26))  # up to so many ties, so opaque


def write_svg(chart: Chart) -> Iterator[bytes]:
    """A chart as a picture."""
    yield "".join(svg_lines(chart, dark=True)).encode()


def svg_lines(chart: Chart, *, dark: bool, notes: Sequence[str] = ()) -> Iterator[str]:
    """A picture with its title and legend.

    Args:
        chart: what to draw.
        dark: whether it may turn dark where the page is.
        notes: sentences to tell above it, beside its own.
    """
    drawing = draw(chart)
    larger = min(2.0, max(1.0, drawing.width / USUAL))  # words of a picture that will be shown smaller
    told = _wrapped([*telling(chart), *notes, *_unnamed(drawing)], drawing.width / larger - 2 * EDGE)
    top = larger * (EDGE + HEAD + 12 + len(told) * BODY * 1.5)
    below, tall = legend(chart, drawing, larger)
    height = top + drawing.height + larger * (tall + EDGE)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1"'
    yield attributes(width=number(drawing.width), height=number(height))
    yield attributes(viewBox=f"0 0 {number(drawing.width)} {number(height)}", role="img")
    yield ' aria-labelledby="title desc" font-family="DejaVu Sans, Verdana, Noto Sans, sans-serif">\n'
    yield f'<title id="title">{TITLE}</title>\n<desc id="desc">{text(" ".join(telling(chart)))}</desc>\n'
    if dark:
        yield f"<style>{DARK}</style>\n"
    yield f'<rect class="paper" width="100%" height="100%" fill="{PAPER}"/>\n'
    yield f'<g transform="scale({larger:.3g})">\n'
    yield f'<text class="ink" x="{EDGE}" y="{EDGE + HEAD}" font-size="{HEAD}" fill="{INK}">{TITLE}</text>\n'
    for line, words in enumerate(told, 1):
        y = EDGE + HEAD + 6 + line * BODY * 1.5
        where = attributes(x=EDGE, y=number(y))
        yield f'<text class="quiet"{where} font-size="{BODY}" fill="{QUIET}">{text(words)}</text>\n'
    yield f'</g>\n<g transform="translate(0 {number(top)})">\n'
    yield from body(chart, drawing)
    yield f'</g>\n<g transform="translate(0 {number(top + drawing.height)}) scale({larger:.3g})">\n'
    yield f"{below}</g>\n</svg>\n"


def body(chart: Chart, drawing: Drawing, *, linked: bool = False) -> Iterator[str]:
    """Ties, persons and names.

    Args:
        chart: what to draw.
        drawing: its places.
        linked: on a page: ties and persons are links to ``#t…`` and ``#p…``, by their places in the sheet.
    """
    places = {node.id: place for place, node in enumerate(chart.sheet.nodes)}
    opacity = next((much for most, much in _CROWDS if len(chart.sheet.edges) <= most), 0.16)
    yield f'<g class="ties" stroke-opacity="{opacity}" stroke-linecap="round">\n'
    for index, edge in enumerate(chart.sheet.edges):
        one, other = places[edge.source], places[edge.target]
        group = drawing.around(one)
        colour = group.colour if drawing.persons[one].group == drawing.persons[other].group else REST
        dashes = {} if happened(edge) else {"stroke-dasharray": DASHES}
        ends = {
            f"{axis}{end}": number(getattr(drawing.persons[at], axis))
            for end, at in ((1, one), (2, other))
            for axis in "xy"
        }
        line = f"<line{attributes(**ends, stroke=colour, **{'stroke-width': thickness(len(edge.events))}, **dashes)}"
        if linked:
            yield f'<a href="#t{index}" tabindex="-1">{line}/></a>\n'
        else:
            told = _tie(chart, edge, chart.sheet.nodes[one], chart.sheet.nodes[other])
            yield f"{line}><title>{text(told)}</title></line>\n"
    yield f'</g>\n<g class="persons" stroke="{PAPER}" stroke-width="1.2">\n'
    for index, (node, placed) in enumerate(zip(chart.sheet.nodes, drawing.persons, strict=True)):
        yield _person(index, node, placed, drawing, linked=linked)
    yield f'</g>\n<g class="names" fill="{INK}" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round"'
    yield ' text-anchor="middle">\n'
    for index, placed in enumerate(drawing.persons):
        if placed.name or linked:
            yield _name(index, placed, linked=linked)
    yield "</g>\n"


def _person(index: int, node: Node, placed: Placed, drawing: Drawing, *, linked: bool) -> str:
    """A person's shape."""
    group = drawing.groups[placed.group]
    where = attributes(transform=f"translate({number(placed.x)} {number(placed.y)})", fill=group.colour)
    if linked:
        told = attributes(**{"aria-label": drawn(named(node))})
        return f'<a href="#p{index}" tabindex="-1"{told}{where}>{mark(group, placed.radius)}</a>\n'
    told = f"{drawn(named(node))}: {counted(contacts(node), 'contact')}"
    extras = [f"{name} {value}" for name, value in node.attributes.items() if name not in ("contacts", "events")]
    return f"<g{where}><title>{text('; '.join([told, *extras]))}</title>{mark(group, placed.radius)}</g>\n"


def _name(index: int, placed: Placed, *, linked: bool) -> str:
    """A person's name; on a page also those without a place, which the page shows when there is room."""
    x, y = placed.name or (placed.x, placed.y + placed.radius + placed.letters * 0.7)
    where = attributes(x=number(x), y=number(y + placed.letters * 0.36), **{"font-size": number(placed.letters)})
    far = "" if placed.name else ' class="far"'
    known = f' id="n{index}"{far}' if linked else ' paint-order="stroke"'
    return f"<text{known}{where}>{text(placed.words)}</text>\n"


def _tie(chart: Chart, edge: Edge, one: Node, other: Node) -> str:
    """What pointing at a tie tells."""
    told = [
        ", ".join(filter(None, (chart.label(event.type), chart.label(event.status), " or ".join(event.dates))))
        for event in edge.events[-TOLD:]
    ]
    more = len(edge.events) - len(told)
    return (
        f"{drawn(named(one))} and {drawn(named(other))}: {counted(len(edge.events), 'event')}. "
        f"{'; '.join(told)}{f'; {more} before' if more else ''}"
    )


def _unnamed(drawing: Drawing) -> list[str]:
    """Who is shown without a name, by name: a name is written over nobody."""
    names = [placed.words for placed in drawing.persons if not placed.name]
    if not names:
        return []
    more = f", and {counted(len(names) - _LISTED, 'other')}, whom html names" if len(names) > _LISTED else ""
    return [f"Shown without a name for lack of room: {', '.join(names[:_LISTED])}{more}."]


def _wrapped(sentences: list[str], room: float) -> list[str]:
    """Sentences in lines of a width."""
    lines: list[str] = []
    for word in " ".join(sentences).split():
        if lines and width(f"{lines[-1]} {word}", BODY) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
