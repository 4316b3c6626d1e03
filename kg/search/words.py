"""From words as people type them to an expression FTS5 understands; nothing typed is ever read as its operators.

    peace talks      both words, in any order
    "peace talks"    the two next to each other
    negoti*          words that begin so
    talks -peace     the one without the other

Letters count without case and accents, as the index has them.
"""

from __future__ import annotations

import re
from typing import Final

from kg.errors import UsageError

LONGEST: Final = 1000  # characters of a search
MOST: Final = 32  # words and phrases of a search

_PIECE: Final = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES: Final = str.maketrans("“”„‟«»", '""""""')
_EXAMPLE: Final = 'For example: talks "peace talks" negoti* -football'


def match_expression(typed: str) -> str:
    """What to look for, as FTS5 takes it: every word a string of its own.

    Args:
        typed: by somebody.

    Raises:
        UsageError: when it holds nothing to look for, only what to leave out, an open quotation mark, or too much.

    >>> match_expression('peace "Anna Petit" negoti* -secret')
    '("peace" AND "Anna Petit" AND "negoti" *) NOT "secret"'
    """
    if len(typed) > LONGEST:
        raise UsageError(f"a search may have {LONGEST:,} characters, this has {len(typed):,}", mend="Give fewer words.")
    text = typed.translate(_QUOTES)
    if text.count('"') % 2:
        raise UsageError("a quotation mark is open", mend='Close the phrase, for example "peace talks".')
    wanted: list[str] = []
    unwanted: list[str] = []
    for piece in _PIECE.finditer(text):
        words = piece["phrase"] if piece["word"] is None else piece["word"]
        cleaned = "".join(letter if letter.isprintable() else " " for letter in words).strip()
        if not any(map(str.isalnum, cleaned)):
            continue  # FTS5 sees no word in it
        begun = piece["word"] is not None and cleaned.endswith("*")
        term = '"' + cleaned.rstrip("*") + '"' + (" *" if begun else "")
        (unwanted if piece["without"] else wanted).append(term)
    if not wanted:
        raise UsageError("there is no word to look for", mend=_EXAMPLE)
    if len(wanted) + len(unwanted) > MOST:
        raise UsageError(f"a search may have {MOST} words and phrases", mend="Give fewer.")
    together = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
    return " NOT ".join([together, *unwanted])
