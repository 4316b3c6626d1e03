"""Judgements as JSON Lines, so that a team can share them: no base IRI occurs, so any store can take them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path

from kg.errors import JudgementError, UsageError
from kg.judgement import Decision, Judgement, in_order, pair, refuse_incomplete
from kg.vocabulary import DIP

_PREFIX = "dip:"
_KEYS = tuple(field.name for field in fields(Judgement))
_MEND = f"A line is one JSON object with keys among {', '.join(_KEYS)}."


def to_lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """One JSON object a judgement, by date and id; what is empty is left out."""
    for judgement in in_order(judgements):
        told = {name: value for name, value in asdict(judgement).items() if value}
        yield json.dumps({name: _shortened(value) for name, value in told.items()}, ensure_ascii=False)


def read_judgement_file(path: Path) -> tuple[tuple[str, Judgement], ...]:
    """Judgements from a file that ``to_lines`` wrote, each with its place: file and line.

    Raises:
        JudgementError: for the first line that is none, with its place.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # a note may hold what else ends a line in Unicode
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementError(f"{path}: cannot be read ({error})", mend="Give a file of kg judge export.") from error
    places = ((f"{path}:{number}", line) for number, line in enumerate(lines, start=1) if line.strip())
    return tuple((place, _judgement(line, place)) for place, line in places)


def _judgement(line: str, place: str) -> Judgement:
    try:
        told = json.loads(line)
        judgement = _from_json(told) if isinstance(told, dict) else None
    except RecursionError as error:
        raise JudgementError(f"{place}: not a judgement: nested too deeply", mend=_MEND) from error
    except (ValueError, TypeError) as error:
        raise JudgementError(f"{place}: not a judgement: {error}", mend=_MEND) from error
    if judgement is None:
        raise JudgementError(f"{place}: not a judgement: no JSON object", mend=_MEND)
    unknown = sorted(set(told) - set(_KEYS))
    if unknown:
        raise JudgementError(f"{place}: not a judgement: unknown key {unknown[0]!r}", mend=_MEND)
    try:
        refuse_incomplete(judgement)
    except UsageError as error:
        raise JudgementError(f"{place}: {error.message}", mend=error.mend) from error
    return judgement


def _from_json(told: dict[str, object]) -> Judgement:
    """Raises ValueError where there is no such decision, TypeError where a list is none."""

    def names(key: str) -> tuple[str, ...]:
        value = told.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise TypeError(f"{key} is no list of names")
        return tuple(sorted(set(value)))

    def text(key: str) -> str:
        value = told.get(key, "")
        if not isinstance(value, str):
            raise TypeError(f"{key} is no text")
        return DIP + value.removeprefix(_PREFIX) if value.startswith(_PREFIX) else value

    decision = Decision(text("decision"))
    claims, others = pair(decision, names("claims"), names("others")) if told.get("others") else (names("claims"), ())
    return Judgement(
        decision=decision,
        claims=claims,
        others=others,
        status=text("status"),
        taken=text("taken"),
        given=text("given"),
        filler=text("filler"),
        by=text("by"),
        date=text("date"),
        why=text("why"),
    )


def _shortened(value: object) -> object:
    return f"{_PREFIX}{value.removeprefix(DIP)}" if isinstance(value, str) and value.startswith(DIP) else value
