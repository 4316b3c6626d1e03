"""Document -> Extraction: the parts of extraction in order, for one article.

graphs (enhance) -> scene (understand) -> matches (frames) -> drafts (status, dates, voice) -> passes -> claims
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.allegiance import Allegiances
from kg.extraction.circumstances import Circumstances
from kg.extraction.claims import Describer, to_claims
from kg.extraction.deliveries import understand_recipients
from kg.extraction.discourse import understand_parties
from kg.extraction.doings import share_places
from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.entities import understand
from kg.extraction.expansion import expand
from kg.extraction.frames import Matcher
from kg.extraction.fulfilments import fulfil
from kg.extraction.itineraries import date_stops
from kg.extraction.lone_states import take_lone_states
from kg.extraction.merge import Merger
from kg.extraction.one_sided import one_sided, vaguer
from kg.extraction.open_parties import settle_open
from kg.extraction.party_counts import leave_out_greater
from kg.extraction.passes import (
    alike,
    answers,
    drop_nested,
    inherit,
    parties,
    resolve_anaphora,
)
from kg.extraction.quotations import find_quotations
from kg.extraction.readings import Readings
from kg.extraction.retellings import leave_out_other_pairs, leave_out_retellings
from kg.extraction.seats import take_seats
from kg.extraction.sojourns import date_by_arrival
from kg.extraction.status import StatusReader
from kg.extraction.telling import Teller
from kg.extraction.trigger_words import trigger_words
from kg.extraction.whereabouts import leave_out_homes, narrow_places, next_stops, take_additions
from kg.model import Document, Extraction, PositionClaim
from kg.schema.model import Schema

_NO_STEPS: Final[frozenset[str]] = frozenset()


class Extractor:
    """Reads claims from parsed articles. Pure: equal documents give equal extractions; it can be pickled.

    Args:
        schema: the event types.
        without: steps of ``kg.extraction.enhance.STEPS`` to leave out, for ablation.
    """

    def __init__(self, schema: Schema, *, without: frozenset[str] = _NO_STEPS) -> None:
        self.schema = schema
        self.without = without
        self._matcher = Matcher(schema)
        self._statuses = StatusReader(schema)
        self._words = trigger_words(schema)

    def extract(self, document: Document) -> Extraction:
        """All that one article says. ``provenance`` is left empty for the caller."""
        graphs = tuple(enhance(sentence, self._words, without=self.without) for sentence in document.sentences)
        scene = understand(document, graphs)
        quotations = find_quotations(document.article)
        teller = Teller(self.schema, scene, self._statuses)
        allegiances = Allegiances(scene)
        merger = Merger(self.schema, scene)
        drafts: list[Draft] = []
        for sentence, graph in enumerate(graphs):
            if not graph.sentence.parsed:
                continue
            matches = drop_nested(self._matcher.match(scene, sentence, Readings(scene, sentence), quotations), graph)
            told = [draft for match in matches for draft in teller.tell(match)]
            drafts += share_places(told, graphs, allegiances)
        drafts = leave_out_homes(narrow_places(drafts, scene, allegiances), scene, allegiances)
        drafts = alike(answers(take_additions(drafts, allegiances)), graphs)
        drafts = leave_out_other_pairs(drafts, allegiances, graphs)
        drafts = resolve_anaphora(drafts, merger.circumstances_agree, graphs, scene.referring)
        drafts = understand_parties(drafts, merger.circumstances_agree, graphs)
        drafts = take_lone_states(inherit(parties(drafts, graphs)), scene)
        drafts = settle_open(next_stops(drafts, graphs), scene)
        drafts = leave_out_greater(leave_out_retellings(drafts, allegiances), graphs)
        drafts = understand_recipients(drafts, graphs)
        drafts = date_stops(expand_all(drafts, one_sided(drafts, allegiances, graphs)), teller.dates, graphs)
        drafts = fulfil(drafts, merger.circumstances_agree, graphs)
        numbers = merger.group(drafts)
        drafts = Circumstances(scene, allegiances, teller.dates).complete(drafts, numbers)
        drafts = date_by_arrival(drafts, numbers, graphs)
        drafts = take_seats(drafts, scene, allegiances)
        describer = Describer(scene)
        claims = to_claims(drafts, numbers, scene, describer)
        entities = tuple(sorted((*scene.entities.values(), *describer.entities()), key=lambda entity: entity.key))
        positions = grounded_positions(scene.positions, frozenset(entity.key for entity in entities if entity.mentions))
        return Extraction(document.article, entities, positions, claims)


def expand_all(drafts: Sequence[Draft], kept: frozenset[int] = frozenset()) -> list[Draft]:
    """Drafts that tell enough, one for each event; antecedents point at the first draft of the event they take up.

    Args:
        drafts: all drafts of an article.
        kept: places of those that stand although they tell one side alone.
    """
    vague = vaguer(drafts)
    places: dict[int, tuple[int, int]] = {}
    result: list[Draft] = []
    beside: dict[int, list[Draft]] = {}
    for draft in drafts:
        beside.setdefault(draft.match.sentence, []).append(draft)
    for position, draft in enumerate(drafts):
        enough = (draft.is_enough() and position not in vague) or position in kept
        if not enough or _told_beside(draft, beside[draft.match.sentence]):
            continue
        first, several = places.get(draft.antecedent, (-1, 0))
        variants = [variant for variant in expand([draft]) if position in kept or variant.is_enough()]
        if variants:
            places[position] = len(result), len(variants)
        # "the tour" of three countries takes up each stop, not three times the first
        apart = several > 1 and several == len(variants)
        result += [replace(one, antecedent=first + (at if apart else 0)) for at, one in enumerate(variants)]
    return result


def _told_beside(draft: Draft, beside: Sequence[Draft]) -> bool:
    """Whether a whole event of the type, with one of its parties, is told beside it ("replied to a letter from X").

    Args:
        draft: one that may be a part of another.
        beside: all of its sentence.
    """
    if draft.is_complete():
        return False
    known = set(draft.agents())
    return any(
        other.event_type.iri == draft.event_type.iri and other.is_complete() and not known.isdisjoint(other.agents())
        for other in beside
    )


def grounded_positions(positions: Sequence[PositionClaim], known: frozenset[str]) -> tuple[PositionClaim, ...]:
    """Offices of those who are mentioned, sorted; of a body that no mention is left of, only the title stays.

    What was taken for a body may turn out to be another name's part once the whole article is read.
    """
    kept = (
        claim if claim.organization in known else replace(claim, organization="")
        for claim in positions
        if claim.holder in known
    )
    return tuple(sorted(kept, key=lambda claim: (claim.span, claim.holder, claim.title)))
