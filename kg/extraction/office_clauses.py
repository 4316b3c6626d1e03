"""Offices that a clause behind a name tells: "X, who led the Ghanaian delegation", "X became prime minister".

Words, not the parse: the name, a comma or none, a verb of a short list, and a noun phrase that is an office or a body.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Final

from kg.extraction.marking import Marked, title_words
from kg.extraction.titles import Title

# Verb that says it -> the noun of the office; the body follows.
_LEADING: Final = {
    "lead": "leader", "leads": "leader", "led": "leader", "leading": "leader", "head": "head", "heads": "head",
    "headed": "head", "heading": "head", "chair": "chair", "chairs": "chair", "chaired": "chair", "chairing": "chair",
    "command": "commander", "commands": "commander", "commanded": "commander", "commanding": "commander",
    "represents": "representative", "represented": "representative", "representing": "representative",
}  # fmt: skip
_BODIES: Final = frozenset(
    "delegation team mission committee commission council panel task office department ministry party movement group "
    "bloc coalition alliance government agency bureau organization organisation side faction guerrillas rebels troops "
    "force forces army navy police bank fund institute".split()
)
_BECOMING: Final = frozenset(
    "became becomes named appointed elected re-elected reelected chosen sworn installed".split()
)
_BETWEEN: Final = frozenset("has have had been was were is as in who first also recently then".split())
_ACTING: Final = frozenset({"acting", "serving", "speaking", "working", "mediating"})
_LONGEST: Final = 10
_REACH: Final = 7

Reader = Callable[[Marked, int, Container[int]], tuple[Title | None, int]]


def told_after(marked: Marked, end: int, persons: Container[int], read: Reader) -> tuple[Title, ...]:
    """The office that the clause right behind a name gives to its bearer.

    Args:
        marked: the sentence.
        end: the token behind the name.
        persons: tokens that are persons' names.
        read: reads a title that begins at a token.
    """
    lower = marked.lower
    at = end + (lower[end : end + 1] == (",",))
    at += lower[at : at + 1] == ("who",)
    if at >= len(lower):
        return ()
    if lower[at] in _LEADING and at > end:
        title = _body(marked, at, persons)
        return (title,) if title is not None else ()
    if lower[at] in _ACTING and lower[at + 1 : at + 2] == ("as",) and at > end:
        title, _ = read(marked, at + 2, persons)
        return (title,) if title is not None else ()
    return _becoming(marked, at, persons, read)


def _becoming(marked: Marked, at: int, persons: Container[int], read: Reader) -> tuple[Title, ...]:
    """Add "was named foreign minister", "became president of Gabon"; what may yet come about does not count."""
    lower, first = marked.lower, at
    while at < len(lower) and at - first < _REACH and lower[at] in _BETWEEN:
        at += 1
    if at >= len(lower) or lower[at] not in _BECOMING:
        return ()
    at += 1
    while at < len(lower) and lower[at] in {"as", "in", "the", "a", "an"} | {"its", "his", "her", "their"}:
        at += 1
    title, _ = read(marked, at, persons)
    return (title,) if title is not None else ()


def _body(marked: Marked, verb: int, persons: Container[int]) -> Title | None:
    """The office of whoever leads a body: "who heads the Peruvian negotiating team"."""
    letters, lower, lists = marked.letters, marked.lower, title_words()
    start = verb + 1
    at = start
    while at < len(letters) and at - start < _LONGEST and at not in persons:
        if letters[at] in ",SVWQF." or (letters[at] == "A" and at > start):
            break
        at += 1
    bodies = [index for index in range(start, at) if lower[index] in _BODIES | lists["strict_organ"]]
    if not bodies:
        return None
    last = bodies[-1]
    entries = [index for index in range(start, at) if letters[index] == "G"]
    organization = None
    if entries:
        first = entries[0]
        stop = first + 1
        while stop < at and marked.entries[stop] is marked.entries[first]:
            stop += 1
        organization = (first, stop)
    words = [
        marked.tokens[index].form
        for index in range(start, last + 1)
        if letters[index] not in "GPD" and not (organization and organization[0] <= index < organization[1])
    ]
    said = f"{_LEADING[lower[verb]]} of the {' '.join(words)}" if words else _LEADING[lower[verb]]
    head = _LEADING[lower[verb]]
    return Title(verb, last + 1, verb, last + 1, head, tuple(said.lower().split()), organization, said=said)
