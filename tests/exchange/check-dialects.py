#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes made-up figures in every mixture of dialects and compares what the import makes of them with
what was written, to the millionth.

Usage: check-dialects.py IMPORT-DUMP [FILES [SEED]]"""

import datetime
import decimal
import os
import random
import re
import subprocess
import sys
import tempfile

MILLION = 1000000
GARBAGE = "12 monkeys"
SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
RUSSIAN = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

# Metric: headers in English and Russian, whether it is money, the largest figure.
METRICS = {
    "impressions": (["Impressions", "Impr."], ["Показы", "Показы, шт."], False, 900000),
    "clicks": (["Clicks", "Link clicks"], ["Клики", "Переходы"], False, 9000),
    "traffic": (["Sessions", "Users"], ["Визиты", "Сеансы"], False, 20000),
    "leads": (["Leads", "Conversions", "Goal Completions"], ["Лиды", "Заявки", "Конверсии"], False, 90),
    "qualified-leads": (["Qualified leads"], ["Целевые лиды"], False, 40),
    "sales": (["Transactions", "Orders", "Purchases"], ["Продажи", "Заказы", "Покупки"], False, 30),
    "new-sales": (["New customers"], ["Новые клиенты"], False, 20),
    "ad-spend": (["Cost", "Amount spent{unit}", "Spend{unit}"], ["Расход{unit}", "Затраты", "Потрачено{unit}"],
                 True, 90000),
    "revenue": (["Revenue", "Total revenue{unit}", "Conv. value"], ["Выручка{unit}", "Доход{unit}"], True, 900000),
    "gross-profit": (["Gross profit"], ["Валовая прибыль{unit}"], True, 300000),
}
RATIOS = [("CTR", "CTR (%)"), ("Avg. CPC", "Ср. цена клика"), ("Bounce Rate", "Показатель отказов")]
# Columns that nothing is taken from.
EXTRA = {"id": ("Campaign ID", "№ Кампании"), "status": ("Status", "Статус"), "url": ("Landing page", "Страница входа"),
         "empty": ("", "")}
UNITS = {"RUB": ([", ₽", " (руб.)", ", р."], ["{} ₽", "{} руб."]),
         "USD": ([" (USD)", ", $"], ["${}", "US$ {}"]),
         "GBP": ([" (GBP)"], ["£{}"]),
         "EUR": ([" (EUR)", ", €"], ["€{}", "{} €"])}


class Dialect:
    def __init__(self, choose):
        self.russian = choose.random() < 0.5
        self.comma = choose.random() < 0.5
        self.separator = choose.choice([";", "\t", "|"] if self.comma else [";", ",", "\t", "|"])
        self.group = choose.choice(["", choose.choice(SPACES), "." if self.comma else ","])
        self.currency = choose.choice(["RUB"] if self.russian else ["USD", "GBP", "EUR"])
        self.signs = choose.random() < 0.3
        self.encoding = choose.choice(["utf-8", "utf-8-sig", "utf-16", "cp1251"] if self.russian
                                      else ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
        self.line_end = choose.choice(["\n", "\r\n", "\r"])
        self.day = choose.choice(["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%Y%m%d", "%Y/%m/%d", "words"]
                                 + (["%d/%m/%Y"] if self.currency != "USD" else ["%m/%d/%Y", "%m/%d/%y"]))
        self.total = choose.choice([None, "first", "last", "empty", "apart"])
        self.preamble = choose.choice([None, "comments", "titles", "period"])
        self.quote_all = choose.random() < 0.2
        self.overview = choose.random() < 0.15
        self.footer = choose.random() < 0.2
        self.trailing = choose.random() < 0.15
        self.extra = choose.choice([[], [], ["id"], ["status", "url"], ["empty"]])
        self.day_anywhere = choose.random() < 0.3
        self.no_data = choose.choice(["", "--", "—", "n/a"])

    def cell(self, text):
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            text = text.replace("\u202f", "\u00a0").replace("\u2009", "\u00a0").replace("₽", "руб.").replace("—", "-")
            text = text.encode(self.encoding, "replace").decode(self.encoding)
        if self.quote_all or any(sign in text for sign in (self.separator, '"', "\n", "\r")):
            return '"' + text.replace('"', '""') + '"'
        return text

    def number(self, value, choose, places=0):
        text = f"{value:,.{places}f}".replace(",", "\0")
        text = text.replace(".", "," if self.comma else ".").replace("\0", self.group)
        return text

    def money(self, value, choose):
        text = self.number(value, choose, 2)
        return choose.choice(UNITS[self.currency][1]).format(text) if self.signs else text

    def date(self, day):
        if self.day == "words":
            return (f"{day.day} {RUSSIAN[day.month - 1]}. {day.year}" if self.russian
                    else f"{ENGLISH[day.month - 1]} {day.day}, {day.year}")
        return day.strftime(self.day)

    def unit(self, choose):
        return choose.choice(UNITS[self.currency][0])


def preamble(dialect, first, last, choose):
    width = dialect.separator * choose.choice([0, 3])
    if dialect.preamble == "comments":
        return ["# " + "-" * 40, "# Romashka", f"# {first:%Y%m%d}-{last:%Y%m%d}", "# " + "-" * 40, ""]
    if dialect.preamble == "titles":
        return ["Campaign report" + width, "Romashka" + width]
    if dialect.preamble == "period":
        return [dialect.cell(f"{first:%d.%m.%Y} - {last:%d.%m.%Y}") + width]
    return []


def make(choose, spoil=False):
    """A file's bytes, and the figures in it; or the line of a cell that is no figure."""
    dialect = Dialect(choose)
    metrics = choose.sample(sorted(METRICS), choose.randint(1, 6))
    channels = choose.choice([None, ["Brand", "Doors, oak", 'The "best"'], ["Поиск", "РСЯ / 1", "Итоги года"]])
    if channels and not dialect.russian and dialect.encoding == "cp1252":
        channels = ["Brand", "Café", "Doors; oak"]
    # Long enough for days over the 12th, so that the order of day and month can be told.
    first = datetime.date(2026, 1, 1) + datetime.timedelta(choose.randint(0, 300))
    days = [first + datetime.timedelta(n) for n in range(choose.randint(14, 40))]
    ratio = choose.choice([None, *RATIOS])
    columns = ["day"] + (["channel"] if channels else []) + metrics + (["ratio"] if ratio else []) + dialect.extra
    if dialect.day_anywhere and dialect.total != "empty":
        choose.shuffle(columns)
    elif choose.random() < 0.3:
        rest = columns[1:]
        choose.shuffle(rest)
        columns = columns[:1] + rest

    def header(column):
        if column == "day":
            return "Дата" if dialect.russian else choose.choice(["Date", "Day"])
        if column == "channel":
            return "Кампания" if dialect.russian else choose.choice(["Campaign", "Source / Medium"])
        if column == "ratio":
            return ratio[dialect.russian]
        if column in EXTRA:
            return EXTRA[column][dialect.russian]
        return choose.choice(METRICS[column][dialect.russian]).format(unit=dialect.unit(choose))

    figures, totals, rows = {}, dict.fromkeys(metrics, 0), []
    for day in days:
        for channel in channels or [""]:
            cells = {"id": str(7000 + len(channel)), "status": "Active", "url": "/a?b=1", "empty": "",
                     "day": dialect.date(day), "channel": channel, "ratio": dialect.number(2.07, choose, 2) + "%"}
            for metric in metrics:
                money, largest = METRICS[metric][2:]
                value = decimal.Decimal(choose.randint(0, largest * 100)) / 100 if money else choose.randint(0, largest)
                if choose.random() < 0.05:
                    cells[metric] = dialect.no_data
                    continue
                cells[metric] = dialect.money(value, choose) if money else dialect.number(value, choose)
                key = (day.isoformat(), channel, metric)
                figures[key] = figures.get(key, 0) + value * MILLION
                totals[metric] += value
            rows.append([cells[column] for column in columns])
    if spoil:
        choose.choice(rows)[columns.index(choose.choice(metrics))] = GARBAGE
    total = [dialect.money(totals[c], choose) if c in metrics and METRICS[c][2]
             else dialect.number(totals[c], choose) if c in metrics else "" for c in columns]
    if dialect.total != "empty":
        # The word stands where words stand.
        total[next(n for n, column in enumerate(columns) if column in ("day", "channel"))] = "Итого" if dialect.russian else choose.choice(["Total", "Total: Account"])
    rows = [[header(column) for column in columns]] + ([total] if dialect.total == "first" else []) + rows
    if dialect.total == "apart":
        rows.append([])
    if dialect.total in ("last", "empty", "apart"):
        rows.append(total)
    if dialect.trailing:
        rows = [row + [""] if row else row for row in rows]
    if dialect.footer:
        rows += [[], [f"{'Отчёт создан' if dialect.russian else 'Report made on'} {days[-1]:%d.%m.%Y}"]]
    if dialect.overview:
        rows = [["Source / Medium", "Sessions", "Transactions"], ["google / cpc", "120", "3"],
                ["(direct) / (none)", "80", "1"], []] + rows
    lines = preamble(dialect, days[0], days[-1], choose)
    lines += [dialect.separator.join(dialect.cell(cell) for cell in row) for row in rows]
    if spoil:
        figures = next(n for n, line in enumerate(lines, 1) if GARBAGE in line)
    text = dialect.line_end.join(lines) + dialect.line_end
    return text.encode(dialect.encoding, "replace"), figures, dialect


def run(dump, folder, data):
    path = os.path.join(folder, "figures.csv")
    with open(path, "wb") as file:
        file.write(data)
    return subprocess.run([dump, path], capture_output=True, check=False).stdout.decode()


def check_figures(dump, folder, seed):
    """What is wrong with a file's figures, in lines."""
    data, want, dialect = make(random.Random(seed))
    text = run(dump, folder, data)
    cells = {cell[:3]: decimal.Decimal(cell[3])
             for cell in re.findall(r"^cell\t(\S+)\t(.*?)\t([a-z-]+)\t(-?\d+)$", text, re.M)}
    wrong = [f"{key}: the import has {cells.get(key)}, written was {want.get(key)}"
             for key in sorted(set(cells) | set(want)) if cells.get(key) != want.get(key)][:3]
    wrong += re.findall(r"^(?:error|warning)\t.*(?:error|total|differ).*$", text, re.M)
    return wrong + [str(vars(dialect))] if wrong else []


def check_refusal(dump, folder, seed):
    data, line, dialect = make(random.Random(seed), spoil=True)
    text = run(dump, folder, data)
    if text.startswith(f"error\tLine {line}, ") and "cell" not in text:
        return []
    return [f"line {line} was spoilt, and the import says: {text[:200]!r}", str(vars(dialect))]


def main():
    dump = sys.argv[1]
    n_files = int(sys.argv[2]) if len(sys.argv) > 2 else 120
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    failed = 0
    print(f"1..{2 * n_files}")
    with tempfile.TemporaryDirectory() as folder:
        for n in range(2 * n_files):
            check = check_refusal if n % 2 else check_figures
            wrong = check(dump, folder, f"{seed}-{n}")
            print("not ok" if wrong else "ok", n + 1, f"{check.__name__} seed {seed}-{n}")
            for line in wrong:
                print("#", line)
            failed += bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
