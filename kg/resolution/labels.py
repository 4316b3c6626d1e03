"""How events and positions are called, for people and in IRIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg import names
from kg.resolution.tellings import is_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import KnownArgument
    from kg.schema.model import EventType

_SHOWN: Final = 4  # names in a label before "and others"
_IN_SLUG: Final = 3
_LONGEST_NAME: Final = 40


def event_label(
    event_type: EventType, arguments: Sequence[KnownArgument], date: str | None, called: Mapping[str, str]
) -> str:
    """``Type of A and B, 2024-03-04``; further roles are named: ``Type of A, role B, 2024``.

    Where one party alone is known, the place is told too.
    """
    parts: list[str] = []
    parties = 0
    label = event_type.label[:1].upper() + event_type.label[1:]
    for role in event_type.roles:
        fillers = _names(arguments, role.iri, called)
        if not fillers or is_place(role):
            continue
        parties += len(fillers)
        parts.append(f"{label} of {_enumerate(fillers)}" if not parts else f"{role.label} {_enumerate(fillers)}")
    if not parts:
        parts.append(label)
    if parties < 2:
        where = [name for role in event_type.roles if is_place(role) for name in _names(arguments, role.iri, called)]
        parts += [_enumerate(where)] if where else []
    return ", ".join(parts + ([date] if date else []))


def event_slug(
    event_type: EventType, arguments: Sequence[KnownArgument], date: str | None, called: Mapping[str, str]
) -> str:
    """``2018-06-12-name-name``: the first day, month or year of the date, then up to three names."""
    who: list[str] = []
    for role in event_type.roles:
        if not is_place(role):
            who += [name for name in _names(arguments, role.iri, called) if name not in who]
    start = (date or "").replace("../", "").split("/")[0].strip("?~%")
    parts = [start, *(names.slug(name)[:_LONGEST_NAME].strip("-") for name in who[:_IN_SLUG])]
    return "-".join(part for part in parts if part) or event_type.slug


def position_slug(holder: str, title: str, organization: str, *, former: bool) -> str:
    """``anna-petit-president-france``."""
    words = [holder, names.slug(title), organization, "former" if former else ""]
    return "-".join(word for word in words if word)


def _names(arguments: Sequence[KnownArgument], role: str, called: Mapping[str, str]) -> list[str]:
    return [called[argument.entity] for argument in arguments if argument.role == role and argument.entity]


def _enumerate(words: list[str]) -> str:
    if len(words) > _SHOWN:
        words = [*words[: _SHOWN - 1], f"{len(words) - _SHOWN + 1} others"]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
