#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every fixture a second time, with Python's csv and decimal modules and what is known of each
file, and compares the figures with those of the import, one by one, to the millionth.

Usage: check-imports.py IMPORT-DUMP DATA-FOLDER"""

import csv
import datetime
import decimal
import io
import os
import re
import subprocess
import sys

MILLION = 1000000
MONTHS_RU = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]


def number(text, comma=False):
    """The figure in a cell, or None for no data."""
    text = re.sub(r"[^0-9.,()-]", "", text).strip(".")
    if text in ("", "-", "--"):
        return None
    negative = text.startswith(("-", "("))
    text = text.strip("-()")
    text = text.replace(".", "").replace(",", ".") if comma else text.replace(",", "")
    value = decimal.Decimal(text)
    return -value if negative else value


def format_day(pattern):
    return lambda text: datetime.datetime.strptime(text, pattern).date()


def russian_day(text):
    parts = text.split()
    month = next(i for i, name in enumerate(MONTHS_RU) if parts[-3 if parts[-1] == "г." else -2].lower().startswith(name))
    year = parts[-2] if parts[-1] == "г." else parts[-1]
    day = int(parts[0]) if parts[0].isdigit() else 1
    return datetime.date(int(year), month + 1, day)


def nth_day(first):
    return lambda text: datetime.date.fromisoformat(first) + datetime.timedelta(int(text))


def nth_hour(first):
    return lambda text: datetime.date.fromisoformat(first) + datetime.timedelta(int(text) // 24)


ISO = format_day("%Y-%m-%d")
DOTS = format_day("%d.%m.%Y")

# Fixture: encoding, separator, lines of figures (from, to; counted from 1), how a day is read, columns
# {metric: (column, factor)}, and what differs from the usual.
FIXTURES = {
    "ads-uk-1252.csv": dict(encoding="cp1252", lines=(2, 13), day=(0, format_day("%d/%m/%Y")),
                            metrics={"clicks": 1, "ad-spend": 2, "leads": 3, "revenue": 4}),
    "agency-sheet-1251.csv": dict(encoding="cp1251", separator=";", lines=(2, 13), comma=True,
                                  day=(0, format_day("%d.%m.%y")), channel=1,
                                  metrics={"traffic": 2, "leads": 3, "ad-spend": 4}),
    "amazon-ads.csv": dict(lines=(2, 8), day=(0, format_day("%b %d, %Y")), channel=3,
                           metrics={"impressions": 4, "clicks": 5, "ad-spend": 8, "revenue": 9, "sales": 12}),
    "analytics-4-explore.csv": dict(lines=(9, 20), day=(0, format_day("%Y%m%d")), channel=1,
                                    metrics={"traffic": 2, "leads": 3, "sales": 4, "revenue": 5}),
    "analytics-4.csv": dict(lines=(11, 17), day=(0, nth_day("2024-02-27")), metrics={"traffic": 1}),
    "analytics-overview.csv": dict(lines=(15, 21), day=(0, format_day("%m/%d/%y")), metrics={"traffic": 1}),
    "api-dates.csv": dict(separator="|", lines=(2, 16), day=(0, format_day("%Y%m%d")), channel=1,
                          metrics={"traffic": 2, "sales": 3, "revenue": 4}),
    "breaks.csv": dict(lines=(2, 6), day=(0, ISO), channel=1, metrics={"clicks": 2, "ad-spend": 3}),
    "crm.csv": dict(separator=";", lines=(5, 13), comma=True, day=(0, format_day("%d.%m.%Y %H:%M:%S")),
                    metrics={"leads": 1, "qualified-leads": 2, "sales": 3, "new-sales": 4,
                             "revenue": (5, 1000), "gross-profit": (6, 1000)}),
    "direct.csv": dict(separator=";", lines=(6, 19), comma=True, day=(0, DOTS), channel=2,
                       metrics={"impressions": 3, "clicks": 4, "ad-spend": 6, "leads": 12}),
    "google-ads.tsv": dict(encoding="utf-16", separator="\t", lines=(4, 18), day=(2, ISO), channel=1,
                           metrics={"impressions": 4, "clicks": 5, "ad-spend": 8, "leads": 9, "revenue": 11}),
    "hour-index.csv": dict(lines=(8, 55), day=(0, nth_hour("2017-05-28")), metrics={"traffic": 1}),
    "hours.csv": dict(lines=(2, 49), day=(0, format_day("%Y%m%d%H")), metrics={"traffic": 1, "leads": 2}),
    "joined.csv": dict(lines=(2, 5), leave_out=[4], day=(0, ISO), metrics={"clicks": 1, "ad-spend": 2}),
    "landing-pages.csv": dict(lines=(13, 13), day=(0, format_day("%d/%m/%Y")), metrics={"traffic": 1}),
    "meta-ads.csv": dict(lines=(3, 14), day=(0, ISO), channel=2,
                         metrics={"impressions": 5, "clicks": 7, "ad-spend": 10, "leads": 11}),
    "meta-by-day.csv": dict(lines=(2, 5), day=(2, ISO), channel=1,
                            metrics={"impressions": 3, "ad-spend": 5, "sales": 6, "revenue": 7, "clicks": 8}),
    "metrica.csv": dict(lines=(3, 10), day=(0, ISO), metrics={"traffic": 1, "leads": 6}),
    "meta-summary.csv": dict(lines=(3, 10), day=(1, ISO), channel=0,
                             metrics={"leads": 4, "ad-spend": 11, "impressions": 13, "clicks": 15,
                                      "sales": 18, "revenue": 19}),
    "micros.csv": dict(separator=";", lines=(3, 4), day=(0, ISO), channel=1,
                       metrics={"clicks": 2, "ad-spend": (3, decimal.Decimal("0.000001"))}),
    "months.csv": dict(separator=";", lines=(2, 5), comma=True, day=(0, russian_day),
                       metrics={"ad-spend": 1, "leads": 2}),
    "no-dates.csv": dict(separator=";", lines=(2, 11), options=["--first-day", "2026-02-24"],
                         sequence="2026-02-24",
                         metrics={"ad-spend": 0, "clicks": 1, "impressions": 2, "sales": 3, "revenue": 4}),
    "period-campaigns.csv": dict(lines=(5, 6), day=(0, lambda text: datetime.date(2026, 8, 1)), channel=0,
                                 metrics={"clicks": 1, "ad-spend": 2, "leads": 3}),
    "shop-us.tsv": dict(separator="\t", lines=(2, 10), day=(0, format_day("%m/%d/%y")),
                        metrics={"traffic": 1, "sales": 2, "revenue": 3}),
    "thousands-german.csv": dict(separator=";", lines=(2, 7), comma=True, day=(2, DOTS),
                                 metrics={"clicks": 3, "ad-spend": 4, "revenue": 5}),
    "thousands-point.csv": dict(lines=(2, 7), day=(0, ISO),
                                metrics={"clicks": 1, "impressions": 2, "ad-spend": 3}),
    "two-headers.csv": dict(separator=";", lines=(4, 5), comma=True, day=(0, DOTS),
                            metrics={"clicks": 1, "ad-spend": (2, 1000), "impressions": 3}),
    "vk-goals-1251.csv": dict(encoding="cp1251", separator=";", lines=(2, 7), comma=True, day=(0, DOTS),
                              channel=2, metrics={"impressions": 4, "clicks": 5, "ad-spend": 6, "leads": 9}),
    "vk.csv": dict(lines=(2, 9), comma=True, day=(0, DOTS), channel=1,
                   metrics={"impressions": 2, "clicks": 3, "ad-spend": 4}),
    "words-en.csv": dict(separator=";", lines=(2, 7), day=(0, format_day("%b %d, %Y")),
                         metrics={"traffic": 1, "leads": 2, "ad-spend": 3}),
    "words-ru.csv": dict(encoding="utf-16", separator=";", lines=(2, 7), comma=True, day=(0, russian_day),
                         metrics={"traffic": 1, "leads": 2, "ad-spend": 3}),
}


def rows_of(path, spec):
    with open(path, encoding=spec.get("encoding", "utf-8-sig"), newline="") as file:
        text = file.read().replace("\r\n", "\n").replace("\r", "\n")
    first, last = spec["lines"]
    reader = csv.reader(io.StringIO(text), delimiter=spec.get("separator", ","), skipinitialspace=True)
    begins = 1
    for row in reader:
        if first <= begins <= last and begins not in spec.get("leave_out", []):
            yield row
        begins = reader.line_num + 1


def expected(path, spec):
    sums = {}
    for place, row in enumerate(rows_of(path, spec)):
        if "sequence" in spec:
            day = datetime.date.fromisoformat(spec["sequence"]) + datetime.timedelta(place)
        else:
            column, read = spec["day"]
            day = read(row[column])
        channel = row[spec["channel"]] if "channel" in spec else ""
        for metric, column in spec["metrics"].items():
            column, factor = column if isinstance(column, tuple) else (column, 1)
            value = number(row[column], spec.get("comma", False))
            if value is not None:
                key = (day.isoformat(), channel, metric)
                sums[key] = sums.get(key, 0) + value * factor * MILLION
    return sums


def imported(dump, path, spec):
    run = subprocess.run([dump, *spec.get("options", []), path], capture_output=True, check=False)
    cells = {}
    # A channel may hold line breaks, so cells are cut by how they begin and end.
    text = run.stdout.decode()
    for cell in re.findall(r"^cell\t(\S+)\t(.*?)\t([a-z-]+)\t(-?\d+)$", text, re.M | re.S):
        cells[cell[:3]] = decimal.Decimal(cell[3])
    return cells, text


def main():
    dump, folder = sys.argv[1:]
    names = sorted(os.listdir(folder))
    print(f"1..{len(names)}")
    failed = 0
    for place, name in enumerate(names, 1):
        path = os.path.join(folder, name)
        spec = FIXTURES.get(name)
        cells, text = imported(dump, path, spec or {})
        want = expected(path, spec) if spec else {}
        if want and cells == want:
            print(f"ok {place} {name} ({len(cells)} figures)")
            continue
        failed += 1
        print(f"not ok {place} {name}")
        for key in sorted(set(cells) | set(want)):
            if cells.get(key) != want.get(key):
                print(f"# {key}: the import has {cells.get(key)}, Python {want.get(key)}")
        if not cells:
            print("# " + text.replace("\n", "\n# "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
