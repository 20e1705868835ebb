#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's figures and the monthly report: words edited in place, a PDF, sending it."""

from program import client_id, opened, rows, wait_saved
from rapportui import check, equal, run, wait_until
from reports import CLIENT, export, open_report, open_reports, read_pdf, write_headline

def test_figures_are_shown():
    with opened() as (app, file):
        open_reports(app, file)
        check(len(app.find_all(type="RapportNumbersTile")) >= 4, "there are tiles")
        app.click(app.find("button", "Previous Month"))
        wait_until("the tiles again", lambda: app.find_all(type="RapportNumbersTile"))


def test_headline_reaches_disk_page_and_pdf():
    text = "Заявок стало больше & дешевле"
    with opened() as (app, file):
        editor = open_report(app, file)
        write_headline(app, editor, text)
        wait_saved(file, "the headline",
                   "SELECT count(*) FROM report WHERE headline = ?", text, expected=[(1,)])
        pdf = app.desktop.home / "report.pdf"
        export(app, pdf)
        words = " ".join(read_pdf(pdf).split())
        check(text in words, f"the headline is in the PDF: {words[:300]}")
        check(CLIENT in words, "the client's name is in the PDF")
        others = [name for (name,) in rows(file, "SELECT name FROM client") if name != CLIENT]
        equal([name for name in others if name in words], [], "other clients in the PDF")


def test_nothing_private_in_the_pdf():
    with opened() as (app, file):
        open_report(app, file)
        pdf = app.desktop.home / "report.pdf"
        export(app, pdf)
        words = " ".join(read_pdf(pdf).split())
        row = rows(file, "SELECT team_notes, my_notes, behaviour, triggers FROM client "
                   "WHERE name = ?", CLIENT)[0]
        equal([text for text in row if text and len(text) > 12 and text in words], [],
              "what is only for the team")


def test_a_sent_report_is_frozen():
    with opened() as (app, file):
        editor = open_report(app, file)
        app.click(app.find("button", "Mark as Sent…"))
        dialog = app.find(type="AdwAlertDialog")
        app.click(app.find_all("button", within=dialog)[-1])
        wait_until("the report to be sent", lambda: rows(
            file, "SELECT count(*) FROM report WHERE client = ? AND state = 'sent'",
            client_id(file, CLIENT))[0][0] > 0)
        wait_until("the words to be out of reach", lambda: not app.find_all(
            name="Headline", within=editor, states=("showing", "editable")))


def test_undo_of_words():
    with opened() as (app, file):
        editor = open_report(app, file)
        before = rows(file, "SELECT headline FROM report WHERE client = ? ORDER BY id",
                      client_id(file, CLIENT))
        write_headline(app, editor, "Something else")
        wait_saved(file, "the headline", "SELECT count(*) FROM report WHERE headline = ?",
                   "Something else", expected=[(1,)])
        app.action("win.undo")
        wait_saved(file, "the undo", "SELECT headline FROM report WHERE client = ? ORDER BY id",
                   client_id(file, CLIENT), expected=before)


run(globals())
