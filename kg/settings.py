"""Settings: one table drives the environment variables, the command line's options and the documentation.

>>> Settings.from_environment({"KG_BATCH": "8"}).batch
8
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.vocabulary import DEFAULT_BASE

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?/?", re.IGNORECASE)
_USUAL_PORTS = ("http://", ":80"), ("https://", ":443")  # which browsers leave out of an origin
_HOST = re.compile(r"[A-Za-z0-9._-]+|\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]+\]?")
MOST_CONTACTS = 2_000_000
"""Contacts (a person in an event) that a network may hold, where nobody says otherwise: about 2 GB to project."""

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`?#]+/")  # no #: the names of quotes have a fragment


@dataclass(frozen=True, slots=True)
class SettingHelp:
    """What documentation says of a setting. ``variable`` is its environment variable."""

    name: str
    variable: str
    help: str


SETTINGS: tuple[SettingHelp, ...] = (
    SettingHelp("store", "KG_STORE", "folder of the store"),
    SettingHelp("base", "KG_BASE", "base IRI of the data, recorded in the store at its creation"),
    SettingHelp("model", "KG_MODEL", "another UD pipeline for spaCy: a package name or a folder; empty means our own"),
    SettingHelp("ontology", "KG_ONTOLOGY", "folders with further event types, separated by the path separator"),
    SettingHelp("workers", "KG_WORKERS", "processes that read articles"),
    SettingHelp("batch", "KG_BATCH", "articles handed to a worker at a time"),
    SettingHelp("watchlist", "KG_WATCHLIST", "watch-list (CSV or Turtle) for the store to keep; none drops it"),
    SettingHelp("analyst", "KG_ANALYST", "who signs judgements made with kg judge"),
    SettingHelp(
        "network_contacts",
        "KG_NETWORK_CONTACTS",
        "contacts that the network of paths may hold; in a larger store they come from frontier expansion; 0: always",
    ),
    SettingHelp("host", "KG_HOST", "address the server binds to"),
    SettingHelp("port", "KG_PORT", "port the server binds to"),
    SettingHelp(
        "hosts", "KG_HOSTS", "names the server answers to, separated by commas; empty: loopback's, any for strangers"
    ),
    SettingHelp("query_workers", "KG_QUERY_WORKERS", "processes that answer queries; 0: one a core, at least 2"),
    SettingHelp("query_seconds", "KG_QUERY_SECONDS", "seconds a query may take, waiting included"),
    SettingHelp("query_megabytes", "KG_QUERY_MEGABYTES", "memory a query's process may have (address space)"),
    SettingHelp("answer_megabytes", "KG_ANSWER_MEGABYTES", "size an answer may have"),
    SettingHelp("cache_megabytes", "KG_CACHE_MEGABYTES", "answers kept to be given again; 0 keeps none"),
    SettingHelp("update_seconds", "KG_UPDATE_SECONDS", "seconds a write may take"),
    SettingHelp("update_megabytes", "KG_UPDATE_MEGABYTES", "memory the writer may have (address space)"),
    SettingHelp("request_megabytes", "KG_REQUEST_MEGABYTES", "size the body of a write may have"),
    SettingHelp(
        "client_seconds",
        "KG_CLIENT_SECONDS",
        "seconds of workers' time a client elsewhere may take in a minute; 0: any",
    ),
    SettingHelp(
        "cors",
        "KG_CORS",
        "origins (https://app.example.org) whose pages may ask, separated by commas, or *; empty: none",
    ),
    SettingHelp("proxy", "KG_PROXY", "address of the reverse proxy in front, whose X-Forwarded headers are believed"),
    SettingHelp("log", "KG_LOG", "file for the log; empty: standard error"),
)


_COUNTS = frozenset(
    "workers batch port query_seconds query_megabytes answer_megabytes update_seconds update_megabytes"
    " request_megabytes".split()
)
_MOST_NUMBER = 10**12
_COUNTS_FROM_NOUGHT = frozenset("query_workers cache_megabytes client_seconds".split())


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice a user has that is not an argument of one command. Immutable; see ``SETTINGS`` for meanings."""

    store: Path = Path("kg-store")
    base: str = DEFAULT_BASE
    model: str = ""
    ontology: tuple[Path, ...] = ()
    workers: int = 1
    batch: int = 16
    watchlist: str = ""
    analyst: str = ""
    network_contacts: int = MOST_CONTACTS
    host: str = "127.0.0.1"
    port: int = 8080
    hosts: str = ""
    query_workers: int = 0
    query_seconds: int = 30
    query_megabytes: int = 2048
    answer_megabytes: int = 256
    cache_megabytes: int = 64
    update_seconds: int = 60
    update_megabytes: int = 4096
    request_megabytes: int = 64
    client_seconds: int = 60
    cors: str = ""
    proxy: str = ""
    log: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Defaults, overridden by environment variables.

        Raises:
            UsageError: when a number is not one or out of range, the base is not an absolute IRI ending in /, or an
                origin, a host's name or the proxy's address is none.
        """
        given = os.environ if environment is None else environment
        settings = cls()
        for entry in SETTINGS:
            raw = given.get(entry.variable)
            if raw:
                settings = settings.with_value(entry.name, raw, source=entry.variable)
        return settings

    def with_value(self, name: str, raw: str, *, source: str = "") -> Settings:
        """A copy with one setting read from text. ``source`` names the option or variable in the error."""
        source = source or name
        value: Path | str | int | tuple[Path, ...] = raw
        if name == "store":
            value = Path(raw)
        elif name == "ontology":
            value = tuple(Path(part) for part in raw.split(os.pathsep) if part)
        elif name in _COUNTS:
            value = _positive(raw, source)
        elif name == "network_contacts":
            value = 0 if raw == "0" else _positive(raw, source, most=_MOST_NUMBER)
        elif name in _COUNTS_FROM_NOUGHT:
            value = 0 if raw == "0" else _positive(raw, source)
        elif name == "base" and not _BASE.fullmatch(raw):
            raise UsageError(f"{source}: {raw!r} is no absolute IRI ending in /", mend=f"For example {DEFAULT_BASE}")
        elif name in _CHECKS:
            _CHECKS[name](raw, source)
        elif name not in {field.name for field in fields(self)}:
            raise UsageError(f"there is no setting {name!r}")
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed)


def _check_origins(raw: str, source: str) -> None:
    """Origins as browsers send them, or a star; what is none would never be met."""
    for origin in () if raw.strip() == "*" else parts(raw):
        plain = origin.lower().rstrip("/")
        if not _ORIGIN.fullmatch(origin) or any(plain.startswith(a) and plain.endswith(b) for a, b in _USUAL_PORTS):
            raise UsageError(
                f"{source}: {origin!r} is no origin",
                mend="Give scheme, host and, unless it is the usual one, port: https://app.example.org."
                " A star stands alone, for every origin.",
            )


def _check_hosts(raw: str, source: str) -> None:
    for name in parts(raw):
        if not _HOST.fullmatch(name):
            raise UsageError(
                f"{source}: {name!r} is no name of a host",
                mend="Give names alone, without scheme and port: sparql.example.org.",
            )


def _check_proxy(raw: str, source: str) -> None:
    try:
        ip_address(raw)
    except ValueError:
        raise UsageError(f"{source}: {raw!r} is no IP address", mend="Give one, for example 127.0.0.1.") from None


_CHECKS: Mapping[str, Callable[[str, str], None]] = {
    "cors": _check_origins,
    "hosts": _check_hosts,
    "proxy": _check_proxy,
}


def parts(raw: str) -> tuple[str, ...]:
    """What commas separate, without what surrounds it; nothing of nothing."""
    return tuple(part.strip() for part in raw.split(",") if part.strip())


def _positive(raw: str, source: str, *, most: int = 65535) -> int:
    """A whole number from 1 to some other."""
    if raw.isdecimal() and len(raw) < 20 and 1 <= int(raw) <= most:
        return int(raw)
    raise UsageError(f"{source}: {raw!r} is not a whole number from 1 to {most}")
