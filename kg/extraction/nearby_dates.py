"""The date of an event by nearness alone, where the tree leads to none: parsers hang dates on whatever stands beside.

Nothing but the event's own clause may lie between: no other verb, no clause of its own, no phrase like "after the war".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extraction.date_governors import date_governor
from kg.extraction.event_sites import AFTER, SPEAKING, THEN, is_background
from kg.extraction.relations import base
from kg.extraction.tense import auxiliaries, marks, verb_tense
from kg.extraction.wordlists import OCCASION_NOUNS, REPORTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.dates import DateExpression
    from kg.extraction.graph import Graph

_FARTHEST: Final = 25  # tokens
_PHRASE: Final = 6  # tokens of a phrase like "since his inauguration"
_OCCASIONS: Final = OCCASION_NOUNS | {"stop", "dinner", "lunch", "encounter"}
_PRENOMINAL: Final = frozenset({"compound", "nmod:poss", "amod", "nummod"})
_STOPS: Final = frozenset({";", ":", "“", "”", '"', "(", ")", "--", "—", "–"})
_TOPIC: Final = frozenset({"about", "regarding", "concerning"})
_RELATIVE: Final = frozenset({"who", "which", "where", "when", "whom", "whose", "what", "because", "although", "while"})


def nearby_date(
    graph: Graph, trigger: int, light_verb: int | None, expressions: Sequence[DateExpression]
) -> DateExpression | None:
    """The nearest expression that nothing separates from the event's words, or None.

    Args:
        graph: of the sentence.
        trigger: the word that evokes the event.
        light_verb: the verb that lends it its arguments, if any.
        expressions: of the sentence.
    """
    own = {trigger} | ({light_verb} if light_verb is not None else set())
    own |= {graph.transparent[trigger]} if trigger in graph.transparent else set()
    own |= {part for word in tuple(own) for part in auxiliaries(graph, word)}
    if _is_spoken_of(graph, trigger, own):
        return None
    found = [
        (distance, one)
        for one in expressions
        if one.edtf and not one.days and not is_of_another(graph, one) and not _belongs_elsewhere(graph, one, own)
        for distance in [_distance(graph, one, own)]
        if distance is not None
    ]
    return min(found, key=lambda pair: (pair[0], pair[1].start))[1] if found else None


def day_of_when(
    graph: Graph, trigger: int, light_verb: int | None, expressions: Sequence[DateExpression]
) -> DateExpression | None:
    """For "not since June, when they dined together": the day that a when-clause tells of is that of its event."""
    for word in graph.tokens if expressions and "when" in graph.lower else ():
        if word.form.lower() != "when" or graph.heads[word.index] not in (trigger, light_verb):
            continue
        for one in expressions:
            comma = one.end < word.index and graph.tokens[one.end].form == ","
            if one.edtf and not one.days and word.index == one.end + comma:
                return replace(one, edtf=one.edtf.partition("/")[0], opening="") if one.opening == "since" else one
    return None


def is_of_another(graph: Graph, expression: DateExpression) -> bool:
    """Whether a date is open, or that of something told to lie apart ("since their quarrel two years ago")."""
    if expression.opening:
        return True
    for index in range(expression.start - 1, max(expression.start - _PHRASE, 0) - 1, -1):
        token = graph.tokens[index]
        if token.form.lower() in AFTER:
            return True
        if token.upos in {"VERB", "AUX", "PUNCT"}:
            return False
    return False


def _distance(graph: Graph, expression: DateExpression, own: set[int]) -> int | None:
    """How many tokens lie between an expression and the nearest of the event's words; None where they part them."""
    before = [word for word in own if word < expression.start]
    after = [word for word in own if word >= expression.end]
    gaps = [range(max(before) + 1, expression.start)] if before else []
    gaps += [range(expression.end, min(after))] if after else []
    free = [len(gap) for gap in gaps if len(gap) <= _FARTHEST and not any(_parts(graph, index, own) for index in gap)]
    return min(free, default=None if gaps else 0)


def _parts(graph: Graph, index: int, own: set[int]) -> bool:
    """Whether a token begins or belongs to another clause, or a phrase of time of its own."""
    token = graph.tokens[index]
    word = token.form.lower()
    if word in _RELATIVE or word in _STOPS:
        return True
    if index in own:
        return False
    if word in AFTER or word in THEN or token.upos in {"AUX", "PART"}:
        return True
    if token.upos != "VERB":
        return False
    return not (token.xpos == "VBN" or base(graph.deprels[index]) in {"amod", "compound"})


def _belongs_elsewhere(graph: Graph, expression: DateExpression, own: set[int]) -> bool:
    """Whether the date says of another noun which it is ("the June accord"), or when somebody spoke."""
    relation, governor = graph.deprels[expression.head], date_governor(graph, expression)
    if governor < 0 or governor in own:
        return False
    if governor != graph.heads[expression.head]:
        return True
    if relation in _PRENOMINAL or set(marks(graph, expression.head)) & {"of", *AFTER}:
        return True
    token = graph.tokens[governor]
    if token.upos == "VERB" and token.lemma.lower() in SPEAKING:
        return True
    if graph.deprels[governor] == "acl:relcl" and _has_occasion(graph, governor, own):
        return True
    if token.upos == "NOUN" and token.lemma.lower() in OCCASION_NOUNS:
        return True
    if is_background(graph, governor) and not any(is_background(graph, word) for word in own):
        return True
    before = expression.start - 1
    while before >= 0 and graph.tokens[before].upos in {"ADP", "ADV"}:
        before -= 1
    if before >= 0 and graph.tokens[before].lemma.lower() in REPORTING and graph.tokens[before].upos == "VERB":
        return True
    after = expression.end
    return after < len(graph.tokens) and graph.tokens[after].form in {"'s", "’s"}


def _has_occasion(graph: Graph, verb: int, own: set[int]) -> bool:
    """For "a stay which includes talks on Friday": whether a clause tells of another occasion, whose date it gives."""
    objects = (child for child in graph.children(verb) if graph.deprels[child] == "obj" and child not in own)
    things = (graph.tokens[child].lemma.lower() for child in objects)
    return not _OCCASIONS.isdisjoint(things)


def _is_spoken_of(graph: Graph, trigger: int, own: set[int]) -> bool:
    """Whether a finite verb only speaks of the event, as its object or topic: dates near it may be the verb's."""
    above = next((node for node in graph.ancestors(trigger) if graph.tokens[node].upos == "VERB"), None)
    if above is not None and above not in own and not _TOPIC.isdisjoint(marks(graph, trigger)):
        return True  # "spoke on Monday about his trip"
    if above is None or above in own or graph.tokens[trigger].upos in {"VERB", "AUX"}:
        return False
    return graph.tokens[above].lemma.lower() in SPEAKING and verb_tense(graph, above) == "past"
