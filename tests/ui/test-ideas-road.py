#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A board of ideas by keys alone, as somebody meets it for the first time: from no board at all to what the client has
seen of it on a call and gets as a PDF."""

import re
import subprocess

from program import client_id, opened, rows, tab_to, wait_saved
from rapportui import check, equal, run, wait_until


class Road:
    def __init__(self, app, file):
        self.app = app
        self.file = file
        self.client = rows(file, "SELECT name FROM client WHERE trashed IS NULL AND id NOT IN "
                           "(SELECT client FROM idea_board) ORDER BY name")[0][0]
        self.client_id = client_id(file, self.client)

    @property
    def canvas(self):
        return self.app.find(type="RapportCanvas")

    def cards(self):
        return list({node.ref: node.name for node in self.app.find_all("list item", within=self.canvas)}.values())

    def tab_to(self, name, key="Tab"):
        return tab_to(self.app, lambda node: node.name == name, key=key)

    def keyboard_is_on_the_board(self):
        wait_until("the keyboard is on the board", lambda: self.app.focus()[-1:] == ["RapportCanvas"])

    def command(self, words, name):
        """By Ctrl+K, as what is in no table of shortcuts is found."""
        self.app.keys("ctrl+k")
        self.app.find(type="RapportPalette")
        self.app.type(words)
        self.app.find("list item", re.compile("^" + re.escape(name)), within=self.app.find(type="RapportPalette"))
        self.app.keys("enter")
        self.app.gone(type="RapportPalette")

    def board(self):
        return rows(self.file, "SELECT id FROM idea_board WHERE client = ?", self.client_id)[0][0]

    def work(self, title, field):
        return rows(self.file, f"SELECT {field} FROM work_item WHERE title = ? AND client = ? AND trashed IS NULL",
                    title, self.client_id)[0][0]

    def go_to_the_matrix(self):
        self.command(self.client, self.client)
        self.app.find("label", self.client, within=self.app.find(type="RapportClientPage"))
        self.app.keys("ctrl+3")
        self.app.find("button", "New Board…")

    def make_the_board(self):
        self.tab_to("New Board…")
        self.app.keys("enter")
        self.app.find(type="RapportNewBoardDialog")
        tab_to(self.app, lambda node: node.name == "ICE backlog", key="Down")
        self.app.keys("enter")
        self.app.gone(type="RapportNewBoardDialog")
        self.keyboard_is_on_the_board()

    def write_ideas(self, *titles):
        for title in titles:
            self.app.keys("shift+i")
            self.app.find("text box", "Text", within=self.canvas)
            self.app.keys("ctrl+a")
            self.app.type(title)
            self.app.keys("Return")
            self.app.gone("text box", "Text", within=self.canvas)
        wait_until("the cards", lambda: self.cards() == list(titles))
        # In lanes they are what one begins with, whatever lane is in the middle of the window.
        equal([self.work(title, "status") for title in titles], ["idea"] * len(titles), "how they begin")

    def connect_two(self):
        """The first two as one reads."""
        self.app.keys("Home", "shift+Down", "ctrl+l")
        wait_saved(self.file, "a connector", "SELECT count(*) FROM edge WHERE client = ? AND trashed IS NULL",
                   self.client_id, expected=[(1,)])

    def label_the_connector(self, label):
        """From a card to its connector, and from there to the card that it leads to."""
        self.app.keys("Escape", "Home", "shift+c", "Return")
        self.app.find("text box", "Text", within=self.canvas)
        self.app.type(label)
        self.app.keys("Return")
        wait_saved(self.file, "its label", "SELECT label FROM edge WHERE client = ?", self.client_id, expected=[(label,)])
        self.app.keys("Right")
        wait_until("the card at its end", lambda: "selected" in self.app.find(
            "list item", self.cards()[1], within=self.canvas).states)

    def frame_one(self, name):
        """The first card, in a frame; the board has to be free for it, and says so."""
        self.app.keys("Home", "ctrl+shift+f")
        self.app.find("label", "Frames lie on a free board.")
        self.app.keys("Escape")
        tab_to(self.app, lambda node: node.name == "Matrix", key="shift+Tab")
        self.app.keys("Left", "space")
        wait_saved(self.file, "a free board", "SELECT layout FROM idea_board WHERE client = ?", self.client_id,
                   expected=[("free",)])
        tab_to(self.app, lambda node: node.type.startswith("RapportCanvas"))
        self.app.keys("Home", "ctrl+shift+f")
        self.app.find("text box", "Text", within=self.canvas)
        self.app.keys("ctrl+a")
        self.app.type(name)
        self.app.keys("Return")
        self.app.find("list", name, within=self.canvas)
        # From the frame into it and back.
        self.app.keys("Home", "shift+f", "Return")
        equal(self.app.find("text box", "Text", within=self.canvas).text, name, "the frame around the card")
        self.app.keys("Escape", "Right")
        wait_until("the card in it", lambda: "selected" in self.app.find(
            "list item", self.cards()[0], within=self.canvas).states)

    def weigh(self, title, *parts):
        """Says for which month an idea is, the next but one, and how good it is."""
        self.app.keys("Home", "alt+Return")
        panel = self.app.find(type="RapportCardPanel")
        tab_to(self.app, lambda node: node.name.startswith("Month"))
        self.app.keys("Return", "Down", "Down", "Return")
        wait_until("its month", lambda: self.work(title, "month"))
        for name, value in zip(("Impact", "Confidence", "Ease"), parts):
            tab_to(self.app, lambda node, name=name: node.name == name and node.has("editable"))
            self.app.keys("ctrl+a")
            self.app.type(str(value))
        self.app.find("label", str(parts[0] * parts[1] * parts[2]), within=panel)
        self.app.keys("alt+Return")
        self.app.gone(type="RapportCardPanel")
        wait_until("its parts are stored", lambda: [self.work(title, part) for part in ("impact", "confidence", "ease")]
                   == [part * 1_000_000 for part in parts])
        self.keyboard_is_on_the_board()

    def vote(self, title):
        self.command("vote", "Vote on Ideas")
        dialog = self.app.find(type="RapportVotingDialog")
        tab_to(self.app, lambda node: node.name == "Add a participant" and node.has("editable"))
        self.app.type("Olga")
        self.app.keys("Return")
        tab_to(self.app, lambda node: node.role == "list item" and node.name.startswith(title))
        self.app.keys("2")
        self.app.find("list item", re.compile(f"^{title}, .*2 dots"), within=dialog)
        self.app.keys("Escape")
        self.app.gone(type="RapportVotingDialog")
        wait_saved(self.file, "the vote", "SELECT participant, dots FROM vote WHERE client = ? AND trashed IS NULL",
                   self.client_id, expected=[("Olga", 2)])

    def plan(self, title):
        """Into the month that it is for."""
        self.app.keys("Home", "ctrl+Return")
        month = self.work(title, "month")
        wait_saved(self.file, "a line of the plan", "SELECT l.month FROM plan_line l JOIN work_item w ON w.id = l.work_item "
                   "WHERE w.title = ? AND l.client = ? AND l.trashed IS NULL", title, self.client_id, expected=[(month,)])
        equal(self.work(title, "status"), "planned", "its status")

    def audience(self):
        return next((window for window in self.app.windows() if window.type == "RapportAudienceWindow"), None)

    def seen(self):
        window = self.audience()
        return {node.name for node in window.walk() if node.role == "article"} if window is not None else None

    def present(self, first, whole, remark):
        self.app.keys("F5")
        self.app.find(type="RapportPresenterPage")
        wait_until("the frame is shown", lambda: self.seen() == first)
        main = next(i for i, window in enumerate(self.app.windows()) if window.type == "RapportWindow")
        self.app.focus_window(main)
        self.app.keys("l")
        self.app.find("toggle button", "Laser Pointer (L)", states=("showing", "pressed"))
        self.app.keys("l")
        # The whole board is passed over unless it is chosen: by keys, too.
        self.app.keys("Next")
        tab_to(self.app, lambda node: node.role == "list item" and "The Whole Board" in node.name)
        self.app.keys("Return")
        wait_until("the whole board", lambda: self.seen() == whole)
        self.app.keys("Prior")
        wait_until("the frame again", lambda: self.seen() == first)
        tab_to(self.app, lambda node: node.name == "What was said" and node.has("editable"))
        self.app.type(remark)
        self.app.keys("Return")
        wait_until("it is seen by the client", lambda: any(node.text == remark for node in self.audience().walk()))
        self.app.keys("Escape", "Escape")
        wait_until("the end", lambda: self.audience() is None)
        wait_saved(self.file, "the remark", "SELECT text FROM remark WHERE client = ? AND trashed IS NULL", self.client_id,
                   expected=[(remark,)])
        wait_saved(self.file, "the log of what was shown", "SELECT title, ended >= started FROM showing WHERE client = ? "
                   "ORDER BY started", self.client_id,
                   expected=[("For the call", 1), ("The Whole Board", 1), ("For the call", 1)])

    def export(self, words):
        file = self.app.desktop.home / "board.pdf"
        self.command("pdf page", "PDF, a Page for Each Frame…")
        self.app.choose_file(file)
        wait_until("the PDF", lambda: file.exists() and file.stat().st_size > 1000)
        text = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True).stdout
        for word in words:
            check(word in re.sub(r"\s+", " ", text), f"{word} stands in {text!r}")


def test_the_whole_road_by_keys():
    with opened() as (app, file):
        road = Road(app, file)
        road.go_to_the_matrix()
        road.make_the_board()
        road.write_ideas("A film about the doctor", "Letters after a visit", "Reviews on the maps")
        road.connect_two()
        road.label_the_connector("then")
        road.frame_one("For the call")
        road.weigh("A film about the doctor", 8, 5, 7)
        road.vote("A film about the doctor")
        road.plan("A film about the doctor")
        road.present({"A film about the doctor"}, {"A film about the doctor", "Letters after a visit", "Reviews on the maps"},
                     "Show the nurse as well")
        road.export(["For the call", "A film about the doctor"])


run(globals())
