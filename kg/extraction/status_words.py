"""Closed classes of words that the climb through a sentence goes by: negations, conjunctions, verbs of taking place."""

from __future__ import annotations

from typing import Final

from kg.extraction.journey_words import MOVING
from kg.extraction.wordlists import ENDING, TAKING_PLACE, word_set

NEGATIONS: Final = word_set("not n't n’t never neither nor")
NOBODY: Final = word_set("neither none nobody noone no-one nothing")
"""Words that deny a clause whose participant they are."""
COMPARED: Final = word_set("fewer less more other later longer sooner earlier")
"""Words before which "no" denies nothing: "no fewer than five ministers"."""
CERTAIN: Final = word_set("doubt question secret surprise wonder coincidence accident")
"""Nouns that deny nothing of their clause where there is none: "there was no doubt that they met"."""
OCCASIONS: Final = word_set(
    "event session encounter occasion engagement appointment gathering plan arrangement journey conversation measure "
    "step leg stage stop"
)
"""Nouns that take up whatever event was told before."""
NOT_QUITE: Final = word_set("only just merely simply")
DOUBTING: Final = word_set("may might")
FULFILLING: Final = word_set("achieve attain meet fulfil fulfill satisfy realise realize exceed disappoint")
"""What becomes of expectations of an event, which does not make the event."""
HAPPENING: Final = TAKING_PLACE | word_set("restart arrange follow move progress advance materialize materialise")
AFTERWARDS: Final = word_set("after following since upon")
TEMPORAL: Final = word_set("when once before until till while as")
UNTIL: Final = word_set("when once before until till")
"""Conjunctions after which the present tense, in a past narrative, speaks of what is to come."""
AHEAD: Final = word_set("before until till")
"""Conjunctions after which the present tense speaks of what is to come, whatever the tense around."""
DESPITE: Final = word_set("despite notwithstanding amid amidst")
"""Prepositions of what is there while something else is done or planned."""
APPROACHES: Final = word_set("advance run-up runup lead-up leadup build-up buildup anticipation countdown")
"""Nouns of the time before what they are of or to: "in advance of the summit"."""
DEICTIC: Final = word_set("week month year weekend monday tuesday wednesday thursday friday saturday sunday")
"""Spans of time that are to come where "next" precedes them without an article."""
MOTION: Final = MOVING | word_set("headed bound set")
"""Words of setting out: what somebody sets out for is not yet done."""
HEARSAY: Final = word_set("rumor rumour gossip legend hearsay")
"""What has it that something happened, which need not be so."""
GROUNDS: Final = word_set(
    "point sense need reason use interest purpose value merit benefit justification prospect chance hope plan "
    "intention possibility likelihood desire appetite basis room grounds ground hurry urgency cause"
)
"""Nouns of which there is none where what they are about does not come about: "found no use for a meeting"."""
TOPICS: Final = word_set("about regarding concerning over")
CONDITIONS: Final = word_set("if unless whether")
COMPLEMENTS: Final = word_set("for to on of about into with upon against over at")
DECLARING: Final = word_set(
    "announce declare confirm disclose reveal publish unveil proclaim decree decide approve agree authorize authorise "
    "order adopt enact"
)
"""Verbs by which a body makes a measure: what it announces or adopts is done."""
ANNOUNCING: Final = word_set("announce say state confirm disclose reveal tell")
"""Verbs of what somebody tells of what is to come: "announced a tour that would take her there"."""
DATES: Final = word_set("date timetable venue timeline")
"""What is set for an event: where none is, the event is not denied."""
TELLINGS: Final = word_set(
    "report rumor rumour claim allegation suggestion assertion story speculation news account charge accusation "
    "assumption gossip insinuation notion chatter"
)
"""Nouns whose clause says what is told, which need not be so."""
KNOWING: Final = word_set("knowledge awareness recollection memory record trace sign evidence information word inkling")
"""Nouns that deny what they are of where there is none: "no knowledge of a visit"."""
STAYING: Final = word_set("remain stay look seem appear stand lie keep become get")
"""Verbs that only link their subject with a word for its state: "talks remained deadlocked"."""
LEAVING: Final = word_set("walk storm withdraw stay retire depart")
"""Verbs with which somebody leaves what goes on: "threatened to walk out of the talks"."""
CLAIMING: Final = word_set("claim allege say assert suggest purport report insinuate state maintain")
"""Verbs with which a post, a report or a letter tells something."""
OUTCOMES: Final = ENDING | word_set("collapse founder last")
"""Verbs of how what goes on ends: who expects that does not doubt that it goes on."""
SEEING: Final = word_set("see have get watch")
"""Verbs that take an object with a participle: "to see them lifted"."""
MARGINS: Final = word_set("margin margins sideline sidelines fringe fringes")
"""Where something else takes place: what is called off there does not call off the event."""
