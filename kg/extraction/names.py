"""Names in a sentence: the name model's spans, put right by the gazetteer, the titles and the shape of names.

The gazetteer overrides the model; a capitalized run behind a title is a person even where the model saw none;
weekdays, months,
states and common nouns are never persons; names the parser or the model glued or split are put right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.extraction.gazetteer import Match, city_country, find_entries, in_capitals
from kg.extraction.given_names import is_given_name
from kg.extraction.human_nouns import is_human_noun
from kg.extraction.journey_words import ARRIVING, HALTS, JOURNEYS, TRAVELLING
from kg.extraction.marking import Marked, listed, mark, title_words
from kg.extraction.movements import inside_movement
from kg.extraction.office_clauses import told_after
from kg.extraction.person_spans import grown_right, person_spans
from kg.extraction.plural_titles import PluralTitle, is_plural_office, plural_titles
from kg.extraction.titles import Title
from kg.extraction.titles_after import title_right, titles_after
from kg.extraction.titles_before import title_apart, title_before
from kg.extraction.wordlists import LOCATIVE, MONTHS, STATE_KINDS, WEEKDAYS, word_set
from kg.model import Sentence, Span
from kg.names import HONOURS

# Words of the gazetteer that are also given names (before a surname) or surnames (behind a given name).
_GIVEN: Final = frozenset(
    "Israel Jordan Chad Georgia Paris Santiago Sofia Victoria Francis German India Malta Sydney Florence Kingston"
    " Cuba Berlin"
    " Salisbury Delhi Francisco Chelsea Austin Colombo Roman Franco Dayton Hamas Diet Davos Maseru".split()
)
_FAMILY: Final = frozenset(
    "Israel Jordan Chad Georgia London Lima Santiago Sofia Berlin Washington Holland Ireland Scott Dane Finn Turk Pole"
    " Salisbury Wagner Sinai Dayton Kingston Paris French English German Guinea Roman Franco Mali Niger Riga Kabul Bern"
    " Roseau Victoria Alba Somali Afghan Greek Malta Indiana Virginia Texas Florida Sudan Oman Yemen Irani Iraqi"
    " Kuwaiti Masri Swiss"
    " Tripoli Bonn Dawn Nam Lao Diet Colombo".split()
)


_FEWEST_WORDS: Final = 2  # of a name with honours behind it
_ONWARD: Final = word_set("move walk withdraw flight road march proceed continue deploy bring flee")
_GOING: Final = JOURNEYS | HALTS | TRAVELLING | ARRIVING | _ONWARD
_CALENDAR: Final = MONTHS | WEEKDAYS
_DATING: Final = frozenset(("on", "in"))
_PANELS: Final = frozenset("committee commission subcommittee panel council board".split())
_FIELDS: Final = frozenset(
    "affairs trade investment business security defense defence finance energy water power culture tourism industry "
    "commerce development cooperation economy transport agriculture health education science technology".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence.

    Attributes:
        start, end: tokens. span: characters (a part of a token for "U.S.-Russia").
        kind: ``person organization place``, or ``entry`` for the gazetteer's.
        text: the name in words, without brackets ("(Jane) Doe" -> "Jane Doe").
        match: the gazetteer's match, for kind ``entry``.
        before: the title in front. after: titles in apposition behind.
        certain: a title or several words speak for a person; else only the model does.
    """

    start: int
    end: int
    span: Span
    kind: str
    text: str
    match: Match | None = None
    before: Title | None = None
    after: tuple[Title, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class SentenceNames:
    """The names of a sentence in order, disjoint in characters; its classified tokens; offices several share."""

    marked: Marked
    names: tuple[Name, ...]
    capitals: bool
    plural: tuple[PluralTitle, ...] = ()


def find_names(sentence: Sentence, text: str) -> SentenceNames:
    """The names of a sentence. ``text``: the article's text, which the sentence's spans point into."""
    words = text[sentence.span.start : sentence.span.end]
    matches = _matches(sentence, words)
    kept = [
        row
        for row in matches
        if not _inside_person(sentence, row, matches) and not inside_movement(sentence, row[0], row[1], matches)
    ]
    marked = mark(sentence, kept)
    capitals = in_capitals(words)
    plural = () if capitals else plural_titles(marked, grown_right)
    members = {start: title for shared in plural for start, _, title in shared.members}
    known = [(start, end) for shared in plural for start, end, _ in shared.members]
    spans = [_behind_portfolio(marked, *row) for row in person_spans(marked, capitals=capitals, known=known)]
    cities = {start for start, end, sure in spans if not sure and _city(marked, start, end)}
    persons = [row for row in spans if row[0] not in cities]
    taken = {index for start, end, _ in persons for index in range(start, end)}
    found = [person_name(marked, text, start, end, taken, sure=sure) for start, end, sure in persons]
    if members:
        found = [replace(name, before=members.get(name.start, name.before)) for name in found]
    for start, end, match in kept:
        longer = _longer_name(marked, start, end, match)
        if longer is not None:
            span = Span(sentence.tokens[start].span.start, sentence.tokens[longer - 1].span.end)
            if marked.lower[longer - 1] in title_words()["organ"]:
                found.append(Name(start, longer, span, "organization", text[span.start : span.end]))
            taken.update(range(start, longer))
        elif not taken.intersection(range(start, end)):
            span = Span(sentence.span.start + match.start, sentence.span.start + match.end)
            found.append(Name(start, end, span, "entry", text[span.start : span.end], match))
    taken.update(index for start, end, _ in kept for index in range(start, end))
    for at in sorted(cities - taken):
        taken.add(at)
        token = sentence.tokens[at]
        found.append(Name(at, at + 1, token.span, "place", token.form))
    found.extend(_others(marked, text, taken))
    return SentenceNames(
        marked, tuple(sorted(found, key=lambda name: (name.span.start, name.span.end))), capitals, plural
    )


def _behind_portfolio(marked: Marked, start: int, end: int, sure: bool) -> tuple[int, int, bool]:  # noqa: FBT001
    """A person's tokens without the last field of his office: "Minister for Water and Power X" is no "Power X"."""
    at = start - 1
    if end - start <= _FEWEST_WORDS or at < 0 or marked.letters[at] != "A" or marked.lower[start] not in _FIELDS:
        return start, end, sure
    while at and marked.letters[at] in "AM,":
        at -= 1
    held = at > 0 and marked.letters[at] in "OF" and marked.letters[at - 1] == "H"
    return (start + 1 if held else start), end, sure


def _city(marked: Marked, start: int, end: int) -> bool:
    """Whether a single word the model took for a person is a city somebody is in: "in Mosul"."""
    if end - start != 1 or not start:
        return False
    before = marked.lower[start - 1]
    if before == "to" and start > 1 and marked.tokens[start - 2].lemma.lower() in _GOING:
        return marked.letters[start + 1 : start + 2] != "P"
    return before in LOCATIVE and bool(city_country(marked.tokens[start].form))


def _longer_name(marked: Marked, start: int, end: int, match: Match) -> int | None:
    """End of an organization's or agreement's name that begins with a place: "Atlantic Council"."""
    lists = title_words()
    if match.entry.kind not in {"region", "site", "seat", "capital"} or end - start != 1 or end >= len(marked.tokens):
        return None
    word = marked.lower[end]
    named = marked.tokens[end].form[0].isupper() and word in (listed("organ", "agreement"))
    return end + 1 if named and word not in lists["acting"] else None


def _matches(sentence: Sentence, words: str) -> list[tuple[int, int, Match]]:
    """The gazetteer's matches with the tokens they cover."""
    starts = [token.span.start - sentence.span.start for token in sentence.tokens]
    found = []
    for match in find_entries(words):
        start = bisect_right(starts, match.start) - 1
        end = bisect_left(starts, match.end)
        if start >= 0 and start < end:
            found.append((start, end, match))
    return found


def _inside_person(sentence: Sentence, row: tuple[int, int, Match], rows: list[tuple[int, int, Match]]) -> bool:
    """Whether a match is a part of a person's name: "Jordan" in "Anna Jordan", "Paris" in "Paris Green"."""
    start, end, match = row
    if end - start != 1:
        return False
    tokens = sentence.tokens
    word = tokens[start].form
    others = {index for first, last, other in rows if other is not match for index in range(first, last)}
    for name in sentence.names:
        if name.kind != "PERSON" or not name.start <= start < name.end or name.end - name.start < 2:
            continue
        before, after = start - 1, start + 1
        lists = title_words()
        family = word in _FAMILY or (
            match.entry.kind not in STATE_KINDS and before >= name.start and is_given_name(tokens[before].form)
        )
        if family and before >= name.start and before not in others and _name_word(sentence, before):
            return tokens[before].form.lower().rstrip(".") not in listed("head", "honorific", "domain")
        governed = start > 1 and tokens[start - 1].form.lower() in {"of", "in"}
        if word in _GIVEN and not governed and after < name.end and after not in others and _name_word(sentence, after):
            return tokens[after].form.lower() not in lists["head"]
        if before >= name.start and tokens[before].form == "-":
            return True
    return False


def _name_word(sentence: Sentence, index: int) -> bool:
    """Whether a token looks like a word of a name."""
    form = sentence.tokens[index].form
    return form[0].isupper() and len(form) > 1


def person_name(marked: Marked, text: str, start: int, end: int, persons: set[int], *, sure: bool = False) -> Name:
    """The name of a person in tokens ``start`` to ``end``, with the titles around it.

    Args:
        marked: the sentence.
        text: the article's text.
        start: first token of the name.
        end: the token behind it.
        persons: tokens that belong to names of persons.
        sure: more than the model speaks for a person.
    """
    tokens, last = marked.tokens, end
    while last - start > _FEWEST_WORDS and marked.lower[last - 1].rstrip(".") in HONOURS:
        last -= 1  # "Jane Doe CBE MP"
    span = Span(tokens[start].span.start, tokens[last - 1].span.end)
    written = text[span.start : span.end]
    words = " ".join(written.replace("(", " ").replace(")", " ").split())
    before = title_before(marked, start)
    after = told_after(marked, end, persons, title_right) or titles_after(marked, end, persons)
    closed = marked.letters[end : end + 1] != "A"
    apart = title_apart(marked, before.start if before is not None else start) if closed else None
    if before is None:  # "the chair of the committee of deputies, X, said"
        before = apart if marked.letters[end : end + 1] in ("", ",", ".") else None
    elif apart is not None:  # "the army chief, General X"
        after = (*after, apart)
    return Name(start, end, span, "person", words, None, before, after, sure or before is not None)


def _body(marked: Marked, start: int, end: int) -> tuple[int, int]:
    """The tokens of a body's name: without a date behind it, with the fields in front that "and" joins.

    "Electoral Council on May 3" ends before "on"; "the Foreign Affairs and Defence Committee" is one committee.
    """
    for at in range(start + 1, end - 1):
        if marked.lower[at] in _DATING and marked.lower[at + 1].rstrip(".") in _CALENDAR:
            end = at
            break
    if end > start and marked.lower[end - 1] in _PANELS and start > 1 and marked.lower[start - 1] in ("and", "&"):
        first = start - 1
        while first and (marked.letters[first - 1] == "M" or marked.lower[first - 1] in _FIELDS):
            first -= 1
        start = first if first < start - 1 else start
    return start, end


def _names_field(marked: Marked, start: int, end: int) -> bool:
    """Whether words say what a body or occasion is about: "Foreign Affairs and", "Trade and Investment summit"."""
    words = range(start, end)
    if not all(marked.letters[at] == "M" or marked.lower[at] in _FIELDS for at in words):
        return False
    before = marked.lower[start - 1] if start else ""
    after = marked.lower[end] if end < len(marked.lower) else ""
    return after in ("and", "&") or (before in ("and", "&") and end - start == 1)


def _others(marked: Marked, text: str, taken: set[int]) -> Iterator[Name]:
    """The model's organizations and places that nothing better has claimed."""
    tokens = marked.tokens
    for name in marked.sentence.names:
        if name.kind not in {"ORG", "LOC"} or taken.intersection(range(name.start, name.end)):
            continue
        start, end = name.start, name.end
        while start < end and (
            marked.letters[start] in "DPS,-." or marked.lower[start].rstrip(".") in title_words()["weekday"]
        ):
            start += 1
        while end > start and (
            marked.letters[end - 1] in "DPS,-" or marked.lower[end - 1].rstrip(".") in title_words()["weekday"]
        ):
            end -= 1
        start, end = _body(marked, start, end) if name.kind == "ORG" else (start, end)
        if start >= end or not any(tokens[index].form[0].isupper() for index in range(start, end)):
            continue
        if _names_field(marked, start, end):
            continue
        if end - start == 1 and marked.lower[start].rstrip(".") in title_words()["never"]:
            continue
        if set(marked.letters[start:end]) <= set("HMOR") and {"H", "R"} & set(marked.letters[start:end]):
            continue  # an office is no organization: "the Head of State"
        if is_plural_office(marked.lower[end - 1]) and set(marked.letters[start : end - 1]) <= {"M"}:
            continue  # "the Ministers", "the Foreign Ministers"
        first = tokens[start]
        if end - start == 1 and start == 0 and first.upos == "NOUN" and is_human_noun(first.lemma, first.form):
            continue  # "Delegates from Peru": a capital that only opens the sentence
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        kind = "organization" if name.kind == "ORG" else "place"
        yield Name(start, end, span, kind, text[span.start : span.end])
