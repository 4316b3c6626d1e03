r"""The words of SPARQL as this engine reads them: patterns for those who judge a text before the engine sees it.

The engine's parser has no tokens of its own: it tries one rule after the other at each character, so ``trueSERVICE`` is
two words and ``x:a.b.c`` ends at the second dot. Escapes ``\uXXXX`` count inside strings and IRIs alone. Every pattern
here is possessive: a text is read in time proportional to its length, whatever it holds.
"""

from __future__ import annotations

import re
from typing import Final

HEX: Final = "[0-9A-Fa-f]"
# A character that cannot be (a surrogate, above 10FFFF) is no escape: the engine then reads the quotes another way.
_CODE = rf"u(?![dD][89A-Fa-f]){HEX}{{4}}|U(?:0000(?![dD][89A-Fa-f])|000[1-9A-Fa-f]|0010){HEX}{{4}}"
_ESCAPE = rf"\\(?:[tbnrf\"'\\]|{_CODE})"
BASE: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
"""Characters that a name may begin with, for use in a set."""
CHARS: Final = BASE + "_\\-0-9\u00b7\u0300-\u036f\u203f-\u2040"
"""Characters that a name may go on with."""
PLX: Final = rf"%{HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]"

BLANK: Final = r"(?:[ \t\r\n]|\#[^\r\n]*)"
IRI: Final = r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\[uU])*+>"
PREFIX: Final = rf"(?:[{BASE}][{CHARS}.]{{0,255}}+(?<!\.))?:"
NAME: Final = rf"{PREFIX}(?:(?:[{BASE}_:0-9]|{PLX})(?:[{CHARS}:]|{PLX})*+(?:\.++(?:[{CHARS}:]|{PLX})++)*+)?"
VARIABLE: Final = rf"[?$][{BASE}_0-9][{BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040]*+"
LABEL: Final = rf"_:[{BASE}_0-9][{CHARS}]*+(?:\.++[{CHARS}]++)*+"
LONG: Final = rf"\"{{3}}(?:\"{{0,2}}(?:[^\"\\]++|{_ESCAPE}))*+\"{{3}}|'{{3}}(?:'{{0,2}}(?:[^'\\]++|{_ESCAPE}))*+'{{3}}"
SHORT: Final = rf"\"(?:[^\"\\\r\n]++|{_ESCAPE})++\"|'(?:[^'\\\r\n]++|{_ESCAPE})++'"
"""A string of one line that is not empty."""
STRING: Final = rf"{LONG}|{SHORT}|\"\"(?!\")|''(?!')"
TAG: Final = r"@[A-Za-z][A-Za-z0-9\-]*+"
AUTHORITY: Final = r"[A-Za-z][A-Za-z0-9+.\-]*+://"
"""What makes an IRI of a ``<``: behind a comparison no two slashes follow a prefix."""

TOKEN: Final = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri>{IRI})
    | (?P<string>{LONG}|{SHORT}|\"\"|'')
    | (?P<variable>{VARIABLE})
    | (?P<prefixed>{NAME})
    | (?P<tag>{TAG})
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[{{(\[])
    | (?P<close>[}})\]])
    | (?P<operator>\|\||&&|[|/^!+*\-=<>?])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""One token, where a single reading is enough: ``<`` opens an IRI wherever it may."""
_UNICODE_ESCAPE = re.compile(rf"\\u({HEX}{{4}})|\\U({HEX}{{8}})")


def unescaped(text: str) -> str:
    r"""The text with every ``\uXXXX`` read, wherever it stands (SPARQL 1.1, section 19.2)."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]

    return _UNICODE_ESCAPE.sub(character, text)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """One-based place of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
