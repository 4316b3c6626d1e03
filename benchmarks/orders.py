"""Does the order of building and removing show in the store? With real articles and the real extraction.

    python benchmarks/orders.py [SOURCE ...] [--permutations 120] [--sequences 200]

Every article is read once; from then on only the store and the resolution work, in memory. Prints what was compared and
how long it took; exit code 1 and the order when two stores differ.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Article, Extraction, Metadata
from kg.pipeline import Stages, build, remove
from kg.pipeline.stages import ExtractMany, make_extract
from kg.schema.model import Schema
from kg.settings import Settings
from kg.store import MemoryStore
from kg.watchlist import EMPTY, Watchlist

SEED = 5


@dataclass
class Remembering:
    """Extraction that reads each article once."""

    known: dict[tuple[str, str, Metadata], Extraction]
    real: ExtractMany | None = None

    def __call__(self, articles: Sequence[Article]) -> Iterator[Extraction]:
        """Stands in for ``ExtractMany``."""
        for article in articles:
            key = (article.digest, article.file, article.metadata)
            if key not in self.known:
                if self.real is None:
                    raise RuntimeError("make() comes first")
                self.known[key] = next(iter(self.real([article])))
            yield self.known[key]

    def make(self, model: str, schema: Schema, watchlist: Watchlist = EMPTY) -> ExtractMany:
        """Stands in for ``Stages.make_extract``."""
        self.real = self.real or make_extract(model, schema, watchlist)
        return self


@dataclass
class Bench:
    """The articles, and a store of each set of them built at once."""

    paths: tuple[Path, ...]
    settings: Settings
    stages: Stages
    schema: Schema
    rebuilt: dict[frozenset[Path], bytes]

    def add(self, paths: Sequence[Path], store: MemoryStore) -> None:
        """``kg build``."""
        build(paths, self.settings, schema=self.schema, stages=self.stages, store=store)

    def take(self, path: Path, store: MemoryStore) -> None:
        """``kg remove``."""
        remove([path.name], self.settings, schema=self.schema, stages=self.stages, store=store)

    def expected(self, held: frozenset[Path]) -> bytes:
        """Canonical N-Quads of a full rebuild."""
        if held not in self.rebuilt:
            store = MemoryStore(self.settings.base)
            self.add(sorted(held), store)
            self.rebuilt[held] = store.reader().canonical()
        return self.rebuilt[held]


def run_orders(bench: Bench, limit: int) -> int:
    """Separate builds in each order; returns how many orders."""
    count = 0
    for count, order in enumerate(itertools.islice(itertools.permutations(bench.paths), limit), start=1):  # noqa: B007
        store = MemoryStore(bench.settings.base)
        for path in order:
            bench.add([path], store)
        if store.reader().canonical() != bench.expected(frozenset(order)):
            sys.exit(f"the order shows: {[path.name for path in order]}")
    return count


def run_sequences(bench: Bench, number: int) -> int:
    """Random sequences of adding and removing; returns how many steps they had."""
    dice = random.Random(SEED)  # noqa: S311  (no secret)
    steps = 0
    for _ in range(number):
        store, held, told = MemoryStore(bench.settings.base), frozenset[Path](), []
        for _ in range(dice.randint(3, 10)):
            path = dice.choice(bench.paths)
            steps += 1
            told.append(f"{'-' if path in held else '+'}{path.name}")
            if path in held:
                bench.take(path, store)
                held -= {path}
            else:
                bench.add([path], store)
                held |= {path}
        if store.reader().canonical() != bench.expected(held):
            sys.exit(f"the sequence shows: {' '.join(told)}")
    return steps


def main() -> None:
    """Runs both and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sources", nargs="*", type=Path, default=[Path(__file__).parent.parent / "seeds"])
    parser.add_argument("--permutations", type=int, default=120)
    parser.add_argument("--sequences", type=int, default=200)
    options = parser.parse_args()
    paths = [f for s in options.sources for f in (sorted(s.glob("*.txt")) if s.is_dir() else [s])]
    settings = Settings.from_environment()
    settings = replace(settings, workers=1)
    real = Stages()
    schema = real.load_schema(settings.ontology)
    digest = real.model_digest(settings.model)
    stages = replace(real, make_extract=Remembering({}).make, model_digest=lambda _model: digest)
    bench = Bench(tuple(paths), settings, stages, schema, {})
    started = time.perf_counter()
    quads = bench.expected(frozenset(paths)).count(b"\n")
    print(f"read {len(paths)} articles into {quads} quads in {time.perf_counter() - started:.1f} s")
    started = time.perf_counter()
    print(f"{run_orders(bench, options.permutations)} orders equal, {time.perf_counter() - started:.1f} s")
    started = time.perf_counter()
    steps = run_sequences(bench, options.sequences)
    print(f"{options.sequences} sequences of {steps} steps equal, {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
