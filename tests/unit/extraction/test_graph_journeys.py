"""Steps that tell of journeys, on hand-built trees: later stops, travellers on places, who is due or told to go."""

import pytest
from graph_building import edges, parse

from kg.extraction.enhance import enhance

REPAIRED = {
    "traveller-on-place": (
        parse(
            "the DET 2 det",
            "arrival NOUN 0 root",
            "in ADP 4 case",
            "Apia PROPN 2 nmod",
            "of ADP 6 case",
            "Vogt PROPN 4 nmod",
            names=[(5, 6, "PERSON")],
        ),
        {"Apia -[of]-> Vogt"},
        {"arrival -[of]-> Vogt", "arrival -[in]-> Apia"},
    ),
    "later-stop": (
        parse(
            "Vogt PROPN 2 nsubj",
            "flew VERB 0 root fly",
            "to ADP 4 case",
            "Apia PROPN 2 obl",
            ", PUNCT 7 punct",
            "where ADV 7 advmod where PronType=Rel",
            "met VERB 4 acl:relcl meet",
            "Otieno PROPN 7 obj",
            "and CCONJ 12 cc",
            "then ADV 12 advmod",
            "to ADP 12 case",
            "Suva PROPN 8 conj",
            names=[(3, 4, "LOC"), (7, 8, "PERSON")],
        ),
        {"met -obj-> Suva"},
        {"flew -[to]-> Suva", "met -obj-> Otieno"},
    ),
    "guest-behind-invitation": (
        parse(
            "At ADP 2 case",
            "invitation NOUN 11 obl",
            "of ADP 4 case",
            "Otieno PROPN 2 nmod",
            ", PUNCT 8 punct",
            "Foreign ADJ 7 amod",
            "Minister PROPN 8 nmod:desc minister",
            "Vogt PROPN 4 conj",
            "of ADP 10 case",
            "Peru PROPN 8 nmod",
            "paid VERB 0 root pay VerbForm=Fin|Tense=Past",
            "a DET 13 det",
            "visit NOUN 11 obj",
            names=[(3, 4, "PERSON"), (7, 8, "PERSON")],
        ),
        {"invitation -[of]-> Vogt"},
        {"paid -subj-> Vogt", "paid -[at_invitation_of]-> Otieno"},
    ),
    "place-read-as-subject": (
        parse(
            "Envoys NOUN 5 nsubj envoy",
            "visiting VERB 1 acl visit VerbForm=Part",
            "Lima PROPN 5 nsubj",
            "were AUX 5 aux be",
            "waiting VERB 0 root wait",
            names=[(2, 3, "LOC")],
        ),
        {"waiting -subj-> Lima"},
        {"visiting -obj-> Lima", "waiting -subj-> Envoys"},
    ),
    "traveller-on-verb": (
        parse(
            "It PRON 2 nsubj",
            "follows VERB 0 root follow",
            "a DET 4 det",
            "visit NOUN 2 obj",
            "in ADP 6 case",
            "May PROPN 2 obl",
            "by ADP 8 case",
            "Vogt PROPN 2 obl",
            names=[(7, 8, "PERSON")],
        ),
        {"follows -[by]-> Vogt"},
        {"visit -[by]-> Vogt"},
    ),
    "way-of-traveller": (
        parse(
            "a DET 2 det",
            "trip NOUN 0 root",
            "by ADP 4 case",
            "envoy NOUN 2 nmod",
            "for ADP 6 case",
            "Peru PROPN 4 nmod",
            "to ADP 8 case",
            "Lima PROPN 6 nmod",
        ),
        {"Peru -[to]-> Lima"},
        {"trip -[to]-> Lima", "trip -[by]-> envoy"},
    ),
    "report-read-as-subject": (
        parse(
            "Vogt PROPN 2 nsubj",
            "denies VERB 4 nsubj deny VerbForm=Fin",
            "having AUX 4 aux have",
            "visited VERB 0 root visit VerbForm=Part|Tense=Past",
            "Lima PROPN 4 obj",
        ),
        {"visited -subj-> denies"},
        {"denies -subj-> Vogt", "visited -subj-> Vogt", "visited -obj-> Lima"},
    ),
    "clause-read-as-phrase": (
        parse(
            "sent VERB 0 root send",
            "Otieno PROPN 1 obj",
            "as ADP 6 mark",
            "Vogt PROPN 6 nsubj",
            "was AUX 6 cop be",
            "Lima PROPN 1 obl",
        ),
        {"sent -[]-> Lima"},
        {"sent -advcl-> Lima"},
    ),
}
JOURNEYS = {
    "places-of-visited": (
        parse(
            "a DET 2 det",
            "visit NOUN 0 root",
            "to ADP 4 case",
            "troops NOUN 2 nmod troop",
            "in ADP 6 case",
            "Mali PROPN 4 nmod",
            names=[(5, 6, "LOC")],
        ),
        {"visit -[in]-> Mali"},
    ),
    "named-stops": (
        parse(
            "Peru PROPN 5 nsubj",
            "is AUX 5 cop be",
            "the DET 5 det",
            "last ADJ 5 amod",
            "leg NOUN 0 root",
            "of ADP 8 case",
            "Vogt's PROPN 8 nmod:poss Vogt",
            "tour NOUN 5 nmod",
            names=[(0, 1, "LOC")],
        ),
        {"leg -[in]-> Peru", "leg -poss-> Vogt's"},
    ),
    "awaited-persons": (
        parse(
            "Vogt PROPN 6 nsubj",
            "due ADJ 4 case",
            "in ADP 2 fixed",
            "Lima PROPN 1 nmod",
            "soon ADV 1 advmod",
            "spoke VERB 0 root speak",
            names=[(0, 1, "PERSON")],
        ),
        {"due -subj-> Vogt", "due -[in]-> Lima"},
    ),
    "told-for-somebody": (
        parse(
            "Plans NOUN 3 nsubj plan",
            "are AUX 3 cop be",
            "ready ADJ 9 ccomp",
            "for ADP 5 case",
            "Vogt PROPN 3 obl",
            "to PART 7 mark",
            "go VERB 3 acl go VerbForm=Inf",
            "aides NOUN 9 nsubj aide",
            "said VERB 0 root say",
            names=[(4, 5, "PERSON")],
        ),
        {"go -subj-> Vogt"},
    ),
}


def test_the_next_stops_are_what_they_are_said_to_be_or_to_include():
    stop = parse(
        "Her PRON 3 nmod:poss",
        "next ADJ 3 amod",
        "stop NOUN 5 nsubj",
        "is AUX 5 cop be",
        "Chad PROPN 0 root",
        "and CCONJ 7 cc",
        "Mali PROPN 5 conj",
        names=[(4, 5, "LOC"), (6, 7, "LOC")],
    )
    assert {"stop -[in]-> Chad", "stop -[in]-> Mali"} <= edges(enhance(stop))
    countries = parse(
        "The DET 2 det",
        "countries NOUN 6 nsubj country",
        "on ADP 5 case",
        "her PRON 5 nmod:poss",
        "tour NOUN 2 nmod",
        "include VERB 0 root include",
        "Chad PROPN 6 obj",
        names=[(6, 7, "LOC")],
    )
    assert "tour -[in]-> Chad" in edges(enhance(countries))


RECEIVED = "accepted VERB 0 root accept"
EXTENDED = "extended VERB 0 root extend"


@pytest.mark.parametrize(
    ("verb", "preposition", "relation", "guest"),
    [
        (RECEIVED, "from", "acl", "Vogt"),
        (EXTENDED, "to", "acl", "Otieno"),
        (EXTENDED, "to", "advcl", "Otieno"),
        (EXTENDED, "from", "acl", ""),
    ],
)
def test_whoever_is_invited_goes(verb: str, preposition: str, relation: str, guest: str):
    hung = f"visit VERB {2 if relation == 'advcl' else 4} {relation} visit VerbForm=Inf"
    told = parse(
        "Vogt PROPN 2 nsubj",
        verb,
        "an DET 4 det",
        "invitation NOUN 2 obj",
        f"{preposition} ADP 6 case",
        "Otieno PROPN 4 nmod",
        "to PART 8 mark",
        hung,
        "Lima PROPN 8 obj",
        names=[(0, 1, "PERSON"), (5, 6, "PERSON"), (8, 9, "LOC")],
    )
    found = {edge for edge in edges(enhance(told)) if edge.startswith("visit -subj->")}
    assert found == ({f"visit -subj-> {guest}"} if guest else set())


def test_other_countries_are_no_stops():
    graph = enhance(
        parse(
            "The DET 2 det",
            "country NOUN 4 nsubj",
            "is AUX 4 cop be",
            "Chad PROPN 0 root",
            names=[(3, 4, "LOC")],
        )
    )
    assert not any("-[in]-> Chad" in edge for edge in edges(graph))


@pytest.mark.parametrize("word", ["due", "bound"])
def test_who_is_due_somewhere_in_an_aside_is_due_there(word):
    sentence = parse(
        "Vogt PROPN 7 nsubj",
        ", PUNCT 3 punct",
        f"{word} ADJ 1 acl",
        "in ADP 5 case",
        "Lima PROPN 3 obl",
        ", PUNCT 3 punct",
        "spoke VERB 0 root speak",
        names=[(0, 1, "PERSON")],
    )
    assert f"{word} -subj-> Vogt" in edges(enhance(sentence))


def test_who_denies_having_gone_is_who_went():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "denies VERB 0 root deny",
        "having AUX 4 aux have",
        "visited VERB 2 ccomp visit VerbForm=Part|Tense=Past",
        "Lima PROPN 4 obj",
    )
    assert "visited -subj-> Vogt" in edges(enhance(sentence))


def test_visiting_a_place_is_a_clause_and_no_title():
    sentence = parse(
        "Visiting VERB 5 advcl visit VerbForm=Part",
        "Lima PROPN 1 obj",
        ", PUNCT 1 punct",
        "Vogt PROPN 5 nsubj",
        "spoke VERB 0 root speak",
        names=[(1, 2, "LOC"), (3, 4, "PERSON")],
    )
    graph = edges(enhance(sentence))
    assert {"Visiting -subj-> Vogt", "Visiting -obj-> Lima"} <= graph
    assert "spoke -obj-> Lima" not in graph


def test_there_is_where_somebody_goes():
    sentence = parse("Vogt PROPN 2 nsubj", "flew VERB 0 root fly", "there ADV 2 advmod")
    assert "flew -[to]-> there" in edges(enhance(sentence))


def test_a_road_from_a_trip_leads_nowhere_but_the_trip_does():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "returned VERB 0 root return",
        "from ADP 5 case",
        "a DET 5 det",
        "trip NOUN 2 obl",
        "to ADP 7 case",
        "Lima PROPN 5 nmod",
    )
    assert "trip -[to]-> Lima" in edges(enhance(sentence))


def test_who_is_invited_to_go_goes_at_the_invitation():
    sentence = parse(
        "Otieno PROPN 2 nsubj",
        "invited VERB 0 root invite",
        "Vogt PROPN 2 obj",
        "to PART 5 mark",
        "visit VERB 2 xcomp visit VerbForm=Inf",
        "Lima PROPN 5 obj",
    )
    assert {"visit -subj-> Vogt", "visit -[at_invitation_of]-> Otieno"} <= edges(enhance(sentence))


def test_a_base_somewhere_is_where_one_flies_but_not_every_thing():
    rows = ("to ADP 4 case", "a DET 4 det", "base NOUN 1 obl", "in ADP 6 case", "Mali PROPN 4 nmod")
    names = [(5, 6, "LOC")]
    assert "flew -[to]-> Mali" in edges(enhance(parse("flew VERB 0 root fly", *rows, names=names)))
    assert "spoke -[to]-> Mali" not in edges(enhance(parse("spoke VERB 0 root speak", *rows, names=names)))


def test_a_place_named_beside_a_stop_is_the_stop():
    sentence = parse(
        "Lima PROPN 0 root",
        ", PUNCT 5 punct",
        "the DET 5 det",
        "last ADJ 5 amod",
        "stop NOUN 1 appos",
        names=[(0, 1, "LOC")],
    )
    assert "stop -[in]-> Lima" in edges(enhance(sentence))


def test_an_office_before_an_aside_on_its_holder_stays_the_subject():
    """For "the secretary-general, Vogt, was invited", with the last word of the office taken for a preposition's."""
    sentence = parse(
        "the DET 2 det",
        "secretary NOUN 8 nsubj:pass",
        "- PUNCT 8 nsubj",
        "general NOUN 3 fixed",
        ", PUNCT 6 punct",
        "Vogt PROPN 3 conj",
        "was AUX 8 aux:pass be",
        "invited VERB 0 root invite VerbForm=Part|Tense=Past",
        names=[(5, 6, "PERSON")],
    )
    assert "invited -desc-> secretary" not in edges(enhance(sentence))


def test_where_somebody_is_on_a_visit_is_where_it_is():
    """For "speaking in Lima, where he is on a visit" with the clause hung as a phrase on the speaking."""
    sentence = parse(
        "speaking VERB 0 root speak",
        "in ADP 3 case",
        "Lima PROPN 1 obl",
        "where ADV 8 advmod where PronType=Rel",
        "he PRON 8 nsubj",
        "is AUX 8 cop be",
        "on ADP 8 case",
        "visit NOUN 1 obl",
        names=[(2, 3, "LOC")],
    )
    assert "visit -[in]-> Lima" in edges(enhance(sentence))


def test_where_behind_a_place_is_no_question():
    """For "told them in Lima, where he is on a visit, that" with the clause read as what he told."""
    sentence = parse(
        "told VERB 0 root tell",
        "in ADP 3 case",
        "Lima PROPN 1 obl",
        ", PUNCT 9 punct",
        "where ADV 9 advmod where PronType=Rel",
        "he PRON 9 nsubj",
        "is AUX 9 cop be",
        "on ADP 9 case",
        "visit NOUN 1 ccomp",
        names=[(2, 3, "LOC")],
    )
    assert "visit -[in]-> Lima" in edges(enhance(sentence))
