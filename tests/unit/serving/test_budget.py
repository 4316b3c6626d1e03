"""Budgets of worker time."""

import threading

import pytest

from kg.errors import OverBudgetError
from kg.serving.budget import SHORTEST_WAIT, Budgets, Places, client_group


class Clock:
    """A clock that goes when told."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def budgets(clock):
    return Budgets(10, 0.5, clock)


def test_a_client_passes_until_its_bucket_is_empty(budgets):
    budgets.check("192.0.2.1")
    budgets.spend("192.0.2.1", 9.9)
    budgets.check("192.0.2.1")
    budgets.spend("192.0.2.1", 0.1)
    with pytest.raises(OverBudgetError):
        budgets.check("192.0.2.1")


def test_the_wait_it_is_told_is_the_wait_it_has(budgets, clock):
    budgets.spend("192.0.2.1", 40)
    with pytest.raises(OverBudgetError, match="Ask again in 60 seconds") as caught:
        budgets.check("192.0.2.1")
    assert caught.value.retry_after == 60
    clock.now += 60
    with pytest.raises(OverBudgetError) as caught:
        budgets.check("192.0.2.1")
    assert caught.value.retry_after == SHORTEST_WAIT
    clock.now += SHORTEST_WAIT
    budgets.check("192.0.2.1")


def test_one_clients_debt_is_nobody_elses(budgets):
    budgets.spend("192.0.2.1", 100)
    budgets.check("192.0.2.2")


def test_a_bucket_never_holds_more_than_its_capacity(budgets, clock):
    budgets.spend("192.0.2.1", 1)
    clock.now += 1e6
    budgets.spend("192.0.2.1", 10)
    with pytest.raises(OverBudgetError):
        budgets.check("192.0.2.1")


def test_time_that_ran_backwards_gives_nothing(budgets):
    budgets.spend("192.0.2.1", 10)
    budgets.spend("192.0.2.1", -10)
    with pytest.raises(OverBudgetError):
        budgets.check("192.0.2.1")


def test_the_client_longest_unheard_is_forgotten(clock):
    budgets = Budgets(10, 1, clock, clients=2)
    for client in ("a", "b", "a", "c"):
        budgets.spend(client, 10)
    assert len(budgets) == 2
    budgets.check("b")
    for client in ("a", "c"):
        with pytest.raises(OverBudgetError):
            budgets.check(client)


def test_asking_without_working_is_not_remembered(budgets):
    budgets.check("192.0.2.1")
    assert len(budgets) == 0


def test_addresses_of_one_subscriber_share_a_bucket(budgets):
    budgets.spend("2001:db8::1", 10)
    with pytest.raises(OverBudgetError):
        budgets.check("2001:db8::ffff:2%eth0")
    budgets.check("2001:db8:0:1::1")


@pytest.mark.parametrize(
    ("client", "group"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_client_is_known_by_its_group(client, group):
    assert client_group(client) == group


def test_nothing_is_lost_between_threads(clock):
    budgets = Budgets(1000, 1, clock)

    def work():
        for _ in range(500):
            budgets.spend("192.0.2.1", 0.5)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with pytest.raises(OverBudgetError) as caught:
        budgets.check("192.0.2.1")
    assert caught.value.retry_after == 1000


@pytest.mark.parametrize("numbers", [(0, 1), (1, 0), (-1, 1), (1, float("nan")), (float("inf"), 1)])
def test_a_budget_without_time_is_a_mistake(numbers):
    with pytest.raises(ValueError, match="not above nought"):
        Budgets(*numbers)


def test_the_error_speaks_of_one_second():
    assert "in 1 second," in str(OverBudgetError(retry_after=0.2))


def test_a_client_has_so_many_places_and_others_have_theirs():
    places = Places(2)
    places.enter("192.0.2.1")
    places.enter("::ffff:192.0.2.1")
    with pytest.raises(OverBudgetError, match="at the same time") as caught:
        places.enter("192.0.2.1")
    assert caught.value.retry_after == 1
    places.enter("192.0.2.2")
    places.leave("192.0.2.1")
    places.enter("192.0.2.1")


def test_who_left_all_places_is_forgotten():
    places = Places(1)
    places.enter("192.0.2.1")
    places.leave("192.0.2.1")
    assert not places._taken
