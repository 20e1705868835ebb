#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A client's plan by keyboard: quick add, status, order, taking out, the task's dialog, months."""

import datetime
import re

from gi.repository import GLib
from program import opened, rows, tab_to, wait_saved
from rapportui import check, equal, run, wait_until


def open_plan(app, file):
    """The plan of the client with the most lines this month; returns the client's id."""
    month = datetime.date.today().replace(day=1).isoformat()
    client = rows(file, "SELECT client FROM plan_line WHERE month = ? AND trashed IS NULL "
                  "GROUP BY client ORDER BY count(*) DESC, client", month)[0][0]
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.show-view", GLib.Variant("s", "plan"))
    app.find(type="RapportPlanView")
    return client


def lines(app):
    """The titles in the list, in order."""
    return [node.name.split(",")[0] for node in app.find_all("list item",
                                                             within=plan_list(app))
            if node.type == "GtkListItemWidget"]


def plan_list(app):
    return app.find("list", "Plan of the month")


def add(app, text):
    app.click(app.find("text box", "Add to the plan"))
    app.type(text)
    app.keys("Return")


def focus_line(app, title):
    wait_until(f"the line {title}", lambda: title in lines(app))
    tab_to(app, lambda node: node.type == "GtkListItemWidget" and
           any(above.type == "RapportPlanView" for above in node.above()))
    app.keys("Home")
    for _ in lines(app):
        if app.focused().name.startswith(title + ","):
            return
        app.keys("Down")
    raise AssertionError(f"the keyboard did not reach {title}, it is on {app.focused()!r}")


def test_quick_add():
    """What was understood is said before Enter, and then it is so."""
    with opened() as (app, file):
        open_plan(app, file)
        member = rows(file, "SELECT id, name FROM member ORDER BY name DESC")[0]
        app.click(app.find("text box", "Add to the plan"))
        app.type(f"Landing texts tomorrow @{member[1].split()[0]}")
        app.find("label", f"owner: {member[1]}")
        app.find("label", re.compile("^our date: tomorrow"))
        app.keys("Return")
        tomorrow = datetime.date.today() + datetime.timedelta(days=1)
        wait_saved(file, "the task", "SELECT our_date, client_date, owner FROM work_item "
                   "WHERE title = 'Landing texts'",
                   expected=[(tomorrow.isoformat(),
                              (tomorrow + datetime.timedelta(days=2)).isoformat(), member[0])])
        wait_until("the line", lambda: lines(app)[-1] == "Landing texts")
        equal(app.find("text box", "Add to the plan").text, "")
        app.type("x @Nobodyatall")
        app.find("label", re.compile("there is no colleague called"))


def test_status_and_order():
    with opened() as (app, file):
        open_plan(app, file)
        add(app, "First of mine")
        add(app, "Second of mine")
        focus_line(app, "Second of mine")
        app.keys("space")
        wait_saved(file, "that it is done", "SELECT status, done_day FROM work_item WHERE title = ?",
                   "Second of mine", expected=[("done", datetime.date.today().isoformat())])
        check(app.focused().name.startswith("Second of mine, Done"), repr(app.focused()))
        app.keys("alt+Up")
        wait_until("the order", lambda: lines(app)[-2:] == ["Second of mine", "First of mine"])
        check(app.focused().name.startswith("Second of mine"), repr(app.focused()))
        app.keys("space")
        wait_saved(file, "that it is not done", "SELECT done_day FROM work_item WHERE title = ?",
                   "Second of mine", expected=[(None,)])


def test_taking_out():
    """What was promised stays and says so; what was not goes, and undo brings both back."""
    with opened() as (app, file):
        open_plan(app, file)
        add(app, "Only an idea")
        focus_line(app, "Only an idea")
        app.keys("Delete")
        wait_until("the line to go", lambda: "Only an idea" not in lines(app))
        app.click(app.find("button", "Undo"))
        wait_until("the line to come back", lambda: "Only an idea" in lines(app))
        planned = rows(file, "SELECT work_item.title FROM plan_line JOIN work_item ON "
                       "work_item.id = plan_line.work_item WHERE planned = 1 AND plan_line.month = ? AND "
                       "plan_line.client = (SELECT client FROM work_item WHERE title = ?)",
                       datetime.date.today().replace(day=1).isoformat(), "Only an idea")
        if planned:
            focus_line(app, planned[0][0])
            app.keys("Delete")
            app.find("label", "Taken Out of the Plan")
            check(planned[0][0] in lines(app), "what was promised can't vanish")


def test_dialog():
    """The client's date moves with ours until it is set by hand."""
    with opened() as (app, file):
        open_plan(app, file)
        add(app, "Price page tomorrow")
        focus_line(app, "Price page")
        app.keys("Return")
        dialog = app.find(type="RapportWorkItemDialog")
        app.find("label", "Follows our date", within=dialog)
        wait_until("the title", lambda: app.focused().name == "Title")
        app.keys("End")
        app.type(" two")
        wait_saved(file, "the title", "SELECT count(*) FROM work_item WHERE title = ?",
                   "Price page two", expected=[(1,)])
        app.click(app.find("text box", "Why", within=dialog))
        app.type("So that")
        app.keys("Return")
        app.type("they see")
        wait_saved(file, "the reason", "SELECT why FROM work_item WHERE title = ?",
                   "Price page two", expected=[("So that\nthey see",)])
        app.keys("Escape")
        app.gone(type="RapportWorkItemDialog")
        check(app.focused().name.startswith("Price page two"), repr(app.focused()))


def test_months():
    """A month without a plan takes what is left of the one before."""
    with opened() as (app, file):
        open_plan(app, file)
        app.click(app.find("button", "Next Month"))
        add(app, "Will be left")
        wait_until("the line", lambda: "Will be left" in lines(app))
        app.keys("alt+Next")
        app.find("label", re.compile("^Nothing Planned for"))
        app.click(app.find("button", "Copy What Is Left of Last Month"))
        wait_until("the line", lambda: "Will be left" in lines(app))
        app.keys("alt+Prior")
        wait_until("the line", lambda: "Will be left" in lines(app))


def test_history():
    """What became of a task: who changed what, from what to what."""
    with opened() as (app, file):
        open_plan(app, file)
        add(app, "Told later")
        focus_line(app, "Told later")
        app.keys("space")
        wait_saved(file, "the status", "SELECT status FROM work_item WHERE title = ?",
                   "Told later", expected=[("done",)])
        app.keys("Return")
        dialog = app.find(type="RapportWorkItemDialog")
        app.click(app.find("button", "History", within=dialog))
        app.find("label", "Mark as Done")
        app.find("label", re.compile("(?s).*Status: Planned → Done\\nDone on: — → 2"))
        app.find("label", "Add to the Plan")
        app.keys("Escape")
        app.gone("label", "Mark as Done")
        app.keys("Escape")
        app.gone(type="RapportWorkItemDialog")


def test_repeat():
    """A task of each month is planned again with one press, and undone with one."""
    with opened() as (app, file):
        open_plan(app, file)
        add(app, "Monthly report")
        focus_line(app, "Monthly report")
        app.keys("Return")
        dialog = app.find(type="RapportWorkItemDialog")
        app.click(app.find(name="Repeat", within=dialog, states=("showing", "focusable")))
        app.keys("Down", "Return")
        wait_saved(file, "the repeat", "SELECT repeat FROM work_item WHERE title = ?",
                   "Monthly report", expected=[("monthly",)])
        app.keys("Escape")
        app.gone(type="RapportWorkItemDialog")
        app.click(app.find("button", "Next Month"))
        app.find("label", "1 task comes again this month")
        app.click(app.find("button", "Add to the Plan"))
        wait_saved(file, "the second one", "SELECT count(*) FROM work_item WHERE title = ?",
                   "Monthly report", expected=[(2,)])
        app.gone("label", "1 task comes again this month")
        app.action("win.undo")
        app.find("label", "1 task comes again this month")


def statuses(file, client):
    month = datetime.date.today().replace(day=1).isoformat()
    return [status for (status,) in rows(
        file, "SELECT work_item.status FROM plan_line JOIN work_item ON work_item.id = "
        "plan_line.work_item WHERE plan_line.client = ? AND plan_line.month = ? AND "
        "plan_line.trashed IS NULL", client, month)]


def test_many_lines_by_keys_and_mouse():
    with opened() as (app, file):
        client = open_plan(app, file)
        before = statuses(file, client)
        titles = wait_until("the lines", lambda: lines(app))
        focus_line(app, titles[0])
        app.click(app.find("toggle button", "Plan Menu"))
        app.find("menu item")
        app.keys("l")
        app.find("label", "1 line selected")
        second = [node for node in app.find_all("list item", within=plan_list(app))
                  if node.type == "GtkListItemWidget"][1]
        app.click(second, at=(0.2, 0.3))
        app.keys("shift+Down")
        app.find("label", "2 lines selected")
        app.click(app.find("button", "Select All"))
        app.find("label", f"{len(set(titles))} lines selected")
        app.click(app.find("toggle button", "Change"))
        app.find("menu item")
        # The submenu of statuses; the last of them is "dropped".
        app.keys("s")
        app.find("menu item", states=("showing", "focused"))
        app.keys("Up", "Return")
        wait_until("one status for all", lambda: len(set(statuses(file, client))) == 1)
        app.gone("label", re.compile("selected$"))
        app.action("win.undo")
        wait_until("all as before", lambda: statuses(file, client) == before)


run(globals())
