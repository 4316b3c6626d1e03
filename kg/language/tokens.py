"""Tokens out of spaCy's: numbers turned into the words they stand for, each once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.language.guesses import CLOSED, guess_class
from kg.model import NameSpan, Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kg.language.pipeline import Pipeline

NAME_KINDS = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
"""Labels of name models and what they are here; others are left out."""

EMPTY = "_"
"""How spaCy writes that a word has no features."""

WORDS_KEPT = 65_536
"""Words whose lemmas are remembered."""


class TokenReader:
    """Reads the sentences of a parsed ``Doc``.

    Args:
        pipeline: the one that parsed it.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._strings = pipeline.nlp.vocab.strings
        self._lemmatizer = pipeline.lemmatizer
        self._names: dict[int, str] = {self._strings.add(EMPTY): ""}
        self._lemma = lru_cache(maxsize=WORDS_KEPT)(self._find_lemma)
        self.lemmas = lru_cache(maxsize=WORDS_KEPT)(self._find_lemmas)
        self._class = lru_cache(maxsize=WORDS_KEPT)(self._guess_class)

    def sentences(
        self, doc: Doc, ranges: Sequence[tuple[int, int]], offsets: Sequence[int], block: int
    ) -> list[Sentence]:
        """The sentences of a parsed text.

        Args:
            doc: parsed.
            ranges: tokens of each sentence, half-open.
            offsets: of each token's first character in ``Article.text``.
            block: index in ``Article.blocks``.
        """
        rows = doc.to_array(["POS", "TAG", "MORPH", "DEP", "HEAD"]).astype("int64").tolist()
        lemmas = None if self._lemmatizer is not None else [token.lemma_ for token in doc]
        words = [token.text for token in doc]
        found = []
        for first, end in ranges:
            tokens = []
            for index in range(first, end):
                pos, tag, morph, dep, head = rows[index]
                form, upos, xpos, feats = words[index], self._name(pos), self._name(tag), self._name(morph)
                deprel = self._name(dep)
                is_root = head == 0 or deprel == "ROOT"
                lemma = self._lemma(form, upos, xpos, feats) if lemmas is None else lemmas[index]
                start = offsets[index]
                tokens.append(
                    Token(
                        index=index - first,
                        form=form,
                        lemma=lemma or form,
                        upos=upos,
                        xpos=xpos,
                        feats=read_feats(feats),
                        head=-1 if is_root else index - first + head,
                        deprel="root" if is_root else deprel,
                        span=Span(start, start + len(form)),
                    )
                )
            span = Span(tokens[0].span.start, tokens[-1].span.end)
            found.append(Sentence(span=span, block=block, tokens=tuple(tokens), names=read_names(doc, first, end)))
        return found

    def flat(self, forms: Sequence[str], offsets: Sequence[int], block: int, names: tuple[NameSpan, ...]) -> Sentence:
        """A sentence that was not parsed: every token a root, its class guessed.

        Args:
            forms: its words.
            offsets: of their first characters in ``Article.text``.
            block: index in ``Article.blocks``.
            names: what a model marked, if one was asked.
        """
        tokens = tuple(
            Token(
                index=index,
                form=form,
                lemma=form.lower(),
                upos=self._class(form, opens=index == 0),
                xpos="",
                feats=(),
                head=-1,
                deprel="root",
                span=Span(offset, offset + len(form)),
            )
            for index, (form, offset) in enumerate(zip(forms, offsets, strict=True))
        )
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        return Sentence(span=span, block=block, tokens=tokens, names=names, parsed=False)

    def is_common(self, word: str) -> bool:
        """Whether a word in lower case is in the word lists; without lists every word is."""
        return self._lemmatizer is None or word in CLOSED or bool(self._lemmatizer.likely_class(word))

    def _name(self, number: int) -> str:
        """The word of spaCy's number for it; numbers of tags and relations are hashes, so they are few."""
        known = self._names.get(number)
        if known is None:
            known = self._names[number] = self._strings[number & 0xFFFFFFFFFFFFFFFF]
        return known

    def _find_lemma(self, form: str, upos: str, xpos: str, feats: str) -> str:
        return self._lemmatizer.lemma(form, upos=upos, xpos=xpos, feats=feats) if self._lemmatizer else form

    def _find_lemmas(self, form: str) -> frozenset[str]:
        return self._lemmatizer.lemmas(form) if self._lemmatizer else frozenset((form.lower(),))

    def _guess_class(self, form: str, *, opens: bool) -> str:
        return guess_class(form, opens=opens, lemmatizer=self._lemmatizer) if self._lemmatizer else "X"


def read_names(doc: Doc, first: int, end: int) -> tuple[NameSpan, ...]:
    """The names a model marked that lie inside a sentence, tokens ``first`` to ``end``."""
    return tuple(
        NameSpan(start=ent.start - first, end=ent.end - first, kind=NAME_KINDS[ent.label_])
        for ent in doc.ents
        if ent.label_ in NAME_KINDS and first <= ent.start and ent.end <= end
    )


@lru_cache(maxsize=4096)
def read_feats(feats: str) -> tuple[tuple[str, str], ...]:
    """UD features as pairs: ``Number=Sing|Person=3``."""
    pairs = (pair.partition("=") for pair in feats.split("|") if pair)
    return tuple((name, value) for name, _, value in pairs)
