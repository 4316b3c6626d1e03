"""The store: Oxigraph on disk, in immutable generations.

In come quads, kept texts and the register of sources (``Change``); out go answers to SPARQL (``Reader``). The pipeline
writes, everybody reads; nobody outside this package opens an Oxigraph database or knows the folder's layout.
"""

from kg.store.arrivals import Arrivals
from kg.store.backup import Backup, Restored, make_backup, restore_backup
from kg.store.change import Change
from kg.store.disk import Store, create_store, open_reader, open_store
from kg.store.memory import MemoryStore
from kg.store.reader import Reader, Solutions
from kg.store.records import ArticleRecord, Source
from kg.store.storage import Storage

__all__ = [
    "Arrivals",
    "ArticleRecord",
    "Backup",
    "Change",
    "MemoryStore",
    "Reader",
    "Restored",
    "Solutions",
    "Source",
    "Storage",
    "Store",
    "create_store",
    "make_backup",
    "open_reader",
    "open_store",
    "restore_backup",
]
