"""The command ``kg``: stands over ``kg.pipeline`` (write side) and ``kg.service`` (read side).

In: words on a command line. Out: text on standard output, errors with their mend on standard error, an exit code.
Called by users.
"""

from __future__ import annotations

from kg.cli.app import main

__all__ = ["main"]
