# SPDX-License-Identifier: GPL-3.0-or-later
"""Start-up: from exec to the frame that shows what one came for, against an empty window and
against applications of GNOME, in turns, on the same screen with the same renderer."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ui"))
from rapportui.desktop import Desktop

from table import Row, spread

TITLE = "Start until the lights can be read: 1,000 clients, 5 years"
ROUNDS = 9
LIMIT = 60
PEERS = ("gnome-text-editor", "gnome-contacts", "gnome-calendar")


def start_once(command, until, build, environment, out):
    """(wall, cpu) in seconds."""
    out.unlink(missing_ok=True)
    environment = environment | ({"RAPPORT_PAINT_QUIT": "1"} if until else {}) | {
        "LD_PRELOAD": str(build / "tests/bench/libbench-paint.so"),
        "RAPPORT_PAINT_OUT": str(out),
        "RAPPORT_PAINT_UNTIL": until,
        "RAPPORT_PAINT_START": str(time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000),
    }
    subprocess.run(command, env=environment, timeout=LIMIT, check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, cpu = out.read_text().split()
    return int(wall) / 1e6, int(cpu) / 1e6


def make_library(build, folder):
    """1,000 clients and 60 months, made once."""
    library = folder / "thousand.rapport"
    if not library.exists():
        subprocess.run([build / "src/cli/rapportctl", "sample", library, "--clients", "1000", "--months", "60"],
                       check=True, stdout=subprocess.DEVNULL)
    return library


def programs(build, folder):
    """name: (command, widget to wait for)"""
    found = {"empty window": ([build / "tests/bench/bench-empty"], "")}
    rapport = build / "src/rapport"
    if rapport.exists():
        library = make_library(build, folder)
        found["Rapport"] = ([rapport, "--db", library], "RapportClientCard")
    for peer in PEERS:
        if shutil.which(peer):
            found[peer] = ([peer], "")
    return found


def measure(build, folder):
    samples = {}
    with Desktop(home=folder / "desktop") as desktop:
        environment = dict(desktop.env, GSETTINGS_SCHEMA_DIR=str(build / "data"))
        commands = programs(build, folder)
        for turn in range(ROUNDS + 1):
            for name, (command, until) in commands.items():
                times = start_once([str(word) for word in command], until, build, environment, folder / "paint")
                if turn > 0:  # the first is for the caches
                    samples.setdefault(name, []).append(times)
    least = {name: (min(t[0] for t in times), min(t[1] for t in times)) for name, times in samples.items()}
    wall, cpu = least["empty window"]
    for name, times in samples.items():
        budget = 1.5 if name == "Rapport" else None
        yield Row(f"{name}, by the clock", spread([t[0] for t in times]), least[name][0] / wall, budget)
    for name, times in samples.items():
        yield Row(f"{name}, CPU time", spread([t[1] for t in times]), least[name][1] / cpu)
