"""The treebanks: which trees are trained on, and how they become spaCy documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from training.conllu import Tree, Word, read_conllu, shift_tree

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.vocab import Vocab

OPEN_GUM_GENRES = ("academic", "bio", "court", "interview", "news", "voyage", "textbook", "vlog", "speech")
"""Genres of GUM whose texts may be trained on (see the licences beside the corpus)."""

LONGEST_GROUP = 6
"""Sentences of one document joined at most, so that the parser learns where sentences end."""

CURLY = str.maketrans({"'": "’"})


def read_file(path: Path) -> list[Tree]:
    """All trees of one CoNLL-U file."""
    with path.open(encoding="utf-8") as lines:
        return list(read_conllu(lines))


def load_ewt_train(corpora: Path) -> list[Tree]:
    """The training part of EWT, rebuilt from its per-document files: all sentences less those of dev and test."""
    held_out = {
        tree.sent_id for part in ("dev", "test") for tree in read_file(corpora / f"EWT/en_ewt-ud-{part}.conllu")
    }
    trees = []
    for path in sorted((corpora / "EWT/not-to-release/sources").glob("*/*.conllu")):
        trees += [tree for tree in read_file(path) if tree.sent_id not in held_out]
    return trees


def load_gum_train(corpora: Path) -> list[Tree]:
    """The training part of GUM, open genres only."""
    held_out = {
        tree.sent_id for part in ("dev", "test") for tree in read_file(corpora / f"GUM/en_gum-ud-{part}.conllu")
    }
    trees = []
    for path in sorted((corpora / "GUM/not-to-release/sources").glob("GUM_*.conllu")):
        if path.name.split("_")[1] in OPEN_GUM_GENRES:
            trees += [tree for tree in read_file(path) if tree.sent_id not in held_out]
    return trees


def group_trees(trees: Sequence[Tree], *, rng: random.Random, longest: int = LONGEST_GROUP) -> Iterator[list[Tree]]:
    """Neighbouring sentences of one document in groups of 1 to `longest`."""
    group: list[Tree] = []
    size = rng.randint(1, longest)
    for tree in trees:
        if group and (len(group) >= size or group[-1].doc_id != tree.doc_id):
            yield group
            group, size = [], rng.randint(1, longest)
        group.append(tree)
    if group:
        yield group


def join_trees(group: Iterable[Tree]) -> tuple[str, tuple[Word, ...], tuple[int, ...]]:
    """Text, words and the indices of the first words of several sentences, one space between them."""
    text = ""
    words: list[Word] = []
    starts = []
    for tree in group:
        if text:
            text += " "
        starts.append(len(words))
        words += shift_tree(tree, words=len(words), characters=len(text))
        text += tree.text
    return text, tuple(words), tuple(starts)


def curl_quotes(tree: Tree) -> Tree:
    """The same tree with typographic quotation marks, as news agencies set them."""
    letters = list(tree.text.translate(CURLY))
    opening = True
    for place, letter in enumerate(letters):
        if letter == '"':
            letters[place] = "“" if opening else "”"
            opening = not opening
    text = "".join(letters)
    words = tuple(replace(word, form=text[word.start : word.end]) for word in tree.words)
    return replace(tree, text=text, words=words)


def to_doc(group: Sequence[Tree], vocab: Vocab) -> Doc | None:
    """A gold document of several sentences, or None where a contraction cannot be split by letters."""
    if not all(tree.is_plain for tree in group):
        return None
    text, words, starts = join_trees(group)
    spaces = [word.end < len(text) and text[word.end] == " " for word in words]
    first = set(starts)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=spaces,
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=[index if word.head < 0 else word.head for index, word in enumerate(words)],
        deps=["ROOT" if word.head < 0 else word.deprel for word in words],
        sent_starts=[index in first for index in range(len(words))],
    )


def to_docs(trees: Sequence[Tree], vocab: Vocab, *, rng: random.Random, curly_share: float = 0.5) -> list[Doc]:
    """Gold documents of grouped sentences, `curly_share` of them with typographic quotation marks."""
    docs = []
    for group in group_trees(trees, rng=rng):
        plain = [tree for tree in group if tree.is_plain]
        if rng.random() < curly_share:
            plain = [curl_quotes(tree) for tree in plain]
        doc = to_doc(plain, vocab) if plain else None
        if doc is not None:
            docs.append(doc)
    return docs
