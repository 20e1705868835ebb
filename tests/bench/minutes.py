# SPDX-License-Identifier: GPL-3.0-or-later
"""Minutes of 100 kB: from a key to the frame that shows it, the writing after the pause among it, and how long
their pasting keeps the main thread at work."""

import os
import shutil
import subprocess
import time

from gi.repository import GLib

import start  # noqa: F401 finds the modules of tests/ui
from board import key, longest_turn
from table import Row

TITLE = "Minutes of 100 kB: the longest turn of the main loop from a key to the frame, the writing among it"
ROUNDS = 3
WAIT = 2.0
LINE = "We talked about the landing page, the prices of doors and what the season will bring"
LINES = 1180


def make_library(build, folder):
    own = folder / "minutes"
    library = own / "minutes.rapport"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    subprocess.run([build / "src/cli/rapportctl", "sample", library, "--lang", "en"], check=True,
                   stdout=subprocess.DEVNULL)
    return library


def find_meeting(program, library):
    return program.rows(library, "SELECT id, client FROM meeting WHERE client IS NOT NULL AND status = 'planned' "
                        "ORDER BY start, id LIMIT 1")[0]


def open_minutes(app, meeting, client):
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.open-meeting", GLib.Variant("s", meeting))
    app.find(type="RapportMeetingPage")
    app.click((app.find_all("tab", "Minutes") + app.find_all("radio", "Minutes"))[0])
    app.click(app.find(type="RapportMinutesText"))
    app.keys("ctrl+End")


def copy(app, other):
    """Puts 100 kB on the clipboard of another program, which has to live on."""
    from rapportui.waiting import wait_until

    text = "\n".join(f"{LINE} {number}" for number in range(LINES))
    program = app.desktop.start(other, text, os.devnull)
    program.click(program.find("button", "Copy Text"))
    app.focus_window()
    wait_until("the window is in front", lambda: app.focused() is not None)
    return program


def steps(app):
    """(what, budget, keys)"""
    yield "100 kB are pasted", 25, ("ctrl+v",)
    # A word of its own: behind the number it would be no word, and Hunspell looks for better ones for 20 ms.
    yield "a letter at the end", 16, ("space", "a")
    yield "a new line", 16, ("Return",)
    yield "a letter in it", 16, ("a",)
    yield "a letter at the beginning", 16, ("ctrl+Home", "Down", "a")
    yield "a task", 25, ("ctrl+shift+t",)
    yield "taken back", 25, ("ctrl+z",)


def measure(build, folder):
    os.environ["RAPPORT_UI_BUILD"] = str(build)
    import program
    from rapportui.desktop import Desktop

    out = folder / "stall"
    probe = build / "tests/ui/probe/librapport-probe.so"
    environment = {"LD_PRELOAD": f"{probe}:{build / 'tests/bench/libbench-stall.so'}", "RAPPORT_STALL_OUT": str(out)}
    longest, budgets = {}, {}
    for _ in range(ROUNDS):
        library = make_library(build, folder)
        meeting, client = find_meeting(program, library)
        with Desktop(home=folder / "desktop") as desktop:
            out.unlink(missing_ok=True)
            with program.start(desktop, "--db", library, env=environment) as app:
                open_minutes(app, meeting, client)
                other = copy(app, build / "tests/ui/selftest/ui-other")
                for what, budget, keys in steps(app):
                    time.sleep(WAIT)
                    began = time.clock_gettime(time.CLOCK_MONOTONIC)
                    key(app, *keys)()
                    time.sleep(WAIT * (4 if "pasted" in what else 1))
                    longest.setdefault(what, []).append(longest_turn(out, began))
                    budgets[what] = budget
                other.focus_window()
                other.close()
                app.focus_window()
                app.close()
    for what, turns in longest.items():
        work, frame = min(turns, key=sum)
        whole = work + frame if budgets[what] == 16 else work
        yield Row(what, f"{work:.1f} ms, and {frame:.1f} ms to lay out and draw", whole, budgets[what], unit="ms")
