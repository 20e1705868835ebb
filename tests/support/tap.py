# SPDX-License-Identifier: GPL-3.0-or-later
"""The little of TAP that tests in Python need: functions named test_…, failing by assert."""

import traceback


class Skip(Exception):
    """Raised by a test that can't run here, with the reason."""


def run(namespace):
    """Runs every test_… of a module's globals(); the exit status is the result."""
    tests = [(name, test) for name, test in namespace.items() if name.startswith("test_")]
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        label = f"{number} {name.removeprefix('test_').replace('_', '-')}"
        try:
            test()
            print(f"ok {label}", flush=True)
        except Skip as reason:
            print(f"ok {label} # SKIP {reason}", flush=True)
        except Exception as error:  # a broken test is a failed test, and the others still run
            failed += 1
            print(f"not ok {label}", flush=True)
            text = str(error) if isinstance(error, AssertionError) else ""
            for line in (text or traceback.format_exc()).splitlines():
                print(f"# {line}", flush=True)
    return 1 if failed else 0
