"""Every token of a sentence gets a class of one letter; titles and names are runs of classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kg.extraction.gazetteer import Match, word_lists
from kg.model import Sentence, Token

# Classes: G gazetteer · H office · E occupation · R honorific · K kin · M word that modifies an office · P
# possessive 's ·
# I institution · O of · F for, to, in, at, on · A and · D determiner · Q his, her, its, their · - . , themselves · N
# other capitalized ·
# V verb · W who, which, that · S other punctuation · x the rest
_LETTERS: Final = {
    "head": "H",
    "expert": "E",
    "honorific": "R",
    "kin": "K",
    "modifier": "M",
    "domain": "M",
    "organ": "I",
}
_WORDS: Final = {
    "of": "O", "for": "F", "to": "F", "in": "F", "at": "F", "on": "F", "and": "A", "&": "A", "the": "D",
    "a": "D", "an": "D",
    "his": "Q", "her": "Q", "its": "Q", "their": "Q", "our": "Q", "my": "Q", "who": "W", "which": "W", "that": "W",
    "whose": "W",
    "-": "-", "‑": "-", "–": "-", ".": ".", ",": ",", "'s": "P", "’s": "P", "'": "P", "’": "P",
}  # fmt: skip

INITIALS: Final = {
    "PM": "Prime Minister", "DPM": "Deputy Prime Minister", "FM": "Foreign Minister", "VP": "Vice President",
    "EAM": "External Affairs Minister",
}  # fmt: skip
"""Offices that news of many capitals writes by their initials in front of a name."""

_TITLE_OR_NAME: Final = frozenset({"tun", "tan"})
_FIRST: Final = frozenset({"tan", "datuk", "dato"})
_SECOND: Final = frozenset({"sri", "seri"})
_PLAIN_TITLES: Final = frozenset("mr mrs ms dr prof u daw".split())
_GIVEN: Final = frozenset({"shah", "sultan", "emir"})  # titles of rulers that are given names too


@lru_cache(maxsize=1)
def title_words() -> dict[str, frozenset[str]]:
    """The lists of ``data/titles.tsv`` as sets."""
    return {name: frozenset(words) for name, words in word_lists("titles.tsv").items()}


@lru_cache(maxsize=256)
def listed(*names: str) -> frozenset[str]:
    """The words of several of these lists together; put together once."""
    return frozenset().union(*(title_words()[name] for name in names))


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Folded word -> class letter; offices win over modifiers."""
    lists = title_words()
    letters = {word: letter for name, letter in reversed(_LETTERS.items()) for word in lists[name]}
    letters.update(dict.fromkeys(lists["head"], "H"))
    letters.update(_WORDS)
    return letters


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its tokens classified.

    Attributes:
        letters: one class letter a token.
        entries: per token, the gazetteer's match that covers it (the first, where a token holds two), else None.
        tokens: the sentence's.
        organizations: per token, the model's organization span around it as ``(start, end)``, else None.
    """

    sentence: Sentence
    lower: tuple[str, ...]
    letters: str
    entries: tuple[Match | None, ...]
    organizations: tuple[tuple[int, int] | None, ...]
    tokens: tuple[Token, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take over the sentence's tokens."""
        object.__setattr__(self, "tokens", self.sentence.tokens)


def mark(sentence: Sentence, matches: Sequence[tuple[int, int, Match]]) -> Marked:
    """Classify the tokens of a sentence. ``matches``: tokens covered (half-open) and the gazetteer's match."""
    tokens = sentence.tokens
    entries: list[Match | None] = [None] * len(tokens)
    for start, end, match in matches:
        for index in range(start, end):
            entries[index] = entries[index] or match
    organizations: list[tuple[int, int] | None] = [None] * len(tokens)
    for name in sentence.names:
        if name.kind == "ORG":
            for index in range(name.start, name.end):
                organizations[index] = (name.start, name.end)
    lower = tuple([token.form.lower() for token in tokens])
    letters = [
        _letter(token.form, token.upos) if entry is None else "G" for token, entry in zip(tokens, entries, strict=True)
    ]
    for index in range(1, len(letters) - 1):  # "Foreign Minister Shah Wali Nazir": behind an office it is a given name
        if lower[index] in _GIVEN and letters[index - 1] == "H" and letters[index + 1] == "N":
            letters[index] = "N"
    for index in range(len(letters) - 1):
        if lower[index] == "power" and index > 1 and letters[index - 1] == "A" and letters[index - 2] == "M":
            letters[index] = "M"  # "Minister for Water and Power": by itself a surname
        if lower[index] in _TITLE_OR_NAME and letters[index] == "R" and not _titles(lower, index):
            letters[index] = "N"
        elif tokens[index].form in INITIALS and letters[index] == "N" and _before_name(tokens, letters, index):
            letters[index] = "H"
        elif index and lower[index] in _SECOND and lower[index - 1] in _FIRST and letters[index] == "N":
            letters[index] = "R"  # "Tan Sri X", "Datuk Seri Y"
    for name in sentence.names:
        if name.listed and name.kind == "PERSON":  # "in", "on", "to" are syllables here
            for index in range(name.start, name.end):
                letters[index] = "N" if tokens[index].form[0].isalnum() else letters[index]
                entries[index] = None
    return Marked(sentence, lower, "".join(letters), tuple(entries), tuple(organizations))


def _titles(lower: Sequence[str], index: int) -> bool:
    """Whether a Malay dignity is one: "Tun Razak", "Tan Sri X", while "Dr Tun Min" and "Tan Wei Ling" are names."""
    if lower[index] == "tan":
        return lower[index + 1] in _SECOND
    return not index or lower[index - 1].rstrip(".") not in _PLAIN_TITLES


def _before_name(tokens: Sequence[Token], letters: Sequence[str], index: int) -> bool:
    """Whether an office's initials stand right before a name and behind no clock time: "PM Lund", not "3 PM Oslo"."""
    after = tokens[index + 1].form
    named = letters[index + 1] in "NR" and after[0].isupper() and after.lower() not in title_words()["weekday"]
    return named and not (index and tokens[index - 1].form[-1].isdigit())


@lru_cache(maxsize=65536)
def _letter(form: str, upos: str) -> str:
    """The class of a word that the gazetteer does not know."""
    table, capital = _letters(), form[0].isupper()
    word = form.lower()
    stem = word.rstrip(".")
    if len(stem) == 1 and word != stem and capital:
        return "N"  # an initial
    if word in table:
        return table[word]
    if stem in table or (stem in title_words()["head_abbreviation"] and capital):
        return table.get(stem, "H")
    if not any(map(str.isalnum, word)):
        return "S"
    if capital and upos not in {"PRON", "AUX", "DET", "ADP", "SCONJ", "CCONJ"}:
        return "N"
    return "V" if upos in {"VERB", "AUX"} else "x"


def touching(marked: Marked, index: int) -> bool:
    """Whether no space stands between a token and the next."""
    tokens = marked.tokens
    return index + 1 < len(tokens) and tokens[index].span.end == tokens[index + 1].span.start
