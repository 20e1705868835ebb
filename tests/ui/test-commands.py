#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+K finds whatever a menu or a button offers, where it can be done, and does it."""

import re

from gi.repository import GLib

from program import client_id, opened, rows
from rapportui import check, equal, run, wait_until
from rapportui.waiting import RETRY, Timeout

CLIENT = "Romashka Clinics"
# What the main menu offers, once it has been looked at.
SAME_EVERYWHERE = set()
# What belongs to one row, or to a field, or only moves about.
CLOSED = ("GtkListView", "GtkGridView", "GtkColumnView", "GtkFlowBox", "AdwActionRow", "AdwExpanderRow",
          "GtkListBoxRow", "GtkWindowControls", "GtkText", "GtkSpinButton", "GtkEntry", "GtkSearchEntry", "GtkPopover",
          "AdwViewSwitcher", "AdwViewSwitcherBar", "GtkTextView", "GtkPopoverMenu")


def is_open(node):
    while node.parent is not None:
        node = node.parent
        if node.type in CLOSED or node.type.endswith("Row") and node.type != "AdwButtonRow":
            return False
    return True


def menus(app):
    """The buttons that open menus, by their names."""
    return [node.name for node in app.find_all("toggle button")
            if node.parent.type == "GtkMenuButton" and is_open(node) and node.has("sensitive") and node.name]


def entries(app, name):
    """What a menu offers just now."""
    def opened_menu():
        return app.find_all("menu item") or app.find_all(type="GtkPopover")

    # The first click after Escape closed a menu is taken for one beside it.
    for _attempt in range(6):
        if not app.find("toggle button", name).has("pressed"):
            app.click(app.find("toggle button", name))
        try:
            wait_until("a menu", opened_menu, RETRY)
            break
        except Timeout:
            pass
    check(opened_menu(), f"no menu of {name}")
    try:
        found = [item.text for item in app.find_all("menu item") if item.has("sensitive") and item.text]
    finally:
        app.keys("esc")
        wait_until("the menu to go", lambda: not app.find_all("menu item") and not app.find_all(type="GtkPopover"))
    return found


def buttons(app):
    return [node.name for node in app.find_all("button")
            if node.type in ("GtkButton", "AdwButtonRow") and is_open(node) and node.has("sensitive") and node.name]


def ask(app, *questions):
    """What Ctrl+K answers to each of them, by the rows."""
    answers = {}
    app.keys("ctrl+k")
    palette = app.find(type="RapportPalette")
    for question in questions:
        app.keys("ctrl+a")
        app.type(question)
        first = words(question)[0]
        try:
            wait_until("an answer", lambda: any(first in node.name.lower() for node in app.find_all("list item", within=palette))
                       or app.find_all("label", "Nothing Found", within=palette))
        except Timeout:
            pass
        answers[question] = [node.name for node in app.find_all("list item", within=palette)]
    app.keys("esc")
    app.gone(type="RapportPalette")
    return answers


def words(text):
    return re.findall(r"\w+", text.lower())


def walk(app, where, seen=()):
    """Asks for all that is offered here; the main menu, which is the same everywhere, once."""
    asked, missing = set(), []
    for name in menus(app):
        if name != "Main Menu" or not SAME_EVERYWHERE:
            found = entries(app, name)
            asked.update(found)
            if name == "Main Menu":
                SAME_EVERYWHERE.update(found)
    asked.update(buttons(app))
    asked -= {"Search Ctrl+K", "Back", *seen}
    check(asked or seen, f"{where}: nothing is offered")
    for label, found in ask(app, *(label.rstrip("…") for label in sorted(asked))).items():
        # A command may say more: "Put the Client into the Archive".
        if not any(set(words(label)) <= set(words(line)) for line in found):
            missing.append((label, found))
    check(not missing, f"{where}: not found: {missing}")
    return asked


def test_the_board():
    with opened() as (app, _file):
        app.find(type="RapportBoardPage")
        asked = walk(app, "board")
        check({"Add Client", "Trash", "Preferences"} & asked, asked)


def test_a_client():
    with opened() as (app, file):
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        seen = set()
        for view, kind in (("overview", "RapportOverview"), ("plan", "RapportPlanView"), ("reports", "RapportReportsView")):
            app.action("win.show-view", GLib.Variant("s", view))
            app.find(type=kind)
            seen |= walk(app, view, seen)


def open_report(app, file):
    report = rows(file, "SELECT id FROM report WHERE client = ? AND coalesce(trashed, 0) = 0 LIMIT 1", client_id(file, CLIENT))
    app.action("win.open-report", GLib.Variant("s", report[0][0]))
    app.find(type="RapportReportEditor")
    wait_until("the pages", lambda: app.find_all(type="RapportPageSheet"))


def test_a_report():
    with opened() as (app, file):
        open_report(app, file)
        asked = walk(app, "report")
        check(len(asked) > 8, asked)
        equal(len([line for line in ask(app, "print")["print"] if "Print" in line]), 1, "ways to print")


def test_what_is_offered_is_done():
    with opened() as (app, file):
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        check(not any("Print" in line for line in ask(app, "print report")["print report"]), "without a report nothing is printed")
        open_report(app, file)
        app.keys("ctrl+k")
        app.type("copy as text")
        app.find("list item", within=app.find(type="RapportPalette"))
        app.keys("Return")
        app.find("label", "Report copied as text")


run(globals())
