# SPDX-License-Identifier: GPL-3.0-or-later
"""Totals over 1,000 clients, 60 months and 9 metrics: by month, and by client."""

import subprocess

from table import Row, milliseconds

TITLE = "Figures of the whole portfolio, 1,000 clients x 60 months"
ROUNDS = 9


def measure(build, folder):
    output = subprocess.check_output([build / "tests/bench/bench-totals", folder, str(ROUNDS)], text=True)
    by_month, by_client, raw = (min(times) for times in zip(*(map(float, line.split()) for line in output.splitlines())))
    for what, time in (("by month", by_month), ("by client", by_client)):
        yield Row(f"9 metrics {what}, CPU time", f"a row per metric: {milliseconds(raw)}", time * 1000, 50, unit="ms")
