"""Speed of the language model against another, as a ratio measured in alternating rounds.

    KG_TEST_DATA=DIR python benchmarks/language_speed.py [--other FOLDER] [--rounds 5]

Both read the running text of the PUD treebank, one document a text, on one thread, in batches of 32. The rounds
alternate, so that what else runs on the machine meets both alike; the ratio of the medians is the figure to quote.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import spacy  # noqa: E402 - the variables above count when the matrix library loads
from thinc.api import NumpyOps, set_current_ops  # noqa: E402

from kg.language.pipeline import load_pipeline, model_folder, widen_weights  # noqa: E402
from training.conllu import read_conllu  # noqa: E402

BATCH = 32
PUD = "corpora/PUD/en_pud-ud-test.conllu"
STUDY_MODEL = "language/model"


def read_texts(data: Path) -> list[str]:
    """Running text of the documents of PUD."""
    with (data / PUD).open(encoding="utf-8") as lines:
        trees = list(read_conllu(lines))
    return [" ".join(tree.text for tree in group) for _, group in groupby(trees, key=lambda tree: tree.doc_id)]


def load_time(folder: Path) -> float:
    """Seconds to load a model folder once the libraries are imported."""
    start = time.perf_counter()
    widen_weights(spacy.load(folder))
    return time.perf_counter() - start


def run_round(nlp: Language, texts: list[str]) -> float:
    """Tokens a second over all texts."""
    start = time.perf_counter()
    with nlp.memory_zone():
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))
    return tokens / (time.perf_counter() - start)


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--other", type=Path, help="folder of the other model (default: the study's, in KG_TEST_DATA)")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    data = Path(os.environ["KG_TEST_DATA"])
    other_folder: Path = arguments.other or data / STUDY_MODEL
    texts = read_texts(data)
    set_current_ops(NumpyOps(use_blis=False))
    own = load_pipeline().nlp
    other = spacy.load(other_folder)
    speeds: dict[str, list[float]] = {"own": [], "other": []}
    for _ in range(arguments.rounds):
        speeds["own"].append(run_round(own, texts))
        speeds["other"].append(run_round(other, texts))
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    for name, values in speeds.items():
        print(f"{name:6} {medians[name]:8.0f} tokens/s   rounds: {' '.join(f'{value:.0f}' for value in values)}")
    print(f"ratio  {medians['own'] / medians['other']:.2f} (own / other)")
    print(f"load   own {load_time(model_folder()):.2f} s, other {load_time(other_folder):.2f} s")


if __name__ == "__main__":
    main()
