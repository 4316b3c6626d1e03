"""Named repairs of verbs' forms and what stands before nouns: gerunds read as adjectives, owners joined to events.

They run with those of :mod:`kg.extraction.repairs`, which lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.needs import needs
from kg.extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.tree import Tree

_BORDERING: Final = word_set("neighbouring neighboring surrounding adjoining")
_BEFORE_GERUND: Final = word_set("to of by before after without for from despite about on upon")
_BEFORE_PLACE: Final = word_set("in to into from through across near")
_MUTE_E: Final = tuple("scgvuz")
"""Letters after which a verb mostly ends in an "e" that its gerund drops: "impose", "announce", "remove"."""


@needs(("compound",), ("amod",), ("ADJ",))
def gerund_between_nouns(tree: Tree) -> None:
    """For "a clause imposing fines on X" with "imposing" read as an adjective: none stands behind a compounded noun.

    So the noun before it bears the article and the preposition, and the gerund tells what it does.
    """
    for gerund in tree.having("amod", start=1):
        thing, noun = tree.heads[gerund], gerund - 1
        if not tree.lower[gerund].endswith("ing") or tree.tokens[gerund].upos != "ADJ" or thing < gerund:
            continue
        if tree.heads[noun] != thing or not tree.is_a(noun, "compound") or tree.tokens[noun].upos != "NOUN":
            continue
        before = [child for child in tree.children(thing) if child < noun]
        if not tree.raise_over(noun, thing):
            continue
        for child in before:
            tree.move(child, head=noun, deprel=tree.deprels[child])
        tree.move(gerund, head=noun, deprel="acl")
        tree.move(thing, head=gerund, deprel="obj")
        tree.retag(gerund, "VERB", xpos="VBG", lemma=_verb(tree, tree.lower[gerund]))


@needs(("advcl", "acl", "xcomp"), ("ADJ", "NOUN"), _BEFORE_GERUND)
def gerund_read_as_adjective(tree: Tree) -> None:
    """For "looks forward to welcoming X" with "welcoming" read as an adjective: what has an object is a verb.

    Only the verbs of triggers are known well enough to be told by their gerunds.
    """
    for gerund in tree.having("advcl", "acl", "xcomp"):
        if tree.tokens[gerund].upos not in ("ADJ", "NOUN") or not tree.lower[gerund].endswith("ing"):
            continue
        marked = any(tree.lower[child] in _BEFORE_GERUND for child in tree.children(gerund, "mark", "case"))
        verb = _verb(tree, tree.lower[gerund])
        if marked and verb in tree.words.objects and tree.children(gerund, "obj") and not tree.children(gerund, "det"):
            tree.retag(gerund, "VERB", xpos="VBG", lemma=verb)


@needs(_BORDERING)
def bordering_place(tree: Tree) -> None:
    """For "a tour in neighbouring Chad" with "neighbouring" read as a verb: before a place it is an adjective."""
    for index in range(1, len(tree) - 1):
        if tree.lower[index] not in _BORDERING or tree.tokens[index].upos != "VERB" or tree.heads[index] < 0:
            continue
        places = [child for child in tree.children(index, "obj", "obl", "nmod") if child in tree.places]
        case = [child for child in tree.children(index, "mark", "case") if tree.lower[child] in _BEFORE_PLACE]
        if not places or not case or places[0] < index or tree.children(index, "nsubj", "aux"):
            continue
        head = tree.heads[index]
        nominal = tree.tokens[head].upos in ("NOUN", "PROPN")
        if tree.move(places[0], head=head, deprel="nmod" if nominal else "obl"):
            for child in case:
                tree.move(child, head=places[0], deprel="case")
            tree.move(index, head=places[0], deprel="amod")
            tree.retag(index, "ADJ")


@needs(("conj",), ("amod", "compound"), ("cc",))
def owner_beside_event(tree: Tree) -> None:
    """For "EU and Kenyan sanctions" read as the EU and sanctions: what evokes an event is not listed with a body.

    So both tell whose it is.
    """
    for event in tree.having("conj", start=2):
        name = tree.heads[event]
        if tree.tokens[event].lemma.lower() not in tree.words.nouns or tree.tokens[event].upos != "NOUN" or name < 0:
            continue
        joined = [child for child in tree.children(event, "cc") if child == name + 1 and tree.lower[child] == "and"]
        own = [child for child in tree.children(event, "amod", "compound") if child == name + 2]
        listed = len(tree.children(name)) > 1 or not tree.in_name(name) or tree.tokens[event].feat("Number") != "Plur"
        if not joined or not own or listed or not tree.tokens[own[0]].form[:1].isupper():
            continue
        if tree.raise_over(event, name):
            tree.move(name, head=event, deprel="compound")
            tree.move(own[0], head=name, deprel="conj")
            tree.move(joined[0], head=own[0], deprel="cc")


def _verb(tree: Tree, gerund: str) -> str:
    """The lemma of a gerund: a trigger's verb that may be meant, else what its spelling makes likeliest."""
    stem = gerund.removesuffix("ing")
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else stem
    known = next((one for one in (stem, f"{stem}e", doubled) if one in tree.words.objects), "")
    return known or (f"{stem}e" if stem.endswith(_MUTE_E) and not stem.endswith("ss") else stem)


GERUND_REPAIRS: Final[tuple[tuple[str, Callable[[Tree], None]], ...]] = (
    ("gerund-between-nouns", gerund_between_nouns),
    ("gerund-read-as-adjective", gerund_read_as_adjective),
    ("bordering-place", bordering_place),
    ("owner-beside-event", owner_beside_event),
)
"""Names and repairs, in order."""
