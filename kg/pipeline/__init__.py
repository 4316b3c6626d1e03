"""The write side in one place: sources go in, generations of a store come out.

``build``, ``remove``, ``extract`` and ``check`` are what the command line calls. Each takes its stages as values
(``Stages``), so that a test or another program can put its own reader or extractor in; the language side is imported
only when something must be read.
"""

from kg.pipeline.building import build
from kg.pipeline.checking import check
from kg.pipeline.docket import Docket, Signed
from kg.pipeline.interchange import extract
from kg.pipeline.judgement_files import read_judgement_file, to_lines
from kg.pipeline.judging import Held, JudgeReport, judge, judgements_of, undo
from kg.pipeline.removal import remove
from kg.pipeline.reports import BuildReport, Duplicate, Namesake, Progress, ReadArticle, RemoveReport, Replaced
from kg.pipeline.stages import Stages

__all__ = [
    "BuildReport",
    "Docket",
    "Duplicate",
    "Held",
    "JudgeReport",
    "Namesake",
    "Progress",
    "ReadArticle",
    "RemoveReport",
    "Replaced",
    "Signed",
    "Stages",
    "build",
    "check",
    "extract",
    "judge",
    "judgements_of",
    "read_judgement_file",
    "remove",
    "to_lines",
    "undo",
]
