"""The tokens that allow writing: secrets with names.

``KG_TOKEN=secret``, ``KG_TOKENS=name:secret,name:secret``, and a file named by ``KG_TOKENS_FILE``, one ``name:secret``
a line. Names stand in the audit log. Secrets stand nowhere: only their digests are kept, no error quotes them, and a
secret sent is compared with all of them in the same time, whichever fits.

Secrets are what RFC 6750, section 2.1, lets stand behind ``Authorization: Bearer``.
"""

from __future__ import annotations

import hmac
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from kg.errors import UsageError

ONE: Final = "KG_TOKEN"
SEVERAL: Final = "KG_TOKENS"
FILE: Final = "KG_TOKENS_FILE"

NAME_OF_ONE: Final = "token"  # what the log calls the one that was given without a name
SHORTEST: Final = 8  # characters of a secret
LARGEST_FILE: Final = 1_000_000  # bytes

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_SECRET = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_MAKE_ONE: Final = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


class Tokens:
    """The tokens of a service. Without any it cannot be written.

    >>> tokens = Tokens.from_environment({"KG_TOKENS": "ann:correct-horse,bob:battery-staple"})
    >>> tokens.name_of("battery-staple"), tokens.name_of("a guess")
    ('bob', None)
    >>> tokens
    Tokens(ann, bob)
    """

    def __init__(self, pairs: Iterable[tuple[str, str, str]] = ()) -> None:
        """Reads no environment; see ``from_environment``.

        Args:
            pairs: (where it stands, name, secret) of each token; the place is for errors ("KG_TOKENS, entry 2").

        Raises:
            UsageError: for a name or secret of the wrong form, or one given twice.
        """
        self._names: dict[bytes, str] = {}
        for place, name, secret in pairs:
            _check(place, name, secret)
            digest = _digest(secret)
            if name in self._names.values():
                raise UsageError(f"{place}: there is a token called {name} already", mend="Give each its own name.")
            if digest in self._names:
                other = self._names[digest]
                raise UsageError(f"{place}: {name} has the same secret as {other}", mend=_MAKE_ONE)
            self._names[digest] = name

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Tokens:
        """The tokens of ``KG_TOKEN``, ``KG_TOKENS`` and the file of ``KG_TOKENS_FILE``, together.

        Args:
            environment: None for the process's own.

        Raises:
            UsageError: when one is malformed, too short or given twice; when the file cannot be read, or others may.
        """
        given = os.environ if environment is None else environment
        pairs: list[tuple[str, str, str]] = []
        if given.get(ONE, "").strip():
            pairs.append((ONE, NAME_OF_ONE, given[ONE].strip()))
        if given.get(SEVERAL, "").strip():
            pairs.extend(_split((f"{SEVERAL}, entry", entry) for entry in given[SEVERAL].split(",")))
        if given.get(FILE, ""):
            path = Path(given[FILE])
            pairs.extend(_split((f"{path}:", line) for line in _read_private(path).splitlines()))
        return cls(pairs)

    @property
    def names(self) -> tuple[str, ...]:
        """The tokens' names, in the order they were given."""
        return tuple(self._names.values())

    def name_of(self, secret: str) -> str | None:
        """Whose secret it is, or None.

        Compares with every token, so that the time it takes says nothing of which one was nearly right.

        Args:
            secret: as sent, any text.
        """
        sent = _digest(secret)
        found = None
        for digest, name in self._names.items():
            if hmac.compare_digest(digest, sent):
                found = name
        return found

    def __bool__(self) -> bool:
        return bool(self._names)

    def __repr__(self) -> str:
        return f"Tokens({', '.join(self.names)})"


def _digest(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _split(entries: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Names and secrets of entries ``name:secret``; blank ones and comments are passed over, and counted."""
    for number, (source, entry) in enumerate(entries, start=1):
        line = entry.strip()
        if not line or line.startswith("#"):
            continue
        place = f"{source}{number}" if source.endswith(":") else f"{source} {number}"
        name, colon, secret = line.partition(":")
        if not colon:  # what stands there may be the secret: it is not told
            raise UsageError(f"{place} is not of the form name:secret", mend="For example ann:SECRET.")
        yield place, name.strip(), secret.strip()


def _check(place: str, name: str, secret: str) -> None:
    """The forms of a name and a secret.

    Raises:
        UsageError: tells the place and, where it is one, the name; never the secret.
    """
    if not _NAME.fullmatch(name):  # a secret may stand in its place: it is not told
        raise UsageError(
            f"{place}: the name of a token is malformed", mend="Use up to 64 letters, digits, dots, hyphens, _ and @."
        )
    if not secret:
        raise UsageError(f"{place}: the token {name} has no secret", mend=_MAKE_ONE)
    if len(secret) < SHORTEST:
        raise UsageError(f"{place}: the secret of {name} is shorter than {SHORTEST} characters", mend=_MAKE_ONE)
    if not _SECRET.fullmatch(secret):
        raise UsageError(
            f"{place}: the secret of {name} has characters that a bearer token cannot have",
            mend=f"Use letters, digits and -._~+/. {_MAKE_ONE}",
        )


def _read_private(path: Path) -> str:
    """A file that nobody but its owner and its group may read.

    The open file is asked, not its name: nobody can put another in its place between the question and the reading.

    Raises:
        UsageError: when it cannot be read, is no file of text, or others may read or change it.
    """
    try:
        # a pipe would keep the service waiting for whoever writes into it
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise UsageError(f"{FILE}: {path} is not a file", mend="Name a file with one name:secret a line.")
            if mode & (stat.S_IRWXO | stat.S_IWGRP):
                raise UsageError(
                    f"{FILE}: others may read or change {path} (mode {stat.S_IMODE(mode):04o})",
                    mend=f"chmod 600 {path}",
                )
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise UsageError(f"{FILE}: {path} is larger than {LARGEST_FILE:,} bytes", mend="Name the file of tokens.")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"{FILE}: {path} cannot be read ({error.strerror})", mend="Name a file that the service's user may read."
        ) from error
    except UnicodeDecodeError:
        # the error's own text would quote the file: it is left out
        raise UsageError(f"{FILE}: {path} is not UTF-8", mend="Write one name:secret a line.") from None
