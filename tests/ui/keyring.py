# SPDX-License-Identifier: GPL-3.0-or-later
"""The keyring of a desktop of the tests, which has none by itself; and who is asked to unlock it."""

import shutil
import subprocess
import threading

from gi.repository import Gio, GLib

from rapportui import wait_until
from rapportui.waiting import Skip

SECRETS = "org.freedesktop.secrets"
SECRETS_PATH = "/org/freedesktop/secrets"
SERVICE = "org.freedesktop.Secret.Service"
PROMPTER = "org.gnome.keyring.SystemPrompter"
PROMPTER_PATH = "/org/gnome/keyring/Prompter"
CALLBACK = "org.gnome.keyring.internal.Prompter.Callback"
INTERFACE = """<node><interface name="org.gnome.keyring.internal.Prompter">
<method name="BeginPrompting"><arg type="o" direction="in"/></method>
<method name="PerformPrompt"><arg type="o" direction="in"/><arg type="s" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="s" direction="in"/></method>
<method name="StopPrompting"><arg type="o" direction="in"/></method></interface></node>"""


def keyring(desktop):
    """The desktop's keyring, unlocked, on the test's own bus: the process."""
    program = shutil.which("gnome-keyring-daemon")
    if not program:
        raise Skip("gnome-keyring-daemon is not installed")
    with open(desktop.home / "keyring.log", "wb") as log:
        process = subprocess.Popen([program, "--foreground", "--unlock", "--components=secrets"], env=desktop.env,
                                   stdin=subprocess.PIPE, stdout=log, stderr=log)
    desktop.processes.append(process)
    process.stdin.write(b"the keyring's own word")
    process.stdin.close()
    wait_until("the keyring", lambda: _bus(desktop, "NameHasOwner", GLib.Variant("(s)", (SECRETS,)))[0])
    return process


def unlock_anew(desktop, process):
    """The next session: the keyring begins anew, with the word that unlocks it."""
    process.terminate()
    process.wait()
    desktop.processes.remove(process)
    wait_until("the keyring to end", lambda: not _bus(desktop, "NameHasOwner", GLib.Variant("(s)", (SECRETS,)))[0])
    return keyring(desktop)


def lock(desktop):
    """From now on whoever wants something of it has to unlock it first."""
    (collection,) = _ask(desktop, "ReadAlias", GLib.Variant("(s)", ("default",)))
    _ask(desktop, "Lock", GLib.Variant("(ao)", ([collection],)))


def count_kept(desktop):
    """How many secrets it has, locked or not."""
    return sum(map(len, _ask(desktop, "SearchItems", GLib.Variant("(a{ss})", ({},)))))


def _ask(desktop, method, arguments):
    return desktop.bus.call_sync(SECRETS, SECRETS_PATH, SERVICE, method, arguments, None, 0, -1, None).unpack()


def _bus(desktop, method, arguments):
    return desktop.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                                 arguments, None, 0, -1, None).unpack()


class Prompter:
    """Who is asked for the word that unlocks the keyring, and does not give it: at once, or while it is patient only
    when it is told to dismiss() what it is asked."""

    def __init__(self, desktop, patient=False):
        self.patient = patient
        self._asked = []
        self._context = GLib.MainContext.new()
        self._loop = GLib.MainLoop.new(self._context, False)
        self._connection = Gio.DBusConnection.new_for_address_sync(
            desktop.env["DBUS_SESSION_BUS_ADDRESS"], Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait()

    def _serve(self, ready):
        self._context.push_thread_default()
        self._connection.register_object(PROMPTER_PATH, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0],
                                         self._called, None, None)
        self._connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "RequestName", GLib.Variant("(su)", (PROMPTER, 4)), None, 0, -1, None)
        ready.set()
        self._loop.run()
        self._context.pop_thread_default()

    def _called(self, _connection, sender, _path, _interface, method, parameters, invocation):
        who = (sender, parameters.unpack()[0])
        invocation.return_value(None)
        if method == "BeginPrompting":
            self._tell(who, "PromptReady", GLib.Variant("(sa{sv}s)", ("", {}, "")))
        elif method == "StopPrompting":
            self._tell(who, "PromptDone", None)
        elif self.patient:
            self._asked.append(who)
        else:
            self._refuse(who)

    def _tell(self, who, method, arguments):
        self._connection.call(*who, CALLBACK, method, arguments, None, 0, -1, None, None)

    def _refuse(self, who):
        self._tell(who, "PromptReady", GLib.Variant("(sa{sv}s)", ("no", {}, "")))

    def wait_asked(self):
        """Until somebody would see the question on the screen."""
        wait_until("the question for the keyring's word", lambda: self._asked)

    def dismiss(self):
        """Whoever was asked cancels it; who asks from now on waits again."""
        asked, self._asked = self._asked, []
        for who in asked:
            self._refuse(who)

    def close(self):
        self._loop.quit()
        self._thread.join()
        self._connection.close_sync(None)
