#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a report that was sent: approved, compared with figures that came in since, its
PDF saved again."""

import re

from program import client_id, opened, rows, wait_saved
from rapportui import check, equal, run, wait_until
from reports import CLIENT, export, open_report, read_pdf, write_headline


def send(app, file):
    """Sends the report that is open."""
    app.click(app.find("button", "Mark as Sent…"))
    dialog = app.find(type="AdwAlertDialog")
    app.click(app.find("button", "Mark as Sent", within=dialog))
    wait_state(file, "sent")
    app.find("button", "Save the PDF That Was Sent…")


def state(file):
    return rows(file, "SELECT state FROM report WHERE client = ? ORDER BY period DESC LIMIT 1",
                client_id(file, CLIENT))[0][0]


def wait_state(file, expected):
    wait_until(f"the report to be {expected} on disk", lambda: state(file) == expected)


def sent_banner(app):
    return app.find(type="AdwBanner", name=re.compile("^Sent on"))


def test_sending_can_be_thought_over():
    with opened() as (app, file):
        open_report(app, file)
        app.click(app.find("button", "Mark as Sent…"))
        app.find(type="AdwAlertDialog")
        app.keys("esc")
        app.gone(type="AdwAlertDialog")
        equal(state(file), "draft")


def test_approval_and_its_way_back():
    with opened() as (app, file):
        open_report(app, file)
        check("approved" not in sent_menu(app), "a draft can not be approved")
        send(app, file)
        app.choose_menu("Report Menu", "Mark as Approved")
        wait_state(file, "approved")
        wait_until("the banner to say so", lambda: "approved" in sent_banner(app).name)
        app.keys("ctrl+z")
        wait_state(file, "sent")
        wait_until("the banner to say so", lambda: "approved" not in sent_banner(app).name)
        # What was sent was sent: undo does not go past that.
        app.keys("ctrl+z")
        app.find("button", "Save the PDF That Was Sent…")
        equal(state(file), "sent")
        app.keys("ctrl+shift+z")
        wait_state(file, "approved")


def sent_menu(app):
    """What the menu of the report offers."""
    app.click(app.find("toggle button", "Report Menu"))
    entries = [entry.text for entry in wait_until("a menu", lambda: app.find_all("menu item"))]
    app.keys("esc")
    app.gone("menu item")
    return " ".join(entries)


def import_more(app, file):
    """Brings figures in for the month of the report."""
    month = rows(file, "SELECT period FROM report WHERE client = ? ORDER BY period DESC LIMIT 1",
                 client_id(file, CLIENT))[0][0]
    later = app.desktop.home / "later.csv"
    later.write_text("Date,Clicks,Impressions,Cost\n"
                     f"{month},50,1000,1000.00\n", encoding="utf-8")
    app.keys("ctrl+i")
    app.click(app.find("button", "Choose File…"))
    app.choose_file(later)
    app.click(app.find("button", "Import", states=("showing", "sensitive")))
    app.gone(type="RapportImportAssistant")


def test_a_source_that_has_changed_since():
    with opened() as (app, file):
        open_report(app, file)
        send(app, file)
        check(not app.find_all("button", "Compare…"), "nothing to compare yet")
        import_more(app, file)
        app.click(app.find("button", "Compare…"))
        dialog = app.find("dialog", "Sent and Today")
        rows_of_dialog = app.find_all(type="AdwActionRow", within=dialog)
        check(rows_of_dialog, "figures are listed")
        for row in rows_of_dialog:
            text = next(child.text for child in row.walk() if child.text.startswith("Sent: "))
            then, now = re.fullmatch("Sent: (.*) · Today: (.*)", text).groups()
            check(then != now, f"{row!r}: {text}")
        app.picture(app.desktop.home / "compare.png")
        app.keys("esc")
        app.gone("dialog", "Sent and Today")
        # With the figures as they were there is nothing to compare any more.
        app.keys("ctrl+z")
        app.gone("button", "Compare…")
        app.keys("ctrl+shift+z")
        app.find("button", "Compare…")


def test_the_pdf_that_was_sent_stays():
    with opened() as (app, file):
        editor = open_report(app, file)
        write_headline(app, editor, "As it was sent")
        wait_saved(file, "the headline", "SELECT count(*) FROM report WHERE headline = ?",
                   "As it was sent", expected=[(1,)])
        draft, sent, later = (app.desktop.home / f"{name}.pdf" for name in ("a", "b", "c"))
        export(app, draft)
        send(app, file)
        for pdf in (sent, later):
            app.click(app.find("button", "Save the PDF That Was Sent…"))
            app.choose_file(pdf)
            wait_until("the PDF", lambda pdf=pdf: pdf.exists() and pdf.stat().st_size > 1000)
            if pdf == sent:
                import_more(app, file)
                app.find("button", "Compare…")
        equal(later.read_bytes(), sent.read_bytes(), "the bytes of the PDF")
        check("As it was sent" in " ".join(read_pdf(later).split()), "the words are in it")
        equal(read_pdf(sent), read_pdf(draft), "the words of the draft")


def test_a_pdf_that_can_not_be_written():
    with opened() as (app, file):
        open_report(app, file)
        app.click(app.find("button", "Export PDF…"))
        app.choose_file("/proc/report.pdf")
        app.find("label", re.compile("^The report could not be saved: "))
        pdf = app.desktop.home / "report.pdf"
        pdf.write_text("what was there before", encoding="utf-8")
        export(app, pdf)
        check(CLIENT in " ".join(read_pdf(pdf).split()), "the file that was there is replaced")


run(globals())
