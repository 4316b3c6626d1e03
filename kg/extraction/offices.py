"""The offices persons hold, as titles and appositions say, and who in the article holds which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.extraction.institutions import Unit
from kg.extraction.marking import listed, title_words
from kg.extraction.names import SentenceNames
from kg.extraction.party_words import is_stance
from kg.extraction.people import Person, Sighting
from kg.extraction.register import Register
from kg.extraction.titles import Title
from kg.model import Document, PositionClaim, Span

# Offices that news names by other words: "top diplomat" for a foreign minister, "leader" for whoever leads the state.
_SYNONYMS: Final = {
    "premier": ("minister", "prime"),
    "pontiff": ("pope", ""),
    "diplomat": ("minister", "foreign"),
}
_ABBREVIATIONS: Final = {
    "sen": "senator", "gov": "governor", "gen": "general", "amb": "ambassador", "rep": "representative",
    "pres": "president", "sec": "secretary", "col": "colonel", "adm": "admiral", "maj": "major", "capt": "captain",
}  # fmt: skip
_LEADING: Final = frozenset(
    "president leader chairman king queen emir sultan ruler dictator strongman chancellor shah emperor premier"
    " monarch".split()
)
_VAGUE: Final = frozenset(
    "official diplomat lawmaker activist veteran candidate politician lady charge dissident aide analyst expert"
    " professor member"
    " researcher scholar fellow author reporter correspondent officer source".split()
)
_REGIONAL: Final = frozenset(
    "senator congressman congresswoman representative governor mayor judge sheriff bishop".split()
)
_IGNORED: Final = frozenset(
    "former then ex late senior top new current longtime long-time veteran outgoing incoming newly elected special"
    " chief main"
    " lead incumbent sitting acting interim caretaker the of for and state-elect own ruling".split()
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as words: its head, its telling words, and the key of the state or organization, if said.

    ``wording``: the head as said, before one word for an office was taken for another ("secretary" of state).
    ``complement``: what stands behind "of" in it, lower case.
    """

    head: str
    words: frozenset[str]
    organization: str = ""
    wording: str = ""
    complement: str = ""

    def fits(self, other: Office) -> bool:
        """Whether both may be one office: the same head, one's words within the other's, no other state."""
        if self.organization and other.organization and self.organization != other.organization:
            return False
        if self.head == other.head and (self.words <= other.words or other.words <= self.words):
            return not _RANKS & (self.words ^ other.words)
        if "head" in (self.wording, other.wording):
            return False  # an acting head of state is not "the King"
        return "leader" in (self.head, other.head) and not self.words and not other.words and {
            self.head, other.head
        } <= _LEADING  # fmt: skip


_RANKS: Final = frozenset({"vice", "deputy", "assistant", "under", "prime", "associate", "crown", "general"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office. ``former``: the text says it is past; ``derived``: it says so only by "counterpart"."""

    person: str
    office: Office
    former: bool
    derived: bool = False


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Words that head an office."""
    return listed("head", "expert") | {"pontiff", "monarch"}


def office(words: Iterable[str], organization: str = "") -> Office | None:
    """The office that words of a title name, or None where they name none of one holder ("official")."""
    heads = _heads()
    parts = [part for word in words for part in word.lower().strip(".’'").split("-") if part]
    parts = [_ABBREVIATIONS.get(part, part) for part in parts]
    cut = len(parts)
    for at, part in enumerate(parts):
        if part in {"of", "for", "to", "at"} and any(before in heads for before in parts[:at]):
            cut = at
            break
    head = next((part for part in reversed(parts[:cut]) if part in heads), "")
    top = bool({"top", "chief"} & set(parts))
    if head == "diplomat" and not top:
        return None
    if head == "general" and "secretary" in parts:
        head = "secretary-general"
    wording = head
    telling = {part for part in parts if part not in _IGNORED and part not in head.split("-") and part.isalpha()}
    head, extra = _SYNONYMS.get(head, (head, ""))
    if extra:
        telling.add(extra)
    if head == "secretary" and telling & {"state", "foreign"} and "under" not in telling and "assistant" not in telling:
        head, telling = "minister", (telling - {"state"}) | {"foreign"}
    if head == "head" and parts[cut + 1 : cut + 2] and set(parts[cut + 1 :]) <= {"state", "government", "and"}:
        head, telling = "leader", set()
    if head == "secretary" and telling & {"defense", "defence"}:
        head = "minister"
    if head == "chief" and telling & {"defense", "defence"}:
        head = "minister"
    if head == "chief" and telling >= {"foreign", "policy"}:  # a union's foreign minister
        head, telling = "minister", telling - {"policy"}
    telling = {"defense" if word == "defence" else word for word in telling}
    if not head or head in _VAGUE:
        return None
    return Office(head, frozenset(telling), organization, wording, " ".join(parts[cut + 1 :]))


def positions(
    persons: Sequence[Person],
    keys: Sequence[str],
    names: Sequence[SentenceNames],
    units: Sequence[Sequence[Unit]],
    register: Register,
    document: Document,
) -> tuple[PositionClaim, ...]:
    """Every office the text gives to a person, in order of offset."""
    claims: set[PositionClaim] = set()
    for person, key in zip(persons, keys, strict=True):
        for sighting in person.sightings:
            for title in titles_of(sighting):
                found, sentence_units = names[sighting.sentence], units[sighting.sentence]
                whole = title
                if title.organization is None and title is sighting.name.before:
                    whole = replace(title, organization=_origin(found, sighting.name.end, title))
                claim = _claim(whole, key, found, sentence_units, register, document)
                if claim is not None:
                    claims.add(claim)
    return tuple(sorted(claims, key=lambda claim: (claim.span.start, claim.span.end, claim.holder)))


def _origin(found: SentenceNames, end: int, title: Title) -> tuple[int, int] | None:
    """The state behind a name whose title names none: "Ambassador Vega of Peru", not "Senator Hall of Georgia"."""
    letters = found.marked.letters
    adjoining = title.end < len(letters) and letters[title.end] != ","
    if title.head in _REGIONAL or title.possessor or not adjoining or found.marked.lower[end : end + 1] != ("of",):
        return None
    at = end + 1
    while at < len(letters) and letters[at] == "D":
        at += 1
    stop = at
    while stop < len(letters) and letters[stop] == "G" and found.marked.entries[stop] is found.marked.entries[at]:
        stop += 1
    return (at, stop) if stop > at else None


def titles_of(sighting: Sighting) -> Iterator[Title]:
    """The titles beside one name."""
    if sighting.name.before is not None:
        yield sighting.name.before
    yield from sighting.name.after


def _claim(
    title: Title, key: str, found: SentenceNames, units: Sequence[Unit], register: Register, document: Document
) -> PositionClaim | None:
    """The claim a title makes; None for honorifics."""
    if title.honorific or not title.head or title.title_start >= title.title_end:
        return None
    tokens = found.marked.tokens
    span = Span(tokens[title.title_start].span.start, tokens[title.title_end - 1].span.end)
    words = document.article.text[span.start : span.end].split()
    while len(words) > 1 and words[0].lower().rstrip(".") in title_words()["honorific"]:
        words = words[1:]  # "His Majesty Sultan X"
    while len(words) > 1 and words[-1].lower().rstrip(".") in {"the", *title_words()["honorific"]}:
        words = words[:-1]  # "Senator the Hon X", "Justice Dr. X"
    text = title.said or " ".join(words)
    organization = organization_key(title.organization, found, units, register, document.article.text)
    return PositionClaim(key, text, organization, title.former, span, found.marked.sentence.span)


def organization_key(
    where: tuple[int, int] | None, found: SentenceNames, units: Sequence[Unit], register: Register, text: str
) -> str:
    """Key of the state or organization that stands in tokens ``where``; empty where none does."""
    if where is None:
        return ""
    start, end = where
    for unit in units:
        if unit.role == "organization" and unit.start >= start and unit.end <= end:
            return register.unit_organization(unit.name, unit.owner, text[unit.span.start : unit.span.end]).key
    inside = [
        name for name in found.names if name.start < end and start < name.end and name.kind in {"entry", "organization"}
    ]
    for name in reversed(inside):
        if name.match is None:
            return register.organization(name.text).key
        entry = name.match.entry
        if is_stance(found.marked.tokens, name.start):
            continue  # "a pro-Chadian lawmaker" is none of Chad
        if entry.kind in {"union", "body", "institution", "media"}:
            return register.named_organization(entry.name, entry.state).key
        if entry.kind in {"state", "demonym", "people", "capital", "metonym"}:
            return register.country(entry.state).key
    return ""


def holders_of(claims: Sequence[PositionClaim]) -> tuple[Holder, ...]:
    """Who holds what, for offices that stand for their holders."""
    found: dict[Holder, None] = {}
    for claim in claims:
        held = office(claim.title.split(), claim.organization)
        if held is not None:
            found[Holder(claim.holder, held, claim.former)] = None
    return tuple(found)


def leads(held: Office) -> bool:
    """Whether the office is that of a head of state or government."""
    return (
        held.head in _LEADING and not held.words & {"vice", "deputy", "council", "committee", "party", "parliament"}
    ) or (held.head == "minister" and "prime" in held.words and not held.words & {"deputy", "vice"})
