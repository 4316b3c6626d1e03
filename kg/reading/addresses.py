"""Web addresses."""

from __future__ import annotations

import re


def is_address(text: str) -> bool:
    """Whether a text is an absolute web address that may stand in an IRI (RFC 3987: none of these characters).

    >>> is_address("https://example.org/a"), is_address("example.org")
    (True, False)
    """
    return bool(re.fullmatch(r"https?://[^\s<>\"{}|\\^`/?#\x00-\x20][^\s<>\"{}|\\^`\x00-\x20]*", text))
