"""Words of grammar: what Universal Dependencies' relations are subtypes of, and what time a verb speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

Tense = Literal["past", "present", "future", "modal", "infinitive", "participle", ""]


class _Bases(dict[str, str]):
    """Relation -> the relation it is a subtype of, or itself; each is split once."""

    def __missing__(self, relation: str) -> str:
        base = self[relation] = relation.partition(":")[0]
        return base


base: Final[Callable[[str], str]] = _Bases().__getitem__
"""A relation without its subtype: ``nsubj`` for ``nsubj:pass``. A look-up and no function: asked for every token."""
