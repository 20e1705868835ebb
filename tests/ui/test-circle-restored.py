#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that was restored and knows less of who works with a client: what the window says, and how an administrator
settles it there."""

import json
import re

from gi.repository import GLib

from program import rows, tab_to, wait_saved
from rapportui import check, equal, run, wait_until
from rapportui.audit import check_screen
from team_server import ask
from team_window import (DONE_HERE, PLACES, SOME, behind, choose, close_dialog, leave_preferences, name_of, open_dialog,
                         open_dialog_by_keyboard, sign_in, team, team_page, wait_moved)

WHOLE = "The whole team"
ROW = "Who works with 1 client has to be settled"
UNSETTLED = "To be settled by an administrator"
OUTDATED = "The server was set back to an earlier time. This is what is known: apply it again."
CHANGING = "Changing Who Works with the Client…"
CUT = "The client is where it was. Going on does what is left."
INSIDE = "Only some of the team\nYou are one of them. Nobody else gets what belongs to this client."
PAUSED = "No connection\nThis is how it was last. It can be changed again when there is a network."
WORD = "Among us alone"


def backup(here):
    """The workspace as it is now, for restore()."""
    return ask(here.address, "_test/snapshot", body={"database": "agency"})["snapshot"]


def restore(here, gate, snapshot, missed=lambda: None):
    """The server is stopped, gets its backup, and comes up again once the window has missed it, and missed() returned."""
    gate.shut()
    gate.wait_refused(lambda head: re.match(rb"\w+ /agency[/? ]", head))
    missed()
    ask(here.address, "_test/restore", body={"database": "agency", "snapshot": snapshot})
    gate.open()


def is_known(here):
    """Whether the server says of any client who works with it."""
    found = ask(here.address, "agency/_all_docs")["rows"]
    return any(row["id"] == "_design/rapport-circles" for row in found)


def records(here):
    """What the workspace has, by its revisions."""
    return ask(here.address, "agency/_all_docs")["rows"]


def give_circle(here, *members):
    app = here.app
    open_dialog(app)
    sign_in(app)
    app.find("button", "Apply")
    choose(app, *(name_of(here, member) for member in members))
    app.find("label", re.compile("^Only . (Person Works|People Work) with the Client$"))


def give_to_both(here):
    give_circle(here, here.me, here.colleague)
    here.app.find("label", DONE_HERE)
    wait_moved(here, 1)
    close_dialog(here.app)


def give_back(here):
    app = here.app
    open_dialog(app)
    sign_in(app)
    app.click(app.find("radio", WHOLE))
    app.click(app.find("button", "Apply"))
    app.find("label", DONE_HERE)
    wait_moved(here, 0)
    close_dialog(app)


def see_unsettled(here):
    """What the page of the team says, and its log."""
    app = here.app
    page = team_page(app)
    app.find("label", ROW, within=page)
    app.find("label", re.compile(f"^{re.escape(here.name)}\nThe server was set back to an earlier time\\."), within=page)
    app.find("label", "Up to date", within=page)
    check_screen(app, "somebody has to settle it")
    behind(app, "What Happened", re.compile(f"does not know any more who works with “{re.escape(here.name)}”"))
    app.keys("esc")
    app.find(type="RapportTeamPage")
    leave_preferences(app)


def see_settled(here):
    app = here.app
    dialog = open_dialog(app)
    app.gone("label", UNSETTLED, within=dialog)
    close_dialog(app)
    page = team_page(app)
    app.gone("label", ROW, within=page)
    app.find("label", "Up to date", within=page)
    behind(app, "What Happened", f"Who works with “{here.name}” is settled again.")
    app.keys("esc")
    app.find(type="RapportTeamPage")
    leave_preferences(app)


def write(here):
    """Somebody goes on working with the client meanwhile; returns the task."""
    app = here.app
    [(task,)] = rows(here.file, "SELECT id FROM work_item WHERE client = ? ORDER BY id LIMIT 1", here.client)
    app.action("win.open-work-item", GLib.Variant("s", task))
    app.click(app.find("text box", "Title", within=app.find(type="RapportWorkItemDialog")))
    app.keys("ctrl+a")
    app.type(WORD)
    app.keys("esc")
    app.gone(type="RapportWorkItemDialog")
    wait_saved(here.file, "the word", "SELECT title FROM work_item WHERE id = ?", task, expected=[(WORD,)])
    return f"work_item:{task}"


def reads(here, database):
    """Whether the word that was written meanwhile is to be read there."""
    return WORD in json.dumps(ask(here.address, f"{database}/_all_docs?include_docs=true"))


def propose(here):
    """An administrator signs in, and sees what this computer knows; nothing else is asked."""
    app = here.app
    sign_in(app)
    app.find("label", OUTDATED)
    wait_until("what is known to be proposed", lambda: app.find("button", "Apply").has("sensitive"))


def is_checked(app, role, name):
    return app.find(role, name, states=()).has("checked")


def apply(app, heading):
    app.click(app.find("button", "Apply"))
    app.find("label", heading)
    app.find("label", DONE_HERE)
    # There was nothing else before that could come back.
    equal(app.find_all("button", "Undo"), [], "what can be undone")


def test_opened():
    """It was set back to before the client got its circle."""
    with team() as (here, gate):
        app, before = here.app, backup(here)
        give_to_both(here)
        database, there = here.circle()["database"], here.circle()
        restore(here, gate, before)
        see_unsettled(here)
        dialog = open_dialog(app)
        for label in ("Only some of the team", UNSETTLED, name_of(here, here.me), name_of(here, here.colleague)):
            app.find("label", label, within=dialog)
        check_screen(app, "it is to be settled")
        close_dialog(app)
        check(not is_known(here), "the server knows nothing of it")
        task = write(here)
        wait_until("the circle to have it", lambda: ask(here.address, f"{database}/{task}")["fields"]["title"] == WORD)
        check(not reads(here, "agency"), "the workspace has not")
        open_dialog(app)
        propose(here)
        equal([is_checked(app, "checkbox", name_of(here, member)) for member in (here.me, here.colleague)],
              [True, True], "what is proposed")
        check_screen(app, "what is proposed")
        apply(app, "Only 2 People Work with the Client")
        wait_moved(here, 1)
        close_dialog(app)
        equal((here.circle()["database"], sorted(here.circle()["members"])), (database, sorted(there["members"])),
              "what the server knows")
        check(here.circle()["changes"] > there["changes"], "others take it for newer than what they know")
        check(here.said_in(database) and not here.said_in("agency"), "all is where it should be")
        check(reads(here, database) and not reads(here, "agency"), "what was written is, too")
        see_settled(here)


def test_closed():
    """It was set back to before the client came back to the whole team."""
    with team() as (here, gate):
        app = here.app
        give_to_both(here)
        database, before = here.circle()["database"], backup(here)
        give_back(here)
        check(here.said_in("agency") and not here.said_in(database), "it is back on the server")
        restore(here, gate, before)
        see_unsettled(here)
        equal(here.circle()["database"], database, "what the server knows")
        dialog = open_dialog(app)
        app.find("label", UNSETTLED, within=dialog)
        app.find("label", WHOLE, within=dialog)
        propose(here)
        check(is_checked(app, "radio", WHOLE), "the whole team is proposed")
        check_screen(app, "what is proposed")
        apply(app, "The Whole Team Works with the Client")
        wait_moved(here, 0)
        close_dialog(app)
        check("database" not in here.circle(), "the whole team works with it by the server, too")
        check(here.said_in("agency") and not here.said_in(database), "all is where it should be")
        see_settled(here)


def test_something_else():
    """Whoever settles it may choose something else than what is proposed, and take that back."""
    with team() as (here, gate):
        app, before = here.app, backup(here)
        give_to_both(here)
        database = here.circle()["database"]
        restore(here, gate, before)
        see_unsettled(here)
        open_dialog(app)
        propose(here)
        app.click(app.find("radio", WHOLE))
        app.click(app.find("button", "Apply"))
        app.find("label", "The Whole Team Works with the Client")
        app.find("label", DONE_HERE)
        wait_moved(here, 0)
        check(here.said_in("agency") and not here.said_in(database), "the whole team has it")
        app.click(app.find("button", "Undo"))
        app.find("label", "Only 2 People Work with the Client")
        app.find("label", DONE_HERE)
        wait_moved(here, 1)
        close_dialog(app)
        check(here.said_in(here.circle()["database"]) and not here.said_in("agency"), "only they have it again")
        see_settled(here)


def test_without_me():
    """Whoever does not work with the client settles it as well, and gets nothing of it."""
    with team() as (here, gate):
        app, before = here.app, backup(here)
        give_circle(here, here.colleague)
        wait_saved(here.file, "no way to the client's database", "SELECT address FROM sync_place WHERE client = ?",
                   here.client, expected=[("",)])
        close_dialog(app)
        restore(here, gate, before)
        see_unsettled(here)
        dialog = open_dialog(app)
        for label in ("Only some of the team", UNSETTLED, name_of(here, here.colleague)):
            app.find("label", label, within=dialog)
        propose(here)
        equal([is_checked(app, "checkbox", name_of(here, member)) for member in (here.me, here.colleague)],
              [False, True], "what is proposed")
        app.click(app.find("button", "Apply"))
        app.find("label", "Only 1 Person Works with the Client")
        app.find("label", "The client goes from this computer once one of them has synced.")
        close_dialog(app)
        equal(here.circle()["members"], [here.colleague], "who is in")
        see_settled(here)


def test_cancel():
    """What is only looked at, or cut short, changes nothing."""
    with team() as (here, gate):
        app, before = here.app, backup(here)
        give_to_both(here)
        restore(here, gate, before)
        see_unsettled(here)
        there = records(here)
        open_dialog(app)
        propose(here)
        app.click(app.find("radio", WHOLE))
        app.find("button", "Apply", states=("showing", "sensitive"))
        close_dialog(app)
        equal(records(here), there, "what the server has")
        see_unsettled(here)
        open_dialog(app)
        propose(here)
        check(is_checked(app, "radio", SOME), "what was not applied is not proposed")
        gate.keep(lambda head: head.startswith(b"GET /_users/"))
        app.click(app.find("button", "Apply"))
        gate.wait_kept()
        app.click(app.find("button", "Cancel"))
        app.find("label", CUT)
        gate.let_go()
        app.find("button", "Go On", states=("focused",))
        equal(records(here), there, "what the server has")
        close_dialog(app)
        equal(rows(here.file, PLACES), [(1,)], "places of clients")
        see_unsettled(here)
        # The same where it goes on.
        open_dialog(app)
        propose(here)
        gate.keep(lambda head: head.startswith(b"GET /_users/"))
        app.click(app.find("button", "Apply"))
        gate.wait_kept()
        app.keys("esc")
        app.find("label", CUT)
        gate.let_go()
        app.click(app.find("button", "Go On"))
        app.find("label", DONE_HERE)
        wait_moved(here, 1)
        close_dialog(app)
        see_settled(here)


def test_settled_elsewhere():
    """What another administrator does is seen, and heard, where it is looked at."""
    with team() as (here, gate):
        app, before = here.app, backup(here)
        give_to_both(here)
        dialog = open_dialog(app)
        ear = app.listen()
        restore(here, gate, before, missed=lambda: ear.hear(PAUSED))
        ear.hear(f"{INSIDE}\n{UNSETTLED}")
        app.find("label", UNSETTLED, within=dialog)
        here.decide(here.me, here.colleague)
        app.gone("label", UNSETTLED, within=dialog)
        wait_until("it to be told", lambda: ear.heard()[-1:] == [INSIDE])
        close_dialog(app)
        restore(here, gate, before)
        page = team_page(app)
        app.find("label", ROW, within=page)
        here.decide(here.me, here.colleague)
        app.gone("label", ROW, within=page)
        app.find("label", "Up to date", within=page)
        leave_preferences(app)
        see_settled(here)


def open_page_by_keyboard(app):
    app.keys("ctrl+comma")
    app.find(type="RapportPreferences")
    app.keys("Right", "space")
    return app.find(type="RapportTeamPage")


def test_by_keyboard():
    """Whoever has no mouse, and does not see the window, is told of it and settles it."""
    with team() as (here, gate):
        app, before = here.app, backup(here)
        give_to_both(here)
        open_page_by_keyboard(app)
        app.find("label", "Up to date")
        ear = app.listen()
        restore(here, gate, before, missed=lambda: ear.hear("Offline\nThe server can’t be reached. Is there a network?"))
        ear.hear(ROW, "Up to date")
        tab_to(app, lambda node: node.name == ROW)
        app.keys("esc")
        app.gone(type="RapportPreferences")
        open_dialog_by_keyboard(app)
        ear.forget()
        app.keys("Return")
        ear.hear(OUTDATED)
        app.find("list item", SOME, states=("focused",))
        tab_to(app, lambda node: node.name == "Apply", key="shift+Tab")
        app.keys("Return")
        app.find("label", DONE_HERE)
        # How fast this computer follows is not told in advance.
        heard = ear.heard()
        equal(heard[0], CHANGING, "at first")
        check(heard[1].startswith("Only 2 People Work with the Client\n") and heard[-1].endswith(DONE_HERE)
              and len(heard) <= 3, f"then {heard}")
        ear.forget()
        app.find("button", "Close", states=("focused",))
        app.keys("Return")
        app.gone(type="RapportCircleDialog")
        wait_until("the keyboard in the window", lambda: app.focused() is not None)
        wait_moved(here, 1)
        page = open_page_by_keyboard(app)
        app.gone("label", ROW, within=page)
        check(here.said_in(here.circle()["database"]) and not here.said_in("agency"), "all is where it should be")
        app.keys("esc")
        app.gone(type="RapportPreferences")


run(globals())
