"""Date expressions of a sentence, with what they mean: found among its characters, hung into its tree.

`find_dates` reads one sentence, `article_dates` all of an article, so that "a day later" counts from the day named
before. Which of them dates an event is `kg.extraction.event_dates`' business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from kg import edtf
from kg.extraction.date_governors import date_governor
from kg.extraction.date_patterns import DateMatch, match_dates
from kg.extraction.periods import Clock, Reading
from kg.extraction.tense import clause_tense, marks
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extraction.graph import Graph
    from kg.model import Sentence

Leaning = Literal["past", "future", "near", "soon", "lately"]

_UNKNOWN: Final = (date(1900, 6, 15), date(2101, 11, 20))
_SOON: Final = timedelta(days=31)
_WIDEST: Final = timedelta(days=45)
_YEARS_READ: Final = range(1000, 9001)
_TO_COME: Final = frozenset({"future", "modal"})


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that say when.

    Attributes:
        span: characters in the article. start, end: tokens, half-open. head: the token that stands for it in the tree.
        past, future: EDTF it means of something past and of something to come; None where it means nothing.
        edtf: the one that fits the clause it stands in; None where publication must be known and is not.
        opening: ``since``, ``until``, ``after`` or ``before`` where the expression is open at one side, else empty.
        days: length of a duration ("two-day"); such an expression has no date. Else 0.
    """

    span: Span
    start: int
    end: int
    head: int
    past: str | None
    future: str | None
    edtf: str | None
    opening: str = ""
    days: int = 0

    def leaning(self, leaning: Leaning, *, today: date | None = None) -> DateExpression:
        """The expression read of the past, the future, or what lies nearer to a day (``soon``: future within weeks)."""
        return replace(self, edtf=_lean(Reading(self.past, self.future), leaning, today))


def sentence_text(sentence: Sentence) -> str:
    """The sentence's characters as its tokens give them: what lies between tokens is blank, offsets are kept."""
    parts: list[str] = []
    first, at = sentence.span.start, sentence.span.start
    for token in sentence.tokens:
        start, end = token.span.start, token.span.end
        form = token.form if len(token.form) == end - start else token.form[: end - start].ljust(end - start)
        if start < at:  # two tokens of one stretch ("gonna"): the later one is what is read there
            before = "".join(parts)
            parts = [before[: start - first], form, before[end - first :]]
            at = max(at, end)
            continue
        if start > at:
            parts.append(" " * (start - at))
        parts.append(form)
        at = end
    return "".join(parts).ljust(sentence.span.end - first)


def find_dates(
    graph: Graph, *, published: str | None = None, previous: str | None = None, headline: bool = False
) -> tuple[DateExpression, ...]:
    """The date expressions of a sentence, in order.

    Args:
        graph: of the sentence.
        published: EDTF of publication. Where it is a period, an expression is kept if all its days agree on the meaning
            up to a few weeks; None leaves relative dates unread.
        previous: the day or month the article named last, EDTF; "the same day" counts from it.
        headline: the present tense of headlines speaks of the past.

    Raises:
        EdtfError: when ``published`` or ``previous`` is not EDTF.
    """
    today = last_day(published)
    found: list[DateExpression] = []
    for match in match_dates(sentence_text(graph.sentence)):
        start, end = _tokens_of(graph, match)
        if start == end:
            continue
        reading = _read(match, published, previous)
        head = _head(graph, start, end)
        span = Span(graph.tokens[start].span.start, graph.tokens[end - 1].span.end)
        one = DateExpression(span, start, end, head, reading.past, reading.future, None, match.opening, match.days)
        dated = date_governor(graph, one)
        clause = head if dated == graph.heads[head] else dated
        leaning = "past" if match.opening == "since" else _leaning(graph, clause, headline=headline)
        chosen = None if match.days else _lean(reading, leaning, today)
        found.append(replace(one, edtf=chosen))
        if chosen is not None and not match.opening and _is_reference(chosen):
            previous = chosen
    return tuple(found)


def article_dates(
    graphs: Iterable[Graph], *, published: str | None = None, headlines: frozenset[int] = frozenset()
) -> tuple[tuple[DateExpression, ...], ...]:
    """`find_dates` for every sentence of an article in order; ``headlines`` are indices of ``Article.blocks``."""
    found: list[tuple[DateExpression, ...]] = []
    previous: str | None = None
    for graph in graphs:
        if not graph.sentence.parsed:
            found.append(())
            continue
        headline = graph.sentence.block in headlines
        expressions = find_dates(graph, published=published, previous=previous, headline=headline)
        days = [one for one in expressions if one.edtf and not one.opening and _is_reference(one.edtf)]
        told = [one for one in days if not _is_aside(graph, one.head)] or days
        previous = told[-1].edtf if told else previous
        found.append(expressions)
    return tuple(found)


def _is_aside(graph: Graph, head: int) -> bool:
    """Whether a date stands in a clause that describes somebody: "X, whose father died on May 3, left"."""
    return any(graph.deprels[node].startswith(("acl", "advcl")) for node in (head, *graph.ancestors(head)))


def _tokens_of(graph: Graph, match: DateMatch) -> tuple[int, int]:
    """The tokens a match covers, wholly or in part."""
    offset = graph.sentence.span.start
    span = Span(offset + match.start, offset + match.end)
    inside = [token.index for token in graph.tokens if token.span.overlaps(span)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _head(graph: Graph, start: int, end: int) -> int:
    """The token of a stretch whose own head lies outside it; prepositions and determiners last."""
    outside = [index for index in range(start, end) if not start <= graph.heads[index] < end]
    weighty = [index for index in outside if graph.tokens[index].upos not in {"ADP", "SCONJ", "DET", "PUNCT", "ADV"}]
    return (weighty or outside or [start])[0]


def _leaning(graph: Graph, head: int, *, headline: bool) -> Leaning:
    """Whether the words around speak of the past, of what is to come, or of either."""
    governor = graph.heads[head]
    if governor >= 0 and {"ahead"} & set(marks(graph, governor)):
        return "future"
    tense = clause_tense(graph, head)
    if tense == "past" or (headline and tense == "present"):
        return "past"
    if tense in _TO_COME:
        return "future"
    if tense == "infinitive":  # "agreed to meet on Friday", but also "the first to visit since"
        return "soon"
    direct = tense == "present" and governor >= 0 and graph.tokens[governor].upos == "VERB"
    return "soon" if direct else "near"


def _lean(reading: Reading, leaning: Leaning, today: date | None) -> str | None:
    """Past or future; ``near`` is what lies nearer to publication, ``soon`` what comes in weeks, else the nearer.

    ``lately`` is what went by in the last weeks, else the nearer.
    """
    past, future = reading.past, reading.future
    if leaning == "future":
        return future
    if leaning == "past" or past is None or future is None or past == future or today is None:
        return past if leaning == "past" else past or future
    (_, end), (start, _) = edtf.bounds(past), edtf.bounds(future)
    if end is None or start is None:
        return past
    if leaning == "lately" and today - end <= _SOON:
        return past
    soon = leaning == "soon" and start - today <= _SOON
    return future if soon or (start - today) < (today - end) else past


def _read(match: DateMatch, published: str | None, previous: str | None) -> Reading:
    """What a match means on every day publication may have been."""
    first, last = edtf.bounds(published) if published else (None, None)
    if first is None or last is None or first.year not in _YEARS_READ or last.year not in _YEARS_READ:
        clocks, widest = _UNKNOWN, timedelta(0)
    else:
        clocks, widest = (first, last), _WIDEST
    day = previous if previous and _is_reference(previous) else None
    clock_day, coarse = (edtf.bounds(day)[0], not _is_day(day)) if day else (None, False)
    readings = [_open(match.read(Clock(today, clock_day, coarse)), match.opening) for today in dict.fromkeys(clocks)]
    first_reading, last_reading = readings[0], readings[-1]
    return Reading(
        _agreed(first_reading.past, last_reading.past, widest),
        _agreed(first_reading.future, last_reading.future, widest),
    )


def _agreed(first: str | None, last: str | None, widest: timedelta) -> str | None:
    """What both ends of the window say, or the stretch between if it is longer by no more than ``widest``."""
    if first is None or last is None or first == last:
        return first if first == last else None
    whole = edtf.hull((first, last))
    (start, end), (low, high) = edtf.bounds(whole or first), edtf.bounds(first)
    if start is None or end is None or low is None or high is None or (end - start) - (high - low) > widest:
        return None
    return whole


def _open(reading: Reading | None, opening: str) -> Reading:
    """Apply "since", "until" and the like."""
    if reading is None:
        return Reading(None, None)
    return Reading(_opened(reading.past, opening), _opened(reading.future, opening))


def _opened(text: str | None, opening: str) -> str | None:
    if text is None or not opening:
        return text
    value = edtf.parse(text)
    if opening in {"since", "after"}:
        return edtf.interval(str(value.start), None) if value.start else None
    return edtf.interval(None, str(value.end)) if value.end else None


def _is_day(text: str) -> bool:
    value = edtf.parse(text)
    return not value.is_interval and value.start is not None and bool(value.start.day) and not value.start.qualifier


def _is_reference(text: str) -> bool:
    """Whether "the same month" or "a day later" may count from a date: a day or a month, surely known."""
    value = edtf.parse(text)
    if value.is_interval or value.start is None or value.start.qualifier:
        return False
    return value.start.precision in {"day", "month"}


def last_day(published: str | None) -> date | None:
    """The last day that a date of publication may mean; None where there is none."""
    return edtf.bounds(published)[1] if published else None
