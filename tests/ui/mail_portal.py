# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for the portal through which a letter goes to the mail program: it keeps what it gets."""

import os
import pathlib
import sys

from gi.repository import Gio, GLib

INTERFACE = """<node><interface name="org.freedesktop.portal.Email"><property name="version" type="u" access="read"/>
<method name="ComposeEmail"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="o" direction="out"/></method></interface></node>"""
REQUEST = "org.freedesktop.portal.Request"


def composed(connection, sender, _path, _interface, _method, parameters, invocation, out):
    _parent, options = parameters.unpack()
    files = invocation.get_message().get_unix_fd_list()
    for number in range(files.get_length() if files else 0):
        data = os.fdopen(files.get(number), "rb").read()
        (out / f"attachment-{number}").write_bytes(data)
    token = options.get("handle_token", "t")
    path = f"/org/freedesktop/portal/desktop/request/{sender[1:].replace('.', '_')}/{token}"
    invocation.return_value(GLib.Variant("(o)", (path,)))
    connection.emit_signal(sender, path, REQUEST, "Response", GLib.Variant("(ua{sv})", (0, {})))
    written = out / "letter.part"
    written.write_text(f"{', '.join(options.get('addresses', []))}\n{options['subject']}\n{options['body']}",
                       encoding="utf-8")
    written.rename(out / "letter")


def main():
    out = pathlib.Path(sys.argv[1])
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    connection.register_object("/org/freedesktop/portal/desktop", node.interfaces[0],
                               lambda *call: composed(*call, out), lambda *_: GLib.Variant("u", 3), None)
    Gio.bus_own_name_on_connection(connection, "org.freedesktop.portal.Desktop", Gio.BusNameOwnerFlags.REPLACE,
                                   lambda *_: (out / "ready").touch(), None)
    GLib.MainLoop().run()


main()
