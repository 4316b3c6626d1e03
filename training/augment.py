"""Name substitution in trees: the persons of a treebank under made-up names of many cultures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.lists import draw_person, load_cultures

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from training.conllu import Tree, Word

SUBSTITUTION_SHARE = 0.6
"""Share of the trees with a person's full name that are added a second time under other names."""


def find_persons(tree: Tree) -> list[tuple[int, int]]:
    """Word spans `(first, end)` of persons named in full: a known given name, or a titled name, and `flat` parts."""
    given = {name for culture in load_cultures() for name in culture.given}
    titled = {word.head for word in tree.words if word.deprel == "nmod:desc"}
    spans = []
    for index, word in enumerate(tree.words):
        known = word.form in given or index in titled
        if word.upos != "PROPN" or word.deprel == "flat" or not known:
            continue
        end = index + 1
        while end < len(tree.words) and tree.words[end].deprel == "flat" and tree.words[end].head == index:
            end += 1
        governed = any(index < other.head < end for other in tree.words)
        if end > index + 1 and not governed:
            spans.append((index, end))
    return spans


def substitute_persons(tree: Tree, spans: Sequence[tuple[int, int]], *, rng: random.Random) -> Tree:
    """The tree with each span of `find_persons` under another name; heads and offsets follow."""
    first = dict(spans)
    inside = {index for start, end in spans for index in range(start + 1, end)}
    places: dict[int, int] = {}
    count = 0
    names: dict[int, list[str]] = {}
    for index in range(len(tree.words)):
        if index in inside:
            continue
        places[index] = count
        if index in first:
            names[index] = split_name(draw_person(rng)[0])
        count += len(names.get(index, "x"))
    text = ""
    words: list[Word] = []
    for index, word in enumerate(tree.words):
        if index in inside:
            continue
        head = -1 if word.head < 0 else places[word.head]
        forms = names.get(index, [word.form])
        for number, form in enumerate(forms):
            if number and form != "-" and forms[number - 1] != "-":
                text += " "
            start = len(text)
            text += form
            lemma = form if number else word.lemma
            part = replace(word, form=form, lemma=lemma, head=head, start=start, end=len(text))
            words.append(part if number == 0 else _flat(part, places[index], form, len(words)))
        last = tree.words[first.get(index, index + 1) - 1]
        text += " " if last.end < len(tree.text) and tree.text[last.end] == " " else ""
    return replace(tree, sent_id=f"{tree.sent_id}-names", text=text.rstrip(" "), words=tuple(words))


def split_name(name: str) -> list[str]:
    """A name as UD words: a hyphen is a word of its own."""
    return name.replace("-", " - ").split(" ")


def _flat(word: Word, head: int, form: str, place: int) -> Word:
    if form == "-":
        return replace(word, upos="PUNCT", xpos="HYPH", feats="", head=place + 1, deprel="punct")
    return replace(word, upos="PROPN", xpos="NNP", feats="Number=Sing", head=head, deprel="flat")


def substituted(trees: Sequence[Tree], *, rng: random.Random) -> Iterator[Tree]:
    """Second copies, under other names, of a share of the trees that name a person in full."""
    for tree in trees:
        spans = find_persons(tree) if tree.is_plain else []
        if spans and rng.random() < SUBSTITUTION_SHARE:
            yield substitute_persons(tree, spans, rng=rng)
