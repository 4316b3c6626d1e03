"""Further named repairs: words that are noun and verb alike ("cut", "export", "halt"), read as the wrong one."""

from __future__ import annotations

from typing import Final

from kg.extraction.needs import needs
from kg.extraction.tree import Tree

_MANNERS: Final = frozenset("writing terms detail length person kind turn full private".split())
_NOUNS: Final = ("NOUN", "PROPN")
# What opens the names of noble houses: "von Hauke", "de Vries".
_PARTICLES: Final = frozenset("von van de del della di da der den dos ter zu".split())


@needs(("NOUN",), ("obj",))
def modifier_read_as_clause(tree: Tree) -> None:
    """For "slapped export curbs on X" with "export" read as a clause: it says of which kind the curbs are."""
    for index in range(1, len(tree) - 1):
        noun = index + 1
        if tree.tokens[index].upos != "NOUN" or tree.heads[noun] != index or not tree.is_a(noun, "obj"):
            continue
        if tree.tokens[noun].upos != "NOUN" or tree.children(index, "nsubj", "aux", "cop", "det"):
            continue
        verb = next((up for up in tree.ancestors(index) if tree.tokens[up].upos == "VERB" and up < index), -1)
        if verb < 0 or tree.children(verb, "obj"):
            continue
        if tree.move(noun, head=verb, deprel="obj"):
            tree.move(index, head=noun, deprel="compound")


@needs(("to",), ("case",), ("compound", "amod"), ("VERB",))
def infinitive_read_as_modifier(tree: Tree) -> None:
    """For "threatened to halt gas sales" with "to ... sales" read as a phrase: an infinitive with its object."""
    for index in range(1, len(tree)):
        noun = tree.heads[index]
        while noun > index and tree.is_a(noun, "compound") and not tree.case(noun):
            noun = tree.heads[noun]
        if tree.tokens[index].upos != "VERB" or not tree.is_a(index, "compound", "amod") or noun < index:
            continue
        to = index - 1
        if tree.lower[to] != "to" or tree.heads[to] != noun or tree.tokens[to].upos != "PART":
            continue
        verb = tree.heads[noun]
        if verb < 0 or tree.tokens[verb].upos not in ("VERB", "ADJ") or not tree.raise_over(index, noun):
            continue
        tree.deprels[index] = "xcomp"
        tree.deprels[noun] = "obj"
        tree.move(to, head=index, deprel="mark")


@needs(("xcomp",))
def activity_read_as_clause(tree: Tree) -> None:
    """For "froze lending to Chad" with "lending" read as a clause: it is what was frozen, as a trigger asks."""
    for index in tree.having("xcomp"):
        verb = tree.heads[index]
        activity = tree.lower[index].endswith("ing")
        if not activity or not tree.words.is_object(tree.tokens[verb].lemma.lower(), tree.lower[index]):
            continue
        if not tree.children(verb, "obj") and not tree.children(index, "obj"):
            tree.deprels[index] = "obj"
            tree.retag(index, "NOUN", lemma=tree.lower[index])


def compound_cut_from_phrase(tree: Tree) -> None:
    """For "paid a farewell call today on X" with "call" read as a verb, or cut off from X: a call on X.

    So it is with every noun that a trigger asks to be of a kind and to have a phrase.
    """
    for call in range(1, len(tree)):
        kind = call - 1
        lemma = tree.tokens[call].lemma.lower()
        leading = tree.words.phrases.get((lemma, tree.lower[kind]))
        if not leading:
            continue
        if tree.tokens[call].upos == "VERB":
            tree.retag(call, "NOUN", xpos="NN", lemma=lemma)
        verb = tree.heads[call]
        if verb == kind:
            verb = tree.heads[kind]
            tree.raise_over(call, kind)
        if verb < 0 or verb > kind or tree.tokens[verb].upos != "VERB":
            continue
        tree.deprels[call] = "obj"
        if tree.heads[kind] != call:
            tree.move(kind, head=call, deprel="compound")
        for time in tree.children(call, "obj"):
            if tree.is_time(time):
                tree.move(time, head=verb, deprel="obl:unmarked")
        for phrase in tree.children(verb, "obl"):
            if phrase > call and tree.case(phrase) in leading and not tree.is_time(phrase) and tree.in_name(phrase):
                tree.move(phrase, head=call, deprel="nmod")


@needs(("LOC", "ORG"), ("compound",))
def verb_read_as_noun(tree: Tree) -> None:
    """For "Peru cut gas supplies to Chile" read as one long noun: where nothing else is a verb, this is.

    It is one that evokes an event with just this object.
    """
    if any(token.upos in ("VERB", "AUX") for token in tree.tokens):
        return
    for index in range(1, len(tree)):
        name = next((item.end - 1 for item in tree.names if item.end == index and item.kind in ("LOC", "ORG")), -1)
        root = next((up for up in tree.ancestors(index) if tree.heads[up] < 0), -1)
        if name < 0 or root < index or tree.tokens[root].upos not in _NOUNS:
            continue
        verb = _verb_of(tree, index, tree.tokens[root].lemma.lower())
        if not verb:
            continue
        if not tree.under(name, root) or not tree.raise_over(index, root):
            continue
        tree.retag(index, "VERB", lemma=verb)
        tree.deprels[root] = "obj"
        while tree.heads[name] not in (root, index):
            name = tree.heads[name]
        tree.move(name, head=index, deprel="nsubj")
        return


def _verb_of(tree: Tree, index: int, thing: str) -> str:
    """The lemma of the verb that a form in the present or without an ending is, where a trigger asks for the thing."""
    form = tree.lower[index]
    return next((verb for verb in (form, form.removesuffix("s")) if tree.words.is_object(verb, thing)), "")


@needs(("VERB",), ("nsubj",), ("xcomp", "advcl", "ccomp"))
def object_read_as_subject(tree: Tree) -> None:
    """For "agreed to ease curbs on X imposed in May" with the curbs read as who imposed: they are eased."""
    for index in tree.having("advcl", "ccomp", "parataxis", "xcomp"):
        subjects = tree.children(index, "nsubj")
        if len(subjects) != 1 or tree.tokens[index].upos != "VERB" or not tree.lower[index].endswith("ed"):
            continue
        if tree.children(index, "aux", "mark", "obj") or tree.tokens[subjects[0]].upos != "NOUN":
            continue
        noun = subjects[0]
        first = min((noun, *tree.children(noun)))
        verb = first - 1
        if verb < 0 or tree.tokens[verb].upos != "VERB" or not tree.is_infinitive(verb) or tree.children(verb, "obj"):
            continue
        if tree.heads[index] not in (verb, tree.heads[verb]) or noun > index:
            continue
        if tree.move(noun, head=verb, deprel="obj"):
            tree.move(index, head=noun, deprel="acl")
            tree.retag(index, "VERB", xpos="VBN")


@needs(_MANNERS, ("in", "at"), ("nmod", "obl"))
def phrase_on_manner(tree: Tree) -> None:
    """For "replied in writing to X", "wrote in similar terms to X" with "to X" hung on the manner: it is the verb's."""
    for index in tree.having("nmod", "obl"):
        manner = tree.heads[index]
        if tree.case(index) not in ("to", "with", "about") or not 0 <= manner < index:
            continue
        verb = tree.heads[manner]
        if tree.lower[manner] not in _MANNERS or not 0 <= verb < manner or tree.tokens[verb].upos != "VERB":
            continue
        introduced = [child for child in tree.children(manner, "case", "mark") if tree.lower[child] in ("in", "at")]
        if not introduced or not tree.move(index, head=verb, deprel="obl"):
            continue
        tree.deprels[introduced[0]] = "case"
        tree.deprels[manner] = "obl"
        tree.retag(manner, "NOUN", lemma=tree.lower[manner])


@needs(("acl",), ("nsubj",))
def object_read_as_second_subject(tree: Tree) -> None:
    """For "A note inviting X to Lima was sent" with X read as what was sent too: X is invited."""
    for index in tree.having("acl"):
        noun = tree.heads[index]
        if not tree.lower[index].endswith("ing") or tree.children(index, "obj") or not tree.is_a(noun, "nsubj"):
            continue
        verb = tree.heads[noun]
        for other in tree.children(verb, "nsubj"):
            between = index < other < verb and other in tree.persons and "," not in tree.lower[index:other]
            if between and tree.move(other, head=index, deprel="obj"):
                for phrase in tree.children(other, "nmod"):
                    if tree.case(phrase) == "to":
                        tree.move(phrase, head=index, deprel="obl")


@needs(("root",), ("acl",), (".",))
def sentence_read_as_phrase(tree: Tree) -> None:
    """For "A paper apologized in a note to X." read as a paper apologized: where nothing else tells, this does."""
    root = next((index for index in range(len(tree)) if tree.heads[index] < 0), -1)
    clauses = tree.children(root, "acl") if root >= 0 else ()
    if len(clauses) != 1 or tree.lower[-1] != "." or tree.tokens[root].upos not in _NOUNS:
        return
    verb = clauses[0]
    alone = all(token.upos not in ("VERB", "AUX") or tree.under(token.index, verb) for token in tree.tokens)
    if verb < root or not tree.lower[verb].endswith("ed") or not alone or tree.deprels[verb] != "acl":
        return
    if tree.children(root, "cop", "nsubj") or tree.children(verb, "nsubj", "aux", "mark"):
        return
    if any(tree.case(child) == "by" for child in tree.children(verb)):
        return
    if tree.raise_over(verb, root):
        tree.deprels[root] = "nsubj"
        tree.retag(verb, "VERB", xpos="VBD")


@needs(_PARTICLES, ("to",))
def particle_read_as_verb(tree: Tree) -> None:
    """For "wrote to von Hauke" with "to von" read as an infinitive: a name is written to."""
    for index in range(1, len(tree) - 1):
        verb = tree.heads[index]
        if tree.lower[index] not in _PARTICLES or tree.lower[index - 1] != "to" or not 0 <= verb < index:
            continue
        if tree.heads[index - 1] != index or tree.deprels[index - 1] != "mark":
            continue
        last = index
        while last + 1 < len(tree) and tree.tokens[last + 1].upos == "PROPN":
            last += 1
        if last == index or not tree.move(last, head=verb, deprel="obl"):
            continue
        tree.retag(index, "PROPN")
        tree.move(index, head=last, deprel="flat")
        for child in tree.children(index):
            if child == index - 1:
                tree.move(child, head=last, deprel="case")
            elif index < child < last:
                tree.move(child, head=last, deprel="flat")
            else:
                tree.move(child, head=verb, deprel=tree.deprels[child])


@needs(("ccomp", "xcomp"), ("obj",))
def participle_read_as_clause(tree: Tree) -> None:
    """For "announced coordinated talks" with "coordinated" read as what is announced: it tells what talks."""
    for index in tree.having("ccomp", "xcomp"):
        verb = index - 1
        if tree.heads[index] != verb or tree.tokens[verb].upos != "VERB" or not tree.is_past_participle(index):
            continue
        things = [child for child in tree.children(index, "obj") if tree.tokens[child].upos == "NOUN"]
        if len(things) != 1 or things[0] < index or tree.children(index, "nsubj", "aux", "mark", "cc"):
            continue
        thing = things[0]
        if any(tree.heads[at] != thing or tree.is_a(at, "det", "nummod") for at in range(index + 1, thing)):
            continue
        if not tree.raise_over(thing, index):
            continue
        tree.deprels[thing], tree.deprels[index] = "obj", "amod"
        for child in tree.children(index):
            tree.move(child, head=verb, deprel=tree.deprels[child])
