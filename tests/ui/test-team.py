#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colleagues: what two have written at once is settled."""

import contextlib
import json
import re
import shutil
import sqlite3

from gi.repository import GLib

from disagreement import OURS, THEIRS, disagree, disagree_much
from gate import Gate
from keyring import Prompter, count_kept, keyring, lock, unlock_anew
from program import make_agency, rows, start, tab_to, wait_saved
from rapportui import Desktop, check, equal, run, wait_until
from team_server import ADMIN, accounts, ask, control, edit, fill, server, who_works
from team_window import behind, leave_preferences, team_page


UNREACHED = "The server can’t be reached. Is there a network?"


@contextlib.contextmanager
def disagreeing(**desktop_options):
    with Desktop(**desktop_options) as desktop:
        file = make_agency(desktop)
        disagree(file)
        with start(desktop, "--db", file) as app:
            yield app, file


def name_of_client(file):
    return rows(file, "SELECT name FROM client JOIN conflict ON conflict.record = client.id")


def dialog(app):
    app.click(app.find("button", "Settle…"))
    return app.find(type="RapportConflictsDialog")


def test_settle():
    with disagreeing() as (app, file):
        settled = "SELECT settled IS NOT NULL FROM conflict"
        dialog(app)
        app.click(app.find("button", "Take This"))
        wait_until("the other name", lambda: name_of_client(file) == [(OURS,)])
        equal(rows(file, settled), [(1,)], "settled")
        app.find("label", "Nothing to Settle")
        app.keys("esc")
        app.gone(type="RapportConflictsDialog")
        app.gone("button", "Settle…")
        app.keys("ctrl+z")
        wait_until("it is open again", lambda: rows(file, settled) == [(0,)])
        equal(name_of_client(file), [(THEIRS,)], "the name before")
        app.find("button", "Settle…")
        app.close()


def test_settle_and_undo_by_keyboard():
    settled = "SELECT settled IS NOT NULL FROM conflict"
    with disagreeing() as (app, file):
        ear = app.listen()
        tab_to(app, lambda node: node.name == "Settle…", limit=120)
        app.keys("Return")
        app.find(type="RapportConflictBox")
        tab_to(app, lambda node: node.name == "Take This")
        app.keys("Return")
        app.find("label", "Nothing to Settle")
        wait_saved(file, "settled", settled, expected=[(1,)])
        ear.hear("A toast appeared: The conflict is settled, has a button: _Undo")
        # The box has gone, and the keyboard has not.
        app.find("button", "Close", states=("focused",))
        tab_to(app, lambda node: node.name == "Undo")
        app.keys("Return")
        app.find(type="RapportConflictBox")
        wait_saved(file, "open again", settled, expected=[(0,)])
        equal(name_of_client(file), [(THEIRS,)], "the name before")
        tab_to(app, lambda node: node.name == "Take This")
        app.keys("Return")
        app.find("label", "Nothing to Settle")
        app.find("button", "Close", states=("focused",))
        app.keys("esc")
        app.gone(type="RapportConflictsDialog")
        # Where it came from, the button of the banner, is not there any more.
        wait_until("the keyboard in the window", lambda: app.focused() is not None)
        app.close()


def test_many_by_keyboard():
    settled = "SELECT count(*) FROM conflict WHERE settled IS NOT NULL"
    with Desktop() as desktop:
        file = make_agency(desktop)
        disagree_much(file)
        with start(desktop, "--db", file) as app:
            tab_to(app, lambda node: node.name == "Settle…", limit=120)
            app.keys("Return")
            app.find("label", "170 more come when some of these are settled", states=())
            wait_until("what is looked at at once", lambda: len(app.find_all(type="RapportConflictBox", states=())) == 30)
            for count in (1, 2, 3):
                tab_to(app, lambda node: node.name == "Take This")
                app.keys("Return")
                wait_saved(file, "one more to be settled", settled, expected=[(count,)])
                wait_until("the next to move up", lambda: len(app.find_all(type="RapportConflictBox", states=())) == 30)
            tab_to(app, lambda node: node.name == "Read All…")
            app.keys("Return")
            app.find("text box", re.compile("."), states=("focused",))
            app.keys("esc", "esc")
            app.gone(type="RapportConflictsDialog")
            app.close()


def connect(app, address, name, password):
    for row, text in (("Address of the database", f"{address}/agency"), ("User name", name),
                      ("Password", password)):
        app.click(app.find(name=row, states=("showing", "editable")))
        app.keys("ctrl+a")
        app.type(text)
    app.keys("enter")


def test_connect():
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        known = accounts(desktop, address, file)
        name, password = known[who_works(file)]
        with start(desktop, "--db", file) as app:
            team_page(app)
            connect(app, address, name, "wrong")
            wait_until("the server to refuse it", lambda: not rows(file, "SELECT 1 FROM sync_place"))
            connect(app, address, name, password)
            app.find("label", "Up to date")
            equal(rows(file, "SELECT count (*) FROM sync_record WHERE waiting IS NOT NULL"), [(0,)],
                  "what waits")
            app.keys("esc")
            app.gone(type="RapportPreferences")
            app.close()


def test_sign_in_again():
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        name, password = fill(desktop, address, file)[who_works(file)]
        with start(desktop, "--db", file) as app:
            # There is no keyring that would know it.
            app.click(app.find("button", "Sign In…"))
            enter(app, password)
            app.find("label", "Up to date")
            made = json.loads(control(desktop, "server", "member", "password", f"{address}/agency", "--user", ADMIN,
                                      name, "--json"))
            app.click(app.find("button", "Sync Now"))
            app.find("label", "Sign in again")
            enter(app, made[0]["password"])
            app.find("label", "Up to date")
            leave_preferences(app)
            app.gone("button", "Sign In…")
            app.close()


KEPT = "The Password Is Not Kept"


def see_whether_it_is_kept(desktop, trouble, at_once=True):
    """Connects, and once more signs in where the password is not kept; trouble: what is said of the keyring, or "",
    at_once, at the next start or only when it is to keep something again."""
    with server() as address:
        file = make_agency(desktop)
        name, password = accounts(desktop, address, file)[who_works(file)]
        with start(desktop, "--db", file) as app:
            team_page(app)
            connect(app, address, name, password)
            wait_until("all to be sent", lambda: app.find_all("label", "Up to date"), 60)
            if trouble:
                app.find("label", KEPT)
                app.find("label", re.compile(trouble))
            leave_preferences(app)
            app.close()
        with start(desktop, "--db", file) as app:
            if trouble:
                app.click(app.find("button", "Sign In…"))
                app.find("label", "The password is not kept on this computer.")
                if at_once:
                    app.find("label", KEPT)
                enter(app, password)
                app.find("label", "Up to date")
                app.find("label", KEPT)
            else:
                team_page(app)
                app.find("label", "Up to date")
                equal(app.find_all("label", KEPT), [], "whether the keyring is spoken of")
            leave_preferences(app)
            app.close()


def test_without_a_keyring():
    with Desktop() as desktop:
        see_whether_it_is_kept(desktop, "^This computer has no keyring")


def test_with_a_keyring():
    with Desktop() as desktop:
        keyring(desktop)
        see_whether_it_is_kept(desktop, "")


def test_a_keyring_follows_the_address():
    """What is kept for the old one is not, and what is kept for the new one stays, though it be the old one."""
    with Desktop() as desktop, server() as address, contextlib.closing(Gate(address)) as gate:
        keyring(desktop)
        file = make_agency(desktop)
        name, password = accounts(desktop, address, file)[who_works(file)]
        with start(desktop, "--db", file) as app:
            team_page(app)
            connect(app, gate.address, name, password)
            wait_until("all to be sent", lambda: app.find_all("label", "Up to date"), 60)
            leave_preferences(app)
            app.close()
        for typed in (f"{address}/agency", f"{address}/agency/"):
            with start(desktop, "--db", file) as app:
                team_page(app)
                app.find("label", "Up to date")
                ear = app.listen()
                move_to(app, typed)
                ear.hear("Up to date")
                equal(rows(file, "SELECT address FROM sync_place"), [(f"{address}/agency",)], "where it is")
                leave_preferences(app)
                app.close()
        with start(desktop, "--db", file) as app:
            team_page(app)
            app.find("label", "Up to date")
            leave_preferences(app)
            app.close()


LOCKED = "^The keyring is locked: Rapport asks for the password each time it starts"


def test_with_a_keyring_that_is_not_unlocked():
    with Desktop() as desktop:
        keyring(desktop)
        lock(desktop)
        with contextlib.closing(Prompter(desktop)):
            see_whether_it_is_kept(desktop, LOCKED, at_once=False)
        equal(count_kept(desktop), 0, "passwords in the keyring")


def test_asked_to_unlock_the_keyring():
    """While somebody is asked for the keyring's own word nothing else waits for it, nor is lost when they cancel it."""
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        name, password = accounts(desktop, address, file)[who_works(file)]
        daemon = keyring(desktop)
        lock(desktop)
        with contextlib.closing(Prompter(desktop, patient=True)) as prompter:
            with start(desktop, "--db", file) as app:
                team_page(app)
                connect(app, address, name, password)
                prompter.wait_asked()
                app.find("label", "Up to date")
                equal(app.find_all("label", KEPT), [], "whether the keyring is spoken of")
                prompter.dismiss()
                app.find("label", KEPT)
                app.find("label", re.compile(LOCKED))
                app.click(app.find("button", "Sync Now"))
                app.find("label", "Up to date")
                leave_preferences(app)
                app.close()
            daemon = unlock_anew(desktop, daemon)
            with start(desktop, "--db", file) as app:
                sign_in(app, password)
                wait_until("it to be kept", lambda: count_kept(desktop) == 1)
                app.close()
            lock(desktop)
            with start(desktop, "--db", file) as app:
                prompter.wait_asked()
                team_page(app)
                app.find("label", "Not syncing")
                app.find("label", "Waiting for the keyring, which may have to be unlocked first.")
                ear = app.listen()
                prompter.dismiss()
                ear.hear("Sign in again\nThe keyring was not unlocked.")
                app.find("label", KEPT)
                app.find("label", re.compile(LOCKED))
                enter(app, password)
                prompter.wait_asked()
                app.find("label", "Up to date")
                prompter.dismiss()
                app.find("label", re.compile(LOCKED))
                leave_preferences(app)
                app.close()
        unlock_anew(desktop, daemon)
        equal(count_kept(desktop), 1, "passwords in the keyring")
        with start(desktop, "--db", file) as app:
            team_page(app)
            app.find("label", "Up to date")
            equal(app.find_all("label", KEPT), [], "whether the keyring is spoken of")
            leave_preferences(app)
            app.close()


def leave_team(app):
    app.click(app.reach(app.find("label", "Leave the Team…")))
    app.click(app.find("button", "Leave"))
    app.find("label", "Work Together")


def test_leaving_and_the_keyring():
    """The password of a team that is left is forgotten, or it is said that it is not."""
    remains = ("The password is still in the keyring, which was not unlocked. There it is called “Rapport: server of the "
               "team”.")
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        name, password = accounts(desktop, address, file)[who_works(file)]
        keyring(desktop)
        with contextlib.closing(Prompter(desktop)), start(desktop, "--db", file) as app:
            team_page(app)
            connect(app, address, name, password)
            app.find("label", "Up to date")
            wait_until("it to be kept", lambda: count_kept(desktop) == 1)
            leave_team(app)
            wait_until("it to be forgotten", lambda: count_kept(desktop) == 0)
            app.find("label", re.compile("^Colleagues share clients through a CouchDB database"))
            connect(app, address, name, password)
            app.find("label", "Up to date")
            wait_until("it to be kept", lambda: count_kept(desktop) == 1)
            lock(desktop)
            ear = app.listen()
            leave_team(app)
            ear.hear(remains)
            app.find("label", remains)
            equal(count_kept(desktop), 1, "passwords in the keyring")
            leave_preferences(app)
            app.close()


def enter(app, password):
    app.click(app.find("text box", "Password"))
    app.keys("ctrl+a")
    app.type(password)
    app.keys("Return")


def test_log_and_leaving():
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        name, password = accounts(desktop, address, file)[who_works(file)]
        with start(desktop, "--db", file) as app:
            team_page(app)
            connect(app, address, name, password)
            app.find("label", "Up to date")
            leave_preferences(app)
            app.close()
        with start(desktop, "--db", file) as app:
            team_page(app)
            app.find("label", "Sign in again")
            behind(app, "What Happened", "Connected")
            app.keys("esc")
            app.gone("label", "Connected")
            app.click(app.reach(app.find("label", "Leave the Team…")))
            app.click(app.find("button", "Leave"))
            app.find("label", "Work Together")
            wait_saved(file, "no place", "SELECT count(*) FROM sync_place", expected=[(0,)])
            check(rows(file, "SELECT count(*) FROM client") != [(0,)], "the records stay")
            leave_preferences(app)
            app.close()


def retitle(app, task, title):
    app.action("win.open-work-item", GLib.Variant("s", task))
    app.click(app.find("text box", "Title", within=app.find(type="RapportWorkItemDialog")))
    app.keys("ctrl+a")
    app.type(title)
    app.keys("esc")
    app.gone(type="RapportWorkItemDialog")


def test_leaving_and_joining_again():
    """What both sides did meanwhile is there afterwards, once: in the record, or beside it to be settled."""
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        known = fill(desktop, address, file)
        name, password = known[who_works(file)]
        colleague = next(member for member in known if member != who_works(file))
        [(mine,), (theirs,)] = rows(file, "SELECT id FROM work_item WHERE status = 'planned' ORDER BY id LIMIT 2")
        [(count,)] = rows(file, "SELECT count(*) FROM work_item")
        control(desktop, "sync", file, "--forget")
        edit(address, f"work_item:{theirs}", known[colleague], colleague, title="Done by them meanwhile")
        with start(desktop, "--db", file) as app:
            retitle(app, mine, "Done here meanwhile")
            team_page(app)
            connect(app, address, name, password)
            wait_until("all to be compared", lambda: app.find_all("label", "Up to date"), 60)
            leave_preferences(app)
            app.close()
        equal(ask(address, f"agency/work_item:{mine}")["fields"]["title"], "Done here meanwhile", "on the server")
        equal(rows(file, "SELECT count(*) FROM work_item"), [(count,)], "work items")
        there = str(rows(file, "SELECT * FROM conflict") + rows(file, "SELECT title FROM work_item"))
        for title in ("Done here meanwhile", "Done by them meanwhile"):
            check(title in there, f"{title} is not lost")


def move_to(app, address):
    """Types where the database is now, by keyboard."""
    tab_to(app, lambda node: node.name == "Address of the database")
    app.keys("ctrl+a")
    app.type(address)
    app.keys("Return")


def test_another_address():
    """The server has another name: nothing is asked twice, nor lost, and the old one hears nothing any more."""
    with Desktop() as desktop, server() as address, contextlib.closing(Gate(address)) as gate:
        file = make_agency(desktop)
        name, password = fill(desktop, gate.address, file)[who_works(file)]
        [(task,)] = rows(file, "SELECT id FROM work_item WHERE status = 'planned' ORDER BY id LIMIT 1")
        where = "SELECT address FROM sync_place"
        with start(desktop, "--db", file) as app:
            app.click(app.find("button", "Sign In…"))
            enter(app, password)
            app.find("label", "Up to date")
            gate.shut()
            app.find("label", "Offline")
            ear = app.listen()
            move_to(app, f"{address}/other")
            ear.hear("The address has to end with “agency”, the name of the team’s database.")
            app.find("text box", "Address of the database", states=("focused",))
            move_to(app, "http://127.0.0.1:9/agency")
            ear.hear(UNREACHED)
            equal(rows(file, where), [(f"{gate.address}/agency",)], "after what was wrong")
            leave_preferences(app)
            retitle(app, task, "Done before it moved")
            app.close()
        # The password is in no keyring here.
        with start(desktop, "--db", file) as app:
            team_page(app)
            app.find("label", "Offline")
            ear = app.listen()
            move_to(app, f" {address}/agency/ ")
            ear.hear("The password is missing: nobody is let in without it.")
            app.find("text box", "Password", states=("focused",))
            app.type("wrong")
            app.keys("Return")
            ear.hear("The server does not know this name and password.")
            app.keys("ctrl+a")
            app.type(password)
            app.keys("Return")
            ear.hear("Up to date")
            app.gone("text box", "Password")
            equal(app.find("text box", "Address of the database", states=("focused",)).text, f"{address}/agency",
                  "what is shown")
            equal(rows(file, where), [(f"{address}/agency",)], "where it is")
            equal(rows(file, "SELECT count(*) FROM conflict"), [(0,)], "what is asked")
            leave_preferences(app)
            app.close()
        equal(ask(address, f"agency/work_item:{task}")["fields"]["title"], "Done before it moved", "on the server")


def attempt(app, ear, address, name, password, answer, row):
    """Connects by keyboard, is refused with this answer, and stands where something is to be typed anew."""
    tab_to(app, lambda node: node.name == "Address of the database", key="shift+Tab")
    for number, text in enumerate((address, name, password)):
        app.keys("ctrl+a", *(() if text else ("BackSpace",)))
        app.type(text)
        if number < 2:
            app.keys("Tab")
    app.keys("Return")
    ear.hear(answer)
    app.find("label", answer)
    app.find("text box", row, states=("focused",))


def test_from_connecting_to_leaving_by_keyboard():
    missing = "The address and the password are missing: the administrator of the server has them."
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        name, password = accounts(desktop, address, file)[who_works(file)]
        with start(desktop, "--db", file) as app:
            ear = app.listen()
            app.keys("ctrl+comma")
            app.find(type="RapportPreferences")
            app.keys("Right", "space")
            app.find("label", "Work Together")
            tab_to(app, lambda node: node.name == "Address of the database")
            attempt(app, ear, "", name, password, missing, "Address of the database")
            attempt(app, ear, f"{address}/agency", name, "", missing, "Password")
            attempt(app, ear, "http://example.com/agency", name, password,
                    "The address of the server has to begin with https://, so that nobody can listen in.",
                    "Address of the database")
            attempt(app, ear, f"{address}/nosuch", name, password,
                    "The server has no database “nosuch”. Is the address right?", "Address of the database")
            attempt(app, ear, "http://127.0.0.1:9/agency", name, password, UNREACHED, "Password")
            attempt(app, ear, f"{address}/agency", name, "wrong", "The server does not know this name and password.",
                    "Password")
            app.keys("ctrl+a")
            app.type(password)
            app.keys("Return")
            ear.hear("Up to date")
            app.find("list item", "Up to date", states=("focused",))
            tab_to(app, lambda node: node.name == "What Happened")
            app.keys("Return")
            app.find("label", "Connected")
            app.keys("esc")
            app.find("list item", "What Happened", states=("focused",))
            tab_to(app, lambda node: node.name == "Lost and New Computers")
            app.keys("Return")
            tab_to(app, lambda node: node.name == "Copy the Command")
            app.keys("Return")
            ear.hear("A toast appeared: Copied")
            app.keys("esc")
            tab_to(app, lambda node: node.name == "Leave the Team…")
            app.keys("Return")
            # Enter twice does not leave.
            app.find("button", "Cancel", states=("focused",))
            app.keys("Return")
            app.gone("label", "Leave the Team?")
            app.find("button", "Leave the Team…", states=("focused",))
            app.keys("Return")
            tab_to(app, lambda node: node.name == "Leave")
            app.keys("Return")
            # Nothing of what was wrong at first is left.
            app.find("label", re.compile("^Colleagues share clients through a CouchDB database"))
            app.find("text box", "Address of the database", states=("focused",))
            app.keys("esc")
            app.gone(type="RapportPreferences")
            app.close()


def test_refused():
    limit = "_node/_local/_config/couchdb/max_document_size"
    blocked = "SELECT count(*) FROM sync_record WHERE blocked IS NOT NULL"
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        name, password = accounts(desktop, address, file)[who_works(file)]
        with contextlib.closing(sqlite3.connect(file)) as base:
            base.execute("UPDATE work_item SET why = ? WHERE id = (SELECT min (id) FROM work_item)", ("Stone " * 9000,))
            base.commit()
        ask(address, limit, body="50000", method="PUT")
        with start(desktop, "--db", file) as app:
            team_page(app)
            connect(app, address, name, password)
            app.find("label", "Up to date")
            row = app.find("label", re.compile("records? (is|are) refused$"))
            app.click(app.reach(row))
            app.find("label", "Too Large")
            app.find("label", re.compile("^It is larger than the server takes. Open it and make it shorter"))
            # What is refused can be looked at, and made smaller.
            tab_to(app, lambda node: node.name.startswith("Work item: "))
            app.keys("Return")
            app.find(type="RapportWorkItemDialog")
            app.gone(type="RapportPreferences")
            app.keys("esc")
            app.gone(type="RapportWorkItemDialog")
            team_page(app)
            app.click(app.reach(app.find("label", re.compile("records? (is|are) refused$"))))
            app.find("label", "Too Large")
            ask(address, limit, body="8000000", method="PUT")
            app.click(app.find("button", "Try Again"))
            wait_saved(file, "all to be sent", blocked, expected=[(0,)])
            app.find("label", "What Happened")
            app.gone("label", re.compile("records? (is|are) refused$"))
            leave_preferences(app)
            app.close()


def test_refused_by_a_rule():
    """What a rule of the server says is told in the user's words, and its own are beneath the record."""
    said = "no clients on Sundays"
    rule = f"function (doc) {{ if (doc._id.indexOf('client:') === 0) {{ throw({{ forbidden: '{said}' }}); }} }}"
    with Desktop(lang="ru") as desktop, server() as address:
        file = make_agency(desktop)
        known = fill(desktop, address, file)
        _name, password = known[who_works(file)]
        ask(address, "agency/_design/odd", body={"validate_doc_update": rule}, method="PUT")
        with contextlib.closing(sqlite3.connect(file)) as base:
            [(client, name)] = base.execute("SELECT id, name FROM client ORDER BY name LIMIT 1").fetchall()
            base.execute("UPDATE sync_record SET waiting = 1, served = NULL WHERE record = ?", (client,))
            base.commit()
        with start(desktop, "--db", file) as app:
            app.click(app.find("button", app.words("_Sign In…").replace("_", "")))
            app.click(app.find("text box", app.words("Password")))
            app.type(password)
            app.keys("Return")
            app.click(app.reach(app.find("label", re.compile("[Нн]е принят"))))
            app.find("label", "Запрещено правилом сервера")
            app.find("label", re.compile("^Запись запрещает правило сервера. Это правило не из Rapport"))
            app.find("label", said)
            app.click(app.find("label", f"Клиент: {name}"))
            app.find(type="RapportClientPage")
            app.gone(type="RapportPreferences")
            ask(address, "agency/_design/odd?rev=" + ask(address, "agency/_design/odd")["_rev"], method="DELETE")
            app.close()
        log = next((desktop.home / "state" / "rapport").glob("team-*.log")).read_text(encoding="utf-8")
        check(said in log, "the log keeps what the server said")


def test_history():
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        known = fill(desktop, address, file)
        name, password = known[who_works(file)]
        colleague = next(member for member in known if member != who_works(file))
        [(who,)] = rows(file, "SELECT name FROM member WHERE id = ?", colleague)
        [(task, title)] = rows(file, "SELECT id, title FROM work_item WHERE status = 'planned' ORDER BY id LIMIT 1")
        with start(desktop, "--db", file) as app:
            app.click(app.find("button", "Sign In…"))
            enter(app, password)
            app.find("label", "Up to date")
            leave_preferences(app)
            edit(address, f"work_item:{task}", known[colleague], colleague, title="Plant the hedge")
            wait_saved(file, "the colleague's title", "SELECT title FROM work_item WHERE id = ?", task,
                       expected=[("Plant the hedge",)])
            app.action("win.open-work-item", GLib.Variant("s", task))
            app.click(app.find("button", "History"))
            app.find("label", re.compile(f"^{re.escape(who)} · .*{re.escape(title)} → Plant the hedge", re.S))
            app.keys("esc")
            app.gone("label", re.compile("→ Plant the hedge"))
            app.keys("esc")
            app.close()


def test_heard():
    """Who does not see the page is told what changes on it, and not each pass of sync."""
    with Desktop() as desktop, server() as address, contextlib.closing(Gate(address)) as gate:
        file = make_agency(desktop)
        known = fill(desktop, gate.address, file)
        name, password = known[who_works(file)]
        colleague = next(member for member in known if member != who_works(file))
        [(task,)] = rows(file, "SELECT id FROM work_item WHERE status = 'planned' ORDER BY id LIMIT 1")
        title = "SELECT title FROM work_item WHERE id = ?"
        with start(desktop, "--db", file) as app:
            app.click(app.find("button", "Sign In…"))
            app.find(type="RapportTeamPage")
            ear = app.listen()
            enter(app, "wrong")
            ear.hear("Sign in again\nThe server does not know this name and password.")
            enter(app, password)
            ear.hear("Up to date")
            # What comes in while one looks on is no news of the sync.
            edit(address, f"work_item:{task}", known[colleague], colleague, title="Plant the hedge")
            wait_saved(file, "the colleague's title", title, task, expected=[("Plant the hedge",)])
            app.find("label", "Up to date")
            ear.hear()
            # Whoever asks gets an answer, though it be the same.
            app.click(app.find("button", "Sync Now"))
            ear.hear("Up to date")
            gate.shut()
            ear.hear(f"Offline\n{UNREACHED}")
            app.click(app.find("button", "Sync Now"))
            ear.hear(f"Offline\n{UNREACHED}")
            # One waits, and then another: once is enough.
            for number in (1, 2):
                app.click(app.reach(app.find("button", "Add a Colleague")))
                app.find("text box", "Full name", states=("focused",))
                app.type(f"Colleague {number}")
                app.keys("Return")
                app.find("label", f"Colleague {number}")
                app.find("label", re.compile(f"{number} records? waits? to be sent"), states=())
            ear.hear("1 record waits to be sent")
            leave_preferences(app)
            # Where nothing of it is seen nothing of it is heard, but what is there to be settled.
            edit(address, f"work_item:{task}", known[colleague], colleague, title="Cut the hedge")
            app.action("win.open-work-item", GLib.Variant("s", task))
            app.click(app.find("text box", "Title", within=app.find(type="RapportWorkItemDialog")))
            app.keys("ctrl+a")
            app.type("Paint the hedge")
            app.keys("esc")
            app.gone(type="RapportWorkItemDialog")
            wait_saved(file, "the title here", title, task, expected=[("Paint the hedge",)])
            ear.forget()
            gate.open()
            # It tries again by itself, too: that it is well again may be heard before whoever asks is told.
            team_page(app)
            app.click(app.find("button", "Sync Now"))
            told = ["Two wrote the same thing at once: 1 to settle", "Up to date"]
            wait_until("what clashes to be announced", lambda: set(told) <= set(ear.heard()))
            equal(sorted(set(ear.heard())), told, "announced")
            leave_preferences(app)
            app.close()


def show_card(app, client, name):
    """A card of the client's first board is selected; returns it."""
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.show-view", GLib.Variant("s", "matrix"))
    card = app.find("list item", name, within=app.find(type="RapportCanvas"))
    app.click(card)
    return card


def sign_in(app, password):
    app.click(app.find("button", "Sign In…"))
    enter(app, password)
    app.find("label", "Up to date")
    leave_preferences(app)


def test_one_card_from_two_windows():
    """One person renames a card while another, at another computer, moves it and says why: both have all of it
    afterwards, and nothing has to be settled."""
    card_now = ("SELECT w.title, w.why, p.rectangle FROM placement p JOIN work_item w ON w.id = p.item "
                "WHERE p.id = ?")
    with Desktop() as one, Desktop() as two, server() as address:
        file = make_agency(one)
        known = fill(one, address, file)
        mine = known[who_works(file)]
        other, theirs = next((member, account) for member, account in known.items() if member != who_works(file))
        copy = two.home / "agency.rapport"
        shutil.copy(file, copy)
        with contextlib.closing(sqlite3.connect(copy)) as base:
            base.execute("UPDATE local SET value = ? WHERE name = 'me'", (other,))
            base.execute("UPDATE sync_place SET user = ?", (theirs[0],))
            base.commit()
        [(card, client, title)] = rows(file, "SELECT p.id, p.client, w.title FROM placement p JOIN work_item w "
                                       "ON w.id = p.item JOIN idea_board b ON b.id = p.board WHERE b.layout = 'free' "
                                       "AND p.trashed IS NULL ORDER BY p.id LIMIT 1")
        [(_, before, place)] = rows(file, card_now, card)
        with start(one, "--db", file) as left, start(two, "--db", copy) as right:
            # Nobody is signed in yet: neither sees what the other does.
            show_card(left, client, title)
            left.keys("Return", "ctrl+a")
            left.type("Named at the left")
            left.keys("Return")
            wait_saved(file, "the name", "SELECT count(*) FROM work_item WHERE title = 'Named at the left'",
                       expected=[(1,)])
            show_card(right, client, title)
            right.keys("ctrl+Down")
            right.keys("alt+Return")
            why = right.find("text box", "Why", within=right.find(type="RapportCardPanel"))
            right.click(why)
            right.keys("ctrl+Home")
            right.type("Said at the right. ")
            wait_saved(copy, "the reason", "SELECT count(*) FROM work_item WHERE why LIKE 'Said at the right. %'",
                       expected=[(1,)])
            moved = rows(copy, "SELECT rectangle FROM placement WHERE id = ?", card)
            check(moved != [(place,)], "the card was moved")
            sign_in(right, theirs[1])
            sign_in(left, mine[1])
            both = [("Named at the left", "Said at the right. " + (before or ""), moved[0][0])]
            wait_saved(file, "all of it at the left", card_now, card, expected=both)
            wait_saved(copy, "all of it at the right", card_now, card, expected=both)
            for app, library in ((left, file), (right, copy)):
                app.find("list item", "Named at the left", within=app.find(type="RapportCanvas"))
                equal(rows(library, "SELECT count(*) FROM conflict"), [(0,)], "nothing is to be settled")
                app.close()


run(globals())
