"""Events told by their distance in time from another: "on Monday, two days after X met Y", "a day before the talks".

The day told before such words is that of the other event. What the words open is as far off as they say, or at a day
that nobody can tell ("weeks after the summit"): it never takes the other's own day. "On the eve of" is a day before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.date_words import number
from kg.extraction.tense import auxiliaries
from kg.extraction.wordlists import word_set
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.dates import DateExpression
    from kg.extraction.graph import Graph

_SIDES: Final = {"after": -1, "before": 1}
_UNITS: Final = {"day": 1, "week": 7, "hour": 0, "minute": 0, "month": -1, "year": -1}
_PARTS: Final = word_set("morning afternoon evening night")
_ONE: Final = word_set("a an one the")
_FARTHEST: Final = 20  # tokens
_STOPS: Final = word_set('who which that where when whom whose ; : ( ) “ ” "')


@dataclass(frozen=True, slots=True)
class Offset:
    """Words that set an event apart from another.

    Attributes:
        start, end: tokens, half-open; the last is "after" or "before".
        days: from the other event to this one, negative for earlier; None where it cannot be told.
        rough: given in weeks, or in hours, which may be of the day before.
    """

    start: int
    end: int
    days: int | None
    rough: bool


def find_offset(graph: Graph, trigger: int, light_verb: int | None) -> Offset | None:
    """The words "two days after" in front of an event, with no other clause between, or None."""
    if _SIDES.keys().isdisjoint(graph.lower) and "eve" not in graph.lower:
        return None
    own = {trigger} | ({light_verb} if light_verb is not None else set())
    own |= {part for word in tuple(own) for part in auxiliaries(graph, word)}
    for index in range(trigger - 1, max(trigger - 1 - _FARTHEST, 0), -1):
        if index in own:
            continue
        token, word = graph.tokens[index], graph.lower[index]
        if word in _SIDES:
            return _offset(graph, index, _SIDES[word]) if _opens(graph, index, trigger, own) else None
        if word == "of" and graph.lower[index - 1 : index] == ("eve",):
            return Offset(index - 1, index + 1, 1, rough=False)  # "appealed on Monday, on the eve of a visit"
        attributive = graph.deprels[index] in {"amod", "compound"}
        if word in _STOPS or (token.upos in {"VERB", "AUX"} and not attributive):
            return None
    return None


def is_offset(graph: Graph, expression: DateExpression) -> bool:
    """Whether a length of time is the distance to another event, not how long one took."""
    return bool(expression.days) and graph.lower[expression.end : expression.end + 1] in {("after",), ("before",)}


def counted_from(graph: Graph, offset: Offset, expressions: Sequence[DateExpression]) -> DateExpression | None:
    """The day that lies as far as the words say from the one told right before them, or None."""
    before = [one for one in expressions if one.end <= offset.start and not one.days]
    if not before:
        return None
    told = before[-1]
    day = None if told.opening or told.edtf is None else shifted(told.edtf, offset)
    if day is None:
        return None
    span = Span(told.span.start, graph.tokens[offset.end - 1].span.end)
    return replace(told, edtf=day, past=day, future=day, span=span)


def shifted(date: str, offset: Offset) -> str | None:
    """A day as far from another as the words say; None where either cannot be told."""
    first, last = edtf.bounds(date.rstrip("~"))
    if offset.days is None or first is None or first != last:
        return None
    day = edtf.day(first + timedelta(days=offset.days))
    return f"{day}~" if offset.rough or date.endswith("~") else day


def _opens(graph: Graph, word: int, trigger: int, own: set[int]) -> bool:
    """Whether "after" opens the event's own clause or phrase, not one before it ("a week after the vote, he met X")."""
    head = graph.heads[word]
    if head in own or head in graph.ancestors(trigger):
        return True
    between = graph.tokens[head + 1 : trigger]
    apart = any(token.form == "," or token.upos == "CCONJ" for token in between)
    return not apart and not own.isdisjoint(graph.ancestors(head))


def _offset(graph: Graph, index: int, side: int) -> Offset | None:
    """The words that end in "after" or "before" at a token, if they count."""
    unit = index - 1
    lemma = graph.tokens[unit].lemma.lower() if unit >= 0 else ""
    counting = unit - 1
    word = graph.lower[counting] if counting >= 0 else ""
    if lemma in _PARTS and word == "the":
        return Offset(counting, index + 1, side, rough=False)
    if lemma not in _UNITS:
        return None
    count = 1 if word in _ONE else number(word)
    length = _UNITS[lemma]
    if length == 0:
        return Offset(unit, index + 1, 0, rough=True)
    if not count or length < 0:
        return Offset(unit, index + 1, None, rough=True)
    return Offset(counting, index + 1, side * count * length, rough=length > 1)
