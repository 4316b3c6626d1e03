"""Article in, Document out.

The unit of computation is the article: its blocks go through the networks together and with nothing else. Sums of
floating-point numbers depend on what shares a matrix, so this is what makes a Document a function of its article
alone, whatever the batch size, the order of arrival or the number of processes.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from kg.language.pipeline import Pipeline, load_pipeline
from kg.language.sentences import Piece, find_sentence_starts
from kg.model import Article, Document, NameSpan, Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token as SpacyToken

BLOCKS_AT_ONCE = 64
"""Blocks of one article that go through the networks together; a long article takes several rounds."""

LONGEST_BLOCK = 20_000
"""Code points parsed at once; a longer block (no article of prose has one) is cut at a space."""

NAME_KINDS = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
"""Labels of name models and what they are here; others are left out."""

SPACES = str.maketrans(dict.fromkeys("\n\r\t\v\f\x85\u2028\u2029", " "))
"""No line break reaches the parser; one character for one, so that offsets stay."""


class Parser:
    """Turns articles into documents with one pipeline.

    Args:
        model: a package name or a folder of another UD pipeline; empty means the model of this package.

    Raises:
        DependencyError: when spaCy or the package named is not installed.
        UsageError: when the pipeline does not speak Universal Dependencies.

    >>> from kg.language import Parser                                                        # doctest: +SKIP
    >>> Parser().parse(article).sentences[0].tokens[0].upos                                   # doctest: +SKIP
    'PROPN'
    """

    def __init__(self, *, model: str = "") -> None:
        self._pipeline: Pipeline = load_pipeline(model)

    def digest(self) -> str:
        """Lower-case hex SHA-256 over the files of the model: its part of the provenance of a claim."""
        return self._pipeline.digest

    def describe(self) -> str:
        """Name and version of the model, for people."""
        return f"{self._pipeline.name} {self._pipeline.version}"

    def parse(self, article: Article) -> Document:
        """Parse the blocks of an article; masked text is not looked at."""
        with self._pipeline.nlp.memory_zone():
            return self._parse(article)

    def parse_many(self, articles: Iterable[Article], *, batch_size: int = 16) -> Iterator[Document]:
        """Parse articles in their order.

        Args:
            articles: any number; read as needed.
            batch_size: articles between two clearings of the string store; changes memory, never a value.
        """
        waiting = iter(articles)
        while batch := list(islice(waiting, batch_size)):
            with self._pipeline.nlp.memory_zone():
                documents = [self._parse(article) for article in batch]
            yield from documents

    def _parse(self, article: Article) -> Document:
        prepared: list[tuple[Doc, tuple[int, ...], int]] = []
        for number, block in enumerate(article.blocks):
            for start, end in _cut(article.text, block.span):
                doc, offsets = self._tokenize(article.text[start:end])
                if len(doc):
                    prepared.append((doc, tuple(start + offset for offset in offsets), number))
        docs = self._pipeline.nlp.pipe((doc for doc, _, _ in prepared), batch_size=BLOCKS_AT_ONCE)
        sentences = [
            self._to_sentence(span, offsets, number)
            for doc, (_, offsets, number) in zip(docs, prepared, strict=True)
            for span in doc.sents
        ]
        return Document(article=article, sentences=tuple(sentences))

    def _tokenize(self, text: str) -> tuple[Doc, tuple[int, ...]]:
        """The words of a block without white space, with their offsets in `text`; starts preset for our own model."""
        nlp = self._pipeline.nlp
        made = nlp.make_doc(text.translate(SPACES))
        doc, offsets = _without_spaces(made, nlp)
        if self._pipeline.own and len(doc):
            starts = find_sentence_starts([Piece(token.text, bool(token.whitespace_)) for token in doc])
            for token, first in zip(doc, starts, strict=True):
                token.is_sent_start = first
        return doc, offsets

    def _to_sentence(self, span: SpacySpan, offsets: tuple[int, ...], block: int) -> Sentence:
        tokens = tuple(self._to_token(token, span.start, offsets) for token in span)
        names = tuple(
            NameSpan(start=ent.start - span.start, end=ent.end - span.start, kind=NAME_KINDS[ent.label_])
            for ent in span.ents
            if ent.label_ in NAME_KINDS and span.start <= ent.start and ent.end <= span.end
        )
        whole = Span(tokens[0].span.start, tokens[-1].span.end)
        return Sentence(span=whole, block=block, tokens=tokens, names=names)

    def _to_token(self, token: SpacyToken, first: int, offsets: tuple[int, ...]) -> Token:
        feats = str(token.morph)
        start = offsets[token.i]
        is_root = token.dep_ == "ROOT" or token.head.i == token.i
        lemmatizer = self._pipeline.lemmatizer
        lemma = (
            lemmatizer.lemma(token.text, upos=token.pos_, xpos=token.tag_, feats=feats) if lemmatizer else token.lemma_
        )
        return Token(
            index=token.i - first,
            form=token.text,
            lemma=lemma or token.text,
            upos=token.pos_,
            xpos=token.tag_,
            feats=_to_feats(feats),
            head=-1 if is_root else token.head.i - first,
            deprel="root" if is_root else token.dep_,
            span=Span(start, start + len(token.text)),
        )


@lru_cache(maxsize=4096)
def _to_feats(feats: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition("=") for pair in feats.split("|") if pair)
    return tuple((name, value) for name, _, value in pairs)


def _without_spaces(made: Doc, nlp: Language) -> tuple[Doc, tuple[int, ...]]:
    from spacy.tokens import Doc  # noqa: PLC0415 - only the write side pays for it

    words = [token for token in made if not token.is_space]
    offsets = tuple(token.idx for token in words)
    ends = [token.idx + len(token.text) for token in words]
    spaces = [end < start for end, start in zip(ends, [*offsets[1:], *ends[-1:]], strict=True)] if words else []
    return Doc(nlp.vocab, words=[token.text for token in words], spaces=spaces), offsets


def _cut(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The block, or its parts of at most `LONGEST_BLOCK` code points."""
    start = span.start
    while span.end - start > LONGEST_BLOCK:
        cut = text.rfind(" ", start + 1, start + LONGEST_BLOCK)
        end = cut if cut > start else start + LONGEST_BLOCK
        yield start, end
        start = end
    yield start, span.end
