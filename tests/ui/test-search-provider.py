#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the overview of GNOME Shell is told, and what it opens."""

import shutil
import sqlite3

from gi.repository import Gio, GLib

from program import make_agency, opened, rows, start
from rapportui import Desktop, check, equal, run, wait_until

NAME = "io.github.rapport_app.Rapport"
PATH = "/io/github/rapport_app/Rapport/SearchProvider"
CLIENT = "Romashka Clinics"


def ask(desktop, method, signature, *values):
    answer = desktop.bus.call_sync(NAME, PATH, "org.gnome.Shell.SearchProvider2", method,
                                   GLib.Variant(signature, values), None, Gio.DBusCallFlags.NO_AUTO_START, 30000, None)
    return answer.unpack()[0] if answer.n_children() else None


def names(desktop, *terms):
    ids = ask(desktop, "GetInitialResultSet", "(as)", list(terms))
    return ids, [meta["name"] for meta in ask(desktop, "GetResultMetas", "(as)", ids)]


def test_names_are_found_and_opened():
    with opened() as (app, file):
        ids, found = names(app.desktop, "roma")
        equal(found[0], CLIENT, "the client comes first")
        check(ids[0].startswith("client:"), ids)
        again = ask(app.desktop, "GetSubsearchResultSet", "(asas)", ids, ["roma", "clin"])
        equal(again[0], ids[0], "found again with one word more")
        ask(app.desktop, "ActivateResult", "(sasu)", ids[0], ["roma"], 0)
        app.find("label", CLIENT, within=app.find(type="RapportClientPage"))
        task = rows(file, "SELECT id, title FROM work_item WHERE coalesce(trashed, 0) = 0 ORDER BY id LIMIT 1")[0]
        ids, found = names(app.desktop, *task[1].split())
        check(task[1] in found, (task, found))
        meta = ask(app.desktop, "GetResultMetas", "(as)", ["work-item:" + task[0]])[0]
        check(" · " in meta["description"], meta)
        equal(ask(app.desktop, "GetResultMetas", "(as)", ["client:nobody", "nonsense"]), [], "what is not known")
        ask(app.desktop, "ActivateResult", "(sasu)", "nonsense", [], 0)


def test_nothing_private_is_found():
    with opened() as (app, file):
        secret = "kanarejka"
        app.action("win.open-client", GLib.Variant("s", rows(file, "SELECT id FROM client WHERE name = ?", CLIENT)[0][0]))
        notes = app.find("text box", "My notes", within=app.find(type="RapportOverview"), states=())
        app.click(notes)
        app.type(f"{secret} {secret}")
        app.action("win.show-clients")
        wait_until("the note on disk", lambda: rows(
            file, "SELECT 1 FROM client WHERE my_notes LIKE ?", f"%{secret}%"))
        app.keys("ctrl+k")
        app.type(secret)
        wait_until("that the window finds it", lambda: app.find_all(
            "list item", within=app.find(type="RapportPalette")) or app.find_all("label", "Nothing Found"))
        app.keys("esc")
        app.gone(type="RapportPalette")
        for terms in ([secret], ["roma", secret], ["phlegmatic"], ["choleric"]):
            equal(names(app.desktop, *terms)[1], [], terms)


def test_what_is_for_nobody_else_is_not_found():
    """What somebody wrote for themselves is no result, whatever it is called; nor is anything while the
    team meets in front of a full screen."""
    with Desktop() as desktop:
        file = make_agency(desktop)
        base = sqlite3.connect(file)
        titles = [row[0] for row in base.execute(
            "SELECT title FROM work_item WHERE coalesce(trashed, 0) = 0 GROUP BY title ORDER BY title LIMIT 2")]
        base.execute("UPDATE work_item SET audience = 'me' WHERE title = ?", titles[:1])
        base.execute("UPDATE work_item SET audience = 'team' WHERE title = ?", titles[1:])
        base.commit()
        base.close()
        with start(desktop, "--db", file) as app:
            app.find(type="RapportBoardPage")
            check(titles[0] not in names(desktop, *titles[0].split())[1], titles[0])
            check(titles[1] in names(desktop, *titles[1].split())[1], titles[1])
            equal(names(desktop, "roma")[1][:1], [CLIENT], "before the meeting")
            app.action("win.team-meeting")
            app.find(type="RapportTeamMeetingPage")
            wait_until("a full screen without names", lambda: names(desktop, "roma")[1] == [])
            app.keys("esc")
            app.gone(type="RapportTeamMeetingPage")
            wait_until("names again", lambda: names(desktop, "roma")[1][:1] == [CLIENT])
            app.close()


def test_it_answers_without_a_window():
    with Desktop() as desktop:
        file = make_agency(desktop)
        own = desktop.home / "data" / "rapport" / "agency.rapport"
        own.parent.mkdir(parents=True)
        with start(desktop, "--db", file) as app:
            app.find(type="RapportBoardPage")
            app.close()
        shutil.copy(file, own)
        before = own.read_bytes()
        service = desktop._spawn([str(__import__("program").RAPPORT), "--gapplication-service"])
        wait_until("the service", lambda: desktop.bus.call_sync(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
            GLib.Variant("(s)", (NAME,)), None, 0, -1, None).unpack()[0])
        _, found = names(desktop, "roma")
        equal(found[:1], [CLIENT], "found in the user's own library")
        equal(own.read_bytes(), before, "the library")
        wait_until("the service to end by itself", lambda: service.poll() is not None, 40)
        equal(service.returncode, 0, "exit code")


run(globals())
