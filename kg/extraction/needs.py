"""What a sentence must hold for a named step to have anything to do; else the step is skipped.

A step says so in one line::

    @needs(("due",), ("case", "mark"))
    def due_to_do(tree: Tree) -> None: ...

There must be one of each group among the tree's :attr:`~kg.extraction.tree.Tree.traits`: a word or a lemma in lower
case, a part of speech (``VERB``), a kind of name (``PERSON``) or a relation. Nothing depends on it but the time a
sentence takes: a step without the line runs on every sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, Generic, TypeVar

_Subject = TypeVar("_Subject")
_Step = TypeVar("_Step", bound=Callable[..., None])
_NEEDS: Final[dict[Callable[..., None], tuple[frozenset[str], ...]]] = {}


def needs(*groups: Iterable[str]) -> Callable[[_Step], _Step]:
    """Say what a step needs: one of each group."""

    def note(step: _Step) -> _Step:
        _NEEDS[step] = tuple(frozenset(group) for group in groups)
        return step

    return note


class Plan(Generic[_Subject]):
    """Named steps in their order, each run on what holds something it needs.

    Args:
        steps: names and steps.
    """

    def __init__(self, steps: Iterable[tuple[str, Callable[[_Subject], None]]]) -> None:
        bits: dict[frozenset[str], int] = {}
        planned = []
        for name, step in steps:
            needed = 0
            for group in _NEEDS.get(step, ()):
                needed |= bits.setdefault(group, 1 << len(bits))
            planned.append((name, step, needed))
        self._steps: Final = tuple(planned)
        self._groups: Final[dict[str, int]] = {}
        """Trait -> the groups it is in, a bit for each: a hundred steps are chosen in the time of one."""
        for group, bit in bits.items():
            for trait in group:
                self._groups[trait] = self._groups.get(trait, 0) | bit
        self._known: Final = frozenset(self._groups)

    def run(self, subject: _Subject, traits: set[str], *, without: frozenset[str]) -> None:
        """Run the steps whose needs are met.

        Args:
            subject: what the steps work on.
            traits: what is there; it grows as steps add relations.
            without: names of steps to leave out.
        """
        met, size = self._met(traits), len(traits)
        for name, step, needed in self._steps:
            if met & needed == needed and name not in without:
                step(subject)
                if len(traits) != size:
                    met, size = self._met(traits), len(traits)

    def _met(self, traits: set[str]) -> int:
        """The groups of which something is there."""
        met = 0
        for trait in self._known.intersection(traits):
            met |= self._groups[trait]
        return met
