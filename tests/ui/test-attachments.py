#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are kept with a client or a task: added, dropped, opened, saved, renamed, deleted."""

import hashlib
import os
import pathlib
import re

from gi.repository import GLib
from program import make_agency, opened, rows, start, wait_saved
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.app import build_folder
from rapportui.waiting import PATIENCE, RETRY, Timeout

FILES = build_folder() / "tests" / "ui" / "selftest" / "ui-files"
BRIEF = b"Who buys, and why?\n"
# A picture of one red pixel.
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
                    "53de0000000c4944415478da63f8cfc0000003010100f7034143"
                    "0000000049454e44ae426082")


def busy_client(file):
    return rows(file, "SELECT client FROM work_item GROUP BY client ORDER BY count(*) DESC, client")[0][0]


def open_overview(app, client):
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.show-view", GLib.Variant("s", "overview"))
    return app.find(type="RapportFilesGroup")


def write(app, name, data=BRIEF):
    path = app.desktop.home / name
    path.write_bytes(data)
    return path


def kept(file, client):
    """The files of a client without its logo and the summaries that were sent to it."""
    return rows(file, "SELECT name, size, coalesce(audience, 'team'), about FROM attachment WHERE "
                "client = ? AND trashed IS NULL AND id <> coalesce((SELECT logo FROM client WHERE "
                "id = ?), '') AND id NOT IN (SELECT pdf FROM summary WHERE pdf IS NOT NULL) "
                "ORDER BY name", client, client)


def add(app, path, group=None):
    within = {"within": group} if group is not None else {}
    app.click(app.find("button", "Add Files", **within))
    app.choose_file(path)


def row(app, name, **more):
    return app.find("list item", re.compile("^" + re.escape(name)), type="RapportFileRow", **more)


def test_adding_and_saving():
    """A chosen file is kept to the byte, and written out again."""
    with opened() as (app, file):
        client = busy_client(file)
        group = open_overview(app, client)
        app.find("label", re.compile("^None yet"), within=group)
        brief = write(app, "бриф & <b>.txt")
        add(app, brief)
        row(app, "бриф & <b>.txt")
        equal(kept(file, client), [("бриф & <b>.txt", len(BRIEF), "team", client)])
        digest, data = rows(file, "SELECT digest, data FROM attachment WHERE name = ?",
                            "бриф & <b>.txt")[0]
        equal(bytes(data), BRIEF)
        equal(digest, hashlib.sha256(BRIEF).hexdigest())
        app.find("img", "Only the team", within=group)
        # The same bytes are not kept twice in one place.
        add(app, write(app, "copy.txt"))
        app.find("label", "“copy.txt” is here already")
        equal(len(kept(file, client)), 1)
        target = app.desktop.home / "saved.txt"
        app.choose_menu("Menu of “бриф & <b>.txt”", "Save As…")
        app.choose_file(target)
        wait_until("the file to be written", lambda: target.exists() and
                   target.read_bytes() == BRIEF)


VIEWER = """[Desktop Entry]
Type=Application
Name=Viewer
Exec=ln -sf %f {there}
MimeType=text/plain;
"""


def test_opening():
    """A copy that nobody can change, in a folder of the user alone; it is gone when the program is, and
    what a killed one left goes at the next start."""
    with Desktop() as desktop:
        # No process has this number: Linux counts to four million at most.
        left = pathlib.Path(desktop.env["XDG_RUNTIME_DIR"]) / "rapport-opened" / "4999999" / "abcdef" / "left.txt"
        left.parent.mkdir(parents=True)
        left.write_text("of a client", encoding="utf-8")
        there = desktop.home / "viewed"
        applications = desktop.data / "applications"
        applications.mkdir(parents=True)
        (applications / "viewer.desktop").write_text(VIEWER.format(there=there), encoding="utf-8")
        (applications / "mimeapps.list").write_text(
            "[Default Applications]\ntext/plain=viewer.desktop\n", encoding="utf-8")
        file = make_agency(desktop, "small")
        with start(desktop, "--db", file) as app:
            open_overview(app, busy_client(file))
            add(app, write(app, "brief.txt"))
            app.click(row(app, "brief.txt"))
            wait_until("the viewer", there.exists)
            copy = there.resolve()
            equal(copy.name, "brief.txt")
            equal(copy.read_bytes(), BRIEF)
            equal(copy.stat().st_mode & 0o777, 0o400)
            equal(copy.parent.stat().st_mode & 0o777, 0o700)
            check(str(copy).startswith(desktop.env["XDG_RUNTIME_DIR"]), f"{copy} goes with the user")
            wait_until("the copy of a killed process to go", lambda: not left.parent.parent.exists())
            app.close()
            check(not copy.parent.exists(), f"{copy} stays no longer than the program")


def test_what_can_not_be_kept():
    with opened() as (app, file):
        client = busy_client(file)
        open_overview(app, client)
        add(app, write(app, "film.bin", b"x" * (4 * 1024 * 1024 + 1)))
        app.find("label", "“film.bin” is larger than 4 MB")
        add(app, write(app, "nothing.txt", b""))
        app.find("label", "“nothing.txt” is empty")
        secret = write(app, "secret.txt")
        secret.chmod(0)
        if not os.access(secret, os.R_OK):
            add(app, secret)
            app.find("label", re.compile("^“secret.txt” can’t be read"))
        equal(kept(file, client), [])
        # The largest that is kept.
        add(app, write(app, "large.bin", os.urandom(4 * 1024 * 1024)))
        row(app, "large.bin")
        equal(len(kept(file, client)), 1)


def test_renaming_showing_deleting():
    with opened() as (app, file):
        client = busy_client(file)
        group = open_overview(app, client)
        add(app, write(app, "brief.txt"))
        row(app, "brief.txt")
        app.choose_menu("Menu of “brief.txt”", "Rename…")
        entry = app.find("text box", "Name", states=("showing", "editable"),
                         within=app.find(type="AdwAlertDialog"))
        wait_until("the keyboard to be on the name", lambda: app.focused() is not None and
                   app.focused().name == entry.name)
        # The ending is not selected.
        app.settle()
        app.type("Бриф")
        app.keys("Return")
        row(app, "Бриф.txt")
        app.choose_menu("Menu of “Бриф.txt”", "Show to the Client")
        app.find("img", "The client may see it", within=group)
        equal(kept(file, client), [("Бриф.txt", len(BRIEF), "client", client)])
        app.choose_menu("Menu of “Бриф.txt”", "Delete")
        app.gone("list item", re.compile("^Бриф.txt"))
        wait_until("no file", lambda: kept(file, client) == [])
        app.click(app.find("button", "Undo"))
        row(app, "Бриф.txt")
        app.action("win.undo")
        app.find("img", "Only the team", within=group)
        app.action("win.undo")
        row(app, "brief.txt")


def test_dropped_files():
    """Files of another program, a picture among them; they are one step of undo."""
    with opened() as (app, file):
        client = busy_client(file)
        group = open_overview(app, client)
        picture = write(app, "mood.png", PNG)
        with app.desktop.start(FILES, picture) as files:
            def taken():
                files.drag(files.find("label", picture.name), group, to=(0.5, 0.5), into=app)
                try:
                    return wait_until("its row", lambda: app.find_all(type="RapportFileRow"),
                                      RETRY)
                except Timeout:
                    return False

            wait_until("the drop to be taken", taken, PATIENCE * 3)
            files.close()
        app.focus_window()
        equal(rows(file, "SELECT name, mime_type FROM attachment WHERE client = ? AND about = ? "
                   "AND name = 'mood.png'", client, client), [("mood.png", "image/png")])
        app.action("win.undo")
        app.gone("list item", re.compile("^mood.png"))
        app.action("win.redo")
        row(app, "mood.png")


def test_nothing_to_paste():
    with opened() as (app, file):
        open_overview(app, busy_client(file))
        app.click(app.find("button", "Add Files"))
        app.dismiss_file_dialog()
        wait_until("the keyboard to be back", lambda: app.focused() is not None and
                   app.focused().name == "Add Files")
        app.keys("ctrl+v")
        app.find("label", "There is no file and no picture to paste")


def test_files_of_a_task():
    """They stand with the task, among those of the client, and in the task's history."""
    with opened() as (app, file):
        client = busy_client(file)
        item, title = rows(file, "SELECT id, title FROM work_item WHERE client = ?", client)[0]
        app.action("win.open-work-item", GLib.Variant("s", item))
        dialog = app.find(type="RapportWorkItemDialog")
        add(app, write(app, "draft.txt"), dialog)
        row(app, "draft.txt", within=dialog)
        equal(kept(file, client), [("draft.txt", len(BRIEF), "team", item)])
        app.choose_menu("Menu of “draft.txt”", "Delete")
        app.gone("list item", re.compile("^draft.txt"), within=dialog)
        app.click(app.find("button", "Undo", within=dialog))
        row(app, "draft.txt", within=dialog)
        app.click(app.find("button", "History", within=dialog))
        app.find("label", "Delete File “draft.txt”")
        app.find("label", "Add File “draft.txt”")
        app.keys("Escape")
        app.gone("label", "Add File “draft.txt”")
        app.keys("Escape")
        app.gone(type="RapportWorkItemDialog")
        app.action("win.show-view", GLib.Variant("s", "overview"))
        overview = app.find(type="RapportOverview")
        row(app, "draft.txt", within=overview)
        app.find("label", re.compile(re.escape(title) + "$"), within=app.find(
            "list", "Files", within=overview))
        wait_saved(file, "one file", "SELECT count(*) FROM attachment WHERE about = ? AND "
                   "trashed IS NULL", item, expected=[(1,)])


run(globals())
