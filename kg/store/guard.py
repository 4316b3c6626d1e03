r"""What a query must not contain, found before the engine sees it: ``SERVICE``, and nesting that would crash it.

The engine would call any host that a ``SERVICE`` clause names, and where no sandbox is (the command line, Python) this
is the only line. So the rule does not look for the clause, it lets nothing pass that may hold one. The text is followed
under every reading of ``<`` (``kg.store.text``: the engine has no tokens), and outside strings, comments, IRIs,
variables and labels no word may contain ``service``, except

* in the prefix of a name, unless a brace follows: ``SERVICEx:y {`` is ``SERVICE x:y {``;
* behind a name's colon, unless a clause may follow there and some IRI makes the engine read the name otherwise: with
  ``x:`` for ``<http://h:80>`` it divides ``x:service``, because ``<http://h:80service>`` is no IRI.

``\uXXXX`` counts for the engine in strings and IRIs alone; the text with all of them read is judged too.
"""

from __future__ import annotations

import heapq
import re
from typing import Final, NamedTuple

from kg.errors import QueryError, RefusedQueryError
from kg.store.text import (
    AUTHORITY,
    BASE,
    BLANK,
    CHARS,
    IRI,
    LABEL,
    LONG,
    PLX,
    SHORT,
    VARIABLE,
    line_and_column,
    unescaped,
)

# The engine's parser and planner recurse; beyond these a stack of 256 MB may end (measured: it survives 30,000).
MAX_LENGTH: Final = 1_000_000
MAX_UPDATE_LENGTH: Final = 10_000_000
MAX_UPDATE_OPERATORS: Final = 200_000  # outside parentheses: signs of numbers count, and data have many
MAX_NESTING: Final = 1_000
MAX_OPERATORS: Final = 5_000
MAX_STEPS: Final = 250  # of property paths; planning a chain takes the third power of its length (0.5 s for 250)
READINGS: Final = 8
"""How often, on average, a character is read, over all readings of ``<``; more is refused."""

NEAR: Final = 8
"""Characters in which a comma before ``<`` is looked for."""

_SERVICE = re.compile("service", re.IGNORECASE)
_CHAINED = re.compile("union|minus|optional|filter|bind", re.IGNORECASE)
_BLANKS = re.compile(rf"{BLANK}*+")
_IRI = re.compile(IRI)
_WITH_AUTHORITY = re.compile(f"<{AUTHORITY}")
_LOCAL = re.compile(rf"(?:[{BASE}_:0-9]|{PLX})(?:[{CHARS}:]|{PLX})*+(?:\.++(?:[{CHARS}:]|{PLX})++)?+")
_WORD = re.compile(rf"[{BASE}][{CHARS}.]*+")
_END_OF_SERVICE = re.compile(r"service(?:silent)?\Z", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"{BLANK}*+(?:silent{BLANK}*+)?(?:{VARIABLE}|{IRI}|(?:[{CHARS}.]*+:(?:{_LOCAL.pattern})?+)){BLANK}*+\{{(?!\|)",
    re.IGNORECASE,
)
# With these the engine may divide a name: prefixes that end in a port or in an address, and what no IRI may contain.
_DIVIDES = re.compile(r"//[^/?#<>\s]*+>|\\[uU]|[\ufff0-\uffff]")
_OPERATOR = re.compile(r"\|\||&&|[<!>]=|[|/^!+*\-=>?&~]")
_CHAINS = frozenset("| || && / ^ ! + * - ? & ~".split())  # comparisons make no chains: none follows another
# Behind these nothing is compared: there is no operand before the ``<``, or none after it.
_NO_OPERAND_BEFORE = re.compile(r"(?:\A|[^\\]),[ \t\r\n]*+\Z")
_NO_OPERAND_AFTER = re.compile(rf"<(?!true|false)[A-Za-z][{CHARS}.]*+[/>]")
_OPENS, _CLOSES = frozenset("{(["), frozenset("})]")


def _inert(*, watched: bool) -> re.Pattern[str]:
    """What needs no second look; where ``service`` is watched for, a run ends before words that contain it."""
    # A name that would stop before the word, or before a dot and the word, is not taken: the run ends where it begins.
    ends = r"(?!\.*+[sS])" if watched else ""

    def any_of(characters: str) -> str:
        others = characters.replace("A-Za-z", "A-RT-Za-rt-z")
        return f"(?:[{others}]|[sS](?![eE][rR][vV][iI][cC][eE]))" if watched else f"[{characters}]"

    following = rf"(?:{any_of(CHARS + ':')}|{PLX})"
    local = rf"(?:(?:{any_of(BASE + '_:0-9')}|{PLX}){following}*+(?:\.++{following}++)?+{ends})"
    # Where a colon follows, a hyphen is part of a name; elsewhere it is an operator, to be counted.
    letters = CHARS.replace("\\-", "")
    named = rf"(?:graph|from|named){BLANK}++[{BASE}][{CHARS}.]*+:(?:{_LOCAL.pattern})?+" if watched else r"(?!)"
    return re.compile(
        rf"""(?:[ \t\r\n.,;]++ | \#[^\r\n]*+ | {VARIABLE} | {LABEL} | (?i:{named})
        | (?=[{BASE}]){any_of(CHARS + ".")}++:(?:{local}|(?![{BASE}_:0-9%\\]))
        | (?=[{BASE}]){any_of(letters + ".")}++(?![{CHARS}.:]) | :(?:{local}|(?![{BASE}_:0-9%\\]))
        | [0-9]++ | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+ | \^\^
        | {LONG} | {SHORT} | \"\" | '' | <{AUTHORITY}(?:[^<>\"{{}}|^`\\\x00-\x20]|\\[uU])*+>)*+""",
        re.VERBOSE,
    )


_INERT, _INERT_WATCHED = _inert(watched=False), _inert(watched=True)


class _Counts(NamedTuple):
    """What a reading holds so far; of two that meet the larger counts go on, so that they bound both."""

    depth: int = 0
    parentheses: int = 0  # open
    steps: int = 0
    operators: int = 0
    inside: int = 0  # operators within parentheses

    def larger(self, other: _Counts) -> _Counts:
        return _Counts(*map(max, self, other))


def check_query(query: str) -> None:
    """Refuses what this engine must not be asked.

    Raises:
        QueryError: when the query is longer than ``MAX_LENGTH`` characters, nests deeper than ``MAX_NESTING``, chains
            more than ``MAX_OPERATORS`` operators or ``MAX_STEPS`` steps of a path, or may have a ``SERVICE`` clause.
    """
    _check(query, "query", length=MAX_LENGTH, operators=MAX_OPERATORS)


def check_update(update: str) -> None:
    """Refuses what the engine must not be told: as ``check_query``; only data may be long.

    Raises:
        QueryError: when the update is longer than ``MAX_UPDATE_LENGTH`` characters, or as ``check_query``.
    """
    _check(update, "update", length=MAX_UPDATE_LENGTH, operators=MAX_UPDATE_OPERATORS)


def _check(text: str, what: str, *, length: int, operators: int) -> None:
    if len(text) > length:
        raise QueryError(f"the {what} has {len(text):,} characters, more than {length:,}", mend="Send it in parts.")
    readings = {text, unescaped(text)} if "\\" in text else {text}
    for reading in sorted(readings, key=lambda one: one is not text):
        if _SERVICE.search(reading):
            _Reader(reading, what, operators=operators, watched=True).read()
        elif reading is text:
            _Reader(reading, what, operators=operators, watched=False).read()
    chained = len(_CHAINED.findall(text))  # in strings too: nobody writes so many
    if chained > operators:
        raise _too_many_operators(what, chained, operators)


class _Reader:
    """Follows a text under every reading of ``<``, always the one that is furthest behind, so that they meet again."""

    def __init__(self, text: str, what: str, *, operators: int, watched: bool) -> None:
        self._text = text
        self._what = what
        self._operators = operators
        self._inert = _INERT_WATCHED if watched else _INERT
        self._budget = READINGS * (len(text) + 1)
        self._waiting: list[int] = [0]
        self._counts: dict[int, _Counts] = {0: _Counts()}
        self._divides: bool | None = None

    def read(self) -> None:
        """Reads to the end.

        Raises:
            QueryError: as ``check_query``, for whatever one of the readings holds.
        """
        while self._waiting:
            at = heapq.heappop(self._waiting)
            self._read_from(at, self._counts.pop(at))

    def _read_from(self, at: int, counts: _Counts) -> None:
        """Reads until the text may be read in two ways, or another reading is behind this one."""
        text, inert, waiting = self._text, self._inert, self._waiting
        depth, parentheses, steps, operators, inside = counts
        while True:
            start = at
            match = inert.match(text, at)
            at = match.end() if match else at
            self._spend(at + 1 - start, start)
            if at >= len(text):
                return
            here = text[at]
            if here in _OPENS:
                depth, parentheses, at = depth + 1, parentheses + (here == "("), at + 1
            elif here in _CLOSES:
                depth, parentheses, at = depth - 1, parentheses - (here == ")"), at + 1
            elif here == "<":
                compares = parentheses > 0 and not self._has_no_operand(start, at)
                ways = self._ways(at, _Counts(depth, parentheses, steps, operators, inside), compares=compares)
                if len(ways) != 1:
                    for way, counted in ways:
                        self._bound(at, counted)
                        self._wait(way, counted)
                    return
                [(at, (depth, parentheses, steps, operators, inside))] = ways
            elif operator := _OPERATOR.match(text, at):
                chains = operator[0] in _CHAINS
                operators, inside = operators + chains, inside + (chains and parentheses > 0)
                steps += here in "/^"
                closes = text.startswith(">>", at)
                depth, at = depth - closes, operator.end() + closes
            elif word := _WORD.match(text, at):
                hyphens = word[0].count("-")
                operators, inside = operators + hyphens, inside + hyphens * (parentheses > 0)
                at = self._after_word(at, word.end())
            elif here == ":":
                at = self._after_word(at, at)
            else:
                return  # no here begins so: the engine stops there too
            if depth > MAX_NESTING or steps > MAX_STEPS or operators > self._operators or inside > MAX_OPERATORS:
                self._bound(at - 1, _Counts(depth, parentheses, steps, operators, inside))
            if waiting and at >= waiting[0]:
                self._wait(at, _Counts(depth, parentheses, steps, operators, inside))
                return

    def _has_no_operand(self, start: int, at: int) -> bool:
        """Whether a ``<`` cannot compare, told from what stands since ``start``, where this reading last stopped."""
        text = self._text
        if _WITH_AUTHORITY.match(text, at) or _NO_OPERAND_AFTER.match(text, at):
            return True
        before = text[start:at]
        near = before if len(before) <= NEAR else "\\" + before[-NEAR:]  # what is cut off may be a backslash
        return "#" not in before and bool(_NO_OPERAND_BEFORE.search(near))

    def _ways(self, at: int, counts: _Counts, *, compares: bool) -> list[tuple[int, _Counts]]:
        """Where readings go on behind a ``<``: it opens an IRI or a triple, or compares."""
        text = self._text
        ways: list[tuple[int, _Counts]] = []
        if compares:
            ways.append((at + 1, counts))
        if text.startswith("<<", at):
            ways.append((at + 2, counts._replace(depth=counts.depth + 1)))
        if iri := _IRI.match(text, at):
            ways.append((iri.end(), counts))
        return ways

    def _wait(self, at: int, counts: _Counts) -> None:
        if at in self._counts:
            self._counts[at] = counts.larger(self._counts[at])
        else:
            self._counts[at] = counts
            heapq.heappush(self._waiting, at)

    def _spend(self, characters: int, at: int) -> None:
        self._budget -= characters
        if self._budget < 0:
            raise self._error(f"the {self._what} has too many readings of <", at, "Put a blank behind each < .")

    def _bound(self, at: int, counts: _Counts) -> None:
        if counts.depth > MAX_NESTING:
            raise self._error(f"the {self._what} nests deeper than {MAX_NESTING:,} brackets", at, "Flatten it.")
        if counts.steps > MAX_STEPS:
            message = f"the {self._what} has more than {MAX_STEPS} steps of property paths"
            raise QueryError(message, mend="Ask for the path in parts.")
        if counts.operators > self._operators:
            raise _too_many_operators(self._what, counts.operators, self._operators)
        if counts.inside > MAX_OPERATORS:
            raise _too_many_operators(self._what, counts.inside, MAX_OPERATORS)

    def _after_word(self, start: int, end: int) -> int:
        """The offset behind a word or name that may contain ``service``, or a hyphen.

        Args:
            start: where it begins.
            end: where its part before a colon ends.

        Raises:
            RefusedQueryError: when it may begin a clause.
        """
        text = self._text
        here = _SERVICE.search(text, start, end)
        if not text.startswith(":", end):
            if here:
                raise self._refused(here.start())
            return end
        local = _LOCAL.match(text, end + 1)
        after = local.end() if local else end + 1
        brace = text.startswith("{", behind := self._skip(after)) and not text.startswith("{|", behind)
        if here and brace:
            raise self._refused(here.start())
        if local and (inner := _SERVICE.search(local[0])):
            clause = brace or (_END_OF_SERVICE.search(local[0]) and _CLAUSE.match(text, after))
            if clause and self._may_divide():
                raise self._refused(local.start() + inner.start())
        return after

    def _may_divide(self) -> bool:
        if self._divides is None:
            self._divides = bool(_DIVIDES.search(self._text))
        return self._divides

    def _skip(self, at: int) -> int:
        match = _BLANKS.match(self._text, at)
        return match.end() if match else at

    def _refused(self, place: int) -> QueryError:
        line, column = line_and_column(self._text, place)
        return RefusedQueryError(
            f"SERVICE is refused (line {line}, column {column}): the store asks no other endpoint",
            mend="Ask each endpoint by itself and join the answers.",
            line=line,
            column=column,
        )

    def _error(self, message: str, place: int, mend: str) -> QueryError:
        line, column = line_and_column(self._text, place)
        return QueryError(message, mend=mend, line=line, column=column)


def _too_many_operators(what: str, count: int, limit: int) -> QueryError:
    return QueryError(
        f"the {what} chains {count:,} operators, more than {limit:,}",
        mend="Give the values in a VALUES block, or ask in parts.",
    )
