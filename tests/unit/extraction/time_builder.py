"""Sentences by hand for tests of time and status: plain text, or a tree written token by token."""

import hashlib

from kg.extraction.graph import Graph
from kg.extraction.scene import Scene
from kg.model import Article, Block, BlockKind, Metadata, Sentence, Span, Token

MODALS = {"will", "would", "may", "might", "could", "should", "must", "can"}


def tree(text):
    """A graph from ``form|UPOS|deprel|head`` per word, head counted from 1, 0 for the root; lemma and feats may follow.

    Lemmas are the lower-case form unless given; feats are written ``Tense=Past,VerbForm=Fin``.
    """
    tokens = []
    offset = 0
    for index, word in enumerate(text.split()):
        form, upos, deprel, head, *more = word.split("|")
        lemma = more[0] if more and more[0] else form.lower()
        pairs = more[1].split(",") if len(more) > 1 else []
        feats = tuple(sorted(tuple(pair.split("=")) for pair in pairs))
        span = Span(offset, offset + len(form))
        tokens.append(Token(index, form, lemma, upos, "", feats, int(head) - 1, deprel, span))
        offset += len(form) + 1
    return graph_of(tokens)


def plain(text):
    """A graph of words that all hang on the first: enough to find expressions in."""
    tokens = []
    offset = 0
    for index, form in enumerate(text.split()):
        deprel = "dep" if index else "root"
        span = Span(offset, offset + len(form))
        tokens.append(Token(index, form, form.lower(), "X", "", (), 0 if index else -1, deprel, span))
        offset += len(form) + 1
    return graph_of(tokens)


def graph_of(tokens, transparent=None):
    """The graph of tokens, without enhanced edges."""
    sentence = Sentence(Span(0, tokens[-1].span.end), 0, tuple(tokens))
    heads = tuple(token.head for token in tokens)
    return Graph(sentence, heads, tuple(token.deprel for token in tokens), (), transparent or {})


def article(text, *, prose=()):
    """An article; ``prose`` are the stretches of its text that are blocks."""
    starts = [(text.index(part), len(part)) for part in prose]
    blocks = tuple(Block(BlockKind.PARAGRAPH, Span(start, start + length)) for start, length in starts)
    return Article("a.txt", text, hashlib.sha256(text.encode()).hexdigest(), Metadata(), blocks)


def scene(graph, referring=()):
    """The scene of one sentence."""
    words = " ".join(token.form for token in graph.tokens)
    return Scene(article(words), (graph,), {}, (tuple(referring),), ())


def word(graph, form):
    """Index of the first token of a form."""
    return next(token.index for token in graph.tokens if token.form == form)
