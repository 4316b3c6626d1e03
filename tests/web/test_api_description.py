"""The OpenAPI description: valid, whole, and what the service really does."""

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from test_api_operations import NAMED, OPERATIONS, get

from kg.catalogue import load_catalogue
from kg.export import FORMATS


@pytest.fixture(scope="module")
def description(client):
    return client.get("/api/openapi.json").json


def test_it_is_valid_openapi(description):
    assert [str(error) for error in OpenAPIV31SpecValidator(description).iter_errors()] == []


def test_every_route_of_the_api_is_described_and_no_other(client, description):
    routes = {rule.rule for rule in client.application.url_map.iter_rules() if rule.rule.startswith("/api/")}
    told = set()
    for path in description["paths"]:
        whole = path.replace("{id}", "<path:id>").replace("{digest}", "<digest>")
        for several, rule in (("/api/queries/", "/api/queries/<name>"), ("/api/exports/", "/api/exports/<form>")):
            whole = rule if whole.startswith(several) else whole
        told.add(whole)
    assert told == routes


def test_every_catalogue_query_and_every_form_of_export_is_an_operation(description):
    assert {f"/api/queries/{name}" for name in load_catalogue()} <= set(description["paths"])
    assert {f"/api/exports/{name}" for name in FORMATS} <= set(description["paths"])


def test_parameters_are_told_with_their_values(description):
    told = {one["name"]: one for one in description["paths"]["/api/paths"]["get"]["parameters"]}
    assert told["k"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100}
    assert told["mode"]["schema"]["enum"] == ["best", "shortest", "simple"]
    assert told["from"]["required"]
    assert told["from"]["schema"]["type"] == "array"
    assert told["since"]["schema"]["format"] == "date"


@pytest.mark.parametrize("operation", OPERATIONS, ids=NAMED)
def test_an_answer_is_of_the_form_that_is_described(client, description, operation):
    told = description["paths"][f"/api{operation.path}"]["get"]["responses"]["200"]["content"]
    answer = get(client, operation)
    assert answer.mimetype in told
    if answer.mimetype == "application/json" and told[answer.mimetype]:
        schema = {**told["application/json"]["schema"], "components": description["components"]}
        assert [error.message for error in OAS31Validator(schema).iter_errors(answer.json)] == []


@pytest.mark.parametrize(
    "address",
    [
        "paths?from=Petit&to=Quispe&new-since=2024-01-01", "paths?from=Petit&to=Quispe&new-since=generation:1",
        "ask?q=who+connects+Petit+to+Quispe", "ask?q=who+is+Petit",
        "paths?from=Petit&to=Otieno&longest=1&not-type=meeting", "search?q=anna&in=names", "entities?name=Nairobi",
        "entities?name=Kenya", "entities?name=denial.txt", "entities?name=Quispe&why=true",
    ],
)  # fmt: skip
def test_answers_of_other_kinds_are_described_too(client, description, address):
    told = description["paths"][f"/api/{address.partition('?')[0]}"]["get"]["responses"]["200"]["content"]
    schema = {**told["application/json"]["schema"], "components": description["components"]}
    answer = client.get(f"/api/{address}")
    assert answer.status_code == 200
    assert [error.message for error in OAS31Validator(schema).iter_errors(answer.json)] == []


@pytest.mark.parametrize("address", ["entities?name=Diallo", "entities?name=Kispe", "rank?by=x", "nowhere"])
def test_a_problem_is_of_the_form_that_is_described(client, description, address):
    schema = {"$ref": "#/components/schemas/Problem", "components": description["components"]}
    assert [error.message for error in OAS31Validator(schema).iter_errors(client.get(f"/api/{address}").json)] == []


def test_the_description_is_the_same_each_time(client):
    assert client.get("/api/openapi.json").data == client.get("/api/openapi.json").data
