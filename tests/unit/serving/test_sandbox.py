"""A confined process: each denial is proved by a real process that tries.

The children are processes of their own, started anew: what is given up cannot be taken back, and pytest has threads.
"""

import os
import select
import signal
import socket
import struct
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
            from kg.serving.sandbox import _REFUSED, _machine
            assert call(ctypes.c_long(_REFUSED[wanted][_machine().column]), 0, 0, 0, 0) == -1
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
    assert "Raise the memory limit" in ended.stderr


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


def test_the_filter_of_each_machine_refuses_what_it_should():
    for name, machine in sandbox._MACHINES.items():
        program = sandbox._make_filter(machine)
        refused = {columns[machine.column] for columns in sandbox._REFUSED.values()}
        for number in range(500):
            expected = sandbox._REFUSE if number in refused else sandbox._ALLOW
            assert _evaluate(program, number, machine.audit) == expected, (name, number)
        assert _evaluate(program, 0, machine.audit ^ 0x40000000) == sandbox._KILL_PROCESS
        if machine.bound is not None:
            assert _evaluate(program, machine.bound, machine.audit) == sandbox._REFUSE


@pytest.mark.parametrize(("platform", "bits"), [("darwin", sys.maxsize), ("linux", 2**31 - 1)])
def test_another_system_is_told_to_stay_on_loopback(monkeypatch, platform, bits):
    monkeypatch.setattr(sandbox.sys, "platform", platform)
    monkeypatch.setattr(sandbox.sys, "maxsize", bits)
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


def _evaluate(program, number, machine):
    """What the kernel would do: the four instructions the filters are made of."""
    data, position, word = struct.pack("=II", number, machine), 0, 0
    while True:
        code, then, otherwise, value = struct.unpack_from("=HBBI", program, position * 8)
        position += 1
        if code == sandbox._LOAD_WORD:
            (word,) = struct.unpack_from("=I", data, value)
        elif code == sandbox._RETURN:
            return value
        else:
            holds = word == value if code == sandbox._JUMP_IF_EQUAL else word >= value
            position += then if holds else otherwise
