"""Cells of CSV and TSV that no spreadsheet runs: the one guard of every such table that is printed, sent or exported.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``; names and headlines come from the open web, so
such a cell gets an apostrophe in front, as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection). The
same holds behind a semicolon, a tab and a new line, where a spreadsheet with other settings begins another cell. A
negative number stays one.

Not guarded are the standard results of SPARQL, which W3C defines to the letter, and what ``neo4j-admin`` reads.
"""

from __future__ import annotations

import re
from typing import Final

_STARTS: Final = r"[\s']*[=+\-@＝＋－＠]"
_HARMFUL: Final = re.compile(rf"(^|[;\t\r\n])(?={_STARTS})")
_GUARDED: Final = re.compile(rf"(^|[;\t\r\n])'(?={_STARTS})")
_NUMBER: Final = re.compile(r"-\d+(\.\d+)?", re.ASCII)


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs.

    >>> guarded("=1+1"), guarded("Anna Petit"), guarded("-0.25")
    ("'=1+1", 'Anna Petit', '-0.25')
    """
    return text if _NUMBER.fullmatch(text) else _HARMFUL.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return _GUARDED.sub(r"\1", text)
