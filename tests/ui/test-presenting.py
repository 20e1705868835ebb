#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Presenting a board: the window that the client sees, and the presenter's page. The library is marked
as for call mode: the word must be neither in what the audience window says nor in what it shows."""

import contextlib
import hashlib
import re
import sqlite3
import subprocess
import uuid

from gi.repository import GLib
from program import client_id, make_agency, rows, start, wait_saved
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.app import build_folder

CANARY = "kanarejka"
CLIENT = "Romashka Clinics"
FIRST = {"Quiz on the home page", "Letters after a visit"}
SECOND = {"Film of the clinic"}
ORDER = ("SELECT title FROM frame WHERE board = (SELECT id FROM idea_board WHERE title = 'Half a year') "
         'ORDER BY "order"')


def prepare(desktop, *clean):
    file = make_agency(desktop)
    subprocess.run([str(build_folder() / "tests" / "ui" / "mark-library"), str(file), client_id(file, CLIENT), *clean],
                   env={**desktop.env, "LC_ALL": "C.UTF-8"}, check=True)
    return file


def audience(app):
    """The window that the client sees, or None."""
    return next((window for window in app.windows() if window.type == "RapportAudienceWindow"), None)


def cards(app):
    window = audience(app)
    return {node.name for node in window.walk() if node.role == "article"} if window is not None else None


def present(app, file):
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.find("label", CLIENT, within=app.find(type="RapportClientPage"))
    app.keys("F5")
    app.find(type="RapportPresenterPage")
    wait_until("the first frame", lambda: cards(app) == FIRST)


def focus_main(app):
    """The keyboard goes to the presenter's window."""
    number = next(i for i, window in enumerate(app.windows()) if window.type == "RapportWindow")
    app.focus_window(number)


def picture(app, name):
    file = app.desktop.home / name
    app.picture(file, next(i for i, window in enumerate(app.windows()) if window.type == "RapportAudienceWindow"))
    return hashlib.sha256(file.read_bytes()).hexdigest()


def silent(app):
    window = audience(app)
    for node in window.walk():
        for text in (node.name, node.text, node.description):
            check(CANARY not in (text or "").lower(), f"the canary sings in {text!r}")


def test_the_audience_sees_frame_by_frame():
    with Desktop() as desktop:
        file = prepare(desktop)
        with start(desktop, "--db", file) as app:
            present(app, file)
            equal(audience(app).name, CLIENT, "the title of the window")
            silent(app)
            # By keys in the audience's window, then in the presenter's.
            app.keys("Next")
            wait_until("the second frame", lambda: cards(app) == SECOND)
            silent(app)
            app.keys("Next")
            equal(cards(app), SECOND, "the whole board is skipped")
            focus_main(app)
            app.keys("Prior")
            wait_until("the first again", lambda: cards(app) == FIRST)
            whole = app.find("list item", re.compile("The Whole Board"))
            app.click(whole)
            wait_until("the whole board", lambda: cards(app) == FIRST | SECOND)
            silent(app)
            page = app.find(type="RapportPresenterPage")
            check(any(CANARY in (node.text or "") for node in page.walk()), "the presenter's notes are there")
            # Another client in the main window is nothing for the audience.
            other = rows(file, "SELECT id FROM client WHERE name <> ? LIMIT 1", CLIENT)[0][0]
            app.action("win.open-client", GLib.Variant("s", other))
            app.gone(type="RapportPresenterPage")
            equal(cards(app), FIRST | SECOND)
            equal(audience(app).name, CLIENT)
            app.keys("F5")
            app.find(type="RapportPresenterPage")
            app.keys("esc")
            wait_until("the end", lambda: audience(app) is None)
            app.gone(type="RapportPresenterPage")
            wait_saved(file, "what was shown", "SELECT title, ended >= started FROM showing WHERE started IS NOT NULL "
                       "AND title <> 'kanarejka' ORDER BY started",
                       expected=[("First quarter", 1), ("Second quarter", 1), ("First quarter", 1), ("The Whole Board", 1)])
            # Which the team reads afterwards.
            app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
            app.action("win.show-view", GLib.Variant("s", "matrix"))
            app.find(type="RapportIdeasView")
            app.choose_menu("Board Menu", "What Was Shown…")
            log = app.find("dialog", "What Was Shown")
            app.find("label", "Today", within=log)
            wait_until("what was shown", lambda: [node.text for node in app.find_all("label", within=log) if node.text in (
                "First quarter", "Second quarter", "The Whole Board")] == [
                    "First quarter", "Second quarter", "First quarter", "The Whole Board"])
            app.keys("esc")
            app.gone("dialog", "What Was Shown")
            app.close()


def test_what_is_private_changes_no_pixel():
    seen = []
    for clean in ((), ("clean",)):
        with Desktop() as desktop:
            file = prepare(desktop, *clean)
            with start(desktop, "--db", file) as app:
                present(app, file)
                shown = [picture(app, "first.png")]
                app.keys("Next")
                wait_until("the second frame", lambda: cards(app) == SECOND)
                shown.append(picture(app, "second.png"))
                focus_main(app)
                app.click(app.find("list item", re.compile("The Whole Board")))
                wait_until("the whole board", lambda: cards(app) == FIRST | SECOND)
                shown.append(picture(app, "whole.png"))
                equal(len(set(shown)), 3, "different frames look different")
                seen.append(shown)
                app.keys("esc")
                wait_until("the end", lambda: audience(app) is None)
                app.close()
    equal(seen[0], seen[1], "pictures with and without what is private")


def test_the_laser_is_seen_by_the_audience():
    with Desktop() as desktop:
        file = prepare(desktop, "clean")
        with start(desktop, "--db", file) as app:
            present(app, file)
            before = picture(app, "before.png")
            focus_main(app)
            stage = app.find("group", "What the audience sees")
            app.point(stage, at=(0.4, 0.5))
            equal(picture(app, "off.png"), before, "the laser is off")
            app.keys("l")
            app.find("toggle button", "Laser Pointer (L)", states=("showing", "pressed"))
            app.point(stage, at=(0.5, 0.5))
            check(picture(app, "on.png") != before, "the laser is seen")
            app.keys("l")
            equal(picture(app, "out.png"), before, "it is out again")
            app.keys("esc")
            wait_until("the end", lambda: audience(app) is None)
            app.close()


def test_frames_are_skipped_and_moved():
    with Desktop() as desktop:
        file = prepare(desktop, "clean")
        with start(desktop, "--db", file) as app:
            present(app, file)
            focus_main(app)
            app.click(app.find("button", "Later", within=app.find("list item", re.compile("First quarter"))))
            wait_saved(file, "the order", ORDER,
                       expected=[("Second quarter",), ("First quarter",)])
            equal(cards(app), FIRST, "what is shown stays")
            app.click(app.find("checkbox", "Present: Second quarter"))
            app.keys("Prior")
            equal(cards(app), FIRST, "what is skipped is passed over")
            app.keys("ctrl+z")
            wait_saved(file, "the undo", ORDER,
                       expected=[("First quarter",), ("Second quarter",)])
            app.keys("esc")
            wait_until("the end", lambda: audience(app) is None)
            present(app, file)
            app.keys("Next")
            equal(cards(app), FIRST, "it is remembered")
            app.keys("esc")
            wait_until("the end", lambda: audience(app) is None)
            app.close()


def test_a_remark_is_seen_at_once():
    with Desktop() as desktop:
        file = prepare(desktop, "clean")
        with start(desktop, "--db", file) as app:
            person = rows(file, "SELECT name FROM contact WHERE client = ? AND trashed IS NULL ORDER BY name",
                          client_id(file, CLIENT))[0][0]
            present(app, file)
            focus_main(app)
            app.choose_menu("People at the Client", person)
            wait_until("the name", lambda: app.find("text box", "Said by").text == person)
            wait_until("the entry", lambda: app.focused() is not None and app.focused().name == "What was said")
            app.type("More pictures, please")
            app.keys("enter")
            wait_saved(file, "the remark", "SELECT text, said_by, day IS NOT NULL FROM remark",
                       expected=[("More pictures, please", person, 1)])
            wait_until("the remark in the window", lambda: any(
                node.text == "More pictures, please" for node in audience(app).walk()))
            # Escape gets out of the text first.
            app.keys("esc")
            check(audience(app) is not None, "still presenting")
            app.keys("ctrl+z")
            wait_until("the remark to go", lambda: not any(
                node.text == "More pictures, please" for node in audience(app).walk()))
            app.keys("esc")
            wait_until("the end", lambda: audience(app) is None)
            app.close()


def add_frames(file, n, audience_word, title):
    """As a long session leaves them; nothing has the library open."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        board, client = base.execute("SELECT id, client FROM idea_board WHERE title = 'Half a year'").fetchone()
        created = base.execute("SELECT max(created) FROM frame").fetchone()[0]
        base.executemany(
            'INSERT INTO frame (id, audience, created, client, board, title, rectangle, "order") '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(str(uuid.uuid4()), audience_word, created + i, client, board, f"{title} {i:03}",
              f"[{i * 500},9000,400,300]", f"z{i:03}") for i in range(n)])
        base.commit()


def test_a_hundred_frames_in_a_call():
    """The list of frames has all that the client may see and none else; keys go through them."""
    with Desktop() as desktop:
        file = prepare(desktop)
        add_frames(file, 100, "client", "Step")
        add_frames(file, 30, "team", CANARY)
        with start(desktop, "--db", file) as app:
            present(app, file)
            focus_main(app)
            app.keys("F8")
            app.find("button", "Leave Call Mode F8")
            page = app.find(type="RapportPresenterPage")
            app.find("list item", re.compile("Step 000"), within=page, states=())
            names = [node.name for node in page.walk() if node.role == "list item"]
            equal(len([name for name in names if "Step" in name]), 100, "frames in the list")
            check(not any(CANARY in name.lower() for name in names), "none that is for the team")
            for window in app.windows():
                check(CANARY not in window.name.lower(), f"a title: {window.name}")
            app.keys("End")
            app.keys("esc")
            wait_until("the end", lambda: audience(app) is None)
            app.close()


def test_a_call_hides_the_notes():
    with Desktop() as desktop:
        file = prepare(desktop)
        with start(desktop, "--db", file) as app:
            present(app, file)
            focus_main(app)
            app.keys("F8")
            app.find("button", "Leave Call Mode F8")
            app.find(type="RapportPresenterPage")
            for window in app.windows():
                for node in window.walk():
                    if node.has("showing"):
                        check(CANARY not in f"{node.name} {node.text} {node.description}".lower(),
                              f"the canary sings in {node.name!r} {node.text!r}")
            app.keys("esc")
            wait_until("the end", lambda: audience(app) is None)
            app.close()


run(globals())
