"""Named repairs of clauses and places that the parser hangs wrongly: subjects cut in two, "due to" read as one word.

Each takes the :class:`~kg.extraction.tree.Tree` of a sentence and changes it; ``kg.extraction.repairs`` lists them.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.gazetteer import lookup
from kg.extraction.needs import needs
from kg.extraction.tree import Tree
from kg.extraction.wordlists import NAMES_LIKE_PREPOSITIONS, RELATIVE_PRONOUNS, ROLE_NOUNS

_BEFORE_PLACE: Final = frozenset(("to", "in", "at"))
_CONJUNCTIONS: Final = frozenset("before after since until till".split())
_CONTROLLED: Final = ("xcomp", "ccomp", "advcl", "obj")
_NEAR: Final = 8  # tokens between a place and the one joined to it
_CLAUSES: Final = ("parataxis", "ccomp", "acl", "advcl", "dep", "appos")


@needs(("nsubj",), _CLAUSES)
def subject_cut_in_two(tree: Tree) -> None:
    """For "Foreign Minister Ann | Lee is due" with the name in two: the whole name is the subject of the clause."""
    for name in tree.names:
        for index in range(name.start + 1, name.end):
            clause = tree.heads[index]
            if not tree.is_a(index, "nsubj") or clause < 0 or clause in range(name.start, name.end):
                continue
            top = tree.heads[clause]
            if name.start <= top < name.end and tree.is_a(clause, *_CLAUSES):
                subject = tree.deprels[index]
                tree.raise_over(clause, top)
                tree.deprels[top] = subject
                tree.move(index, head=top, deprel="flat")


@needs(("due",), ("case",), ("LOC",))
def due_in_a_place(tree: Tree) -> None:
    """For "he is due in Lima" with "due in" read as a preposition: "due" is told of the subject."""
    for due in range(len(tree) - 1):
        place = tree.heads[due]
        if tree.lower[due] != "due" or not tree.is_a(due, "case") or place < due or place not in tree.places:
            continue
        if tree.lower[due + 1] not in ("in", "at", "back"):
            continue
        if not tree.raise_over(due, place):
            continue
        tree.deprels[place] = "obl"
        for child in (*tree.children(due), *tree.children(place)):
            if child == due + 1:
                tree.move(child, head=place, deprel="case")
                tree.deprels[child] = "case"
            elif child < due and tree.is_a(child, "cop", "nsubj", "cc", "advmod", "aux", "obl"):
                tree.move(child, head=due, deprel=tree.deprels[child])


@needs(("due",), ("case", "mark"))
def due_to_do(tree: Tree) -> None:
    """For "is due to travel" with "due to" read as a preposition: "due" is told of the subject."""
    for due in range(len(tree) - 1):
        verb = tree.heads[due]
        if tree.lower[due] != "due" or not tree.is_a(due, "case", "mark") or verb < due:
            continue
        copulas = tree.children(due, "cop") or tree.children(verb, "cop")
        if tree.tokens[verb].upos != "VERB" or tree.lower[due + 1] != "to" or not copulas:
            continue
        relation, head = tree.deprels[verb], tree.heads[verb]
        joined = bool(tree.children(due, "cc") or tree.children(verb, "cc"))
        tree.raise_over(due, verb)
        tree.deprels[due] = "conj" if joined and head >= 0 else relation
        tree.deprels[verb] = "xcomp"
        for child in (*tree.children(due), *tree.children(verb)):
            if tree.lower[child] == "to" and child == due + 1:
                tree.move(child, head=verb, deprel="mark")
            elif child < due and tree.is_a(child, "cop", "nsubj", "cc", "advmod"):
                tree.move(child, head=due, deprel=tree.deprels[child])


@needs(("conj",), ("LOC",))
def place_beside_date(tree: Tree) -> None:
    """For "to A on May 3 and B on May 4" with B joined to the date: a place joins the place before it."""
    for index in tree.having("conj"):
        head = tree.heads[index]
        if index not in tree.places or head < 0 or head in tree.places:
            continue
        if not (tree.is_time(head) or tree.tokens[head].upos == "NUM"):
            continue
        for left in range(head - 1, max(head - _NEAR, -1), -1):
            if left in tree.places and (tree.case(left) in _BEFORE_PLACE or tree.is_a(left, "obj")):
                tree.move(index, head=left, deprel="conj")
                break


@needs(RELATIVE_PRONOUNS, ("acl",))
def relative_read_as_participle(tree: Tree) -> None:
    """For "X, whose trip was ..." read as a participle: a clause with a relative pronoun is a relative clause."""
    for clause in tree.having("acl"):
        if tree.deprels[clause] != "acl" or tree.heads[clause] > clause:
            continue
        below = (*tree.children(clause), *(inner for child in tree.children(clause) for inner in tree.children(child)))
        if any(
            index < clause and tree.lower[index] in RELATIVE_PRONOUNS and tree.tokens[index].upos in ("PRON", "DET")
            for index in below
        ) and tree.children(clause, "nsubj", "aux"):
            tree.deprels[clause] = "acl:relcl"


@needs(("appos",), ("LOC",), ("conj",), ("cc",))
def place_in_a_list(tree: Tree) -> None:
    """For "to A, B and C" with B read as what A is in: a place between two joined ones is joined, not their state."""
    for index in tree.having("appos"):
        first = tree.heads[index]
        if first < 0 or index not in tree.places or first not in tree.places:
            continue
        last = next((child for child in tree.children(first, "conj") if child > index), -1)
        if last in tree.places and tree.children(last, "cc") and not _is_state_of(tree, index, first):
            tree.move(index, head=first, deprel="conj")


def _is_state_of(tree: Tree, index: int, city: int) -> bool:
    """Whether a place is the state in which the one before it lies."""
    state, inner = (lookup(_name_at(tree, token)) for token in (index, city))
    return state is not None and state.kind == "state" and (inner is None or inner.state == state.state)


def _name_at(tree: Tree, index: int) -> str:
    for name in tree.names:
        if name.start <= index < name.end:
            return " ".join(token.form for token in tree.tokens[name.start : name.end])
    return tree.tokens[index].form


@needs(("acl",), ("obl",), (",",))
def participle_on_date(tree: Tree) -> None:
    """For "arrived on Sunday, accompanied by X" with the participle hung on the day: it belongs to the verb."""
    for clause in tree.having("acl"):
        day = tree.heads[clause]
        if day < 0 or tree.deprels[clause] == "acl:relcl" or not tree.is_time(day):
            continue
        verb = tree.heads[day]
        if tree.lower[clause - 1] == "," and verb >= 0 and tree.tokens[verb].upos == "VERB" and tree.is_a(day, "obl"):
            tree.move(clause, head=verb, deprel="advcl")


@needs(("visiting",), ("obj",))
def guest_read_as_object(tree: Tree) -> None:
    """For "asked visiting envoys", "A's visiting king" read as the doing of visiting them: it is they who visit."""
    for participle in range(1, len(tree)):
        guests = tree.children(participle, "obj")
        if tree.lower[participle] != "visiting" or not guests or tree.children(participle, "mark", "case", "aux"):
            continue
        guest = guests[0]
        first = min(index for index in range(len(tree)) if tree.under(index, guest))
        person = guest in tree.persons or tree.tokens[guest].lemma.lower() in ROLE_NOUNS
        if not person or first != participle + 1 or tree.tokens[first].upos in ("DET", "PRON"):
            continue
        before = tree.children(participle, "poss", "det", "nmod")
        verb = tree.heads[participle]
        if verb > guest and tree.is_a(participle, "csubj") and tree.heads[verb] == participle - 1:
            if tree.is_a(verb, "ccomp") and tree.move(guest, head=participle - 1, deprel="iobj"):
                tree.move(participle, head=guest, deprel="amod")  # "told visiting minister X that Y should grow"
            continue
        bare = verb == participle - 1 and tree.tokens[verb].upos == "VERB" and tree.is_a(participle, *_CONTROLLED)
        if not bare and not any(child < participle for child in before):
            continue
        tree.raise_over(guest, participle)
        if tree.is_a(guest, "xcomp", "ccomp", "advcl"):
            tree.deprels[guest] = "obj"
        for child in tree.children(participle):
            if child in guests:
                tree.move(child, head=guest, deprel="appos")
            elif child > guest and verb >= 0:
                tree.move(child, head=verb, deprel=tree.deprels[child])
            elif child < participle:
                tree.move(child, head=guest, deprel=tree.deprels[child])
        tree.deprels[participle] = "amod"


@needs(("visiting",), ("csubj", "advcl", "nsubj"))
def guest_beside_subject(tree: Tree) -> None:
    """For "Visiting Premier X told" with the visiting read as a subject of its own: it is X who visits."""
    for participle in range(len(tree) - 1):
        verb = tree.heads[participle]
        if tree.lower[participle] != "visiting" or verb < 0 or not tree.is_a(participle, "csubj", "advcl", "nsubj"):
            continue
        if tree.children(participle):
            continue
        for subject in tree.children(verb, "nsubj", "obj"):
            first = min(index for index in range(len(tree)) if tree.under(index, subject))
            if first == participle + 1 and subject in tree.persons:
                tree.move(participle, head=subject, deprel="amod")
                break


@needs(_CONJUNCTIONS, ("case",), ("nsubj",))
def conjunction_on_subject(tree: Tree) -> None:
    """For "before X is to go" with "before" hung on X as a preposition: it introduces the clause."""
    for word in range(len(tree)):
        subject = tree.heads[word]
        if tree.lower[word] not in _CONJUNCTIONS or not tree.is_a(word, "case") or not tree.is_a(subject, "nsubj"):
            continue
        clause = tree.heads[subject]
        if word < subject < clause and tree.tokens[clause].upos in ("VERB", "AUX", "ADJ"):
            tree.move(word, head=clause, deprel="mark")


@needs(("nsubj", "nsubj:pass"), ("case",))
def family_name_read_as_preposition(tree: Tree) -> None:
    """For "To Lan left": a subject has no preposition, so the capitalized word before it is a part of the name."""
    for at, token in enumerate(tree.tokens[:-1]):
        behind = at + 1
        placed = tree.heads[at] == behind and tree.deprels[at] == "case" and tree.is_a(behind, "nsubj", "nsubj:pass")
        if placed and tree.tokens[behind].upos == "PROPN" and token.form in NAMES_LIKE_PREPOSITIONS:
            tree.move(at, head=behind, deprel="compound")


@needs(("acl:relcl",), ("cc",), ("LOC",))
def place_behind_clause(tree: Tree) -> None:
    """For "visited X, where fighting broke out, as well as Y" with Y hung on the clause: it is joined to X.

    A verb has no circumstance that begins with a conjunction.
    """
    for place in tree.having("obl", "obj", "nmod", "dep"):
        clause = tree.heads[place]
        if place not in tree.places or clause < 0 or clause > place or not tree.is_a(clause, "acl"):
            continue
        first = tree.heads[clause]
        joined = any(tree.under(child, place) and child < place for child in tree.children(place, "cc"))
        if joined and first in tree.places and not tree.case(place):
            tree.move(place, head=first, deprel="conj")
