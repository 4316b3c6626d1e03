"""What HTTP itself refuses (no such address, another method), in words that say what to do instead."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from flask import current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from kg.web.state import state

_SHOWN: Final = 60  # characters of an address
_BEFORE: Final = ("OPTIONS", "HEAD")  # told in Allow; nobody looks for them


def refusal(error: HTTPException) -> tuple[str, str]:
    """What is wrong, and its mend; for an error raised with words of our own these alone.

    Args:
        error: of the request that is answered.
    """
    if isinstance(error, NotFound) and error.description == NotFound.description:
        return f"There is nothing at {request.path[:_SHOWN]}", _nearest(request.path)
    if isinstance(error, MethodNotAllowed):
        methods = [method for method in sorted(error.valid_methods or ()) if method not in _BEFORE]
        return f"{request.path[:_SHOWN]} knows no {request.method[:_SHOWN]}", f"It takes {' and '.join(methods)}."
    if isinstance(error, RequestEntityTooLarge) and error.description == RequestEntityTooLarge.description:
        return too_large(state().settings.request_megabytes)
    return error.description or error.name, ""


def too_large(megabytes: int) -> tuple[str, str]:
    """What is wrong with a request that has more, and its mend."""
    return f"A request may have {megabytes} MB", "Send it in parts (KG_REQUEST_MEGABYTES)."


def _nearest(path: str) -> str:
    """The addresses that may be meant, or all to choose from."""
    rules = current_app.url_map.iter_rules()
    known = sorted({rule.rule for rule in rules if "<" not in rule.rule and rule.endpoint != "static"})
    near = get_close_matches(path.lower().rstrip("/"), known, n=1, cutoff=0.6)
    told = [address for address in known if not address.startswith("/api/")]  # the page /api lists those
    return f"Did you mean {near[0]}?" if near else f"There are {', '.join(told)}."
