# SPDX-License-Identifier: GPL-3.0-or-later
"""Idle: how often the open window wakes up and what it computes when nobody touches it, once the
things that are done some time after opening are done, beside an empty window."""

import pathlib
import subprocess
import time

from start import Desktop, make_library
from table import Row

TITLE = "Idle: the window with 1,000 clients, untouched"
# The day's backup begins twenty seconds after opening.
SETTLE = 40
WATCH = 30


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
                woken, ran, who = watch(process.pid)
                process.terminate()
            whom = f" ({', '.join(who)})" if who else ""
            yield Row(f"{name}, in {WATCH} s", f"{woken} wake-ups{whom}, {ran:.1f} ms of CPU", woken,
                      0 if name == "Rapport" else None, unit="wake-ups")
