"""A filled role: who or what fills it, by which words, and how far it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Span


@dataclass(frozen=True, slots=True)
class Filling:
    """A role filled in one sentence.

    Attributes:
        entities: keys; several where the words mean several ("the two leaders"); empty for literals and concepts.
        value: the literal text or the concept's IRI.
        described: a noun phrase that names nobody, to be kept as an unnamed entity.
        token: head token of the words, -1 where there is none.
        order: which realization of the role brought it, from 0.
        indirect: read through a description. implied: taken from further off.
        acting: it stands as subject or possessor.
        several: the description alone tells of several parties ("senior diplomats met").
        open: a pronoun or "the two sides" that mean nobody known; it counts only once nothing else completes the event.
        public: what is described belongs to public life.
        sentence: where the words stand.
    """

    role: str
    entities: tuple[str, ...]
    span: Span
    sentence: int
    token: int
    order: int
    kind: str = ""
    value: str = ""
    described: bool = False
    indirect: bool = False
    implied: bool = False
    acting: bool = False
    several: bool = False
    open: bool = False
    public: bool = False


def count(fillings: Iterable[Filling]) -> int:
    """How many fillers: entities, or one for a literal, concept or description, two for several described."""
    return sum([max(len(filling.entities), 1 + filling.several) for filling in fillings if not filling.open])


def repeats(filling: Filling, found: Sequence[Filling]) -> bool:
    """Whether a filling adds nobody to those found."""
    if filling.entities:
        known = {key for other in found for key in other.entities}
        return set(filling.entities) <= known
    return any(other.span == filling.span and other.value == filling.value for other in found)
