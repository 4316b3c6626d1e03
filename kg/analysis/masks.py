"""What a question lets pass of a whole network, as flags."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Final

import numpy as np

from kg.analysis.adjacency import Adjacency
from kg.analysis.answers import PathQuestion
from kg.analysis.columns import Flags, Numbers, columns_of
from kg.analysis.demands import Bits
from kg.analysis.network import Network

_MASKS: Final = 16
_MASKING: Final = Lock()


def masks(network: Network, rows: Adjacency, question: PathQuestion) -> tuple[Flags, Flags]:
    """(facts) and (links) that a question's filter lets pass; of the filters asked for last they are remembered.

    Args:
        network: what is searched.
        rows: of it, with ties where the question asks for them.
        question: what is wanted.
    """
    kept: OrderedDict[object, tuple[Flags, Flags]] = network.kept.setdefault("masks", OrderedDict())
    key = question.ties, question.wanted
    with _MASKING:
        found = kept.get(key)
        if found is not None:
            kept.move_to_end(key)
            return found
    columns = columns_of(network)
    passing = columns.passing(question.wanted)
    if not question.ties:
        passing = passing[columns.contacts]
    found = passing, rows.usable(passing)
    with _MASKING:
        kept[key] = found
        if len(kept) > _MASKS:
            kept.popitem(last=False)
    return found


def demands_met(network: Network, rows: Adjacency, question: PathQuestion) -> Bits:
    """(facts) which of a question's demands each meets, as bits; arguments as of ``masks``."""
    columns = columns_of(network)
    found: Bits = np.zeros(len(rows.facts), dtype=np.uint8)
    for place, demand in enumerate(question.demands()):
        meeting = columns.meeting(demand)
        found |= (meeting if question.ties else meeting[columns.contacts]).astype(np.uint8) << np.uint8(place)
    return found


def contacts_under(network: Network, rows: Adjacency, question: PathQuestion) -> Numbers:
    """(nodes) how many each is in contact with under the statuses wanted; arguments as of ``masks``."""
    if not question.wanted.statuses:
        return rows.degrees
    _, links = masks(network, rows, replace(question, wanted=question.wanted.alone("statuses")))
    return rows.degrees_over(links)
