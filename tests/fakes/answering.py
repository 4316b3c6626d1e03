"""A small HTTP server that answers every request as it is told to: an endpoint that is none."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs


@dataclass
class Answering:
    """What it answers, and what it was asked.

    Attributes:
        answers: (status, headers, body), one a request; the last one stands for all that follow. With the status 0 it
            hangs up instead.
        asked: of each request, path, headers and query.
        keeps: whether connections are kept; else they are closed behind every answer, without a word.
    """

    answers: list[tuple[int, Mapping[str, str], bytes]]
    address: str = ""
    asked: list[tuple[str, Mapping[str, str], str]] = field(default_factory=list)
    keeps: bool = True


@contextmanager
def answering(*answers: tuple[int, Mapping[str, str], bytes], keeps: bool = True) -> Iterator[Answering]:
    """A server of one thread on loopback."""
    told = Answering(list(answers), keeps=keeps)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            told.asked.append((self.path, dict(self.headers), parse_qs(body).get("query", [""])[0]))
            status, headers, content = told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            if not (status and told.keeps):
                self.close_connection = True
            if not status:
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the class's word
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.address = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    try:
        yield told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
