"""The write side in one place: sources go in, generations of a store come out.

``build``, ``remove``, ``extract`` and ``check`` are what the command line calls. Each takes its stages as values
(``Stages``), so that a test or another program can put its own reader or extractor in; the language side is imported
only when something must be read. ``make_backup`` and ``restore_backup`` come from the store as they are.
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
from kg.store import Backup, Restored, make_backup, restore_backup

__all__ = [
    "Backup",
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
    "Restored",
    "Signed",
    "Stages",
    "build",
    "check",
    "extract",
    "judge",
    "judgements_of",
    "make_backup",
    "read_judgement_file",
    "remove",
    "restore_backup",
    "to_lines",
    "undo",
]
