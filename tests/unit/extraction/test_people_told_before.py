"""Whom a word means that stands before the name, or behind a clause that only sets the time."""

from people_building import Words, meant, persons, scene

MET = Words("Kenyan President Tore Lund met Ana Reis.", {"Tore Lund": "PERSON", "Ana Reis": "PERSON"}, "Tore Lund")


def test_their_before_the_names_means_those_who_act_behind_it():
    sentence = Words(
        "After their talks Tore Lund and Ana Reis agreed.",
        {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
        subject="Tore Lund",
        coordinated=("Ana Reis",),
        possessives={"their": "talks"},
        links=(("talks", "agreed", "obl"),),
    )
    assert meant(scene(sentence), 0, "their") == {("person/tore-lund", "person/ana-reis")}


def test_he_is_who_acted_when_the_thing_happened():
    came = Words(
        "News arrived after Tore Lund met Ivo Marek.",
        {"Tore Lund": "PERSON", "Ivo Marek": "PERSON"},
        links=(
            ("News", "arrived", "nsubj"),
            ("met", "arrived", "advcl"),
            ("after", "met", "mark"),
            ("Tore", "met", "nsubj"),
            ("Ivo", "met", "obj"),
        ),
    )
    later = Words("Later he visited Lusaka.", links=(("he", "visited", "nsubj"),))
    assert meant(scene(came, later), 1, "he") == {("person/tore-lund",)}


def test_who_is_called_by_his_first_name_is_not_a_namesake_named_later():
    first = Words("Kenyan President Mobo Nane Waba fell.", {"Mobo Nane Waba": "PERSON"}, subject="Mobo Nane Waba")
    bare = Words("Mobo met Ana Reis.", {"Mobo": "PERSON", "Ana Reis": "PERSON"}, subject="Mobo")
    later = Words("His spokesman Zita Mobo said no.", {"Zita Mobo": "PERSON"})
    assert meant(scene(first, bare, later), 1, "Mobo") == {("person/mobo-nane-waba",)}


def test_nor_is_he_his_son():
    son = Words("The president's son and spokesman Zita Mobo said no.", {"Zita Mobo": "PERSON"})
    first = Words("Kenyan President Mobo Nane Waba fell.", {"Mobo Nane Waba": "PERSON"}, subject="Mobo Nane Waba")
    bare = Words("Mobo left.", {"Mobo": "PERSON"}, subject="Mobo")
    assert meant(scene(first, son, bare), 2, "Mobo") == {("person/mobo-nane-waba",)}


def test_a_king_is_nobody_who_bears_his_name_as_surname():
    other = Words("Envoy Tarik Olvar visited Lusaka.", {"Tarik Olvar": "PERSON"}, subject="Tarik Olvar")
    king = Words("King Olvar of Denmark arrived.", {"Olvar": "PERSON"}, subject="Olvar")
    made = scene(other, king)
    assert {"Tarik Olvar", "King Olvar"} <= set(persons(made))
    assert meant(made, 1, "Olvar").isdisjoint(meant(made, 0, "Tarik Olvar"))


def test_she_is_the_one_whose_name_is_a_womans():
    sentence = Words(
        "Ngoye said with Maria Reis that she wrote.",
        {"Ngoye": "PERSON", "Maria Reis": "PERSON"},
        subject="Ngoye",
        links=(("Maria", "said", "obl"), ("she", "wrote", "nsubj"), ("wrote", "said", "ccomp")),
    )
    assert meant(scene(sentence), 0, "she") == {("person/maria-reis",)}
