"""A zygote for all tests of the serving processes, and a pool over a small store."""

import pytest
from numbered import BASE, commit

from kg.serving.pool import Limits, Pool
from kg.serving.zygote import Zygote
from kg.store import create_store


@pytest.fixture(scope="session")
def zygote():
    """Forks workers for all tests."""
    running = Zygote()
    yield running
    running.close()


@pytest.fixture
def path(tmp_path):
    """A plain store that holds the number 1."""
    create_store(tmp_path / "store", BASE)
    commit(tmp_path / "store", 1)
    return tmp_path / "store"


@pytest.fixture
def lost():
    """Why workers of ``pool`` were lost."""
    return []


@pytest.fixture
def pool(path, zygote, lost):
    """Two workers."""
    running = Pool(path, zygote, size=2, limits=Limits(seconds=10.0), lost=lost.append)
    yield running
    running.close()
