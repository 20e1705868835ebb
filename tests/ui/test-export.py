#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client can get besides the PDF: a web page, a workbook, a letter, plain words, paper."""

import email
import email.policy
import zipfile

from program import opened
from rapportui import check, run, wait_until
from reports import CLIENT, open_report, write_headline


def export_as(app, label, name):
    file = app.desktop.home / name
    app.choose_menu("Report Menu", label)
    app.choose_file(file)
    wait_until(name, lambda: file.exists() and file.stat().st_size > 100)
    return file


def test_every_form_is_written():
    text = "Fewer clicks & more leads <than> before"
    with opened() as (app, file):
        write_headline(app, open_report(app, file), text)
        page = export_as(app, "Export Web Page…", "report.html").read_text(encoding="utf-8")
        check("Fewer clicks &amp; more leads &lt;than&gt; before" in page, "what is typed is part of it")
        check("<script" not in page and "default-src &#39;none&#39;" in page, "no scripts")
        with zipfile.ZipFile(export_as(app, "Export Spreadsheet…", "report.xlsx")) as book:
            check("Leads" in book.read("xl/sharedStrings.xml").decode(), "the figures have their names")
        letter = email.message_from_bytes(export_as(app, "Export Letter…", "report.eml").read_bytes(),
                                          policy=email.policy.default)
        check(CLIENT in letter["Subject"], letter["Subject"])
        check(text in letter.get_body(("plain",)).get_content(), "the headline is in the letter")
        attached = next(letter.iter_attachments()).get_content()
        check(attached.startswith(b"%PDF-"), "the PDF is attached")


def test_copy_as_text():
    with opened() as (app, file):
        editor = open_report(app, file)
        app.choose_menu("Report Menu", "Copy as Text")
        app.find("label", "Report copied as text")
        write_headline(app, editor, "x")
        app.keys("ctrl+a", "ctrl+v")
        wait_until("the words", lambda: CLIENT in app.find(
            name="Headline", within=editor, states=("showing", "editable")).text)


def test_a_month_is_no_text_message():
    with opened() as (app, file):
        open_report(app, file)
        app.click(app.find("toggle button", "Report Menu"))
        entries = [entry.text for entry in wait_until("a menu", lambda: app.find_all("menu item"))]
        check("Copy as Text" in entries and "Copy as Text Message" not in entries, entries)


def test_without_a_mail_program_the_letter_can_be_saved():
    with opened() as (app, file):
        open_report(app, file)
        app.choose_menu("Report Menu", "Send by Mail…")
        app.find("label", "No mail program could be opened")
        app.click(app.find("button", "Save Letter…"))
        letter = app.desktop.home / "letter.eml"
        app.choose_file(letter)
        wait_until("the letter", lambda: letter.exists() and letter.stat().st_size > 1000)


def test_print():
    """Ctrl+P asks for a printer where a report is open, and does nothing elsewhere."""
    with opened() as (app, file):
        app.keys("ctrl+p")
        check(len(app.windows()) == 1, "no report, no printing")
        open_report(app, file)
        app.keys("ctrl+p")
        wait_until("the dialog", lambda: len(app.windows()) == 2)


run(globals())
