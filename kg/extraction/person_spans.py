"""Which tokens of a sentence name persons: the model's spans put right by titles and by the shape of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.extraction.given_names import is_given_name
from kg.extraction.marking import Marked, listed, title_words, touching
from kg.extraction.nicknames import nickname_end
from kg.extraction.person_evidence import evident_persons
from kg.extraction.plural_titles import is_plural_office
from kg.extraction.ranks import introduced, ranked
from kg.extraction.titles_before import title_before
from kg.extraction.unlikely_persons import creed_as_given_name, headline_verb, named_month
from kg.model import NameSpan
from kg.names import HONORIFICS, PARTICLES, SUFFIXES

_LONGEST_NAME: Final = 9
_SMALL: Final = frozenset("ADP DET AUX CCONJ SCONJ PRON PART".split())
_FIRMS: Final = frozenset("company firm group newspaper agency ship tanker airline website channel magazine".split())
_OPENING: Final = frozenset("van von den der de del della di da dos du la le el al abu bin ibn ben ould".split())
_JUNIOR: Final = frozenset({"jr", "sr", "ii", "iii"})
_INNER_PARTICLES: Final = PARTICLES - {"san", "al"}
_OF_SITES: Final = frozenset({"international", "memorial", "national"})  # "X International Airport"
_MINIMUM_SURNAME: Final = 2
_WORDS_OF_NAME: Final = 4


def person_spans(
    marked: Marked, *, capitals: bool, known: Iterable[tuple[int, int]] = ()
) -> list[tuple[int, int, bool]]:
    """Token ranges of persons, disjoint, in order; the flag says that more than the model speaks for them.

    ``known``: ranges that something else shows to be persons.
    """
    ranges: list[tuple[int, int, bool]] = [(start, end, True) for start, end in known]
    listed = [(name.start, name.end) for name in marked.sentence.names if name.listed and name.kind == "PERSON"]
    ranges += [(_grown_left(marked, start), grown_right(marked, end), True) for start, end in listed]
    if not capitals:
        for name in marked.sentence.names:
            if name.kind == "PERSON" and not name.listed:
                ranges.extend(_cleaned(marked, name))
    ranges.extend(_titled(marked, capitals=capitals))
    merged: list[tuple[int, int, bool]] = []
    for start, end, sure in sorted(ranges):
        if merged and start < merged[-1][1]:
            before = merged.pop()
            merged.append((before[0], max(before[1], end), before[2] or sure))
        elif merged and _one_name(marked, merged[-1][1], start):
            before = merged.pop()
            merged.append((before[0], end, before[2] or sure))
        else:
            merged.append((start, end, sure))
    trimmed = (row if row[:2] in listed else _trimmed(marked, *row) for row in merged)
    return [row for row in trimmed if row is not None]


def _cleaned(marked: Marked, name: NameSpan) -> Iterator[tuple[int, int, bool]]:
    """A model's person span without what is no name, cut where a state or weekday was glued on, and whole."""
    lists, lower, letters = title_words(), marked.lower, marked.letters
    runs: list[list[int]] = []
    gap = True
    for index in range(name.start, name.end):
        stop = (
            marked.entries[index] is not None
            or lower[index].rstrip(".") in lists["weekday"]
            or (
                lower[index] in lists["never"]
                and not (index > name.start and letters[index] == "N")
                and not creed_as_given_name(marked, index)
                and not named_month(marked, index)
            )
            or letters[index] in ",SPWDQ"
            or (letters[index] in "HEMRI" and gap)
            or _month(marked, index)
            or _common(marked, index, name.start)
            or headline_verb(marked, index)
            or (is_plural_office(lower[index]) and gap)
        )
        if stop:
            gap = True
        elif gap:
            runs.append([index, index + 1])
            gap = False
        else:
            runs[-1][1] = index + 1
    for start, end in runs:
        grown = _grown_left(marked, start), grown_right(marked, end)
        yield grown[0], grown[1], False


def _never(marked: Marked, index: int) -> bool:
    """Whether a word is never part of a name; an initial always may be."""
    word = marked.lower[index]
    return len(word.rstrip(".")) > 1 and word.rstrip(".") in title_words()["never"] and not named_month(marked, index)


def _common(marked: Marked, index: int, start: int) -> bool:
    """Whether a token inside a model's span is a common noun in lower case: "Moreno trip"."""
    token = marked.tokens[index]
    hyphened = index > start and marked.letters[index - 1] == "-"
    return (
        marked.letters[index] == "x"
        and token.form.isalpha()
        and token.form.islower()
        and token.upos in {"NOUN", "ADV", "ADP"}
        and not hyphened
        and marked.lower[index] not in PARTICLES
    )


def _month(marked: Marked, index: int) -> bool:
    """Whether a token is a month and not the surname "May": nothing before it, or a number behind it."""
    if marked.lower[index].rstrip(".") not in title_words()["month"] or not marked.tokens[index].form[0].isupper():
        return False
    if named_month(marked, index):
        return False
    after = marked.lower[index + 1] if index + 1 < len(marked.lower) else ""
    before = marked.letters[index - 1] if index else ""
    return (
        after[:1].isdigit()
        or before not in {"N", "R", "H"}
        or marked.lower[index] not in {"may", "april", "june", "august"}
    )


def _starts_name(marked: Marked, index: int) -> bool:
    """Whether a token can be the first word of a name behind a title."""
    if index >= len(marked.letters) or marked.letters[index] not in "NM":
        return False
    token, word = marked.tokens[index], marked.lower[index]
    if not token.form[0].isupper() or _month(marked, index):
        return False
    if word.rstrip(".") in title_words()["never"] and not (
        creed_as_given_name(marked, index) or named_month(marked, index)
    ):
        return False
    if headline_verb(marked, index):
        return False
    return marked.letters[index] == "N" and token.upos in {"PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ", "ADV", "NUM"}


def grown_right(marked: Marked, end: int) -> int:
    """Where a name that holds the token before ``end`` really ends."""
    letters, lower, tokens = marked.letters, marked.lower, marked.tokens
    size, index = len(letters), end
    while index < size:
        letter = letters[index]
        form = tokens[index].form
        hyphen = index > 0 and lower[index - 1] in "-‑" and touching(marked, index - 1)
        if letter == "-" and lower[index] in "-‑" and touching(marked, index - 1) and touching(marked, index):
            if marked.entries[index + 1] is not None:
                break
            index += 2
        elif hyphen and form.isalpha():
            index += 1
        elif letter == "N" and not _never(marked, index) and not _month(marked, index):
            if marked.organizations[index] is not None and marked.organizations[index - 1] is None:
                break
            if headline_verb(marked, index):
                break
            index += 1
        elif _inner(marked, index):
            index += 1
        elif letter == "," and lower[index + 1 : index + 2] and lower[index + 1].rstrip(".") in _JUNIOR:
            index += 2
        elif (
            lower[index] in PARTICLES and form.islower() and index + 1 < size and _particle_goes_on(marked, index)
        ) or (lower[index].rstrip(".") in SUFFIXES and form[0].isupper()):
            index += 1
        elif letter in "SP" and (stop := nickname_end(marked, index)):
            index = stop
        elif letter == "." and len(tokens[index - 1].form) == 1 and touching(marked, index - 1):
            index += 1
        else:
            break
    return max(index, end)


def _inner(marked: Marked, index: int) -> bool:
    """Whether a word that elsewhere modifies an office stands inside a name: "Tran Co Van", "Carl De X"."""
    word = marked.lower[index]
    inside = marked.letters[index] == "M" and (word in PARTICLES or word == "co")
    return inside and marked.tokens[index].form[0].isupper() and marked.letters[index + 1 : index + 2] == "N"


def _particle_goes_on(marked: Marked, index: int) -> bool:
    """Whether a lower-case particle is followed by more of a name."""
    after = index + 1
    if marked.lower[index] in {"y", "e", "the", "la", "le"} and marked.letters[after] != "N":
        return False
    while after < len(marked.letters) and (marked.lower[after] in PARTICLES or marked.lower[after] in "-‑"):
        after += 1
    return after < len(marked.letters) and marked.letters[after] in "NGM" and marked.tokens[after].form[0].isupper()


def _grown_left(marked: Marked, start: int) -> int:
    """Where a name that starts no later than ``start`` really starts."""
    letters, tokens = marked.letters, marked.tokens
    index = start
    while index > 0:
        before = index - 1
        if (
            letters[before] == "-"
            and touching(marked, before)
            and before
            and letters[before - 1] == "N"
            and touching(marked, before - 1)
        ):
            index -= 2
        elif _leads_on(marked, before) or (
            letters[before] == "N"
            and tokens[before].upos == "PROPN"
            and not _never(marked, before)
            and marked.organizations[before] is None
            and not _month(marked, before)
            and not is_plural_office(marked.lower[before])
            and not headline_verb(marked, before)
            and (before > 0 or len(tokens[before].form) > _MINIMUM_SURNAME)
        ):
            index -= 1
        else:
            break
    return index


def _leads_on(marked: Marked, index: int) -> bool:
    """Whether a particle before a name is the name's beginning: "De la Vega said"."""
    word, form = marked.lower[index], marked.tokens[index].form
    if word not in _OPENING or marked.entries[index] is not None:
        return False
    return form[0].isupper() or (index > 0 and marked.lower[index - 1] not in PARTICLES and word in {"van", "von"})


def _titled(marked: Marked, *, capitals: bool) -> Iterator[tuple[int, int, bool]]:
    """Capitalized runs behind a title: persons whatever the model says."""
    letters = marked.letters
    for name in marked.sentence.names:  # "the Kenyan president, X" with X taken for an organization
        clean = all(letters[index] == "N" for index in range(name.start, name.end))
        size = name.end - name.start
        if (
            name.kind != "PERSON"
            and clean
            and not capitals
            and size in (2, 3)
            and is_given_name(marked.tokens[name.start].form)
        ):
            yield name.start, name.end, False
        if name.kind != "PERSON" and clean and not capitals and 1 < name.end - name.start <= _WORDS_OF_NAME:
            title = title_before(marked, name.start)
            if title is not None and not title.honorific and _trimmed(marked, name.start, name.end, True) is not None:
                yield name.start, name.end, True
    if not capitals:
        yield from _behind_states(marked)
        yield from _apposed(marked)
        yield from ((start, end, True) for start, end in evident_persons(marked))
    for index, letter in enumerate(letters):
        honour = capitals and index and letters[index - 1] == "N" and marked.lower[index] in SUFFIXES
        if letter not in "HRE" or index + 1 >= len(letters) or honour:  # "JANE DOE MP PRESS CONFERENCE"
            continue
        start = index + 1
        if letters[start] == "." and touching(marked, index):
            start += 1
        if (
            start + 2 < len(letters)
            and marked.lower[start] == "("
            and letters[start + 1] == "N"
            and marked.lower[start + 2] == ")"
            and (capitals or not marked.tokens[start + 1].form.isupper())  # "Permanent Secretary (PS) Jane Doe"
        ):
            if _starts_name(marked, start + 1) and start + 3 < len(letters) and _starts_name(marked, start + 3):
                yield start, grown_right(marked, start + 4), True
            continue
        chief = marked.lower[index] == "executive" and index > 0 and marked.lower[index - 1] == "chief"
        if (
            letter == "E"
            and not chief
            and not any(name.kind == "PERSON" and name.start == start for name in marked.sentence.names)
        ):
            continue
        if not _starts_name(marked, start) or (letter == "H" and not _office_before_name(marked, index, start)):
            continue
        end = _in_capitals_end(marked, start) if capitals else grown_right(marked, start + 1)
        if end - start <= _LONGEST_NAME:
            yield start, end, True


def _behind_states(marked: Marked) -> Iterator[tuple[int, int, bool]]:
    """Names right behind the state or body that an office is of: "Minister of Foreign Affairs of Chad X Y"."""
    for start in range(2, len(marked.letters)):
        if marked.letters[start - 1] not in "GMI" or not _starts_name(marked, start):
            continue
        end = grown_right(marked, start + 1)
        state = marked.lower[start - 2 : start] == ("of", "state")  # "Secretary of State X"
        title = title_before(marked, start) if (0 if state else 1) < end - start <= _WORDS_OF_NAME else None
        if title is None or title.honorific or not title.head:
            continue
        if marked.letters[start - 1] in "MI":  # "Secretary of State X Y", "President of the National Assembly X Y"
            whole = title.title_end == start or (marked.letters[start - 1] == "I" and not marked.organizations[start])
            if whole and "O" in marked.letters[title.start : start]:
                yield start, end, True
        elif title.organization is not None:
            of_it = "O" in marked.letters[title.title_start : title.organization[0]] or title.title_end < start
            if of_it and title.organization[1] == start and title.organization[0] > title.title_start:
                yield start, end, True


def _apposed(marked: Marked) -> Iterator[tuple[int, int, bool]]:
    """Names set off by commas behind a definite office or relation: "his Kenyan counterpart, X Y, said"."""
    letters = marked.letters
    for index, letter in enumerate(letters):
        if letter not in "HK" or letters[index + 1 : index + 2] != "," or not _starts_name(marked, index + 2):
            continue
        first = index
        while first > 0 and letters[first - 1] in "GMHP-":
            first -= 1
        end = grown_right(marked, index + 3)
        closed = end >= len(letters) or letters[end] in ",.S"
        if (
            closed
            and end - index > _WORDS_OF_NAME - 1
            and end - index <= _LONGEST_NAME
            and ((first > 0 and letters[first - 1] in "DQ") or "P" in letters[first:index])
        ):
            yield index + 2, end, True


def _office_before_name(marked: Marked, index: int, start: int) -> bool:
    """Whether an office word speaks of the capitalized word behind it: not "Chief Executive Board"."""
    token = marked.tokens[index]
    organization = marked.organizations[start]
    if organization is not None and organization[0] <= index and not ranked(marked, index, organization):
        return False
    return token.form[0].isupper() or marked.tokens[start].upos == "PROPN"


def _in_capitals_end(marked: Marked, start: int) -> int:
    """End of a name behind a title in a text all in capitals, where case tells nothing: two words."""
    index = start + 1
    if index < len(marked.letters) and marked.letters[index] == "N" and marked.tokens[index].upos not in _SMALL:
        index += 1
    return index


def _one_name(marked: Marked, end: int, start: int) -> bool:
    """Whether two neighbouring person spans are halves of one name ("Mohammed bin Zayed" + "al-Nahyan")."""
    if end == start:
        return True
    between = marked.lower[end:start]
    return len(between) == 1 and between[0] in "-‑" and touching(marked, end - 1) and touching(marked, end)


def _trimmed(marked: Marked, start: int, end: int, sure: bool) -> tuple[int, int, bool] | None:  # noqa: FBT001
    """A person's tokens without stray marks at the edges, or None where it is no person."""
    lists, lower = title_words(), marked.lower
    while start < end and not (marked.tokens[start].form[0].isalnum() or lower[start] == "("):
        start += 1
    while start < end and (
        not any(char.isalnum() for char in marked.tokens[end - 1].form) and marked.tokens[end - 1].form != "."
    ):
        end -= 1
    while end - start > 1 and (lower[end - 1] in _INNER_PARTICLES and marked.tokens[end - 1].form.islower()):
        end -= 1
    if (
        end - start > 1
        and lower[end - 1] == "."
        and len(marked.tokens[end - 2].form) > 1
        and lower[end - 2] not in SUFFIXES
    ):
        end -= 1
    if start >= end:
        return None
    words = [lower[index].rstrip(".") for index in range(start, end)]
    first = marked.tokens[start].form
    if not (first[0].isupper() or words[0] in PARTICLES or first == "("):
        return None
    hyphened = end - start > 1 and lower[end - 2] in "-‑"  # "Jae-in": the last word is no preposition
    named = sure and end - start > 1 and is_given_name(first) and introduced(marked, start)
    lists_barring = ("not_person", "organ", "never") if named else ("not_person", "place_noun", "organ", "never")
    if not hyphened and words[-1] in listed(*lists_barring) and not named_month(marked, end - 1):
        return None
    located = any(name.kind == "LOC" and name.start <= start < name.end for name in marked.sentence.names)
    behind = end + (end < len(lower) and lower[end] in _OF_SITES)
    site = lower[behind] if behind < len(lower) else ""
    if site in lists["place_noun"] and (marked.tokens[behind].form[0].isupper() or located):
        return None
    if not sure and start and lower[start - 1] in _FIRMS and marked.tokens[start - 1].form.islower():
        return None
    if end - start == 1 and start and (words[0] in SUFFIXES or lower[start - 1] == "christmas"):
        return None
    if len(words) == 1 and (
        is_plural_office(words[0])
        or len(words[0]) < _MINIMUM_SURNAME
        or words[0] in lists["never"]
        or words[0] in HONORIFICS
    ):
        return None
    return start, end, sure
