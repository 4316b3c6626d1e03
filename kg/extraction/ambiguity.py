"""Names that only the article as a whole decides: "the North" of a divided country, "the Senate", "the Workers' Party".

A compass point is a state only where the article speaks of the divided country; elsewhere "the South" is a region. An
institution that several states have under one name is a state's own only where the article speaks of that state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.gazetteer import Entry, Match, state_name
from kg.extraction.marking import mark
from kg.extraction.names import Name, SentenceNames
from kg.model import Span

_HALVES: Final[tuple[Mapping[str, str], ...]] = (
    {"North": "KP", "South": "KR"},
    {"North": "X-VDR", "South": "X-VNS"},
    {"East": "DD", "West": "X-BRD"},
    {"North": "X-YAR", "South": "YD"},
    {"North": "SD", "South": "SS"},
)
_UNDECIDED: Final = frozenset({"generic", "seat"})
_BESIDE: Final = frozenset({"the", "-", "‑", "–", "with", "between", "and", "from", "to"})


def _with_compass(names: tuple[SentenceNames, ...], text: str) -> tuple[SentenceNames, ...]:
    """The names, with compass points that mean states."""
    spoken = [name.match.entry.state for found in names for name in found.names if name.match is not None]
    halves = next((half for half in _HALVES if _speaks_of(half, spoken)), None)
    if halves is None:
        return names
    return tuple(_with_halves(found, halves, text) for found in names)


def decided(names: tuple[SentenceNames, ...], text: str) -> tuple[SentenceNames, ...]:
    """The names of an article's sentences, with what the whole article tells of them."""
    spoken = {
        name.match.entry.state
        for found in names
        for name in found.names
        if name.match is not None and name.match.entry.kind not in _UNDECIDED
    }
    known = tuple(
        replace(found, names=tuple(_institution(name, spoken) for name in found.names))
        if any(name.match is not None and name.match.entry.kind in _UNDECIDED for name in found.names)
        else found
        for found in names
    )
    return _with_compass(known, text)


def _institution(name: Name, spoken: set[str]) -> Name:
    """A generic institution as the state's own where the article speaks of the state, else as a mere organization.

    The seat of a union of states is a mere city there.
    """
    if name.match is None or name.match.entry.kind not in _UNDECIDED:
        return name
    entry = name.match.entry
    if entry.kind == "seat":
        mere = replace(name.match, entry=replace(entry, kind="site"))
        return replace(name, match=mere) if entry.state in spoken else name
    if entry.state in spoken:
        return replace(name, match=replace(name.match, entry=replace(entry, kind="institution")))
    return replace(name, kind="organization", match=None)


def _speaks_of(half: Mapping[str, str], spoken: Sequence[str]) -> bool:
    """Whether an article is about a divided country: one half that exists only as such, or both."""
    states = set(half.values())
    return states <= set(spoken) or (
        len(states & set(spoken)) == 1
        and half["North" if "North" in half else "East"] in spoken
        and half.get("North") != "SD"
    )


def _with_halves(found: SentenceNames, halves: Mapping[str, str], text: str) -> SentenceNames:
    """One sentence's names with the compass points it holds."""
    marked = found.marked
    added: list[Name] = []
    for token in marked.tokens:
        word = token.form.rstrip("'’s") if token.form not in halves else token.form
        if word not in halves or marked.entries[token.index] is not None:
            continue
        if not _stands_alone(found, token.index):
            continue
        state = halves[word]
        span = Span(token.span.start, token.span.start + len(word))
        match = Match(
            span.start - marked.sentence.span.start,
            span.end - marked.sentence.span.start,
            Entry("state", state_name(state), state),
        )
        added.append(Name(token.index, token.index + 1, span, "entry", text[span.start : span.end], match))
    if not added:
        return found
    taken = {name.start for name in added}
    kept = [name for name in found.names if not taken.intersection(range(name.start, name.end))]
    rows = [(name.start, name.end, name.match) for name in (*kept, *added) if name.match is not None]
    merged = tuple(sorted((*kept, *added), key=lambda name: (name.span.start, name.span.end)))
    return replace(found, marked=mark(marked.sentence, rows), names=merged)


def _stands_alone(found: SentenceNames, index: int) -> bool:
    """Whether a compass word is a name by itself: "the North", "North-U.S."; not "North Africa"."""
    marked = found.marked
    before = marked.lower[index - 1] if index else ""
    after = marked.letters[index + 1] if index + 1 < len(marked.letters) else "S"
    if after in "NGMHE" or (
        after == "x" and marked.tokens[index + 1].upos in {"NOUN", "PROPN", "ADJ"} and before != "the"
    ):
        return after in "NGMHE" and before == "the" and after in "MHE"
    return before in _BESIDE or after in "-P" or index == 0 or marked.tokens[index].upos == "PROPN"
