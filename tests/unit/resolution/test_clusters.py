from kg.resolution.clusters import Link, cluster


def never(_left, _right):
    return False


def test_a_chain_of_links_is_one_cluster():
    assert cluster(4, [Link(1, 0, 1), Link(1, 1, 2)], never) == [(0, 1, 2), (3,)]


def test_a_chain_between_nodes_that_exclude_each_other_breaks_at_its_weakest_link():
    found = cluster(3, [Link(2, 0, 1), Link(1, 1, 2)], lambda a, b: {a, b} == {0, 2})
    assert found == [(0, 1), (2,)]


def test_below_certainty_a_node_between_two_that_exclude_each_other_stays_alone():
    links = [Link(1, 0, 1), Link(1, 1, 2)]
    assert cluster(3, links, lambda a, b: {a, b} == {0, 2}, sure=2) == [(0,), (1,), (2,)]
    assert cluster(3, links, lambda a, b: {a, b} == {0, 2}, sure=1) == [(0, 1), (2,)]
