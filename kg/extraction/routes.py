"""Named repairs of phrases that tell of ways and stops: later stops hung on a clause, travellers hung on a place.

Each takes the :class:`~kg.extraction.tree.Tree` of a sentence and changes it; ``kg.extraction.repairs`` lists them.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.journey_words import STAYS
from kg.extraction.needs import needs
from kg.extraction.tree import Tree
from kg.extraction.wordlists import ROLE_NOUNS

_AT: Final = frozenset(("to", "in", "at"))
_ONWARD: Final = frozenset(("to", "on_to", "onto"))
_NEXT: Final = frozenset("then later afterwards finally on onward onwards".split())
_GOING_AROUND: Final = frozenset(("visiting", "touring", "leaving", "entering"))
_OF: Final = ("of", "by")


@needs(_AT, ("nmod",), _OF)
def traveller_on_place(tree: Tree) -> None:
    """For "the arrival in Lima of X" with X hung on Lima: it is X's arrival."""
    for person in tree.having("nmod"):
        place = tree.heads[person]
        if tree.case(person) not in _OF or place > person or tree.tokens[place].upos != "PROPN":
            continue
        office = tree.tokens[person].lemma.lower() in ROLE_NOUNS
        if (not office and person not in tree.persons) or place in tree.persons or tree.case(place) not in _AT:
            continue
        stay = tree.heads[place]
        if tree.is_a(place, "nmod") and tree.tokens[stay].upos == "NOUN":
            tree.move(person, head=stay, deprel="nmod")


@needs(("by",), ("obl",), STAYS)
def traveller_on_verb(tree: Tree) -> None:
    """For "follows a visit to Lima in May by X" with "by X" hung on the active verb: it is X's visit."""
    for person in tree.having("obl"):
        verb = tree.heads[person]
        if tree.case(person) != "by" or verb < 0 or tree.is_passive(verb) or tree.tokens[verb].upos != "VERB":
            continue
        if person not in tree.persons and tree.tokens[person].lemma.lower() not in ROLE_NOUNS:
            continue
        stays = [child for child in tree.children(verb, "obj", "obl") if tree.tokens[child].lemma.lower() in STAYS]
        if stays and stays[-1] < person:
            tree.move(person, head=stays[-1], deprel="nmod")


@needs(("to",), ("by",), ("nmod",))
def way_of_traveller(tree: Tree) -> None:
    """For "a trip by the envoy for Peru to Lima" with "to Lima" hung on the envoy or on Peru: it is the trip's way."""
    for place in tree.having("nmod"):
        if tree.case(place) != "to" or tree.tokens[place].upos != "PROPN" or place in tree.persons:
            continue
        for person in tree.ancestors(place):
            stay = tree.heads[person]
            if stay < 0 or not tree.is_a(person, "nmod", "appos", "flat", "compound"):
                break
            if tree.case(person) in _OF and tree.tokens[stay].lemma.lower() in STAYS:
                if not any(tree.case(child) == "to" for child in tree.children(stay, "nmod")):
                    tree.move(place, head=stay, deprel="nmod")
                break


@needs(_NEXT, _ONWARD, ("and",), ("obl", "conj", "nmod"))
def later_stop(tree: Tree) -> None:
    """For "flew to A, where he met X, and then to B" with B hung inside the clause: B is a stop as A is."""
    for particle in range(2, len(tree)):
        if tree.lower[particle] not in _NEXT or "and" not in tree.lower[particle - 1 : particle + 2]:
            continue
        stop = next(
            (
                index
                for index in range(particle + 1, min(particle + 6, len(tree)))
                if tree.tokens[index].upos == "PROPN" and tree.case(index).rpartition("_")[2] == "to"
            ),
            -1,
        )
        first = _stop_before(tree, particle)
        if stop < 0 or first < 0 or not tree.is_a(stop, "obl", "conj", "nmod") or tree.under(first, stop):
            continue
        if tree.tokens[tree.heads[stop]].upos == "VERB" and tree.heads[stop] > particle:
            continue  # "and then went to B"
        if tree.heads[stop] == particle:
            continue  # "and a day later to B": a stop without a verb
        if tree.heads[stop] != first and tree.heads[stop] != tree.heads[first]:
            tree.move(stop, head=tree.heads[first], deprel="obl")


@needs(("visiting", "touring", "leaving", "entering"), ("LOC",), ("nsubj",))
def place_read_as_subject(tree: Tree) -> None:
    """For "a team visiting Lima was received" with Lima read as received: it is visited."""
    for participle in range(len(tree) - 1):
        place = participle + 1
        if tree.lower[participle] not in _GOING_AROUND or not tree.is_a(participle, "acl", "advcl"):
            continue
        while place + 1 < len(tree) and place not in tree.places and tree.tokens[place].upos in ("DET", "ADJ"):
            place += 1
        while tree.is_a(place, "flat", "compound") and tree.heads[place] in tree.places:
            place = tree.heads[place]
        verb = tree.heads[place]
        if place not in tree.places or not tree.is_a(place, "nsubj") or tree.children(participle, "obj"):
            continue
        if any(child < participle for child in tree.children(verb, "nsubj")):
            tree.move(place, head=participle, deprel="obj")


def _stop_before(tree: Tree, index: int) -> int:
    """The first place before a token that somebody goes to."""
    for place in range(index):
        verb = tree.heads[place]
        if tree.is_a(place, "obl") and tree.case(place) in _ONWARD and tree.tokens[place].upos == "PROPN":
            return place if tree.tokens[verb].upos == "VERB" and verb < place else -1
    return -1
