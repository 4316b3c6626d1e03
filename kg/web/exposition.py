"""Counting, and telling what was counted in the text format of Prometheus.

The format is a page long and has stood since 2014: written out here, it is one package less in the process that faces
strangers. One process counts for all, so nothing of the official client's bookkeeping between processes is missed.

Source: "Text-based format", version 0.0.4, in Prometheus's documentation (Exposition formats).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final, Protocol

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One line: what follows the family's name (``_bucket``), the labels, the number."""

    suffix: str
    labels: Labels
    value: float


class Family(Protocol):
    """Lines of one name."""

    @property
    def name(self) -> str:
        """What all its lines begin with."""
        ...

    @property
    def kind(self) -> str:
        """The format's TYPE: counter, gauge or histogram."""
        ...

    @property
    def help(self) -> str:
        """What it tells, in a sentence."""
        ...

    def samples(self) -> Iterable[Sample]:
        """The numbers now."""
        ...


class Counter:
    """A number that only grows, one for each combination of its labels' values. May be used from any thread.

    Args:
        name: ends in ``_total``.
        text: what is counted.
        labels: names of the labels; their values must come from a bounded set.
        known: values that are told from the beginning, as nought: a rate can be drawn only from a number that was
            there before it grew.
    """

    kind = "counter"

    def __init__(self, name: str, text: str, labels: Sequence[str] = (), known: Iterable[tuple[str, ...]] = ()) -> None:
        self.name = name
        self.help = text
        self._labels = tuple(labels)
        self._values: dict[tuple[str, ...], float] = dict.fromkeys(known if labels else [()], 0)
        self._lock = Lock()

    def add(self, *values: str, amount: float = 1) -> None:
        """Counts once, or by an amount, under the values of the labels."""
        with self._lock:
            self._values[values] = self._values.get(values, 0) + amount

    def samples(self) -> Iterator[Sample]:
        """One for each combination seen."""
        with self._lock:
            values = sorted(self._values.items())
        return (Sample("", tuple(zip(self._labels, key, strict=True)), value) for key, value in values)


class Histogram:
    """How often a measure fell under each bound, one row for each value of its label. May be used from any thread.

    Args:
        name: ends in its unit.
        text: what is measured.
        label: name of its one label; its values must come from a bounded set.
        bounds: upper bounds, each counted in, ascending; above the last all others fall.
    """

    kind = "histogram"

    def __init__(self, name: str, text: str, label: str, bounds: Sequence[float]) -> None:
        self.name = name
        self.help = text
        self._label = label
        self._bounds = tuple(bounds)
        self._rows: dict[str, tuple[list[int], list[float]]] = {}
        self._lock = Lock()

    def observe(self, label: str, measure: float) -> None:
        """Counts a measure under a value of the label."""
        with self._lock:
            counts, total = self._rows.setdefault(label, ([0] * (len(self._bounds) + 1), [0.0]))
            counts[bisect_left(self._bounds, measure)] += 1
            total[0] += measure

    def samples(self) -> Iterator[Sample]:
        """For each value of the label its buckets, each holding those below it, and the sum and number of measures."""
        with self._lock:
            rows = sorted((value, list(counts), total[0]) for value, (counts, total) in self._rows.items())
        for value, counts, total in rows:
            label = (self._label, value)
            below = 0
            for bound, count in zip((*self._bounds, float("inf")), counts, strict=True):
                below += count
                yield Sample("_bucket", (label, ("le", _number(bound))), below)
            yield Sample("_sum", (label,), total)
            yield Sample("_count", (label,), below)


@dataclass(frozen=True, slots=True)
class Gauge:
    """Numbers as they are when asked for: (labels' values, number). They are read at that moment, and kept nowhere."""

    name: str
    help: str
    labels: tuple[str, ...]
    values: tuple[tuple[tuple[str, ...], float], ...]
    kind: str = "gauge"

    def samples(self) -> Iterator[Sample]:
        """One for each number."""
        return (Sample("", tuple(zip(self.labels, key, strict=True)), value) for key, value in self.values)


def render_families(families: Iterable[Family]) -> bytes:
    """The page: each family's help, type and lines. Two with one name would make it invalid."""
    lines = []
    for family in families:
        lines.append(f"# HELP {family.name} {_escaped(family.help)}\n# TYPE {family.name} {family.kind}\n")
        lines.extend(_line(family.name, sample) for sample in family.samples())
    return "".join(lines).encode()


def _line(name: str, sample: Sample) -> str:
    told = ",".join(f'{label}="{_escaped(value, quoted=True)}"' for label, value in sample.labels)
    return f"{name}{sample.suffix}{f'{{{told}}}' if told else ''} {_number(sample.value)}\n"


def _escaped(text: str, *, quoted: bool = False) -> str:
    escaped = text.replace("\\", r"\\").replace("\n", r"\n")
    # a lone surrogate comes from bytes that were no UTF-8: the page must still be
    escaped = escaped.encode("utf-8", "replace").decode()
    return escaped.replace('"', r"\"") if quoted else escaped


def _number(value: float) -> str:
    """A number as the format writes it: whole ones without a point, the infinite as ``+Inf``."""
    if value == float("inf"):
        return "+Inf"
    return str(int(value)) if value == int(value) else repr(value)
