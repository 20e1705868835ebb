#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Minutes by keyboard: lines become records, the plan and the text follow each other, private lines
stay private, what is typed is undone and is there after a kill."""

import contextlib
import re
import sqlite3
import subprocess

from gi.repository import GLib
from program import make_agency, opened, rows, start, wait_saved
from rapportui import Desktop, check, equal, run, wait_until
from rapportui.app import build_folder

OTHER = build_folder() / "tests" / "ui" / "selftest" / "ui-other"

LINES = [
    ("Talked about the season", "text"),
    ("! No banners this year", "decision"),
    ("= Letters go to both of us", "agreement"),
    ("+ Landing texts by 20 December", "task"),
    ("? The warehouse may not cope", "risk"),
    ("% We do not write to journalists", "exclusion"),
    (": Another photo on the second card", "remark"),
    ("task: prices tomorrow", "task"),
    ("// The margin is thin", "text"),
    ("decision: start on Monday", "decision"),
]


def find_meeting(file):
    """A meeting to come, and its client."""
    return rows(file, "SELECT id, client FROM meeting WHERE client IS NOT NULL AND "
                "status = 'planned' ORDER BY start, id")[0]


def open_minutes(app, file):
    """The minutes of a meeting, the cursor at their end; returns the ids of meeting and client."""
    meeting, client = find_meeting(file)
    app.action("win.open-client", GLib.Variant("s", client))
    app.action("win.open-meeting", GLib.Variant("s", meeting))
    app.find(type="RapportMeetingPage")
    tabs = app.find_all("tab", "Minutes") + app.find_all("radio", "Minutes")
    app.click(tabs[0])
    app.click(text_of(app))
    app.keys("ctrl+End")
    return meeting, client


def text_of(app):
    return app.find(type="RapportMinutesText")


def audience_of(app):
    return next((window for window in app.windows() if window.type == "RapportAudienceMinutes"), None)


def shown_to(app):
    """What the client reads."""
    return "".join(node.text or "" for node in audience_of(app).walk() if node.type == "GtkTextView")


def wait_text(app, words, there=True):
    wait_until(f"the text {words!r}", lambda: (words in text_of(app).text) == there)


def pictures_shown_to(app):
    return [node for node in audience_of(app).walk() if node.type == "GtkPicture"]


def offered(app):
    """The names in the list below the cursor."""
    return [node.name for cell in app.find_all(type="GtkSourceCompletionCell") for node in cell.walk() if node.name]


def lines(file, meeting):
    return rows(file, "SELECT text, kind, audience FROM minutes_line WHERE meeting = ? AND "
                "trashed IS NULL ORDER BY created", meeting)


def test_ten_lines():
    """Signs and words make records, each of them one."""
    with opened() as (app, file):
        meeting, client = open_minutes(app, file)
        for typed, _kind in LINES:
            app.type(typed)
            app.keys("Return")
        wait_saved(file, "ten lines", "SELECT count(*) FROM minutes_line WHERE meeting = ? AND "
                   "trashed IS NULL", meeting, expected=[(10,)])
        equal([kind for _text, kind, _audience in lines(file, meeting)],
              [kind for _typed, kind in LINES])
        equal([text for text, _kind, audience in lines(file, meeting) if audience == "team"],
              ["The margin is thin"])
        equal(rows(file, "SELECT kind, count(*) FROM agreement WHERE meeting = ? AND "
                   "trashed IS NULL GROUP BY kind ORDER BY kind", meeting),
              [("agreement", 1), ("decision", 2), ("exclusion", 1)])
        equal(rows(file, "SELECT count(*) FROM risk WHERE meeting = ? AND trashed IS NULL",
                   meeting), [(1,)])
        equal(rows(file, "SELECT title, client FROM work_item WHERE id IN (SELECT target FROM "
                   "minutes_line WHERE meeting = ?) ORDER BY created", meeting),
              [("Landing texts", client), ("prices", client)])


def test_keys():
    """One key turns a line, the same key turns it back, and undo takes that back."""
    with opened() as (app, file):
        meeting, _client = open_minutes(app, file)
        app.type("Prices on the site")
        for key, kind in (("d", "decision"), ("a", "agreement"), ("t", "task"), ("r", "risk"),
                          ("x", "exclusion"), ("m", "remark"), ("n", "text")):
            app.keys(f"ctrl+shift+{key}")
            wait_saved(file, f"that it is {kind}", "SELECT kind FROM minutes_line WHERE meeting = ? "
                       "AND trashed IS NULL", meeting, expected=[(kind,)])
        app.keys("ctrl+shift+t")
        app.keys("ctrl+z")
        wait_saved(file, "that it is text again", "SELECT kind FROM minutes_line WHERE meeting = ? "
                   "AND trashed IS NULL", meeting, expected=[("text",)])
        app.keys("ctrl+shift+z")
        wait_saved(file, "that it is a task again", "SELECT kind FROM minutes_line WHERE "
                   "meeting = ? AND trashed IS NULL", meeting, expected=[("task",)])
        app.keys("Home", "BackSpace")
        wait_saved(file, "that it is text", "SELECT kind FROM minutes_line WHERE meeting = ? AND "
                   "trashed IS NULL", meeting, expected=[("text",)])
        app.keys("End", "ctrl+shift+p")
        wait_saved(file, "that it is private", "SELECT audience FROM minutes_line WHERE "
                   "meeting = ? AND trashed IS NULL", meeting, expected=[("team",)])


def test_card():
    """A remark is tied to a card by key, and says which."""
    with opened() as (app, file):
        meeting, client = open_minutes(app, file)
        title = rows(file, "SELECT title FROM work_item WHERE id IN (SELECT item FROM placement "
                     "WHERE client = ? AND trashed IS NULL) ORDER BY title", client)[0][0]
        app.type(": Another photo")
        wait_saved(file, "the remark", "SELECT count(*) FROM minutes_line WHERE meeting = ? AND "
                   "target IS NOT NULL", meeting, expected=[(1,)])
        app.keys("ctrl+shift+c")
        app.find(type="RapportCardDialog")
        wait_until("the cards", lambda: app.find_all("list item"))
        app.type(title)
        app.keys("Return")
        app.gone(type="RapportCardDialog")
        wait_saved(file, "the card", "SELECT work_item.title FROM remark JOIN placement ON "
                   "placement.id = remark.placement JOIN work_item ON work_item.id = placement.item "
                   "WHERE remark.id = (SELECT target FROM minutes_line WHERE meeting = ?)", meeting,
                   expected=[(title,)])
        app.find("button", title)
        app.keys("ctrl+z")
        app.find("button", "Choose Card…")


def test_pictures():
    """A picture from another program is kept with its line, seen below it, and undone at once; the client
    sees it once it is marked."""
    with opened() as (app, file):
        meeting, _client = open_minutes(app, file)
        wall = app.desktop.home / "wall.png"
        subprocess.run(["convert", "-size", "600x400", "xc:steelblue", str(wall)], check=True)
        kept = ("SELECT l.text, a.mime_type, a.audience FROM attachment a JOIN minutes_line l ON l.id = a.about "
                "WHERE l.meeting = ? AND a.trashed IS NULL AND l.trashed IS NULL")
        program = app.desktop.start(OTHER, "Words", wall)
        program.click(program.find("button", "Copy Picture"))
        app.focus_window()
        app.click(text_of(app))
        app.keys("ctrl+End", "ctrl+v")
        wait_saved(file, "the picture", kept, meeting, expected=[("Picture", "image/png", "team")])
        app.find("button", "Files of the Line")
        app.keys("ctrl+z")
        wait_saved(file, "that it was undone", kept, meeting, expected=[])
        wait_text(app, "Picture", there=False)
        app.keys("ctrl+shift+z")
        wait_saved(file, "that it is there again", kept, meeting, expected=[("Picture", "image/png", "team")])
        app.keys("ctrl+End")
        app.click(app.find("button", "Files of the Line"))
        dialog = app.find("dialog", "Files of the Line")
        app.find("label", "Picture", within=dialog)
        app.choose_menu("Menu of “Picture”", "Show to the Client")
        wait_saved(file, "that the client may see it", kept, meeting,
                   expected=[("Picture", "image/png", "client")])
        app.keys("Escape")
        app.gone("dialog", "Files of the Line")
        program.focus_window()
        program.close()
        app.focus_window()
        app.click(app.find("toggle button", "Show to Client"))
        wait_until("the second window", lambda: audience_of(app) is not None)
        wait_until("the picture in it", lambda: len(pictures_shown_to(app)) == 1)


HTML = """<!DOCTYPE html>
<html><head><meta name="generator" content="LibreOffice 25.2.3.2 (Linux)"/>
<style type="text/css">p { line-height: 115% }</style></head>
<body lang="ru-RU"><p><font face="Liberation Serif, serif"><b>Бюджет</b></font></p>
<ul><li><p>карты</p></li><li><p>поиск,
и ещё</p></li></ul>
<table><tr><td>Goals</td><td>Sum</td></tr><tr><td>Leads</td><td>12.5</td></tr></table></body></html>
"""


def copy_from(app, file):
    """What another program has copied lasts as long as it."""
    program = app.desktop.start(OTHER, f"@{file}", "/dev/null")
    program.click(program.find("button", "Copy Text"))
    app.focus_window()
    app.click(text_of(app))
    app.keys("ctrl+End", "ctrl+v")
    return program


def end(app, program):
    program.focus_window()
    program.close()
    app.focus_window()


def test_texts_of_other_programs():
    """What an office program copies becomes lines of Markdown, in one step."""
    with opened() as (app, file):
        meeting, _client = open_minutes(app, file)
        page = app.desktop.home / "page.html"
        page.write_text(HTML, encoding="utf-8")
        program = copy_from(app, page)
        wait_text(app, "Leads | 12.5")
        wait_saved(file, "the lines", "SELECT count(*) FROM minutes_line WHERE meeting = ? AND trashed IS NULL AND "
                   "text IN ('**Бюджет**', '- карты', '- поиск, и ещё', 'Goals | Sum', 'Leads | 12.5')", meeting,
                   expected=[(5,)])
        end(app, program)
        app.keys("ctrl+z")
        wait_saved(file, "that all of it is gone", "SELECT count(*) FROM minutes_line WHERE meeting = ? AND "
                   "trashed IS NULL", meeting, expected=[(0,)])


def test_very_long_text_is_refused():
    """Five megabytes are refused as a whole and in words; what was there stays, and what fits goes in."""
    with opened() as (app, file):
        meeting, _client = open_minutes(app, file)
        there = ("SELECT count(*), max(text) FROM minutes_line WHERE meeting = ? AND trashed IS NULL")
        app.type("Before")
        wait_saved(file, "the word", there, meeting, expected=[(1, "Before")])
        before = text_of(app).text
        novel = app.desktop.home / "novel.txt"
        novel.write_text("A line of a very long text.\n" * 200_000, encoding="utf-8")
        app.copy(novel)
        app.keys("ctrl+v")
        app.find("label", re.compile(r"^Nothing was pasted: 5[.]6.MB of text is too much for minutes"))
        equal(text_of(app).text, before)
        app.type(" and after")
        wait_saved(file, "what was typed then", there, meeting, expected=[(1, "Before and after")])
        novel.write_text("\nTwo\nlines", encoding="utf-8")
        app.copy(novel)
        app.keys("ctrl+v")
        wait_saved(file, "what fits", there, meeting, expected=[(3, "lines")])


def is_marked(app, word):
    """Whether the speller says that a word is wrong, as a screen reader is told."""
    text = text_of(app).read_text()
    if word not in text:
        return None
    attributes = text_of(app).ask("Text", "GetAttributes", GLib.Variant("(i)", (text.index(word) + 1,)))[0]
    return attributes.get("underline") == "error"


def wait_marked(app, **words):
    for word, marked in words.items():
        wait_until(f"{word!r} to be {'marked' if marked else 'right'}", lambda: is_marked(app, word) == marked)


def paste(app, text):
    """All at once: typing as fast as a test outruns the speller's look at where the cursor is."""
    words = app.desktop.home / "words.txt"
    words.write_text(text, encoding="utf-8")
    app.copy(words)
    app.keys("ctrl+v")
    wait_text(app, text.strip())


def choose_language(app, *way):
    """By the menu of the speller, which has a language and its countries below each other."""
    app.click(app.find("toggle button", "Spelling"))
    for label in ("Languages", *way):
        app.click(wait_until(label, lambda: next(
            (entry for entry in app.find_all("menu item") if entry.text == label), None)))
    app.gone("menu item")


def test_spelling():
    """Words are looked up in the language of the client until another one is chosen, and each client has its own."""
    with Desktop() as desktop:
        file = make_agency(desktop)
        with contextlib.closing(sqlite3.connect(file)) as base, base:
            base.execute("UPDATE client SET language = 'ru' WHERE id = ?", (find_meeting(file)[1],))
        with start(desktop, "--db", file) as app:
            app.wait_ready()
            meeting, client = open_minutes(app, file)
            paste(app, "Обсудили рекламу и receipt вчера\n")
            wait_marked(app, receipt=True, вчера=False)
            choose_language(app, "English", "English (United States)")
            wait_marked(app, receipt=False, вчера=True)
            choose_language(app, "Russian", "Russian (Russia)")
            wait_marked(app, receipt=True, вчера=False)
            other = rows(file, "SELECT id, client FROM meeting WHERE client IS NOT NULL AND client != ? AND "
                         "status = 'planned' ORDER BY start, id", client)[0]
            app.action("win.open-client", GLib.Variant("s", other[1]))
            app.action("win.open-meeting", GLib.Variant("s", other[0]))
            app.click((app.find_all("tab", "Minutes") + app.find_all("radio", "Minutes"))[0])
            app.click(text_of(app))
            app.keys("ctrl+End")
            paste(app, "The receipt came вчера again\n")
            wait_marked(app, вчера=True, receipt=False)
            open_minutes(app, file)
            wait_marked(app, receipt=True, вчера=False)
            check(meeting != other[0], "two meetings")
            app.close()


def test_names():
    """Behind an "@" people are offered, again and again, and nowhere else."""
    with opened() as (app, file):
        meeting, _client = open_minutes(app, file)
        name = rows(file, "SELECT name FROM member WHERE trashed IS NULL AND name LIKE '% %' ORDER BY name")[0][0]
        app.type(f"{name[:4]} task: ")
        check(not offered(app), "names are offered without a sign")
        app.completions += 1
        for _time in range(2):
            app.type(f"@{name[:3]}")
            wait_until("the name", lambda: name in offered(app))
            app.keys("Down", "Return")
            wait_until("that nothing is offered", lambda: not offered(app))
            app.type(" by Friday")
            check(not offered(app), "names are offered behind the word")
            app.keys("Return")
        wait_saved(file, "two names", "SELECT count(*) FROM minutes_line WHERE meeting = ? AND "
                   "instr(text, ?) AND trashed IS NULL", meeting, f'@"{name}" by Friday', expected=[(2,)])


def test_plan_and_text():
    """The task stands in the plan, and what is changed there is what the text says."""
    with opened() as (app, file):
        meeting, _client = open_minutes(app, file)
        app.type("+ Prices tomorrow")
        wait_saved(file, "the task", "SELECT title FROM work_item WHERE id IN (SELECT target FROM "
                   "minutes_line WHERE meeting = ?)", meeting, expected=[("Prices",)])
        item = rows(file, "SELECT target FROM minutes_line WHERE meeting = ? AND trashed IS NULL",
                    meeting)[0][0]
        equal(rows(file, "SELECT count(*) FROM plan_line WHERE work_item = ? AND trashed IS NULL",
                   item), [(1,)])
        app.action("win.open-work-item", GLib.Variant("s", item))
        dialog = app.find(type="RapportWorkItemDialog")
        wait_until("the title", lambda: app.focused().name == "Title")
        app.keys("End")
        app.type(" of doors")
        app.keys("Escape")
        app.gone(type="RapportWorkItemDialog")
        check(dialog is not None, "the dialog")
        open_minutes(app, file)
        wait_text(app, "Prices of doors")


def test_call_and_audience():
    """The client sees what is typed, and nothing of what is private."""
    with opened() as (app, file):
        meeting, _client = open_minutes(app, file)
        app.type("// Hidden words")
        app.keys("Return")
        app.type("Open words")
        app.click(app.find("toggle button", "Show to Client"))
        wait_until("the second window", lambda: audience_of(app) is not None)
        wait_saved(file, "both lines", "SELECT count(*) FROM minutes_line WHERE meeting = ? AND "
                   "trashed IS NULL", meeting, expected=[(2,)])
        wait_until("what was typed", lambda: "Open words" in shown_to(app))
        check("Hidden" not in shown_to(app), shown_to(app))


def test_kill():
    """What was typed before a pause is there when the program is killed."""
    with opened() as (app, file):
        meeting, _client = open_minutes(app, file)
        app.type("+ Words that stay")
        wait_saved(file, "the words", "SELECT text FROM minutes_line WHERE meeting = ?", meeting,
                   expected=[("Words that stay",)])
        app.type(" and more")
        app.kill()
        again = start(app.desktop, "--db", file)
        with again:
            again.wait_ready()
            open_minutes(again, file)
            wait_text(again, "Words that stay")


run(globals())
