# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the test_… functions of a file and reports in TAP; keeps what a failure looked like."""

import os
import pathlib
import sys
import time
import traceback

from .desktop import Desktop
from .waiting import Skip


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def equal(found, expected, what="value"):
    if found != expected:
        raise AssertionError(f"{what}: expected {expected!r}, found {found!r}")


def failures_folder():
    return pathlib.Path(os.environ.get("RAPPORT_UI_FAILURES",
                                       pathlib.Path(os.environ.get("G_TEST_BUILDDIR", "."))
                                       / "failures"))


def _comment(text):
    for line in text.rstrip().splitlines():
        print(f"# {line}")


def keep_failure(name, desktop):
    """A picture, the tree and the messages of every program that was open."""
    folder = failures_folder()
    folder.mkdir(parents=True, exist_ok=True)
    for number, app in enumerate(desktop.apps):
        stem = folder / f"{name}-{number}"
        log = app.read_messages()
        if log:
            _comment(f"messages of {app.program}:\n{log[-4000:]}")
        if not app.is_running():
            _comment(f"{app.program} has ended with {app.process.poll()}")
            continue
        try:
            stem.with_suffix(".txt").write_text("\n".join(app.outline()), encoding="utf-8")
            app.picture(stem.with_suffix(".png"))
            _comment(f"see {stem}.png and {stem}.txt")
        except Exception as error:  # noqa: BLE001 - the failure itself matters more
            _comment(f"no picture: {error}")


def run(names):
    """run(globals()) at the end of a file; arguments on the command line choose tests, by their
    whole name or a part of it."""
    tests = [(name, function) for name, function in names.items()
             if name.startswith("test_") and callable(function)]
    if len(sys.argv) > 1:
        tests = [test for test in tests
                 if any(word == test[0] or word not in names and word in test[0]
                        for word in sys.argv[1:])]
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, (name, function) in enumerate(tests, 1):
        Desktop.failed = lambda desktop, name=name: keep_failure(name, desktop)
        started = time.monotonic()
        try:
            function()
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
            continue
        except Exception:  # noqa: BLE001 - whatever it was, the next test runs
            failed += 1
            print(f"not ok {number} {name}")
            _comment(traceback.format_exc())
            sys.stdout.flush()
            continue
        print(f"ok {number} {name}")
        print(f"# {name} took {time.monotonic() - started:.1f} s", flush=True)
    sys.exit(1 if failed else 0)
