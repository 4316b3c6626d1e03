"""The model card: `python -m training.card [MODEL] --speed R --load S -o docs/model-card.md`.

Everything that can be read from the model folder is read from it, so that the card cannot drift from the model.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TypedDict

from kg.language.pipeline import digest_folder, model_folder
from training.corpora import load_corpora
from training.release import SCORES_FILE, size_folder

Table = dict[str, dict[str, float]]


class Scores(TypedDict):
    """What `training.report.score_pipeline` returns, by kind of score."""

    trees: Table
    names: Table


TREE_COLUMNS = {
    "words": "words", "upos": "UPOS", "xpos": "XPOS", "feats": "FEATS", "lemma": "lemma", "verb_lemma": "verb lemma",
    "uas": "UAS", "las": "LAS", "sentences": "sentences",
}  # fmt: skip
NAME_COLUMNS = {"person": "PERSON", "org": "ORG", "loc": "LOC", "all": "all"}
BY_RULE = "trees, sentences by rule"

TEMPLATE = """# Model card: the language model of Demarche

`kg/language/model/` ({name} {version}, {size:.1f} MB, SHA-256 `{digest}`). It gives English text words,
UPOS, XPOS and FEATS tags, basic Universal Dependencies trees, and names (PERSON, ORG, LOC). It runs on spaCy 3.8,
on a CPU, offline. It was trained from scratch by `training/`; no weights come from elsewhere. Made by
`python -m training.card`; do not edit by hand.

**Licence.** CC BY-SA 4.0 (`kg/language/model/LICENSE`), because treebanks it learned from are. The program that uses
it is under its own licence.

## Made from

| corpus | commit | licence | used for |
|---|---|---|---|
{corpora}

The SHA-256 of every file read stands in `training/corpora.sha256`, of the two tables of the newswire in
`training/corpora.py`; other files are refused. Trained on are the
per-document files of EWT less the sentences of its dev and test parts, and of GUM only the genres under open licences
(academic, bio, court, interview, news, speech, textbook, vlog, voyage), less dev and test. PUD, both UNER test sets,
CrossNER politics (test) and the last 60 documents of Re-DocRED were never trained on.

**Newswire.** Sentences of the Groningen Meaning Bank 2.2.0, news of the Voice of America and other texts in the public
domain. Two tables of them are read: `ner_dataset.csv` of the first repository named *newswire* above, and
`ner_dataset.csv` of the second, kept as `pos.csv`; both into one folder, given as `--newswire`. They are not in this
repository, and no text of them is in the model. Their tags were made by machine, so they are used with care: a name
counts where a name model trained on the other corpora agrees, or where a title, a list or the same name elsewhere
speaks for it; where nothing does, the words are left open in training. Titles, days, demonyms are cut off.

**Silver trees.** Newswire, Re-DocRED and Wikigold have no trees. Two teachers, one trained on the treebanks alone and
one with our augmentation, parse them; sentences on which both agree in 85 percent of heads and relations are added to
the treebanks for the final network. Where the newswire's tag for an open-class word differs and the tree bears it, the
tag is the newswire's; where the tree belies it, the sentence is dropped. Without `--newswire` all this works with what
is left, and gives a weaker model.

Added to them is data of our own, written for Demarche (`training/lists/`): names of many cultures, titles, places and
organizations, and template sentences as annotated trees, which teach what news does and web text does not: fronted
adjuncts before a subject, bare weekdays behind names, "his counterpart, X", several envoys in a row, titles before
names, datelines. No sentence of them comes from a corpus or a newspaper.

## How

{recipe}

Sentences of a document are joined in groups of 1 to 6, half of them with typographic quotation marks; persons of the
treebanks appear a second time under made-up names. The best average on the dev parts of EWT and GUM (names: on a part
of each training corpus kept back) is kept. Lemmas are not learned: a table of the forms that rules miss (and a word
list the rules check against) is counted from the training trees; our own lists of irregular verbs and of words of
diplomacy have the last word over them. Weights are stored with 16 bits and computed with 32.

To make it again: `python -m training --corpora DIR --newswire DIR --output kg/language/model`, about 80 minutes on one
quiet core (five networks: two teachers of trees, one of names, and the two that are shipped).
The seed is fixed and everything runs on one thread. A different matrix library or processor may change last digits.

## Scores

F1 in percent on running text (tokenization included), documents whole. UAS and LAS leave punctuation out and compare
full relations. Trees were tuned on the two dev sets; the test sets and PUD were scored once, with the finished
model. The name sets were scored after each of five runs, between which an error in reading GUM's mentions was mended
and the share of substituted names and the number of steps were changed, so they may flatter it a little.
Sentences of the newswire tables also served as unlabelled training text: they taught tags and trees as the teachers
parsed them, and names where their machine-made labels stood the check. Texts drawn from these tables are therefore no
held-out test of this model, nor of what reads with it.

**Trees, sentence boundaries found by the parser**

{trees}

**Trees, sentence boundaries set by rule** (`kg/language/sentences.py`; what Demarche does: right for edited news and
books, wrong for web text without full stops)

{ruled}

**Names, exact span and label**

{names}

**The study's model under the same script**, for comparison (a first model trained from the same corpora in the
study that preceded this one; its own tokenizer, trainable lemmatizer, sentence boundaries found by its parser)

{study}

## Speed

{speed}. A loaded process takes about 130 MB. Loading takes {load} s once Python's libraries are imported.
`benchmarks/language_speed.py` measures both.

## Limits

- English of newspapers, encyclopedias and the web of 2000 to 2020. Not speech, not verse, not code-switching.
- ORG is weak everywhere, and capitals or companies may be taken for persons: word lists must override the name model.
- Appositions and conjuncts in long rows of names are still confused; so is where a date attaches.
- Sentence rules expect full stops and capitals; a headline in small letters is one sentence.
- The corpora are of their time and places: names of some cultures are seen less, hence the lists; rare scripts are not
  covered, text is taken as it is romanized.
- A word's lemma is context-free but for its tags ("found" is *find* when tagged past).
- The string store holds labels alone, the lemma tables hold dictionary words alone; no names, addresses or numbers of
  the corpora's authors are shipped. Hashed embeddings cannot be read back into words.
"""


STUDY = """| set | words | UPOS | XPOS | FEATS | lemma | verb lemma | UAS | LAS | sentences |
|---|---|---|---|---|---|---|---|---|---|
| EWT dev | 97.3 | 92.1 | 91.3 | 90.3 | 93.3 | 92.6 | 82.7 | 78.7 | 77.6 |
| GUM dev | 99.6 | 96.0 | 95.7 | 90.4 | 97.3 | 93.2 | 85.3 | 81.5 | 88.3 |
| EWT test | 97.5 | 92.6 | 91.7 | 90.6 | 93.2 | 95.3 | 82.7 | 79.0 | 74.4 |
| GUM test | 99.5 | 95.7 | 95.4 | 90.1 | 97.1 | 92.5 | 86.0 | 82.3 | 87.5 |
| PUD | 99.7 | 95.4 | 94.9 | 84.5 | 96.3 | 92.4 | 87.6 | 83.7 | 96.4 |

| set | PERSON | ORG | LOC | all |
|---|---|---|---|---|
| UNER EWT test | 66.7 | 40.3 | 61.8 | 58.0 |
| UNER PUD | 77.7 | 44.3 | 68.7 | 67.1 |
| CrossNER politics | 85.1 | 76.7 | 76.3 | 78.8 |
| Re-DocRED held out | 73.1 | 59.7 | 74.2 | 70.0 |"""


def _table(scores: Table, columns: dict[str, str]) -> str:
    lines = [f"| set | {' | '.join(columns.values())} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {title} | {' | '.join(f'{row[key]:.1f}' for key in columns)} |" for title, row in scores.items()]
    return "\n".join(lines)


def _recipe(recipe: dict[str, dict[str, object]]) -> str:
    lines = []
    for title, key in (("Tags and trees", "syntax"), ("Names", "names")):
        net = recipe[key]
        lines.append(
            f"- {title}: `MultiHashEmbed` over NORM, PREFIX, SUFFIX, SHAPE (rows {net['rows']}), "
            f"`MaxoutWindowEncoder` of width {net['width']} and depth {net['depth']}, "
            f"transition net of hidden width {net['hidden_width']}; "
            f"{net['steps']} steps of Adam, rate {net['learn_rate']}, dropout {net['dropout']}."
        )
    return "\n".join(lines)


def render_card(folder: Path, *, speed: str, load: str) -> str:
    """The card of a model folder as Markdown.

    Args:
        folder: of the model; its meta.json and scores.json are read.
        speed: a sentence on speed as measured, with or without its full stop.
        load: seconds to load, as measured ("0.2" or "0.2 s").
    """
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    report = json.loads((folder / SCORES_FILE).read_text(encoding="utf-8"))
    corpora = [
        f"| {corpus.repository} | `{corpus.commit[:12]}` | {corpus.licence} | {corpus.use} |"
        for corpus in load_corpora()
    ]
    return TEMPLATE.format(
        name=f"{meta['lang']}_{meta['name']}",
        version=meta["version"],
        size=size_folder(folder) / 1e6,
        digest=digest_folder(folder),
        corpora="\n".join(corpora),
        recipe=_recipe(report["recipe"]),
        trees=_table(report["scores"]["trees"], TREE_COLUMNS),
        ruled=_table(report["scores"][BY_RULE], TREE_COLUMNS),
        names=_table(report["scores"]["names"], NAME_COLUMNS),
        study=STUDY,
        speed=speed.strip().rstrip("."),
        load=load.strip().rstrip(".").removesuffix("s").strip(),
    )


def main() -> None:
    """Write the card."""
    parser = argparse.ArgumentParser(prog="python -m training.card", description=__doc__)
    parser.add_argument("model", type=Path, nargs="?", default=model_folder())
    parser.add_argument("--speed", required=True, help="a sentence on speed")
    parser.add_argument("--load", required=True, help="seconds to load")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    card = render_card(arguments.model, speed=arguments.speed, load=arguments.load)
    arguments.output.write_text(card, encoding="utf-8")


if __name__ == "__main__":
    main()
