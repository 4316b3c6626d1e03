"""Whether a sentence goes on telling where the one before left off, or turns to another time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.event_sites import AFTER
from kg.extraction.relations import base
from kg.extraction.tense import auxiliaries, marks
from kg.extraction.wordlists import HAVING, OCCASION_NOUNS

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.extraction.graph import Graph

EARLIER: Final = AFTER | frozenset("earlier previously ago last recently once formerly previous first until".split())
"""Words that set what is told before the rest."""
_SAME_DAY: Final = frozenset("earlier first last".split())
_OF_THE_DAY: Final = OCCASION_NOUNS | frozenset("dinner lunch luncheon breakfast ceremony briefing banquet".split())
_HOURS: Final = frozenset("morning afternoon evening night noon midday midnight day".split())
_ARTICLES: Final = frozenset("in at the late early later earlier".split())
_COUNTING: Final = frozenset("first".split())
_TIMES: Final = frozenset("time day week month year term half night session round".split())
_FIRST_BEFORE: Final = 10  # tokens from "first" to "since"
_BEGINNING: Final = frozenset("begin start open end break convene adjourn".split())
_ASIDES: Final = ("advcl", "acl")
_CONTENTS: Final = frozenset({"that", "to"})
_LONG: Final = frozenset("day week month year decade round series lot string succession season night".split())


def goes_on(graph: Graph, verbs: Collection[int]) -> bool:
    """Whether a sentence goes on telling: no perfect tense, no word of another time.

    "Earlier he met X" and "He first met X, then Y" go on, and so does "before the session", "after the dinner": they
    order what one day brought.

    Args:
        graph: of the sentence.
        verbs: those that tell what is asked about.
    """
    forms = {graph.tokens[part].form.lower() for verb in verbs for part in auxiliaries(graph, verb)}
    if forms & HAVING:
        return False
    return not any(
        word in EARLIER and not _is_counted(graph, index) and not _orders_the_day(graph, index, verbs)
        for index, word in enumerate(graph.lower)
    )


def is_of_the_day(graph: Graph, verbs: Collection[int]) -> bool:
    """Whether a sentence says at what hour of the story's day it was: "in the afternoon", "earlier", "late at night".

    Args:
        graph: of the sentence.
        verbs: those that tell what is asked about.
    """
    for verb in verbs:
        for child in graph.children(verb):
            word, relation = graph.lower[child], base(graph.deprels[child])
            if relation == "obl" and word in _HOURS and {"in", "at"}.intersection(marks(graph, child)):
                return all(graph.lower[one] in _ARTICLES for one in graph.children(child))
            if relation == "advmod" and word in {"earlier", "later"} and graph.tokens[verb].upos == "VERB":
                inner = [graph.lower[one] for one in graph.children(child)]
                return not inner or "day" in inner
    return False


def _is_counted(graph: Graph, index: int) -> bool:
    """For "the first gathering since 2012", "his first visit": which it is, not when."""
    word, head = graph.lower[index], graph.heads[index]
    if word in _COUNTING:
        noun = head >= 0 and graph.tokens[head].upos == "NOUN" and graph.tokens[head].lemma.lower() not in _TIMES
        return noun and base(graph.deprels[index]) == "amod"
    return word == "since" and not _COUNTING.isdisjoint(graph.lower[max(index - _FIRST_BEFORE, 0) : index])


def _orders_the_day(graph: Graph, index: int, verbs: Collection[int]) -> bool:
    """Whether a word of time only says what came first on a day."""
    word, head = graph.lower[index], graph.heads[index]
    if word in _SAME_DAY:
        return head in verbs and base(graph.deprels[index]) == "advmod" and not graph.children(index)
    if word not in AFTER or word in {"since", "ahead"} or head < 0 or graph.heads[head] not in verbs:
        return False
    lemma = graph.tokens[head].lemma.lower()
    if base(graph.deprels[index]) == "mark":
        return lemma in _BEGINNING
    return lemma in _OF_THE_DAY and base(graph.deprels[head]) == "obl"


def is_long(graph: Graph, top: int, trigger: int) -> bool:
    """Whether what a phrase names took longer than a day ("after months of talks", "after two rounds of talks").

    Args:
        graph: of the sentence.
        top: the word the preposition stands at.
        trigger: the word that names the event.
    """
    around = {top, trigger, *graph.children(top), *graph.children(trigger)}
    return any(
        graph.tokens[one].lemma.lower() in _LONG or graph.tokens[one].feat("NumType") == "Ord" for one in around
    ) or any(word in EARLIER - {"first"} for one in around - {top, trigger} for word in _inner(graph, one))


def _inner(graph: Graph, index: int) -> tuple[str, ...]:
    """The word itself, unless it is the preposition that opens the phrase."""
    return () if graph.lower[index] in AFTER else (graph.lower[index],)


def clause_of(graph: Graph, index: int) -> int:
    """The predicate whose clause a token stands in, or -1."""
    return next((node for node in graph.ancestors(index) if is_predicate(graph, node)), -1)


def is_within(graph: Graph, index: int, verb: int) -> bool:
    """Whether a token stands in a clause that tells what is said, agreed or meant in a verb's clause."""
    chain = (index, *graph.ancestors(index))
    inner = chain[: chain.index(verb)] if verb in chain else ()
    relations = ((base(graph.deprels[node]), marks(graph, node)) for node in inner)
    return any(
        relation in {"ccomp", "xcomp"} or (relation in _ASIDES and not _CONTENTS.isdisjoint(words))
        for relation, words in relations
    )


def is_predicate(graph: Graph, index: int) -> bool:
    """Whether a token is a verb, or a noun, name or adjective with a copula ("was in the capital")."""
    return graph.tokens[index].upos == "VERB" or bool(auxiliaries(graph, index))


def is_aside(graph: Graph, index: int) -> bool:
    """Whether a word is told by the way, in a clause beside the one that carries the tale on."""
    clauses = (node for node in (index, *graph.ancestors(index)) if graph.tokens[node].upos == "VERB")
    return any(base(graph.deprels[node]) in _ASIDES for node in clauses)
