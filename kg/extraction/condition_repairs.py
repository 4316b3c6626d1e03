"""Named repair of conditions that open with their auxiliary: "had she asked", whose "had" a parser takes for a verb.

It runs with those of :mod:`kg.extraction.repairs`, which lists it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.needs import needs

if TYPE_CHECKING:
    from kg.extraction.tree import Tree

_UNREAL: Final = ("would", "could", "might", "should")
_SUBJECT: Final = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})
_BETWEEN: Final = frozenset({"PART", "ADV"})
_FARTHEST: Final = 12  # tokens from "had" to its verb


@needs(("had",), _UNREAL, ("have", "'ve", "’ve"))
def condition_read_as_clause(tree: Tree) -> None:
    """For "had the strike not stopped her, she would have met them": "had" before its subject is an auxiliary.

    Whoever tells what would have been may tell its condition so, before it or after it (Quirk et al. 1985, 15.36).
    """
    for had in range(len(tree) - 1):
        if tree.lower[had] != "had" or any(child < had for child in tree.children(had, "nsubj")):
            continue
        subject, verb = _behind(tree, had)
        outcome = _outcome(tree, had, verb)
        if min(subject, verb, outcome) < 0 or outcome == verb:
            continue
        if tree.under(had, verb):
            if not tree.under(verb, outcome):
                continue
            if tree.heads[had] == verb and tree.is_a(had, "aux"):
                continue  # well read
        elif tree.under(outcome, had):
            tree.raise_over(outcome, had)
        if tree.under(verb, had):
            tree.raise_over(verb, had)
        elif not tree.under(had, verb) and not tree.move(had, head=verb, deprel="aux"):
            continue
        if tree.heads[verb] >= 0 and tree.under(verb, outcome):
            tree.move(verb, head=outcome, deprel="advcl")
        for child in tree.children(had):
            tree.move(child, head=verb, deprel="nsubj" if child == subject else tree.deprels[child])
        tree.deprels[had] = "aux"
        tree.move(subject, head=verb, deprel="nsubj:pass" if tree.is_passive(verb) else "nsubj")


def _behind(tree: Tree, had: int) -> tuple[int, int]:
    """The head of the phrase right behind "had", and the past participle behind that; -1 where there is none."""
    at = had + 1
    while at < min(len(tree), had + _FARTHEST) and tree.tokens[at].upos in _SUBJECT:
        at += 1
    inside = [index for index in range(had + 1, at) if not had < tree.heads[index] < at]
    subject = inside[0] if inside else -1
    while at < len(tree) and tree.tokens[at].upos in _BETWEEN:
        at += 1
    if at < len(tree) and tree.lower[at] == "been":
        if tree.is_a(at, "aux", "cop") and tree.heads[at] > at:
            at = tree.heads[at]
        return subject, at
    past = at < len(tree) and tree.tokens[at].upos == "VERB" and _is_past(tree, at)
    return subject, at if past else -1


def _is_past(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    return token.xpos in ("VBN", "VBD") or token.feat("Tense") == "Past"


def _outcome(tree: Tree, had: int, verb: int) -> int:
    """The predicate that tells what would have been, above or below the condition; -1 where there is none."""
    for have in range(1, len(tree)):
        predicate = tree.heads[have]
        if tree.lower[have] not in ("have", "'ve", "’ve") or not tree.is_a(have, "aux") or predicate == verb:
            continue
        unreal = any(tree.lower[child] in _UNREAL for child in tree.children(predicate, "aux") if child < have)
        if unreal and (tree.under(predicate, had) or tree.under(had, predicate)):
            return predicate
    return -1
