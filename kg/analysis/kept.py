"""The network in a file beside the generation it was read from, so that a first path waits for no projection.

One uncompressed archive of arrays (NumPy's NPZ): rows of numbers, columns that filters look at, and facts as lines of
JSON that are read when a path needs them. A generation never changes, so neither does what its file holds; the file's
name changes when its form does. Nothing in it is executed when it is read.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.analysis.adjacency import Adjacency, Flags
from kg.analysis.filters import PathFilter
from kg.analysis.network import Fact, Network, Report
from kg.analysis.paths import rows_of
from kg.store.folder import TEMPORARY

_FORM: Final = 1  # counts up when the projection finds other facts, or the arrays mean something else
_FIELDS: Final = repr([_FORM, *(field.name for kind in (Fact, Report) for field in fields(kind))])
FILE: Final = f"network-{sha256(_FIELDS.encode()).hexdigest()[:8]}.npz"
_MODE: Final = 0o644  # whoever serves may be another user than who built
_ROWS: Final = ("starts", "neighbours", "links", "fact_starts", "link_facts")
_COLUMNWISE: Final = frozenset({"statuses", "types", "barred_types", "sources", "window"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What filters mostly look at, of each fact.

    Attributes:
        statuses, types: number of each fact's in ``vocabulary``. earliest, latest: ISO days, empty when open.
        sources: independent ones. vocabulary: IRIs.
    """

    statuses: NDArray[np.int32]
    types: NDArray[np.int32]
    earliest: NDArray[np.str_]
    latest: NDArray[np.str_]
    sources: NDArray[np.int32]
    vocabulary: tuple[str, ...]

    def passing(self, wanted: PathFilter) -> Flags | None:
        """(facts) those a filter lets pass; None where it looks at more than the columns."""
        if not _COLUMNWISE.issuperset(wanted.active()):
            return None
        flags: Flags = self.sources >= wanted.sources
        if wanted.statuses:
            flags &= np.isin(self.statuses, self._numbers(wanted.statuses))
        if wanted.types:
            flags &= np.isin(self.types, self._numbers(wanted.types))
        if wanted.barred_types:
            flags &= ~np.isin(self.types, self._numbers(wanted.barred_types))
        if wanted.since or wanted.until:
            flags &= (self.earliest != "") | (self.latest != "")
        if wanted.since:
            flags &= (self.latest == "") | (self.latest >= wanted.since)
        if wanted.until:
            flags &= (self.earliest == "") | (self.earliest <= wanted.until)
        return flags

    def _numbers(self, iris: frozenset[str]) -> list[int]:
        return [number for number, iri in enumerate(self.vocabulary) if iri in iris]


class Lines(Mapping[str, Fact]):
    """Facts as lines of JSON, each read when it is asked for.

    Args:
        iris: of the facts, sorted.
        text: the lines, one behind another.
        ends: (facts + 1) where each begins.
    """

    def __init__(self, iris: Sequence[str], text: bytes, ends: NDArray[np.int64]) -> None:
        self._iris = iris
        self._text = text
        self._ends = ends
        self._places = {iri: place for place, iri in enumerate(iris)}

    def __getitem__(self, iri: str) -> Fact:
        place = self._places[iri]
        return _fact(json.loads(self._text[self._ends[place] : self._ends[place + 1]]))

    def __contains__(self, iri: object) -> bool:
        return iri in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._iris)

    def __len__(self) -> int:
        return len(self._iris)


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
    rows = rows_of(network, ties=False)
    facts = [network.facts[iri] for iri in rows.facts]
    vocabulary = sorted({fact.status for fact in facts} | {fact.type for fact in facts})
    numbers = {iri: number for number, iri in enumerate(vocabulary)}
    lines = [_line(fact) for fact in facts]
    arrays: dict[str, NDArray[Any]] = {
        **{name: getattr(rows, name) for name in _ROWS},
        "statuses": np.array([numbers[fact.status] for fact in facts], dtype=np.int32),
        "types": np.array([numbers[fact.type] for fact in facts], dtype=np.int32),
        "earliest": np.array([fact.earliest for fact in facts], dtype="U10"),
        "latest": np.array([fact.latest for fact in facts], dtype="U10"),
        "sources": np.array([fact.sources for fact in facts], dtype=np.int32),
        "lines": _bytes(b"".join(lines)),
        "ends": np.concatenate(([0], np.cumsum([len(line) for line in lines], dtype=np.int64))).astype(np.int64),
        "rest": _bytes(
            json.dumps(
                {
                    "nodes": rows.nodes,
                    "facts": rows.facts,
                    "vocabulary": vocabulary,
                    "names": network.names,
                    "agents": network.agents,
                    "ties": [asdict(fact) for fact in network.ties.values()],
                    "newest": network.newest,
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
        rows = Adjacency(
            nodes=tuple(rest["nodes"]), facts=tuple(rest["facts"]), **{name: arrays[name] for name in _ROWS}
        )
        columns = Columns(
            statuses=arrays["statuses"],
            types=arrays["types"],
            earliest=arrays["earliest"],
            latest=arrays["latest"],
            sources=arrays["sources"],
            vocabulary=tuple(rest["vocabulary"]),
        )
        facts = Lines(rows.facts, arrays["lines"].tobytes(), arrays["ends"])
        ties = {fact.event: fact for fact in map(_fact, rest["ties"])}
        known: dict[Hashable, Any] = {("rows", False): rows, "columns": columns, "newest": rest["newest"]}
        return Network(None, facts, rest["names"], ties, rest["agents"], known)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
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
