"""Where the package's own data lies: ``ontology/`` and ``queries/``, in the wheel or beside ``kg/`` in a checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def data_folder(name: str) -> Path:
    """Folder of packaged data: ``ontology`` or ``queries``.

    Raises:
        FileNotFoundError: when the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"demarche-kg is installed incompletely: no {name}/ in {package}; install it again")


def gazetteer_rows(table: str) -> Iterator[list[str]]:
    """The fields of each line of a table of states, organizations or places, comments left out.

    Args:
        table: its file's name, for example ``states.tsv``.
    """
    folder = Path(__file__).resolve().parent / "extraction" / "data"
    for line in (folder / table).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
