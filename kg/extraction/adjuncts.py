"""Named normalizations of what stands beside a clause: asides on persons, participles before nouns, phrases of manner.

Each takes :class:`~kg.extraction.edges.Edges` and adds to them; ``kg.extraction.normalizations`` lists them in order.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.edges import Edges
from kg.extraction.graph import Edge
from kg.extraction.needs import needs
from kg.extraction.status_words import MOTION

_ABOUT_SOMEBODY: Final = frozenset(("on", "during"))
_PARTICLES: Final = frozenset("on back over out up down off along home".split())
_COPULAR: Final = frozenset("be become seem remain feel look appear stay keep sound get grow prove turn".split())
_MOTIONAL: Final = frozenset("to into in at for".split())
_TELLING: Final = frozenset("tell assure convey inform urge remind promise press thank brief ask".split())
_HERE: Final = ("in", "at")
_DEALING: Final = ("obj", "iobj", "p")
_GUESTS: Final = "visiting"
_GOVERNING: Final = frozenset(("pursuant", "subsequent", "contrary"))
_INVITATION: Final = "invitation"
_INVITING: Final = frozenset("invite invites invited inviting".split())
_VEHICLES: Final = frozenset(
    "plane jet aircraft airliner helicopter train convoy motorcade ship yacht flight car".split()
)
_CARRYING: Final = frozenset("carry bear bring transport take".split())
_SPENDING: Final = frozenset(("spend", "pass"))
_ORDINALS: Final = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last latest".split())
_DOING: Final = frozenset(("led", "imposed", "initiated", "sponsored", "declared", "ordered", "hosted"))
_GIVERS: Final = ("from", "by", "of")

_OCCASIONS: Final = frozenset(
    "sideline margin fringe summit conference forum assembly session meeting ceremony funeral inauguration talk".split()
)
_HELD: Final = frozenset("hold host convene stage organize organise conduct schedule plan".split())
_AT_OCCASIONS: Final = frozenset(("on", "at", "during", "on_sideline_of", "on_margin_of", "on_fringe_of", "of", "in"))


@needs(_ABOUT_SOMEBODY, ("PERSON",), ("appos", "nmod"))
def asides(edges: Edges) -> None:
    """For "X, on a tour of the north, said": the tour is X's, wherever the parser hangs it."""
    tree = edges.tree
    for noun in tree.having("appos", "nmod"):
        head = tree.heads[noun]
        if head < 0 or head > noun or tree.tokens[noun].upos != "NOUN":
            continue
        if tree.case(noun) in _ABOUT_SOMEBODY and head in tree.persons:
            edges.add(Edge(noun, "subj", "", head))


@needs(_GOVERNING, ("to",))
def governing_adverbs(edges: Edges) -> None:
    """For "listed it pursuant to an order": both words are one preposition, whatever the parser made of them."""
    for index, word in enumerate(edges.tree.lower):
        head = edges.tree.heads[index]
        if word not in _GOVERNING or head < 0:
            continue
        for edge in edges.out(index):
            if edge.label == "p" and edge.preposition == "to":
                edges.add(Edge(head, "p", f"{word}_to", edge.dependent))
                for own in edges.into(index):
                    edges.discard(own)


@needs((_GUESTS,))
def guests(edges: Edges) -> None:
    """For "told visiting minister X in Lima": X visits; who deals with him, and where, is said by the clause."""
    tree = edges.tree
    for participle in range(len(tree) - 1):
        if tree.lower[participle] != _GUESTS or tree.heads[participle] < 0:
            continue
        noun = _after(edges, participle)
        if noun < 0:
            continue
        edges.add(Edge(participle, "subj", "", noun))
        for edge in edges.into(noun):
            if edge.head == participle or edge.label not in (*_DEALING, "subj") or _is_open(edges, edge.head):
                continue
            for phrase in edges.out(edge.head):
                if phrase.label == "p" and phrase.preposition in _HERE and phrase.dependent != noun:
                    edges.add(Edge(participle, "p", phrase.preposition, phrase.dependent))
            if edge.label in _DEALING and tree.tokens[edge.head].upos == "VERB":
                for subject in edges.dependents(edge.head, "subj"):
                    edges.add(Edge(participle, "p", "as_guest_of", subject))
                    if tree.tokens[edge.head].lemma.lower() in _TELLING:
                        edges.add(Edge(participle, "p", "as_told_by", subject))


def _is_open(edges: Edges, verb: int) -> bool:
    """Whether a verb tells nothing that took place: "refused to meet", "did not meet"."""
    tree = edges.tree
    denied = any(tree.lower[child] in ("not", "n't", "n’t", "never") for child in tree.children(verb))
    return tree.tokens[verb].upos == "VERB" and (denied or tree.is_infinitive(verb))


def _after(edges: Edges, participle: int) -> int:
    """The noun that a participle stands before, -1 where it opens a clause of its own."""
    tree = edges.tree
    head = tree.heads[participle]
    if tree.is_a(participle, "amod", "compound", "nmod"):
        while tree.is_a(head, "desc", "compound") or tree.deprels[head] == "nmod:desc":
            head = tree.heads[head]
        return head
    if tree.is_a(participle, "advcl"):
        for subject in edges.dependents(head, "subj"):
            first = min((index for index in range(len(tree)) if tree.under(index, subject)), default=-1)
            if first == participle + 1:
                return subject
    return -1


@needs(("xcomp", "advmod"), ("VERB",))
def manners(edges: Edges) -> None:
    """For "flew unannounced to Lima", "arrived late in Lima": a phrase hung on the manner is the verb's."""
    tree = edges.tree
    for manner in tree.having("xcomp", "advmod"):
        verb = tree.heads[manner]
        if verb < 0 or verb > manner or tree.tokens[verb].upos != "VERB" or tree.tokens[verb].lemma in _COPULAR:
            continue
        if tree.tokens[manner].upos in ("ADJ", "ADV"):
            for edge in edges.out(manner):
                if edge.label == "p" and edge.preposition in _MOTIONAL:
                    edges.add(Edge(verb, "p", edge.preposition, edge.dependent))


@needs(_PARTICLES, _MOTIONAL)
def particles(edges: Edges) -> None:
    """For "travel on to Lima", "back in Lima": the last word of the preposition says where."""
    for head in range(len(edges.tree)):
        for edge in edges.out(head):
            particle, _, preposition = edge.preposition.partition("_")
            if edge.label == "p" and particle in _PARTICLES and preposition in _MOTIONAL:
                edges.add(Edge(head, "p", preposition, edge.dependent))


@needs(("acl",), ("amod",))
def firsts(edges: Edges) -> None:
    """For "X became the first premier to go": who is said to be it does it."""
    tree = edges.tree
    for verb in tree.having("acl"):
        noun = tree.heads[verb]
        if noun < 0 or not tree.is_infinitive(verb) or tree.tokens[noun].upos == "VERB":
            continue
        if not any(tree.tokens[child].feat("NumType") == "Ord" for child in tree.children(noun, "amod")):
            continue
        bearer = noun if tree.children(noun, "cop") else tree.heads[noun]
        if bearer == noun or (bearer >= 0 and tree.tokens[bearer].lemma == "become"):
            subjects = edges.dependents(bearer, "subj")
        elif bearer >= 0 and tree.is_a(noun, "xcomp"):
            subjects = [one for one in edges.dependents(bearer, "obj") if one != noun]  # "made him the first to go"
        else:
            continue
        for subject in subjects:
            edges.add(Edge(verb, "subj", "", subject))
        if subjects:
            edges.discard(Edge(verb, "subj", "", noun))


@needs(("conj",), ("cop",), ("ADJ",))
def predicates(edges: Edges) -> None:
    """For "was in Lima and is due in Rome": a later predicate without a verb has the subject of the first."""
    tree = edges.tree
    for index in tree.having("conj"):
        head = tree.heads[index]
        adjective = tree.tokens[index].upos == "ADJ" and bool(tree.children(index, "cop"))
        if head >= 0 and adjective and not edges.has(index, "subj"):
            label = "obj" if tree.is_passive(head) and edges.passives else "subj"
            for subject in edges.dependents(head, label):
                edges.add(Edge(index, "subj", "", subject))


@needs((_INVITATION, *_INVITING), ("acl", "xcomp"))
def invitations(edges: Edges) -> None:
    """For "an invitation from X to go", "X invited Y to go": who goes does so at X's invitation."""
    tree = edges.tree
    for verb in range(len(tree)):
        if tree.lower[verb] in _INVITING and tree.tokens[verb].upos == "VERB":
            for clause in tree.children(verb, "xcomp"):
                for giver in edges.dependents(verb, "subj"):
                    edges.add(Edge(clause, "p", "at_invitation_of", giver))
    for noun in range(len(tree)):
        if tree.tokens[noun].lemma != _INVITATION:
            continue
        givers = [edge.dependent for edge in edges.out(noun) if edge.preposition in _GIVERS]
        for clause in tree.children(noun, "acl"):
            if tree.is_infinitive(clause):
                for giver in givers:
                    edges.add(Edge(clause, "p", "at_invitation_of", giver))


@needs(_VEHICLES)
def passengers(edges: Edges) -> None:
    """For "X's plane landed", "the jet carrying X landed": X did."""
    tree = edges.tree
    for vehicle in range(len(tree)):
        if tree.tokens[vehicle].lemma not in _VEHICLES:
            continue
        riders = edges.dependents(vehicle, "poss")
        for clause in tree.children(vehicle, "acl"):
            if tree.tokens[clause].lemma in _CARRYING:
                riders += edges.dependents(clause, "obj")
        for edge in edges.into(vehicle):
            if edge.label == "subj" and tree.tokens[edge.head].lemma not in _CARRYING:
                for rider in riders:
                    edges.add(Edge(edge.head, "subj", "", rider))


@needs(_SPENDING)
def times_spent(edges: Edges) -> None:
    """For "where X spent the night" with the night read as an adverbial: it is what is spent."""
    tree = edges.tree
    for verb in range(len(tree)):
        if tree.tokens[verb].lemma in _SPENDING and not edges.has(verb, "obj"):
            for edge in edges.out(verb):
                if edge.label == "p" and not edge.preposition and tree.is_time(edge.dependent):
                    edges.add(Edge(verb, "obj", "", edge.dependent))


@needs(("here", "there"), ("advmod",))
def deictic_adverbs(edges: Edges) -> None:
    """For "held talks here", "met him there": a phrase of place, as "in the capital" is."""
    tree = edges.tree
    for index in tree.having("advmod"):
        if tree.lower[index] not in ("here", "there") or tree.tokens[index].upos != "ADV":
            continue
        head = tree.heads[index]
        if not tree.case(index) and head >= 0:
            edges.add(Edge(head, "p", "in", index))
            if tree.tokens[head].lemma.lower() in MOTION:
                edges.add(Edge(head, "p", "to", index))


@needs(_OCCASIONS)
def located_occasions(edges: Edges) -> None:
    """For "met on the sidelines of the forum in Apia", "met at a conference in Apia": they met in Apia too."""
    tree = edges.tree
    for index in range(len(tree)):
        if tree.tokens[index].lemma.lower() not in _OCCASIONS:
            continue
        inner = [edge for edge in edges.out(index) if edge.label == "p" and edge.preposition in ("in", "at")]
        outer = [
            edge.head
            for edge in edges.into(index)
            if edge.label == "p"
            and edge.preposition in _AT_OCCASIONS
            and tree.tokens[edge.head].upos in ("VERB", "NOUN")
        ]
        for edge in inner:
            for head in outer:
                if tree.tokens[edge.dependent].upos == "PROPN" and not tree.is_time(edge.dependent):
                    edges.add(Edge(head, "p", edge.preposition, edge.dependent))


@needs(_ORDINALS, ("cop",))
def owners_by_number(edges: Edges) -> None:
    """For "the trip to A was X's first": it is X's trip."""
    tree = edges.tree
    for number in range(len(tree)):
        if tree.lower[number] in _ORDINALS and tree.children(number, "cop"):
            for subject in edges.dependents(number, "subj"):
                for owner in edges.dependents(number, "poss"):
                    if tree.tokens[subject].upos == "NOUN":
                        edges.add(Edge(subject, "poss", "", owner))


@needs(_DOING, ("-", "–"))
def hyphen_participles(edges: Edges) -> None:
    """For "Ghana-led talks", "U.N.-imposed curbs": the name before the hyphen is whose doing the noun is."""
    tree = edges.tree
    for index in range(2, len(tree)):
        noun = tree.heads[index]
        if tree.lower[index] in _DOING and tree.lower[index - 1] in ("-", "–") and noun > index:
            edges.add(Edge(noun, "p", "by", index - 2))


@needs(("compound",), ("PROPN", "ADJ"), ("NOUN",))
def nested_compounds(edges: Edges) -> None:
    """For "U.S. arms embargo": a name before a compound belongs to the whole as well as to its first noun."""
    tree = edges.tree
    for index in tree.having("compound", "amod"):
        middle = tree.heads[index]
        if middle < 0 or tree.tokens[index].upos not in ("PROPN", "ADJ") or not tree.tokens[index].form[0].isupper():
            continue
        if (
            tree.is_a(index, "compound", "amod")
            and tree.is_a(middle, "compound")
            and tree.tokens[middle].upos == "NOUN"
        ):
            edges.add(Edge(tree.heads[middle], "compound" if tree.is_a(index, "compound") else "amod", "", index))


@needs(_HELD)
def held_occasions(edges: Edges) -> None:
    """For "talks held in Apia", "a visit scheduled for May to Apia": where the participle says is where the noun is."""
    tree = edges.tree
    for verb in range(len(tree)):
        if tree.tokens[verb].lemma.lower() not in _HELD or tree.tokens[verb].upos != "VERB":
            continue
        nouns = [tree.heads[verb]] if tree.is_a(verb, "acl") else []
        if not tree.children(verb, "obj"):
            nouns += [child for child in tree.children(verb, "nsubj") if tree.tokens[child].upos == "NOUN"]
        for edge in edges.out(verb):
            if edge.label == "p" and edge.preposition in ("in", "at", "near") and not tree.is_time(edge.dependent):
                for noun in nouns:
                    edges.add(Edge(noun, "p", edge.preposition, edge.dependent))
