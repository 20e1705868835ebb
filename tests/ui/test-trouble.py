#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Libraries that can not be opened as they are, and programs that end before they should."""

import os
import re
import signal

from program import (SPOILT, client_id, control, make_agency, opened, rows, run_control, start,
                     tab_to)
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.waiting import Skip


def statuses(app):
    return app.find(type="AdwStatusPage")


def test_newer_library_is_left_alone():
    with Desktop() as desktop:
        file = make_agency(desktop)
        SPOILT["newer"](file)
        before = file.read_bytes()
        with start(desktop, "--db", file) as app:
            app.find("label", "Made by a Newer Version")
            check(app.find_all("button", "Copy the File…"), "a copy is offered")
            app.close()
        check(file.read_bytes() == before, "the file is untouched")


def test_damaged_library_is_never_overwritten():
    with Desktop() as desktop:
        file = make_agency(desktop)
        SPOILT["damaged"](file)
        damaged = file.read_bytes()
        with start(desktop, "--db", file) as app:
            app.find("label", re.compile("The Library Is Damaged|Not a Library of Rapport"))
            app.close()
        check(file.read_bytes() == damaged, "the damaged file is untouched")


def test_cut_library_says_so():
    with Desktop() as desktop:
        file = make_agency(desktop)
        SPOILT["cut"](file)
        with start(desktop, "--db", file) as app:
            app.find("label", "The Library Is Damaged")
            app.close()


def test_something_else_is_refused():
    with Desktop() as desktop:
        file = desktop.home / "letter.rapport"
        SPOILT["letter"](file)
        before = file.read_bytes()
        with start(desktop, "--db", file) as app:
            app.find("label", "Not a Library of Rapport")
            app.close()
        check(file.read_bytes() == before, "the file is untouched")


def test_read_only_library_is_shown():
    with Desktop() as desktop:
        file = make_agency(desktop)
        file.chmod(0o444)
        if os.access(file, os.W_OK):
            raise Skip("this user can write into any file")
        with start(desktop, "--db", file) as app:
            app.find(type="RapportBoardPage")
            app.find(type="AdwBanner")
            app.close()


def test_busy_library_says_who_has_it():
    with Desktop() as desktop, Desktop() as other:
        file = make_agency(desktop)
        with start(desktop, "--db", file) as app, start(other, "--db", file) as second:
            second.find("label", "The Library Is in Use")
            app.find(type="RapportBoardPage")
            app.close()
            second.click(second.find("button", "Try Again"))
            second.find(type="RapportBoardPage")
            second.close()


def test_second_start_comes_to_the_first_window():
    with opened() as (app, file):
        second = start(app.desktop, "--db", file, ready=False)
        equal(second.wait_end(), 0, "exit code of the second start")
        equal(len(app.windows()), 1, "windows")


def test_killed_after_saved_keeps_the_edit():
    with Desktop() as desktop:
        file = make_agency(desktop)
        with start(desktop, "--db", file) as app:
            node = tab_to(app, lambda node: "Not marked" in node.name and node.parent.role == "list"
                          and any(child.type == "RapportClientCard" for child in node.children))
            name = node.name.split(",")[0]
            app.keys("3")
            app.find("label", "Saved")
            wait_until("the mark on disk", lambda: rows(
                file, "SELECT 1 FROM light WHERE client = ? AND mark = 'red' ORDER BY week DESC",
                client_id(file, name)))
            app.kill(signal.SIGKILL)
        with start(desktop, "--db", file) as app:
            board = app.find(type="RapportBoardPage")
            app.find("list item", re.compile(f"^{re.escape(name)}, Our mistake"), within=board)
            app.close()
        equal(run_control(desktop, "check", file).returncode, 0, "check after the kill")


def test_control_beside_an_open_window():
    with opened() as (app, file):
        listed = control(app.desktop, "clients", file)
        check("Romashka" in listed, "the clients are listed while a window has them open")


run(globals())
