"""The parts of a name: what is family, what is given, and by which short forms news calls its bearer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.names.customs import (
    ARTICLES,
    CHINESE,
    COMPOUNDING,
    FATHER,
    HONORIFICS,
    KOREAN,
    NOBLE,
    PARTICLES,
    PATRONYMIC,
    PINYIN,
    SPANISH_GIVEN,
    SUFFIXES,
    SYLLABLE,
    VIETNAMESE,
    VIETNAMESE_MIDDLE,
)
from kg.names.spelling import fold, tokens, variant

_NICKNAME: Final = re.compile(r"[\"“”«»][^\"“”«»]*[\"“”«»]|\([^)]*\)|(?<!\w)['‘][^'’]{2,}['’](?!\w)")
_REGNAL: Final = 2  # words of "Omar II"


@lru_cache(maxsize=65536)
def plain(name: str) -> tuple[str, ...]:
    """The words of a name as written, without honorifics before it and nicknames inside it; "III" and "Jr." stay."""
    words = [word.strip(",;") for word in _NICKNAME.sub(" ", name).split()]
    words = [word for word in words if fold(word)]
    noble = False
    while len(words) > 1 and fold(words[0]) in HONORIFICS:
        noble = noble or fold(words[0]) in NOBLE
        words = words[1:]
    if len(words) > 2 and fold(words[0]) == "don" and fold(words[1]) in SPANISH_GIVEN:
        words = words[1:]
    seat = words.index("of") if noble and "of" in words else 0
    return tuple(words[:seat] if seat else words)  # "Baroness Jane Ford of Oakham"


@lru_cache(maxsize=65536)
def bare(name: str) -> tuple[str, ...]:
    """The words of a name as written, without honorifics before it, suffixes after it and nicknames inside it."""
    words = list(plain(name))
    while len(words) > 1 and fold(words[-1]) in SUFFIXES:
        words = words[:-1]
    return tuple(words)


_GENERATIONS: Final = {"sr": 1, "senior": 1, "ii": 2, "iii": 3, "iv": 4, "jr": 2, "junior": 2}


@lru_cache(maxsize=65536)
def generation(name: str) -> int:
    """Which of a line of one name: 1 "Sr.", 2 "Jr." or "II", 3 "III"; 0 where the name does not say.

    >>> generation("Amos Cole Jr."), generation("Amos Cole")
    (2, 0)
    """
    words = plain(name)
    return _GENERATIONS.get(fold(words[-1]), 0) if len(words) > _REGNAL else 0


def family_first(name: str) -> bool:
    """Whether the name is written family name first, as far as its form tells (Korean, Chinese, Vietnamese)."""
    words = bare(name)
    if not 2 <= len(words) <= 4:
        return False
    head, rest = fold(words[0]), [fold(word) for word in words[1:]]
    parts = " ".join(rest).split()
    if head in KOREAN:
        hyphened = len(rest) == 1 and "-" in words[1]
        two = len(rest) == 2 and all("-" not in word for word in words[1:])
        if (hyphened or two) and len(parts) == 2 and all(SYLLABLE.match(part) for part in parts):
            return True
    if head in VIETNAMESE and len(parts) >= 2 and parts[0] in VIETNAMESE_MIDDLE:
        return True
    if head in CHINESE:
        if len(rest) == 1 and fold(words[1]) not in CHINESE | {"lee", "kim", "park"}:
            return all(PINYIN.match(part) for part in parts)
        return len(rest) == 1 and all(PINYIN.match(part) for part in parts) and len(fold(words[1])) > 1
    return False


@lru_cache(maxsize=65536)
def split_name(name: str) -> tuple[str, str]:
    """Family name and given names as written; a single name is all family.

    >>> split_name("Nguyen Van Minh")
    ('Nguyen', 'Van Minh')
    """
    if name.count(",") == 1:
        family, _, given = name.partition(",")
        if fold(given) and not set(tokens(given)) <= SUFFIXES and len(bare(given)) < 4:
            return " ".join(bare(family)), " ".join(bare(given))
    words = bare(name)
    if len(words) < 2:
        return (words[0] if words else name.strip()), ""
    if family_first(name):
        return words[0], " ".join(words[1:])
    at = _family_start([fold(word) for word in words])
    return " ".join(words[at:]), " ".join(words[:at])


def _family_start(folded: list[str]) -> int:
    """Index of the first word of the family name in a name of Western order."""
    last = len(folded) - 1
    if folded[0] in {"abu", "abou", "umm"}:
        return 0
    if folded[last - 1] in ARTICLES and last > 1:
        return last - 1
    heads = [word.split()[0] for word in folded]
    if heads[last] in ARTICLES and " " in folded[last]:  # al-Xxx written with a hyphen: the byname alone
        return last
    start = last
    while start > 1 and heads[start - 1] in PARTICLES:
        start -= 1
        if heads[start] in {"y", "e"} and start > 1:  # "Torres y Vega"
            start -= 1
    if start < last:
        doubled = folded[0] in SPANISH_GIVEN and start > 1 and heads[start] not in {"al", "el", "bin", "y"}
        return start - 1 if doubled and _family(folded[start - 1]) else start  # "Vega de Soto"
    if folded[last - 1] in COMPOUNDING and last > 1:
        return last - 1
    if last == 2 and folded[0] in SPANISH_GIVEN and folded[1] not in SPANISH_GIVEN and not PATRONYMIC.match(folded[1]):
        return 1 if len(folded[1]) > 1 else last
    if last >= 3 and folded[0] in SPANISH_GIVEN and len(folded[last - 1]) > 1:
        return last - 1
    return last


def _family(word: str) -> bool:
    """Whether a word between a Spanish given name and a particle is a surname: no second given name or initial."""
    return len(word) > 1 and word not in SPANISH_GIVEN and not PATRONYMIC.match(word)


def has_given_name(name: str) -> bool:
    """Whether a name is more than a family name, even than one of several words ("van der Berg", "bin Zaki").

    >>> has_given_name("Ursel van der Berg"), has_given_name("Van der Berg")
    (True, False)
    """
    words = bare(name)
    if len(words) < 2:
        return False
    folded = [fold(word) for word in words]
    if folded[0] in PARTICLES and (words[0][0].islower() or folded[1] in PARTICLES):
        return False
    return not (folded[0] in FATHER and folded[0] != "ben" and len(words) == 2 and folded[1] not in CHINESE)


@lru_cache(maxsize=65536)
def surnames(full: str) -> tuple[str, ...]:
    """The folded forms under which news speaks of a person after the full name, most usual first."""
    family, _ = split_name(full)
    words = tokens(family)
    forms = [" ".join(words)]
    while len(words) > 1 and words[0] in PARTICLES:
        words = words[1:]
        forms.append(" ".join(words))
    if len(words) > 1 and len(bare(full)) > 2:
        forms += [words[0], words[-1]]
    whole = tokens(family)
    if "y" in whole[1:]:  # of two surnames joined by "y" news keeps the first
        first = whole[: whole.index("y")]
        forms += [" ".join(first[at:]) for at in range(len(first)) if not at or first[at - 1] in PARTICLES]
    parts = [fold(word) for word in bare(full)]
    if len(parts) == 2 and parts[0] in KOREAN | CHINESE | VIETNAMESE:
        forms.append(parts[0])
    for index, word in enumerate(parts[:-1]):  # "bin Zayed" inside a longer name
        if index and word in FATHER:
            forms += [f"{word} {parts[index + 1]}"]
    return tuple(dict.fromkeys(forms))


def is_surname_of(short: str, full: str) -> bool:
    """Whether ``short`` is how news would call the person named ``full`` by surname alone."""
    wanted = " ".join(part for word in bare(short) for part in fold(word).split())
    if not wanted or wanted == fold(full):
        return False
    return any(wanted == form or (len(wanted) > 3 and variant(wanted) == variant(form)) for form in surnames(full))


@lru_cache(maxsize=65536)
def full_keys(full: str) -> frozenset[str]:
    """Under what a full name is looked up by surname: ``is_surname_of`` holds only where a key is in common.

    >>> bool(full_keys("Ursel van der Berg") & surname_keys("Berg"))
    True
    """
    return frozenset(key for form in surnames(full) for key in (form, f"~{variant(form)}"))


@lru_cache(maxsize=65536)
def surname_keys(short: str) -> frozenset[str]:
    """Under what a surname alone is looked up among full names; see `full_keys`."""
    wanted = " ".join(part for word in bare(short) for part in fold(word).split())
    return frozenset((wanted, f"~{variant(wanted)}") if len(wanted) > 3 else (wanted,))
