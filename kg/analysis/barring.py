"""What of a question keeps a path out: named together, since leaving out one thing of several gives no path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.analysis.answers import Path, PathAnswer, PathQuestion, Relaxation
from kg.analysis.clock import NOTHING_YET, Clock, Met, by_bits, span
from kg.analysis.filters import Demand, bits_of
from kg.analysis.network import Fact


def barring(question: PathQuestion, path: Path, contacts: Sequence[int]) -> tuple[str, ...]:
    """Names of ``question.active`` that keep a path out; were all of them left out, it would be an answer.

    Args:
        question: as asked.
        path: another one's answer, with all its facts as they are told by all.
        contacts: of each person between its ends, as the question counts them.
    """
    found: set[str] = set()
    failing = [[(fact, frozenset(question.wanted.failed(fact))) for fact in hop.facts] for hop in path.hops]
    active = question.active()
    for ways in sorted(({names for _, names in hop} for hop in failing), key=len):  # what has no choice is named first
        found |= min(ways, key=lambda names: (len(names - found), sorted(map(active.index, names))))
    hops = [[fact for fact, names in hop if names <= found] for hop in failing]
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
    demands: list[Demand] = []
    for name, wanted in question.demanding().items():
        met = all(any(one.is_met_by(fact) for hop in hops for fact in hop) for one in wanted)
        if met:
            demands.extend(wanted)
        else:
            found.add(name)
    if question.clock is not None and not _follows(hops, question.clock, demands):
        found.add("gap" if _follows(hops, replace(question.clock, gap=None), demands) else "clock")
    return tuple(name for name in active if name in found)


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


def _follows(hops: Iterable[Iterable[Fact]], clock: Clock, demands: Sequence[Demand]) -> bool:
    """Whether contacts may follow one another, and meet what is demanded."""
    state: Met = NOTHING_YET
    for hop in hops:
        met = [(bits_of(fact, demands), span(fact.earliest, fact.latest)) for fact in hop]
        state = clock.meeting(state, by_bits(met))
    return (1 << len(demands)) - 1 in state
