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


def disagree_much(file, count=200):
    """Two have worked apart for long: on names of every direction, and on texts of 100 kB."""
    line = "Цветы у входа, свет в зале. "
    long = "\n".join(line * 20 for _ in range(100))
    with contextlib.closing(sqlite3.connect(file)) as base:
        clients = base.execute("SELECT id FROM client ORDER BY name").fetchall()
        tasks = base.execute("SELECT id, client FROM work_item ORDER BY id LIMIT ?", (count,)).fetchall()
        base.execute("UPDATE client SET name = ? WHERE id = ?", ("شركة الأمل_ו", clients[0][0]))
        for index in range(count):
            task, client = tasks[index % len(tasks)]
            record, kind, field = (clients[0][0], "client", "name") if index % 3 == 1 else (task, "work_item", "why")
            first, second = f"First {index}", f"Second {index}"
            if field == "why":
                first, second = f"{long}{first}\n{long}", f"{long}{second}\n{long}"
                base.execute("UPDATE work_item SET why = ? WHERE id = ?", (first, task))
            base.execute('INSERT INTO conflict (id, audience, created, record, field, "values", kind, type_of, '
                         "client, base, first, second, stands, first_by, second_by) "
                         "SELECT ?, 'team', ?, ?, ?, ?, 'edit', ?, ?, ?, ?, ?, ?, min (id), max (id) FROM member",
                         (f"0192f0c0-0000-8000-8000-{index:012x}", index, record, field, f"x{index}", kind, client,
                          *map(json.dumps, ("", first, second, first))))
        base.commit()
