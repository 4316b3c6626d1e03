"""Closed classes of words that the climb through a sentence goes by: negations, conjunctions, verbs of taking place."""

from __future__ import annotations

from typing import Final

from kg.extraction.event_sites import REPORTING


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS: Final = _words("not n't n’t never neither nor")
NOT_QUITE: Final = _words("only just merely simply")
DOUBTING: Final = _words("may might")
HAPPENING: Final = _words(
    "take occur happen begin start open end conclude finish close continue resume hold kick go come last wrap break "
    "run proceed "
    "commence reconvene convene reopen be restart stage arrange follow fail collapse move progress advance materialize "
    "materialise"
)
AFTERWARDS: Final = _words("after following since upon")
TEMPORAL: Final = _words("when once before until till while as")
TOPICS: Final = _words("about regarding concerning over")
CONDITIONS: Final = _words("if unless whether")
COMPLEMENTS: Final = _words("for to on of about into with upon against over at")
DECLARING: Final = REPORTING | _words("decide approve agree authorize order adopt")
SEEING: Final = _words("see have get watch")
"""Verbs that take an object with a participle: "to see them lifted"."""
