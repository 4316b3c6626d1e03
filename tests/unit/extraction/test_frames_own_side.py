"""Who acts for himself and not for a state, whom a pronoun means in the clause it hangs under, and on whose journey."""

from dataclasses import replace

import pytest
from graph_building import edges, parse, scene
from test_frames_groups import HAPPENED, LEXICON, PARLEY, PARTY
from time_builder import tree, word

from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.frames import Matcher
from kg.extraction.merge import Merger
from kg.extraction.readings import AGENTS, Readings
from kg.extraction.status import StatusReader
from kg.extraction.unnamed import acts_unnamed, speaker
from kg.schema.load import load_schema
from kg.schema.mini import parse_realization
from kg.schema.model import Schema


@pytest.mark.parametrize(("before", "meant"), [("foreign", ["country/peru"]), ("opposition", []), ("rebel", [])])
def test_opposition_leaders_do_not_act_for_their_state(before, meant):
    graph = enhance(
        parse(
            "Peruvian ADJ 3 amod",
            f"{before} NOUN 3 compound",
            "leaders NOUN 4 nsubj leader Number=Plur",
            "met VERB 0 root meet",
        )
    )
    told = scene(graph, referring=("0 0 1 country/peru demonym",))
    assert [key for one in Readings(told, 0).read(2, AGENTS) for key in one.entities] == meant


def subordinate(pronoun, link="advcl", subject="envoys"):
    number = "Plur" if subject.endswith("s") else "Sing"
    return parse(
        f"{subject} NOUN 3 nsubj:pass {subject.removesuffix('s')} Number={number}",
        "were AUX 3 aux:pass",
        "told VERB 0 root say",
        "after SCONJ 6 mark",
        f"{pronoun} PRON 6 nsubj",
        f"arrived VERB 3 {link} arrive",
    )


@pytest.mark.parametrize(
    ("pronoun", "link", "subject", "found"),
    [
        ("they", "advcl", "envoys", 0),
        ("he", "advcl", "envoy", 0),
        ("he", "advcl", "envoys", -1),
        ("it", "advcl", "government", -1),
        ("it", "ccomp", "government", 0),
        ("he", "ccomp", "spokesman", -1),
        ("they", "acl:relcl", "envoys", -1),
    ],
)
def test_a_pronoun_means_who_the_clause_above_tells_of(pronoun, link, subject, found):
    told = scene(enhance(subordinate(pronoun, link, subject)))
    assert speaker(Readings(told, 0), 4) == found


def test_whose_trip_it_is_the_clause_above_tells():
    graph = enhance(
        parse(
            "governor NOUN 2 nsubj governor Number=Sing",
            "warned VERB 0 root warn",
            "her PRON 4 nmod:poss",
            "trip NOUN 6 nsubj:pass",
            "be AUX 6 aux:pass",
            "dropped VERB 2 ccomp drop",
        )
    )
    assert speaker(Readings(scene(graph), 0), 2) == 0


def test_a_group_and_its_name_read_as_two_subjects_are_one():
    graph = enhance(parse("group NOUN 3 nsubj", "Velm PROPN 3 nsubj", "met VERB 0 root meet"))
    assert "group -appos-> Velm" in edges(graph)


@pytest.mark.parametrize("owner", ["poss", "verb"])
def test_who_goes_somewhere_for_talks_takes_part_in_them(owner):
    rows = {
        "poss": ("Vogt PROPN 2 nmod:poss", "trip NOUN 6 nsubj", "for ADP 4 case", "talks NOUN 2 nmod talk Number=Plur",
                 "soon ADV 6 advmod", "followed VERB 0 root follow"),
        "verb": ("Vogt PROPN 2 nsubj", "made VERB 0 root make", "stop NOUN 2 obj", "for ADP 5 case",
                 "talks NOUN 3 nmod talk Number=Plur"),
    }[owner]  # fmt: skip
    graph = enhance(parse(*rows))
    told = scene(graph, referring=("0 0 1 person/vogt name",))
    kind = replace(PARLEY, roles=(replace(PARTY, realizations=(parse_realization("else:subject", LEXICON),)),))
    (found,) = Matcher(Schema((kind,), (), (), "", ())).match(told, 0, Readings(told, 0), ())
    assert [filling.entities for filling in found.fillings] == [("person/vogt",)]


def test_talks_for_which_a_cancelled_trip_was_planned_were_not_held():
    schema = load_schema()
    graph = tree(
        "trip|NOUN|nsubj:pass|5 for|ADP|case|3 talks|NOUN|nmod|1|talk was|AUX|aux:pass|5|be "
        "cancelled|VERB|root|0|cancel|Tense=Past,VerbForm=Part"
    )
    assert schema.status(StatusReader(schema).read(graph, word(graph, "talks")).iri).key == "cancelled"


def test_meeting_the_farmers_is_not_the_meeting_of_two_who_bear_names():
    told = scene(
        enhance(parse("Vogt PROPN 2 nsubj", "met VERB 0 root meet", "Otieno PROPN 2 obj")),
        enhance(parse("Vogt PROPN 2 nsubj", "met VERB 0 root meet", "farmers NOUN 2 obj farmer Number=Plur")),
        referring=("0 0 1 person/vogt name", "0 2 3 person/otieno name", "1 0 1 person/vogt name"),
    )
    matcher = Matcher(Schema((PARLEY,), (), (), "", ()))
    found = [one for index in range(2) for one in matcher.match(told, index, Readings(told, index), ())]
    drafts = [Draft(one, one.fillings, HAPPENED, None, None, None, (one.sentence,)) for one in found]
    assert Merger(Schema((PARLEY,), (), (HAPPENED,), "", ()), told).group(drafts) == (0, 1)


@pytest.mark.parametrize(
    ("first", "acts"), [("Vice", True), ("Defence", True), ("Prime", True), ("Lund", False), ("Orion", False)]
)
def test_a_word_of_rank_or_field_makes_no_name_of_an_office(first, acts):
    graph = enhance(parse("The DET 3 det", f"{first} PROPN 3 compound", "President PROPN 4 nsubj", "met VERB 0 root"))
    assert acts_unnamed(Readings(scene(graph), 0), 2) is acts


def test_half_of_a_hyphened_office_is_nobody():
    graph = enhance(
        parse("Secretary PROPN 3 compound", "- PUNCT 3 punct", "General PROPN 4 nsubj", "met VERB 0 root meet")
    )
    assert not acts_unnamed(Readings(scene(graph), 0), 0)
