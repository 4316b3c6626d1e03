"""Days as people type them."""

from __future__ import annotations

import datetime as dt

from kg.errors import UsageError


def iso_day(text: str) -> str:
    """A day as given, checked; empty stays empty.

    Raises:
        UsageError: when it is not YYYY-MM-DD.
    """
    if not text:
        return ""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{text!r} is not a day", mend="Write YYYY-MM-DD, for example 2024-03-05.") from error


def ordered_days(since: str, until: str) -> tuple[str, str]:
    """Both ends of a window, checked.

    Raises:
        UsageError: when one is no day, or the window ends before it begins.
    """
    begin, end = iso_day(since), iso_day(until)
    if begin and end and begin > end:
        raise UsageError(f"since {begin} is later than until {end}", mend="Exchange the two days.")
    return begin, end
