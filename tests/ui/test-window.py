#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window around the rooms: search of everything, keys under both layouts, menus, dialogs."""

import re

from gi.repository import GLib

from program import client_id, make_agency, opened, tab_to, wait_saved
from rapportui import check, equal, run, wait_until


def open_palette(app):
    app.keys("ctrl+k")
    return app.find(type="RapportPalette")


def test_search_leads_to_a_client():
    with opened() as (app, _file):
        open_palette(app)
        app.type("roma")
        app.find("list item", re.compile("Romashka"), within=app.find(type="RapportPalette"))
        app.keys("enter")
        app.gone(type="RapportPalette")
        page = app.find(type="RapportClientPage")
        app.find("label", "Romashka Clinics", within=page)


def test_no_letter_is_lost_while_a_dialog_opens():
    """What is typed right after the keys that open a dialog comes to it, whatever it takes."""
    with opened() as (app, file):
        with app.stalled() as screen:
            screen.keys("ctrl+k")
            screen.type("roma", app.settle)
        palette = app.find(type="RapportPalette")
        entry = app.find(name="Search everything", states=("focused",))
        equal(entry.text, "roma")
        app.type("shk")
        equal(app.fresh(entry).text, "romashk", "what was typed after")
        app.find("list item", re.compile("Romashka"), within=palette)
        app.keys("esc")
        app.gone(type="RapportPalette")
        with app.stalled() as screen:
            screen.keys("ctrl+k")
            screen.type("Ро", app.settle)
            screen.keys("backspace", "backspace")
            screen.type("stone", app.settle)
            screen.keys("enter", "ctrl+z")
        app.find("label", "Stone & Son", within=app.find(type="RapportClientPage"))
        with app.stalled() as screen:
            screen.keys("ctrl+k", "z", "esc")
        app.gone(type="RapportPalette")
        with app.stalled() as screen:
            screen.keys("ctrl+n")
            screen.type("Лотос & Co", app.settle)
            screen.keys("enter")
        wait_saved(file, "the new client", "SELECT name FROM client WHERE name = ?", "Лотос & Co",
                   expected=[("Лотос & Co",)])


def test_no_letter_is_lost_in_a_narrow_window():
    with opened() as (app, _file):
        app.resize(360, 720)
        for keys, name in (("ctrl+k", "Search everything"), ("ctrl+n", "Name"),
                           ("ctrl+f", "Search clients")):
            with app.stalled() as screen:
                screen.keys(keys)
                screen.type("quick", app.settle)
            wait_until(f"the words after {keys}", lambda: app.focused() is not None
                       and (app.focused().name, app.focused().text) == (name, "quick"))
            app.keys("esc", "esc")
            app.gone("dialog")


def test_search_leads_to_a_command():
    with opened() as (app, _file):
        open_palette(app)
        app.type("short")
        app.find("list item", re.compile("Keyboard Shortcuts"))
        app.keys("enter")
        app.find(type="RapportShortcutsDialog")
        app.keys("esc")
        app.gone(type="RapportShortcutsDialog")


def test_search_finds_nothing_and_is_left():
    with opened() as (app, _file):
        open_palette(app)
        app.type("zzzzzz")
        app.find("label", "Nothing Found")
        app.keys("esc")
        wait_until("the search to close",
                   lambda: not app.find_all(type="RapportPalette") or app.keys("esc"))


def test_shortcuts_under_the_russian_layout():
    with opened() as (app, file):
        app.desktop.screen.layout(1)
        for keys, what in (("ctrl+k", "RapportPalette"), ("ctrl+/", "RapportShortcutsDialog"),
                           ("ctrl+,", "RapportPreferences")):
            app.keys(keys)
            app.find(type=what)
            app.keys("esc")
            app.gone(type=what)
        app.keys("ctrl+n")
        app.find("button", re.compile("Add|Create"), states=("showing",))
        app.keys("esc")
        app.keys("ctrl+f")
        app.find(name="Search clients", states=("focused",))
        app.keys("esc")
        app.keys("ctrl+q")
        app.finish()


def test_menu_by_keyboard():
    with opened() as (app, _file):
        app.keys("F10")
        wait_until("the menu", lambda: app.find_all("menu item"))
        app.keys("esc")
        wait_until("the menu to go", lambda: not app.find_all("menu item"))


def test_adding_and_renaming_a_client():
    name = "Ёлки & Палки <b>"
    with opened() as (app, file):
        app.keys("ctrl+n")
        tab_to(app, lambda node: node.name == "Name" and "editable" in node.states)
        app.type(name)
        app.keys("enter")
        wait_saved(file, "the new client", "SELECT name FROM client WHERE name = ?", name,
                   expected=[(name,)])
        app.find("label", name)
        app.action("win.show-clients")
        app.keys("ctrl+z")
        wait_saved(file, "the undo", "SELECT count(*) FROM client WHERE name = ? AND "
                   "coalesce(trashed, 0) = 0", name, expected=[(0,)])


def test_what_needs_a_client_is_offered_in_one():
    with opened() as (app, file):
        def offered(words):
            app.keys("ctrl+k")
            palette = app.find(type="RapportPalette")
            app.type(words)
            app.settle()
            found = [node.name for node in app.find_all("list item", within=palette)]
            app.keys("esc")
            app.gone(type="RapportPalette")
            return found

        check(not any(name.startswith("Edit Client") for name in offered("edit client")), "no client is open")
        app.action("win.open-client", GLib.Variant("s", client_id(file, "Stone & Son")))
        app.find(type="RapportClientPage")
        check(any(name.startswith("Edit Client") for name in offered("edit client")), "to edit it")
        check(any(name.startswith("Plan") for name in offered("plan")), "to see its plan")


def test_a_recent_library_is_opened_again():
    with opened() as (app, _file):
        other = make_agency(app.desktop, name="other_place.rapport")
        app.keys("ctrl+o")
        app.choose_file(other)
        wait_until("its window", lambda: len(app.windows()) == 2)
        app.action("win.close", window=2)
        wait_until("it to close", lambda: len(app.windows()) == 1)
        app.focus_window()
        app.choose_menu("Main Menu", "other_place")
        wait_until("its window", lambda: len(app.windows()) == 2)
        app.action("win.close", window=3)
        wait_until("it to close", lambda: len(app.windows()) == 1)
        app.focus_window()


def test_preferences_are_kept():
    with opened() as (app, file):
        app.keys("ctrl+,")
        app.find(type="RapportPreferences")
        app.keys("esc")
        app.gone(type="RapportPreferences")


def test_sidebar_leads_to_clients():
    with opened() as (app, _file):
        # The name, and how the week went: on a Monday nobody is marked yet.
        row = wait_until("the client in the sidebar", lambda: [
            node for node in app.find_all("list item", within=app.find(type="RapportSidebar"))
            if node.name.startswith("Stone & Son")])[0]
        app.click(row)
        page = app.find(type="RapportClientPage")
        app.find("label", "Stone & Son", within=page)
        app.keys("alt+1")
        app.find(type="RapportBoardPage")


run(globals())
