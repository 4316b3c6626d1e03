"""What a worker does to itself before it opens anything: its limits, and the calls the kernel shall refuse it.

The engine has no switch for any of this. It fetches whatever ``SERVICE`` and ``LOAD`` name, loopback included, takes
memory until the machine has none left, and can be stopped only from outside. So the process that holds it gives up,
once and for good, what a query must never use. Nothing here needs privileges, and nothing here can be taken back.

This keeps queries in. From an attacker who runs code of their own in a worker it keeps the other processes: that worker
reads none's memory or environment (``hide_process``; a worker of root gives up root's rights to), signals none, and if
it answers queries it makes and changes no file. It can still read the files that its user can, since it must read the
store: a file of tokens among them. The writer changes files as its user may.

Linux alone; see ``is_supported``. Sources: prctl(2), seccomp(2), setrlimit(2), capabilities(7), ptrace(2), proc(5).
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from kg.errors import DependencyError, StoreError
from kg.serving.filters import Machine, machine_here, make_filter

ROOM: Final = "Raise KG_QUERY_MEGABYTES (of queries' processes) or KG_UPDATE_MEGABYTES (of the writer)."
"""What to do about a worker that has too little memory to begin."""

FILES: Final = 1024  # open files of a worker; the engine keeps every data file of a generation open (some sixty)
ADJUSTMENT: Final = 500  # of 1000: where the machine runs out of memory a worker goes before the web process

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_INSTRUCTION_BYTES: Final = 8
_SECCOMP_FILTER_FLAG_TSYNC: Final = 1  # all threads of the process, not the calling one alone

# What a worker of root keeps of root's rights: to read a store that is another user's, and the writer to write one.
_READING: Final = 1 << 2  # CAP_DAC_READ_SEARCH
_CHANGING: Final = 1 << 0 | 1 << 1 | 1 << 3 | 1 << 4  # CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FOWNER, CAP_FSETID
_CAPABILITY_VERSION: Final = 0x20080522


class _Program(ctypes.Structure):
    """``struct sock_fprog``: how many instructions, and where."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def is_supported() -> bool:
    """Whether a worker can be confined here: Linux, a processor the filter knows, and a kernel that takes filters.

    Asks the kernel and changes nothing: a filter at address nought is a bad address (EFAULT) to a kernel that would
    take one, and anything else to one that would not.
    """
    machine = machine_here()
    if machine is None:
        return False
    return _call_seccomp(machine, None) == errno.EFAULT


def hide_process() -> None:
    """Keeps this process's memory, environment and open files from other processes of the same user, for good.

    Those it forks are hidden too. Root's own rights still see it. It writes no core, and a debugger of the same user
    cannot attach. Does nothing where the system is not Linux.

    Raises:
        StoreError: when the kernel refuses.
    """
    if sys.platform == "linux":
        _set_process_option(_PR_SET_DUMPABLE, 0)


def confine(*, parent: int, memory_bytes: int | None, files: int = FILES, writes: bool = True) -> None:
    """Ends what this process may do beside answering; called first of all by each worker, with one thread running.

    Args:
        parent: the process it was forked from, as that one wrote down before the fork. See ``die_with``.
        memory_bytes: most bytes of address space, all threads' stacks and mapped files included; None sets no limit. An
            allocation beyond it fails, on which the engine aborts: the process ends by SIGABRT.
        files: most open files; a lower limit of the system stays.
        writes: whether it may make and change files: the writer, not a worker that answers queries.

    Raises:
        DependencyError: when this system cannot confine a process; nothing was done.
        StoreError: when a limit cannot be set, or the process is larger than ``memory_bytes`` already.
    """
    machine = machine_here()
    if machine is None or not is_supported():
        raise DependencyError(
            f"workers cannot be confined on {sys.platform} {os.uname().machine}",
            mend="Serve on 127.0.0.1, or on Linux (x86_64 or aarch64) with seccomp.",
        )
    die_with(parent)
    _limit_resources(memory_bytes, files)
    hide_process()
    _drop_rights(_READING | _CHANGING if writes else _READING)
    _refuse_calls(machine, writes=writes)


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
                mend=ROOM,
            )
        _limit(resource.RLIMIT_AS, memory_bytes)
    _set_process_option(_PR_SET_DUMPABLE, 1)  # a hidden process's files in /proc are root's, this one too
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


def _drop_rights(kept: int) -> None:
    """Give up root's rights but some: with them a hidden process is none. Who has none has none to give up.

    Raises:
        StoreError: when the kernel refuses.
    """
    library = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    rights = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable ones, the lower 32 and then the upper
    failed = library.capget(header, rights)
    if not failed and ((rights[0] | rights[1]) & ~kept or rights[3] or rights[4]):
        now = (ctypes.c_uint32 * 6)(rights[0] & kept, rights[1] & kept, 0, 0, 0, 0)
        failed = library.capset(header, now)
    if failed:
        reason = os.strerror(ctypes.get_errno())
        raise StoreError(
            f"the rights of root cannot be given up ({reason})", mend="Serve as an ordinary user, not as root."
        )


def _refuse_calls(machine: Machine, *, writes: bool) -> None:
    """From here on the calls of the filter's tables fail with EACCES, in all threads and in all children."""
    # The kernel takes a filter from a process without privileges only if it can no longer gain any by exec.
    _set_process_option(_PR_SET_NO_NEW_PRIVS, 1)
    number = _call_seccomp(machine, make_filter(machine, os.getpid(), writes=writes))
    if number:
        raise StoreError(
            f"the kernel refuses the filter of system calls ({os.strerror(number)})",
            mend="Serve on 127.0.0.1, or allow seccomp to the service's container.",
        )


def _call_seccomp(machine: Machine, instructions: bytes | None) -> int:
    """Installs a filter in all threads (None: asks whether one could be). By number: glibc has no such function.

    Returns:
        0, or the error's number.
    """
    program = None
    if instructions is not None:
        buffer = ctypes.create_string_buffer(instructions, len(instructions))
        count = len(instructions) // _INSTRUCTION_BYTES
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
