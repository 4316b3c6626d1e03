r"""Characters of a source -> characters of our rendering; everything here happens before any offset is taken.

Entities are decoded, line ends are ``\n``, spaces of every width are plain ones, what has no width or is a control
character is gone, and the whole is in Normalization Form C (Unicode Standard Annex 15).
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

# Only entities closed by a semicolon: "R&D" and "AT&T" are words, "?a=1&copy=2" is an address.
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LINE_END: Final = re.compile(r"\r\n?|\x0b|\x85|\u2028")
_PAGE_END: Final = re.compile(r"\x0c|\u2029")
_SOFT_BREAK: Final = re.compile(r"\xad[ \t]*\n[ \t]*")
_WIDE_SPACE: Final = re.compile(r"[^\S\n ]")
_SPACES: Final = re.compile(r" {2,}")
_PASSES: Final = 2
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>")


def clean(raw: str) -> str:
    r"""Render characters; lines and their indentation stay as they are (tabs count as four spaces).

    >>> clean("Franc\u0327ois said&nbsp;&ldquo;no&rdquo;\r\n")
    'François said “no”\n'
    """
    text = raw
    # Twice, since pages are often escaped twice ("&amp;nbsp;").
    for _ in range(_PASSES):
        text = _ENTITY.sub(_entity, text)
    text = _PAGE_END.sub("\n\n", _LINE_END.sub("\n", text))
    text = _SOFT_BREAK.sub("", text).expandtabs(4)
    text = _WIDE_SPACE.sub(" ", text)
    if not text.isascii() or not text.isprintable():
        text = "".join(character for character in text if _is_kept(character))
    if "``" in text:
        # The quotation marks of teleprinters and early word processors.
        text = text.replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", text)


def squeeze(line: str) -> str:
    """One line with single spaces inside and none around."""
    return _SPACES.sub(" ", line).strip()


def without_tags(raw: str) -> str:
    """A short text without the markup it may hold ("Talks <i>resume</i>")."""
    return _TAG.sub("", raw) if "<" in raw else raw


def _entity(match: re.Match[str]) -> str:
    """The character an entity stands for; an unknown one stays as written."""
    return html.unescape(match.group())


def _is_kept(character: str) -> bool:
    """Drop control characters, characters without width (format characters), lone surrogates and unassigned ones."""
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn")
