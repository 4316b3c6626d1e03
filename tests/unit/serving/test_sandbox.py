"""A confined process: each denial is proved by a real process that tries.

The children are processes of their own, started anew: what is given up cannot be taken back, and pytest has threads.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg.errors import DependencyError
from kg.serving import sandbox

pytestmark = pytest.mark.skipif(not sandbox.is_supported(), reason="this system confines no process")

ROOM = 2 << 30
PREPARED = f"""
import ctypes, errno, os, signal, socket, sys, threading
from kg.serving.sandbox import confine, die_with
def confined(**options):
    confine(**{{"parent": os.getppid(), "memory_bytes": {ROOM}}} | options)
def number(action):
    try:
        action()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"
"""


def run(script, *arguments):
    """What a process says and how it ends."""
    return subprocess.run(
        [sys.executable, "-c", PREPARED + textwrap.dedent(script), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def said(script, *arguments):
    ended = run(script, *arguments)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split("\n")[:-1]


@pytest.fixture
def listener():
    """A server that counts who comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def test_a_confined_process_makes_no_socket_of_any_family():
    script = """
        confined()
        for family in socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK:
            print(number(lambda: socket.socket(family)))
    """
    assert said(script) == ["EACCES"] * 4


def test_it_needs_no_privileges():
    script = """
        if os.geteuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
        confined()
        print(number(socket.socket))
    """
    assert said(script) == ["EACCES"]


def test_a_thread_that_ran_before_is_confined_too():
    script = """
        go, told = threading.Event(), []
        thread = threading.Thread(target=lambda: (go.wait(), told.append(number(socket.socket))))
        thread.start()
        confined(); go.set(); thread.join()
        print(*told)
    """
    assert said(script) == ["EACCES"]


def test_the_sockets_it_was_given_still_work():
    script = """
        ours, theirs = socket.socketpair()
        confined()
        ours.sendall(b"asked"); print(theirs.recv(9).decode())
        print(number(lambda: ours.connect("/nowhere")))
    """
    assert said(script) == ["asked", "EACCES"]


@pytest.mark.parametrize(
    "operation",
    [
        "list(store.query('SELECT * { SERVICE <URL> { ?s ?p ?o } }'))",
        "store.update('LOAD <URL>')",
        "store.update('INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }')",
    ],
)
def test_the_engine_reaches_nobody_and_says_so(listener, operation):
    assert tried(listener, operation) == ["error", "True"]
    with pytest.raises(BlockingIOError):
        listener.accept()


# The engine takes an error inside EXISTS for false: such queries must be refused by their text.
@pytest.mark.parametrize(
    "pattern", ["SERVICE SILENT <URL> { ?s ?p ?o }", "FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } }"]
)
def test_the_engine_reaches_nobody_where_it_hides_the_error(listener, pattern):
    assert tried(listener, f"list(store.query('SELECT * {{ {pattern} }}'))") == ["True"]
    with pytest.raises(BlockingIOError):
        listener.accept()


def tried(listener, operation):
    """What a confined process says of an operation of the engine, and whether its store answers afterwards."""
    script = """
        import pyoxigraph
        confined()
        store = pyoxigraph.Store()
        try:
            eval(sys.argv[1])
        except Exception:
            print("error")
        print(bool(store.query("ASK {}")))
    """
    return said(script, operation.replace("URL", f"http://127.0.0.1:{listener.getsockname()[1]}/"))


def test_it_starts_no_other_program():
    script = """
        confined()
        print(number(lambda: os.execv(sys.executable, [sys.executable, "-c", "print('started')"])))
    """
    assert said(script) == ["EACCES"]


def test_it_traces_nobody_and_makes_no_ring():
    script = """
        confined()
        call = ctypes.CDLL(None, use_errno=True).syscall
        for wanted in "ptrace", "process_vm_readv", "pidfd_getfd", "io_uring_setup", "execveat":
            from kg.serving.filters import REFUSED, machine_here
            assert call(ctypes.c_long(REFUSED[wanted][machine_here().column]), 0, 0, 0, 0) == -1
            print(errno.errorcode[ctypes.get_errno()])
    """
    assert said(script) == ["EACCES"] * 5


if os.uname().machine == "x86_64":  # no other machine has these doors

    def test_calls_by_the_numbers_of_x32_are_refused():
        script = """
            confined()
            call = ctypes.CDLL(None, use_errno=True).syscall
            print(call(ctypes.c_long(0x40000000 + 39)), errno.errorcode[ctypes.get_errno()])  # getpid
        """
        assert said(script) == ["-1 EACCES"]

    def test_calls_of_a_32_bit_program_end_the_process():
        script = """
            import mmap
            code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
            code.write(bytes.fromhex("b814000000cd80c3"))  # mov eax, 20 (getpid); int 0x80; ret
            getpid = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
            confined()
            getpid()
        """
        assert run(script).returncode == -signal.SIGSYS


def test_too_much_memory_ends_it_with_an_abort():
    script = """
        import pyoxigraph
        confined(memory_bytes=1 << 30)
        values = " ".join(f"<http://x/{n}>" for n in range(300))
        groups = " ".join(f"VALUES ?v{n} {{ {values} }}" for n in range(4))
        list(pyoxigraph.Store().query(f"SELECT * {{ {groups} }} ORDER BY ?v1 ?v0"))
    """
    assert run(script).returncode == -signal.SIGABRT


def test_a_limit_it_has_passed_already_is_an_error_with_its_mend():
    ended = run("confined(memory_bytes=1 << 20)")
    assert "an idle one takes" in ended.stderr
    assert "Raise KG_QUERY_MEGABYTES" in ended.stderr


def test_limits_cannot_be_raised_again():
    script = """
        import resource
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 128))
        confined(files=500)
        for kind in resource.RLIMIT_AS, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE:
            print(resource.getrlimit(kind))
    """
    assert said(script) == [f"({ROOM}, {ROOM})", "(128, 128)", "(1, 1)"]


def test_no_limit_of_memory_is_set_when_none_is_asked_for():
    script = """
        import resource
        before = resource.getrlimit(resource.RLIMIT_AS)
        confined(memory_bytes=None)
        print(resource.getrlimit(resource.RLIMIT_AS) == before)
    """
    assert said(script) == ["True"]


def test_it_is_the_first_to_go_when_the_machine_is_out_of_memory():
    assert said("confined(); print(open('/proc/self/oom_score_adj').read().strip())") == [str(sandbox.ADJUSTMENT)]


PARENT = """
    reader, writer = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        die_with(parent)
        os.write(writer, b"ready")
        signal.pause()
    os.read(reader, 9)
    print(child, flush=True)
"""


def test_it_dies_with_its_parent():
    (child,) = said(PARENT + "    os._exit(0)\n")
    assert _ends(int(child))


def test_it_dies_with_a_parent_that_was_killed():
    ended = run(PARENT + "    os.kill(parent, signal.SIGKILL)\n")
    assert ended.returncode == -signal.SIGKILL
    assert _ends(int(ended.stdout))


def test_it_ends_when_its_parent_was_gone_before_it_could_ask():
    assert run("die_with(1 << 22)").returncode == -signal.SIGKILL


VICTIM = """
    from kg.serving.sandbox import hide_process
    if sys.argv[1] == "nobody" and os.geteuid() == 0:
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
    reader, writer = os.pipe()
    parent = os.getpid()
    hide_process()
    child = os.fork()
    if child:
        os.read(reader, 1); os.waitpid(child, 0)
        print("alive")
        sys.exit()
    confine(parent=parent, memory_bytes=None, writes=sys.argv[2] == "writes")
    for name, mode in ("environ", "rb"), ("mem", "rb"), ("mem", "r+b"):
        print(number(lambda: open(f"/proc/{parent}/{name}", mode).close()))
    os.write(writer, b".")
    sys.stdout.flush(); os._exit(0)
"""


@pytest.mark.parametrize("writes", ["writes", "reads"])
@pytest.mark.parametrize("user", ["this", "nobody"])
def test_it_sees_neither_memory_nor_environment_of_a_process_that_hides_whoever_their_user_is(user, writes):
    assert said(VICTIM, user, writes) == ["EACCES"] * 3 + ["alive"]


@pytest.mark.parametrize("writes", [True, False])
def test_it_signals_itself_and_nobody_else(writes):
    script = f"""
        parent = os.getppid()
        confined(writes={writes})
        own, call = os.getpid(), ctypes.CDLL(None, use_errno=True).syscall
        for process in parent, 0, -1, -os.getpgrp():
            print(number(lambda: os.kill(process, 0)))
        print(number(lambda: signal.pidfd_send_signal(os.pidfd_open(parent), 0)))
        print(number(lambda: os.setpriority(os.PRIO_PROCESS, parent, 19)))
        import resource
        try:
            resource.prlimit(parent, resource.RLIMIT_CPU, (1, 1))
        except PermissionError:
            print("EACCES")
        print(number(lambda: os.kill(own, 0)), resource.getrlimit(resource.RLIMIT_CORE))
        sys.stdout.flush()
        os.abort()
    """
    ended = run(script)
    assert ended.stdout.split("\n")[:-1] == ["EACCES"] * 7 + ["done (1, 1)"]
    assert ended.returncode == -signal.SIGABRT


CHANGES = """
    os.chdir(sys.argv[1])
    open("there", "w").close()
    confined(writes=sys.argv[2] == "writes")
    print(number(lambda: open("there").close()))
    for change in (
        lambda: open("new", "w").close(), lambda: open("there", "r+").close(), lambda: open("there", "a").close(),
        lambda: os.mkdir("folder"), lambda: os.rename("there", "other"), lambda: os.link("other", "second"),
        lambda: os.symlink("other", "third"), lambda: os.chmod("other", 0o600), lambda: os.utime("other"),
        lambda: os.truncate("other", 1), lambda: os.unlink("other"), lambda: os.rmdir("folder"),
    ):
        print(number(change))
"""


def test_one_that_only_reads_changes_no_file(tmp_path):
    assert said(CHANGES, str(tmp_path), "reads") == ["done", *["EACCES"] * 12]
    assert [place.name for place in tmp_path.iterdir()] == ["there"]


def test_one_that_writes_changes_files(tmp_path):
    assert said(CHANGES, str(tmp_path), "writes") == ["done"] * 13


def test_one_that_only_reads_opens_a_store_and_is_answered(tmp_path):
    script = """
        import pyoxigraph as ox
        store = ox.Store(sys.argv[1])
        store.update("INSERT DATA { <urn:s> <urn:p> <urn:o> }")
        store.flush()
        del store
        confined(writes=False)
        print(len(list(ox.Store.read_only(sys.argv[1]).query("SELECT * { ?s ?p ?o } ORDER BY ?o"))))
    """
    assert said(script, str(tmp_path / "graph")) == ["1"]


@pytest.mark.parametrize(("platform", "bits"), [("darwin", sys.maxsize), ("linux", 2**31 - 1)])
def test_another_system_is_told_to_stay_on_loopback(monkeypatch, platform, bits):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "maxsize", bits)
    assert not sandbox.is_supported()
    with pytest.raises(DependencyError, match=r"Serve on 127\.0\.0\.1"):
        sandbox.confine(parent=os.getppid(), memory_bytes=None)


def test_asking_whether_it_is_supported_changes_nothing():
    before = _filters()
    assert sandbox.is_supported()
    assert _filters() == before


def _filters():
    """What the kernel says of this thread's filters."""
    status = Path("/proc/thread-self/status").read_text("ascii")
    return [line for line in status.splitlines() if line.startswith(("Seccomp", "NoNewPrivs"))]


def _ends(process):
    """Whether a process that is not ours to wait for ends soon."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    ended = bool(select.select([descriptor], [], [], 30)[0])
    os.close(descriptor)
    return ended
