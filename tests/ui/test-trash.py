#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trash: what is deleted lies there, is restored with undo, and is deleted for good everywhere."""

import contextlib
import re
import sqlite3

from gi.repository import GLib
from program import backups_of, client_id, make_agency, opened, rows, run_control, start, wait_saved
from rapportui import Desktop, check, equal, run, wait_until


def first_client(file):
    return rows(file, "SELECT name FROM client WHERE status = 'current' ORDER BY name")[0][0]


def delete_client(app, file, name):
    app.action("win.open-client", GLib.Variant("s", client_id(file, name)))
    app.action("win.edit-client")
    app.click(app.find(name="Delete Client", within=app.find(type="RapportFormDialog")))
    wait_saved(file, "that it is deleted", "SELECT trashed IS NOT NULL FROM client WHERE name = ?",
               name, expected=[(1,)])


def open_trash(app):
    app.action("win.trash")
    return app.find(type="RapportTrashDialog")


def test_restoring():
    """A client is restored with all that is its; undo puts it back."""
    with opened() as (app, file):
        name = first_client(file)
        is_trashed = "SELECT trashed IS NOT NULL FROM client WHERE name = ?", name
        delete_client(app, file, name)
        app.gone(type="RapportClientPage")
        app.keys("ctrl+k")
        app.type("trash")
        app.find("list item", re.compile("^Trash"), within=app.find(type="RapportPalette"))
        app.keys("Return")
        trash = app.find(type="RapportTrashDialog")
        app.find("list item", re.compile(f"^{re.escape(name)}, Client, with all"), within=trash)
        app.type("zzzz")
        app.find("label", "Nothing Found", within=trash)
        app.keys("ctrl+a", "BackSpace")
        app.click(app.find("button", "Restore", within=trash))
        wait_saved(file, "that it is back", *is_trashed, expected=[(0,)])
        app.find("label", "The Trash Is Empty", within=trash)
        app.click(app.find("button", "Undo", within=trash))
        wait_saved(file, "that it is deleted again", *is_trashed, expected=[(1,)])
        app.find("list item", re.compile(f"^{re.escape(name)}, "), within=trash)
        app.keys("Escape")
        app.gone(type="RapportTrashDialog")


def words_in(file, word):
    """The files of a library in which a word stands."""
    paths = [file, *file.parent.glob(file.name + "-*"), *backups_of(file).glob("*")]
    return [path.name for path in paths if path.is_file() and word.encode() in path.read_bytes()]


def test_for_good():
    """A client is deleted for good from the library, its log and its backups; it is asked before."""
    with opened() as (app, file):
        name = first_client(file)
        id_of = client_id(file, name)
        equal(run_control(app.desktop, "backup", file).returncode, 0)
        check(len(words_in(file, name)) >= 2, "it stands in the backup, too")
        delete_client(app, file, name)
        trash = open_trash(app)
        app.click(app.find("list item", re.compile(f"^{re.escape(name)}, "), within=trash),
                  at=(0.3, 0.5))
        app.find("label", "1 record chosen", within=trash)
        app.click(app.find("button", "Delete…", within=trash))
        app.find("label", "Delete 1 Record for Good?")
        app.keys("Escape")
        app.gone("label", "Delete 1 Record for Good?")
        equal(rows(file, "SELECT count(*) FROM client WHERE id = ?", id_of), [(1,)])
        app.click(app.find("button", "Delete…", within=trash))
        app.click(app.find("button", "Delete for Good"))
        app.find("label", "The Trash Is Empty", within=trash)
        for table in ("client", "contact", "work_item", "light", "month_numbers", "report"):
            column = "id" if table == "client" else "client"
            equal(rows(file, f"SELECT count(*) FROM {table} WHERE {column} = ?", id_of), [(0,)])
        equal(rows(file, "SELECT count(*) FROM change WHERE record = ?", id_of), [(0,)])
        wait_until("the backups without it", lambda: not words_in(file, name))
        app.keys("Escape")
        app.gone(type="RapportTrashDialog")


def test_thousands():
    """Thousands of deleted records are read, searched and chosen."""
    with Desktop() as desktop:
        file = make_agency(desktop)
        with contextlib.closing(sqlite3.connect(file)) as base:
            base.execute("UPDATE work_item SET trashed = 1795300000000000")
            base.execute("INSERT INTO phrase (id, created, trashed, title, body) "
                         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                         "WHERE i < 5000) SELECT printf('01890000-0000-7000-8000-%012d', i), 1, "
                         "1795300000000000, 'Phrase ' || i, '' FROM n")
            base.commit()
        with start(desktop, "--db", file) as app:
            app.find(type="RapportBoardPage")
            trash = open_trash(app)
            app.find("list item", re.compile("^Phrase "), within=trash)
            app.type("phrase 4321")
            item = app.find("list item", re.compile("^Phrase 4321,"), within=trash)
            wait_until("it alone", lambda: len(app.find_all("list item", within=trash)) == 1)
            app.click(app.find("button", "Restore", within=item))
            wait_saved(file, "that it is back", "SELECT count(*) FROM phrase WHERE trashed IS NULL "
                       "AND title = 'Phrase 4321'", expected=[(1,)])
            app.keys("Escape")
            app.gone(type="RapportTrashDialog")
            app.close()


def test_erasing_a_person():
    """The name of a person who is erased stands in no byte of any file."""
    with opened() as (app, file):
        client, contact, name = rows(file, "SELECT client, id, name FROM contact WHERE client = "
                                     "(SELECT id FROM client WHERE name = ?) ORDER BY id",
                                     first_client(file))[0]
        app.action("win.open-client", GLib.Variant("s", client))
        app.action("win.show-view", GLib.Variant("s", "overview"))
        app.click(app.find("list item", re.compile(f"^{re.escape(name)}")))
        entry = app.find("text box", "Full name", states=("showing", "editable"),
                         within=app.find(type="RapportFormDialog"))
        app.click(entry)
        app.keys("ctrl+a")
        app.type("Zinaida Evgrafova")
        wait_saved(file, "the name", "SELECT name FROM contact WHERE id = ?", contact,
                   expected=[("Zinaida Evgrafova",)])
        app.keys("Escape")
        app.gone(type="RapportFormDialog")
        equal(run_control(app.desktop, "backup", file).returncode, 0)
        check(len(words_in(file, "Evgrafova")) >= 2, "the name stands in the backup, too")
        app.click(app.find("list item", re.compile("^Zinaida")))
        app.click(app.find(name="Erase This Person…", within=app.find(type="RapportFormDialog")))
        dialog = app.find(type="RapportEraseDialog")
        app.find("label", "No other text names them.", within=dialog)
        app.keys("Escape")
        app.gone(type="RapportEraseDialog")
        equal(rows(file, "SELECT count(*) FROM contact WHERE id = ?", contact), [(1,)])
        app.action("win.erase-person", GLib.Variant("s", contact))
        dialog = app.find(type="RapportEraseDialog")
        app.click(app.find("button", "Erase", states=("showing", "sensitive"), within=dialog))
        app.gone(type="RapportEraseDialog")
        equal(rows(file, "SELECT count(*) FROM contact WHERE id = ?", contact), [(0,)])
        equal(words_in(file, "Evgrafova"), [])
        app.gone("list item", re.compile("^Zinaida"))


run(globals())
