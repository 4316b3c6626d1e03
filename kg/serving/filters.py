"""The filters of system calls that ``kg.serving.sandbox`` gives to workers, as programs for the kernel.

Sources: seccomp(2), open(2), kill(2), Linux ``linux/filter.h``, ``linux/audit.h`` and the tables of system calls of
x86_64 and of the generic ABI, which aarch64 uses.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from dataclasses import dataclass
from typing import Final

# Classic BPF as seccomp runs it: instructions of 8 bytes over the 64 bytes of ``struct seccomp_data``, whose first word
# is the number of the call and whose second the machine it is made for. The arguments follow, 8 bytes each; those that
# rules look at are of 4 bytes to the kernel, so that their lower half is all of them.
LOAD_WORD: Final = 0x20
JUMP_IF_EQUAL: Final = 0x15
JUMP_IF_AT_LEAST: Final = 0x35
JUMP_IF_ANY_BIT: Final = 0x45
RETURN: Final = 0x06
ALLOW: Final = 0x7FFF0000
REFUSE: Final = 0x00050000 | errno.EACCES
KILL_PROCESS: Final = 0x80000000
_NUMBER: Final = 0
_MACHINE: Final = 4
_ARGUMENTS: Final = 16
_ARGUMENT_BYTES: Final = 8

# On x86_64 the kernel takes calls of a third ABI, x32, under the same machine and other numbers: without this bound
# each refused call would have a second door.
_X32: Final = 0x40000000

WRITING: Final = 0o1 | 0o2 | 0o100 | 0o1000
"""O_WRONLY, O_RDWR, O_CREAT, O_TRUNC: the same on both machines. O_TMPFILE needs one of them, too."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What a filter must know of a processor.

    Attributes:
        audit: its number in ``linux/audit.h``.
        column: where its numbers stand in the tables.
        seccomp: its number of seccomp(2).
        bound: numbers from here on are another ABI's.
    """

    audit: int
    column: int
    seccomp: int
    bound: int | None = None


MACHINES: Final = {
    "x86_64": Machine(audit=0xC000003E, column=0, seccomp=317, bound=_X32),
    "aarch64": Machine(audit=0xC00000B7, column=1, seccomp=277),
}

# Numbers: on x86_64, on aarch64; None where the machine has no such call.
Numbers = tuple[int | None, int | None]

# Refused to every worker. It talks over the sockets it was given and makes none; ``socketpair`` stays, it reaches
# nobody.
REFUSED: Final[dict[str, Numbers]] = {
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
    # Takes nothing from other processes of the same user, and stops none: the web process holds tokens and connections.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "setpriority": (141, 140),
    # Opens by a number what its path would have refused.
    "open_by_handle_at": (304, 265),
}

# Refused to a worker that only reads, beside opening files for writing.
CHANGING: Final[dict[str, Numbers]] = {
    "openat2": (437, 437),  # has its flags in memory, which no filter sees
    "creat": (85, None),
    "truncate": (76, 45),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rmdir": (84, None),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "lchown": (94, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "setxattrat": (463, 463),
    "removexattrat": (466, 466),
    "mount": (165, 40),
    "mq_open": (240, 180),
}

# Allowed on the process itself alone, which the first argument names. abort(3), by which the engine ends where memory
# does, is a tgkill; getrlimit(3) is a prlimit64 of process 0, which is oneself, where 0 to kill(2) is the whole group.
OWN: Final[dict[str, tuple[Numbers, bool]]] = {
    "kill": ((62, 129), False),
    "tgkill": ((234, 131), False),
    "prlimit64": ((302, 261), True),
}

# Which argument holds the flags.
OPENING: Final[dict[str, tuple[Numbers, int]]] = {"open": ((2, None), 1), "openat": ((257, 56), 2)}


def machine_here() -> Machine | None:
    """This processor, or None where there is no filter for it. A 32-bit Python on a 64-bit kernel makes other calls."""
    if sys.platform != "linux" or sys.maxsize <= 2**32:
        return None
    return MACHINES.get(os.uname().machine)


def make_filter(machine: Machine, process: int, *, writes: bool) -> bytes:
    """A filter: another machine's calls end the process, those of the tables fail with EACCES, all others pass.

    A 64-bit process can make 32-bit calls, whose numbers mean other calls. No honest library does.

    Args:
        machine: whose numbers.
        process: the one it is for.
        writes: whether it may make and change files.
    """
    rules = [_own_rule(numbers[machine.column], process, nought=nought) for numbers, nought in OWN.values()]
    if not writes:
        rules += [_opening_rule(numbers[machine.column], argument) for numbers, argument in OPENING.values()]
    refused = {**REFUSED, **({} if writes else CHANGING)}
    tests = [(JUMP_IF_EQUAL, number) for numbers in refused.values() if (number := numbers[machine.column]) is not None]
    if machine.bound is not None:
        tests.insert(0, (JUMP_IF_AT_LEAST, machine.bound))
    left = range(len(tests), 0, -1)  # instructions from each test to "refuse": the rest of the tests, and a jump over
    return b"".join(
        (
            _instruction(LOAD_WORD, _MACHINE),
            _instruction(JUMP_IF_EQUAL, machine.audit, then=1),
            _instruction(RETURN, KILL_PROCESS),
            _instruction(LOAD_WORD, _NUMBER),
            *rules,
            *(_instruction(test, value, then=away) for (test, value), away in zip(tests, left, strict=True)),
            _instruction(RETURN, ALLOW),
            _instruction(RETURN, REFUSE),
        )
    )


def _own_rule(number: int | None, process: int, *, nought: bool) -> bytes:
    """Judge a call by its first argument, a process; other calls go on to what follows."""
    allowed = [process, 0] if nought else [process]
    tests = [_instruction(JUMP_IF_EQUAL, value, then=len(allowed) - at) for at, value in enumerate(allowed)]
    return _rule(number, [_load(0), *tests, _instruction(RETURN, REFUSE), _instruction(RETURN, ALLOW)])


def _opening_rule(number: int | None, argument: int) -> bytes:
    """Judge a call by the flags in one of its arguments."""
    test = _instruction(JUMP_IF_ANY_BIT, WRITING, then=1)
    return _rule(number, [_load(argument), test, _instruction(RETURN, ALLOW), _instruction(RETURN, REFUSE)])


def _rule(number: int | None, judged: list[bytes]) -> bytes:
    if number is None:
        return b""
    return _instruction(JUMP_IF_EQUAL, number, otherwise=len(judged)) + b"".join(judged)


def _load(argument: int) -> bytes:
    """The lower half of an argument; both machines keep it first."""
    return _instruction(LOAD_WORD, _ARGUMENTS + _ARGUMENT_BYTES * argument)


def _instruction(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """``struct sock_filter``: how many instructions a test skips where it holds, and where it does not."""
    return struct.pack("=HBBI", code, then, otherwise, value)
