"""The network in a file beside the generation it was read from, so that a first path waits for no projection.

One uncompressed archive of arrays (NumPy's NPZ): rows of numbers, columns that filters and measures look at, and facts
as lines of JSON that are read when an answer tells them. A generation never changes, so neither does what its file
holds; the file's name changes when its form does. Nothing in it is executed when it is read.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.analysis.adjacency import Adjacency, keep_rows, rows_of
from kg.analysis.columns import Columns, Lists, columns_of, keep_columns, narrow
from kg.analysis.network import Fact, Network, Report
from kg.store.folder import TEMPORARY

_FORM: Final = 2  # counts up when the projection finds other facts, or the arrays mean something else
_FIELDS: Final = repr([_FORM, *(field.name for kind in (Fact, Report) for field in fields(kind))])
FILE: Final = f"network-{sha256(_FIELDS.encode()).hexdigest()[:8]}.npz"
_MODE: Final = 0o644  # whoever serves may be another user than who built
_ROWS: Final = ("starts", "neighbours", "links", "fact_starts", "link_facts")
_ARRAYS: Final = (
    "contacts", "statuses", "types", "earliest", "latest", "sources", "published", "told", "groups",
)  # fmt: skip
_LISTS: Final = ("persons", "agents", "places", "outlets")
_TABLES: Final = ("iris", "terms", "people", "parties", "papers", "days", "spots")


class Lines(Mapping[str, Fact]):
    """Facts as lines of JSON, each read when it is asked for.

    Args:
        iris: of all facts that have a line, sorted.
        text: the lines, one behind another.
        ends: (lines + 1) where each begins.
        chosen: numbers of the lines that count, ascending.
    """

    def __init__(self, iris: Sequence[str], text: bytes, ends: NDArray[np.int64], chosen: NDArray[Any]) -> None:
        self._text = text
        self._ends = ends
        self._places = {iris[place]: place for place in chosen.tolist()}

    def __getitem__(self, iri: str) -> Fact:
        place = self._places[iri]
        return _fact(json.loads(self._text[self._ends[place] : self._ends[place + 1]]))

    def __contains__(self, iri: object) -> bool:
        return iri in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def kept_network(place: Path, project: Callable[[], Network]) -> Network:
    """The network of a generation: from the file beside it, else projected and, where that can be, written there.

    Args:
        place: folder of what is derived from the generation; made if it can be.
        project: reads it from the store.
    """
    found = load_network(place / FILE)
    if found is None:
        found = project()
        with suppress(OSError):  # a folder that may not be written, a full disk: nothing is lost but time
            save_network(found, place / FILE)
    return found


def save_network(network: Network, path: Path) -> None:
    """Write a network's file, whole or not at all.

    Raises:
        OSError: when it cannot be written.
    """
    rows, columns = rows_of(network, ties=False), columns_of(network)
    lines = [_line(network.fact(iri)) for iri in columns.iris]
    arrays: dict[str, NDArray[Any]] = {
        **{name: getattr(rows, name) for name in _ROWS},
        **{name: getattr(columns, name) for name in _ARRAYS},
        **{f"{name}_items": getattr(columns, name).items for name in _LISTS},
        **{f"{name}_starts": getattr(columns, name).starts for name in _LISTS},
        "tied": narrow([number for number, iri in enumerate(columns.iris) if iri in network.ties]),
        "lines": _bytes(b"".join(lines)),
        "ends": np.cumsum([0, *map(len, lines)], dtype=np.int64),
        "rest": _bytes(
            json.dumps(
                {
                    **{name: getattr(columns, name) for name in _TABLES},
                    "names": network.names,
                    "agents": network.agents,
                },
                ensure_ascii=False,
            ).encode("utf-8", "surrogatepass")
        ),
    }
    path.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}", suffix=TEMPORARY, delete=False) as file:
        try:
            np.savez(file, allow_pickle=False, **arrays)
            file.flush()
            os.fchmod(file.fileno(), _MODE)
            os.replace(file.name, path)  # noqa: PTH105 - of a name, not of a path
        except BaseException:
            os.unlink(file.name)  # noqa: PTH108
            raise


def load_network(path: Path) -> Network | None:
    """What ``save_network`` wrote; None where there is no file, or it is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        rest = json.loads(arrays["rest"].tobytes().decode("utf-8", "surrogatepass"))
        parts: dict[str, Any] = {name: arrays[name] for name in _ARRAYS}
        parts |= {name: Lists(arrays[f"{name}_starts"], arrays[f"{name}_items"]) for name in _LISTS}
        parts |= {name: tuple(rest[name]) for name in _TABLES}
        columns = Columns(**parts)
        contacts = tuple(columns.iris[number] for number in columns.contacts.tolist())
        text, ends = arrays["lines"].tobytes(), arrays["ends"]
        facts, ties = (Lines(columns.iris, text, ends, chosen) for chosen in (columns.contacts, arrays["tied"]))
        network = Network(None, facts, rest["names"], ties, rest["agents"])
        keep_columns(network, columns)
        keep_rows(network, Adjacency(columns.people, contacts, **{name: arrays[name] for name in _ROWS}))
    except (OSError, ValueError, KeyError, TypeError, IndexError, EOFError, zipfile.BadZipFile):
        return None
    return network


def count_kept(path: Path) -> int | None:
    """Contacts (a person in an event) of the network in a file, not read whole; None as of ``load_network``."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return int(np.diff(kept["persons_starts"].astype(np.int64))[kept["contacts"]].sum())
    except (OSError, ValueError, KeyError, TypeError, IndexError, EOFError, zipfile.BadZipFile):
        return None


def _line(fact: Fact) -> bytes:
    return json.dumps(asdict(fact), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _fact(told: Any) -> Fact:
    """A fact as it was before it became JSON, which has lists alone."""
    told["reports"] = [Report(**report) for report in told["reports"]]
    parts: dict[str, Any] = {}
    for name, value in told.items():
        parts[name] = tuple(value) if isinstance(value, list) else value
    return Fact(**parts)


def _bytes(data: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(data, dtype=np.uint8)
