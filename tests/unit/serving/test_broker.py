"""What is fetched for LOAD, from a server on loopback that the tests allow."""

import gzip
import ipaddress
import ssl
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import ForbiddenError, SourceError
from kg.serving.addresses import look_up
from kg.serving.broker import Fetched, Limits, fetch

HERE = "127.0.0.1"
CERTIFICATE = Path(__file__).with_name("files.test.pem")  # for files.test, signed by itself
TURTLE = b"<x:a> <x:b> <x:c> ."


class Handler(BaseHTTPRequestHandler):
    """Each path is a way to answer."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        with suppress(OSError):
            getattr(self, "get_" + self.path.split("/")[1].split("?")[0].replace("%", "_"))()

    def log_message(self, *args):
        pass

    def give(self, content, status=200, **headers):
        self.send_response(status)
        for name, value in {"Content_Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def get_turtle(self):
        self.give(TURTLE, Content_Type="Text/Turtle; charset=utf-8")

    def get_plain(self):
        self.give(TURTLE)

    def get_to(self):
        _, _, where = self.path.partition("/to/")
        self.give(b"", 302, Location=where)

    def get_loop(self):
        self.give(b"", 301, Location="/loop")

    def get_nowhere(self):
        self.give(b"", 302)

    def get_missing(self):
        self.give(b"", 404)

    def get_large(self):
        self.give(b"x" * 2000)

    def get_endless(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while True:
            self.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")

    def get_short(self):
        self.give(TURTLE, Content_Length="100")
        self.close_connection = True

    def get_silent(self):
        self.server.over.wait(10)

    def get_slow(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        while not self.server.over.wait(0.02):
            self.wfile.write(b"x")

    def get_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.over.wait(0.02):
            self.wfile.write(b"X: y\r\n"[:1])

    def get_zipped(self):
        self.give(gzip.compress(TURTLE), Content_Encoding="gzip")

    def get_brotli(self):
        self.give(TURTLE, Content_Encoding="br")

    def get_noise(self):
        self.wfile.write(b"not http\r\n\r\n")
        self.close_connection = True


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address):
        super().__init__(address, Handler)
        self.asked = []
        self.over = threading.Event()

    def handle_error(self, request, client_address):
        pass


@contextmanager
def serving(tls=None):
    server = Server((HERE, 0))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server():
    with serving() as running:
        yield running


def get(server, path, *, scheme="http", host="files.test", resolver=None, tls=None, **limits):
    """Fetches from the server under any name; loopback is allowed as far as 127.0.0.1."""
    port = server.server_port
    return fetch(
        f"{scheme}://{host}:{port}{path}",
        limits=Limits(**{"seconds": 10, "content_bytes": 1000, "ports": frozenset({port}), **limits}),
        resolver=resolver or (lambda host, port: [HERE] if host.endswith(".test") else look_up(host, port)),
        allow=lambda address: address == ipaddress.ip_address(HERE),
        tls=tls,
    )


def test_a_document_comes_with_its_media_type_and_place(server):
    assert get(server, "/turtle?x=1#part") == Fetched(
        TURTLE, "text/turtle", f"http://files.test:{server.server_port}/turtle?x=1"
    )
    [(path, headers)] = server.asked
    assert path == "/turtle?x=1"
    assert headers["Host"] == f"files.test:{server.server_port}"
    assert headers["Accept-Encoding"] == "identity"
    assert "text/turtle" in headers["Accept"]


def test_a_document_without_a_media_type_has_an_empty_one(server):
    assert get(server, "/plain").media_type == ""


@pytest.mark.parametrize(
    "iri",
    [
        "file:///etc/passwd",
        "ftp://files.test/x",
        "gopher://files.test/",
        "data:text/turtle,x",
        "urn:x:y",
        "unix:/run/x",
        "//files.test/x",
        "x",
        "",
        "http://user:secret@files.test/",
        "http://user@files.test/",
        "http://@files.test/",
        "http://files.test\\@127.0.0.1/",
        "http://files.test:22/",
        "https://files.test:25/x",
    ],
)
def test_other_schemes_credentials_and_ports_are_forbidden_before_any_look_up(iri):
    with pytest.raises(ForbiddenError):
        fetch(iri, resolver=lambda host, port: pytest.fail("looked up"))


@pytest.mark.parametrize(
    "iri",
    [
        "http://",
        "http:///x",
        "http://[::1/",
        "http://a b/",
        "http://x:y/",
        "http://x:99999/",
        "http://a\u2100b/",
        "http://" + "a" * 64,
    ],
)
def test_malformed_iris_are_told(iri):
    with pytest.raises((SourceError, ForbiddenError)):
        fetch(iri, resolver=lambda host, port: pytest.fail("looked up"))


@pytest.mark.parametrize(
    "iri",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "https://10.0.0.1/",
        "http://\uff11\uff12\uff17.0.0.1/",  # full-width digits
        "http://127\u30020\u30020\u30021/",  # ideographic full stops
    ],
)
def test_addresses_that_are_not_public_are_forbidden_however_they_are_written(iri):
    with pytest.raises(ForbiddenError, match="not public"):
        fetch(iri)


def test_one_address_that_is_not_public_forbids_the_name():
    with pytest.raises(ForbiddenError, match="not public"):
        fetch("http://files.test/", resolver=lambda host, port: ["9.9.9.9", "10.0.0.1"])


def test_a_name_is_looked_up_once_and_the_judged_address_connected_to(server):
    answers = iter([[HERE], ["10.0.0.1"]])
    assert get(server, "/turtle", resolver=lambda host, port: next(answers)).content == TURTLE
    assert next(answers) == ["10.0.0.1"]  # nobody asked again


def test_the_second_answer_of_a_name_server_is_judged_in_a_redirect(server):
    answers = iter([[HERE], ["10.0.0.1"]])
    with pytest.raises(ForbiddenError, match="not public"):
        get(server, "/to//turtle", resolver=lambda host, port: next(answers))


def test_names_in_other_scripts_are_asked_for_in_ascii(server):
    asked = []
    get(server, "/turtle?q=\u00e9", host="b\u00fccher.test", resolver=lambda host, port: asked.append(host) or [HERE])
    assert asked == ["xn--bcher-kva.test"]
    assert server.asked[0][0] == "/turtle?q=%C3%A9"
    assert server.asked[0][1]["Host"].startswith("xn--bcher-kva.test:")


def test_a_host_that_nobody_knows_is_told():
    def resolver(host, port):
        raise OSError(host)

    with pytest.raises(SourceError, match="not known"):
        fetch("http://files.test/", resolver=resolver)
    with pytest.raises(SourceError, match="no address"):
        fetch("http://files.test/", resolver=lambda host, port: [])


def test_redirects_are_followed_and_the_last_place_told(server):
    found = get(server, "/to//to//turtle")
    assert found.iri == f"http://files.test:{server.server_port}/turtle"
    assert found.content == TURTLE


@pytest.mark.parametrize(
    "where", ["http://127.0.0.2:{port}/turtle", "http://10.0.0.1:{port}/", "http://[::1]:{port}/", "//0x7f.2:{port}/"]
)
def test_a_redirect_to_an_address_that_is_not_allowed_is_forbidden(server, where):
    with pytest.raises(ForbiddenError, match="not public"):
        get(server, "/to/" + where.format(port=server.server_port))


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "ftp://files.test/", "http://files.test:22/", "http://a@files.test/"]
)
def test_a_redirect_is_judged_as_the_first_address(server, where):
    with pytest.raises(ForbiddenError):
        get(server, "/to/" + where)


def test_redirects_without_end_are_left(server):
    with pytest.raises(SourceError, match="redirected more than 5 times"):
        get(server, "/loop")
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/missing", "answers 404"),
        ("/nowhere", "answers 302"),
        ("/large", "more than 1,000 bytes"),
        ("/endless", "more than 1,000 bytes"),
        ("/short", "breaks off after 19 of 100 bytes"),
        ("/zipped", "as gzip"),
        ("/brotli", "as br"),
        ("/noise", "cannot be fetched"),
    ],
)
def test_what_the_other_side_does_wrong_is_told(server, path, told):
    with pytest.raises(SourceError, match=told):
        get(server, path)


@pytest.mark.parametrize("path", ["/silent", "/slow", "/headers"])
def test_a_slow_server_is_left_at_the_deadline_however_often_it_sends_a_byte(server, path):
    with pytest.raises(SourceError, match=r"more than 0\.3 seconds"):
        get(server, path, seconds=0.3)


def test_a_slow_name_server_is_left_at_the_deadline(server):
    over = threading.Event()
    with pytest.raises(SourceError, match=r"more than 0\.1 seconds"):
        get(server, "/turtle", seconds=0.1, resolver=lambda host, port: over.wait(10) and [])
    over.set()


def test_nobody_at_the_port_is_told():
    with serving() as gone:
        port = gone.server_port
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch(
            f"http://{HERE}:{port}/",
            limits=Limits(ports=frozenset({port})),
            allow=lambda address: True,
        )


def test_the_environments_proxies_are_not_used(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.3:1")
    assert get(server, "/turtle").content == TURTLE


def _trusting():
    return ssl.create_default_context(cafile=str(CERTIFICATE))


@pytest.fixture
def secure():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with serving(context) as running:
        yield running


def test_https_is_checked_against_the_name_though_an_address_is_connected_to(secure):
    assert get(secure, "/turtle", scheme="https", tls=_trusting()).content == TURTLE
    with pytest.raises(SourceError, match=r"(?i)certificate"):
        get(secure, "/turtle", scheme="https", host="other.test", tls=_trusting())


def test_a_certificate_of_no_known_authority_is_refused(secure):
    with pytest.raises(SourceError, match=r"(?i)certificate"):
        get(secure, "/turtle", scheme="https")


def test_a_redirect_from_https_to_http_is_forbidden(secure):
    with pytest.raises(ForbiddenError, match="https to http"):
        get(secure, f"/to/http://files.test:{secure.server_port}/turtle", scheme="https", tls=_trusting())
