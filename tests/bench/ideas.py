# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of 10,000 ideas, and the panel of a card of which very much was said: how long a key keeps the main
thread at work."""

import contextlib
import os
import sqlite3
import time
import uuid

from gi.repository import GLib

import start  # noqa: F401 finds the modules of tests/ui
from board import key, longest_turn, press, wheel
from present import SIZE, make_library
from table import Row

TITLE = "A table of 10,000 ideas: the longest turn of the main loop"
ROUNDS = 3
WAIT = 2.0
# On the card of the first row when all is sorted by the title.
REMARKS = 2000


def add_remarks(library):
    """Once, and on the disk alone: nothing has it open."""
    with contextlib.closing(sqlite3.connect(library)) as base:
        if base.execute("SELECT count(*) FROM remark").fetchone()[0] >= REMARKS:
            return
        card, client, created = base.execute(
            "SELECT p.id, p.client, p.created FROM placement p JOIN work_item w ON w.id = p.item "
            "ORDER BY w.title, p.id").fetchone()
        base.executemany("INSERT INTO remark (id, audience, created, client, placement, text, said_by) "
                         "VALUES (?, 'client', ?, ?, ?, ?, 'Olga')",
                         [(str(uuid.uuid4()), created + i, client, card, f"Remark {i}") for i in range(REMARKS)])
        base.commit()


def table(app):
    return app.find(type="GtkColumnView")


def heading(app, title):
    return press(app, app.find("column header", title, within=table(app)))


def row(app, index):
    return press(app, app.find(type="GtkColumnViewRowWidget", index=index))


def steps(app, client):
    """(what, prepare), as in the bench of the board."""
    yield "the client is opened", lambda: lambda: app.action("win.open-client", GLib.Variant("s", client))
    yield "its matrix", lambda: lambda: app.action("win.show-view", GLib.Variant("s", "matrix"))
    yield "the table for the first time", lambda: press(app, app.find(name="Table", type="GtkToggleButton"))
    yield "sorted by the title", lambda: heading(app, "Title")
    yield "a screen further down", lambda: wheel(app, table(app), 12)
    yield "a row is chosen", lambda: row(app, 3)
    yield "the last row", lambda: key(app, "End")
    yield "the first row", lambda: key(app, "Home")
    yield "the panel of a card with 2,000 remarks", lambda: key(app, "alt+enter")
    yield "the panel of the next", lambda: key(app, "Down")
    yield "that of the first again", lambda: key(app, "Up")
    yield "all are selected", lambda: key(app, "ctrl+a")
    yield "the other way round", lambda: heading(app, "Title")
    yield "free again", lambda: press(app, app.find(name="Free", type="GtkToggleButton"))
    yield "the table again", lambda: press(app, app.find(name="Table", type="GtkToggleButton"))


def measure(build, folder):
    os.environ["RAPPORT_UI_BUILD"] = str(build)
    import program
    from rapportui.desktop import Desktop

    library, client = make_library(build, folder)
    add_remarks(library)
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
