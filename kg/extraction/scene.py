"""What the parts of extraction tell each other about one article: a value between names, dates, frames and status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extraction.graph import Graph
from kg.model import Article, Entity, PositionClaim, Span


@dataclass(frozen=True, slots=True)
class Referring:
    """A stretch of tokens that refers to entities: a name, a demonym, an office, a resolved pronoun or description.

    Attributes:
        sentence: index in ``Document.sentences``. start, end: tokens, half-open. head: token that stands for it in the
            tree. span: characters.
        entities: keys of the entities meant: one, or several ("the two leaders"); never empty.
        kind: ``person organization country place``. how: ``name surname demonym capital office institution pronoun
            description pair possessive``; a capital or institution that acts carries its state's key here.
        as_place: key of the place when the same words are read as a place ("in Paris"), else empty.
        group: the words mean people of a state ("French officials"), not the state itself.
    """

    sentence: int
    start: int
    end: int
    head: int
    span: Span
    entities: tuple[str, ...]
    kind: str
    how: str
    as_place: str = ""
    group: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One article, understood up to its entities.

    Attributes:
        graphs: one per sentence, in order.
        entities: by key.
        referring: per sentence, in order of start; nested ones ("French" in "French officials") follow what holds them.
        positions: offices the text gives.
    """

    article: Article
    graphs: tuple[Graph, ...]
    entities: Mapping[str, Entity]
    referring: tuple[tuple[Referring, ...], ...]
    positions: tuple[PositionClaim, ...]

    def names_persons_before(self, sentence: int, token: int) -> bool:
        """Whether a person is named before a token of a sentence."""
        return any(
            row.kind == "person" and row.how in ("name", "surname") and (row.sentence < sentence or row.end <= token)
            for rows in self.referring[: sentence + 1]
            for row in rows
        )
