"""Who is named only to be ruled out: "not A but B", "B rather than A", "B, not A"."""

from __future__ import annotations

from typing import Final

from kg.extraction.edges import Edges
from kg.extraction.needs import needs
from kg.extraction.status_words import NOT_QUITE
from kg.extraction.tree import Tree

_NOMINAL: Final = ("PROPN", "NOUN", "PRON")
_INSTEAD: Final = {"rather": "than", "instead": "of"}
_ADDING: Final = NOT_QUITE | {"least", "to"}
_RULING_OUT: Final = ("not", *_INSTEAD)
_ROLES: Final = ("subj", "obj", "iobj", "p", "poss")


def is_ruled_out(tree: Tree, index: int) -> bool:
    """Whether a conjunct is named only to be ruled out; "not only A but B" names both."""
    if tree.tokens[index].upos not in _NOMINAL:
        return False
    later = tree.is_a(index, "conj", "appos")
    words = (index, *(child for child in tree.children(index) if tree.is_a(child, "compound", "flat")))
    for child in (child for word in words for child in tree.children(word)):
        if child >= index:
            continue
        form, after = tree.tokens[child].form.lower(), tree.tokens[child + 1].form.lower()
        if later and _INSTEAD.get(form) == after:
            return True
        if form == "not" and after not in _ADDING and (later or _is_replaced(tree, index)):
            return True
    return False


def _is_replaced(tree: Tree, index: int) -> bool:
    return any(
        tree.is_a(other, "conj") and any(tree.tokens[child].form.lower() == "but" for child in tree.children(other))
        for other in tree.children(index)
    )


@needs(_RULING_OUT)
def contrasts(edges: Edges) -> None:
    """Whoever is ruled out takes no part; the one named in their place keeps what was shared."""
    for index in range(len(edges.tree)):
        if is_ruled_out(edges.tree, index):
            for edge in edges.into(index):
                if edge.label in _ROLES:
                    edges.discard(edge)
