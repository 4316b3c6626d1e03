"""What a worker does to itself before it opens anything: its limits, and the calls the kernel shall refuse it.

The engine has no switch for any of this. It fetches whatever ``SERVICE`` and ``LOAD`` name, loopback included, takes
memory until the machine has none left, and can be stopped only from outside. So the process that holds it gives up,
once and for good, what a query must never use. Nothing here needs privileges, and nothing here can be taken back.

This keeps queries in, not an attacker who already runs code of their own in the worker: files stay readable, since the
worker must read the store.

Linux alone; see ``is_supported``. Sources: prctl(2), seccomp(2), setrlimit(2), proc(5), Linux ``linux/filter.h``,
``linux/audit.h`` and the tables of system calls of x86_64 and of the generic ABI, which aarch64 uses.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import DependencyError, StoreError

FILES: Final = 1024  # open files of a worker; the engine keeps every data file of a generation open (some sixty)
ADJUSTMENT: Final = 500  # of 1000: where the machine runs out of memory a worker goes before the web process

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_SECCOMP_FILTER_FLAG_TSYNC: Final = 1  # all threads of the process, not the calling one alone

# Classic BPF as seccomp runs it: instructions of 8 bytes over the 64 bytes of ``struct seccomp_data``, whose first word
# is the number of the call and whose second the machine it is made for. The arguments follow; no rule here needs them.
_LOAD_WORD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_JUMP_IF_AT_LEAST: Final = 0x35
_RETURN: Final = 0x06
_NUMBER: Final = 0
_MACHINE: Final = 4
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EACCES
_KILL_PROCESS: Final = 0x80000000

# On x86_64 the kernel takes calls of a third ABI, x32, under the same machine and other numbers: without this bound
# each refused call would have a second door.
_X32: Final = 0x40000000


@dataclass(frozen=True, slots=True)
class _Machine:
    """What the filter must know of a processor.

    Attributes:
        audit: its number in ``linux/audit.h``.
        column: where its numbers stand in ``_REFUSED``.
        seccomp: its number of seccomp(2).
        bound: numbers from here on are another ABI's.
    """

    audit: int
    column: int
    seccomp: int
    bound: int | None = None


_MACHINES: Final = {
    "x86_64": _Machine(audit=0xC000003E, column=0, seccomp=317, bound=_X32),
    "aarch64": _Machine(audit=0xC00000B7, column=1, seccomp=277),
}

# Refused to a worker: (number on x86_64, on aarch64). It talks over the sockets it was given and makes none;
# ``socketpair`` stays, it reaches nobody.
_REFUSED: Final = {
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    # Starts nothing. Without exec a fork is only another worker under the same limits.
    "execve": (59, 221),
    "execveat": (322, 281),
    # A ring makes calls on one's behalf that no filter sees.
    "io_uring_setup": (425, 425),
    # Takes nothing from other processes of the same user: the web process holds tokens and open connections.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
}


class _Program(ctypes.Structure):
    """``struct sock_fprog``: how many instructions, and where."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def is_supported() -> bool:
    """Whether a worker can be confined here: Linux, a processor the filter knows, and a kernel that takes filters.

    Asks the kernel and changes nothing: a filter at address nought is a bad address (EFAULT) to a kernel that would
    take one, and anything else to one that would not.
    """
    machine = _machine()
    if machine is None:
        return False
    return _call_seccomp(machine, None) == errno.EFAULT


def confine(*, parent: int, memory_bytes: int | None, files: int = FILES) -> None:
    """Ends what this process may do beside answering; called first of all by each worker, with one thread running.

    Args:
        parent: the process it was forked from, as that one wrote down before the fork. See ``die_with``.
        memory_bytes: most bytes of address space, all threads' stacks and mapped files included; None sets no limit. An
            allocation beyond it fails, on which the engine aborts: the process ends by SIGABRT.
        files: most open files; a lower limit of the system stays.

    Raises:
        DependencyError: when this system cannot confine a process; nothing was done.
        StoreError: when a limit cannot be set, or the process is larger than ``memory_bytes`` already.
    """
    machine = _machine()
    if machine is None or not is_supported():
        raise DependencyError(
            f"workers cannot be confined on {sys.platform} {os.uname().machine}",
            mend="Serve on 127.0.0.1, or on Linux (x86_64 or aarch64) with seccomp.",
        )
    die_with(parent)
    _limit_resources(memory_bytes, files)
    _refuse_calls(machine)


def die_with(parent: int) -> None:
    """Has the kernel kill this process when its parent ends, however that ends.

    The kernel watches the *thread* that forked: a process with several must fork from one that lasts.

    Args:
        parent: the parent's number. One that ended before this call has left us to another parent, and nobody would
            tell: the process is killed as it would have been.

    Raises:
        StoreError: when the kernel refuses.
    """
    _set_process_option(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _limit_resources(memory_bytes: int | None, files: int) -> None:
    # Not nought: where cores go to a program (systemd-coredump) the kernel asks the limit only whether it is one, and
    # would push gigabytes through a pipe while the next query waits. One byte is too small for a file, too.
    _limit(resource.RLIMIT_CORE, 1)
    _limit(resource.RLIMIT_NOFILE, files)
    if memory_bytes is not None:
        present = _address_space()
        if present >= memory_bytes:
            raise StoreError(
                f"a worker of {memory_bytes:,} bytes is asked for, and an idle one takes {present:,}",
                mend="Raise the memory limit of a query.",
            )
        _limit(resource.RLIMIT_AS, memory_bytes)
    with suppress(OSError):  # a courtesy to the other processes, which a container may not grant
        Path("/proc/self/oom_score_adj").write_bytes(b"%d" % ADJUSTMENT)


def _limit(kind: int, most: int) -> None:
    """Soft and hard alike, so that the process cannot raise it again; a lower hard limit stays."""
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (most, most))
    except (OSError, ValueError) as error:
        raise StoreError(
            f"a worker's limits cannot be set ({error})", mend="Raise the limits of the service's user."
        ) from error


def _address_space() -> int:
    """Bytes of address space this process takes now."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * resource.getpagesize()


def _refuse_calls(machine: _Machine) -> None:
    """From here on the calls of ``_REFUSED`` fail with EACCES, in all threads and in all children."""
    # The kernel takes a filter from a process without privileges only if it can no longer gain any by exec.
    _set_process_option(_PR_SET_NO_NEW_PRIVS, 1)
    number = _call_seccomp(machine, _make_filter(machine))
    if number:
        raise StoreError(
            f"the kernel refuses the filter of system calls ({os.strerror(number)})",
            mend="Serve on 127.0.0.1, or allow seccomp to the service's container.",
        )


def _make_filter(machine: _Machine) -> bytes:
    """The filter: another machine's calls end the process, those of ``_REFUSED`` fail, all others pass.

    A 64-bit process can make 32-bit calls, whose numbers mean other calls. No honest library does.
    """
    numbers = sorted(columns[machine.column] for columns in _REFUSED.values())
    tests = [(_JUMP_IF_EQUAL, number) for number in numbers]
    if machine.bound is not None:
        tests.insert(0, (_JUMP_IF_AT_LEAST, machine.bound))
    left = range(len(tests), 0, -1)  # instructions from each test to the last one: the rest of the tests, and "allow"
    return b"".join(
        (
            _instruction(_LOAD_WORD, _MACHINE),
            _instruction(_JUMP_IF_EQUAL, machine.audit, then=1),
            _instruction(_RETURN, _KILL_PROCESS),
            _instruction(_LOAD_WORD, _NUMBER),
            *(_instruction(test, value, then=away) for (test, value), away in zip(tests, left, strict=True)),
            _instruction(_RETURN, _ALLOW),
            _instruction(_RETURN, _REFUSE),
        )
    )


def _instruction(code: int, value: int, *, then: int = 0) -> bytes:
    """``struct sock_filter``. ``then`` is how many instructions a test that holds skips; one that fails skips none."""
    return struct.pack("=HBBI", code, then, 0, value)


def _machine() -> _Machine | None:
    """This processor, or None where there is no filter for it. A 32-bit Python on a 64-bit kernel makes other calls."""
    if sys.platform != "linux" or sys.maxsize <= 2**32:
        return None
    return _MACHINES.get(os.uname().machine)


def _call_seccomp(machine: _Machine, instructions: bytes | None) -> int:
    """Installs a filter in all threads (None: asks whether one could be). By number: glibc has no such function.

    Returns:
        0, or the error's number.
    """
    program = None
    if instructions is not None:
        buffer = ctypes.create_string_buffer(instructions, len(instructions))
        count = len(instructions) // len(_instruction(0, 0))
        program = ctypes.byref(_Program(count, ctypes.addressof(buffer)))
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    flags = ctypes.c_long(_SECCOMP_FILTER_FLAG_TSYNC)
    result = call(ctypes.c_long(machine.seccomp), ctypes.c_long(_SECCOMP_SET_MODE_FILTER), flags, program)
    if result > 0:  # the number of a thread that has a filter of its own
        return errno.ESRCH
    return ctypes.get_errno() if result else 0


def _set_process_option(option: int, value: int) -> None:
    """prctl(2).

    Raises:
        StoreError: when the kernel refuses.
    """
    call = ctypes.CDLL(None, use_errno=True).prctl
    nought = ctypes.c_ulong(0)
    if call(ctypes.c_int(option), ctypes.c_ulong(value), nought, nought, nought):
        reason = os.strerror(ctypes.get_errno())
        raise StoreError(
            f"the kernel refuses option {option} of a worker ({reason})",
            mend="Serve on 127.0.0.1, or allow prctl to the service's container.",
        )
