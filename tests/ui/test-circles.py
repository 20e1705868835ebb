#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who of the team works with a client: changed by an administrator, cut short, and taken back."""

import re

from gi.repository import GLib

import team_states
from program import make_agency, rows, start, tab_to, wait_saved
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.audit import check_screen
from team_server import ask
from team_window import (DONE_HERE, ON_THE_WAY, PLACES, SOME, begin, begin_anew, choose, close_dialog, name_of,
                         open_dialog, open_dialog_by_keyboard, sign_in, team, wait_moved)

FASTER = "Somebody else has changed who works with the client. What is there now is to be looked at first."


def is_account(head):
    """The write of somebody's account."""
    return head.startswith(b"PUT /_users/")


def is_move(head):
    """The one write that moves the client."""
    return head.startswith(b"PUT /agency/_design/rapport-circles")


def test_there_and_back():
    with team() as (here, _gate):
        app, words = here.app, (name_of(here, here.me), name_of(here, here.colleague))
        open_dialog(app)
        app.find("label", "The whole team")
        check_screen(app, "how it is")
        sign_in(app)
        app.find("button", "Apply", states=("showing",))
        check(not app.find("button", "Apply").has("sensitive"), "nothing is chosen that is new")
        choose(app, *words)
        app.find("label", "Only 2 People Work with the Client")
        app.find("label", DONE_HERE)
        check_screen(app, "it is done")
        wait_moved(here, 1)
        database = here.circle()["database"]
        equal(sorted(here.circle()["members"]), sorted((here.me, here.colleague)), "who is in")
        check(here.said_in(database) and not here.said_in("agency"), "it has moved on the server")
        # What it is like for who comes later.
        close_dialog(app)
        dialog = open_dialog(app)
        app.find("label", "Only some of the team", within=dialog)
        for word in words:
            app.find("label", word, within=dialog)
        sign_in(app)
        app.click(app.find("radio", "The whole team"))
        app.click(app.find("button", "Apply"))
        app.find("label", "The Whole Team Works with the Client")
        app.find("label", DONE_HERE)
        wait_moved(here, 0)
        check(here.said_in("agency") and not here.said_in(database), "it is back on the server")
        # And that is undone.
        app.click(app.find("button", "Undo"))
        app.find("label", "Only 2 People Work with the Client")
        wait_moved(here, 1)
        check(here.circle()["database"] != database, "it is another database")
        close_dialog(app)


def test_newer():
    """What only a newer program can move is not moved in silence."""
    with team() as (here, _gate):
        app, known = here.app, here.known
        document = {"schema": 99, "author": here.colleague, "at": 1,
                    "fields": {"client": here.client, "light": "blue"}}
        for number in range(2):
            ask(here.address, f"agency/hologram:01a0000{number}-0000-7000-8000-000000000000", *known[here.colleague],
                body=document, method="PUT")
        wait_saved(here.file, "what is kept as it came", "SELECT count(*) FROM sync_record WHERE raw IS NOT NULL",
                   expected=[(2,)])
        open_dialog(app)
        sign_in(app)
        app.click(app.reach(app.find("radio", SOME)))
        app.find("label", re.compile("^A newer version of Rapport has written 2 records that this one does not know"))
        app.click(app.reach(app.find("radio", "The whole team")))
        app.gone("label", re.compile("^A newer version of Rapport"))
        close_dialog(app)


def test_refused():
    with team() as (here, gate):
        app = here.app
        open_dialog(app)
        app.click(app.reach(app.find("label", "Sign In")))
        app.find("label", "The name and the password of an administrator are both needed.")
        sign_in(app, password="wrong")
        app.find("label", "The server does not know this name and password.")
        sign_in(app, *here.known[here.me])
        app.find("label", "This account is not an administrator’s of the server. Only an administrator decides who "
                 "works with a client.")
        gate.shut()
        sign_in(app)
        app.find("label", "The server can’t be reached. Is there a network?")
        app.find("label", "No connection")
        check_screen(app, "there is no network")
        close_dialog(app)
        equal(rows(here.file, PLACES), [(0,)], "places of clients")
        gate.open()


def test_cut_short():
    with team() as (here, gate):
        app = here.app
        open_dialog(app)
        sign_in(app)
        app.find("button", "Apply")
        # All gets through but the write that moves the client.
        gate.shut(lambda head: not is_move(head))
        choose(app, name_of(here, here.me))
        app.find("label", "Cut Short")
        check_screen(app, "it was cut short")
        equal(rows(here.file, PLACES), [(0,)], "places of clients")
        check(here.said_in("agency"), "the client is where it was")
        # Somebody looks at it later: it can be ended, from what is there.
        close_dialog(app)
        gate.open()
        open_dialog(app)
        sign_in(app)
        app.find("label", "A change was begun here and cut short. Choose and apply again to end it.")
        check(app.find("checkbox", name_of(here, here.me)).has("checked"), "who was let in is chosen")
        app.click(app.find("button", "Apply"))
        app.find("label", "Only 1 Person Works with the Client")
        wait_moved(here, 1)
        check(not here.said_in("agency"), "it has moved on the server")
        # The same where it goes on at once.
        gate.shut(lambda head: not is_move(head))
        app.click(app.find("button", "Undo"))
        app.find("label", "Cut Short")
        gate.open()
        app.click(app.find("button", "Go On"))
        app.find("label", "The Whole Team Works with the Client")
        wait_moved(here, 0)
        close_dialog(app)


def test_two_administrators():
    with team() as (here, gate):
        app, colleague = here.app, name_of(here, here.colleague)
        open_dialog(app)
        sign_in(app)
        app.find("button", "Apply")
        # While one looks at it, another decides.
        here.decide(here.me, here.colleague)
        choose(app, colleague)
        app.find("label", "Somebody Else Was Faster")
        app.find("label", FASTER)
        check_screen(app, "somebody else was faster")
        equal(sorted(here.circle()["members"]), sorted((here.me, here.colleague)), "who is in")
        app.click(app.find("button", "Look Again"))
        app.find("button", "Apply")
        for name in (name_of(here, here.me), colleague):
            check(app.find("checkbox", name).has("checked"), "what is there now is shown")
        app.click(app.reach(app.find("checkbox", name_of(here, here.me))))
        app.click(app.find("button", "Apply"))
        app.find("label", "Only 1 Person Works with the Client")
        equal(here.circle()["members"], [here.colleague], "who is in")
        # What another has decided since is not undone with what one did oneself.
        here.decide(here.me)
        app.click(app.find("button", "Undo"))
        app.find("label", FASTER)
        equal(here.circle()["members"], [here.me], "who is in")
        app.click(app.find("button", "Look Again"))
        # Between the last look and the one write another is through.
        gate.keep(is_move)
        app.click(app.reach(app.find("radio", "The whole team")))
        app.click(app.find("button", "Apply"))
        gate.wait_kept()
        here.decide(here.me, here.colleague)
        gate.let_go()
        app.find("label", "Somebody Else Was Faster")
        app.click(app.find("button", "Look Again"))
        app.find("button", "Apply")
        check(app.find("checkbox", colleague).has("checked"), "what is there now is shown")
        app.keys("esc")
        app.gone(type="RapportCircleDialog")
        wait_moved(here, 1)


def test_look_again_without_a_network():
    with team() as (here, gate):
        app = here.app
        open_dialog(app)
        sign_in(app)
        app.find("button", "Apply")
        here.decide(here.me)
        choose(app, name_of(here, here.colleague))
        app.find("label", FASTER)
        gate.shut()
        app.click(app.find("button", "Look Again"))
        app.find("label", "The server can’t be reached. Is there a network?")
        check_screen(app, "what is there can’t be looked at")
        gate.open()
        app.keys("Return")
        app.find("button", "Apply")
        check(app.find("checkbox", name_of(here, here.me)).has("checked"), "what is there now is shown")
        close_dialog(app)


def test_cancel():
    with team() as (here, gate):
        app = here.app
        open_dialog(app)
        sign_in(app)
        app.find("button", "Apply")
        gate.keep(is_account)
        choose(app, name_of(here, here.me))
        gate.wait_kept()
        app.click(app.find("button", "Cancel"))
        app.find("label", "Cut Short")
        app.find("label", "The client is where it was. Going on does what is left.")
        check_screen(app, "it was cancelled")
        gate.let_go()
        check(here.said_in("agency"), "the client is where it was")
        equal(rows(here.file, PLACES), [(0,)], "places of clients")
        # From the one write on there is no way back but undoing.
        gate.keep(is_move)
        app.click(app.find("button", "Go On"))
        gate.wait_kept()
        app.gone("button", "Cancel")
        gate.let_go()
        app.find("label", "Only 1 Person Works with the Client")
        wait_moved(here, 1)
        # What was begun and is not wanted any more is taken back.
        gate.keep(is_account)
        close_dialog(app)
        open_dialog(app)
        sign_in(app)
        choose(app, name_of(here, here.colleague))
        gate.wait_kept()
        app.click(app.find("button", "Cancel"))
        app.find("label", "Cut Short")
        close_dialog(app)
        gate.let_go()
        equal(here.circle()["members"], [here.me], "who is in")


def test_closed_in_the_middle():
    with team() as (here, gate):
        app = here.app
        open_dialog(app)
        sign_in(app)
        app.find("button", "Apply")
        gate.keep(is_account)
        choose(app, name_of(here, here.me))
        gate.wait_kept()
        # Escape is Cancel here: how far it came is seen before it goes.
        app.keys("esc")
        app.find("label", "The client is where it was. Going on does what is left.")
        gate.let_go()
        gate.keep(is_account)
        app.keys("Return")
        gate.wait_kept()
        # The same with the button of the window, which closes what lies over it first.
        app.ask_to_close()
        app.find("label", "The client is where it was. Going on does what is left.")
        app.ask_to_close()
        app.gone(type="RapportCircleDialog")
        app.close()
        gate.shut()
        gate.open()
        check(here.said_in("agency"), "the client is where it was")
        app = begin_anew(here)
        app.find("label", "The whole team", within=open_dialog(app))
        sign_in(app)
        choose(app, name_of(here, here.me))
        app.find("label", DONE_HERE)
        wait_moved(here, 1)
        close_dialog(app)


def test_quit_before_the_one_write():
    with team() as (here, gate):
        app = here.app
        open_dialog(app)
        sign_in(app)
        app.find("button", "Apply")
        gate.keep(is_move)
        choose(app, name_of(here, here.me))
        gate.wait_kept()
        # Nothing can be cancelled any more, and nobody has to stay.
        app.gone("button", "Cancel")
        app.ask_to_close()
        app.gone(type="RapportCircleDialog")
        app.close()
        gate.shut()
        gate.open()
        app = begin_anew(here)
        open_dialog(app)
        sign_in(app)
        app.find("label", "A change was begun here and cut short. Choose and apply again to end it.")
        check(app.find("checkbox", name_of(here, here.me)).has("checked"), "who was let in is chosen")
        app.click(app.find("button", "Apply"))
        app.find("label", DONE_HERE)
        wait_moved(here, 1)
        check(not here.said_in("agency"), "it has moved on the server")
        close_dialog(app)


def test_left_alone_at_the_one_write():
    with team() as (here, gate):
        app = here.app
        open_dialog(app)
        sign_in(app)
        app.find("button", "Apply")
        gate.keep(is_move)
        choose(app, name_of(here, here.me))
        gate.wait_kept()
        # Until the window knows that it is on its way, Escape is Cancel.
        app.gone("button", "Cancel")
        app.keys("esc")
        app.gone(type="RapportCircleDialog")
        gate.let_go()
        wait_moved(here, 1)
        equal(here.circle()["members"], [here.me], "who is in")
        app.find("label", "Only some of the team", within=open_dialog(app))
        close_dialog(app)


def test_quit_on_the_way():
    """The server is done, and this computer is not: it goes on by itself at the next start."""
    with team() as (here, gate):
        app = here.app
        open_dialog(app)
        sign_in(app)
        app.find("button", "Apply")
        gate.keep(lambda head: head.startswith(b"POST /agency-circle-") and b"_bulk_docs" in head)
        choose(app, name_of(here, here.me))
        gate.wait_kept()
        app.find("label", "Only 1 Person Works with the Client")
        app.find("label", re.compile("The server is done. Every computer of the team follows"))
        app.ask_to_close()
        app.gone(type="RapportCircleDialog")
        app.close()
        gate.shut()
        check(rows(here.file, ON_THE_WAY) != [(0,)], "something is on its way")
        here.app = app = start(here.desktop, "--db", here.file)
        app.action("win.open-client", GLib.Variant("s", here.client))
        dialog = open_dialog(app)
        app.find("label", "On its way", within=dialog)
        check_screen(app, "it is on its way")
        close_dialog(app)
        gate.open()
        begin(here)
        wait_moved(here, 1)
        dialog = open_dialog(app)
        app.find("label", "Only some of the team", within=dialog)
        app.gone("label", "On its way", within=dialog)
        check(here.said_in(here.circle()["database"]) and not here.said_in("agency"), "it has moved on the server")
        close_dialog(app)


def test_heard():
    """Who does not see the window is told what becomes of it, and not each record."""
    with team() as (here, gate):
        app = here.app
        wait_moved(here, 0)
        open_dialog(app)
        app.gone("label", "No connection")
        ear = app.listen()
        gate.shut()
        ear.hear("No connection\nThis is how it was last. It can be changed again when there is a network.")
        gate.open()
        ear.hear("The whole team\nEverybody in the agency gets what belongs to this client.")
        sign_in(app, password="wrong")
        ear.hear("The server does not know this name and password.")
        sign_in(app)
        app.find("button", "Apply")
        gate.keep(is_account)
        choose(app, name_of(here, here.me))
        gate.wait_kept()
        ear.hear("Changing Who Works with the Client…")
        app.keys("esc")
        ear.hear("Cut Short\nThe client is where it was. Going on does what is left.")
        gate.let_go()
        app.keys("Return")
        server_is_done = ("The server is done. Every computer of the team follows with its next sync, and this window "
                          "need not stay open.")
        ear.hear("Changing Who Works with the Client…", f"Only 1 Person Works with the Client\n{server_is_done}",
                 DONE_HERE)
        wait_moved(here, 1)
        ear.hear()
        close_dialog(app)


def test_by_keyboard():
    with team() as (here, _gate):
        app = here.app
        open_dialog_by_keyboard(app)
        app.keys("Return")
        tab_to(app, lambda node: node.name == SOME)
        app.keys("Return")
        me = name_of(here, here.me)
        tab_to(app, lambda node: node.name == name_of(here, here.colleague))
        app.keys("space")
        app.find("label", "You are not among them: the client goes from this computer, too.")
        check_screen(app, "who is to work with it")
        tab_to(app, lambda node: node.name == me)
        app.keys("space")
        app.gone("label", "You are not among them: the client goes from this computer, too.")
        tab_to(app, lambda node: node.name == "Apply", key="shift+Tab")
        app.keys("Return")
        app.find("label", DONE_HERE)
        app.find("button", "Close", states=("focused",))
        app.keys("Return")
        app.gone(type="RapportCircleDialog")
        wait_moved(here, 1)


def test_many():
    """Where many work with the client what comes below them is in sight, and they are searched through."""
    with Desktop() as desktop:
        file = make_agency(desktop)
        team_states.circle_crowd(file)
        app = start(desktop, "--db", file)
        app.action("win.open-client", GLib.Variant("s", rows(file, "SELECT client FROM sync_place ORDER BY key")[1][0]))
        app.find(type="RapportClientPage")
        dialog = open_dialog(app)
        app.find("label", "40 people", within=dialog)
        equal(app.find_all("label", "Li", within=dialog), [], "names in sight")
        for row, text in (("Administrator", team_states.MENDED), ("Password", "secret")):
            app.click(app.find("text box", row))
            app.type(text)
        app.keys("Return")
        choice = app.find(type="RapportCircleChoice")
        app.find("label", "Chosen: 40 of 43", within=choice)
        search = app.find(name="Search among the people", states=("showing", "editable"), within=choice)
        app.click(search)
        app.type("somebody-31")
        wait_until("one of them", lambda: len(app.find_all("checkbox", within=choice)) == 1)
        app.click(app.find("checkbox", within=choice))
        app.find("label", "Chosen: 39 of 43", within=choice)
        app.click(search)
        app.keys("ctrl+a")
        app.type("zzz")
        app.find("label", "Nobody Found", within=choice)
        # Escape takes back what was searched for, and then leaves.
        app.keys("esc")
        app.gone("label", "Nobody Found")
        app.find("label", "Chosen: 39 of 43", within=choice)
        app.keys("esc")
        app.gone(type="RapportCircleDialog")
        app.close()


def test_without_me():
    with team() as (here, _gate):
        app = here.app
        open_dialog(app)
        sign_in(app)
        choose(app, name_of(here, here.colleague))
        app.find("label", "The client goes from this computer once one of them has synced.")
        wait_saved(here.file, "no way to the client's database", "SELECT address FROM sync_place WHERE client = ?",
                   here.client, expected=[("",)])
        equal(here.circle()["members"], [here.colleague], "who is in")
        close_dialog(app)
        dialog = open_dialog(app)
        app.find("label", name_of(here, here.colleague), within=dialog)
        close_dialog(app)


def offered(app):
    """What Ctrl+K has for it."""
    app.keys("ctrl+k")
    palette = app.find(type="RapportPalette")
    app.type("who works")
    wait_until("an answer", lambda: app.find_all("list item", within=palette) or app.find_all("label", "Nothing Found"))
    found = [node.name for node in app.find_all("list item", within=palette) if "Who Works" in node.name]
    app.keys("esc")
    app.gone(type="RapportPalette")
    return found


def test_in_call():
    with team() as (here, _gate):
        app = here.app
        check(offered(app), "it is offered in a team")
        open_dialog(app)
        app.action("win.call-mode")
        app.gone(type="RapportCircleDialog")
        equal(offered(app), [], "what is offered in a call")
        app.action("win.client-circle")
        check(not app.find_all(type="RapportCircleDialog"), "no dialog in a call")
        app.action("win.call-mode")
        check(offered(app), "it is offered after the call")


def test_without_a_team():
    with Desktop() as desktop:
        file = make_agency(desktop)
        [(client,)] = rows(file, "SELECT id FROM client ORDER BY name LIMIT 1")
        with start(desktop, "--db", file) as app:
            app.action("win.open-client", GLib.Variant("s", client))
            app.find(type="RapportClientPage")
            equal(offered(app), [], "what is offered without a team")
            app.open_menu("Client Menu", "History of the Client")
            check(not [entry for entry in app.find_all("menu item") if "Who Works" in entry.text], "no entry in the menu")
            app.keys("esc")
            app.close()


run(globals())
