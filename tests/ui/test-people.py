#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The people at a client: birthdays, talks, jobs, those who move on, and what they complain of."""

import datetime
import re

from gi.repository import GLib
from program import opened, rows, wait_saved
from rapportui import check, equal, run, wait_until

EDITABLE = ("showing", "editable")


def today():
    return datetime.datetime.now(datetime.timezone.utc).date()


def entry(app, name, **more):
    return app.find("text box", name, states=EDITABLE, **more)


def wait_focus(app, name):
    wait_until(f"the keyboard to be on {name}",
               lambda: (app.focused() is not None and app.focused().name == name))


def busy_client(file):
    """A client with several contacts."""
    return rows(file, "SELECT client FROM contact GROUP BY client ORDER BY count(*) DESC, client")[0][0]


def open_overview(app, client):
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.show-view", GLib.Variant("s", "overview"))
    return app.find(type="RapportOverview")


def contacts(app):
    """The rows of the list of contacts, from the top."""
    return app.find_all("list item", within=app.find("list", "Contacts"))


def open_contact(app, name):
    app.click(app.find("list item", re.compile("^" + re.escape(name))))
    return app.find(type="RapportFormDialog")


def test_birthday():
    """A day without its year is enough; whoever has a birthday soon comes first."""
    with opened() as (app, file):
        client = busy_client(file)
        open_overview(app, client)
        day = today() + datetime.timedelta(days=1)
        app.click(app.find("button", "Add Contact"))
        wait_focus(app, "Full name")
        app.type("Zoya Last")
        app.click(entry(app, re.compile("^Birthday")))
        app.type("some day")
        wait_until("nothing to be added while it is no day",
                   lambda: not app.find("button", "Add").has("sensitive"))
        app.keys("ctrl+a")
        app.type(f"{day.day}.{day.month:02}")
        app.click(app.find("button", "Add", states=("showing", "sensitive")))
        app.gone(type="RapportFormDialog")
        wait_saved(file, "the birthday", "SELECT birthday FROM contact WHERE name = 'Zoya Last'",
                   expected=[(f"1604-{day.month:02}-{day.day:02}",)])
        app.find("label", re.compile("Birthday tomorrow"))
        wait_until("the next birthday to come first",
                   lambda: contacts(app)[0].name.startswith("Zoya Last"))
        # Typed in place, with the year, and undone.
        open_contact(app, "Zoya Last")
        field = entry(app, "Birthday")
        check(str(day.day) in field.text and "1604" not in field.text, f"a day alone: {field.text}")
        app.click(field)
        app.keys("ctrl+a")
        app.type("3 March 1985")
        app.keys("Tab")
        wait_saved(file, "the year", "SELECT birthday FROM contact WHERE name = 'Zoya Last'",
                   expected=[("1985-03-03",)])
        app.keys("Escape")
        app.gone(type="RapportFormDialog")
        wait_until("the list to be sorted again",
                   lambda: not contacts(app)[0].name.startswith("Zoya Last"))
        app.action("win.undo")
        app.find("label", re.compile("Birthday tomorrow"))


def test_talked_today():
    """One click says so of the contact and of the client, and Undo takes both back."""
    with opened() as (app, file):
        client = busy_client(file)
        before = rows(file, "SELECT last_contact FROM client WHERE id = ?", client)
        name = rows(file, "SELECT name FROM contact WHERE client = ? AND influence = 'influences'",
                    client)[0][0]
        open_overview(app, client)
        app.click(app.find("button", f"Talked to {name} Today"))
        said = [(today().isoformat(),)]
        wait_saved(file, "the talk", "SELECT last_contact FROM contact WHERE name = ? AND client = ?",
                   name, client, expected=said)
        wait_saved(file, "that of the client", "SELECT last_contact FROM client WHERE id = ?", client,
                   expected=said)
        app.gone("button", f"Talked to {name} Today")
        app.click(app.find("button", "Undo"))
        wait_saved(file, "what was there", "SELECT last_contact FROM client WHERE id = ?", client,
                   expected=before)
        app.find("button", f"Talked to {name} Today")


def test_silent_influencer():
    with opened() as (app, file):
        client = busy_client(file)
        open_overview(app, client)
        name = rows(file, "SELECT name FROM contact WHERE client = ? AND influence = 'influences'",
                    client)[0][0]
        dialog = open_contact(app, name)
        app.click(app.find("button", re.compile("^Last contact"), within=dialog))
        wait_focus(app, "Date")
        app.type((today() - datetime.timedelta(days=40)).isoformat())
        app.keys("Return")
        app.keys("Escape")
        app.gone(type="RapportFormDialog")
        app.find("label", re.compile("Not spoken to for 40 days"))


def test_jobs():
    with opened() as (app, file):
        client = busy_client(file)
        name, contact = rows(file, "SELECT name, id FROM contact WHERE client = ? AND "
                             "influence = 'decides'", client)[0]
        open_overview(app, client)
        dialog = open_contact(app, name)
        app.click(app.find("button", "Add Job", within=dialog))
        wait_focus(app, "Company")
        app.type("Harbour & Sons")
        app.keys("Tab")
        app.type("Buyer")
        app.keys("Return")
        wait_saved(file, "the job", "SELECT company, position, client FROM job WHERE contact = ?",
                   contact, expected=[("Harbour & Sons", "Buyer", None)])
        app.click(app.find("list item", re.compile("^Harbour & Sons")))
        app.click(app.find(name="Delete Job"))
        app.gone("list item", re.compile("^Harbour & Sons"))
        # It stands in the history of the client that is open.
        app.click(app.find("button", "Undo"))
        app.find("list item", re.compile("^Harbour & Sons"))
        # The first one ends the toast.
        app.keys("Escape", "Escape")
        app.gone(type="RapportFormDialog")


def test_moved_to_a_client():
    """Who goes to another client of ours is there, and here no more."""
    with opened() as (app, file):
        client = busy_client(file)
        name, contact = rows(file, "SELECT name, id FROM contact WHERE client = ? AND "
                             "influence = 'decides'", client)[0]
        other = rows(file, "SELECT name, id FROM client WHERE id <> ? ORDER BY name", client)[-1]
        open_overview(app, client)
        open_contact(app, name)
        app.click(app.find(name="Moved to Another Company…"))
        dialog = app.find(type="RapportMoveDialog")
        choice = app.find("combo box", "Now at", within=dialog)
        app.click(choice)
        app.type(other[0])
        app.click(app.find("label", other[0], within=choice))
        app.gone("text box", "Company, if known")
        app.click(entry(app, "Position", within=dialog))
        app.type("Managing director")
        app.click(app.find("button", "Move", within=dialog))
        app.gone(type="RapportMoveDialog")
        app.gone(type="RapportFormDialog")
        app.gone("list item", re.compile("^" + re.escape(name)))
        wait_saved(file, "the move", "SELECT client, position FROM contact WHERE id = ?", contact,
                   expected=[(other[1], "Managing director")])
        jobs = dict(rows(file, "SELECT client, until FROM job WHERE contact = ?", contact))
        equal(jobs, {client: today().isoformat(), other[1]: None})
        # From where one looks for them, there is a way to them.
        app.click(app.reach(app.find("toggle button", "Contacts")))
        app.click(app.find("menu item", index=1))
        left = app.find(type="RapportLeaversDialog")
        row = app.find("list item", re.compile("^" + re.escape(name)), within=left)
        check(other[0] in app.find("label", re.compile("Now: "), within=row).name, "where they are now")
        app.keys("esc")
        app.gone(type="RapportLeaversDialog")
        # The toast with its button may be gone by now.
        app.keys("ctrl+z")
        app.find("list item", re.compile("^" + re.escape(name)))
        wait_saved(file, "where they were", "SELECT client FROM contact WHERE id = ?", contact,
                   expected=[(client,)])


def test_moved_to_nowhere():
    """Somebody who is at no client of ours is still found."""
    with opened() as (app, file):
        client = busy_client(file)
        name, contact = rows(file, "SELECT name, id FROM contact WHERE client = ? AND "
                             "influence = 'works-with-us'", client)[0]
        open_overview(app, client)
        open_contact(app, name)
        app.click(app.find(name="Moved to Another Company…"))
        wait_focus(app, "Company, if known")
        app.type("Quokka Outdoor")
        app.keys("Return")
        app.gone(type="RapportMoveDialog")
        wait_saved(file, "the move", "SELECT client FROM contact WHERE id = ?", contact,
                   expected=[(None,)])
        app.action("win.show-clients")
        app.action("win.search")
        app.type("quokka")
        app.find("list item", re.compile("Quokka Outdoor.*" + re.escape(name)))
        app.keys("Return")
        dialog = app.find(type="RapportFormDialog")
        equal(entry(app, "Full name", within=dialog).text, name)
        app.find("list item", re.compile("^Quokka Outdoor"), within=dialog)
        app.keys("Escape")
        app.gone(type="RapportFormDialog")


def test_many_contacts():
    """More than one looks at are asked for."""
    with opened() as (app, file):
        client = busy_client(file)
        open_overview(app, client)
        there = len(contacts(app))
        for i in range(there, 10):
            app.click(app.find("button", "Add Contact"))
            wait_focus(app, "Full name")
            app.type(f"Person {i}")
            app.keys("Return")
            app.gone(type="RapportFormDialog")
        wait_until("eight rows", lambda: len(contacts(app)) == 8)
        app.click(app.find("button", "2 More"))
        wait_until("all rows", lambda: len(contacts(app)) == 10)
        app.gone("button", "2 More")
        equal(rows(file, "SELECT count(*) FROM contact WHERE client = ?", client), [(10,)])


def claim_rows(app):
    return app.find_all("list item", within=app.find("list", "Claims"))


def quiet_client(file):
    """A client who has not complained."""
    return rows(file, "SELECT id FROM client WHERE status = 'current' AND id NOT IN "
                "(SELECT client FROM claim) ORDER BY name")[0][0]


def test_claims():
    """A claim is dated, repeats are counted, and what waits for an answer comes first."""
    with opened() as (app, file):
        client = quiet_client(file)
        open_overview(app, client)
        app.find("label", "Nobody has complained.")
        app.click(app.find("button", "Add Claim"))
        wait_focus(app, "What it is about")
        app.type("<b>Late</b> & rude")
        app.keys("Return")
        app.gone(type="RapportFormDialog")
        app.gone("label", "Nobody has complained.")
        wait_saved(file, "the claim", "SELECT title, type, day, status, answered_day FROM claim "
                   "WHERE client = ?", client,
                   expected=[("<b>Late</b> & rude", "quality", today().isoformat(), "new", None)])
        app.action("win.add-claim")
        wait_focus(app, "What it is about")
        app.type("Another one")
        app.keys("Return")
        app.gone(type="RapportFormDialog")
        app.find("label", re.compile("Quality of work, 2 of this kind"))
        # Answered: the day is that of today, and it stands below what waits.
        app.click(app.find("list item", re.compile("^<b>Late</b> & rude")))
        dialog = app.find(type="RapportFormDialog")
        app.find("label", re.compile("^To be answered by"), within=dialog)
        app.click(app.find("combo box", "Status", within=dialog))
        app.keys("Home", "Down", "Down", "Return")
        app.find("label", "Answered on the same day.", within=dialog)
        wait_saved(file, "the answer", "SELECT status, answered_day FROM claim WHERE title LIKE ?",
                   "%rude", expected=[("answered", today().isoformat())])
        app.keys("Escape")
        app.gone(type="RapportFormDialog")
        wait_until("what waits to come first",
                   lambda: [row.name[:7] for row in claim_rows(app)] == ["Another", "<b>Late"])


def test_overdue_claim():
    with opened() as (app, file):
        client = quiet_client(file)
        open_overview(app, client)
        app.action("win.add-claim")
        wait_focus(app, "What it is about")
        app.type("No answer")
        dialog = app.find(type="RapportFormDialog")
        app.click(app.find("button", re.compile("^Day"), within=dialog))
        wait_focus(app, "Date")
        app.type((today() - datetime.timedelta(days=5)).isoformat())
        app.keys("Return")
        app.click(app.find("button", "Add", states=("showing", "sensitive")))
        app.gone(type="RapportFormDialog")
        app.click(app.find("list item", re.compile("^No answer")))
        app.find("label", "The answer is 3 days late.", within=app.find(type="RapportFormDialog"))
        app.click(app.find(name="Delete Claim"))
        app.gone(type="RapportFormDialog")
        app.find("label", "Nobody has complained.")
        app.click(app.find("button", "Undo"))
        app.find("label", re.compile("^Answer overdue"))


def test_claim_is_found():
    with opened() as (app, file):
        client, title = rows(file, "SELECT client, title FROM claim WHERE status = 'new'")[0]
        app.action("win.search")
        app.type(title)
        app.find("list item", re.compile(re.escape(title)), within=app.find(type="RapportPalette"))
        app.keys("Return")
        dialog = app.find(type="RapportFormDialog")
        equal(entry(app, "What it is about", within=dialog).text, title)
        app.find("label", rows(file, "SELECT name FROM client WHERE id = ?", client)[0][0])
        app.keys("Escape")
        app.gone(type="RapportFormDialog")


run(globals())
