#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards of ideas as a whole: made of a template, called otherwise, given other lanes, made a
template of, deleted."""

from gi.repository import GLib
from program import opened, rows
from rapportui import check, equal, run, wait_until


def open_matrix(app, file, boards=False):
    test = "IN" if boards else "NOT IN"
    client = rows(file, f"SELECT id FROM client WHERE trashed IS NULL AND id {test} "
                  "(SELECT client FROM idea_board) ORDER BY id")[0][0]
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.show-view", GLib.Variant("s", "matrix"))
    app.find(type="RapportIdeasView")
    return client


def begin(app, file, start):
    """A new board from a template; returns its id."""
    client = open_matrix(app, file)
    app.click(app.find("button", "New Board…"))
    app.click(app.find("list item", start, within=app.find(type="RapportNewBoardDialog")))
    app.gone(type="RapportNewBoardDialog")
    wait_until("the board is there", lambda: boards(file, client))
    return boards(file, client)[0]


def boards(file, client):
    return [row[0] for row in rows(
        file, "SELECT id FROM idea_board WHERE client = ? AND trashed IS NULL", client)]


def lanes(file, board, field):
    return [row[0] for row in rows(
        file, "SELECT value FROM lane WHERE board = ? AND field = ? AND trashed IS NULL "
        "ORDER BY \"order\"", board, field)]


def properties(app):
    view = app.find(type="RapportIdeasView")
    app.choose_menu(app.find_all("toggle button", within=view)[0].name, "Board Properties…")
    return app.find(type="RapportBoardDialog")


def test_template():
    """A template has its lanes, and is one step of undo."""
    with opened() as (app, file):
        board = begin(app, file, "Half-year roadmap")
        equal(len(lanes(file, board, "month")), 6, "months")
        equal(lanes(file, board, "direction")[:2], ["Advertising", "Website"], "rows")
        equal(rows(file, "SELECT title, layout, columns, rows FROM idea_board WHERE id = ?", board),
              [("Half-year roadmap", "matrix", "month", "direction")], "the board")
        app.action("win.undo")
        app.find("button", "New Board…")
        app.action("win.redo")
        app.find(type="RapportCanvas")


def test_lanes():
    """Lanes are added, renamed, put into order and deleted; a name that is there already is refused."""
    with opened() as (app, file):
        board = begin(app, file, "Funnel and channels")
        dialog = properties(app)
        app.click(app.find_all("button", "Add Lane", within=dialog)[1])
        wait_until("a row more", lambda: lanes(file, board, "channel")[-1] == "New lane")
        app.type("Radio")
        app.keys("Return")
        wait_until("it is called so", lambda: lanes(file, board, "channel")[-1] == "Radio")
        app.keys("ctrl+a")
        app.type("Website")
        app.keys("Return")
        app.find("label", "Another lane has this name already")
        equal(lanes(file, board, "channel")[-1], "Radio", "the name")
        # It lies above the last rows.
        app.gone("label", "Another lane has this name already")
        before = lanes(file, board, "channel")
        app.click(app.find_all("button", "Move Up", within=dialog)[-1])
        wait_until("it stands higher",
                   lambda: lanes(file, board, "channel") == before[:-2] + [before[-1], before[-2]])
        app.click(app.find_all("button", "Delete Lane", within=dialog)[-1])
        wait_until("it is gone", lambda: before[-2] not in lanes(file, board, "channel"))
        app.click(app.find("button", "Undo"))
        wait_until("it is back", lambda: before[-2] in lanes(file, board, "channel"))
        app.click(app.find("button", "Close", within=dialog))
        app.gone(type="RapportBoardDialog")


def test_save_template():
    """A board becomes a template that the next board can begin with, and that can be deleted."""
    with opened() as (app, file):
        open_matrix(app, file, boards=True)
        dialog = properties(app)
        app.wheel(dialog, 40)
        app.click(app.find(name="Save as a Template…", type="AdwButtonRow", within=dialog))
        app.find("label", "Save as a Template?")
        app.settle()
        app.type("Our half-year")
        app.click(app.find("button", "Save"))
        wait_until("it is kept", lambda: rows(file, "SELECT name FROM board_template") == [("Our half-year",)])
        body = rows(file, "SELECT body FROM board_template")[0][0]
        check("Short videos" not in body and "Careful" not in body, body)
        app.keys("Escape")
        app.gone(type="RapportBoardDialog")
        board = begin(app, file, "Our half-year")
        equal(rows(file, "SELECT count(*) FROM frame WHERE board = ?", board), [(6,)], "frames")
        equal(rows(file, "SELECT count(*) FROM placement WHERE board = ?", board), [(0,)], "cards")


def test_delete():
    """A board is deleted without a question, and Undo brings it back."""
    with opened() as (app, file):
        board = begin(app, file, "ICE backlog")
        dialog = properties(app)
        app.wheel(dialog, 60)
        app.click(app.find(name="Delete Board", type="AdwButtonRow", within=dialog))
        app.gone(type="RapportBoardDialog")
        wait_until("it is in the trash",
                   lambda: rows(file, "SELECT trashed IS NOT NULL FROM idea_board WHERE id = ?", board) == [(1,)])
        app.click(app.find("button", "Undo"))
        wait_until("it is back",
                   lambda: rows(file, "SELECT trashed IS NULL FROM idea_board WHERE id = ?", board) == [(1,)])


run(globals())
