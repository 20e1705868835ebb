#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The matrix of ideas by pointer and by keys: making, writing, moving, connecting, lanes, search.
Cards are found as a screen reader finds them."""

import contextlib
import re

from gi.repository import GLib
from program import opened, rows, wait_saved
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


def between(app, one, other):
    """The middle between two cards, as a part of the canvas."""
    x, y, width, height = canvas(app).rect
    middles = [(left + wide / 2, top + high / 2) for left, top, wide, high in
               (card(app, name).rect for name in (one, other))]
    return ((sum(at[0] for at in middles) / 2 - x) / width, (sum(at[1] for at in middles) / 2 - y) / height)


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
        # What it says is written where it runs.
        app.keys("Escape")
        app.click(canvas(app), at=between(app, "First", "Second"), count=2)
        app.find("text box", "Text", within=canvas(app))
        app.type("then")
        app.keys("Return")
        wait_saved(file, "its label", "SELECT label FROM edge WHERE board = ?", board, expected=[("then",)])
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


def test_russian_layout():
    """The letters of the tools are found by their place."""
    with opened() as (app, file):
        new_board(app, file)
        app.click(canvas(app), at=(0.05, 0.1))
        app.desktop.screen.layout(1)
        try:
            app.keys("t")
            app.click(canvas(app), at=(0.4, 0.4))
            app.find("text box", "Text", within=canvas(app))
            app.keys("Escape")
            wait_until("a note", lambda: len(cards(app)) == 1)
            app.keys("ctrl+d")
            wait_until("and its copy", lambda: len(cards(app)) == 2)
        finally:
            app.desktop.screen.layout(0)


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


def show_matrix(app, file):
    """The sample's board in lanes; returns its client and its id."""
    owner, board, title = rows(file, "SELECT client, id, title FROM idea_board "
                               "WHERE layout = 'matrix' ORDER BY id")[0]
    open_matrix(app, owner)
    app.choose_menu(boards_button(app), title)
    wait_until("the lanes are there",
               lambda: len(app.find_all("list", within=canvas(app))) > 2)
    app.click(canvas(app), at=(0.01, 0.3))
    app.keys("shift+1")
    return owner, board


def lanes(app):
    """Each column, its name and place, from left to right."""
    found = {node.ref: node for node in app.find_all("list", within=canvas(app))
             if node.type == "RapportCanvasNode"}
    return sorted(found.values(), key=lambda node: node.rect[0])


def test_lanes_told():
    """A screen reader finds cards by lane: what each is called, how it stands, and where."""
    with opened() as (app, file):
        owner, board = show_matrix(app, file)
        columns = lanes(app)
        stages = rows(file, "SELECT value FROM lane WHERE board = ? AND field = 'funnel-stage' "
                      "AND trashed IS NULL ORDER BY \"order\"", board)
        equal([column.name for column in columns], [stage for stage, in stages], "the lanes")
        total = 0
        for column in columns:
            inside = {node.ref: node for node in app.find_all("list item", within=column)}
            total += len(inside)
            equal(column.description, f"{len(inside)} card{'s' if len(inside) != 1 else ''}",
                  column.name)
            for node in inside.values():
                stage, status = rows(file, "SELECT funnel_stage, status FROM work_item "
                                     "WHERE client = ? AND title = ?", owner, node.name)[0]
                equal(stage, column.name, node.name)
                check(status.split("-")[0][:4] in node.description.lower(),
                      f"{node.name} is {status}: {node.description!r}")
                check(node.rect[2] > 20 and node.rect[3] > 10, f"{node.name} lies at {node.rect}")
                check(column.rect[0] <= node.rect[0] <= column.rect[0] + column.rect[2],
                      f"{node.name} lies in {column.name}")
        check(total > 10, f"{total} cards")


def test_frames_told():
    """On a free board cards are grouped by frame: roles, names, how each stands, and bounds on the screen."""
    with opened() as (app, file):
        owner, board, name = rows(file, "SELECT client, id, title FROM idea_board WHERE layout = 'free' "
                                  "AND trashed IS NULL ORDER BY id")[0]
        open_matrix(app, owner)
        app.choose_menu(boards_button(app), name)
        app.click(canvas(app), at=(0.01, 0.3))
        app.keys("shift+1")
        frames = rows(file, 'SELECT title FROM frame WHERE board = ? AND trashed IS NULL ORDER BY "order"', board)
        wait_until("the frames are there", lambda: {title for title, in frames} <= {
            node.name for node in app.find_all("list", within=canvas(app))})
        around = canvas(app).rect
        found = 0
        for node in lanes(app):
            inside = {card.ref: card for card in app.find_all("list item", within=node)}
            found += len(inside)
            equal(node.description, f"{len(inside)} card{'s' if len(inside) != 1 else ''}", node.name)
            for card_node in inside.values():
                at = card_node.rect
                check(at[2] > 20 and at[3] > 10 and around[0] <= at[0] and at[0] + at[2] <= around[0] + around[2] and
                      around[1] <= at[1] and at[1] + at[3] <= around[1] + around[3], f"{card_node.name} lies at {at}")
                if (node.name,) in frames:
                    check(node.rect[0] <= at[0] and at[0] + at[2] <= node.rect[0] + node.rect[2] and
                          node.rect[1] <= at[1] and at[1] + at[3] <= node.rect[1] + node.rect[3],
                          f"{card_node.name} lies in {node.name}")
                # A title that two works have says nothing of either.
                states = rows(file, "SELECT status FROM work_item WHERE client = ? AND title = ? AND trashed IS NULL",
                              owner, card_node.name)
                if len(states) == 1:
                    check(states[0][0].split("-")[0][:4] in card_node.description.lower(),
                          f"{card_node.name} is {states[0][0]}: {card_node.description!r}")
        equal(found, rows(file, "SELECT count(*) FROM placement WHERE board = ? AND trashed IS NULL", board)[0][0],
              "all cards")


def test_arrows_in_lanes():
    """Arrows go from card to card in a lane, and from lane to lane; with the keyboard a card goes there, too."""
    with opened() as (app, file):
        owner, _board = show_matrix(app, file)

        def selected():
            return next((node for node in app.find_all("list item", within=canvas(app)) if "selected" in node.states),
                        None)

        def lane_of(name):
            return next(lane.name for lane in lanes(app)
                        if name in [node.name for node in app.find_all("list item", within=lane)])

        app.keys("Home")
        first = wait_until("the first card", selected).name
        app.keys("Down")
        below = wait_until("the next one", lambda: selected().name != first and selected()).name
        equal(lane_of(below), lane_of(first), "down stays in the lane")
        app.keys("Up", "Right")
        right = wait_until("one in the next lane", lambda: selected().name not in (first, below) and selected()).name
        names = [lane.name for lane in lanes(app)]
        # The cells between them may be empty.
        before = names.index(lane_of(right))
        check(before > names.index(lane_of(first)), f"right goes to a lane at the right: {lane_of(right)}")
        app.keys("ctrl+Left")
        wait_until("the card to be in the lane before", lambda: names.index(lane_of(right)) == before - 1)
        saved(app)
        equal(rows(file, "SELECT funnel_stage FROM work_item WHERE client = ? AND title = ?", owner, right),
              [(lane_of(right),)], "what the lane says")
        app.action("win.undo")
        wait_until("it is back", lambda: names.index(lane_of(right)) == before)


def test_lanes_dragged():
    """A card is dropped into another lane; a lane is put elsewhere, and made wider."""
    with opened() as (app, file):
        owner, board = show_matrix(app, file)
        first, second = lanes(app)[:2]
        node = app.find_all("list item", within=first)[0]
        name = node.name
        app.drag(card(app, name), second, to=(0.5, 0.2))
        saved(app)
        equal(rows(file, "SELECT funnel_stage FROM work_item WHERE client = ? AND title = ?",
                   owner, name), [(second.name,)], "where it was dropped")
        app.drag(first, second, at=(0.5, 0.02), to=(0.8, 0.02))
        wait_until("the lanes have changed places",
                   lambda: [lane.name for lane in lanes(app)[:2]] == [second.name, first.name])
        before = lanes(app)[0]
        app.drag(before, before, at=(0.999, 0.02), to=(1.4, 0.02))
        wait_until("the lane is wider", lambda: lanes(app)[0].rect[2] > before.rect[2] + 10)
        for _ in range(3):
            app.action("win.undo")
        wait_until("all is as it was", lambda: lanes(app)[0].name == first.name and
                   name in [node.name for node in app.find_all("list item", within=lanes(app)[0])])


def zoom(app):
    return int(next(node.name for node in app.find_all("button", within=app.find(
        type="RapportIdeasView")) if node.name.endswith("%")).rstrip("%"))


def test_view():
    """The wheel pans, with Ctrl it zooms at the pointer; the middle button and the space bar pan."""
    with opened() as (app, file):
        new_board(app, file)
        write(app, (0.5, 0.4), "First")
        app.keys("Escape")
        at = card(app, "First").rect
        app.wheel(canvas(app), 2)
        wait_until("it went up", lambda: card(app, "First").rect[1] < at[1] - 60)
        app.wheel(canvas(app), -2)
        wait_until("it is back", lambda: card(app, "First").rect == at)
        app.desktop.screen.drag(app._screen_point(canvas(app), (0.8, 0.8)),
                                app._screen_point(canvas(app), (0.7, 0.8)), app.settle)
        app.desktop.screen.button(1, False)
        app.settle()
        equal(card(app, "First").rect, at, "a marquee moves nothing")
        app.keys("h")
        app.drag(canvas(app), canvas(app), at=(0.8, 0.8), to=(0.7, 0.7))
        wait_until("the hand moves the view", lambda: card(app, "First").rect[0] < at[0] - 50)
        app.keys("v")
        for key, button in ((None, 2), ("space", 1)):
            at = card(app, "First").rect
            with app.desktop.screen.holding(key) if key else contextlib.nullcontext():
                app.settle()
                app.desktop.screen.drag(app._screen_point(canvas(app), (0.2, 0.2)),
                                        app._screen_point(canvas(app), (0.3, 0.3)), app.settle, button=button)
                app.desktop.screen.button(button, False)
                app.settle()
            wait_until(f"the view is moved by {key or 'the middle button'}",
                       lambda at=at: card(app, "First").rect[0] > at[0] + 50)
        # What is under the pointer stays there.
        at = card(app, "First").rect
        app.point(card(app, "First"), at=(0, 0))
        with app.desktop.screen.holding("ctrl"):
            app.wheel_here(-2)
        wait_until("it is larger", lambda: zoom(app) > 110)
        near = card(app, "First").rect
        check(abs(near[0] - at[0]) < 3 and abs(near[1] - at[1]) < 3, f"{at} became {near}")
        app.keys("ctrl+0", *["ctrl+minus"] * 20)
        wait_until("it is as small as it can be", lambda: zoom(app) == 5)
        app.keys("ctrl+0", *["ctrl+equal"] * 20)
        wait_until("it is as large as it can be", lambda: zoom(app) == 800)
        app.keys("ctrl+0", "ctrl+minus")
        wait_until("it is smaller", lambda: zoom(app) == 75)
        app.keys("ctrl+0")
        wait_until("it is as large as it is", lambda: zoom(app) == 100)
        app.keys("shift+1")
        wait_until("it is in the middle", lambda: abs(
            card(app, "First").rect[0] + at[2] / 2 - canvas(app).rect[0] -
            canvas(app).rect[2] / 2) < 3)


def test_minimap_and_guides():
    """The minimap leads to any place of a large board; Shift+2 shows what is selected; what is dragged near the edge of
    another card snaps to it, and with the guides off it does not."""
    with opened() as (app, file):
        _client, board = new_board(app, file)
        write(app, (0.2, 0.2), "First")
        write(app, (0.7, 0.6), "Second")
        before = place_of(app, file, board, "First")
        other = place_of(app, file, board, "Second")

        def drag_near(name):
            """So that its left edge ends some units beside that of the second one."""
            scale = zoom(app) / 100
            node = card(app, name)
            at = card(app, "Second").rect[0] + 5 * scale
            app.drag(node, canvas(app), to=((at - canvas(app).rect[0] + node.rect[2] / 2) / canvas(app).rect[2], 0.2))
            saved(app)
            return place_of(app, file, board, name)[0]

        equal(drag_near("First"), other[0], "it snaps to the edge")
        app.action("win.undo")
        wait_until("it is back", lambda: place_of(app, file, board, "First") == before)
        app.keys("alt+s")
        check(drag_near("First") != other[0], "no guides")
        app.keys("alt+s")
        app.action("win.undo")
        wait_until("it is back again", lambda: place_of(app, file, board, "First") == before)
        app.keys("Escape")
        app.click(card(app, "Second"))
        app.keys("ctrl+0", "shift+2")
        middle = canvas(app).rect[0] + canvas(app).rect[2] / 2
        wait_until("what is selected is in the middle",
                   lambda: abs(card(app, "Second").rect[0] + card(app, "Second").rect[2] / 2 - middle) < 3)
        app.keys("ctrl+0", *["ctrl+equal"] * 4)
        wait_until("it is large", lambda: zoom(app) >= 150)

        def click_minimap(x, y):
            """It says nothing to a screen reader, for whom the lists of cards are: it lies in the corner below."""
            left, top, width, height = canvas(app).rect
            app.click(canvas(app), at=((12 + 192 * x) / width, (height - 12 - 128 * (1 - y)) / height))

        click_minimap(0.12, 0.2)
        wait_until("the first is in sight", lambda: canvas(app).rect[0] < card(app, "First").rect[0] +
                   card(app, "First").rect[2] / 2 < canvas(app).rect[0] + canvas(app).rect[2])
        away = card(app, "Second").rect
        click_minimap(0.88, 0.8)
        wait_until("the view went to the second", lambda: card(app, "Second").rect[0] < away[0] - 50)


def test_marquee():
    """What a rectangle touches is selected, and moves together by one step of undo."""
    with opened() as (app, file):
        _client, board = new_board(app, file)
        write(app, (0.25, 0.3), "First")
        write(app, (0.6, 0.3), "Second")
        write(app, (0.25, 0.75), "Third")
        app.keys("Escape")
        app.drag(canvas(app), canvas(app), at=(0.05, 0.1), to=(0.9, 0.45))
        wait_until("two are selected", lambda: [
            "selected" in card(app, name).states for name in ("First", "Second", "Third")] ==
            [True, True, False])
        before = [place_of(app, file, board, name) for name in ("First", "Second")]
        app.drag(card(app, "First"), canvas(app), to=(0.3, 0.55))
        saved(app)
        after = [place_of(app, file, board, name) for name in ("First", "Second")]
        moved = [now[1] - then[1] for now, then in zip(after, before)]
        check(moved[0] > 50 and moved[0] == moved[1], f"both went down by the same: {moved}")
        app.action("win.undo")
        wait_until("both are back", lambda: [place_of(app, file, board, name)
                                             for name in ("First", "Second")] == before)


def test_menu():
    """The menu of a card: its entries do what they say."""
    with opened() as (app, file):
        _client, board = new_board(app, file)
        write(app, (0.4, 0.4), "First")
        app.click(card(app, "First"), button=3)
        wait_until("the menu", lambda: any(node.text == "Duplicate"
                                           for node in app.find_all("menu item")))
        app.click(next(node for node in app.find_all("menu item") if node.text == "Duplicate"))
        wait_until("two cards", lambda: cards(app) == ["First", "First"])
        app.keys("Menu")
        wait_until("the menu by its key", lambda: any(
            node.text == "Take Off the Board" for node in app.find_all("menu item")))
        app.click(next(node for node in app.find_all("menu item")
                       if node.text == "Take Off the Board"))
        wait_until("one card", lambda: cards(app) == ["First"])


def arrange(app, submenu, entry):
    """By the menu of what is selected."""
    app.keys("Menu")
    for label in (submenu, entry):
        wait_until(f"the entry {label}", lambda: any(
            node.text == label and node.has("showing") for node in app.find_all("menu item")))
        app.click(next(node for node in app.find_all("menu item")
                       if node.text == label and node.has("showing")))
    app.gone("menu item")


def test_arranging():
    """Cards are aligned and spread evenly, and brought to the front; each is one step of undo."""
    with opened() as (app, file):
        _client, board = new_board(app, file)
        names = ("First", "Second", "Third")
        for name, at in zip(names, ((0.2, 0.3), (0.4, 0.55), (0.75, 0.4))):
            write(app, at, name)
        before = [place_of(app, file, board, name) for name in names]
        app.keys("ctrl+a")
        arrange(app, "Align", "Align Tops")
        saved(app)
        tops = [place_of(app, file, board, name)[1] for name in names]
        equal(tops, [min(place[1] for place in before)] * 3, "their tops")
        arrange(app, "Align", "Equal Gaps Across")
        saved(app)
        lefts = [place_of(app, file, board, name)[0] for name in names]
        check(abs((lefts[1] - lefts[0]) - (lefts[2] - lefts[1])) < 0.01, f"even gaps: {lefts}")
        for _ in range(2):
            app.action("win.undo")
        wait_until("all are where they were", lambda: [
            place_of(app, file, board, name) for name in names] == before)
        app.keys("Escape")
        app.click(card(app, "First"))
        app.keys("ctrl+shift+bracketright")
        wait_until("the first lies above all", lambda: [
            work for _, work, _ in places(app, file, board)] == ["Second", "Third", "First"])
        app.keys("ctrl+shift+bracketleft")
        wait_until("and below", lambda: [
            work for _, work, _ in places(app, file, board)] == ["First", "Second", "Third"])


def test_tried_before():
    """An idea that says what was tried before is told so."""
    with opened() as (app, file):
        owner, title = rows(file, "SELECT w.client, w.title FROM work_item w JOIN idea_board b "
                            "ON b.client = w.client WHERE w.status = 'rejected' "
                            "AND w.trashed IS NULL ORDER BY b.id")[0]
        open_matrix(app, owner)
        wait_until("cards", lambda: len(cards(app)) > 3)
        app.click(canvas(app), at=(0.01, 0.3))
        app.keys("ctrl+0", "shift+i")
        app.find("text box", "Text", within=canvas(app))
        app.type(title)
        app.keys("Return")
        app.find("label", f"Was tried before: {title} (Rejected)")


def test_putting():
    """A task of the plan is put on the board, and so are a figure and a link."""
    with opened() as (app, file):
        client, board = new_board(app, file)
        title = rows(file, "SELECT title FROM work_item WHERE client = ? AND trashed IS NULL "
                     "GROUP BY title HAVING count(*) = 1 ORDER BY title", client)[0][0]
        app.choose_menu("Put on the Board", "Idea or Task…")
        app.find(type="RapportPlaceDialog")
        app.type(title)
        app.keys("Return")
        card(app, title)
        app.keys("Escape")
        app.gone(type="RapportPlaceDialog")
        equal(rows(file, "SELECT count(*) FROM work_item WHERE client = ? AND title = ?",
                   client, title), [(1,)], "it is the same task")
        app.choose_menu("Put on the Board", "Link")
        app.find(type="RapportCardPanel")
        saved(app)
        equal(rows(file, "SELECT kind FROM placement WHERE board = ? ORDER BY id", board),
              [("item",), ("link",)], "what lies there")


def test_voting():
    """Two people give their dots by keys; the limit holds, and the result is ranked and stored."""
    with opened() as (app, file):
        client, _board = new_board(app, file)
        write(app, (0.3, 0.3), "First")
        write(app, (0.7, 0.3), "Second")
        app.choose_menu("Board Menu", "Vote on Ideas…")
        dialog = app.find(type="RapportVotingDialog")

        def participant(name, *keys):
            app.click(app.find(name="Add a participant", states=("showing", "editable"),
                               within=dialog))
            app.type(name)
            app.keys("Return")
            app.click(app.find("list item", re.compile("^First, "), within=dialog), at=(0.2, 0.5))
            app.keys(*keys)
        participant("Olga", "1", "Down", "2")
        participant("Ivan", "0", "Down", "3", "plus")
        app.find("label", "Ivan has no more dots to give", within=dialog)
        saved(app)
        equal(rows(file, "SELECT w.title, v.participant, v.dots FROM vote v JOIN placement p "
                   "ON p.id = v.placement JOIN work_item w ON w.id = p.item WHERE v.client = ? "
                   "AND v.dots > 0 AND v.trashed IS NULL ORDER BY w.title, v.participant", client),
              [("First", "Olga", 1), ("Second", "Ivan", 3), ("Second", "Olga", 2)], "the votes")
        app.click(app.find("radio", "Result", within=dialog))
        wait_until("the result", lambda: [
            node.text for node in app.find_all("label", within=dialog)
            if node.text in ("First", "Second")] == ["Second", "First"])
        app.keys("Escape")
        app.gone(type="RapportVotingDialog")


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
