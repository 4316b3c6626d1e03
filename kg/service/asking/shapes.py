"""Patterns over words, as data: what a catalogue query's ``asked`` and the table of the paths hold.

    who|whom <Meeting> {person}      a word of either, a word of the event type, a name
    <Letter> from {sender} (to {recipient})      what stands in brackets may be left out

A pattern is written of base forms, without the words no answer hangs on (``NOISE``). A time, a place ("in Lima"), a
status ("planned") may stand anywhere, where the query has a parameter for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.catalogue import Parameter, Query
from kg.errors import QueryFileError
from kg.service.lookup import PERSON

_ELEMENT: Final = re.compile(
    r"<(?P<event>\w+)>|\{(?P<slot>\w+)\}(?P<own>'s)?|(?P<words>[^\s(){}<>']+)|(?P<open>\()|(?P<close>\))"
)
PATH: Final = "path"
COMMON: Final = "common"
"""The query of what two persons have in common, each for himself: the only one that keeps "X and Y" behind a verb."""

_TIE = "connect|link|relate|tie|associate"
_LINK = "connection|link|path|chain|tie|relation|relationship|route"
PATHS: Final = (
    f"who {_TIE} (between) {{from}} (to) {{to}}",
    f"(through|via|by) who {{from}} {_TIE}|know (to) {{to}}",
    f"how {{from}} {_TIE}|know (to) {{to}}",
    f"how {{from}} (to) {{to}} {_TIE}|know",
    f"(what|which) (short|shortest|best) {_LINK} (between|from) {{from}} (to) {{to}}",
    "who stand|lie|come|sit between {from} {to}",
    "who (in) between {from} {to}",
    "who intermediary|mediator|middleman|broker (between) {from} {to}",
    "how get (from) {from} to {to}",
    "who introduce {from} to {to}",
)
"""Questions that become a call of ``path``."""
PATH_HEARD: Final = tuple(
    """connect|link|tie|relate|associate|connection|relation|relationship|association|path|chain|route|bridge|far apart
    |degree of separation|separation|separate|in common|common ground
    |intermediary|middleman|mediator|broker|go between|introduce|reach|know|acquainted|bring together|bond
    |trace back|stand between|stand in between""".replace("\n", " ")
    .replace("    ", "")
    .split("|")
)
"""Words that mean a path between two persons where no pattern fits."""

_ENDS = tuple(Parameter(name, "entity", name, required=True, default="", of=(PERSON,)) for name in ("from", "to"))
_DAYS = tuple(Parameter(name, "date", name, required=False, default="UNDEF") for name in ("since", "until"))


@dataclass(frozen=True, slots=True)
class Literal:
    """One of some words, in any of their forms."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Event:
    """A word for events of a type: the local name of its class."""

    type: str


@dataclass(frozen=True, slots=True)
class Slot:
    """What becomes the value of a parameter; ``own``: only with "'s" behind it."""

    parameter: Parameter
    own: bool = False


Element = Literal | Event | Slot


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern ready for matching.

    Attributes:
        query: name of the catalogue query, or ``PATH``.
        elements: in order. parameters: of the query, by name.
    """

    query: str
    elements: tuple[Element, ...]
    parameters: Mapping[str, Parameter]


def parse_shapes(queries: Iterable[Query]) -> tuple[Shape, ...]:
    """Every pattern of every query and of the paths; an optional part gives two shapes.

    Raises:
        QueryFileError: names the query and what is wrong in its pattern.
    """
    shapes: list[Shape] = []
    ends = {parameter.name: parameter for parameter in (*_ENDS, *_DAYS)}
    sources = [(query.name, query.asked, {one.name: one for one in query.parameters}) for query in queries]
    for name, patterns, parameters in [*sources, (PATH, PATHS, ends)]:
        for pattern in patterns:
            variants = dict.fromkeys(_variants(name, pattern, parameters))
            shapes += [Shape(name, variant, parameters) for variant in variants if variant]
    return tuple(shapes)


def _variants(query: str, pattern: str, parameters: Mapping[str, Parameter]) -> list[tuple[Element, ...]]:
    """A pattern with and without each of its optional parts."""
    stack: list[list[tuple[Element, ...]]] = [[()]]
    position = 0
    for found in _ELEMENT.finditer(pattern):
        if pattern[position : found.start()].strip():
            break
        if found["open"]:
            stack.append([()])
        elif found["close"] and len(stack) > 1:
            inside = stack.pop()
            stack[-1] = [before + part for before in stack[-1] for part in [*inside, ()]]
        elif found["close"]:
            break
        else:
            element = _element(query, found, parameters)
            stack[-1] = [(*before, element) for before in stack[-1]]
        position = found.end()
    if len(stack) != 1 or pattern[position:].strip():
        raise QueryFileError(f"{query}: the pattern {pattern!r} is not well formed", mend="Close its brackets.")
    return stack[0]


def _element(query: str, found: re.Match[str], parameters: Mapping[str, Parameter]) -> Element:
    """One element of a pattern."""
    if found["event"]:
        return Event(found["event"])
    if found["slot"]:
        if found["slot"] not in parameters:
            raise QueryFileError(f"{query}: a pattern asks for the parameter {found['slot']!r}, which it has not")
        return Slot(parameters[found["slot"]], own=bool(found["own"]))
    return Literal(frozenset(found["words"].split("|")))
