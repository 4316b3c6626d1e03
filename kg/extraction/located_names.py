"""Names that their surroundings make places: "the village of X", "in X, Kenya", "at X" where nothing else knows X."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extraction.names import Name
from kg.extraction.wordlists import LOCATIVE, MONTHS, STATE_KINDS, WEEKDAYS
from kg.model import Span

if TYPE_CHECKING:
    from kg.extraction.names import SentenceNames

_SITES: Final = frozenset("village town city port island district suburb resort oasis hamlet municipality".split())
_BEFORE_PLACE: Final = LOCATIVE | {"the"}
_WITHIN: Final = LOCATIVE | {"to", "from", "of"}
SITE_NOUNS: Final = frozenset(
    "airport palace hotel base barracks resort camp airfield airbase villa castle residence complex compound lodge "
    "farm ranch monastery".split()
)
_STRUCTURES: Final = SITE_NOUNS | frozenset(
    "building hall hotel bridge stadium headquarters crossing checkpoint square avenue boulevard tower terminal "
    "theatre theater museum prison hospital cathedral mosque temple shrine".split()
)
_PHRASE: Final = 6  # tokens from a determiner to the name it belongs to
_INSIDE: Final = ("ADJ", "NOUN", "PROPN", "PUNCT", "NUM", "ADV")
_NO_PLACE: Final = frozenset(
    "parliament congress senate government cabinet state god christmas easter ramadan english arabic hebrew mandarin "
    "farsi persian pashto dari swahili urdu hindi tamil operation article chapter phase part house court "
    "islam paradise heaven hell internet web".split()
)


def located(found: SentenceNames) -> SentenceNames:
    """The names of a sentence, with those that stand where only a place stands read as places."""
    names = tuple(
        replace(name, kind="place", before=None, after=())
        if name.kind in ("organization", "person") and name.match is None and _stands_as_place(found, name)
        else name
        for name in found.names
    )
    taken = {index for name in names for index in range(name.start, name.end)}
    added = [
        name
        for before, word in enumerate(found.marked.lower[:-1])
        if word in _BEFORE_PLACE and before + 1 not in taken
        for name in _unknown(found, before + 1, taken)
    ]
    if not added and names == found.names:
        return found
    return replace(found, names=tuple(sorted((*names, *added), key=lambda name: (name.span.start, name.span.end))))


def _stands_as_place(found: SentenceNames, name: Name) -> bool:
    lower = found.marked.lower
    if name.before is not None or name.start == 0:
        return False
    if name.start > 1 and lower[name.start - 1] == "of" and lower[name.start - 2] in _SITES:
        return True
    before = lower[name.start - 1] if lower[name.start - 1] != "the" else lower[max(name.start - 2, 0)]
    if before in LOCATIVE and not SITE_NOUNS.isdisjoint(lower[name.end : name.end + 1]):
        return True
    if lower[name.end : name.end + 1] in {(word,) for word in _STRUCTURES} and _in_definite_phrase(found, name):
        return True
    if lower[name.start - 1] not in _WITHIN or lower[name.end : name.end + 1] != (",",):
        return False
    # "in Port Amadi, Kenya," but not "of Amadi, Kenya's minister"
    outer = next((other for other in found.names if other.start == name.end + 1), None)
    if outer is None or outer.match is None or outer.match.entry.kind not in STATE_KINDS:
        return False
    after = lower[outer.end : outer.end + 1]
    return outer.match.entry.kind == "state" and (after in ((",",), (".",), ()) or lower[name.start - 1] in LOCATIVE)


def _in_definite_phrase(found: SentenceNames, name: Name) -> bool:
    """Whether "the" opens the noun phrase in which a name stands before its noun: "the closely guarded X building"."""
    tokens = found.marked.tokens
    for index in range(name.start - 1, max(name.start - 1 - _PHRASE, -1), -1):
        if found.marked.lower[index] == "the":
            return True
        if tokens[index].upos not in _INSIDE and tokens[index].feat("VerbForm") != "Part":
            return False
    return False


def _unknown(found: SentenceNames, index: int, taken: set[int]) -> list[Name]:
    """A proper noun right after "in" or "at" that no name covers, with those that follow it."""
    tokens = found.marked.tokens
    lower = found.marked.lower
    before = lower[index - 1] if lower[index - 1] != "the" else lower[max(index - 2, 0)]
    if index in taken or found.capitals or before not in LOCATIVE:
        return []
    end = index
    while end < len(tokens) and end not in taken and _is_name_word(tokens[end].form, tokens[end].upos):
        end += 1
    words = [token.form for token in tokens[index:end]]
    follows = found.marked.lower[end : end + 1]
    named_site = not SITE_NOUNS.isdisjoint(lower[end : end + 1])
    if lower[index - 1] == "the" and not named_site:
        return []
    if not words or follows in (("'s",), ("’s",), ("-",)) or (end in taken):
        return []
    if end < len(tokens) and tokens[end].upos in ("NOUN", "ADJ", "PROPN", "NUM") and not named_site:
        return []
    span = Span(tokens[index].span.start, tokens[end - 1].span.end)
    return [Name(index, end, span, "place", " ".join(words), certain=False)]


def _is_name_word(form: str, upos: str) -> bool:
    lower = form.lower().rstrip(".")
    known = lower in _NO_PLACE or lower in WEEKDAYS or lower in MONTHS
    return upos == "PROPN" and form[:1].isupper() and not form.isupper() and form.isalpha() and not known
