#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colleagues: what two have written at once is settled."""

import contextlib
import json
import sqlite3

from program import client_id, make_agency, rows, start
from rapportui import Desktop, equal, run, wait_until

CLIENT = "Stone & Son"
ID = "0192f0c0-0000-8000-8000-00000000c0fe"
OURS, THEIRS = "Quarry Ltd", "Quarries & Sons"


def disagree(file):
    """Two have renamed a client at once; theirs stands meanwhile."""
    with contextlib.closing(sqlite3.connect(file)) as db:
        client = client_id(file, CLIENT)
        db.execute("UPDATE client SET name = ? WHERE id = ?", (THEIRS, client))
        db.execute('INSERT INTO conflict (id, audience, created, record, field, "values", kind, type_of, client, '
                   'base, first, second, stands) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
                   (ID, "team", client, "name", "x", "edit", "client", client,
                    *(json.dumps(value) for value in (CLIENT, OURS, THEIRS, THEIRS))))
        db.commit()


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
        app.click(app.find("button", "Take what A colleague wrote", within=dialog(app)))
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


run(globals())
