#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what "meson test" ran: count.py TESTLOG EXIT-STATUS

A program that speaks TAP counts as its cases, any other as one test; what a failed case says is
printed ("meson test" passes over it). A program that failed
without a failed case (a crash, a time-out, a leak found at exit) counts as one failure more, and
so does a skip that doesn't say why. The last line is "N passed, N failed" (", N skipped"), and
the exit status is 0 only when tests ran and none failed.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b(?:\s+\d+)?(?:\s+-)?\s*(.*?)(?:\s*#\s*(SKIP)\S*\s*(.*))?$", re.I)
GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = []

    def skip(self, name, reason):
        if reason:
            self.skipped.append(f"{name}: {reason}")
        else:
            self.failed.append(f"{name}: skipped without a reason")

    def add(self, run):
        """One program of the log."""
        name = run["name"]
        cases = failures = 0
        says = None  # the last failed case, while its comments follow
        for line in (run.get("stdout") or "").splitlines():
            match = CASE.match(line)
            if not match:
                if says is not None and line.startswith("#"):
                    self.failed[says] += f"\n         {line[1:]}"
                continue
            says = None
            cases += 1
            case = f"{name} {match[2]}".strip()
            if (match[3] or "").upper() == "SKIP":
                self.skip(case, match[4].strip())
            elif match[1]:
                failures += 1
                says = len(self.failed)
                self.failed.append(case)
            else:
                self.passed += 1
        if run["result"] not in GOOD and failures == 0:
            self.failed.append(f"{name}: {run['result'].lower()}, exit status {run.get('returncode')}")
        elif cases == 0 and run["result"] == "SKIP":
            output = [line for line in (run.get("stdout") or "").splitlines() if line.strip()]
            plan = re.match(r"^1\.\.0\s*#\s*SKIP\S*\s*(.*)$", output[0], re.I) if output else None
            self.skip(name, plan[1] if plan else output[-1] if output else "")
        elif cases == 0 and run["result"] in GOOD:
            self.passed += 1


def main(log, status):
    count = Count()
    try:
        with open(log, encoding="utf-8") as lines:
            for line in lines:
                count.add(json.loads(line))
    except FileNotFoundError:
        count.failed.append("no test ran")
    if not count.passed and not count.failed and not count.skipped:
        count.failed.append("no test ran")
    if int(status) != 0 and not count.failed:
        count.failed.append(f"meson test ended with {status}")
    for line in count.skipped:
        print(f"skipped  {line}")
    for line in count.failed:
        print(f"failed   {line}")
    skipped = f", {len(count.skipped)} skipped" if count.skipped else ""
    print(f"{count.passed} passed, {len(count.failed)} failed{skipped}")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
