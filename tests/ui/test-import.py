#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing figures in through the window: a file chosen, checked, taken, undone, taken twice."""

import re

from gi.repository import GLib

from program import client_id, opened, rows
from rapportui import check, equal, run, wait_until

CLIENT = "Romashka Clinics"
# A month far from those of the sample agency, so that nothing else has figures there.
EXPORT = """Кабинет;;;
Отчёт за март 2019;;;
Дата;Клики;Показы;Расход
01.03.2019;1 234;20 000;"1 541,76"
02.03.2019;10;500;12,24
Итого;1 244;20 500;"1 554,00"
"""
NO_DAYS = "spend,clicks,impressions\n22.61,165,8672\n37.28,228,11875\n"


def figures(file):
    """All that is stored of the client's figures."""
    return rows(file, "SELECT month, source, cells FROM month_numbers WHERE client = ? AND "
                "coalesce(trashed, 0) = 0 ORDER BY month, source", client_id(file, CLIENT))


def march(file):
    return [row for row in figures(file) if row[0].startswith("2019-03")]


def open_assistant(app, file, name, text, encoding="utf-8"):
    export = app.desktop.home / name
    export.write_bytes(text.encode(encoding))
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.action("win.import-file", GLib.Variant("s", export.as_uri()))
    return app.find(type="RapportImportAssistant")


def accept(app):
    button = app.find("button", "Import", states=("showing", "sensitive"))
    app.click(button)
    app.gone(type="RapportImportAssistant")


def test_a_file_comes_in_and_is_undone():
    with opened() as (app, file):
        before = figures(file)
        open_assistant(app, file, "export.csv", EXPORT, "cp1251")
        accept(app)
        wait_until("the figures on disk", lambda: march(file))
        app.action("win.undo")
        wait_until("the figures to be gone", lambda: figures(file) == before)


def test_the_same_file_twice_changes_nothing():
    with opened() as (app, file):
        open_assistant(app, file, "export.csv", EXPORT)
        accept(app)
        wait_until("the figures on disk", lambda: march(file))
        once = figures(file)
        open_assistant(app, file, "export.csv", EXPORT)
        app.find("list item", "Nothing New")
        app.keys("esc")
        app.gone(type="RapportImportAssistant")
        equal(figures(file), once, "figures after the second time")


def test_choices_are_remembered_for_the_next_file():
    with opened() as (app, file):
        open_assistant(app, file, "march.csv", EXPORT)
        app.click(app.reach(app.find("combo box", "Показы")))
        app.keys("Home", "Return")
        accept(app)
        wait_until("the figures on disk", lambda: march(file))
        check("impressions" not in march(file)[0][2], "a column left out")
        open_assistant(app, file, "april.csv", EXPORT.replace(".03.2019", ".04.2019"))
        app.find("label", "Read as the last file of this kind")
        accept(app)

        def april():
            return [row for row in figures(file) if row[0].startswith("2019-04")]

        wait_until("the figures of April on disk", april)
        check("impressions" not in april()[0][2], "the column is left out again")
        open_assistant(app, file, "may.csv", EXPORT.replace(".03.2019", ".05.2019"))
        app.click(app.find("button", "Start Over"))
        app.gone("label", "Read as the last file of this kind")
        accept(app)
        wait_until("the figures of May on disk",
                   lambda: any("impressions" in row[2] for row in figures(file) if row[0].startswith("2019-05")))


def test_the_first_day_is_asked_for():
    with opened() as (app, file):
        open_assistant(app, file, "no-days.csv", NO_DAYS)
        app.find("list item", "Which Is the First Day?")
        check(not app.find("button", "Import").has("sensitive"), "nothing to take yet")
        app.keys("esc")
        app.gone(type="RapportImportAssistant")
        equal(march(file), [], "figures")


def test_another_currency_is_refused_with_the_reason():
    with opened() as (app, file):
        open_assistant(app, file, "roubles.csv", EXPORT.replace("Расход", "Расход, ₽"))
        app.find("list item", "This Can’t Be Imported")
        check(not app.find("button", "Import").has("sensitive"), "it can not be taken")
        app.keys("esc")
        app.gone(type="RapportImportAssistant")
        equal(march(file), [], "figures")


def test_what_is_no_table_is_refused():
    with opened() as (app, file):
        before = figures(file)
        open_assistant(app, file, "letter.csv", "Dear Sir or Madam,\n\nnothing to see here.\n")
        wait_until("a refusal", lambda: app.find_all(
            name=re.compile("This File Can’t Be Read|This Can’t Be Imported")))
        app.keys("esc")
        app.gone(type="RapportImportAssistant")
        equal(figures(file), before, "figures")


def test_a_file_is_chosen_by_keyboard():
    with opened() as (app, file):
        export = app.desktop.home / "export.csv"
        export.write_text(EXPORT, encoding="utf-8")
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        app.keys("ctrl+i")
        app.find(type="RapportImportAssistant")
        if not app.find_all(type="GtkFileChooserDialog"):
            app.click(app.find("button", "Choose File…"))
        app.choose_file(export)
        accept(app)
        wait_until("the figures on disk", lambda: march(file))


run(globals())
