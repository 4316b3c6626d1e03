"""Words of grammar: what Universal Dependencies' relations are subtypes of, and what time a verb speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

Tense = Literal["past", "present", "future", "modal", "infinitive", "participle", ""]

NARROWING: Final = frozenset(
    ("amod", "compound", "nmod", "nmod:poss", "nmod:desc", "acl", "acl:relcl", "appos", "flat")
)
"""Relations of what says which one of its kind a noun means."""


class _Bases(dict[str, str]):
    """Relation -> the relation it is a subtype of, or itself; each is split once."""

    def __missing__(self, relation: str) -> str:
        base = self[relation] = relation.partition(":")[0]
        return base


base: Final[Callable[[str], str]] = _Bases().__getitem__
"""A relation without its subtype: ``nsubj`` for ``nsubj:pass``. A look-up and no function: asked for every token."""
