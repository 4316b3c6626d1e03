"""Every error Demarche raises on purpose, in one tree.

    KgError
    ├── UsageError       the call is wrong: an unknown option, name or query           exit code 2
    │   ├── UnknownNameError     nothing is called that; carries the nearest names
    │   ├── AmbiguousNameError   several are called that; carries the choices
    │   └── EmptyNetworkError    no event passes the filter, so there is no network to measure exit code 1
    ├── DataError        something given to read is wrong; the rest was done           exit code 3
    │   ├── SourceError          an article file cannot be read
    │   ├── ManifestError        a manifest line is wrong
    │   ├── WatchlistError       a line of a watch-list is wrong
    │   ├── JudgementError       a line of a file of judgements is wrong
    │   ├── SchemaError          an ontology file is wrong
    │   └── QueryFileError       a file in queries/ is wrong
    ├── QueryError       a SPARQL query is malformed                                   exit code 2
    │   ├── RefusedQueryError    it asks for what is never done here: SERVICE
    │   └── UnansweredQueryError it is well-formed, and the engine cannot answer it
    ├── StoreError       the store cannot be opened, locked or written                 exit code 1
    │   ├── StoreBusyError       another process holds the write lock
    │   └── StoreMissingError    there is no store here
    ├── EndpointError    a SPARQL endpoint elsewhere cannot be asked, or answers as none exit code 1
    ├── OverBudgetError  a client has used up its time; carries when it may ask again  exit code 1
    ├── LimitError       an answer would cost more than the service spends on one      exit code 1
    │   ├── TimeLimitError       more time
    │   ├── MemoryLimitError     more memory
    │   ├── SizeLimitError       more bytes
    │   └── OverloadError        all workers are busy; carries when to try again
    ├── ForbiddenError   the store does not let this be written or read                exit code 1
    ├── NotOfferedError  the answer exists in no form that was asked for               exit code 2
    ├── UnknownGraphError  the store has no such graph                                 exit code 1
    ├── SupersededError  the generation read is served no longer; ask the newest       exit code 1
    └── DependencyError  an optional part is not installed                             exit code 1

A message says what happened and where (file:line, or article:offset); ``mend`` says what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from math import ceil
from typing import Final

CHOICES_IN_A_LINE: Final = 3
CHOICES_TOLD: Final = 10


class KgError(Exception):
    """Base of all errors raised on purpose.

    Args:
        message: what happened, where, and what was expected; one sentence, no final full stop.
        mend: what the reader can do about it; shown after the message.
    """

    exit_code = 1

    def __init__(self, message: str, *, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message}. {self.mend}" if self.mend else self.message


class UsageError(KgError):
    """The call is wrong; nothing was done."""

    exit_code = 2


class UnknownNameError(UsageError):
    """Nothing in the store is called so.

    Args:
        name: as asked for.
        nearest: the names closest to it, best first.
    """

    exit_code = 1

    def __init__(self, name: str, *, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(
            f"nothing in the store is called {name!r}",
            mend=f"Nearest: {', '.join(nearest)}" if nearest else "",
        )
        self.name = name
        self.nearest = nearest


class AmbiguousNameError(UsageError):
    """Several things in the store are called so; none is guessed.

    Args:
        name: as asked for.
        choices: full names to choose from, in alphabetical order.
    """

    def __init__(self, name: str, *, choices: tuple[str, ...]) -> None:
        few = len(choices) <= CHOICES_IN_A_LINE
        told = " or ".join(choices) if few else f"any of {len(choices)}"
        super().__init__(f"{name!r} may be {told}", mend="Say which one.")
        self.name = name
        self.choices = choices

    def __str__(self) -> str:
        if len(self.choices) <= CHOICES_IN_A_LINE:
            return super().__str__()
        left = len(self.choices) - CHOICES_TOLD
        lines = [*self.choices[:CHOICES_TOLD], *([f"and {left} more"] if left > 0 else [])]
        return "\n  ".join([f"{self.message}:", *lines]) + f"\n{self.mend}"


class EmptyNetworkError(UsageError):
    """No event passes the filter, so that there is no network to measure."""

    exit_code = 1


class DataError(KgError):
    """Something given to read is wrong; what was right has been done and nothing is lost."""

    exit_code = 3


class SourceError(DataError):
    """An article file cannot be read (empty, too large, binary, mis-encoded, no permission)."""


class ManifestError(DataError):
    """A line of a manifest.jsonl is wrong."""


class WatchlistError(DataError):
    """A line of a watch-list is wrong."""


class JudgementError(DataError):
    """A line of a file of judgements is wrong."""


class SchemaError(DataError):
    """An ontology file is wrong."""


class QueryFileError(DataError):
    """A catalogue query's file is wrong."""


class QueryError(KgError):
    """A SPARQL query is malformed, or asks for what is refused.

    Args:
        line, column: the place in the query, one-based, where the engine tells it.
    """

    exit_code = 2

    def __init__(self, message: str, *, mend: str = "", line: int | None = None, column: int | None = None) -> None:
        super().__init__(message, mend=mend)
        self.line = line
        self.column = column


class RefusedQueryError(QueryError):
    """A query asks for what is never done here."""


class UnansweredQueryError(QueryError):
    """A query is well-formed, and the engine cannot answer it: an unknown function."""


class StoreError(KgError):
    """The store cannot be opened or written."""


class StoreBusyError(StoreError):
    """Another process holds the write lock."""


class StoreMissingError(StoreError):
    """There is no store at the given place."""


class EndpointError(KgError):
    """A SPARQL endpoint elsewhere cannot be reached, refuses, or does not answer as one."""


class OverBudgetError(KgError):
    """A client has taken as much of the workers' time as it may, or as many workers; nothing was done.

    Args:
        message: which of both.
        retry_after: seconds until it may ask again, above nought.
    """

    def __init__(self, message: str = "this client has used up its time for queries", *, retry_after: float) -> None:
        seconds = ceil(retry_after)
        super().__init__(
            message,
            mend=f"Ask again in {seconds} second{'' if seconds == 1 else 's'}, or ask for less at a time.",
        )
        self.retry_after = retry_after


class LimitError(KgError):
    """An answer would cost more than the service spends on one."""


class TimeLimitError(LimitError):
    """It would take more time."""


class MemoryLimitError(LimitError):
    """It would take more memory."""


class SizeLimitError(LimitError):
    """It is larger, or the request is."""


class OverloadError(LimitError):
    """All workers are busy.

    Args:
        retry_after: seconds after which another try is worth while.
    """

    def __init__(self, message: str, *, mend: str = "", retry_after: float = 1.0) -> None:
        super().__init__(message, mend=mend)
        self.retry_after = retry_after


class ForbiddenError(KgError):
    """The store does not let this be written or read."""


class NotOfferedError(KgError):
    """The answer exists in no form that was asked for.

    Args:
        offers: media types there are.
    """

    exit_code = 2

    def __init__(self, offers: Iterable[str]) -> None:
        self.offers = tuple(offers)
        super().__init__(f"this can be answered as {', '.join(self.offers)}", mend="Accept one of them.")


class UnknownGraphError(KgError):
    """The store has no such graph."""


class PreconditionError(KgError):
    """What a request was made conditional upon does not hold."""


class SupersededError(KgError):
    """The generation that was read is served no longer."""


class DependencyError(KgError):
    """An optional part is not installed."""


def choose_from(name: str, known: Iterable[str], *, lead: str = "Choose from") -> str:
    """The mend for a word that is none of a few: the likeliest first, then all of them.

    >>> choose_from("meeting", ["letters", "meetings"])
    'Did you mean meetings? Choose from letters, meetings.'

    Args:
        name: as typed.
        known: the words there are, in the order to tell them.
        lead: what stands before them.
    """
    words = list(known)
    near = get_close_matches(name.casefold(), words, n=1, cutoff=0.7)
    told = f"{lead} {', '.join(words) or 'none'}."
    return f"Did you mean {near[0]}? {told}" if near else told
