"""Our own word lists for augmentation: files in, frozen values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

INITIAL_SHARE = 0.06
"""Share of persons with a middle initial."""

SLOT_TITLE = re.compile(r"\[[A-Z0-9]+\]")


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names of one culture, and which is written first (`given`, `family` or `single`)."""

    name: str
    order: str
    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state with its adjective and capital; `name` keeps its article."""

    name: str
    adjective: str
    capital: str


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _sections(name: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    title = ""
    for line in _lines(name):
        if line.startswith("["):
            title = line.partition("]")[0].lstrip("[")
        else:
            sections.setdefault(title, []).append(line)
    return sections


def _items(line: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in line.split(";") if item.strip())


@cache
def load_cultures() -> tuple[Culture, ...]:
    """The name lists, one `Culture` a section."""
    cultures = []
    order = name = ""
    parts: dict[str, tuple[str, ...]] = {}
    for line in [*_lines("persons.txt"), "["]:
        if line.startswith("["):
            if parts:
                cultures.append(Culture(name=name, order=order, given=parts["given"], family=parts["family"]))
            name, _, rest = line.lstrip("[").partition("]")
            order, parts = rest.strip().removeprefix("order="), {}
        else:
            key, _, names = line.partition(":")
            parts[key] = tuple(part for part in names.split() if part != "-")
    return tuple(cultures)


@cache
def load_states() -> tuple[State, ...]:
    """The states with adjectives and capitals."""
    states = []
    for line in _sections("places.txt")["states"]:
        name, _, rest = line.partition(":")
        adjective, capital = _items(rest)
        states.append(State(name=name, adjective=adjective, capital=capital))
    return tuple(states)


@cache
def load_places(section: str) -> tuple[str, ...]:
    """Places of one section: `cities` or `regions`."""
    return tuple(item for line in _sections("places.txt")[section] for item in _items(line))


@cache
def load_organizations(section: str) -> tuple[str, ...]:
    """Organizations of one section: `bodies`, `agencies`, `media`, `companies` or `groups`."""
    return tuple(item for line in _sections("organizations.txt")[section] for item in _items(line))


@cache
def load_keyed(name: str) -> dict[str, tuple[str, ...]]:
    """A `key: item; item` file such as titles.txt or calendar.txt."""
    keyed = {}
    for line in _lines(name):
        key, _, rest = line.partition(":")
        keyed[key] = _items(rest)
    return keyed


def draw_person(rng: random.Random) -> tuple[str, str]:
    """A made-up person: full name and the surname later mentions use."""
    culture = rng.choice(load_cultures())
    given = rng.choice(culture.given)
    if culture.order == "single":
        return given, given
    family = rng.choice(culture.family)
    if culture.order == "family":
        return f"{family} {given}", family
    if rng.random() < INITIAL_SHARE:
        given = f"{given} {rng.choice('ABCDEFGHJKLMNPRSTW')}."
    return f"{given} {family}", family


@cache
def load_phrases() -> dict[str, tuple[str, ...]]:
    """The phrases of the template slots, by slot."""
    return {slot: tuple(lines) for slot, lines in _sections_of_slots().items()}


def _sections_of_slots() -> dict[str, list[str]]:
    slots: dict[str, list[str]] = {}
    slot = ""
    for line in _lines("phrases.txt"):
        if SLOT_TITLE.fullmatch(line):
            slot = line[1:-1]
        else:
            slots.setdefault(slot, []).append(line)
    return slots


@cache
def load_templates() -> tuple[str, ...]:
    """The template sentences."""
    return tuple(_lines("templates.txt"))
