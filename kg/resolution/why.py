"""Why claims of different articles are one event: data for ``kg show --why``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.resolution.agreement import Agreement, Surroundings, agreement, are_copies
from kg.resolution.appearances import appearances
from kg.resolution.entities import Cast, affiliations
from kg.resolution.tellings import Telling, tellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import ClaimRef, Extraction, Knowledge, KnownEvent
    from kg.schema.model import Schema


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
    groups = {member: min(group) for group in knowledge.copies for member in group}
    mine = {reference.article for reference in event.claims}
    known = sorted({extraction.article.digest: extraction for extraction in extractions}.items())
    ids = {source: entity.id for entity in knowledge.entities for source in entity.sources}
    cast = Cast(knowledge.entities, ids)
    seen = appearances([extraction for _, extraction in known], groups)
    offices = [(held.holder, held.organization) for held in knowledge.positions if held.organization]
    around = Surroundings.of(knowledge.entities, affiliations(seen, cast, offices))
    told = [
        telling
        for telling in tellings([extraction for digest, extraction in known if digest in mine], schema, ids, groups)
        if telling.claims[0][0] in event.claims
    ]
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
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
