#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colleagues: what two have written at once is settled."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess

from disagreement import OURS, THEIRS, disagree
from program import CTL, ENVIRONMENT, make_agency, rows, start
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.waiting import Skip


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


@contextlib.contextmanager
def server():
    """A server of the tests on a port of its own: its address."""
    modules = os.environ.get("RAPPORT_TEST_SERVER_MODULES", "")
    if not shutil.which("node") or not os.path.isdir(modules):
        raise Skip("node or the packages of the server of the tests are not there")
    folder = pathlib.Path(__file__).parent.parent / "server"
    with subprocess.Popen(["node", folder / "server.js"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env={**os.environ, "NODE_PATH": modules, "RAPPORT_TEST_SERVER_ADMIN": "root:pw"}) as node:
        try:
            yield f"http://127.0.0.1:{int(node.stdout.readline())}"
        finally:
            node.stdin.close()


def control(desktop, *arguments, password):
    done = subprocess.run([str(CTL), *map(str, arguments)], env={**desktop.env, **ENVIRONMENT}, text=True,
                          input=f"{password}\n", capture_output=True, check=False)
    check(done.returncode == 0, done.stderr)
    return done.stdout


def accounts(desktop, address, file):
    """{member: (name, password)} of a database that has been made for the agency in file."""
    made = json.loads(control(desktop, "server", "init", f"{address}/agency", "--user", "root", "--library",
                              file, "--json", password="pw"))
    return {one["member"]: (one["name"], one["password"]) for one in made}


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
        [(me,)] = rows(file, "SELECT value FROM local WHERE name = 'me'")
        name, password = known[me]
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
