# SPDX-License-Identifier: GPL-3.0-or-later
"""The board of 1,000 clients: how long a key keeps the main thread at work. What GTK takes to lay
out and draw the window in software afterwards is shown beside it."""

import os
import time

from gi.repository import GLib

from start import make_library
from table import Row

TITLE = "Board of 1,000 clients: the longest turn of the main loop"
ROUNDS = 3
WAIT = 1.0


def longest_turn(out, began):
    """The most work of a turn and the longest frame since then, in milliseconds; they need not be of one turn."""
    turns = [tuple(map(int, line.split())) for line in out.read_text().splitlines() if line.count(" ") == 2]
    turns = [(work, frame) for when, work, frame in turns if when >= began * 1e6]
    return max(work - frame for work, frame in turns) / 1000, max(frame for _, frame in turns) / 1000


# What is found in the window, the window is asked for, and to answer is work as well. So each step
# is prepared first, and what is measured is input alone.


def press(app, node):
    """Prepares a click."""
    point = app.aim(node)
    return lambda: app.desktop.screen.click(*point)


def choose(app, label):
    """Opens the menu of the board, and prepares a click on an entry."""
    return press(app, app.open_menu("Filter", label))


def heading(app, title):
    return press(app, app.find("column header", title, within=app.find(type="RapportBoardTable")))


def key(app, *keys):
    return lambda: app.desktop.screen.keys(*keys)


def wheel(app, node, notches):
    point = app.aim(node)
    return lambda: app.desktop.screen.click(*point, 5, notches)


def client_of(app, client):
    return lambda: app.action("win.open-client", GLib.Variant("s", client))


def steps(app, client):
    """(what, prepare): what a person does with the board, in this order; prepare returns the doing."""
    yield "search is opened", lambda: key(app, "ctrl+f")
    yield "first letter of a search", lambda: key(app, "a")
    yield "second letter", lambda: key(app, "r")
    yield "the search is left", lambda: key(app, "esc", "esc")
    yield "the menu is opened", lambda: press(app, app.find("toggle button", "Filter"))
    yield "the menu is closed", lambda: key(app, "esc")
    yield "who got worse", lambda: choose(app, "Got Worse")
    yield "everybody again", lambda: choose(app, "Got Worse")
    yield "groups by manager", lambda: choose(app, "Group by Manager")
    yield "no groups", lambda: choose(app, "Group by Manager")
    yield "the table", lambda: choose(app, "Table")
    yield "the table from the end of the alphabet", lambda: heading(app, "Client")
    yield "the table by what the records say", lambda: heading(app, "From the Records")
    yield "a screen further down", lambda: wheel(app, app.find(type="RapportBoardTable"), 12)
    yield "the statuses", lambda: choose(app, "Statuses")
    yield "the lights again", lambda: choose(app, "Lights")
    yield "the statuses again", lambda: choose(app, "Statuses")
    yield "the lights once more", lambda: choose(app, "Lights")
    yield "a client is opened", lambda: client_of(app, client)
    yield "its plan", lambda: key(app, "ctrl+2")
    yield "its figures and reports", lambda: key(app, "ctrl+5")
    yield "back to the board", lambda: key(app, "alt+1")


def measure(build, folder):
    os.environ["RAPPORT_UI_BUILD"] = str(build)
    import program  # of tests/ui, found by way of start
    from rapportui.desktop import Desktop

    library, out = make_library(build, folder), folder / "stall"
    with Desktop(home=folder / "desktop") as desktop:
        probe = build / "tests/ui/probe/librapport-probe.so"
        environment = {"LD_PRELOAD": f"{probe}:{build / 'tests/bench/libbench-stall.so'}", "RAPPORT_STALL_OUT": str(out)}
        client = program.rows(library, "SELECT id FROM client WHERE status = 'current' ORDER BY name LIMIT 1")[0][0]
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
        yield Row(what, f"{work:.1f} ms, and {frame:.1f} ms to lay out and draw", work, 16, unit="ms")
