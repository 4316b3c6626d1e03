"""Who travels as nobody's envoy: freed hostages, tourists, suspects, some people of a nation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extraction.fillings import Filling
    from kg.extraction.graph import Graph

_PRIVATE: Final = frozenset(
    "hostage captive tourist suspect prisoner detainee inmate fugitive defendant convict gunman bomber hijacker "
    "kidnapper smuggler trafficker murderer killer terrorist refugee migrant holidaymaker vacationer backpacker "
    "passenger survivor patient orphan student fan footballer".split()
)
_DESCRIBING: Final = frozenset(("nmod:desc", "appos"))
_CLUBS: Final = frozenset("united rovers wanderers athletic hotspur fc afc cf ac dynamo spartak".split())
_SOME: Final = frozenset("several some many few hundreds dozens thousands scores most two three four five".split())


def is_private_traveller(filling: Filling, graph: Graph) -> bool:
    """Whether who goes somewhere goes for himself: "freed hostage X", "the suspect, X", "several Kenyans", a club.

    Args:
        filling: of the role of those who travel.
        graph: of the sentence in which it stands.
    """
    at = filling.token
    if at < 0 or filling.implied:
        return False
    if filling.kind == "country" and graph.tokens[at].form.endswith("s"):
        words = {graph.tokens[child].form.lower() for child in graph.children(at)}
        return bool(words & _SOME) and graph.tokens[at].feat("Number") == "Plur"
    if filling.kind == "organization":  # "the Rovers visited Turin"
        return any(graph.tokens[one].form.lower() in _CLUBS for one in (at, *graph.dependents(at, "flat")))
    around = [at, *(child for child in graph.children(at) if graph.deprels[child] in _DESCRIBING)]
    if graph.deprels[at] == "appos" and graph.heads[at] >= 0:
        around.append(graph.heads[at])
    return any(graph.tokens[one].lemma.lower() in _PRIVATE for one in around)
