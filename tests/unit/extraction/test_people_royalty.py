"""Rulers and heirs of one name, and given names and particles that are other words elsewhere."""

from dataclasses import replace

from people_building import Words, document, meant, persons, plain_graphs, scene

from kg.extraction.entities import understand

PRINCE = Words("Norwegian Crown Prince Olvar visited Lusaka.", {"Olvar": "PERSON"}, subject="Olvar")
KING = Words("Denmark's King Olvar II called Rosa Quispe.", {"Olvar II": "PERSON", "Rosa Quispe": "PERSON"})


def test_a_prince_of_one_state_and_a_king_of_another_are_two():
    found = persons(scene(PRINCE, KING))
    assert {"Prince Olvar", "King Olvar II"} <= set(found)


def test_two_kings_of_two_states_are_two_and_the_name_alone_is_the_nearest():
    one = Words("Norway's King Olvar visited Lusaka.", {"Olvar": "PERSON"}, subject="Olvar")
    later = Words("King Olvar of Denmark arrived.", {"Olvar": "PERSON"}, subject="Olvar")
    made = scene(one, later)
    assert meant(made, 0, "Olvar").isdisjoint(meant(made, 1, "Olvar"))


def test_a_king_told_with_and_without_his_state_is_one():
    again = Words("King Olvar arrived.", {"Olvar": "PERSON"}, subject="Olvar")
    made = scene(KING, again)
    assert meant(made, 1, "Olvar") == meant(made, 0, "Olvar II")


def test_a_later_prince_is_the_prince():
    made = scene(PRINCE, KING, Words("Prince Olvar arrived.", {"Olvar": "PERSON"}, subject="Olvar"))
    assert meant(made, 2, "Olvar") == meant(made, 0, "Olvar")


def test_islam_is_a_given_name_behind_an_office():
    made = scene(Words("President Islam Sarov visited Lusaka.", {"Islam Sarov": "PERSON"}, subject="Islam Sarov"))
    assert set(persons(made)) == {"Islam Sarov"}
    assert [claim.title for claim in made.positions] == ["President"]


def test_ag_is_a_particle_of_names():
    named = Words("Tiwa ag Sandal visited Lusaka.", {"Tiwa": "PERSON", "Sandal": "PERSON"}, subject="Tiwa ag Sandal")
    assert set(persons(scene(named))) == {"Tiwa ag Sandal"}


def test_a_listed_name_stands_though_its_syllables_are_function_words():
    given = document(
        Words("Minister Lee In-young met Kim On-su .", {"Lee In-young": "PERSON", "Kim On-su": "PERSON"}),
        Words("An To-ni visited Lusaka.", {"An To-ni": "PERSON"}),
    )
    sentences = tuple(
        replace(sentence, names=tuple(replace(name, listed=True) for name in sentence.names))
        for sentence in given.sentences
    )
    listed = replace(given, sentences=sentences)
    assert {"Lee In-young", "Kim On-su", "An To-ni"} <= set(persons(understand(listed, plain_graphs(listed))))
