"""What the words around an event leave of its reality: what is there despite it, what is to come, what is under way."""

from datetime import date

import pytest
from time_builder import tree, word

from kg.extraction.status import StatusReader
from kg.schema.load import load_schema

SCHEMA = load_schema()
READER = StatusReader(SCHEMA)
PAST = "Tense=Past,VerbForm=Fin"
PRESENT = "Tense=Pres,VerbForm=Fin"
PART = "Tense=Past,VerbForm=Part"
INF = "VerbForm=Inf"


def status(text, form, **options):
    graph = tree(text)
    return SCHEMA.status(READER.read(graph, word(graph, form), **options).iri).key


CASES = [
    *(
        (
            (
                f"At|ADP|case|3 the|DET|det|3 talks|NOUN|obl|6|talk Mali|PROPN|nsubj|6 is|AUX|aux:pass|6|be|{PRESENT}"
                f" {verb}|VERB|root|0|{lemma}|{PART} to|PART|mark|8 ask|VERB|xcomp|6|ask|{INF} aid|NOUN|obj|8"
            ),
            "talks",
            expected,
        )
        for verb, lemma, expected in (("expected", "expect", "expected"), ("asked", "ask", "occurred"))
    ),
    (
        (
            f"Firms|NOUN|nsubj|2|firm plan|VERB|root|0|plan|{PRESENT} to|PART|mark|4 trade|VERB|xcomp|2|trade|{INF}"
            " despite|ADP|case|6 sanctions|NOUN|obl|4|sanction"
        ),
        "sanctions",
        "occurred",
    ),
    (
        (
            f"Firms|NOUN|nsubj|2|firm plan|VERB|root|0|plan|{PRESENT} to|PART|mark|4 trade|VERB|xcomp|2|trade|{INF}"
            " despite|ADP|case|7 possible|ADJ|amod|7 sanctions|NOUN|obl|4|sanction"
        ),
        "sanctions",
        "possible",
    ),
    (
        (
            f"They|PRON|nsubj|2 marched|VERB|root|0|march|{PAST} after|ADP|case|7 next|ADJ|amod|5 week|NOUN|nmod:poss|7"
            " 's|PART|case|5 summit|NOUN|obl|2"
        ),
        "summit",
        "planned",
    ),
    (
        (
            f"They|PRON|nsubj|2 left|VERB|root|0|leave|{PAST} after|ADP|case|8 the|DET|det|6 next|ADJ|amod|6"
            " day|NOUN|nmod:poss|8 's|PART|case|6 summit|NOUN|obl|2"
        ),
        "summit",
        "occurred",
    ),
    (
        (
            f"They|PRON|nsubj|2 marched|VERB|root|0|march|{PAST} in|ADP|case|4 advance|NOUN|obl|2 of|ADP|case|7"
            " the|DET|det|7 summit|NOUN|nmod|4"
        ),
        "summit",
        "planned",
    ),
    (
        (
            f"It|PRON|nsubj|2 comes|VERB|root|0|come|{PRESENT} before|SCONJ|mark|5 they|PRON|nsubj|5"
            f" meet|VERB|advcl|2|meet|{PRESENT}"
        ),
        "meet",
        "planned",
    ),
    (
        (
            f"It|PRON|nsubj|2 comes|VERB|root|0|come|{PRESENT} before|SCONJ|mark|5 they|PRON|nsubj|5"
            f" meet|VERB|ccomp|2|meet|{PRESENT}"
        ),
        "meet",
        "planned",
    ),
    (
        (
            f"It|PRON|nsubj|2 comes|VERB|root|0|come|{PRESENT} as|SCONJ|mark|5 they|PRON|nsubj|5"
            f" meet|VERB|advcl|2|meet|{PRESENT}"
        ),
        "meet",
        "occurred",
    ),
    (
        f"He|PRON|nsubj|4 did|AUX|aux|4|do not|PART|advmod|4 mention|VERB|root|0|mention|{INF} talks|NOUN|obj|4|talk",
        "talks",
        "occurred",
    ),
]

CASES.append(
    (
        (
            "It|PRON|nsubj|5 will|AUX|aux|5 be|AUX|cop|5 a|DET|det|5 topic|NOUN|root|0"
            " at|ADP|case|8 the|DET|det|8 summit|NOUN|nmod|5"
        ),
        "summit",
        "planned",
    )
)


@pytest.mark.parametrize(("text", "form", "key"), CASES)
def test_what_stands_around_it(text, form, key):
    assert status(text, form) == key


VOICED = (
    "Support|NOUN|nsubj|7 voiced|VERB|acl|1|voice|VerbForm=Part,Tense=Past during|ADP|case|5 the|DET|det|5"
    " call|NOUN|obl|2 is|AUX|cop|7|be unclear|ADJ|root|0"
)


def test_what_a_day_in_the_present_tells_where_the_day_is_unknown():
    meeting = (
        "Envoys|NOUN|nsubj|3|envoy are|AUX|aux|3|be meeting|VERB|root|0|meet|VerbForm=Part,Tense=Pres"
        " rebels|NOUN|obj|3|rebel"
    )
    leaving = meeting.replace("meeting|VERB|root|0|meet", "leaving|VERB|root|0|leave")
    meet = f"Envoys|NOUN|nsubj|2|envoy meet|VERB|root|0|meet|{PRESENT} rebels|NOUN|obj|2|rebel"
    ends = f"He|PRON|nsubj|2 concludes|VERB|root|0|conclude|{PRESENT} his|PRON|nmod:poss|4 visit|NOUN|obj|2"
    assert status(meeting, "meeting", undated=True) == "occurred"
    assert status(leaving, "leaving", undated=True) == "planned"
    assert status(meet, "meet", undated=True) == "planned"
    assert status(ends, "visit", undated=True) == "occurred"
    assert status(meet, "meet", undated=True, today=date(1995, 3, 8)) == "planned"


def test_what_was_done_during_it_shows_it_done():
    assert status(VOICED, "call", undated=True) == "occurred"
    assert status(VOICED.replace("voiced|VERB|acl|1|voice", "expected|VERB|acl|1|expect"), "call", undated=True) != (
        "occurred"
    )


def test_what_somebody_left_for_is_to_come_and_his_visit_has_begun():
    left = f"She|PRON|nsubj|2 left|VERB|root|0|leave|{PAST} for|ADP|case|4 NOUN|NOUN|obl|2"
    assert status(left.replace("NOUN|NOUN", "talks|NOUN"), "talks") == "planned"
    assert status(left.replace("NOUN|NOUN", "visit|NOUN"), "visit") == "occurred"
    flew = left.replace("left|VERB|root|0|leave", "flew|VERB|root|0|fly")
    assert status(flew.replace("NOUN|NOUN", "talks|NOUN"), "talks") == "occurred"
