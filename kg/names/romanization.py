"""Two romanizations of one name: Wade-Giles and Pinyin for Chinese, two customs for Korean.

A spelling is read in every way it may be meant (newspapers drop the apostrophes of Wade-Giles); two names are the same
if they may be meant the same. Each function takes folded words, family name first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final

from kg.names.customs import CHINESE, KOREAN, PINYIN

_INITIALS: Final = {
    "ch": ("zh", "j", "ch", "q"), "ts": ("z", "c"), "tz": ("z", "c"), "hs": ("x",), "sh": ("sh",), "ss": ("s",),
    "sz": ("s",), "p": ("b", "p"), "t": ("d", "t"), "k": ("g", "k"), "j": ("r",), "m": ("m",), "f": ("f",),
    "n": ("n",), "l": ("l",), "h": ("h",), "s": ("s",), "w": ("w",), "y": ("y",), "": ("",),
}  # fmt: skip
_FINALS: Final = {
    "ien": "ian", "ung": "ong", "iung": "iong", "ueh": "ue", "ieh": "ie", "eh": "e", "ih": "i", "uei": "ui",
    "erh": "er", "o": "e", "uo": "uo", "u": "u",
}  # fmt: skip
_SPLIT: Final = re.compile(r"^(ch|ts|tz|hs|sh|ss|sz|[ptkjmfnlhswy]?)([aeiou].*)$")
_SPECIAL: Final = {"tzu": ("zi", "ci"), "tsu": ("zu", "cu", "zi", "ci"), "ssu": ("si",), "szu": ("si",)}
_SYLLABLES: Final = 3

_KOREAN_FAMILIES: Final = tuple(
    frozenset(family.split())
    for family in (
        "lee yi ri rhee rhie", "park pak bak", "choe choi", "jung jeong chung", "cho jo", "kang gang", "lim im rim",
        "yun yoon", "chang jang", "sin shin", "o oh", "no noh roh ro", "ku koo gu", "kwon gwon", "an ahn",
        "paek baek baik paik", "pae bae", "mun moon", "son sohn", "so suh seo", "yu yoo ryu", "ko koh",
        "chon jeon chun", "chu joo ju", "ho hur heo", "hyon hyun", "han hahn",
    )
)  # fmt: skip
_JEONG: Final = frozenset({"jung", "jeong", "chung"})  # one name, which "jong" need not be

_CUSTOMARY: Final = tuple(
    (re.compile(pattern), revised)
    for pattern, revised in (
        (r"^(s|y|ky|my|by|py|gy)(?:ou|u)ng$", r"\1eong"),
        (r"^(h|k)yun$", r"\1yeon"),
        (r"oo", "u"),
        (r"ee|ui$", "i"),
        (r"^woo$", "u"),
        (r"ch?ul$", "cheol"),
    )
)


@lru_cache(maxsize=65536)
def pinyin_readings(words: tuple[str, ...]) -> frozenset[str]:
    """Every way a Chinese name in Wade-Giles (family and two syllables) may be written in Pinyin, its words joined.

    >>> "dengxiaoping" in pinyin_readings(("teng", "hsiao", "ping"))
    True
    """
    if len(words) != _SYLLABLES:
        return frozenset()
    families, *given = [_pinyin(word) for word in words]
    known = [family for family in families if family in CHINESE]
    return frozenset("".join(parts) for parts in product(known, *given))


def same_chinese(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one name in Wade-Giles and one in Pinyin may be the same."""
    short, long = sorted((first, second), key=len)
    return len(short) == 2 and short[0] in CHINESE and "".join(short) in pinyin_readings(long)


def _pinyin(syllable: str) -> tuple[str, ...]:
    """The Pinyin syllables that a Wade-Giles syllable may be."""
    found = _SPLIT.match(syllable)
    if syllable in _SPECIAL:
        return _SPECIAL[syllable]
    if found is None:
        return ()
    initial, final = found.groups()
    final = _FINALS.get(final, final) if not (final == "o" and initial not in {"k", "h", ""}) else "uo"
    made = (f"{start}{final}" for start in _INITIALS[initial])
    return tuple(one for one in made if PINYIN.match(one))


def same_korean(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two Korean names are one in the spelling of another custom.

    >>> same_korean(("park", "sung", "hee"), ("pak", "seong", "hui"))
    True
    """
    if len(first) != len(second) or first[0] not in KOREAN or second[0] not in KOREAN:
        return False
    family = first[0] == second[0] or any({first[0], second[0]} <= family for family in _KOREAN_FAMILIES)
    return family and all(_same_syllable(a, b) for a, b in zip(first[1:], second[1:], strict=True))


def korean_key(words: tuple[str, ...]) -> str:
    """What names that `same_korean` holds for one have in common."""
    return "".join(_bare_syllable(word) for word in words[1:]) if words and words[0] in KOREAN else ""


def _same_syllable(a: str, b: str) -> bool:
    """Equal as the southern custom writes it, or as the northern one does."""
    left, right = _revised(a), _revised(b)
    return left == right or _northern(left) == _northern(right) or {a, b} <= _JEONG


def _revised(word: str) -> str:
    for pattern, replacement in _CUSTOMARY:
        word = pattern.sub(replacement, word)
    return word


def _northern(word: str) -> str:
    word = word.replace("eo", "o").replace("eu", "u")
    return re.sub(r"^(?:g|kk)", "k", re.sub(r"^d", "t", re.sub(r"^b", "p", re.sub(r"^j", "ch", word))))


def _bare_syllable(word: str) -> str:
    return re.sub(r"[aeiouwy]+", "o", _northern(_revised(word)))
