"""spaCy configurations of the two networks, and the loop that trains one."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from thinc.api import Config, NumpyOps, fix_random_seed, set_current_ops

from kg.language.tokenizer import tune_tokenizer

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from training.settings import NetSettings

Block = dict[str, object]


def _tok2vec(settings: NetSettings) -> Block:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": settings.width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": list(settings.rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": settings.width,
            "depth": settings.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _listener(settings: NetSettings) -> Block:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": settings.width, "upstream": "*"}


def _transitions(settings: NetSettings, *, state_type: str, tok2vec: Block) -> Block:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state_type,
        "extra_state_tokens": False,
        "hidden_width": settings.hidden_width,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": tok2vec,
    }


def syntax_components(settings: NetSettings) -> dict[str, Block]:
    """tok2vec, tagger (XPOS), morphologizer (UPOS and FEATS) and parser over one shared embedding."""

    def tagger() -> Block:
        return {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": _listener(settings)}

    parser = _transitions(settings, state_type="parser", tok2vec=_listener(settings))
    return {
        "tok2vec": {"factory": "tok2vec", "model": _tok2vec(settings)},
        "tagger": {"factory": "tagger", "label_smoothing": 0.05, "model": tagger()},
        "morphologizer": {"factory": "morphologizer", "label_smoothing": 0.05, "model": tagger()},
        "parser": {
            "factory": "parser",
            "learn_tokens": False,
            "min_action_freq": 30,
            "update_with_oracle_cut_size": 60,
            "model": parser,
        },
    }


def name_components(settings: NetSettings) -> dict[str, Block]:
    """The name model with an embedding of its own."""
    model = _transitions(settings, state_type="ner", tok2vec=_tok2vec(settings))
    return {"ner": {"factory": "ner", "update_with_oracle_cut_size": 100, "model": model}}


SYNTAX_WEIGHTS = {"dep_las": 0.6, "dep_uas": 0.2, "sents_f": 0.05, "tag_acc": 0.1, "pos_acc": 0.05}
NAME_WEIGHTS = {"ents_f": 1.0}


def train_network(
    components: dict[str, Block],
    weights: dict[str, float],
    settings: NetSettings,
    *,
    train: list[Doc],
    dev: list[Doc],
    work: Path,
    seed: int,
) -> Path:
    """Train one network on gold documents and return the folder of its best average on `dev`.

    Single-threaded NumPy only, fixed seed: the same documents give the same weights on the same machine.

    Args:
        components: blocks of the configuration, by name.
        weights: what the score on `dev` is made of.
        settings: shape and schedule.
        train: gold documents.
        dev: gold documents to choose the best average by.
        work: folder for what is made on the way.
        seed: of weights, order and dropout.
    """
    set_current_ops(NumpyOps(use_blis=False))
    fix_random_seed(seed)
    (work / "model").mkdir(parents=True, exist_ok=True)
    for name, docs in (("train", train), ("dev", dev)):
        DocBin(docs=docs, store_user_data=False).to_disk(work / f"{name}.spacy")
    config = _training_config(components, weights, settings, work=work, seed=seed)
    nlp: Language = init_nlp(config, use_gpu=-1)
    tune_tokenizer(nlp)
    random.seed(seed)
    train_loop(nlp, work / "model", use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)
    return work / "model" / "model-best"


def _training_config(
    components: dict[str, Block], weights: dict[str, float], settings: NetSettings, *, work: Path, seed: int
) -> Config:
    def corpus(name: str) -> Block:
        return {"@readers": "spacy.Corpus.v1", "path": str(work / f"{name}.spacy"), "gold_preproc": False}

    first, last = settings.batch_words
    return Config(
        {
            "paths": {},
            "system": {"gpu_allocator": None, "seed": seed},
            "nlp": {
                "lang": "en",
                "pipeline": list(components),
                "batch_size": 256,
                "tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"},
            },
            "components": components,
            "corpora": {"train": corpus("train"), "dev": corpus("dev")},
            "training": {
                "seed": seed,
                "gpu_allocator": None,
                "train_corpus": "corpora.train",
                "dev_corpus": "corpora.dev",
                "dropout": settings.dropout,
                "patience": 0,
                "max_epochs": 0,
                "max_steps": settings.steps,
                "eval_frequency": settings.eval_frequency,
                "score_weights": weights,
                "optimizer": {
                    "@optimizers": "Adam.v1",
                    "beta1": 0.9,
                    "beta2": 0.999,
                    "L2_is_weight_decay": True,
                    "L2": 0.01,
                    "grad_clip": 1.0,
                    "use_averages": True,
                    "eps": 1e-8,
                    "learn_rate": {
                        "@schedules": "warmup_linear.v1",
                        "warmup_steps": settings.warmup_steps,
                        "total_steps": settings.total_steps,
                        "initial_rate": settings.learn_rate,
                    },
                },
                "batcher": {
                    "@batchers": "spacy.batch_by_words.v1",
                    "discard_oversize": False,
                    "tolerance": 0.2,
                    "get_length": None,
                    "size": {"@schedules": "compounding.v1", "start": first, "stop": last, "compound": 1.001},
                },
                "logger": {"@loggers": "spacy.ConsoleLogger.v1", "progress_bar": False},
            },
            "initialize": {"components": {}, "tokenizer": {}},
        }
    )
