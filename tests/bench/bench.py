#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the budgets of the design: bench.py --build FOLDER [NAME...]

Prints a table for each measurement. Everything that is compared is run in turns in the same
minutes on the same machine, and the least of several runs counts, as noise only ever adds."""

import argparse
import importlib
import pathlib
import sys

import table

NAMES = ("start", "idle", "report", "store", "search", "totals", "board", "import", "intake", "charts", "verbs", "present", "ideas", "canvas", "minutes", "sync")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    options = parser.parse_args()
    unknown = set(options.names) - set(NAMES)
    if unknown:
        parser.error(f"there is no measurement {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    build = options.build.resolve()
    folder = build / "bench"
    folder.mkdir(exist_ok=True)
    missed = []
    for name in options.names or NAMES:
        measurement = importlib.import_module(name)
        rows = list(measurement.measure(build, folder))
        table.write(measurement.TITLE, rows)
        missed += [row for row in rows if row.kept is False]
    print(f"\n{len(missed)} budgets missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
