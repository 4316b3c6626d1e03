"""Rights as an ordinary user has them, for tests that run as root too."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


def open_way(folder):
    """Let everybody pass through the temporary folders above a folder."""
    top = Path(tempfile.gettempdir()).resolve()
    for parent in [folder, *folder.parents]:
        if parent.resolve() == top or top not in parent.resolve().parents:
            break
        parent.chmod(0o755)


@contextmanager
def ordinary_user(folder):
    """Inside, files are opened as a user without rights over them; ``folder`` stays within reach."""
    open_way(folder)
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
