"""Further named repairs: phrases and conjuncts that parsers hang too high, on the verb instead of on the noun.

Each takes the :class:`~kg.extraction.tree.Tree` of a sentence and changes it; ``kg.extraction.repairs`` lists them.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.needs import needs
from kg.extraction.tree import Tree
from kg.extraction.wordlists import PLAN_NOUNS

_PHRASAL: Final = {
    "off": frozenset("call put break".split()),
    "down": frozenset(("turn",)),
    "out": frozenset(("rule",)),
    "over": frozenset("hand make turn pass give roll".split()),
}
# Verbs that take an of-phrase beside their object.
_TAKING_OF: Final = frozenset(
    "accuse inform warn convict suspect notify assure remind rob strip deprive relieve rid cure clear make ask speak "
    "think hear tell require demand expect convince persuade acquit advise dispose divest".split()
)
_IDIOMS: Final = frozenset(
    "principle general theory advance turn return response protest vain public private secret haste writing".split()
)
_PURPOSE: Final = ("for", "of")
_PAIRING: Final = ("between",)
_NOUNS: Final = ("NOUN", "PROPN")
_TITLES: Final = ("nmod:desc", "compound", "amod")


@needs(PLAN_NOUNS, ("obl",), _PURPOSE)
def purpose_of_plan(tree: Tree) -> None:
    """For "rejected an offer from X for talks" with "for talks" hung on the verb: it is what the offer is for."""
    for index in tree.having("obl"):
        verb = tree.heads[index]
        if tree.case(index) not in _PURPOSE or verb < 0 or verb > index:
            continue
        plans = [
            child
            for child in tree.children(verb, "obj", "nsubj")
            if child < index and tree.tokens[child].lemma.lower() in PLAN_NOUNS
        ]
        if not plans or "," in tree.lower[plans[-1] : index] or tree.tokens[index].upos != "NOUN":
            continue
        if tree.is_a(plans[-1], "nsubj") and not tree.is_passive(verb):
            continue
        tree.move(index, head=plans[-1], deprel="nmod")


@needs(_PAIRING, ("nsubj",), ("and",), ("conj",))
def pair_cut_by_clause(tree: Tree) -> None:
    """For "talks between A and B broke down" with B read as the subject of a new clause: B is the other side."""
    for index in tree.having("nsubj"):
        verb = tree.heads[index]
        if verb < index or not tree.is_a(verb, "conj"):
            continue
        joints = [child for child in tree.children(verb, "cc") if child < index]
        if not joints or tree.lower[joints[-1]] != "and":
            continue
        first = _paired(tree, joints[-1])
        if first < 0 or tree.tokens[index].upos not in _NOUNS:
            continue
        if tree.move(index, head=first, deprel="conj"):
            tree.move(joints[-1], head=index, deprel="cc")


def _paired(tree: Tree, joint: int) -> int:
    """The noun right before a conjunction that bears "between" and has no partner yet; -1 where there is none."""
    for index in range(joint - 1, -1, -1):
        if tree.case(index) in _PAIRING:
            inside = all(tree.under(between, index) for between in range(index, joint))
            return index if inside and not tree.children(index, "conj") else -1
    return -1


@needs(_TITLES, ("nmod",), ("case",), ("PROPN",))
def preposition_inside_title(tree: Tree) -> None:
    """For "between Minister of Health X and Y" with all hung on "Health": preposition and partner are the name's."""
    for index in tree.having("case"):
        inner = tree.heads[index]
        if tree.deprels[index] != "case" or inner <= index + 1 or tree.tokens[index + 1].upos not in _NOUNS:
            continue
        title = tree.heads[inner]
        if not index < title < inner or not tree.is_a(inner, "nmod") or tree.deprels[title] not in _TITLES:
            continue
        name = tree.heads[title]
        if name <= inner or tree.tokens[name].upos != "PROPN" or tree.case(name):
            continue
        tree.move(index, head=name, deprel="case")
        for partner in tree.children(inner, "conj"):
            if partner > name:
                tree.move(partner, head=name, deprel="conj")


@needs(("called", "put", "broken"), ("off",), ("mark",))
def particle_before_reason(tree: Tree) -> None:
    """For "was called off owing to X" with "off owing" read as one link: the particle is the verb's."""
    for index in tree.having("mark", start=1):
        verb = index - 1
        if tree.lower[index] == "off" and tree.tokens[verb].lemma.lower() in _PHRASAL["off"]:
            tree.move(index, head=verb, deprel="compound:prt")


@needs(_PHRASAL, ("case",))
def particle_read_as_preposition(tree: Tree) -> None:
    """For "called off a meeting" with "off a meeting" read as a phrase: the particle is the verb's."""
    for index in tree.having("case", start=1):
        verb, noun = index - 1, tree.heads[index]
        if tree.deprels[index] != "case" or tree.tokens[verb].lemma.lower() not in _PHRASAL.get(tree.lower[index], ()):
            continue
        if tree.tokens[verb].upos != "VERB" or tree.heads[noun] != verb or tree.children(verb, "obj"):
            continue
        tree.deprels[noun] = "obj"
        tree.move(index, head=verb, deprel="compound:prt")


@needs(("of",), ("obl",), ("obj",))
def of_phrase_on_verb(tree: Tree) -> None:
    """For "attend a meeting next week of factions" with "of factions" hung on the verb: it belongs to the object."""
    for index in tree.having("obl"):
        verb = tree.heads[index]
        if tree.case(index) != "of" or verb < 0 or tree.tokens[verb].upos != "VERB":
            continue
        objects = [child for child in tree.children(verb, "obj") if verb < child < index]
        if objects and tree.tokens[verb].lemma.lower() not in _TAKING_OF and tree.tokens[objects[-1]].upos == "NOUN":
            tree.move(index, head=objects[-1], deprel="nmod")


def _is_date(tree: Tree, index: int) -> bool:
    """Whether a token names a time, or is the day of a month."""
    return tree.is_time(index) or any(tree.is_time(child) for child in tree.children(index))


@needs(("appos", "nmod", "flat"), ("VERB",))
def object_after_date(tree: Tree) -> None:
    """For "received on Monday the envoy, X" with the envoy read as a word for Monday: a late object is the verb's."""
    for index in tree.having("appos", "nmod", "flat"):
        day = tree.heads[index]
        if not 0 <= day < index or not _is_date(tree, day):
            continue
        verb = tree.heads[day]
        aside = "," in tree.lower[day:index] and tree.lower[index - 2] != ","
        if tree.case(index) or aside or tree.is_time(index) or verb < 0:
            continue
        determined = tree.children(index, "det") or tree.in_name(index)
        if determined and tree.tokens[verb].upos == "VERB" and verb < day and not tree.children(verb, "obj"):
            tree.move(index, head=verb, deprel="obj")


@needs(("obl:agent",))
def agent_of_active(tree: Tree) -> None:
    """For "X talked by phone with Y" with the phone read as who does it: a verb with a subject has no by-agent."""
    for index in tree.having("obl"):
        verb = tree.heads[index]
        if tree.deprels[index] == "obl:agent" and any(
            tree.deprels[child] == "nsubj" for child in tree.children(verb, "nsubj")
        ):
            tree.deprels[index] = "obl"


@needs(("whose",), ("conj",))
def whose_starts_a_clause(tree: Tree) -> None:
    """For "with X, whose proposal remains open" with the proposal joined to X: what bears "whose" is no conjunct."""
    for index in range(len(tree)):
        if tree.is_a(index, "conj") and any(tree.lower[child] == "whose" for child in tree.children(index, "nmod")):
            tree.deprels[index] = "dep"


@needs(("appos",), (",",), ("conj",), ("cc",))
def list_read_as_apposition(tree: Tree) -> None:
    """For "of A, B and C" with B read as another name of A: names in a row, joined by "and", are a list."""
    for index in tree.having("appos", start=2):
        before = index - 2
        if tree.lower[index - 1] != "," or not _are_alike(tree, index, before):
            continue
        if any(tree.children(member, "cc") for member in tree.children(index, "conj")):
            while tree.is_a(before, "flat", "compound") and tree.tokens[tree.heads[before]].upos == "PROPN":
                before = tree.heads[before]
            tree.move(index, head=before, deprel="conj")


@needs(PLAN_NOUNS, ("xcomp", "advcl"), ("to",), ("obj",))
def infinitive_of_plan(tree: Tree) -> None:
    """For "spurned a proposal by X to help" with the infinitive hung on the verb: it says what the offer is."""
    for index in tree.having("xcomp", "advcl"):
        verb = tree.heads[index]
        if "to" not in tree.marks(index) or not 0 <= verb < index:
            continue
        plans = [
            child for child in tree.children(verb, "obj") if child < index and tree.tokens[child].lemma in PLAN_NOUNS
        ]
        if not plans:
            continue
        # "extended an invitation to her counterpart, X, to visit Y": nobody is invited for another end
        invited = tree.tokens[plans[-1]].lemma == "invitation"
        if invited or (_is_somebodys(tree, plans[-1]) and "," not in tree.lower[plans[-1] : index]):
            tree.move(index, head=plans[-1], deprel="acl")


def _is_somebodys(tree: Tree, plan: int) -> bool:
    """Whether words say whose plan it is: "by X", "Peruvian"."""
    nation = [child for child in tree.children(plan, "amod", "compound") if tree.tokens[child].form[0].isupper()]
    return bool(nation or tree.children(plan, "nmod"))


@needs(("acl",), ("to",), ("in",), _IDIOMS)
def infinitive_after_idiom(tree: Tree) -> None:
    """For "agreed in principle to meet" with the infinitive hung on "principle": it completes the verb."""
    for index in tree.having("acl"):
        noun = tree.heads[index]
        if "to" not in tree.marks(index) or not 0 < noun < index or tree.case(noun) not in ("in", "at"):
            continue
        verb = tree.heads[noun]
        if tree.lower[noun] not in _IDIOMS or tree.children(noun, "det", "amod") or not tree.is_a(noun, "obl"):
            continue
        tree.move(index, head=verb, deprel="xcomp")


def _are_alike(tree: Tree, one: int, other: int) -> bool:
    """Whether both are names, and both of persons or neither."""
    names = tree.tokens[one].upos == tree.tokens[other].upos == "PROPN"
    return names and (one in tree.persons) is (other in tree.persons)
