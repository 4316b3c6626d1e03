"""Answers for programs: ``/api/…`` takes what the commands take and gives what their ``--format json`` prints.

In: requests. Out: JSON, rows, pictures and exports of the newest generation, tagged by it. Registered by
``kg.web.app``; what there is stands in ``kg.web.api.table``.
"""

from __future__ import annotations

from kg.web.api.routes import TRUSTED, api

__all__ = ["TRUSTED", "api"]
