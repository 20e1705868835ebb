#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs what failed on a display once more: again.py BUILD [OPTION of "meson test"…]

A screen, a bus and two main loops have to keep step there, and on a machine that is busy with
something else they may not. Each program has the machine for itself this time, and only the cases
run that failed; a program that did not come to its end runs whole. count.py makes one count of both
logs. What needs no display has no such excuse and gets no second try.
"""

import pathlib
import subprocess
import sys

import testlog

# When more than these fail, it is not for unsteadiness.
MOST_PROGRAMS = 10
# Options that hold for the second run, too.
KEPT = ("--timeout-multiplier", "-t")


def choose(programs):
    """Those that get a second try."""
    bad = [program for program in programs if program.needs_display and program.is_bad]
    return bad if len(bad) <= MOST_PROGRAMS else []


def words_for(program):
    """What its command line needs for only the failed cases to run."""
    if not program.is_told_by_cases:
        return []
    keys = [case.key for case in program.failed_cases]
    # Programs of GLib's know their cases by paths.
    return [word for key in keys for word in (["-p", key] if key.startswith("/") else [key])]


def kept_options(options):
    kept = [word for option, value in zip(options, options[1:]) if option in KEPT
            for word in (option, value)]
    return kept + [option for option in options if option.startswith("--timeout-multiplier=")]


def run(build, program, options):
    """Runs one program and returns the line that Meson writes of it."""
    log = build / "meson-logs" / "again-one.json"
    log.unlink(missing_ok=True)
    # The name as Meson wants it: "rapport:display / ui/board" is ui/board.
    name = program.name.rpartition(" / ")[2]
    words = words_for(program)
    arguments = [f"--test-args={' '.join(words)}"] if words else []
    subprocess.run(["meson", "test", "-C", str(build), "--no-rebuild", "--print-errorlogs",
                    "--num-processes=1", "--logbase=again-one", *options, *arguments, name],
                   check=False)
    return log.read_text(encoding="utf-8") if log.exists() else ""


def main(build, *options):
    build = pathlib.Path(build)
    programs = testlog.read(build / "meson-logs" / "testlog.json")
    chosen = choose(programs.values())
    if chosen:
        print("\nOnce more, each alone, what failed on a display:", flush=True)
    lines = [run(build, program, kept_options(options)) for program in chosen]
    (build / "meson-logs" / "again.json").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
