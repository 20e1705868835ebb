#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's figures in the window: metrics of its own, targets, what happened on a day."""

from gi.repository import GLib

from program import client_id, opened, rows
from rapportui import check, equal, run, wait_until

CLIENT = "Romashka Clinics"


def open_numbers(app, file):
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.action("win.show-view", GLib.Variant("s", "reports"))
    return app.find(type="RapportNumbersView")


def metrics(file):
    return rows(file, "SELECT label, formula, unit FROM client_metric WHERE client = ? AND "
                "label IS NOT NULL AND coalesce(trashed, 0) = 0", client_id(file, CLIENT))


def open_from_menu(app, letter):
    app.click(app.find("toggle button", "Menu of the Numbers"))
    app.find("menu item")
    app.keys(letter)


def tiles(app):
    """What the tiles say, in order; a popover that is open shows the tree once more."""
    return list(dict.fromkeys(node.name for node in app.find_all(type="RapportNumbersTile")))


def fill(app, dialog, title, text):
    app.click(app.find(name=title, states=("showing", "editable"), within=dialog))
    app.type(text)


def test_a_formula_of_ones_own():
    with opened() as (app, file):
        open_numbers(app, file)
        open_from_menu(app, "m")
        app.click(app.find("button", "New Metric", within=app.find(type="RapportMetricsDialog")))
        dialog = app.find(type="RapportMetricDialog")
        save = app.find("button", "Save", within=dialog)
        check(not save.has("sensitive"), "nothing to save yet")
        fill(app, dialog, "Name", "Cost of a visit")
        fill(app, dialog, "Such as: ad spend / leads", "ad spend / visits")
        app.find("list item", "There is no metric “visits”.", within=dialog)
        check(not save.has("sensitive"), "a formula that can't be read is not saved")
        app.keys("ctrl+a")
        app.type("ad spend / traffic")
        wait_until("an example", lambda: any(
            node.name.startswith("In ") and "$" in node.name
            for node in app.find_all("list item", within=dialog)))
        app.keys("enter")
        app.gone(type="RapportMetricDialog")
        wait_until("the metric on disk", lambda: metrics(file) == [
            ("Cost of a visit", "[ad-spend] / [traffic]", "money")])
        app.find("list item", "Cost of a visit", within=app.find(type="RapportMetricsDialog"))
        app.keys("esc")
        app.gone(type="RapportMetricsDialog")
        wait_until("a tile of it", lambda: any(
            name.startswith("Cost of a visit: $") for name in tiles(app)))
        app.action("win.undo")
        wait_until("no metric", lambda: metrics(file) == [])
        wait_until("no tile", lambda: not any(
            name.startswith("Cost of a visit") for name in tiles(app)))


def test_order_by_keys():
    with opened() as (app, file):
        open_numbers(app, file)
        before = wait_until("the tiles", lambda: tiles(app))
        open_from_menu(app, "m")
        dialog = app.find(type="RapportMetricsDialog")
        app.find("list item", "Leads", within=dialog)
        wait_until("the first row", lambda: app.focused().name == "Leads")
        app.keys("alt+Down")
        wait_until("an order", lambda: rows(
            file, "SELECT count(*) FROM client_metric WHERE \"order\" IS NOT NULL")[0][0] > 4)
        app.keys("esc")
        app.gone(type="RapportMetricsDialog")
        wait_until("the other order", lambda: tiles(app) == [before[1], before[0], *before[2:]])
        app.action("win.undo")
        wait_until("the usual order", lambda: tiles(app) == before)


def test_a_column_becomes_a_metric():
    with opened() as (app, file):
        open_numbers(app, file)
        export = app.desktop.home / "calls.csv"
        export.write_text("Day,Clicks,Calls\n2019-03-01,5,2\n2019-03-02,6,1\n")
        app.action("win.import-file", GLib.Variant("s", export.as_uri()))
        assistant = app.find(type="RapportImportAssistant")
        row = app.find(name="Calls", type="AdwComboRow", within=assistant)
        app.click(row)
        app.keys("End", "enter")
        dialog = app.find(type="RapportMetricDialog")
        equal(app.find(name="Name", states=("showing", "editable"), within=dialog).text, "Calls",
              "the name of the column")
        app.keys("alt+s")
        app.gone(type="RapportMetricDialog")
        wait_until("the metric on disk", lambda: metrics(file) == [("Calls", None, "count")])
        app.click(app.find("button", "Import", states=("showing", "sensitive")))
        app.gone(type="RapportImportAssistant")
        wait_until("the figures on disk", lambda: any(
            "own-calls" in cells for (cells,) in rows(
                file, "SELECT cells FROM month_numbers WHERE month LIKE '2019-03%'")))


run(globals())
