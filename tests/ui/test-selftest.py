#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The harness itself, on a small program that has one of each thing."""

import contextlib
import io
import os
import pathlib
import shutil
import signal
import tempfile
import time

from gi.repository import GLib

from rapportui import Desktop, Node, Timeout, audit, check, equal, run, wait_until
from rapportui.app import build_folder
from rapportui.pictures import Look, Screen, Walk

DEMO = build_folder() / "tests" / "ui" / "selftest" / "ui-demo"
DEMO_ID = "io.github.rapport_app.Demo"


def status(app, text):
    app.find("label", text)


def test_click_and_type():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        app.click(app.find("button", "Press"))
        status(app, "clicked")
        app.click(app.find(name="Name", type="GtkEntry"))
        app.type("Северный ветер, 50%")
        status(app, "typed Северный ветер, 50%")
        entry = app.find(name="Name", type="GtkEntry")
        equal(entry.text, "Северный ветер, 50%", "the probe's text")
        equal(entry.read_text(), "Северный ветер, 50%", "AT-SPI's text")
        check(app.find(name="Tick", states=("showing", "focusable")), "states are read")
        app.close()


def test_what_is_announced_is_heard():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        ear = app.listen()
        ear.hear()
        app.click(app.find("button", "Press"))
        app.keys("space")
        ear.hear("It was pressed", "It was pressed")
        ear.hear()
        app.close()


def test_keyboard_and_layouts():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        app.click(app.find("button", "Press"))
        app.keys("Tab")
        wait_until("the focus in the entry", lambda: any("GtkEntry" in part
                                                         for part in app.focus()))
        desktop.screen.layout(1)
        app.keys("a")
        status(app, "typed ф")
        app.keys("shift+Tab", "ctrl+z")
        status(app, "undone")
        app.close()


def test_the_probe_and_the_screen_reader_agree():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        # The second snapshot takes from the first what has not changed since.
        for _ in range(2):
            windows = app.windows()
            nodes = [node for window in windows for node in window.walk()]
            check(len(nodes) > 100, "there is a tree")
            for node in nodes:
                role = node.ask("Accessible", "GetRoleName")[0].replace(" ", "")
                equal(role, node.role.replace(" ", ""), f"role of {node.type}")
                equal(node.ask("Accessible", "GetIndexInParent")[0],
                      node.parent.children.index(node) if node.parent else 0, f"index of {node!r}")
        equal([node.type for node in audit.nameless(windows)], ["GtkEntry"], "nameless")
        equal(audit.outside(windows), [], "outside")
        problems = audit.tab_problems(app, windows)
        check(len(problems) == 1 and "GtkEntry" in problems[0], problems)
        app.close()


def test_a_tab_that_leads_back_is_noticed():
    window = Node(None, "window", None, {"type": "Window", "rect": (0, 0, 400, 400)})

    def put(*rect, parent=window):
        return Node(None, str(rect), parent, {"type": "Box", "rect": rect})

    top, below, beside = put(0, 0, 100, 40), put(0, 50, 100, 40), put(110, 0, 100, 40)
    inner = put(0, 60, 50, 20, parent=below)
    for one, other, expected in ((top, below, False), (below, top, True), (top, beside, False),
                                 (beside, top, True), (below, beside, False),
                                 (inner, top, True), (below, inner, False)):
        equal(audit.leads_back(one, other), expected, f"{one.ref} to {other.ref}")


def test_menu_and_dialog():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        app.click(app.find("toggle button", "Main Menu"))
        items = wait_until("the menu", lambda: app.find_all("menu item"))
        app.click(items[0])
        status(app, "hello")
        wait_until("the menu to go", lambda: not app.find_all("menu item"))
        app.action("win.add", app_id=DEMO_ID)
        app.click(app.find("button", "Add"))
        status(app, "added")
        app.gone("button", "Cancel")
        app.close()


def test_drag_and_scroll():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        app.drag(app.find("label", "Card"), app.find("label", "Target"))
        status(app, "dropped card")
        app.click(app.find("list item", "Row 40"))
        status(app, "row activated")
        app.close()


def test_pictures():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        pictures = []
        for number in (1, 2):
            file = desktop.home / f"{number}.png"
            app.picture(file)
            pictures.append(file.read_bytes())
        check(pictures[0] == pictures[1], "the same state gives the same picture")
        app.resize(360, 500)
        app.picture(desktop.home / "small.png")
        header = (desktop.home / "small.png").read_bytes()[16:24]
        equal((int.from_bytes(header[:4]), int.from_bytes(header[4:])), (360, 500), "size")
        app.close()


def test_file_dialogs():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        file = desktop.home / "отчёт за май.csv"
        file.write_text("a;b\n", encoding="utf-8")
        app.action("win.open", app_id=DEMO_ID)
        app.choose_file(file)
        status(app, "opened отчёт за май.csv")
        app.action("win.save", app_id=DEMO_ID)
        app.choose_file(desktop.home / "new.txt")
        status(app, "saved new.txt")
        app.close()


def test_walk_through_screens():
    screens = [
        Screen("plain", "any"),
        Screen("broken", "any", go=lambda app: app.action("win.nothing", app_id=DEMO_ID)
               ),
        Screen("dialog", "any", go=lambda app: app.action("win.add", app_id=DEMO_ID),
               leave=lambda app: app.keys("esc")),
    ]
    with tempfile.TemporaryDirectory() as out, contextlib.redirect_stdout(io.StringIO()):
        walk = Walk(screens, lambda desktop, data: desktop.start(DEMO), out)
        walk.run([Look("en", "light")], [(600, 500), (360, 400)])
        walk.sheets()
        files = {str(file.relative_to(out)) for file in pathlib.Path(out).rglob("*.png")}
    equal(files, {f"en-light-{size}/{name}.png" for size in ("600x500", "360x400")
                  for name in ("plain", "dialog")} |
          {"sheets/en-light-600x500-1.png", "sheets/en-light-360x400-1.png"}, "pictures")
    equal(len(walk.failed), 1, "failures")


def test_second_start_comes_to_the_first():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        second = desktop.start(DEMO, ready=False)
        equal(second.wait_end(), 0, "exit code of the second start")
        status(app, "activated again")
        app.close()


def test_kill_and_start_again():
    with Desktop() as desktop:
        with desktop.start(DEMO) as app:
            app.kill(signal.SIGKILL)
        with desktop.start(DEMO) as app:
            status(app, "ready")
            app.close()


def test_failures_are_noticed():
    with Desktop() as desktop, desktop.start(DEMO) as app:
        started = time.monotonic()
        try:
            wait_until("what never comes", lambda: app.find_all("button", "Nowhere"), 0.2)
            raise AssertionError("a missing button was found")
        except Timeout:
            check(time.monotonic() - started >= 0.2, "it has waited")
        app.action("win.warn", app_id=DEMO_ID)
        try:
            app.close()
        except AssertionError as error:
            check("asked to warn" in str(error), "the warning is shown")
            return
        raise AssertionError("a warning went unnoticed")


def test_actions_with_a_parameter_and_dark_russian():
    with Desktop(lang="ru", dark=True) as desktop, desktop.start(DEMO) as app:
        app.action("win.say", GLib.Variant("s", "привет"), app_id=DEMO_ID)
        status(app, "привет")
        check(app.first_frame() > 0, "the first frame is timed")
        app.picture(desktop.home / "dark.png")
        if "RAPPORT_UI_KEEP" in os.environ:
            shutil.copy(desktop.home / "dark.png", os.environ["RAPPORT_UI_KEEP"])
        app.close()


run(globals())
