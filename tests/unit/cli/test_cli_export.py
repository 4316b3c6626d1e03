"""``kg export`` in the formats of other tools."""

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.errors import UsageError
from kg.export import FORMATS, FolderForm, StoreForm


@pytest.fixture
def ask(store):
    def call(*words):
        words = ["export", *words, "--store", str(store)]
        return CliRunner().invoke(cli, words, catch_exceptions=False, standalone_mode=False)

    return call


def test_the_help_names_every_format_and_which_take_filters(ask):
    whole, _, network = " ".join(ask("--help").stdout.split()).partition("The network of persons:")
    named = network.partition(";")[0]
    assert [
        name for name, form in FORMATS.items() if name not in (whole if isinstance(form, StoreForm) else named)
    ] == []


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if not isinstance(form, FolderForm)])
def test_a_file_and_standard_output_have_the_same_bytes(ask, tmp_path, form):
    target = tmp_path / "out"
    ask(form, "-o", str(target))
    assert target.read_bytes() == ask(form).stdout_bytes


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if isinstance(form, FolderForm)])
def test_a_folder_is_written_and_refused_on_standard_output(ask, tmp_path, form):
    ask(form, "-o", str(tmp_path / "out"))
    assert len(list((tmp_path / "out").iterdir())) >= 2
    with pytest.raises(UsageError, match=f"an export as {form} is a folder. Name one: -o FOLDER"):
        ask(form)


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        (("--status", "planned"), {"Anna Petit", "Rosa Quispe"}),
        (("--since", "2024-03-12", "--until", "2024-04-01"), {"Rosa Quispe", "Moussa Diallo", "Aïssatou Diallo"}),
        (("--type", "letter"), {"Rosa Quispe", "Moussa Diallo", "Aïssatou Diallo"}),
        (("--min-sources", "2"), {"Anna Petit", "Joseph Otieno"}),
        (("--in", "Nairobi"), {"Anna Petit", "Joseph Otieno"}),
        (("--not-type", "meeting"), {"Rosa Quispe", "Moussa Diallo", "Aïssatou Diallo"}),
        (("--known-by", "2024-03-13", "--status", "planned"), {"Anna Petit", "Rosa Quispe"}),
    ],
)
def test_filters_choose_the_events_of_a_network(ask, words, labels):
    text = ask("pajek", *words).stdout_bytes.decode().replace("&#239;", "ï")
    assert {line.split('"')[1] for line in text.splitlines() if '"' in line} == labels


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if isinstance(form, StoreForm)])
def test_an_export_that_takes_no_filter_says_so(ask, form):
    with pytest.raises(UsageError, match=f"an export as {form} is whole: it takes no filter"):
        ask(form, "--since", "2024-01-01")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--status", "hoped"), "there is no status 'hoped'"),
        (("--since", "soon"), "'soon' is not a day"),
        (("--since", "2024-02-01", "--until", "2024-01-01"), "is later than"),
        (("--type", "wedding"), "there is no type of event 'wedding'"),
    ],
)
def test_a_wrong_filter_is_told(ask, words, told):
    with pytest.raises(UsageError, match=told):
        ask("gexf", *words)


def test_a_picture_takes_a_number_of_persons(ask):
    text = ask("svg", "--top", "3").stdout_bytes.decode()
    assert "The 3 persons with the most contacts, of " in text
    assert text.count('<g transform="translate(') > 3


def test_fewer_sources_than_none_are_refused(graph):
    with pytest.raises(UsageError, match="sources is -1"):
        graph.export("gexf", sources=-1)
