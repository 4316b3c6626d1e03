"""JSON -> records: JSON Lines, one object, a list of objects, objects one after the other, a service's answer.

A wrong line of JSON Lines costs that line. In a list over several lines, reading goes on at the next line that begins
as the records before it did.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError
from kg.reading.contents import MAX_BYTES, too_large
from kg.reading.recordfields import has_text
from kg.reading.records import Record, wrong_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OBJECT: Final = re.compile(r"\s*\{\s*(?:\"|\}\s*(?:\n|$))")
_LIST: Final = re.compile(r"\s*\[\s*(?:\{\s*[\"}]|\]\s*$)")
_SPACE: Final = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder(strict=False)
_EXAMPLE: Final = 'One object a line: {"title": "…", "date": "2024-03-05", "text": "…"}'
# Where services put the articles of an answer: news, search and feed interfaces.
_HOLDERS: Final = (
    "articles",
    "items",
    "results",
    "docs",
    "documents",
    "data",
    "records",
    "entries",
    "hits",
    "response",
)
_MAX_DEPTH: Final = 3


def is_json(head: str) -> bool:
    """Whether a text opens as JSON objects do; it need not be sound.

    >>> is_json('{"text": "The tal'), is_json("[Text] The talks ended.")
    (True, False)
    """
    return bool(_OBJECT.match(head) or _LIST.match(head))


def is_json_lines(head: str, *, complete: bool) -> bool:
    """Whether JSON has one object a line.

    Args:
        head: the beginning of the text.
        complete: it is the whole text.
    """
    if not _OBJECT.match(head):
        return False
    lines = [line for line in head.split("\n") if line.strip()]
    if len(lines) == 1:
        return not complete or isinstance(_parsed(lines[0]), dict)
    return isinstance(_parsed(lines[0]), dict) or bool(_OBJECT.match(lines[1]))


def read_json_lines(lines: Iterable[bytes | int], *, file: str) -> Iterator[Record | SourceError]:
    """The record of each line."""
    number = 0
    for at, line in enumerate(lines, start=1):
        if isinstance(line, int):
            number += 1
            yield too_large(f"{file}:{at}", line)
            continue
        if not line.strip():
            continue
        number += 1
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"not valid UTF-8 at byte {error.start} of the line (0x{line[error.start]:02X})"
            yield wrong_record(file, at, what, "Convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8")
            continue
        for item in _unfolded(_parsed(text), number, at, file):
            yield item
            number = item.number if isinstance(item, Record) else number


def read_json(text: str, *, file: str) -> Iterator[Record | SourceError]:
    """The records of one JSON value, or of several one after the other."""
    opening = _LIST.match(text)
    place = text.index("[") + 1 if opening else 0
    number, line, counted = 0, 1, 0
    margin = ""
    while True:
        place = _SPACE.match(text, place).end()  # type: ignore[union-attr]  # it matches the empty string
        if place >= len(text) or text[place] == "]":
            return
        line, counted = line + text.count("\n", counted, place), place
        begin = text.rfind("\n", 0, place) + 1
        if not number:
            margin = text[begin:place]
        number += 1
        try:
            value, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            yield _not_json(error, text, file, line)
            again = re.compile(rf"^{re.escape(margin)}\{{", re.MULTILINE).search(text, place + 1) if opening else None
            if not again or margin.strip():
                return
            place = again.end() - 1
            continue
        if opening:
            yield _checked(value, number, line, file)
            continue
        for item in _unfolded(value, number, line, file):
            yield item
            number = item.number if isinstance(item, Record) else number


def _unfolded(value: object, number: int, line: int, file: str) -> Iterator[Record | SourceError]:
    """An object is an article, or an answer that holds a list of them."""
    held = None if not isinstance(value, dict) or has_text(value) else _held(value, _MAX_DEPTH)
    if held is None:
        yield _checked(value, number, line, file, alone=True)
        return
    for index, item in enumerate(held, start=number):
        yield _checked(item, index, line, file)


def _held(value: object, depth: int) -> list[object] | None:
    """The list of objects in an answer."""
    if isinstance(value, list):
        return value if value and all(isinstance(item, dict) for item in value) else None
    if not isinstance(value, dict) or not depth:
        return None
    for name in _HOLDERS:
        found = _held(value.get(name), depth - 1)
        if found is not None:
            return found
    return None


def _parsed(text: str) -> object:
    """The value of one line; an error as a value where it is no JSON."""
    try:
        return _DECODER.decode(text.strip().removesuffix(","))
    except (ValueError, RecursionError) as error:
        return error


def _checked(value: object, number: int, line: int, file: str, *, alone: bool = False) -> Record | SourceError:
    """A record, where the value is an object."""
    if isinstance(value, Exception):
        reason = value.msg.lower() if isinstance(value, json.JSONDecodeError) else "too deep or too long"
        return wrong_record(file, line, f"not JSON ({reason})", _EXAMPLE)
    if not isinstance(value, dict):
        return wrong_record(file, line, "not a JSON object", _EXAMPLE)
    inner = value.get("_source")
    return Record(number, line, inner if isinstance(inner, dict) else value, alone=alone)


def _not_json(error: Exception, text: str, file: str, line: int) -> SourceError:
    """The error for a record in the middle of a text."""
    if not isinstance(error, json.JSONDecodeError):
        return wrong_record(file, line, "not JSON (too deep or too long)", _EXAMPLE)
    at = text.count("\n", 0, error.pos) + 1
    return wrong_record(file, line, f"not JSON ({error.msg.lower()}, line {at})", "Mend it, or give JSON Lines.")


MAX_JSON: Final = 16 * MAX_BYTES
"""Largest JSON value that is read: unlike JSON Lines it must be held whole."""
