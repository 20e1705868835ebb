# SPDX-License-Identifier: GPL-3.0-or-later
"""Each kind of chart, as large as the view of a client's numbers has it and as a page has it. The
ratio is to Cairo alone, given the finished lines and letters of the same chart to paint: what is
over 1 is our own work, choosing scales, measuring words and placing them."""

import subprocess

from table import Row, milliseconds

TITLE = "Charts on the screen and on a page, in CPU time"
ROUNDS = 5
FRAME = 16.0
SPARKS = 6
NAMES = {
    "line": "31 days, compared, target, two annotations",
    "columns": "13 months, compared, target",
    "variance": "the same with their variances",
    "bars": "12 channels",
    "bars-variance": "the same with their variances",
    "funnel": "funnel of 5 steps",
    "spark": "the little line of a tile",
}


def measure(build, _folder):
    least = {}
    for _round in range(ROUNDS):
        done = subprocess.run([build / "tests" / "bench" / "bench-charts"], check=True,
                              capture_output=True, text=True).stdout
        for line in done.splitlines():
            name, *values = line.split()
            values = list(map(float, values))
            least[name] = [min(pair) for pair in zip(values, least.get(name, values))]
    for name, (screen, screen_floor, page, page_floor) in least.items():
        yield Row(f"{NAMES[name]}: screen", milliseconds(screen), screen / screen_floor)
        yield Row(f"{NAMES[name]}: page", milliseconds(page), page / page_floor)
    # What the view of a client's numbers draws at once, all of it on the main thread.
    view = (least["variance"][0] + least["funnel"][0] + least["bars-variance"][0]
            + SPARKS * least["spark"][0])
    yield Row("all charts of a client's numbers in one frame", milliseconds(view), view * 1000, FRAME,
              unit="ms")
