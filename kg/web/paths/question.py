"""What an address of the page of paths asks: read by the tables of the API, and written in one way alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from kg.errors import UsageError
from kg.web.api.wishes import CONNECT, LONGEST_SIMPLE, PATHS
from kg.web.parameters import Parameter, Values, check_names, read_values

GENERATION: Final = Parameter("generation", "The generation that a link was made from.", "number", most=10**12)
ENDS: Final = ("from", "to")
NAMING: Final = (*ENDS, "avoid", "through", "any-of", "through-place", "any-of-place", "in", "not-in")
"""Parameters whose values are names of things."""

_TABLE: Final = (*(replace(one, required=False) if one.name in ENDS else one for one in PATHS), GENERATION)
_MANY: Final = 2
_BOUND: Final = {"order": ("gap",)}  # what means nothing without the other

CRITERIA: Final = {
    "statuses": ("status",), "window": ("since", "until"), "types": ("type",), "sources": ("min-sources",),
    "outlets": ("outlet",), "known_by": ("known-by",), "concerning": ("in",), "barring": ("not-in",),
    "barred_types": ("not-type",), "avoid": ("avoid",), "through": ("through",), "any_of": ("any-of",),
    "through_places": ("through-place",), "any_of_places": ("any-of-place",), "through_types": ("through-type",),
    "any_of_types": ("any-of-type",),
    "clock": ("order", "gap"), "gap": ("gap",), "hubs": ("max-contacts",), "longest": ("longest", "mode"),
}  # fmt: skip
"""Part of a question, as answers name it -> the parameters that say it."""


@dataclass(frozen=True)
class Question:
    """A question as its address says it.

    Attributes:
        pairs: names and values in the order of the table, what is empty or holds anyway left out; not yet read.
        generation: that the address names; empty where it names none.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    generation: str = ""

    @classmethod
    def of(cls, given: MultiDict[str, str]) -> Question:
        """What was sent; whatever it is."""
        sent = {
            one.name: list(dict.fromkeys(value for raw in given.getlist(one.name) if (value := raw.strip())))
            for one in _TABLE
        }
        generation = sent.pop(GENERATION.name)
        return cls(_settled((name, value) for name, values in sent.items() for value in values), ",".join(generation))

    @cached_property
    def is_connection(self) -> bool:
        """Whether several persons of one set are to be connected."""
        return len(self.values("from")) >= _MANY and not self.values("to")

    @cached_property
    def is_whole(self) -> bool:
        """Whether there is somebody to connect with somebody."""
        return bool(self.values("from") and self.values("to")) or self.is_connection

    @cached_property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What narrows or widens it beside its ends."""
        return tuple(pair for pair in self.pairs if pair[0] not in ENDS)

    def values(self, name: str) -> list[str]:
        """The values of a parameter, as sent."""
        return [value for known, value in self.pairs if known == name]

    def value(self, name: str, otherwise: str = "") -> str:
        """The first of them."""
        return next(iter(self.values(name)), otherwise)

    def read(self, given: MultiDict[str, str]) -> Values:
        """What it asks of ``kg path``, or of ``kg connect`` where that is what it asks.

        Args:
            given: as sent, for names of parameters that are not known.

        Raises:
            UsageError: as of ``read_values``.
        """
        check_names(given, [one.name for one in _TABLE])
        if self.generation:
            GENERATION.read(self.generation)
        if self.is_connection:
            self._check_connection()
            named = (("name" if name == "from" else name, value) for name, value in self.pairs)
            return read_values(CONNECT, MultiDict(list(named)))
        return read_values(_TABLE[:-1], MultiDict(list(self.pairs)))

    def _check_connection(self) -> None:
        known = {one.name for one in CONNECT}
        other = [name for name, _ in self.filters if name not in known]
        if other:
            raise UsageError(
                f"{other[0]} is of paths, and nobody is named whom paths lead to",
                mend="Name somebody there, or leave it out to see what connects all who are named.",
            )

    def address(self, generation: int | None = None) -> str:
        """The one address of this question.

        Args:
            generation: for a link that is to tell when the data has changed.
        """
        pairs = [*self.pairs, *([(GENERATION.name, str(generation))] if generation is not None else [])]
        return url_for("pages.paths") + (f"?{urlencode(pairs)}" if pairs else "")

    def place(self) -> str:
        """Its address, at the answer: for links of the page itself, whose form may be long."""
        return f"{self.address()}#answer"

    def with_one(self, name: str, value: str) -> Question:
        """The same with one value more."""
        return Question(_settled((*self.pairs, (name, value))))

    def with_only(self, name: str, value: str) -> Question:
        """The same with this value of a parameter alone."""
        return Question(_settled((*self.without(name).pairs, (name, value))))

    def without(self, *names: str) -> Question:
        """The same without some parameters, and without what means nothing then."""
        gone = {*names, *(bound for name in names for bound in _BOUND.get(name, ()))}
        return Question(_settled(pair for pair in self.pairs if pair[0] not in gone))

    def without_one(self, name: str, value: str) -> Question:
        """The same without one value."""
        if self.values(name) == [value]:
            return self.without(name)
        return Question(_settled(pair for pair in self.pairs if pair != (name, value)))

    def replaced(self, old: str, new: str) -> Question:
        """The same with a name for another, wherever that stands."""
        renamed = ((name, new if name in NAMING and value == old else value) for name, value in self.pairs)
        return Question(_settled(renamed))

    def without_part(self, criterion: str) -> Question:
        """The same without a part of it as answers name it: of the status, with every status."""
        if criterion == "statuses":
            return self.with_only("status", "any")
        if criterion == "ties":
            return self.with_only("via", "org")
        return self.without(*CRITERIA.get(criterion, ()))

    def plain(self) -> Question:
        """The same ends, and no filter."""
        return Question(_settled(pair for pair in self.pairs if pair[0] in ENDS))

    def widest(self) -> Question:
        """The same ends, and every event."""
        kept = [pair for pair in self.pairs if pair[0] in (*ENDS, "via")]
        return Question(_settled((*kept, ("status", "any"))))


def _settled(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Names and values in the order of the table, each once, without what holds anyway.

    Every path is asked for with so many steps as may be: an address says so.
    """
    given = list(dict.fromkeys(pairs))
    mode = next((value for name, value in given if name == "mode"), "best")
    defaults = {one.name: str(one.default) for one in _TABLE if one.default is not None}
    if mode == "best":
        defaults["k"] = "1"
    if mode == "simple" and not any(name == "longest" for name, _ in given):
        given.append(("longest", str(LONGEST_SIMPLE)))
    return tuple(
        (one.name, value) for one in _TABLE for name, value in given if name == one.name and defaults.get(name) != value
    )
