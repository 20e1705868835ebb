#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups: a look inside, and one of them in the place of the library."""

import shutil

from program import backups_of, control, make_agency, opened, rows, start, wait_saved
from rapportui import Desktop, check, equal, run, wait_until

NEW = "Came Later Ltd"


def clients(file):
    return rows(file, "SELECT count(*) FROM client WHERE coalesce(trashed, 0) = 0")[0][0]


def open_first(app, window=1):
    """The newest backup, looked into."""
    app.action("win.backups", window=window)
    dialog = app.find(type="RapportBackupsDialog")
    app.click(app.find(type="AdwActionRow", within=dialog))
    app.find("label", "If It Is Restored", within=dialog)
    return dialog


def test_a_backup_is_restored():
    with Desktop() as desktop:
        file = make_agency(desktop)
        before = clients(file)
        control(desktop, "backup", file)
        with start(desktop, "--db", file) as app:
            app.find(type="RapportBoardPage")
            app.keys("ctrl+n")
            app.find(type="RapportFormDialog")
            app.type(NEW)
            app.click(app.find("button", "Add"))
            wait_saved(file, "the client", "SELECT count(*) FROM client WHERE name = ?", NEW, expected=[(1,)])
            kept = len(list(backups_of(file).iterdir()))
            dialog = open_first(app)
            app.find("label", "Changes since then that are lost", within=dialog)
            app.find("label", "Add Client", within=dialog)
            app.click(app.find("button", "Restore This Backup", within=dialog))
            app.find("label", "Restored. What was here before is kept as a backup.")
            app.find(type="RapportBoardPage")
            equal(clients(file), before, "clients")
            check(not app.find_all("list item", NEW), "the later client is gone")
            check(len(list(backups_of(file).iterdir())) > kept, "what was there is a backup")
            # And back again: nothing is ever lost.
            dialog = open_first(app, window=2)
            app.click(app.find("button", "Restore This Backup", within=dialog))
            wait_until("the later client", lambda: clients(file) == before + 1)
            app.find(type="RapportBoardPage")
            app.close()


def test_a_short_visit_makes_the_backup_of_the_day():
    """A window that is closed long before the time of the daily backup is out of sight at once, and the
    process ends when the backup is there. Nothing is made twice."""
    with Desktop() as desktop:
        file = make_agency(desktop)
        shutil.rmtree(backups_of(file), ignore_errors=True)
        for _ in range(2):
            with start(desktop, "--db", file) as app:
                app.find(type="RapportBoardPage")
                app.close()
            made = sorted(path.name for path in backups_of(file).glob("*.rapport*"))
            check(len(made) == 1 and made[0].endswith("-daily.rapport"), made)
            check(not file.with_name(file.name + "-wal").exists(), "the library was closed in order")
        equal(clients(backups_of(file) / made[0]), clients(file), "clients in it")


def test_looking_changes_nothing():
    with opened() as (app, file):
        control(app.desktop, "backup", file)
        backup = sorted(backups_of(file).glob("*.rapport"))[-1]
        bytes_before, held = backup.read_bytes(), clients(file)
        dialog = open_first(app)
        app.find("label", "Clients in It", within=dialog, states=())
        app.keys("esc")
        app.gone("label", "If It Is Restored")
        app.keys("esc")
        app.gone(type="RapportBackupsDialog")
        equal(backup.read_bytes(), bytes_before, "the backup")
        equal(sorted(path.name for path in backups_of(file).iterdir() if path.name.startswith(backup.name)),
              [backup.name], "nothing was put beside it")
        equal(clients(file), held, "clients")


def test_no_backups():
    with Desktop() as desktop:
        file = make_agency(desktop)
        for path in backups_of(file).iterdir():
            path.unlink()
        with start(desktop, "--db", file) as app:
            app.find(type="RapportBoardPage")
            app.action("win.backups")
            app.find("label", "No Backups Yet", within=app.find(type="RapportBackupsDialog"))
            app.keys("esc")
            app.gone(type="RapportBackupsDialog")
            app.close()


run(globals())
