#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colleagues: what two have written at once is settled."""

import contextlib

from disagreement import OURS, THEIRS, disagree
from program import make_agency, rows, start
from rapportui import Desktop, equal, run, wait_until
from team_server import accounts, server, who_works


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
        app.gone("button", "Settle…")
        app.keys("ctrl+z")
        wait_until("it is open again", lambda: rows(file, settled) == [(0,)])
        equal(name_of_client(file), [(THEIRS,)], "the name before")
        app.find("button", "Settle…")
        app.close()


def team_page(app):
    app.keys("ctrl+comma")
    app.find(type="RapportPreferences")
    app.click(app.find("tab", "Team"))
    return app.find(type="RapportTeamPage")


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


run(globals())
