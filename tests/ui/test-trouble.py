#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Libraries that can not be opened as they are, and programs that end before they should."""

import contextlib
import fcntl
import os
import pathlib
import re
import shutil
import signal

from gi.repository import Gio, GLib

from program import (SPOILT, client_id, control, make_agency, monday, opened, rows, run_control,
                     start, tab_to, wait_saved)
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.app import build_folder
from rapportui.waiting import Skip

FILES = build_folder() / "tests" / "ui" / "selftest" / "ui-files"


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


@contextlib.contextmanager
def small_disk():
    """A disk of a few megabytes, for this test alone: its folder, and the file that fills it."""
    if "RAPPORT_TEST_SMALL_DIR" not in os.environ:
        raise Skip("there is no disk that may be filled: ./dev test makes one")
    folder = pathlib.Path(os.environ["RAPPORT_TEST_SMALL_DIR"])
    with (folder / ".in-use").open("w", encoding="utf-8") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        place = folder / "trouble"
        place.mkdir()
        try:
            yield place, place / "filler"
        finally:
            shutil.rmtree(place)


def fill(filler):
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def mark_red(app):
    """Marks the first client that has no light; returns its name."""
    node = tab_to(app, lambda node: "Not marked" in node.name and node.parent.role == "list"
                  and any(child.type == "RapportClientCard" for child in node.children))
    name = node.name.split(",")[0]
    app.keys("3")
    return name


def count_red(file, name):
    return len(rows(file, "SELECT 1 FROM light WHERE client = ? AND week = ? AND mark = 'red'",
                    client_id(file, name), monday()))


def test_full_disk_loses_nothing_on_closing():
    with small_disk() as (folder, filler), Desktop() as desktop:
        file = folder / "agency.rapport"
        shutil.copy(make_agency(desktop), file)
        rescues = pathlib.Path(desktop.env["XDG_STATE_HOME"]) / "rapport" / "rescue"
        with start(desktop, "--db", file) as app:
            app.expect_message("closed with .* changes that could not be written")
            app.find(type="RapportBoardPage")
            fill(filler)
            name = mark_red(app)
            app.find("label", re.compile("^Not saved: "))
            app.action("win.close")
            app.find("button", "Save a Copy…")
            app.click(app.find("button", "Close Anyway"))
            equal(app.wait_end(), 0, "exit code")
            app.check_messages()
        equal(len(list(rescues.iterdir())), 1, "rescue files")
        equal(count_red(file, name), 0, "marks on the full disk")
        filler.unlink()
        with start(desktop, "--db", file) as app:
            app.find("label", "Some Changes Were Not Saved")
            app.click(app.find("button", "Save Them"))
            wait_until("the mark on disk", lambda: count_red(file, name) == 1)
            wait_until("the end of the rescue file", lambda: not list(rescues.iterdir()))
            app.close()
        with start(desktop, "--db", file) as app:
            app.find(type="RapportBoardPage")
            equal(app.find_all("label", "Some Changes Were Not Saved"), [], "offers")
            app.close()


def test_full_disk_in_a_call_names_nothing():
    """What goes wrong in front of a client is said without the names of files and folders, what was typed is
    kept, and it comes to the disk when there is room again."""
    with small_disk() as (folder, filler), Desktop() as desktop:
        file = folder / "agency.rapport"
        shutil.copy(make_agency(desktop), file)
        with start(desktop, "--db", file) as app:
            app.action("win.open-client", GLib.Variant("s", client_id(file, "Romashka Clinics")))
            app.find(type="RapportClientPage")
            app.keys("F8")
            app.find("button", "Leave Call Mode F8")
            fill(filler)
            app.click(app.find("text box", "Expectations"))
            app.type("A word on the call. ")
            app.action("win.show-view", GLib.Variant("s", "plan"))
            app.find("label", "Not saved. What you wrote is kept here.")
            said = [f"{node.name} {node.text} {node.description}" for window in app.windows()
                    for node in window.walk() if node.has("showing")]
            for word in (str(folder), "agency.rapport", "Volga"):
                equal([text for text in said if word in text], [], word)
            filler.unlink()
            wait_until("the word on disk", lambda: rows(
                file, "SELECT 1 FROM client WHERE expectations LIKE '%A word on the call. %'"))
            app.gone("label", "Not saved. What you wrote is kept here.")
            app.close()


HELD = ("SELECT id FROM meeting WHERE status = 'held' AND client IS NOT NULL AND EXISTS (SELECT 1 FROM minutes_line "
        "WHERE meeting = meeting.id AND kind = 'decision' AND audience = 'client') AND NOT EXISTS (SELECT 1 FROM "
        "summary WHERE meeting = meeting.id) ORDER BY start DESC LIMIT 1")


def test_full_disk_while_a_summary_is_sent():
    """What was sent is said not to be saved, nothing of it is on the disk by halves, and all of it is once there is
    room, with the words that the user saw."""
    with small_disk() as (folder, filler), Desktop() as desktop:
        file = folder / "agency.rapport"
        shutil.copy(make_agency(desktop), file)
        with start(desktop, "--db", file) as app:
            meeting = rows(file, HELD)[0][0]
            count = "SELECT count(*) FROM summary WHERE meeting = ?"
            app.action("win.open-meeting", GLib.Variant("s", meeting))
            app.find(type="RapportMeetingPage")
            app.click(app.find(type="AdwViewSwitcherButton", name="Sign-Off"))
            app.find("button", "Mark as Sent…")
            fill(filler)
            app.keys("alt+s")
            app.find(type="AdwAlertDialog")
            app.keys("Return")
            app.gone(type="AdwAlertDialog")
            app.find("label", re.compile("^Not saved"))
            # Here it counts as sent, as the client has it; the disk has nothing of it.
            app.find(type="AdwActionRow", name="Version 1")
            equal(rows(file, count, meeting), [(0,)], "summaries on the full disk")
            filler.unlink()
            wait_until("the summary on the disk", lambda: rows(file, count, meeting) == [(1,)])
            app.gone("label", re.compile("^Not saved"))
            version, state, letter = rows(file, "SELECT version, state, letter FROM summary WHERE meeting = ?", meeting)[0]
            equal((version, state), (1, "sent"), "what is kept")
            check("Decisions" in letter, letter)
            equal(rows(file, "SELECT count(*) FROM summary s JOIN attachment a ON a.about = s.id WHERE s.meeting = ? "
                       "AND a.mime_type = 'application/pdf'", meeting), [(1,)], "the page that was sent")
            # And it goes on.
            app.find("button", "Approved…")
            app.keys("alt+a")
            app.find(type="AdwAlertDialog")
            app.keys("Return")
            wait_until("the approval", lambda: rows(file, "SELECT state FROM summary WHERE meeting = ?", meeting) ==
                       [("approved",)])
            app.close()
        equal(run_control(desktop, "check", file).returncode, 0, "check afterwards")


NOTIFICATIONS = Gio.DBusNodeInfo.new_for_xml("""<node><interface name="org.freedesktop.Notifications">
  <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
</interface></node>""").interfaces[0]


def watch_notifications(desktop):
    """What a desktop's shell is told; looking at it takes in what has come."""
    told = []

    def called(_bus, _sender, _path, _interface, method, arguments, invocation):
        told.append((method, arguments.unpack()))
        answers = {"Notify": GLib.Variant("(u)", (7,)), "GetCapabilities": GLib.Variant("(as)", ([],)),
                   "GetServerInformation": GLib.Variant("(ssss)", ("test", "test", "1", "1.2"))}
        invocation.return_value(answers.get(method))

    desktop.bus.register_object("/org/freedesktop/Notifications", NOTIFICATIONS, called)
    desktop.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                          GLib.Variant("(su)", ("org.freedesktop.Notifications", 0)), None, 0, -1, None)

    def look(method):
        while GLib.MainContext.default().iteration(False):
            pass
        return [arguments for called_method, arguments in told if called_method == method]

    return look


def test_who_looks_elsewhere_is_told_of_what_is_not_saved():
    with small_disk() as (folder, filler), Desktop() as desktop:
        told = watch_notifications(desktop)
        file = folder / "agency.rapport"
        shutil.copy(make_agency(desktop), file)
        with start(desktop, "--db", file) as app:
            name = rows(file, "SELECT name FROM client ORDER BY name")[0][0]
            app.action("win.open-client", GLib.Variant("s", client_id(file, name)))
            app.find(type="RapportClientPage")
            with desktop.start(FILES, file) as other:
                other.focus_window()
                wait_until("the window to be left", lambda: not app.windows()[0].probed.get("active"))
                fill(filler)
                app.action("win.put-into-archive")
                wait_until("the notification", lambda: told("Notify"))
                check(told("Notify")[0][3] == "Not Saved", told("Notify"))
                filler.unlink()
                wait_until("it to be taken back", lambda: told("CloseNotification"))
                equal(len(told("Notify")), 1, "notifications")
                other.close()
            app.focus_window()
            app.close()


def test_nothing_is_notified_while_presenting():
    """The screen is shared: what can't be saved is said in the presenter's window alone."""
    with small_disk() as (folder, filler), Desktop() as desktop:
        told = watch_notifications(desktop)
        file = folder / "agency.rapport"
        shutil.copy(make_agency(desktop), file)
        with start(desktop, "--db", file) as app:
            owner = rows(file, "SELECT client FROM frame WHERE trashed IS NULL ORDER BY id")[0][0]
            app.action("win.open-client", GLib.Variant("s", owner))
            app.find(type="RapportClientPage")
            app.keys("F5")
            wait_until("the audience’s window", lambda: len(app.windows()) == 2)
            main = next(i for i, window in enumerate(app.windows()) if window.type == "RapportWindow")
            wait_until("the presenter’s window to be left", lambda: not app.windows()[main].probed.get("active"))
            fill(filler)
            app.keys("Next")
            wait_until("the banner", lambda: any(
                "Not saved" in (node.name or node.text or "") for node in app.windows()[main].walk()))
            for window in app.windows():
                if window.type == "RapportAudienceWindow":
                    check(not any("Not saved" in f"{node.name} {node.text}" for node in window.walk()),
                          "the audience is not told")
            equal(told("Notify"), [], "notifications")
            filler.unlink()
            wait_saved(file, "what was shown", "SELECT count(*) > 1 FROM showing", expected=[(1,)])
            app.keys("esc")
            wait_until("the end", lambda: len(app.windows()) == 1)
            app.focus_window()
            app.close()


def test_control_beside_an_open_window():
    with opened() as (app, file):
        listed = control(app.desktop, "clients", file)
        check("Romashka" in listed, "the clients are listed while a window has them open")


run(globals())
