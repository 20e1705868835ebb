#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client's overview: adding a client, contacts, this week's mark, private fields, bad names."""

import re

from gi.repository import GLib
from program import client_id, monday, opened, rows, wait_saved
from rapportui import check, equal, run, wait_until

EDITABLE = ("showing", "editable")


def entry(app, name, **more):
    """The entry of a row, which has the name of the row."""
    return app.find("text box", name, states=EDITABLE, **more)


def wait_focus(app, name):
    wait_until(f"the keyboard to be on {name}",
               lambda: (app.focused() is not None and app.focused().name == name))


def open_client(app, file, name):
    app.action("win.open-client", GLib.Variant("s", client_id(file, name)))
    app.action("win.show-view", GLib.Variant("s", "overview"))
    return app.find(type="RapportOverview")


def first_client(file):
    return rows(file, "SELECT name FROM client ORDER BY name")[0][0]


def test_adding_a_client():
    """A draft that was cancelled is there again, and Enter adds it."""
    with opened() as (app, file):
        app.action("win.add-client")
        wait_focus(app, "Name")
        app.type("<b>Neva</b> & Co")
        app.keys("Escape")
        app.gone(type="RapportFormDialog")
        equal(rows(file, "SELECT count(*) FROM client WHERE name LIKE '%Neva%'"), [(0,)])
        app.action("win.add-client")
        wait_focus(app, "Name")
        equal(entry(app, "Name").text, "<b>Neva</b> & Co")
        app.keys("Return")
        app.gone(type="RapportFormDialog")
        wait_saved(file, "the client", "SELECT status, key FROM client WHERE name = ?",
                   "<b>Neva</b> & Co", expected=[("current", 1)])
        app.find("label", "<b>Neva</b> & Co")
        app.action("win.add-client")
        wait_focus(app, "Name")
        equal(entry(app, "Name").text, "")
        check(not app.find("button", "Add").has("enabled"), "no client without a name")
        app.keys("Escape")


def test_contacts():
    with opened() as (app, file):
        name = first_client(file)
        open_client(app, file, name)
        app.click(app.find("button", "Add Contact"))
        wait_focus(app, "Full name")
        app.type("Irina Volkova")
        app.keys("Tab")
        app.type("Director")
        app.keys("Return")
        app.gone(type="RapportFormDialog")
        wait_saved(file, "the contact", "SELECT position, influence, client FROM contact "
                   "WHERE name = 'Irina Volkova'",
                   expected=[("Director", "works-with-us", client_id(file, name))])
        app.click(app.find("list item", re.compile("^Irina Volkova")))
        wait_focus(app, "Full name")
        app.keys("End")
        app.type(" Jr.")
        wait_saved(file, "the new name", "SELECT count(*) FROM contact WHERE name = ?",
                   "Irina Volkova Jr.", expected=[(1,)])
        app.click(app.find(name="Delete Contact"))
        app.gone("list item", re.compile("^Irina Volkova"))
        app.click(app.find("button", "Undo"))
        app.find("list item", re.compile("^Irina Volkova"))


def test_this_week():
    with opened() as (app, file):
        name = rows(file, "SELECT name FROM client WHERE id NOT IN (SELECT client FROM light "
                    "WHERE week = ?) ORDER BY name", monday())[0][0]
        overview = open_client(app, file, name)
        app.click(app.find("toggle button", "Nothing happened", within=overview))
        app.click(entry(app, "Comment"))
        app.type("They are on holiday")
        wait_saved(file, "the mark", "SELECT mark, comment FROM light WHERE client = ? AND week = ?",
                   client_id(file, name), monday(),
                   expected=[("yellow", "They are on holiday")])
        app.click(app.find("toggle button", "Nothing happened", within=overview))
        app.gone("text box", "Comment")
        wait_saved(file, "no mark", "SELECT count(*) FROM light WHERE client = ? AND week = ? AND "
                   "trashed IS NULL", client_id(file, name), monday(), expected=[(0,)])


def test_fields_in_place():
    """Texts and figures are saved as they are typed, and undo takes them back."""
    with opened() as (app, file):
        name = first_client(file)
        open_client(app, file, name)
        before = rows(file, "SELECT capacity, city FROM client WHERE name = ?", name)[0]
        app.click(entry(app, "City"))
        app.keys("ctrl+a")
        app.type("Kaluga")
        wait_saved(file, "the city", "SELECT city FROM client WHERE name = ?", name,
                   expected=[("Kaluga",)])
        app.click(entry(app, "Capacity a month"))
        app.keys("ctrl+a")
        app.type("250 000,50")
        app.keys("Return")
        wait_until("the capacity", lambda: '"minor":25000050' in rows(
            file, "SELECT capacity FROM client WHERE name = ?", name)[0][0].replace(" ", ""))
        app.action("win.undo")
        app.action("win.undo")
        wait_saved(file, "what was there", "SELECT capacity, city FROM client WHERE name = ?", name,
                   expected=[before])


def test_temperament():
    """Advice follows the temperament, and neither leaves the panel that is private."""
    with opened() as (app, file):
        overview = open_client(app, file, first_client(file))
        app.click(app.find("combo box", "Temperament", within=overview))
        app.keys("Home", "Down", "Return")
        app.find("label", re.compile("Speak as an equal"), within=overview)
        wait_saved(file, "the temperament", "SELECT temperament FROM client WHERE name = ?",
                   first_client(file), expected=[("choleric",)])


def test_strange_names():
    """Markup, line breaks, other directions and 10,000 characters harm nothing."""
    with opened() as (app, file):
        overview = open_client(app, file, first_client(file))
        width = app.size()[0]
        for text in ("<span size='99999'>&amp;</span>", "x" * 10000, "שלום 🎉 привет"):
            field = entry(app, "Industry", within=overview)
            field.ask("EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))
            wait_saved(file, "the text", "SELECT count(*) FROM client WHERE industry = ?", text,
                       expected=[(1,)])
        app.click(app.find("button", "Add Contact"))
        wait_focus(app, "Full name")
        entry(app, "Full name", within=app.find(type="RapportFormDialog")).ask(
            "EditableText", "SetTextContents", GLib.Variant("(s)", ("<i>" + "ж" * 10000,)))
        app.keys("Return")
        app.gone(type="RapportFormDialog")
        app.find("list item", re.compile("^<i>жжж"))
        app.resize(360, 720)
        equal(app.size()[0], 360)
        app.resize(width, 720)


run(globals())
