"""Wordings that lure a reader into asserting what did not take place, and out of asserting what did."""

from datetime import date

import pytest
from time_builder import tree, word

from kg.extraction.status import StatusReader
from kg.schema.load import load_schema

SCHEMA = load_schema()
READER = StatusReader(SCHEMA)
PAST = "Tense=Past,VerbForm=Fin"
PRESENT = "Tense=Pres,VerbForm=Fin"
TODAY = date(1995, 3, 8)


def status(text, form, **options):
    graph = tree(text)
    return SCHEMA.status(READER.read(graph, word(graph, form), **options).iri).key


def test_an_inverted_condition_is_no_fact():
    text = (
        "Had|AUX|aux|3 they|PRON|nsubj|3 met|VERB|advcl|7|meet|VerbForm=Part ,|PUNCT|punct|3 she|PRON|nsubj|7 "
        "would|AUX|aux|7 know|VERB|root|0|know|VerbForm=Inf"
    )
    assert status(text, "met") != "occurred"
    misread = (
        f"Had|VERB|advcl|7|have|{PAST} they|PRON|nsubj|3 met|VERB|ccomp|1|meet|{PAST} ,|PUNCT|punct|1 "
        "she|PRON|nsubj|7 would|AUX|aux|7 know|VERB|root|0|know|VerbForm=Inf"
    )
    assert status(misread, "met") != "occurred"


@pytest.mark.parametrize("phrase", ["Instead of", "Rather than", "Short of"])
def test_what_is_done_in_place_of_it_denies_it(phrase):
    first, second = phrase.split()
    text = (
        f"{first}|ADV|mark|3 {second}|ADP|fixed|1 visiting|VERB|advcl|6|visit|VerbForm=Ger Lima|PROPN|obj|3 "
        f"she|PRON|nsubj|6 rested|VERB|root|0|rest|{PAST}"
    )
    assert status(text, "visiting") == "denied"


def test_what_has_yet_to_be_done_is_not_done():
    text = (
        f"They|PRON|nsubj|2 have|VERB|root|0|have|{PRESENT} yet|ADV|advmod|2 to|PART|mark|5 "
        "meet|VERB|xcomp|2|meet|VerbForm=Inf"
    )
    assert status(text, "meet") == "denied"


def test_a_denial_denied_leaves_it_possible():
    text = f"They|PRON|nsubj|3 not|PART|advmod|3 refused|VERB|root|0|refuse|{PAST} a|DET|det|5 meeting|NOUN|obj|3"
    assert status(text, "meeting") == "possible"


def test_an_invitation_taken_up_is_a_plan_and_a_plan_put_away_stalls():
    accepted = (
        f"She|PRON|nsubj|2 accepted|VERB|root|0|accept|{PAST} an|DET|det|4 invitation|NOUN|obj|2 to|PART|mark|6 "
        "visit|VERB|acl|4|visit|VerbForm=Inf"
    )
    assert status(accepted, "visit") == "planned"
    shelved = (
        "Plans|NOUN|nsubj:pass|6|plan for|ADP|case|4 a|DET|det|4 visit|NOUN|nmod|1 were|AUX|aux:pass|6|be "
        "shelved|VERB|root|0|shelve|Tense=Past,VerbForm=Part"
    )
    assert status(shelved, "visit") == "stalled"


def test_a_claim_by_somebody_that_they_met_may_be_dismissed():
    text = (
        f"She|PRON|nsubj|2 dismissed|VERB|root|0|dismiss|{PAST} a|DET|det|4 claim|NOUN|obj|2 by|ADP|case|6 "
        f"deputies|NOUN|nmod|4|deputy that|SCONJ|mark|9 they|PRON|nsubj|9 met|VERB|acl:relcl|6|meet|{PAST}"
    )
    assert status(text, "met") == "denied"


def test_a_report_whose_predicate_the_parser_hung_on_saying_is_denied_all_the_same():
    text = (
        f"He|PRON|nsubj|2 said|VERB|root|0|say|{PAST} reports|NOUN|obj|2|report of|ADP|case|6 a|DET|det|6 "
        "meeting|NOUN|nmod|3 were|AUX|cop|8|be false|ADJ|ccomp|2"
    )
    assert status(text, "meeting") == "denied"


def test_what_somebody_sets_out_for_is_planned_while_the_news_is_fresh():
    text = (
        f"She|PRON|nsubj|2 flew|VERB|root|0|fly|{PAST} there|ADV|advmod|2 to|PART|mark|5 "
        "meet|VERB|advcl|2|meet|VerbForm=Inf him|PRON|obj|5"
    )
    assert status(text, "meet", event_date="1995-03-07", today=TODAY) == "planned"
    assert status(text, "meet") == "planned"
    assert status(text, "meet", event_date="1994-11-02", today=TODAY) == "occurred"


def test_the_present_after_when_in_a_past_narrative_is_to_come():
    text = (
        f"They|PRON|nsubj|2 agreed|VERB|root|0|agree|{PAST} when|ADV|advmod|5 they|PRON|nsubj|5 "
        f"meet|VERB|advcl|2|meet|{PRESENT}"
    )
    assert status(text, "meet") == "planned"


def test_a_predicate_with_a_preposition_tells_whatever_verb_is_taken_for_light():
    text = "A|DET|det|2 visit|NOUN|nsubj|5 is|AUX|cop|5|be under|ADP|case|5 discussion|NOUN|root|0"
    assert status(text, "visit", light_verb=2) == "possible"


def test_letters_one_writes_are_no_words_one_says():
    text = (
        f"He|PRON|nsubj|2 said|VERB|root|0|say|{PAST} he|PRON|nsubj|5 would|AUX|aux|5 "
        "write|VERB|ccomp|2|write|VerbForm=Inf a|DET|det|7 letter|NOUN|obj|5"
    )
    assert status(text, "letter", light_verb=4) == "planned"


def test_she_had_a_letter_is_no_wish():
    text = "She|PRON|nsubj|3 'd|AUX|aux|3|have met|VERB|root|0|meet|Tense=Past,VerbForm=Part"
    assert status(text, "met") == "occurred"


def test_who_knows_nothing_of_a_meeting_and_who_denies_what_reads_as_a_verb():
    unknown = (
        f"They|PRON|nsubj|2 knew|VERB|root|0|know|{PAST} nothing|PRON|obj|2 of|ADP|case|6 a|DET|det|6 "
        "meeting|NOUN|nmod|3"
    )
    assert status(unknown, "meeting") == "denied"
    misread = (
        f"They|PRON|nsubj|2 denied|VERB|root|0|deny|{PAST} reports|VERB|obj|2|report that|SCONJ|mark|7 "
        f"she|PRON|nsubj|7 had|AUX|aux|7|have met|VERB|ccomp|3|meet|VerbForm=Part him|PRON|obj|7"
    )
    assert status(misread, "met") == "denied"


def test_a_vote_against_it_refuses_and_looking_forward_is_not_there_yet():
    against = (
        f"They|PRON|nsubj|2 voted|VERB|root|0|vote|{PAST} against|SCONJ|mark|4 "
        "meeting|VERB|advcl|2|meet|VerbForm=Ger him|PRON|obj|4"
    )
    assert status(against, "meeting") == "refused"
    forward = (
        f"They|PRON|nsubj|2 look|VERB|root|0|look|{PRESENT} forward|ADV|advmod|2 to|SCONJ|mark|5 "
        "meeting|VERB|advcl|2|meet|VerbForm=Ger him|PRON|obj|5"
    )
    assert status(forward, "meeting") == "planned"
