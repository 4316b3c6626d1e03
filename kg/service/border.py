"""What callers in Python give ``KnowledgeGraph``, checked once at its border.

Every wish stands in ``WISHES`` with its kind and with what the commands call it, so that a name of theirs is understood
as a slip, and the reference page is written from the same table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar, cast

from kg.analysis.answers import LONGEST
from kg.errors import UsageError, choose_from

Day = str | dt.date
"""A day as YYYY-MM-DD, or as Python has it."""

Kind = Literal["text", "statuses", "day", "point", "names", "number", "decimal", "flag", "choice"]
Wishes = TypeVar("Wishes", bound=Mapping[str, object])


@dataclass(frozen=True, slots=True)
class Wish:
    """What can be wished for.

    Attributes:
        kind: of its value. option: of the commands. says: what it does.
        least, most: of a number; None for no bound. choices: of a choice. optional: whether None means not wished for.
    """

    kind: Kind
    option: str
    says: str
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False


NEW_SINCE: Final = "Tell what is new: first reported after this day, or since this generation of the store."
"""Said of ``new_since`` everywhere."""

FACTS: Final[Mapping[str, Wish]] = {
    "status": Wish("statuses", "--status", "Keys of statuses that count, with commas or in a list, or `any`."),
    "since": Wish("day", "--since", "Only events not wholly before this day."),
    "until": Wish("day", "--until", "Only events not wholly after this day."),
    "types": Wish("names", "--type", "Only events of these types."),
    "not_types": Wish("names", "--not-type", "No events of these types."),
    "sources": Wish("number", "--min-sources", "Independent sources at least.", least=0),
    "outlets": Wish("names", "--outlet", "Only what these publishers report."),
    "known_by": Wish("day", "--known-by", "Only what was published by this day, as it stood then."),
    "concerning": Wish("names", "--in", "Only events there, or with this organization or state."),
    "barring": Wish("names", "--not-in", "No events there, or with this organization or state."),
}
"""Of every question over the network."""

PATHS: Final[Mapping[str, Wish]] = {
    "mode": Wish(
        "choice", "--shortest, --simple", "The best, all of the least length, or every one.",
        choices=("best", "shortest", "simple"),
    ),
    "count": Wish("number", "--k", "How many paths: 1 in the mode `best`, else 100, where it is not given.", least=1),
    "longest": Wish("number", "--longest", f"Steps at most; {LONGEST}.", least=1, most=LONGEST),
    "avoid": Wish("names", "--avoid", "Not through these persons."),
    "through": Wish("names", "--through", "Through each of these persons."),
    "any_of": Wish("names", "--any-of", "Through one of these persons."),
    "through_places": Wish(
        "names", "--through-place", "With an event at each of these places, or with these organizations or states."
    ),
    "any_of_places": Wish(
        "names", "--any-of-place", "With an event at one of these places, or with one of these organizations or states."
    ),
    "through_types": Wish("names", "--through-type", "With an event of each of these types."),
    "any_of_types": Wish("names", "--any-of-type", "With an event of one of these types."),
    "order": Wish("choice", "--order", "Contacts follow one another in time.", choices=("forward", "backward", "")),
    "gap": Wish("number", "--gap", "Days between two contacts at most, with `order`.", least=0, optional=True),
    "hubs": Wish("number", "--max-contacts", "Nobody in between may have more contacts.", least=1, optional=True),
    "ties": Wish("flag", "--via org", "Also through organizations and states that persons share."),
    "new_since": Wish("point", "--new-since", NEW_SINCE),
}  # fmt: skip
"""Of paths, beside those of facts."""

OTHERS: Final[Mapping[str, Wish]] = {
    "cap": Wish("number", "--cap", "Leave out events of more persons; 20."),
    "by": Wish("text", "--by", "The measure that ranks."),
    "top": Wish("number", "--top", "Rows, or persons of a picture, at most.", optional=True),
    "samples": Wish("number", "--samples", "Persons betweenness is estimated from.", optional=True),
    "seed": Wish("number", "--seed", "Of what is drawn by lot; 0."),
    "resolution": Wish("decimal", "--resolution", "Above 1 for more and smaller groups, below 1 for fewer."),
    "radius": Wish("number", "--radius", "Ties between the person and the farthest told; 1."),
    "measures": Wish("names", "--measure", "Columns of persons in an export of the network."),
    "limit": Wish("number", "--limit", "Hits at most; 20.", least=1),
    "kinds": Wish("names", "--kind", "Kinds of things whose names are searched."),
}
"""Of single methods."""

WISHES: Final[Mapping[str, Wish]] = {**FACTS, **PATHS, **OTHERS}

_MEANT: Final[Mapping[str, str]] = {
    **{
        option.removeprefix("--").partition(" ")[0].replace("-", "_"): name
        for name, wish in WISHES.items()
        for option in wish.option.split(", ")
    },
    "simple": 'mode="simple"',
    "shortest": 'mode="shortest"',
    "via": "ties=True",
    "in_": "concerning",
}


def checked(wishes: Wishes, kind: type) -> Wishes:
    """Wishes with values of one kind each: days as text, several names in a tuple; what nobody would look at refused.

    Args:
        wishes: as given.
        kind: the ``TypedDict`` of those there are.

    Raises:
        UsageError: for a name that is none, with those that are near; for a value of another kind or out of bounds.
    """
    known = sorted(kind.__annotations__)
    found: dict[str, object] = {}
    for name, value in wishes.items():
        if name not in known:
            raise UsageError(f"there is nothing to wish for called {name!r}", mend=_nearest(name, known))
        found[name] = given(name, value)
    return cast("Wishes", found)


def given(name: str, value: object) -> object:
    """The value of a wish of ``WISHES``, checked; see ``checked``."""
    wish = WISHES[name]
    if value is None and wish.optional:
        return None
    if wish.kind == "names":
        return several(name, value)
    if wish.kind == "statuses":
        return value if isinstance(value, str) else ",".join(several(name, value))
    if wish.kind == "day":
        return day(name, value)
    if wish.kind == "point":
        return point(name, value)
    if wish.kind == "choice":
        if value not in wish.choices:
            raise UsageError(f"{name} is {value!r}", mend=choose_from(str(value), filter(None, wish.choices)))
    elif wish.kind == "text":
        _expect(name, value, str, "a text")
    elif wish.kind == "flag":
        _expect(name, value, bool, "True or False")
    else:
        _number(name, value, wish)
    return value


def several(name: str, value: object) -> tuple[str, ...]:
    """Names: one, or a list of them."""
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Sequence | set | frozenset) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{name} is {value!r}", mend="Give a text, or a list of texts.")
    return tuple(value if isinstance(value, Sequence) else sorted(value))


def day(name: str, value: object) -> str:
    """A day as text; what text is no day is refused where it is read."""
    if isinstance(value, dt.date):
        return dt.date(value.year, value.month, value.day).isoformat()  # of a datetime, its day
    _expect(name, value, str, 'a day: "2024-03-05", or a datetime.date')
    return str(value)


def point(name: str, value: object) -> str:
    """A day or a generation as text; what text is neither is refused where it is read."""
    if isinstance(value, dt.date):
        return day(name, value)
    _expect(name, value, str, 'a day: "2024-03-05", or a datetime.date; or a generation: "generation:12"')
    return str(value)


def text(name: str, value: object) -> str:
    """A text: a name, a question, words."""
    _expect(name, value, str, "a text")
    return str(value)


def numbers(**values: object) -> None:
    """Look whether values of ``WISHES`` are numbers; those that mean nothing are refused where they are used."""
    for name, value in values.items():
        given(name, value)


def _number(name: str, value: object, wish: Wish) -> None:
    """Look whether it is a number, and not out of bounds."""
    if wish.kind == "decimal" and isinstance(value, float):
        return
    if isinstance(value, bool) or not isinstance(value, int):
        what = "a number" if wish.kind == "decimal" else "a whole number"
        raise UsageError(f"{name} is {value!r}", mend=f"Give {what}{' or None' * wish.optional}.")
    if wish.most is not None and value > wish.most:
        raise UsageError(f"{name} is {value}", mend=f"Give a number from {wish.least} to {wish.most}.")
    if wish.least is not None and value < wish.least:
        raise UsageError(f"{name} is {value}", mend=f"Give {wish.least} or more.")


def _expect(name: str, value: object, kind: type, said: str) -> None:
    if not isinstance(value, kind):
        raise UsageError(f"{name} is {value!r}", mend=f"Give {said}.")


def _nearest(name: str, known: Sequence[str]) -> str:
    """What is meant: what the commands call so, else the nearest."""
    meant = _MEANT.get(name.strip("_"), "")
    if meant.partition("=")[0] in known:
        return f"Did you mean {meant}? Choose from {', '.join(known)}."
    return choose_from(name, known)
