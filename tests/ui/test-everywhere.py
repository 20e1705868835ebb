#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen of a wide window; and names of clients that mean harm."""

import re

from gi.repository import GLib

from program import client_id, opened, rows, wait_saved
from rapportui import run
from screens import NARROW, WIDE
from walk import walk

HOSTILE = {
    "markup": "<span size='900000'>Tom</span> & <b>Co</b> %s %n",
    "lines": "Two\nlines\tand a tab",
    "right-to-left": "شركة الأمل \u202e reversed",
    "emoji": "🎉👩‍👩‍👧‍👦 e\u0301\u0301\u0301\u0301",
    "long": "Longest " * 1250,
}


def test_every_wide_screen():
    walk(WIDE, "en")


def test_hostile_names_do_no_harm():
    with opened() as (app, file):
        app.resize(*WIDE)
        names = [name for (name,) in rows(file, "SELECT name FROM client WHERE key = 1 "
                                          "ORDER BY name")]
        for name, hostile in zip(names, HOSTILE.values()):
            client = client_id(file, name)
            app.action("win.open-client", GLib.Variant("s", client))
            app.action("win.edit-client")
            entry = app.find(name="Name", states=("showing", "editable", "focused"))
            entry.ask("EditableText", "SetTextContents", GLib.Variant("(s)", (hostile,)))
            app.settle()
            app.keys("esc")
            for view in ("plan", "reports", "overview"):
                app.action("win.show-view", GLib.Variant("s", view))
            app.action("win.show-clients")
        app.find("list item", re.compile(f"^{re.escape(HOSTILE['markup'])}, "),
                 within=app.find(type="RapportBoardPage"))
        wait_saved(file, "the name", "SELECT count(*) FROM client WHERE name = ?",
                   HOSTILE["markup"], expected=[(1,)])
        for size in (WIDE, NARROW):
            app.resize(*size)


run(globals())
