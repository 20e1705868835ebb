# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with the cards of a board of 10,000, and of 50,000: the work of the main thread until
the change is seen, with none of the cards in memory before."""

import subprocess

from table import Row

TITLE = "Cards of a board of 10,000 and of 50,000 with half as many connectors"
ROUNDS = 3
SIZES = (10000, 50000)


def measure(build, folder):
    for size in SIZES:
        least = {}
        for _ in range(ROUNDS):
            output = subprocess.check_output([build / "tests/bench/bench-verbs", folder, str(size)], text=True)
            for line in output.splitlines():
                time, what = line.split(" ", 1)
                least[what] = min(float(time), least.get(what, float(time)))
        for what, time in least.items():
            yield Row(f"{size:,}: {what}", "CPU time", time, 25 if size == SIZES[0] else None, unit="ms")
