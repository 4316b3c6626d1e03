import errno
import socket

import pytest

from kg.errors import UsageError
from kg.web import ports
from kg.web.ports import open_ports


def free():
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def refused(monkeypatch, number, host="127.0.0.1", port=8080):
    """What is told when the system refuses a port."""

    def listening(*_):
        raise OSError(number, "the system's words")

    monkeypatch.setattr(ports, "_listening", listening)
    with pytest.raises(UsageError) as caught:
        open_ports(host, port)
    return str(caught.value)


def test_a_port_is_open_at_once_and_for_one_service_alone():
    port = free()
    (opened,) = open_ports("127.0.0.1", port)
    with opened:
        socket.create_connection(("127.0.0.1", port)).close()
        with pytest.raises(UsageError, match=f"port {port} of 127.0.0.1 is taken by another program"):
            open_ports("127.0.0.1", port)
    (again,) = open_ports("127.0.0.1", port)
    again.close()


@pytest.mark.parametrize("host", ["300.1.1.1", "a b", "host.invalid", "a" * 70 + ".example"])
def test_a_host_that_is_none_is_told_with_what_to_give(host, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    if host == "host.invalid":  # asks nobody
        monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UsageError, match=r"has no address. Give --host an address of this machine: 127\.0\.0\.1"):
        open_ports(host, 8080)


def test_a_host_elsewhere_is_told_to_be_elsewhere():
    with pytest.raises(UsageError, match=r"192\.0\.2\.1 is no address of this machine. Give --host"):
        open_ports("192.0.2.1", free())


def test_a_port_of_root_is_told_to_be_one(monkeypatch):
    assert "port 80 is not for this user. Choose one from 1024 on" in refused(monkeypatch, errno.EACCES, port=80)


def test_any_other_refusal_is_told_in_the_systems_words(monkeypatch):
    assert "cannot be opened (the system's words)" in refused(monkeypatch, errno.ENOBUFS)


def test_a_name_of_several_addresses_is_served_at_those_that_there_are(monkeypatch):
    both = [
        (family, socket.SOCK_STREAM, 0, "", address)
        for family, address in ((socket.AF_INET, ("192.0.2.1", 0)), (socket.AF_INET, ("127.0.0.1", 0)))
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    (opened,) = open_ports("localhost", 0)
    assert opened.getsockname()[0] == "127.0.0.1"
    opened.close()
