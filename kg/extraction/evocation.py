"""Whether the bare words of a sentence could evoke an event: what the frames will ask for, asked before any parse.

Necessary conditions only, and all of them from the schema: a trigger's word, and for each thing that must stand with it
a word that could be that thing. What passes is parsed and matched; what does not could match nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extraction.marking import listed, title_words
from kg.extraction.wordlists import ROLE_NOUNS
from kg.schema.model import Condition, EventType, Schema, Trigger

Lemmas = Callable[[str], frozenset[str]]

_REACH: Final = 10
"""Tokens behind a preposition among which its noun stands."""

_HELPING: Final = frozenset(("be", "have", "do"))
_CLOSE: Final = 4
"""Verbs that mostly help another one are verbs of their own where what they ask for follows, behind adverbs at most."""
_ADVERBS: Final = frozenset("also still now not n't n’t back already then once just again here there due".split())

_QUOTES: Final = frozenset(("“", "”", '"', "„", "«", "``", "''"))
_SEVERAL: Final = frozenset("they them we us both two three leaders sides who which each other".split())
OPENERS: Final = frozenset(
    "the a an in on at by for with from to of as if when while after before since during under about it its this that"
    " these those there here i you and but or so then now not no many most some several all any what why how where"
    " is are was were be has have had do does did will would can could may might meanwhile however also although"
    " though because according despite until once even only".split()
)
_PERSONAL: Final = frozenset(
    "he him she her they them it who whom which that us we me both two three each other one".split()
)
_PLACES: Final = frozenset("there here abroad home capital country nation kingdom republic city town where".split())
_ANYBODY: Final = frozenset(("", "agent", "organization"))
"""Kinds that a description of any wording can have ("with its creditors")."""
_AGENTS: Final = frozenset("person country organization union agent named demonym acronym state pair".split())


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a sentence, ready to be asked.

    Attributes:
        lower: in order.
        lemmas: all lemmas any of them can have.
        agents, places: per token, whether it could stand for somebody, for a place.
        parties: how many could stand for somebody; adjacent words count once, words for several twice.
    """

    lower: tuple[str, ...]
    lemmas: frozenset[str]
    agents: tuple[bool, ...]
    places: tuple[bool, ...]
    parties: int


@dataclass(frozen=True, slots=True)
class _Ask:
    """One demand: a word among ``words`` (where given), or of a kind; behind a preposition where some are given."""

    words: frozenset[str]
    kind: str
    prepositions: frozenset[str]

    def holds(self, bag: Bag, start: int, end: int) -> bool:
        """Whether the words between two tokens meet the demand."""
        if self.words and self.words.isdisjoint(bag.lemmas):
            return False
        marks = bag.places if self.kind == "place" else bag.agents
        if not self.prepositions:
            return bool(self.words) or not self.kind or any(marks)
        spots = [index for index in range(start, end) if bag.lower[index] in self.prepositions]
        if self.words or self.kind in _ANYBODY:
            return bool(spots)
        return any(any(marks[index + 1 : index + 1 + _REACH]) for index in spots)


@dataclass(frozen=True, slots=True)
class _Call:
    """What must stand with a trigger's word: the demands, and how many that could take part."""

    asks: tuple[_Ask, ...]
    parties: int


class Evocations:
    """What can evoke the events of a schema.

    Args:
        schema: the event types.
    """

    def __init__(self, schema: Schema) -> None:
        self._by_word: dict[str, list[_Call]] = {}
        self._quoted: set[str] = set()
        for event_type in schema.types:
            needs_quotation = _needs_quotation(event_type)
            for trigger in event_type.triggers:
                call = _Call(_asks(trigger), _parties(event_type) if trigger.upos == "VERB" else 0)
                for lemma in trigger.lemmas:
                    if needs_quotation:
                        self._quoted.add(lemma)
                    else:
                        self._by_word.setdefault(lemma, []).append(call)

    def possible(self, forms: Sequence[str], lemmas: Lemmas) -> bool:
        """Whether a sentence could evoke an event.

        Args:
            forms: its words.
            lemmas: all lemmas a form can have, lower case.
        """
        by_token = [lemmas(form) for form in forms]
        found = frozenset().union(*by_token)
        if not self._quoted.isdisjoint(found) and not _QUOTES.isdisjoint(forms):
            return True
        bag: Bag | None = None
        for lemma in self._by_word.keys() & found:
            for call in self._by_word[lemma]:
                if not call.asks and not call.parties:
                    return True
                bag = bag or to_bag(forms, found)
                if call.parties > bag.parties:
                    continue
                if lemma not in _HELPING:
                    if all(ask.holds(bag, 0, len(forms)) for ask in call.asks):
                        return True
                elif any(
                    all(ask.holds(bag, at + 1, _behind_adverbs(bag, at + 1)) for ask in call.asks)
                    for at, own in enumerate(by_token)
                    if lemma in own
                ):
                    return True
        return False


def to_bag(forms: Sequence[str], lemmas: frozenset[str]) -> Bag:
    """The words of a sentence, ready to be asked."""
    lower = tuple(form.lower() for form in forms)
    capital = [form[0].isupper() for form in forms]
    capital[0] = capital[0] and lower[0] not in OPENERS
    people = _people()
    agents = tuple(big or word in people or word in _PERSONAL for big, word in zip(capital, lower, strict=True))
    parties = sum(
        (2 if word in _SEVERAL or word in title_words()["group"] else 1)
        for index, word in enumerate(lower)
        if agents[index] and not (index and agents[index - 1])
    )
    places = tuple(big or word in _PLACES for big, word in zip(capital, lower, strict=True))
    return Bag(lower, lemmas, agents, places, parties)


def _behind_adverbs(bag: Bag, start: int) -> int:
    """The token behind the first that is no adverb."""
    end = start
    while end < min(start + _CLOSE, len(bag.lower)):
        end += 1
        if bag.lower[end - 1] not in _ADVERBS and not bag.lower[end - 1].endswith("ly"):
            break
    return end


def _people() -> frozenset[str]:
    return listed("head", "human", "group", "acting", "kin", "pair_noun", "side_noun", "organ") | ROLE_NOUNS


def _needs_quotation(event_type: EventType) -> bool:
    """Whether a role that must be filled takes nothing but words in quotation marks."""
    return any(
        role.minimum and role.literal and all(way.operator == "quote" for way in role.realizations)
        for role in event_type.roles
    )


def _parties(event_type: EventType) -> int:
    """How many must take part in an event in so many words."""
    return sum(role.needed for role in event_type.roles if role.agent and not role.described)


def _asks(trigger: Trigger) -> tuple[_Ask, ...]:
    """What a trigger's conditions demand; empty where the word alone will do."""
    found = (_ask(condition) for condition in trigger.conditions if condition.sign == "+")
    return tuple(ask for ask in found if ask is not None)


def _ask(condition: Condition) -> _Ask | None:
    """What one condition demands of the words; None where words cannot tell."""
    if condition.governor is not None:
        if condition.governor.lemmas and not condition.governor.lemmas[0].startswith("!"):
            return _Ask(frozenset(condition.governor.lemmas), "", frozenset())
        return None
    if condition.path is None:
        return None
    prepositions = frozenset(name.partition("_")[0] for name in condition.path.prepositions)
    kind = condition.kind if condition.kind == "place" or condition.kind in _AGENTS else ""
    if not prepositions and not kind and not condition.words:
        return None
    return _Ask(frozenset(condition.words), kind, prepositions)
