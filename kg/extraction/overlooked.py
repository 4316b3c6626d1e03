"""Surnames of known persons where neither model nor gazetteer saw a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.journey_words import MOVING
from kg.extraction.marking import Marked, listed
from kg.extraction.names import Name, SentenceNames, person_name
from kg.extraction.people import Person, Sighting
from kg.extraction.unlikely_persons import dates
from kg.extraction.wordlists import STATE_KINDS
from kg.names import bare, fold, surnames

_ACTING: Final = frozenset({"capital", "seat"})  # that speak for a government
_LOCATIVE: Final = frozenset("in near outside".split())
_MEETING: Final = frozenset("meet call phone telephone host receive greet welcome brief tell".split())
_PERSONAL: Final = _MEETING | MOVING | frozenset("visit land die resign".split())
_SHORT_FORM: Final = re.compile(r"\(([A-Z]{2,5})\)")
_SHORTEST_CALL: Final = 3
_SHORTEST_PART: Final = 4


def called_by(persons: Sequence[Person]) -> set[str]:
    """The folded surnames of all persons."""
    return {call for person in persons for form in person.forms for call in surnames(form) if len(call) > 1}


def overlooked(text: str, names: Sequence[SentenceNames], persons: Sequence[Person]) -> Iterator[Sighting]:
    """Capitalized words that are a known person's surname where neither model nor gazetteer saw a name."""
    calls = called_by(persons)
    longer = {call for call in calls if " " in call}
    parts = _parts(persons) - calls
    for form in (fold(form) for person in persons for form in person.forms):
        words = form.split()
        longer.update(" ".join(words[at:]) for at in range(len(words) - 1))
    short = set(_SHORT_FORM.findall(text))
    for index, found in enumerate(names):
        marked = found.marked
        for start, end in _behind_short_forms(found, short, calls | parts):
            yield Sighting(index, person_name(marked, text, start, end, set(range(start, end)), sure=True))
        wholes = [name for name in found.names if name.kind in {"organization", "place"} and fold(name.text) in longer]
        subjects = list(_subjects(found, parts))
        called = [*_runs(found, calls), *_in_capitals(found, calls)]
        wholes += _like_places(found, calls)
        if not (wholes or subjects or called):
            continue
        named = {at for name in found.names if name.kind == "person" for at in range(name.start, name.end)}
        covered = {
            at
            for name in found.names
            if name.kind in {"person", "entry"} or name.end - name.start > 1
            for at in range(name.start, name.end)
        }
        for name in wholes:
            yield Sighting(index, person_name(marked, text, name.start, name.end, named, sure=True))
        for start in subjects:
            if covered.isdisjoint({start}):
                yield Sighting(index, person_name(marked, text, start, start + 1, named | {start}))
        for start, end in called:
            if covered.isdisjoint(range(start, end)):
                yield Sighting(index, person_name(marked, text, start, end, named | set(range(start, end))))


def _behind_short_forms(found: SentenceNames, short: set[str], called: set[str]) -> Iterator[tuple[int, int]]:
    """Tokens that call a known person behind the short form of his office: "PSM Merina", whose office was "(PSM)"."""
    marked = found.marked
    persons = {at for name in found.names if name.kind == "person" for at in range(name.start, name.end)}
    for token in marked.tokens if short else ():
        start = end = token.index + 1
        while end < len(marked.tokens) and marked.letters[end] == "N" and fold(marked.tokens[end].form) in called:
            end += 1
        if token.form in short and end > start and persons.isdisjoint(range(token.index, end)):
            yield start, end


def _runs(found: SentenceNames, calls: set[str]) -> Iterator[tuple[int, int]]:
    """Tokens, hyphened ones taken together, that are one of the surnames asked for."""
    marked = found.marked
    at = 0
    while calls and (start := _next(marked, at)) >= 0:
        at = start + 1
        while (
            at + 1 < len(marked.tokens)
            and marked.letters[at] == "-"
            and marked.tokens[at + 1].span.start
            == marked.tokens[start].span.start + len("".join(token.form for token in marked.tokens[start : at + 1]))
        ):
            at += 2
        token = marked.tokens[start]
        word = fold("".join(other.form for other in marked.tokens[start:at]))
        if word not in calls:
            at = start + 1
            word = fold(token.form)
        follows = marked.letters[at : at + 1]
        opens = start == 0 and token.upos != "VERB" and (follows in (",", "P", "V", "A") or _is_auxiliary(marked, at))
        if word in calls and (_namesake(marked, start) or dates(marked, start) or _lies(found, start)):
            continue
        if marked.letters[start] != "N" and not (follows in ("V", "P") or _is_auxiliary(marked, at)):
            continue
        if word in calls and (token.upos == "PROPN" or opens or (start > 0 and token.upos != "VERB")):
            yield start, at


def _next(marked: Marked, begin: int) -> int:
    """The next token that may be a surname: also an office that nothing determines, "Major met", "Royal met"."""
    for at in range(begin, len(marked.letters)):
        free = at == 0 or marked.letters[at - 1] not in "DQGMHP"
        if marked.letters[at] == "N" or (marked.letters[at] in "HM" and marked.tokens[at].form.istitle() and free):
            return at
    return -1


def _lies(found: SentenceNames, start: int) -> bool:
    """Whether something is in a place that is called like the surname: "in Sydney"."""
    placed = any(name.kind == "place" and name.start == start for name in found.names)
    return placed and start > 0 and found.marked.lower[start - 1] in _LOCATIVE


def _like_places(found: SentenceNames, calls: set[str]) -> Iterator[Name]:
    """Cities that do what persons do: "Lagos met", of somebody called Lagos; of a capital no more than that."""
    tokens = found.marked.tokens
    for name in found.names:
        if name.kind != "entry" or name.end - name.start != 1 or fold(name.text) not in calls or name.match is None:
            continue
        token = tokens[name.start]
        verb = tokens[token.head] if token.head >= 0 else token
        acts = token.deprel == "nsubj" and (verb.lemma in _PERSONAL or name.match.entry.kind not in _ACTING)
        met = token.deprel in {"obj", "nsubj:pass"} and verb.lemma in _MEETING
        if name.match.entry.kind not in STATE_KINDS and verb.upos == "VERB" and (acts or met):
            yield name


def _namesake(marked: Marked, start: int) -> bool:
    """Whether a word is the end of a name that begins before it, though nothing saw that: "Greta" before a surname."""
    before = marked.tokens[start - 1] if start else None
    return (
        before is not None
        and marked.letters[start - 1] == "N"
        and before.upos == "PROPN"
        and before.form.istitle()
        and before.index == marked.tokens[start].head
        and marked.tokens[start].deprel.startswith("flat")
        and marked.lower[start - 1].rstrip(".") not in listed("never", "month", "weekday")
    )


def _parts(persons: Sequence[Person]) -> set[str]:
    """The longer words of names that only one person of the article bears."""
    bearers = Counter(
        word for person in persons for word in {fold(word) for form in person.forms for word in bare(form)}
    )
    return {word for word, count in bearers.items() if count == 1 and len(word) > _SHORTEST_PART and " " not in word}


def _subjects(found: SentenceNames, parts: set[str]) -> Iterator[int]:
    """Tokens that are a part of somebody's name and the subject of a verb: "Surat left" for "Surat Sampan"."""
    for token in found.marked.tokens if parts else ():
        if token.upos != "PROPN" or found.marked.letters[token.index] != "N":
            continue
        if token.deprel.startswith("nsubj") or token.deprel in {"obj", "iobj"}:
            after = found.marked.letters[token.index + 1 : token.index + 2]
            before = found.marked.letters[token.index - 1] if token.index else ""
            if fold(token.form) in parts and after not in ("N", "-", "I") and before not in tuple("NDGHMER-"):
                yield token.index


def _in_capitals(found: SentenceNames, calls: set[str]) -> Iterator[tuple[int, int]]:
    """Surnames asked for at the beginning of a line in capitals, where the parser took them for verbs."""
    tokens = found.marked.tokens
    word = fold(tokens[0].form) if found.capitals and tokens else ""
    if len(word) > _SHORTEST_CALL and word in calls and tokens[0].upos != "PROPN":
        yield 0, 1


def _is_auxiliary(marked: Marked, index: int) -> bool:
    return index < len(marked.tokens) and marked.tokens[index].upos == "AUX"
