"""The quality gate: what is measured, on which texts, and the floors beneath it.

    KG_TEST_DATA=... python tests/quality/gate.py     prints every figure with its interval
      --update       raises floors in baseline.json; never lowers one
      --sealed       measures the sealed halves instead (say so in their README)
      --by region    splits the corpora that say so by region, format or decade

A floor stands a little (`MARGIN`) under the figure it was taken from. A lower one is written by hand, with the reason
in the commit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import scoring

from kg.extraction import interchange
from kg.language.pipeline import load_pipeline
from kg.model import Article
from kg.reading import read_article, read_sources
from kg.resources import data_folder
from training.evaluate import load_name_tests, load_trees, score_names, score_trees
from training.report import NAME_PIPE, preset_sentences

HERE = Path(__file__).parent
BASELINE = HERE / "baseline.json"
MARGIN = 0.01
TREE_TESTS = ("EWT test", "GUM test", "PUD")
LANGUAGE = "treebanks and names"
KEPT = re.compile(
    r"persons F|events [PRF]|(Meeting|Visit|PhoneCall|Letter|Sanction) F|participants [PRF]|date compatible"
    r"|place compatible|status lenient|occurred or not|evidence|roles"
    r"|(visitor|host|carrier|sender|recipient|imposer|target) F|(MEET|CORR|SANC)( asserted)? [PR]"
    r"|exact .*|fires .*|MEET asserted (right|wrong)"
    r"|.*: (las|uas|upos|lemma|person|org|loc|all)"
)
"""Figures that have a floor; the others are shown."""
LOWER_IS_BETTER = frozenset(("fires per 1000 negatives", "MEET asserted wrong"))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with annotations: a folder and a file of annotations, or a file of sentences (`texts` is None)."""

    name: str
    texts: Path | None
    annotations: Path

    def digest(self):
        """Hex SHA-256 over the names and bytes of all files measured on."""
        files = sorted(self.texts.iterdir()) if self.texts else []
        if self.name == LANGUAGE:
            files = [HERE.parents[1] / "training" / "corpora.sha256"]
        whole = hashlib.sha256()
        for path in (*files, self.annotations):
            whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return whole.hexdigest()


def corpora(data, *, half="open"):
    """What is measured, in order."""
    development = HERE / "development"
    found = [
        Corpus("passages, first set", HERE / "passages" / half, HERE / "passages" / f"{half}.json"),
        Corpus("passages", development / "passages" / half, development / "passages" / f"{half}.json"),
        Corpus("articles", development / "articles" / half, development / "articles" / f"{half}.json"),
        Corpus("sentences", None, development / "sentences" / f"{half}.jsonl"),
    ]
    second = development / "second"
    found += [
        Corpus("passages, second set", second / "passages" / half, second / "passages" / f"{half}.json"),
        Corpus("articles, second set", second / "articles" / half, second / "articles" / f"{half}.json"),
        Corpus("sentences, second set", None, second / "sentences" / f"{half}.jsonl"),
    ]
    if half == "open":
        third = development / "third"
        found.append(Corpus("articles, third set", third / "articles" / half, third / "articles" / f"{half}.json"))
        found.append(Corpus("sentences, third set", None, third / "sentences" / f"{half}.jsonl"))
        found.append(Corpus("wire stories", development / "wire" / half, development / "wire" / f"{half}.json"))
        found.append(Corpus(LANGUAGE, None, data / "corpora" / "README.md"))
        found.insert(0, Corpus("seeds", data_folder("ontology").parent / "seeds", data / "gold" / "seeds.json"))
        found.append(Corpus("outside sentences", None, data / "bench" / "events.jsonl"))
    return found


class Gate:
    """Reads corpora and measures what was read.

    Args:
        data: the folder of `KG_TEST_DATA`, for the scorers.
        parser, extractor, schema: the reading to be measured.
    """

    def __init__(self, data, *, parser, extractor, schema):
        self._data = data
        self._parser = parser
        self._extractor = extractor
        self._schema = schema
        self._scorer = scoring.load_module(data / "gold" / "score.py", "gold_scorer")

    def _read(self, article):
        return interchange(self._extractor.extract(self._parser.parse(article)), self._schema)

    def read_articles(self, corpus):
        """Annotations, and a counter for each of them."""
        articles = [item for item in read_sources([corpus.texts]) if isinstance(item, Article)]
        gold = self._scorer.load_gold([str(corpus.annotations)])
        return gold, scoring.count_articles(self._scorer, gold, [self._read(item) for item in articles])

    def read_sentences(self, corpus):
        """Annotations, and a row of predictions for each of them."""
        rows = [json.loads(line) for line in corpus.annotations.read_text(encoding="utf-8").splitlines()]
        found = [
            scoring.as_prediction(row["id"], self._read(read_article(row["text"].encode(), file=f"{number:05}.txt")))
            for number, row in enumerate(rows)
        ]
        return rows, found

    def measure(self, corpus, *, intervals=False):
        """(figures, intervals): name -> value, name -> (low, high)."""
        if corpus.name == LANGUAGE:
            return self._language(), {}
        if corpus.texts:
            _, counts = self.read_articles(corpus)
            figures = scoring.article_figures(self._scorer, counts)
            return figures, scoring.article_intervals(self._scorer, counts) if intervals else {}
        rows, found = self.read_sentences(corpus)
        script = self._data / "bench" / "score.py"
        with tempfile.TemporaryDirectory() as folder:
            figures = scoring.sentence_figures(script, rows, found, folder)
            return figures, scoring.sentence_intervals(script, rows, found, folder) if intervals else {}

    def _language(self):
        """Scores of the language model on held-back treebanks and name sets, from 0 to 1."""
        pipeline = load_pipeline()
        corpora_folder, nlp = self._data / "corpora", pipeline.nlp
        figures = {}
        with nlp.select_pipes(disable=[NAME_PIPE]):
            for title in TREE_TESTS:
                trees = load_trees(corpora_folder, title)
                scores = score_trees(nlp, trees, lemmatizer=pipeline.lemmatizer, segment=preset_sentences)
                figures |= {f"{title}: {name}": value / 100 for name, value in asdict(scores).items()}
        with nlp.select_pipes(enable=[NAME_PIPE]):
            for title, sentences in load_name_tests(corpora_folder):
                scores = score_names(nlp, sentences)
                figures |= {f"{title}: {name}": value / 100 for name, value in asdict(scores).items()}
        return figures

    def measure_by(self, corpus, key):
        """Value of `key` ("region", "format", "decade") -> figures, for a corpus whose annotations say it."""
        gold, counts = self.read_articles(corpus)
        values = sorted({row[key] for row in gold if key in row})
        return {
            value: scoring.article_figures(
                self._scorer, [tally for row, tally in zip(gold, counts, strict=True) if row.get(key) == value]
            )
            for value in values
        }


def holds(name, value, floor):
    """Whether a figure is at or above its floor (at or below, where lower is better)."""
    if value is None:
        return False
    return value <= floor if name in LOWER_IS_BETTER else value >= floor


def raised(name, value, floor):
    """The floor after an update: what the figure allows, never lower than it was."""
    if name in LOWER_IS_BETTER:
        return value if floor is None else min(value, floor)
    allowed = max(round(value - MARGIN, 3), 0.0)
    return allowed if floor is None else max(allowed, floor)


def load_baseline():
    """Corpus -> {"digest", "figures": name -> {"value", "low", "high", "floor"}}."""
    return json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.is_file() else {}


def update(baseline, corpus, figures, intervals):
    """Write what was measured into the baseline; floors rise or stay."""
    known = baseline.get(corpus.name, {"figures": {}})["figures"]
    entries = dict(known)  # a figure that is not measured today keeps its floor, and fails the gate
    for name, value in figures.items():
        if value is None or not KEPT.fullmatch(name):
            continue
        low, high = intervals.get(name, (value, value))
        floor = raised(name, value, known.get(name, {}).get("floor"))
        entries[name] = {"value": value, "low": round(low, 4), "high": round(high, 4), "floor": floor}
    baseline[corpus.name] = {"digest": corpus.digest(), "figures": entries}


def show(corpus, figures, intervals):
    """A Markdown table of one corpus."""
    print(f"\n### {corpus.name}\n\n| figure | value | 95 % |\n|---|---|---|")
    for name, value in figures.items():
        if value is not None:
            low, high = intervals.get(name, (value, value))
            print(f"| {name} | {value:.3f} | {low:.3f} to {high:.3f} |")


def main():
    from kg.extraction import Extractor, Sieve  # noqa: PLC0415 - slow to load, and needs the build extra
    from kg.language import Parser  # noqa: PLC0415
    from kg.schema import load_schema  # noqa: PLC0415

    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--update", action="store_true")
    wanted.add_argument("--sealed", action="store_true")
    wanted.add_argument("--by", choices=("region", "format", "decade"))
    options = wanted.parse_args()
    if "KG_TEST_DATA" not in os.environ:
        sys.exit("KG_TEST_DATA is not set: the scorers and outside annotations lie there")
    if options.update and options.sealed:
        sys.exit("floors are taken from the open halves only")
    data = Path(os.environ["KG_TEST_DATA"])
    schema = load_schema()
    gate = Gate(data, parser=Parser(sieve=Sieve(schema)), extractor=Extractor(schema), schema=schema)
    baseline = load_baseline()
    for corpus in corpora(data, half="sealed" if options.sealed else "open"):
        if options.by and corpus.name == LANGUAGE:
            continue
        if options.by:
            for value, figures in gate.measure_by(corpus, options.by).items() if corpus.texts else ():
                show(Corpus(f"{corpus.name}: {value}", corpus.texts, corpus.annotations), figures, {})
            continue
        figures, intervals = gate.measure(corpus, intervals=True)
        show(corpus, figures, intervals)
        update(baseline, corpus, figures, intervals)
    if options.update:
        BASELINE.write_text(json.dumps(baseline, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
