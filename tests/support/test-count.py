#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is counted, said and tried once more, by small logs of "meson test"."""

import contextlib
import io
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import again
import count
import tap
import testlog

BOARD = "rapport:display / ui/board"
RULES = "rapport:displayless / rules/day"
TRACE = """\
# Traceback (most recent call last):
#   File "tap.py", line 63, in run
#     function()
#   File "test-board.py", line 9, in test_b
#     app.find("button", "Add")
# rapportui.waiting.Timeout: waited in vain for button 'Add'
"""


def entry(name=BOARD, stdout="", result="OK", returncode=0):
    return {"name": name, "stdout": stdout, "result": result, "returncode": returncode}


def plan(*cases):
    """The output of a program whose cases are these; what fails says why."""
    lines = [f"{'not ok' if case.startswith('-') else 'ok'} {number} {case.lstrip('-')}\n"
             + (TRACE if case.startswith("-") else "") for number, case in enumerate(cases, 1)]
    return f"1..{len(cases)}\n" + "".join(lines)


def failing(*cases, name=BOARD, result="ERROR", returncode=1):
    return entry(name, plan(*cases), result, returncode)


def counted(first, then=None, status=None):
    """(exit status, lines printed, the whole that is kept) of a run and what ran again."""
    with tempfile.TemporaryDirectory() as folder:
        logs = pathlib.Path(folder)
        for file, entries in (("testlog.json", first), ("again.json", then)):
            if entries is not None:
                (logs / file).write_text("".join(json.dumps(one) + "\n" for one in entries),
                                         encoding="utf-8")
        if status is None:
            status = 0 if all(one["result"] in testlog.GOOD for one in first or []) else 1
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = count.main(folder, str(status))
        return code, out.getvalue().splitlines(), (logs / "failed.txt").read_text(encoding="utf-8")


# first run, second run, last line, whether that is good
COUNTS = (
    ([entry(stdout=plan("test_a", "test_b"))], None, "2 passed, 0 failed", True),
    ([entry(stdout=plan("test_a")), entry(RULES)], None, "2 passed, 0 failed", True),
    ([entry(stdout="1..1\nok 1 a # SKIP no disk\n")], None, "0 passed, 0 failed, 1 skipped", True),
    ([entry(stdout="1..0 # SKIP no disk\n", result="SKIP")], None,
     "0 passed, 0 failed, 1 skipped", True),
    ([entry(stdout="1..1\nok 1 a # SKIP\n")], None, "0 passed, 1 failed", False),
    (None, None, "0 passed, 1 failed", False),
    ([], None, "0 passed, 1 failed", False),
    ([failing("test_a", "-test_b")], None, "1 passed, 1 failed", False),
    ([entry(stdout="", result="TIMEOUT", returncode=-15)], None, "0 passed, 1 failed", False),
    ([entry(stdout=plan("test_a"), result="ERROR", returncode=23)], None, "1 passed, 1 failed",
     False),
    # Once more, and well.
    ([failing("test_a", "-test_b")], [entry(stdout=plan("test_b"))],
     "2 passed, 0 failed, 1 unsteady", True),
    ([failing("-test_a", "-test_b")], [entry(stdout=plan("test_a", "test_b"))],
     "2 passed, 0 failed, 2 unsteady", True),
    ([entry(stdout="1..2\nok 1 a\n", result="TIMEOUT", returncode=-15)],
     [entry(stdout=plan("a", "b"))], "2 passed, 0 failed, 1 unsteady", True),
    # Once more, and badly.
    ([failing("test_a", "-test_b")], [failing("-test_b")], "1 passed, 1 failed", False),
    ([failing("-test_a", "-test_b")], [failing("test_a", "-test_b")],
     "1 passed, 1 failed, 1 unsteady", False),
    ([failing("test_a", "-test_b")], [entry(stdout="", result="TIMEOUT", returncode=-15)],
     "1 passed, 2 failed", False),
    ([failing("test_a", "-test_b")], [entry(stdout=plan("test_b"), result="ERROR", returncode=23)],
     "2 passed, 1 failed, 1 unsteady", False),
    ([entry(stdout="1..2\nok 1 a\n", result="ERROR", returncode=-6)],
     [entry(stdout="1..2\nok 1 a\n", result="ERROR", returncode=-6)], "1 passed, 1 failed", False),
    # A case that failed the first time and is not heard of the second has failed.
    ([failing("-test_a", "-test_b")], [entry(stdout=plan("test_a"))],
     "1 passed, 1 failed, 1 unsteady", False),
)


def test_counts():
    for first, then, last, good in COUNTS:
        code, lines, _whole = counted(first, then)
        assert (lines[-1], code) == (last, 0 if good else 1), (first, then, lines, code)


def test_an_exit_status_without_a_failure_is_one():
    code, lines, _whole = counted([entry(stdout=plan("test_a"))], status=2)
    assert (code, lines[-1]) == (1, "1 passed, 1 failed"), lines
    assert "failed   meson test ended with 2" in lines, lines


def test_names_come_last():
    _code, lines, whole = counted([failing("-test_a", "test_b"), failing("-test_c", name=RULES)],
                                  [failing("-test_a")])
    assert lines[-3:] == [f"failed   {BOARD} test_a", f"failed   {RULES} test_c",
                          "1 passed, 2 failed"], lines
    assert whole.count("Timeout: waited in vain") == 2, whole


def test_unsteady_ones_say_why():
    _code, lines, whole = counted([failing("-test_b")], [entry(stdout=plan("test_b"))])
    assert lines[-2] == (f"unsteady {BOARD} test_b: rapportui.waiting.Timeout: waited in vain for "
                         "button 'Add'"), lines
    assert "Traceback" in whole, whole


def test_much_is_cut_to_what_counts():
    problems = [f"Tab stops at {number}" for number in range(40)]
    trace = TRACE.rstrip() + " and more:\n" + "".join(f"# {one}\n" for one in problems)
    _code, lines, whole = counted([entry(stdout=f"1..1\nnot ok 1 test_b\n{trace}", result="ERROR",
                                         returncode=1)])
    said = [line for line in lines if line.startswith("    ")]
    assert len(said) == count.MOST_LINES, said
    assert "waited in vain for button 'Add' and more" in said[0], said
    assert said[-1].strip() == problems[-1], said
    assert all(one in whole for one in problems), whole


def test_headlines():
    for says, expected in (
        (["KeyError: 'a'"], "KeyError: 'a'"),
        (["Traceback:", '  File "a.py", line 1', "    a()", "    ^^^", "ValueError: no"],
         "ValueError: no"),
        (["ERROR: no such row"], "ERROR: no such row"),
        ([], ""),
        (["  deep"], "  deep"),
    ):
        assert testlog.headline(says) == expected, says


def test_who_gets_a_second_try():
    for program, chosen in (
        (failing("-test_a"), True),
        (entry(stdout="", result="TIMEOUT", returncode=-15), True),
        (entry(stdout=plan("test_a")), False),
        (failing("-/day/a", name=RULES), False),
        (failing("-test_a", name="rapport:slow+display / ui/board"), True),
    ):
        program = testlog.Program(program)
        assert again.choose([program]) == ([program] if chosen else []), program.name
    many = [testlog.Program(failing("-test_a", name=f"rapport:display / ui/{number}"))
            for number in range(again.MOST_PROGRAMS + 1)]
    assert again.choose(many[1:]) == many[1:]
    assert again.choose(many) == []


def test_only_what_failed_runs_again():
    for program, words in (
        (failing("test_a", "-test_b", "-test_c"), ["test_b", "test_c"]),
        (failing("/day/a", "-/day/b"), ["-p", "/day/b"]),
        # It has not come to its end.
        (entry(stdout="1..3\nnot ok 1 /day/b - ERROR: no\n", result="ERROR", returncode=-6), []),
        (failing("test_a", "-test_b", result="TIMEOUT", returncode=-15), []),
        (failing("test_a", "-test_b", returncode=23), []),
    ):
        assert again.words_for(testlog.Program(program)) == words, program


def test_options_that_hold_again():
    for options, kept in (
        ((), []),
        (("--timeout-multiplier", "5", "ui/board"), ["--timeout-multiplier", "5"]),
        (("-t", "5", "--timeout-multiplier=3"), ["-t", "5", "--timeout-multiplier=3"]),
        (("--suite", "display"), []),
    ):
        assert again.kept_options(options) == kept, options


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
