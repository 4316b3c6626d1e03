"""Small articles and a small schema, built by hand: every word an article needs is written into its text."""

import hashlib
from dataclasses import dataclass, replace

from kg import names
from kg.model import (
    Argument,
    Article,
    Entity,
    EntityKind,
    EventClaim,
    Extraction,
    Mention,
    Metadata,
    PositionClaim,
    Provenance,
    Span,
)
from kg.schema.model import Concept, EventType, Role, Schema, Status
from kg.vocabulary import DIP

AGENTS = ("person", "organization", "country")


def role(name, *, kinds=AGENTS, agent=True, contact=True, minimum=0, maximum=0, literal=False, scheme=""):
    return Role(DIP + name, name, name, kinds, scheme, literal, agent, contact, minimum, maximum, ())


def event_type(name, *roles, options=()):
    return EventType(DIP + name, name, name.lower(), name.lower(), "", "", (), (), (), roles, options, (), (), (), "")


PLACE = role("place", kinds=("place", "country"), agent=False, contact=False)
SCHEMA = Schema(
    types=(
        event_type(
            "Meeting",
            role("participant", minimum=2),
            role("host"),
            PLACE,
            role("format", kinds=(), agent=False, contact=False, scheme=DIP + "formats"),
        ),
        event_type("Visit", role("visitor", minimum=1), role("host"), PLACE, options=("across",)),
        event_type("Letter", role("sender", minimum=1), role("recipient", minimum=1)),
        event_type(
            "Sanction",
            role("imposer", contact=False),
            role("target", contact=False, minimum=1),
            role("action", kinds=(), agent=False, contact=False, scheme=DIP + "actions", maximum=1),
        ),
        event_type(
            "Statement",
            role("speaker", contact=False, minimum=1, maximum=1),
            role("quotation", kinds=(), agent=False, contact=False, literal=True, minimum=1),
        ),
    ),
    concepts=(
        Concept(DIP + "summit", "summit", DIP + "formats", ()),
        Concept(DIP + "imposed", "imposed", DIP + "actions", ()),
        Concept(DIP + "lifted", "lifted", DIP + "actions", ()),
    ),
    statuses=(
        Status(DIP + "occurred", "occurred", "occurred", "CT+", 1, (), happened=True),
        Status(DIP + "planned", "planned", "planned", "PR+", 3, (), happened=False),
        Status(DIP + "possible", "possible", "possible", "PS+", 5, (), happened=False),
        Status(DIP + "cancelled", "cancelled", "cancelled", "CT-", 8, (), happened=False),
        Status(DIP + "denied", "denied", "denied", "CT-", 9, (), happened=False),
    ),
    digest="0" * 64,
    files=(),
)

COUNTRIES = {
    "France": "FR", "Kenya": "KE", "Peru": "PE", "Norway": "NO", "United States": "US", "Zaire": "ZR",
    "DR Congo": "CD", "Soviet Union": "SU", "Russia": "RU",
}  # fmt: skip
CITIES = {"Nairobi": "Kenya", "Lima": "Peru", "Oslo": "Norway", "Paris": "France"}


@dataclass(frozen=True)
class Told:
    """An event as an article tells it: fillers by role; a filler is a name, ``"`` before it makes it words."""

    type: str
    roles: dict
    date: str | None = None
    status: str = "occurred"
    series: int = 0
    generic: bool = False
    number: int | None = None


def meeting(*who, place="", form="", **options):
    return Told("Meeting", {"participant": who, "place": [place], "format": [form]}, **options)


def visit(*who, place="", host="", **options):
    return Told("Visit", {"visitor": who, "place": [place], "host": [host] if host else []}, **options)


def letter(sender, recipient, **options):
    return Told("Letter", {"sender": [sender], "recipient": [recipient]}, **options)


def sanction(imposer, target, action="imposed", **options):
    return Told("Sanction", {"imposer": [imposer], "target": [target], "action": [action]}, **options)


def statement(speaker, quote, **options):
    return Told("Statement", {"speaker": [speaker], "quotation": ['"' + quote]}, **options)


class _Page:
    """A text that grows."""

    def __init__(self, title):
        self.text = title + "\n"

    def write(self, words):
        start = len(self.text)
        self.text += words + " "
        return Mention(Span(start, start + len(words)), words)


def _kind(name, others):
    if name in others:
        return others[name]
    if name in COUNTRIES:
        return EntityKind.COUNTRY
    return EntityKind.PLACE if name in CITIES else EntityKind.PERSON


def article(
    title, published, *events, offices=(), kinds=None, fingerprint=(), within=None, also=(), unnamed=(), mentions=None
):
    """An extraction. ``offices``: (holder, title, organization) or with a fourth, True, for a former one."""
    others, inner, forms = dict(kinds or {}), {**CITIES, **(within or {})}, dict(mentions or {})
    page, found = _Page(title), {}

    def entity(name):
        if name not in found:
            kind = _kind(name, others)
            country = inner.get(name, "")
            outer = entity(country) if country and kind is EntityKind.PLACE else ""
            found[name] = Entity(
                key=f"{kind}/{names.slug(name)}",
                kind=kind,
                name=name,
                mentions=tuple(page.write(form) for form in (name, *forms.get(name, ()))),
                reference=f"iso:{COUNTRIES[name]}" if kind is EntityKind.COUNTRY else "",
                named=name not in unnamed,
                within=outer,
                country=f"iso:{COUNTRIES[country]}" if country in COUNTRIES and kind is EntityKind.ORGANIZATION else "",
                parts=names.split_name(name) if kind is EntityKind.PERSON else ("", ""),
            )
        return found[name].key

    positions = []
    for holder, office, organization, *former in offices:
        start = len(page.text)
        held, body = entity(holder), entity(organization) if organization else ""
        span = page.write(office).span
        positions.append(PositionClaim(held, office, body, bool(former), span, Span(start, span.end)))
    for name in also:
        entity(name)
    claims = [_claim(event, index, page, entity) for index, event in enumerate(events)]
    digest = hashlib.sha256(page.text.encode()).hexdigest()
    return Extraction(
        article=Article(f"{title}.txt", page.text, digest, Metadata(published=published), (), tuple(fingerprint)),
        entities=tuple(sorted(found.values(), key=lambda thing: thing.key)),
        positions=tuple(positions),
        claims=tuple(claims),
        provenance=Provenance("r", "m", "o", "s"),
    )


def _claim(event, index, page, entity):
    start = len(page.text)
    trigger = page.write(event.type.lower())
    arguments = []
    for name, fillers in event.roles.items():
        for filler in filter(None, fillers):
            if filler.startswith('"'):
                words = page.write(filler[1:])
                arguments.append(Argument(DIP + name, words, value=words.text))
            elif name in ("format", "action"):
                arguments.append(Argument(DIP + name, page.write(filler), value=DIP + filler))
            else:
                key = entity(filler)
                arguments.append(Argument(DIP + name, page.write(filler), entity=key))
    date = page.write(event.date).span if event.date else None
    return EventClaim(
        event_type=DIP + event.type,
        trigger=trigger,
        arguments=tuple(sorted(arguments, key=lambda one: (one.role, one.mention.span, one.entity))),
        status=DIP + event.status,
        date=event.date,
        date_span=date,
        attribution=None,
        evidence=(Span(start, len(page.text) - 1),),
        local_event=index if event.number is None else event.number,
        series=event.series,
        generic=event.generic,
    )


def untexted(extraction):
    """The extraction as a store gives it back."""
    return replace(extraction, article=replace(extraction.article, text="", blocks=()))
