"""Readable, unique slugs: plain where nobody else has it, with a short digest where several do."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT: Final = 4
"""Hex digits of a digest that suffice to tell apart, unless two agree by chance."""


def digest(source: str) -> str:
    """Hex SHA-256 of what tells a thing apart from its namesakes."""
    return hashlib.sha256(source.encode()).hexdigest()


def unique_slugs(wanted: Sequence[tuple[str, str]], *, always: bool = False) -> list[str]:
    """A slug for each ``(slug, digest)``; where several want one slug, all of them get part of their digest.

    Args:
        wanted: slugs and hex digests; no pair twice.
        always: put the short digest behind every slug.
    """
    lengths = [SHORT if always else 0 for _ in wanted]
    while True:
        slugs = [_slug(slug, key, length) for (slug, key), length in zip(wanted, lengths, strict=True)]
        same: dict[str, list[int]] = defaultdict(list)
        for index, slug in enumerate(slugs):
            same[slug].append(index)
        clashes = [index for group in same.values() if len(group) > 1 for index in group]
        if not clashes:
            return slugs
        for index in clashes:
            lengths[index] = lengths[index] + 1 if lengths[index] else SHORT


def _slug(slug: str, key: str, length: int) -> str:
    return f"{slug}-{key[:length]}" if length else slug
