"""What a generation's questions need: made by whoever commits it, and too large to be made by a service at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import SizeLimitError


@contextmanager
def told_to_build() -> Iterator[None]:
    """Where a service may not read as much as making something takes, the mend is the command that makes it.

    Raises:
        SizeLimitError: says what to call.
    """
    try:
        yield
    except SizeLimitError as error:
        raise SizeLimitError(
            "this store is too large to be prepared for questions while it is served",
            mend="Whoever runs the service calls once: kg build --store DIR",
        ) from error
