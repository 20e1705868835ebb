# SPDX-License-Identifier: GPL-3.0-or-later
"""The store against SQLite doing the same: recorder.c writes down every statement with its values,
and SQLite runs them again on a copy of the same file. Change log, full text and sums included."""

import subprocess

from table import Row, milliseconds

TITLE = "Store calls against raw SQLite running the same statements"
ROUNDS = 25
# name: (what, whether the disk is what it waits for)
WORKS = {
    "save": ("200 changes of a note, each waited for until it is on the disk", True),
    "marked": ("the same, once a note is marked as one to be sent to colleagues", True),
    "bulk": ("2,000 new notes in one transaction", False),
    "rows": ("2,000 rows by one query, ten times", False),
    "load": ("2,000 rows, one by one", False),
}


def measure(build, folder):
    """By the clock where it is the disk that takes the time, else by CPU time, which says the same on a busy machine."""
    folder = folder / "store"
    folder.mkdir(exist_ok=True)
    for name, (what, by_clock) in WORKS.items():
        output = subprocess.check_output([build / "tests/bench/bench-store", folder, str(ROUNDS), name], text=True)
        ours, raw, ours_cpu, raw_cpu = (min(times) for times in zip(*(map(float, line.split()) for line in output.splitlines())))
        if not by_clock:
            ours, raw = ours_cpu, raw_cpu
        yield Row(what + (", by the clock" if by_clock else ", CPU time"),
                  f"{milliseconds(ours)}, SQLite {milliseconds(raw)}", ours / raw, 1.5)
