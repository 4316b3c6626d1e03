"""What leaves an event open or undone: links to a state, points nobody sees, what nobody knows, plans of the past."""

from datetime import date

import pytest
from time_builder import tree, word

from kg.extraction.status import StatusReader
from kg.schema.load import load_schema

SCHEMA = load_schema()
READER = StatusReader(SCHEMA)
PAST = "Tense=Past,VerbForm=Fin"
NOW = "Tense=Pres,VerbForm=Fin"
PART = "Tense=Past,VerbForm=Part"
INF = "VerbForm=Inf"
TODAY = date(1995, 3, 8)


def status(text, form, **options):
    graph = tree(text)
    return SCHEMA.status(READER.read(graph, word(graph, form), today=TODAY, **options).iri).key


CASES = [
    (
        f"Talks|NOUN|nsubj|2|talk remained|VERB|root|0|remain|{PAST} deadlocked|VERB|xcomp|2|deadlock|{PART}",
        "Talks",
        "stalled",
    ),
    (
        f"Talks|NOUN|nsubj|2|talk remained|VERB|root|0|remain|{PAST} suspended|VERB|xcomp|2|suspend|{PART}",
        "Talks",
        "stalled",
    ),
    (
        "A|DET|det|2 visit|NOUN|nsubj|3 looks|VERB|root|0|look|Tense=Pres,VerbForm=Fin unlikely|ADJ|xcomp|3",
        "visit",
        "possible",
    ),
    (
        (
            f"He|PRON|nsubj|2 found|VERB|root|0|find|{PAST} no|DET|det|4 use|NOUN|obj|2"
            " for|ADP|case|7 a|DET|det|7 meeting|NOUN|obl|2"
        ),
        "meeting",
        "denied",
    ),
    (
        (
            f"He|PRON|nsubj|2 saw|VERB|root|0|see|{PAST} no|DET|det|4 reason|NOUN|obj|2"
            " for|ADP|case|7 a|DET|det|7 meeting|NOUN|nmod|4"
        ),
        "meeting",
        "denied",
    ),
    (
        (
            f"He|PRON|nsubj|2 denied|VERB|root|0|deny|{PAST} any|DET|det|4 knowledge|NOUN|obj|2"
            " of|ADP|case|7 a|DET|det|7 visit|NOUN|nmod|4"
        ),
        "visit",
        "denied",
    ),
    (
        (
            f"He|PRON|nsubj|2 threatened|VERB|root|0|threaten|{PAST} to|PART|mark|4 walk|VERB|xcomp|2|walk|{INF}"
            " out|ADP|case|8 of|ADP|case|8 the|DET|det|8 talks|NOUN|obl|4|talk"
        ),
        "talks",
        "threatened",
    ),
    (
        (
            f"He|PRON|nsubj|2 dismissed|VERB|root|0|dismiss|{PAST} as|ADP|case|5 a|DET|det|5 forgery|NOUN|obl|2"
            " the|DET|det|7 letter|NOUN|obj|2"
        ),
        "letter",
        "denied",
    ),
    (
        (
            f"They|PRON|nsubj:outer|4 were|AUX|cop|4|be to|PART|mark|4 meet|VERB|ccomp|7|meet|{INF} later|ADV|advmod|4"
            f" aides|NOUN|nsubj|7|aide said|VERB|root|0|say|{PAST}"
        ),
        "meet",
        "planned",
    ),
    (
        (
            f"They|PRON|nsubj|6 will|AUX|aux|6 not|PART|advmod|2 after|ADP|case|5 all|DET|obl|6"
            f" meet|VERB|root|0|meet|{INF}"
        ),
        "meet",
        "denied",
    ),
    (
        (
            f"Asked|VERB|advcl|8|ask|{PART} whether|SCONJ|mark|5 they|PRON|nsubj|5 had|AUX|aux|5|have"
            f" met|VERB|ccomp|1|meet|{PART}"
            f" ,|PUNCT|punct|1 she|PRON|nsubj|8 said|VERB|root|0|say|{PAST}"
            f" they|PRON|nsubj|10 had|VERB|ccomp|8|have|{PAST}"
            " not|PART|advmod|10"
        ),
        "met",
        "denied",
    ),
]


@pytest.mark.parametrize(("text", "form", "key"), CASES)
def test_what_is_left_open_or_undone(text, form, key):
    assert status(text, form) == key


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (
            (
                f"They|PRON|nsubj|2 walked|VERB|root|0|walk|{PAST}"
                " out|ADP|case|6 of|ADP|case|6 the|DET|det|6 talks|NOUN|obl|2|talk"
            ),
            "talks",
        ),
        (
            (
                f"They|PRON|nsubj|2 got|VERB|root|0|get|{PAST}"
                " a|DET|det|4 letter|NOUN|obj|2 that|PRON|nsubj:pass|9 has|AUX|aux|9|have"
                f" not|PART|advmod|9 been|AUX|aux:pass|9|be made|VERB|acl:relcl|4|make|{PART} public|ADJ|xcomp|9"
            ),
            "letter",
        ),
    ],
)
def test_what_is_told_of_it_leaves_it_as_it_is(text, form):
    assert status(text, form) == "occurred"


def test_a_question_with_not_denies_nothing():
    text = (
        "Should|AUX|aux|6 n't|PART|advmod|1|not the|DET|det|4 minister|NOUN|nsubj|6 be|AUX|aux|6"
        " meeting|VERB|root|0|meet|VerbForm=Ger them|PRON|obj|6 ?|PUNCT|punct|6"
    )
    assert status(text, "meeting") == "possible"


VISIT = "He|PRON|nsubj|3 is|AUX|aux|3|be paying|VERB|root|0|pay|VerbForm=Part,Tense=Pres a|DET|det|5 visit|NOUN|obj|3"


@pytest.mark.parametrize(
    ("when", "key"),
    [("1995-03-07/1995-03-10", "occurred"), ("1995-03-09/1995-03-10", "planned"), ("1995-03-06/1995-03-12", "planned")],
)
def test_who_is_there_now_is_there(when, key):
    assert status(VISIT, "visit", light_verb=2, event_date=when) == key


def test_what_a_post_that_is_dismissed_claims_is_denied():
    text = (
        f"He|PRON|nsubj|2 dismissed|VERB|root|0|dismiss|{PAST} posts|NOUN|obj|2|post"
        " claiming|VERB|acl|3|claim|VerbForm=Ger that|SCONJ|mark|7 they|PRON|nsubj|7"
        f" met|VERB|ccomp|4|meet|{PAST}"
    )
    assert status(text, "met") == "denied"


def test_what_somebody_said_they_would_do_too_is_planned():
    text = (
        f"He|PRON|nsubj|2 said|VERB|root|0|say|{PAST} that|SCONJ|mark|5 they|PRON|nsubj|5"
        f" left|VERB|ccomp|2|leave|{PAST} and|CCONJ|cc|10"
        f" that|SCONJ|mark|10 envoys|NOUN|nsubj|10|envoy would|AUX|aux|10 meet|VERB|conj|5|meet|{INF}"
    )
    assert status(text, "meet") == "planned"


def test_how_it_was_to_end_does_not_undo_it():
    text = (
        f"They|PRON|nsubj|2 held|VERB|root|0|hold|{PAST}"
        " talks|NOUN|obj|2|talk that|PRON|obj|7 few|ADJ|nsubj|7 had|AUX|aux|7|have"
        f" planned|VERB|acl:relcl|3|plan|{PART} to|PART|mark|9 last|VERB|xcomp|7|last|{INF}"
    )
    assert status(text, "talks", light_verb=8) == "occurred"
    assert status(text.replace("last|VERB|xcomp|7|last", "lead|VERB|xcomp|7|lead"), "talks", light_verb=8) == "planned"


@pytest.mark.parametrize(
    ("text", "event", "key"),
    [
        (
            (
                f"Plans|NOUN|nsubj|3|plan are|AUX|cop|3|be afoot|ADJ|root|0 for|SCONJ|mark|7 him|PRON|nsubj|7"
                f" to|PART|mark|7 meet|VERB|advcl|3|meet|{INF}"
            ),
            "meet",
            "planned",
        ),
        (
            (
                f"Leave|NOUN|nsubj:pass|3|permission was|AUX|aux:pass|3|be given|VERB|root|0|give|{PART}"
                f" for|SCONJ|mark|7 them|PRON|nsubj|7 to|PART|mark|7 meet|VERB|xcomp|3|meet|{INF}"
            ),
            "meet",
            "possible",
        ),
        (
            (
                f"Envoys|NOUN|nsubj:pass|3|envoy were|AUX|aux:pass|3|be sent|VERB|root|0|send|{PAST} to|PART|mark|5"
                f" meet|VERB|advcl|3|meet|{INF}"
            ),
            "meet",
            "occurred",
        ),
        (
            f"The|DET|det|2 pact|NOUN|nsubj|5 to|PART|mark|4 meet|VERB|acl|2|meet|{INF} held|VERB|root|0|hold|{PAST}",
            "meet",
            "planned",
        ),
        (
            f"A|DET|det|2 vote|NOUN|nsubj|5 on|ADP|case|4 sanctions|NOUN|nmod|2|sanction came|VERB|root|0|come|{PAST}",
            "sanctions",
            "possible",
        ),
        (
            "They|PRON|nsubj|3 are|AUX|cop|3|be close|ADJ|root|0 to|ADP|case|5 talks|NOUN|obl|3|talk",
            "talks",
            "possible",
        ),
        (
            (
                f"Its|PRON|nmod:poss|2 failure|NOUN|nsubj|5 to|PART|mark|4 meet|VERB|acl|2|meet|{INF}"
                f" hurt|VERB|root|0|hurt|{PAST}"
            ),
            "meet",
            "denied",
        ),
    ],
)
def test_what_nouns_of_intent_hold_has_not_come_about(text, event, key):
    """Also where the infinitive stands apart from its noun."""
    assert status(text, event) == key


@pytest.mark.parametrize(
    ("text", "event", "key"),
    [
        (
            f"They|PRON|nsubj|2 moved|VERB|root|0|move|{PAST} closer|ADV|advmod|2 to|ADP|case|5 talks|NOUN|obl|2|talk",
            "talks",
            "possible",
        ),
        (
            f"They|PRON|nsubj|2 came|VERB|root|0|come|{PAST} again|ADV|advmod|2 to|ADP|case|5 talks|NOUN|obl|2|talk",
            "talks",
            "occurred",
        ),
        (
            (
                f"They|PRON|nsubj|2 voiced|VERB|root|0|voice|{PAST} openness|NOUN|obj|2 to|ADP|case|5"
                " talks|NOUN|obl|2|talk"
            ),
            "talks",
            "possible",
        ),
        ("Chad|PROPN|nsubj|2 backs|NOUN|root|0|back talks|NOUN|obj|2|talk", "talks", "possible"),
        (
            (
                f"They|PRON|nsubj|2 declined|VERB|root|0|decline|{PAST} to|PART|mark|4"
                f" confirm|VERB|xcomp|2|confirm|{INF} talks|NOUN|obj|4|talk"
            ),
            "talks",
            "possible",
        ),
        (
            (
                f"They|PRON|nsubj|4 could|AUX|aux|4 not|PART|advmod|4 confirm|VERB|root|0|confirm|{INF}"
                f" that|SCONJ|mark|7 she|PRON|nsubj|7 met|VERB|ccomp|4|meet|{PAST}"
            ),
            "met",
            "possible",
        ),
        (
            f"They|PRON|nsubj|2 confirmed|VERB|root|0|confirm|{PAST} talks|NOUN|obj|2|talk",
            "talks",
            "occurred",
        ),
        (
            "Talks|NOUN|nsubj|2|talk remain|VERB|root|0|remain|Tense=Pres,VerbForm=Fin an|DET|det|4 option|NOUN|obj|2",
            "Talks",
            "possible",
        ),
        (f"He|PRON|nsubj|2 warned|VERB|root|0|warn|{PAST} of|ADP|case|4 talks|NOUN|obl|2|talk", "talks", "threatened"),
    ],
)
def test_what_comes_near_or_is_favoured_has_not_come_about(text, event, key):
    assert status(text, event) == key


@pytest.mark.parametrize(
    ("text", "event", "key"),
    [
        (
            (
                "At|ADP|case|3 the|DET|det|3 meeting|NOUN|obl|6 they|PRON|nsubj:pass|6 are|AUX|aux:pass|6|be"
                f" expected|VERB|root|0|expect|{PART} to|PART|mark|8 sign|VERB|xcomp|6|sign|{INF}"
            ),
            "meeting",
            "expected",
        ),
        (
            (
                "During|ADP|case|3 the|DET|det|3 visit|NOUN|obl|6 they|PRON|nsubj:pass|6 are|AUX|aux:pass|6|be"
                f" expected|VERB|root|0|expect|{PART} to|PART|mark|8 sign|VERB|xcomp|6|sign|{INF}"
            ),
            "visit",
            "occurred",
        ),
        (
            (
                f"Vogt|PROPN|nsubj|2 comes|VERB|root|0|come|Tense=Pres,VerbForm=Fin to|PART|mark|4"
                f" preside|VERB|advcl|2|preside|{INF} over|ADP|case|7 the|DET|det|7 talks|NOUN|obl|4|talk"
            ),
            "talks",
            "planned",
        ),
        (
            (
                f"The|DET|det|2 meeting|NOUN|nsubj|7 which|PRON|nsubj|4 opens|VERB|acl:relcl|2|open|{NOW}"
                f" later|ADV|advmod|4 Friday|PROPN|obl|4 draws|VERB|root|0|draw|{NOW} crowds|NOUN|obj|7"
            ),
            "meeting",
            "planned",
        ),
    ],
)
def test_what_is_to_be_done_at_it_leaves_it_to_come(text, event, key):
    """But a journey may be under way."""
    assert status(text, event) == key


@pytest.mark.parametrize(("described", "key"), [("recent", "occurred"), ("latest", "occurred"), ("direct", "possible")])
def test_who_discusses_what_is_past_does_not_discuss_whether_to_hold_it(described, key):
    text = f"They|PRON|nsubj|2 discussed|VERB|root|0|discuss|{PAST} {described}|ADJ|amod|4 talks|NOUN|obj|2|talk"
    assert status(text, "talks") == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            (
                f"They|PRON|nsubj|2 set|VERB|root|0|set|{PAST} a|DET|det|4 date|NOUN|obj|2 for|ADP|case|6"
                " talks|NOUN|nmod|4|talk"
            ),
            "planned",
        ),
        (
            (
                f"They|PRON|nsubj|4 did|AUX|aux|4|do not|PART|advmod|4 set|VERB|root|0|set|{INF} a|DET|det|6"
                " date|NOUN|obj|4 for|ADP|case|8 talks|NOUN|nmod|6|talk"
            ),
            "possible",
        ),
        (
            (
                f"Chad|PROPN|nsubj|2 won|VERB|root|0|win|{PAST} clearance|NOUN|obj|2 to|PART|mark|5"
                f" open|VERB|acl|3|open|{INF} talks|NOUN|obj|5|talk"
            ),
            "possible",
        ),
    ],
)
def test_talks_that_are_allowed_or_have_no_date_are_open(text, key):
    assert status(text, "talks") == key


@pytest.mark.parametrize(
    ("verb", "key"), [(f"went|VERB|conj|2|go|{PAST}", "occurred"), (f"goes|VERB|conj|2|go|{INF}", "possible")]
)
def test_what_somebody_went_ahead_with_took_place(verb, key):
    text = (
        f"She|PRON|nsubj|2 thought|VERB|root|0|consider|{PAST} cancelling|VERB|xcomp|2|cancel|VerbForm=Ger"
        f" her|PRON|nmod:poss|5 visit|NOUN|obj|3 but|CCONJ|cc|7 {verb} ahead|ADV|advmod|7"
        " with|ADP|case|11 the|DET|det|11 trip|NOUN|obl|7 in|ADP|case|13 May|PROPN|nmod|11"
    )
    assert status(text, "visit") == key


def test_would_with_its_day_tells_what_was_announced():
    text = f"She|PRON|nsubj|3 would|AUX|aux|3 meet|VERB|root|0|meet|{INF} them|PRON|obj|3"
    assert status(text, "meet") == "possible"
    assert status(text, "meet", event_date="1995-03-10") == "planned"


def test_would_in_a_clause_under_a_report_tells_what_is_to_come():
    text = (
        f"Vogt|PROPN|nsubj|2 announced|VERB|root|0|announce|{PAST} a|DET|det|4 tour|NOUN|obj|2"
        f" that|PRON|nsubj|7 would|AUX|aux|7 take|VERB|acl:relcl|4|take|{INF} her|PRON|obj|7"
    )
    assert status(text, "tour") == "planned"
    assert status(text, "take") == "planned"


def test_who_is_prepared_to_meet_has_not_arranged_it():
    text = (
        f"He|PRON|nsubj:pass|3 was|AUX|aux:pass|3|be prepared|VERB|root|0|prepare|{PART}"
        f" to|PART|mark|5 meet|VERB|xcomp|3|meet|{INF}"
    )
    assert status(text, "meet") == "possible"


@pytest.mark.parametrize(("noun", "key"), [("place", "occurred"), ("limbo", "planned")])
def test_a_measure_that_is_to_stay_in_force_is_there(noun, key):
    text = (
        f"Sanctions|NOUN|nsubj|3|sanction will|AUX|aux|3 remain|VERB|root|0|remain|{INF} in|ADP|case|5"
        f" {noun}|NOUN|obl|3"
    )
    assert status(text, "Sanctions", declared=True) == key


def test_a_vote_in_favour_of_a_measure_makes_none():
    text = (
        f"It|PRON|nsubj|2 voted|VERB|root|0|vote|{PAST} in|ADP|case|4 favour|NOUN|obl|2 of|ADP|case|6"
        " sanctions|NOUN|nmod|4|sanction"
    )
    assert status(text, "sanctions", declared=True) == "possible"


@pytest.mark.parametrize(("noun", "key"), [("mechanism", "possible"), ("venue", "planned"), ("room", "occurred")])
def test_what_exists_for_dialogue_does_not_make_it_take_place(noun, key):
    text = (
        f"They|PRON|nsubj|2 found|VERB|root|0|find|{PAST} a|DET|det|4 {noun}|NOUN|obj|2 for|ADP|case|6"
        " dialogue|NOUN|nmod|4"
    )
    assert status(text, "dialogue") == key


def test_what_was_decided_at_a_meeting_was_decided():
    text = (
        f"It|PRON|nsubj|4 was|AUX|cop|4|be a|DET|det|4 decision|NOUN|root|0 taken|VERB|acl|4|take|{PART}"
        " in|ADP|case|8 a|DET|det|8 meeting|NOUN|obl|5"
    )
    assert status(text, "meeting") == "occurred"


@pytest.mark.parametrize(("owner", "key"), [("her|PRON|nmod:poss|7", "planned"), ("a|DET|det|7", "possible")])
def test_whose_journey_it_is_has_arranged_it_whatever_is_done_on_it(owner, key):
    text = (
        f"Vogt|PROPN|nsubj|3 may|AUX|aux|3 raise|VERB|root|0|raise|{INF} it|PRON|obj|3"
        f" during|ADP|case|7 {owner} visit|NOUN|obl|3"
    )
    assert status(text, "visit") == key


def test_what_was_due_to_be_held_and_is_put_off_did_not_take_place():
    text = (
        f"A|DET|det|2 round|NOUN|nsubj:pass|9 of|ADP|case|4 talks|NOUN|nmod|2|talk due|ADJ|mark|8 to|PART|fixed|5"
        f" be|AUX|aux:pass|8 held|VERB|acl|2|hold|{PART} postponed|VERB|root|0|postpone|{PAST}"
    )
    graph = tree(text)
    reading = READER.read(graph, word(graph, "talks"), today=TODAY, light_verb=word(graph, "held"))
    assert SCHEMA.status(reading.iri).key == "stalled"


@pytest.mark.parametrize(("joined", "key"), [("whether|SCONJ|mark", "possible"), ("then|ADV|advmod", "denied")])
def test_nor_whether_leaves_open_what_nor_denies(joined, key):
    text = (
        f"They|PRON|nsubj|3 not|PART|advmod|3 confirm|VERB|root|0|confirm|{INF} it|PRON|obj|3 nor|CCONJ|cc|9"
        f" {joined}|9 talks|NOUN|nsubj|9|talk would|AUX|aux|9|will start|VERB|conj|3|start|{INF}"
    )
    assert status(text, "talks") == key


@pytest.mark.parametrize(("verb", "key"), [("dismissed", "planned"), ("rejected", "refused")])
def test_what_is_dismissed_as_pointless_may_be_held_all_the_same(verb, key):
    text = (
        f"Vogt|PROPN|nsubj|2 {verb}|VERB|root|0|{verb[:-2]}|{PAST} planned|VERB|amod|4|plan|{PART}"
        " talks|NOUN|obj|2|talk as|ADP|case|6 pointless|ADJ|obl|2"
    )
    assert status(text, "talks") == key


def test_expectations_of_a_meeting_that_are_not_met_do_not_deny_it():
    text = (
        f"Expectations|NOUN|nsubj:pass|7|expectation of|ADP|case|3 meeting|NOUN|nmod|1 may|AUX|aux|7 not|PART|advmod|7"
        f" be|AUX|aux:pass|7 achieved|VERB|root|0|achieve|{PART}"
    )
    assert status(text, "meeting") == "expected"


def test_dormant_talks_that_are_to_be_revived_are_stalled():
    text = f"Vogt|PROPN|nsubj|3 will|AUX|aux|3 revive|VERB|root|0|revive|{INF} dormant|ADJ|amod|5 talks|NOUN|obj|3|talk"
    assert status(text, "talks") == "stalled"


def test_supporters_of_easing_sanctions_would_have_them_eased():
    text = (
        f"Supporters|NOUN|nsubj|6|supporter of|SCONJ|mark|3 easing|VERB|acl|1|ease|VerbForm=Ger"
        f" sanctions|NOUN|obj|3|sanction were|AUX|aux|6 leaving|VERB|root|0|leave|{PART}"
    )
    graph = tree(text)
    reading = READER.read(graph, word(graph, "sanctions"), today=TODAY, declared=True, light_verb=word(graph, "easing"))
    assert SCHEMA.status(reading.iri).key == "possible"


@pytest.mark.parametrize(
    ("does", "key"),
    [
        (f"will|AUX|aux|5 learn|VERB|root|0|learn|{INF}", "planned"),
        (f"have|AUX|aux|5 learnt|VERB|root|0|learn|{PART}", "occurred"),
    ],
)
def test_what_participants_will_do_is_done_at_a_conference_to_come(does, key):
    text = f"Participants|NOUN|nsubj|5|participant of|ADP|case|3 conference|NOUN|nmod|1 {does}"
    assert status(text, "conference") == key
