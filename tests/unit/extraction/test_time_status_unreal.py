"""What is told as not so: near misses, works of fancy and fakes, claims taken back."""

import pytest
from time_builder import tree, word

from kg.extraction.status import StatusReader
from kg.schema.load import load_schema

SCHEMA = load_schema()
READER = StatusReader(SCHEMA)
PAST = "Tense=Past,VerbForm=Fin"
PART = "Tense=Past,VerbForm=Part"


def status(text, form="met", **options):
    graph = tree(text)
    return SCHEMA.status(READER.read(graph, word(graph, form), **options).iri).key


@pytest.mark.parametrize(
    ("adverb", "key"),
    [("nearly", "denied"), ("almost", "denied"), ("hardly", "denied"), ("finally", "occurred")],
)
def test_a_near_miss_did_not_happen(adverb, key):
    assert status(f"They|PRON|nsubj|3 {adverb}|ADV|advmod|3 met|VERB|root|0|meet|{PAST}") == key


def test_almost_certainly_is_no_near_miss():
    text = f"They|PRON|nsubj|4 almost|ADV|advmod|3 certainly|ADV|advmod|4 met|VERB|root|0|meet|{PAST}"
    assert status(text) == "occurred"


def test_had_hardly_met_when_says_that_they_met():
    text = f"They|PRON|nsubj|4 had|AUX|aux|4|have hardly|ADV|advmod|4 met|VERB|root|0|meet|{PART}"
    assert status(text) == "occurred"


def test_all_but_met_is_a_near_miss():
    assert status(f"They|PRON|nsubj|4 all|DET|det|1 but|CCONJ|cc|4 met|VERB|root|0|meet|{PAST}") == "denied"


@pytest.mark.parametrize(
    ("verb", "lemma", "key"),
    [("missed", "miss", "denied"), ("rehearsed", "rehearse", "possible"), ("faked", "fake", "denied")],
)
def test_a_verb_says_that_its_object_was_not(verb, lemma, key):
    text = f"They|PRON|nsubj|2 {verb}|VERB|root|0|{lemma}|{PAST} a|DET|det|4 meeting|NOUN|obj|2"
    assert status(text, "meeting") == key


@pytest.mark.parametrize(("verb", "lemma", "key"), [("forgot", "forget", "denied"), ("pretended", "pretend", "denied")])
def test_a_verb_says_that_its_infinitive_was_not(verb, lemma, key):
    text = f"They|PRON|nsubj|2 {verb}|VERB|root|0|{lemma}|{PAST} to|PART|mark|4 meet|VERB|xcomp|2|meet|VerbForm=Inf"
    assert status(text, "meet") == key


@pytest.mark.parametrize("degree", ["too", "very"])
def test_too_busy_to_meet(degree):
    text = (
        f"She|PRON|nsubj|4 was|AUX|cop|4|be {degree}|ADV|advmod|4 busy|ADJ|root|0 to|PART|mark|6 "
        f"meet|VERB|advcl|4|meet|VerbForm=Inf"
    )
    assert (status(text, "meet") == "denied") is (degree == "too")


def test_only_too_glad_to_meet():
    text = (
        "She|PRON|nsubj|5 was|AUX|cop|5|be only|ADV|advmod|5 too|ADV|advmod|5 glad|ADJ|root|0 to|PART|mark|7 "
        "meet|VERB|advcl|5|meet|VerbForm=Inf"
    )
    assert status(text, "meet") != "denied"


@pytest.mark.parametrize(("verb", "lemma", "key"), [("died", "die", "denied"), ("dined", "dine", "occurred")])
def test_who_dies_before_meeting_does_not_meet(verb, lemma, key):
    text = (
        f"She|PRON|nsubj|2 {verb}|VERB|root|0|{lemma}|{PAST} before|SCONJ|mark|4 "
        f"meeting|VERB|advcl|2|meet|VerbForm=Ger him|PRON|obj|4"
    )
    assert status(text, "meeting") == key


@pytest.mark.parametrize("verb", ["supposed|VERB|root|0|suppose", "meant|VERB|root|0|mean"])
def test_supposed_to_have_met_is_no_fact(verb):
    text = (
        f"She|PRON|nsubj:pass|3 was|AUX|aux:pass|3|be {verb}|{PART} to|PART|mark|6 have|AUX|aux|6 "
        f"met|VERB|xcomp|3|meet|{PART}"
    )
    assert status(text) == "planned"


def test_far_from_doing_and_far_from_a_place():
    text = (
        f"Far|ADV|advmod|3 from|SCONJ|mark|3 meeting|VERB|advcl|5|meet|VerbForm=Ger she|PRON|nsubj|5 "
        f"rested|VERB|root|0|rest|{PAST}"
    )
    assert status(text, "meeting") == "denied"
    place = (
        f"She|PRON|nsubj|2 rested|VERB|root|0|rest|{PAST} far|ADV|advmod|2 from|ADP|case|6 the|DET|det|6 "
        f"talks|NOUN|obl|2"
    )
    assert status(place, "talks") == "occurred"


@pytest.mark.parametrize(("adverb", "key"), [("falsely", "denied"), ("widely", "occurred")])
def test_a_false_report(adverb, key):
    text = (
        f"She|PRON|nsubj:pass|4 was|AUX|aux:pass|4|be {adverb}|ADV|advmod|4 reported|VERB|root|0|report|{PART} "
        f"to|PART|mark|7 have|AUX|aux|7 met|VERB|xcomp|4|meet|{PART}"
    )
    assert status(text) == key


@pytest.mark.parametrize(("subject", "key"), [("Nobody|PRON", "denied"), ("They|PRON", "occurred")])
def test_what_nobody_believes(subject, key):
    text = (
        f"{subject}|nsubj|2 believed|VERB|root|0|believe|{PAST} that|SCONJ|mark|5 they|PRON|nsubj|5 "
        f"met|VERB|ccomp|2|meet|{PAST}"
    )
    assert status(text) == key


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("According|VERB|case|3 to|ADP|fixed|1 hoax|NOUN|obl|5", "denied"),
        ("According|VERB|case|3 to|ADP|fixed|1 aides|NOUN|obl|5|aide", "occurred"),
        ("In|ADP|case|3 the|DET|det|3 novel|NOUN|obl|5", "denied"),
        ("In|ADP|case|3 the|DET|det|3 film|NOUN|obl|5", "denied"),
        ("In|ADP|case|3 the|DET|det|3 simulation|NOUN|obl|5", "denied"),
        ("In|ADP|case|3 the|DET|det|3 sketch|NOUN|obl|5", "denied"),
        ("In|ADP|case|3 the|DET|det|3 palace|NOUN|obl|5", "occurred"),
    ],
)
def test_in_a_novel_or_according_to_a_hoax(source, key):
    assert status(f"{source} they|PRON|nsubj|5 met|VERB|root|0|meet|{PAST}") == key


@pytest.mark.parametrize(("teller", "key"), [("hoax", "denied"), ("paper", "occurred")])
def test_what_a_hoax_says(teller, key):
    text = (
        f"A|DET|det|2 {teller}|NOUN|nsubj|3 said|VERB|root|0|say|{PAST} they|PRON|nsubj|5 met|VERB|ccomp|3|meet|{PAST}"
    )
    assert status(text) == key


def test_suppose_they_met():
    text = f"Suppose|VERB|root|0|suppose|VerbForm=Inf they|PRON|nsubj|3 met|VERB|ccomp|1|meet|{PAST}"
    assert status(text) == "possible"


@pytest.mark.parametrize(("what", "key"), [("forgery", "denied"), ("reply", "occurred")])
def test_a_letter_that_proves_a_forgery(what, key):
    said = f"The|DET|det|2 letter|NOUN|nsubj|5 was|AUX|cop|5|be a|DET|det|5 {what}|NOUN|root|0"
    turned = (
        f"The|DET|det|2 letter|NOUN|nsubj|3 turned|VERB|root|0|turn|{PAST} out|ADP|compound:prt|3 to|PART|mark|8 "
        f"be|AUX|cop|8 a|DET|det|8 {what}|NOUN|xcomp|3"
    )
    assert status(said, "letter") == key
    assert status(turned, "letter") == key


@pytest.mark.parametrize(("subject", "key"), [("she|PRON", "denied"), ("Lind|PROPN", "occurred")])
def test_a_claim_that_is_taken_back(subject, key):
    text = (
        f"She|PRON|nsubj|2 claimed|VERB|root|0|claim|{PAST} to|PART|mark|5 have|AUX|aux|5 met|VERB|xcomp|2|meet|{PART} "
        f"but|CCONJ|cc|8 aides|NOUN|nsubj|8 said|VERB|conj|2|say|{PAST} {subject}|nsubj|10 had|AUX|ccomp|8|have|{PAST} "
        f"not|PART|advmod|10"
    )
    assert status(text) == key


@pytest.mark.parametrize(("word_", "key"), [("false", "denied"), ("old", "occurred")])
def test_a_report_that_is_called_false(word_, key):
    text = (
        f"They|PRON|nsubj|2 say|VERB|root|0|say she|PRON|nsubj|4 met|VERB|ccomp|2|meet|{PAST} ;|PUNCT|punct|8 "
        f"that|PRON|nsubj|8 is|AUX|cop|8|be {word_}|ADJ|parataxis|2"
    )
    assert status(text) == key


def test_who_is_accused_of_a_meeting_need_not_have_met():
    by_clause = (
        f"She|PRON|nsubj|2 accused|VERB|root|0|accuse|{PAST} him|PRON|obj|2 of|SCONJ|mark|6 having|AUX|aux|6|have "
        f"met|VERB|advcl|2|meet|{PART}"
    )
    assert status(by_clause) == "possible"
    assert status(by_clause.replace("advcl|2", "acl|3")) == "possible"


@pytest.mark.parametrize(("negation", "key"), [("not|PART|advmod|4", "denied"), ("indeed|ADV|advmod|4", "occurred")])
def test_it_was_not_she_who_met_them(negation, key):
    text = (
        f"It|PRON|nsubj|4 was|AUX|cop|4|be {negation} Lind|PROPN|root|0 who|PRON|nsubj|6 "
        f"met|VERB|acl:relcl|4|meet|{PAST}"
    )
    assert status(text) == key


def test_would_have_met_is_no_plan():
    text = (
        f"He|PRON|nsubj|2 said|VERB|root|0|say|{PAST} she|PRON|nsubj|6 would|AUX|aux|6 have|AUX|aux|6 "
        f"met|VERB|ccomp|2|meet|{PART}"
    )
    assert status(text) == "possible"


@pytest.mark.parametrize(
    ("verb", "key"), [("blocked|VERB|root|0|block", "refused"), ("vetoed|VERB|root|0|veto", "refused")]
)
def test_blocked_sanctions_did_not_come(verb, key):
    text = f"They|PRON|nsubj|2 {verb}|{PAST} sanctions|NOUN|obj|2|sanction"
    assert status(text, "sanctions", declared=True, doing=frozenset({1})) == key


def test_the_leg_was_postponed():
    text = (
        f"She|PRON|nsubj|3 was|AUX|cop|3|be due|ADJ|root|0 to|PART|mark|5 travel|VERB|xcomp|3|travel|VerbForm=Inf "
        f"but|CCONJ|cc|10 the|DET|det|8 leg|NOUN|nsubj:pass|10 was|AUX|aux:pass|10|be "
        f"postponed|VERB|conj|3|postpone|{PART}"
    )
    assert status(text, "travel") == "stalled"


@pytest.mark.parametrize(("such", "key"), [("such", "denied"), ("public", "occurred")])
def test_no_such_meeting_took_place(such, key):
    text = (
        f"She|PRON|nsubj|2 claimed|VERB|root|0|claim|{PAST} to|PART|mark|5 have|AUX|aux|5 met|VERB|xcomp|2|meet|{PART} "
        f"but|CCONJ|cc|8 aides|NOUN|nsubj|8 said|VERB|conj|2|say|{PAST} no|DET|det|11 {such}|ADJ|amod|11 "
        f"meeting|NOUN|nsubj|12 followed|VERB|ccomp|8|follow|{PAST}"
    )
    assert status(text) == key


def test_who_lies_about_a_meeting_and_who_was_said_wrongly_to_have_met():
    lied = (
        f"She|PRON|nsubj|2 lied|VERB|root|0|lie|{PAST} about|SCONJ|mark|5 having|AUX|aux|5|have "
        f"met|VERB|advcl|2|meet|{PART}"
    )
    assert status(lied) == "denied"
    said = (
        f"She|PRON|nsubj:pass|3 was|AUX|aux:pass|3|be said|VERB|root|0|say|{PART} wrongly|ADV|advmod|3 "
        f"to|PART|mark|7 have|AUX|aux|7 met|VERB|advcl|3|meet|{PART}"
    )
    assert status(said) == "denied"


def test_vetoed_read_as_a_noun():
    text = (
        "They|PRON|nsubj|2 vetoed|NOUN|root|0 a|DET|det|4 resolution|NOUN|obj|2 "
        "imposing|VERB|acl|4|impose|VerbForm=Ger sanctions|NOUN|obj|5|sanction"
    )
    assert status(text, "sanctions") == "refused"


@pytest.mark.parametrize(
    ("verb", "lemma", "word", "key"),
    [
        ("came", "come", "to|ADP|case|4 nothing|PRON|obl|2", "cancelled"),
        ("fell", "fall", "through|ADP|obl|2", "cancelled"),
        ("came", "come", "to|ADP|case|4 life|NOUN|obl|2", "occurred"),
    ],
)
def test_an_idiom_of_failure_calls_it_off(verb, lemma, word, key):
    text = f"Talks|NOUN|nsubj|2|talk {verb}|VERB|root|0|{lemma}|Tense=Past,VerbForm=Fin {word}"
    assert status(text, "Talks") == key


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("Historians|NOUN|nsubj|2|historian doubt|VERB|root|0", "possible"),
        ("Rumour|NOUN|nsubj|2 has|VERB|root|0|have", "possible"),
        ("Few|ADJ|nsubj|2 believe|VERB|root|0", "denied"),
        ("Historians|NOUN|nsubj|2|historian know|VERB|root|0", "occurred"),
    ],
)
def test_who_doubts_or_has_it_by_hearsay_asserts_nothing(head, key):
    text = f"{head} that|SCONJ|mark|5 they|PRON|nsubj|5 met|VERB|ccomp|2|meet|Tense=Past,VerbForm=Fin"
    assert status(text, "met") == key


@pytest.mark.parametrize(("noun", "key"), [("myth", "denied"), ("relief", "occurred")])
def test_a_myth_did_not_happen(noun, key):
    text = (
        f"It|PRON|expl|4 is|AUX|cop|4|be a|DET|det|4 {noun}|NOUN|root|0 that|SCONJ|mark|7 they|PRON|nsubj|7 "
        "met|VERB|acl:relcl|4|meet|Tense=Past,VerbForm=Fin"
    )
    assert status(text, "met") == key


def test_what_it_is_false_to_say_did_not_happen():
    text = (
        "It|PRON|expl|3 is|AUX|cop|3|be false|ADJ|root|0 to|PART|mark|5 say|VERB|csubj|3||VerbForm=Inf "
        "that|SCONJ|mark|8 they|PRON|nsubj|8 met|VERB|ccomp|5|meet|Tense=Past,VerbForm=Fin"
    )
    assert status(text, "met") == "denied"
    assert status(text.replace("false|ADJ", "fair|ADJ"), "met") == "occurred"


def test_who_denies_that_somebody_was_at_a_meeting_denies_the_meeting():
    text = (
        "They|PRON|nsubj|2 denied|VERB|root|0|deny|Tense=Past,VerbForm=Fin that|SCONJ|mark|8 Vogt|PROPN|nsubj|8 "
        "was|AUX|cop|8|be|Tense=Past,VerbForm=Fin at|ADP|case|8 a|DET|det|8 meeting|NOUN|ccomp|2"
    )
    assert status(text, "meeting", light_verb=4) == "denied"


def journey(ending):
    """They left for Lima but ENDING, whose words start at 7."""
    return f"They|PRON|nsubj|2 left|VERB|root|0|leave|{PAST} for|ADP|case|4 Lima|PROPN|obl|2 but|CCONJ|cc|6 {ending}"


@pytest.mark.parametrize(
    ("ending", "key"),
    [
        (f"turned|VERB|conj|2|turn|{PAST} back|ADV|advmod|6", "cancelled"),
        (f"turned|VERB|conj|2|turn|{PAST} back|ADV|advmod|6 the|DET|det|9 clock|NOUN|obj|6", "occurred"),
        (f"returned|VERB|conj|2|return|{PAST} later|ADV|advmod|6", "occurred"),
    ],
)
def test_who_turns_back_on_the_way_has_not_been_there(ending, key):
    assert status(journey(ending), "left") == key


def test_who_never_arrives_has_not_been_there():
    text = journey("").replace("but|CCONJ|cc|6", "but|CCONJ|cc|7").strip()
    assert status(f"{text} never|ADV|advmod|7 arrived|VERB|conj|2|arrive|{PAST}", "left") == "denied"


def test_the_plane_that_turns_back_carries_the_traveller_and_a_storm_does_not():
    text = journey("").replace("but|CCONJ|cc|6", "but|CCONJ|cc|8").strip()
    behind = f"turned|VERB|conj|2|turn|{PAST} back|ADV|advmod|8"
    assert status(f"{text} the|DET|det|7 plane|NOUN|nsubj|8 {behind}", "left") == "cancelled"
    assert status(f"{text} the|DET|det|7 storm|NOUN|nsubj|8 {behind}", "left") == "occurred"


def test_what_is_done_before_leaving_for_a_place_does_not_make_the_journey():
    gerund = "before|SCONJ|mark|4 leaving|VERB|advcl|2|leave|VerbForm=Ger"
    text = f"They|PRON|nsubj|2 spoke|VERB|root|0|speak|{PAST} {gerund}"
    assert status(f"{text} for|ADP|case|6 Lima|PROPN|obl|4", "leaving") == "planned"
    assert status(f"{text} Lima|PROPN|obj|4", "leaving") == "occurred"


WOULD = f"She|PRON|nsubj|4 would|AUX|aux|4 have|AUX|aux|4 met|VERB|root|0|meet|{PART} them|PRON|obj|4"


@pytest.mark.parametrize(
    ("condition", "key"),
    [
        (f"if|SCONJ|mark|9 he|PRON|nsubj|9 had|AUX|aux|9|have asked|VERB|advcl|4|ask|{PART}", "denied"),
        (f"had|AUX|aux|8|have he|PRON|nsubj|8 asked|VERB|advcl|4|ask|{PART}", "denied"),
        (f"but|CCONJ|cc|8 fog|NOUN|nsubj|8 came|VERB|conj|4|come|{PAST}", "denied"),
        ("but|ADP|case|8 for|ADP|case|8 fog|NOUN|obl|4", "denied"),
        ("by|ADP|case|7 Friday|PROPN|obl|4", "possible"),
        (f"even|ADV|advmod|9 if|SCONJ|mark|9 had|AUX|aux|9|have asked|VERB|advcl|4|ask|{PART}", "possible"),
        (f"if|SCONJ|mark|8 he|PRON|nsubj|8 asked|VERB|advcl|4|ask|{PAST}", "possible"),
    ],
)  # fmt: skip
def test_what_would_have_been_was_not_where_its_condition_failed(condition, key):
    assert status(f"{WOULD} {condition}") == key


def test_what_would_not_have_been_without_its_condition_may_have_been():
    text = (
        f"She|PRON|nsubj|5 would|AUX|aux|5 not|PART|advmod|5 have|AUX|aux|5 met|VERB|root|0|meet|{PART} them|PRON|obj|5"
    )
    condition = f"had|AUX|aux|9|have he|PRON|nsubj|9 asked|VERB|advcl|5|ask|{PART}"
    assert status(f"{text} {condition}") == "possible"


@pytest.mark.parametrize(("negation", "key"), [("never", "possible"), ("also", "denied")])
def test_a_condition_that_was_not_met_was_not(negation, key):
    condition = (
        f"had|AUX|aux|4|have she|PRON|nsubj|4 {negation}|ADV|advmod|4 met|VERB|advcl|9|meet|{PART} them|PRON|obj|4"
    )
    outcome = f"war|NOUN|nsubj|9 would|AUX|aux|9 have|AUX|aux|9 come|VERB|root|0|come|{PART}"
    assert status(f"{condition} {outcome}") == key
