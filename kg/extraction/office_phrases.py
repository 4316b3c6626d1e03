"""Offices that stand for their holders: "the secretary of state", "the Kenyan president", "the minister"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kg.extraction.marking import Marked
from kg.extraction.names import SentenceNames
from kg.extraction.offices import Holder, Office, leads, office
from kg.extraction.scene import Referring
from kg.extraction.wordlists import MONARCHS, NOT_HOLDING
from kg.model import Span

_OPENING: Final = "DQG"  # classes of words that a phrase begins with
_LONGEST: Final = 8
_CHIEFS: Final = frozenset(
    {"secretary-general", "president", "director", "chief", "head", "chairman", "chair", "commissioner"}
)
# Where a minister sits, who may be called its chief: the word of the office, and the state.
_SEATS: Final = {
    "organization/pentagon": ("defense", "country/united-states"),
    "organization/state-department": ("foreign", "country/united-states"),
}
_INDEFINITE: Final = frozenset({"a", "an"})
_UNSURE: Final = NOT_HOLDING | {"new", "first"}


def office_phrases(
    found: SentenceNames,
    index: int,
    rows: Sequence[Referring],
    holders: Sequence[Holder],
    recent: Callable[[Sequence[str]], list[str]],
    of_home: Callable[[Sequence[str]], list[str]],
    barred: Callable[[int, int], set[str]] = lambda _start, _end: set(),
) -> Iterator[Referring]:
    """Definite descriptions of an office that exactly one person of the article holds.

    Args:
        found: the sentence.
        index: its place in the document.
        rows: what is known to refer in it.
        holders: the article's offices.
        recent: those of some persons who were spoken of last.
        of_home: those of some persons whom an office can mean that names no state.
        barred: persons whom a phrase between two tokens cannot mean, being named beside it.
    """
    marked = found.marked
    covered = {at for row in rows if row.kind == "person" for at in range(row.start, row.end)}
    at = 0
    while at < len(marked.letters):
        end = _phrase(marked, at, covered) if marked.letters[at] in _OPENING else None
        if end is None or any(row.how == "name" and row.start < end < row.end for row in rows):
            at += 1  # "the head of the UN Relief Agency" is not "the head of the UN"
            continue
        resolved = _resolved(
            marked, at, end, rows, [one for one in holders if one.person not in barred(at, end)], recent, of_home
        )
        if resolved is not None:
            person, head = resolved
            span = Span(marked.tokens[at].span.start, marked.tokens[end - 1].span.end)
            yield Referring(index, at, end, head, span, (person,), "person", "office")
        at = end


def _phrase(marked: Marked, start: int, covered: set[int]) -> int | None:
    """End of a noun phrase "the/its/Kenyan … office (of state)" that begins at ``start`` and names nobody."""
    letters = marked.letters
    if letters[start] not in _OPENING or marked.lower[start] in _INDEFINITE or (start and letters[start - 1] in "DMQ"):
        return None
    if letters[start] == "G" and start and letters[start - 1] == "G":
        return None
    index, head = start + 1, -1
    while index < len(letters) and index - start <= _LONGEST:
        if index in covered:
            return None
        letter = letters[index]
        if letter == "H":
            head = index
        elif letter == "-" and letters[index - 1] == "H" and letters[index + 1 : index + 2] == "H":
            index += 1
            head = index  # "the Secretary-General"
        elif head >= 0 or letter not in "GMP-":
            break
        index += 1
    if head < 0 or marked.tokens[head].feat("Number") == "Plur":
        return None
    end = head + 1
    if letters[end : end + 1] == "O" and letters[end + 1 : end + 2] in ("M", "G", "D"):
        stop = end + 1
        while (
            stop < len(letters)
            and letters[stop] in "MGDA"
            and not (letters[stop] == "A" and letters[stop + 1 : stop + 2] != "M")
        ):
            stop += 1
        end = stop
    follows = letters[end : end + 1]
    if (
        end in covered
        or follows in ("N", "M", "H", "I", "-")
        or (follows == "x" and marked.tokens[end].upos in {"NOUN", "PROPN"})
    ):
        return None
    return end


def _resolved(
    marked: Marked,
    start: int,
    end: int,
    rows: Sequence[Referring],
    holders: Sequence[Holder],
    recent: Callable[[Sequence[str]], list[str]],
    of_home: Callable[[Sequence[str]], list[str]],
) -> tuple[str, int] | None:
    """The holder of the office and the phrase's head, or None where none or several fit."""
    inside = [
        row
        for row in rows
        if start <= row.start and row.end <= end and row.kind in {"country", "organization"} and not row.group
    ]
    organization = inside[0].entities[0] if inside else ""
    words = [marked.lower[at] for at in range(start, end) if marked.letters[at] in "HMO"]
    if set(words) & _UNSURE or (marked.letters[start] == "Q"):
        return None
    wanted = office(words, organization)
    if wanted is None:
        return None
    fitting = [holder for holder in holders if not holder.former and _fits(holder.office, wanted)]
    persons = list(dict.fromkeys(holder.person for holder in fitting))
    told = {holder.person for holder in fitting if not holder.derived}
    if not wanted.organization and not leads(wanted) and told.intersection(persons):
        persons = [person for person in persons if person in told]
    if len(persons) > 1 and not wanted.organization and leads(wanted):
        persons = _unmarked(persons, fitting) or persons
    if len(persons) > 1:  # "the secretary of state" where a foreign minister is spoken of too
        as_said = [
            holder.person for holder in fitting if holder.person in persons and holder.office.wording == wanted.wording
        ]
        persons = recent(list(dict.fromkeys(as_said)) or persons)
    if persons and not wanted.organization and leads(wanted) and (wanted.words <= {"prime"}):
        persons = of_home(persons)
    if len(persons) != 1:
        return None
    head = next(
        at for at in range(end - 1, start - 1, -1) if marked.letters[at] == "H" and "O" not in marked.letters[start:at]
    )
    return persons[0], head


def _unmarked(persons: Sequence[str], fitting: Sequence[Holder]) -> list[str]:
    """The only one whose state the article need not name: at home "President X" meets "President Y of Z"."""
    marked = {holder.person for holder in fitting if holder.office.organization}
    bare = [person for person in persons if person not in marked]
    return bare if len(bare) == 1 else []


def _fits(held: Office, wanted: Office) -> bool:
    """Whether a known office is the one described; a bare "leader" is whoever leads."""
    if wanted.organization and not held.organization:
        return False
    if wanted.head == "secretary-general" and not wanted.organization and held.complement and not held.organization:
        return False  # of some party: the bare office is that of the United Nations or of nobody told
    if wanted.head == "monarch" and held.head in MONARCHS:
        return wanted.organization in ("", held.organization)
    if wanted.head == "secretary" and not wanted.words and held.wording == "secretary":
        return True  # "the Secretary" for a secretary of state
    if wanted.head in {"chief", "head", "boss"} and wanted.organization in _SEATS:
        word, state = _SEATS[wanted.organization]
        return held.head == "minister" and held.words == {word} and held.organization in ("", state)
    if wanted.head == "chief" and not wanted.words and wanted.organization.startswith("organization/"):
        return held.organization == wanted.organization and held.head in _CHIEFS and not held.words & {"deputy", "vice"}
    if wanted.head == "leader" and not wanted.words:
        told = bool(wanted.organization) or wanted.wording == "head"  # "the Head of State"
        return leads(held) and wanted.organization in ("", held.organization) and told
    return held.fits(wanted)
