"""What the triggers of a schema say of their words' surroundings: repairs go by it where a parser misreads such a word.

No repair names the words of an event type: that "travel" before "ban" makes it a noun, and that "shipments" are what is
halted, stands in the type's file, as a condition of its trigger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.schema.model import Condition, Schema


@dataclass(frozen=True, slots=True)
class TriggerWords:
    """Words by the triggers whose conditions ask for them.

    Attributes:
        nouns: lemmas that evoke as nouns.
        modifiers: noun -> words of which one must be compounded to it or be its adjective ("travel" ban).
        phrases: noun and modifier -> prepositions of which one must lead on from them ("a farewell call *on* X").
        objects: verb -> nouns of which one must be its object ("halted *shipments*").
    """

    nouns: frozenset[str] = frozenset()
    modifiers: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    phrases: Mapping[tuple[str, str], AbstractSet[str]] = field(default_factory=dict)
    objects: Mapping[str, AbstractSet[str]] = field(default_factory=dict)

    def is_modified(self, noun: str, word: str) -> bool:
        """Whether a word before a noun is one that the noun's triggers ask for."""
        return word in self.modifiers.get(noun, ())

    def is_object(self, verb: str, word: str) -> bool:
        """Whether a noun is one that the verb's triggers ask for."""
        return word in self.objects.get(verb, ())


NO_TRIGGERS: Final = TriggerWords()


def trigger_words(schema: Schema) -> TriggerWords:
    """The words of all triggers of a schema."""
    nouns: set[str] = set()
    modifiers: defaultdict[str, set[str]] = defaultdict(set)
    phrases: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    objects: defaultdict[str, set[str]] = defaultdict(set)
    for trigger in (trigger for event_type in schema.types for trigger in event_type.triggers):
        asked = [condition for condition in trigger.conditions if condition.sign == "+" and condition.path is not None]
        before, leading = _words(asked, "compound", "amod"), _prepositions(asked)
        for lemma in trigger.lemmas:
            if trigger.upos == "VERB":
                objects[lemma] |= _words(asked, "obj")
            elif trigger.upos == "NOUN":
                nouns.add(lemma)
                modifiers[lemma] |= before
                for word in before if leading else ():
                    phrases[lemma, word] |= leading
    return TriggerWords(frozenset(nouns), dict(modifiers), dict(phrases), dict(objects))


def _words(asked: Iterable[Condition], *labels: str) -> frozenset[str]:
    return frozenset(
        word for condition in asked if condition.path and condition.path.label in labels for word in condition.words
    )


def _prepositions(asked: Iterable[Condition]) -> frozenset[str]:
    return frozenset(word for condition in asked if condition.path for word in condition.path.prepositions)
