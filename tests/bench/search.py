# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as one types, over 100,000 records: the 20 newest hits."""

import subprocess

from table import Row

TITLE = "Search over 100,000 records, as one types"


def measure(build, folder):
    output = subprocess.check_output([build / "tests/bench/bench-search", folder / "search.rapport"], text=True)
    runs = {}
    for line in output.splitlines():
        words, main, whole, hits = line.split("\t")
        runs.setdefault(words, []).append((float(main), float(whole), int(hits)))
    for words, times in runs.items():
        main, whole = min(t[0] for t in times), min(t[1] for t in times)
        yield Row(f"“{words}”, {times[0][2]} hits", f"main thread {main:.2f} ms", whole, 15, unit="ms")
