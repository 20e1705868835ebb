# SPDX-License-Identifier: GPL-3.0-or-later
"""Two colleagues who have written at once, in a library that nobody has open."""

import contextlib
import json
import sqlite3

ID = "0192f0c0-0000-8000-8000-00000000c0fe"
OURS, THEIRS = "Quarry Ltd", "Quarries & Sons"


def disagree(file):
    """Two have renamed a client; the name of one of them stands meanwhile."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        client, name = base.execute("SELECT id, name FROM client ORDER BY name DESC LIMIT 1").fetchone()
        base.execute("UPDATE client SET name = ? WHERE id = ?", (THEIRS, client))
        base.execute('INSERT INTO conflict (id, audience, created, record, field, "values", kind, type_of, client, '
                     "base, first, second, stands, first_by, second_by) "
                     "SELECT ?, 'team', 1, ?, 'name', 'x', 'edit', 'client', ?, ?, ?, ?, ?, min (id), max (id) "
                     "FROM member", (ID, client, client, *map(json.dumps, (name, OURS, THEIRS, THEIRS))))
        base.commit()
