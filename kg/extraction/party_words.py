"""Nouns for parties nobody names, and for the goods and money that are none: closed lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.extraction.wordlists import HYPHENS
from kg.model import Token

# Those around somebody, told by whose they are.
ENTOURAGE: Final = frozenset("circle family relative associate ally crony entourage supporter henchman".split())
# Of these the text means a state's own, which is no body apart from it even where the state is not known.
GOVERNMENTS: Final = frozenset(("administration",))
DIGNITIES: Final = frozenset("majesty highness excellency holiness".split())
# Goods, money and people on the move: what touches "sales to X" touches X.
FLOWS: Final = frozenset(
    "sale export import trade shipment delivery aid investment transaction flight travel dealing transfer "
    "lending loan supply supplies link remittance lease purchase border frontier airspace".split()
)
# What somebody owns or enjoys: what touches it touches the owner.
HOLDINGS: Final = frozenset(
    "asset account fund holding property reserve privilege preference concession visa membership deposit".split()
)
# What is no party itself, but somebody's: "Peruvian oil", "two products".
GOODS: Final = frozenset(
    "oil gas crude petroleum fuel coal steel metal gold diamond timber fruit meat beef fish food grain wheat rice wine "
    "vegetable product good commodity technology equipment material component part weapon arm missile lorry truck car "
    "electricity power credit funding benefit euro dollar pound yen yuan ruble rouble franc million billion money "
    "program programme activity action behavior behaviour policy move step deal contract visa day week month year "
    "article item type area measure charge condition issue question project sector vehicle".split()
)
# Nouns whose people or bodies speak for the state that qualifies them, beside the offices of ROLE_NOUNS.
BODIES: Final = frozenset(
    "government administration regime authority ministry leadership side delegation team parliament cabinet "
    "army military wing force junta embassy mission court congress senate presidency economy sector industry people "
    "nation authorities imperialism".split()
)
# Before a noun for people these say that they act for themselves and not for the state: "Peruvian opposition leaders".
OWN_SIDE: Final = frozenset(
    "opposition rebel guerrilla insurgent militant separatist dissident exile exiled community tribal clan union labor "
    "labour business civic civil religious church muslim christian islamist student rights human indigenous "
    "secessionist jailed imprisoned expatriate".split()
)
_STANCES: Final = ("anti-", "pro-", "counter-", "non-", "post-")


def tells_stance(word: str) -> bool:
    """Whether a word tells where somebody stands towards the name in it, and not for whom he acts: "pro-Chadian"."""
    return word.lower().startswith(_STANCES)


def is_stance(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name is part of such a word, be it one token or three."""
    apart = at > 1 and tokens[at - 1].form in HYPHENS and tells_stance(f"{tokens[at - 2].form}-")
    return apart or tells_stance(tokens[at].form)


# What counts or packages those it is of: "a group of lawmakers", "two of its members".
QUANTITIES: Final = frozenset(
    "group number team pair couple delegation set coalition handful dozen member some several both one two".split()
)
PARTIES: Final = frozenset("delegation team mission group party".split())
# Common nouns for places that a name follows or precedes: "the village of X", "the X airport".
SITES: Final = frozenset(
    "city town village capital resort port province island suburb district region state airport palace hotel "
    "base camp republic kingdom territory border valley bay peninsula municipality county canton governorate "
    "enclave complex compound villa castle residence barracks airfield airbase lodge ranch monastery "
    "stronghold bastion hub metropolis hamlet oasis outpost settlement hometown neighbourhood neighborhood commune "
    "prefecture flashpoint".split()
)
FIRMS: Final = frozenset(
    "company firm bank entity individual person business businessman businesswoman network ship vessel tanker "
    "airline organization organisation oligarch commander militia faction associate institution enterprise "
    "exporter importer agency unit insurer trader trafficker financier refinery refiner manufacturer supplier "
    "operative militant rebel leader sector industry economy citizen national tycoon executive shipper port "
    "factory conglomerate foundation charity broker front cell clan minister judge police movement party group "
    "coalition army".split()
)
# Things that bear persons' names and are nobody: "the song X", "the yacht Y".
WORKS: Final = frozenset(
    "song album film movie book novel poem play opera musical show series painting magazine "
    "newspaper website blog ship yacht "
    "hurricane storm typhoon operation law act award prize asteroid".split()
)
