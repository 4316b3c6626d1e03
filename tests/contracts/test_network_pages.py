"""The pages about network analysis: commands print what the how-to shows, and the reference knows every column."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.analysis.rank import MEASURES
from kg.cli.app import cli

DOCS = Path(__file__).resolve().parents[2] / "docs"
HOW_TO = (DOCS / "how-to/network.md").read_text("utf-8")
SHOWN = re.findall(r"^```console\n\$ kg ([^\n]+)\n(.*?)\n```$", HOW_TO, re.MULTILINE | re.DOTALL)
REFERENCE = (DOCS / "reference/measures.md").read_text("utf-8")

RESULTS = {
    "rank": lambda graph: [
        graph.rank(measure, samples=3 if measure == "betweenness" else None) for measure in MEASURES
    ],
    "communities": lambda graph: [graph.communities()],
    "bridges": lambda graph: [graph.bridges()],
    "compare": lambda graph: [graph.compare("2024-03-04", "2024-03-11/..")],
    "ego": lambda graph: [graph.ego("Petit")],
    "timeline": lambda graph: [graph.timeline("Petit", "Otieno")],
}


@pytest.mark.parametrize(("words", "printed"), SHOWN, ids=[words for words, _ in SHOWN])
def test_a_command_prints_what_the_how_to_shows(store, words, printed):
    done = CliRunner(env={"COLUMNS": "100"}).invoke(cli, [*shlex.split(words), "--store", str(store)])
    assert done.stdout.rstrip() == printed


def test_the_how_to_shows_every_command():
    assert {words.partition(" ")[0] for words, _ in SHOWN} == set(RESULTS)


def documented(kind):
    """Table -> its columns, as the reference has them."""
    section = REFERENCE.partition(f"\n## {kind}\n")[2].partition("\n## ")[0]
    tables = {}
    for part in section.split("\n### ")[1:]:
        name, _, body = part.partition("\n")
        cells = re.findall(r"^\| (`.+?) \|", body, re.MULTILINE)
        tables[name] = {column for cell in cells for column in re.findall(r"`(\w+)`", cell)}
    return tables


@pytest.mark.parametrize("kind", RESULTS)
def test_every_table_and_column_is_documented_and_no_other(graph, kind):
    given = {}
    for result in RESULTS[kind](graph):
        for table in result.tables:
            given.setdefault(table.name, set()).update(column.name for column in table.columns)
    assert documented(kind) == given


def test_every_measure_is_documented_in_the_words_of_the_program():
    for name, measure in MEASURES.items():
        assert f"| `{name}` | {measure.says.partition(' (')[0]}" in REFERENCE
