#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards of ideas as files: exported by the menu, imported by it, dropped by the pointer."""

import json

from gi.repository import GLib

from program import client_id, opened, rows
from rapportui import check, equal, run, wait_until
from rapportui.app import build_folder
from rapportui.waiting import PATIENCE, RETRY, Timeout

FILES = build_folder() / "tests" / "ui" / "selftest" / "ui-files"
CLIENT = "Romashka Clinics"
CARD = {"type": "text", "width": 200, "height": 100}
CANVAS = {
    "nodes": [{**CARD, "id": "a", "x": 0, "y": 0, "text": "Seen on a wall", "mark": 1},
              {**CARD, "id": "b", "x": 300, "y": 0, "text": "Heard in a lift"}],
    "edges": [{"id": "e", "fromNode": "a", "toNode": "b"}, {"id": "f", "fromNode": "a", "toNode": "gone"}],
}


def cards(app):
    canvas = app.find(type="RapportCanvas")
    return {node.name for node in app.find_all("list item", within=canvas)}


def show_board(app, file):
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.action("win.show-view", GLib.Variant("s", "matrix"))
    app.find(type="RapportIdeasView")
    wait_until("the cards", lambda: cards(app))


def boards(file):
    return [title for title, in rows(file, 'SELECT title FROM idea_board WHERE client = ? AND trashed IS NULL '
                                     'ORDER BY "order"', client_id(file, CLIENT))]


def export_as(app, label, name):
    file = app.desktop.home / name
    app.click(app.open_menu("Board Menu", "Export"))
    app.click(wait_until("the entry", lambda: next(
        (entry for entry in app.find_all("menu item") if entry.text == label), None)))
    app.choose_file(file)
    wait_until(name, lambda: file.exists() and file.stat().st_size > 100)
    return file


def write(app, name, text):
    file = app.desktop.home / name
    file.write_text(text, encoding="utf-8")
    return file


def take(app, file):
    app.choose_menu("Board Menu", "Import…")
    app.choose_file(file)


def close_dialog(app, heading):
    dialog = app.find("alert dialog", heading)
    app.click(app.find("button", "Close", within=dialog))
    app.gone("alert dialog", heading)


def test_it_goes_out_in_each_form():
    with opened() as (app, file):
        show_board(app, file)
        for label, name, begins in (("PDF, a Page for Each Frame…", "frames.pdf", b"%PDF-1.7"),
                                    ("PDF of the Whole Board…", "whole.pdf", b"%PDF-1.7"),
                                    ("Picture…", "board.png", b"\x89PNG"),
                                    ("Drawing (SVG)…", "board.svg", b"<?xml"),
                                    ("Table of Cards…", "cards.csv", b"\xef\xbb\xbfTitle,Kind,"),
                                    ("JSON Canvas…", "board.canvas", b"{")):
            check(export_as(app, label, name).read_bytes().startswith(begins), name)
        ours = export_as(app, "JSON Canvas with Everything, for Ourselves…", "ours.canvas")
        check(json.loads(ours.read_text(encoding="utf-8"))["nodes"], "everything")
        # Nobody who looks on learns that there is more.
        app.action("win.call-mode")
        app.click(app.open_menu("Board Menu", "Export"))
        entry = wait_until("the entries", lambda: next(
            (entry for entry in app.find_all("menu item") if entry.text == "Picture…"), None))
        check(not entry.has("sensitive"), "no file dialog in a call")
        check(not any("Everything" in (entry.text or "") for entry in app.find_all("menu item")), "in a call")
        app.keys("esc", "esc")


def test_a_canvas_comes_in():
    with opened() as (app, file):
        show_board(app, file)
        before = boards(file)
        take(app, write(app, "Other program.canvas", json.dumps(CANVAS)))
        close_dialog(app, "Not Everything Came In")
        app.find("label", "Other program")
        wait_until("its cards", lambda: cards(app) == {"Seen on a wall", "Heard in a lift"})
        wait_until("the board on disk", lambda: boards(file) == before + ["Other program"])
        app.keys("ctrl+z")
        wait_until("the undo on disk", lambda: boards(file) == before)
        app.gone("label", "Other program")


def test_what_is_no_board_is_refused():
    with opened() as (app, file):
        show_board(app, file)
        before = boards(file)
        for name, text in (("cut.canvas", json.dumps(CANVAS)[:100]), ("letter.csv", "Dear Sir or Madam,\n\nno table.\n")):
            take(app, write(app, name, text))
            close_dialog(app, "This File Can’t Be Imported")
        equal(boards(file), before)


def test_a_dropped_table_becomes_ideas():
    with opened() as (app, file):
        show_board(app, file)
        table = write(app, "ideas.csv", "Идея;Зачем;Канал\nПлёнка из клиники;Верят глазам;Соцсети\n")
        count = "SELECT count(*) FROM work_item WHERE title = 'Плёнка из клиники' AND trashed IS NULL"
        canvas = app.find(type="RapportCanvas")
        with app.desktop.start(FILES, table) as files:
            def taken():
                files.drag(files.find("label", table.name), canvas, to=(0.5, 0.4), into=app)
                try:
                    return wait_until("the idea", lambda: rows(file, count) != [(0,)], RETRY)
                except Timeout:
                    return False

            wait_until("the drop to be taken", taken, PATIENCE * 3)
            files.close()
        app.focus_window()
        app.find("label", "1 card came in")
        equal(rows(file, count), [(1,)])


def test_a_long_export_is_cancelled():
    with opened() as (app, file):
        show_board(app, file)
        # A picture of a hundred megapixels takes its time.
        corners = [{**CARD, "id": f"n{i}", "x": i * 9000, "y": i * 9000, "text": f"Corner {i}"} for i in range(2)]
        take(app, write(app, "large.canvas", json.dumps({"nodes": corners})))
        wait_until("its cards", lambda: "Corner 0" in cards(app))
        target = app.desktop.home / "large.png"
        app.click(app.open_menu("Board Menu", "Export"))
        app.click(wait_until("the entry", lambda: next(
            (entry for entry in app.find_all("menu item") if entry.text == "Picture…"), None)))
        app.choose_file(target)
        app.click(app.find("button", "Cancel"))
        app.gone("button", "Cancel")
        # What comes next is not in its way, and nobody complains.
        export_as(app, "JSON Canvas…", "again.canvas")
        check(not target.exists(), "the export was cancelled")
        equal(app.find_all("alert dialog"), [])


run(globals())
