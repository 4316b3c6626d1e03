"""Named normalizations of journeys: whose stops they are, where those visited are, who is due or told to go.

Each takes :class:`~kg.extraction.edges.Edges` and adds to them; ``kg.extraction.normalizations`` lists them in order.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.edges import Edges
from kg.extraction.graph import Edge
from kg.extraction.journey_words import ARRIVING, HALTS, JOURNEYS, TRAVELLING
from kg.extraction.needs import needs
from kg.extraction.wordlists import LOCATIVE

_GOING: Final = TRAVELLING | ARRIVING
_STOPS: Final = HALTS | frozenset("destination leg".split())
_COUNTED: Final = _STOPS | frozenset("country nation state city capital place".split())
_COMPRISING: Final = frozenset("include be comprise".split())
_ITS: Final = ("on", "of", "in")
_AWAITED: Final = frozenset(("due", "bound", "headed"))
_MODIFYING: Final = ("acl", "amod", "appos", "advcl", "dep", "nmod", "obl")


@needs(("LOC",), ("nmod",), ("to",))
def places_of_visited(edges: Edges) -> None:
    """For "a visit to troops in Mali", "flew to a base in Mali": whoever is visited somewhere, it is there."""
    tree = edges.tree
    for place in sorted(tree.places):
        visited = tree.heads[place]
        if not tree.is_a(place, "nmod") or tree.case(place) not in LOCATIVE or tree.tokens[visited].upos != "NOUN":
            continue
        for edge in edges.into(visited):
            if edge.preposition != "to":
                continue
            if tree.tokens[edge.head].lemma.lower() in JOURNEYS:
                edges.add(Edge(edge.head, "p", tree.case(place), place))
            elif tree.tokens[edge.head].lemma.lower() in _GOING and tree.children(visited, "det", "nmod:poss"):
                edges.add(Edge(edge.head, "p", "to", place))


@needs(_COUNTED)
def named_stops(edges: Edges) -> None:
    """For "her next stop is Chad", "Peru is the last leg of his tour", "the stops on it include A and B"."""
    tree = edges.tree
    for stop in range(len(tree)):
        lemma = tree.tokens[stop].lemma.lower()
        if lemma not in _COUNTED or tree.tokens[stop].upos not in ("NOUN", "PROPN"):
            continue
        tours = [
            edge.dependent
            for edge in edges.out(stop)
            if edge.preposition in _ITS and tree.tokens[edge.dependent].lemma.lower() in JOURNEYS
        ]
        journey = stop if lemma in _STOPS else tours[0] if tours else -1
        if journey < 0:
            continue
        for tour in tours:
            for owner in edges.dependents(tour, "poss") if journey == stop else ():
                edges.add(Edge(stop, "poss", "", owner))
        for place in _said_to_be(edges, stop):
            if place in tree.places or any(place in range(name.start, name.end) for name in tree.names):
                edges.add(Edge(journey, "p", "in", place))


def _said_to_be(edges: Edges, noun: int) -> list[int]:
    """What a noun is said to be, or to include."""
    tree = edges.tree
    if tree.children(noun, "cop"):
        return edges.dependents(noun, "subj")
    if tree.is_a(noun, "appos"):
        return [tree.heads[noun]]  # "Lima, the last stop on her tour"
    found: list[int] = []
    for edge in edges.into(noun):
        if edge.label != "subj":
            continue
        if tree.children(edge.head, "cop") and tree.tokens[edge.head].upos == "PROPN" and not tree.case(edge.head):
            found += [edge.head, *tree.children(edge.head, "conj")]
        elif tree.tokens[edge.head].lemma.lower() in _COMPRISING:
            found += edges.dependents(edge.head, "obj")
    return found


@needs(_AWAITED)
def awaited_persons(edges: Edges) -> None:
    """For "X, due in Lima on Friday, said": X is due there, whatever the parser takes "due" for."""
    tree = edges.tree
    for word in range(len(tree)):
        head = tree.heads[word]
        if tree.lower[word] not in _AWAITED or head < 0:
            continue
        if tree.is_a(word, "case"):
            preposition = tree.case(head).removeprefix(f"{tree.lower[word]}_")
            for edge in edges.into(head):
                if edge.preposition == tree.case(head) and edge.head in tree.persons:
                    edges.add(Edge(word, "subj", "", edge.head))
                    edges.add(Edge(word, "p", preposition, head))
                    for date in edges.out(edge.head):
                        if date.label == "p" and date.dependent > word and tree.is_time(date.dependent):
                            edges.add(Edge(word, "p", date.preposition, date.dependent))
        elif tree.is_a(word, *_MODIFYING) and word > 0 and tree.lower[word - 1] == "," and not edges.has(word, "subj"):
            whose = [head] if head in tree.persons else edges.dependents(head, "subj")
            for person in whose:
                edges.add(Edge(word, "subj", "", person))


@needs(("for",), ("to",), ("VERB",))
def told_for_somebody(edges: Edges) -> None:
    """For "arrangements are in hand for X to go": X goes, whatever "for X" hangs on."""
    tree = edges.tree
    for particle in range(2, len(tree)):
        verb = tree.heads[particle]
        if tree.lower[particle] != "to" or not tree.is_a(particle, "mark") or tree.tokens[verb].upos != "VERB":
            continue
        if tree.children(verb, "nsubj") or not tree.is_a(verb, "acl", "advcl", "xcomp", "ccomp"):
            continue
        named = next((top for top in _phrases_ending(edges, particle - 1) if tree.case(top) == "for"), -1)
        if named < 0 or tree.under(verb, named) or named not in tree.persons:
            continue
        for subject in edges.dependents(verb, "subj"):
            edges.discard(Edge(verb, "subj", "", subject))
        edges.add(Edge(verb, "subj", "", named))


def _phrases_ending(edges: Edges, last: int) -> list[int]:
    """The heads of the phrases that end at a token, from the inside out."""
    tree = edges.tree
    return [last, *(above for above in tree.ancestors(last) if above < last)]
