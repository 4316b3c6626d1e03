"""Documents built by hand for the tests of persons: no language model, a flat tree with named subjects."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from kg.extraction.entities import understand
from kg.extraction.graph import Graph
from kg.extraction.scene import Scene
from kg.model import Article, Block, BlockKind, Document, Metadata, NameSpan, Sentence, Span, Token

_TOKEN = re.compile(r"(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Sen|St)\.|['’]s\b|\w+(?:['’](?!s\b)\w+)*|[^\w\s]")
_UPOS = {
    "PRON": "i he she him they it who his her their himself",
    "DET": "the a an this both",
    "ADP": "of in with for to from at on by after between",
    "CCONJ": "and or but",
    "ADJ": "foreign special former prime top nuclear new senior two three deputy nice",
    "VERB": "met said told visited arrived called wrote agreed spoke left greeted greet accompanied will refused "
    "received wanted fell paid delivered",
    "NUM": "one four",
    "NOUN": "delegates",
}
_TAGS = {word: tag for tag, words in _UPOS.items() for word in words.split()}

_LEMMAS = {"visited": "visit", "delivered": "deliver", "received": "receive", "paid": "pay", "spoke": "speak"}


@dataclass(frozen=True)
class Words:
    """One sentence: its text, what the name model marked, its subject (of the first verb), other heads by word."""

    text: str
    names: dict[str, str] = field(default_factory=dict)
    subject: str = ""
    objects: tuple[str, ...] = ()
    possessives: dict[str, str] = field(default_factory=dict)
    coordinated: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()  # word, its head, its relation


def document(*sentences: Words | str, headline_first: bool = False) -> Document:
    """A document of sentences, each in a block of its own."""
    given = [Words(sentence) if isinstance(sentence, str) else sentence for sentence in sentences]
    text = "\n".join(sentence.text for sentence in given)
    blocks, parsed, start = [], [], 0
    for number, sentence in enumerate(given):
        span = Span(start, start + len(sentence.text))
        kind = BlockKind.HEADLINE if headline_first and number == 0 else BlockKind.PARAGRAPH
        blocks.append(Block(kind, span))
        parsed.append(_sentence(sentence, number, span))
        start = span.end + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(Article("x.txt", text, digest, Metadata(), tuple(blocks)), tuple(parsed))


def _sentence(words: Words, block: int, span: Span) -> Sentence:
    found = [(match.group(), match.start()) for match in _TOKEN.finditer(words.text)]
    forms = [form for form, _ in found]
    tags = [_tag(form) for form in forms]
    root = tags.index("VERB") if "VERB" in tags else 0
    heads, labels = [root] * len(forms), ["dep"] * len(forms)
    heads[root], labels[root] = -1, "root"
    for phrase, label in [(words.subject, "nsubj"), *((phrase, "obj") for phrase in words.objects)]:
        if phrase:
            at = _find(forms, phrase)
            labels[at] = label
            for inner in range(at + 1, at + len(_TOKEN.findall(phrase))):
                heads[inner], labels[inner] = at, "flat"
    for phrase in words.coordinated:
        at = _find(forms, phrase)
        heads[at], labels[at] = _find(forms, words.subject), "conj"
        for inner in range(at + 1, at + len(_TOKEN.findall(phrase))):
            heads[inner], labels[inner] = at, "flat"
    for word, head, label in words.links:
        heads[_find(forms, word)], labels[_find(forms, word)] = _find(forms, head), label
    for word, noun in words.possessives.items():
        heads[_find(forms, word)], labels[_find(forms, word)] = _find(forms, noun), "nmod:poss"
    tokens = tuple(
        Token(
            index, form, _LEMMAS.get(form.lower(), form.lower()), tags[index], "",
            (("Number", "Plur"),) if form.endswith("ers") else (),
            heads[index],
            labels[index], Span(span.start + at, span.start + at + len(form)),
        )
        for index, (form, at) in enumerate(found)
    )  # fmt: skip
    names = tuple(
        NameSpan(at, at + len(_TOKEN.findall(phrase)), kind)
        for phrase, kind in words.names.items()
        for at in _all(forms, phrase)
    )
    return Sentence(span, block, tokens, names)


def _tag(form: str) -> str:
    if not form[0].isalnum():
        return "PART" if form in {"'s", "’s"} else "PUNCT"
    return _TAGS.get(form.lower(), "PROPN" if form[0].isupper() else "NOUN")


def _all(forms: list[str], phrase: str) -> list[int]:
    wanted = _TOKEN.findall(phrase)
    return [at for at in range(len(forms)) if forms[at : at + len(wanted)] == wanted]


def _find(forms: list[str], phrase: str) -> int:
    return _all(forms, phrase)[0]


def plain_graphs(given: Document) -> tuple[Graph, ...]:
    """Graphs with the basic tree alone."""
    return tuple(
        Graph(
            sentence,
            tuple(token.head for token in sentence.tokens),
            tuple(token.deprel for token in sentence.tokens),
            (),
        )
        for sentence in given.sentences
    )


def scene(*sentences: Words | str, headline_first: bool = False) -> Scene:
    """The scene of sentences."""
    given = document(*sentences, headline_first=headline_first)
    return understand(given, plain_graphs(given))


def meant(result: Scene, sentence: int, words: str) -> set[tuple[str, ...]]:
    """The entity keys that rows with exactly these words refer to, in a sentence."""
    return {
        row.entities
        for row in result.referring[sentence]
        if result.article.text[row.span.start : row.span.end] == words
    }


def persons(result: Scene) -> dict[str, list[str]]:
    """Names of the persons with the words that name them."""
    return {
        entity.name: [mention.text for mention in entity.mentions]
        for entity in result.entities.values()
        if entity.kind == "person"
    }
