"""Concepts that words around a trigger cue: "suspended" of a measure, "high-level" of talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.graph import Graph
    from kg.schema.model import Concept, Role

_LISTING: Final = ("on", "to", "from", "off", "under", "with")


class ConceptCues:
    """Finds the concepts that a trigger and its surroundings cue.

    Args:
        graph: of the sentence.
        trigger: its token.
        concepts: all of the schema, highest rank first.
        is_verb: whether the trigger is one.
    """

    def __init__(self, graph: Graph, trigger: int, concepts: tuple[Concept, ...], *, is_verb: bool) -> None:
        self.graph = graph
        self.trigger = trigger
        self.concepts = concepts
        self.is_verb = is_verb

    def around(self, role: Role) -> tuple[int, Concept] | None:
        """The concept of a role's scheme and the word that cues it; else the default, where one is demanded."""
        schemed = [concept for concept in self.concepts if concept.scheme == role.scheme]
        surroundings = list(self._surroundings())
        for concept in schemed:
            for token, words in surroundings:
                if any(cue in words for cue in concept.cues):
                    return token, concept
        default = next((concept for concept in schemed if concept.default and role.minimum), None)
        return None if default is None else (self.trigger, default)

    def at(self, role: Role, token: int) -> Concept | None:
        """The concept of a role's scheme that one word cues."""
        words = self._words(token)
        for concept in self.concepts:
            if concept.scheme == role.scheme and words.intersection(concept.cues):
                return concept
        return None

    def _words(self, token: int) -> frozenset[str]:
        item = self.graph.tokens[token]
        lemma = item.lemma.lower()
        return frozenset((lemma, item.form.lower(), f"{item.upos}:{lemma}", self._hyphenated(token)))

    def _surroundings(self) -> Iterator[tuple[int, frozenset[str]]]:
        """Tokens that may cue a concept, each with the cue strings it satisfies."""
        graph = self.graph
        tokens = [self.trigger]
        package = self.trigger
        while package in graph.transparent:
            package = graph.transparent[package]
            tokens.append(package)
        for token in tuple(tokens):
            tokens += [
                edge.dependent
                for edge in graph.out(token)
                if edge.label in ("amod", "compound", "advmod", "acl", "relcl")
            ]
        tokens += [
            edge.head
            for token in (self.trigger, package)
            for edge in graph.into(token)
            if edge.label in ("obj", "subj")
            or (edge.label == "p" and (graph.tokens[edge.head].upos == "NOUN" or edge.preposition in _LISTING))
        ]
        # "added X to its list", with the phrase hung on X
        tokens += [
            above.head
            for edge in graph.into(self.trigger)
            if edge.label == "p" and edge.preposition in _LISTING and graph.tokens[edge.head].upos in ("NOUN", "PROPN")
            for above in graph.into(edge.head)
            if above.label == "obj"
        ]
        for token in dict.fromkeys(tokens):
            words = self._words(token)
            if token == self.trigger and self.is_verb:
                # "suspended sales" does something else than "suspended sanctions": of a verb, only cues that say so
                words = frozenset(word for word in words if ":" in word)
            yield token, words

    def _hyphenated(self, token: int) -> str:
        """The word with what hyphens join to its left: "high-level" for "level"."""
        tokens = self.graph.tokens
        first = token
        while (
            first >= 2
            and tokens[first - 1].form in ("-", "‑")
            and tokens[first - 1].span.end == tokens[first].span.start
        ):
            first -= 2
        return "".join(item.form for item in tokens[first : token + 1]).lower().replace("‑", "-")
