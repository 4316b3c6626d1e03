"""Silver trees: sentences without trees, parsed by two teachers and kept where they agree.

Teachers trained on web and encyclopedia trees know little of newswire, but where two of them that saw different data
say the same they are mostly right, and the sentences themselves are what the student lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from training.conllu import Tree, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Token

    from training.templates import Lexicon

LEAST_AGREEMENT = 0.85
"""Share of words, punctuation left out, whose head and relation both teachers must give alike."""

SHORTEST, LONGEST = 4, 70
BATCH = 128
OPEN_TAGS = frozenset({"NN", "NNS", "VB", "VBD", "VBN", "VBZ", "VBP", "VBG", "JJ", "RB"})
"""Tags of the table that may overrule the teachers', and of the teachers' that may be overruled."""

PAST = frozenset({"VBD", "VBN"})
"""Where table and teacher differ between these two, the tree is most likely wrong."""

UNSETTLED = (frozenset({"JJ", "VBN"}), frozenset({"JJ", "VBG"}), frozenset({"NN", "VBG"}), frozenset({"JJ", "RB"}))
"""Pairs of tags that corpora tell apart by conventions of their own."""

NOMINAL_TAGS = frozenset({"NN", "NNS"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})
ODD_FOR_NOUN = frozenset({"advmod", "amod", "aux", "aux:pass", "cop", "mark", "cc", "det", "case"})
ODD_FOR_VERB = frozenset(
    {"amod", "advmod", "compound", "nmod", "obj", "obl", "nsubj", "nsubj:pass", "case", "flat", "acl"}
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A sentence to parse; `tags` are XPOS tags by `(start, end)` in `text` where a table gives them."""

    text: str
    doc_id: str
    tags: Mapping[tuple[int, int], str]


def parse_raw(teachers: Sequence[Language], sentences: Iterable[Raw], lexicon: Lexicon) -> Iterator[Tree]:
    """Trees of the sentences on which the teachers agree, as the first teacher has them, tags mended by the table."""
    rows = list(sentences)
    parsed = [
        teacher.pipe((_one_sentence(teachers[0], teacher, row.text) for row in rows), batch_size=BATCH)
        for teacher in teachers
    ]
    for number, (row, *docs) in enumerate(zip(rows, *parsed, strict=True)):
        if SHORTEST <= len(docs[0]) <= LONGEST and agreement(docs) >= LEAST_AGREEMENT:
            words = _mend(docs[0], row.tags, lexicon)
            if words is not None:
                yield Tree(sent_id=f"silver-{number}", doc_id=row.doc_id, text=row.text, words=words)


def _one_sentence(tokenizer: Language, teacher: Language, text: str) -> Doc:
    """The words of a text, as one sentence; every teacher gets the words of the first."""
    made = tokenizer.make_doc(text)
    doc = Doc(teacher.vocab, words=[token.text for token in made], spaces=[bool(token.whitespace_) for token in made])
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def agreement(docs: Sequence[Doc]) -> float:
    """Share of words to which all documents of the same words give the same head and relation."""
    same = total = 0
    for tokens in zip(*docs, strict=True):
        if all(token.dep_ == "punct" for token in tokens):
            continue
        total += 1
        same += len({(token.head.i, token.dep_) for token in tokens}) == 1
    return same / max(1, total)


def _mend(doc: Doc, tags: Mapping[tuple[int, int], str], lexicon: Lexicon) -> tuple[Word, ...] | None:
    """The words of a parsed sentence with the table's tags where they are better; None where the tree belies them."""
    words = []
    for token in doc:
        if token.is_space:
            return None
        start, end = token.idx, token.idx + len(token)
        xpos, upos, feats = token.tag_, token.pos_, str(token.morph)
        other = tags.get((start, end), xpos)
        if other != xpos and {other, xpos} <= OPEN_TAGS and {other, xpos} not in UNSETTLED:
            if {other, xpos} == PAST or _is_odd(token, other):
                return None
            xpos, upos, feats = lexicon.find(token.text, token.dep_, other)
        root = token.head.i == token.i
        head, deprel = (-1, "root") if root else (token.head.i, token.dep_)
        words.append(Word(token.text, "", upos, xpos, feats, head, deprel, start, end))
    return tuple(words)


def _is_odd(token: Token, tag: str) -> bool:
    if tag in NOMINAL_TAGS:
        return token.dep_ in ODD_FOR_NOUN
    return tag in FINITE_TAGS and token.dep_ in ODD_FOR_VERB
