"""Where "here", "there", "the capital" and "the region" are.

They are the dateline's town, the place, the state's capital and the region named last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.gazetteer import capital_of, city_country, lookup
from kg.extraction.journey_words import ARRIVING, JOURNEYS, TRAVELLING
from kg.extraction.quotations import find_quotations
from kg.extraction.relations import NARROWING
from kg.extraction.scene import Referring
from kg.extraction.wordlists import word_set
from kg.model import Span
from kg.reading import find_dateline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.graph import Graph
    from kg.extraction.register import Register
    from kg.model import Article

_FAR_BACK: Final = 1  # sentences before the one that says "there"
_CAPITAL_BACK: Final = 3
_POINTING: Final = frozenset({"here", "there", "capital", "region"})
_SENT: Final = word_set("expect due shuttle send dispatch mediate")
_GOING: Final = JOURNEYS | TRAVELLING | ARRIVING | _SENT
_REGION_BACK: Final = 12  # sentences
_HEAD_LINES: Final = 8
_UNNAMED: Final = frozenset({"pronoun", "possessive"})
_STUDIO: Final = frozenset({"INTRO", "VOICE", "TEXT", "TAPE"})  # labels of a broadcaster's script
_OWNING: Final = frozenset({"amod", "nmod:poss"})
_BY_NAME: Final = frozenset({"demonym", "name"})


def deictic_places(
    article: Article, graphs: Sequence[Graph], referring: Sequence[Sequence[Referring]], register: Register
) -> tuple[tuple[Referring, ...], ...]:
    """What words for places that name none refer to, by sentence.

    Args:
        article: for its dateline and quotations: "here" between quotation marks is where somebody spoke.
        graphs: of its sentences.
        referring: what refers in them already.
        register: takes the dateline's town and capitals that nothing names.
    """
    quoted = tuple(quotation.inner for quotation in find_quotations(article))
    rows: list[tuple[Referring, ...]] = []
    for sentence, graph in enumerate(graphs):
        rows.append(tuple(_of_sentence(article, sentence, graph, referring, register, quoted)))
    return tuple(rows)


def is_deictic(graph: Graph, index: int) -> bool:
    """Whether a token is "here" or "there" as an adverb of place."""
    token = graph.tokens[index]
    return token.form.lower() in {"here", "there"} and token.upos == "ADV" and graph.deprels[index] != "expl"


def _of_sentence(
    article: Article,
    sentence: int,
    graph: Graph,
    referring: Sequence[Sequence[Referring]],
    register: Register,
    quoted: Sequence[Span],
) -> Iterator[Referring]:
    if _POINTING.isdisjoint(graph.lower):
        return
    for token, word in zip(graph.tokens, graph.lower, strict=True):
        key = ""
        if word not in _POINTING or any(span.covers(token.span) for span in quoted):
            continue
        if is_deictic(graph, token.index):
            key = (
                _dateline_town(article, register) if word == "here" else _named_before(sentence, token.index, referring)
            )
        elif word == "region":
            key = _region(sentence, token.index, graph, referring, register)
        elif word == "capital" and _is_bare(graph, token.index):
            key = _capital(sentence, token.index, referring, register, token.span)
        elif word == "capital":
            key = _capital_of(graph, token.index, referring[sentence], register)
        if key:
            place = (sentence, token.index, token.index + 1, token.index, token.span)
            yield Referring(*place, (key,), "place", "description", as_place=key)


def _dateline_town(article: Article, register: Register) -> str:
    """The key of the town in the article's dateline; empty where it has none."""
    for start, head in _heads(article):
        found = find_dateline(head, first=True)
        if found is None or not found.place or found.place.upper() in _STUDIO:
            continue
        written = found.place.partition(",")[0].strip()
        at = start + head.find(written)
        name = " ".join(word.capitalize() if word.isupper() else word for word in written.split())
        known = lookup(name)
        if known is not None and known.kind not in {"capital", "region", "site", "seat"}:
            return ""
        state = known.state if known is not None else city_country(name)
        return register.place(known.name if known is not None else name, state, span=Span(at, at + len(written))).key
    return ""


def _heads(article: Article) -> Iterator[tuple[int, str]]:
    """Where a dateline may stand, with its offset: before a block on its line, or as one of the first lines alone."""
    for block in article.blocks:
        start = article.text.rfind("\n", 0, block.span.start) + 1
        if start < block.span.start:
            yield start, article.text[start : block.span.end]
    start = 0
    for line in article.text.split("\n")[:_HEAD_LINES]:
        inside = any(block.span.start < start + len(line) and start < block.span.end for block in article.blocks)
        if line and not inside and any(character.isdigit() for character in line):
            yield start, f"{line} - A"
        start += len(line) + 1


def _named_before(sentence: int, index: int, referring: Sequence[Sequence[Referring]]) -> str:
    """The key of the place or state named last before a token."""
    for item in _before(sentence, index, referring, _FAR_BACK):
        if item.how in _UNNAMED:
            continue
        if item.as_place or item.kind == "place":
            return item.as_place or item.entities[0]
        if item.kind == "country" and item.how == "name":
            return item.entities[0]
    return ""


def _capital(
    sentence: int, index: int, referring: Sequence[Sequence[Referring]], register: Register, span: Span
) -> str:
    """The key of the capital of the state named last before a token."""
    for item in _before(sentence, index, referring, _CAPITAL_BACK):
        if item.kind != "country" or item.how in _UNNAMED or len(item.entities) != 1:
            continue
        reference = register.drafts[item.entities[0]].reference.removeprefix("iso:")
        city = capital_of(reference)
        if city:
            draft = register.place(city, reference)
            draft.hints.add(span)
            return draft.key
    return ""


def _region(
    sentence: int, index: int, graph: Graph, referring: Sequence[Sequence[Referring]], register: Register
) -> str:
    """The key of the region named last, for "the region" that somebody goes to; empty where none is."""
    above = graph.heads[index]
    if above < 0 or graph.tokens[above].lemma.lower() not in _GOING or not _is_bare(graph, index):
        return ""
    for item in _before(sentence, index, referring, _REGION_BACK):
        if item.kind == "place" and item.how == "name" and len(item.entities) == 1:
            known = lookup(register.drafts[item.entities[0]].name)
            if known is not None and known.kind == "region" and not known.state:
                return item.entities[0]
    return ""


def _capital_of(graph: Graph, index: int, row: Sequence[Referring], register: Register) -> str:
    """The key of the capital in "the Chilean capital", "Chile's capital"."""
    children = [child for child in graph.children(index) if graph.deprels[child] in NARROWING]
    if len(children) != 1 or graph.deprels[children[0]] not in _OWNING:
        return ""
    state = next((item for item in row if item.head == children[0] and item.kind == "country"), None)
    if state is None or len(state.entities) != 1 or state.how not in _BY_NAME:
        return ""
    reference = register.drafts[state.entities[0]].reference.removeprefix("iso:")
    city = capital_of(reference)
    if not city:
        return ""
    draft = register.place(city, reference)
    draft.hints.add(graph.tokens[index].span)
    return draft.key


def _before(sentence: int, index: int, referring: Sequence[Sequence[Referring]], far: int) -> Iterator[Referring]:
    """What refers before a token, nearest first."""
    for earlier in range(sentence, max(sentence - far, 0) - 1, -1):
        for item in sorted(referring[earlier], key=lambda one: one.start, reverse=True):
            if earlier < sentence or item.end <= index:
                yield item


def _is_bare(graph: Graph, index: int) -> bool:
    """Whether "the" alone stands with the noun."""
    children = graph.children(index)
    return any(graph.tokens[child].form.lower() == "the" for child in children) and not any(
        graph.deprels[child] in NARROWING for child in children
    )
