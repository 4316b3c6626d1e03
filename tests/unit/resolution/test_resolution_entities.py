from newsroom import SCHEMA, article

from kg.model import EntityKind
from kg.resolution import resolve

BODY = EntityKind.ORGANIZATION


def of_kind(kind, *articles):
    return [entity for entity in resolve(articles, SCHEMA).entities if entity.kind is kind]


def persons(*articles):
    return [(entity.name, len(entity.sources)) for entity in of_kind(EntityKind.PERSON, *articles)]


def test_a_name_in_other_spelling_and_order_is_one_person_under_the_usual_form():
    found = of_kind(
        EntityKind.PERSON,
        article("a", None, also=["Yusuf Demir"], mentions={"Yusuf Demir": ["Demir"]}),
        article("b", None, also=["Yousef Demir"]),
        article("c", None, also=["Yusuf Demir"]),
    )
    assert [entity.name for entity in found] == ["Yusuf Demir"]
    assert found[0].aliases == ("Demir", "Yousef Demir")
    assert found[0].slug == "yusuf-demir"


def test_a_surname_alone_is_nobody_elses():
    found = of_kind(EntityKind.PERSON, article("a", None, also=["Anna Petit"]), article("b", None, also=["Petit"]))
    assert [entity.name for entity in found] == ["Anna Petit", "Petit"]


def test_a_surname_with_the_same_office_in_the_same_months_is_the_full_name():
    office = "foreign minister", "France"
    assert persons(
        article("a", "2024-03-05", offices=[("Anna Petit", *office)]),
        article("b", "2024-05-05", offices=[("Petit", *office)]),
    ) == [("Anna Petit", 2)]


def test_a_surname_with_the_same_office_years_later_stays_by_itself():
    office = "foreign minister", "France"
    assert persons(
        article("a", "2014-03-05", offices=[("Anna Petit", *office)]),
        article("b", "2024-05-05", offices=[("Petit", *office)]),
    ) == [("Anna Petit", 1), ("Petit", 1)]


def test_a_surname_with_a_title_is_the_only_such_person_of_a_state_that_the_article_names():
    full = article("a", "2024-03-05", offices=[("Anna Petit", "president", "France")])
    short = article("b", "2024-03-09", offices=[("Petit", "president", "")], also=["France"])
    assert persons(full, short) == [("Anna Petit", 2)]
    elsewhere = article("c", "2024-03-09", offices=[("Petit", "president", "")], also=["Peru"])
    assert persons(full, elsewhere) == [("Anna Petit", 1), ("Petit", 1)]


def test_a_surname_that_two_persons_of_the_office_bear_is_nobody():
    office = "senator", "France"
    found = persons(
        article("a", "2024-03-05", offices=[("Anna Petit", *office)]),
        article("b", "2024-03-06", offices=[("Jules Petit", *office)]),
        article("c", "2024-03-07", offices=[("Petit", *office)]),
        article("d", "2024-03-07", offices=[("Petit", "senator", "")], also=["France"]),
    )
    assert sorted(found)[:2] == [("Anna Petit", 1), ("Jules Petit", 1)]


def test_an_office_of_the_state_and_of_its_ministry_is_one_to_a_surname():
    ministry = {"kinds": {"Foreign Ministry": BODY}, "within": {"Foreign Ministry": "France"}}
    found = persons(
        article("a", "2024-03-05", offices=[("Anna Petit", "spokeswoman", "Foreign Ministry")], **ministry),
        article("b", "2024-03-07", offices=[("Petit", "spokeswoman", "France")]),
    )
    assert found == [("Anna Petit", 2)]


def test_two_bodies_of_a_state_may_each_have_somebody_of_that_surname_and_title():
    def spoke(title, name, body):
        things = {"kinds": {body: BODY}, "within": {body: "France"}}
        return article(title, "2024-03-05", offices=[(name, "spokeswoman", body)], **things)

    assert len(persons(spoke("a", "Anna Petit", "Foreign Ministry"), spoke("b", "Petit", "Elysee Palace"))) == 2


def test_a_copy_that_cut_the_full_name_keeps_the_person():
    wire = tuple(range(32))
    found = persons(
        article("a", None, also=["Anna Petit"], fingerprint=wire), article("b", None, also=["Petit"], fingerprint=wire)
    )
    assert found == [("Anna Petit", 2)]
    two = persons(
        article("a", None, also=["Anna Petit", "Jules Petit"], fingerprint=wire),
        article("b", None, also=["Petit"], fingerprint=wire),
    )
    assert len(two) == 3


def test_a_particle_before_a_surname_makes_no_given_name():
    office = "minister", "Norway"
    found = persons(
        article("a", "2024-03-05", offices=[("Ursel van der Berg", *office)]),
        article("b", "2024-03-06", offices=[("van der Berg", *office)]),
    )
    assert found == [("Ursel van der Berg", 2)]


def test_homonyms_who_serve_different_states_stay_apart_and_get_a_digest():
    found = of_kind(
        EntityKind.PERSON,
        article("a", None, offices=[("Juan Ramos", "senator", "Peru")]),
        article("b", None, offices=[("Juan Ramos", "foreign minister", "Norway")]),
    )
    assert len(found) == 2
    assert all(entity.slug.startswith("juan-ramos-") and len(entity.slug) == 15 for entity in found)


def test_a_state_that_the_other_article_names_too_does_not_split_a_person():
    assert persons(
        article("a", None, offices=[("Juan Ramos", "senator", "Peru")]),
        article("b", None, offices=[("Juan Ramos", "envoy", "Norway")], also=["Peru"]),
    ) == [("Juan Ramos", 2)]


def test_an_initial_that_fits_two_names_glues_them_not():
    found = persons(
        article("a", None, also=["Peter Holm"]),
        article("b", None, also=["P. Holm"]),
        article("c", None, also=["Paula Holm"]),
    )
    assert {"Peter Holm", "Paula Holm"} <= {name for name, _ in found}


def test_two_of_almost_one_name_in_one_office_decades_apart_are_two():
    office = "president", "Peru"
    first = article("a", "1991-03-05", offices=[("Amos Holm", *office)])
    second = article("b", "2003-03-05", offices=[("Amos B. Holm", *office)])
    assert persons(first, second) == [("Amos B. Holm", 1), ("Amos Holm", 1)]
    near = article("c", "2004-03-05", offices=[("Amos Holm", *office)])
    assert persons(second, near) == [("Amos B. Holm", 2)]


def test_strangers_part_nobody():
    office = "president", "Peru"
    known = [
        article("a", "1995-03-05", offices=[("Amos Holm", *office)]),
        article("b", "2015-03-05", offices=[("Amos Holm", *office)]),
    ]
    strangers = [
        article("c", "1996-03-05", offices=[("Amos B. Holm", "mayor", "Norway")]),
        article("d", "1997-03-05", offices=[("Amos D. Holm", "judge", "Zaire")]),
    ]
    assert ("Amos Holm", 2) in persons(*known)
    assert ("Amos Holm", 2) in persons(*known, *strangers)


def test_one_article_that_tells_two_apart_parts_them_nowhere_else():
    office = "president", "Peru"
    same = [
        article("f", "1995-03-05", offices=[("Amos Holm", *office)]),
        article("g", "1995-04-05", offices=[("Amos B. Holm", *office)]),
    ]
    both = article("h", "1995-05-05", also=["Amos Holm", "Amos B. Holm"])
    assert [count for _, count in persons(*same)] == [2]
    assert max(count for _, count in persons(*same, both)) >= 2


def test_who_is_junior_is_not_who_is_not_but_by_his_office():
    junior, plain = article("a", None, also=["Amos Holm Jr."]), article("b", None, also=["Amos Holm"])
    assert len(persons(junior, plain)) == 2
    office = "senator", "Peru"
    assert persons(
        article("a", None, offices=[("Amos Holm Jr.", *office)]), article("b", None, offices=[("Amos Holm", *office)])
    ) in ([("Amos Holm", 2)], [("Amos Holm Jr.", 2)])


def test_two_of_almost_one_name_in_one_article_are_two():
    assert len(persons(article("a", None, also=["Amos Holm", "Amos B. Holm"]))) == 2


def test_a_renamed_state_is_one_and_a_successor_another():
    found = of_kind(
        EntityKind.COUNTRY,
        article("a", "1994-05-01", offices=[("Paul Ilunga", "minister", "Zaire")]),
        article("b", "1998-05-01", offices=[("Paul Ilunga", "envoy", "DR Congo")]),
        article("c", "1990-05-01", also=["Soviet Union"]),
        article("d", "1992-05-01", also=["Russia"]),
    )
    assert [(state.name, state.aliases, state.reference) for state in found] == [
        ("DR Congo", ("Zaire",), "iso:CD"),
        ("Russia", (), "iso:RU"),
        ("Soviet Union", (), "iso:SU"),
    ]


def test_a_person_keeps_its_state_through_a_change_of_its_name():
    (person,) = of_kind(
        EntityKind.PERSON,
        article("a", "1994-05-01", offices=[("Paul Ilunga", "minister", "Zaire")]),
        article("b", "1998-05-01", offices=[("Paul Ilunga", "envoy", "DR Congo")]),
    )
    assert person.within == "country/dr-congo"


def test_a_person_belongs_to_the_one_state_it_serves():
    (person,) = of_kind(EntityKind.PERSON, article("a", None, offices=[("Anna Petit", "president", "France")]))
    assert person.within == "country/france"


def test_places_of_one_name_in_different_countries_are_two():
    found = of_kind(
        EntityKind.PLACE,
        article("a", None, also=["Paris"]),
        article("b", None, also=["Paris"], within={"Paris": "United States"}),
    )
    assert sorted(entity.within for entity in found) == ["country/france", "country/united-states"]


def test_a_place_of_unknown_surroundings_joins_the_only_one_of_its_name():
    known, unknown = article("a", None, also=["Paris"]), article("b", None, also=["Paris"], within={"Paris": ""})
    assert len(of_kind(EntityKind.PLACE, known, unknown)) == 1
    other = article("c", None, also=["Paris"], within={"Paris": "United States"})
    assert len(of_kind(EntityKind.PLACE, known, unknown, other)) == 3


def test_foreign_ministries_are_one_only_within_a_known_country():
    def ministry(title, country):
        return article(
            title,
            None,
            also=["Foreign Ministry"],
            kinds={"Foreign Ministry": BODY},
            within={"Foreign Ministry": country},
        )

    found = of_kind(
        BODY,
        ministry("a", "Peru"),
        ministry("b", "Peru"),
        ministry("c", "Norway"),
        ministry("d", ""),
        ministry("e", ""),
    )
    assert sorted(len(entity.sources) for entity in found) == [1, 1, 1, 2]


def test_an_acronym_is_the_organization_whose_article_uses_it():
    found = of_kind(
        BODY,
        article(
            "a",
            None,
            also=["River Basin Union"],
            kinds={"River Basin Union": BODY},
            mentions={"River Basin Union": ["RBU"]},
        ),
        article("b", None, also=["RBU"], kinds={"RBU": BODY}),
    )
    assert [entity.name for entity in found] == ["River Basin Union"]


def test_descriptions_are_never_merged_across_articles():
    things = {"kinds": {"two shipping companies": BODY}, "unnamed": ["two shipping companies"]}
    found = of_kind(
        BODY,
        article("a", None, also=["two shipping companies"], **things),
        article("b", None, also=["two shipping companies"], **things),
    )
    assert len(found) == 2


def test_offices_of_one_holder_come_together_and_past_ones_stand_apart():
    positions = resolve(
        [
            article("a", "2020-01-01", offices=[("Anna Petit", "Foreign Minister", "France")]),
            article("b", "2020-02-01", offices=[("Anna Petit", "foreign minister", "France")]),
            article("c", "2024-02-01", offices=[("Anna Petit", "foreign minister", "France", True)]),
        ],
        SCHEMA,
    ).positions
    assert [(position.slug, position.as_of) for position in positions] == [
        ("anna-petit-foreign-minister-france", ("2020-01-01", "2020-02-01")),
        ("anna-petit-foreign-minister-france-former", ("2024-02-01",)),
    ]
