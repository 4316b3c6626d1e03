"""All articles together: from the set of extractions to the knowledge."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.judgement import Sides, claim_names
from kg.model import Knowledge
from kg.resolution.agreement import Surroundings
from kg.resolution.appearances import appearances
from kg.resolution.copies import find_copies
from kg.resolution.entities import affiliations, resolve_entities
from kg.resolution.events import known_events
from kg.resolution.judging import as_judged, judged_groups
from kg.resolution.listing import list_entities
from kg.resolution.memory import Memory
from kg.resolution.positions import resolve_positions
from kg.resolution.telling_clusters import Decided, cluster_tellings
from kg.resolution.tellings import tellings
from kg.watchlist import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.judgement import Judgement
    from kg.model import Extraction
    from kg.resolution.events import Cluster
    from kg.resolution.tellings import Telling
    from kg.schema.model import Schema
    from kg.watchlist import Watchlist


def resolve(
    extractions: Iterable[Extraction],
    schema: Schema,
    judgements: Iterable[Judgement] = (),
    watchlist: Watchlist = EMPTY,
    *,
    memory: Memory | None = None,
) -> Knowledge:
    """What all articles together say.

    A function of the set of extractions and the set of judgements: order, batching and repetitions change nothing.
    Articles' texts are not read, so extractions read back from a store give the same value.

    Args:
        extractions: at most one for each article; of two with one digest the later is ignored.
        schema: the event types and statuses they were read with.
        judgements: an analyst's decisions; those on what no article says have no effect.
        watchlist: who is who; two of its entries are never one.
        memory: of earlier calls with nearly the same extractions; what they share is not worked out again. It makes a
            call faster and changes no result.

    Raises:
        KeyError: when a claim has a status that the schema does not know.
    """
    once: dict[str, Extraction] = {}
    for extraction in extractions:
        once.setdefault(extraction.article.digest, extraction)
    with _without_collector():
        return _resolve(once, schema, tuple(judgements), watchlist, memory or Memory())


@contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing made here is garbage before the end: looking for it costs a third of the time at 100,000 claims."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _resolve(
    once: dict[str, Extraction],
    schema: Schema,
    judgements: tuple[Judgement, ...],
    watchlist: Watchlist,
    memory: Memory,
) -> Knowledge:
    ordered = as_judged([once[digest] for digest in sorted(once)], judgements, schema)
    copies = find_copies([extraction.article for extraction in ordered], memory)
    groups = {digest: digest for digest in once} | {member: group[0] for group in copies for member in group}
    seen = appearances(ordered, groups, memory)
    listing = list_entities(seen, watchlist)
    cast = resolve_entities(seen, Sides(judgements, listing.sides), listing.entries)
    positions = resolve_positions(ordered, cast.ids)
    acts_for = affiliations(seen, cast, [(held.holder, held.organization) for held in positions if held.organization])
    around = Surroundings.of(cast.entities, acts_for)
    told = tellings(ordered, schema, cast.ids, groups, memory)
    clusters = _clusters(told, around, Sides(judgements), ordered, memory)
    published = {digest: extraction.article.metadata.published for digest, extraction in once.items()}
    events = known_events(clusters, schema, around, published, memory)
    memory.turn()
    return Knowledge(cast.entities, positions, events, copies)


def _clusters(
    told: Sequence[Telling], around: Surroundings, sides: Sides, extractions: Iterable[Extraction], memory: Memory
) -> list[Cluster]:
    """The tellings grouped by event, as far as judgements leave that open."""
    if not sides:
        return cluster_tellings(told, around, memory)
    name_of = {claim: name for extraction in extractions for claim, name in claim_names(extraction).items()}

    def names(telling: Telling) -> Iterator[str]:
        return (name_of[reference] for reference, _ in telling.claims)

    def limited(telling: Telling) -> bool:
        return sides.limits(names(telling))

    def apart(one: Telling, other: Telling) -> bool:
        return sides.parts(names(one), names(other))

    clusters = cluster_tellings(told, around, memory, Decided(limited, apart))
    types = sorted({cluster[0].type.iri for cluster in clusters})
    return [
        tuple(sorted(group, key=lambda telling: (telling.article, telling.number)))
        for iri in types
        for group in judged_groups([cluster for cluster in clusters if cluster[0].type.iri == iri], sides, names)
    ]
