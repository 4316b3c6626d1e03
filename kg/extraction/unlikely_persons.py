"""What speaks against a person: words that the name model takes for somebody's name and the text uses otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kg.extraction.given_names import is_given_name
from kg.extraction.marking import Marked, title_words
from kg.extraction.wordlists import LOCATIVE

_LOCATIVE: Final = LOCATIVE - {"at"}
_HELD: Final = frozenset(
    "meeting talk visit summit session conference ceremony reception encounter camp base residence dinner lunch be stay"
    " arrive land".split()
)  # what takes place "at X", a place
_LED: Final = frozenset("administration government regime presidency cabinet family camp".split())
_GIVEN_MONTHS: Final = frozenset("jan april may june august".split())
_FAMILY_MONTHS: Final = frozenset("may june august april".split())
_DATING: Final = frozenset(
    "in on by since until till from of last next this early late mid through before after during between and -".split()
)
_LEAST_CAPITALS: Final = 0.7
_FEWEST_WORDS: Final = 4
_SHORT_VERB: Final = 4  # letters: shorter ones are surnames too ("Pay", "Hope")
_SHORT: Final = 3  # letters of the words that headlines leave in lower case


@lru_cache(maxsize=256)
def headline_like(words: tuple[str, ...]) -> bool:
    """Whether a line is written as headlines are, every longer word capitalized, no full stop at its end."""
    longer = [word for word in words if word.isalpha() and len(word) > _SHORT]
    if len(longer) < _FEWEST_WORDS - 1 or words[-1] in {".", "?", "”", '"'}:
        return False
    return sum(word[0].isupper() for word in longer) >= _LEAST_CAPITALS * len(longer)


def headline_verb(marked: Marked, index: int) -> bool:
    """Whether a capitalized word is the verb of a headline and no part of a name: "Lund Receives Reis"."""
    word, verbs = marked.lower[index], title_words()["headline_verb"]
    plural = not verbs.isdisjoint({f"{word}s", f"{word}es"}) and (
        len(word) > _SHORT_VERB or word in {"meet", "hold", "sign", "talk", "want", "seek", "warn", "urge", "need"}
    )
    if word not in verbs and not (plural and index and marked.tokens[index].upos != "ADJ"):
        return False
    return headline_like(tuple(token.form for token in marked.tokens))


def is_people(marked: Marked, start: int, end: int) -> bool:
    """Whether a single plural word with "the" names a people or movement: "the Huns said"."""
    one = end - start == 1 and start > 0 and marked.lower[start - 1] == "the"
    word = marked.lower[start]
    return one and word.endswith("s") and not word.endswith("ss") and marked.letters[end : end + 1] != "-"


def is_placed(marked: Marked, start: int, end: int) -> bool:
    """Whether a name stands where a place does, or tells a thing apart: "in X", "the town of X", "the X bombing"."""
    if not start:
        return False
    lists, before = title_words(), marked.lower[start - 1]
    if before in _LOCATIVE or (before == "at" and start > 1 and marked.tokens[start - 2].lemma.lower() in _HELD):
        return True
    if before == "of" and start > 1 and marked.lower[start - 2] in lists["place_noun"]:
        return True
    after = marked.letters[end : end + 1]
    led = marked.lower[end : end + 1] and marked.lower[end] in _LED
    return marked.letters[start - 1] == "D" and after not in ("P", "") and not led


def peoples(sentences: Iterable[Marked], words: Iterable[str]) -> frozenset[str]:
    """Those of some folded single words that the article uses as the name of a people or movement."""
    wanted = set(words)
    found = set()
    for marked in sentences:
        for at, word in enumerate(marked.lower):
            if word in wanted and is_people(marked, at, at + 1):
                found.add(word)
    return frozenset(found)


def creed_as_given_name(marked: Marked, index: int) -> bool:
    """Whether "Islam" is a given name: the name goes on right behind it."""
    after = index + 1
    return (
        marked.lower[index] == "islam"
        and marked.letters[index] == "N"
        and marked.letters[after : after + 1] == "N"
        and marked.tokens[after].upos == "PROPN"
        and marked.organizations[index] is None
        and marked.lower[after].rstrip(".") not in title_words()["never"]
    )


def named_month(marked: Marked, index: int) -> bool:
    """Whether the name of a month is somebody's given name: "Jan" before a surname, "April" where the model says so.

    Nothing may stand in front that dates something: "in April Hale flew home". Or it is a surname behind a given name.
    """
    if _family_month(marked, index):
        return True
    word, after = marked.lower[index], index + 1
    if word not in _GIVEN_MONTHS or not marked.tokens[index].form.istitle() or marked.letters[after : after + 1] != "N":
        return False
    follower = marked.tokens[after]
    if follower.upos != "PROPN" or not follower.form[0].isupper() or (index and marked.lower[index - 1] in _DATING):
        return False
    seen = any(name.kind == "PERSON" and name.start <= index < name.end for name in marked.sentence.names)
    return seen or word == "jan" or (index > 0 and marked.letters[index - 1] in "HR")


def _family_month(marked: Marked, index: int) -> bool:
    """Whether the name of a month is a surname: part of one name with the given name right before it."""
    token = marked.tokens[index]
    if index == 0 or marked.lower[index] not in _FAMILY_MONTHS or not token.form.istitle() or token.upos != "PROPN":
        return False
    joined = token.deprel.startswith("flat") and token.head == index - 1
    named = marked.letters[index - 1] == "N" and is_given_name(marked.tokens[index - 1].form)
    return joined and named and not _numbered(marked, index)


def _numbered(marked: Marked, index: int) -> bool:
    """Whether a number stands right behind a word, or behind its comma: "May 3", "May, 1998"."""
    after = [word for word in marked.lower[index + 1 : index + 3] if word != ","]
    return bool(after) and after[0][:1].isdigit()


def dates(marked: Marked, index: int) -> bool:
    """Whether the name of a month dates something where it stands: "in May", "May 3", "last June"."""
    if marked.lower[index].rstrip(".") not in title_words()["month"]:
        return False
    before = marked.lower[index - 1] if index else ""
    return (before in _DATING and before not in {"on", "by", "of"}) or _numbered(marked, index)
