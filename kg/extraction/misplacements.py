"""Named repairs of clauses and places that the parser hangs wrongly: subjects cut in two, "due to" read as one word.

Each takes the :class:`~kg.extraction.tree.Tree` of a sentence and changes it; ``kg.extraction.repairs`` lists them.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.tree import Tree
from kg.extraction.wordlists import RELATIVE_PRONOUNS

_BEFORE_PLACE: Final = frozenset(("to", "in", "at"))
_NEAR: Final = 8  # tokens between a place and the one joined to it
_CLAUSES: Final = ("parataxis", "ccomp", "acl", "advcl", "dep", "appos")


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


def place_beside_date(tree: Tree) -> None:
    """For "to A on May 3 and B on May 4" with B joined to the date: a place joins the place before it."""
    for index in range(len(tree)):
        head = tree.heads[index]
        if not tree.is_a(index, "conj") or index not in tree.places or head < 0 or head in tree.places:
            continue
        if not (tree.is_time(head) or tree.tokens[head].upos == "NUM"):
            continue
        for left in range(head - 1, max(head - _NEAR, -1), -1):
            if left in tree.places and tree.case(left) in _BEFORE_PLACE:
                tree.move(index, head=left, deprel="conj")
                break


def relative_read_as_participle(tree: Tree) -> None:
    """For "X, whose trip was ..." read as a participle: a clause with a relative pronoun is a relative clause."""
    for clause in range(len(tree)):
        if tree.deprels[clause] != "acl" or tree.heads[clause] > clause:
            continue
        below = (*tree.children(clause), *(inner for child in tree.children(clause) for inner in tree.children(child)))
        if any(
            index < clause and tree.lower[index] in RELATIVE_PRONOUNS and tree.tokens[index].upos in ("PRON", "DET")
            for index in below
        ) and tree.children(clause, "nsubj", "aux"):
            tree.deprels[clause] = "acl:relcl"
