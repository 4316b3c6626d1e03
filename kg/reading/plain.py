"""Plain text -> Page: soft-wrapped lines are joined, so that a line is a paragraph, a title or a piece of furniture.

Text of 50 to 130 columns may have been wrapped by its sender. A break between two lines is taken for a wrap when the
next word would not have fitted (the lines of a chunk being filled so as a rule), or when the sentence plainly goes on
in lower case; never around page furniture, before a list item, a speaker's name, a dateline, or an indented first line.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kg.reading.characters import clean, squeeze
from kg.reading.chrome import is_chrome
from kg.reading.credits import find_byline
from kg.reading.dateline import find_dateline
from kg.reading.page import Page
from kg.reading.pagedates import MONTH, find_page_date
from kg.reading.prose import ends_sentence, is_open_ended, measure
from kg.reading.torn import mended

_MIN_WIDTH: Final = 40
_MIN_WRAPPED_WIDTH: Final = 50
_MAX_WIDTH: Final = 130
_MIN_INDENT: Final = 2
# Typists and justifying programs leave lines somewhat short of the margin.
_SLACK: Final = 6
_MIN_LINES: Final = 3
_SHORT_LINE: Final = 60
_NEW_ITEM: Final = re.compile(
    r"^(?:[•◦▪●*·–—]\s|-\s?[A-Z]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|(?:Q|A|QUESTION|ANSWER)\s?[:.]\s"
    r"|(?:[A-Z][A-Z.'’\-]+\s){0,4}[A-Z][A-Z.'’\-]+:\s)"
)
_DASH_ITEM: Final = re.compile(r"-\s\S")
_LEADS_ON: Final = re.compile(r"(?:[:;]|\band|\bor)$")
_HEADER_FIELD: Final = re.compile(r"^[A-Z][A-Za-z\-]{1,20}(?: [A-Za-z]{1,12})?:\s")
# Codes of the wires' typesetters: "^Talks Resume in Oslo<", "^By JANE DOE=".
_TELEX: Final = re.compile(r"^\^+|(?<=[\w.”\"')])[<=]+$")
_MONTH_AT_END: Final = re.compile(rf"(?<![A-Za-z]){MONTH}$")
_DAY_ALONE: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)?,?$")
_HYPHENATED: Final = re.compile(r"[^\W\d_]-$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the source: its text with single spaces, its indentation, whether it stands by itself.

    ``torn``: a day whose month ended the line before ("on March" / "30,"): what stands around it goes on.
    """

    text: str
    indent: int
    alone: bool
    torn: bool = False


def render_plain(raw: str) -> Page:
    r"""Render plain text.

    >>> render_plain("The ministers agreed on a second round of talks,\nto be held in Oslo next week.").text
    'The ministers agreed on a second round of talks, to be held in Oslo next week.'
    """
    chunks = _chunks(clean(raw))
    width = _common_width(chunks)
    cased = any(row.text[0].isupper() for chunk in chunks for row in chunk)
    rendered = [[line for run in _runs(chunk) for line in _joined(run, width, cased=cased)] for chunk in chunks]
    return Page(unicodedata.normalize("NFC", "\n\n".join(mended(rendered))))


def _chunks(text: str) -> list[list[_Row]]:
    """Runs of lines between blank lines."""
    chunks: list[list[_Row]] = [[]]
    for line in text.split("\n"):
        content = _TELEX.sub("", squeeze(line))
        if content:
            indent = len(line) - len(line.lstrip(" "))
            torn = bool(chunks[-1] and _DAY_ALONE.match(content) and _MONTH_AT_END.search(chunks[-1][-1].text))
            alone = not torn and (line.lstrip().startswith("^") or _stands_alone(content))
            if torn:
                chunks[-1][-1] = replace(chunks[-1][-1], alone=False)
            chunks[-1].append(_Row(content, indent, alone=alone, torn=torn))
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _stands_alone(line: str) -> bool:
    """Page furniture is never part of a paragraph, however its width falls."""
    if is_chrome(line) or find_byline(line) is not None:
        return True
    found = find_page_date(line) if len(line) < _SHORT_LINE else None
    return found is not None and found.end - found.start > len(line) / 2 and not ends_sentence(line)


def _runs(chunk: list[_Row]) -> list[list[_Row]]:
    """The chunk cut around rows that stand alone."""
    runs: list[list[_Row]] = [[chunk[0]]]
    for row, after in pairwise(chunk):
        apart = row.alone or after.alone
        if apart and _runs_on(row, after):
            # Furniture may be wrapped too, and the last word of a paragraph look like a button.
            runs[-1][-1] = replace(row, alone=False)
            runs[-1].append(replace(after, alone=False))
            continue
        if apart:
            runs.append([])
        runs[-1].append(after)
    return runs


def _runs_on(row: _Row, after: _Row) -> bool:
    """Whether a sentence plainly goes on in the next row, whatever either looks like by itself."""
    return (
        len(row.text) >= _MIN_WIDTH
        and after.text[0].islower()
        and not ends_sentence(row.text)
        and (row.alone or ends_sentence(after.text))
    )


def _common_width(chunks: list[list[_Row]]) -> int:
    """The column at which the file's wrapped chunks were wrapped; 0 where none was."""
    runs = [run for chunk in chunks for run in _runs(chunk)]
    pairs = [(row, after) for run in runs for row, after in pairwise(run)]
    widest = max((len(row.text) + row.indent for pair in pairs for row in pair), default=0)
    if _MIN_WRAPPED_WIDTH <= widest <= _MAX_WIDTH:
        slack = _SLACK if len(pairs) >= _MIN_LINES else 0
        filled = sum(_is_filled(row, after, widest, slack=slack) for row, after in pairs)
        if len(pairs) > 1 and 5 * filled >= 4 * len(pairs):
            return widest
    widths = [_width(run) for run in runs if len(run) >= _MIN_LINES and _is_wrapped(run, _width(run))]
    return max(widths, default=0)


def _width(chunk: list[_Row]) -> int:
    """The longest line's length with its indentation."""
    return max(len(row.text) + row.indent for row in chunk)


def _is_wrapped(chunk: list[_Row], width: int) -> bool:
    """Whether lines are filled as a rule, and broken as a rule where no sentence ends."""
    if not _MIN_WRAPPED_WIDTH <= width <= _MAX_WIDTH:
        return False
    pairs = list(pairwise(chunk))
    running = [(row, after) for row, after in pairs if not ends_sentence(row.text)]
    filled = sum(_is_filled(row, after, width, slack=_SLACK) for row, after in running)
    return 3 * filled >= 2 * len(running) and 3 * len(running) >= len(pairs)


def _is_filled(row: _Row, after: _Row, width: int, *, slack: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    word = after.text.split(" ", 1)[0]
    return row.indent + len(row.text) + 1 + len(word) > width - slack


def _joined(chunk: list[_Row], common: int, *, cased: bool) -> list[str]:
    """The lines of a run with its wraps undone."""
    own = _width(chunk)
    if len(chunk) >= _MIN_LINES:
        wrapped_at = own if _is_wrapped(chunk, own) else 0
    else:
        wrapped_at = common if common and own <= common else 0
    margin = min(row.indent for row in chunk)
    lines = [[chunk[0].text]]
    for row, after in pairwise(chunk):
        if not _is_wrap(row, after, wrapped_at, margin, cased=cased):
            lines.append([after.text])
        elif _HYPHENATED.search(row.text):
            # "working-" / "level": the hyphen was the writer's more often than the typesetter's.
            lines[-1].append(after.text)
        else:
            lines[-1] += (" ", after.text)
    return ["".join(line) for line in lines]


def _is_wrap(row: _Row, after: _Row, wrapped_at: int, margin: int, *, cased: bool) -> bool:
    """Whether the break between two lines is a wrap rather than the writer's."""
    if after.torn or (row.torn and row.text.endswith(",")):
        return True
    if row.alone or after.alone or len(row.text) > _MAX_WIDTH or _NEW_ITEM.match(after.text):
        return False
    if _DASH_ITEM.match(after.text) and (_NEW_ITEM.match(row.text) or _LEADS_ON.search(row.text)):
        return False
    if _HEADER_FIELD.match(row.text) and _HEADER_FIELD.match(after.text):
        return False
    goes_on = cased and after.text[0].islower() and not ends_sentence(row.text)
    indented = after.indent - margin >= _MIN_INDENT and after.indent != row.indent
    if (indented and not goes_on) or find_dateline(after.text):
        return False
    if is_open_ended(row.text) or (goes_on and (len(row.text) >= _MIN_WIDTH or _HYPHENATED.search(row.text))):
        return True
    if wrapped_at:
        slack = 0 if ends_sentence(row.text) else _SLACK * 2
        return _is_filled(row, after, wrapped_at, slack=slack)
    return (
        not ends_sentence(row.text)
        and len(row.text) >= _MIN_WIDTH
        and ends_sentence(after.text)
        and len(row.text) >= len(after.text)
        and not (measure(row.text).titled and not measure(after.text).titled)
    )
