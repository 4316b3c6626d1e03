"""Who takes part without a name that is known: the words, and how far they count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.acting_names import acting_name
from kg.extraction.human_nouns import is_public
from kg.extraction.noun_phrases import noun_phrase
from kg.extraction.unnamed import acts_unnamed, are_several_officials, is_open_group, is_open_word

if TYPE_CHECKING:
    from kg.extraction.readings import Readings
    from kg.model import Span


@dataclass(frozen=True, slots=True)
class DescribedParty:
    """Words for a party nobody knows.

    Attributes:
        span: the words.
        kind: of the entity they are kept as; empty for a pronoun or a bare office.
        several: they tell of several parties ("the two sides").
        public: they belong to public life.
        open: they mean somebody the text may have told of; they count only once nothing else completes the event.
    """

    span: Span
    kind: str = ""
    several: bool = False
    public: bool = False
    open: bool = False


def described_party(readings: Readings, index: int, *, together: bool) -> DescribedParty | None:
    """The party that a token which refers to nobody known stands for, or None.

    Args:
        readings: of the sentence.
        index: the token.
        together: it stands where all who take part do: a plural there can be all of them ("senior diplomats met").
    """
    if acts_unnamed(readings, index):
        several = together and are_several_officials(readings, index)
        words = noun_phrase(readings.graph, index, describing=True)
        return DescribedParty(words, "organization", several, public=is_public(readings.graph.tokens[index]))
    if is_open_word(readings, index):
        return DescribedParty(readings.graph.tokens[index].span, open=True)
    if is_open_group(readings, index):
        return DescribedParty(
            noun_phrase(readings.graph, index, describing=True), "organization", several=True, open=True
        )
    name = acting_name(readings, index)
    return DescribedParty(name.span, "organization") if name is not None else None
