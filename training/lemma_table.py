"""The lemma table of the model: what the treebanks say and the rules of `kg.language.lemmas` miss."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.language.lemmas import LEXICON_FILE, TABLE_FILE, Lemmatizer, inflection
from training.lists import load_keyed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from training.conllu import Tree

WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?")
CLOSED_WORD = re.compile(r"[A-Za-z'’`]+|[^\w\s@]{1,3}")
"""What may enter the table: words of letters; of closed classes also contractions and marks. No digits."""

OPEN_CLASSES = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
CLOSED_CLASSES = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ", "INTJ", "PUNCT"})
LEXICON_CLASSES = ("VERB", "NOUN", "ADJ")
LEAST_SEEN = {"VERB": 1, "NOUN": 2, "ADJ": 2}
"""How often a lemma must occur to enter the word list: a noun seen once may be somebody's private spelling."""


def build_lemmatizer(trees: Iterable[Tree]) -> Lemmatizer:
    """Count lemmas by UPOS, inflection and form, and keep those that differ from what the rules say.

    Our own lists have the last word: the irregular verbs over what a treebank says of a form, and the words of
    `words.txt` over a lemma that only an annotator's slip explains.
    """
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for word in tree.words:
            if word.xpos in {"NNP", "NNPS"} or "Typo=Yes" in word.feats:
                continue
            if _may_enter(word.form, word.lemma, word.upos):
                seen[word.upos, inflection(word.upos, word.feats), word.form.lower()][word.lemma] += 1
                lemmas[word.upos][word.lemma] += 1
    irregular = {form: base for base, forms in load_keyed("irregular.txt").items() for form in forms}
    own = {
        "VERB": {*load_keyed("words.txt")["verbs"], *load_keyed("irregular.txt")},
        "NOUN": set(load_keyed("words.txt")["nouns"]),
    }
    lexicon = {
        upos: frozenset(
            [lemma for lemma, count in lemmas[upos].items() if count >= LEAST_SEEN[upos] and lemma == lemma.lower()]
        ).union(own.get(upos, ()))
        for upos in LEXICON_CLASSES
    }
    rules = Lemmatizer(table={}, lexicon=lexicon)
    for form, base in irregular.items():
        seen["VERB", "past", form] = Counter([base])
        if form not in lexicon["VERB"]:
            seen["VERB", "base", form] = Counter([base])
    table = {}
    for (upos, kind, form), counts in sorted(seen.items()):
        lemma = min(counts, key=lambda candidate: (-counts[candidate], candidate))
        ruled = rules.rule(form, upos=upos, xpos="", kind=kind)
        words = own.get(upos, set())
        slip = form not in irregular and ruled in words and lemma not in words
        if ruled != lemma and not slip:
            table[upos, kind, form] = lemma
    return Lemmatizer(table=table, lexicon=lexicon)


def _may_enter(form: str, lemma: str, upos: str) -> bool:
    if upos in OPEN_CLASSES:
        return WORD.fullmatch(form) is not None and WORD.fullmatch(lemma) is not None
    return (
        upos in CLOSED_CLASSES and CLOSED_WORD.fullmatch(form) is not None and CLOSED_WORD.fullmatch(lemma) is not None
    )


def write_lemmatizer(lemmatizer: Lemmatizer, folder: Path) -> None:
    """Write the table and the word list, sorted, as tab-separated text."""
    rows = ["\t".join([*key, lemma]) for key, lemma in sorted(lemmatizer.table.items())]
    (folder / TABLE_FILE).write_text("\n".join(rows) + "\n", encoding="utf-8")
    words = ["\t".join([upos, *sorted(entries)]) for upos, entries in sorted(lemmatizer.lexicon.items())]
    (folder / LEXICON_FILE).write_text("\n".join(words) + "\n", encoding="utf-8")
