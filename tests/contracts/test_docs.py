"""Documentation says what the program does: generated pages are up to date, and every link leads somewhere."""

import re
import subprocess
from http import HTTPStatus
from pathlib import Path

import click
import pytest

from kg.catalogue import load_catalogue
from kg.cli.app import cli
from kg.cli.reference import PAGES
from kg.service import open_graph
from kg.serving.cache import AnswerCache
from kg.serving.tokens import Tokens
from kg.settings import SETTINGS, Settings
from kg.web import create_app, statuses
from kg.web.api.table import all_operations
from kg.web.metrics import Metrics, Outcome, ServiceState

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)|<a [^>]*href=\"([^\"]+)\"|<img [^>]*src=\"([^\"]+)\"")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)


def pages():
    """Markdown files of the repository, not of what was installed or built beside it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        return [ROOT / name for name in sorted(listed.stdout.splitlines()) if (ROOT / name).exists()]
    folders = (ROOT, *(ROOT / name for name in ("docs", "training", "benchmarks", "seeds", "kg")))
    return sorted(
        {path for folder in folders for path in (folder.glob("*.md") if folder == ROOT else folder.rglob("*.md"))}
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_program_says_today(name):
    assert (REFERENCE / name).read_text("utf-8") == PAGES[name](), "run: python -m kg.cli.reference docs/reference"


def test_every_command_with_every_option_is_documented():
    text = (REFERENCE / "commands.md").read_text("utf-8")
    for name, command in cli.commands.items():
        section = text.partition(f"\n## kg {name}\n")[2].partition("\n## ")[0]
        assert section, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert all(word in section for word in option.opts), (name, option.opts)


def test_every_query_with_every_parameter_and_column_is_documented():
    text = (REFERENCE / "queries.md").read_text("utf-8")
    for query in load_catalogue().values():
        section = text.partition(f"\n## {query.name}: ")[2].partition("\n## ")[0]
        assert query.answers in section, query.name
        for item in (*query.parameters, *query.columns):
            assert f"| `{item.name}` |" in section, (query.name, item.name)


def test_every_setting_is_documented_with_its_variable():
    text = (REFERENCE / "settings.md").read_text("utf-8")
    assert {entry.name for entry in SETTINGS} == set(Settings.__slots__)
    for entry in SETTINGS:
        assert f"| {entry.name} | `{entry.variable}` |" in text, entry.name


def typed_values(text):
    """What commands in a text give as types of events."""
    for line in text.splitlines():
        for quoted, plain in re.findall(r"""--(?:any-of-|through-|not-)?type (?:"([^"]+)"|([a-z]\w*))""", line):
            yield quoted or plain


def test_types_of_events_in_examples_are_types_there_are(store):
    terms = open_graph(store).terms
    told = [word for command in cli.commands.values() for word in typed_values(command.epilog or "")]
    told += [word for page in (ROOT / "docs" / "how-to").glob("*.md") for word in typed_values(page.read_text("utf-8"))]
    assert {"meeting", "letter", "phone call"} <= set(told)
    for word in told:
        assert terms.type_iri(word), word


def rows(heading):
    """First cells of the tables under a heading of the service's reference, as written."""
    section = (REFERENCE / "service.md").read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]


def test_every_type_of_problem_is_documented_with_its_status():
    told = {(name, cells[1]) for cells in rows("Errors") for name in re.findall(r"`([a-z-]+)`", cells[0])}
    ours = {(slug, str(int(status))) for _, status, slug in statuses._KINDS}
    raised = map(HTTPStatus, (400, 401, 403, 404, 405, 415, 431, 500, 501))
    https = {(status.phrase.lower().replace(" ", "-"), str(int(status))) for status in raised}
    assert told == ours | https | {("bug", "500")}


def test_every_address_of_the_service_is_documented_with_its_methods(store):
    told = {cells[0].strip("| `"): set(cells[1].split(", ")) for cells in rows("Addresses")}
    served = {}
    for rule in create_app(Settings(store=store), tokens=Tokens()).url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            assert rule.methods == {"GET", "HEAD", "OPTIONS"}
        else:
            served.setdefault(rule.rule, set()).update(rule.methods)
    assert told == served


def test_every_operation_of_the_api_is_documented_with_every_parameter():
    text = (REFERENCE / "api.md").read_text("utf-8")
    for operation in all_operations():
        assert f"`/api{operation.path}`" in text, operation.name
        section = text.partition(f"`/api{operation.path}`\n")[2].partition("\n## ")[0]
        lines = [line for line in text.splitlines() if line.startswith(f"| `/api{operation.path}` |")]
        for parameter in operation.parameters:
            told = section or "".join(lines) + text.partition("\nFilters and measures:")[2]
            assert f"`{parameter.name}`" in told, (operation.name, parameter.name)


def test_every_metric_is_documented_with_its_kind_and_labels():
    told = {
        name: (cells[1], cells[2].strip(" |"))
        for cells in rows("Metrics")
        for name in re.findall(r"`(demarche_[a-z_]+)`", cells[0])
    }
    state = ServiceState(1, cache=AnswerCache(1, 1).state())
    page = Metrics(lambda: state).render().decode()
    kinds = dict(re.findall(r"^# TYPE (\S+) (\w+)$", page, re.MULTILINE))
    assert {name: kind for name, (kind, _) in told.items()} == kinds
    outcomes = (REFERENCE / "service.md").read_text("utf-8").partition("\nOutcomes,")[2]
    assert [outcome for outcome in Outcome if f"`{outcome}`" not in outcomes] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_internal_link_leads_to_a_file_of_the_repository(page):
    text = FENCE.sub("", page.read_text("utf-8"))
    broken = []
    for groups in LINK.findall(text):
        target = next(filter(None, groups)).partition("#")[0]
        if not target or re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        path = (page.parent / target).resolve()
        if not (path.exists() and path.is_relative_to(ROOT)):
            broken.append(target)
    assert broken == []


def test_a_broken_link_would_be_found():
    assert [
        next(filter(None, groups)) for groups in LINK.findall('[a](b/c.md#d "t") <img src="e.svg"> [f](<g.md>)')
    ] == ["b/c.md#d", "e.svg", "g.md"]


def test_each_decision_has_a_number_of_its_own_which_its_heading_tells():
    files = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    headings = [file.read_text("utf-8").partition(". ")[0] for file in files]
    assert headings == [f"# {int(file.name[:4])}" for file in files]
    assert len(set(headings)) == len(files)
