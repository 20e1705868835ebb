#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The matrix of ideas by pointer and by keys: making, writing, moving, connecting, lanes, search.
Cards are found as a screen reader finds them."""

from gi.repository import GLib
from program import opened, rows
from rapportui import check, equal, run, wait_until

PLACES = ("SELECT p.rectangle, w.title, p.text FROM placement p LEFT JOIN work_item w "
          "ON w.id = p.item WHERE p.board = ? AND p.trashed IS NULL ORDER BY p.\"order\", p.id")


def client_with(file, boards):
    """A client that has boards, or one that has none."""
    test = "IN" if boards else "NOT IN"
    return rows(file, f"SELECT id FROM client WHERE trashed IS NULL AND id {test} "
                "(SELECT client FROM idea_board) ORDER BY id")[0][0]


def open_matrix(app, client):
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.show-view", GLib.Variant("s", "matrix"))
    app.find(type="RapportIdeasView")


def new_board(app, file):
    """An empty board; returns the client and the board."""
    client = client_with(file, False)
    open_matrix(app, client)
    app.click(app.find("button", "New Board…"))
    app.click(app.find("list item", "Empty board"))
    saved(app)
    return client, rows(file, "SELECT id FROM idea_board WHERE client = ?", client)[0][0]


def saved(app):
    """What was done is on the disk."""
    app.settle()
    app.find("label", "Saved")


def canvas(app):
    return app.find(type="RapportCanvas")


def boards_button(app):
    view = app.find(type="RapportIdeasView")
    return app.find_all("toggle button", within=view)[0].name


def card(app, name):
    return app.find("list item", name, within=canvas(app))


def cards(app):
    found = {node.ref: node.name for node in app.find_all("list item", within=canvas(app))}
    return list(found.values())


def write(app, at, text, tool=None):
    if tool is None:
        app.click(canvas(app), at=at, count=2)
    else:
        app.keys(tool)
        app.click(canvas(app), at=at)
    app.find("text box", "Text", within=canvas(app))
    app.type(text)
    app.keys("Escape")
    app.find("list item", text, within=canvas(app))


def places(app, file, board):
    saved(app)
    return rows(file, PLACES, board)


def place_of(app, file, board, title):
    for rectangle, work, text in places(app, file, board):
        if title in (work, text):
            return [float(part) for part in rectangle.strip("[]").split(",")]
    raise AssertionError(f"there is no card {title}")


def test_making():
    """What is written on the board is a work item, and a note is a note."""
    with opened() as (app, file):
        client, board = new_board(app, file)
        write(app, (0.3, 0.3), "A film about the doctor")
        write(app, (0.7, 0.3), "People choose a face", tool="t")
        equal(cards(app), ["A film about the doctor", "People choose a face"],
              "what a screen reader finds")
        saved = places(app, file, board)
        equal([row[1:] for row in saved],
              [("A film about the doctor", None), (None, "People choose a face")], "the cards")
        equal(rows(file, "SELECT client, status, title FROM work_item WHERE title LIKE 'A film about%'"),
              [(client, "idea", "A film about the doctor")], "the work item")
        for _ in range(2):
            app.action("win.undo")
        wait_until("the note is gone", lambda: cards(app) == ["A film about the doctor"])
        for _ in range(2):
            app.action("win.redo")
        card(app, "People choose a face")


def test_moving():
    """A card is dragged, and one step of undo brings it back; a frame takes along what lies in it."""
    with opened() as (app, file):
        _client, board = new_board(app, file)
        write(app, (0.3, 0.3), "First")
        before = place_of(app, file, board, "First")
        app.drag(card(app, "First"), canvas(app), to=(0.6, 0.6))
        wait_until("the card lies elsewhere",
                   lambda: place_of(app, file, board, "First")[:2] != before[:2])
        after = place_of(app, file, board, "First")
        check(after[0] > before[0] + 100 and after[1] > before[1] + 60, f"{before} became {after}")
        equal(after[2:], before[2:], "its size")
        app.action("win.undo")
        wait_until("it is back", lambda: place_of(app, file, board, "First") == before)
        app.keys("f")
        app.drag(canvas(app), canvas(app), at=(0.15, 0.12), to=(0.55, 0.55))
        app.find("text box", "Text", within=canvas(app))
        app.type("Where we are")
        app.keys("Return")
        app.find("list", "Where we are", within=canvas(app))
        app.keys("Escape")


def test_resizing():
    with opened() as (app, file):
        _client, board = new_board(app, file)
        write(app, (0.3, 0.3), "First")
        before = place_of(app, file, board, "First")
        app.click(card(app, "First"))
        app.drag(card(app, "First"), canvas(app), at=(0.999, 0.998), to=(0.6, 0.6))
        wait_until("the card is larger",
                   lambda: place_of(app, file, board, "First")[2] > before[2] + 40)
        equal(place_of(app, file, board, "First")[:2], before[:2], "where it begins")


def test_connecting():
    """A connector is drawn by its tool from card to card, and goes with a card that goes."""
    with opened() as (app, file):
        _client, board = new_board(app, file)
        write(app, (0.2, 0.3), "First")
        write(app, (0.7, 0.6), "Second")
        app.keys("Escape", "c")
        app.drag(card(app, "First"), card(app, "Second"))
        saved(app)
        edges = rows(file, 'SELECT "from", "to", trashed FROM edge WHERE board = ?', board)
        equal(len(edges), 1, "connectors")
        app.keys("Escape")
        app.click(card(app, "Second"))
        app.keys("Delete")
        wait_until("one card is left", lambda: cards(app) == ["First"])
        saved(app)
        check(rows(file, "SELECT trashed FROM edge WHERE board = ?", board)[0][0] is not None,
              "the connector went with its card")
        equal(rows(file, "SELECT trashed FROM work_item WHERE title = 'Second'"), [(None,)],
              "the idea stays")
        app.click(app.find("button", "Undo"))
        card(app, "Second")


def test_keys():
    """Everything without the pointer: going, writing, moving, copying, deleting, the plan."""
    with opened() as (app, file):
        client, board = new_board(app, file)
        write(app, (0.3, 0.3), "First")
        write(app, (0.7, 0.3), "Second")
        write(app, (0.3, 0.75), "Third")
        app.keys("Home")
        app.keys("Return")
        app.find("text box", "Text", within=canvas(app))
        app.keys("End")
        app.type(" of all")
        app.keys("Return")
        card(app, "First of all")
        app.keys("Right", "Return")
        app.keys("ctrl+a")
        app.type("Second of all")
        app.keys("Return")
        card(app, "Second of all")
        before = place_of(app, file, board, "Second of all")
        app.keys("ctrl+Down", "ctrl+shift+Right")
        wait_until("it has moved and grown",
                   lambda: place_of(app, file, board, "Second of all") ==
                   [before[0], before[1] + 12, before[2] + 12, before[3]])
        app.keys("shift+Left", "ctrl+l")
        saved(app)
        equal(len(rows(file, "SELECT id FROM edge WHERE board = ? AND trashed IS NULL", board)), 1,
              "connectors made by keys")
        app.keys("Escape", "Home", "Right")
        app.keys("ctrl+d")
        wait_until("there are four", lambda: len(cards(app)) == 4)
        app.keys("Delete")
        wait_until("there are three", lambda: len(cards(app)) == 3)
        app.keys("Home", "ctrl+Return")
        saved(app)
        equal(rows(file, "SELECT count(*) FROM plan_line l JOIN work_item w ON w.id = l.work_item "
                   "WHERE w.title = 'First of all' AND l.client = ? AND l.trashed IS NULL", client),
              [(1,)], "lines of the plan")
        equal(rows(file, "SELECT status FROM work_item WHERE title = 'First of all'"),
              [("planned",)], "its status")
        app.keys("ctrl+a", "Delete")
        wait_until("there is none", lambda: cards(app) == [])


def test_grouping():
    """Cards of a group are selected together; locked ones stay where they are."""
    with opened() as (app, file):
        _client, board = new_board(app, file)
        write(app, (0.3, 0.3), "First")
        write(app, (0.7, 0.3), "Second")
        app.keys("ctrl+a", "ctrl+g", "Escape")
        app.click(card(app, "First"))
        app.keys("ctrl+Down")
        saved(app)
        groups = rows(file, 'SELECT DISTINCT "group" FROM placement WHERE board = ?', board)
        check(len(groups) == 1 and groups[0][0], f"one group: {groups}")
        before = place_of(app, file, board, "Second")
        app.keys("ctrl+Down")
        wait_until("both move", lambda: place_of(app, file, board, "Second")[1] == before[1] + 12)
        app.keys("ctrl+shift+l")
        saved(app)
        before = place_of(app, file, board, "Second")
        app.keys("ctrl+Down", "Delete")
        app.settle()
        equal(place_of(app, file, board, "Second"), before, "what is locked")
        equal(len(cards(app)), 2, "cards")


def test_lanes():
    """In lanes a card gets the fields of the cell that it is dropped in, by hand and by keys."""
    with opened() as (app, file):
        owner, board, columns = rows(file, "SELECT client, id, \"columns\" FROM idea_board "
                                     "WHERE layout = 'matrix' ORDER BY id")[0]
        open_matrix(app, owner)
        title = rows(file, "SELECT title FROM idea_board WHERE id = ?", board)[0][0]
        app.action("win.show-view", GLib.Variant("s", "matrix"))
        app.choose_menu(boards_button(app), title)
        lists = []

        def has_lanes():
            lists[:] = app.find_all("list", within=canvas(app))
            return len(lists) > 2
        wait_until("the lanes are there", has_lanes)
        first = app.find_all("list item", within=lists[0])[0]
        name = first.name
        field = columns.replace("-", "_")
        before = rows(file, f"SELECT {field} FROM work_item WHERE title = ? AND client = ?",
                      name, owner)[0][0]
        app.click(first)
        app.keys("ctrl+Right")

        def value():
            saved(app)
            return rows(file, f"SELECT {field} FROM work_item WHERE title = ? AND client = ?",
                        name, owner)[0][0]
        wait_until("it lies in the next lane", lambda: value() != before)
        app.action("win.undo")
        wait_until("it is back", lambda: value() == before)


def test_search():
    """The search flies from hit to hit."""
    with opened() as (app, file):
        open_matrix(app, client_with(file, True))
        wait_until("cards", lambda: len(cards(app)) > 3)
        name = cards(app)[-1]
        app.click(canvas(app), at=(0.02, 0.02))
        app.keys("ctrl+f")
        app.type(name[:12])
        wait_until("a hit is selected", lambda: "selected" in card(app, name).states)
        app.keys("Escape")


def test_two_boards():
    """The same idea lies on two boards: what is changed on one is changed on the other."""
    with opened() as (app, file):
        client, board = new_board(app, file)
        write(app, (0.3, 0.3), "On both")
        app.click(card(app, "On both"))
        app.keys("ctrl+c")
        app.choose_menu(boards_button(app), "New Board…")
        app.click(app.find("list item", "Empty board"))
        wait_until("an empty board", lambda: cards(app) == [])
        app.click(canvas(app), at=(0.05, 0.1))
        app.keys("ctrl+v")
        card(app, "On both")
        saved(app)
        equal(rows(file, "SELECT count(DISTINCT item), count(*) FROM placement WHERE client = ? "
                   "AND trashed IS NULL", client), [(1, 2)], "one idea, two cards")


run(globals())
