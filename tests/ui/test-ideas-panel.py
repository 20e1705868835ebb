#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of ideas and the panel beside a board, by pointer and by keys, in the real window."""

from gi.repository import GLib
from program import opened, rows
from rapportui import equal, run, wait_until


def open_ideas(app, file):
    """The first board; returns its client."""
    client = rows(file, "SELECT client FROM idea_board ORDER BY id")[0][0]
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.show-view", GLib.Variant("s", "matrix"))
    app.find(type="RapportIdeasView")
    return client


def open_table(app, file):
    client = open_ideas(app, file)
    app.click(app.find(name="Table", type="GtkToggleButton"))
    app.find(type="GtkColumnView")
    app.settle()
    return client


def row(app, index):
    return app.find(type="GtkColumnViewRowWidget", index=index)


def panel(app):
    return app.find(type="RapportCardPanel")


def saved(app):
    app.settle()
    app.find("label", "Saved")


def test_panel_follows_the_selection():
    """A button opens it; it shows what is selected, and what is typed there is stored."""
    with opened() as (app, file):
        open_table(app, file)
        app.click(row(app, 1))
        app.click(app.find("toggle button", "Details (Alt+Enter)"))
        title = app.find("text box", "Title", within=panel(app))
        before = title.text
        app.click(title)
        app.keys("End")
        app.type(" again")
        wait_until("it is stored",
                   lambda: rows(file, "SELECT count(*) FROM work_item WHERE title = ?",
                                before + " again") == [(1,)])
        app.click(row(app, 2))
        wait_until("another card is shown",
                   lambda: app.find("text box", "Title", within=panel(app)).text
                   != before + " again")
        app.click(app.find("toggle button", "Details (Alt+Enter)"))
        app.gone(type="RapportCardPanel")


def test_plan():
    """Ctrl+Enter puts the idea of a row into the plan, and the panel says so."""
    with opened() as (app, file):
        open_table(app, file)
        lines = rows(file, "SELECT count(*) FROM plan_line")[0][0]
        idea, title = rows(file, "SELECT w.id, w.title FROM placement p JOIN work_item w ON w.id = p.item "
                    "WHERE w.status = 'idea' AND p.trashed IS NULL AND p.board = "
                    "(SELECT id FROM idea_board ORDER BY id) "
                    "AND NOT EXISTS (SELECT 1 FROM plan_line l WHERE l.work_item = w.id)")[0]
        app.click(app.find("toggle button", "Details (Alt+Enter)"))
        app.click(app.find(name=title, type="GtkInscription"))
        app.keys("ctrl+Return")
        wait_until("it is in a plan",
                   lambda: rows(file, "SELECT count(*) FROM plan_line")[0][0] == lines + 1)
        equal(rows(file, "SELECT status FROM work_item WHERE id = ?", idea), [("planned",)],
              "its status")
        app.find("label", "Planned", within=panel(app))
        app.action("win.undo")
        app.gone("label", "Planned", within=panel(app))


def test_minutes():
    """What became of a card at a meeting is listed in the panel, and leads to its line."""
    with opened() as (app, file):
        open_table(app, file)
        title = rows(
            file, "SELECT w.title FROM placement p JOIN work_item w ON w.id = p.item "
            "JOIN minutes_line l ON l.target = w.id JOIN meeting m ON m.id = l.meeting "
            "WHERE p.trashed IS NULL AND l.trashed IS NULL AND l.audience = 'client' AND "
            "p.board = (SELECT id FROM idea_board ORDER BY id) ORDER BY m.start DESC, l.id")[0][0]
        app.click(app.find("toggle button", "Details (Alt+Enter)"))
        app.click(app.find(name=title, type="GtkInscription"))
        app.click(app.find("list item", title, within=panel(app)))
        app.find(type="RapportMeetingPage")
        wait_until("the line of the minutes is in sight",
                   lambda: title in app.find(type="RapportMinutesText").text)


def test_status_by_keys():
    """In a cell of the status Enter opens the choices, and arrows choose one."""
    with opened() as (app, file):
        open_table(app, file)
        app.click(row(app, 1))
        before = rows(file, "SELECT id, status FROM work_item")
        app.keys("Right", "Right", "Return")
        app.find(type="GtkPopover")
        app.keys("Down", "Down", "Return")
        wait_until("a status has changed",
                   lambda: len(set(rows(file, "SELECT id, status FROM work_item"))
                               - set(before)) == 1)


def test_sorting():
    """A click on a heading sorts by it, and it is so the next time."""
    with opened() as (app, file):
        open_table(app, file)

        def titles():
            return [app.find_all(type="GtkInscription", within=row(app, index))[0].name
                    for index in range(1, 7)]

        before = titles()
        app.click(app.find("column header", "Title"))
        wait_until("the rows stand by their titles",
                   lambda: titles() == sorted(titles(), key=str.casefold) != before)
        app.click(app.find("column header", "Title"))
        wait_until("and the other way round",
                   lambda: titles() == sorted(titles(), key=str.casefold, reverse=True))


run(globals())
