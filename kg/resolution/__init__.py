"""Across articles: same person, same event, same wire copy.

In come Extractions, in any order and any batching; out goes Knowledge, a function of their set alone. The pipeline
calls `resolve`; `why` tells the reasons behind one event. Nothing here reads an article's text.
"""

from kg.resolution.memory import Memory
from kg.resolution.resolve import resolve
from kg.resolution.why import Distance, Reason, why, why_not

__all__ = ["Distance", "Memory", "Reason", "resolve", "why", "why_not"]
