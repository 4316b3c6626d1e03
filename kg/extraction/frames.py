"""Frame matching: which words of a sentence evoke which event type, and who fills its roles.

Everything it knows of event types comes from the :class:`~kg.schema.model.Schema`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.extraction.fillers import Filler
from kg.extraction.fillings import Filling, count
from kg.extraction.graph import Graph
from kg.extraction.kinds import is_of_kind
from kg.extraction.lightverbs import LightVerb
from kg.extraction.paths import follow, governors
from kg.extraction.quotations import Quotation, quotations_in
from kg.extraction.readings import Readings
from kg.extraction.relations import base
from kg.extraction.scene import Scene
from kg.extraction.wordlists import LATER, LENGTHS, POINTING
from kg.schema.model import Condition, EventType, Schema, Trigger

_DEFINITE: Final = POINTING | {"such", "both"}
_INDEFINITE: Final = frozenset("a an another".split())
_NOMINAL: Final = ("nsubj", "obj", "obl", "nmod", "iobj", "conj")
_PHRASE: Final = frozenset({"PROPN", "ADJ", "NOUN", "DET", "ADP"})
_APART: Final = frozenset("separate separately individually respectively".split())
_QUANTIFIED: Final = frozenset("some every each all most few more".split())
_NONE: Final = frozenset(("no", "any"))


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger in a sentence with what fills its roles there; not yet a claim.

    Attributes:
        sentence, token: where the trigger stands.
        fillings: in order of role and realization.
        light: verbs that carry the trigger.
        definite: the noun bears "the", "this", "such" or a possessive: it may speak of an event told before.
        quantified: "many", "any", "every" …: no single occasion.
        elsewhere: verbs that tell something else of the same noun; their dates are not this one's.
        apart: the words say that it was done with each by himself ("separate talks with A and B").
        telling: tells apart what two verbs say of one noun ("extended sanctions imposed in 1990"), from 0.
    """

    event_type: EventType
    trigger: Trigger
    sentence: int
    token: int
    fillings: tuple[Filling, ...]
    light: tuple[LightVerb, ...]
    definite: bool = False
    quantified: bool = False
    apart: bool = False
    telling: int = 0
    elsewhere: tuple[int, ...] = ()

    def role(self, iri: str) -> tuple[Filling, ...]:
        """Fillings of one role."""
        return tuple(filling for filling in self.fillings if filling.role == iri)

    def options(self) -> frozenset[str]:
        """Switches of the type and of the trigger."""
        return _options(self.event_type.options, self.trigger.options)

    def unmet(self) -> tuple[str, ...]:
        """IRIs of roles with fewer fillers than the minimum."""
        return tuple(role.iri for role in self.event_type.roles if count(self.role(role.iri)) < role.minimum)

    def is_complete(self) -> bool:
        """Whether every minimum is met and, where the type demands it, one of its alternative roles filled."""
        if self.unmet():
            return False
        demanded = self.event_type.one_of
        return not demanded or any(self.role(iri) for iri in demanded)


@lru_cache(maxsize=1024)
def _options(of_type: tuple[str, ...], own: tuple[str, ...]) -> frozenset[str]:
    return frozenset((*of_type, *own))


class Matcher:
    """Finds triggers by lemma and part of speech.

    Args:
        schema: the event types.
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._by_word: dict[tuple[str, str], list[tuple[EventType, Trigger]]] = {}
        for event_type in schema.types:
            for trigger in event_type.triggers:
                for lemma in trigger.lemmas:
                    self._by_word.setdefault((lemma, trigger.upos), []).append((event_type, trigger))
        self._words = frozenset(lemma for lemma, _ in self._by_word)

    def match(
        self, scene: Scene, sentence: int, readings: Readings, quotations: tuple[Quotation, ...]
    ) -> tuple[Match, ...]:
        """All matches of a sentence, complete or not, in order of trigger and type.

        Args:
            scene: the article.
            sentence: index of the sentence.
            readings: of that sentence.
            quotations: of the whole article.
        """
        graph = readings.graph
        touching = quotations_in(quotations, graph.sentence.span)
        found: list[Match] = []
        words = self._words
        for token, form in zip(graph.tokens, graph.lower, strict=True):
            if token.lemma.lower() not in words and form not in words and form.removesuffix("s") not in words:
                continue  # no trigger's word, whatever its part of speech: most are not
            matched: set[str] = set()
            for event_type, trigger in self._candidates(graph, token.index):
                if event_type.iri in matched:
                    continue
                if not all(
                    holds(condition, readings, token.index) for condition in trigger.conditions if not condition.role
                ):
                    continue
                filler = Filler(
                    event_type,
                    readings,
                    sentence=sentence,
                    trigger=token.index,
                    text=scene.article.text,
                    quotations=touching,
                    concepts=self.schema.concepts,
                )
                fillings = filler.fill()
                filled = {filling.role for filling in fillings}
                if not all(
                    (condition.role in filled) is (condition.sign != "!")
                    for condition in trigger.conditions
                    if condition.role
                ):
                    continue
                matched.add(event_type.iri)
                match = Match(
                    event_type,
                    trigger,
                    sentence,
                    token.index,
                    fillings,
                    filler.carriers(),
                    definite=_bears(graph, token.index, _DEFINITE) or filler.leaves_definite(),
                    quantified=_bears(graph, token.index, _QUANTIFIED)
                    or (_bears(graph, token.index, _NONE) and not _names_sides(graph, token.index, fillings)),
                    apart=_is_done_apart(graph, token.index, filler),
                )
                found += _tellings(match, filler)
        return tuple(found)

    def _candidates(self, graph: Graph, index: int) -> Iterator[tuple[EventType, Trigger]]:
        token = graph.tokens[index]
        # a copula acts as a verb where the graph says so ("is in Geneva")
        verbal = token.upos == "AUX" and (token.deprel not in ("aux", "cop", "aux:pass") or graph.out(index))
        upos = "VERB" if verbal else token.upos
        for lemma in dict.fromkeys((token.lemma.lower(), token.form.lower())):
            yield from self._by_word.get((lemma, upos), ())
            if upos == "PROPN":
                # "the Geneva Summit", headline capitals
                yield from self._by_word.get((lemma, "NOUN"), ())
        misread = upos != "VERB" or _is_noun_phrase(graph, index)
        if upos not in ("NOUN", "PROPN") and misread and base(graph.deprels[index]) in _NOMINAL:
            # a rare noun read as something else where only a noun can stand
            yield from self._by_word.get((token.lemma.lower(), "NOUN"), ())
        if upos == "PROPN" and token.form.lower().endswith("s"):
            yield from self._by_word.get((token.form.lower()[:-1], "NOUN"), ())


def _is_noun_phrase(graph: Graph, index: int) -> bool:
    """Whether what is read as a verb stands as a noun does: "visa bans were imposed"."""
    if base(graph.deprels[index]) not in ("nsubj", "obj"):
        return False
    before = [graph.deprels[child] for child in graph.children(index) if child < index]
    return any(label in ("compound", "det", "amod") for label in before)


def _tellings(match: Match, filler: Filler) -> list[Match]:
    """One match for each thing done, where several verbs do different things to one noun."""
    for role in match.event_type.roles:
        if not role.scheme or role.maximum != 1:
            continue
        done: dict[str, tuple[LightVerb, Filling]] = {}
        for verb in match.light:
            filling = filler.cued(role, verb.token) if verb.relation == "obj" else None
            if filling is not None:
                done.setdefault(filling.value, (verb, filling))
        if len(done) > 1:
            others = tuple(filling for filling in match.fillings if filling.role != role.iri)
            verbs = tuple(verb.token for verb, _ in done.values())
            return [
                replace(
                    match,
                    fillings=(*_of_doer(others, filler.graph, verb.token, verbs), filling),
                    light=(verb,),
                    telling=number,
                    elsewhere=tuple(other.token for other, _ in done.values() if other != verb),
                )
                for number, (verb, filling) in enumerate(done.values())
            ]
    return [match]


def _of_doer(fillings: tuple[Filling, ...], graph: Graph, verb: int, verbs: tuple[int, ...]) -> tuple[Filling, ...]:
    """For "A wants to lift the curbs imposed by B": who does one thing, where another does the other."""
    own = set(graph.dependents(verb, "subj"))
    others = {token for other in verbs if other != verb for token in graph.dependents(other, "subj")} - own
    roles = {filling.role for filling in fillings if filling.token in own}
    return tuple(filling for filling in fillings if filling.token not in others or filling.role not in roles)


def holds(condition: Condition, readings: Readings, index: int) -> bool:
    """Whether a condition holds of a trigger (conditions on filled roles are checked after filling)."""
    graph = readings.graph
    if condition.feature:
        name, _, value = condition.feature.partition("=")
        return (graph.tokens[index].feat(name) == value) is (condition.sign != "!")
    if condition.governor is not None:
        return bool(governors(graph, index, condition.governor)) is (condition.sign != "!")
    if condition.path is None:
        return True
    present = follow(graph.out(index), condition.path)
    good = [token for token in present if _is_asked(condition, readings, token)]
    if condition.sign == "+":
        return bool(good)
    if condition.sign == "!":
        return not good
    return not present or bool(good)


def _is_asked(condition: Condition, readings: Readings, token: int) -> bool:
    item = readings.graph.tokens[token]
    if condition.words and item.lemma.lower() not in condition.words and item.form.lower() not in condition.words:
        return False
    return not condition.kind or is_of_kind(readings, token, condition.kind)


def _names_sides(graph: Graph, index: int, fillings: tuple[Filling, ...]) -> bool:
    """Whether the noun's own phrases name who takes part: "no talks between A and B" denies one thing, not any."""
    if sum(edge.preposition in ("between", "among") for edge in graph.out(index)) > 1:
        return True
    own = {edge.dependent for edge in graph.out(index) if edge.preposition in ("with", "by")}
    named = [filling for filling in fillings if filling.token >= 0 and not filling.implied]
    return len(named) > 1 and any(filling.token in own for filling in named)


def _is_done_apart(graph: Graph, index: int, filler: Filler) -> bool:
    """Whether "separate", "separately", "in turn" stands at the trigger, its light verb or one of its fillers.

    So too for "met A and later B".
    """
    if _APART.isdisjoint(graph.lower) and LATER.isdisjoint(graph.lower):
        return False
    heads = {index, *(verb.token for verb in filler.light)}
    near = heads | {edge.dependent for head in heads for edge in graph.out(head) if edge.label in ("p", "obj", "subj")}
    if any(_is_in_turn(graph, token) for token in near - heads):
        return True
    near |= {child for token in near for child in graph.children(token) if graph.deprels[child] == "flat"}
    return any(graph.tokens[child].form.lower() in _APART for head in sorted(near) for child in graph.children(head))


def _is_in_turn(graph: Graph, first: int) -> bool:
    """Whether a word of time, no clause, parts two conjuncts and there is no third: "A and later B"."""
    conjuncts = [child for child in graph.children(first) if base(graph.deprels[child]) == "conj"]
    if len(conjuncts) != 1:
        return False
    at = next((at for at in range(first + 1, conjuncts[0]) if graph.lower[at] in LATER), -1)
    parted = at > 0 and graph.lower[at - 1] in ("and", ",")
    return parted and all(token.upos in _PHRASE for token in graph.tokens[at + 1 : conjuncts[0]])


def _bears(graph: Graph, index: int, words: frozenset[str]) -> bool:
    outer = index
    while outer in graph.transparent:
        outer = graph.transparent[outer]
    long = words is _QUANTIFIED and graph.tokens[outer].lemma.lower() in LENGTHS  # "several weeks of talks"
    for token in (index,) if long else (index, outer):
        for child in graph.children(token):
            label = base(graph.deprels[child])
            if label in ("det", "amod", "advmod", "nummod") and graph.tokens[child].form.lower() in words:
                return True
            if words is _DEFINITE and graph.deprels[child] == "nmod:poss":
                return True
            if words is _DEFINITE and graph.deprels[child] == "acl:relcl" and not _is_new(graph, token):
                return True
    return False


def _is_new(graph: Graph, index: int) -> bool:
    """Whether the article "a" says that what a relative clause describes has not been told of yet."""
    return any(
        graph.tokens[child].form.lower() in _INDEFINITE and graph.deprels[child] == "det"
        for child in graph.children(index)
    )
