"""The command line as a whole: help, start-up, pipes, and a server that really runs."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import click
import pytest
from click.testing import CliRunner

from kg.cli.app import cli

KG = [sys.executable, "-m", "kg"]


@pytest.fixture
def environment(store):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
    return {**kept, "KG_STORE": str(store), "COLUMNS": "80"}


def run(*words, environment, **options):
    return subprocess.run(
        [*KG, *words], env=environment, capture_output=True, text=True, check=False, timeout=120, **options
    )


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_has_help_with_an_example_a_store_and_a_short_form(name):
    done = CliRunner().invoke(cli, [name, "--help"])
    assert done.exit_code == 0
    assert f"kg {name} " in done.stdout or f"kg {name}\n" in done.stdout
    assert "--store DIR" in done.stdout
    assert "Example" in done.stdout
    for parameter in cli.commands[name].params:
        assert isinstance(parameter, click.Argument) or parameter.help, parameter.name


def test_the_list_of_commands_fits_the_window_without_a_cut_sentence():
    done = CliRunner().invoke(cli, ["--help"], terminal_width=80)
    assert "..." not in done.stdout.partition("Commands:")[2].partition("Examples:")[0]
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_kg_runs_as_a_module_and_tells_its_version(environment):
    done = run("--version", environment=environment)
    assert (done.returncode, done.stdout.split()[0], done.stderr) == (0, "kg,", "")


def test_help_imports_neither_the_engine_nor_the_network_nor_the_language(environment):
    heavy = {"pyoxigraph", "networkx", "spacy", "flask", "rich"}
    code = f"import sys; from kg.cli.app import cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_answer_in_a_pipe_is_plain_text_and_errors_go_elsewhere(environment):
    done = run("path", "Petit", "Quispe", environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    wrong = run("show", "Diallo", environment=environment)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "kg: 'Diallo' may be Aïssatou Diallo or Moussa Diallo. Say which one.\n"


@pytest.mark.parametrize("words", [("articles",), ("export", "nquads"), ("query", "--format", "csv")])
def test_a_reader_that_went_away_ends_the_command_without_a_word(environment, words):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*KG, *words], env=environment, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("words", [("articles",), ("export", "nquads"), ("path", "Petit", "Quispe")])
def test_a_full_disk_behind_standard_output_is_told_and_is_no_bug(environment, words):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*KG, *words], env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "kg: No space left on device\n")


def test_letters_that_a_terminal_cannot_show_are_written_otherwise(environment):
    done = run(
        "path", "Petit", "ليلى", environment={**environment, "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"}
    )
    assert done.returncode == 1
    assert "\\u0644" in done.stdout


def test_the_wsgi_entry_serves_the_store_of_the_environment_and_logs(environment, tmp_path):
    asks = "server.app.test_client().get('/id/person/anna-petit', buffered=True)"
    code = f"import server; answer = {asks}; print(answer.status_code); answer.close()"
    given = {**environment, "KG_LOG": str(tmp_path / "log")}
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=given, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("200\n", "")
    (event,) = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert (event["event"], event["path"], event["status"]) == ("request", "/id/person/anna-petit", 200)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serving(environment):
    """Starts ``kg serve``; gives the process and its address."""
    started = []

    def start():
        port = free_port()
        command = subprocess.Popen(
            [*KG, "serve", "--port", str(port)], env={**environment, "PYTHONUNBUFFERED": "1"}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        started.append(command)
        assert f"on http://127.0.0.1:{port}/" in command.stdout.readline()
        return command, f"http://127.0.0.1:{port}"

    yield start
    for command in started:
        if command.poll() is None:
            command.kill()
        command.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_answers_and_ends_quietly_when_told(serving, number):
    command, address = serving()
    with urllib.request.urlopen(f"{address}/sparql?query=ASK%7B%7D", timeout=30) as response:
        assert response.status == 200
        assert b"true" in response.read()
    command.send_signal(number)
    _, errors = command.communicate(timeout=30)
    assert command.returncode == 0
    assert {json.loads(line)["level"] for line in errors.splitlines()} == {"info"}


def test_a_client_that_goes_away_does_not_end_the_server(serving):
    command, address = serving()
    host, _, port = address.removeprefix("http://").partition(":")
    query = "SELECT%20*%20%7B%20%3Fa%20%3Fb%20%3Fc%20.%20%3Fd%20%3Fe%20%3Ff%20%7D"
    for _ in range(5):
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    time.sleep(1)
    with urllib.request.urlopen(address, timeout=60) as response:
        assert response.status == 200
    assert command.poll() is None


def test_a_port_that_is_taken_is_told_with_a_mend_and_no_store_is_made(environment, tmp_path):
    environment = {**environment, "KG_STORE": str(tmp_path / "store")}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", "--port", str(taken.getsockname()[1]), environment=environment)
    assert done.returncode == 2
    assert "is taken by another program. Choose another with --port." in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_output_closed_before_the_start_is_a_closed_pipe(environment):
    command = ["sh", "-c", f"{sys.executable} -m kg articles >&-"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_command_that_is_stopped_says_how_to_go_on(environment):
    code = (
        "import kg.service as s\n"
        "def stop(*_, **__): raise KeyboardInterrupt\n"
        "s.open_graph = stop\n"
        "import sys; from kg.cli.app import main\n"
        "sys.argv = ['kg', 'show', 'X']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (130, "kg: stopped; run the same command again to go on\n")
