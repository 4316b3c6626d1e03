from kg.resolution.slugs import unique_slugs


def test_a_slug_of_its_own_stays_plain():
    assert unique_slugs([("anna-petit", "aaaa1"), ("joseph-otieno", "bbbb2")]) == ["anna-petit", "joseph-otieno"]


def test_namesakes_all_get_a_digest_as_long_as_it_must_be():
    assert unique_slugs([("kim", "abcd1x"), ("kim", "abcd2x"), ("lee", "0")]) == ["kim-abcd1", "kim-abcd2", "lee"]
