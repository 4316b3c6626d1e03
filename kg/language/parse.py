"""Article in, Document out.

The unit of computation is the article: its blocks go through the networks together and with nothing else. Sums of
floating-point numbers depend on what shares a matrix, so this is what makes a Document a function of its article
alone, whatever the batch size, the order of arrival or the number of processes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Final

from kg.language.capitals import with_names_cased
from kg.language.pipeline import Pipeline, load_pipeline
from kg.language.recurrence import carry_names
from kg.language.sentences import Piece, find_sentence_starts
from kg.language.surname_ends import with_stops_apart
from kg.language.tokens import TokenReader, read_names
from kg.language.words import Words, make_splitter
from kg.model import Article, Document, Sentence, Span
from kg.needs import Need

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

BLOCKS_AT_ONCE = 64
"""Texts of one article that go through the networks together; a long article takes several rounds."""

LONGEST_BLOCK = 20_000
"""Code points parsed at once; a longer block (no article of prose has one) is cut at a space."""

NAMER = "ner"
"""The component that marks names; all others serve the tree."""

Lemmas = Callable[[str], frozenset[str]]
"""Word form -> lemmas it can have, lower case."""

Sieve = Callable[[Sequence[Sequence[str]], Lemmas], Sequence[Need | None]]
"""The word forms of an article's sentences -> what each of them needs; None leaves it out."""

_ALL: Final = Need(tree=True, names=True)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Consecutive sentences of a block with one need; ``ranges`` are their tokens, half-open."""

    words: Words
    ranges: tuple[tuple[int, int], ...]
    start: int
    block: int
    need: Need


class Parser:
    """Turns articles into documents with one pipeline.

    Args:
        model: a package name or a folder of another UD pipeline; empty means the model of this package.
        sieve: tells which sentences need what, from their words; None reads every sentence in full. Another pipeline
            than our own splits sentences by itself, so it always reads all.

    Raises:
        DependencyError: when spaCy or the package named is not installed.
        UsageError: when the pipeline does not speak Universal Dependencies.

    >>> from kg.language import Parser                                                        # doctest: +SKIP
    >>> Parser().parse(article).sentences[0].tokens[0].upos                                   # doctest: +SKIP
    'PROPN'
    """

    def __init__(self, *, model: str = "", sieve: Sieve | None = None) -> None:
        self._pipeline: Pipeline = load_pipeline(model)
        self._sieve = sieve if self._pipeline.own else None
        self._split = make_splitter(self._pipeline.nlp)
        self._tokens = TokenReader(self._pipeline)
        self._trees = [pipe for name, pipe in self._pipeline.nlp.pipeline if name != NAMER]
        self._namer = [pipe for name, pipe in self._pipeline.nlp.pipeline if name == NAMER]

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
        texts = [
            (with_stops_apart(self._split(article.text[start:end])), start, number)
            for number, block in enumerate(article.blocks)
            for start, end in _cut(article.text, block.span)
        ]
        texts = [text for text in texts if len(text[0])]
        cased = with_names_cased([words for words, _, _ in texts], self._tokens.is_common)
        texts = [(words, start, number) for words, (_, start, number) in zip(cased, texts, strict=True)]
        read = self._read_own(texts) if self._pipeline.own else self._read_other(texts)
        return Document(article=article, sentences=tuple(read))

    def _read_other(self, texts: Sequence[tuple[Words, int, int]]) -> Iterator[Sentence]:
        """The sentences of texts with a pipeline that splits sentences itself."""
        docs = self._pipeline.nlp.pipe((self._doc(words) for words, _, _ in texts), batch_size=BLOCKS_AT_ONCE)
        for doc, (words, start, block) in zip(docs, texts, strict=True):
            ranges = [(span.start, span.end) for span in doc.sents]
            yield from self._tokens.sentences(doc, ranges, [start + offset for offset in words.offsets], block)

    def _read_own(self, texts: Sequence[tuple[Words, int, int]]) -> list[Sentence]:
        """The sentences of texts with our own model: split by rule, then read as far as they need."""
        stretches = list(self._stretches(texts))
        asked = [stretch.need.names for stretch in stretches for _ in stretch.ranges]
        return carry_names(list(self._read(stretches)), asked=asked)

    def _read(self, stretches: Sequence[_Stretch]) -> Iterator[Sentence]:
        docs = [self._doc_of(stretch) for stretch in stretches]
        _send([doc for doc, stretch in zip(docs, stretches, strict=True) if stretch.need.tree], self._trees)
        _send([doc for doc, stretch in zip(docs, stretches, strict=True) if stretch.need.names], self._namer)
        for doc, stretch in zip(docs, stretches, strict=True):
            first = stretch.ranges[0][0]
            offsets = [stretch.start + offset for offset in stretch.words.offsets[first : stretch.ranges[-1][1]]]
            ranges = [(start - first, end - first) for start, end in stretch.ranges]
            if stretch.need.tree:
                yield from self._tokens.sentences(doc, ranges, offsets, stretch.block)
            else:
                for start, end in ranges:
                    names = read_names(doc, start, end) if stretch.need.names else ()
                    forms = stretch.words.forms[first + start : first + end]
                    yield self._tokens.flat(forms, offsets[start:end], stretch.block, names)

    def _stretches(self, texts: Sequence[tuple[Words, int, int]]) -> Iterator[_Stretch]:
        ranges = [_sentences(words) for words, _, _ in texts]
        needs = iter(self._needs(texts, ranges))
        for (words, start, block), inside in zip(texts, ranges, strict=True):
            rows = [(next(needs), sentence) for sentence in inside]
            for need, group in groupby(rows, key=lambda row: row[0]):
                if need is not None:
                    yield _Stretch(words, tuple(sentence for _, sentence in group), start, block, need)

    def _needs(
        self, texts: Sequence[tuple[Words, int, int]], ranges: Sequence[Sequence[tuple[int, int]]]
    ) -> Sequence[Need | None]:
        if self._sieve is None:
            return [_ALL] * sum(map(len, ranges))
        forms = [
            words.forms[first:end] for (words, _, _), inside in zip(texts, ranges, strict=True) for first, end in inside
        ]
        return self._sieve(forms, self._tokens.lemmas)

    def _doc(self, words: Words, starts: list[bool | int | None] | None = None) -> Doc:
        from spacy.tokens import Doc  # noqa: PLC0415 - only the write side pays for it

        return Doc(self._pipeline.nlp.vocab, words=list(words.forms), spaces=list(words.spaced), sent_starts=starts)

    def _doc_of(self, stretch: _Stretch) -> Doc:
        first, end = stretch.ranges[0][0], stretch.ranges[-1][1]
        words = stretch.words
        opens = {start for start, _ in stretch.ranges}
        part = Words(words.forms[first:end], words.offsets[first:end], words.spaced[first:end])
        return self._doc(part, [index in opens for index in range(first, end)])


def _send(docs: list[Doc], pipes: Sequence[Callable[[Doc], Doc]]) -> None:
    """Send texts through components of a pipeline, which write into them."""
    stream: Iterable[Doc] = docs
    for pipe in pipes:
        stream = pipe.pipe(stream, batch_size=BLOCKS_AT_ONCE) if hasattr(pipe, "pipe") else map(pipe, stream)
    deque(stream, maxlen=0)


def _sentences(words: Words) -> list[tuple[int, int]]:
    """The sentences of a text by rule: token ranges, half-open."""
    pieces = [Piece(form, spaced) for form, spaced in zip(words.forms, words.spaced, strict=True)]
    starts = [index for index, opens in enumerate(find_sentence_starts(pieces)) if opens]
    return list(zip(starts, chain(starts[1:], (len(words),)), strict=True))


def _cut(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """The block, or its parts of at most `LONGEST_BLOCK` code points."""
    start = span.start
    while span.end - start > LONGEST_BLOCK:
        cut = text.rfind(" ", start + 1, start + LONGEST_BLOCK)
        end = cut if cut > start else start + LONGEST_BLOCK
        yield start, end
        start = end
    yield start, span.end
