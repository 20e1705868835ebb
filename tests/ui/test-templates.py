#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports of a week and a day, templates of one's own, and the paper they are printed on."""

import re
import subprocess

from gi.repository import GLib

from program import client_id, opened, rows, wait_saved
from rapportui import check, equal, run, wait_until

CLIENT = "Romashka Clinics"


def begin(app, file, presses):
    """A new report by keyboard: the template that many rows below the first."""
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.action("win.show-view", GLib.Variant("s", "reports"))
    app.click(app.find("button", "Another Report…", within=app.find(type="RapportReportsView")))
    dialog = app.find(type="RapportNewReportDialog")
    app.keys("space", *["Down"] * presses, "Return")
    app.click(app.find("button", "Begin the Report", within=dialog))
    editor = app.find(type="RapportReportEditor")
    wait_until("the pages", lambda: app.find_all(type="RapportPageSheet"))
    return editor


def page_size(pdf):
    info = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    return re.search(r"Page size: +(\S+) x (\S+)", info).groups()


def export(app, file):
    app.click(app.find("button", "Export PDF…"))
    app.choose_file(file)
    wait_until("the PDF", lambda: file.exists() and file.stat().st_size > 1000)


def test_week():
    with opened() as (app, file):
        begin(app, file, 2)
        wait_saved(file, "the report", "SELECT count(*) FROM report WHERE template = 'weekly'",
                   expected=[(1,)])
        period = rows(file, "SELECT strftime('%w', period) FROM report WHERE template = 'weekly'")
        equal(period, [("1",)], "a week begins on Monday")
        shown = rows(file, "SELECT section FROM report_section JOIN report ON report = report.id "
                     "WHERE template = 'weekly' AND shown ORDER BY report_section.\"order\"")
        equal([word for (word,) in shown],
              ["summary", "tiles", "work", "next", "problems", "proposals"], "its sections")


def test_own_template():
    with opened() as (app, file):
        begin(app, file, 3)
        app.click(app.find("toggle button", "Report Menu"))
        app.find("menu item")
        app.keys("k")
        app.find("button", "Keep")
        app.type("Morning figures")
        app.keys("Return")
        wait_saved(file, "the template", "SELECT name, form FROM template",
                   expected=[("Morning figures", "daily")])
        app.keys("alt+Left")
        # It lies over the button for some seconds.
        app.gone("label", re.compile("is there for new reports"))
        begin(app, file, 4)
        wait_saved(file, "the report of it",
                   "SELECT count(*) FROM report JOIN template ON template.id = report.template",
                   expected=[(1,)])


def test_letter():
    with opened() as (app, file):
        editor = begin(app, file, 1)
        app.click(app.find(name="Paper", within=editor, states=("showing", "focusable")))
        app.keys("Down", "Down", "Return")
        wait_saved(file, "the paper", "SELECT count(*) FROM report WHERE paper = 'letter'",
                   expected=[(1,)])
        pdf = app.desktop.home / "letter.pdf"
        export(app, pdf)
        equal(page_size(pdf), ("612", "792"), "the size of a page")
        check(rows(file, "SELECT state FROM report WHERE paper = 'letter'") == [("draft",)],
              "it is still a draft")


def open_phrases(app, editor):
    app.click(app.find("toggle button", "Text Bank", within=editor))
    return wait_until("the menu", lambda: app.find_all("menu item"))


def test_phrase():
    """Words of one report are used again in another."""
    text = "Search carried the month."
    with opened() as (app, file):
        editor = begin(app, file, 1)
        words = app.find(name="Text", within=editor, states=("showing", "editable"))
        app.click(words)
        app.type(text)
        equal(len(open_phrases(app, editor)), 1, "entries of an empty bank")
        app.keys("k")
        wait_saved(file, "the phrase", "SELECT body, section FROM phrase",
                   expected=[(text, "summary")])
        app.keys("alt+Left")
        editor = begin(app, file, 2)
        equal(len(open_phrases(app, editor)), 2, "entries with a phrase")
        app.keys("Return")
        wait_saved(file, "the words", "SELECT body FROM report_section JOIN report ON report = "
                   "report.id WHERE template = 'weekly' AND section = 'summary'",
                   expected=[(text,)])


run(globals())
