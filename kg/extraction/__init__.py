"""What an article says: a parsed Document and a Schema come in, an :class:`~kg.model.Extraction` goes out.

Everything above may call :class:`Extractor`, :class:`Sieve` (what needs to be parsed) and :func:`interchange`; all else
is internal. Pure and deterministic.
"""

from __future__ import annotations

from kg.extraction.extractor import Extractor
from kg.extraction.interchange import interchange
from kg.extraction.sieve import Sieve

__all__ = ["Extractor", "Sieve", "interchange"]
