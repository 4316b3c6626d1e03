"""HTML: one page that needs no network, for a browser: the picture, and behind every tie its sentences.

The persons with the most contacts, 500 unless ``--top`` says otherwise; the page tells of how many. Drag, zoom, look
for a name, click on a person for the ties, on a tie for its events and their sentences with outlet and date; choose
statuses and years. Everything stands in three tables below, too (persons, ties, events with their sentences), so that
the page is read without a script, by a screen reader and on paper. Sentences travel, the text of articles does not.

The page asks nobody for anything: a content security policy lets run the one script and the one style sheet whose
digests it names, and fetch nothing. ``#p0`` and ``#t0`` behind its address lead to a person and to a tie.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from kg.export.drawn.chart import Chart, Quote
from kg.export.drawn.drawing import MARGIN, Drawing, draw
from kg.export.drawn.groups import contacts
from kg.export.drawn.legend import groups_told
from kg.export.drawn.picture import body
from kg.export.drawn.shapes import DASHES, THICKEST, THINNEST, named
from kg.export.drawn.telling import TITLE, counted, telling, unlikely
from kg.export.drawn.words import drawn
from kg.export.markup import xml_attributes as attributes
from kg.export.sheet import Event, Node

_ASSETS = Path(__file__).parent / "assets"
_KNOWN = ("contacts", "events")
_YEAR = 4  # digits


def write_html(chart: Chart) -> Iterator[bytes]:
    """A chart as a page."""
    for piece in _pieces(chart):
        yield piece.encode()


def _pieces(chart: Chart) -> Iterator[str]:
    drawing = draw(chart)
    script = (_ASSETS / "page.js").read_text("utf-8")
    style = (_ASSETS / "page.css").read_text("utf-8")
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield f'<link rel="icon" href="data:,">\n<title>{TITLE}: {_scope(chart)}</title>\n<style>{style}</style>\n</head>\n'
    yield '<body>\n<a class="skip" href="#tables">Go to the tables</a>\n'
    yield f'<header>\n<h1>{TITLE}</h1>\n<p class="told">{escape(" ".join(telling(chart)))}</p>\n</header>\n<main>\n'
    yield _TOOLS
    yield '<div class="stage">\n<div class="picture">\n<svg id="graph" xmlns="http://www.w3.org/2000/svg" role="img"'
    yield f'{attributes(viewBox=_view(drawing))} aria-labelledby="graph-told">\n'
    yield f'<title id="graph-told">A picture of the tables below: {_scope(chart)}</title>\n<g id="view">\n'
    yield from body(chart, drawing, linked=True)
    yield f"</g>\n</svg>\n{_ZOOM}</div>\n"
    yield '<aside id="panel" aria-label="What was chosen" hidden></aside>\n</div>\n'
    yield from _key(chart, drawing)
    yield '<div id="tables">\n'
    yield from _persons(chart, drawing)
    yield from _ties(chart)
    yield from _events(chart)
    yield "</div>\n</main>\n"
    yield "<footer>Made by Demarche. The sentences are quoted from the outlets named beside them.</footer>\n"
    yield f'<script type="application/json" id="data">{_embedded(_data(chart, drawing))}</script>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _view(drawing: Drawing) -> str:
    """The part of the drawing where somebody is."""
    left = min((placed.x for placed in drawing.persons), default=0.0) - MARGIN
    top = min((placed.y for placed in drawing.persons), default=0.0) - MARGIN / 2
    wide = max((placed.x for placed in drawing.persons), default=0.0) + MARGIN - left
    tall = max((placed.y for placed in drawing.persons), default=0.0) + MARGIN / 2 - top
    return f"{left:.0f} {top:.0f} {wide:.0f} {tall:.0f}"


def _scope(chart: Chart) -> str:
    return escape(telling(chart)[0])


def _digest(text: str) -> str:
    """Of a script or a style sheet, as a policy names it (https://www.w3.org/TR/CSP3/#grammardef-hash-source)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _embedded(value: object) -> str:
    """JSON that ends no script and begins no comment, in ASCII."""
    plain = json.dumps(value, separators=(",", ":"))
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(chart: Chart, drawing: Drawing) -> Mapping[str, object]:
    """What the script needs beside the tables: names, places, which tie has which events, their statuses and years."""
    sheet = chart.sheet
    places = {node.id: place for place, node in enumerate(sheet.nodes)}
    numbers = {event.id: number for number, event in enumerate(sheet.events)}
    statuses = _statuses(chart)
    keys = {key: number for number, (key, _) in enumerate(statuses)}
    return {
        "thinnest": THINNEST,
        "thickest": THICKEST,
        "dashes": DASHES,
        "persons": [
            {
                "n": drawn(named(node)),
                "c": contacts(node),
                "e": node.attributes.get("events", 0),
                "m": [f"{name} {value}" for name, value in _measures(node).items()],
                "g": drawn(drawing.groups[placed.group].label),
                "x": placed.x,
                "y": placed.y,
                "r": placed.radius,
            }
            for node, placed in zip(sheet.nodes, drawing.persons, strict=True)
        ],
        "ties": [
            [places[edge.source], places[edge.target], [numbers[event.id] for event in edge.events]]
            for edge in sheet.edges
        ],
        "facts": [[keys[event.status], *_years(event)] for event in sheet.events],
        "statuses": [{"label": chart.label(key), "happened": happened} for key, happened in statuses],
    }


def _statuses(chart: Chart) -> list[tuple[str, bool]]:
    """Statuses of the events and whether they mean that one happened; those first."""
    found = {event.status: event.happened for event in chart.sheet.events}
    return sorted(found.items(), key=lambda item: (not item[1], chart.label(item[0]), item[0]))


def _years(event: Event) -> tuple[int, int]:
    """First and last year; nought for none."""
    days = [day[:_YEAR] for day in (event.earliest or event.latest, event.latest or event.earliest)]
    first, last = (int(day) if day.isdecimal() else 0 for day in days)
    return first, last


def _measures(node: Node) -> dict[str, object]:
    return {name: value for name, value in node.attributes.items() if name not in _KNOWN}


def _key(chart: Chart, drawing: Drawing) -> Iterator[str]:
    """What the picture's colours, shapes, sizes and dashes mean."""
    yield '<ul class="key" aria-label="Key to the picture">\n'
    for shape, words in groups_told(drawing):
        yield f"<li>{shape} {_bdi(words)}</li>\n"
    yield "<li>Larger: more contacts. Wider: more events.</li>\n"
    if statuses := unlikely(chart):
        yield f"<li>Dashed: no event is said to have happened ({escape(statuses)}).</li>\n"
    yield "</ul>\n"


def _persons(chart: Chart, drawing: Drawing) -> Iterator[str]:
    """The table of persons, the best-connected first."""
    nodes = chart.sheet.nodes
    extra = list(dict.fromkeys(name for node in nodes for name in _measures(node)))
    yield from _head(
        "Persons",
        "The best-connected first.",
        ["Person", "Contacts", "Events", *extra, "Group"],
        numbers={"Contacts", "Events", *extra},
    )
    order = sorted(range(len(nodes)), key=lambda place: (-contacts(nodes[place]), nodes[place].label, place))
    for place in order:
        node, group = nodes[place], drawing.around(place)
        cells = [contacts(node), node.attributes.get("events", 0), *(_measures(node).get(name, "") for name in extra)]
        numbers = "".join(f'<td class="number">{escape(str(value))}</td>' for value in cells)
        yield f'<tr id="p{place}"><th scope="row">{_bdi(named(node))}</th>{numbers}<td>{_bdi(group.label)}</td></tr>\n'
    yield _END


def _ties(chart: Chart) -> Iterator[str]:
    """The table of ties: who, and which events they share."""
    sheet = chart.sheet
    places = {node.id: place for place, node in enumerate(sheet.nodes)}
    numbers = {event.id: number for number, event in enumerate(sheet.events)}
    yield from _head(
        "Ties",
        "Who shares which events, those who share most first; an event leads to its sentences.",
        ["Person", "Person", "Events"],
    )
    for index, edge in sorted(enumerate(sheet.edges), key=lambda item: -len(item[1].events)):
        ends = "".join(f"<td>{_link(chart, places[end])}</td>" for end in (edge.source, edge.target))
        events = "".join(
            f'<li><a href="#f{numbers[event.id]}">{escape(_short(chart, event))}</a></li>' for event in edge.events
        )
        yield f'<tr id="t{index}">{ends}<td><ul class="names-of">{events}</ul></td></tr>\n'
    yield _END


def _events(chart: Chart) -> Iterator[str]:
    """The table of events with their sentences."""
    places = {node.id: place for place, node in enumerate(chart.sheet.nodes)}
    columns = ["Event", "Status", "Date", "Place", "Persons", "Sentences"]
    yield from _head(
        "Events and their sentences",
        "What the articles say, with outlet and date of publication; the earliest event first, undated ones last.",
        columns,
    )
    order = sorted(
        enumerate(chart.sheet.events), key=lambda item: (item[1].earliest or "9999", item[1].latest or "9999")
    )
    for number, event in order:
        status = (
            f'<span class="status{" happened" if event.happened else ""}">{escape(chart.label(event.status))}</span>'
        )
        persons = "".join(f"<li>{_link(chart, places[person])}</li>" for person in event.persons)
        if absent := chart.absent.get(event.id, 0):
            persons += f"<li>and {absent} not shown</li>"
        sentences = "".join(_sentence(quote, chart.label(event.status)) for quote in chart.quotes.get(event.id, ()))
        yield (
            f'<tr id="f{number}"><th scope="row">{_bdi(event.label)}</th><td>{status}</td>'
            f'<td class="date">{escape(" or ".join(event.dates))}</td><td>{_bdi(", ".join(event.places))}</td>'
            f'<td><ul class="names-of">{persons}</ul></td>'
            f'<td class="wide"><ul class="sentences">{sentences}</ul></td></tr>\n'
        )
    yield _END


def _sentence(quote: Quote, status: str) -> str:
    """A sentence with where it stands, who says so, and what it says where that is not the event's status."""
    origin = [_bdi(quote.outlet or quote.file), escape(quote.published), _bdi(quote.headline)]
    if quote.status and quote.status != status:
        origin.append(f"says {escape(quote.status)}")
    if quote.voice:
        origin.append(f"according to {_bdi(quote.voice)}")
    told = ", ".join(part for part in origin if part)
    return (
        f'<li><blockquote dir="auto">{escape(drawn(quote.words))}</blockquote><span class="origin">{told}</span></li>'
    )


def _short(chart: Chart, event: Event) -> str:
    """An event in a few words."""
    parts = (chart.label(event.type), " or ".join(event.dates) or "no date", chart.label(event.status))
    sources = counted(event.sources, "source") if event.sources > 1 else ""
    return ", ".join(filter(None, (*parts, sources)))


def _link(chart: Chart, place: int) -> str:
    """A person's name, leading to the person."""
    return f'<a href="#p{place}">{_bdi(named(chart.sheet.nodes[place]))}</a>'


def _bdi(words: str) -> str:
    """Words of any direction that turn nothing around them."""
    return f"<bdi>{escape(drawn(words))}</bdi>" if words else ""


def _head(title: str, caption: str, columns: Sequence[str], *, numbers: Collection[str] = ()) -> Iterator[str]:
    heads = "".join(
        f'<th scope="col"{" class=number" if column in numbers else ""}>{escape(column)}</th>' for column in columns
    )
    yield f'<section>\n<h2>{title}</h2>\n<div class="scroll">\n<table>\n<caption>{caption}</caption>\n'
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"


_END = "</tbody>\n</table>\n</div>\n</section>\n"
_TOOLS = """<div class="tools" data-live hidden>
<div class="find" role="search"><label for="search">Find a person</label>
<input type="search" id="search" autocomplete="off" spellcheck="false"><ul id="found" hidden></ul></div>
<fieldset id="statuses"><legend>Status of the events</legend></fieldset>
<fieldset id="years"><legend>Years</legend>
<label>from <select id="since"><option value="">any</option></select></label>
<label>to <select id="until"><option value="">any</option></select></label></fieldset>
<button type="button" id="all">Show all</button>
</div>
<p id="count" class="quiet" aria-live="polite"></p><p id="said" class="unseen" aria-live="polite"></p>
"""
_ZOOM = """<div class="zoom" data-live hidden><button type="button" id="nearer" aria-label="Nearer">+</button>
<button type="button" id="farther" aria-label="Farther">−</button>
<button type="button" id="whole" aria-label="The whole picture">⤢</button></div>
<div id="tip" aria-hidden="true" hidden></div>
"""
