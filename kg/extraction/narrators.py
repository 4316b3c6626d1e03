"""Who tells of an event as of his own: "X said the talks with Y had been useful"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.paths import is_journey, is_predicate
from kg.extraction.relations import base
from kg.extraction.tense import marks
from kg.extraction.wordlists import ATTITUDE_VERBS, PLAN_NOUNS, POINTING, REPORTING, TRANSPARENT

if TYPE_CHECKING:
    from kg.extraction.graph import Graph

_CALLING: Final = frozenset("describe call term characterize characterise label dub".split())
_OBSERVERS: Final = frozenset("spokesman spokeswoman spokesperson analyst reporter journalist correspondent".split())
_FOR_OTHERS: Final = _OBSERVERS | frozenset("expert aide adviser advisor lawyer".split())
_VOICES: Final = _OBSERVERS | frozenset("spokesmen spokespersons organizer organiser".split())
_BESIDE: Final = frozenset("after following during at before ahead_of".split())
_SIDES: Final = frozenset(("with", "between", "of", "among"))
_TELLING: Final = frozenset("update brief debrief inform tell notify advise exchange talk speak consult touch".split())
_MATTERS: Final = frozenset("about over regarding concerning".split())
_TOPICS: Final = _MATTERS | {"on"}
_CLAUSES: Final = ("ccomp", "parataxis")


def narrator(graph: Graph, noun: int) -> int:
    """The token of who speaks of an event whose noun names the other side alone, and nobody's it is; else -1.

    Who speaks for others ("a spokesman said the talks with Y") took no part.

    Args:
        graph: of the sentence.
        noun: the event's.
    """
    edges = graph.out(noun)
    with_somebody = any(edge.preposition == "with" for edge in edges)
    if not with_somebody or any(edge.label == "poss" or edge.preposition == "between" for edge in edges):
        return -1
    outer = graph.transparent.get(noun, noun)
    clause, relation = graph.heads[outer], base(graph.deprels[outer])
    if clause < 0:
        return -1
    if relation == "obj" and graph.tokens[clause].lemma.lower() in _CALLING:
        return _speaker(graph, clause)
    if relation != "nsubj":
        return -1
    owners = [child for child in graph.children(clause) if graph.deprels[child] == "nmod:poss"]
    if owners and any(graph.deprels[child] == "cop" for child in graph.children(clause)):
        return owners[0]  # "the talks with Peru will be his first"
    above = graph.heads[clause] if base(graph.deprels[clause]) in _CLAUSES else -1
    asides = [child for child in graph.children(clause) if base(graph.deprels[child]) == "parataxis"]
    for verb in (above, *asides):
        if verb >= 0 and _reports(graph, verb):
            return _speaker(graph, verb)
    return -1


def speaks_beside(graph: Graph, noun: int, verb: int) -> bool:
    """Whether a verb of saying only stands beside an event: "after talks with X, Y said", not "said of the talks".

    Args:
        graph: of the sentence.
        noun: the event's.
        verb: what governs it.
    """
    if not _reports(graph, verb) or base(graph.deprels[noun]) != "obl":
        return False
    beside = any(edge.preposition in _BESIDE for edge in graph.into(noun) if edge.head == verb)
    return beside and _speaker(graph, verb) >= 0


def shuts_out(graph: Graph, node: int, above: int, apart: frozenset[str]) -> bool:
    """Whether who stands above takes no part: a verb of attitude, a noun about the event ("progress in").

    Args:
        graph: of the sentence.
        node: the event's noun, or what it hangs on.
        above: what governs that.
        apart: lemmas of verbs that deal with such an event from outside.
    """
    token = graph.tokens[above]
    lemma = token.lemma.lower()
    if speaks_beside(graph, node, above):
        return False
    if only_tells(graph, node, above):
        return True
    if token.upos in ("NOUN", "PROPN"):
        if is_predicate(graph, above) or is_journey(graph, node, above):
            return False
        if _MATTERS.intersection(marks(graph, node)):
            return True  # "ideas over the talks"
        return graph.transparent.get(node) != above and lemma not in PLAN_NOUNS and lemma not in TRANSPARENT
    return lemma in ATTITUDE_VERBS or lemma in apart


def only_tells(graph: Graph, noun: int, verb: int) -> bool:
    """For "X updated Y on the talks", "exchanged views over the talks": X and Y talk about them, whoever held them.

    Args:
        graph: of the sentence.
        noun: the event's.
        verb: what its phrase hangs on.
    """
    if graph.tokens[verb].lemma.lower() not in _TELLING:
        return False
    if any(edge.preposition == "with" or edge.label == "poss" for edge in graph.out(noun)):
        return False
    return any(edge.preposition in _TOPICS for edge in graph.into(noun) if edge.head == verb)


def only_speaks(graph: Graph, noun: int, subject: int) -> bool:
    """For "X told reporters after the meeting": the reader knows of it, and that X speaks makes no new one.

    Args:
        graph: of the sentence.
        noun: the event's.
        subject: of the verb that the event's phrase hangs on.
    """
    verb = graph.heads[subject]
    if verb < 0 or not _reports(graph, verb) or graph.heads[noun] != verb:
        return False
    pointed = any(
        graph.deprels[child] == "det" and graph.tokens[child].form.lower() in POINTING for child in graph.children(noun)
    )
    return pointed and not any(edge.preposition in _SIDES or edge.label == "poss" for edge in graph.out(noun))


def speaks_for_others(graph: Graph, subject: int) -> bool:
    """Whether a subject is a spokesman, or a reporter or expert: what he says after an event was not said at it."""
    return _is_called(graph, subject, _VOICES)


def _reports(graph: Graph, verb: int) -> bool:
    return graph.tokens[verb].lemma.lower() in REPORTING


def _is_called(graph: Graph, noun: int, words: frozenset[str]) -> bool:
    """Whether a noun or what stands beside it in its phrase is one of the words."""
    return any(graph.tokens[one].lemma.lower() in words for one in (noun, *graph.children(noun)))


def _speaker(graph: Graph, verb: int) -> int:
    """The subject of a verb of saying, unless he speaks for others."""
    for subject in graph.children(verb):
        if base(graph.deprels[subject]) == "nsubj":
            return -1 if _is_called(graph, subject, _FOR_OTHERS) else subject
    return -1
