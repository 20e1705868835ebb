# SPDX-License-Identifier: GPL-3.0-or-later
"""The store against SQLite doing the same: recorder.c writes down every statement with its values,
and SQLite runs them again on a copy of the same file. Change log, full text and sums included."""

import subprocess

from table import Row, milliseconds

TITLE = "Store calls against raw SQLite running the same statements"
ROUNDS = 9
WORKS = {
    "save": "200 changes of a note, each waited for until it is on the disk",
    "bulk": "2,000 new notes in one transaction",
    "rows": "2,000 rows by one query",
    "load": "2,000 rows, one by one",
}


def measure(build, folder):
    folder = folder / "store"
    folder.mkdir(exist_ok=True)
    for name, what in WORKS.items():
        output = subprocess.check_output([build / "tests/bench/bench-store", folder, str(ROUNDS), name], text=True)
        pairs = [tuple(map(float, line.split()[1:])) for line in output.splitlines()]
        ours, raw = (min(times) for times in zip(*pairs))
        yield Row(what, f"{milliseconds(ours)}, SQLite {milliseconds(raw)}", ours / raw, 1.5)
