#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards of ideas as files: exported by the menu, imported by it, dropped by the pointer."""

import json
import re
import subprocess

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


def told(app):
    """All that each alert says."""
    return [" ".join(node.text or "" for node in dialog.walk()) for dialog in app.find_all("alert dialog")]


def test_what_is_no_board_is_refused():
    with opened() as (app, file):
        show_board(app, file)
        before = boards(file)
        node = json.dumps({**CARD, "id": "a", "x": 0, "y": 0, "text": "Twin"})
        for name, text, said in (
                ("cut.canvas", json.dumps(CANVAS)[:100], "cut off"),
                ("twins.canvas", f'{{"nodes":[{node},{node}]}}', "have the id “a”"),
                ("nothing.canvas", '{"nodes":[{"id":"a","x":NaN}]}', "can’t be read"),
                ("nested.canvas", '{"nodes":' + "[" * 100000, "can’t be read"),
                ("many.canvas", json.dumps({"nodes": [{"id": str(i)} for i in range(100001)]}), "more than 100000"),
                ("letter.csv", "Dear Sir or Madam,\n\nno table.\n", "no column of titles"),
                ("cut.csv", 'Idea,Why\nA,"cut off', "never closed"),
                ("many.csv", "Idea\n" + "A\n" * 100001, "more than 100000 rows")):
            take(app, write(app, name, text))
            app.find("alert dialog", "This File Can’t Be Imported")
            wait_until(f"{name}: {said}", lambda: any(name in body and said in body for body in told(app)))
            close_dialog(app, "This File Can’t Be Imported")
            equal(boards(file), before, name)
        equal(rows(file, "SELECT count(*) FROM placement WHERE text = 'Twin'"), [(0,)], "nothing half-imported")


def test_what_is_too_far_is_moved():
    """A card at the end of the world comes in where one can go, and it is said; so does a picture that is none."""
    with opened() as (app, file):
        show_board(app, file)
        write(app, "letter.png", "Dear Sir or Madam")
        take(app, write(app, "far.canvas", json.dumps({"nodes": [
            {**CARD, "id": "a", "x": 1e308, "y": -1e308, "text": "Far away"},
            {"type": "file", "id": "b", "x": 0, "y": 0, "width": 200, "height": 100, "file": "letter.png"}]})))
        dialog = app.find("alert dialog", "Not Everything Came In")
        body = " ".join(node.text or "" for node in dialog.walk())
        check("1 card had no place" in body and "1 picture is not there or can’t be kept" in body, body)
        close_dialog(app, "Not Everything Came In")
        wait_until("its cards", lambda: cards(app) == {"Far away", "letter.png"})
        app.click(app.find(type="RapportCanvas"), at=(0.98, 0.02))
        app.keys("shift+1")
        wait_until("both are seen", lambda: len(cards(app)) == 2)
        equal(rows(file, "SELECT rectangle FROM placement WHERE text = 'Far away'"), [("[10000000.0,-10000000.0,200.0,100.0]",)])


def bomb(app):
    """A PNG of a hundred megapixels that takes a few kilobytes."""
    file = app.desktop.home / "poster.png"
    subprocess.run(["convert", "-size", "10000x10000", "xc:white", "-depth", "1", str(file)], check=True)
    check(file.stat().st_size < 1_000_000, "a small file")
    return file


def test_what_is_no_picture_is_refused():
    with opened() as (app, file):
        show_board(app, file)
        count = "SELECT count(*) FROM attachment"
        before = rows(file, count)
        outside = "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
        for picture, said in ((bomb(app), "too large: it may have 25 megapixels"),
                              (write(app, "letter.jpg", "Dear Sir or Madam"), "has to be a PNG, JPEG or SVG file"),
                              (write(app, "plan.svg", outside), "points at something outside of it")):
            app.choose_menu("Put on the Board", "Picture…")
            app.choose_file(picture)
            told = re.compile(f"^“{picture.name}”.*{said}")
            app.find("label", told)
            equal(rows(file, count), before, picture.name)
            # It lies above the tools.
            app.click(app.find("button", within=app.find(type="AdwToastWidget")))
            app.gone("label", told)


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
