"""Who acts without a name: described people and bodies, and pronouns whose meaning the text leaves open."""

from __future__ import annotations

from typing import Final

from kg.extraction.human_nouns import COLLECTIVE, GROUPED, KIN, OFFICIALS, PRONOUNS, is_human_noun
from kg.extraction.marking import listed
from kg.extraction.readings import AGENTS, Readings
from kg.extraction.relations import NARROWING, base
from kg.extraction.wordlists import NUMBERS, POINTING, REPORTING, ROLE_NOUNS

_TAKEN_UP: Final = POINTING | {"both", "such", "same"}
_COUNTED: Final = frozenset(NUMBERS)
_OPPOSED: Final = frozenset("side party".split())
_SIDES: Final = frozenset(
    "side party partner pair duo trio country nation state community man woman person people".split()
)
_ACTING_WORDS: Final = ("NOUN", "PROPN")
_OF_SPEAKERS: Final = {
    "it": "it", "they": "they", "he": "he", "she": "she", "its": "it", "their": "they", "his": "he", "her": "she",
}  # fmt: skip
_MOUTHPIECES: Final = frozenset("spokesman spokeswoman spokesperson aide assistant lawyer source".split())
_SUBORDINATE: Final = ("ccomp", "advcl")
_WITHIN: Final = ("conj", "xcomp", "nsubj", "obj", "obl", "nmod")
_OFFICES: Final = ROLE_NOUNS | OFFICIALS
_SIDES_OR_OFFICIALS: Final = _SIDES | OFFICIALS
_DEPARTMENTS: Final = frozenset("State Defense Defence Affairs Foreign Treasury".split())
_NOBODY: Final = frozenset("no neither none any".split())


def acts_unnamed(readings: Readings, index: int) -> bool:
    """Whether a noun that refers to nobody known stands for people or a body of them: "angry farmers".

    "The two leaders", "both sides", a bare "the ministers" take up whom the text told of before: not these.
    """
    graph = readings.graph
    token = graph.tokens[index]
    lemma = token.lemma.lower()
    if token.upos not in _ACTING_WORDS or readings.at(index) or not is_human_noun(lemma, token.form):
        return False
    if token.upos == "PROPN" and (readings.covering(index) is not None or _is_named(readings, index)):
        return False  # "MPs", "Police" are common nouns with a capital; a part of a name is not
    if readings.read(index, AGENTS) or _is_half_of_office(readings, index):
        return False
    if is_bare_office(readings, index) and readings.names_persons_before(index):
        return False
    children = graph.children(index)
    words = {graph.tokens[child].form.lower() for child in children}
    if lemma in KIN and graph.dependents(index, "poss"):
        return False  # "his brother" is somebody, and the text may have named him
    if words & _NOBODY:
        return False
    if words & _TAKEN_UP:
        bare = not any(graph.deprels[child] in NARROWING for child in children)
        plural = token.feat("Number") == "Plur"
        return not (words & _COUNTED or (bare and (lemma in _SIDES or (plural and lemma in OFFICIALS))))
    return not (words & _COUNTED and lemma in _SIDES)


def _is_half_of_office(readings: Readings, index: int) -> bool:
    """Whether a hyphen makes an office one word with the next: "Secretary-General"."""
    graph = readings.graph
    joined = graph.heads[index] == index + 2 and graph.tokens[index + 1].form in {"-", "‑"}
    return joined and graph.tokens[index].lemma.lower() in ROLE_NOUNS and base(graph.deprels[index]) == "compound"


def _is_named(readings: Readings, index: int) -> bool:
    """Whether a proper noun stands within a longer name."""
    graph = readings.graph
    around = (*graph.children(index), graph.heads[index])
    office = graph.tokens[index].lemma.lower() in ROLE_NOUNS
    return any(
        other >= 0
        and graph.tokens[other].upos == "PROPN"
        and graph.tokens[other].lemma.lower() not in ROLE_NOUNS | {"-"}  # "the Secretary-General"
        and not (office and graph.lower[other] in listed("modifier", "domain"))  # "the Vice President"
        and (base(graph.deprels[other if other != graph.heads[index] else index]) in ("flat", "compound"))
        for other in around
    )


def is_open_word(readings: Readings, index: int) -> bool:
    """Whether a personal pronoun, or a bare "the envoy", stands there and nobody could tell whom it means."""
    token = readings.graph.tokens[index]
    if readings.at(index):
        return False
    if token.upos == "PRON":
        return token.form.lower() in PRONOUNS
    return is_bare_office(readings, index)


def is_bare_office(readings: Readings, index: int) -> bool:
    """Whether "the envoy", said of one and no more, may mean a person named before."""
    graph = readings.graph
    token = graph.tokens[index]
    if token.upos != "NOUN" or token.lemma.lower() not in _OFFICES or token.feat("Number") == "Plur":
        return False
    children = graph.children(index)
    bare = not any(
        graph.deprels[child] in NARROWING
        and graph.deprels[child] != "acl:relcl"
        and graph.tokens[child].form not in _DEPARTMENTS
        for child in children
    )
    return bare and any(graph.tokens[child].form.lower() == "the" for child in children)


def is_open_group(readings: Readings, index: int) -> bool:
    """Whether "the two sides", "both ministers", "the parties" stands there and nobody could tell whom it means."""
    graph = readings.graph
    token = graph.tokens[index]
    lemma = token.lemma.lower()
    if token.upos != "NOUN" or token.feat("Number") != "Plur" or readings.at(index) or readings.read(index, AGENTS):
        return False
    words = {graph.tokens[child].form.lower() for child in graph.children(index)}
    if words & _COUNTED and (words & _TAKEN_UP or "their" in words):
        return lemma in _SIDES or lemma in OFFICIALS or lemma in GROUPED or is_human_noun(lemma, token.form)
    return bool(words & _TAKEN_UP) and lemma in _OPPOSED and not words & _NOBODY


def speaker(readings: Readings, index: int) -> int:
    """For "the rebels said they would", "the governor warned that her trip": who says it of himself; -1 where unsaid.

    So too for who is told of by the clause above: "the envoys were arrested after they arrived".
    """
    graph = readings.graph
    form = _OF_SPEAKERS.get(graph.tokens[index].form.lower(), "")
    label = graph.deprels[index]
    if not form or readings.at(index) or not (base(label) == "nsubj" or label == "nmod:poss"):
        return -1
    if label == "nmod:poss" and _names_person_before(readings, index):
        return -1
    clause = graph.heads[index]
    while clause >= 0 and graph.deprels[clause] not in _SUBORDINATE:
        if base(graph.deprels[clause]) not in _WITHIN:
            return -1
        clause = graph.heads[clause]
    if clause < 0:
        return -1
    above = graph.heads[clause]
    told = [one for one in graph.children(above) if base(graph.deprels[one]) == "nsubj" and one < index]
    aside = graph.deprels[clause] == "advcl" and form != "it"  # "it" may be what was just told
    reported = aside or (graph.deprels[clause] == "ccomp" and graph.tokens[above].lemma in REPORTING)
    if not reported or len(told) != 1:
        return -1
    return told[0] if _agrees(readings, told[0], form) else -1


def _names_person_before(readings: Readings, index: int) -> bool:
    return any(row.kind == "person" and row.start < index for row in readings.referring)


def _agrees(readings: Readings, subject: int, pronoun: str) -> bool:
    token = readings.graph.tokens[subject]
    body = bool(readings.read(subject, frozenset(("country", "organization"))))
    several = token.feat("Number") == "Plur" and token.upos == "NOUN"
    if pronoun == "it":
        return not several and (body or token.lemma.lower() in COLLECTIVE)
    if pronoun == "they":
        return several
    office = token.lemma.lower() in ROLE_NOUNS or is_human_noun(token.lemma.lower(), token.form)
    if token.lemma.lower() in _MOUTHPIECES:
        return False  # what a spokesman says of "him" he says of whom he speaks for
    return not several and (office or not body) and token.lemma.lower() not in COLLECTIVE


def are_several_officials(readings: Readings, index: int) -> bool:
    """Whether a plural alone tells of a meeting's sides: "senior diplomats met", not "the countries' ministers met"."""
    graph = readings.graph
    token = graph.tokens[index]
    if token.feat("Number") != "Plur" or token.lemma.lower() not in OFFICIALS:
        return False
    inside = [*graph.children(index), *(below for child in graph.children(index) for below in graph.children(child))]
    return not any(
        graph.deprels[one] == "nmod:poss"
        or (
            graph.tokens[one].form.lower() in _TAKEN_UP
            and graph.tokens[graph.heads[one]].lemma.lower() in _SIDES_OR_OFFICIALS
        )
        for one in inside
    )
