"""Catalogue queries: the self-describing files in queries/.

A file is plain SPARQL that runs unchanged in any tool. Its header, TOML behind ``#+``, names title, parameters and
columns; each parameter is one ``VALUES ?name { … }`` block, whose value in the file is the example or the default.
Values are bound by writing that block anew, all in one pass, so nothing a user types is ever parsed as SPARQL.

    #+ title = "Counterparts of a person"
    #+ answers = "Who shares events with this person, most often first?"
    #+ columns.other = { kind = "entity", label = "Counterpart" }
    #+ [params.actor]
    #+ kind = "entity"
    #+ of = ["Person"]
    #+ label = "Person"
    #+ required = true

``asked`` may list the questions a query answers, as ``kg ask`` understands them: ``asked = ["who know {actor}"]``.
``heard`` lists words that mean it where no such pattern fits: ``heard.it`` the query, ``heard.Letter`` a type of event.
A parameter's ``heard`` tells where its value stands in such a question ("subject from by"), its ``words`` which words
mean which value (``words.lifted = "lift remove"``).
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryFileError, UsageError, choose_from
from kg.resources import data_folder
from kg.vocabulary import XSD

KINDS = ("entity", "status", "type", "date", "integer", "text")
COLUMN_KINDS = (*KINDS, "iri", "edtf", "number")

_VALUES = re.compile(r"(VALUES\s+\?(\w+)\s*)\{[^{}]*\}")
_SAFE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks to be told.

    Attributes:
        kind: one of ``KINDS``; ``entity``, ``status`` and ``type`` are bound to IRIs.
        required: without it the query is not run; else the block's own value, or UNDEF, stands.
        default: what the file's block holds, as written (``dip:occurred``, ``UNDEF``).
        of: local names of the classes an entity may be of; empty for any.
        heard: where it stands in a question: prepositions, ``subject``, ``object``, ``own``; empty for anywhere.
        words: its values in a question, each with the words that mean it.
    """

    name: str
    kind: str
    label: str
    required: bool
    default: str
    of: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def term(self, value: str) -> str:
        """A value as a SPARQL term.

        Raises:
            UsageError: when it is not of the parameter's kind.
        """
        try:
            if self.kind in ("entity", "status", "type"):
                return str(_safe_iri(value))
            if self.kind == "date":
                return str(ox.Literal(dt.date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(XSD + "date")))
            if self.kind == "integer":
                return str(ox.Literal(str(int(value)), datatype=ox.NamedNode(XSD + "integer")))
            return str(ox.Literal(value))
        except ValueError as error:
            example = {"date": "2024-03-05", "integer": "10"}.get(self.kind, "an IRI")
            raise UsageError(
                f"{self.name}: {value!r} is not of the kind {self.kind} ({error})", mend=f"For example {example}."
            ) from error


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; ``kind`` one of ``COLUMN_KINDS``, ``label`` for people."""

    name: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Query:
    """One file of queries/. ``text`` runs as it stands; ``bind`` gives it other values.

    Attributes:
        asked: the questions it answers, as patterns over words (``kg.service.asking.shapes``).
        heard: phrases that mean a type of event, by its local name, or the query itself, by ``it``.
    """

    name: str
    title: str
    answers: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    minimum: int
    text: str
    asked: tuple[str, ...] = ()
    heard: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def parameter(self, name: str) -> Parameter:
        """The parameter of a name.

        Raises:
            UsageError: when the query has none of that name; tells those it has.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = [parameter.name for parameter in self.parameters]
        raise UsageError(f"query {self.name} has no parameter {name!r}", mend=choose_from(name, known, lead="It has:"))

    def bind(self, values: Mapping[str, Sequence[str]]) -> str:
        """The query with parameters set.

        Args:
            values: parameter name -> values, each already an IRI, date, number or text; an empty sequence means "any"
                (UNDEF).

        Raises:
            UsageError: when a parameter is unknown, missing, or of the wrong kind.
        """
        for name in values:
            self.parameter(name)
        blocks: dict[str, str] = {}
        for parameter in self.parameters:
            if parameter.name in values:
                blocks[parameter.name] = " ".join(map(parameter.term, values[parameter.name])) or "UNDEF"
            if parameter.required and blocks.get(parameter.name, "UNDEF") == "UNDEF":
                raise UsageError(
                    f"query {self.name} needs {parameter.name} ({parameter.label})", mend=f"Add {parameter.name}=VALUE."
                )

        def put(found: re.Match[str]) -> str:
            block = blocks.get(found[2])
            return found[0] if block is None else f"{found[1]}{{ {block} }}"

        return _VALUES.sub(put, self.text)


def _safe_iri(value: str) -> ox.NamedNode:
    """An IRI that can stand in a query; ValueError for anything else."""
    if not _SAFE_IRI.fullmatch(value):
        raise ValueError("not an absolute IRI")
    return ox.NamedNode(value)


def read_query(path: Path) -> Query:
    """Read one file of queries/.

    Raises:
        QueryFileError: names the file and what is wrong in it: header, parameter block, columns or SPARQL.
    """
    text = path.read_text("utf-8")
    lines = text.splitlines()
    header = [line[2:].removeprefix(" ") for line in lines if line.startswith("#+")]
    try:
        meta = tomllib.loads("\n".join(header))
        title, answers = str(meta["title"]), str(meta["answers"])
        given_parameters = dict(meta.get("params", {}))
        given_columns = dict(meta["columns"])
        columns = tuple(Column(name, str(entry["kind"]), str(entry["label"])) for name, entry in given_columns.items())
        minimum = int(meta.get("expect", {}).get("min_rows", 0))
        asked = tuple(map(str, meta.get("asked", ())))
        heard = _phrases(dict(meta.get("heard", {})))
    except tomllib.TOMLDecodeError as error:
        raise QueryFileError(f"{path.name}: the header behind #+ is not TOML: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise QueryFileError(
            f"{path.name}: the header lacks {error}", mend="It needs title, answers and columns."
        ) from error
    blocks = {found[2]: found[0] for found in _VALUES.finditer(text)}
    parameters = tuple(_parameter(path.name, name, entry, blocks) for name, entry in given_parameters.items())
    for column in columns:
        if column.kind not in COLUMN_KINDS:
            raise QueryFileError(f"{path.name}: column {column.name} has the unknown kind {column.kind!r}")
    try:
        solutions = ox.Store().query(text)
    except SyntaxError as error:
        raise QueryFileError(f"{path.name}: not SPARQL: {error}") from error
    projected = (
        tuple(variable.value for variable in solutions.variables) if isinstance(solutions, ox.QuerySolutions) else ()
    )
    if projected != tuple(column.name for column in columns):
        raise QueryFileError(
            f"{path.name}: the header's columns are not what the query projects: {', '.join(projected)}"
        )
    return Query(path.stem, title, answers, parameters, columns, minimum, text, asked, heard)


def _parameter(file: str, name: str, entry: Mapping[str, object], blocks: Mapping[str, str]) -> Parameter:
    """One ``[params.name]`` table of a header."""
    kind = str(entry.get("kind", ""))
    if kind not in KINDS:
        raise QueryFileError(
            f"{file}: parameter {name} has the unknown kind {kind!r}", mend=f"Known: {', '.join(KINDS)}."
        )
    if name not in blocks:
        raise QueryFileError(f"{file}: parameter {name} has no block", mend=f"Add VALUES ?{name} {{ UNDEF }}.")
    default = blocks[name].partition("{")[2].rstrip("}").strip()
    classes = entry.get("of", ())
    of = tuple(map(str, classes)) if isinstance(classes, list) else ()
    words = entry.get("words", {})
    return Parameter(
        name,
        kind,
        label=str(entry.get("label", name)),
        required=bool(entry.get("required", False)),
        default=default,
        of=of,
        heard=tuple(str(entry.get("heard", "")).split()),
        words=_phrases(words) if isinstance(words, dict) else (),
    )


def _phrases(table: Mapping[str, object]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A table of phrases, those of an entry parted by bars."""
    return tuple((key, tuple(part.strip() for part in str(told).split("|"))) for key, told in table.items())


def load_catalogue(folder: Path | None = None) -> dict[str, Query]:
    """All catalogue queries by name, in alphabetical order.

    Args:
        folder: where the files lie; None for those of the installation.

    Raises:
        QueryFileError: when a file is wrong.
    """
    where = data_folder("queries") if folder is None else folder
    return {path.stem: read_query(path) for path in sorted(where.glob("*.rq"))}
