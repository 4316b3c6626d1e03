"""Named repairs of phrases that a parser gives to the wrong neighbour: objects taken by a report, cut noun phrases.

Each takes the :class:`~kg.extraction.tree.Tree` of a sentence and changes it; ``kg.extraction.repairs`` lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.needs import needs
from kg.extraction.wordlists import REPORTING

if TYPE_CHECKING:
    from kg.extraction.tree import Tree

_NOUNS: Final = ("NOUN", "PROPN")
_HELPING: Final = frozenset(("help", "let", "make", "watch", "see"))


@needs(REPORTING, (",",), ("nsubj",))
def object_taken_by_report(tree: Tree) -> None:
    """For "will freeze the assets, X announced" with the assets announcing: they are the object of the verb before."""
    for report in range(len(tree)):
        if tree.tokens[report].lemma.lower() not in REPORTING:
            continue
        for thing in tree.children(report, "nsubj"):
            verb = _verb_before(tree, thing)
            if (
                verb < 0
                or tree.children(verb, "obj", "ccomp", "xcomp")
                or tree.is_passive(verb)
                or not (tree.heads[verb] == report or tree.heads[report] == verb)
                or "," not in tree.lower[thing:report]
            ):
                continue
            if tree.move(thing, head=verb, deprel="obj"):
                _speaker(tree, thing, report)


def _verb_before(tree: Tree, thing: int) -> int:
    """The verb that stands right before a noun phrase, or -1."""
    before = _first(tree, thing) - 1
    return before if before >= 0 and tree.tokens[before].upos == "VERB" else -1


def _speaker(tree: Tree, thing: int, report: int) -> None:
    """Who stands between comma and report, hung on the object as an apposition, is who reports."""
    if tree.children(report, "nsubj"):
        return
    waiting = [thing]
    while waiting:
        for child in tree.children(waiting.pop()):
            if tree.is_a(child, "appos") and tree.lower[_first(tree, child) - 1] == ",":
                tree.move(child, head=report, deprel="nsubj")
                return
            waiting.append(child)


def _first(tree: Tree, index: int) -> int:
    """The first token of what a token governs."""
    first, waiting = index, [index]
    while waiting:
        for child in tree.children(waiting.pop()):
            if tree.tokens[child].upos != "PUNCT":
                first = min(first, child)
                waiting.append(child)
    return first


@needs(("to",), ("mark",), ("nsubj",))
def recipient_before_participle(tree: Tree) -> None:
    """For "a note to X protesting" read as a clause: "to" before a participle is a preposition."""
    for verb in range(len(tree)):
        head = tree.heads[verb]
        if not tree.lower[verb].endswith("ing") or head < 0 or head > verb or tree.children(verb, "aux"):
            continue
        marks = [child for child in tree.children(verb, "mark") if tree.lower[child] == "to"]
        subjects = [child for child in tree.children(verb, "nsubj") if child < verb]
        if len(marks) != 1 or len(subjects) != 1 or marks[0] > subjects[0]:
            continue
        name = subjects[0]
        before = marks[0] - 1
        noun = before >= 0 and tree.tokens[before].upos == "NOUN" and not tree.under(before, verb)
        if not tree.move(name, head=before if noun else head, deprel="nmod" if noun else "obl"):
            continue
        tree.move(marks[0], head=name, deprel="case")
        tree.move(verb, head=before if noun else name, deprel="acl")


@needs(("obl", "nmod"), ("obj",), ("case",))
def phrase_cut_short(tree: Tree) -> None:
    """For "called for tougher EU curbs" cut after "tougher": the preposition bears the noun that follows at once."""
    for cut in tree.having("obl", "nmod"):
        if tree.tokens[cut].upos not in ("ADV", "ADJ", "NOUN"):
            continue
        cases = tree.children(cut, "case")
        if len(cases) != 1 or cases[0] != cut - 1 or [child for child in tree.children(cut) if child > cut]:
            continue
        for verb in tree.ancestors(cut):
            for thing in tree.children(verb, "obj"):
                if (
                    thing > cut
                    and tree.tokens[thing].upos in _NOUNS
                    and verb < cut
                    and _first(tree, thing) == cut + 1
                    and not tree.children(thing, "det", "nummod", "case")
                    and tree.move(thing, head=tree.heads[cut], deprel=tree.deprels[cut])
                ):
                    tree.move(cases[0], head=thing, deprel="case")
                    tree.move(cut, head=thing, deprel="compound" if tree.tokens[cut].upos == "NOUN" else "amod")
                    break


@needs(_HELPING, ("obj",), ("VERB",))
def deed_of_helped(tree: Tree) -> None:
    """For "that helped Peru evade the ban" with "evade" hung as a verb of its own: it is what Peru was helped to do."""
    for helped in tree.having("obj", start=1):
        verb = tree.heads[helped]
        if verb < 0 or verb > helped or tree.tokens[verb].lemma.lower() not in _HELPING or tree.children(verb, "xcomp"):
            continue
        deed = max(index for index in range(helped, len(tree)) if tree.under(index, helped)) + 1
        if deed >= len(tree) or tree.tokens[deed].upos != "VERB" or tree.lower[deed] != tree.tokens[deed].lemma.lower():
            continue
        alone = not tree.children(deed, "nsubj", "cc", "mark", "aux")
        if alone and tree.is_a(deed, "conj", "ccomp", "parataxis", "dep"):
            tree.move(deed, head=verb, deprel="xcomp")
