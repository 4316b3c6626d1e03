"""What earlier calls of `resolve` worked out, by the content it follows from.

A memory never changes a result: everything in it is a pure function of its key. It makes the next call on nearly the
same articles cheap, since only what an added or removed article touches is worked out anew. What a call did not use is
forgotten at its end, so a memory is as large as the last set of claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Value = TypeVar("Value")


class Memory:
    """Give the same one to each call of `resolve`; not for several threads at once."""

    def __init__(self) -> None:
        self._before: dict[Hashable, object] = {}
        self._now: dict[Hashable, object] = {}
        self._numbers = 0

    def recall(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What ``make`` gives, which must follow from the key alone."""
        if key in self._now:
            return cast("Value", self._now[key])
        value = self._before[key] if key in self._before else make()
        self._now[key] = value
        return cast("Value", value)

    def reuse(self, key: Hashable, given: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """What ``make`` gives; worked out anew unless each thing given is the very one, or equal to the one, before.

        For values too large to be hashed: ``key`` names the place, ``given`` is all that the result follows from.
        """
        kept = self._before.get(key)
        if isinstance(kept, _Kept) and kept.follows_from(given):
            self._now[key] = kept
            return cast("Value", kept.value)
        fresh = _Kept(given, make())
        self._now[key] = fresh
        return cast("Value", fresh.value)

    def number(self, content: Hashable) -> int:
        """A number for a content: the same for equal contents, another for others."""
        return self.recall(("number", content), self._next)

    def turn(self) -> None:
        """Ends a call: what it did not use is forgotten."""
        self._before, self._now = self._now, {}

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers


class _Kept:
    """A value with what it follows from."""

    __slots__ = ("given", "value")

    def __init__(self, given: tuple[object, ...], value: object) -> None:
        self.given = given
        self.value = value

    def follows_from(self, given: tuple[object, ...]) -> bool:
        return len(given) == len(self.given) and all(a is b or a == b for a, b in zip(given, self.given, strict=True))
