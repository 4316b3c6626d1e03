"""Who is meant: surnames, offices, pronouns, pairs. A wrong link is worse than none."""

from people_building import Words, meant, persons, scene

BOTH = Words(
    "Kenyan President Tore Lund met Ugandan President Ana Reis.",
    {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
    subject="Tore Lund",
    objects=("Ana Reis",),
)


def test_a_later_surname_is_the_person_named_in_full():
    result = scene(BOTH, Words("Reis said no.", {"Reis": "PERSON"}))
    assert meant(result, 1, "Reis") == {("person/ana-reis",)}


def test_a_surname_the_model_took_for_a_place_is_still_the_person():
    result = scene(BOTH, Words("Lund said no.", {"Lund": "LOC"}))
    assert meant(result, 1, "Lund") == {("person/tore-lund",)}


def test_an_eastern_name_is_called_by_its_first_word():
    result = scene(
        Words("Foreign Minister Han Seo-yun met Taro Ishii.", {"Han Seo-yun": "PERSON", "Taro Ishii": "PERSON"}),
        Words("Han told Ishii so.", {"Han": "PERSON", "Ishii": "PERSON"}),
    )
    assert meant(result, 1, "Han") == {("person/han-seo-yun",)}
    assert meant(result, 1, "Ishii") == {("person/taro-ishii",)}


def test_two_full_names_with_one_surname_stay_two():
    result = scene(
        Words("Han Seo-yun met Han Min-ju.", {"Han Seo-yun": "PERSON", "Han Min-ju": "PERSON"}),
        Words("Han said no.", {"Han": "PERSON"}),
    )
    assert set(persons(result)) == {"Han Seo-yun", "Han Min-ju"}
    assert meant(result, 1, "Han") == set()


def test_a_shared_surname_goes_by_the_title_given_with_it():
    result = scene(
        Words(
            "Foreign Minister Han Seo-yun met Vice Chairman Han Min-ju.",
            {"Han Seo-yun": "PERSON", "Han Min-ju": "PERSON"},
        ),
        Words("Vice Chairman Han said no.", {"Han": "PERSON"}),
    )
    assert meant(result, 1, "Han") == {("person/han-min-ju",)}


def test_a_shared_surname_goes_by_the_last_one_named_if_it_is_one():
    result = scene(
        Words("Han Seo-yun said no.", {"Han Seo-yun": "PERSON"}),
        Words("Han Min-ju arrived.", {"Han Min-ju": "PERSON"}),
        Words("Han said no.", {"Han": "PERSON"}),
    )
    assert meant(result, 2, "Han") == {("person/han-min-ju",)}


def test_a_pair_of_surnames_is_two_persons():
    result = scene(BOTH, Words("The Lund-Reis summit will help.", {"Lund-Reis": "PERSON"}))
    assert meant(result, 1, "Lund") == {("person/tore-lund",)}
    assert meant(result, 1, "Reis") == {("person/ana-reis",)}
    assert set(persons(result)) == {"Tore Lund", "Ana Reis"}


def test_an_office_stands_for_its_only_holder():
    result = scene(BOTH, "The Ugandan president said no.")
    assert meant(result, 1, "The Ugandan president") == {("person/ana-reis",)}


def test_an_office_nobody_holds_is_only_the_state():
    result = scene(BOTH, "The Ethiopian president said no.")
    assert {row.kind for row in result.referring[1]} == {"country"}


def test_an_office_two_hold_is_nobody():
    result = scene(BOTH, "The president said no.")
    assert meant(result, 1, "The president") == set()


def test_he_is_the_subject_of_the_clause_above():
    result = scene(
        Words("President Tore Lund said he agreed.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
        Words("He left.", subject="He"),
    )
    assert meant(result, 1, "He") == {("person/tore-lund",)}


def test_him_is_not_the_subject_of_its_own_verb():
    result = scene(
        Words("Premier Tore Lund greeted him.", {"Tore Lund": "PERSON"}, subject="Tore Lund", objects=("him",))
    )
    assert meant(result, 0, "him") == set()


def test_a_pronoun_agrees_with_the_title():
    result = scene(
        Words("Mrs. Ana Reis arrived.", {"Ana Reis": "PERSON"}, subject="Ana Reis"), Words("He left.", subject="He")
    )
    assert meant(result, 1, "He") == set()


def test_a_possessive_with_a_rival_nearby_is_nobody():
    result = scene(
        Words(
            "Tore Lund accompanied Emil Voss after his visit.",
            {"Tore Lund": "PERSON", "Emil Voss": "PERSON"},
            subject="Tore Lund",
            objects=("Emil Voss",),
            possessives={"his": "visit"},
        )
    )
    assert meant(result, 0, "his") == set()


def test_a_pronoun_behind_an_unnamed_official_is_nobody():
    result = scene(
        Words("President Tore Lund left.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
        Words("The official refused.", subject="official"),
        Words("He said no.", subject="He"),
    )
    assert meant(result, 2, "He") == set()


def test_a_pronoun_in_a_quotation_is_left_alone():
    result = scene(
        Words("President Tore Lund left.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
        Words("“He is nice,” officials said.", subject="He"),
    )
    assert meant(result, 1, "He") == set()


def test_the_two_leaders_are_the_two_just_named():
    result = scene(BOTH, "The two leaders agreed.")
    assert meant(result, 1, "The two leaders") == {("person/tore-lund", "person/ana-reis")}


def test_two_of_three_leaders_are_nobody():
    three = Words(
        "President Tore Lund met President Ana Reis and President Emil Voss.",
        {"Tore Lund": "PERSON", "Ana Reis": "PERSON", "Emil Voss": "PERSON"},
    )
    assert meant(scene(three, "The two leaders agreed."), 1, "The two leaders") == set()


def test_the_two_sides_are_the_two_states():
    result = scene("Iran said no to France.", "The two sides agreed.")
    assert meant(result, 1, "The two sides") == {("country/iran", "country/france")}


def test_they_are_the_coordinated_subject():
    result = scene(
        Words(
            "Tore Lund and Ana Reis met.",
            {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
            subject="Tore Lund",
            coordinated=("Ana Reis",),
        ),
        Words("They agreed.", subject="They"),
    )
    assert meant(result, 1, "They") == {("person/tore-lund", "person/ana-reis")}


def test_a_counterpart_is_the_one_named_with_it():
    result = scene(
        Words(
            "Foreign Minister Tore Lund met his Kenyan counterpart, Emil Voss.",
            {"Tore Lund": "PERSON", "Emil Voss": "PERSON"},
            subject="Tore Lund",
        )
    )
    assert meant(result, 0, "his Kenyan counterpart") == {("person/emil-voss",)}


def test_a_counterpart_nobody_names_is_the_state_s_people():
    result = scene(
        Words("Foreign Minister Tore Lund met his Kenyan counterpart.", {"Tore Lund": "PERSON"}, subject="Tore Lund")
    )
    (row,) = [row for row in result.referring[0] if row.how == "description"]
    assert (row.entities, row.group) == (("country/kenya",), True)


def test_a_leader_s_administration_is_the_state():
    result = scene(BOTH, "The Reis administration refused.")
    assert meant(result, 1, "Reis administration") == {("country/uganda",)}


def test_known_as_gives_another_name():
    result = scene(
        Words("President Tore Lund, known as Toto, left.", {"Tore Lund": "PERSON", "Toto": "PERSON"}),
        Words("Toto arrived.", {"Toto": "PERSON"}),
    )
    assert meant(result, 1, "Toto") == {("person/tore-lund",)}


def test_inter_korean_means_both_halves():
    result = scene("The inter-Korean talks were nice.")
    assert ("country/north-korea", "country/south-korea") in meant(result, 0, "inter-Korean")


def test_equal_documents_give_equal_scenes():
    assert scene(BOTH, "The two leaders agreed.") == scene(BOTH, "The two leaders agreed.")


def test_his_twice_before_he_is_one_person():
    result = scene(
        Words("President Tore Lund spoke.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
        Words("Remarks of his followed his tour where he met aides.", subject="Remarks"),
    )
    assert meant(result, 1, "he") == {("person/tore-lund",)}


GUEST = Words("President Tore Lund arrived.", {"Tore Lund": "PERSON"}, subject="Tore Lund")


def test_whom_somebody_wanted_to_greet_is_not_he_himself():
    links = (("greet", "wanted", "xcomp"), ("him", "greet", "obj"))
    host = Words("Emil Voss wanted to greet him.", {"Emil Voss": "PERSON"}, subject="Emil Voss", links=links)
    assert meant(scene(GUEST, host), 1, "him") == {("person/tore-lund",)}
    third = Words(
        "Emil Voss wanted delegates to greet him.",
        {"Emil Voss": "PERSON"},
        subject="Emil Voss",
        objects=("delegates",),
        links=links,
    )
    assert meant(scene(GUEST, third), 1, "him") == {("person/emil-voss",)}


def test_whom_somebody_also_received_is_not_he_himself():
    links = (("received", "spoke", "conj"), ("him", "received", "obj"))
    host = Words("Emil Voss spoke and received him.", {"Emil Voss": "PERSON"}, subject="Emil Voss", links=links)
    assert meant(scene(GUEST, host), 1, "him") == {("person/tore-lund",)}


def test_his_before_anybody_is_named_goes_on_with_who_was_spoken_of():
    told = Words(
        "In his speech since Emil Voss fell he visited Lima.",
        {"Emil Voss": "PERSON"},
        possessives={"his": "speech"},
        links=(("visited", "fell", "conj"), ("he", "visited", "nsubj")),
    )
    assert meant(scene(GUEST, told), 1, "he") == {("person/tore-lund",)}


def test_he_who_spoke_after_talks_with_somebody_is_not_that_one():
    after = Words(
        "After talks with Emil Voss he spoke.",
        {"Emil Voss": "PERSON"},
        subject="he",
        links=(
            ("After", "talks", "case"), ("talks", "spoke", "obl"), ("with", "Emil", "case"), ("Emil", "talks", "nmod"),
            ("Voss", "Emil", "flat"), ("he", "spoke", "nsubj"),
        ),
    )  # fmt: skip
    assert meant(scene(GUEST, after), 1, "he") == {("person/tore-lund",)}


def test_they_who_met_when_one_told_the_other_are_both():
    met = Words(
        "Tore Lund told Emil Voss when they met.",
        {"Tore Lund": "PERSON", "Emil Voss": "PERSON"},
        subject="Tore Lund",
        objects=("Emil Voss",),
        links=(("met", "told", "advcl"), ("when", "met", "advmod"), ("they", "met", "nsubj")),
    )
    assert meant(scene(met), 0, "they") == {("person/tore-lund", "person/emil-voss")}


def test_his_first_talks_with_somebody_are_not_that_one_s():
    talks = Words(
        "Talks with Emil Voss paid his tour.",
        {"Emil Voss": "PERSON"},
        subject="Talks",
        possessives={"his": "tour"},
        links=(
            ("tour", "paid", "obj"), ("with", "Emil", "case"), ("Emil", "Talks", "nmod"), ("Voss", "Emil", "flat"),
        ),
    )  # fmt: skip
    assert meant(scene(GUEST, talks), 1, "his") == {("person/tore-lund",)}
