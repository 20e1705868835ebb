#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a client stands in the base: its status, the way it came, the archive; and undo."""

import datetime
import re

from gi.repository import GLib
from program import client_id, opened, rows, wait_saved
from rapportui import check, equal, run, wait_until
from rapportui.waiting import PATIENCE, RETRY, Timeout

TODAY = datetime.datetime.now(datetime.timezone.utc).date()


def open_client(app, file, name):
    app.action("win.open-client", GLib.Variant("s", client_id(file, name)))
    app.action("win.show-view", GLib.Variant("s", "overview"))
    return app.find(type="RapportOverview")


def current_client(file):
    return rows(file, "SELECT name FROM client WHERE status = 'current' ORDER BY name")[0][0]


def steps_of(name):
    return ("SELECT status, day, reason, pitch FROM base_step WHERE trashed IS NULL AND client = "
            "(SELECT id FROM client WHERE name = ?) ORDER BY day, created", name)


def choose(app, title, *keys, within):
    app.click(app.find("combo box", title, within=within))
    app.keys("Home", *keys, "Return")


def test_another_status():
    """The step, its reason and the pitch are one change, which undo takes back as one."""
    with opened() as (app, file):
        name = current_client(file)
        before = rows(file, *steps_of(name))
        open_client(app, file, name)
        app.keys("ctrl+shift+e")
        dialog = app.find(type="RapportStatusDialog")
        app.click(app.find(name="Change Status…", within=dialog))
        form = app.find(type="RapportStatusForm")
        save = app.find("button", "Save", within=form)
        check(not save.has("sensitive"), "the status that it has already is no other one")
        choose(app, "Status", "Down", "Down", "Down", within=form)
        choose(app, "How close the pitch came", *["Down"] * 4, within=form)
        app.click(app.find("text box", "Reason", states=("showing", "editable"), within=form))
        app.type("Price & <b>timing</b>")
        app.keys("Return")
        app.gone(type="RapportStatusForm")
        step = ("refused", str(TODAY), "Price & <b>timing</b>", 4)
        wait_saved(file, "the step", *steps_of(name), expected=before + [step])
        wait_saved(file, "the client's own fields", "SELECT status, status_day, status_reason, pitch "
                   "FROM client WHERE name = ?", name, expected=[step])
        app.find("label", re.compile(r"^Price & <b>timing</b> · pitch 4 of 5$"), within=dialog)
        app.keys("Escape")
        app.gone(type="RapportStatusDialog")
        app.action("win.undo")
        wait_saved(file, "the way as it was", *steps_of(name), expected=before)
        wait_saved(file, "the status as it was", "SELECT status, pitch FROM client WHERE name = ?",
                   name, expected=[("current", None)])


def test_a_step_is_put_right():
    """A step can be edited, removed, and brought back by the toast."""
    with opened() as (app, file):
        name = current_client(file)
        before = rows(file, *steps_of(name))
        open_client(app, file, name)
        app.action("win.client-status")
        dialog = app.find(type="RapportStatusDialog")
        app.click(app.find("list item", re.compile("^Lead since"), within=dialog))
        form = app.find(type="RapportStatusForm")
        app.click(app.find("text box", "Reason", states=("showing", "editable"), within=form))
        app.type("Came by a friend")
        app.keys("Return")
        app.gone(type="RapportStatusForm")
        lead = before[0][:2] + ("Came by a friend", None)
        wait_saved(file, "the reason", *steps_of(name), expected=[lead] + before[1:])


        def opened_again():
            app.click(app.find("list item", re.compile("^Lead since"), within=dialog))
            try:
                return wait_until("its form", lambda: app.find_all(type="RapportStatusForm"), RETRY)
            except Timeout:
                return None

        form = wait_until("the step to be opened", opened_again, PATIENCE * 3)[0]
        app.click(app.find(name="Remove This Step", within=form))
        app.gone(type="RapportStatusForm")
        wait_saved(file, "the way without it", *steps_of(name), expected=before[1:])
        app.keys("Escape")
        app.gone(type="RapportStatusDialog")
        app.find("button", "Undo")
        app.action("win.undo")
        wait_saved(file, "the step again", *steps_of(name), expected=[lead] + before[1:])


def test_a_day_to_come():
    """What is not so yet can't be said to be so."""
    with opened() as (app, file):
        open_client(app, file, current_client(file))
        app.action("win.change-status", GLib.Variant("(ss)", (
            client_id(file, current_client(file)), "paused")))
        form = app.find(type="RapportStatusForm")
        save = app.find("button", "Save", within=form)
        check(save.has("sensitive"), "another status can be saved")
        app.click(app.find("toggle button", re.compile("Since"), within=form))
        app.type("tomorrow")
        app.keys("Return")
        app.find("label", re.compile("still to come"), within=form)
        wait_until("nothing to save",
                   lambda: not app.find("button", "Save", within=form).has("sensitive"))
        app.keys("Escape")
        app.gone(type="RapportStatusForm")
        app.keys("Escape")
        app.gone(type="RapportStatusDialog")


def in_sidebar(app, name):
    sidebar = app.find(type="RapportSidebar")
    return any(name in node.name for node in app.find_all("list item", within=sidebar))


def test_archive():
    """Put aside, a client is nowhere but in the archive, can be read, and comes back."""
    with opened() as (app, file):
        name = current_client(file)
        open_client(app, file, name)
        wait_until("it in the sidebar", lambda: in_sidebar(app, name))
        app.action("win.put-into-archive")
        wait_saved(file, "that it is put aside", "SELECT archived IS NOT NULL FROM client WHERE "
                   "name = ?", name, expected=[(1,)])
        app.find("label", re.compile("^In the archive since"))
        wait_until("it gone from the sidebar", lambda: not in_sidebar(app, name))
        label = app.find_all("label", within=app.find(type="RapportOverview"))[0]
        app.keys("End")
        wait_until("its end", lambda: app.fresh(label).rect[1] < label.rect[1])
        app.keys("Home")
        wait_until("its beginning", lambda: app.fresh(label).rect[1] == label.rect[1])
        app.keys("Page_Down")
        wait_until("the next page", lambda: app.fresh(label).rect[1] < label.rect[1])
        app.keys("Home")
        city = app.find("text box", "City", within=app.find(type="RapportOverview"))
        before = rows(file, "SELECT city FROM client WHERE name = ?", name)
        app.click(city)
        app.type("Kaluga")
        app.action("win.edit-client")
        app.find("label", re.compile("^Take the client out of the archive to change it"))
        app.action("win.show-clients")
        app.keys("ctrl+k")
        palette = app.find(type="RapportPalette")
        app.type(name)
        app.find("label", "Nothing Found", within=palette)
        app.keys("ctrl+a")
        app.type("archive")
        app.find("list item", re.compile("^Archive"), within=palette)
        app.keys("Return")
        dialog = app.find(type="RapportArchiveDialog")
        app.find("list item", name, within=dialog)
        app.type("zzzz")
        app.find("label", "No Clients Found", within=dialog)
        app.keys("ctrl+a", "BackSpace")
        app.click(app.find("list item", name, within=dialog), at=(0.3, 0.5))
        app.gone(type="RapportArchiveDialog")
        app.click(app.find("button", "Take Out"))
        wait_saved(file, "that it is back", "SELECT archived IS NULL FROM client WHERE name = ?",
                   name, expected=[(1,)])
        wait_until("it in the sidebar again", lambda: in_sidebar(app, name))
        equal(rows(file, "SELECT city FROM client WHERE name = ?", name), before)
        app.click(app.find("text box", "City", within=app.find(type="RapportOverview")))
        app.keys("ctrl+a")
        app.type("Kaluga")
        wait_saved(file, "the city", "SELECT city FROM client WHERE name = ?", name,
                   expected=[("Kaluga",)])


run(globals())
