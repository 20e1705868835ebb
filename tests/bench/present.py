# SPDX-License-Identifier: GPL-3.0-or-later
"""Presenting a board of 10,000 cards: how long a key keeps the main thread at work, with the audience's
window, the presenter's page and the canvas beside each other; and what it costs without any window."""

import os
import re
import subprocess
import time

from gi.repository import GLib

import start  # noqa: F401 finds the modules of tests/ui
from board import key, longest_turn, press
from table import Row

TITLE = "Presenting a board of 10,000 cards with half as many connectors: the longest turn of the main loop"
ROUNDS = 3
SIZE = 10000
WAIT = 2.0


def make_library(build, folder):
    """(file, id of the client): a board, made once."""
    library, client = folder / f"present-{SIZE}.rapport", folder / f"present-{SIZE}.client"
    if not client.exists():
        client.write_text(subprocess.check_output([build / "tests/bench/bench-publish", folder, str(SIZE), library], text=True))
    return library, client.read_text().strip()


def without_window(build, folder):
    least = {}
    for _ in range(ROUNDS):
        output = subprocess.check_output([build / "tests/bench/bench-publish", folder, str(SIZE)], text=True)
        for line in output.splitlines():
            turn, what = line.split(" ", 1)
            least[what] = min(float(turn), least.get(what, float(turn)))
    for what, turn in least.items():
        yield Row(f"no window: {what}", "CPU time", turn, 16, unit="ms")


def focus_main(app):
    app.focus_window(next(i for i, window in enumerate(app.windows()) if window.type == "RapportWindow"))


def steps(app, client):
    """(what, prepare), as in the bench of the board."""
    yield "the client is opened", lambda: lambda: app.action("win.open-client", GLib.Variant("s", client))
    yield "its matrix", lambda: lambda: app.action("win.show-view", GLib.Variant("s", "matrix"))
    yield "F5: the first frame", lambda: key(app, "F5")
    yield "the next frame", lambda: key(app, "Next")
    yield "the whole board", lambda: (focus_main(app), press(app, app.find("list item", re.compile("The Whole Board"))))[1]
    yield "a remark", lambda: (app.click(app.find("text box", "What was said")), app.type("More"), key(app, "enter"))[2]
    yield "the end", lambda: (app.keys("esc"), key(app, "esc"))[1]
    yield "call mode", lambda: key(app, "F8")
    yield "F5 in a call", lambda: key(app, "F5")
    yield "the end of that", lambda: key(app, "esc")
    yield "back from the call", lambda: key(app, "F8")


def measure(build, folder):
    os.environ["RAPPORT_UI_BUILD"] = str(build)
    import program
    from rapportui.desktop import Desktop

    yield from without_window(build, folder)
    library, client = make_library(build, folder)
    out = folder / "stall"
    with Desktop(home=folder / "desktop") as desktop:
        probe = build / "tests/ui/probe/librapport-probe.so"
        environment = {"LD_PRELOAD": f"{probe}:{build / 'tests/bench/libbench-stall.so'}", "RAPPORT_STALL_OUT": str(out)}
        longest = {}
        for _ in range(ROUNDS):
            out.unlink(missing_ok=True)
            with program.start(desktop, "--db", library, env=environment) as app:
                app.find(type="RapportClientCard")
                for what, prepare in steps(app, client):
                    act = prepare()
                    time.sleep(WAIT)
                    began = time.clock_gettime(time.CLOCK_MONOTONIC)
                    act()
                    time.sleep(WAIT)
                    longest.setdefault(what, []).append(longest_turn(out, began))
                app.close()
    for what, turns in longest.items():
        work, frame = min(turns)
        yield Row(what, f"{work:.1f} ms, and {frame:.1f} ms to lay out and draw", work, 25, unit="ms")
