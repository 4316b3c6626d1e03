"""Questions in plain words -> a catalogue query or a path call -> the answer with its sentences.

In: a question and the graph it is asked of. Out: what it became, and what that found. There is no language model: the
patterns stand in the queries' own files (``asked``), event words in the store's ontology, names in its name index.
"""

from __future__ import annotations

from kg.service.asking.answers import Answer, Fact, answer_question, examples
from kg.service.asking.reading import Understander, Understood
from kg.service.asking.shapes import Shape, parse_shapes

__all__ = ["Answer", "Fact", "Shape", "Understander", "Understood", "answer_question", "examples", "parse_shapes"]
