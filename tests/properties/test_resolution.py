"""Resolution is a function of the set of extractions, and a store gives back what was written."""

import itertools
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "resolution"))
from newsroom import SCHEMA, article, letter, meeting, untexted, visit

from kg.rdf.canonical import canonical
from kg.rdf.claims import extraction_quads
from kg.rdf.knowledge import knowledge_quads
from kg.rdf.reading import read_extraction
from kg.resolution import Memory, resolve
from kg.resolution.agreement import Surroundings, agreement, excluded
from kg.resolution.appearances import appearances
from kg.resolution.candidates import find_pairs
from kg.resolution.entities import Cast, affiliations
from kg.resolution.tellings import tellings as all_tellings

BASE = "https://example.org/kg/"
people = st.sampled_from(
    ["Anna Petit", "Joseph Otieno", "Yusuf Demir", "Yousef Demir", "Petit", "Demir", "France", "Kenya"]
)
dates = st.sampled_from([None, "2024-03-04", "2024-03", "2024-03-05", "2024-03-04/2024-03-06", "2024", "2024-03-01/.."])
places = st.sampled_from(["", "Nairobi", "Kenya", "Oslo"])
statuses = st.sampled_from(["occurred", "planned", "denied"])
published = st.sampled_from([None, "2024-02-20", "2024-03-05", "2024-03-07", "2025-01-01"])
prints = st.sampled_from([(), tuple(range(8)), (*range(6), 90, 91), tuple(range(50, 58))])


@st.composite
def tellings(draw):
    first, second = draw(people), draw(people)
    options = {"date": draw(dates), "status": draw(statuses)}
    kind = draw(st.sampled_from(["meeting", "visit", "letter"]))
    if kind == "letter":
        return letter(first, second, **options)
    if kind == "visit":
        return visit(first, place=draw(places), **options)
    return meeting(first, second, place=draw(places), series=draw(st.sampled_from([0, 0, 1, 2])), **options)


@st.composite
def newspapers(draw):
    count = draw(st.integers(1, 5))
    found = []
    for index in range(count):
        events = draw(st.lists(tellings(), max_size=3))
        offices = draw(
            st.lists(
                st.sampled_from(
                    [
                        ("Anna Petit", "president", "France"),
                        ("Petit", "president", "France"),
                        ("Joseph Otieno", "envoy", "Kenya"),
                    ]
                ),
                max_size=2,
                unique=True,
            )
        )
        found.append(article(f"news {index}", draw(published), *events, offices=offices, fingerprint=draw(prints)))
    return found


def written(knowledge, extractions):
    return canonical(knowledge_quads(knowledge, extractions, SCHEMA, BASE))


@settings(max_examples=60, deadline=None)
@given(newspapers())
def test_any_order_of_articles_gives_equal_knowledge_and_equal_bytes(extractions):
    expected = resolve(extractions, SCHEMA)
    for order in itertools.islice(itertools.permutations(extractions), 24):
        found = resolve(order, SCHEMA)
        assert found == expected
        assert written(found, order) == written(expected, extractions)


@settings(max_examples=60, deadline=None)
@given(newspapers())
def test_what_is_read_back_from_the_graphs_resolves_to_the_same(extractions):
    back = [read_extraction(reversed(list(extraction_quads(one, BASE))), BASE) for one in extractions]
    assert back == [untexted(one) for one in extractions]
    assert resolve(back, SCHEMA) == resolve(extractions, SCHEMA)


@settings(max_examples=60, deadline=None)
@given(newspapers())
def test_every_article_entity_and_telling_is_in_exactly_one_place(extractions):
    knowledge = resolve(extractions, SCHEMA)
    sources = [source for entity in knowledge.entities for source in entity.sources]
    claims = [claim for event in knowledge.events for claim in event.claims]
    assert len(sources) == len(set(sources)) == sum(len(one.entities) for one in extractions)
    assert len(claims) == len(set(claims))
    for event in knowledge.events:
        articles = [claim.article for claim in event.claims]
        assert len(articles) == len(set(articles)), "two events of one article were merged"
    ids = [(event.event_type, event.slug) for event in knowledge.events] + [entity.id for entity in knowledge.entities]
    assert len(ids) == len(set(ids))


@settings(max_examples=60, deadline=None)
@given(newspapers(), st.lists(st.integers(0, 4), min_size=1, max_size=8))
def test_any_sequence_of_adding_and_taking_back_gives_what_a_rebuild_gives(extractions, steps):
    memory, held = Memory(), {}
    for step in steps:
        turned = extractions[step % len(extractions)]
        digest = turned.article.digest
        held = {key: one for key, one in held.items() if key != digest} | ({} if digest in held else {digest: turned})
        found = resolve(held.values(), SCHEMA, memory=memory)
        assert found == resolve(held.values(), SCHEMA)
        assert written(found, held.values()) == written(resolve(held.values(), SCHEMA), held.values())


@settings(max_examples=60, deadline=None)
@given(newspapers(), newspapers())
def test_a_memory_of_other_articles_changes_nothing(before, extractions):
    memory = Memory()
    resolve(before, SCHEMA, memory=memory)
    assert resolve(extractions, SCHEMA, memory=memory) == resolve(extractions, SCHEMA)


@settings(max_examples=150, deadline=None)
@given(newspapers())
def test_whatever_could_be_linked_is_compared(extractions):
    knowledge = resolve(extractions, SCHEMA)
    ids = {source: entity.id for entity in knowledge.entities for source in entity.sources}
    seen = appearances(extractions, {})
    offices = [(held.holder, held.organization) for held in knowledge.positions if held.organization]
    around = Surroundings.of(knowledge.entities, affiliations(seen, Cast(knowledge.entities, ids), offices))
    told = all_tellings(extractions, SCHEMA, ids, {})
    pairs = find_pairs(told, around)
    for left, right in itertools.combinations(range(len(told)), 2):
        a, b = told[left], told[right]
        same_country_twice = len(a.agents & b.agents) < 2 and min(len(a.agents), len(b.agents)) > 1
        if not excluded(a, b, around) and agreement(a, b, around) and not same_country_twice:
            assert (left, right) in pairs, (a, b)
