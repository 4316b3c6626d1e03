from itertools import product

import pytest

from kg.errors import AmbiguousNameError, UnknownNameError
from kg.names import similarity
from kg.service.lookup import ENTITIES, LIKENESS, NEAREST, Named, NameIndex


@pytest.fixture
def index():
    return NameIndex(
        [
            Named("x:anna-petit", "Person", "Anna Petit", ("Petit",)),
            Named("x:otieno", "Person", "Joseph Otieno", ("Otieno",)),
            Named("x:kim-a", "Person", "Kim Areum", ("Kim",)),
            Named("x:kim-b", "Person", "Kim Bora", ("Kim",)),
            Named("x:nairobi", "Place", "Nairobi"),
        ]
    )


@pytest.mark.parametrize("name", ["Anna Petit", "anna petit", "Petit", "petit", "Anna", "x:anna-petit"])
def test_a_name_its_parts_and_the_iri_find_the_one_thing_meant(index, name):
    assert index.find(name).iri == "x:anna-petit"


def test_a_shared_surname_is_answered_with_the_choices(index):
    with pytest.raises(AmbiguousNameError) as told:
        index.find("Kim")
    assert told.value.choices == ("Kim Areum", "Kim Bora")


def test_a_misspelt_name_is_answered_with_the_nearest(index):
    with pytest.raises(UnknownNameError) as told:
        index.find("Ana Petitt")
    assert told.value.nearest[0] == "Anna Petit"


def test_a_name_of_another_kind_is_not_taken(index):
    with pytest.raises(UnknownNameError):
        index.find("Nairobi", kinds=("Person",))


def test_search_takes_an_unfinished_last_word(index):
    assert [thing.name for thing in index.search("kim b")] == ["Kim Bora"]


def test_homonyms_are_told_apart_by_their_iris():
    index = NameIndex([Named("x:1", "Person", "Ali Hassan"), Named("x:2", "Person", "Ali Hassan")])
    with pytest.raises(AmbiguousNameError, match="<x:1>"):
        index.find("Ali Hassan")


def test_a_choice_that_was_offered_is_understood():
    index = NameIndex([Named("x:1", "Person", "Ali Hassan"), Named("x:2", "Person", "Ali Hassan")])
    assert index.find("Ali Hassan <x:2>").iri == "x:2"


def test_persons_come_before_the_events_and_articles_that_are_called_after_them(index):
    index = NameIndex(
        [*index.things, Named("x:e", "Event", "Meeting of Anna Petit"), Named("x:a", "Article", "Petit resigns")]
    )
    assert index.find("petit").iri == "x:anna-petit"
    assert index.find("Meeting of Anna Petit").iri == "x:e"
    assert index.find("resigns").iri == "x:a"


def test_an_empty_name_is_nobody(index):
    with pytest.raises(UnknownNameError):
        index.find("")


def test_a_surname_alone_never_wins_over_the_fuller_names_that_share_it():
    index = NameIndex([Named("x:1", "Person", "Okello"), Named("x:2", "Person", "Grace Okello")])
    with pytest.raises(AmbiguousNameError) as told:
        index.find("okello")
    assert told.value.choices == ("Grace Okello", "Okello <x:1>")
    assert [index.find(choice).iri for choice in told.value.choices] == ["x:2", "x:1"]


def test_a_name_of_one_word_that_is_no_surname_of_another_is_found():
    index = NameIndex([Named("x:1", "Person", "Grace"), Named("x:2", "Person", "Grace Okello")])
    assert index.find("Grace").iri == "x:1"


def test_the_nearest_are_of_the_kinds_asked_for_and_truly_near(index):
    index = NameIndex([*index.things, Named("x:e", "Event", "Meeting of Ana Petitt"), Named("x:p", "Place", "Petitt")])
    for kinds, nearest in ((("Person",), ("Anna Petit",)), (ENTITIES, ("Petitt", "Anna Petit"))):
        with pytest.raises(UnknownNameError) as told:
            index.find("Anna Pettit", kinds=kinds)
        assert set(told.value.nearest) == set(nearest)
    with pytest.raises(UnknownNameError) as told:
        index.find("Zebedee Quartz")
    assert str(told.value) == "nothing in the store is called 'Zebedee Quartz'"


def test_events_with_one_label_are_told_apart_by_their_iris_too():
    index = NameIndex(
        [Named("x:1", "Event", "Meeting"), Named("x:2", "Event", "Meeting"), Named("x:3", "Event", "A meeting")]
    )
    with pytest.raises(AmbiguousNameError) as told:
        index.find("meeting")
    assert told.value.choices == ("Meeting <x:1>", "Meeting <x:2>")


GIVEN = "Anna Joseph Rosa Moussa Aissatou Yusuf Ingrid Matteo Chinwe Leila".split()
FAMILY = "Petit Otieno Quispe Diallo Haddad Yamada Lindqvist Bianchi Okafor Novak Petersen Pettersson".split()
MISSPELT = ("{}x", "{0[1]}{0[0]}{0}", "a{}")


def test_whoever_is_looked_at_closely_the_nearest_are_those_of_all():
    index = NameIndex(Named(f"x:{one}-{other}", "Person", f"{one} {other}") for one, other in product(GIVEN, FAMILY))
    names = [thing.name for thing in index.things]
    for one, other in zip(GIVEN, FAMILY, strict=False):
        for here, there in product(MISSPELT, repeat=2):
            asked = f"{here.format(one)} {there.format(other)}"
            scored = sorted((-similarity(asked, name), name) for name in names if similarity(asked, name) >= LIKENESS)
            assert index.nearest(asked) == tuple(name for _, name in scored[:NEAREST]), asked


def test_of_very_many_things_few_are_looked_at_closely(monkeypatch):
    looked = []
    monkeypatch.setattr(
        "kg.service.lookup.similarity", lambda one, other: looked.append(other) or similarity(one, other)
    )
    index = NameIndex(
        Named(f"x:{number}", "Event", f"Meeting of Anna Petit and guest{number}") for number in range(3000)
    )
    assert index.nearest("Meting of Ana Petit")
    assert len(looked) <= 1000


def test_a_very_long_name_is_no_ones_and_soon_told(index):
    assert index.nearest("ka mo ri " * 5000) == ()
