#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Call mode: the window shows one client alone, and of that what is for the client. A library is marked
(mark-library.c): in all that this client must not see stands one word, which is then looked for in all
that the window shows, wherever it can be led."""

import json
import os
import re
import shutil
import subprocess

from gi.repository import GLib
from program import client_id, make_agency, opened, rows, start, wait_saved
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.app import build_folder

CANARY = "kanarejka"
CLIENT = "Romashka Clinics"
# A day and sums that stand nowhere else; see canary-marks.c.
FIGURES = re.compile(r"\b2031\b|7[^0-9]?654[^0-9]?321|876[^0-9]?543")
# What only the team and the user have.
LABELS = re.compile(r"^(Our date|Owner|Temperament|Only Me|Only the Team|Contacts|Claims|Notes for the team|My notes|"
                    r"Capacity a month|Team Meeting|Preferences)$")
# What may be done before the client's eyes; all else does nothing there.
SAFE = {"ask", "ask-about", "open-meeting", "open-meeting-line", "open-occasion", "open-sign-off",
        "open-question", "show-agreements", "show-meetings", "search", "undo", "redo", "main-menu", "close", "call-mode", "open-client", "show-view", "show-overview",
        "show-plan", "show-matrix", "show-reports", "present", "open-work-item", "open-report"}


def marked(desktop):
    file = make_agency(desktop)
    subprocess.run([str(build_folder() / "tests" / "ui" / "mark-library"), str(file), client_id(file, CLIENT)],
                   env={**desktop.env, "LC_ALL": "C.UTF-8"}, check=True)
    return file


def others(file):
    """How the other clients are called."""
    return [name for name, in rows(file, "SELECT name FROM client WHERE name <> ?", CLIENT) if name]


def said(app):
    """All that is shown: names, texts, descriptions, titles of windows."""
    for window in app.windows():
        yield window.name
        for node in window.walk():
            if node.has("showing"):
                yield from (node.name, node.text, node.description)


def listen(app, file, where):
    names = others(file)
    for text in said(app):
        text = text or ""
        check(CANARY not in text.lower(), f"{where}: the canary sings in {text!r}")
        check(not FIGURES.search(text), f"{where}: a figure that is not for the client: {text!r}")
        check(not LABELS.match(text), f"{where}: {text!r}")
        for name in names:
            check(name not in text, f"{where}: another client: {text!r}")


def sings(app):
    return any(CANARY in (text or "").lower() for text in said(app))


def begin_call(app, file):
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.find("label", CLIENT, within=app.find(type="RapportClientPage"))
    app.keys("F8")
    app.find("button", "Leave Call Mode F8")


def public(file, table):
    return rows(file, f"SELECT id FROM {table} WHERE client = ? AND audience = 'client' AND trashed IS NULL",
                client_id(file, CLIENT))


def window_actions(app):
    answer = app.desktop.bus.call_sync("io.github.rapport_app.Rapport", "/io/github/rapport_app/Rapport/window/1",
                                       "org.gtk.Actions", "DescribeAll", None, None, 0, 10000, None)
    return {name: (enabled, signature) for name, (enabled, signature, _state) in answer.unpack()[0].items()}


def test_nothing_private_is_shown():
    with Desktop() as desktop:
        file = marked(desktop)
        with start(desktop, "--db", file) as app:
            wait_until("the canary to be heard outside of a call", lambda: sings(app))
            begin_call(app, file)
            for view in ("overview", "plan", "matrix", "reports"):
                app.action("win.show-view", GLib.Variant("s", view))
                listen(app, file, view)
            app.action("win.show-view", GLib.Variant("s", "plan"))
            for button in ("Previous Month", "Next Month"):
                app.click(app.find("button", button, within=app.find(type="RapportPlanView")))
                listen(app, file, button)
            for item, in public(file, "work_item")[:4]:
                app.action("win.open-work-item", GLib.Variant("s", item))
                app.find(type="RapportWorkItemDialog")
                listen(app, file, "a task")
                app.keys("esc")
                app.gone(type="RapportWorkItemDialog")
            for report, in public(file, "report")[:2]:
                app.action("win.open-report", GLib.Variant("s", report))
                app.find(type="RapportReportEditor")
                listen(app, file, "a report")
            app.close()


def test_nothing_private_is_on_the_board():
    """Neither as it lies, nor in lanes or as a table, nor beside it when all is selected."""
    with Desktop() as desktop:
        file = marked(desktop)
        with start(desktop, "--db", file) as app:
            begin_call(app, file)
            app.action("win.show-view", GLib.Variant("s", "matrix"))
            view = app.find(type="RapportIdeasView")
            app.find("label", "Half a year", within=view)
            listen(app, file, "the board")
            wait_until("a card", lambda: any("Quiz on the home page" in (text or "") for text in said(app)))
            listen(app, file, "the cards")
            app.click(app.find("toggle button", "Details (Alt+Enter)", within=view))
            shown = set()
            app.click(app.find(type="RapportCanvas"), at=(0.98, 0.02))
            for keys in ("ctrl+a", "esc", "right", "right"):
                app.keys(keys)
                listen(app, file, f"the panel after {keys}")
                shown |= {node.text for node in app.find(type="RapportCardPanel").walk() if node.has("showing")}
            check("Quiz on the home page" in shown and "Expected result" in shown, f"the panel was seen: {shown}")
            for layout in ("Matrix", "Table", "Free"):
                app.click(app.find("radio", layout, within=view))
                app.settle()
                listen(app, file, layout)
            app.close()


def test_nothing_private_is_found():
    with Desktop() as desktop:
        file = marked(desktop)
        with start(desktop, "--db", file) as app:
            begin_call(app, file)
            app.keys("ctrl+k")
            palette = app.find(type="RapportPalette")
            listen(app, file, "what the search offers")
            check(not app.find_all("list item", re.compile("Backups|Add Client|Trash"), within=palette),
                  "commands for the team")
            for words in (CANARY, others(file)[0]):
                app.keys("ctrl+a")
                app.type(words)
                app.find("label", "Nothing Found")
            app.keys("ctrl+a")
            app.type("roma")
            app.find("list item", re.compile(CLIENT), within=palette)
            listen(app, file, "the client found")
            app.keys("esc")
            wait_until("the search to close",
                       lambda: not app.find_all(type="RapportPalette") or app.keys("esc"))
            app.close()


def test_nothing_leads_elsewhere():
    """Each action of the window, with the ids of others: it does nothing, or shows nothing."""
    with Desktop() as desktop:
        file = marked(desktop)
        with start(desktop, "--db", file) as app:
            begin_call(app, file)
            actions = window_actions(app)
            equal({name for name, (enabled, _) in actions.items() if enabled} - {"show-matrix"}, SAFE - {"show-matrix"}, "what can be done in a call")
            other = rows(file, "SELECT id FROM client WHERE name <> ? LIMIT 1", CLIENT)[0][0]
            for table, action in (("client", "open-client"), ("work_item", "open-work-item"), ("report", "open-report")):
                found = rows(file, f"SELECT id FROM {table} WHERE " + ("id = ?" if table == "client" else "client = ?"),
                             other)
                check(found, f"nothing to open with {action}")
                app.action(f"win.{action}", GLib.Variant("s", found[0][0]))
                listen(app, file, action)
                app.find("label", CLIENT, within=app.find(type="RapportClientPage"))
            hidden = rows(file, "SELECT id FROM work_item WHERE client = ? AND audience <> 'client' "
                          "AND trashed IS NULL", client_id(file, CLIENT))
            app.action("win.open-work-item", GLib.Variant("s", hidden[0][0]))
            listen(app, file, "a task of the team")
            check(not app.find_all(type="RapportWorkItemDialog"), "it is not opened")
            # Neither do keys: the board, a client more, preferences, the team's meeting.
            for keys in ("alt+1", "ctrl+n", "ctrl+,", "F11", "ctrl+f", "ctrl+e", "ctrl+o", "alt+left", "esc"):
                app.keys(keys)
                listen(app, file, keys)
                check(not app.find_all("dialog"), f"{keys} opens something")
            app.keys("F10")
            wait_until("the menu", lambda: app.find_all("menu item"))
            texts = [node.text for node in app.find_all("menu item")]
            equal(len(texts), 3, f"undo, redo, call mode: {texts}")
            app.keys("esc")
            app.close()


def test_dialogs_of_the_board():
    """Voting, putting a task on the board and beginning another one work in a call, and keep its secrets."""
    with Desktop() as desktop:
        file = marked(desktop)
        with start(desktop, "--db", file) as app:
            begin_call(app, file)
            app.action("win.show-view", GLib.Variant("s", "matrix"))
            view = app.find(type="RapportIdeasView")
            boards = app.find_all("toggle button", within=view)[0].name
            app.click(app.find(type="RapportCanvas"), at=(0.01, 0.3))
            app.keys("ctrl+shift+k")
            app.find(type="RapportPlaceDialog")
            listen(app, file, "putting on the board")
            app.keys("esc")
            app.gone(type="RapportPlaceDialog")
            app.choose_menu(boards, "New Board…")
            app.find(type="RapportNewBoardDialog")
            listen(app, file, "a new board")
            app.keys("esc")
            app.gone(type="RapportNewBoardDialog")
            app.choose_menu("Board Menu", "Vote on Ideas…")
            app.find(type="RapportVotingDialog")
            listen(app, file, "voting")
            app.keys("esc")
            app.gone(type="RapportVotingDialog")


def test_agreements():
    """What was agreed is found in a call too: this client's, without what is between us."""
    with Desktop() as desktop:
        file = marked(desktop)
        with start(desktop, "--db", file) as app:
            begin_call(app, file)
            texts = {text for text, in rows(file, "SELECT text FROM agreement WHERE client = ? AND audience = 'client' "
                                            "AND meeting IS NOT NULL AND trashed IS NULL", client_id(file, CLIENT))}
            check(texts, "there are agreements for the client")
            app.keys("ctrl+shift+d")
            dialog = app.find(type="RapportAgreementsDialog")
            app.find("list item", within=dialog)
            listen(app, file, "what was agreed")
            check(not app.find_all("button", "Save as PDF with the Exact Words"), "no dialog of files in a call")
            check(not app.find_all("toggle button", "Agreement Menu"), "nothing is settled before the client’s eyes")
            app.type(sorted(texts)[0])
            app.find("list item", within=app.find(type="RapportAgreementsDialog"))
            listen(app, file, "what was found")
            # Where it was said is one key away.
            app.keys("Return", "Down", "Return")
            app.gone(type="RapportAgreementsDialog")
            app.find(type="RapportMeetingPage")
            listen(app, file, "where it was said")
            app.close()


def test_leaving():
    with opened() as (app, file):
        before = len(app.find_all("list item", within=app.find(type="RapportSidebar")))
        begin_call(app, file)
        equal(app.windows()[0].name, CLIENT, "the title of the window")
        equal([node.name for node in app.find_all("list item", within=app.find(type="RapportSidebar"))], [CLIENT])
        app.keys("F8")
        app.gone("button", "Leave Call Mode F8")
        equal(app.windows()[0].name, "Rapport")
        wait_until("the sidebar", lambda: len(app.find_all(
            "list item", within=app.find(type="RapportSidebar"))) == before)
        app.find("heading", "Only the Team")
        app.keys("alt+1")
        app.find(type="RapportBoardPage")


def test_only_what_the_call_changed_is_undone():
    with opened() as (app, file):
        client = client_id(file, CLIENT)
        app.action("win.open-client", GLib.Variant("s", client))
        notes = app.find("text box", "Notes for the team", states=())
        app.click(notes)
        app.type("secret ")
        begin_call(app, file)
        wait_saved(file, "the note", "SELECT count(*) FROM client WHERE team_notes LIKE '%secret %'", expected=[(1,)])
        app.keys("ctrl+z")
        app.find("label", "Nothing was changed in this call")
        equal(rows(file, "SELECT count(*) FROM client WHERE team_notes LIKE '%secret %'"), [(1,)], "it stays")
        app.click(app.find("text box", "Expectations"))
        app.type("loud ")
        app.action("win.show-view", GLib.Variant("s", "plan"))
        wait_saved(file, "the expectation", "SELECT count(*) FROM client WHERE expectations LIKE '%loud %'",
                   expected=[(1,)])
        app.keys("ctrl+z")
        wait_saved(file, "the undo", "SELECT count(*) FROM client WHERE expectations LIKE '%loud %'", expected=[(0,)])


def test_toasts_of_others():
    """What was said before the call is gone with its beginning, and what another client's board was waiting for ends
    in silence."""
    with Desktop() as desktop:
        file = marked(desktop)
        other, name = rows(file, "SELECT c.id, c.name FROM client c JOIN idea_board b ON b.client = c.id "
                           "WHERE c.name <> ? AND b.trashed IS NULL ORDER BY c.name", CLIENT)[0]
        # To make many large pictures small takes longer than to begin a call.
        subprocess.run(["convert", "-size", "3000x2000", "plasma:", "-depth", "8", str(desktop.home / "0.png")], check=True)
        for i in range(1, 30):
            os.link(desktop.home / "0.png", desktop.home / f"{i}.png")
        canvas = desktop.home / f"{name} {CANARY}.canvas"
        card = {"type": "file", "y": 0, "width": 200, "height": 100}
        canvas.write_text(json.dumps({"nodes": [
            {**card, "id": str(i), "x": i * 240, "file": f"{i}.png"} for i in range(30)] + [
                {**card, "id": "far", "x": 1e308, "type": "text", "text": f"{CANARY} is in"}]}), encoding="utf-8")
        with start(desktop, "--db", file) as app:
            app.action("win.open-client", GLib.Variant("s", other))
            app.action("win.show-view", GLib.Variant("s", "matrix"))
            area = app.find(type="RapportCanvas")
            wait_until("cards", lambda: app.find_all("list item", within=area))
            app.click(area, at=(0.01, 0.3))
            app.keys("ctrl+a", "Delete")
            app.find(type="AdwToastWidget")
            begin_call(app, file)
            app.gone(type="AdwToastWidget")
            listen(app, file, "after what was told")
            app.keys("F8")
            app.gone("button", "Leave Call Mode F8")
            app.action("win.open-client", GLib.Variant("s", other))
            app.action("win.show-view", GLib.Variant("s", "matrix"))
            app.find(type="RapportIdeasView")
            app.choose_menu("Board Menu", "Import…")
            app.choose_file(canvas)
            app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
            app.action("win.call-mode")
            app.find("button", "Leave Call Mode F8")
            come = "SELECT count(*) FROM placement WHERE text = ?"
            equal(rows(file, come, f"{CANARY} is in"), [(0,)], "it takes its time")
            wait_until("all to come in", lambda: rows(file, come, f"{CANARY} is in") == [(1,)], 120)
            app.settle()
            check(not app.find_all(type="AdwToastWidget"), "nothing is told")
            check(not app.find_all("alert dialog"), "nothing is asked")
            listen(app, file, "when it has come in")
            app.close()


def test_recent_libraries_and_titles():
    """The menu has no library of others, the palette none that was opened last, and every title is the client's."""
    with Desktop() as desktop:
        file = marked(desktop)
        second = desktop.home / f"{CANARY}.rapport"
        shutil.copy(file, second)
        with start(desktop, "--db", file) as app:
            app.keys("ctrl+o")
            app.choose_file(second)
            wait_until("its window", lambda: len(app.windows()) == 2)
            app.action("win.close", window=2)
            wait_until("it to close", lambda: len(app.windows()) == 1)
            app.focus_window()

            def entries():
                app.keys("F10")
                wait_until("the menu", lambda: app.find_all("menu item"))
                texts = [node.text or "" for node in app.find_all("menu item")]
                app.keys("esc")
                app.gone("menu item")
                return texts

            check(CANARY in entries(), "it was the last")
            begin_call(app, file)
            check(not any(CANARY in text.lower() for text in entries()), "the menu")
            for view in ("overview", "plan", "matrix", "meetings", "reports"):
                app.action("win.show-view", GLib.Variant("s", view))
                equal([window.name for window in app.windows()], [CLIENT], f"titles in {view}")
            app.keys("ctrl+k")
            app.find(type="RapportPalette")
            listen(app, file, "what was opened last")
            app.keys("esc")
            app.close()


def test_a_call_outlives_the_program():
    """What ends in front of a client comes back in front of the client."""
    with Desktop() as desktop:
        file = marked(desktop)
        with start(desktop, "--db", file) as app:
            begin_call(app, file)
            app.kill()
        with start(desktop, "--db", file) as app:
            app.find("button", "Leave Call Mode F8")
            listen(app, file, "after the end")
            equal(app.windows()[0].name, CLIENT)
            app.keys("F8")
            app.gone("button", "Leave Call Mode F8")
            app.close()
        with start(desktop, "--db", file) as app:
            app.find(type="RapportBoardPage")
            app.close()


run(globals())
