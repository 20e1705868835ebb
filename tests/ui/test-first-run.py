#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start of all, by keyboard and by pointer, in both languages."""

from program import LOCALE_DIR, launch, start, tab_to
from rapportui import Desktop, check, run, wait_until
from rapportui.audit import check_screen
from rapportui.pictures import Words


def test_empty_agency_by_keyboard():
    with Desktop() as desktop, start(desktop) as app:
        tab_to(app, lambda node: node.name == "Start Empty")
        app.keys("enter")
        app.find("text box", "Name of the agency", states=("focused",))
        app.type("Полярная звезда & <Co>")
        tab_to(app, lambda node: node.name == "Your name")
        app.type("Вера Линд")
        app.keys("enter")
        app.find(type="RapportBoardPage")
        app.find("label", "Полярная звезда & <Co>")
        app.close()
        # The second start goes straight to the clients.
        with start(desktop) as again:
            again.find(type="RapportBoardPage")
            again.close()


def test_sample_agency_by_pointer():
    with Desktop() as desktop, start(desktop) as app:
        app.click(app.find("button", "Open the Sample Agency"))
        wait_until("clients on the board", lambda: app.find_all(type="RapportClientCard"), 60)
        app.close()


def test_sample_agency_in_russian():
    with Desktop(lang="ru") as desktop, start(desktop) as app:
        words = Words(LOCALE_DIR, "ru")
        label = words("Open the _Sample Agency").replace("_", "")
        app.click(app.find("button", label))
        wait_until("clients on the board", lambda: app.find_all(type="RapportClientCard"), 60)
        check_screen(app, "the sample agency in Russian")
        app.close()


def test_going_back():
    with Desktop() as desktop, start(desktop) as app:
        check_screen(app, "welcome")
        app.click(app.find("button", "Start Empty"))
        app.find("button", "Create")
        check(not app.find("button", "Create").has("sensitive"), "nothing to create yet")
        check_screen(app, "the form")
        app.click(app.find("button", "Back"))
        app.find("button", "Start Empty")
        app.close()


def test_empty_board_offers_the_first_client():
    with Desktop() as desktop, launch(desktop, "empty") as app:
        app.find(type="AdwStatusPage")
        check(app.find_all("button", "Add Client"), "a button that does the obvious")
        check_screen(app, "the empty board")
        app.close()


run(globals())
