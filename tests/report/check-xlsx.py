#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the reports in XLSX: their XML as it is, and their figures as LibreOffice understands them.

Usage: check-xlsx.py WRITE-OUTPUTS"""

import datetime
import getpass
import io
import os
import re
import socket
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

import outputs
import tap

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(sample):
    archive = zipfile.ZipFile(io.BytesIO(outputs.read(sample + ".xlsx")))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def sheets(sample):
    return [tree.fromstring(data) for name, data in parts(sample).items() if "worksheets/sheet" in name]


def test_figures():
    """What LibreOffice reads is what the document says, to the millionth, in both languages."""
    for sample, names in (("en", ("Figures", "Channels", "Funnel")), ("ru", ("Показатели", "Каналы", "Воронка"))):
        document, book = outputs.document(sample), outputs.converted(sample)
        figures, channels, funnel = (book[name] for name in names)
        assert len(figures) == len(document["figures"]) + 1
        for row, figure in zip(figures[1:], document["figures"]):
            for column, key in ((1, "value"), (2, "target"), (3, "previous"), (5, "last_year")):
                outputs.assert_equal(row[column], figure[key], f"{row[0]}, {key}")
        assert len(channels) == len(document["channels"]) + 1
        for row, channel in zip(channels[1:], document["channels"]):
            assert row[0] == channel["name"]
            for cell, value in zip(row[1:], channel["values"], strict=True):
                outputs.assert_equal(cell, value, row[0])
        for row, stage in zip(funnel[1:], document["funnel"], strict=True):
            outputs.assert_equal(row[1], stage["value"], row[0])
            outputs.assert_equal(row[2], stage["previous"], row[0])


def test_days():
    """Days are dates, one after the other, each with its figures."""
    document = outputs.document("en")
    chart = document["charts"][0]
    first = datetime.date.fromisoformat(chart["first"])
    rows = outputs.converted("en")["By day"][1:]
    assert len(rows) == len(chart["points"])
    for index, (row, point) in enumerate(zip(rows, chart["points"])):
        assert datetime.date.fromisoformat(row[0]) == first + datetime.timedelta(index), row[0]
        for column, key in ((1, "actual"), (2, "compared"), (3, "target")):
            outputs.assert_equal(row[column], point[key], f"{row[0]}, {key}")


def test_texts_are_strings():
    """No cell is a formula; what would be one when typed says that it is a text."""
    for sample in outputs.SAMPLES:
        styles = tree.fromstring(parts(sample)["xl/styles.xml"]).find(MAIN + "cellXfs")
        shared = [("".join(item.itertext())) for item in tree.fromstring(parts(sample)["xl/sharedStrings.xml"])]
        for sheet in sheets(sample):
            assert not list(sheet.iter(MAIN + "f")) and not list(sheet.iter(MAIN + "hyperlink"))
            for cell in sheet.iter(MAIN + "c"):
                value = cell.find(MAIN + "v")
                if value is None:
                    continue
                assert cell.get("t", "n") in ("s", "n"), cell.get("t")
                if cell.get("t") == "s" and shared[int(value.text)][:1] in tuple("=+-@\t\r\n"):
                    assert styles[int(cell.get("s"))].get("quotePrefix") == "1", shared[int(value.text)]
    names = {cell for rows in outputs.converted("hostile").values() for row in rows for cell in row}
    for wanted in ("=HYPERLINK(\"http://evil.example\",\"x\")", "@SUM(1,1)", "-2+3"):
        assert wanted in names, wanted


def test_form():
    """The header stays in sight, columns have their widths, every sheet its name."""
    for sample in outputs.SAMPLES:
        book = tree.fromstring(parts(sample)["xl/workbook.xml"])
        names = [sheet.get("name") for sheet in book.iter(MAIN + "sheet")]
        assert len(names) == len(set(names)) >= 1 and all(0 < len(name) <= 31 for name in names), names
        for sheet in sheets(sample):
            pane = next(sheet.iter(MAIN + "pane"))
            assert pane.get("state") == "frozen" and pane.get("ySplit") == "1"
            assert all(8 <= float(column.get("width")) <= 64 for column in sheet.iter(MAIN + "col"))


def test_nothing_private():
    """Neither the machine nor its user nor the hour is in it, and equal reports are equal files."""
    first = {sample: outputs.read(sample + ".xlsx") for sample in outputs.SAMPLES}
    for sample in outputs.SAMPLES:
        whole = b"".join(parts(sample).values()).decode("utf-8")
        for word in (os.path.expanduser("~") + "/", socket.gethostname(), outputs.folder):
            assert word not in whole, word
        assert f">{getpass.getuser()}<" not in whole
        day = outputs.document(sample)["data_date"] or outputs.document(sample)["to"]
        created = re.search("<dcterms:created[^>]*>([^<]*)", whole)[1]
        assert created == f"{day}T00:00:00Z", created
    subprocess.run([sys.argv[1], outputs.folder], check=True)
    for sample, bytes_ in first.items():
        assert outputs.read(sample + ".xlsx") == bytes_, sample


sys.exit(tap.run(globals()))
