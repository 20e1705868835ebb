# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to a client's reports, and what tests do there."""

import subprocess

from gi.repository import GLib

from program import client_id
from rapportui import wait_until

CLIENT = "Romashka Clinics"


def open_reports(app, file):
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.action("win.show-view", GLib.Variant("s", "reports"))
    return app.find(type="RapportReportsView")


def open_report(app, file):
    open_reports(app, file)
    app.click(app.find("list item", within=app.find(type="RapportReportsView")))
    editor = app.find(type="RapportReportEditor")
    wait_until("the pages", lambda: app.find_all(type="RapportPageSheet"))
    return editor


def read_pdf(file):
    return subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True,
                          text=True).stdout


def write_headline(app, editor, text):
    headline = app.find(name="Headline", within=editor, states=("showing", "editable"))
    app.click(headline)
    app.keys("ctrl+a")
    app.type(text)


def export(app, file):
    app.click(app.find("button", "Export PDF…"))
    app.choose_file(file)
    wait_until("the PDF", lambda: file.exists() and file.stat().st_size > 1000)
