"""The basic UD tree of one sentence while named repairs work on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.relations import base
from kg.extraction.trigger_words import NO_TRIGGERS, TriggerWords
from kg.extraction.wordlists import MONTHS, PERIODS, POSSESSIVE_MARKS, WEEKDAYS
from kg.model import Sentence, Token


class _Relations(list[str]):
    """Relations by token; what a tree derives from them follows each change."""

    __slots__ = ("bases", "cases", "traits")

    def __init__(self, relations: list[str], traits: set[str]) -> None:
        super().__init__(relations)
        self.bases = list(map(base, relations))
        self.cases: dict[int, str] = {}
        self.traits = traits
        traits.update(relations, self.bases)

    def __setitem__(self, index: int, relation: str) -> None:  # type: ignore[override] # never a slice
        super().__setitem__(index, relation)
        self.bases[index] = base(relation)
        self.traits.update((relation, self.bases[index]))
        self.cases.clear()


class Tree:
    """Heads and relations that can be changed. Indices are tokens of one sentence; the root's head is -1.

    Args:
        sentence: as parsed; it is not changed.
        words: what the triggers ask of the surroundings of their words.

    Attributes:
        bases: what each relation is a subtype of, or the relation itself; follows ``deprels``.
        persons, places: tokens inside name spans of these kinds. times: tokens that name a day, a month or a period.
        traits: whatever stands in the sentence: words and lemmas in lower case, parts of speech, kinds of names, and
            every relation (with what it is a subtype of) that the tree has held since it was parsed.
    """

    def __init__(self, sentence: Sentence, words: TriggerWords = NO_TRIGGERS) -> None:
        self.words = words
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.names = sentence.names
        self.lower: tuple[str, ...] = tuple(token.form.lower() for token in sentence.tokens)
        self.heads: list[int] = [token.head for token in sentence.tokens]
        lemmas = [token.lemma.lower() for token in sentence.tokens]
        self.traits: set[str] = {*self.lower, *lemmas}
        self.traits.update([token.upos for token in sentence.tokens], [name.kind for name in sentence.names])
        relations = _Relations(["root" if token.head < 0 else token.deprel for token in sentence.tokens], self.traits)
        self.deprels: list[str] = relations
        self.bases, self._cases = relations.bases, relations.cases
        self._children: list[list[int]] = [[] for _ in sentence.tokens]
        for token in sentence.tokens:
            if token.head >= 0:
                self._children[token.head].append(token.index)
        self.persons = self._inside("PERSON")
        self.places = self._inside("LOC")
        self.times = frozenset(
            token.index
            for token, word, lemma in zip(sentence.tokens, self.lower, lemmas, strict=True)
            if lemma in PERIODS
            or word.rstrip(".") in WEEKDAYS
            or (word.rstrip(".") in MONTHS and token.form[0].isupper())
        )

    def _inside(self, kind: str) -> frozenset[int]:
        return frozenset(index for name in self.names if name.kind == kind for index in range(name.start, name.end))

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, index: int, *deprels: str) -> tuple[int, ...]:
        """Dependents in order; with ``deprels``, only those of the relations (``nmod`` covers ``nmod:poss``)."""
        found = self._children[index]
        if not deprels or not found:
            return tuple(found)
        relations, bases = self.deprels, self.bases
        return tuple([child for child in found if bases[child] in deprels or relations[child] in deprels])

    def having(self, *bases: str, start: int = 0) -> Iterator[int]:
        """Tokens whose relation is one of these or a subtype of one, in order, as they are when their turn comes.

        Args:
            bases: relations without a subtype: ``nmod``, never ``nmod:poss``.
            start: first token to look at.
        """
        if len(bases) > 1:
            for index, relation in enumerate(self.bases):
                if relation in bases and index >= start:
                    yield index
            return
        own, label, at = self.bases, bases[0], start
        try:
            while True:
                at = own.index(label, at) + 1
                yield at - 1
        except ValueError:  # no further one
            return

    def heads_of(self, label: str) -> list[int]:
        """Tokens that now have a dependent of the relation, or of a subtype of it, in order."""
        heads = {self.heads[index] for index, relation in enumerate(self.bases) if relation == label}
        heads.discard(-1)
        return sorted(heads)

    def is_a(self, index: int, *deprels: str) -> bool:
        """Whether the token's relation is one of these, or a subtype of one."""
        return self.bases[index] in deprels or self.deprels[index] in deprels

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads, nearest first."""
        head = self.heads[index]
        while head >= 0:
            yield head
            head = self.heads[head]

    def under(self, index: int, top: int) -> bool:
        """Whether ``top`` is the token itself or governs it."""
        heads = self.heads
        while index != top and index >= 0:
            index = heads[index]
        return index == top and top >= 0

    def move(self, index: int, *, head: int, deprel: str) -> bool:
        """Hang a token elsewhere; refused (False) where that would make a cycle or move the root."""
        if self.heads[index] < 0 or head < 0 or self.under(head, index):
            return False
        self._children[self.heads[index]].remove(index)
        self.heads[index] = head
        self.deprels[index] = deprel  # which forgets the cases too
        self._children[head].append(index)
        self._children[head].sort()
        return True

    def raise_over(self, index: int, top: int) -> bool:
        """Put a token in the place of one that governs it, which hangs on it with its old relation; else False."""
        if index == top or not self.under(index, top):
            return False
        head, relation = self.heads[top], self.deprels[top]
        self._children[self.heads[index]].remove(index)
        if head >= 0:
            self._children[head].remove(top)
            self._children[head].append(index)
            self._children[head].sort()
        self._children[index].append(top)
        self._children[index].sort()
        self.heads[index], self.deprels[index] = head, relation
        self.heads[top] = index  # the cases were forgotten with the relation
        return True

    def case(self, index: int) -> str:
        """The preposition a token bears, several words joined by ``_`` ("ahead_of"); empty where none."""
        known = self._cases.get(index)
        if known is None:
            known = self._cases[index] = self._case(index)
        return known

    def _case(self, index: int) -> str:
        words: list[str] = []
        last = index
        for child in self._children[index]:
            if child < index and self.deprels[child] == "case" and self.lower[child] not in POSSESSIVE_MARKS:
                if any(self.tokens[at].upos in ("NOUN", "PROPN") for at in range(last + 1, child)):
                    break  # "to Secretary of State X": what stands inside the phrase opens another
                last = child
                words.append(self.lower[child])
                words += [self.lower[part] for part in self._children[child] if self.deprels[part] == "fixed"]
        return "_".join(words)

    def marks(self, index: int) -> tuple[str, ...]:
        """Forms of the subordinators of a clause ("to", "after", "for")."""
        return tuple([self.lower[child] for child in self._children[index] if self.deprels[child] == "mark"])

    def is_passive(self, index: int) -> bool:
        """Whether a verb has a passive auxiliary."""
        relations = self.deprels
        return "aux:pass" in [relations[child] for child in self._children[index]]

    def is_past_participle(self, index: int) -> bool:
        """Whether the form is a past participle ("seen", "invited")."""
        token = self.tokens[index]
        if self.deprels[index] == "acl" and token.feat("Tense") == "Past":
            return True  # "a note addressed to X", read as the past tense
        return token.xpos == "VBN" or (token.feat("VerbForm") == "Part" and token.feat("Tense") == "Past")

    def is_infinitive(self, index: int) -> bool:
        """Whether the verb is a bare or marked infinitive."""
        return self.tokens[index].feat("VerbForm") == "Inf" or "to" in self.marks(index)

    def is_time(self, index: int) -> bool:
        """Whether the token names a weekday, a month or a period ("Monday", "May", "week")."""
        return index in self.times

    def retag(self, index: int, upos: str, *, xpos: str = "", lemma: str = "") -> None:
        """Read a token as another part of speech, form or word."""
        token = self.tokens[index]
        token = replace(token, upos=upos, xpos=xpos or token.xpos, lemma=lemma or token.lemma)
        self.tokens = (*self.tokens[:index], token, *self.tokens[index + 1 :])
        self.traits.add(upos)

    def in_name(self, index: int) -> bool:
        """Whether the token lies in a marked name or is a proper noun."""
        return self.tokens[index].upos == "PROPN" or index in self.persons or index in self.places
