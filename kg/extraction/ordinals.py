"""The how-manieth of its series an event is: "the second summit", "visited for a third time".

Tells apart what else looks alike. "Next" and "last" count nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.extraction.relations import base

if TYPE_CHECKING:
    from kg.extraction.graph import Graph

_WORDS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_UNITS: Final = dict(zip(_WORDS.split(" "), range(1, 21), strict=True))
_BELOW_TEN: Final = range(1, 10)
_TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ROUND: Final = {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "inaugural": 1, "maiden": 1}
_DIGITS: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


def ordinal(graph: Graph, trigger: int) -> int:
    """The ordinal that an event's words give it, else 0.

    Read from the trigger's modifiers, from the noun that counts it ("a third round of talks") and from "for the fourth
    time" beside a verb. A superlative such as "second largest" counts nothing.
    """
    for node in _named(graph, trigger):
        for child in graph.children(node):
            relation = base(graph.deprels[child])
            if relation in {"amod", "nummod", "advmod", "compound"} and not _in_superlative(graph, child, node):
                number = ordinal_number(graph.tokens[child].form)
                if number:
                    return number
            if relation in {"obl", "nmod"} and graph.tokens[child].lemma.lower() in {"time", "occasion"}:
                number = max((ordinal_number(graph.tokens[one].form) for one in graph.children(child)), default=0)
                if number:
                    return number
    return 0


def ordinal_number(form: str) -> int:
    """A word as an ordinal number: "fourth", "4th", "twenty-first", "first-ever"; 0 for any other.

    >>> ordinal_number("twenty-second")
    22
    """
    word = form.lower().removesuffix("-ever").removesuffix("-time")
    digits = _DIGITS.fullmatch(word)
    if digits:
        return int(digits[1])
    tens, _, unit = word.partition("-")
    if unit and tens in _TENS and _UNITS.get(unit, 0) in _BELOW_TEN:
        return _TENS[tens] + _UNITS[unit]
    return _UNITS.get(word) or _ROUND.get(word, 0)


def _named(graph: Graph, trigger: int) -> tuple[int, ...]:
    """The trigger, the noun that counts it, and what it is an apposition to or in apposition with."""
    outer = graph.transparent.get(trigger)
    nodes = [trigger] if outer is None else [trigger, outer]
    head = graph.heads[trigger]
    if head >= 0 and graph.deprels[trigger] == "obj":
        nodes.extend(
            child for child in (head,) if any(graph.tokens[one].lemma.lower() == "time" for one in graph.children(head))
        )
    return tuple(nodes)


def _in_superlative(graph: Graph, child: int, noun: int) -> bool:
    """Whether the next word is a superlative: "second largest summit"."""
    following = graph.tokens[child + 1] if child + 1 < noun else None
    return following is not None and (following.feat("Degree") == "Sup" or following.xpos in {"JJS", "RBS"})
