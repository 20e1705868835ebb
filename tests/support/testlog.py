# SPDX-License-Identifier: GPL-3.0-or-later
"""What "meson test" wrote down of each program: its cases, and what failed of them."""

import dataclasses
import json
import re

CASE = re.compile(r"^(not )?ok\b(?:\s+\d+)?(?:\s+-)?\s*(.*?)(?:\s*#\s*(SKIP)\S*\s*(.*))?$", re.I)
PLAN = re.compile(r"^1\.\.(\d+)\s*(?:#\s*SKIP\S*\s*(.*))?$", re.I)
GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}
# How a program ends whose cases have told all there is to tell.
ENDS = {0, 1}
FRAME = re.compile(r'^\s+File "')


@dataclasses.dataclass
class Case:
    """state: "passed", "failed" or "skipped"; says: the lines that followed, or why it was skipped."""

    name: str
    state: str
    says: list = dataclasses.field(default_factory=list)

    @property
    def key(self):
        """The name alone, without the reason that GLib writes behind it."""
        return self.name.split(" ", 1)[0]


class Program:
    """One entry of the log."""

    def __init__(self, entry):
        self.name = entry["name"]
        self.result = entry["result"]
        self.status = entry.get("returncode")
        # As in "rapport:display / ui/board".
        self.needs_display = "display" in re.split(r"[:+ ]", self.name.rpartition(" / ")[0])
        self.output = (entry.get("stdout") or "").splitlines()
        self.planned = None
        self.skipped_because = None
        self.cases = []
        self._read()

    def _read(self):
        told = None
        for line in self.output:
            case = CASE.match(line)
            plan = PLAN.match(line)
            if case:
                skipped = (case[3] or "").upper() == "SKIP"
                state = "skipped" if skipped else "failed" if case[1] else "passed"
                told = Case(case[2].strip(), state, [case[4].strip()] if skipped else [])
                self.cases.append(told)
            elif plan:
                self.planned, self.skipped_because = int(plan[1]), plan[2]
            elif line.startswith("#") and told is not None and told.state == "failed":
                told.says.append(line[1:].removeprefix(" "))
            else:
                told = None

    @property
    def failed_cases(self):
        return [case for case in self.cases if case.state == "failed"]

    @property
    def is_bad(self):
        return self.result not in GOOD or bool(self.failed_cases)

    @property
    def is_told_by_cases(self):
        """Whether it came to its end, so that its failed cases are all that is wrong."""
        return (bool(self.failed_cases) and self.planned == len(self.cases)
                and self.status in ENDS and self.result != "TIMEOUT")

    @property
    def ending(self):
        return f"{self.result.lower()}, exit status {self.status}"


def read(file):
    """{name: Program} of a log, in its order; empty if there is none."""
    try:
        with open(file, encoding="utf-8") as lines:
            programs = [Program(json.loads(line)) for line in lines]
    except FileNotFoundError:
        return {}
    return {program.name: program for program in programs}


def headline(says):
    """The line with which an exception says what it is: the first behind its trace."""
    frames = [number for number, line in enumerate(says) if FRAME.match(line)]
    behind = says[frames[-1] + 1:] if frames else says
    told = [line for line in behind if line.strip() and not line.startswith(" ")]
    return (told or behind or [""])[0]
