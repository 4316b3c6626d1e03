"""Closed lists of English for the second, loose reading: what it passes over, and what it must not touch.

A word is here because of what it does in a question, never because of an event type or a query: those bring their own
words (``heard`` in the queries' files, labels and triggers in the ontology).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

# Words that make it another kind of question, or turn its sense round: with one of them left, nothing is answered.
REFUSED: Final = frozenset(
    """why should ought predict forecast guess translate draft compose rewrite rephrase summarize summarise paraphrase
    compare explain imagine invent recommend suggest advise opinion opinions better best worse worst good bad honest
    greater than most least more less fewer cheap much old tall rich cost costs price worth weather population born
    birthday married die died age likely probable probability chance chances reason reasons cause consequence
    consequences effect effects impact purpose motive war not never no nor neither none nobody without except
    excluding unless instead besides apart only alone yesterday today tomorrow tonight ago week weeks weekend month
    months year years decade decades century day days hour hours minute minutes time times now nowadays this these
    those he she his her hers him true false lie correct fake hoax difference similar same other others another spell
    spelling mean meaning means pronounce definition define joke poem essay code program recipe feel feels think
    thinks believe believes believed hope hopes fear fears like likes dislike love loves hate hates afraid angry happy
    deserve deserves right wrong legal illegal postpone postpones postponed delay delays delayed suspend suspended
    scrap scrapped abandon abandoned avoid avoids avoided fail fails failed collapse collapsed break broke broken if
    but outside far rarely hardly seldom scarcely barely twice thrice decline declines declined stop stops stopped
    prevent prevents prevented rather refuse refuses oppose opposes opposed
    off before after since until till spring summer autumn fall winter half quarter season era period during
    throughout""".split()
)

# Stand for the one person named before them, where there is one.
PRONOUNS: Final = frozenset("he she his her hers him".split())

# A sentence that begins so is an order.
ORDERS: Final = frozenset("write send arrange invite book organize organise prepare".split())

# A question may begin so.
OPENINGS: Final = frozenset(
    """provide identify return display retrieve enumerate name supply fetch specify outline compile extract pull
    indicate clarify confirm verify check determine locate present trace through""".split()
)

# What may be passed over without a word: they ask, join, or are polite.
PASSED: Final = frozenset(
    """a an the of and or with to for from by in on at as into about any some all every each who whom whose what which
    they them their its it date dates how when where please kindly thanks thank hi hello hey dear ok okay so also too
    well just ever exactly precisely actually really already yet still once ones one there here that be is are was
    were been being am do does did done doing have has had having can could would may might must me us my our we i im
    you your tell show list find give get got gets getting see look looking search need needs wish help question
    wondering wonder curious interested information info detail details data record records recorded report reports
    reported reportedly documented available kind kinds sort sorts type types case cases instance instances example
    examples both together something anything someone whatsoever whatever w up out down whats hows wheres whens whos
    whether made make makes making gives gave given hold held holds holding place took take takes taken happen
    happened happens occurred occur else very himself herself themselves itself pls plz pray""".split()
)

# What may be left over even where capitals do not tell what is a name; it is told as not used.
PLAIN: Final = frozenset(
    """foreign international bilateral multilateral trilateral official formal informal private secret public personal
    confidential joint direct indirect brief short long lengthy important major key main recent various several many
    few numerous different certain senior junior top high low highest level ranking visiting political diplomatic
    military economic regional local national domestic european african asian american arab western eastern northern
    southern central soviet former current then new old exact known unknown possible abroad overseas soon perhaps
    maybe often sometimes always again home side sidelines margins person confidence length full closest close near
    nearest friendly hostile peaceful peace trade security nuclear crisis emergency special extraordinary historic
    famous landmark productive fruitful constructive frank warm cordial working further additional total overall
    altogether everything entire complete whole round rounds series quick fast urgent unannounced surprise two three
    four five guests dignitaries delegations delegates counterparts leaders figures dossier file files log logs
    history overview summary chronology timeline archive archives documents sources article articles newspaper
    newspapers press media present attend attended attending attendance discussed mentioned quoted notable significant
    serious prominent leading influential powerful relevant related opening closing closed preliminary preparatory
    exploratory tense heated brokered mediated informally organised organized arranged agreed concluded conducted
    successful lasting rare ceremony ceremonial embassy palace ministry affairs hotel airport venue""".split()
)

# Kinds of persons and parties: "with foreign guests" is "with whomever".
ANYBODY: Final = frozenset(
    """person people persons somebody someone anybody anyone everybody everyone official officials leader leaders guest
    guests visitor visitors dignitary dignitaries delegate delegates delegation delegations counterpart counterparts
    colleague colleagues diplomat diplomats envoy envoys ambassador ambassadors minister ministers president
    presidents premier premiers head heads state states government governments politician politicians figure figures
    statesman statesmen representative representatives negotiator negotiators country countries nation nations
    foreigner foreigners party parties side sides king kings queen queens chancellor chancellors monarch monarchs
    journalist journalists reporter reporters member members individual individuals entity entities organization
    organizations organisation organisations body bodies city cities town towns capital capitals place places location
    venue name names target targets""".split()
)


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Phrases of a text, parted by bars."""
    return tuple(tuple(phrase.split()) for phrase in text.split("|"))


# Phrases that are passed over: they begin a question, or hedge it.
PHRASES: Final = _phrases(
    """do you know if | do you know whether | do you know | do we know if | do we know whether | do we know
    | i would like to know | i d like to know | i want to know | i would like | i d like | i like | i want | i m | i am
    | can you | could you | would you | let me know | show me | tell me | give me | find me | is it true that
    | is it known
    | are there | is there | was there | were there | was it that | is it that | take place | took place | taking place
    | so far | at all | on record | by any chance | in total | on file | according to reports | as far as we know
    | as far as is known | heads of state | head of state | heads of government | head of government | in any way
    | im after | i m after | i am after | i m looking for | i am looking for | and if so | if so | if at all | if any
    | if ever
    | of any kind | of some kind | over the years | over time | for the first time"""
)

# Phrases that are told as not used: they narrow a question, but to nothing that a query knows.
UNUSED: Final = _phrases(
    """in person | in private | in public | in secret | in full | in detail | at length | on the sidelines
    | on the margins | behind closed doors | on the record | off the record | face to face | one on one | eye to eye
    | in advance | at home | in exile | in office"""
)

# Before a name they are no part of it, and say nothing that an answer hangs on.
TITLES: Final = frozenset(
    """president vice prime minister premier foreign defence defense interior finance deputy chancellor ambassador envoy
    special secretary general chairman chairwoman chair chairperson chief head leader king queen prince princess emperor
    empress emir sultan shah pope marshal admiral colonel captain major senator governor mayor speaker commissioner
    representative negotiator diplomat dictator director dr mr mrs ms miss sir dame lord lady sheikh ayatollah imam
    cardinal archbishop bishop reverend professor prof then former late ex acting current caretaker first state attorney
    judge justice comrade commander monsignor opposition crown high mullah""".split()
)

# Verbs whose subject is the one it is done to: who receives letters is written to.
RECEIVING: Final = frozenset("receive get obtain accept face suffer incur undergo host welcome greet".split())
BEING: Final = frozenset("be is are was were been being am get got gets".split())
AUXILIARY: Final = frozenset(
    "do does did have has had will shall can could would might may must is are was were".split()
)
# Verbs that say little beside a noun of an event: make a visit, impose sanctions.
LIGHT: Final = frozenset(
    """make pay send give have hold impose place put issue deliver write address receive get take exchange lift ease
    announce conduct undertake carry release level slap face suffer accept""".split()
)
PREPOSITIONS: Final = {
    **{word: word for word in "from by of to with between against".split()},
    "among": "between", "amongst": "between", "at": "in", "in": "in", "inside": "in", "near": "in", "within": "in",
    "into": "to", "onto": "on", "toward": "to", "towards": "to", "for": "for", "upon": "on", "on": "on", "over": "on",
    "about": "about", "regarding": "about", "concerning": "about", "re": "about", "vs": "with", "versus": "with",
    "w": "with", "alongside": "with", "involving": "with", "via": "with", "targeting": "against", "under": "by",
}  # fmt: skip
TOPICS: Final = frozenset("about regarding concerning re on over".split())


def usual_words(more: Iterable[str]) -> frozenset[str]:
    """All words of the lists and others, in their usual forms: what a slip may have been meant as.

    Args:
        more: words of queries and events, as their base forms.
    """
    base = {word for word in more if word.isalpha()}
    forms = {f"{word.removesuffix('e')}{ending}" for word in base for ending in ("ed", "ing")}
    forms |= {f"{word}{ending}" for word in base for ending in ("s", "")}
    lists = PASSED | PLAIN | ANYBODY | REFUSED | AUXILIARY | LIGHT | RECEIVING | frozenset(PREPOSITIONS) | TITLES
    return frozenset(forms) | lists
