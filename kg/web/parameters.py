"""Parameters of requests, read strictly: what is passed over in silence is answered as another question.

A parameter that nobody knows is refused, with the names that are known. A few that clients send on their own account,
and that can change no answer, may stand beside those. What an operation takes is a table of ``Parameter``, by which
requests are read here and the operation is documented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import unquote_to_bytes

from flask import request
from werkzeug.datastructures import MultiDict
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

MOST_SENT: Final = 20
"""Times that a parameter for several things may be sent: what is computed grows with their product."""

_NO_CODING: Final = ("", "identity")
_DECIMAL: Final = re.compile(r"\d{1,6}(\.\d{1,6})?")
_TOLD: Final = 20  # characters of a value that is refused

Kind = Literal["text", "day", "point", "number", "decimal", "choice", "flag"]
"""What a value is: text, an ISO day, that or a generation, a whole number, one above 0, a choice, true or false."""

Values = dict[str, Any]
"""What was sent, by the name that the service has for it; each of the parameter's kind, of several values a tuple."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an operation may be told.

    Attributes:
        name: in the address. says: what it means. wish: what the service calls it, where that is another name.
        required: without it the operation is refused. several: it may be sent up to ``MOST_SENT`` times.
        choices: the words there are, of a choice. least, most: of a whole number.
        default: what holds where it is not sent; None for what nothing says.
        example: a value of it, for the documentation.
    """

    name: str
    says: str
    kind: Kind = "text"
    wish: str = ""
    required: bool = False
    several: bool = False
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000
    default: str | float | bool | None = None
    example: str = ""

    def read(self, value: str) -> str | int | float | bool:
        """A value as sent.

        Raises:
            UsageError: when it is none that may be; says which may.
        """
        told = f"{self.name}={value[:_TOLD]!r}"
        if self.kind in ("choice", "flag"):
            words = self.choices or ("true", "false")
            if value not in words:
                raise UsageError(f"{told} is none of its values", mend=choose_from(value[:_TOLD], words))
            return value == "true" if self.kind == "flag" else value
        if self.kind == "number":
            digits = value.isascii() and value.isdecimal() and len(value) <= len(str(self.most))
            if not (digits and self.least <= int(value) <= self.most):
                raise UsageError(f"{told} is no number that may be", mend=f"Send one from {self.least} to {self.most}.")
            return int(value)
        if self.kind == "decimal":
            if not _DECIMAL.fullmatch(value) or not float(value):
                raise UsageError(f"{told} is no number that may be", mend="Send one above 0, for example 1.5.")
            return float(value)
        return value  # days and generations are read where they are compared


def read_values(parameters: Sequence[Parameter], given: MultiDict[str, str]) -> Values:
    """What a request tells, by the service's names; what is not sent, or empty and not needed, has its default.

    Args:
        parameters: that there are.
        given: as sent.

    Raises:
        UsageError: for a parameter that is not known, one that lacks, one sent too often, or a value that may not be.
    """
    check_names(given, [parameter.name for parameter in parameters])
    lacking = [parameter.name for parameter in parameters if parameter.required and parameter.name not in given]
    if lacking:
        raise UsageError(
            f"there is no {' and no '.join(lacking)}", mend=f"Send the parameter{'s' * (len(lacking) > 1)}"
            f" {' and '.join(lacking)}."
        )  # fmt: skip
    values: Values = {}
    for parameter in parameters:
        sent = [value for value in given.getlist(parameter.name) if value or parameter.required]
        if len(sent) > 1 and not parameter.several:
            raise UsageError(f"{parameter.name} is sent {len(sent)} times", mend="Send it once.")
        if len(sent) > MOST_SENT:
            raise UsageError(f"{parameter.name} is sent {len(sent)} times", mend=f"Send it {MOST_SENT} times at most.")
        name = parameter.wish or parameter.name
        if parameter.several:
            values[name] = tuple(map(parameter.read, sent))
        elif sent:
            values[name] = parameter.read(sent[0])
        elif parameter.default is not None:
            values[name] = parameter.default
    return values


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
    given = request.values
    return next((value for name in FORMATS if name in given and (value := given[name])), "")


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
