#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The week's lights: marking by key, pointer and drag, comments, undo, weeks, search."""

import re
import sqlite3

from program import client_id, make_agency, monday, opened, rows, start, tab_to
from rapportui import Desktop, check, equal, run, wait_until

MARKS = {"1": ("green", "Moved forward"), "2": ("yellow", "Nothing happened"),
         "3": ("red", "Our mistake")}


def card(app, name):
    """The card of a client, whatever column it is in."""
    return marked_card(app, name, "")


def marked_card(app, name, word):
    """The card of a client when it is in the column of that word."""
    return app.find("list item", re.compile(f"^{re.escape(name)}, {word}"), within=board(app))


def board(app):
    return app.find(type="RapportBoardPage")


def is_card(node):
    return node.role == "list item" and any(child.type == "RapportClientCard"
                                            for child in node.children)


def column(app, title):
    return app.find(type="RapportBoardColumn", name=title)


def name_of(node):
    return node.name.split(",")[0]


def lights(file, name):
    """[(mark, comment)] of this week; each manager may have one."""
    return rows(file, "SELECT mark, comment FROM light WHERE client = ? AND week = ? AND "
                "coalesce(trashed, 0) = 0", client_id(file, name), monday())


def wait_light(file, name, mark, comment=None):
    wait_until(f"{name} to be {mark} ({comment}) on disk, it is {lights(file, name)}",
               lambda: any(found[0] == mark and comment in (None, found[1])
                           for found in lights(file, name)))


def unmarked(app):
    return [node for node in app.find_all("list item", within=column(app, "Not marked"))
            if is_card(node)]


def test_marking_by_key():
    with opened() as (app, file):
        for key, (mark, word) in MARKS.items():
            name = name_of(unmarked(app)[0])
            tab_to(app, lambda node: is_card(node) and "Not marked" in node.name)
            node = app.focused()
            name = name_of(node)
            app.keys(key)
            marked_card(app, name, word)
            wait_light(file, name, mark)


def test_marking_by_pointer_with_comment():
    with opened() as (app, file):
        name = name_of(unmarked(app)[0])
        app.click(card(app, name))
        app.click(app.find("button", "Our mistake", within=app.find(type="RapportMarkPopover")))
        app.gone(type="RapportMarkPopover")
        wait_light(file, name, "red")
        app.click(card(app, name))
        app.click(app.find("text box", "Comment"))
        app.type("Опоздали с макетом")
        app.keys("enter")
        app.gone(type="RapportMarkPopover")
        wait_light(file, name, "red", "Опоздали с макетом")


def test_a_comment_is_asked_for_and_can_be_ignored():
    with opened() as (app, file):
        first = name_of(tab_to(app, lambda node: is_card(node) and "Not marked" in node.name))
        app.keys("1")
        app.find(type="RapportMarkPopover")
        wait_light(file, first, "green")
        second = name_of(app.focused())
        app.keys("2")
        wait_light(file, second, "yellow")
        app.find(type="RapportMarkPopover")
        app.keys("F2")
        app.type("Asked and answered")
        app.keys("enter")
        app.gone(type="RapportMarkPopover")
        wait_light(file, second, "yellow", "Asked and answered")


def test_marking_by_drag():
    with opened() as (app, file):
        name = name_of(unmarked(app)[0])
        app.drag(card(app, name), column(app, "Moved forward"))
        marked_card(app, name, "Moved forward")
        wait_light(file, name, "green")


def test_comment_by_keyboard_alone():
    with opened() as (app, file):
        node = tab_to(app, lambda node: is_card(node) and "Not marked" not in node.name)
        name = name_of(node)
        app.keys("space")
        app.find(type="RapportMarkPopover")
        tab_to(app, lambda node: node.name == "Comment")
        app.keys("ctrl+a")
        app.type("Said by keys")
        app.keys("enter")
        wait_until("the comment on disk", lambda: "Said by keys" in [
            comment for _mark, comment in lights(file, name)])


def test_undo_and_redo():
    with opened() as (app, file):
        node = tab_to(app, lambda node: is_card(node) and "Not marked" in node.name)
        name = name_of(node)
        before = lights(file, name)
        app.keys("2")
        wait_light(file, name, "yellow")
        app.keys("ctrl+z")
        marked_card(app, name, "Not marked")
        wait_until("the undo on disk", lambda: lights(file, name) == before)
        app.keys("ctrl+shift+z")
        wait_light(file, name, "yellow")


def test_keys_under_the_russian_layout():
    with opened() as (app, file):
        app.desktop.screen.layout(1)
        node = tab_to(app, lambda node: is_card(node) and "Not marked" in node.name)
        name = name_of(node)
        app.keys("1")
        wait_light(file, name, "green")
        app.keys("ctrl+z")
        marked_card(app, name, "Not marked")


def test_weeks():
    with opened() as (app, file):
        here = app.find("button", re.compile("This Week|–")).name
        app.click(app.find("button", "Previous Week"))
        wait_until("another week", lambda: app.find_all(
            "button", re.compile("This Week|–"))[0].name != here or app.find_all(
                type="AdwBanner"))
        count = rows(file, "SELECT count(*) FROM light WHERE week = ?", monday())
        app.click(app.find("button", "Next Week"))
        equal(rows(file, "SELECT count(*) FROM light WHERE week = ?", monday()), count, "lights")


def test_search():
    with opened() as (app, _file):
        everyone = len([node for node in app.find_all("list item") if is_card(node)])
        name = name_of(unmarked(app)[0])
        app.click(app.find("toggle button", "Search Clients"))
        app.type(name.split()[0])
        wait_until("fewer cards", lambda: 0 < len(
            [node for node in app.find_all("list item") if is_card(node)]) < everyone)
        check(card(app, name), "the one that was looked for is there")
        app.keys("esc")
        wait_until("all cards again", lambda: len(
            [node for node in app.find_all("list item") if is_card(node)]) == everyone)


def cards(app):
    return [name_of(node) for node in app.find_all("list item", within=board(app)) if is_card(node)]


def choose(app, label):
    app.choose_menu("Filter", label)


def test_filters():
    with opened() as (app, _file):
        everyone = cards(app)
        unmarked_names = [name_of(node) for node in unmarked(app)]
        said = [name_of(node) for node in app.find_all("list item", within=board(app))
                if is_card(node) and re.search("missed|claim|no contact|no answer", node.name)]
        check(0 < len(said) < len(everyone), "some have evidence")
        choose(app, "Not Marked")
        wait_until("those who are not marked", lambda: cards(app) == unmarked_names)
        app.find("label", "Only: not marked")
        choose(app, "With Evidence")
        app.find("label", "Only: not marked, with evidence")
        choose(app, "Not Marked")
        wait_until("those with evidence", lambda: cards(app) == said)
        app.settle()
        app.click(app.find("button", "Show All"))
        wait_until("everyone", lambda: cards(app) == everyone)
        app.gone("label", "Only: with evidence")


def test_groups():
    with opened() as (app, file):
        owner = rows(file, "SELECT m.name FROM client c JOIN member m ON m.id = c.owner "
                     "WHERE c.status = 'current' AND c.key ORDER BY m.name")[0][0]
        check(not app.find_all("label", owner, within=column(app, "Not marked")), "no heading yet")
        choose(app, "Group by Manager")
        app.find("label", owner)
        tab_to(app, is_card)
        name = name_of(app.focused())
        app.keys("1")
        wait_light(file, name, "green")


def status(file, name):
    """(status, reason, number of steps) of a client on the disk."""
    return rows(file, "SELECT c.status, coalesce(c.status_reason, ''), "
                "(SELECT count(*) FROM base_step b WHERE b.client = c.id "
                "AND coalesce(b.trashed, 0) = 0) FROM client c WHERE c.name = ?", name)[0]


def wait_status(file, name, expected):
    wait_until(f"{name} to be {expected}, it is {status(file, name)}",
               lambda: status(file, name)[:2] == expected)


def show_view(app, title):
    choose(app, title)


def test_statuses_by_drag_and_reason():
    with opened() as (app, file):
        show_view(app, "Statuses")
        name = name_of(next(node for node in app.find_all("list item", within=column(app, "Current"))
                            if is_card(node)))
        app.drag(card(app, name), column(app, "Lead"))
        wait_status(file, name, ("lead", ""))
        app.drag(card(app, name), column(app, "Paused"))
        wait_status(file, name, ("paused", ""))
        app.find(type="RapportStatusPopover")
        app.keys("F2")
        app.type("До лета")
        app.keys("enter")
        app.gone(type="RapportStatusPopover")
        wait_status(file, name, ("paused", "До лета"))
        app.keys("ctrl+z")
        wait_status(file, name, ("lead", ""))


def test_statuses_by_keys():
    with opened() as (app, file):
        show_view(app, "Statuses")
        column(app, "Let go")
        app.find("list item", within=column(app, "Current"))
        node = tab_to(app, lambda node: is_card(node))
        name = name_of(node)
        before = status(file, name)
        app.keys("space")
        popover = app.find(type="RapportStatusPopover")
        app.click(app.find("button", "Left", within=popover))
        wait_status(file, name, ("left", ""))
        check(status(file, name) != before, "it was moved")
        tab_to(app, lambda node: is_card(node))
        name = name_of(app.focused())
        was = status(file, name)[0]
        order = ["lead", "current", "paused", "refused", "left", "let-go"]
        step = 1 if was != "let-go" else -1
        app.keys("ctrl+Right" if step > 0 else "ctrl+Left")
        wait_until("the next status", lambda: status(file, name)[0] ==
                   order[order.index(was) + step])


def table_rows(app):
    """What the rows of the table say, cell by cell."""
    return [[cell.name for cell in app.find_all("grid cell", within=row)]
            for row in app.find_all(type="GtkColumnViewRowWidget", within=board(app))]


def row_names(app):
    return [cells[0] for cells in table_rows(app) if cells]


def test_table_sorts_and_marks():
    with opened() as (app, file):
        show_view(app, "Table")
        app.find(type="RapportBoardTable")
        wait_until("rows", lambda: row_names(app))
        names = row_names(app)
        equal(names, sorted(names), "by name")
        app.click(app.find("column header", "Client", within=app.find(type="RapportBoardTable")))
        wait_until("from the end", lambda: row_names(app) == list(reversed(names)))
        app.click(app.find("column header", "Client", within=app.find(type="RapportBoardTable")))
        wait_until("from the start", lambda: row_names(app) == names)
        tab_to(app, lambda node: node.role in ("row", "grid cell"))
        app.keys("3", "1")
        wait_light(file, names[0], "red")
        wait_light(file, names[1], "green")


def test_table_edits_in_place():
    with opened() as (app, file):
        show_view(app, "Table")
        wait_until("rows", lambda: row_names(app))
        name, owner = row_names(app)[0], rows(
            file, "SELECT m.name FROM member m ORDER BY m.name")
        texts = table_rows(app)[1]
        now = next(text for text in texts if (text,) in owner)
        other = next(one for one, in owner if one != now)
        row = app.find_all(type="GtkColumnViewRowWidget", within=board(app))[1]
        app.click(app.find("grid cell", now, within=row))
        app.click(app.find("button", other))
        wait_until("the owner on disk", lambda: rows(
            file, "SELECT m.name FROM client c JOIN member m ON m.id = c.owner WHERE c.name = ?",
            name) == [(other,)])
        wait_until("the owner in the row", lambda: other in table_rows(app)[1])
        app.keys("ctrl+z")
        wait_until("the owner as before", lambda: now in table_rows(app)[1])


def test_columns_are_chosen():
    with opened() as (app, _file):
        show_view(app, "Table")
        table = app.find(type="RapportBoardTable")
        check(not app.find_all(name="City", within=table), "not there yet")
        choose_column(app, "City")
        app.find(name="City", within=table)


def headings(app):
    """[(title, width)] of the table from left to right."""
    table = app.find(type="RapportBoardTable")
    found = app.find_all("column header", within=table)
    return [(node.name, node.rect[2]) for node in sorted(found, key=lambda node: node.rect[0])]


def titles(app):
    return [title for title, _width in headings(app)]


def test_columns_are_arranged_and_remembered():
    with Desktop() as desktop:
        file = make_agency(desktop, "small")
        with start(desktop, "--db", file) as app:
            show_view(app, "Table")
            wait_until("rows", lambda: row_names(app))
            usual = headings(app)
            # The first is that of the headings.
            row = app.find_all(type="GtkColumnViewRowWidget", within=board(app))[1]
            light = app.find_all("grid cell", within=row)[1]
            tab_to(app, lambda node: node.role == "row")
            for _ in range(4):
                if app.focused().ref == light.ref:
                    break
                app.keys("Right")
            equal((app.focused().role, app.focused().name), (light.role, light.name), "the cell")
            app.keys("ctrl+Right")
            wait_until("the light after the weeks", lambda: titles(app)[:3] ==
                       ["Client", "12 Weeks", "Light"])
            app.keys("ctrl+plus", "ctrl+plus")
            wait_until("a wider light", lambda: dict(headings(app))["Light"] ==
                       dict(usual)["Light"] + 48)
            heading = app.find("column header", "Account Manager",
                               within=app.find(type="RapportBoardTable"))
            app.drag(heading, app.find("column header", "12 Weeks",
                                       within=app.find(type="RapportBoardTable")), to=(0.2, 0.5))
            wait_until("the manager further left", lambda: titles(app).index("Account Manager") <
                       titles(app).index("Light"))
            arranged = headings(app)
            app.close()
        with start(desktop, "--db", file) as app:
            wait_until("the same columns", lambda: headings(app) == arranged)
            choose_column(app, "Usual Columns")
            wait_until("the usual ones", lambda: headings(app) == usual)
            app.close()


def choose_column(app, title):
    app.click(app.find("toggle button", "Filter"))
    entries = wait_until("the menu", lambda: app.find_all("menu item"))
    app.click(next(entry for entry in entries if entry.text == "Columns"))
    app.click(wait_until("the columns", lambda: next(
        (entry for entry in app.find_all("menu item") if entry.text == title), None)))
    app.keys("esc")


def test_who_is_not_marked():
    """From the day of marking on, the board says so; here every day is one."""
    with Desktop() as desktop:
        file = make_agency(desktop, "small")
        with sqlite3.connect(file) as db:
            db.execute("UPDATE workspace SET marking_weekday = 1")
        db.close()
        with start(desktop, "--db", file) as app:
            app.find("label", re.compile("not marked this week"))
            app.click(app.find("button", "Show Them"))
            app.find("label", re.compile("Only: .*not marked"))
            for _ in range(len(unmarked(app))):
                tab_to(app, is_card)
                name = name_of(app.focused())
                app.keys("1")
                wait_light(file, name, "green")
                wait_until("it is gone", lambda: name not in cards(app))
            app.click(app.find("button", "Show All"))
            app.gone("label", re.compile("not marked this week"))
            app.close()


def test_one_notice_at_a_time():
    """The most urgent one is said above the board, and a week belongs to lights alone."""
    with Desktop() as desktop:
        file = make_agency(desktop, "small")
        with sqlite3.connect(file) as db:
            db.execute("UPDATE workspace SET marking_weekday = 1")
        db.close()
        with start(desktop, "--db", file) as app:
            app.find("label", re.compile("not marked this week"))
            choose(app, "Only Mine")
            app.find("label", "Only: mine")
            app.gone("label", re.compile("not marked this week"))
            app.click(app.find("button", "Previous Week"))
            app.find("label", "A past week can be looked at · Only: mine")
            app.gone("label", "Only: mine")
            app.settle()
            app.click(app.find("button", "Edit This Week"))
            app.find("label", re.compile("^You are changing the marks of a past week"))
            show_view(app, "Statuses")
            app.find("label", "Only: mine")
            check(not app.find_all("button", "Previous Week"), "no week to go to")
            app.find("label", "Statuses", within=board(app))
            show_view(app, "Lights")
            app.find("button", "Previous Week")
            app.find("label", "Only: mine")
            app.click(app.find("button", "Show All"))
            app.find("label", re.compile("not marked this week"))
            app.close()


def test_trends():
    with opened() as (app, file):
        choose(app, "Trends")
        dialog = app.find(type="RapportTrendDialog")
        app.find(type="RapportYearStrip", within=dialog)
        app.find(name="Clients by Week", within=dialog)
        app.keys("esc")
        app.gone(type="RapportTrendDialog")
        choose(app, "Group by Manager")
        owner = rows(file, "SELECT m.name FROM client c JOIN member m ON m.id = c.owner "
                     "WHERE c.status = 'current' AND c.key ORDER BY m.name")[0][0]
        app.click(app.find("button", re.compile(owner), within=board(app)))
        app.find("label", owner, within=app.find(type="RapportTrendDialog"))
        app.keys("esc")
        app.gone(type="RapportTrendDialog")


def test_team_meeting_by_keys():
    with opened() as (app, file):
        first = name_of(unmarked(app)[0])
        app.keys("F11")
        page = app.find(type="RapportTeamMeetingPage")
        app.find("label", first, within=page)
        app.gone(type="RapportSidebar")
        app.keys("3")
        wait_light(file, first, "red")
        app.keys("F2")
        wait_until("the comment", lambda: getattr(app.focused(), "role", "") == "text box")
        app.type("Late, 3 days")
        app.keys("enter")
        app.gone("label", first, within=page)
        wait_light(file, first, "red", "Late, 3 days")
        app.keys("Left")
        app.find("label", first, within=page)
        app.keys("1")
        wait_light(file, first, "green", "Late, 3 days")
        for _ in range(40):
            if app.find_all("label", "That Was Everybody"):
                break
            app.keys("Right")
        app.find("label", "That Was Everybody")
        app.keys("esc")
        app.gone(type="RapportTeamMeetingPage")
        marked_card(app, first, "Moved forward")
        app.find(type="RapportSidebar")


def test_the_view_is_remembered():
    with opened() as (app, _file):
        show_view(app, "Statuses")
        column(app, "Refused")
        show_view(app, "Lights")
        column(app, "Our mistake")


def test_opening_a_client_and_coming_back():
    with opened() as (app, _file):
        node = tab_to(app, is_card)
        name = name_of(node)
        app.keys("enter")
        app.find("label", name)
        app.gone(type="RapportBoardColumn")
        app.keys("alt+1")
        app.find(type="RapportBoardColumn")


run(globals())
