# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyring of a desktop of the tests, which has none by itself."""

import shutil
import subprocess

from gi.repository import GLib

from rapportui import wait_until
from rapportui.waiting import Skip


def keyring(desktop):
    """The desktop's keyring, unlocked, on the test's own bus."""
    program = shutil.which("gnome-keyring-daemon")
    if not program:
        raise Skip("gnome-keyring-daemon is not installed")
    with open(desktop.home / "keyring.log", "wb") as log:
        process = subprocess.Popen([program, "--foreground", "--unlock", "--components=secrets"], env=desktop.env,
                                   stdin=subprocess.PIPE, stdout=log, stderr=log)
    desktop.processes.append(process)
    process.stdin.write(b"the keyring's own word")
    process.stdin.close()
    wait_until("the keyring", lambda: desktop.bus.call_sync(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
        GLib.Variant("(s)", ("org.freedesktop.secrets",)), None, 0, -1, None).unpack()[0])
