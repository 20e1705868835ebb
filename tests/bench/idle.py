# SPDX-License-Identifier: GPL-3.0-or-later
"""Idle: how often the open window wakes up and what it computes when nobody touches it, once the
things that are done some time after opening are done, beside an empty window."""

import contextlib
import pathlib
import sqlite3
import subprocess
import time

from gi.repository import Gio, GLib

from start import Desktop, make_library
from table import Row

TITLE = "Idle: the window with 1,000 clients, untouched"
# The day's backup begins twenty seconds after opening.
SETTLE = 40
# What GTK does once, some seconds after a page was opened: scroll bars fade, letters are thrown away.
SETTLE_PAGE = 25
WATCH = 30
NAME = "io.github.rapport_app.Rapport"


def threads(pid):
    """name: (times woken up, nanoseconds run), for each thread."""
    found = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        status = (task / "status").read_text(encoding="ascii", errors="replace")
        woken = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("voluntary"))
        ran = int((task / "schedstat").read_text(encoding="ascii").split()[0])
        found[f"{(task / 'comm').read_text().strip()} {task.name}"] = (woken, ran)
    return found


def watch(pid):
    """(wake-ups, milliseconds of CPU, who woke up)"""
    before = threads(pid)
    time.sleep(WATCH)
    after = threads(pid)
    changes = {name: (woken - before.get(name, (0, 0))[0], ran - before.get(name, (0, 0))[1])
               for name, (woken, ran) in after.items()}
    who = sorted({name.split()[0] for name, (woken, _) in changes.items() if woken > 0})
    return sum(woken for woken, _ in changes.values()), sum(ran for _, ran in changes.values()) / 1e6, who


def one(library, statement):
    with contextlib.closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as base:
        return base.execute(statement).fetchone()[0]


def pages(library):
    """name: the actions that lead there."""
    client = one(library, "SELECT client FROM report ORDER BY id LIMIT 1")
    report = one(library, f"SELECT id FROM report WHERE client = '{client}' ORDER BY id LIMIT 1")
    return {
        "a client": [("open-client", client)],
        "its plan": [("show-view", "plan")],
        "its figures and reports": [("show-view", "reports")],
        "a report": [("open-report", report)],
        "the trash": [("show-clients", None), ("trash", None)],
    }


def go(bus, action, value):
    arguments = [GLib.Variant("s", value)] if value is not None else []
    bus.call_sync(NAME, "/io/github/rapport_app/Rapport/window/1", "org.gtk.Actions", "Activate",
                  GLib.Variant("(sava{sv})", (action, arguments, {})), None, Gio.DBusCallFlags.NO_AUTO_START, 30000, None)


def row(name, seen, budget):
    woken, ran, who = seen
    whom = f" ({', '.join(who)})" if who else ""
    return Row(f"{name}, in {WATCH} s", f"{woken} wake-ups{whom}, {ran:.1f} ms of CPU", woken, budget, unit="wake-ups")


def measure(build, folder):
    commands = {"empty window": [build / "tests/bench/bench-empty"]}
    if (build / "src/rapport").exists():
        commands["Rapport"] = [build / "src/rapport", "--db", make_library(build, folder)]
    with Desktop(home=folder / "desktop") as desktop:
        environment = dict(desktop.env, GSETTINGS_SCHEMA_DIR=str(build / "data"))
        for name, command in commands.items():
            with subprocess.Popen([str(word) for word in command], env=environment, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as process:
                time.sleep(SETTLE)
                yield row(name, watch(process.pid), 0 if name == "Rapport" else None)
                for page, actions in pages(command[-1]).items() if name == "Rapport" else ():
                    for action, value in actions:
                        go(desktop.bus, action, value)
                    time.sleep(SETTLE_PAGE)
                    yield row(f"Rapport, {page}", watch(process.pid), 0)
                process.terminate()
