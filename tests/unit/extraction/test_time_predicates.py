"""What predicates tell of events: plans put off, called off, handed on, announced; and the dates that go with them."""

from datetime import date

import pytest
from time_builder import tree, word

from kg.extraction.dates import find_dates
from kg.extraction.event_dates import event_date
from kg.extraction.status import StatusReader
from kg.schema.load import load_schema

SCHEMA = load_schema()
READER = StatusReader(SCHEMA)
PAST = "Tense=Past,VerbForm=Fin"
PART = "Tense=Past,VerbForm=Part"
INF = "VerbForm=Inf"
TODAY = date(1995, 3, 8)
PUBLISHED = "1995-03-08"


def status(text, form, **options):
    graph = tree(text)
    return SCHEMA.status(READER.read(graph, word(graph, form), **options).iri).key


def dated(text, form, **options):
    graph = tree(text)
    found = event_date(graph, word(graph, form), find_dates(graph, published=PUBLISHED), **options)
    return found and found.edtf


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            f"Visits|NOUN|nsubj:pass|3|visit were|AUX|aux:pass|3|be put|VERB|root|0|put|{PART} off|ADP|compound:prt|3",
            "stalled",
        ),
        (
            f"The|DET|det|2 visit|NOUN|nsubj|3 slipped|VERB|root|0|slip|{PAST} to|ADP|case|5 January|PROPN|obl|3",
            "planned",
        ),
        (f"The|DET|det|2 visit|NOUN|nsubj|3 slipped|VERB|root|0|slip|{PAST}", "stalled"),
        (f"The|DET|det|2 visit|NOUN|nsubj|3 fell|VERB|root|0|fall|{PAST} through|ADP|advmod|3", "cancelled"),
        ("The|DET|det|2 visit|NOUN|nsubj|5 is|AUX|cop|5|be on|ADP|case|5 hold|NOUN|root|0", "stalled"),
        ("The|DET|det|2 visit|NOUN|nsubj|5 is|AUX|cop|5|be in|ADP|case|5 doubt|NOUN|root|0", "possible"),
        (
            (
                f"The|DET|det|2 visit|NOUN|nsubj|4 did|AUX|aux|4|do come|VERB|root|0|come|{INF} not|PART|advmod|4"
                " about|ADV|advmod|4"
            ),
            "denied",
        ),
        (
            (
                f"The|DET|det|2 visit|NOUN|nsubj|3 had|VERB|root|0|have|{PAST} to|PART|mark|6 be|AUX|aux:pass|6"
                f" postponed|VERB|xcomp|3|postpone|{PART}"
            ),
            "stalled",
        ),
        (
            (
                f"The|DET|det|2 visit|NOUN|nsubj|3 failed|VERB|root|0|fail|{PAST} to|PART|mark|5"
                f" materialize|VERB|xcomp|3|materialize|{INF}"
            ),
            "denied",
        ),
    ],
)
def test_a_predicate_tells_the_fate_of_its_subject(text, key):
    assert status(text, "Visits" if "Visits" in text else "visit") == key


def test_who_was_to_have_met_did_not():
    text = f"They|PRON|nsubj|5 were|AUX|aux|5|be to|PART|mark|5 have|AUX|aux|5|have met|VERB|root|0|meet|{PART}"
    assert status(text, "met") == "cancelled"


def test_the_first_to_visit_did_visit():
    text = (
        f"They|PRON|nsubj|6 were|AUX|cop|6|be the|DET|det|4 first|NOUN|nsubj|6 to|PART|mark|6"
        f" visit|VERB|root|0|visit|{INF} Lima|PROPN|obj|6"
    )
    assert status(text, "visit") == "occurred"


def test_a_wish_for_a_measure_is_no_measure():
    seen = (
        f"Ghana|PROPN|nsubj|2 wants|VERB|root|0|want|Tense=Pres,VerbForm=Fin to|PART|mark|4 see|VERB|xcomp|2|see|{INF}"
        f" sanctions|NOUN|nsubj|6|sanction lifted|VERB|ccomp|4|lift|{PAST}"
    )
    spared = (
        f"Ghana|PROPN|nsubj|2 wants|VERB|root|0|want|Tense=Pres,VerbForm=Fin to|PART|mark|5 be|AUX|aux:pass|5"
        f" exempted|VERB|xcomp|2|exempt|{PART} from|ADP|case|7 sanctions|NOUN|obl|5|sanction"
    )
    assert status(seen, "sanctions") == "possible"
    assert status(spared, "sanctions") == "possible"


def test_who_was_barred_from_seeing_did_not_see():
    text = (
        f"She|PRON|nsubj:pass|3 was|AUX|aux:pass|3|be barred|VERB|root|0|bar|{PART} from|SCONJ|mark|5"
        " seeing|VERB|advcl|3|see|VerbForm=Ger him|PRON|obj|5"
    )
    assert status(text, "seeing") == "denied"


def test_a_condition_leaves_it_possible():
    text = (
        f"Sanctions|NOUN|nsubj:pass|4 will|AUX|aux|4 be|AUX|aux:pass|4 lifted|VERB|root|0|lift|{PART}"
        f" if|SCONJ|mark|7 they|PRON|nsubj|7 agree|VERB|advcl|4|agree|{INF}"
    )
    assert status(text, "Sanctions") == "possible"


def test_all_of_the_sanctions_share_the_fate_of_all():
    text = (
        f"They|PRON|nsubj|3 would|AUX|aux|3 rescind|VERB|root|0|rescind|{INF} all|DET|obj|3 of|ADP|case|7"
        " the|DET|det|7 sanctions|NOUN|nmod|4|sanction"
    )
    assert status(text, "sanctions") == "possible"


def test_what_became_of_talks_counts_more_than_that_they_were_scheduled():
    text = (
        "Talks|NOUN|nsubj:pass|6|talk that|PRON|nsubj:pass|4 were|AUX|aux:pass|4|be"
        f" scheduled|VERB|acl:relcl|1|schedule|{PART} were|AUX|aux:pass|6|be cancelled|VERB|root|0|cancel|{PART}"
    )
    assert status(text, "Talks", light_verb=3) == "cancelled"


def test_no_plans_for_a_meeting_deny_it():
    text = (
        "There|PRON|expl|2 are|VERB|root|0|be no|DET|det|4 plans|NOUN|nsubj|2|plan for|ADP|case|7 a|DET|det|7"
        " meeting|NOUN|nmod|4"
    )
    assert status(text, "meeting") == "denied"


ANNOUNCED = (
    f"Oslo|PROPN|nsubj|2 announced|VERB|root|0|announce|{PAST} sanctions|NOUN|obj|2|sanction on|ADP|case|5"
    " Monday|PROPN|obl|2"
)


def test_a_declared_measure_is_taken_when_it_is_announced():
    assert status(ANNOUNCED, "sanctions", declared=True) == "occurred"
    assert status(ANNOUNCED, "sanctions") == "planned"
    assert dated(ANNOUNCED, "sanctions", declared=True) == "1995-03-06"
    assert dated(ANNOUNCED, "sanctions") is None


def test_whoever_scrapped_a_declared_measure_ended_it():
    text = f"Oslo|PROPN|nsubj|2 scrapped|VERB|root|0|scrap|{PAST} sanctions|NOUN|obj|2|sanction"
    assert status(text, "sanctions", declared=True) == "occurred"
    assert status(text, "sanctions") == "cancelled"


def test_who_leaves_on_the_day_of_publication_has_not_left():
    text = "She|PRON|nsubj|2 leaves|VERB|root|0|leave|Tense=Pres,VerbForm=Fin on|ADP|case|4 Wednesday|PROPN|obl|2"
    assert status(text, "leaves", event_date=PUBLISHED, today=TODAY) == "planned"
    assert status(text, "leaves", event_date=PUBLISHED, today=TODAY, headline=True) == "occurred"


def test_a_date_before_the_verb_is_the_verbs():
    text = f"The|DET|det|2 Union|PROPN|nsubj|4 today|NOUN|nmod|2 met|VERB|root|0|meet|{PAST} him|PRON|obj|4"
    assert dated(text, "met") == "1995-03-08"


def test_a_fronted_date_that_hangs_on_a_possessor_is_the_clauses():
    text = (
        "In|ADP|case|2 February|PROPN|nmod|5 Oslo|PROPN|nmod:poss|5 's|PART|case|3 envoy|NOUN|nsubj|6"
        f" met|VERB|root|0|meet|{PAST} him|PRON|obj|6"
    )
    assert dated(text, "met") == "1995-02"


def test_a_date_on_those_who_were_met_is_the_meetings():
    text = (
        f"She|PRON|nsubj|2 met|VERB|root|0|meet|{PAST} the|DET|det|4 ministers|NOUN|obj|2|minister on|ADP|case|6"
        " Monday|PROPN|nmod|4"
    )
    assert dated(text, "met") == "1995-03-06"


def test_a_date_closed_off_before_officials_said_is_the_events():
    text = (
        f"She|PRON|nsubj|2 met|VERB|root|0|meet|{PAST} him|PRON|obj|2 on|ADP|case|5 Monday|PROPN|obl|8"
        f" ,|PUNCT|punct|8 officials|NOUN|nsubj|8|official said|VERB|parataxis|2|say|{PAST}"
    )
    assert dated(text, "met") == "1995-03-06"


def test_what_follows_later_has_no_share_in_the_date():
    text = (
        f"She|PRON|nsubj|2 met|VERB|root|0|meet|{PAST} him|PRON|obj|2 on|ADP|case|5 Monday|PROPN|obl|2"
        f" and|CCONJ|cc|8 later|ADV|advmod|8|late visited|VERB|conj|2|visit|{PAST} Lima|PROPN|obj|8"
    )
    assert dated(text, "visited") is None


def test_a_meeting_within_a_dated_stay_is_dated_by_it():
    text = (
        "On|ADP|case|3 his|PRON|nmod:poss|3 arrival|NOUN|obl|7 on|ADP|case|5 Monday|PROPN|nmod|3 he|PRON|nsubj|7"
        f" met|VERB|root|0|meet|{PAST} her|PRON|obj|7"
    )
    assert dated(text, "met") == "1995-03-06"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("It was postponed until May", "1995-05"),
        ("They met on Monday and spoke the day before .", "1995-03-05"),
        ("They met on Monday ; he left later in the day", "1995-03-06"),
        ("He came the previous weekend", "1995-02-25/1995-02-26"),
        ("In February Oslo 's envoy came", "1995-02"),
        ("They met at Christmas", "1994-12-25"),
        ("He is invited for the autumn", "1995-23"),
    ],
)
def test_an_expression_is_read(words, edtf):
    graph = tree(
        " ".join(f"{form}|X|{'dep' if at else 'root'}|{1 if at else 0}" for at, form in enumerate(words.split()))
    )
    found = find_dates(graph, published="1995-03-05" if "weekend" in words else PUBLISHED)
    assert edtf in {found[-1].past, found[-1].future}


MET = f"met|VERB|root|0|meet|{PAST}"
HAD_MET = f"he|PRON|nsubj|8 had|AUX|aux|8|have met|VERB|acl|4|meet|{PART} them|PRON|obj|8"


@pytest.mark.parametrize(
    "text",
    [
        f"Neither|CCONJ|cc:preconj|2 Perez|PROPN|nsubj|5 nor|CCONJ|cc|4 Diallo|PROPN|conj|2 {MET} them|PRON|obj|5",
        f"Neither|DET|det|2 envoy|NOUN|nsubj|3 {MET} them|PRON|obj|3",
        f"No|DET|det|2 minister|NOUN|nsubj|3 {MET} them|PRON|obj|3",
        f"Nobody|PRON|nsubj|2 {MET} them|PRON|obj|2",
        f"None|PRON|nsubj|4 of|ADP|case|3 us|PRON|nmod|1|we {MET} them|PRON|obj|4",
        f"Not|PART|advmod|5 a|DET|det|4 single|ADJ|amod|4 diplomat|NOUN|nsubj|5 {MET} them|PRON|obj|5",
        f"Envoys|NOUN|nsubj|5|envoy of|ADP|case|4 neither|DET|det|4 side|NOUN|nmod|1 {MET} them|PRON|obj|5",
        f"Perez|PROPN|nsubj|2 {MET} no|DET|det|4 officials|NOUN|obj|2|official",
        f"Perez|PROPN|nsubj|2 {MET} with|ADP|case|5 neither|CCONJ|cc:preconj|5 Diallo|PROPN|obl|2",
        f"Nobody|PRON|nsubj|2 came|VERB|root|0|come|{PAST} or|CCONJ|cc|4 met|VERB|conj|2|meet|{PAST} them|PRON|obj|4",
        f"Perez|PROPN|nsubj|3 neither|DET|advmod|3 {MET} them|PRON|obj|3",
    ],
)
def test_a_negated_participant_denies_the_event(text):
    assert status(text, "met") == "denied"


@pytest.mark.parametrize(
    "text",
    [
        f"No|DET|det|3 fewer|ADJ|amod|3 ministers|NOUN|nsubj|4|minister {MET} them|PRON|obj|4",
        f"Perez|PROPN|nsubj|2 {MET} them|PRON|obj|2 with|ADP|case|6 no|DET|det|6 agenda|NOUN|obl|2",
        (
            f"No|DET|det|2 progress|NOUN|nsubj:pass|4 was|AUX|aux:pass|4|be made|VERB|root|0|make|{PART}"
            f" when|SCONJ|mark|7 they|PRON|nsubj|7 met|VERB|advcl|4|meet|{PAST}"
        ),
    ],
)
def test_other_negations_leave_the_event_alone(text):
    assert status(text, "met") == "occurred"


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("that|SCONJ|mark|11 he|PRON|nsubj|11 had|AUX|ccomp|8|have not|PART|advmod|11", "denied"),
        ("no|INTJ|discourse|8", "denied"),
        (
            f"he|PRON|nsubj|12 had|AUX|aux|12|have not|PART|advmod|12 done|VERB|ccomp|8|do|{PART} so|ADV|advmod|12",
            "denied",
        ),
        (
            (f"he|PRON|nsubj|12 had|AUX|aux|12|have not|PART|advmod|12 read|VERB|ccomp|8|read|{PART} it|PRON|obj|12"),
            "possible",
        ),
    ],
)
def test_an_answer_with_not_denies_what_was_asked(answer, key):
    asked = (
        f"Asked|VERB|advcl|8|ask|{PART} if|SCONJ|mark|5 he|PRON|nsubj|5 had|AUX|aux|5|have met|VERB|ccomp|1|meet|{PART}"
        f" them|PRON|obj|5 Perez|PROPN|nsubj|8 said|VERB|root|0|say|{PAST}"
    )
    assert status(f"{asked} {answer}", "met") == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            f"Perez|PROPN|nsubj|2 rejected|VERB|root|0|reject|{PAST} a|DET|det|4 report|NOUN|obj|2 that|SCONJ|mark|8",
            "denied",
        ),
        (
            f"Perez|PROPN|nsubj|2 confirmed|VERB|root|0|confirm|{PAST} a|DET|det|4 report|NOUN|obj|2 that|SCONJ|mark|8",
            "occurred",
        ),
        (
            (
                f"Perez|PROPN|nsubj|2 saw|VERB|root|0|see|{PAST} false|ADJ|amod|4 reports|NOUN|obj|2|report"
                " that|SCONJ|mark|8"
            ),
            "denied",
        ),
    ],
)
def test_what_a_report_tells_is_denied_where_the_report_is(text, key):
    assert status(f"{text} {HAD_MET}", "met") == key


@pytest.mark.parametrize(
    ("predicate", "key"),
    [
        ("were|AUX|cop|8|be untrue|ADJ|root|0", "denied"),
        ("were|AUX|aux:pass|8|be confirmed|VERB|root|0|confirm", "occurred"),
    ],
)
def test_rumours_may_be_false(predicate, key):
    told = (
        f"Reports|NOUN|nsubj|8|report that|SCONJ|mark|5 he|PRON|nsubj|5 had|AUX|aux|5|have"
        f" met|VERB|acl:relcl|1|meet|{PART} them|PRON|obj|5"
    )
    assert status(f"{told} {predicate}", "met") == key


@pytest.mark.parametrize(
    ("negation", "word_of_truth", "key"),
    [
        ("not|PART|advmod|4", "true", "denied"),
        ("quite|ADV|advmod|4", "untrue", "denied"),
        ("not|PART|advmod|4", "false", "possible"),
    ],
)
def test_what_is_not_true_is_denied(negation, word_of_truth, key):
    text = (
        f"It|PRON|expl|4 is|AUX|cop|4|be {negation} {word_of_truth}|ADJ|root|0 that|SCONJ|mark|7 he|PRON|nsubj|7"
        f" met|VERB|ccomp|4|meet|{PAST} them|PRON|obj|7"
    )
    assert status(text, "met") == key


@pytest.mark.parametrize(
    ("subject", "verb", "key"),
    [
        ("talks", "postpone", "stalled"),
        ("session", "postpone", "stalled"),
        ("session", "cancel", "cancelled"),
        ("session", "praise", "planned"),
    ],
)
def test_the_later_clause_tells_what_became_of_a_plan(subject, verb, key):
    text = (
        f"They|PRON|nsubj|4 were|AUX|cop|4|be to|PART|mark|4 meet|VERB|root|0|meet|{INF} but|CCONJ|cc|9 the|DET|det|7"
        f" {subject}|NOUN|nsubj:pass|9|{subject.rstrip('s')} was|AUX|aux:pass|9|be {verb}d|VERB|conj|4|{verb}|{PART}"
    )
    assert status(text, "meet") == key


def test_another_thing_put_off_leaves_a_plan_and_a_fact_alone():
    other = (
        f"They|PRON|nsubj|4 were|AUX|cop|4|be to|PART|mark|4 meet|VERB|root|0|meet|{INF} but|CCONJ|cc|9 the|DET|det|7"
        f" vote|NOUN|nsubj:pass|9 was|AUX|aux:pass|9|be postponed|VERB|conj|4|postpone|{PART}"
    )
    fact = (
        f"They|PRON|nsubj|2 met|VERB|root|0|meet|{PAST} but|CCONJ|cc|7 the|DET|det|5 vote|NOUN|nsubj:pass|7"
        f" was|AUX|aux:pass|7|be postponed|VERB|conj|2|postpone|{PART}"
    )
    assert status(other, "meet") == "planned"
    assert status(fact, "met") == "occurred"


def test_no_doubt_denies_nothing():
    text = (
        "There|PRON|expl|2 is|VERB|root|0|be no|DET|det|4 doubt|NOUN|nsubj|2 that|SCONJ|mark|7 they|PRON|nsubj|7"
        f" met|VERB|acl|4|meet|{PAST}"
    )
    assert status(text, "met") == "occurred"
