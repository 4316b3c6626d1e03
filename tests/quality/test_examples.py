"""Every example of the ontology extracts exactly its fillers and its status; every counter-example nothing."""

import pytest

from kg.schema import load_schema

pytestmark = pytest.mark.model

TYPES = load_schema().types
EXAMPLES = [(kind, example) for kind in TYPES for example in kind.examples]
COUNTER_EXAMPLES = [(kind, text) for kind in TYPES for text in kind.counter_examples]


def claims_of(kind, extraction):
    return [claim for claim in extraction.claims if claim.event_type == kind.iri and not claim.generic]


def fillers_of(claims, extraction, wanted):
    """(role, words): the words of the example where they name the same entity, else the mention."""
    names = {
        entity.key: {entity.name, *(mention.text for mention in entity.mentions)} for entity in extraction.entities
    }
    found = set()
    for claim in claims:
        for argument in claim.arguments:
            words = names.get(argument.entity, set())
            same = [text for role, text in wanted if role == argument.role and text in words]
            found.add((argument.role, argument.value or (same[0] if same else argument.mention.text)))
    return found


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[f"{kind.key}: {item.text}" for kind, item in EXAMPLES])
def test_an_example_extracts_its_fillers_and_status(kind, example, read):
    extraction = read(example.text)
    claims = claims_of(kind, extraction)
    assert fillers_of(claims, extraction, example.fillers) == set(example.fillers)
    assert {claim.status for claim in claims} == {example.status}
    assert len({claim.local_event for claim in claims}) == example.events


@pytest.mark.parametrize(
    ("kind", "text"), COUNTER_EXAMPLES, ids=[f"{kind.key}: {text}" for kind, text in COUNTER_EXAMPLES]
)
def test_a_counter_example_extracts_nothing(kind, text, read):
    assert claims_of(kind, read(text)) == []
