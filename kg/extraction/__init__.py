"""What one article says: a Document and the Schema come in, an Extraction of entities, positions and claims goes out.

Only the pipeline (and tests) may call it; nothing here imports spaCy, rdflib or pyoxigraph. ``Extractor`` reads, ``interchange``
writes the JSON form of DESIGN.md section 7.
"""

from __future__ import annotations

from kg.extraction.extractor import Extractor
from kg.extraction.interchange import interchange

__all__ = ["Extractor", "interchange"]
