"""What a sentence must hold for a named step to have anything to do; of the others the runner skips the step.

A step says so in one line, rarest first::

    @needs(("due",), ("case", "mark"))
    def due_to_do(tree: Tree) -> None: ...

There must be one of each group among the tree's :attr:`~kg.extraction.tree.Tree.traits`: a word or a lemma in lower
case, a part of speech (``VERB``), a kind of name (``PERSON``) or a relation. Nothing depends on it but the time a
sentence takes: a step without the line runs on every sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

Groups = tuple[frozenset[str], ...]

_Step = TypeVar("_Step", bound=Callable[..., Any])
_NEEDS: Final[dict[Callable[..., Any], Groups]] = {}


def needs(*groups: Iterable[str]) -> Callable[[_Step], _Step]:
    """Say what a step needs: one of each group."""

    def note(step: _Step) -> _Step:
        _NEEDS[step] = tuple(frozenset(group) for group in groups)
        return step

    return note


def needed(step: Callable[..., Any]) -> Groups:
    """What a step said it needs; nothing where it said nothing."""
    return _NEEDS.get(step, ())


def meets(traits: set[str], groups: Groups) -> bool:
    """Whether something of each group is there."""
    return not any(map(traits.isdisjoint, groups))
