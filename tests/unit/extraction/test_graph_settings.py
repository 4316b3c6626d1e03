"""Clauses that set the time of another, and owners cut from their noun, on hand-built trees."""

from graph_building import edges, parse

from kg.extraction.enhance import enhance

REPAIRED = {
    "day-read-as-first-name": (
        parse(
            "On ADP 3 case",
            "Tuesday PROPN 3 compound",
            "Lind PROPN 4 nsubj",
            "met VERB 0 root meet VerbForm=Fin",
            "Vogt PROPN 4 obj",
        ),
        {"met -[on]-> Lind"},
        {"met -subj-> Lind", "met -[on]-> Tuesday"},
    ),
    "owner-beside-name": (
        parse(
            "Peru PROPN 5 nsubj",
            "'s PART 1 case",
            "Premier PROPN 4 nmod:desc",
            "Lind PROPN 5 nsubj",
            "met VERB 0 root meet VerbForm=Fin",
            "Vogt PROPN 5 obj",
            names=[(3, 4, "PERSON"), (5, 6, "PERSON")],
        ),
        {"met -subj-> Peru"},
        {"met -subj-> Lind", "Premier -poss-> Peru"},
    ),
    "object-read-as-subject-of-next": (
        parse(
            "After SCONJ 2 mark",
            "meeting VERB 8 advcl meet VerbForm=Ger",
            "President PROPN 4 nmod:desc",
            "Lind PROPN 8 nsubj",
            ", PUNCT 7 punct",
            "Envoy PROPN 7 nmod:desc",
            "Vogt PROPN 4 conj",
            "flew VERB 0 root fly VerbForm=Fin",
            "home ADV 8 advmod",
            names=[(3, 4, "PERSON"), (6, 7, "PERSON")],
        ),
        {"flew -subj-> Lind"},
        {"meeting -obj-> Lind", "meeting -subj-> Vogt", "flew -subj-> Vogt"},
    ),
    "setting-on-report": (
        parse(
            "Lind PROPN 2 nsubj",
            "left VERB 10 ccomp leave VerbForm=Fin",
            ", PUNCT 5 punct",
            "after SCONJ 5 mark",
            "seeing VERB 10 advcl see VerbForm=Ger",
            "Vogt PROPN 5 obj",
            ", PUNCT 5 punct",
            "state NOUN 9 compound",
            "radio NOUN 10 nsubj",
            "said VERB 0 root say VerbForm=Fin",
        ),
        {"seeing -subj-> radio"},
        {"seeing -subj-> Lind", "seeing -obj-> Vogt"},
    ),
    "clause-beside-its-first": (
        parse(
            "Lind PROPN 2 nsubj",
            "arrived VERB 8 ccomp arrive VerbForm=Fin",
            "and CCONJ 5 cc",
            "will AUX 5 aux",
            "meet VERB 8 ccomp meet VerbForm=Inf",
            "Vogt PROPN 5 obj",
            "radio NOUN 8 nsubj",
            "said VERB 0 root say VerbForm=Fin",
        ),
        set(),
        {"meet -subj-> Lind", "arrived -subj-> Lind"},
    ),
    "holding-read-as-setting": (
        parse(
            "agreed VERB 0 root agree VerbForm=Fin",
            "after ADP 3 case",
            "talks NOUN 1 obl talk",
            "Lind PROPN 5 nsubj",
            "held VERB 1 advcl hold VerbForm=Fin",
            "with ADP 7 case",
            "Vogt PROPN 5 obl",
        ),
        {"agreed -advcl-> held"},
        {"talks -relcl-> held", "held -[with]-> Vogt"},
    ),
}


def test_a_report_hung_on_what_it_tells_ends_the_sentence():
    graph = enhance(
        parse(
            "Lind PROPN 2 nsubj",
            "left VERB 0 root leave VerbForm=Fin",
            ", PUNCT 5 punct",
            "after SCONJ 5 mark",
            "seeing VERB 9 advcl see VerbForm=Ger",
            "Vogt PROPN 5 obj",
            ", PUNCT 5 punct",
            "radio NOUN 9 nsubj",
            "said VERB 2 advcl say VerbForm=Fin",
        )
    )
    assert "seeing -subj-> Lind" in edges(graph)


def test_two_who_fly_after_seeing_somebody_else_both_fly():
    """Nothing parts "Lind and Vogt", who are listed by "and"."""
    graph = enhance(
        parse(
            "After SCONJ 2 mark",
            "landing VERB 7 advcl land VerbForm=Ger",
            ", PUNCT 2 punct",
            "Lind PROPN 7 nsubj",
            "and CCONJ 6 cc",
            "Vogt PROPN 4 conj",
            "flew VERB 0 root fly VerbForm=Fin",
            names=[(3, 4, "PERSON"), (5, 6, "PERSON")],
        )
    )
    assert {"flew -subj-> Lind", "flew -subj-> Vogt"} <= edges(graph)


def test_two_callers_hung_one_by_one_on_their_statement_call_together():
    """For "In a statement, Foreign Premier Lind and President Vogt called"."""
    graph = enhance(
        parse(
            "In ADP 3 case",
            "a DET 3 det",
            "statement NOUN 11 obl",
            ", PUNCT 7 punct",
            "Foreign ADJ 6 amod",
            "Minister PROPN 7 nmod:desc",
            "Lind PROPN 3 appos",
            "and CCONJ 10 cc",
            "President PROPN 10 nmod:desc",
            "Vogt PROPN 3 conj",
            "called VERB 0 root call VerbForm=Fin",
            names=[(6, 7, "PERSON"), (9, 10, "PERSON")],
        )
    )
    assert {"called -subj-> Lind", "called -subj-> Vogt"} <= edges(graph)
