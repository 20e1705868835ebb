#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way from the first start to a client's report as a PDF, without a pointer: once with
the Latin layout, once with the Russian one and in Russian."""

from program import rows, start, tab_to, wait_saved
from rapportui import Desktop, check, run, wait_until
from reports import read_pdf

EXPORT = """Дата;Клики;Показы;Расход
01.03.2019;1 234;20 000;"1 541,76"
02.03.2019;10;500;12,24
"""


def take_pointer_away(desktop):
    def pointer(*_where):
        raise AssertionError("the pointer was used")

    desktop.screen.move = desktop.screen.button = desktop.screen.click = pointer


def is_card(node):
    return node.role == "list item" and any(child.type == "RapportClientCard"
                                            for child in node.children)


class Way:
    """The stations, each by keys alone."""

    def __init__(self, desktop, app):
        self.desktop = desktop
        self.app = app
        self.file = None

    def label(self, text):
        return self.app.words(text).replace("_", "")

    def tab_to_label(self, text, **more):
        return tab_to(self.app, lambda node: node.name == self.label(text)
                      and node.has("sensitive"), **more)

    def open_sample(self):
        self.tab_to_label("Open the _Sample Agency")
        self.app.keys("enter")
        wait_until("clients on the board",
                   lambda: self.app.find_all(type="RapportClientCard"), 120)
        self.file = next((self.desktop.home / "data").rglob("sample.rapport"))

    def mark_week(self):
        """Returns the name of the client that was marked."""
        unmarked = self.label("Not marked")
        node = tab_to(self.app, lambda node: is_card(node) and unmarked in node.name)
        name = node.name.split(",")[0]
        self.app.keys("1")
        wait_until("the mark on disk", lambda: rows(
            self.file, "SELECT 1 FROM light JOIN client ON client.id = light.client WHERE name = ? "
            "AND mark = 'green' AND week >= date('now', '-7 days')", name))
        self.app.keys("esc")
        return name

    def open_client(self):
        tab_to(self.app, is_card)
        self.app.keys("enter")
        self.app.find(type="RapportClientPage")

    def search_client(self, name):
        """To any other client, by its name."""
        self.app.keys("ctrl+k")
        self.app.type(name)
        self.app.find("list item", name, within=self.app.find(type="RapportPalette"))
        self.app.keys("enter")
        self.app.gone(type="RapportPalette")
        self.app.find("label", name, within=self.app.find(type="RapportClientPage"))

    def add_to_plan(self, text):
        self.app.keys("ctrl+2")
        self.app.find(type="RapportPlanView")
        self.tab_to_label("Add to the plan")
        self.app.type(text)
        self.app.keys("enter")
        wait_saved(self.file, "the task", "SELECT count(*) FROM work_item WHERE title = ?", text,
                   expected=[(1,)])

    def import_file(self):
        export = self.desktop.home / "export.csv"
        export.write_text(EXPORT, encoding="utf-8")
        self.app.keys("ctrl+5")
        self.app.find(type="RapportReportsView")
        # In an entry Ctrl+I is for the entry.
        self.app.keys("ctrl+i")
        self.tab_to_label("_Choose File…")
        self.app.keys("enter")
        self.app.choose_file(export)
        self.app.find("button", self.label("_Import"), states=("showing", "sensitive"))
        self.tab_to_label("_Import")
        self.app.keys("enter")
        self.app.gone(type="RapportImportAssistant")
        wait_until("the figures on disk", lambda: rows(
            self.file, "SELECT 1 FROM month_numbers WHERE month = '2019-03-01' AND trashed IS NULL"))

    def write_report(self, headline):
        # The newest report, or the row that begins one.
        tab_to(self.app, lambda node: any(above.type == "RapportReportsView"
                                          for above in node.above()))
        self.app.keys("enter")
        self.app.find(type="RapportReportEditor")
        self.tab_to_label("Headline")
        self.app.keys("ctrl+a")
        self.app.type(headline)
        wait_saved(self.file, "the headline", "SELECT count(*) FROM report WHERE headline = ?",
                   headline, expected=[(1,)])

    def export_pdf(self):
        pdf = self.desktop.home / "report.pdf"
        self.tab_to_label("_Export PDF…", key="shift+tab")
        self.app.keys("enter")
        self.app.choose_file(pdf)
        wait_until("the PDF", lambda: pdf.exists() and pdf.stat().st_size > 1000)
        return " ".join(read_pdf(pdf).split())


def go(lang, layout, task, headline):
    with Desktop(lang=lang) as desktop, start(desktop) as app:
        take_pointer_away(desktop)
        desktop.screen.layout(layout)
        way = Way(desktop, app)
        way.open_sample()
        way.mark_week()
        way.open_client()
        (name,), = rows(way.file, "SELECT client.name FROM report JOIN client ON client.id = "
                        "report.client WHERE report.trashed IS NULL ORDER BY client.name LIMIT 1")
        way.search_client(name)
        way.add_to_plan(task)
        way.import_file()
        way.write_report(headline)
        words = way.export_pdf()
        check(headline in words and name in words, words[:500])
        app.keys("ctrl+q")
        app.finish()


def test_the_whole_way():
    go("en", 0, "Landing texts", "More leads for less money")


def test_the_whole_way_under_the_russian_layout():
    go("ru", 1, "Тексты лендинга", "Заявок больше, а стоят они меньше")


run(globals())
