"""Named repairs of subjects: verbs that the parser left without one, and who-clauses it took for something else.

They run with those of :mod:`kg.extraction.repairs`, which lists them.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.needs import needs
from kg.extraction.tree import Tree

_LINKS: Final = ("appos", "conj", "flat", "nmod", "dep", "vocative")
_WHETHER: Final = frozenset(("whether", "that", "if"))
_CLOSING: Final = frozenset(('"', "”", "''", "’"))
_FRONTED: Final = frozenset(("during", "in", "on", "at", "after", "before", "amid", "since", "with", "for", "to"))
_FRONTED_NOUNS: Final = frozenset("invitation behalf request".split())
_NOT_CLAUSES_OF_THEIR_OWN: Final = ("acl", "conj", "xcomp")


@needs(("who",), ("nsubj",))
def who_clause_read_as_another(tree: Tree) -> None:
    """For "told A, who visited Lima, that ..." read as a complement: a who-clause belongs to the noun before it."""
    for index in range(1, len(tree)):
        clause = tree.heads[index]
        if tree.lower[index] != "who" or clause <= index or not tree.is_a(index, "nsubj"):
            continue
        if (
            not tree.is_a(clause, "ccomp", "advcl", "parataxis", "conj", "acl", "dep")
            or tree.deprels[clause] == "acl:relcl"
        ):
            continue
        before = index - 1
        if tree.lower[before] == ",":
            before -= 1
        if before < 0 or tree.tokens[before].upos not in ("NOUN", "PROPN"):
            continue
        while tree.heads[before] >= 0 and tree.heads[before] < before and tree.is_a(before, "flat"):
            before = tree.heads[before]
        tree.move(clause, head=before, deprel="acl:relcl")


@needs(("conj",), ("acl",), ("VERB",))
def second_verb_of_who_clause(tree: Tree) -> None:
    """For "A, who came to Lima and dined with B, was ...": a verb coordinated with the noun belongs to the clause."""
    for index in tree.having("conj"):
        noun = tree.heads[index]
        if noun < 0 or tree.tokens[index].upos != "VERB":
            continue
        if tree.tokens[noun].upos not in ("NOUN", "PROPN") or tree.children(index, "nsubj", "csubj"):
            continue
        clauses = [child for child in tree.children(noun, "acl") if child < index]
        if clauses and tree.tokens[clauses[-1]].upos in ("VERB", "AUX"):
            tree.move(index, head=clauses[-1], deprel="conj")


@needs(("obl", "advcl"), ("VERB",))
def fronted_subject(tree: Tree) -> None:
    """For "At the forum, A, joined by B, will meet C": a verb without a subject takes the name set off before it."""
    for token in tree.tokens:
        verb = token.index
        if token.upos != "VERB" or tree.children(verb, "nsubj", "csubj", "expl") or not _is_finite(tree, verb):
            continue
        if _is_bound(tree, verb) or not any(child < verb for child in tree.children(verb, "obl", "advcl")):
            continue
        subject = _set_off_name(tree, verb)
        if subject < 0:
            continue
        subject, others = _whole_phrase(tree, subject, verb)
        if tree.move(subject, head=verb, deprel="nsubj:pass" if tree.is_passive(verb) else "nsubj"):
            for other in others:
                tree.move(other, head=subject, deprel="conj")
            _take_along(tree, subject, verb)


def _is_bound(tree: Tree, verb: int) -> bool:
    """Whether a clause takes its subject from elsewhere; "speculation whether A may meet B" has one of its own."""
    if tree.is_a(verb, "acl") and not set(tree.marks(verb)).isdisjoint(_WHETHER):
        return False
    return tree.is_a(verb, *_NOT_CLAUSES_OF_THEIR_OWN)


def _take_along(tree: Tree, subject: int, verb: int) -> None:
    """A participle set off between subject and verb belongs to the subject; what stood before it, to the verb."""
    for clause in range(subject + 1, verb):
        if tree.is_a(clause, "acl", "advcl") and tree.lower[clause - 1] == "," and tree.is_past_participle(clause):
            for stray in [child for child in tree.children(clause) if child < subject]:
                tree.move(stray, head=verb, deprel=tree.deprels[stray])
            tree.move(clause, head=subject, deprel="acl")


def _set_off_name(tree: Tree, verb: int) -> int:
    """The name after a comma before a verb, or the one right before its auxiliaries; -1 where there is none."""
    helpers = [child for child in tree.children(verb, "aux", "advmod", "cop") if child < verb]
    helpers += [child for child in tree.children(verb, "mark") if tree.lower[child] == "to" and child < verb]
    first = min([verb, *helpers])
    before = first - 1
    for index in range(before, 0, -1):
        if (
            tree.lower[_phrase_start(tree, index) - 1] == ","
            and tree.tokens[index].upos == "PROPN"
            and tree.is_a(index, "appos", "conj", "nmod", "flat", "dep", "vocative")
            and not tree.case(index)
            and tree.under(index, verb)
            and (tree.lower[index + 1] in (",", "and", "of") or index == before or tree.is_a(index + 1, "flat"))
        ):
            return index
    if (
        before > 0
        and tree.tokens[before].upos == "PROPN"
        and tree.is_a(before, "flat", "appos", "conj")
        and not tree.case(before)
    ):
        return before if tree.under(before, verb) and not tree.is_time(before) else -1
    return -1


def _phrase_start(tree: Tree, index: int) -> int:
    """The first token of the titles right before a name ("Deputy Premier X"), or the name."""
    start = index
    while start > 1 and tree.heads[start - 1] == index and tree.is_a(start - 1, "nmod", "compound", "amod"):
        start -= 1
    return start


def _whole_phrase(tree: Tree, index: int, verb: int) -> tuple[int, list[int]]:
    """The head of the phrase that a name ends ("A and the president, B"), and conjuncts that hang elsewhere."""
    top = index
    titled = _phrase_start(tree, index) < index  # ", Comrade X" begins a phrase of its own
    while not titled and tree.is_a(top, *_LINKS) and not tree.case(top) and verb != tree.heads[top] >= 0:
        head = tree.heads[top]
        if head > top or tree.tokens[head].upos not in ("NOUN", "PROPN"):
            break
        if tree.is_a(top, "conj") and not tree.children(top, "cc"):
            break  # set off by a comma alone: another phrase
        if tree.case(head) or not tree.under(head, verb):
            break
        top = head
    peer = _peer_before(tree, top)
    if peer >= 0:
        return peer, [top]
    others = [
        item
        for item in range(top + 1, verb)
        if tree.heads[item] < top and tree.is_a(item, "conj") and tree.children(item, "cc") and not tree.case(item)
    ]
    return top, others


def _peer_before(tree: Tree, index: int) -> int:
    """For "In a statement, A and B called" with A and B hung on the statement one by one: A; -1 where there is none."""
    links = tree.children(index, "cc")
    if not links or not tree.is_a(index, "conj"):
        return -1
    before = [
        child
        for child in tree.children(tree.heads[index], "appos", "conj", "nmod", "dep")
        if child < links[0] and tree.tokens[child].upos == "PROPN" and not tree.case(child)
    ]
    if not before:
        return -1
    start = before[-1]
    while start > 1 and tree.under(start - 1, before[-1]) and tree.lower[start - 1] != ",":
        start -= 1
    if tree.lower[start - 1] != ",":
        return -1
    return before[-1] if all(tree.under(at, before[-1]) for at in range(before[-1], links[0])) else -1


@needs(_FRONTED_NOUNS, ("VERB",), ("PERSON",))
def guest_behind_invitation(tree: Tree) -> None:
    """For "At the invitation of A, Minister B of Peru will pay" with B listed beside A: B does it, A invites."""
    for noun in range(len(tree)):
        verb = tree.heads[noun]
        if tree.lower[noun] not in _FRONTED_NOUNS or verb < noun or tree.tokens[verb].upos != "VERB":
            continue
        if tree.children(verb, "nsubj", "csubj", "expl") or not _is_finite(tree, verb) or _is_bound(tree, verb):
            continue
        commas = [index for index in range(noun, verb) if tree.lower[index] == ","]
        for start, end in zip(reversed(commas), (verb, *reversed(commas)), strict=False):
            named = [
                index
                for index in range(start + 1, end)
                if index in tree.persons and tree.is_a(index, "conj", "appos", "nmod", "dep") and not tree.case(index)
            ]
            if named and tree.under(named[0], noun):
                tree.move(named[0], head=verb, deprel="nsubj:pass" if tree.is_passive(verb) else "nsubj")
                break


def _is_finite(tree: Tree, verb: int) -> bool:
    if tree.tokens[verb].feat("VerbForm") == "Fin":
        return True
    helpers = [child for child in tree.children(verb, "aux", "cop") if tree.tokens[child].feat("VerbForm") == "Fin"]
    return bool(helpers) or (bool(tree.children(verb, "aux")) and "to" not in tree.marks(verb))


@needs(_FRONTED, ("nsubj",), ("case",))
def preposition_on_subject(tree: Tree) -> None:
    """For "during his visit X may ..." with "visit" read as the subject: what bears a preposition is no subject."""
    for index in tree.having("nsubj"):
        verb = tree.heads[index]
        if (
            tree.is_a(index, "nsubj")
            and verb > index
            and tree.tokens[verb].upos == "VERB"
            and tree.case(index) in _FRONTED
        ):
            tree.deprels[index] = "obl"


@needs(_CLOSING, ("obj",))
def inverted_speaker(tree: Tree) -> None:
    """For '"…," added X': the name right after a verb that follows a closing quotation mark speaks."""
    for index in range(1, len(tree)):
        if tree.lower[index - 1] not in _CLOSING or tree.tokens[index].upos != "VERB":
            continue
        if tree.children(index, "nsubj", "csubj"):
            continue
        for child in tree.children(index, "obj"):
            if (
                tree.tokens[child].upos == "PROPN"
                and child > index
                and tree.tokens[index + 1].upos in ("PROPN", "NOUN")
            ):
                tree.deprels[child] = "nsubj"
