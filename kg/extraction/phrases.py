"""Named repairs of phrases: names, prepositions, conjuncts and pairs that parsers cut or hang on the wrong noun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extraction.needs import needs
from kg.extraction.tree import Tree
from kg.extraction.wordlists import (
    LENGTHS,
    LIFTED_FROM_PERSON,
    LIFTED_FROM_PLACE,
    POSSESSIVE_MARKS,
    ROLE_NOUNS,
)

_NO_LINKS: Final = POSSESSIVE_MARKS | {"of"}
_WHICH: Final = frozenset("next last this coming".split())
_NOMINAL: Final = ("nmod", "obl", "obj", "nsubj", "iobj")
_COORDINATION_WINDOW: Final = 14  # tokens between the two sides of "between A ... and B"
_APPOSITION_WINDOW: Final = 8


def name_is_one_phrase(tree: Tree) -> None:
    """A marked name is one phrase: parts that hang outside it (a syllable "in" read as preposition) join its head."""
    for name in tree.names:
        inside = range(name.start, name.end)
        if any(tree.is_time(index) or tree.lower[index] == "," for index in inside):
            continue
        outside = [index for index in inside if tree.heads[index] not in inside]
        # one that hangs under another part cannot take it in
        free = [index for index in outside if not any(tree.under(index, part) for part in outside if part != index)]
        top = next((index for index in outside if tree.heads[index] < 0), free[0])
        owner = any(tree.deprels[index] == "nmod:poss" and tree.heads[index] == tree.heads[top] for index in outside)
        for index in outside:
            if index != top:
                tree.move(index, head=top, deprel="flat")
        if owner:  # "Edmund Hartley's note" with one half read as a compound of the note
            tree.deprels[top] = "nmod:poss"
        for index in inside:
            for child in tree.children(index) if index != top else ():
                if child not in inside and tree.is_a(child, "conj", "appos", "nmod", "acl", "case", "cc"):
                    tree.move(child, head=top, deprel=tree.deprels[child])
        if tree.is_a(top, "appos") and tree.case(top):
            tree.deprels[top] = "nmod" if _is_noun(tree, tree.heads[top]) else "obl"


@needs(("advcl", "acl", "xcomp"), ("mark",), ("PROPN",))
def phrase_read_as_clause(tree: Tree) -> None:
    """For "to Geneva" read as a clause: a proper noun without subject or auxiliary is an oblique."""
    for token in tree.tokens:
        index = token.index
        if token.upos != "PROPN" or not tree.is_a(index, "advcl", "acl", "xcomp"):
            continue
        if tree.children(index, "nsubj", "cop", "aux"):
            continue
        marks = [child for child in tree.children(index, "mark") if tree.tokens[child].upos in ("ADP", "PART", "SCONJ")]
        if marks:
            tree.deprels[marks[0]] = "case"
            tree.deprels[index] = "obl" if tree.tokens[tree.heads[index]].upos in ("VERB", "AUX") else "nmod"


@needs(("case",), ("compound", "amod", "nmod:desc"))
def preposition_on_title(tree: Tree) -> None:
    """For "with President X" where "with" hangs on the title: the preposition belongs to the name."""
    for index in tree.having("case"):
        title = tree.heads[index]
        if title <= index or tree.deprels[index] != "case" or tree.lower[index] in _NO_LINKS - {"of"}:
            continue
        if tree.lower[index] == "of" and tree.deprels[title] != "nmod:desc":
            continue
        name = tree.heads[title]
        if name <= title or not (tree.is_a(title, "compound", "amod") or tree.deprels[title] == "nmod:desc"):
            continue
        if tree.heads[name] >= 0 and tree.move(index, head=name, deprel="case") and tree.is_a(name, "appos"):
            tree.deprels[name] = "nmod"


@needs(("nmod",))
def phrase_on_place_or_date(tree: Tree) -> None:
    """A place or a date takes no with-, between-, on-, for-, after-phrase: it is lifted to the name's head."""
    for _ in range(2):
        for index in tree.having("nmod"):
            head = tree.heads[index]
            if head < 0 or tree.heads[head] < 0 or tree.deprels[index] == "nmod:poss":
                continue
            # "wrote three times to X"
            often = tree.tokens[head].lemma == "time" and bool(tree.children(head, "nummod"))
            # a common noun that opens the sentence is written like a name
            place = head in tree.places and (head > 0 or tree.tokens[head].upos != "NOUN")
            if not (place or tree.is_time(head) or often) or not tree.is_a(
                head, *_NOMINAL, "conj", "compound", "appos"
            ):
                continue
            if index < head or not _is_lifted(tree, index, head):
                continue
            above = tree.heads[head]
            while tree.is_a(head, "conj") and tree.in_name(above) and tree.heads[above] >= 0:
                head, above = above, tree.heads[above]
            if tree.is_a(head, "compound", "appos") and tree.tokens[above].upos not in ("NOUN", "VERB"):
                continue
            tree.move(index, head=above, deprel="nmod" if _is_noun(tree, above) else "obl")


def _is_lifted(tree: Tree, index: int, head: int) -> bool:
    preposition = tree.case(index)
    if preposition in LIFTED_FROM_PLACE:
        return True
    if preposition == "of" and tree.lower[head + 1] == "of" and tree.tokens[head].lemma.lower() in LENGTHS:
        return any(tree.lower[child] in _WHICH for child in tree.children(head))  # "months of talks" fill the months
    is_time = tree.is_time(head) or tree.tokens[head].lemma == "time"
    if is_time and preposition and not tree.is_time(index) and tree.tokens[index].upos != "NUM":
        return True  # "a meeting next week of exiles": the week is not theirs
    if preposition == "of" and tree.case(head) in ("in", "to", "at"):
        return index in tree.persons or tree.tokens[index].lemma.lower() in ROLE_NOUNS  # "the arrival in Lima of X"
    # "talks between A and B in Lima": who takes part is not in Lima's country
    first = tree.heads[head] if tree.is_a(head, "conj") else head
    return preposition in ("in", "at", "near") and tree.case(first) in ("between", "with", "by", "from", "of")


@needs(("on", "over"), ("at", "in", "before"), ("nmod",), ("ORG",))
def topic_on_body(tree: Tree) -> None:
    """For "a vote at the council on a ban": what is voted on at a body is no matter of the body's name.

    A body's own matter stands in its name ("the Committee on Human Rights").
    """
    for index in tree.having("nmod"):
        body = tree.heads[index]
        if not 0 <= body < index or tree.case(index) not in ("on", "over") or tree.tokens[index].upos != "NOUN":
            continue
        act = tree.heads[body]
        named = any(name.kind == "ORG" and name.start <= body < name.end for name in tree.names) or any(
            name.kind == "ORG" and tree.heads[name.end - 1] == body for name in tree.names
        )
        if not named or not tree.is_a(body, "nmod") or tree.case(body) not in ("at", "in", "before"):
            continue
        if 0 <= act < body and tree.tokens[act].upos == "NOUN":
            tree.move(index, head=act, deprel="nmod")


@needs(("PERSON",), ("nmod",))
def phrase_on_person(tree: Tree) -> None:
    """Nor does a person's name take a to-, in-, at-, on-, with-phrase."""
    for index in tree.having("nmod"):
        head = tree.heads[index]
        if head < 0 or tree.heads[head] < 0 or index < head:
            continue
        if head not in tree.persons or tree.tokens[head].upos != "PROPN" or tree.deprels[index] == "nmod:poss":
            continue
        above = tree.heads[head]
        while tree.is_a(head, "conj", "appos", "flat") and tree.heads[above] >= 0 and tree.in_name(above):
            head, above = above, tree.heads[above]
        if tree.case(index) in LIFTED_FROM_PERSON and tree.tokens[above].upos in ("VERB", "NOUN"):
            tree.move(index, head=above, deprel="nmod" if _is_noun(tree, above) else "obl")


@needs(("conj",), ("PERSON",))
def person_beside_event(tree: Tree) -> None:
    """For "talks with A and B" read as talks and B: a person beside a common noun joins the person in between."""
    for index in tree.having("conj"):
        head = tree.heads[index]
        if head > index or not _is_person(tree, index):
            continue
        if tree.tokens[head].upos != "NOUN" or _is_person(tree, head):
            continue
        for between in range(index - 1, head, -1):
            if between in tree.persons and tree.is_a(between, *_NOMINAL, "conj") and not tree.under(between, index):
                joined = bool(tree.children(index, "cc"))
                tree.move(index, head=between, deprel="conj" if joined else "appos")
                break


@needs(("conj",), ROLE_NOUNS, (",",))
def apposition_of_role(tree: Tree) -> None:
    """For "his counterpart, X": read as coordination without a conjunction it is an apposition."""
    for index in tree.having("conj"):
        head = tree.heads[index]
        if head > index or tree.tokens[index].upos != "PROPN":
            continue
        if tree.tokens[head].lemma.lower() not in ROLE_NOUNS or index - head > _APPOSITION_WINDOW:
            continue
        if tree.children(index, "cc") or tree.lower[head + 1 : index].count(",") != 1:
            continue
        if any(child > index for child in tree.children(head, "conj")):
            continue
        tree.deprels[index] = "appos"


@needs(("and",), ("cc",))
def stray_conjunct(tree: Tree) -> None:
    """For "with A ... and B" where B hangs elsewhere as a bare phrase: B joins the nearest name on its left."""
    for index in tree.having("cc"):
        if tree.deprels[index] != "cc" or tree.lower[index] != "and" or tree.heads[index] < index:
            continue
        right = tree.heads[index]
        while (
            not tree.is_a(right, "conj")
            and tree.heads[right] > index
            and tree.is_a(right, "compound", "amod", "nmod")
            and _is_noun(tree, tree.heads[right])
            and not tree.case(right)
        ):
            right = tree.heads[right]
        if not tree.is_a(right, "nmod", "obl", "appos") or tree.deprels[right] == "nmod:poss" or tree.case(right):
            continue
        if not _is_noun(tree, right):
            continue
        for left in range(index - 1, max(index - 10, -1), -1):
            if (
                tree.tokens[left].upos == "PROPN"
                and tree.is_a(left, *_NOMINAL)
                and left != tree.heads[right]
                and left not in tree.places
                and not tree.under(left, right)
            ):
                tree.move(right, head=left, deprel="conj")
                break


@needs(("between",), ("and",))
def between_pair(tree: Tree) -> None:
    """For "between A ... and B": B is a conjunct of A, wherever it hangs."""
    for index in range(len(tree)):
        first = tree.heads[index]
        if tree.lower[index] != "between" or tree.deprels[index] != "case" or first < index:
            continue
        if tree.children(first, "conj"):
            continue
        for joint in range(first + 1, min(first + _COORDINATION_WINDOW, len(tree))):
            second = tree.heads[joint]
            if tree.lower[joint] != "and" or tree.deprels[joint] != "cc" or second < joint or second == first:
                continue
            if tree.heads[second] != first and _is_noun(tree, second) and not tree.case(second):
                tree.move(second, head=first, deprel="conj")
                break


@needs(("who",), ("acl:relcl",))
def who_means_a_person(tree: Tree) -> None:
    """For "talks with A, who met B" hung on the talks: a who-clause belongs to the person right before it."""
    for index in range(1, len(tree)):
        if tree.lower[index] != "who" or tree.tokens[index].upos != "PRON":
            continue
        clause = tree.heads[index]
        while clause >= 0 and tree.deprels[clause] != "acl:relcl":
            clause = tree.heads[clause] if tree.heads[clause] > index else -1
        if clause < 0 or tree.heads[clause] < 0 or _is_person(tree, tree.heads[clause]):
            continue
        before = index - 1
        while before > 0 and tree.tokens[before].upos == "PUNCT":
            before -= 1
        top = before
        while tree.heads[top] >= 0 and tree.heads[top] < before and tree.is_a(top, "flat", "appos", "conj"):
            if tree.is_a(top, "conj"):
                break
            top = tree.heads[top]
        if not _is_person(tree, top):  # "X, head of the assembly of Y, who left"
            top = next((at for at in _of_whom(tree, tree.heads[clause]) if _is_person(tree, at)), top)
        if _is_person(tree, top) and top != clause:
            tree.move(clause, head=top, deprel="acl:relcl")


def _of_whom(tree: Tree, body: int) -> Iterator[int]:
    """The nouns that a body or place belongs to, nearest first: the office in "head of the assembly of Y"."""
    while tree.is_a(body, "nmod", "appos", "compound", "flat") and tree.heads[body] < body:
        body = tree.heads[body]
        yield body


@needs(("where",), ("LOC",))
def where_means_a_place(tree: Tree) -> None:
    """For "to Lima in May, where he met X" hung on the main verb: a where-clause belongs to the place named last."""
    for index in range(1, len(tree)):
        if tree.lower[index] != "where" or tree.heads[index] < index:
            continue
        clause = tree.heads[index]
        aside = index > 1 and tree.lower[index - 1] == "," and index - 2 in tree.places
        told = tree.is_a(clause, "advcl", "acl", "conj", "parataxis") or (aside and tree.is_a(clause, "ccomp"))
        if not told or tree.heads[clause] in tree.places:
            continue
        place = next((before for before in range(index - 1, -1, -1) if before in tree.places), -1)
        while place >= 0 and tree.heads[place] in tree.places and tree.is_a(place, "flat", "compound", "amod"):
            place = tree.heads[place]
        if place >= 0:
            tree.move(clause, head=place, deprel="acl:relcl")


def _is_noun(tree: Tree, index: int) -> bool:
    return tree.tokens[index].upos in ("NOUN", "PROPN", "PRON")


def _is_person(tree: Tree, index: int) -> bool:
    return index in tree.persons or tree.tokens[index].lemma.lower() in ROLE_NOUNS
