"""Who is meant after a meeting was told, and whom "his" and "he" cannot mean. A wrong link is worse than none."""

from graph_building import parse
from graph_building import scene as drawn
from people_building import Words, meant, scene

from kg.extraction.enhance import enhance
from kg.extraction.readings import Readings

SPOKE = Words(
    "Kenyan President Tore Lund spoke with Chadian President Ana Reis about tasks that Norway and Peru agreed.",
    {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
    links=(
        ("Tore", "spoke", "nsubj"), ("Lund", "Tore", "flat"), ("Ana", "spoke", "obl"), ("Reis", "Ana", "flat"),
        ("with", "Ana", "case"), ("tasks", "spoke", "obl"), ("agreed", "tasks", "acl:relcl"),
        ("Norway", "agreed", "nsubj"), ("Peru", "Norway", "conj"),
    ),
)  # fmt: skip
TOGETHER = ("person/tore-lund", "person/ana-reis")


def test_they_are_those_who_spoke_not_those_of_a_subordinate_clause():
    assert meant(scene(SPOKE, Words("They agreed.", subject="They")), 1, "They") == {TOGETHER}


def test_his_before_the_subject_of_what_is_reported_is_the_subject():
    before = Words("Kenyan President Omar Vik said no.", {"Omar Vik": "PERSON"}, subject="Omar Vik")
    sentence = Words(
        "At his talks with Ana Reis, Tore Lund helps, Ivo said.",
        {"Ana Reis": "PERSON", "Tore Lund": "PERSON", "Ivo": "PERSON"},
        possessives={"his": "talks"},
        links=(
            ("talks", "helps", "obl"), ("Ana", "talks", "nmod"), ("with", "Ana", "case"), ("Reis", "Ana", "flat"),
            ("Tore", "helps", "nsubj"), ("Lund", "Tore", "flat"), ("helps", "said", "ccomp"), ("Ivo", "said", "nsubj"),
        ),
    )  # fmt: skip
    given = scene(before, sentence)
    assert meant(given, 1, "his") <= {("person/tore-lund",)}


def test_his_talks_with_officials_of_a_state_are_not_its_minister_s():
    told = Words(
        "Chadian Foreign Minister Ali Issa said Kenyan Foreign Minister Tore Lund left.",
        {"Tore Lund": "PERSON", "Ali Issa": "PERSON"},
        links=(("Ali", "said", "nsubj"), ("Tore", "left", "nsubj"), ("left", "said", "ccomp")),
    )
    for state, person in (("Chadian", "person/tore-lund"), ("Kenyan", "person/ali-issa")):
        later = Words(
            f"His meeting with {state} officials will help.",
            possessives={"His": "meeting"},
            links=(("officials", "meeting", "nmod"), ("with", "officials", "case"), (state, "officials", "amod")),
        )
        assert meant(scene(told, later), 1, "His") <= {(person,)}, state


def test_he_is_open_where_another_is_the_topic():
    sentence = Words(
        "On the visit of Tore Lund, Ivo Vik said that he left.",
        {"Tore Lund": "PERSON", "Ivo Vik": "PERSON"},
        links=(
            ("On", "visit", "case"), ("visit", "said", "obl"), ("Tore", "visit", "nmod"), ("Lund", "Tore", "flat"),
            ("Ivo", "said", "nsubj"), ("Vik", "Ivo", "flat"), ("left", "said", "ccomp"), ("he", "left", "nsubj"),
        ),
    )  # fmt: skip
    assert meant(scene(sentence), 0, "he") == set()


def test_the_two_koreas_are_no_leaders_named_before():
    named = Words("Lund met Reis.", {"Lund": "PERSON", "Reis": "PERSON"}, subject="Lund", objects=("Reis",))
    result = scene(named, "Talks of the two Koreas and China fell.")
    pairs = {row.entities for row in result.referring[1] if row.how == "pair"}
    assert pairs == {("country/north-korea", "country/south-korea")}


def test_where_talks_are_held_is_no_side():
    met = Words(
        "Peru met Chile in Norway.",
        links=(("Peru", "met", "nsubj"), ("Norway", "met", "obl"), ("in", "Norway", "case")),
    )
    assert meant(scene(met, "The two sides agreed."), 1, "The two sides") == {("country/peru", "country/chile")}


def test_sides_that_meant_nobody_before_mean_nobody_now():
    result = scene("Iran said no to France, Peru and Chile.", "The two sides agreed.", "The two sides left Peru.")
    assert meant(result, 1, "The two sides") == meant(result, 2, "The two sides") == set()
    nearer = scene("The two sides agreed.", "Iran said no to France.", "The two sides left.")
    assert meant(nearer, 2, "The two sides") == {("country/iran", "country/france")}


def test_adversaries_are_persons_where_two_of_one_state_are_named():
    named = "Kenyan President Tore Lund and Kenyan leader Ana Reis agreed after the two adversaries spoke."
    result = scene(Words(named, {"Tore Lund": "PERSON", "Ana Reis": "PERSON"}, subject="Tore Lund"))
    assert meant(result, 0, "the two adversaries") == {TOGETHER}


def test_two_leaders_are_those_who_act_not_whom_one_of_them_names():
    host = Words("Kenyan President Tore Lund met Ana Reis.", {"Tore Lund": "PERSON", "Ana Reis": "PERSON"}, "Tore Lund")
    urged = Words("Lund said Malian President Ali Issa left.", {"Lund": "PERSON", "Ali Issa": "PERSON"}, "Lund")
    guest = Words("Chadian President Ivo Vik said no.", {"Ivo Vik": "PERSON"}, subject="Ivo Vik")
    result = scene(host, urged, guest, "The two leaders agreed.")
    assert meant(result, 3, "The two leaders") == {("person/ivo-vik", "person/tore-lund")}


def test_the_two_are_who_acts_and_the_one_told_of_before():
    first = Words("Tore Lund said no.", {"Tore Lund": "PERSON"}, subject="Tore Lund")
    wrote = Words(
        "Ana Reis wrote when the two met.",
        {"Ana Reis": "PERSON"},
        links=(
            ("Ana", "wrote", "nsubj"), ("Reis", "Ana", "flat"), ("two", "met", "nsubj"), ("met", "wrote", "advcl"),
            ("when", "met", "advmod"), ("the", "two", "det"),
        ),
    )  # fmt: skip
    assert meant(scene(first, wrote), 1, "the two") == {TOGETHER}


def test_an_office_ends_behind_the_whole_name_of_its_body():
    lead = Words("The visit of the head of the UN Relief Agency fell.", {"UN Relief Agency": "ORG"}, subject="head")
    minister = Words("Foreign Minister Ana Reis said no.", {"Ana Reis": "PERSON"}, subject="Ana Reis")
    assert not any("person/ana-reis" in row.entities for row in scene(lead, minister).referring[0])


def test_an_apposition_of_the_owner_is_not_the_owned():
    graph = enhance(
        parse(
            "The DET 2 det", "son NOUN 8 nsubj", "of ADP 4 case", "Lund PROPN 2 nmod", ", PUNCT 7 punct",
            "the DET 7 det", "premier NOUN 2 appos", "left VERB 0 root leave",
        )
    )  # fmt: skip
    told = drawn(graph, referring=("0 3 4 person/lund name", "0 6 7 person/lund office"))
    assert Readings(told, 0).read(1, frozenset({"person"})) == ()


def test_a_possessed_visit_passes_its_owner_on():
    graph = enhance(
        parse(
            "Lund PROPN 3 nmod:poss", "'s PART 1 case", "visit NOUN 6 nsubj", "is AUX 6 cop be", "a DET 6 det",
            "chance NOUN 11 ccomp", "to PART 8 mark", "meet VERB 6 acl meet VerbForm=Inf", "Reis PROPN 8 obj",
            "Vogt PROPN 11 nsubj", "said VERB 0 root say",
        )
    )  # fmt: skip
    assert list(graph.dependents(7, "subj")) == [0]


def test_of_before_a_title_belongs_to_the_name():
    graph = enhance(
        parse(
            "visit NOUN 5 nsubj",
            "of ADP 3 case",
            "Envoy NOUN 4 nmod:desc",
            "Otieno PROPN 1 nmod",
            "ended VERB 0 root end",
        )
    )
    assert [edge.dependent for edge in graph.out(0) if edge.preposition == "of"] == [3]
