"""What of a question keeps a path out: named together, since leaving out one thing of several gives no path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.analysis.answers import Path, PathAnswer, PathQuestion, Relaxation
from kg.analysis.clock import ALWAYS, Clock, Spans, span


def barring(question: PathQuestion, path: Path, contacts: Sequence[int]) -> tuple[str, ...]:
    """Names of ``question.active`` that keep a path out; were all of them left out, it would be an answer.

    Args:
        question: as asked.
        path: another one's answer, with all its facts as they are told by all.
        contacts: of each person between its ends, as the question counts them.
    """
    found: set[str] = set()
    days: list[list[tuple[int, int]]] = []
    for hop in path.hops:
        failed = {fact.event: tuple(question.wanted.failed(fact)) for fact in hop.facts}
        least = min(failed.values(), key=lambda names: (len(names), names))
        found.update(least)
        days.append([span(one.earliest, one.latest) for one in hop.facts if set(failed[one.event]) <= set(least)])
    passed = frozenset(path.persons)
    if passed & question.avoid:
        found.add("avoid")
    if not passed.issuperset(question.through):
        found.add("through")
    if question.any_of and not passed & question.any_of:
        found.add("any_of")
    if question.hubs is not None and max(contacts, default=0) > question.hubs:
        found.add("hubs")
    if len(path.hops) > question.longest:
        found.add("longest")
    if question.clock is not None and not _follows(days, question.clock):
        found.add("gap" if _follows(days, replace(question.clock, gap=None)) else "clock")
    return tuple(name for name in question.active() if name in found)


def offering_ties(answer: PathAnswer, ask: Callable[[PathQuestion], PathAnswer]) -> PathAnswer:
    """An answer without a path, with the one that there is through organizations and states, if there is one.

    Args:
        answer: to a question.
        ask: answers the same between the same ends.
    """
    if answer.paths or answer.question.ties or (answer.expansion and answer.expansion.ended):
        return answer
    tied = ask(replace(answer.question, ties=True, mode="best", count=1)).paths
    relaxed = [*answer.relaxed, *(Relaxation("ties", path) for path in tied)]
    return replace(answer, relaxed=tuple(sorted(relaxed, key=lambda one: len(one.path.hops))))


def _follows(days: Sequence[Sequence[tuple[int, int]]], clock: Clock) -> bool:
    """Whether contacts may follow one another."""
    spans: Spans = ALWAYS
    for hop in days:
        spans = clock.step(spans, hop)
    return bool(spans)
