"""Speed of reading (parsing and extraction behind the sieve) against the bare language pipeline, as ratios in one run.

    KG_TEST_DATA=DIR python benchmarks/reading.py [--dense DIR ...] [--general DIR ...] [--rounds 5] [--workers]

Two fixed mixes: dense diplomacy news (the seeds and the open quality passages) and general news (the news documents of
the PUD treebank, or folders of text). The bare pipeline parses every sentence of the same texts with our own model. The
rounds alternate, so that what else runs on the machine meets both alike; the ratio of the best rounds is the figure to
quote. Beside it stand the share of sentences parsed, and what is found with the sieve and without it.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from kg.extraction import Extractor, Sieve  # noqa: E402 - the variables above count when the matrix library loads
from kg.language import Parser  # noqa: E402
from kg.model import Article, Document, EntityKind, Extraction  # noqa: E402
from kg.pipeline.stages import make_extract  # noqa: E402
from kg.pipeline.workers import Task, read_articles  # noqa: E402
from kg.reading import read_article, read_sources  # noqa: E402
from kg.schema import load_schema  # noqa: E402
from training.conllu import read_conllu  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
DENSE = (ROOT / "seeds", ROOT / "tests" / "quality" / "passages" / "open")
PUD = "corpora/PUD/en_pud-ud-test.conllu"
NEWS = "n"
"""How PUD's documents of news are called, behind which come those of Wikipedia."""
BATCH = 8
COPIES = 800
"""Articles that the workers read: so many that the two seconds a process takes to start do not tell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way of reading made of a mix."""

    documents: list[Document]
    extractions: list[Extraction]

    def found(self) -> str:
        """Events and persons found."""
        events = sum(len({claim.local_event for claim in one.claims}) for one in self.extractions)
        persons = sum(entity.kind is EntityKind.PERSON for one in self.extractions for entity in one.entities)
        return f"{events} events, {persons} persons"


def read_folders(folders: Sequence[Path]) -> list[Article]:
    """The articles of some folders, in order."""
    return [article for folder in folders for article in read_sources([folder]) if isinstance(article, Article)]


def read_pud(data: Path) -> list[Article]:
    """The news documents of PUD as articles of running text."""
    with (data / PUD).open(encoding="utf-8") as lines:
        trees = [tree for tree in read_conllu(lines) if tree.doc_id.startswith(NEWS)]
    texts = [" ".join(tree.text for tree in group) for _, group in groupby(trees, key=lambda tree: tree.doc_id)]
    return [read_article(text.encode(), file=f"{number}.txt") for number, text in enumerate(texts)]


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(name: str, articles: list[Article], rounds: int) -> None:
    """Print the figures of one mix."""
    schema = load_schema()
    bare, sieved, extractor = Parser(), Parser(sieve=Sieve(schema)), Extractor(schema)

    def read(parser: Parser) -> Reading:
        documents = list(parser.parse_many(articles))
        return Reading(documents, [extractor.extract(document) for document in documents])

    whole, sifted = read(bare), read(sieved)
    times: dict[str, list[float]] = {"bare": [], "reading": [], "reading without sieve": []}
    for _ in range(rounds):
        times["bare"].append(timed(lambda: list(bare.parse_many(articles))))
        times["reading"].append(timed(lambda: read(sieved)))
        times["reading without sieve"].append(timed(lambda: read(bare)))
    sentences = sum(len(document.sentences) for document in whole.documents)
    parsed = sum(sentence.parsed for document in sifted.documents for sentence in document.sentences)
    print(f"{name}: {len(articles)} articles, {sentences} sentences, {parsed / sentences:.0%} of them parsed")
    for way, seconds in times.items():
        print(f"  {way:22} {1000 * min(seconds) / sentences:6.2f} ms a sentence")
    print(f"  ratio {min(times['bare']) / min(times['reading']):.2f} (bare pipeline / reading)")
    print(f"  found {sifted.found()}; without the sieve {whole.found()}")


def measure_workers(articles: list[Article]) -> None:
    """Print how much faster two worker processes are than one, both started afresh."""
    schema = load_schema()
    task = Task(make_extract, "", schema)
    some = (articles * (COPIES // len(articles) + 1))[:COPIES]
    seconds = {}
    for workers in (1, 2):
        start = time.perf_counter()
        for _ in read_articles(iter(some), task, workers=workers, batch=BATCH):
            pass
        seconds[workers] = time.perf_counter() - start
    print(f"workers: one {seconds[1]:.1f} s, two {seconds[2]:.1f} s, ratio {seconds[1] / seconds[2]:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dense", type=Path, nargs="+", default=DENSE, help="folders of diplomacy news")
    parser.add_argument("--general", type=Path, nargs="+", help="folders of general news (default: PUD's news)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", action="store_true", help="measure two worker processes against one too")
    arguments = parser.parse_args()
    dense = read_folders(arguments.dense)
    general = read_folders(arguments.general) if arguments.general else read_pud(Path(os.environ["KG_TEST_DATA"]))
    measure("dense", dense, arguments.rounds)
    measure("general", general, arguments.rounds)
    if arguments.workers:
        measure_workers(dense)


if __name__ == "__main__":
    main()
