"""Closed word lists of English grammar and newsroom style; nothing in them belongs to one event type.

Lemmas, lower case.
"""

from __future__ import annotations

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for lists written as running words."""
    return frozenset(text.split())


HYPHENS: Final = word_set("- – ‑")
BEING_NOW: Final = word_set("is are am 's ’s 're ’re")
BEING: Final = BEING_NOW | word_set("was were")
HAVING: Final = word_set("have has had having ’ve 've")
REFLEXIVES: Final = word_set("himself herself itself themselves")
POSSESSIVE_MARKS: Final = word_set("'s ’s ' ’")
RELATIVE_PRONOUNS: Final = word_set("who which that whom whose where when")
POINTING: Final = word_set("the this that these those")
DEFINITE: Final = POINTING | word_set("his her its their")
NUMBERS: Final = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# Before an office these say that it is not, or not yet, or not surely, held by somebody told of.
NOT_HOLDING: Final = word_set("former then ex next future another other late any")
LOCATIVE: Final = word_set("in at near outside inside around")

WEEKDAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun today "
    "yesterday tomorrow tonight"
)
MONTHS: Final = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec"
)
PERIODS: Final = word_set(
    "day week weekend month year morning afternoon evening night spring summer autumn fall winter hour"
)

# What a deed's parties and places come with, wherever a parser hung the phrase.
ADJUNCT_PREPOSITIONS: Final = word_set("with to from by between for against at in on")

# A name takes no such phrase: "visited Rome with X" is not Rome-with-X.
LIFTED_FROM_PLACE: Final = word_set(
    "with between on for ahead_of after before to during since by among from following amid over about"
)
LIFTED_FROM_PERSON: Final = LIFTED_FROM_PLACE | word_set("in at") - word_set("from")

# Nouns that count, package or schedule the noun they govern: "round of talks", "resumption of talks".
TRANSPARENT: Final = word_set(
    "series round number set string couple pair host raft flurry range batch package kind sort type part rest "
    "first second third fourth session course holding start restart beginning opening end close conclusion "
    "resumption renewal continuation possibility prospect likelihood chance hope idea proposal plan way outcome "
    "result venue site location date time agenda schedule preparation next last day eve sideline sidelines margin "
    "fringe framework exchange imposition lifting easing removal reimposition extension suspension threat wave "
    "offer invitation call request demand appeal declaration most many much all some half bulk majority"
)
# ... and spans of time that something fills: "months of talks".
LENGTHS: Final = word_set("hour day night week weekend month year decade spell stretch period")
TRANSPARENT_PREPOSITIONS: Final = word_set("of for on in")
# ... and nouns that package the noun compounded to them: "negotiation session", "summit meeting".
TRANSPARENT_HEADS: Final = word_set(
    "law legislation effort mission process session round campaign initiative attempt table meeting "
    "talk series programme program "
    "regime measure package relief order policy venue offer proposal plan partner schedule agenda invitation "
    "request"
)

# Nouns that stand for what somebody means to do; a phrase "for/of/on doing" after them is theirs.
PLAN_NOUNS: Final = word_set(
    "plan proposal hope offer call request demand invitation possibility prospect idea intention preparation push "
    "effort bid attempt suggestion overture initiative desire wish chance threat decision readiness "
    "willingness refusal agreement pledge promise"
)

# Who does so to a plan was asked to take part: "rejected an offer".
ANSWERING: Final = word_set("reject refuse turn accept decline spurn rebuff dismiss receive get")

# The subject of the infinitive is the subject, not the object.
SUBJECT_CONTROL: Final = word_set(
    "promise agree plan refuse threaten vow pledge offer decline decide intend hope want ask seek need"
)

# Prepositions of "for talks with X": the subject of the verb takes part.
PURPOSE_PREPOSITIONS: Final = word_set("for on in to into at")

# Verbs whose subject takes part in the event named by their phrase: "travelled for talks", "took part in the summit".
PARTICIPATION_VERBS: Final = word_set(
    "participate engage take join attend arrive travel come go head leave depart fly return visit sit gather meet "
    "convene assemble be enter get lead gear embark stay remain invite send dispatch welcome host receive involve "
    "bring agree lock spend"
)

# Verbs that tell of their subject that it takes place: "the talks opened in Rome".
TAKING_PLACE: Final = word_set(
    "take occur happen be begin start open continue resume end conclude finish close last convene reconvene commence "
    "come go hold kick run proceed reopen wrap break collapse fail stage"
)
HAPPENING_VERBS: Final = TAKING_PLACE - word_set("hold commence stage") | word_set(
    "restart follow involve include bring schedule plan focus center centre produce stall falter founder bog fall get "
    "progress remain stay"
)

REPORTING: Final = word_set(
    "say tell report add state announce confirm claim write explain note reveal disclose declare comment reply "
    "respond insist stress "
    "warn acknowledge admit concede argue assert allege tweet quote cite post publish publicize broadcast hint "
    "signal indicate suggest predict "
    "remark observe recall emphasize emphasise underline reiterate repeat accuse criticize criticise condemn "
    "welcome praise urge call "
    "ask demand hail denounce deplore dismiss describe discuss propose reject refuse decline offer invite threaten "
    "pledge promise vow accord mention specify detail characterize characterise"
)
"""Verbs that speak of an event: their date is that of the speaking."""

# Verbs that do nothing but tell, whoever tells what.
SAYING: Final = word_set("say tell announce report add confirm state note explain declare")

# Verbs that end what goes on.
ENDING: Final = word_set("end conclude finish close complete wrap adjourn")

# Verbs that make an occasion of what can be an activity at large: "held negotiations".
SESSION_VERBS: Final = word_set(
    "hold have conduct host attend launch open convene join schedule stage chair wrap finish conclude cancel "
    "postpone renew resume restart begin start reopen head lead spend"
)

# Verbs whose subject thinks or speaks of the event without being in it.
ATTITUDE_VERBS: Final = word_set(
    "expect anticipate predict foresee know think believe doubt see hear read watch remember forget regret note "
    "notice observe mention report say tell announce confirm deny describe call consider discuss praise criticize "
    "criticise condemn denounce hail laud applaud blame cite welcome oppose support back endorse defend question "
    "analyse analyze study review examine comment explain reveal disclose witness view regard interpret portray "
    "perceive depict"
)

# "A, accompanied by B, met C": B takes part.
COMPANY_VERBS: Final = word_set("accompany join flank")

# Noun -> preposition chains that act as one preposition: "at the invitation of X".
COMPLEX_PREPOSITIONS: Final = word_set(
    "behalf respect regard invitation request presence sideline sidelines margin margins head hand urging behest call "
    "insistence guest"
)

# Words that tell of what is done next.
LATER: Final = word_set("then later afterwards afterward subsequently thereafter")
# Who is sent with something to say.
ENVOYS: Final = word_set("envoy emissary messenger")
SENDING: Final = word_set("send dispatch")
# Rulers by birth or for life, who are called by a first name and a number.
MONARCHS: Final = word_set("king queen emperor empress sultan emir shah")
ROYALTY: Final = MONARCHS | word_set("prince princess pope patriarch")

# Verbs of who has somebody come, and what he does with him then.
HOSTING: Final = word_set("receive host welcome greet entertain invite summon")

# Nouns for people who act for somebody; "X's envoy, Y" is one person.
ROLE_NOUNS: Final = word_set(
    "counterpart envoy minister president premier chancellor ambassador representative secretary negotiator "
    "leader official diplomat chief director adviser advisor spokesman spokeswoman spokesperson colleague king "
    "queen prince emir sultan sheikh chairman chairwoman chairperson head delegate commissioner coordinator "
    "mediator general commander governor mayor senator deputy aide host guest predecessor successor rival "
    "emissary delegation team minister-designate wife husband brother sister son daughter pope pontiff patriarch "
    "ayatollah lawmaker legislator parliamentarian dictator ruler monarch consul attache"
)
JUDGING: Final = frozenset(
    "accuse suspect convict acquit clear thank blame praise criticize criticise condemn commend applaud hail "
    "congratulate rebuke reprimand censure fault scold chide berate slam attack punish arrest jail imprison forgive "
    "pardon denounce laud salute ridicule mock admonish castigate lambaste fine sue indict decorate honor "
    "honour".split()
)
"""Verbs whose object is judged for what the gerund after "of" or "for" says it did."""

# Occasions that have a day and a place of their own.
OCCASION_NOUNS: Final = word_set(
    "summit meeting talk visit trip session conference encounter negotiation round dialogue consultation"
)

STATE_KINDS: Final = frozenset({"state", "demonym"})
"""Kinds of the gazetteer that are a state or its people."""
NAMES_LIKE_PREPOSITIONS: Final = frozenset({"To", "In", "An"})
"""Family names of the East that are written like a preposition or article."""
