"""`python -m training --corpora DIR --output DIR`: check, train, join, score and write the language model."""

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
    parser.add_argument("--output", type=Path, required=True, help="folder of the model; replaced if it exists")
    parser.add_argument("--work", type=Path, help="folder for what is made on the way (default: OUTPUT.work)")
    parser.add_argument("--reuse", action="store_true", help="take networks finished in --work instead of training")
    parser.add_argument("--single", action="store_true", help="store weights with 32 bits whatever the scores say")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Run the recipe; about 40 minutes on one core.

    Raises:
        SourceError: when a file of the corpora is not the one recorded.
    """
    arguments = _arguments(argv)
    for variable in THREAD_VARIABLES:
        os.environ[variable] = "1"
    # Imported late: the matrix library reads the variables above when it loads.
    from training.corpora import check_corpora  # noqa: PLC0415
    from training.datasets import load_name_data, load_syntax_data, load_train_trees  # noqa: PLC0415
    from training.lemma_table import build_lemmatizer  # noqa: PLC0415
    from training.networks import (  # noqa: PLC0415
        NAME_WEIGHTS,
        SYNTAX_WEIGHTS,
        name_components,
        syntax_components,
        train_network,
    )
    from training.release import join_networks, size_folder, write_model  # noqa: PLC0415
    from training.report import keeps_scores, score_pipeline  # noqa: PLC0415
    from training.settings import NAMES, SEED, UD  # noqa: PLC0415

    corpora: Path = arguments.corpora
    output: Path = arguments.output
    work: Path = arguments.work or output.with_name(output.name + ".work")
    check_corpora(corpora)
    syntax, names = work / "syntax/model/model-best", work / "names/model/model-best"
    if not (arguments.reuse and syntax.is_dir()):
        data = load_syntax_data(corpora, seed=SEED)
        components = syntax_components(UD)
        train_network(components, SYNTAX_WEIGHTS, UD, train=data.train, dev=data.dev, work=work / "syntax", seed=SEED)
    if not (arguments.reuse and names.is_dir()):
        data = load_name_data(corpora, seed=SEED)
        components = name_components(NAMES)
        train_network(components, NAME_WEIGHTS, NAMES, train=data.train, dev=data.dev, work=work / "names", seed=SEED)
    lemmatizer = build_lemmatizer(load_train_trees(corpora))
    nlp = join_networks(syntax, names)
    half = not arguments.single and keeps_scores(nlp, corpora)
    print(f"weights stored with {16 if half else 32} bits")
    licence = corpora / "EWT/LICENSE.txt"
    write_model(nlp, lemmatizer, output, scores={}, half=half, licence=licence)
    scores = score_pipeline(output, corpora)
    recipe = {"seed": SEED, "syntax": asdict(UD), "names": asdict(NAMES)}
    write_model(nlp, lemmatizer, output, scores={"scores": scores, "recipe": recipe}, half=half, licence=licence)
    print(f"{output}: {size_folder(output) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
