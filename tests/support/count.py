#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what "meson test" ran: count.py LOGS EXIT-STATUS

A program that speaks TAP counts as its cases, any other as one test. A program that failed without
a failed case (a crash, a time-out, a leak found at exit) counts as one failure more, and so does a
skip that doesn't say why. What failed at first and passed when again.py ran it once more has
passed, and is listed as unsteady.

Of what a failed case says some lines are printed ("meson test" passes over it) and all of it is
written to failed.txt of LOGS. The list of what failed comes last. The last line is "N passed, N
failed" (", N skipped", ", N unsteady"), and the exit status is 0 only when tests ran and none failed.
"""

import pathlib
import sys

import testlog

MOST_LINES = 12
WIDEST = 300


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = []  # (name, what it says)
        self.skipped = []
        self.unsteady = []  # (name, what it said the first time)

    def fail(self, name, says=()):
        self.failed.append((name, list(says)))

    def skip(self, name, reason):
        if reason:
            self.skipped.append(f"{name}: {reason}")
        else:
            self.fail(f"{name}: skipped without a reason")

    def add_case(self, program, case):
        name = f"{program.name} {case.name}".strip()
        if case.state == "skipped":
            self.skip(name, case.says[0])
        elif case.state == "failed":
            self.fail(name, case.says)
        else:
            self.passed += 1

    def add(self, program):
        """One program that ran once."""
        for case in program.cases:
            self.add_case(program, case)
        if program.is_bad and not program.failed_cases:
            self.fail(f"{program.name}: {program.ending}", program.output[-MOST_LINES:])
        elif not program.cases and program.result == "SKIP":
            output = [line for line in program.output if line.strip()]
            self.skip(program.name, program.skipped_because or (output or [""])[-1])
        elif not program.cases and not program.is_bad:
            self.passed += 1

    def add_twice(self, first, second):
        """One program of which as much as had failed ran once more."""
        if not first.is_told_by_cases:
            self.add(second)
            if not second.is_bad:
                said = [case.name for case in first.failed_cases]
                self.unsteady.append((first.name, said or [first.ending]))
            return
        again = {case.key: case for case in second.cases}
        for case in first.cases:
            then = again.get(case.key)
            if case.state == "failed" and then is not None and then.state == "passed":
                self.unsteady.append((f"{first.name} {case.key}", case.says))
                self.passed += 1
            else:
                self.add_case(first, case)
        if second.is_bad and not second.failed_cases:
            self.fail(f"{second.name}, once more: {second.ending}", second.output[-MOST_LINES:])


def shorten(says):
    """What fits on a screen: the end, with what the exception is."""
    says = [line[:WIDEST] for line in says if line.strip()]
    if len(says) <= MOST_LINES:
        return says
    what = testlog.headline(says)
    end = says[-MOST_LINES:]
    return end if what in end else [what, "…", *says[2 - MOST_LINES:]]


def write_whole(logs, count):
    """Everything that was said, for those who want to know."""
    file = logs / "failed.txt"
    told = [(name, says) for name, says in count.failed + count.unsteady if says]
    file.write_text("".join(f"{name}\n" + "".join(f"  {line}\n" for line in says) + "\n"
                            for name, says in told), encoding="utf-8")
    return file if told else None


def report(count, logs):
    for name, says in count.failed:
        if says:
            print(f"\n{name} says:")
        for line in shorten(says):
            print(f"    {line}")
    whole = write_whole(logs, count)
    if whole is not None:
        print(f"\nall of that is in {whole}")
    for line in count.skipped:
        print(f"skipped  {line}")
    for name, says in count.unsteady:
        print(f"unsteady {name}: {testlog.headline(says)[:WIDEST]}")
    for name, _says in count.failed:
        print(f"failed   {name}")
    more = "".join(f", {len(some)} {word}" for some, word in
                   ((count.skipped, "skipped"), (count.unsteady, "unsteady")) if some)
    print(f"{count.passed} passed, {len(count.failed)} failed{more}")


def count_logs(logs, status):
    """The Count of testlog.json and again.json in a folder."""
    count = Count()
    again = testlog.read(logs / "again.json")
    for name, program in testlog.read(logs / "testlog.json").items():
        if name in again:
            count.add_twice(program, again[name])
        else:
            count.add(program)
    if not count.passed and not count.failed and not count.skipped:
        count.fail("no test ran")
    if status != 0 and not count.failed and not count.unsteady:
        count.fail(f"meson test ended with {status}")
    return count


def main(logs, status):
    logs = pathlib.Path(logs)
    count = count_logs(logs, int(status))
    report(count, logs)
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
