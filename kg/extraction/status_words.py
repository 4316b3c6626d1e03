"""Closed classes of words that the climb through a sentence goes by: negations, conjunctions, verbs of taking place."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS: Final = _words("not n't n’t never neither nor")
NOBODY: Final = _words("neither none nobody noone no-one nothing")
"""Words that deny a clause whose participant they are."""
COMPARED: Final = _words("fewer less more other later longer sooner earlier")
"""Words before which "no" denies nothing: "no fewer than five ministers"."""
CERTAIN: Final = _words("doubt question secret surprise wonder coincidence accident")
"""Nouns that deny nothing of their clause where there is none: "there was no doubt that they met"."""
OCCASIONS: Final = _words(
    "event session encounter occasion engagement appointment gathering plan arrangement journey conversation measure "
    "step leg stage stop"
)
"""Nouns that take up whatever event was told before."""
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
UNTIL: Final = _words("when once before until till")
"""Conjunctions after which the present tense, in a past narrative, speaks of what is to come."""
AHEAD: Final = _words("before until till")
"""Conjunctions after which the present tense speaks of what is to come, whatever the tense around."""
DESPITE: Final = _words("despite notwithstanding amid amidst")
"""Prepositions of what is there while something else is done or planned."""
APPROACHES: Final = _words("advance run-up runup lead-up leadup build-up buildup anticipation countdown")
"""Nouns of the time before what they are of or to: "in advance of the summit"."""
DEICTIC: Final = _words("week month year weekend monday tuesday wednesday thursday friday saturday sunday")
"""Spans of time that are to come where "next" precedes them without an article."""
MOTION: Final = _words(
    "fly travel go come arrive head headed bound leave depart journey drive sail jet return set rush dash hurry"
)
"""Verbs of setting out: what somebody sets out for is not yet done."""
HEARSAY: Final = _words("rumor rumour gossip legend hearsay")
"""What has it that something happened, which need not be so."""
GROUNDS: Final = _words(
    "point sense need reason use interest purpose value merit benefit justification prospect chance hope plan "
    "intention possibility likelihood desire appetite basis room grounds ground hurry urgency cause"
)
"""Nouns of which there is none where what they are about does not come about: "found no use for a meeting"."""
TOPICS: Final = _words("about regarding concerning over")
CONDITIONS: Final = _words("if unless whether")
COMPLEMENTS: Final = _words("for to on of about into with upon against over at")
DECLARING: Final = _words(
    "announce declare confirm disclose reveal publish unveil proclaim decree decide approve agree authorize authorise "
    "order adopt enact"
)
"""Verbs by which a body makes a measure: what it announces or adopts is done."""
TELLINGS: Final = _words(
    "report rumor rumour claim allegation suggestion assertion story speculation news account charge accusation "
    "assumption gossip insinuation notion chatter"
)
"""Nouns whose clause says what is told, which need not be so."""
KNOWING: Final = _words("knowledge awareness recollection memory record trace sign evidence information word inkling")
"""Nouns that deny what they are of where there is none: "no knowledge of a visit"."""
STAYING: Final = _words("remain stay look seem appear stand lie keep become get")
"""Verbs that only link their subject with a word for its state: "talks remained deadlocked"."""
LEAVING: Final = _words("walk storm withdraw stay retire depart")
"""Verbs with which somebody leaves what goes on: "threatened to walk out of the talks"."""
CLAIMING: Final = _words("claim allege say assert suggest purport report insinuate state maintain")
"""Verbs with which a post, a report or a letter tells something."""
ENDING: Final = _words("end conclude finish close collapse founder last")
"""Verbs of how what goes on ends: who expects that does not doubt that it goes on."""
SEEING: Final = _words("see have get watch")
"""Verbs that take an object with a participle: "to see them lifted"."""
MARGINS: Final = _words("margin margins sideline sidelines fringe fringes")
"""Where something else takes place: what is called off there does not call off the event."""
