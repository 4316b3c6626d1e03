"""Offices: position claims of one holder, organization and title come together."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg import names
from kg.model import ClaimRef, EntityRef, KnownPosition
from kg.resolution.labels import position_slug
from kg.resolution.slugs import digest, unique_slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Extraction


def resolve_positions(extractions: Iterable[Extraction], ids: Mapping[EntityRef, str]) -> tuple[KnownPosition, ...]:
    """The positions, sorted by slug.

    A former office is another position than the same office held: ``as_of`` says when it was held, or was past.
    The title is written as most articles write it, then the longest, then the first in the alphabet.
    """
    stated: dict[tuple[str, str, str, bool], list[tuple[ClaimRef, str, str | None]]] = defaultdict(list)
    for extraction in extractions:
        article = extraction.article
        for ordinal, claim in enumerate(extraction.positions):
            holder = ids.get(EntityRef(article.digest, claim.holder))
            if holder is None:
                continue
            organization = ids.get(EntityRef(article.digest, claim.organization), "")
            key = (holder, names.fold(claim.title), organization, claim.former)
            reference = ClaimRef(article.digest, "position", ordinal)
            stated[key].append((reference, claim.title, article.metadata.published))
    keys = sorted(stated)
    wanted = [
        (
            position_slug(_slug(holder), title, _slug(organization), former=former),
            digest(f"{holder} {title} {organization}"),
        )
        for holder, title, organization, former in keys
    ]
    found = []
    for key, slug in zip(keys, unique_slugs(wanted), strict=True):
        holder, _, organization, former = key
        claims = sorted(stated[key], key=lambda claim: claim[0])
        found.append(
            KnownPosition(
                slug=slug,
                holder=holder,
                title=_usual({(reference.article, title) for reference, title, _ in claims}),
                organization=organization,
                former=former,
                as_of=tuple(sorted({published for _, _, published in claims if published is not None})),
                claims=tuple(reference for reference, _, _ in claims),
            )
        )
    return tuple(sorted(found, key=lambda position: position.slug))


def _slug(entity: str) -> str:
    return entity.partition("/")[2]


def _usual(written: set[tuple[str, str]]) -> str:
    counts = Counter(title for _, title in written)
    return min(counts, key=lambda title: (-counts[title], -len(title), title))
