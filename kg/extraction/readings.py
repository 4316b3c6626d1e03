"""What a token of one sentence stands for: names, offices, demonyms and descriptions, read as agent or as place.

A city that acts is its state and stays a city as a place (DESIGN.md section 5); unnamed officials act for their state.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.administrations import states_led
from kg.extraction.definites import definite_place
from kg.extraction.graph import Edge, Graph
from kg.extraction.human_nouns import role_word
from kg.extraction.noun_phrases import names_apart
from kg.extraction.party_words import (
    BODIES,
    FIRMS,
    FLOWS,
    GOVERNMENTS,
    HOLDINGS,
    OWN_SIDE,
    PARTIES,
    QUANTITIES,
    SITES,
    WORKS,
    tells_stance,
)
from kg.extraction.relations import base
from kg.extraction.scene import Referring, Scene
from kg.extraction.wordlists import POINTING, ROLE_NOUNS, SENDING
from kg.model import Entity, Span

AGENTS: Final = frozenset(("person", "organization", "country"))
PLACES: Final = frozenset(("place", "country"))

_FORMER: Final = frozenset(("former", "ex", "retired", "ousted", "exiled", "ex-"))
_NAMING: Final = frozenset(("name", "surname"))
_RULING: Final = frozenset(("government", "regime"))
_BELONGING: Final = ("amod", "compound", "poss", "desc", "nmod")
_SPEAKING_FOR: Final = frozenset("negotiator lawyer attorney delegate spokesman spokeswoman spokesperson".split())
_MAX_DEPTH: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A token read as somebody or something: entity keys, their kind, and the words.

    Attributes:
        indirect: read through a description ("leaders of X", "his counterpart, Y"), not the token's own name.
    """

    entities: tuple[str, ...]
    kind: str
    how: str
    span: Span
    token: int
    group: bool = False
    indirect: bool = False


class Readings:
    """The readings of one sentence's tokens.

    Args:
        scene: the article, understood up to its entities.
        sentence: index of the sentence.
    """

    def __init__(self, scene: Scene, sentence: int) -> None:
        self.graph: Graph = scene.graphs[sentence]
        self._scene = scene
        self._sentence = sentence
        self.referring = scene.referring[sentence]
        self._by_head: dict[int, list[Referring]] = {}
        self._titled: dict[int, list[Referring]] = {}
        self._covering: dict[int, Referring] = {}
        for item in self.referring:
            self._by_head.setdefault(item.head, []).append(item)
            title = self.graph.heads[item.head]
            if item.how in _NAMING and 0 <= title < item.start and self._is_title(title, item):
                self._titled.setdefault(title, []).append(item)
            for index in range(item.start, item.end):
                known = self._covering.get(index)
                if known is None or item.end - item.start < known.end - known.start:
                    self._covering[index] = item

    def _is_title(self, title: int, item: Referring) -> bool:
        """Whether a name hangs on the title right before it instead of bearing it ("Emir X" headed by "Emir")."""
        if item.kind != "person" or base(self.graph.deprels[item.head]) not in (
            "flat",
            "compound",
            "appos",
        ):
            return False
        return all(token.upos != "PUNCT" for token in self.graph.tokens[title : item.start])

    def at(self, index: int) -> tuple[Referring, ...]:
        """What refers with this token as its head, longest first."""
        found = self._by_head.get(index) or self._titled.get(index, [])
        return tuple(sorted(found, key=lambda item: item.start - item.end))

    def entity(self, key: str) -> Entity:
        """The entity of a key that a reading gives."""
        return self._scene.entities[key]

    def covering(self, index: int) -> Referring | None:
        """The smallest stretch that covers a token and refers."""
        return self._covering.get(index)

    def read(self, index: int, kinds: frozenset[str], *, depth: int = 0) -> tuple[Reading, ...]:
        """Readings of a token as one of the kinds, nearest first; empty when it is none of them.

        Args:
            index: the token.
            kinds: entity kinds wanted; ``place`` without an agent's kind asks for places.
            depth: how many descriptions were followed so far.
        """
        for item in self.at(index):
            reading = self._direct(item, kinds)
            if reading is None:
                continue
            if item.kind == "country" and item.how == "demonym" and depth < _MAX_DEPTH:
                leaders = self._leaders(index, kinds, depth)
                if leaders:
                    return leaders
            if not reading.group or depth >= _MAX_DEPTH:
                return (self._by_name(index, reading),)
            named = self._appositions(index, kinds, depth)
            if named:
                return named
            others = [
                other
                for other in self._principal(index, kinds, depth)
                if not set(other.entities) & set(reading.entities)
            ]
            several = self.graph.tokens[index].feat("Number") == "Plur"
            return (reading, *(_indirect(other) for other in others if other.kind == reading.kind or several))
        if depth >= _MAX_DEPTH:
            return ()
        return self._described(index, kinds, depth) or self._definite(index, kinds)

    def _definite(self, index: int, kinds: frozenset[str]) -> tuple[Reading, ...]:
        """For "the country", "the city": the one named last."""
        item = definite_place(self._scene, self._sentence, index)
        reading = self._direct(item, kinds) if item is not None else None
        if reading is None:
            return ()
        return (Reading(reading.entities, reading.kind, "description", self.graph.tokens[index].span, index),)

    def _direct(self, item: Referring, kinds: frozenset[str]) -> Reading | None:
        signs = item.kind == "person" and item.how in _NAMING
        if signs and all(self._scene.entities[key].peripheral for key in item.entities):
            return None  # who signs a text takes no part in it by that
        as_place = "place" in kinds and not kinds & {"person", "organization"}
        if as_place:
            if item.as_place:
                return Reading((item.as_place,), "place", item.how, item.span, item.head)
            if (
                item.how in ("demonym", "pronoun", "possessive", "office", "institution")
                or item.group
                or item.kind not in kinds
            ):
                return None
            return Reading(item.entities, item.kind, item.how, item.span, item.head)
        if item.kind in kinds:
            return Reading(item.entities, item.kind, item.how, item.span, item.head, group=item.group)
        return None

    def _described(self, index: int, kinds: frozenset[str], depth: int) -> tuple[Reading, ...]:
        graph = self.graph
        if index in self._by_head and not self._stands_for_others(index):
            return ()
        appositions = self._appositions(index, kinds, depth)
        if appositions:
            return appositions
        if graph.deprels[index] == "appos" and graph.tokens[index].upos == "NOUN" and kinds & AGENTS:
            # "X, member of a council, who": what is said of the member is said of X
            for item in self.at(graph.heads[index]):
                reading = self._direct(item, kinds) if item.how in _NAMING else None
                if reading is not None and not reading.group:
                    return (_indirect(reading),)
        if graph.tokens[index].upos in ("PROPN", "X") and role_word(graph.tokens[index]) not in ROLE_NOUNS:
            inside = self.covering(index)
            if inside is not None and inside.head != index:
                reading = self._direct(inside, kinds)
                return (reading,) if reading is not None else ()
            if inside is not None or not self._stands_for_others(index):
                return ()  # "the Foreign Ministers of X and Y" bear capitals and no name
        if kinds <= PLACES and graph.tokens[index].lemma.lower() in SITES:
            return self._site(index, kinds, depth)
        if "organization" in kinds and graph.tokens[index].upos == "NOUN":
            named = [
                _indirect(reading)
                for edge in graph.out(index)
                if edge.label in ("compound", "amod") and not tells_stance(graph.tokens[edge.dependent].form)
                for reading in self.read(edge.dependent, frozenset(("organization",)), depth=depth + 1)
            ]
            if named and graph.tokens[index].lemma.lower() in FIRMS:
                return tuple(named)
        if kinds & AGENTS and (graph.tokens[index].lemma.lower() in FLOWS or self._is_held(index)):
            return tuple(
                _indirect(reading)
                for edge in self._aims(index, depth)
                for reading in self.read(edge.dependent, kinds, depth=depth + 1)
            )
        if kinds & AGENTS and not kinds <= PLACES and self._stands_for_others(index):
            return tuple(_indirect(reading) for reading in self._principal(index, kinds, depth))
        return ()

    def _site(self, index: int, kinds: frozenset[str], depth: int) -> tuple[Reading, ...]:
        """The place that a noun for places is of: "the X Sea resort of Y" is Y, "X airport" and "X's airport" X."""
        ways: tuple[Callable[[Edge], bool], ...] = (
            lambda edge: edge.label == "p" and edge.preposition == "of",
            lambda edge: edge.label == "compound",
            lambda edge: edge.label == "poss" or (edge.label == "p" and edge.preposition in ("in", "at", "near")),
        )
        for admitted in ways:
            parts = [edge.dependent for edge in self.graph.out(index) if admitted(edge)]
            found = tuple(_indirect(item) for part in parts for item in self.read(part, kinds, depth=depth + 1))
            if found:
                return found
        return ()

    def _aims(self, index: int, depth: int) -> list[Edge]:
        """Whom goods or money are to reach or leave; "sales of parts to X" says it after the goods too."""
        goods = [edge.dependent for edge in self.graph.out(index) if edge.preposition == "of"]
        aims = ("to", "from", "with", "by") if self._is_held(index) else ("to", "from", "with", "by", "in")
        found = (
            [
                edge
                for origin in (index, *goods)
                for edge in self.graph.out(origin)
                if edge.label == "p" and edge.preposition in (aims if origin == index else ("to", "from"))
            ]
            + [edge for edge in self.graph.out(index) if edge.label == "poss" and self._is_held(index)]
            + [edge for edge in self.graph.out(index) if edge.preposition in ("of", "for") and self._is_held(index)]
        )
        # "imports of Brazilian beef", "Peruvian assets": whose goods they are
        return found or [
            edge
            for origin in (index, *goods)
            for edge in self.graph.out(origin)
            if edge.label in ("amod", "compound") and self.read(edge.dependent, AGENTS, depth=depth + 1)
        ]

    def _is_held(self, index: int) -> bool:
        return self.graph.tokens[index].lemma.lower() in HOLDINGS

    def _by_name(self, index: int, reading: Reading) -> Reading:
        """The same entity where its name stands beside the description ("Emir X", "the envoy, X")."""
        if reading.how in _NAMING or len(reading.entities) != 1:
            return reading
        beside = (*self.graph.dependents(index, "appos"), *self.graph.dependents(index, "flat"))
        for item in (
            *self._titled.get(index, ()),
            *(other for child in beside for other in self._by_head.get(child, ())),
        ):
            if item.how in _NAMING and item.entities == reading.entities:
                return Reading(item.entities, item.kind, item.how, item.span, item.head)
        return reading

    def _appositions(self, index: int, kinds: frozenset[str], depth: int) -> tuple[Reading, ...]:
        if kinds & AGENTS and self.graph.tokens[index].lemma.lower() in WORKS:
            return ()
        # "the son of X, the premier": the premier is X, not the son
        owners = {
            key
            for edge in self.graph.out(index)
            if edge.label == "p" and edge.preposition == "of"
            for item in self.at(edge.dependent)
            if item.kind == "person" and item.how in _NAMING
            for key in item.entities
        }
        return tuple(
            _indirect(reading)
            for child in (*self.graph.dependents(index, "appos"), *names_apart(self.graph, index))
            for reading in self.read(child, kinds, depth=depth + 1)
            if owners.isdisjoint(reading.entities)
        )

    def _leaders(self, index: int, kinds: frozenset[str], depth: int) -> tuple[Reading, ...]:
        """Of "a delegation led by X", X: whoever leads those who come is the one to name."""
        graph = self.graph
        return tuple(
            _indirect(reading)
            for led in graph.children(index)
            if base(graph.deprels[led]) == "acl" and graph.tokens[led].lemma.lower() in ("lead", "head")
            for leader in graph.dependents(led, "subj")
            if leader != index
            for reading in self.read(leader, kinds & {"person"}, depth=depth + 1)
        )

    def _stands_for_others(self, index: int) -> bool:
        token = self.graph.tokens[index]
        lemma = role_word(token)
        words = {self.graph.tokens[child].form.lower() for child in self.graph.children(index) if child < index}
        if words & (_FORMER | OWN_SIDE):
            return False
        return token.upos in ("NOUN", "PROPN", "NUM", "DET") and (
            lemma in ROLE_NOUNS or lemma in BODIES or lemma in QUANTITIES or token.form.lower() in QUANTITIES
        )

    def is_definite(self, index: int) -> bool:
        """Whether a noun bears "the", "this" or a possessive: it speaks of what was told before."""
        graph = self.graph
        return any(
            graph.deprels[child] == "nmod:poss"
            or (graph.deprels[child] == "det" and graph.tokens[child].form.lower() in POINTING)
            for child in graph.children(index)
        )

    def names_persons_before(self, index: int) -> bool:
        """Whether the article names a person before a token."""
        return self._scene.names_persons_before(self._sentence, index)

    def _principal(self, index: int, kinds: frozenset[str], depth: int) -> list[Reading]:
        """For whom an unnamed official or body acts: "leaders of X", "X's envoy", "French diplomats"."""
        graph = self.graph
        lemma = graph.tokens[index].lemma.lower()
        found: list[Reading] = []
        if lemma in PARTIES and "person" in kinds:
            # "the delegation, led by X": X is the one known of it
            for clause in graph.dependents(index, "acl"):
                if graph.tokens[clause].lemma in ("lead", "head"):
                    for leader in graph.dependents(clause, "subj"):
                        found += self.read(leader, frozenset(("person",)), depth=depth + 1)
            # "his delegation"
            found += self._persons(index, ("poss",), depth)
            if found:
                return found
        if (lemma in GOVERNMENTS or lemma in _RULING) and "country" in kinds:
            # "the X administration", "his government": the state of which X holds an office
            for holder in self._persons(index, ("compound", "poss"), depth):
                for state in states_led(self._scene, holder.entities):
                    found.append(replace(holder, entities=(state,), kind="country", how="description"))
        led = any(graph.tokens[child].form.lower() == "led" for child in graph.dependents(index, "amod"))
        for edge in graph.out(index):
            if tells_stance(graph.tokens[edge.dependent].form):
                continue  # "the pro-Chadian rebels"
            sent = edge.preposition == "for" and lemma in _SPEAKING_FOR
            sent = sent or (led and edge.preposition == "by")  # "the X-led government"
            if edge.label in _BELONGING or (edge.label == "p" and (sent or edge.preposition in ("of", "from"))):
                if edge.label == "p" and edge.preposition == "of" and lemma in QUANTITIES:
                    found += self.read(edge.dependent, kinds, depth=depth + 1)
                else:
                    wanted = kinds & {"country", "organization"}
                    found += [
                        reading
                        for reading in self.read(edge.dependent, frozenset(wanted), depth=depth + 1)
                        if reading.how not in ("pronoun", "possessive")
                    ]
        return found or self._senders(index, kinds & {"country", "organization"}, depth)

    def _senders(self, index: int, kinds: frozenset[str], depth: int) -> list[Reading]:
        """For "Peru sent a delegation to X": the state or body that sends it."""
        graph = self.graph
        return [
            reading
            for edge in graph.into(index)
            if edge.label == "obj" and graph.tokens[edge.head].lemma.lower() in SENDING
            for sender in graph.dependents(edge.head, "subj")
            for reading in self.read(sender, kinds, depth=depth + 1)
        ]

    def _persons(self, index: int, labels: tuple[str, ...], depth: int) -> list[Reading]:
        """The persons that hang on a noun by edges of these labels."""
        tokens = [edge.dependent for edge in self.graph.out(index) if edge.label in labels]
        return [one for token in tokens for one in self.read(token, frozenset(("person",)), depth=depth + 1)]


def _indirect(reading: Reading) -> Reading:
    return replace(reading, indirect=True)
