"""The reference pages that follow from the program itself; ``python -m kg.cli.reference docs/reference`` writes them.

A test holds that the pages in the repository are what this writes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kg.catalogue import load_catalogue
from kg.cli.app import HELP_OPTIONS, cli
from kg.cli.python_page import python_page
from kg.export import FORMATS, FolderForm, StoreForm
from kg.schema import load_schema
from kg.schema.describe import describe
from kg.settings import SETTINGS, Settings
from kg.web.api.page import operations_page

WIDTH = 100
NOTE = "<!-- Written by `python -m kg.cli.reference docs/reference`; do not edit. -->\n\n"


def command_page() -> str:
    """Every command with its help, as ``kg COMMAND --help`` prints it."""
    parts = [NOTE, "# Commands\n"]
    with _context(cli, "kg") as context:
        parts.append(f"\n```text\n{cli.get_help(context)}\n```\n")
        for name, command in cli.commands.items():
            help_text = command.get_help(_context(command, name, parent=context))
            parts.append(f"\n## kg {name}\n\n```text\n{help_text}\n```\n")
            if isinstance(command, click.Group):
                parts += _subcommands(command, name, context)
    return "".join(parts)


def _subcommands(group: click.Group, name: str, parent: click.Context) -> Iterator[str]:
    """The commands of a group."""
    with _context(group, name, parent=parent) as context:
        for sub, command in group.commands.items():
            help_text = command.get_help(_context(command, sub, parent=context))
            yield f"\n### kg {name} {sub}\n\n```text\n{help_text}\n```\n"


def _context(command: click.Command, name: str, *, parent: click.Context | None = None) -> click.Context:
    """A context of a fixed width, whatever the window."""
    return click.Context(
        command,
        info_name=name,
        parent=parent,
        help_option_names=HELP_OPTIONS,
        max_content_width=WIDTH,
        terminal_width=WIDTH,
    )


def query_page() -> str:
    """Every catalogue query: what it answers, its parameters and columns."""
    parts = [NOTE, "# Catalogue queries\n\n"]
    parts.append("Ask with `kg query NAME key=value …`; without a name the command lists them.\n")
    for query in load_catalogue().values():
        parts.append(f"\n## {query.name}: {query.title}\n\n{query.answers}\n\n")
        parts.append("| parameter | kind | | default |\n|---|---|---|---|\n")
        parts += [
            f"| `{p.name}` | {p.kind} | {p.label} | {'required' if p.required else f'`{p.default}`'} |\n"
            for p in query.parameters
        ]
        parts.append("\n| column | kind | |\n|---|---|---|\n")
        parts += [f"| `{column.name}` | {column.kind} | {column.label} |\n" for column in query.columns]
        if query.asked:
            parts.append("\nAsked in plain words (`kg ask`):\n\n```text\n" + "\n".join(query.asked) + "\n```\n")
        for key, phrases in query.heard:
            meant = "this query" if key == "it" else f"`{key}`"
            parts.append(f"\nWords that mean {meant} where no pattern fits: {', '.join(phrases)}.\n")
    return "".join(parts)


def settings_page() -> str:
    """Every setting with its environment variable and default."""
    defaults = Settings()
    parts = [NOTE, "# Settings\n\n| setting | environment | default | |\n|---|---|---|---|\n"]
    for entry in SETTINGS:
        value = getattr(defaults, entry.name)
        shown = f"`{value}`" if value not in ("", ()) else ""
        parts.append(f"| {entry.name} | `{entry.variable}` | {shown} | {entry.help} |\n")
    parts.append(
        "\nThe secrets that allow writing over HTTP stand in the environment alone: `KG_TOKEN` (one), `KG_TOKENS`"
        " (`name:secret,name:secret`) or `KG_TOKENS_FILE` (a file of them, one a line), and"
        " `KG_ENDPOINT_TOKEN`, which `kg path --endpoint` sends to that endpoint and to nobody else.\n"
    )
    return "".join(parts)


def ontology_page() -> str:
    """Event types, roles, statuses and their examples."""
    return describe(load_schema())


def exports_page() -> str:
    """Every format of ``kg export``, and what its writer says of it."""
    parts = [NOTE, "# Exports\n\n"]
    parts.append(
        "`kg export FORMAT -o PATH`, in Python `graph.export(FORMAT)` and `graph.export_to(FORMAT, PATH)`.\n\n"
    )
    parts.append("| format | holds | opens in | written as | media type | filters |\n|---|---|---|---|---|---|\n")
    for name, form in FORMATS.items():
        written = "folder" if isinstance(form, FolderForm) else f"`*{form.suffix}`"
        filters = "no" if isinstance(form, StoreForm) else "yes"
        parts.append(f"| `{name}` | {form.scope} | {form.opens} | {written} | {form.media_type} | {filters} |\n")
    parts.append(_EXPORT_NOTES)
    seen: dict[str, list[str]] = {}
    for name, form in FORMATS.items():
        seen.setdefault(str(sys.modules[form.write.__module__].__doc__), []).append(name)
    for told, names in seen.items():
        parts.append(f"\n## {', '.join(names)}\n\n{told.replace('``', '`').strip()}\n")
    return "".join(parts)


_EXPORT_NOTES = """
Without a filter an export of the network holds every person and every event that connects two, whatever its status:
planned and denied ones, too, where `kg rank` counts those that occurred. `--status occurred` makes both count the same;
measures (`--measure`) are of the events that the export holds. Filters say which events it holds: `--status`,
`--since`, `--until` (undated events are in no window), `--type`, `--not-type`, `--min-sources` (independent articles),
`--outlet`, `--known-by` (as it stood on that day), `--in`, `--not-in`. With one, only persons who are still connected
are written; one that lets no event pass writes nothing, says what kept most out and ends with 1. The description in
GEXF and JGF tells the filters. `html`, `svg` and `png` show the persons with the most contacts: 500, or as many as
`--top` says, 2,000 at most; they tell how many there are, and the filter.

All formats of the network say the same:

* A person and an event have an id of letters, digits and hyphens, made of the end of the IRI, and the IRI beside it.
* `dates` are EDTF as reported (`2024-05`, `2024-06/..`), several where reports disagree; `earliest` and `latest` are
  the days they may mean. An open end is absent.
* Several values in one cell stand apart by ` | ` where the format has no lists.
* `sources` counts independent articles; copies of one story count once.
* Characters that XML cannot hold (control characters, halves of surrogates) are U+FFFD in every format.
* The same store gives the same bytes.

A file is written beside its place and renamed; a folder too. In a folder that exists, files of the same names are
replaced and others stay.
"""


def api_page() -> str:
    """Every operation of the API."""
    return NOTE + operations_page()


PAGES = {
    "python.md": lambda: NOTE + python_page(),
    "api.md": api_page,
    "exports.md": exports_page,
    "commands.md": command_page,
    "queries.md": query_page,
    "settings.md": settings_page,
    "ontology.md": ontology_page,
}


def main() -> None:
    """Write the pages into the folder named on the command line, ``docs/reference`` where none is."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference")
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
