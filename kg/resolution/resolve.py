"""All articles together: from the set of extractions to the knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Knowledge
from kg.resolution.agreement import Surroundings
from kg.resolution.appearances import appearances
from kg.resolution.copies import find_copies
from kg.resolution.entities import affiliations, resolve_entities
from kg.resolution.events import cluster_tellings, known_events
from kg.resolution.positions import resolve_positions
from kg.resolution.tellings import tellings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Extraction
    from kg.schema.model import Schema


def resolve(extractions: Iterable[Extraction], schema: Schema) -> Knowledge:
    """What all articles together say.

    A function of the set of extractions: their order, their batching and repetitions change nothing. Articles' texts
    are not read, so extractions read back from a store give the same value.

    Args:
        extractions: at most one for each article; of two with one digest the later is ignored.
        schema: the event types and statuses they were read with.

    Raises:
        KeyError: when a claim has a status that the schema does not know.
    """
    once: dict[str, Extraction] = {}
    for extraction in extractions:
        once.setdefault(extraction.article.digest, extraction)
    ordered = [once[digest] for digest in sorted(once)]
    copies = find_copies([extraction.article for extraction in ordered])
    groups = {digest: digest for digest in once} | {member: group[0] for group in copies for member in group}
    seen = appearances(ordered, groups)
    cast = resolve_entities(seen)
    positions = resolve_positions(ordered, cast.ids)
    acts_for = affiliations(seen, cast, [(held.holder, held.organization) for held in positions if held.organization])
    around = Surroundings.of(cast.entities, acts_for)
    clusters = cluster_tellings(tellings(ordered, schema, cast.ids, groups), around)
    published = {digest: extraction.article.metadata.published for digest, extraction in once.items()}
    return Knowledge(cast.entities, positions, known_events(clusters, schema, around, published), copies)
