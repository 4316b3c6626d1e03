"""MinHash of an article's prose, to tell copies of one wire story.

Construction (A. Z. Broder, "On the resemblance and containment of documents", 1997), so that others can compare:

1. words: runs of letters and digits of the paragraphs in order, case-folded, apostrophes dropped;
2. shingles: every 5 consecutive words, joined by one space; a shorter text is one shingle; a text without words none;
3. x(shingle) = first 8 bytes, big-endian, of BLAKE2b (8-byte digest) of its UTF-8;
4. value i of 32 = lower 32 bits of min over shingles of (a_i * x + b_i) mod (2^61 - 1).

The share of places at which two fingerprints are equal estimates the Jaccard similarity of the shingle sets, with a
standard error of at most 0.09. Headlines and captions are left out: outlets write their own.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

FINGERPRINT_LENGTH: Final = 32
SHINGLE_WORDS: Final = 5

_PRIME: Final = (1 << 61) - 1
_KEPT_BITS: Final = (1 << 32) - 1
_WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = str.maketrans("", "", "'’‘ʼ`")


def fingerprint(paragraphs: Iterable[str]) -> tuple[int, ...]:
    """MinHash of the paragraphs' word shingles: 32 values below 2**32, or none for a text without words.

    >>> fingerprint(["The talks ended."]) == fingerprint(["THE TALKS ENDED"])
    True
    """
    words: list[str] = []
    for paragraph in paragraphs:
        words.extend(_WORD.findall(paragraph.casefold().translate(_APOSTROPHES)))
    if not words:
        return ()
    last = max(1, len(words) - SHINGLE_WORDS + 1)
    shingles = {_hash(" ".join(words[start : start + SHINGLE_WORDS])) for start in range(last)}
    return tuple(min((a * x + b) % _PRIME for x in shingles) & _KEPT_BITS for a, b in _PERMUTATIONS)


def _hash(text: str) -> int:
    """64 bits that depend on the text alone, in every process and on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


_PERMUTATIONS: Final = tuple(
    (_hash(f"a{index}") % (_PRIME - 1) + 1, _hash(f"b{index}") % _PRIME) for index in range(FINGERPRINT_LENGTH)
)
