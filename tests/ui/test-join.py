#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A new computer joins the team, by keyboard alone, and goes on where it was interrupted."""

import contextlib
import sqlite3

from program import make_agency, rows, start, tab_to, wait_saved
from rapportui import Desktop, equal, run, wait_until
from rapportui.audit import check_screen
from team_server import ask, fill, fill_in, server, who_works

CLIENTS = "SELECT count(*) FROM client"


def own_library(desktop):
    return desktop.data / "rapport" / "agency.rapport"


def add_place(base, address, name):
    base.execute("INSERT INTO sync_place (address, user, client, identity, replica, since, round) "
                 "VALUES (?, ?, '', '', '', '', 0)", (f"{address}/agency", name))
    base.commit()


def begin(app):
    tab_to(app, lambda node: node.name == "Join a Team…")
    app.keys("Return")
    app.find("text box", "Address of the database", states=("focused",))


def test_join():
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        known = fill(desktop, address, file)
        member, (name, password) = next((m, a) for m, a in known.items() if m != who_works(file))
        with start(desktop) as app:
            begin(app)
            check_screen(app, "the form")
            app.keys("Return")
            app.find("label", "Address, name and password are all needed: the administrator of the server has them.")
            fill_in(app, address, name, "wrong")
            app.find("label", "The server does not know this name and password.")
            app.find("text box", "Password", states=("focused",))
            app.keys("ctrl+a")
            app.type(password)
            app.keys("Return")
            wait_until("clients on the board", lambda: app.find_all(type="RapportClientCard"), 60)
            mine = own_library(desktop)
            equal(rows(mine, CLIENTS), rows(file, CLIENTS), "clients")
            equal(who_works(mine), member, "who works here")
            app.close()
        # And it stays.
        with start(desktop) as again:
            again.find(type="RapportBoardPage")
            again.close()


def test_progress():
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        known = fill(desktop, address, file)
        name, password = next(a for m, a in known.items() if m != who_works(file))
        total = len(ask(address, "agency/_changes")["results"])
        most = total // 4
        behind = total - most

        def let_through(count):
            ask(address, "_test/changes", body={"most": most, "let": count}, method="POST")

        with start(desktop) as app:
            let_through(1)
            begin(app)
            fill_in(app, address, name, password)
            for pages in range(3):
                expected = most * pages / behind
                wait_until(f"the bar at {expected:.3f}",
                           lambda: abs(app.find("progress bar", "What has come in").read_value() - expected) < 1e-6)
                left = behind - most * pages
                app.find("label", f"{left:d} records to come")
                let_through(1)
            let_through(1000)
            wait_until("clients on the board", lambda: app.find_all(type="RapportClientCard"), 60)
            equal(rows(own_library(desktop), CLIENTS), rows(file, CLIENTS), "clients")
            app.close()


def test_go_on():
    with Desktop() as desktop, server() as address:
        file = make_agency(desktop)
        known = fill(desktop, address, file)
        member, (name, password) = next((m, a) for m, a in known.items() if m != who_works(file))
        with start(desktop) as app:
            begin(app)
            app.close()
        # It was interrupted as soon as it was let in.
        with contextlib.closing(sqlite3.connect(own_library(desktop))) as base:
            base.execute("INSERT OR REPLACE INTO local (name, value) VALUES ('me', ?)", (member,))
            add_place(base, address, name)
        with start(desktop) as app:
            app.find("label", "Sign In Again")
            check_screen(app, "the password is asked for")
            tab_to(app, lambda node: node.name == "Password")
            app.type(password)
            app.keys("Return")
            wait_until("clients on the board", lambda: app.find_all(type="RapportClientCard"), 60)
            equal(rows(own_library(desktop), CLIENTS), rows(file, CLIENTS), "clients")
            app.close()


def test_give_up():
    with Desktop() as desktop:
        with start(desktop) as app:
            begin(app)
            app.close()
        with contextlib.closing(sqlite3.connect(own_library(desktop))) as base:
            add_place(base, "http://127.0.0.1:9", "vera")
        with start(desktop) as app:
            app.find("label", "No Connection")
            tab_to(app, lambda node: node.name == "Cancel")
            app.keys("Return")
            app.find("button", "Start Empty")
            wait_saved(own_library(desktop), "no place", "SELECT count(*) FROM sync_place", expected=[(0,)])
            app.close()


run(globals())
