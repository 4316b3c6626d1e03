"""Which addresses may be asked on a stranger's behalf."""

import ipaddress

import pytest

from kg.serving.addresses import is_public, look_up


@pytest.mark.parametrize("text", ["9.9.9.9", "93.184.216.34", "2620:fe::fe", "2a00:1450:4001:80e::200e"])
def test_addresses_of_the_public_network_are_public(text):
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        *("127.0.0.1", "127.255.0.3", "::1"),
        *("10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd00::1", "fc00::1", "fec0::1"),
        *("169.254.169.254", "fe80::1", "fe80::1%lo"),
        *("224.0.0.1", "239.1.1.1", "ff02::1", "ff0e::1"),
        *(
            "0.0.0.0",  # noqa: S104
            "0.1.2.3",
            "::",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "2001:db8::1",
        ),
        *("100.64.0.1", "100.127.255.255", "192.88.99.1"),
        # of IPv6 with one of IPv4 within, be that public or not
        *(
            "::ffff:127.0.0.1",
            "::ffff:9.9.9.9",
            "::ffff:0:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::a00:1",
        ),
        *("2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "3fff::1", "2001:20::1"),
    ],
)
def test_all_others_are_not(text):
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost"])
def test_other_ways_to_write_loopback_are_looked_up_as_loopback(host):
    assert not any(is_public(ipaddress.ip_address(text)) for text in look_up(host, 80))
