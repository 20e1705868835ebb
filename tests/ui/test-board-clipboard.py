#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes between a board of ideas and another program, and from board to board: copied and pasted,
dragged and dropped. The other program is a real one, with a clipboard of its own."""

import contextlib
import subprocess

from gi.repository import GLib

from program import client_id, opened, rows, wait_saved
from rapportui import check, equal, run, wait_until
from rapportui.app import build_folder
from rapportui.waiting import PATIENCE, RETRY, Timeout

OTHER = build_folder() / "tests" / "ui" / "selftest" / "ui-other"
CLIENT = "Romashka Clinics"
WORDS = "Heard from a patient:\n**nobody** finds the entrance"
LINK = "https://example.org/entrance"


def picture(app, name, size="60x40", colour="steelblue"):
    file = app.desktop.home / name
    subprocess.run(["convert", "-size", size, f"xc:{colour}", str(file)], check=True)
    return file


def canvas(app):
    return app.find(type="RapportCanvas")


def cards(app):
    """What each is called; a tree that is read while it grows has one twice."""
    return list({node.ref: node.name for node in app.find_all("list item", within=canvas(app))}.values())


def new_board(app, file, client=CLIENT):
    """An empty board of the client; returns its id."""
    owner = client_id(file, client)
    app.action("win.open-client", GLib.Variant("s", owner))
    app.action("win.show-view", GLib.Variant("s", "matrix"))
    view = app.find(type="RapportIdeasView")
    before = {id for id, in rows(file, "SELECT id FROM idea_board")}
    app.choose_menu(app.find_all("toggle button", within=view)[0].name, "New Board…")
    app.click(app.find("list item", "Empty board"))
    app.gone(type="RapportNewBoardDialog")

    def made():
        new = {id for id, in rows(file, "SELECT id FROM idea_board")} - before
        return new.pop() if new else None

    board = wait_until("the board is there", made)
    app.find(type="RapportCanvas")
    return board


def things(file, board):
    """(kind, text, address, size of the picture) of each card."""
    return rows(file, "SELECT p.kind, coalesce(p.text, ''), coalesce(p.address, ''), length(a.data) > 0, a.audience "
                "FROM placement p LEFT JOIN attachment a ON a.id = p.image WHERE p.board = ? "
                "AND p.trashed IS NULL ORDER BY p.id", board)


def wait_things(file, board, expected):
    found = []

    def same():
        found[:] = things(file, board)
        return found == expected

    try:
        wait_until("the cards on the board", same)
    except Timeout as error:
        raise Timeout(f"{error}: there is {found!r} and not {expected!r}") from error


@contextlib.contextmanager
def other(app, *files, text=WORDS):
    """The other program, in front."""
    with app.desktop.start(OTHER, text, picture(app, "wall.png"), *files) as program:
        yield program
        program.close()
    app.focus_window()


def copied(app, what, *files, **more):
    """Copies there and pastes here. The other program lives on: the clipboard is its own."""
    program = app.desktop.start(OTHER, more.get("text", WORDS), picture(app, "wall.png"), *files)
    program.click(program.find("button", f"Copy {what}"))
    app.focus_window()
    # Which window is in front, the clipboard is told by the screen.
    app.click(canvas(app), at=(0.5, 0.3))
    app.keys("ctrl+v")
    return program


NOTE = ("note", WORDS, "", None, None)
LINKED = ("link", "", LINK, None, None)
PICTURE = ("image", "", "", 1, "client")


def test_text_is_pasted():
    """Words become a note, an address a link; one step of undo each."""
    with opened() as (app, file):
        board = new_board(app, file)
        with copied(app, "Text") as program:
            wait_things(file, board, [NOTE])
            app.find("list item", "Heard from a patient:", within=canvas(app))
            app.keys("ctrl+z")
            wait_things(file, board, [])
            program.focus_window()
            program.close()
        app.focus_window()
        with copied(app, "Text", text=LINK) as program:
            wait_things(file, board, [LINKED])
            program.focus_window()
            program.close()
        app.focus_window()


def test_a_picture_is_pasted():
    """Pixels become a picture, kept for the client; where there are words as well, as of the cells of a table,
    the words are meant."""
    with opened() as (app, file):
        board = new_board(app, file)
        with copied(app, "Picture") as program:
            wait_things(file, board, [PICTURE])
            app.keys("ctrl+z")
            wait_things(file, board, [])
            program.focus_window()
            program.click(program.find("button", "Copy Both"))
            app.focus_window()
            app.click(canvas(app), at=(0.5, 0.3))
            app.keys("ctrl+v")
            wait_things(file, board, [NOTE])
            program.focus_window()
            program.close()
        app.focus_window()


def test_files_are_pasted():
    """Files that were copied in a file manager: pictures lie beside each other, one step of undo; what is no picture
    is told by its name."""
    with opened() as (app, file):
        board = new_board(app, file)
        broken = app.desktop.home / "torn.png"
        broken.write_bytes(picture(app, "whole.png").read_bytes()[:60])
        with copied(app, "Files", picture(app, "first.png"), picture(app, "second.jpg", "300x900"), broken) as program:
            wait_things(file, board, [PICTURE, PICTURE])
            app.find("label", "“torn.png”: This picture is damaged and can’t be shown.")
            places = sorted([float(part) for part in place.strip("[]").split(",")] for place, in rows(
                file, "SELECT rectangle FROM placement WHERE board = ?", board))
            check(places[1][0] >= places[0][0] + places[0][2], f"beside each other: {places}")
            check(places[1][3] > places[0][3] * 2, f"as high as they are: {places}")
            app.keys("ctrl+z")
            wait_things(file, board, [])
            program.focus_window()
            program.close()
        app.focus_window()


def drop(app, program, what, done):
    """Drags until it has been taken: now and then the screen is slower than the hand."""
    def taken():
        program.drag(program.find("label", f"Drag {what}"), canvas(app), to=(0.7, 0.6), into=app)
        try:
            return wait_until("the drop", done, RETRY)
        except Timeout:
            return False

    wait_until(f"the drop of {what} to be taken", taken, PATIENCE * 3)


def test_things_are_dropped():
    """A text, a picture and files from another program lie where they were let go."""
    with opened() as (app, file):
        board = new_board(app, file)
        letter = app.desktop.home / "letter.pdf"
        letter.write_bytes(b"%PDF-1.4\n")
        with other(app, picture(app, "first.png"), letter) as program:
            drop(app, program, "Text", lambda: things(file, board) == [NOTE])
            drop(app, program, "Picture", lambda: things(file, board) == [NOTE, PICTURE])
            drop(app, program, "Files", lambda: things(file, board) == [NOTE, PICTURE, PICTURE])
        places = [[float(part) for part in place.strip("[]").split(",")] for place, in rows(
            file, "SELECT rectangle FROM placement WHERE board = ? ORDER BY id", board)]
        check(all(abs(place[0] - places[0][0]) < 5 and abs(place[1] - places[0][1]) < 5 for place in places),
              f"where they were let go: {places}")
        # Of what no board takes one is told.
        with other(app, letter) as program:
            drop(app, program, "Files", lambda: app.find_all(
                "label", "“letter.pdf” can’t be put on a board: pictures, tables of ideas and canvases can"))
        equal(things(file, board), [NOTE, PICTURE, PICTURE], "nothing came")
        # A link out of a browser comes as a file, too.
        with other(app, LINK) as program:
            drop(app, program, "Files", lambda: things(file, board) == [NOTE, PICTURE, PICTURE, LINKED])


def write(app, at, text):
    app.click(canvas(app), at=at, count=2)
    app.find("text box", "Text", within=canvas(app))
    app.type(text)
    app.keys("Escape")
    app.find("list item", text, within=canvas(app))


def test_cards_go_out_as_text():
    """What is copied on a board is words in another program, in the order in which one reads."""
    with opened() as (app, file):
        new_board(app, file)
        write(app, (0.3, 0.3), "First idea")
        write(app, (0.7, 0.3), "Second idea")
        app.keys("ctrl+a", "ctrl+c")
        with other(app) as program:
            entry = program.find("text box", "Pasted")
            program.click(entry)
            program.keys("ctrl+v")
            # An entry has one line.
            wait_until("the words", lambda: "First idea" in program.fresh(entry).text
                       and "Second idea" in program.fresh(entry).text)


def test_cards_go_from_board_to_board():
    """On another board of the client the cards are the same ideas, and are brought into sight; with another client they
    are words and nothing else."""
    with opened() as (app, file):
        first = new_board(app, file)
        write(app, (0.3, 0.3), "First idea")
        write(app, (0.7, 0.3), "Second idea")
        app.keys("ctrl+a", "ctrl+l", "ctrl+c")
        second = new_board(app, file)
        app.click(canvas(app), at=(0.5, 0.3))
        app.keys("ctrl+v")
        wait_saved(file, "the same ideas", "SELECT count(*), count(DISTINCT item) FROM placement WHERE trashed IS NULL "
                   "AND board IN (?, ?)", first, second, expected=[(4, 2)])
        wait_saved(file, "their connector", "SELECT count(*) FROM edge WHERE board = ? AND trashed IS NULL", second,
                   expected=[(1,)])
        wait_until("both in sight", lambda: sorted(cards(app)) == ["First idea", "Second idea"])
        app.keys("ctrl+z")
        wait_until("one step", lambda: not cards(app))
        stranger = rows(file, "SELECT name FROM client WHERE trashed IS NULL AND name <> ? AND id IN "
                        "(SELECT client FROM idea_board) ORDER BY name", CLIENT)[0][0]
        third = new_board(app, file, stranger)
        app.click(canvas(app), at=(0.5, 0.3))
        app.keys("ctrl+v")
        wait_things(file, third, [("note", "First idea\nSecond idea", "", None, None)])


run(globals())
