"""The API and the command line are one: same wish, same JSON; what a command takes is a parameter, and nothing else."""

import json
import shlex

import click
import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.web import close_app, create_app
from kg.web.api import wishes
from kg.web.api.table import all_operations
from kg.web.parameters import Parameter


@pytest.fixture(scope="module")
def client(store):
    app = create_app(Settings(store=store), tokens=Tokens())
    yield app.test_client()
    close_app(app)


def printed(words, store, form="json"):
    """What a command prints."""
    done = CliRunner().invoke(cli, [*shlex.split(words), "--format", form, "--store", str(store)])
    assert done.exit_code in (0, 1), done.output
    return done.stdout


SAME = [
    ("path Petit Otieno", "paths?from=Petit&to=Otieno"),
    ("path Petit Quispe --k 3 --status any", "paths?from=Petit&to=Quispe&k=3&status=any"),
    (
        (
            "path Petit Otieno --from Quispe --shortest --type meeting --not-type visit --min-sources 1 --in Nairobi"
            " --not-in Oslo --outlet 'Lakeside Courier' --known-by 2030-01-01"
        ),
        (
            "paths?from=Petit&from=Quispe&to=Otieno&mode=shortest&type=meeting&not-type=visit&min-sources=1&in=Nairobi"
            "&not-in=Oslo&outlet=Lakeside+Courier&known-by=2030-01-01"
        ),
    ),
    (
        (
            "path Petit Quispe --simple --longest 3 --avoid Samir --order forward --gap 90 --max-contacts 9 --via org"
            " --new-since 2024-03-14"
        ),
        (
            "paths?from=Petit&to=Quispe&mode=simple&longest=3&avoid=Samir&order=forward&gap=90&max-contacts=9&via=org"
            "&new-since=2024-03-14"
        ),
    ),
    ("path Petit Quispe --new-since generation:0", "paths?from=Petit&to=Quispe&new-since=generation:0"),
    ("path Petit Quispe --through Otieno --any-of Otieno", "paths?from=Petit&to=Quispe&through=Otieno&any-of=Otieno"),
    (
        "path Petit Quispe --through-place Kenya --any-of-place Oslo --any-of-place Nairobi --through-type meeting",
        "paths?from=Petit&to=Quispe&through-place=Kenya&any-of-place=Oslo&any-of-place=Nairobi&through-type=meeting",
    ),
    (
        "path Petit Quispe --any-of-type letter --any-of-type meeting --through-place Oslo",
        "paths?from=Petit&to=Quispe&any-of-type=letter&any-of-type=meeting&through-place=Oslo",
    ),
    (
        "connect Petit Quispe --type letter --via org --max-contacts 50",
        "connect?name=Petit&name=Quispe&type=letter&via=org&max-contacts=50",
    ),
    ("connect Petit Otieno Quispe", "connect?name=Petit&name=Otieno&name=Quispe"),
    ("connect Petit Quispe --avoid Otieno", "connect?name=Petit&name=Quispe&avoid=Otieno"),
    ("ask who met Otieno", "ask?q=who+met+Otieno"),
    ("ask who connects Petit to Quispe", "ask?q=who+connects+Petit+to+Quispe"),
    ("ask 'who is Petit'", "ask?q=who+is+Petit"),
    ("search minister", "search?q=minister"),
    ("search met --type meeting --status occurred", "search?q=met&type=meeting&status=occurred"),
    ("search met --outlet 'lakeside courier'", "search?q=met&outlet=lakeside+courier"),
    ("search met --since 2024-01-01 --limit 2", "search?q=met&since=2024-01-01&limit=2"),
    ("search anna --in names --kind person", "search?q=anna&in=names&kind=person"),
    ("show Petit", "entities?name=Petit"),
    ("show Petit --why", "entities?name=Petit&why=true"),
    ("show https://w3id.org/demarche/id/person/anna-petit", "entities?iri=https://w3id.org/demarche/id/person/anna-petit"),
    ("show 'ليلى حداد'", "entities?name=ليلى حداد"),
    ("show Petit", "entities/person/anna-petit"),
    ("show denial.txt", "entities?name=denial.txt"),
    ("articles", "articles"),
    ("rank", "rank"),
    ("rank --by betweenness --samples 3 --seed 7 --top 2", "rank?by=betweenness&samples=3&seed=7&top=2"),
    ("communities --show persons --resolution 1.5", "communities?show=persons&resolution=1.5"),
    ("bridges --status any --top 1", "bridges?status=any&top=1"),
    ("compare 2024-03-04 2024-03-11/.. --by degree", "compare?before=2024-03-04&after=2024-03-11/..&by=degree"),
    ("ego Petit --radius 2 --sources 1 --cap 9", "ego?person=Petit&radius=2&min-sources=1&cap=9"),
    ("timeline Petit Otieno --since 2024-01-01", "timeline?one=Petit&other=Otieno&since=2024-01-01"),
    ("query meetings person=Petit", "queries/meetings?person=Petit"),
    ("query events status=any type=meeting type=visit", "queries/events?status=any&type=meeting&type=visit"),
    ("query sanctions", "queries/sanctions"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "address"), SAME, ids=[words for words, _ in SAME])
def test_the_same_wish_is_answered_with_the_same_json(client, store, words, address):
    answer = client.get(f"/api/{address}")
    assert answer.status_code == 200, answer.text
    assert answer.json == json.loads(printed(words, store))


ROWS = [pair for pair in SAME if pair[0].partition(" ")[0] in ("articles", "rank", "bridges", "query", "timeline")]


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize(("words", "address"), ROWS, ids=str)
def test_the_same_wish_is_answered_with_the_same_rows(client, store, words, address, form):
    answer = client.get(f"/api/{address}{'&' if '?' in address else '?'}format={form}")
    assert answer.text == printed(words, store, form)


def test_every_operation_with_a_command_is_compared_with_it():
    compared = {address.partition("?")[0] for _, address in SAME}
    bare = [operation.path[1:] for operation in all_operations() if operation.command and not operation.place]
    assert {name for name in bare if not name.startswith(("queries/", "exports/"))} <= compared


OTHERWISE = {
    "path": {"shortest": "mode", "simple": "mode", "source": "from", "target": "to"},
    "connect": {"names": "name"},
    "ask": {"question": "q"},
    "search": {"words": "q"},
}
OF_A_TERMINAL = {"store", "format", "form", "plot", "ontology", "output", "engine", "endpoint", "nodes", "seconds"}
GROUPS = {
    "path": wishes.PATHS,
    "connect": wishes.CONNECT,
    "ask": wishes.QUESTION,
    "search": wishes.SEARCH,
    "rank": wishes.RANK,
    "communities": wishes.COMMUNITIES,
    "bridges": wishes.BRIDGES,
    "compare": wishes.COMPARE,
    "ego": wishes.EGO,
    "timeline": wishes.TIMELINE,
    "export": wishes.PICTURE,
}


def options(command):
    """Words of a command's options and names of its arguments -> the option."""
    told = {}
    for one in cli.commands[command].params:
        words = one.opts if isinstance(one, click.Argument) else [one.opts["--" not in one.opts[0]].removeprefix("--")]
        told.update(dict.fromkeys(words, one))
    return {OTHERWISE.get(command, {}).get(word, word): one for word, one in told.items() if word not in OF_A_TERMINAL}


@pytest.mark.parametrize("command", GROUPS)
def test_the_options_of_a_command_are_the_parameters_of_its_operation(command):
    known = {parameter.name for parameter in GROUPS[command]}
    assert known == set(options(command))


@pytest.mark.parametrize("command", GROUPS)
def test_choices_and_repetition_are_those_of_the_command(command):
    for parameter in GROUPS[command]:
        option = options(command)[parameter.name]
        if parameter.name == "mode" or isinstance(option, click.Argument):
            continue
        assert parameter.several == option.multiple, parameter.name
        if isinstance(option.type, click.Choice):
            assert parameter.choices == tuple(option.type.choices), parameter.name
        if isinstance(option.type, click.IntRange):
            assert parameter.kind == "number"
            assert parameter.least == option.type.min, parameter.name
        if parameter.default not in (None, False):
            assert parameter.default == option.default, parameter.name


def test_a_parameter_reads_what_it_is_documented_with():
    for operation in all_operations():
        for parameter in operation.parameters:
            assert isinstance(parameter, Parameter)
            if parameter.example:
                parameter.read(parameter.example)
