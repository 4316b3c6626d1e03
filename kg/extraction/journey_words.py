"""Words of journeys: what somebody makes, where he halts, and the verbs by which he moves. One list with its parts.

Lemmas, lower case. Whoever needs more ("road", "flight") adds to a part; nobody lists journeys anew.
"""

from __future__ import annotations

from typing import Final

from kg.extraction.wordlists import word_set

JOURNEYS: Final = word_set("visit trip tour journey pilgrimage voyage mission swing")
"""What somebody makes, pays or undertakes: "on a tour of the region"."""
HALTS: Final = word_set("stop stopover layover")
"""Parts of a journey, each at one place."""
STAYS: Final = JOURNEYS | HALTS | word_set("arrival stay")
"""All that is somebody's somewhere."""

TRAVELLING: Final = word_set("travel fly go come head journey drive jet sail rush dash hurry")
"""Verbs of being on the way, which say where to: "flew to Lima"."""
ARRIVING: Final = word_set("arrive return")
DEPARTING: Final = word_set("leave depart")
MOVING: Final = TRAVELLING | ARRIVING | DEPARTING
"""All verbs by which somebody gets from one place to another."""
