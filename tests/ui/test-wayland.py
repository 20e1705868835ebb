#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One start on Wayland, so that nobody takes X11 for granted."""

import shutil
import sys

from rapportui import Desktop, check, run
from rapportui.app import build_folder
from rapportui.waiting import Skip

PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else str(
    build_folder() / "tests" / "ui" / "selftest" / "ui-demo")


def test_starts_and_ends_on_wayland():
    if shutil.which("mutter") is None:
        raise Skip("mutter is not installed")
    with Desktop(wayland=True, screen=(1280, 800)) as desktop, desktop.start(PROGRAM) as app:
        window = app.windows()[0]
        check(window.probed.get("mapped"), "a window is on the screen")
        check(window.rect[2] > 300 and window.rect[3] > 300, f"it has a size: {window.rect}")
        app.close()


run(globals())
