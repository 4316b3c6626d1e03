"""Named repairs around guests and occasions: whom somebody is from, what a guest comes for, whose summit it is.

They run with those of :mod:`kg.extraction.repairs`, which lists them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.journey_words import MOVING
from kg.extraction.needs import needs
from kg.extraction.wordlists import HOSTING, OCCASION_NOUNS, ROLE_NOUNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.tree import Tree

_COMING_FROM: Final = MOVING | {"withdraw", "hail"}


@needs(("from",), ("obl",))
def sender_of_delegates(tree: Tree) -> None:
    """For "met with delegates from both A and B" with A hung on the verb: the delegates are from there."""
    for home in tree.having("obl"):
        verb = tree.heads[home]
        if tree.case(home) != "from" or verb < 0 or tree.tokens[home].upos != "PROPN":
            continue
        start = home
        while start > 0 and tree.under(start - 1, home):
            start -= 1
        people = start - 1
        beside = people > verb and tree.heads[people] == verb and tree.is_a(people, "obl", "obj")
        delegates = beside and tree.tokens[people].upos == "NOUN" and tree.tokens[people].lemma.lower() in ROLE_NOUNS
        if delegates and tree.tokens[verb].lemma.lower() not in _COMING_FROM:
            tree.move(home, head=people, deprel="nmod")


@needs(("for",), OCCASION_NOUNS, ("nmod",))
def occasion_of_guest(tree: Tree) -> None:
    """For "hosted a delegation for talks" with the talks hung on the delegation: it was hosted for them."""
    for occasion in tree.having("nmod"):
        guest = tree.heads[occasion]
        if tree.case(occasion) != "for" or tree.tokens[occasion].lemma.lower() not in OCCASION_NOUNS or guest < 0:
            continue
        verb = tree.heads[guest]
        if tree.is_a(guest, "obj") and verb >= 0 and tree.tokens[verb].lemma.lower() in HOSTING:
            tree.move(occasion, head=verb, deprel="obl")


@needs(OCCASION_NOUNS, ("nmod",))
def occasion_behind_name(tree: Tree) -> None:
    """For "last week's Group of Two summit" with the summit hung on the group: the summit is what is told of."""
    for occasion in tree.having("nmod"):
        name = tree.heads[occasion]
        if not 0 <= name < occasion or tree.tokens[name].upos != "PROPN" or tree.case(occasion):
            continue
        if tree.tokens[occasion].lemma.lower() not in OCCASION_NOUNS or tree.tokens[occasion].upos != "NOUN":
            continue
        between = range(name + 1, occasion)
        if all(tree.under(index, name) and tree.lower[index] != "," for index in between):
            children = [child for child in tree.children(name) if child < name]
            tree.raise_over(occasion, name)
            tree.deprels[name] = "compound"
            for child in children:  # "last week's", its preposition
                tree.move(child, head=occasion, deprel=tree.deprels[child])


GUEST_REPAIRS: Final[tuple[tuple[str, Callable[[Tree], None]], ...]] = (
    ("sender-of-delegates", sender_of_delegates),
    ("occasion-of-guest", occasion_of_guest),
    ("occasion-behind-name", occasion_behind_name),
)
"""Names and repairs, in order."""
