"""What the service writes down: one line an event, JSON for programs and plain text for a terminal.

Events are values: a request, a query, a write, or a word of the service itself. They go through ``logging``, so that
what other libraries log (waitress, warnings) comes out in the same form. Strangers write parts of them: whatever they
send, an event is one line of printable characters.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from hashlib import sha256
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import ClassVar, Final, TextIO, TypeAlias

from kg.errors import StoreError

STANDARD_ERROR: Final = ("", "-")
QUERY_CHARACTERS: Final = 2_000  # of a query's text that are written down; its digest tells the rest apart
DIGEST_CHARACTERS: Final = 16
_OUR_FAULT: Final = (500, 501, 502)
_MODE: Final = 0o640  # queries and addresses are not for everybody on the machine
LOGGER: Final = "kg.events"
# Others' loggers that a service writes down: problems of the server beneath it, and warnings of the language.
_HEARD: Final = (LOGGER, "kg", "waitress", "py.warnings")

_ENCODER: Final = json.JSONEncoder(default=str, separators=(",", ":"))

Value: TypeAlias = str | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent:
    """A request that was answered, and was neither a query nor a write.

    Attributes:
        request: its number, the same in the answer's header.
        client: address, as the service believes it.
        path: without the question mark and what follows, which may hold queries and secrets.
        seconds: from its arrival to the end of the answer.
        bytes: of the answer's body as sent.
        outcome: one word of ``metrics.Outcome``, or None where nothing was asked.
        token: name of the token it came with; never the secret. None where there was none, or a wrong one.
    """

    name: ClassVar = "request"
    request: str
    client: str
    method: str
    path: str
    status: int
    seconds: float
    bytes: int
    outcome: str | None = None
    token: str | None = None

    @property
    def level(self) -> int:
        """A fault of ours is an error; a client's is not."""
        return logging.ERROR if self.status in _OUR_FAULT else logging.INFO


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryEvent(RequestEvent):
    """A query that was answered, or why it was not.

    Attributes:
        query: its whole text; ``QUERY_CHARACTERS`` of it are written down.
        generation: the one it was asked of, if it came so far.
    """

    name: ClassVar = "query"
    query: str
    generation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteEvent(RequestEvent):
    """The audit of a write, allowed or not.

    Attributes:
        operations: kinds, in their order ("INSERT DATA", "CLEAR", "PUT"), a bounded number.
        graphs: what it writes, or would have: IRIs, ``DEFAULT``, ``NAMED``, ``ALL``, variables; a bounded number. None
            where that was not found out.
        more_operations, more_graphs: how many others there are.
        generation: the one that holds it; None where nothing was written.
    """

    name: ClassVar = "write"
    operations: tuple[str, ...]
    generation: int | None = None
    graphs: tuple[str, ...] | None = None
    more_operations: int | None = None
    more_graphs: int | None = None

    @property
    def level(self) -> int:
        """Writes that were not made stand out."""
        if self.status in _OUR_FAULT:
            return logging.ERROR
        return logging.WARNING if self.generation is None else logging.INFO


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEvent:
    """Something of the service's own: it started, a worker was replaced, a generation took over.

    Attributes:
        name: a word or two, with hyphens ("worker-replaced").
        level: of ``logging``.
        details: whatever helps; its names must be none of the fields' that each line has.
    """

    name: str
    level: int = logging.INFO
    details: Mapping[str, Value] = field(default_factory=dict)


Event: TypeAlias = RequestEvent | ServiceEvent

_NAMES: Final[dict[type[RequestEvent], tuple[str, ...]]] = {}


class Logs:
    """Where a service writes its events. Get one from ``open_logs``; may be used from any thread."""

    def __init__(self, logger: logging.Logger, close: Callable[[], None]) -> None:
        self._logger = logger
        self._close = close

    def tell(self, event: Event) -> None:
        """Writes an event down. Never raises for what the event holds."""
        logger, level = self._logger, event.level
        if logger.isEnabledFor(level):  # not log(), which looks for the line of the program that called it
            told = {"fields": _fields(event)}
            logger.handle(logger.makeRecord(logger.name, level, "", 0, event.name, (), None, extra=told))

    def close(self) -> None:
        """Ends the log and gives the loggers back as they were."""
        self._close()


def open_logs(target: str = "", *, stream: TextIO | None = None, level: int = logging.INFO) -> Logs:
    """Begins to log, for a whole process.

    Args:
        target: a file, or ``-`` or nothing for standard error (``KG_LOG``). A file is opened anew when somebody moves
            it away, as logrotate does, and holds JSON; standard error does unless it is a terminal.
        stream: instead of standard error.
        level: what is written at least.

    Raises:
        StoreError: when the file cannot be written.
    """
    handler: logging.Handler
    if target in STANDARD_ERROR:
        error = sys.stderr if stream is None else stream
        handler = logging.StreamHandler(error)
        handler.setFormatter(TextFormatter() if error.isatty() else JsonFormatter())
    else:
        try:
            handler = _PrivateFile(Path(target), encoding="utf-8")
        except OSError as problem:
            raise StoreError(
                f"the log {target} cannot be written ({problem.strerror})", mend="Name another place in KG_LOG."
            ) from problem
        handler.setFormatter(JsonFormatter())
    loggers = [logging.getLogger(name) for name in _HEARD]
    before = [(logger, logger.level, logger.propagate) for logger in loggers]
    events = loggers[0]
    for logger in loggers[1:]:  # the first stands below the second
        logger.addHandler(handler)
        logger.propagate = False
    for logger in loggers:
        logger.setLevel(level)
    logging.captureWarnings(capture=True)

    def close() -> None:
        logging.captureWarnings(capture=False)
        for logger, was, propagate in before:
            logger.removeHandler(handler)
            logger.setLevel(was)
            logger.propagate = propagate
        handler.close()

    return Logs(events, close)


class JsonFormatter(logging.Formatter):
    """One JSON object a line, ASCII alone: time, level, event, then the event's fields.

    A record of another library is the event ``message``; an exception's trace stands in ``trace``.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        told = _ENCODER.encode(_told(self, record))
        return told.replace("\x7f", "\\u007f")  # the one control character that JSON lets stand


class TextFormatter(logging.Formatter):
    """One line for a terminal: time, level, event, then ``name=value``. Nothing in it moves the cursor."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end; an exception's trace follows in lines of its own."""
        told = _told(self, record)
        trace = str(told.pop("trace", ""))
        time, level, event = str(told.pop("time")), str(told.pop("level")), str(told.pop("event"))
        parts = (f"{name}={_quoted(_plain(value))}" for name, value in told.items() if value is not None)
        line = f"{time[11:-1]} {level:7} {printable(event)} {' '.join(parts)}".rstrip()
        return "\n".join([line, *(f"  {printable(row)}" for row in trace.splitlines())])


def printable(text: str) -> str:
    r"""The text with everything escaped that is not a printable character: line ends, escapes, marks of direction.

    >>> print(printable("ASK {}\n\x1b[2J\u202e"))
    ASK {}\n\x1b[2J\u202e
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


class _PrivateFile(WatchedFileHandler):
    """A file that its owner writes, its group reads, and nobody else."""

    def __init__(self, path: Path, *, encoding: str) -> None:
        super().__init__(path, encoding=encoding, errors="backslashreplace")

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, _MODE)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors=self.errors)


def _told(formatter: logging.Formatter, record: logging.LogRecord) -> dict[str, Value]:
    """What a line holds, in its order."""
    time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    begin: dict[str, Value] = {"time": time, "level": record.levelname.lower()}
    own: Mapping[str, Value] | None = getattr(record, "fields", None)
    if own is not None:
        return {**begin, "event": record.getMessage(), **own}
    told = {**begin, "event": "message", "logger": record.name, "message": record.getMessage()}
    if record.exc_info:
        told["trace"] = formatter.formatException(record.exc_info)
    return told


def _fields(event: Event) -> dict[str, Value]:
    """An event's fields; those that are not known are left out."""
    if isinstance(event, ServiceEvent):
        return dict(event.details)
    told: dict[str, Value] = {name: getattr(event, name) for name in _names(type(event))}
    if isinstance(event, QueryEvent):
        told["digest"] = query_digest(event.query)
        told["characters"] = len(event.query)
        told["query"] = event.query[:QUERY_CHARACTERS]
    for name, value in told.items():
        if isinstance(value, float):
            told[name] = round(value, 6)
    return {name: value for name, value in told.items() if value is not None}


def _names(kind: type[RequestEvent]) -> tuple[str, ...]:
    """The fields of a kind of event, looked up once."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(part.name for part in fields(kind))
    return _NAMES[kind]


def query_digest(query: str) -> str:
    """What a query is known by in the log: the beginning of the SHA-256 of its UTF-8."""
    return sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_CHARACTERS]


def _quoted(text: str) -> str:
    """A value of a text line; in quotes where it could pass for several."""
    text = printable(text)
    return text if text and not set(text) & {" ", '"', "="} else '"{}"'.format(text.replace('"', r"\""))


def _plain(value: Value) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)
