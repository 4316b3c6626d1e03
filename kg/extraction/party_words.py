"""Nouns for parties nobody names, and for the goods and money that are none: closed lists."""

from __future__ import annotations

from typing import Final

# Those around somebody: what a measure names beside him, by whose they are.
ENTOURAGE: Final = frozenset("circle family relative associate ally crony entourage supporter henchman".split())
# Of these the text means a state's own, which is no body apart from it even where the state is not known.
GOVERNMENTS: Final = frozenset(("administration",))
DIGNITIES: Final = frozenset("majesty highness excellency holiness".split())
# Goods, money and people on the move: a measure "on sales to X" is aimed at X.
FLOWS: Final = frozenset(
    "sale export import trade shipment delivery aid investment transaction flight travel dealing transfer "
    "lending loan supply".split()
)
# What somebody owns or enjoys: a measure on it is aimed at the owner.
HOLDINGS: Final = frozenset("asset account fund holding property reserve privilege preference concession".split())
# What measures are about and nobody: "sanctions on Peruvian oil", "a ban on two products".
GOODS: Final = frozenset(
    "oil gas crude petroleum fuel coal steel metal gold diamond timber fruit meat beef fish food grain wheat rice wine "
    "vegetable product good commodity technology equipment material component part weapon arm missile lorry truck car "
    "program programme activity action behavior behaviour policy move step deal contract visa day week month year "
    "article item type area measure charge condition issue question project sector vehicle".split()
)
