"""`python -m training --corpora DIR --newswire DIR --output DIR`: check, train, join, score and write the model."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict
from pathlib import Path

THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora (see training/corpora.tsv)")
    parser.add_argument("--newswire", type=Path, help="folder of the newswire tables (see training/corpora.tsv)")
    parser.add_argument("--output", type=Path, required=True, help="folder of the model; replaced if it exists")
    parser.add_argument("--work", type=Path, help="folder for what is made on the way (default: OUTPUT.work)")
    parser.add_argument("--reuse", action="store_true", help="take networks finished in --work instead of training")
    parser.add_argument("--single", action="store_true", help="store weights with 32 bits whatever the scores say")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the recipe; about 80 minutes on one core.

    Raises:
        SourceError: when a file of the corpora is not the one recorded.
    """
    arguments = _arguments(argv)
    for variable in THREAD_VARIABLES:
        os.environ[variable] = "1"
    # Imported late: the matrix library reads the variables above when it loads.
    from training.corpora import check_corpora, check_newswire  # noqa: PLC0415
    from training.datasets import load_train_trees  # noqa: PLC0415
    from training.lemma_table import build_lemmatizer  # noqa: PLC0415
    from training.release import join_networks, size_folder, write_model  # noqa: PLC0415
    from training.report import keeps_scores, score_pipeline  # noqa: PLC0415
    from training.settings import NAMES, SEED, UD  # noqa: PLC0415
    from training.stages import Stages  # noqa: PLC0415

    corpora: Path = arguments.corpora
    newswire: Path | None = arguments.newswire
    output: Path = arguments.output
    work: Path = arguments.work or output.with_name(output.name + ".work")
    check_corpora(corpora)
    if newswire is not None:
        check_newswire(newswire)
    stages = Stages(corpora=corpora, newswire=newswire, work=work, reuse=arguments.reuse)
    nlp = join_networks(stages.train_syntax(), stages.train_names())
    lemmatizer = build_lemmatizer(load_train_trees(corpora))
    half = not arguments.single and keeps_scores(nlp, corpora)
    print(f"weights stored with {16 if half else 32} bits")
    licence = corpora / "EWT/LICENSE.txt"
    write_model(nlp, lemmatizer, output, scores={}, half=half, licence=licence)
    scores = score_pipeline(output, corpora)
    recipe = {"seed": SEED, "newswire": newswire is not None, "syntax": asdict(UD), "names": asdict(NAMES)}
    write_model(nlp, lemmatizer, output, scores={"scores": scores, "recipe": recipe}, half=half, licence=licence)
    print(f"{output}: {size_folder(output) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
