"""Acts done by a document: who adopts, signs or issues it does what it does ("adopted a resolution imposing ...")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.graph import Edge
from kg.extraction.needs import needs

if TYPE_CHECKING:
    from kg.extraction.edges import Edges

_INSTRUMENTS: Final = frozenset(
    "resolution decision decree order law bill legislation act regulation directive measure declaration statement "
    "proclamation waiver package document text communique position".split()
)


@needs(_INSTRUMENTS)
def deeds_of_instruments(edges: Edges) -> None:
    """For "adopted resolution 9 imposing X", "signed a law that bans Y": what the document does, its maker does."""
    tree = edges.tree
    for noun in range(len(tree)):
        if tree.tokens[noun].lemma.lower() not in _INSTRUMENTS:
            continue
        deeds = [edge.head for edge in edges.into(noun) if edge.label == "subj" and edge.head > noun]
        makers = [
            maker
            for edge in edges.into(noun)
            if edge.label == "obj"
            for maker in edges.dependents(edge.head, "subj")
            if maker != noun
        ]
        makers += edges.dependents(noun, "poss")
        for deed in deeds:
            if tree.tokens[deed].upos == "VERB" and tree.under(deed, noun):
                for maker in makers:
                    edges.add(Edge(deed, "subj", "", maker))
