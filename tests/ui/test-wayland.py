#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One start on Wayland, so that nobody takes X11 for granted."""

import re
import shutil

from program import make_agency, start
from rapportui import Desktop, check, run
from rapportui.waiting import Skip


def test_starts_and_ends_on_wayland():
    if shutil.which("mutter") is None:
        raise Skip("mutter is not installed")
    with Desktop(wayland=True, screen=(1280, 800)) as desktop:
        with start(desktop, "--db", make_agency(desktop)) as app:
            window = app.windows()[0]
            check(window.probed.get("mapped"), "a window is on the screen")
            check(window.rect[2] > 300 and window.rect[3] > 300, f"it has a size: {window.rect}")
            app.find("list item", re.compile("^Romashka"))
            app.close()


run(globals())
