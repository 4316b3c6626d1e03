"""``manifest.jsonl``: what a collector knows of the articles in a folder, one JSON object a line.

    {"file": "wire/12.txt", "outlet": "Example Times", "url": "https://…", "published": "2024-03-05",
     "published_how": "page", "author": "Jane Doe", "headline": "…"}

Only ``file`` is required; names are relative to the manifest's folder, with ``/``.
"""

from __future__ import annotations

import difflib
import json
import stat
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.edtf import EdtfError
from kg.edtf import parse as parse_edtf
from kg.errors import ManifestError
from kg.model import Metadata
from kg.reading.addresses import is_address
from kg.reading.characters import clean, squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST_NAME: Final = "manifest.jsonl"

_TEXTS: Final = ("headline", "outlet", "url", "author", "published", "published_how")
_KEYS: Final = ("file", *_TEXTS)
_MAX_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read.

    Attributes:
        entries: file name -> metadata, for the lines that name a file.
        lines: file name -> number of the line that names it, from 1.
        errors: what is wrong, each with the file it is about (empty where no line tells).
    """

    entries: Mapping[str, Metadata]
    lines: Mapping[str, int]
    errors: tuple[tuple[str, ManifestError], ...] = ()


NO_MANIFEST: Final = Manifest({}, {})


def normal_name(name: str) -> str:
    """A file name as it is compared: Normalization Form C, since systems store names in different forms."""
    return unicodedata.normalize("NFC", name)


def read_manifest(path: Path, *, shown: str) -> Manifest:
    """Read a manifest line by line; a wrong line or field is reported and left out, the others stand.

    Args:
        path: the file; where it does not exist the manifest is empty.
        shown: its name in errors.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _refused(f"{shown}: not a file", mend="Remove it, or put a file there.")
        if status.st_size > _MAX_BYTES:
            return _refused(f"{shown}: larger than {_MAX_BYTES >> 20} MiB", mend="Split the folder.")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return NO_MANIFEST
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return _refused(f"{shown}: {reason}", mend="Make it readable; the articles are read without it.")
    except UnicodeDecodeError as error:
        place = f"{shown}: not valid UTF-8 at byte {error.start}"
        return _refused(place, mend="Save it as UTF-8; the articles are read without it.")
    return parse_manifest(text, shown=shown)


def _refused(message: str, *, mend: str) -> Manifest:
    """A manifest of which nothing could be read."""
    return Manifest({}, {}, (("", ManifestError(message, mend=mend)),))


def parse_manifest(text: str, *, shown: str) -> Manifest:
    """The manifest in a text; see `read_manifest`."""
    entries: dict[str, Metadata] = {}
    lines: dict[str, int] = {}
    errors: list[tuple[str, ManifestError]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{shown}:{number}"
        name, given, problems = _entry(line, place)
        if name in entries:
            problems = [
                *problems,
                ManifestError(f"{place}: {name!r} stands already in line {lines[name]}", mend="Keep one."),
            ]
        elif name:
            entries[name], wrong = _metadata(given, place)
            lines[name] = number
            problems = [*problems, *wrong]
        errors.extend((name, problem) for problem in problems)
    return Manifest(entries, lines, tuple(errors))


def _entry(line: str, place: str) -> tuple[str, dict[str, object], list[ManifestError]]:
    """The file a line names (empty where it names none), what it gives, and what is wrong with its keys."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep or too long"
        return "", {}, [ManifestError(f"{place}: not JSON ({reason})", mend='One object a line: {"file": "a.txt"}')]
    if not isinstance(value, dict):
        return "", {}, [ManifestError(f"{place}: not a JSON object", mend='One object a line: {"file": "a.txt"}')]
    file = value.get("file")
    if not isinstance(file, str) or not file.strip():
        return "", {}, [ManifestError(f'{place}: no "file"', mend="Name the article's file, relative to this folder.")]
    name = normal_name(file.strip().removeprefix("./"))
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        mend = "Write it relative to this folder, with /."
        return "", {}, [ManifestError(f"{place}: {file!r} does not lie in this folder", mend=mend)]
    problems = [_unknown_key(key, place) for key in value if key not in _KEYS]
    return name, value, problems


def _unknown_key(key: str, place: str) -> ManifestError:
    """The error for a key nobody reads, with the key it may have been meant to be."""
    near = difflib.get_close_matches(key, _KEYS, n=1)
    mend = f"Did you mean {near[0]!r}?" if near else f"Known are {', '.join(_KEYS)}."
    return ManifestError(f"{place}: unknown key {key!r}", mend=mend)


def _metadata(given: dict[str, object], place: str) -> tuple[Metadata, list[ManifestError]]:
    """The metadata of a line without its wrong fields, and what is wrong with those."""
    problems: list[ManifestError] = []
    texts: dict[str, str] = {}
    for key in _TEXTS:
        value = given.get(key)
        if isinstance(value, str):
            texts[key] = squeeze(clean(value).replace("\n", " "))
        elif value is not None:
            problems.append(ManifestError(f"{place}: {key!r} is not a text", mend=f'Write "{key}": "…".'))
    if texts.get("url") and not is_address(texts["url"]):
        mend = "Write it in full, with http:// or https://, and without spaces."
        problems.append(ManifestError(f"{place}: 'url' {texts['url']!r} is not a web address", mend=mend))
        texts["url"] = ""
    published = texts.get("published")
    if published is not None:
        try:
            parse_edtf(published)
        except EdtfError as error:
            mend = error.mend or "Write it as in 2024-03-05."
            problems.append(ManifestError(f"{place}: 'published' {published!r} is not an EDTF date", mend=mend))
            published = None
    how = (texts.get("published_how") or "manifest") if published else ""
    return (
        Metadata(
            headline=texts.get("headline", ""),
            outlet=texts.get("outlet", ""),
            url=texts.get("url", ""),
            author=texts.get("author", ""),
            published=published,
            published_how=how,
        ),
        problems,
    )
