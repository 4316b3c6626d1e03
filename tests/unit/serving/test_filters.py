"""The filters of system calls, as the kernel would run them."""

import os
import struct

import pytest

from kg.serving import filters

OWN = 4711


@pytest.mark.parametrize("writes", [True, False])
@pytest.mark.parametrize("name", sorted(filters.MACHINES))
def test_the_filter_of_each_machine_refuses_what_it_should(name, writes):
    machine = filters.MACHINES[name]
    program = filters.make_filter(machine, OWN, writes=writes)
    tables = [filters.REFUSED] if writes else [filters.REFUSED, filters.CHANGING]
    refused = {numbers[machine.column] for table in tables for numbers in table.values()}
    refused |= {numbers[machine.column] for numbers, nought in filters.OWN.values() if not nought}
    for number in range(500):
        expected = filters.REFUSE if number in refused else filters.ALLOW
        assert evaluate(program, number, machine.audit) == expected, number
    assert evaluate(program, 0, machine.audit ^ 0x40000000) == filters.KILL_PROCESS
    if machine.bound is not None:
        assert evaluate(program, machine.bound, machine.audit) == filters.REFUSE


@pytest.mark.parametrize("name", sorted(filters.MACHINES))
def test_only_the_process_itself_may_be_signalled(name):
    machine = filters.MACHINES[name]
    program = filters.make_filter(machine, OWN, writes=True)
    for numbers, nought in filters.OWN.values():
        number, targets = numbers[machine.column], (OWN, 0, 1, 2**32 - 1)
        judged = [evaluate(program, number, machine.audit, target) for target in targets]
        assert [word == filters.ALLOW for word in judged] == [True, nought, False, False]


@pytest.mark.parametrize("name", sorted(filters.MACHINES))
def test_files_are_opened_for_writing_only_by_who_writes(name):
    machine = filters.MACHINES[name]
    for writes in (True, False):
        program = filters.make_filter(machine, OWN, writes=writes)
        for numbers, argument in filters.OPENING.values():
            if numbers[machine.column] is None:
                continue
            for flags in (os.O_RDONLY | os.O_CLOEXEC, os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_TMPFILE | 1):
                given = [0] * argument + [flags]
                word = evaluate(program, numbers[machine.column], machine.audit, *given)
                assert (word == filters.ALLOW) == (writes or flags == os.O_RDONLY | os.O_CLOEXEC)


def evaluate(program, number, machine, *arguments):
    """What the kernel would do: the instructions that the filters are made of."""
    data = struct.pack("=IIQ6Q", number, machine, 0, *arguments, *[0] * (6 - len(arguments)))
    position, word = 0, 0
    while True:
        code, then, otherwise, value = struct.unpack_from("=HBBI", program, position * 8)
        position += 1
        if code == filters.LOAD_WORD:
            (word,) = struct.unpack_from("=I", data, value)
        elif code == filters.RETURN:
            return value
        else:
            holds = {
                filters.JUMP_IF_EQUAL: word == value,
                filters.JUMP_IF_AT_LEAST: word >= value,
                filters.JUMP_IF_ANY_BIT: bool(word & value),
            }[code]
            position += then if holds else otherwise
