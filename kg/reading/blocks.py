"""Page -> blocks: what of a page is headline, paragraph or caption. Everything else is masked.

After every line was judged by itself (``kg.reading.lines``), its neighbours count: the headline is the first title
before the body, a line that repeats an earlier one is masked, short sentences that stand among furniture alone belong
to it, and a title among paragraphs is a subheading or a link. A file's only text is never masked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.model import Block, BlockKind, Span
from kg.reading.dateline import find_dateline
from kg.reading.fields import find_field
from kg.reading.lines import (
    Line,
    Part,
    fold,
    is_caption_label,
    is_item,
    judge,
    split_lines,
    to_paragraph,
    to_title,
    without_tail,
)
from kg.reading.oneline import find_parts
from kg.reading.prose import is_words, measure

if TYPE_CHECKING:
    from kg.reading.page import Page


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's lines and its blocks.

    Attributes:
        lines: all lines with text, in order.
        blocks: in order of offset, disjoint, without line breaks.
        headline: index in ``lines``, or -1.
        body: index of the first paragraph in ``lines``; the number of lines where there is none.
    """

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    headline: int
    body: int


_MIN_HEADLINE_WORDS: Final = 4
_MIN_DECK_WORDS: Final = 6
_MAX_DECKS: Final = 2
_SHORT_QUESTION_WORDS: Final = 9
_SHORT_STATEMENT_WORDS: Final = 5
_MIN_BODY_WORDS: Final = 8
_MAX_FIRST_TITLE_WORDS: Final = 22
# What opens no subheading.
_TOLD: Final = re.compile(r"(?:They|He|She|It|There|This|These|Both|We|I)\b")
_MIN_TOLD_WORDS: Final = 3
# A list of other stories: what calls it, and how far it goes.
_OTHERS: Final = re.compile(
    r"(?:related|recommended|trending|latest|top|popular|more|most|also|other|you (?:may|might)|"
    r"read (?:next|also|more)|don['’]t miss|in other news|editor)",
    re.IGNORECASE,
)
_MAX_OTHERS: Final = 10
_LONG_WORDS: Final = 14
_MAX_BLOCK: Final = 100_000
_TELLING: Final = (Part.PROSE, Part.CAPTION)


def find_blocks(page: Page) -> Layout:
    """Tell prose from furniture.

    Args:
        page: a rendering, one paragraph a line.

    Returns:
        Every line judged, and the blocks; no block at all where no line holds words.
    """
    lines = split_lines(page)
    if len(lines) == 1:
        return _single(lines[0])
    judged = _mask_repeated(_others([judge(line, page) for line in lines]))
    judged = _listed(_first_title(_unpointed(_captioned(judged))))
    body = next((i for i, line in enumerate(judged) if line.part is Part.PROSE and _is_body(line)), len(judged))
    judged = _open_body(judged, body)
    headline = _headline(judged, body, page)
    judged = _mask_isolated(judged, body)
    prose = any(line.part is Part.PROSE for line in judged)
    if not prose:
        judged, headline = _rescue(judged)
        body = next((i for i, line in enumerate(judged) if line.part is Part.PROSE), len(judged))
    kinds = _kinds(judged, headline, body)
    blocks = [
        Block(kind, Span(line.start + start, line.start + end))
        for line, kind in zip(judged, kinds, strict=True)
        if kind is not None
        for start, end in _pieces(line)
    ]
    return Layout(tuple(judged), tuple(blocks), headline, body)


def _single(line: Line) -> Layout:
    """A file of one line is its own paragraph, whatever it looks like, but for a wire's opening and closing."""
    if not is_words(measure(line.text)):
        return Layout((line,), (), -1, 1)
    parts = find_parts(line.text)
    last = without_tail(line.text, parts.last)
    whole = replace(
        line,
        part=Part.PROSE,
        first=parts.first,
        last=last if last > parts.first else parts.last,
        dateline=parts.dateline,
    )
    blocks = [Block(BlockKind.PARAGRAPH, Span(start, end)) for start, end in _pieces(whole)]
    start, end = _stripped(line.text, *parts.title)
    if start >= end:
        return Layout((whole,), tuple(blocks), -1, 0)
    headed = replace(line, text=line.text[:end], part=Part.TITLE, first=start, last=end)
    return Layout((headed, whole), (Block(BlockKind.HEADLINE, Span(start, end)), *blocks), 0, 1)


def _others(lines: list[Line]) -> list[Line]:
    """Mask the headlines under "Related stories" and the like, which may read as sentences but have no final point."""
    kept: list[Line] = []
    left = 0
    for line in lines:
        short = measure(line.text)
        if line.part is Part.FURNITURE and _OTHERS.match(line.text) and short.words <= _MIN_DECK_WORDS:
            left = _MAX_OTHERS
        elif left and line.part in (Part.TITLE, Part.PROSE):
            listed = not short.ends and short.words <= _MAX_FIRST_TITLE_WORDS and not line.first
            left = left - 1 if listed else 0
            if listed and line.part is Part.PROSE:
                kept.append(replace(line, part=Part.FURNITURE))
                continue
        kept.append(line)
    return kept


def _mask_repeated(lines: list[Line]) -> list[Line]:
    """Mask what repeats an earlier line; one that was no prose at first keeps its first place all the same."""
    seen: set[str] = set()
    kept: list[Line] = []
    for line in lines:
        key = fold(line.text)
        repeated = key in seen and line.part in (Part.TITLE, Part.PROSE, Part.CAPTION)
        kept.append(replace(line, part=Part.FURNITURE) if repeated else line)
        seen.add(key)
    return kept


def _captioned(lines: list[Line]) -> list[Line]:
    """The line under a caption's label is the caption."""
    return [
        replace(line, part=Part.CAPTION)
        if i and is_caption_label(lines[i - 1].text) and line.part in (Part.TITLE, Part.PROSE)
        else line
        for i, line in enumerate(lines)
    ]


def _first_title(lines: list[Line]) -> list[Line]:
    """The first line that tells anything is a title when it has no final point, however much it reads as a sentence."""
    first = next((i for i, line in enumerate(lines) if line.part in _TELLING or line.part is Part.TITLE), -1)
    if first < 0 or lines[first].part is not Part.PROSE or lines[first].first or lines[first].text.endswith(":"):
        return lines
    counted = measure(lines[first].text)
    follows = any(line.part is Part.PROSE for line in lines[first + 1 :])
    if counted.ends or counted.words > _MAX_FIRST_TITLE_WORDS or not follows:
        return lines
    return [*lines[:first], to_title(lines[first]), *lines[first + 1 :]]


def _unpointed(lines: list[Line]) -> list[Line]:
    """Where a source has lost the final points of its paragraphs, shorter lines without one are paragraphs too."""
    counts = [measure(line.content) for line in lines]
    long = [counted for counted in counts if counted.words >= _LONG_WORDS]
    if 2 * sum(counted.ends for counted in long) >= len(long):
        return lines
    return [
        replace(line, part=Part.PROSE)
        if line.part is Part.TITLE
        and i
        and counts[i].function_words
        and (counts[i].words >= _MIN_DECK_WORDS or (counts[i].words >= _MIN_TOLD_WORDS and _TOLD.match(line.content)))
        else line
        for i, line in enumerate(lines)
    ]


def _listed(lines: list[Line]) -> list[Line]:
    """Titles under "The two sides agreed:" are items of its list, and so are bulleted ones behind such an item."""
    kept: list[Line] = []
    open_list = False
    for line in lines:
        if line.part is Part.TITLE and open_list and is_words(measure(line.text)):
            kept.append(to_paragraph(line))
        else:
            kept.append(line)
        item = kept[-1].part is Part.PROSE
        open_list = item and (line.text.endswith((":", ";", ",", " and", " or")) or (open_list and is_item(line.text)))
    return kept


def _is_body(line: Line) -> bool:
    """Whether a paragraph is long enough to open the body."""
    return measure(line.content).words >= _MIN_BODY_WORDS


def _open_body(lines: list[Line], body: int) -> list[Line]:
    """Look at the first paragraph again: there a place and a dash alone are a dateline."""
    if body == len(lines) or lines[body].dateline or lines[body].first:
        return lines
    found = find_dateline(lines[body].text, first=True)
    if not found or found.end >= lines[body].last:
        return lines
    opened = replace(lines[body], first=found.end, dateline=found)
    return [*lines[:body], opened, *lines[body + 1 :]]


def _headline(lines: list[Line], body: int, page: Page) -> int:
    """Index of the headline: the title the format marks, else the first title of some length before the body."""
    candidates = [i for i, line in enumerate(lines[:body]) if line.part is Part.TITLE]
    marked = [i for i in candidates if lines[i].text in page.titles or find_field(lines[i].text)]
    if marked:
        return marked[0]
    folded = [fold(line.text) for line in lines]
    times = Counter(folded)
    # A title printed twice is the headline; the second time it has been masked.
    repeated = [
        i
        for i, line in enumerate(lines[:body])
        if line.part in (Part.TITLE, Part.PROSE) and times[folded[i]] > 1 and len(folded[i].split()) > 1
    ]
    long = [i for i in candidates if measure(lines[i].content).words >= _MIN_HEADLINE_WORDS]
    # "The Example Times" names itself in capitals throughout, a short headline does not.
    told = [i for i in candidates if not measure(lines[i].content).titled]
    for choice in (repeated, long, told, candidates):
        if choice:
            return choice[0]
    return _sentence_headline(lines, body)


def _sentence_headline(lines: list[Line], body: int) -> int:
    """A question or short sentence as headline, where no title is: the first line, above a longer paragraph."""
    first = next((i for i, line in enumerate(lines) if line.part is Part.PROSE), -1)
    if first < 0 or not lines[first].text.endswith(("?", "!")) or lines[first].dateline:
        return -1
    follows = any(line.part is Part.PROSE for line in lines[first + 1 :])
    return first if follows and first <= body and first == 0 else -1


def _mask_isolated(lines: list[Line], body: int) -> list[Line]:
    """Mask short sentences that have no paragraph or caption beside them: "How can we improve?" under "Send feedback".

    A statement is masked above and below the body only, and must be shorter than a question or exclamation.
    """
    kept = list(lines)
    tail_starts = max((i for i, line in enumerate(lines) if line.part is Part.PROSE and _is_body(line)), default=0)
    for index, line in enumerate(lines):
        beside = [lines[i].part for i in (index - 1, index + 1) if 0 <= i < len(lines)]
        if line.part is Part.PROSE and not any(part in _TELLING for part in beside):
            counted = measure(line.content)
            limit = 0 if body <= index < tail_starts else _SHORT_STATEMENT_WORDS
            limit = _SHORT_QUESTION_WORDS if line.text.endswith(("?", "!")) else limit
            if counted.words < limit and not line.dateline:
                kept[index] = replace(line, part=Part.FURNITURE)
    return kept


def _rescue(lines: list[Line]) -> tuple[list[Line], int]:
    """No paragraph was found: then titles and short sentences are the text; the least likely furniture comes last."""
    for parts in ((Part.TITLE,), (Part.FURNITURE, Part.LETTERHEAD), (Part.CAPTION, Part.BYLINE, Part.FIELD)):
        kept = [replace(line, part=Part.PROSE) if line.part in parts and _is_rescued(line) else line for line in lines]
        if any(line.part is Part.PROSE for line in kept):
            return _mask_repeated(kept), -1
    return lines, -1


def _is_rescued(line: Line) -> bool:
    """Whether a line may be the only text of a file."""
    counted = measure(line.content)
    return is_words(counted) and counted.words >= _MIN_HEADLINE_WORDS - 1


def _kinds(lines: list[Line], headline: int, body: int) -> list[BlockKind | None]:
    """The kind of each line's block, or None for a masked line."""
    kinds: list[BlockKind | None] = []
    decks = 0
    for index, line in enumerate(lines):
        kind = {Part.PROSE: BlockKind.PARAGRAPH, Part.CAPTION: BlockKind.CAPTION}.get(line.part)
        if index == headline:
            kind = BlockKind.HEADLINE
        elif 0 <= headline < index < body and line.part is Part.TITLE and decks < _MAX_DECKS:
            counted = measure(line.content)
            if counted.words >= _MIN_DECK_WORDS and is_words(counted):
                kind = BlockKind.HEADLINE
                decks += 1
        kinds.append(kind)
    return kinds


def _pieces(line: Line) -> list[tuple[int, int]]:
    """The line's parsed part, without spaces around; one no parser could take is cut between sentences."""
    text, first, last = line.text, line.first, line.last
    pieces: list[tuple[int, int]] = []
    while last - first > _MAX_BLOCK:
        cut = max(text.rfind(". ", first, first + _MAX_BLOCK), text.rfind(" ", first, first + _MAX_BLOCK) - 1)
        cut = cut + 1 if cut > first else first + _MAX_BLOCK
        pieces.append((first, cut))
        first = cut
    pieces.append((first, last))
    return [piece for piece in (_stripped(text, start, end) for start, end in pieces) if piece[0] < piece[1]]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without spaces around it."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
