"""Named repairs of names beside the office that tells who they are, and of phrases before a noun they cannot modify."""

from __future__ import annotations

from typing import Final

from kg.extraction.needs import needs
from kg.extraction.tree import Tree
from kg.extraction.wordlists import OCCASION_NOUNS, ROLE_NOUNS

_WINDOW: Final = 7  # tokens between an office and the comma before the name: "minister for trade and the sea, X,"
_PEERS: Final = frozenset(("counterpart", "colleague", "opposite", "namesake"))
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


@needs(_PEERS, ("appos",), ("PERSON",))
def peer_named_apart(tree: Tree) -> None:
    """For "A, his Chadian counterpart, B, and C" with the counterpart read as A: B is another, in a list."""
    for peer in tree.having("appos"):
        first = tree.heads[peer]
        if tree.tokens[peer].lemma.lower() not in _PEERS or first not in tree.persons or first > peer:
            continue
        owners = [child for child in tree.children(peer, "nmod") if tree.tokens[child].upos == "PRON"]
        named = [child for child in tree.children(peer, "appos", "flat") if child in tree.persons and child > peer]
        if owners and named:
            tree.deprels[peer] = "conj"


@needs(_PEERS, ("conj",), ("appos", "flat"))
def list_after_peer(tree: Tree) -> None:
    """For "met his counterpart A, the minister B and C" with B and C in apposition as A is: they are others.

    One counterpart has one name.
    """
    for other in tree.having("conj"):
        name = tree.heads[other]
        peer = tree.heads[name]
        if peer < 0 or not tree.is_a(name, "appos", "flat") or not peer < name < other:
            continue
        if tree.tokens[peer].lemma.lower() in _PEERS and tree.tokens[peer].feat("Number") != "Plur":
            tree.move(other, head=peer, deprel="conj")


@needs(OCCASION_NOUNS, ("obl",), ("LOC",))
def place_behind_occasion(tree: Tree) -> None:
    """For "put off the summit on May 3 in Lima" with both hung on the verb: what stands right behind is its own."""
    for noun in range(len(tree) - 1):
        if tree.tokens[noun].upos not in ("NOUN", "PROPN") or tree.tokens[noun].lemma.lower() not in OCCASION_NOUNS:
            continue
        found: list[int] = []
        end = noun + 1
        while (phrase := _phrase_at(tree, end)) >= 0:
            found.append(phrase)
            end = max(index for index in range(len(tree)) if tree.under(index, phrase)) + 1
        verb = next((tree.heads[one] for one in found), -1)
        if verb < 0 or verb > noun or not tree.under(noun, verb) or not any(one in tree.places for one in found):
            continue
        if tree.tokens[verb].upos == "VERB":
            for one in found:
                tree.move(one, head=noun, deprel="nmod")


def _phrase_at(tree: Tree, start: int) -> int:
    """The day or place whose phrase with "on", "in" or "at" begins here, hung on a verb; else -1."""
    if start >= len(tree) or not tree.is_a(start, "case") or tree.lower[start] not in ("on", "in", "at"):
        return -1
    head = tree.heads[start]
    verb = tree.heads[head]
    right = head in tree.places or tree.is_time(head) or any(tree.is_time(one) for one in tree.children(head))
    before = verb >= 0 and verb < start and tree.tokens[verb].upos == "VERB"
    return head if right and before and tree.is_a(head, "obl") else -1
