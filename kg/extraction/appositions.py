"""Named repairs of names beside the office that tells who they are, and of phrases before a noun they cannot modify."""

from __future__ import annotations

from typing import Final

from kg.extraction.needs import needs
from kg.extraction.tree import Tree
from kg.extraction.wordlists import ROLE_NOUNS

_WINDOW: Final = 7  # tokens between an office and the comma before the name: "minister for trade and the sea, X,"
_AFTER: Final = frozenset((",", ".", "who", ";", "-", "–", "—"))
_STANDING: Final = ("nsubj", "obj", "obl", "conj", "parataxis", "dep", "nmod", "root")


@needs(ROLE_NOUNS, ("PERSON",), (",",))
def name_after_office(tree: Tree) -> None:
    """For "met his Chadian colleague, X, who ..." with X hung in the next clause: X is who the colleague is."""
    for name in tree.names:
        if name.kind != "PERSON" or name.start < 2 or tree.lower[name.start - 1] != ",":
            continue
        if name.end < len(tree) and tree.lower[name.end] not in _AFTER:
            continue
        head = _head(tree, name.start, name.end)
        if head < 0 or not tree.is_a(head, *_STANDING) or tree.case(head) or tree.children(head, "cc"):
            continue
        office = _office_before(tree, name.start - 1)
        if office < 0 or tree.under(office, head) or tree.heads[head] == office:
            continue
        if tree.children(office, "appos", "flat", "conj") or any(at in tree.persons for at in range(office, head - 1)):
            continue
        tree.move(head, head=office, deprel="appos")


def _head(tree: Tree, start: int, end: int) -> int:
    """The token of a name on which the others hang; -1 where it falls apart."""
    tops = [index for index in range(start, end) if not start <= tree.heads[index] < end]
    return tops[0] if len(tops) == 1 else -1


def _office_before(tree: Tree, comma: int) -> int:
    """The office whose noun phrase ends at a comma: "his colleague,", "the minister for trade of Chad,"; else -1."""
    for index in range(comma - 1, max(-1, comma - 1 - _WINDOW), -1):
        if tree.tokens[index].upos == "VERB" or tree.lower[index] == ",":
            return -1
        if tree.tokens[index].upos in ("NOUN", "PROPN") and tree.tokens[index].lemma.lower() in ROLE_NOUNS:
            inside = all(tree.under(at, index) for at in range(index + 1, comma) if tree.tokens[at].upos != "PUNCT")
            several = tree.tokens[index].feat("Number") == "Plur"
            return index if inside and not several else -1
    return -1


@needs(("nmod",), ("case",))
def phrase_before_noun(tree: Tree) -> None:
    """For "In a letter, the envoy asked" with the letter hung on the envoy: such a phrase belongs to the verb."""
    for index in tree.having("nmod"):
        noun = tree.heads[index]
        if noun < index or tree.deprels[index] != "nmod" or tree.case(index) in ("", "of"):
            continue
        if not tree.is_a(noun, "nsubj") or "," not in tree.lower[index + 1 : noun]:
            continue
        verb = tree.heads[noun]
        if verb > noun:
            tree.move(index, head=verb, deprel="obl")
