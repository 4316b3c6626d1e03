"""Why claims of different articles are one event, and why a near event is another: data for ``kg show --why``."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.resolution.agreement import (
    ENOUGH,
    Agreement,
    Exclusion,
    Surroundings,
    agreement,
    are_copies,
    exclusion,
    in_common,
    least_parties,
)
from kg.resolution.appearances import appearances
from kg.resolution.entities import Cast, affiliations
from kg.resolution.tellings import Telling, tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.model import ClaimRef, Extraction, Knowledge, KnownEvent
    from kg.schema.model import Schema

_NEAREST: Final = 3
_FAR: Final = 10**6  # days


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the claims of one article joined those of another.

    Attributes:
        left, right: smallest claims of the two articles on this event.
        strength: points of the agreement (``kg.resolution.agreement``); 0 where the two met through others alone.
        sentences: what they have in common, in plain words.
    """

    left: ClaimRef
    right: ClaimRef
    strength: int
    sentences: tuple[str, ...]


def why(
    knowledge: Knowledge, extractions: Iterable[Extraction], event: KnownEvent, schema: Schema
) -> tuple[Reason, ...]:
    """For every article after the first, its best link to the articles before it; empty for an event of one article.

    Args:
        knowledge: that holds the event.
        extractions: at least those of the event's articles; others only lend their persons' offices.
        event: of the knowledge.
        schema: as given to ``resolve``.
    """
    of, around = _told(knowledge, extractions, [event], schema)
    told = of[event.slug]
    reasons = []
    for index, telling in enumerate(told[1:], start=1):
        best: tuple[int, Telling, Agreement | None] = (0, told[0], None)
        for earlier in told[:index]:
            found = agreement(earlier, telling, around, copied=are_copies(earlier, telling))
            if found is not None and found.strength > best[0]:
                best = (found.strength, earlier, found)
        strength, earlier, found = best
        sentences = (
            _sentences(earlier, telling, found, around)
            if found
            else ("linked through the other articles, or by a judgement",)
        )
        reasons.append(Reason(earlier.claims[0][0], telling.claims[0][0], strength, sentences))
    return tuple(reasons)


def inferred(extractions: Iterable[Extraction], event: KnownEvent, schema: Schema) -> tuple[str, ...]:
    """Who fills a role though no words of his own tell it: the state of whoever goes to its capital or to itself.

    Such an argument rests on the very words that fill the role of places whose seat it is (decision 0013).

    Args:
        extractions: at least those of the event's articles, as judged.
        event: with its claims.
        schema: as given to ``resolve``.
    """
    by_digest = {extraction.article.digest: extraction for extraction in extractions}
    lines: dict[str, None] = {}
    for reference in event.claims:
        extraction = by_digest[reference.article]
        claim = extraction.claims[reference.ordinal]
        names = {entity.key: entity.name for entity in extraction.entities}
        for role in schema.type(event.event_type).roles:
            places = {item.mention.span for item in claim.arguments if role.seat_of and item.role == role.seat_of}
            for item in claim.arguments:
                if item.role == role.iri and item.mention.span in places:
                    state = names.get(item.entity, item.entity)
                    lines[f"{role.label} inferred: {state}, from “{item.mention.text}”"] = None
    return tuple(lines)


def _told(
    knowledge: Knowledge, extractions: Iterable[Extraction], events: Sequence[KnownEvent], schema: Schema
) -> tuple[dict[str, list[Telling]], Surroundings]:
    """The tellings of each event of one type, by its slug, and what is known of the entities."""
    groups = {member: min(group) for group in knowledge.copies for member in group}
    mine = {reference.article for event in events for reference in event.claims}
    known = sorted({extraction.article.digest: extraction for extraction in extractions}.items())
    ids = {source: entity.id for entity in knowledge.entities for source in entity.sources}
    seen = appearances([extraction for _, extraction in known], groups)
    offices = [(held.holder, held.organization) for held in knowledge.positions if held.organization]
    around = Surroundings.of(knowledge.entities, affiliations(seen, Cast(knowledge.entities, ids), offices))
    told = tellings([extraction for digest, extraction in known if digest in mine], schema, ids, groups)
    return {event.slug: [one for one in told if one.claims[0][0] in event.claims] for event in events}, around


def _sentences(a: Telling, b: Telling, found: Agreement, around: Surroundings) -> tuple[str, ...]:
    sentences = ["both articles are copies of one story and use the same words"] if found.copied else []
    sentences += [*_parties(a, b, around), *_times(a, b, found)]
    if found.place:
        places = sorted({around.names[place] for place in a.places | b.places})
        sentences.append(f"both are in {places[0]}" if len(places) == 1 else f"the places agree: {_list(places)}")
    if found.series:
        sentences.append(f"both are number {min(a.series & b.series)} of a series")
    if found.status:
        sentences.append("both have the same status")
    if a.happened != b.happened:
        sentences.append("one tells that it took place, the other speaks of it otherwise")
    return tuple(sentences)


def _parties(a: Telling, b: Telling, around: Surroundings) -> Iterator[str]:
    shared = sorted(around.names[who] for who in a.agents & b.agents)
    if shared:
        yield f"both name {_list(shared)}"
    for mine, yours in ((a, b), (b, a)):
        theirs = yours.agents - mine.agents
        for who in sorted(mine.agents - yours.agents):
            states = sorted(around.names[side] for side in around.acts_for.get(who, ()) if side in theirs)
            if states:
                yield f"{around.names[who]} acts for {_list(states)}"


def _times(a: Telling, b: Telling, found: Agreement) -> Iterator[str]:
    if found.date and a.dates and b.dates:
        dates = sorted({*a.dates, *b.dates})
        yield f"both are dated {dates[0]}" if len(dates) == 1 else f"the dates {_list(dates)} agree"
    elif found.date and (a.dates or b.dates):
        yield f"the article without a date was published at the time of {_list(list(a.dates or b.dates))}"
    elif found.date:
        yield "neither gives a date, and both were published in the same days"


def _list(words: list[str]) -> str:
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} and {words[-1]}"


@dataclass(frozen=True, slots=True)
class Distance:
    """Why an event that looks like another is not that one."""

    event: KnownEvent
    sentences: tuple[str, ...]


def why_not(
    knowledge: Knowledge, extractions: Iterable[Extraction], event: KnownEvent, schema: Schema
) -> tuple[Distance, ...]:
    """The events nearest to one, at most `_NEAREST`, each with what keeps it apart.

    Near are events of the same type that share its parties, then those whose dates lie nearest.

    Args:
        knowledge: that holds the event.
        extractions: at least those of the events' articles; others only lend their persons' offices.
        event: of the knowledge.
        schema: as given to ``resolve``.
    """
    known = list(extractions)
    near = _nearest(knowledge, event, schema)
    told, around = _told(knowledge, known, [event, *near], schema)
    files = {extraction.article.digest: extraction.article.file for extraction in known}
    return tuple(Distance(other, _apart(told[event.slug], told[other.slug], around, files)) for other in near)


def _nearest(knowledge: Knowledge, event: KnownEvent, schema: Schema) -> list[KnownEvent]:
    event_type = schema.type(event.event_type)
    agents = {role.iri for role in event_type.roles if role.agent}
    least = min(least_parties(event_type), 2)

    def parties(one: KnownEvent) -> set[str]:
        return {argument.entity for argument in one.arguments if argument.role in agents and argument.entity}

    def distance(one: KnownEvent) -> tuple[int, int, str]:
        return -len(parties(one) & mine), _days_between(one, event), one.slug

    mine = parties(event)
    others = [one for one in knowledge.events if one.event_type == event.event_type and one.slug != event.slug]
    near = [one for one in others if len(parties(one) & mine) >= max(1, least)]
    return sorted(near, key=distance)[:_NEAREST]


def _days_between(a: KnownEvent, b: KnownEvent) -> int:
    """Days between the first days of two events; many where one has no date."""
    starts = [edtf.bounds(one.date)[0] if one.date else None for one in (a, b)]
    return abs((starts[0] - starts[1]).days) if starts[0] and starts[1] else _FAR


def _apart(
    mine: list[Telling], yours: list[Telling], around: Surroundings, files: Mapping[str, str]
) -> tuple[str, ...]:
    """What keeps two events apart: first what excludes, else what is lacking."""
    both = sorted({one.article for one in mine} & {one.article for one in yours})
    if both:
        return (f"{files[both[0]]} tells of both and tells them apart",)
    pairs = [(one, other) for one in mine for other in yours]
    reasons = {found: (one, other) for one, other in pairs if (found := exclusion(one, other, around))}
    if reasons:
        return tuple(_contrast(found, *reasons[found], around) for found in Exclusion if found in reasons)
    if not pairs or any(agreement(one, other, around) for one, other in pairs):
        return ("their claims agree, but what other articles say of each, or a judgement, keeps them apart",)
    best = max((in_common(one, other, around) for one, other in pairs), key=lambda points: points.strength)
    if best.strength >= ENOUGH:
        return ("nothing ties them to one occasion: no day, no number of a series, no place of the same form",)
    told = ", ".join(f"{name} {points}" for name, points in asdict(best).items() if points)
    return (f"too little in common: {told or 'nothing'}; together {best.strength} of the {ENOUGH} points needed",)


def _contrast(found: Exclusion, a: Telling, b: Telling, around: Surroundings) -> str:
    """An exclusion with what it rests on."""
    if found is Exclusion.DATE:
        return f"{found}: {'; '.join(_list(list(one.dates)) or 'undated' for one in (a, b))}"
    if found is Exclusion.SERIES:
        return f"{found}: {min(a.series)} and {min(b.series)}"
    if found is Exclusion.PLACE:
        return f"{found}: {_called(a.places, around)}; {_called(b.places, around)}"
    if found in (Exclusion.STRANGERS, Exclusion.ROLE):
        return f"{found}: {_called(a.agents - b.agents, around)}; {_called(b.agents - a.agents, around)}"
    return str(found)


def _called(entities: Iterable[str], around: Surroundings) -> str:
    return _list(sorted(around.names[entity] for entity in entities))
