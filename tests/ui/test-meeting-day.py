#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A meeting from its first minute to the agreement that is found again, by the keyboard alone: the agenda
is built, ten lines become records, the summary is sent, and what was agreed is one search away."""

from gi.repository import GLib
from program import opened, rows, tab_to, wait_saved
from rapportui import check, equal, run, wait_until

LINES = (
    ("Talked about the season", "text"),
    ("! No banners this year", "decision"),
    ("= Letters of thanks go to both of us", "agreement"),
    ("+ Landing texts by 20 December", "task"),
    ("? The warehouse may not cope", "risk"),
    ("% We do not write to journalists", "exclusion"),
    ("agreed: answers within two days", "agreement"),
    ("task: prices tomorrow", "task"),
    ("// The margin is thin", "text"),
    ("decision: start on Monday", "decision"),
)


def meeting_to_come(file):
    return rows(file, "SELECT m.id, m.client FROM meeting m WHERE m.status = 'planned' AND m.client IS NOT NULL "
                "ORDER BY (SELECT count(*) FROM question q WHERE q.client = m.client AND q.status = 'open') DESC, "
                "m.start LIMIT 1")[0]


def press(app, name):
    tab_to(app, lambda node: node.name == name)
    app.keys("space")


def show_part(app, name):
    """One of the meeting's parts, by the switcher."""
    tab_to(app, lambda node: node.type == "AdwViewSwitcherButton" and node.name == name, key="shift+Tab")
    app.keys("space")


def count(file, what, meeting):
    return rows(file, f"SELECT count(*) FROM {what} WHERE meeting = ? AND trashed IS NULL", meeting)[0][0]


def build_agenda(app, file, meeting):
    before = count(file, "agenda_item", meeting)
    press(app, "Build Agenda")
    app.find(type="RapportAgendaBuildDialog")
    wait_until("the button to have the keyboard", lambda: app.focused() is not None and app.focused().name == "Add")
    app.keys("Return")
    app.gone(type="RapportAgendaBuildDialog")
    wait_until("the agenda on the disk", lambda: count(file, "agenda_item", meeting) > before)


def write_minutes(app, file, meeting):
    show_part(app, "Minutes")
    tab_to(app, lambda node: node.type == "RapportMinutesText")
    app.keys("ctrl+End")
    for typed, _kind in LINES:
        app.type(typed)
        app.keys("Return")
    wait_saved(file, "ten lines", "SELECT count(*) FROM minutes_line WHERE meeting = ? AND trashed IS NULL",
               meeting, expected=[(len(LINES),)])
    equal([kind for kind, in rows(file, "SELECT kind FROM minutes_line WHERE meeting = ? AND trashed IS NULL "
                                  "ORDER BY created", meeting)], [kind for _typed, kind in LINES])


def send_summary(app, file, meeting):
    show_part(app, "Sign-Off")
    app.find("button", "Mark as Sent…")
    app.keys("alt+s")
    app.find(type="AdwAlertDialog")
    app.keys("Return")
    app.gone(type="AdwAlertDialog")
    wait_until("the version to be kept", lambda: count(file, "summary", meeting) == 1)
    letter, = rows(file, "SELECT letter FROM summary WHERE meeting = ?", meeting)[0]
    for words in ("No banners this year", "Letters of thanks", "Landing texts", "We do not write to journalists"):
        check(words in letter, f"{words!r} is missing: {letter}")
    check("margin" not in letter, letter)


def find_agreement(app):
    """Found by another form of its words; where it was said is one key away."""
    app.keys("ctrl+shift+d")
    app.find(type="RapportAgreementsDialog")
    wait_until("the search to have the keyboard",
               lambda: app.focused() is not None and "editable" in app.focused().states)
    app.type("letter of thanks")
    found = lambda: app.find_all("list item", within=app.find(type="RapportAgreementsDialog"))
    wait_until("the agreement alone", lambda: len(found()) == 1)
    check("Letters of thanks" in found()[0].name, found()[0].name)
    app.keys("Return", "Down", "Return")
    app.gone(type="RapportAgreementsDialog")
    app.find(type="RapportMeetingPage")


def test_the_whole_meeting():
    with opened("sample") as (app, file):
        meeting, client = meeting_to_come(file)
        app.action("win.open-client", GLib.Variant("s", client))
        app.action("win.open-meeting", GLib.Variant("s", meeting))
        app.find(type="RapportMeetingPage")
        build_agenda(app, file, meeting)
        app.keys("alt+g")
        wait_saved(file, "that it has begun", "SELECT began IS NOT NULL FROM meeting WHERE id = ?", meeting,
                   expected=[(1,)])
        write_minutes(app, file, meeting)
        app.keys("alt+e")
        wait_saved(file, "that it was held", "SELECT status FROM meeting WHERE id = ?", meeting,
                   expected=[("held",)])
        send_summary(app, file, meeting)
        find_agreement(app)


run(globals())
