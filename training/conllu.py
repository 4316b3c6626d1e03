"""CoNLL-U and the IOB2 form of UNER: text in, sentences of words with character offsets out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word (a CoNLL-U line), with its place in the text of its sentence.

    `start` and `end` are code points of `Tree.text`, half-open. `head` is the index of the governor in
    `Tree.words`, or -1 for the root. `whole` is False where the word is a part of a contraction whose
    letters are not those of its parts ("dunno"): such words share the span of the contraction.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    misc: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence: its text, its words, and where it stood."""

    sent_id: str
    doc_id: str
    text: str
    words: tuple[Word, ...]

    @property
    def is_plain(self) -> bool:
        """True when the letters of every word stand in the text, so that the tree can be aligned word by word."""
        return all(word.whole for word in self.words)


def read_conllu(lines: Iterable[str]) -> Iterator[Tree]:
    """Read the trees of a CoNLL-U file (https://universaldependencies.org/format.html), empty nodes left out.

    The text of a sentence is built from the forms and `SpaceAfter=No`, so that offsets always fit.
    """
    doc_id = sent_id = ""
    rows: list[list[str]] = []
    for raw in lines:
        line = raw.rstrip("\n")
        if line.startswith("# newdoc"):
            doc_id = line.partition("=")[2].strip()
        elif line.startswith("# sent_id"):
            sent_id = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield _to_tree(rows, sent_id, doc_id)
            rows = []
    if rows:
        yield _to_tree(rows, sent_id, doc_id)


def _to_tree(rows: list[list[str]], sent_id: str, doc_id: str) -> Tree:
    text = ""
    words: list[Word] = []
    row_index = 0
    while row_index < len(rows):
        row = rows[row_index]
        if "." in row[0]:
            row_index += 1
            continue
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            parts = rows[row_index + 1 : row_index + 2 + last - first]
            surface, misc = row[1], row[9]
        else:
            parts, surface, misc = [row], row[1], row[9]
        fits = "".join(part[1] for part in parts) == surface
        start = len(text)
        for part in parts:
            end = start + len(part[1]) if fits else len(text) + len(surface)
            words.append(
                Word(
                    form=part[1], lemma=part[2], upos=part[3], xpos=part[4],
                    feats="" if part[5] == "_" else part[5], head=int(part[6]) - 1, deprel=part[7],
                    start=start, end=end, misc=part[9], whole=fits,
                )
            )  # fmt: skip
            start = end if fits else start
        text += surface + ("" if "SpaceAfter=No" in misc.split("|") else " ")
        row_index += len(parts) + (1 if "-" in row[0] else 0)
    return Tree(sent_id=sent_id, doc_id=doc_id, text=text.rstrip(" "), words=tuple(words))


def shift_tree(tree: Tree, *, words: int, characters: int) -> tuple[Word, ...]:
    """The words of a tree moved behind `words` words and `characters` code points of other sentences."""
    return tuple(
        replace(
            word,
            head=-1 if word.head < 0 else word.head + words,
            start=word.start + characters,
            end=word.end + characters,
        )
        for word in tree.words
    )


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence with its names: `(start, end, label)` in code points of `text`, half-open, not overlapping."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def read_iob2(lines: Iterable[str]) -> Iterator[tuple[str, NamedSentence]]:
    """Read UNER's IOB2 files: pairs of sentence id and sentence, words placed in the `# text` line in order."""
    sent_id = text = ""
    rows: list[list[str]] = []
    for raw in [*lines, ""]:
        line = raw.rstrip("\n")
        if line.startswith("# sent_id"):
            sent_id = line.partition("=")[2].strip()
        elif line.startswith("# text"):
            text = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield sent_id, to_named([row[1] for row in rows], [row[2] for row in rows], text)
            rows = []


def to_named(forms: list[str], tags: list[str], text: str) -> NamedSentence:
    """Place `forms` in `text` and turn their B-/I-/O `tags` into spans; a form that is not found ends its name."""
    position = 0
    open_name: tuple[int, int, str] | None = None
    names: list[tuple[int, int, str]] = []
    for form, tag in zip(forms, tags, strict=True):
        start = text.find(form, position)
        if start < 0:
            continue
        position = start + len(form)
        prefix, _, label = tag.partition("-")
        if prefix == "I" and open_name is not None and open_name[2] == label:
            open_name = (open_name[0], position, label)
            continue
        if open_name is not None:
            names.append(open_name)
        open_name = (start, position, label) if prefix in {"B", "I"} else None
    if open_name is not None:
        names.append(open_name)
    return NamedSentence(text=text, names=tuple(names))
