"""A text with what was read in it: sentences that facts rest on, and names, as pieces that a template marks.

Offsets are code points of the article's text. A sentence's anchor is ``char=start,end``, as RFC 5147 names a part of a
plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from kg.service.details import Mentioned
from kg.service.views import Link

Span = tuple[int, int]
_PARAGRAPHS = re.compile(r"\n[ \t\r\f\v]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and the thing that they name."""

    words: str
    thing: Link | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that the same sentences cover.

    Attributes:
        covered: whether a fact rests on them. anchors: of sentences that begin here.
        facts: numbers of facts whose sentences end here.
    """

    pieces: tuple[Piece, ...]
    covered: bool = False
    anchors: tuple[str, ...] = ()
    facts: tuple[int, ...] = field(default=())


Paragraph = tuple[Run, ...]


def anchor(start: int, end: int) -> str:
    """The name of a part of a text.

    >>> anchor(3, 14)
    'char=3,14'
    """
    return f"char={start},{end}"


def paragraphs(text: str) -> list[tuple[int, str]]:
    r"""Paragraphs with their offsets: white lines part them.

    >>> paragraphs("One\ntwo.\n \nThree.")
    [(0, 'One\ntwo.'), (11, 'Three.')]
    """
    found: list[tuple[int, str]] = []
    begin = 0
    for gap in (*_PARAGRAPHS.finditer(text), None):
        end = gap.start() if gap else len(text)
        if text[begin:end].strip():
            found.append((begin, text[begin:end]))
        begin = gap.end() if gap else end
    return found


def marked(
    excerpts: Iterable[tuple[int, str]], sentences: Mapping[Span, Sequence[int]], mentions: Sequence[Mentioned]
) -> list[Paragraph]:
    """Excerpts of a text with their marks.

    Args:
        excerpts: offset and words of each.
        sentences: span -> numbers of the facts that rest on it.
        mentions: of things, in order of offset, the longer first; one inside another is passed over.
    """
    anchored: set[Span] = set()
    apart = _apart(mentions)
    return [tuple(_runs(begin, words, sentences, apart, anchored)) for begin, words in excerpts]


def _apart(mentions: Sequence[Mentioned]) -> list[Mentioned]:
    """Those that do not lie in another."""
    found: list[Mentioned] = []
    for mention in mentions:
        if mention.end > mention.start and (not found or mention.start >= found[-1].end):
            found.append(mention)
    return found


def _runs(
    begin: int,
    words: str,
    sentences: Mapping[Span, Sequence[int]],
    mentions: Sequence[Mentioned],
    anchored: set[Span],
) -> Iterator[Run]:
    """One excerpt's runs; ``anchored`` learns which sentences have an anchor."""
    end = begin + len(words)
    near = sorted(span for span in sentences if span[0] < end and span[1] > begin)
    named = [mention for mention in mentions if mention.start >= begin and mention.end <= end]
    places = {place for span in (*near, *((one.start, one.end) for one in named)) for place in span}
    cuts = sorted({begin, end, *(place for place in places if begin < place < end)})
    things = {place: one.thing for one in named for place in cuts if one.start <= place < one.end}

    def over(cut: tuple[int, int]) -> tuple[Span, ...]:
        return tuple(span for span in near if span[0] <= cut[0] and span[1] >= cut[1])

    for spans, group in groupby(pairwise(cuts), key=over):
        parts = list(group)
        fresh = [span for span in spans if span not in anchored]
        anchored.update(fresh)
        done = sorted({fact for span in spans if min(span[1], end) == parts[-1][1] for fact in sentences[span]})
        yield Run(
            tuple(Piece(words[one - begin : other - begin], things.get(one)) for one, other in parts),
            covered=bool(spans),
            anchors=tuple(anchor(*span) for span in fresh),
            facts=tuple(done),
        )
