# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail program for tests: what the portal of a desktop would hand over to it."""

import contextlib
import pathlib
import subprocess
import sys

from rapportui.waiting import wait_until


@contextlib.contextmanager
def mail_portal(desktop):
    """Letters arrive in the folder that this gives."""
    out = desktop.home / "mail"
    out.mkdir()
    portal = subprocess.Popen([sys.executable, pathlib.Path(__file__).with_name("mail_portal.py"), out],
                              env=desktop.env)
    try:
        wait_until("the portal", (out / "ready").exists)
        yield out
    finally:
        portal.terminate()
        portal.wait()
