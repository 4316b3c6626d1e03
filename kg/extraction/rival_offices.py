"""Whether the offices and sexes that an article gives two names can be one person's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.extraction.given_names import gender_of
from kg.extraction.marking import title_words
from kg.extraction.people import Person
from kg.extraction.titles import Title
from kg.extraction.wordlists import MONARCHS
from kg.names import split_name

# Offices that one person hardly holds together, by head; ranks and party posts go with any of them.
_STATE: Final = MONARCHS | {"president", "pope"}
_SOVEREIGN: Final = frozenset({"king", "queen", "emperor"})
_HEIRS: Final = frozenset({"prince", "princess"})
_GOVERNMENT: Final = frozenset("minister secretary ambassador premier chancellor envoy spokesman spokeswoman".split())
_PUBLIC: Final = _STATE | _GOVERNMENT
_CHIEF: Final = frozenset({"prime"})
_HEADS_GOVERNMENT: Final = frozenset({"premier", "chancellor"})


def excluded(title: Title, others: Iterable[Title]) -> bool:
    """Whether an office is rivalled by others: one of them is of another kind, and none is the same."""
    others = list(others)
    heads = {other.head for other in others if not other.former}
    if title.head in _SOVEREIGN and heads & _HEIRS and not heads & _SOVEREIGN:
        return True  # "King X" is not Prince Y bin X
    kind = _kind(title)
    kinds = [found for found in map(_kind, others) if found]
    return bool(kind) and bool(kinds) and not any(_agree(kind, other) for other in kinds)


def same_kind(titles: Iterable[Title], others: Iterable[Title]) -> bool:
    """Whether an office of one name is that of another."""
    kinds = [found for found in map(_kind, others) if found]
    return any(_agree(kind, other) for kind in map(_kind, titles) if kind for other in kinds)


def _kind(title: Title) -> frozenset[str]:
    """What tells a public office from another: its head and the words of its field; empty for others and past ones."""
    if title.former or title.honorific or title.head not in _PUBLIC:
        return frozenset()
    if title.head in _HEADS_GOVERNMENT or (title.head == "minister" and "prime" in title.words):
        return _CHIEF
    if title.head in _STATE:
        return frozenset({title.head})
    lists = title_words()
    plain = lists["modifier"] - lists["domain"] - {"state"}
    return frozenset({title.head}) | {word for word in title.words if word not in plain}


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two kinds may be one office: one says no more than the other; "minister" is any minister."""
    return (
        one <= other or other <= one or ("minister" in one | other and _CHIEF in (one, other) and len(one | other) == 2)
    )


def sex_of(person: Person) -> str:
    """``male`` or ``female`` by the honorifics given with a name in full, else by the given name; empty if unknown."""
    for sighting in person.sightings:
        before = sighting.name.before
        if before is not None and before.honorific and split_name(sighting.name.text)[1]:
            told = sex_told(before)
            if told:
                return told
    given = [split_name(form)[1].split()[:1] for form in person.forms]
    sexes = {gender_of(words[0]) for words in given if words} - {""}
    return sexes.pop() if len(sexes) == 1 else ""


def sex_told(title: Title) -> str:
    """The sex that an honorific tells: "Mr.", "Mrs."; empty where it is of both or of neither."""
    lists = title_words()
    words = set(title.words)
    found = [sex for sex in ("male", "female") if words & lists[sex]]
    return found[0] if len(found) == 1 else ""
