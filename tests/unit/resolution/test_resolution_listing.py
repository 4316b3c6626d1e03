"""The watch-list says who is who."""

from itertools import permutations

import pytest
from newsroom import SCHEMA, article, meeting

from kg.judgement import Decision, Judgement, pair, referent_name
from kg.model import EntityKind
from kg.rdf.check import check
from kg.rdf.claims import extraction_quads
from kg.rdf.knowledge import knowledge_quads
from kg.rdf.watchlist import read_watchlist, watchlist_quads
from kg.resolution import resolve
from kg.resources import data_folder
from kg.watchlist import WIKIDATA, Listed, Watchlist

BASE = "https://example.org/kg/"
PETIT = Listed("Q1", "person", "Anna Petit", ("Hanna Leclerc", "Анна Пети"), (WIKIDATA + "Q1",), ("iso:FR",))
OTHER = Listed("Q2", "person", "Joseph Otieno", (), (WIKIDATA + "Q2",))


def persons(knowledge):
    return {entity.id: entity for entity in knowledge.entities if entity.kind is EntityKind.PERSON}


def told(title, name, *, other="Rut Berg", office=()):
    return article(title, "2024-03-05", meeting(name, other, date="2024-03-04"), offices=office)


def test_aliases_of_one_entry_are_one_person_under_its_name_with_its_identifiers():
    known = resolve([told("a", "Hanna Leclerc"), told("b", "Анна Пети")], SCHEMA, (), Watchlist([PETIT]))
    petit = persons(known)["person/anna-petit"]
    assert (petit.name, petit.aliases, petit.listed) == ("Anna Petit", ("Hanna Leclerc", "Анна Пети"), "Q1")
    assert petit.same_as == (WIKIDATA + "Q1",)
    assert len(known.events) == 1


def test_two_entries_are_never_one_whatever_their_likeness_and_whatever_a_judgement_says():
    entries = [Listed("1", "person", "Yusuf Demir"), Listed("2", "person", "Yousef Demir")]
    one, other = told("a", "Yusuf Demir"), told("b", "Yousef Demir")
    assert len(persons(resolve([one, other], SCHEMA))) == 2
    assert len(persons(resolve([one, other], SCHEMA, (), Watchlist(entries)))) == 3
    same = Judgement(
        Decision.SAME,
        *pair(
            Decision.SAME,
            [referent_name(one.article.digest, "person/yusuf-demir")],
            [referent_name(other.article.digest, "person/yousef-demir")],
        ),
    )
    assert len(persons(resolve([one, other], SCHEMA, [same], Watchlist(entries)))) == 3


def test_homonyms_are_told_apart_by_state_or_title_and_else_stay_unlinked():
    french = Listed("1", "person", "Anna Petit", (), (), ("iso:FR",))
    kenyan = Listed("2", "person", "Anna Petit", (), (), ("iso:KE",), ("admiral",))
    papers = [
        told("a", "Anna Petit", office=[("Anna Petit", "envoy", "France")]),
        told("b", "Anna Petit", office=[("Anna Petit", "admiral", "")]),
        told("c", "Anna Petit"),
    ]
    known = resolve(papers, SCHEMA, (), Watchlist([french, kenyan]))
    assert sorted((e.listed, len(e.sources)) for e in persons(known).values() if e.name == "Anna Petit") == [
        ("", 1),
        ("1", 1),
        ("2", 1),
    ]


def test_a_namesake_who_serves_another_state_is_not_the_entry():
    known = resolve([told("a", "Anna Petit", office=[("Anna Petit", "envoy", "Peru")])], SCHEMA, (), Watchlist([PETIT]))
    assert persons(known)["person/anna-petit"].listed == ""


def test_a_surname_alone_is_nobody_of_the_list():
    assert not any(e.listed for e in persons(resolve([told("a", "Petit")], SCHEMA, (), Watchlist([PETIT]))).values())


def test_organizations_and_countries_are_listed_too():
    council = Listed("9", "organization", "Lake Council", ("Council of the Lakes",), (WIKIDATA + "Q9",))
    paper = article(
        "a", None, meeting("Council of the Lakes", "Rut Berg"), kinds={"Council of the Lakes": EntityKind.ORGANIZATION}
    )
    known = resolve([paper], SCHEMA, (), Watchlist([council]))
    (found,) = [e for e in known.entities if e.kind is EntityKind.ORGANIZATION]
    assert (found.name, found.listed) == ("Lake Council", "9")


def test_the_order_of_articles_means_nothing():
    papers = [told("a", "Hanna Leclerc"), told("b", "Анна Пети"), told("c", "Anna Petit", other="Joseph Otieno")]
    known = {resolve(order, SCHEMA, (), Watchlist([OTHER, PETIT])) for order in permutations(papers)}
    assert len(known) == 1


@pytest.fixture
def quads():
    papers, watchlist = [told("a", "Hanna Leclerc"), told("b", "Анна Пети")], Watchlist([PETIT, OTHER])
    known = resolve(papers, SCHEMA, (), watchlist)
    claims = [quad for one in papers for quad in extraction_quads(one, BASE)]
    texts = {one.article.digest: one.article.text for one in papers}
    return [*claims, *knowledge_quads(known, papers, SCHEMA, BASE)], list(watchlist_quads(watchlist, BASE)), texts


def test_a_list_is_read_back_as_it_was_written(quads):
    assert read_watchlist(reversed(quads[1]), BASE) == Watchlist([PETIT, OTHER])


def test_what_the_list_gives_is_supported_by_it_and_by_nothing_else(quads):
    knowledge, listed, texts = quads

    def findings(given):
        shapes = [data_folder("ontology") / "shapes.ttl"]
        report = check(given, schema=SCHEMA, ontology=shapes, base=BASE, text_of=texts.get)
        return {finding.where for finding in report.findings if finding.check == "support"}

    assert findings([*knowledge, *listed]) == set()
    assert {where.rpartition("#")[2] for where in findings(knowledge)} >= {"name", "listedAs", "sameAs"}
