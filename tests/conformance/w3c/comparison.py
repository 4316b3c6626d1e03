"""Whether two answers say the same, up to the names of blank nodes.

Graphs and datasets are compared in canonical form (pyoxigraph's); solutions by a search for a one-to-one mapping of
blank nodes, in which rows are told apart first by what surrounds their blank nodes (colour refinement).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256

import pyoxigraph as ox

from w3c.answers import Answer, Solutions, Term
from w3c.suites import SUITES_AT
from w3c.vocabulary import XSD

Row = tuple[Term, ...]
ROUNDS = 4  # of colour refinement; what it leaves alike is decided by the search
SHOWN = 3  # rows or statements of a difference


def difference(expected: Answer, actual: Answer, *, lax: bool = False) -> str:
    """What tells an answer from the expected one, term by term; empty when nothing does.

    Args:
        expected: by the suite.
        actual: by the subject.
        lax: a row may come less often than expected, but must come (REDUCED).
    """
    if isinstance(expected, Solutions) and isinstance(actual, Solutions):
        return _between_solutions(expected, actual, lax=lax)
    if isinstance(expected, frozenset) and isinstance(actual, frozenset):
        return dataset_difference(map(_quad, expected), map(_quad, actual))
    if isinstance(expected, bool) and isinstance(actual, bool):
        return "" if expected == actual else f"expected {expected}, got {actual}"
    return f"expected {type(expected).__name__}, got {type(actual).__name__}"


def dataset_difference(expected: Iterable[ox.Quad], actual: Iterable[ox.Quad]) -> str:
    """What tells a dataset from the expected one; empty graphs do not count."""
    one, other = ox.Dataset(expected), ox.Dataset(actual)
    for dataset in (one, other):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return (
        "" if one == other else _told([f"{q}" for q in one if q not in other], [f"{q}" for q in other if q not in one])
    )


def _quad(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)


def _between_solutions(expected: Solutions, actual: Solutions, *, lax: bool) -> str:
    if expected.variables != actual.variables:
        return f"expected the variables {', '.join(expected.variables)}, got {', '.join(actual.variables)}"
    if expected.ordered:
        alike = len(expected.rows) == len(actual.rows) and _mapped(
            list(zip(expected.rows, actual.rows, strict=True)), {}
        )
        return "" if alike else _told(map(_written, expected.rows), map(_written, actual.rows), sort=False)
    ours, theirs = _by_signature(expected.rows), _by_signature(actual.rows)
    missing = [row for key, rows in ours.items() for row in rows[len(theirs.get(key, ())) :]]
    surplus = [row for key, rows in theirs.items() for row in rows[len(ours.get(key, ())) :]]
    if lax and not surplus:
        missing = [row for row in missing if row not in actual.rows]
        return _told(map(_written, missing), []) if missing else ""
    if missing or surplus:
        return _told(map(_written, missing), map(_written, surplus))
    blank = [(row, theirs[key]) for key, rows in ours.items() for row in rows if any(_blanks(row))]
    return "" if _matches(blank, {}, set()) else "the blank nodes cannot be mapped one to one"


def _told(missing: Iterable[str], surplus: Iterable[str], *, sort: bool = True) -> str:
    """A difference in words."""
    parts = []
    for word, found in (("expected", list(missing)), ("got", list(surplus))):
        shown = (sorted(found) if sort else found)[:SHOWN]
        more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
        parts.append(f"{word} {'; '.join(shown + more) or 'nothing else'}")
    return ", ".join(parts).replace(f"^^<{XSD}", "^^<xsd:").replace(SUITES_AT, "")


def _written(row: Row) -> str:
    return f"({', '.join('unbound' if term is None else str(term) for term in row)})"


def _leaves(term: Term) -> Iterator[Term]:
    """A term, or the terms of a triple term."""
    if isinstance(term, ox.Triple):
        yield from (leaf for part in (term.subject, term.predicate, term.object) for leaf in _leaves(part))
    else:
        yield term


def _blanks(row: Row) -> Iterator[ox.BlankNode]:
    return (leaf for term in row for leaf in _leaves(term) if isinstance(leaf, ox.BlankNode))


def _by_signature(rows: tuple[Row, ...]) -> dict[str, list[Row]]:
    """Rows by what they say when blank nodes are known by their surroundings alone."""
    colours: dict[ox.BlankNode, str] = dict.fromkeys((node for row in rows for node in _blanks(row)), "")
    for _ in range(ROUNDS if colours else 0):
        seen: dict[ox.BlankNode, list[str]] = defaultdict(list)
        for row in rows:
            for node in set(_blanks(row)):
                seen[node].append(_signature(row, colours, node))
        colours = {node: sha256("\n".join(sorted(around)).encode()).hexdigest() for node, around in seen.items()}
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[_signature(row, colours, None)].append(row)
    return grouped


def _signature(row: Row, colours: dict[ox.BlankNode, str], marked: ox.BlankNode | None) -> str:
    """A row as text, blank nodes replaced by their colours and one of them by a mark."""

    def written(term: Term) -> str:
        if isinstance(term, ox.Triple):
            return f"<<({' '.join(map(written, (term.subject, term.predicate, term.object)))})>>"
        if isinstance(term, ox.BlankNode):
            return "*" if term == marked else f"_:{colours[term]}"
        return "" if term is None else str(term)

    return "\t".join(map(written, row))


def _matches(wanted: list[tuple[Row, list[Row]]], mapping: dict[ox.BlankNode, ox.BlankNode], used: set[int]) -> bool:
    """Whether every wanted row finds a row of its own among its candidates under one mapping of blank nodes."""
    if not wanted:
        return True
    (row, candidates), *others = wanted
    for candidate in candidates:
        extended = dict(mapping)
        fits = id(candidate) not in used and _mapped([(row, candidate)], extended)
        if fits and _matches(others, extended, used | {id(candidate)}):
            return True
    return False


def _mapped(pairs: list[tuple[Row, Row]], mapping: dict[ox.BlankNode, ox.BlankNode]) -> bool:
    """Whether rows are equal under a mapping of blank nodes, which is extended."""
    for one, other in pairs:
        ours, theirs = ([leaf for term in row for leaf in _leaves(term)] for row in (one, other))
        if len(ours) != len(theirs):
            return False
        for left, right in zip(ours, theirs, strict=True):
            if isinstance(left, ox.BlankNode) and isinstance(right, ox.BlankNode):
                known = mapping.get(left)
                if known is None and right not in mapping.values():
                    mapping[left] = right
                elif known != right:
                    return False
            elif left != right:
                return False
    return True
