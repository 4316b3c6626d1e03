"""Offices whose holder the sentence after names: "The Chadian envoy arrived on Monday. Ana Reis was met by ...".

Stories open with the office and name its holder where the next sentence begins. Words decide: the first sentence names
no person and tells of one office of a state or body that acts; the next one opens with a full name seen for the first
time, to which the article gives no other office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from kg.extraction.offices import Office, office
from kg.extraction.relations import base
from kg.extraction.scene import Referring
from kg.extraction.wordlists import NOT_HOLDING
from kg.model import BlockKind, Document, PositionClaim, Span
from kg.names import bare

if TYPE_CHECKING:
    from kg.extraction.graph import Graph
    from kg.extraction.names import Name, SentenceNames
    from kg.extraction.people import Person

_FIRST: Final = 3  # sentences behind the headline in which an office can open the story
_LONGEST: Final = 7
_FULL: Final = 2  # words of a full name
_UNSURE: Final = NOT_HOLDING | {"every", "no"}
_RANKS: Final = frozenset(
    "general colonel captain major marshal admiral lieutenant brigadier sheikh prince secretary minister envoy".split()
)


def lead_offices(
    document: Document,
    graphs: Sequence[Graph],
    names: Sequence[SentenceNames],
    rows: Sequence[Sequence[Referring]],
    people: tuple[Sequence[Person], Sequence[str]],
    claims: Sequence[PositionClaim],
) -> Iterator[tuple[PositionClaim, Referring]]:
    """The offices that a story's opening leaves without a name, with the words that stand for their holders.

    Args:
        document: the parsed article.
        graphs: one per sentence.
        names: per sentence.
        rows: per sentence, what names, titles and institutions refer to.
        people: the article's persons and their keys.
        claims: the offices told outright.
    """
    body = [
        index
        for index, sentence in enumerate(document.sentences)
        if document.article.blocks[sentence.block].kind is not BlockKind.HEADLINE
    ]
    seen = {
        key: min((one.sentence for one in person.sightings if one.sentence in body), default=-1)
        for person, key in zip(*people, strict=True)
    }
    for index, after in islice(pairwise(body), _FIRST):
        found = _office(graphs[index], names[index], rows[index], document)
        if found is None:
            continue
        claim, wanted, words = found
        if any(not one.former and _fits(one, wanted) for one in claims):
            continue
        key = _opening(names[after], rows[after])
        if key and seen.get(key) == after and _free(key, wanted, claims):
            yield replace(claim, holder=key), replace(words, sentence=index, entities=(key,))


def _fits(claim: PositionClaim, wanted: Office) -> bool:
    """Whether an office told is the one wanted."""
    held = office(claim.title.split(), claim.organization)
    return held is not None and held.fits(wanted)


def _office(
    graph: Graph, found: SentenceNames, rows: Sequence[Referring], document: Document
) -> tuple[PositionClaim, Office, Referring] | None:
    """The only office that acts in a sentence which names nobody, without a holder, and its noun phrase."""
    if any(row.kind == "person" for row in rows):
        return None
    marked = found.marked
    done = []
    for at, letter in enumerate(marked.letters):
        label = base(graph.deprels[at])
        if letter != "H" or graph.tokens[at].feat("Number") == "Plur" or marked.letters[at + 1 : at + 2] in ("H", "N"):
            continue
        start = _start(found, at)
        behind = at + 2 + (marked.letters[at + 1 : at + 3] == "OD") if marked.letters[at + 1 : at + 2] == "O" else -1
        owners = {
            row.start: row
            for row in sorted(rows, key=_reach)  # of "the UN Relief Agency" not the UN
            if row.kind in {"country", "organization"} and (start <= row.start < at or row.start == behind)
        }
        acts = label == "nsubj" or marked.lower[start - 1 : start] == ("by",)
        if len(owners) != 1 or not acts or not _is_definite(found, start, at):
            continue
        owner = next(iter(owners.values()))
        words = [
            index for index in range(owner.end if owner.start < at else start, at + 1) if marked.letters[index] in "HM-"
        ]
        wanted = office([marked.lower[index] for index in words], owner.entities[0])
        if wanted is None or _UNSURE & set(marked.lower[start:at]):
            continue
        before = [marked.tokens[index].form for index in words]
        span = Span(marked.tokens[words[0]].span.start, marked.tokens[at].span.end)
        title = " ".join(before).replace(" - ", "-")
        if words == list(range(words[0], at + 1)):
            title = document.article.text[span.start : span.end]
        claim = PositionClaim("", title, owner.entities[0], False, span, marked.sentence.span)
        end = max(at + 1, owner.end)
        whole = Span(marked.tokens[start].span.start, marked.tokens[end - 1].span.end)
        done.append((claim, wanted, Referring(0, start, end, at, whole, (), "person", "office")))
    return done[0] if len(done) == 1 else None


def _reach(row: Referring) -> int:
    """The end of the name of a body, before all else that refers."""
    return row.end if row.kind == "organization" and row.how == "name" else -1


def _start(found: SentenceNames, at: int) -> int:
    """First token of the noun phrase that ends in an office."""
    marked, start = found.marked, at
    while start > 0 and at - start < _LONGEST:
        letter = marked.letters[start - 1]
        if letter not in "GMDNI-P" and not (letter == "x" and marked.tokens[start - 1].upos == "ADJ"):
            break
        start -= 1
        if letter == "D":
            break
    return start


def _is_definite(found: SentenceNames, start: int, at: int) -> bool:
    """Whether "the" opens a phrase or somebody owns it: one holder is meant."""
    return found.marked.lower[start] == "the" or "P" in found.marked.letters[start:at]


def _opening(found: SentenceNames, rows: Sequence[Referring]) -> str:
    """The person with whose full name a sentence opens, with nothing said of it behind a comma; empty where none is."""
    named: list[Name] = [name for name in found.names if name.kind == "person"]
    if not named or len(bare(named[0].text)) < _FULL:
        return ""
    first, letters = named[0], found.marked.letters
    described = letters[first.end : first.end + 2]  # "Ana Reis, an analyst", "Ana Reis's letter"
    if set(letters[: first.start]) - set("HMR.") or described[:1] == "P" or described == ",D":
        return ""
    return next((row.entities[0] for row in rows if row.start == first.start and row.kind == "person"), "")


def _free(key: str, wanted: Office, claims: Sequence[PositionClaim]) -> bool:
    """Whether the article gives a person no office but ranks, the one wanted, or one of the same body.

    A minister is of a state: he is not the head of a commission or a party.
    """
    ranks = _RANKS - {"minister"} if wanted.organization.startswith("organization/") else _RANKS
    own: Mapping[PositionClaim, Office | None] = {
        claim: office(claim.title.split(), claim.organization) for claim in claims if claim.holder == key
    }
    return all(
        claim.organization in ("", wanted.organization)
        and (held is None or held.head in ranks or (held.fits(wanted) and wanted.fits(held)))
        for claim, held in own.items()
    )
