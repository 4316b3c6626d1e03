"""Reading articles, in this process or in several: the same results in the same order."""

from __future__ import annotations

import multiprocessing
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from kg.errors import DataError, KgError
from kg.model import Article, Extraction
from kg.pipeline.stages import ExtractMany
from kg.schema.model import Schema
from kg.watchlist import EMPTY, Watchlist

MakeExtract = Callable[[str, Schema, Watchlist], ExtractMany]
Outcome = Extraction | DataError
_AHEAD = 2  # batches waiting for each worker, so that none is idle while results are taken


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker process needs to begin."""

    make_extract: MakeExtract
    model: str
    schema: Schema
    watchlist: Watchlist = EMPTY

    def begin(self) -> ExtractMany:
        """Loads the model."""
        return self.make_extract(self.model, self.schema, self.watchlist)


def read_articles(articles: Iterator[Article], task: Task, *, workers: int, batch: int) -> Iterator[list[Outcome]]:
    """Reads articles in batches; an article that cannot be read gives an error in its place.

    Args:
        articles: taken from as needed.
        task: what a worker needs to begin.
        workers: processes; 1 reads in this one.
        batch: articles handed over at a time.

    Yields:
        One list a batch, in the order of the articles.
    """
    batches = _batches(articles, batch)
    if workers == 1:
        extract_many: ExtractMany | None = None
        for group in batches:
            extract_many = extract_many or task.begin()
            yield _read(extract_many, group)
        return
    yield from _read_in_processes(batches, task, workers)


def _batches(articles: Iterator[Article], size: int) -> Iterator[list[Article]]:
    group: list[Article] = []
    for article in articles:
        group.append(article)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def _read_in_processes(batches: Iterator[list[Article]], task: Task, workers: int) -> Iterator[list[Outcome]]:
    pool = _Pool(task, workers)
    waiting: deque[tuple[list[Article], Future[list[Outcome]]]] = deque()
    try:
        for group in batches:
            waiting.append((group, pool.submit(group)))
            if len(waiting) > workers * _AHEAD:
                yield pool.result(*waiting.popleft())
        while waiting:
            yield pool.result(*waiting.popleft())
    finally:
        pool.close()


class _Pool:
    """Worker processes that are replaced when one dies (of memory, most often)."""

    def __init__(self, task: Task, workers: int) -> None:
        self._task = task
        self._workers = workers
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # spawned: a forked child would inherit the store's and the model's threads in the middle of what they do
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin, initargs=(self._task,))

    def submit(self, group: list[Article]) -> Future[list[Outcome]]:
        try:
            return self._executor.submit(_read_here, group)
        except BrokenProcessPool:
            self._restart()
            return self._executor.submit(_read_here, group)

    def result(self, group: list[Article], future: Future[list[Outcome]]) -> list[Outcome]:
        """The batch's results; when a worker died, its articles are read one by one to find the one that kills."""
        try:
            return future.result()
        except BrokenProcessPool:
            return [self._alone(article) for article in group]

    def _alone(self, article: Article) -> Outcome:
        for _ in range(2):  # the first may only find that the pool is broken already
            try:
                return self.submit([article]).result()[0]
            except BrokenProcessPool:
                self._restart()
        return DataError(
            f"{article.file}: the process that read it died", mend="Give it more memory, or take the article away."
        )

    def _restart(self) -> None:
        self.close()
        self._executor = self._start()

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


_extract_many: list[ExtractMany | KgError] = []  # of this worker process; filled by its initializer


def _begin(task: Task) -> None:
    try:
        _extract_many[:] = [task.begin()]
    except KgError as error:
        _extract_many[:] = [error]  # an initializer that raises breaks the pool without a word


def _read_here(group: list[Article]) -> list[Outcome]:
    extract_many = _extract_many[0]
    if isinstance(extract_many, KgError):
        raise extract_many
    return _read(extract_many, group)


def _read(extract_many: ExtractMany, group: Sequence[Article]) -> list[Outcome]:
    """Reads a batch; when that fails, its articles one by one."""
    try:
        return list(extract_many(group))
    except Exception as error:  # noqa: BLE001  (told below, with its article)
        if len(group) > 1:
            return [outcome for article in group for outcome in _read(extract_many, [article])]
        if isinstance(error, DataError):
            return [error]
        place = traceback.extract_tb(error.__traceback__)[-1]
        return [
            DataError(
                f"{group[0].file}: cannot be read: {type(error).__name__}: {error} ({place.name}, line {place.lineno})",
                mend="This is a bug; report it with the article. The rest was built.",
            )
        ]
