"""Further named repairs: phrases and objects of names that parsers misread in newsroom style.

Each takes the :class:`~kg.extraction.tree.Tree` of a sentence and changes it; ``kg.extraction.repairs`` lists them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kg.extraction.needs import needs
from kg.extraction.tree import Tree
from kg.extraction.wordlists import ADJUNCT_PREPOSITIONS, PLAN_NOUNS, REFLEXIVES, ROLE_NOUNS

_ACTING: Final = frozenset("acting visiting outgoing incoming serving".split())
_DEPRIVING: Final = frozenset("strip deprive rob relieve rid accuse convict divest".split())
_BARRING: Final = frozenset("bar ban exempt exclude expel prohibit prevent".split())
_TAKING: Final = {"of": _DEPRIVING, "from": _BARRING}
_NOUNS: Final = ("NOUN", "PROPN")
_CORE: Final = ("obj", "iobj", "appos", "nsubj", "dep")
_NEAR: Final = 8  # tokens of titles between a preposition and the name that bears it


@needs(_ACTING)
def acting_title(tree: Tree) -> None:
    """For "with acting secretary X": "acting" or "visiting" read as a verb is an adjective of the title."""
    for index in range(len(tree)):
        if tree.lower[index] not in _ACTING or tree.tokens[index].upos != "VERB" or tree.heads[index] < 0:
            continue
        for child in tree.children(index, "mark"):
            if child == index - 1 and tree.lower[child] in ("with", "by", "from", "between", "to"):
                tree.deprels[child] = "case"
        if tree.children(index, "aux", "mark", "nsubj", "cop"):
            continue  # "is visiting Lima": a verb after all
        after = [child for child in tree.children(index, "obj", "obl") if child > index]
        named = [child for child in after if tree.in_name(child) and child not in tree.places]  # "Visiting Lima, X"
        held = named or [child for child in after if _is_of_officials(tree, child)]
        joined = tree.is_a(index, "conj")  # "the minister and visiting diplomats"
        relation = "conj" if joined else "nmod" if tree.case(index) else "obj"
        if held and tree.move(held[0], head=tree.heads[index], deprel=relation):
            for child in tree.children(index, "case", "cc"):
                tree.move(child, head=held[0], deprel=tree.deprels[child])
            tree.move(index, head=held[0], deprel="amod")


def _is_of_officials(tree: Tree, index: int) -> bool:
    """Whether a noun tells of officials without an article: "visiting Peruvian officials"."""
    officials = tree.tokens[index].lemma.lower() in ROLE_NOUNS
    return officials and not tree.children(index, "det", "nmod:poss", "case")


@needs(("mark",), ADJUNCT_PREPOSITIONS)
def mark_before_noun(tree: Tree) -> None:
    """For "in writing" with "in" read as a conjunction: before a noun without subject or verb it is a preposition."""
    for index in tree.having("mark"):
        head = tree.heads[index]
        if tree.deprels[index] != "mark" or tree.lower[index] not in ADJUNCT_PREPOSITIONS or head < index:
            continue
        if tree.tokens[head].upos in _NOUNS and not tree.children(head, "nsubj", "cop", "aux"):
            tree.deprels[index] = "case"


@needs(ADJUNCT_PREPOSITIONS, ("case", "mark"), ("amod", "compound", "desc", "det"))
def preposition_on_modifier(tree: Tree) -> None:
    """For "talks with acting Minister X" with "with acting" read as a clause: the preposition belongs to the name."""
    for index in tree.having("case", "mark"):
        inner = tree.heads[index]
        if tree.lower[index] not in ADJUNCT_PREPOSITIONS or inner != index + 1:
            continue
        name = tree.heads[inner]
        if name <= inner or name - index > _NEAR or not tree.is_a(inner, "amod", "compound", "desc", "det"):
            continue
        if tree.tokens[name].upos not in _NOUNS or tree.heads[name] < 0 or tree.case(name):
            continue
        if not tree.move(index, head=name, deprel="case"):
            continue
        before = index - 1
        if not tree.is_a(name, *_CORE):
            continue
        if before >= 0 and tree.tokens[before].upos == "NOUN" and not tree.under(before, name):
            tree.move(name, head=before, deprel="nmod")
        else:
            tree.deprels[name] = "obl" if tree.tokens[tree.heads[name]].upos in ("VERB", "AUX") else "nmod"


@needs(("nsubj",), ("PROPN",))
def subject_beside_subject(tree: Tree) -> None:
    """For "The chief, X, had spent", "the rebel group X met" with two subjects: the name is the noun's apposition."""
    for verb in tree.heads_of("nsubj"):
        subjects = tree.children(verb, "nsubj")
        for first, second in pairwise(subjects):
            if tree.tokens[second].upos != "PROPN" or tree.children(second, "cc"):
                continue
            between = tree.lower[first + 1 : second]
            office = tree.tokens[first].lemma.lower() in ROLE_NOUNS and between.count(",") == 1
            beside = tree.tokens[first].upos == "NOUN" and all(
                tree.heads[inner] == second and tree.is_a(inner, "compound", "amod")
                for inner in range(first + 1, second)
            )
            if office or beside:
                tree.move(second, head=first, deprel="appos")


@needs(("obj",))
def object_before_object(tree: Tree) -> None:
    """For "handed X a letter" with two objects: the person right after the verb is who gets it."""
    for verb in tree.heads_of("obj"):
        if tree.tokens[verb].upos != "VERB":
            continue
        objects = tree.children(verb, "obj")
        if len(objects) != 2 or tree.children(verb, "iobj"):
            continue
        person, thing = objects
        if verb < person and tree.in_name(person) and tree.tokens[thing].upos == "NOUN" and not tree.in_name(thing):
            tree.deprels[person] = "iobj"


@needs(_DEPRIVING | _BARRING, _TAKING, ("nmod",))
def phrase_of_deprived(tree: Tree) -> None:
    """For "stripped X of its rights", "barred X and Y from entry" with the phrase hung on X: it belongs to the verb."""
    for index in tree.having("nmod"):
        holder = tree.heads[index]
        takers = _TAKING.get(tree.case(index))
        if takers is None or holder < 0 or holder > index or tree.tokens[index].upos != "NOUN":
            continue
        while tree.is_a(holder, "conj"):
            holder = tree.heads[holder]
        verb = tree.heads[holder]
        if tree.is_a(holder, "obj", "nsubj") and verb >= 0 and tree.tokens[verb].lemma.lower() in takers:
            tree.move(index, head=verb, deprel="obl")


@needs(("VERB",), ("conj", "nsubj", "obj", "ccomp"))
def compound_read_as_clause(tree: Tree) -> None:
    """For "travel bans and asset freezes on X" with "freezes" read as a verb: a noun it follows is its first half.

    So it is with every noun that a trigger asks to be compounded to that word.
    """
    for index in range(1, len(tree)):
        what = index - 1
        if tree.tokens[index].upos != "VERB" or not _is_compound(tree, what, index):
            continue
        if tree.children(index, "obj", "aux", "det", "mark"):
            continue
        if tree.is_a(index, "nsubj", "obj") and tree.heads[what] == index:
            tree.deprels[what] = "compound"  # "Asset freezes on X were lifted"
            tree.retag(index, "NOUN")
        if tree.is_a(index, "ccomp") and tree.heads[what] == index and not tree.children(index, "nsubj"):
            tree.deprels[index] = "obj"  # "announced asset freezes and travel bans on X"
            tree.retag(index, "NOUN")
        first = tree.heads[what]
        if not tree.is_a(what, "conj") or tree.under(index, what):
            continue
        if tree.heads[first] == index:
            _put_in_clause(tree, first, index)
        if tree.move(index, head=first, deprel="conj"):
            tree.move(what, head=index, deprel="compound")
            tree.retag(index, "NOUN")


def _is_compound(tree: Tree, modifier: int, noun: int) -> bool:
    """Whether a trigger asks for a word before its noun, in whatever number."""
    lemma = tree.tokens[noun].lemma.lower()
    words = (tree.lower[modifier], tree.tokens[modifier].lemma.lower())
    return any(tree.words.is_modified(lemma, word) for word in words)


def _put_in_clause(tree: Tree, measure: int, misread: int) -> None:
    """Hang the first of the measures where the misread verb stood: on the verb before that lacks an object."""
    for verb in tree.ancestors(misread):
        if tree.tokens[verb].upos == "VERB" and verb < measure and not tree.children(verb, "obj"):
            tree.move(measure, head=verb, deprel="obj")
            return


@needs(("iobj",), ("LOC",), (",",), ("obj",))
def aside_after_object(tree: Tree) -> None:
    """For "will visit X in June, the first to do so" with X read as who gets it: a comma sets off no object."""
    for thing in range(len(tree)):
        verb = tree.heads[thing]
        for one in tree.children(verb, "iobj") if verb >= 0 and tree.is_a(thing, "obj") else ():
            if one < thing and "," in tree.lower[one:thing] and one in tree.places:
                tree.deprels[one] = "obj"
                tree.deprels[thing] = "parataxis"


@needs(("ADV",), ("advmod",), ("det", "compound", "amod"))
def noun_read_as_adverb(tree: Tree) -> None:
    """For "slapped an embargo on X" with the rare noun read as an adverb: what bears an article is the object."""
    for index in tree.having("advmod"):
        verb = tree.heads[index]
        if tree.tokens[index].upos != "ADV" or not 0 <= verb < index:
            continue
        if (
            tree.children(index, "det", "compound", "amod")
            and tree.tokens[verb].upos == "VERB"
            and not tree.children(verb, "obj")
        ):
            tree.deprels[index] = "obj"


@needs(REFLEXIVES)
def emphatic_reflexive(tree: Tree) -> None:
    """For "the premier himself went to X": a reflexive before its verb stresses the subject and is no object."""
    for index in range(len(tree)):
        if tree.lower[index] in REFLEXIVES and tree.is_a(index, "obj", "iobj") and tree.heads[index] > index:
            tree.deprels[index] = "advmod"


@needs(("advmod",), ("ADV",))
def noun_of_trigger_read_as_adverb(tree: Tree) -> None:
    """For "a weapons embargo on X" with the rare noun read as an adverb of the one before it: it heads the phrase."""
    for index in range(1, len(tree)):
        before = index - 1
        if (
            not _is_trigger_noun(tree, index)
            or not tree.is_a(index, "advmod")
            or tree.heads[index] not in (before, tree.heads[before])
            or tree.tokens[before].upos not in (*_NOUNS, "ADJ")
            or not tree.move(index, head=tree.heads[before], deprel=tree.deprels[before])
        ):
            continue
        for child in tree.children(before):
            if child != index:
                tree.move(child, head=index, deprel=tree.deprels[child])
        tree.move(before, head=index, deprel="compound" if tree.tokens[before].upos in _NOUNS else "amod")


def _is_trigger_noun(tree: Tree, index: int) -> bool:
    """Whether an adverb is a noun of a trigger, in whatever number."""
    word = tree.lower[index]
    forms = (word, word.removesuffix("s"), word.removesuffix("es"))
    return tree.tokens[index].upos == "ADV" and any(form in tree.words.nouns for form in forms)


@needs(("amod",), ("VERB",))
def verb_read_as_adjective(tree: Tree) -> None:
    """For "X lifted economic sanctions" with the verb read as an adjective of its object: what has a subject is a verb.

    The name may hang on the noun instead, right before the verb, where the sentence has no other verb to be its root.
    """
    for index in tree.having("amod", start=1):
        noun = tree.heads[index]
        if tree.tokens[index].upos != "VERB" or noun < index:
            continue
        if tree.lower[index].endswith("ing"):
            continue
        own = tree.children(index, "nsubj")
        if _bears_its_clause(tree, index, noun):
            name = tree.heads[noun]
            if tree.raise_over(index, name):
                tree.deprels[name] = "nsubj"
                tree.move(noun, head=index, deprel="obj")
            continue
        name = next((item.end - 1 for item in tree.names if item.end == index), -1)
        beside = (
            name >= 0
            and tree.heads[noun] < 0
            and tree.heads[name] == noun
            and tree.is_a(name, "compound", "nsubj", "nmod")
            and not tree.case(name)
        )
        if not own and not beside:
            continue
        before = [child for child in tree.children(noun) if child < index and child != name]
        if not tree.raise_over(index, noun):
            continue
        tree.deprels[noun] = "obj"
        if not own:
            tree.move(name, head=index, deprel="nsubj")
        for child in before:
            tree.move(child, head=name if not own else index, deprel=tree.deprels[child])


def _bears_its_clause(tree: Tree, index: int, noun: int) -> bool:
    """Whether a name heads the sentence and the noun after the verb is read as its apposition, without a comma."""
    name = tree.heads[noun]
    return (
        name >= 0
        and tree.heads[name] < 0
        and tree.is_a(noun, "appos", "dep", "parataxis")
        and any(item.start <= name < item.end == index for item in tree.names)
    )


@needs(("conj",), ("cc",))
def words_after_a_list(tree: Tree) -> None:
    """For "between A and B, something C ...": "and" closes a list, so what follows its last member is not in it."""
    for first in tree.heads_of("conj"):
        if tree.tokens[first].upos not in _NOUNS:
            continue
        members = tree.children(first, "conj")
        joined = [member for member in members if tree.children(member, "cc")]
        if not joined:
            continue
        last = joined[-1]
        for member in members:
            if member > last and tree.tokens[member].upos in (*_NOUNS, "PRON"):
                tree.move(member, head=last, deprel="appos" if tree.tokens[member].upos == "NOUN" else "dep")


@needs(PLAN_NOUNS, ("advcl",), ("mark",))
def gerund_of_plan(tree: Tree) -> None:
    """For "plans for holding X" hung on the clause: the gerund belongs to the noun right before its mark."""
    for index in tree.having("advcl"):
        if not tree.is_a(index, "advcl"):
            continue
        marks = [child for child in tree.children(index, "mark") if tree.lower[child] in ("for", "to", "on", "of")]
        before = marks[0] - 1 if marks else -1
        planned = before >= 0 and tree.tokens[before].upos == "NOUN" and tree.tokens[before].lemma in PLAN_NOUNS
        if planned and before != tree.heads[index]:
            tree.move(index, head=before, deprel="acl")
