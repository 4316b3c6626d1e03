"""Whom of several bearers an article calls by the bare surname.

News keeps the bare surname for the one the story is about: who is in office before who is not, who is named in his own
right before who is brought in as somebody's wife, son or brother and keeps the full name. Being named last says little
then; it decides among strangers who only happen to share a surname. Where these disagree the surname is nobody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.extraction.marking import Marked, title_words
from kg.extraction.names import Name, SentenceNames
from kg.extraction.people import Person, Sighting
from kg.extraction.titles import Title
from kg.extraction.titles_after import title_right
from kg.names import family_first

_OUTSIDE, _PRIVATE, _PUBLIC, _CHIEF = range(4)
_FAR: Final = 2  # ranks between a head of state and who holds no public office
_CHIEFS: Final = frozenset(
    "president premier chancellor king queen emir sultan emperor empress shah pope leader taoiseach".split()
)
_OFFICIALS: Final = frozenset("minister secretary ambassador envoy commissioner governor spokesman spokeswoman".split())
_BEING: Final = frozenset("be become remain serve".split())
_RULING: Final = frozenset("lead rule govern".split())
_FOLLOWING: Final = frozenset("succeed replace".split())
_LONGEST_VERB: Final = 3  # "has long been"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one bearer of a surname stands in an article.

    Attributes:
        rank: 3 heads a state or government, 2 holds another public office, 1 another or a past office, 0 none.
        relative: brought in by kinship: "his brother X", "X, the daughter of Y".
        eastern: the name is written family name first; such surnames are too common to tell a family.
        first: sentence and token of the first name. count: names in the article.
        aside: only told to be somebody's kin: "X's son", nothing of X himself.
        origin: only told whose kin another is: "the son of X".
    """

    rank: int
    relative: bool
    eastern: bool
    first: tuple[int, int]
    count: int
    aside: bool = False
    origin: bool = False


def standing(person: Person, names: Sequence[SentenceNames]) -> Standing:
    """How a person stands in the article that has these names."""
    first = min(person.sightings, key=lambda sighting: sighting.place)
    rank = max(
        (
            _rank(title)
            for sighting in person.sightings
            for title in _offices(sighting, names[sighting.sentence].marked)
        ),
        default=_OUTSIDE,
    )
    if any(_rules(sighting, names[sighting.sentence].marked) for sighting in person.sightings):
        rank = _CHIEF
    return Standing(
        rank,
        is_relative(names[first.sentence].marked, first.name.start, first.name.end),
        any(family_first(form) for form in person.forms),
        first.place,
        len(person.sightings),
        all(_owns_kin(names[one.sentence].marked, one.name.end) for one in person.sightings),
        all(_is_whose_kin(names[one.sentence].marked, one) for one in person.sightings),
    )


def _is_whose_kin(marked: Marked, sighting: Sighting) -> bool:
    """Whether a name without an office only says whose kin another is: "the son of X"."""
    start = sighting.name.start
    return start > 1 and marked.lower[start - 1] == "of" and _kin(marked, start - 2)


def _owns_kin(marked: Marked, end: int) -> bool:
    """Whether a name is only the owner of a kin: "X's son"."""
    return marked.letters[end : end + 1] == "P" and any(
        _kin(marked, at) for at in range(end + 1, min(end + 3, len(marked.lower)))
    )


def bearer(standings: Mapping[int, Standing], last: int | None) -> int | None:
    """The one a bare surname means, by number, or None.

    Args:
        standings: of all bearers.
        last: who of them was named last, if that is one.
    """
    if any(one.aside and one.rank < _CHIEF for one in standings.values()):
        return None  # "X's son Y X left": the story may be the son's
    foremost = min(standings, key=lambda number: standings[number].first)
    if sum(not one.origin for one in standings.values()) == 1 and not standings[foremost].origin:
        return foremost  # "Y X, the son of Z X, a writer": the story is the son's
    best = max(one.rank for one in standings.values())
    if any(one.eastern for one in standings.values()):
        return last if last is None or best < _CHIEF or standings[last].rank else None
    highest = [number for number, one in standings.items() if one.rank == best]
    own = [number for number, one in standings.items() if not one.relative]
    if best >= _PUBLIC and len(highest) == 1:
        lower = [one for number, one in standings.items() if number not in highest]
        if last is None or last in highest:
            sure = last is not None or all(one.relative or best - one.rank >= _FAR for one in lower)
            return highest[0] if sure else None
        return highest[0] if standings[last].relative or best - standings[last].rank >= _FAR else last
    if len(own) < len(standings):
        chosen = own[0] if len(own) == 1 and own[0] in highest else None
        return chosen if best < _PUBLIC or chosen == last else None
    if best >= _PUBLIC or last is None:
        return last
    most = all(one.count < standings[last].count for number, one in standings.items() if number != last)
    return last if last == foremost or most else None


def kin_of(marked: Marked, name: Name, others: Sequence[Name]) -> Name | None:
    """Which of some names a surname is told to be kin of: "President X's son Y X", "Y X, daughter of President X"."""
    start = name.before.start if name.before is not None else name.start
    owns = marked.letters[name.end : name.end + 1] == "P"
    for other in others:
        if owns and name.end < other.start and _brought_in(marked, other.start, name.end):
            return other
        if other.end < start and marked.letters[other.end] == ",":
            near = not {",", "V"} & set(marked.letters[other.end + 1 : start])
            owned = marked.letters[start - 1] == "O" and _kin_ends(marked, start - 2)
            whose = owns and any(_kin(marked, at) for at in range(name.end + 1, name.end + 3) if at < len(marked.lower))
            if near and (owned or whose):
                return other
    return None


def _brought_in(marked: Marked, start: int, begin: int = 0) -> bool:
    """Whether a word of kinship, behind token ``begin``, stands right before a name and its title."""
    at = start
    while at > begin and marked.letters[at - 1] in ",RHMEG" and not _kin(marked, at - 1):
        at -= 1  # "his father, President X"
    if at > begin + 1 and marked.lower[at - 1] == "and" and at < start and marked.letters[at - 2] in "KHRG":
        at -= 1  # "his son and spokesman X"
    near = "V" not in marked.letters[begin:at] and "," not in marked.letters[begin:at]
    return at > begin and (not begin or near) and _kin_ends(marked, at - 1)


def is_relative(marked: Marked, start: int, end: int) -> bool:
    """Whether a name comes in by kinship: "his brother X", "Y's wife, X", "X, his daughter", "X, son of Y"."""
    if _brought_in(marked, start):
        return True
    if marked.letters[end : end + 1] != ",":
        return False
    at = end + 1
    while at < len(marked.letters) and marked.letters[at] in "DQGPMx" and not _kin(marked, at):
        at += 1
    return at < len(marked.letters) and _kin(marked, at) and marked.letters[at + 1 : at + 2] in (",", "O", ".", "A")


def _kin(marked: Marked, at: int) -> bool:
    return marked.lower[at] in title_words()["family"]


def _kin_ends(marked: Marked, at: int) -> bool:
    """Whether a word of kinship ends here: "brother", "brother-in-law"."""
    return _kin(marked, at) or (
        marked.lower[at] == "law" and any(_kin(marked, before) for before in range(max(0, at - 4), at))
    )


def _offices(sighting: Sighting, marked: Marked) -> list[Title]:
    """The offices given with a name: in front, in apposition, or said of it ("X is prime minister")."""
    name = sighting.name
    found = [*([name.before] if name.before else []), *name.after]
    at = _verb(marked, name.end, _BEING)
    if at is not None:
        begin = at + 1 + (marked.lower[at + 1 : at + 2] == ("as",))
        title, _ = title_right(marked, begin, ())
        found += [title] if title else []
    return found


def _rules(sighting: Sighting, marked: Marked) -> bool:
    """Whether the text says that somebody leads a state now or came to: "X has led Chad since", "X succeeded him"."""
    end = sighting.name.end
    after = _verb(marked, end, _FOLLOWING)
    if after is not None or marked.lower[end : end + 2] == ("took", "over"):
        return True
    at = _verb(marked, end, _RULING)
    if at is None or marked.tokens[at].xpos == "VBD":
        return False
    return marked.letters[at + 1 : at + 2] in ("G", "D") and "G" in marked.letters[at + 1 : at + 3]


def _verb(marked: Marked, begin: int, lemmas: frozenset[str]) -> int | None:
    """The verb of one of these lemmas right behind a name, auxiliaries and adverbs skipped."""
    begin += marked.letters[begin : begin + 2] == ",W"
    begin += marked.letters[begin : begin + 1] == "W"
    near = range(begin, min(begin + _LONGEST_VERB, len(marked.tokens)))
    for at in near:
        token = marked.tokens[at]
        if token.lemma in lemmas and marked.lower[at + 1 : at + 2] not in (("been",), ("being",)):
            return at
        if token.upos not in {"AUX", "ADV"}:
            return None
    return None


def _rank(title: Title) -> int:
    if title.honorific or not title.head:
        return _OUTSIDE
    if title.former:
        return _PRIVATE
    lesser = {"vice", "deputy", "opposition", "party"} & set(title.words)
    if title.head in _CHIEFS or (title.head == "minister" and "prime" in title.words):
        return _PUBLIC if lesser else _CHIEF
    return _PUBLIC if title.head in _OFFICIALS else _PRIVATE
