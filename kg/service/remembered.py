"""What was learnt of things one by one, kept within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by name; of more than so many the one longest unused is forgotten. May be used from any thread.

    Args:
        most: that are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._values: OrderedDict[str, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, name: str) -> Value | None:
        """What is known of a name; None for nothing, or no longer."""
        with self._lock:
            if name in self._values:
                self._values.move_to_end(name)
            return self._values.get(name)

    def missing(self, names: Iterable[str]) -> list[str]:
        """Those of some names of which nothing is known, sorted; the others count as used."""
        return sorted({name for name in names if self.get(name) is None})

    def learn(self, values: Mapping[str, Value]) -> None:
        """Keep what was learnt."""
        with self._lock:
            for name, value in values.items():
                self._values[name] = value
                self._values.move_to_end(name)
                if len(self._values) > self._most:
                    self._values.popitem(last=False)
