"""Named repairs of arguments that other phrases part from their verb or noun and that the parser hangs on those.

They run with those of :mod:`kg.extraction.repairs`, which lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.needs import needs
from kg.extraction.party_words import SITES
from kg.extraction.wordlists import LOCATIVE, OCCASION_NOUNS, ROLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.tree import Tree

_NOMINAL: Final = ("NOUN", "PROPN")
_CIRCUMSTANCES: Final = SITES | frozenset(
    "residence office headquarters ministry embassy house initiative invitation request suggestion behest".split()
)
_OF_PERSONS: Final = frozenset(
    "receive meet see host greet welcome telephone phone summon brief visit entertain".split()
)
TIMES_OF_DAY: Final = frozenset("morning afternoon evening night day week today yesterday tomorrow".split())
_WHICH: Final = frozenset("this that last next".split())
_AFTER: Final = frozenset("after following before during since upon".split())
_WITHIN: Final = frozenset("in during".split())
_CONTACTS: Final = frozenset("call conversation telephone letter message meeting telegram talk".split())
_RELATIVES: Final = frozenset("where when".split())
_OTHERS: Final = frozenset("with to".split())
_SETTING: Final = frozenset("after before while since without upon".split())


@needs(("between", "with", "among"), ("obl",))
def sides_beyond_day(tree: Tree) -> None:
    """For "after talks Friday between A and B" with day and sides hung on the verb: they belong to the talks."""
    for side in tree.having("obl"):
        verb, preposition = tree.heads[side], tree.case(side)
        if preposition not in ("between", "with", "among") or verb < 0:
            continue
        start = next((child for child in tree.children(side) if tree.lower[child] == preposition), 0)
        day = start - 1
        if day < 1 or tree.heads[day] != verb or tree.deprels[day] != "obl:unmarked" or not tree.is_time(day):
            continue
        event = day - 1
        while event > 0 and tree.under(event, day):
            event -= 1  # "late", "early"
        if tree.tokens[event].upos == "NOUN" and tree.heads[event] == verb and tree.case(event) in _AFTER:
            tree.move(side, head=event, deprel="nmod")
            tree.move(day, head=event, deprel="nmod:unmarked")


@needs(("by",), ("aux:pass",), ("PERSON",))
def agent_beyond_place(tree: Tree) -> None:
    """For "was received at the Palace of the Republic by X" with X hung on the palace: X received."""
    for agent in tree.having("nmod"):
        if tree.case(agent) != "by" or agent not in tree.persons or not _is_place_like(tree, tree.heads[agent]):
            continue
        verb = _verb_above(tree, agent)
        if verb >= 0 and tree.is_passive(verb) and not _has_phrase(tree, verb, "by"):
            tree.move(agent, head=verb, deprel="obl")


@needs(("between",), LOCATIVE)
def sides_beyond_place(tree: Tree) -> None:
    """For "a summit in X between A and B" with A and B hung on a place that no name model knows: they are its sides."""
    for side in tree.having("nmod"):
        place = tree.heads[side]
        if tree.case(side) != "between" or place < 0 or tree.tokens[place].upos != "PROPN":
            continue
        if tree.case(place) in LOCATIVE and tree.heads[place] >= 0:
            above = tree.heads[place]
            tree.move(side, head=above, deprel="nmod" if tree.tokens[above].upos in _NOMINAL else "obl")


@needs(("with",), _CIRCUMSTANCES, ("PERSON",))
def person_beyond_circumstance(tree: Tree) -> None:
    """For "had talks, at the initiative of Peru, with X", "at the ministry with X": it was not the initiative's."""
    for person in tree.having("nmod"):
        noun = tree.heads[person]
        if tree.case(person) != "with" or person not in tree.persons or noun < 0 or not tree.is_a(noun, "obl", "nmod"):
            continue
        if tree.tokens[noun].lemma.lower() in _CIRCUMSTANCES:
            tree.move(person, head=tree.heads[noun], deprel=tree.bases[noun])


@needs(("obj",), ("VERB",), TIMES_OF_DAY)
def time_read_as_object(tree: Tree) -> None:
    """For "met this afternoon with X" with the afternoon as what was met: it says when."""
    for time in tree.having("obj"):
        verb = tree.heads[time]
        if tree.lower[time] not in TIMES_OF_DAY or verb < 0 or tree.tokens[verb].lemma.lower() not in _OF_PERSONS:
            continue
        if verb < time and any(tree.lower[child] in _WHICH for child in tree.children(time)):
            tree.deprels[time] = "obl:unmarked"


@needs(("obl",), ("PERSON",), (",",))
def name_after_office_phrase(tree: Tree) -> None:
    """For "met with the President of Chad, H.E. Mr. X" with X hung on the verb: he is that president."""
    for person in tree.having("obl"):
        verb = tree.heads[person]
        if person not in tree.persons or tree.case(person) or not 0 <= verb < person:
            continue
        start = _phrase_start(tree, person)
        offices = [child for child in tree.children(verb, "obl", "obj") if verb < child < start]
        if start < 1 or tree.lower[start - 1] != "," or not offices:
            continue
        office = offices[-1]
        ends = all(tree.under(index, office) for index in range(office, start - 1))
        if ends and tree.tokens[office].lemma.lower() in ROLE_NOUNS and office not in tree.persons:
            tree.move(person, head=office, deprel="appos")


@needs(("dep", "obl"), ("PERSON",))
def person_after_phrase(tree: Tree) -> None:
    """For "received at the palace, from ten to eleven, Mr X", "met today Premier X": he is whom they received."""
    for person in tree.having("dep", "obl"):
        verb = tree.heads[person]
        if person not in tree.persons or not 0 <= verb < person or tree.case(person):
            continue
        if tree.deprels[person] not in ("dep", "obl"):
            continue
        if tree.tokens[verb].lemma.lower() in _OF_PERSONS and not tree.children(verb, "obj", "aux:pass"):
            tree.deprels[person] = "obj"


@needs(_SETTING, ("acl",))
def setting_read_as_description(tree: Tree) -> None:
    """For "announced the step after seeing X" with the seeing hung on the step: it sets the time of announcing."""
    for clause in tree.having("acl"):
        noun = tree.heads[clause]
        if tree.deprels[clause] != "acl" or not _SETTING.intersection(tree.marks(clause)) or noun < 0:
            continue
        verb = tree.heads[noun]
        if tree.is_a(noun, "obj", "obl") and not tree.is_time(noun) and tree.tokens[verb].upos == "VERB":
            tree.move(clause, head=verb, deprel="advcl")


@needs(_WITHIN, _CONTACTS, ("nmod",))
def contact_beyond_object(tree: Tree) -> None:
    """For "praised the efforts in a call with X" with the call hung on the efforts: the praising was in the call."""
    for contact in tree.having("nmod"):
        thing = tree.heads[contact]
        if tree.case(contact) not in _WITHIN or tree.tokens[contact].lemma.lower() not in _CONTACTS or thing < 0:
            continue
        verb = tree.heads[thing]
        if thing > contact or verb < 0 or tree.tokens[verb].upos != "VERB" or not tree.is_a(thing, "obj", "obl"):
            continue
        others = [child for child in tree.children(contact, "nmod", "obl") if tree.case(child) in _OTHERS]
        fresh = not any(tree.lower[child] in ("the", "its", "his", "their") for child in tree.children(contact))
        if others and fresh and tree.tokens[thing].lemma.lower() not in OCCASION_NOUNS:
            tree.move(contact, head=verb, deprel="obl")


@needs(("nsubj",), ("advcl",))
def subject_of_participle(tree: Tree) -> None:
    """For "X, in Lima preparing the talks, was received" with X as who prepares: X is who was received."""
    for clause in tree.having("advcl"):
        verb = tree.heads[clause]
        if verb < clause or tree.tokens[clause].feat("VerbForm") not in ("Ger", "Part") or tree.marks(clause):
            continue
        subjects = tree.children(clause, "nsubj")
        if len(subjects) != 1 or tree.children(clause, "aux", "cop") or tree.children(verb, "nsubj", "csubj", "expl"):
            continue
        if subjects[0] < clause and tree.tokens[verb].upos == "VERB":
            tree.move(subjects[0], head=verb, deprel="nsubj:pass" if tree.is_passive(verb) else "nsubj")


@needs(("nsubj",), _RELATIVES)
def subject_beside_where(tree: Tree) -> None:
    """For "went to Y, where X, on his last day, refused to see him" with X hung on "where": X refused."""
    for subject in tree.having("nsubj"):
        adverb = tree.heads[subject]
        if adverb < 0 or adverb > subject or tree.lower[adverb] not in _RELATIVES:
            continue
        verb = tree.heads[adverb]
        if verb > subject and tree.tokens[verb].upos == "VERB" and not tree.children(verb, "nsubj", "csubj"):
            tree.move(subject, head=verb, deprel="nsubj:pass" if tree.is_passive(verb) else "nsubj")


def _phrase_start(tree: Tree, name: int) -> int:
    """The first of the titles right before a name ("H.E. Mr. X"), or the name."""
    start = name
    while start > 0 and tree.heads[start - 1] == name and tree.is_a(start - 1, "nmod", "compound", "amod", "det"):
        start -= 1
    return start


def _is_place_like(tree: Tree, index: int) -> bool:
    """Whether a nominal is a name or a site: what no agent hangs on."""
    token = tree.tokens[index]
    return (token.upos == "PROPN" and index not in tree.persons) or token.lemma.lower() in SITES


def _verb_above(tree: Tree, index: int) -> int:
    """The verb that the phrases around a token hang on, or -1."""
    for above in tree.ancestors(index):
        if tree.tokens[above].upos == "VERB":
            return above
        if not tree.is_a(above, "obl", "nmod", "appos", "flat"):
            return -1
    return -1


def _has_phrase(tree: Tree, verb: int, preposition: str) -> bool:
    return any(tree.case(child) == preposition for child in tree.children(verb, "obl"))


FAR_ARGUMENTS: Final[tuple[tuple[str, Callable[[Tree], None]], ...]] = (
    ("sides-beyond-day", sides_beyond_day),
    ("agent-beyond-place", agent_beyond_place),
    ("sides-beyond-place", sides_beyond_place),
    ("person-beyond-circumstance", person_beyond_circumstance),
    ("time-read-as-object", time_read_as_object),
    ("name-after-office-phrase", name_after_office_phrase),
    ("person-after-phrase", person_after_phrase),
    ("setting-read-as-description", setting_read_as_description),
    ("contact-beyond-object", contact_beyond_object),
    ("subject-of-participle", subject_of_participle),
    ("subject-beside-where", subject_beside_where),
)
"""Names and repairs, in order."""
