"""The store is a function of the set of its articles: no order of building and removing shows in it, to the byte."""

import itertools
import random

import pytest
from pipeline_fakes import SCHEMA, stages, write

from kg.pipeline import build, remove
from kg.settings import Settings
from kg.store import MemoryStore, create_store

TEXTS = {
    "a": "ann met bob 2020-01-02\nann met cat 2020-01-03",
    "b": "bob met ann 2020-01-02",
    "c": "cat met dan 2020-02-01\nann met bob 2020-01-02",
    "d": "dan met ann 2020-03-01",
    "e": "eve met cat 2020-02-01\ncat met ann 2020-01-03",
}
SETTINGS = Settings()
OPTIONS = {"schema": SCHEMA, "stages": stages()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write(tmp_path_factory.mktemp("articles"), **TEXTS)


@pytest.fixture(scope="module")
def rebuilt(folder):
    """Names -> canonical bytes of a store built of exactly these at once."""
    made = {}

    def rebuild(names):
        key = tuple(sorted(names))
        if key not in made:
            store = MemoryStore()
            build([folder / f"{name}.txt" for name in key], SETTINGS, store=store, **OPTIONS)
            made[key] = store.reader().canonical()
        return made[key]

    return rebuild


def test_five_builds_in_each_of_the_120_orders_make_the_store_of_one(folder, rebuilt):
    for order in itertools.permutations(TEXTS):
        store = MemoryStore()
        for name in order:
            build([folder / f"{name}.txt"], SETTINGS, store=store, **OPTIONS)
        assert store.reader().canonical() == rebuilt(TEXTS), order


def test_different_sets_of_articles_make_different_stores(rebuilt):
    subsets = [names for size in range(6) for names in itertools.combinations(TEXTS, size)]
    assert len({rebuilt(names) for names in subsets}) == 32


def random_walk(seed):
    """A sequence of ``(adding, name)``, the set of names that remains after it last."""
    dice = random.Random(seed)  # noqa: S311
    held, steps = set(), []
    for _ in range(dice.randint(3, 9)):
        name = dice.choice(sorted(TEXTS))
        adding = name not in held or dice.random() < 0.2
        held = held | {name} if adding else held - {name}
        steps.append((adding, name))
    return steps, held


def take(step, folder, store):
    adding, name = step
    if adding:
        build([folder / f"{name}.txt"], SETTINGS, store=store, **OPTIONS)
    else:
        remove([f"{name}.txt"], SETTINGS, store=store, **OPTIONS)


def test_200_random_sequences_of_adding_and_removing_equal_a_rebuild_of_what_remains(folder, rebuilt):
    for seed in range(200):
        steps, held = random_walk(seed)
        store = MemoryStore()
        for step in steps:
            take(step, folder, store)
        assert store.reader().canonical() == rebuilt(held), (seed, steps)


@pytest.mark.parametrize("seed", range(3))
def test_a_store_on_disk_goes_the_same_way(tmp_path, folder, rebuilt, seed):
    store = create_store(tmp_path / "store", SETTINGS.base)
    steps, held = random_walk(seed)
    for step in steps:
        take(step, folder, store)
    assert store.reader().canonical() == rebuilt(held)
