#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sections of a report: moved by the pointer, by buttons and by keys, switched off; each with
its way back, and on the pages as it stands in the list."""

from program import client_id, opened, rows, tab_to
from rapportui import check, equal, run, wait_until
from reports import CLIENT, export, open_report, read_pdf


def order(file):
    """The sections as the file has them."""
    return [section for (section,) in rows(
        file, "SELECT section FROM report_section WHERE trashed IS NULL AND report = (SELECT id "
        "FROM report WHERE client = ? ORDER BY period DESC) ORDER BY \"order\"",
        client_id(file, CLIENT))]


def moved(sections, section, place):
    """What the order becomes."""
    rest = [other for other in sections if other != section]
    return rest[:place] + [section] + rest[place:]


def listed(app):
    """The titles in the list, in order."""
    sections = app.find("list", "Sections of the report")
    return [node.name for node in app.find_all(type="AdwActionRow", within=sections)
            if any(part.name == "Drag to Move" for part in node.walk())]


def header(app, title):
    return app.find(type="AdwActionRow", name=title,
                    within=app.find("list", "Sections of the report"))


def wait_order(app, file, expected):
    wait_until(f"{expected} on disk", lambda: order(file) == expected)
    app.settle()


def back_and_forth(app, file, before, after):
    """Undo and redo by keys."""
    wait_order(app, file, after)
    app.keys("ctrl+z")
    wait_order(app, file, before)
    app.keys("ctrl+shift+z")
    wait_order(app, file, after)


def handle(app, title):
    return app.find("img", "Drag to Move", within=header(app, title))


def test_sections_are_dragged():
    with opened() as (app, file):
        # All that is dragged to is in sight.
        app.resize(1180, 860)
        open_report(app, file)
        first = order(file)
        titles = listed(app)
        equal(first[:3], ["tiles", "summary", "chart"], "where it starts")
        app.drag(handle(app, titles[2]), header(app, titles[0]), to=(0.5, 0.1))
        up = moved(first, "chart", 0)
        back_and_forth(app, file, first, up)
        equal(listed(app), moved(titles, titles[2], 0), "the list")
        app.drag(handle(app, titles[2]), header(app, "Figures"), to=(0.5, 0.9))
        back_and_forth(app, file, up, moved(first, "chart", first.index("figures")))


def test_a_section_dropped_where_it_is_stays():
    with opened() as (app, file):
        app.resize(1180, 860)
        open_report(app, file)
        first = order(file)
        app.drag(handle(app, "Figures"), header(app, "Figures"), to=(0.6, 0.2))
        app.drag(handle(app, "Figures"), header(app, "Funnel"), to=(0.5, 0.1))
        app.drag(handle(app, "Figures"), app.find(type="RapportPagesView"))
        equal(order(file), first, "the order")
        equal(rows(file, "SELECT count(*) FROM change_set WHERE label = 'Move a Section'"), [(0,)])


def test_sections_are_moved_by_keys():
    with opened() as (app, file):
        open_report(app, file)
        first = order(file)
        tab_to(app, lambda node: node.type == "AdwActionRow" and node.name == "Figures")
        app.keys("alt+up")
        wait_order(app, file, moved(first, "figures", 2))
        equal(app.focused().name, "Figures", "what has the keyboard")
        app.keys("alt+up")
        back_and_forth(app, file, moved(first, "figures", 2), moved(first, "figures", 1))
        app.keys("alt+down")
        back_and_forth(app, file, moved(first, "figures", 1), moved(first, "figures", 2))
        for _ in first:
            app.keys("alt+up")
        wait_order(app, file, moved(first, "figures", 0))
        equal(app.focused().name, "Figures", "what has the keyboard at the top")


def test_sections_are_moved_by_buttons():
    with opened() as (app, file):
        open_report(app, file)
        first = order(file)
        check(not app.find("button", "Move Up", within=header(app, listed(app)[0])).has("sensitive"),
              "the first can not go up")
        app.click(app.find("button", "Move Down", within=header(app, "Funnel")))
        back_and_forth(app, file, first, moved(first, "funnel", first.index("funnel") + 1))


def test_a_section_is_switched_off():
    with opened() as (app, file):
        open_report(app, file)
        switch = app.find("switch", within=header(app, "Funnel"))
        app.click(switch)
        shown = ("SELECT shown FROM report_section WHERE section = 'funnel' AND client = ?",
                 client_id(file, CLIENT))
        wait_until("it to be off on disk", lambda: rows(file, *shown) == [(0,)])
        app.keys("ctrl+z")
        wait_until("it to be on again", lambda: rows(file, *shown) == [(1,)])
        app.keys("ctrl+shift+z")
        wait_until("it to be off again", lambda: rows(file, *shown) == [(0,)])
        pdf = app.desktop.home / "report.pdf"
        export(app, pdf)
        words = read_pdf(pdf)
        check("Funnel" not in words and "Channels" in words, words)


def test_pages_follow_the_order():
    with opened() as (app, file):
        open_report(app, file)
        first = order(file)
        before, after = (app.desktop.home / name for name in ("before.pdf", "after.pdf"))
        export(app, before)
        tab_to(app, lambda node: node.type == "AdwActionRow" and node.name == "Channels")
        app.keys("alt+up")
        wait_order(app, file, moved(first, "channels", first.index("funnel")))
        export(app, after)
        words = [read_pdf(file) for file in (before, after)]
        check(0 < words[0].index("Funnel") < words[0].index("Channels"), words[0])
        check(0 < words[1].index("Channels") < words[1].index("Funnel"), words[1])


run(globals())
