"""Reading the language: an Article comes in, a Document of UD trees and name spans goes out.

Only `kg.pipeline` (and training and benchmarks) may call it; nothing else in Demarche imports spaCy,
and no spaCy object leaves this package. `Parser` is the way in.
"""

from kg.language.parse import Parser
from kg.language.pipeline import model_digest

__all__ = ["Parser", "model_digest"]
