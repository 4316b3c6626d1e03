"""Names without what spelling varies: case and diacritics (`fold`), transliteration (`variant`)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "ı": "i", "İ": "I", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ħ": "h", "ŋ": "ng",
    }
)  # fmt: skip
_DROPPED: Final = re.compile(r"['’‘`´ʻʼʿʾ]")
_SEPARATORS: Final = re.compile(r"[^\w]+|_")

_VARIANTS: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^m[ou]h?a?m+[aei]?[dt]$", "muhamad"),
        (r"^[yj]o?u?s+[eou]+f$", "yusuf"),
        (r"^h[ou]s+[aei]+n$", "husein"),
        (r"^abd[aeuo]l+ah?$", "abdalah"),
        (r"^[ou]mar$", "umar"),
        (r"^[ou]sama$", "usama"),
        (r"^ale[xk]s?andr?[aeiou]*r?$", "aleksandr"),
        (r"^d[iey]*m[iey]+tr[iey]*$", "dmitri"),
        (r"^(?:fy?o|feo)dor$", "fedor"),
        (r"^p(?:y?o|io|e)tr$", "petr"),
        (r"(?<=[oe])ff$", "v"),
        (r"enka$", "enko"),
        (r"^ye", "e"),
        (r"(?<=[^aeiou])a[iy](?=[^aeiou])", "ei"),
        (r"sch|tsch", "sh"),
        (r"tch", "ch"),
        (r"dj|dzh|zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"ck|q|c(?=[aoukr])", "k"),
        (r"oo|ou|eu", "u"),
        (r"eo", "o"),
        (r"ae", "e"),
        (r"oe|oi|oy", "oi"),
        (r"[iey]*y+i*$|[ei]+i$|[iey]+y", "i"),
        (r"ee|ei|y", "i"),
        (r"(\w)\1", r"\1"),
        (r"(?<=[aeiou])h$", ""),
    )
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, diacritics, apostrophes, hyphens and punctuation; words separated by one space.

    >>> fold("Élise O'Brien-Ślązak")
    'elise obrien slazak'
    """
    text = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    text = "".join(char for char in text if not unicodedata.combining(char)).lower()
    return _SEPARATORS.sub(" ", _DROPPED.sub("", text)).strip()


def tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name, in order."""
    return tuple(fold(name).split())


def slug(name: str) -> str:
    """A name as part of an IRI: ``a-z 0-9`` and hyphens; a digest where nothing of the name is Latin."""
    readable = "-".join(word for word in (re.sub(r"[^a-z0-9]", "", word) for word in tokens(name)) if word)
    return readable or "x" + hashlib.sha256(name.encode()).hexdigest()[:8]


@lru_cache(maxsize=65536)
def variant(word: str) -> str:
    """A folded word reduced to what its transliterations share ("yousef", "yusuf" -> "yusuf"); not for display."""
    for pattern, replacement in _VARIANTS:
        word = pattern.sub(replacement, word)
    return word
