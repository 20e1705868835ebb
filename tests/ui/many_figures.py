# SPDX-License-Identifier: GPL-3.0-or-later
"""An agency of whose clients one has many figures and another none."""

import contextlib
import datetime
import hashlib
import sqlite3
import uuid

# The client's own: names in both languages, units, formulas. Long ones are among them.
OWN = (
    ("Cost of a visit", "Стоимость визита", "money", "[ad-spend] / [traffic]", "down"),
    ("Qualified leads from all visits", "Доля квалифицированных заявок от всех визитов", "ratio",
     "[qualified-leads] / [traffic]", "up"),
    ("Revenue less ad spend and fee", "Выручка за вычетом рекламы и комиссии", "money",
     "[revenue] - [ad-spend] - [fee]", "up"),
    ("Sales for every thousand spent", "Продажи на каждую потраченную тысячу", "factor",
     "[sales] * 1000 / [ad-spend]", "up"),
)
EVENTS = ((4, "New prices on the site", "Новые цены на сайте"),
          (12, "The form asks for four things instead of seven",
           "В форме четыре поля вместо семи"))
MANY = 12


def id_of(*key):
    """The id of a record that has a natural key, as rapport_id_from_key() makes it."""
    digest = bytearray(hashlib.sha256(b"".join(part.encode() + b"\0" for part in key)).digest())
    digest[6] = digest[6] & 0x0f | 0x80
    digest[8] = digest[8] & 0x3f | 0x80
    return str(uuid.UUID(bytes=bytes(digest[:16])))


def write(base, table, record_id, **values):
    names = ", ".join(f'"{name}"' for name in ("id", "audience", *values))
    marks = ", ".join("?" * (len(values) + 2))
    base.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
                 (record_id, "client", *values.values()))


def add_own_metrics(base, client, russian, n=MANY):
    """Many figures of a client's own, the first of them before the usual ones."""
    for i in range(n):
        english, name, unit, formula, good = OWN[i % len(OWN)]
        label = name if russian else english
        write(base, "client_metric", id_of("client-metric", client, f"own-{i}"), client=client,
              word=f"own-{i}", unit=unit, good=good, shown=1,
              label=label if i < len(OWN) else f"{label} {i // len(OWN) + 1}", formula=formula)


def fill(file, russian=False):
    """One client gets many figures and events, another loses every number."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        client, = base.execute("SELECT client FROM work_item GROUP BY client "
                               "ORDER BY count(*) DESC, client LIMIT 1").fetchone()
        month, = base.execute("SELECT max(month) FROM month_numbers WHERE client = ?",
                              (client,)).fetchone()
        add_own_metrics(base, client, russian)
        for day, english, name in EVENTS:
            when = datetime.date.fromisoformat(month) + datetime.timedelta(day - 1)
            write(base, "annotation", str(uuid.uuid4()), client=client, day=when.isoformat(),
                  text=name if russian else english)
        bare, = base.execute("SELECT id FROM client WHERE id != ? ORDER BY name LIMIT 1",
                             (client,)).fetchone()
        for table in ("month_numbers", "target"):
            base.execute(f'DELETE FROM "{table}" WHERE client = ?', (bare,))
        base.commit()
