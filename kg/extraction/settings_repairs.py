"""Named repairs of clauses that set the time of another, before it or behind it, and of owners cut from their noun.

They run with those of :mod:`kg.extraction.repairs`, which lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.needs import needs
from kg.extraction.wordlists import OCCASION_NOUNS, POSSESSIVE_MARKS, REPORTING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.tree import Tree

_SETTING: Final = frozenset("after before while since without upon on by when".split())
_ARGUMENTS: Final = ("nsubj", "obj", "obl", "nmod")
HOLDING: Final = frozenset("hold have conduct attend".split())
_BEFORE_NAME: Final = ("compound", "nmod", "amod")
_NAMED: Final = ("PROPN", "NOUN")


@needs(POSSESSIVE_MARKS, ("nmod:desc",), _ARGUMENTS)
def owner_beside_name(tree: Tree) -> None:
    """For "Peru's Premier X met Y" with Peru as who met: it is whose premier X is."""
    for owner in tree.having(*_ARGUMENTS):
        if tree.deprels[owner] == "nmod:poss" or not any(
            tree.lower[child] in POSSESSIVE_MARKS for child in tree.children(owner, "case")
        ):
            continue
        behind = max(tree.children(owner, "case")) + 1
        name, verb = behind, tree.heads[owner]
        while name < len(tree) and tree.heads[name] not in (verb, -1):
            name = tree.heads[name]
        if not owner < behind < name < len(tree) or not tree.is_a(name, *_ARGUMENTS):
            continue
        office = [child for child in tree.children(name, "nmod") if tree.deprels[child] == "nmod:desc"]
        if tree.heads[name] == verb and office and office[0] < name:
            tree.move(owner, head=office[0], deprel="nmod:poss")


@needs(("advcl",), ("conj",), ("mark",))
def object_read_as_subject_of_next(tree: Tree) -> None:
    """For "After meeting X, Y flew home" with X and Y as who flew: X was met, and Y alone flew."""
    for clause in tree.having("advcl"):
        verb = tree.heads[clause]
        if verb < clause or tree.tokens[clause].feat("VerbForm") == "Fin":
            continue
        if not _SETTING.intersection(tree.marks(clause)):
            continue
        subjects = [child for child in tree.children(verb, "nsubj") if clause < child < verb]
        if len(subjects) != 1 or tree.children(clause, "obj", "nsubj"):
            continue
        met = subjects[0]
        if any(tree.lower[at] == "," or tree.tokens[at].upos == "ADP" for at in range(clause + 1, met)):
            continue
        peers = [child for child in tree.children(met, "conj", "appos") if met < child < verb]
        if not peers or tree.children(peers[0], "cc") or tree.tokens[peers[0]].upos not in _NAMED:
            continue
        first, others = peers[0], peers[1:]
        if tree.lower[_start(tree, first) - 1] != ",":
            continue
        relation = tree.deprels[met]
        tree.move(met, head=clause, deprel="obj")
        tree.move(first, head=verb, deprel=relation)
        for other in others:
            tree.move(other, head=first, deprel="conj")


@needs(REPORTING, ("advcl",), ("nsubj",))
def setting_on_report(tree: Tree) -> None:
    """For "X left, after seeing Y, the radio said" with the seeing hung on the report: X had seen Y."""
    for clause in tree.having("advcl"):
        report = tree.heads[clause]
        if report < clause or tree.tokens[report].lemma.lower() not in REPORTING or not tree.marks(clause):
            continue
        if not _SETTING.intersection(tree.marks(clause)) or tree.children(clause, "nsubj", "csubj"):
            continue
        tellers = [child for child in tree.children(report, "nsubj") if clause < child < report]
        if len(tellers) != 1 or tree.lower[_start(tree, tellers[0]) - 1] != ",":
            continue
        told = [child for child in tree.children(report, "ccomp", "parataxis") if child < clause]
        above = tree.heads[report]
        if tree.is_a(report, "advcl", "parataxis", "conj", "ccomp") and not tree.marks(report) and 0 <= above < clause:
            told.append(above)
            tree.deprels[report] = "parataxis"
        if told and tree.tokens[told[-1]].upos == "VERB":
            tree.move(clause, head=told[-1], deprel="advcl")


@needs(("cc",), ("ccomp",))
def clause_beside_its_first(tree: Tree) -> None:
    """For "X arrived and will meet Y, the agency said" with two clauses under the report: X does both."""
    for clause in tree.having("ccomp"):
        if not tree.children(clause, "cc") or tree.children(clause, "nsubj", "csubj", "mark"):
            continue
        told = [one for one in tree.children(tree.heads[clause], "ccomp") if one < clause]
        if told and tree.children(told[-1], "nsubj") and tree.children(clause, "cc")[0] > told[-1]:
            tree.move(clause, head=told[-1], deprel="conj")


@needs(OCCASION_NOUNS, HOLDING, ("advcl",), ("nsubj",))
def holding_read_as_setting(tree: Tree) -> None:
    """For "after talks X held with Y" with the holding hung on the verb above: it tells of the talks."""
    for clause in tree.having("advcl", "ccomp", "parataxis", "dep"):
        if tree.tokens[clause].lemma.lower() not in HOLDING or tree.marks(clause) or tree.children(clause, "obj"):
            continue
        subjects = [child for child in tree.children(clause, "nsubj") if child < clause]
        if len(subjects) != 1 or tree.deprels[clause] == "acl:relcl":
            continue
        talks = _start(tree, subjects[0]) - 1
        if talks < 0 or tree.tokens[talks].lemma.lower() not in OCCASION_NOUNS or tree.under(talks, clause):
            continue
        if tree.tokens[talks].upos == "NOUN" and tree.heads[talks] == tree.heads[clause]:
            tree.move(clause, head=talks, deprel="acl:relcl")


def _start(tree: Tree, index: int) -> int:
    """The first token of the phrase that a noun ends: "the", "state" of "the state radio"."""
    start = index
    while start > 0 and tree.under(start - 1, index):
        if tree.deprels[start - 1] == "punct":
            break
        start -= 1
    return start


@needs(("on", "in"), ("compound", "nmod:desc", "nmod"), ("PROPN",), ("nsubj", "obl"))
def day_read_as_first_name(tree: Tree) -> None:
    """For "On Tuesday X met Y" with "Tuesday" read as a part of X's name: the day is when, and X is who met.

    A day or month behind "on" or "in" is no name before another, and the verb behind the name has no other subject.
    """
    for day in range(1, len(tree) - 2):
        subject = tree.heads[day]
        preposition = day - 1
        if tree.lower[preposition] not in ("on", "in") or not tree.is_time(day) or not tree.is_a(day, *_BEFORE_NAME):
            continue
        verb = tree.heads[subject]
        if subject < day or tree.tokens[subject].upos != "PROPN" or tree.is_time(subject) or verb < subject:
            continue
        if tree.heads[preposition] not in (day, subject) or not tree.is_a(preposition, "case"):
            continue
        if tree.tokens[verb].upos != "VERB" or not tree.is_a(subject, "nsubj", "obl") or subject in tree.places:
            continue
        if any(child != subject for child in tree.children(verb, "nsubj", "csubj") if child < verb):
            continue
        tree.move(day, head=verb, deprel="obl")
        tree.move(preposition, head=day, deprel="case")
        tree.move(subject, head=verb, deprel="nsubj:pass" if tree.is_passive(verb) else "nsubj")


SETTINGS: Final[tuple[tuple[str, Callable[[Tree], None]], ...]] = (
    ("owner-beside-name", owner_beside_name),
    ("object-read-as-subject-of-next", object_read_as_subject_of_next),
    ("setting-on-report", setting_on_report),
    ("clause-beside-its-first", clause_beside_its_first),
    ("holding-read-as-setting", holding_read_as_setting),
    ("day-read-as-first-name", day_read_as_first_name),
)
"""Names and repairs, in order."""
