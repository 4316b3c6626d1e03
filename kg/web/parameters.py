"""Parameters of requests, read strictly: what is passed over in silence is answered as another question.

A parameter that nobody knows is refused, with the names that are known. A few that clients send on their own account,
and that can change no answer, may stand beside those.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import unquote_to_bytes

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from kg.errors import UsageError, choose_from

FORM: Final = "application/x-www-form-urlencoded"
FORMS: Final = (FORM, "multipart/form-data")

FORMATS: Final = ("format", "output", "results")
"""Names of the parameter that tells the form of an answer, the strongest first (SPARQLWrapper sends all three)."""

OF_A_QUERY: Final = ("query", "default-graph-uri", "named-graph-uri", *FORMATS, "timeout")
OF_AN_UPDATE: Final = ("update", "using-graph-uri", "using-named-graph-uri")
OF_A_GRAPH: Final = ("graph", "default", *FORMATS)

_HARMLESS: Final = frozenset(("_", "debug", "infer", "queryLn", *FORMATS))
"""Sent by clients on their own account: against caches, to Virtuoso, by RDF4J; an update has no form of an answer."""

_NO_CODING: Final = ("", "identity")


def check_address() -> None:
    """Refuses an address whose escapes are not UTF-8; any other reading of them would be a guess.

    Raises:
        UsageError: says which part of it.
    """
    _check_bytes(request.environ.get("PATH_INFO", "").encode("latin-1"), "the path of this address")
    _check_utf8(request.query_string, "the query string")


def check_form() -> None:
    """Refuses a form of text that is not UTF-8.

    To be called before the form is read; the body is kept for that.

    Raises:
        UsageError: when it is not.
    """
    body = request.get_data()
    if request.mimetype == FORM:
        _check_utf8(body, "the form")
    else:
        _check_bytes(body, "the form")


def check_names(given: Iterable[str], known: Sequence[str]) -> None:
    """Refuses parameters that are not known.

    Args:
        given: names as sent.
        known: names of those that mean something here.

    Raises:
        UsageError: names the first that does not, the nearest that does, and all.
    """
    for name in given:
        if name not in known and name not in _HARMLESS:
            raise UsageError(
                f"there is no parameter {name[:40]!r} here", mend=choose_from(name[:40], known, lead="There are")
            )


def check_coding() -> None:
    """Refuses a body that is coded: what it grows to is known only when it is too late.

    Raises:
        UnsupportedMediaType: says what to send.
    """
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    if coding not in _NO_CODING:
        raise UnsupportedMediaType(f"A body with Content-Encoding {coding[:20]} is not read: send it as it is")


def form_asked() -> str:
    """The form of the answer that a parameter asks for; empty for none."""
    return next((value for name in FORMATS if (value := request.values.get(name, ""))), "")


def _check_utf8(escaped: bytes, what: str) -> None:
    _check_bytes(unquote_to_bytes(escaped) if b"%" in escaped else escaped, what)


def _check_bytes(text: bytes, what: str) -> None:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = text[error.start]
        raise UsageError(
            f"{what} is not UTF-8: there is a byte %{wrong:02X} that means nothing",
            mend="Escape the bytes of its UTF-8: é is %C3%A9.",
        ) from None
