#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's figures in the window: metrics of its own, targets, what happened on a day."""

import datetime
import re

from gi.repository import GLib

from program import client_id, opened, rows, tab_to
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


def targets(file, metric="leads"):
    """What stands in the library: month to target."""
    return {month[:7]: value // 1000000 for month, value in rows(
        file, "SELECT month, value FROM target WHERE client = ? AND metric = ? AND value IS NOT NULL "
        "AND coalesce(trashed, 0) = 0", client_id(file, CLIENT), metric)}


def test_targets_are_written_pasted_and_spread():
    with opened() as (app, file):
        open_numbers(app, file)
        year = datetime.date.today().year
        before = targets(file)
        # The table of a chart is what a spreadsheet would give.
        app.click(app.find("toggle button", "Menu of the Chart"))
        app.find("menu item")
        app.keys("c")
        app.gone("menu item")
        open_from_menu(app, "t")
        dialog = app.find(type="RapportTargetsDialog")
        today = datetime.date.today()
        equal(len(app.find_all("text box", re.compile("^Leads, "), within=dialog)), 12, "months")
        wait_until("this month's cell", lambda: app.focused().name.startswith("Leads, "))
        # A column of the table to the right of where it is pasted has to be there.
        app.keys(*["Tab" if today.month < 7 else "shift+Tab"] * 4)
        wait_until("another month's cell", lambda: app.focused().name.startswith("Leads, "))
        month = today.month + (4 if today.month < 7 else -4)
        app.type("1,250")
        app.keys("Return")
        wait_until("a target on disk", lambda: targets(file).get(f"{year}-{month:02}") == 1250)
        wait_until("Enter goes down", lambda: app.focused().name.startswith("Sales, "))
        app.type("much")
        app.keys("Return")
        wait_until("the next row", lambda: app.focused().name.startswith("Revenue, "))
        check(f"{year}-{month:02}" not in targets(file, "sales"), "a word is no target")
        app.keys("ctrl+v")
        wait_until("pasted targets", lambda: app.find_all("label", re.compile("targets? pasted$")))
        check(f"{year}-{month + 1:02}" in targets(file, "ad-spend"), "to the right and down")
        app.click(app.find("toggle button", "Targets of Leads", within=dialog))
        app.find("menu item")
        app.keys("s")
        wait_until("the same for all", lambda: set(targets(file).values()) == {1250})
        # The first Escape is the toast's.
        app.click(app.find("button", "Close", within=dialog))
        app.gone(type="RapportTargetsDialog")
        wait_until("the tile", lambda: any("target 1.25K" in tile or "target 1,250" in tile
                                           for tile in tiles(app)))
        for _ in range(3):
            app.action("win.undo")
        wait_until("all undone", lambda: targets(file) == before)


def notes(file):
    return rows(file, "SELECT day, text FROM annotation WHERE client = ? AND "
                "coalesce(trashed, 0) = 0", client_id(file, CLIENT))


def test_a_day_is_annotated_from_the_chart():
    with opened() as (app, file):
        open_numbers(app, file)
        chart = wait_until("the chart", lambda: [
            node for node in app.find_all(type="RapportChartArea") if node.rect[3] > 200])[0]
        app.click(chart, at=(0.3, 0.5))
        app.find("label", re.compile("^Leads · "))
        app.find("label", "Where It Is From")
        app.click(app.find("button", "Annotate…"))
        dialog = app.find(type="RapportAnnotationsDialog")
        app.type("New site")
        app.keys("enter")
        wait_until("the annotation on disk", lambda: [text for _, text in notes(file)] == ["New site"])
        check(notes(file)[0][0].startswith(datetime.date.today().strftime("%Y-%m")), notes(file))
        app.click(app.find("button", "Delete Annotation", within=dialog))
        wait_until("it is gone", lambda: notes(file) == [])
        app.click(app.find("button", "Undo", within=dialog))
        wait_until("it is back", lambda: len(notes(file)) == 1)
        app.click(app.find("button", "Close", within=dialog))
        app.gone(type="RapportAnnotationsDialog")
        wait_until("the chart says it", lambda: app.find_all(
            name=re.compile("^Leads. .*New site"), type="RapportChartArea"))


def test_how_a_figure_came_to_be_by_keyboard():
    with opened() as (app, file):
        open_numbers(app, file)
        tab_to(app, lambda node: node.name == "How This Is Worked Out")
        app.keys("space")
        app.find("label", "The sum of the figures of these days")
        app.keys("esc")
        app.gone("label", "The sum of the figures of these days")
        tab_to(app, lambda node: node.type == "RapportChartArea")
        app.keys("Home", "Right", "Return")
        app.find("label", re.compile("^Leads · 2 "))


def test_written_from_right_to_left():
    """Tiles, tables and buttons are mirrored; time runs to the right all the same, and figures stand
    below each other by their last digit."""
    with opened(rtl=True) as (app, file):
        open_numbers(app, file)
        first, second = wait_until("the tiles", lambda: app.find_all(type="RapportNumbersTile")[:2])
        check(first.rect[0] > second.rect[0], "the first tile is the one at the right")
        tab_to(app, lambda node: node.type == "RapportChartArea")
        app.keys("Home")
        chart = app.focused()
        check(", 1 " in f", {chart.description}" or chart.description.startswith("1 "), chart.description)
        app.keys("Right")
        wait_until("the next day", lambda: app.focused().description.startswith("2 "))
        app.click(app.fresh(chart), at=(0.1, 0.5))
        early = app.find("label", re.compile("^Leads · ")).name
        app.keys("esc")
        app.click(app.fresh(chart), at=(0.5, 0.5))
        late = wait_until("a later day", lambda: [
            node.name for node in app.find_all("label", re.compile("^Leads · "))
            if node.name != early])[0]
        check(int(re.search(r"\d+", early)[0]) < int(re.search(r"\d+", late)[0]), (early, late))


run(globals())
