# SPDX-License-Identifier: GPL-3.0-or-later
"""The canvas: panning, zooming and dragging on boards of up to 50,000 cards with half as many
connectors, against an empty canvas of the same size, for each renderer of GTK."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ui"))
from rapportui.desktop import Desktop

from table import Row

TITLE = "Canvas of 1400 x 900 pixels, time of a frame by the clock"
RENDERERS = ("cairo", "ngl", "vulkan")
SIZES = (100, 1000, 10000, 50000)
BUDGETED = 10000
ROUNDS = 2
LIMIT = 300


def run_once(build, folder, environment, size):
    """what: (median, p95), in milliseconds; of what is done once, the time and nothing."""
    output = subprocess.check_output([build / "tests/bench/bench-canvas", folder, str(size)], text=True,
                                     env=environment, timeout=LIMIT, stderr=subprocess.DEVNULL)
    lines = (line.split(" ", 2) for line in output.splitlines())
    return {what: (float(median), float(p95)) for median, p95, what in lines}


def least(runs):
    return {what: tuple(min(run[what][i] for run in runs if what in run) for i in (0, 1)) for what in runs[-1]}


def row_of(renderer, size, what, figures, empty):
    """What an empty canvas does as well is compared with that; the rest has its time."""
    median, p95 = figures
    name = f"{renderer}, {size:,}: {what}"
    budgeted = size == BUDGETED
    if what == "memory":
        return Row(name, f"{median:.0f} MiB, empty {empty[what][0]:.0f} MiB")
    if "opening" in what:
        return Row(name, "by the clock", median, 300 if budgeted and "first" in what else None, unit="ms")
    if "lifting" in what or "drag" in what:
        return Row(name, f"p95 {p95:.1f} ms", median, unit="ms")
    bare = empty.get(what, empty[what.replace("fit", "0.3")])[0]
    measured = f"{median:.1f} ms, p95 {p95:.1f} ms, empty {bare:.1f} ms"
    if "cold" in what:
        return Row(name, measured, p95, 40 if budgeted else None, unit="ms")
    if renderer == "cairo":
        return Row(name, measured, median / bare, 2 if budgeted else None)
    return Row(name, measured, p95, 25 if budgeted else None, unit="ms")


def measure(build, folder):
    with Desktop(home=folder / "desktop") as desktop:
        for renderer in RENDERERS:
            environment = dict(desktop.env, GSK_RENDERER=renderer, GSETTINGS_SCHEMA_DIR=str(build / "data"))
            runs = {size: [] for size in (0, *SIZES)}
            for _ in range(ROUNDS):
                for size, found in runs.items():
                    found.append(run_once(build, folder, environment, size))
            empty = least(runs.pop(0))
            for size, found in runs.items():
                for what, figures in least(found).items():
                    yield row_of(renderer, size, what, figures, empty)
