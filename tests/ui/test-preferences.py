#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the agency and a client decide about their reports: logo, colour, paper, days, figures."""

import struct
import zlib

from gi.repository import GLib

from program import client_id, opened, rows, wait_saved
from rapportui import check, equal, run, wait_until
from rapportui.waiting import PATIENCE, RETRY, Timeout
from rapportui.app import build_folder

FILES = build_folder() / "tests" / "ui" / "selftest" / "ui-files"
CLIENT = "Stone & Son"
LOGO = ("SELECT attachment.name, attachment.mime_type, attachment.audience, attachment.client "
        "FROM {0} JOIN attachment ON attachment.id = {0}.logo WHERE coalesce(attachment.trashed, 0) = 0")


def png(width, height, rows_of_pixels=None):
    """A grey PNG; without its pixels it only claims to be that large."""
    def part(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height))) if rows_of_pixels is None else b""
    return (b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + part(b"IDAT", pixels) + part(b"IEND", b""))


def leave(app, dialog):
    """Escape ends a toast first, where there is one."""
    def left():
        app.keys("esc")
        app.settle()
        return not app.find_all(type=dialog)

    wait_until("the dialog to close", left)


def write(app, name, data):
    path = app.desktop.home / name
    path.write_bytes(data)
    return path


def preferences(app):
    app.keys("ctrl+comma")
    return app.find(type="RapportPreferences")


def logo_row(app):
    return app.find(type="RapportLogoRow")


def test_logo_of_the_agency():
    with opened() as (app, file):
        preferences(app)
        app.click(app.find("button", "Choose a Picture…", within=logo_row(app)))
        app.choose_file(write(app, "знак.png", png(60, 20)))
        wait_saved(file, "the logo", LOGO.format("workspace"),
                   expected=[("знак.png", "image/png", "client", None)])
        app.find("label", "знак.png", within=logo_row(app))
        app.click(app.find("button", "Remove the Logo", within=logo_row(app)))
        wait_saved(file, "no logo", "SELECT count(*) FROM workspace WHERE logo IS NOT NULL", expected=[(0,)])
        app.gone("button", "Remove the Logo", within=logo_row(app))
        leave(app, "RapportPreferences")
        app.keys("ctrl+z")
        wait_saved(file, "the undo", LOGO.format("workspace"),
                   expected=[("знак.png", "image/png", "client", None)])


def test_what_is_no_logo():
    with opened() as (app, file):
        before = rows(file, LOGO.format("workspace"))
        preferences(app)
        for name, data, words in (
                ("huge.png", png(10000, 10000, rows_of_pixels=0), "too large"),
                ("cut.png", png(60, 20)[:40], "damaged"),
                ("words.png", b"Dear Sir or Madam", "PNG, JPEG or SVG"),
                ("script.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "script"),
                ("outside.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://example.com/a.png'/></svg>",
                 "outside")):
            app.click(app.find("button", "Choose a Picture…", within=logo_row(app)))
            app.choose_file(write(app, name, data))
            wait_until(name, lambda: any(words in label.name for label in
                                         app.find_all("label", within=logo_row(app))))
        equal(rows(file, LOGO.format("workspace")), before, "logos")
        leave(app, "RapportPreferences")


def test_a_dropped_picture():
    with opened() as (app, file):
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        app.action("win.edit-client")
        app.find(type="RapportFormDialog")
        app.reach(logo_row(app))
        picture = write(app, "mark.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'><rect width='9' height='3'/></svg>")
        app.expect_message("gtk_drop_target_async_handle_crossing")
        with app.desktop.start(FILES, picture) as files:
            def taken():
                files.drag(files.find("label", picture.name), logo_row(app), into=app)
                try:
                    return wait_until("its name", lambda: app.find_all("label", picture.name), RETRY)
                except Timeout:
                    return False

            wait_until("the drop to be taken", taken, PATIENCE * 3)
            files.close()
        wait_saved(file, "the logo", LOGO.format("client") + " AND client.name = 'Stone & Son'",
                   expected=[("mark.svg", "image/svg+xml", "client", client_id(file, CLIENT))])
        leave(app, "RapportFormDialog")


def test_how_a_clients_reports_are():
    with opened() as (app, file):
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        app.action("win.edit-client")
        dialog = app.find(type="RapportFormDialog")
        template = app.find(name="Report template", within=dialog, states=("focusable",))
        app.reach(template)
        app.click(template)
        app.keys("Down", "Down", "Down", "Return")
        wait_saved(file, "the template", "SELECT report_template FROM client WHERE name = ?", CLIENT,
                   expected=[("weekly",)])
        digest = app.find(type="RapportMetricsRow", within=dialog)
        app.reach(digest)
        app.click(app.find("label", "Figures of the daily digest", within=digest))
        for name in ("Leads", "Revenue"):
            row = app.find(type="AdwSwitchRow", name=name, within=digest, states=())
            app.reach(row)
            app.click(row)
        wait_until("the figures", lambda: "leads" in (rows(
            file, "SELECT digest FROM client WHERE name = ?", CLIENT)[0][0] or ""))
        wait_until("both", lambda: "revenue" in (rows(
            file, "SELECT digest FROM client WHERE name = ?", CLIENT)[0][0] or ""))
        app.find("label", "Leads, Revenue", within=digest)
        leave(app, "RapportFormDialog")


def test_days_of_the_agency():
    with opened() as (app, file):
        dialog = preferences(app)
        weekday = app.find(name="Marked on", within=dialog, states=("focusable",))
        app.reach(weekday)
        app.click(weekday)
        app.click(app.find("label", "Thursday"))
        wait_saved(file, "the weekday", "SELECT marking_weekday FROM workspace", expected=[(4,)])
        trash = app.find(name="Delete for good after", within=dialog, states=("focusable",))
        app.reach(trash)
        app.click(trash)
        app.click(app.find("label", "90 days"))
        wait_saved(file, "the days of the trash", "SELECT trash_days FROM workspace", expected=[(90,)])
        row = app.find("label", "Public holidays", within=dialog, states=())
        app.reach(row)
        app.click(row)
        page = app.find(type="RapportHolidaysPage")
        app.find("label", "No Public Holidays", within=page)
        for text in ("9 May 2027", "1 January 2027"):
            app.click(app.find(type="RapportDayButton", within=page))
            app.type(text)
            app.keys("Return")
            wait_until(text, lambda: any(text in label.name for label in app.find_all("label", within=page)))
        names = [label.name for label in app.find_all("label", within=page) if "2027" in label.name]
        equal(names, ["Friday, 1 January 2027", "Sunday, 9 May 2027"], "in order")
        app.click(app.find("button", "Remove", within=page))
        wait_until("one less", lambda: "2027-01-01" not in rows(file, "SELECT holidays FROM workspace")[0][0])
        check("2027-05-09" in rows(file, "SELECT holidays FROM workspace")[0][0], "the other stays")
        app.keys("esc")
        leave(app, "RapportPreferences")


PHRASES = "SELECT title FROM phrase WHERE coalesce(trashed, 0) = 0 ORDER BY \"order\""
TEMPLATES = "SELECT name, form FROM template WHERE coalesce(trashed, 0) = 0"


def bank(app, row):
    """The page of the text bank, or of the templates."""
    preferences(app)
    app.click(app.find("tab", "Reports"))
    app.click(app.find("label", row))
    return app.find(type="RapportBankPage")


def add_phrase(app, page, title):
    app.click(app.find("button", "New Phrase", within=page, states=("showing", "sensitive")))
    record = app.find(type="RapportBankRecord")
    app.click(app.find(type="AdwEntryRow", within=record))
    app.keys("ctrl+a")
    app.type(title)
    return record


def back(app):
    app.keys("esc")
    app.gone(type="RapportBankRecord")


def test_the_text_bank():
    with opened() as (app, file):
        before = rows(file, PHRASES)
        page = bank(app, "Text bank")
        for title in ("Thanks for the quick answers", "Половина заявок по телефону"):
            record = add_phrase(app, page, title)
            wait_saved(file, title, "SELECT count(*) FROM phrase WHERE title = ?", title, expected=[(1,)])
            back(app)
        equal(rows(file, PHRASES)[-2:], [("Thanks for the quick answers",), ("Половина заявок по телефону",)], "at the end")
        row = app.find(type="RapportMovableRow", index=len(before) + 1, within=page)
        app.click(app.find("button", "Move Up", within=row, states=("showing", "sensitive")))
        wait_saved(file, "the new order", PHRASES,
                   expected=before + [("Половина заявок по телефону",), ("Thanks for the quick answers",)])
        app.click(app.find("label", "Thanks for the quick answers", within=page))
        record = app.find(type="RapportBankRecord")
        app.click(app.find("label", "Delete Phrase", within=record, states=()))
        app.gone(type="RapportBankRecord")
        wait_saved(file, "the deletion", PHRASES, expected=before + [("Половина заявок по телефону",)])
        app.click(app.find("button", "Undo"))
        wait_saved(file, "the undo", PHRASES,
                   expected=before + [("Половина заявок по телефону",), ("Thanks for the quick answers",)])
        app.keys("esc")
        leave(app, "RapportPreferences")


def test_a_template_of_ones_own():
    with opened() as (app, file):
        page = bank(app, "Templates of your own")
        app.choose_menu("New Template", "Weekly")
        record = app.find(type="RapportBankRecord")
        wait_saved(file, "the template", TEMPLATES, expected=[("New Template", "weekly")])
        sections = app.find_all(type="RapportMovableRow", within=record)
        app.click(app.find("button", "Move Down", within=sections[0]))
        wait_until("the order", lambda: rows(file, "SELECT sections FROM template")[0][0].startswith("tiles summary work"))
        third = app.find(type="RapportMovableRow", index=2, within=record)
        app.click(app.find("switch", within=third))
        wait_until("the switch", lambda: rows(file, "SELECT sections FROM template")[0][0].startswith("tiles summary -work next"))
        app.keys("esc")
        app.gone(type="RapportBankRecord")
        app.find("label", "New Template", within=page)
        app.keys("esc")
        leave(app, "RapportPreferences")
        # It is offered where a report is begun.
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        app.action("win.show-view", GLib.Variant("s", "reports"))
        app.click(app.find("button", "Another Report…", within=app.find(type="RapportReportsView")))
        dialog = app.find(type="RapportNewReportDialog")
        app.keys("space", "Down", "Down", "Down", "Down", "Return")
        app.click(app.find("button", "Begin the Report", within=dialog))
        wait_saved(file, "its sections",
                   "SELECT section, shown FROM report_section JOIN report ON report.id = report JOIN template ON "
                   "template.id = report.template ORDER BY report_section.\"order\" LIMIT 4",
                   expected=[("tiles", 1), ("summary", 1), ("work", 0), ("next", 1)])


run(globals())
