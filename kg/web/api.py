"""Answers for programs: ``/api/…`` takes what the commands take and gives what their ``--format json`` prints."""

from __future__ import annotations

from typing import Final, Literal, cast

from flask import Blueprint, Response, jsonify, request

from kg.analysis.paths import Mode
from kg.errors import UsageError, choose_from
from kg.service.forms import path_form
from kg.service.wishes import PathWishes
from kg.web.parameters import check_names
from kg.web.state import current_graph, varied

api = Blueprint("api", "kg.web", url_prefix="/api")

MOST_PATHS: Final = 100
LONGEST_SIMPLE: Final = 4
"""Steps of every path there is: in the web process nobody ends a search but its own budget."""

_MODES: Final = ("best", "shortest", "simple")
_ORDERS: Final = ("forward", "backward")
_SEVERAL: Final = ("type", "not-type", "outlet", "in", "not-in", "avoid", "through", "any-of")
_KNOWN: Final = (
    "from", "to", "status", "mode", "k", "longest", "since", "until", "min-sources", "known-by", "order", "gap",
    "max-contacts", "via", "new-since", *_SEVERAL,
)  # fmt: skip


@api.get("/paths")
def paths() -> Response:
    """Who connects persons: the options of ``kg path`` as parameters, those for several names as often as needed.

    Raises:
        UsageError: for a parameter, a name, a status, a day or a number.
    """
    check_names(request.args, _KNOWN)
    graph = current_graph()
    sources, targets = request.args.getlist("from"), request.args.getlist("to")
    if not (sources and targets):
        raise UsageError("there are not two names", mend="Send the parameters from and to.")
    return varied(jsonify(path_form(graph, graph.path(sources, targets, **_wishes()))))


def _wishes() -> PathWishes:
    """The parameters as what the service takes."""
    given, several = request.args.get, request.args.getlist
    mode = _one_of("mode", _MODES) or "best"
    longest = _number("longest", 1, 8)
    if mode == "simple" and (longest or LONGEST_SIMPLE + 1) > LONGEST_SIMPLE:
        raise UsageError(
            f"every path of more than {LONGEST_SIMPLE} steps is too much to ask",
            mend=f"Send longest={LONGEST_SIMPLE}, or less.",
        )
    wishes = PathWishes(
        mode=cast("Mode", mode),
        status=given("status") or "occurred",
        count=_number("k", 1, MOST_PATHS) or (1 if mode == "best" else MOST_PATHS),
        since=given("since", ""),
        until=given("until", ""),
        known_by=given("known-by", ""),
        new_since=given("new-since", ""),
        sources=_number("min-sources", 0, 10_000) or 0,
        order=cast("Literal['', 'forward', 'backward']", _one_of("order", _ORDERS)),
        gap=_number("gap", 0, 1_000_000),
        hubs=_number("max-contacts", 1, 1_000_000_000),
        ties=_one_of("via", ("org",)) == "org",
        types=several("type"),
        not_types=several("not-type"),
        outlets=several("outlet"),
        concerning=several("in"),
        barring=several("not-in"),
        avoid=several("avoid"),
        through=several("through"),
        any_of=several("any-of"),
    )
    if longest:
        wishes["longest"] = longest
    return wishes


def _one_of(name: str, choices: tuple[str, ...]) -> str:
    """A parameter that has few values; empty where it is not sent."""
    value = request.args.get(name, "")
    if value and value not in choices:
        raise UsageError(f"{name}={value[:20]!r} is none of its values", mend=choose_from(value[:20], choices))
    return value


def _number(name: str, least: int, most: int) -> int | None:
    """A parameter that is a whole number; None where it is not sent."""
    value = request.args.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(most)) and least <= int(value) <= most):
        raise UsageError(f"{name}={value[:20]!r} is no number that may be", mend=f"Send one from {least} to {most}.")
    return int(value)
