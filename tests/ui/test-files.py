#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files from and to other programs: dropped by the pointer, chosen and named in file dialogs."""

from gi.repository import GLib

from program import client_id, make_agency, opened, rows, start
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.app import build_folder
from rapportui.waiting import PATIENCE, RETRY, Timeout

FILES = build_folder() / "tests" / "ui" / "selftest" / "ui-files"
CLIENT = "Romashka Clinics"
# A month far from those of the sample agency, so that nothing else has figures there.
EXPORT = """Дата;Клики;Показы;Расход
01.03.2019;1 234;20 000;"1 541,76"
02.03.2019;10;500;12,24
"""


def march(file):
    return rows(file, "SELECT month, cells FROM month_numbers WHERE client = ? AND "
                "month LIKE '2019-03%' AND coalesce(trashed, 0) = 0", client_id(file, CLIENT))


def open_reports(app, file):
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.action("win.show-view", GLib.Variant("s", "reports"))
    return app.find(type="RapportReportsView")


def write_export(app, name="выгрузка, март.csv", text=EXPORT):
    export = app.desktop.home / name
    export.write_text(text, encoding="utf-8")
    return export


def take(app, file):
    """Accepts what the assistant shows, and goes back and forth over it."""
    app.click(app.find("button", "Import", states=("showing", "sensitive")))
    app.gone(type="RapportImportAssistant")
    wait_until("the figures on disk", lambda: march(file))
    brought = march(file)
    app.keys("ctrl+z")
    wait_until("the undo on disk", lambda: not march(file))
    app.keys("ctrl+shift+z")
    wait_until("the redo on disk", lambda: march(file) == brought)


def drop(app, export, onto):
    """Drags a file out of another program and lets it go over a node, until it is taken: on a busy
    machine it may be let go before the two programs have agreed on it."""
    with app.desktop.start(FILES, export) as files:
        def taken():
            files.drag(files.find("label", export.name), onto, to=(0.5, 0.2), into=app)
            try:
                return wait_until("its name", lambda: app.find_all("label", export.name), RETRY)
            except Timeout:
                return False

        wait_until("the drop to be taken", taken, PATIENCE * 3)
        files.close()
    app.focus_window()


def test_a_dropped_file_comes_in():
    with opened() as (app, file):
        open_reports(app, file)
        export = write_export(app)
        drop(app, export, app.find(type="RapportNumbersView"))
        app.find("label", export.name, within=app.find(type="RapportImportAssistant"))
        take(app, file)


def test_another_file_is_dropped_on_the_assistant():
    with opened() as (app, file):
        open_reports(app, file)
        app.keys("ctrl+i")
        assistant = app.find(type="RapportImportAssistant")
        # Of a window's own drop target, when a second file is dragged over it.
        app.expect_message("gtk_drop_target_async_handle_crossing")
        drop(app, write_export(app, "letter.csv", "Dear Sir or Madam,\n\nno table.\n"), assistant)
        app.find("button", "Choose Another File…")
        drop(app, write_export(app), assistant)
        take(app, file)


def test_a_dragged_file_that_is_taken_back_changes_nothing():
    with opened() as (app, file):
        view = open_reports(app, file)
        with app.desktop.start(FILES, write_export(app)) as files:
            source = files.find("label", "выгрузка, март.csv")
            files.drag(source, app.find(type="RapportNumbersView"), into=app, drop=False)
            app.settle()
            files.point(source)
            app.desktop.screen.button(1, False)
            files.close()
        app.focus_window()
        check(not app.find_all(type="RapportImportAssistant"), "no assistant has opened")
        check(app.fresh(view).has("showing"), "the view is as it was")
        equal(march(file), [], "figures")


def test_a_chosen_file_comes_in():
    with opened() as (app, file):
        open_reports(app, file)
        export = write_export(app)
        app.keys("ctrl+i")
        app.click(app.find("button", "Choose File…"))
        app.dismiss_file_dialog()
        app.find("button", "Choose File…")
        app.click(app.find("button", "Choose File…"))
        app.choose_file(export)
        take(app, file)


def test_another_library_is_opened():
    with opened() as (app, file):
        other = make_agency(app.desktop, "sample", "Другая agency.rapport")
        name = rows(other, "SELECT name FROM client WHERE name NOT IN (%s) AND key = 1 ORDER BY name"
                    % ", ".join("'%s'" % name.replace("'", "''") for (name,) in rows(
                        file, "SELECT name FROM client")))[0][0]
        app.keys("ctrl+o")
        app.dismiss_file_dialog()
        app.find(type="RapportBoardPage")
        check(not app.find_all("label", name), f"{name} is of the other library")
        app.keys("ctrl+o")
        app.choose_file(other)
        app.find("label", name)
        equal(len(app.windows()), 2, "a window for each library")
        app.close_window(0)
        # The first is free again, for another who may have waited for it.
        with Desktop() as beside, start(beside, "--db", file) as second:
            second.find(type="RapportBoardPage")
            second.close()
        app.find("label", name)


run(globals())
