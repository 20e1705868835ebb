#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The agenda of a meeting by keyboard: built in one step, typed into, put in order, deleted and brought
back, begun from a template, copied for the client without what is private."""

import re

from gi.repository import GLib
from letters import mail_portal
from program import opened, rows, tab_to, wait_saved
from rapportui import check, equal, run, wait_until

ITEMS = 'SELECT title, planned, audience FROM agenda_item WHERE meeting = ? AND trashed IS NULL ORDER BY "order"'


def open_meeting(app, file, bare=True):
    """A meeting to come of the client whose queue is the longest; @bare takes its agenda away first."""
    meeting = rows(file, "SELECT m.id FROM meeting m WHERE m.status = 'planned' AND m.client IS NOT NULL "
                   "ORDER BY (SELECT count(*) FROM question q WHERE q.client = m.client AND q.status = 'open') DESC, "
                   "m.start LIMIT 1")[0][0]
    app.action("win.open-meeting", GLib.Variant("s", meeting))
    app.find(type="RapportAgendaView")
    while bare and rows(file, ITEMS, meeting):
        before = len(titles(app))
        tab_to(app, lambda node: node.type == "RapportAgendaRow")
        app.keys("Delete")
        wait_until("the item to go", lambda: len(titles(app)) == before - 1)
        wait_saved(file, "one less", "SELECT count(*) FROM agenda_item WHERE meeting = ? AND trashed IS NULL",
                   meeting, expected=[(before - 1,)])
    return meeting


def agenda_rows(app):
    return [node for node in app.find_all(type="RapportAgendaRow")]


def titles(app):
    """As a screen reader says them: "1. Budget, Topic"."""
    return [node.name.split(". ", 1)[1].rsplit(", ", 1)[0] for node in agenda_rows(app)]


def press(app, name):
    tab_to(app, lambda node: node.name == name)
    app.keys("space")


def type_item(app, text):
    tab_to(app, lambda node: node.name == "Add to the agenda")
    app.type(text)
    app.keys("Return")


def test_build():
    """Enter takes all that is wanted; undo takes it back as one."""
    with opened("sample") as (app, file):
        meeting = open_meeting(app, file)
        press(app, "Build Agenda")
        app.find(type="RapportAgendaBuildDialog")
        wait_until("the button to have the keyboard",
                   lambda: app.focused() is not None and app.focused().name == "Add")
        app.keys("Return")
        app.gone(type="RapportAgendaBuildDialog")
        wait_until("items", lambda: titles(app))
        built = titles(app)
        wait_saved(file, "the items", "SELECT count(*) FROM agenda_item WHERE meeting = ? AND trashed IS NULL",
                   meeting, expected=[(len(built),)])
        # Nothing is proposed twice: what is wanted now are the next questions of the brief.
        equal(len(built), len(set(built)))
        app.action("win.undo")
        wait_until("nothing to be left", lambda: not titles(app))
        app.find(name="No Agenda Yet")
        app.action("win.redo")
        wait_until("all to be back", lambda: titles(app) == built)


def test_by_hand():
    """Items are typed with their minutes, renamed, moved, hidden, ticked off and deleted."""
    with opened("sample") as (app, file):
        meeting = open_meeting(app, file)
        type_item(app, "Budget for spring 15 min")
        wait_until("the first item", lambda: titles(app) == ["Budget for spring"])
        app.type("Новый сайт полчаса")
        app.keys("Return")
        app.type("Holidays")
        app.keys("Return")
        wait_saved(file, "three items", ITEMS, meeting,
                   expected=[("Budget for spring", 15, "client"), ("Новый сайт", 30, "client"),
                             ("Holidays", 5, "client")])
        app.find("label", re.compile("^50 of [0-9]+ min planned$"))
        tab_to(app, lambda node: node.type == "RapportAgendaRow" and "Holidays" in node.name, key="shift+Tab")
        app.keys("alt+Up")
        wait_until("it to have moved", lambda: titles(app) == ["Budget for spring", "Holidays", "Новый сайт"])
        app.keys("alt+Up")
        wait_until("it to be first", lambda: titles(app)[0] == "Holidays")
        app.keys("alt+Down")
        wait_until("it to be second", lambda: titles(app)[1] == "Holidays")
        tab_to(app, lambda node: node.name == "Title of the item")
        app.keys("ctrl+a")
        app.type("Holidays in May")
        app.keys("Return")
        wait_until("the new title", lambda: titles(app)[1] == "Holidays in May")
        tab_to(app, lambda node: node.name == "Hide from the Client" or node.type == "GtkToggleButton")
        app.keys("space")
        wait_saved(file, "a private item", ITEMS, meeting,
                   expected=[("Budget for spring", 15, "client"), ("Holidays in May", 5, "team"),
                             ("Новый сайт", 30, "client")])
        tab_to(app, lambda node: node.name == "Delete Item")
        app.keys("space")
        wait_until("it to be gone", lambda: titles(app) == ["Budget for spring", "Новый сайт"])
        app.action("win.undo")
        wait_until("it to be back", lambda: titles(app)[1:2] == ["Holidays in May"])


def test_in_a_call():
    """What is for the team is not there, nor what would build from all that waits."""
    with opened("sample") as (app, file):
        meeting = open_meeting(app, file)
        type_item(app, "For all")
        app.type("Only for us")
        app.keys("Return")
        wait_until("both", lambda: titles(app) == ["For all", "Only for us"])
        tab_to(app, lambda node: node.type == "RapportAgendaRow" and "Only for us" in node.name, key="shift+Tab")
        tab_to(app, lambda node: node.name == "Hide from the Client" or node.type == "GtkToggleButton")
        app.keys("space")
        wait_saved(file, "a private item", "SELECT count(*) FROM agenda_item WHERE title = 'Only for us' "
                   "AND audience = 'team'", expected=[(1,)])
        app.action("win.call-mode")
        app.find("button", re.compile("^Leave Call Mode"))
        app.action("win.open-meeting", GLib.Variant("s", meeting))
        wait_until("the private one to be gone", lambda: titles(app) == ["For all"])
        equal(app.find_all("button", "Build Agenda"), [])
        app.action("win.call-mode")
        app.gone("button", re.compile("^Leave Call Mode"))
        app.action("win.open-meeting", GLib.Variant("s", meeting))
        wait_until("it to come back", lambda: titles(app) == ["For all", "Only for us"])


def test_by_mail():
    """The letter that the mail program gets has the items and the page, and nothing that is for the team."""
    with opened("sample") as (app, file), mail_portal(app.desktop) as out:
        open_meeting(app, file)
        type_item(app, "Prices for the spring 15 min")
        wait_until("the item", lambda: any("Prices for the spring" in title for title in titles(app)))
        app.choose_menu("Send Agenda", "Open in Mail Program")
        wait_until("the letter", (out / "letter").exists)
        letter = (out / "letter").read_text(encoding="utf-8")
        check("Agenda: " in letter.splitlines()[1] and "Prices for the spring" in letter, letter)
        check((out / "attachment-0").read_bytes().startswith(b"%PDF-1.7"), "the page is attached")


def test_brief():
    """An answer is kept while it is typed, counts, is found, and its question is not proposed any more."""
    with opened("sample") as (app, file):
        client = rows(file, "SELECT id FROM client WHERE status = 'current' ORDER BY id LIMIT 1")[0][0]
        app.action("win.open-client", GLib.Variant("s", client))
        app.action("win.show-brief")
        app.find(type="RapportBriefDialog")
        app.find("label", re.compile("^0 % full, 0 of [0-9]+ answered$"))
        tab_to(app, lambda node: node.name == "Search questions and answers" or node.role == "search box")
        app.type("margin")
        tab_to(app, lambda node: "margin" in (node.name or "") and node.role in ("button", "list item", "toggle button"))
        app.keys("Return")
        tab_to(app, lambda node: node.name == "Answer")
        app.type("About 40 %, less in summer")
        wait_saved(file, "the answer", "SELECT word, answer FROM brief_question WHERE client = ?", client,
                   expected=[("margin", "About 40 %, less in summer")])
        app.find("label", re.compile("^3 % full, 1 of [0-9]+ answered$"))
        app.keys("Escape")
        app.gone(type="RapportBriefDialog")
        app.find("label", "3 % full")


def test_template():
    """A template fills an empty agenda."""
    with opened("sample") as (app, file):
        open_meeting(app, file)
        app.choose_menu("Templates", "Stand-up")
        wait_until("its items", lambda: titles(app) == [
            "What was done since yesterday", "What is done today", "What is in the way"])


KEPT = "SELECT items FROM agenda_template WHERE trashed IS NULL"


def open_template(app, name):
    """The page of a template; returns the dialog."""
    app.choose_menu("Templates", "Edit Templates…")
    dialog = app.find(type="RapportAgendaTemplatesDialog")
    app.click(app.reach(app.find(type="AdwActionRow", name=name, within=dialog)))
    app.find(type="RapportAgendaTemplatePage", within=dialog)
    return dialog


def lines(app):
    """The items of the template, as a screen reader says them: "1. Budget"."""
    return [node.name.split(". ", 1)[1] for node in app.find_all(type="RapportAgendaTemplateRow")]


def wait_lines(app, *expected):
    wait_until(f"the items {expected}", lambda: lines(app) == list(expected))


def leave_templates(app, dialog):
    app.keys("Escape")
    app.find(type="AdwActionRow", within=dialog)
    app.keys("Escape")
    app.gone(type="RapportAgendaTemplatesDialog")


def test_template_of_ones_own():
    """A template is changed by keyboard: items are typed, moved, given minutes and deleted, and it fills an
    agenda with that."""
    with opened("sample") as (app, file):
        open_meeting(app, file)
        dialog = open_template(app, "Stand-up")
        wait_lines(app, "What was done since yesterday", "What is done today", "What is in the way")
        tab_to(app, lambda node: node.name.startswith("Add an item"))
        app.type("What hurts полчаса")
        app.keys("Return")
        wait_lines(app, "What was done since yesterday", "What is done today", "What is in the way", "What hurts")
        tab_to(app, lambda node: node.type == "RapportAgendaTemplateRow" and "What hurts" in node.name, key="shift+Tab")
        app.keys("alt+Up", "alt+Up", "alt+Up")
        wait_lines(app, "What hurts", "What was done since yesterday", "What is done today", "What is in the way")
        tab_to(app, lambda node: "What was done" in node.name and node.type == "RapportAgendaTemplateRow")
        app.keys("Delete")
        wait_lines(app, "What hurts", "What is done today", "What is in the way")
        tab_to(app, lambda node: node.name == "Planned minutes: What is done today")
        app.keys("Up")
        wait_saved(file, "the template", KEPT,
                   expected=[('["What hurts 30 min","What is done today 10 min","What is in the way 5 min"]',)])
        app.find("label", "45 min in all", within=dialog)
        app.keys("Escape")
        app.find("label", "Changed", within=dialog)
        wait_until("the keyboard to be on what was left",
                   lambda: app.focused() is not None and app.focused().name == "Stand-up")
        app.keys("Escape")
        app.gone(type="RapportAgendaTemplatesDialog")
        app.choose_menu("Templates", "Stand-up")
        wait_until("its items", lambda: titles(app) == ["What hurts", "What is done today", "What is in the way"])
        app.find("label", re.compile("^45 of [0-9]+ min planned$"))


def test_template_is_undone():
    """Each step of a template is taken back by key, in the order in which it was done, and the rows follow."""
    with opened("sample") as (app, file):
        open_meeting(app, file)
        dialog = open_template(app, "Stand-up")
        first = ("What was done since yesterday", "What is done today", "What is in the way")
        wait_lines(app, *first)
        tab_to(app, lambda node: node.name == "Title of the item")
        app.keys("End")
        app.type(" and before")
        wait_saved(file, "the words", KEPT, expected=[(
            '["What was done since yesterday and before 5 min","What is done today 5 min","What is in the way 5 min"]',)])
        tab_to(app, lambda node: node.type == "RapportAgendaTemplateRow" and "today" in node.name)
        app.keys("alt+Down")
        wait_lines(app, first[0] + " and before", first[2], first[1])
        app.keys("Delete")
        wait_lines(app, first[0] + " and before", first[2])
        app.keys("ctrl+z")
        wait_lines(app, first[0] + " and before", first[2], first[1])
        app.keys("ctrl+z")
        wait_lines(app, first[0] + " and before", first[1], first[2])
        app.keys("ctrl+z")
        wait_lines(app, *first)
        wait_saved(file, "that nothing is kept", KEPT, expected=[])
        app.keys("ctrl+shift+z")
        wait_lines(app, first[0] + " and before", first[1], first[2])
        leave_templates(app, dialog)


def test_template_is_dragged():
    """By its handle an item comes before another one; what waits is added by the menu, once."""
    with opened("sample") as (app, file):
        open_meeting(app, file)
        dialog = open_template(app, "Stand-up")
        wait_lines(app, "What was done since yesterday", "What is done today", "What is in the way")
        found = app.find_all(type="RapportAgendaTemplateRow")
        app.drag(app.find("img", "Drag to Move", within=found[2]), found[0], to=(0.5, 0.1))
        wait_lines(app, "What is in the way", "What was done since yesterday", "What is done today")
        app.choose_menu("Add What Waits", "Queue")
        wait_lines(app, "What is in the way", "What was done since yesterday", "What is done today", "Queue")
        wait_saved(file, "the template", KEPT, expected=[(
            '["What is in the way 5 min","What was done since yesterday 5 min","What is done today 5 min","[queue]"]',)])
        app.click(app.find("toggle button", "Add What Waits", within=dialog))
        wait_until("the menu", lambda: app.find_all("menu item"))
        check("Queue" not in [entry.text for entry in app.find_all("menu item")], "nothing is offered twice")
        app.keys("Escape")
        app.gone("menu item")
        leave_templates(app, dialog)


run(globals())
