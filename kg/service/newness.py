"""From when on facts are new, as people type it: a day, or a generation of the store (``generation:12``)."""

from __future__ import annotations

from typing import Final

from kg.analysis.newness import NewSince
from kg.errors import UsageError
from kg.service.days import iso_day
from kg.store import Reader
from kg.store.terms import Answering

GENERATION: Final = "generation:"
"""What a generation begins with, so that no number is taken for a year or the other way round."""

FORMS: Final = "a day as YYYY-MM-DD, for example 2024-03-05, or a generation of the store as generation:12"
_MOST_DIGITS: Final = 12
_DIGITS_OF_A_YEAR: Final = 4


def new_since(reader: Answering, text: str) -> NewSince | None:
    """From when on facts are new; None for an empty text.

    Args:
        reader: what is asked; a store knows since when its articles are there.
        text: as typed.

    Raises:
        UsageError: when it is neither a day nor a generation, or one that is not there yet, or that is older than the
            store remembers; for a generation of an endpoint.
    """
    if not text:
        return None
    if not text.startswith(GENERATION):
        return NewSince(day=_day(text))
    digits = text.removeprefix(GENERATION)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS):
        raise UsageError(f"{text!r} is no generation", mend=f"Write {FORMS}.")
    return _generation(reader, int(digits))


def _day(text: str) -> str:
    number = text.isascii() and text.isdecimal()
    try:  # 20240305 is a day of ISO 8601, and may be a generation all the same
        return iso_day(f"{text} alone" if number else text)
    except UsageError as error:
        mend = f"Write {FORMS}."
        if number and len(text) <= _MOST_DIGITS:
            first = f"a day as {text}-01-01" if len(text) == _DIGITS_OF_A_YEAR else "a day as YYYY-MM-DD"
            mend = f"Write generation:{int(text)} for that generation of the store, or {first}."
        raise UsageError(f"{text!r} is neither a day nor a generation", mend=mend) from error


def _generation(reader: Answering, generation: int) -> NewSince:
    if not isinstance(reader, Reader):
        raise UsageError(
            "an endpoint does not tell since which generation it holds an article",
            mend="Give a day, for example --new-since 2024-03-05, or ask the store itself (--store).",
        )
    if generation > reader.generation:
        raise UsageError(
            f"there is no generation {generation} yet: the store is at generation {reader.generation}",
            mend=f"Give a generation up to {reader.generation}, or a day.",
        )
    arrivals = reader.arrivals
    if generation < arrivals.since:
        raise UsageError(
            f"what the store held at generation {generation} is not known: it was built before generations of articles"
            f" were kept, or restored from a backup, and knows them since generation {arrivals.since}",
            mend=f"Give generation:{arrivals.since} or a later one, or a day.",
        )
    return NewSince(generation=generation, arrivals=arrivals)
