#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Meetings by keyboard: the queue, a question from anywhere, making, moving and cancelling one, the
calendar, and what of it is there in a call."""

import datetime
import re

from gi.repository import GLib
from letters import mail_portal
from program import client_id, opened, rows, tab_to, wait_saved
from rapportui import check, equal, run, wait_until
from rapportui.app import build_folder
from rapportui.waiting import PATIENCE, RETRY, Timeout

FILES = build_folder() / "tests" / "ui" / "selftest" / "ui-files"
CLIENT = "Romashka Clinics"


def open_meetings(app, file, name=CLIENT):
    client = client_id(file, name)
    app.action("win.open-client", GLib.Variant("s", client))
    app.keys("ctrl+4")
    app.find(type="RapportMeetingsView")
    return client


def queue(app):
    """What waits, in order."""
    names = [node.name.split(",")[0] for node in app.find_all(type="RapportQuestionRow")]
    return list(dict.fromkeys(names))


def add(app, text):
    app.click(app.find("text box", "Add to the queue"))
    app.type(text)
    app.keys("Return")
    wait_until(f"the question {text}", lambda: text in queue(app))


def focus_question(app, text):
    tab_to(app, lambda node: node.type == "RapportQuestionRow")
    for _ in queue(app):
        if app.focused().name.startswith(text + ","):
            return
        app.keys("Down")
    raise AssertionError(f"the keyboard did not reach {text}, it is on {app.focused()!r}")


def test_queue():
    """Added, moved, written anew, hidden, settled and taken up again, all by keys."""
    with opened() as (app, file):
        client = open_meetings(app, file)
        before = queue(app)
        add(app, "First of mine")
        add(app, "Second of mine")
        equal(queue(app), before + ["First of mine", "Second of mine"])
        app.keys("Tab")
        focus_question(app, "Second of mine")
        app.keys("alt+Up")
        wait_until("the order", lambda: queue(app)[-2:] == ["Second of mine", "First of mine"])
        wait_until("the keyboard", lambda: app.focused().name.startswith("Second of mine"))
        app.keys("F2")
        app.keys("ctrl+a")
        app.type("Second, in other words")
        app.keys("Return")
        wait_saved(file, "the new words", "SELECT text FROM question WHERE client = ? AND "
                   "text LIKE 'Second%'", client, expected=[("Second, in other words",)])
        wait_until("the row", lambda: app.focused().type == "RapportQuestionRow")
        app.keys("Delete")
        wait_saved(file, "that it is deleted", "SELECT count(*) FROM question WHERE "
                   "text = 'Second, in other words' AND trashed IS NULL", expected=[(0,)])
        app.keys("ctrl+z")
        wait_saved(file, "that it is back", "SELECT count(*) FROM question WHERE "
                   "text = 'Second, in other words' AND trashed IS NULL", expected=[(1,)])


def question_row(app, text):
    return next(node for node in app.find_all(type="RapportQuestionRow") if node.name.startswith(text + ","))


def test_queue_is_dragged():
    """By its handle a question comes before another one; undone as one."""
    with opened() as (app, file):
        open_meetings(app, file)
        before = queue(app)
        add(app, "Mine")
        app.settle()
        app.drag(app.find("img", "Drag to Move", within=question_row(app, "Mine")),
                 question_row(app, before[0]), to=(0.5, 0.1))
        wait_until("the order", lambda: queue(app) == ["Mine"] + before)
        wait_saved(file, "it", "SELECT count(*) FROM change_set WHERE label LIKE 'Move%'", expected=[(1,)])
        app.action("win.undo")
        wait_until("the order before", lambda: queue(app) == before + ["Mine"])


def test_ask_anywhere():
    """One shortcut from wherever one is; under a Russian layout, too, see ui/keyboard."""
    with opened() as (app, file):
        client = client_id(file, CLIENT)
        app.keys("ctrl+shift+q")
        app.find(type="RapportAskDialog")
        app.type("For nobody yet")
        app.keys("Return")
        equal(rows(file, "SELECT count(*) FROM question WHERE text = 'For nobody yet'"), [(0,)])
        app.keys("Escape")
        app.gone(type="RapportAskDialog")
        app.action("win.open-client", GLib.Variant("s", client))
        app.keys("ctrl+shift+q")
        app.find(type="RapportAskDialog")
        app.type("Why is the phone silent?")
        app.keys("Return")
        wait_saved(file, "the question", "SELECT client, kind, status FROM question WHERE "
                   "text = 'Why is the phone silent?'", expected=[(client, "question", "open")])
        app.find(name="Kept for the next meeting")


def ask_here(app, file, text, about):
    """Presses what asks at the next meeting, types and keeps it; it says what it is about."""
    entries = [node for node in app.find_all("menu item") + app.find_all("button")
               if (node.text or node.name) == "Ask at the Next Meeting…"]
    app.click(entries[0])
    app.find(type="RapportAskDialog")
    app.type(text)
    app.keys("Return")
    app.gone(type="RapportAskDialog")
    wait_saved(file, "the question", "SELECT about, status FROM question WHERE text LIKE ? AND trashed IS NULL",
               f"%{text}", expected=[(about, "open")])


def wait_offer(app):
    wait_until("the offer to ask", lambda: any(
        (node.text or node.name) == "Ask at the Next Meeting…"
        for node in app.find_all("menu item") + app.find_all("button")))


def test_ask_about_what_is_seen():
    """From a task, a card, a figure and a report; the question knows which it is about."""
    with opened() as (app, file):
        month = datetime.date.today().replace(day=1).isoformat()
        client, task = rows(file, "SELECT client, work_item FROM plan_line WHERE month = ? AND "
                                  "work_item IS NOT NULL AND trashed IS NULL ORDER BY client LIMIT 1", month)[0]
        title = rows(file, "SELECT title FROM work_item WHERE id = ?", task)[0][0]
        app.action("win.open-client", GLib.Variant("s", client))
        app.action("win.show-view", GLib.Variant("s", "plan"))
        app.click(app.reach(app.find("list item", re.compile(f"^{re.escape(title)},"))), button=3)
        wait_offer(app)
        ask_here(app, file, "Who does this?", task)
        client, item = rows(file, "SELECT client, item FROM placement WHERE item IS NOT NULL AND trashed IS NULL "
                            "AND client IS NOT NULL ORDER BY client, id LIMIT 1")[0]
        name = rows(file, "SELECT title FROM work_item WHERE id = ?", item)[0][0]
        app.action("win.open-client", GLib.Variant("s", client))
        app.action("win.show-view", GLib.Variant("s", "matrix"))
        app.click(app.find("list item", re.compile(f"^{re.escape(name)}"), within=app.find(type="RapportCanvas")),
                  button=3)
        wait_offer(app)
        ask_here(app, file, "Is this card right?", item)
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        app.action("win.show-view", GLib.Variant("s", "reports"))
        app.click(app.reach(app.find("toggle button", "How This Is Worked Out")))
        wait_offer(app)
        ask_here(app, file, "why so few?", None)
        report = rows(file, "SELECT id FROM report WHERE client = ? AND trashed IS NULL LIMIT 1",
                      client_id(file, CLIENT))[0][0]
        app.action("win.open-report", GLib.Variant("s", report))
        app.find(type="RapportReportEditor")
        app.click(app.find("toggle button", "Report Menu"))
        wait_offer(app)
        ask_here(app, file, "Does the headline please?", report)


def test_make_move_cancel():
    """A meeting is made, another day chosen, cancelled and held after all."""
    with opened() as (app, file):
        client = open_meetings(app, file)
        app.keys("ctrl+shift+m")
        # What it is about is what one types first.
        app.find("text box", "Title", states=("showing", "focused"), within=app.find(type="RapportMeetingDialog"))
        app.type("About prices")
        app.keys("Return")
        app.gone(type="RapportMeetingDialog")
        tomorrow = datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=1)
        wait_saved(file, "the meeting", "SELECT client, substr(start, 1, 16), length, status FROM "
                   "meeting WHERE title = 'About prices'",
                   expected=[(client, f"{tomorrow}T10:00", 60, "planned")])
        meeting = rows(file, "SELECT id FROM meeting WHERE title = 'About prices'")[0][0]
        app.action("win.open-meeting", GLib.Variant("s", meeting))
        app.find(type="RapportMeetingPage")
        app.click(app.find("toggle button", "Meeting Menu"))
        app.keys("Return")
        dialog = app.find(type="RapportMeetingDialog")
        app.click(app.find("text box", "Begins at", within=dialog))
        app.keys("ctrl+a")
        app.type("1430")
        app.keys("Return")
        app.gone(type="RapportMeetingDialog")
        wait_saved(file, "the other time", "SELECT substr(start, 12, 5) FROM meeting WHERE id = ?",
                   meeting, expected=[("14:30",)])
        app.find("label", re.compile("14:30–15:30"))
        app.click(app.find("button", "Begin"))
        wait_saved(file, "that it began", "SELECT began IS NOT NULL, status FROM meeting "
                   "WHERE id = ?", meeting, expected=[(1, "planned")])
        app.click(app.find("button", "End"))
        wait_saved(file, "that it is over", "SELECT status FROM meeting WHERE id = ?", meeting,
                   expected=[("held",)])


def choose(app, title, *keys):
    app.click(app.reach(app.find("combo box", title)))
    app.keys("Home", *keys, "Return")


def test_own_rule():
    """How it comes again is said in rows, without the language of calendars."""
    with opened() as (app, file):
        client = open_meetings(app, file)
        app.keys("ctrl+shift+m")
        dialog = app.find(type="RapportMeetingDialog")
        app.click(app.find("text box", "Title", within=dialog))
        app.type("Own days")
        choose(app, "Repeats", "End")
        choose(app, "Counted in", "Down")
        choose(app, "Which of the month", "End")
        choose(app, "Of these days", "Down")
        app.find(name=re.compile("^On the last working day of the month"))
        app.keys("alt+a")
        app.gone(type="RapportMeetingDialog")
        wait_saved(file, "the schedule", "SELECT client, rule FROM schedule WHERE title = 'Own days'",
                   expected=[(client, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")])


def test_who_was_there():
    """Noted with the meeting, one by one, and taken back."""
    with opened() as (app, file):
        open_meetings(app, file)
        meeting, there = rows(file, "SELECT meeting, count(*) FROM participant WHERE present = 1 "
                              "GROUP BY meeting ORDER BY meeting LIMIT 1")[0]
        app.action("win.open-meeting", GLib.Variant("s", meeting))
        details = app.find(type="AdwViewSwitcherButton", name="Details")
        app.click(details)
        switches = [node for node in app.find_all("switch", within=app.find(
            type="RapportMeetingDetails")) if "checked" in node.states]
        app.click(switches[0])
        wait_saved(file, "one who was not there", "SELECT count(*) FROM participant WHERE "
                   "meeting = ? AND present = 1", meeting, expected=[(there - 1,)])
        app.action("win.undo")
        wait_saved(file, "all as before", "SELECT count(*) FROM participant WHERE "
                   "meeting = ? AND present = 1", meeting, expected=[(there,)])


def test_invitation_by_mail():
    """The client's calendar gets it by the letter, with what calendars go by; a cancellation has its number."""
    with opened("sample") as (app, file), mail_portal(app.desktop) as out:
        meeting = rows(file, "SELECT id FROM meeting WHERE status = 'planned' AND client IS NOT NULL ORDER BY start "
                             "LIMIT 1")[0][0]
        app.action("win.open-meeting", GLib.Variant("s", meeting))
        app.find(type="RapportMeetingPage")
        app.choose_menu("Meeting Menu", "Send Invitation…")
        wait_until("the letter", (out / "letter").exists)
        calendar = (out / "attachment-0").read_bytes().decode().replace("\r\n ", "")
        for line in ("METHOD:REQUEST", "UID:", "SEQUENCE:", "DTSTART;TZID="):
            check(line in calendar, f"{line} is not in {calendar}")
        check(calendar.startswith("BEGIN:VCALENDAR"), calendar)


REPLY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Another//Calendar//EN
METHOD:REPLY
BEGIN:VEVENT
{uid}
{sequence}
DTSTAMP:20261120T100000Z
ATTENDEE;PARTSTAT=DECLINED:mailto:{mail}
END:VEVENT
END:VCALENDAR
"""


def test_answer_is_dropped():
    """What the client's calendar answers, saved as a file and dropped on the window, is noted with who answered."""
    with opened("sample") as (app, file), mail_portal(app.desktop) as out:
        meeting = rows(file, "SELECT id FROM meeting WHERE status = 'planned' AND client IS NOT NULL ORDER BY start "
                             "LIMIT 1")[0][0]
        app.action("win.open-meeting", GLib.Variant("s", meeting))
        app.find(type="RapportMeetingPage")
        app.choose_menu("Meeting Menu", "Send Invitation…")
        wait_until("the letter", (out / "letter").exists)
        sent = (out / "attachment-0").read_bytes().decode().replace("\r\n ", "").splitlines()
        uid, sequence = (next(line for line in sent if line.startswith(name)) for name in ("UID:", "SEQUENCE:"))
        mail = next(line.rsplit("mailto:", 1)[1] for line in sent if line.startswith("ATTENDEE"))
        answer = file.with_name("answer.ics")
        answer.write_text(REPLY.format(uid=uid, sequence=sequence, mail=mail).replace("\n", "\r\n"), encoding="utf-8",
                          newline="")
        said = "SELECT count(*) FROM participant WHERE meeting = ? AND answer = 'declined' AND trashed IS NULL"
        equal(rows(file, said, meeting), [(0,)])
        app.action("win.show-calendar")
        page = app.find(type="RapportCalendarPage")
        with app.desktop.start(FILES, answer) as files:
            def taken():
                files.drag(files.find("label", answer.name), page, into=app)
                try:
                    return wait_until("the answer", lambda: rows(file, said, meeting) == [(1,)], RETRY)
                except Timeout:
                    return False

            wait_until("the drop to be taken", taken, PATIENCE * 3)
            files.close()
        app.focus_window()
        app.action("win.undo")
        wait_saved(file, "that it was undone", said, meeting, expected=[(0,)])


def test_undone_leaves():
    """The page of a meeting that an undo takes away goes with it."""
    made = "SELECT id FROM meeting WHERE title = 'About prices'"
    with opened() as (app, file):
        open_meetings(app, file)
        app.keys("ctrl+shift+m")
        app.find("text box", "Title", states=("showing", "focused"), within=app.find(type="RapportMeetingDialog"))
        app.type("About prices")
        app.keys("Return")
        app.gone(type="RapportMeetingDialog")
        wait_until("the meeting", lambda: rows(file, made))
        app.action("win.open-meeting", GLib.Variant("s", rows(file, made)[0][0]))
        app.find(type="RapportMeetingPage")
        app.action("win.undo")
        app.gone(type="RapportMeetingPage")
        app.find(type="RapportMeetingsView")


def cards(app):
    """What begins when, in minutes, and where its card lies in the week."""
    page = app.find(type="RapportWeekHours")
    found = []
    for node in app.find_all("button", re.compile(r"^\d+:\d\d–"), within=page, states=()):
        hour, minute = re.match(r"(\d+):(\d\d)", node.name).groups()
        found.append((int(hour) * 60 + int(minute), node.rect))
    return found


def test_hours():
    """In the week a meeting stands at its hour, and beside those of the same time."""
    with opened() as (app, _file):
        app.keys("alt+2")
        wait_until("the meetings", lambda: len(cards(app)) > 5 and all(rect[3] > 0 for _from, rect in cards(app)))
        app.settle()
        found = cards(app)
        for begins, (_x, y, _width, _height) in found:
            for other, (_x, below, _width, _height) in found:
                if begins == other:
                    equal(y, below)
                elif begins < other:
                    check(y < below, f"{begins} min lies at {y}, {other} min at {below}")
        for i, (_begins, one) in enumerate(found):
            for _other, two in found[i + 1:]:
                check(one[0] + one[2] <= two[0] or two[0] + two[2] <= one[0] or one[1] + one[3] <= two[1] or
                      two[1] + two[3] <= one[1], f"{one} lies over {two}")


def test_calendar():
    """By keys to a day of the week, its meeting opened, weeks turned."""
    with opened() as (app, _file):
        app.keys("alt+2")
        page = app.find(type="RapportCalendarPage")
        head = app.find("button", re.compile("^Monday, "), within=page).name
        app.keys("Page_Down")
        wait_until("the next week", lambda: app.find("button", re.compile("^Monday, "),
                                                     within=page).name != head)
        tab_to(app, lambda node: re.match("Monday, ", node.name or ""))
        app.keys("Down")
        wait_until("a meeting", lambda: re.match(r"\d+:\d\d", app.focused().name or ""))
        app.keys("Return")
        app.find(type="RapportMeetingPage")


ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//Calendar//EN
BEGIN:VEVENT
UID:an-event@client.example
DTSTAMP:20260101T000000Z
DTSTART:20301105T100000Z
DTEND:20301105T110000Z
SUMMARY:From another calendar
END:VEVENT
END:VCALENDAR
"""


def test_calendar_file():
    """A file of another calendar becomes a meeting of the client who is open; undone as one."""
    with opened() as (app, file):
        client = open_meetings(app, file)
        path = file.with_name("other.ics")
        path.write_text(ICS.replace("\n", "\r\n"), encoding="utf-8", newline="")
        app.action("win.take-calendar", GLib.Variant("s", path.as_uri()))
        wait_saved(file, "the meeting", "SELECT client, status FROM meeting WHERE "
                   "title = 'From another calendar' AND trashed IS NULL",
                   expected=[(client, "planned")])
        app.click(app.find("button", "Undo"))
        wait_saved(file, "that it is gone", "SELECT count(*) FROM meeting WHERE "
                   "title = 'From another calendar' AND trashed IS NULL", expected=[(0,)])


def test_call():
    """In a call: the client's meetings, and neither the calendar nor what only we see."""
    with opened() as (app, file):
        open_meetings(app, file)
        secret = rows(file, "SELECT text FROM question WHERE client = ? AND audience = 'team'",
                      client_id(file, CLIENT))
        add(app, "For both of us")
        app.keys("F8")
        wait_until("the call", lambda: not app.find_all("label", "Clients"))
        check("For both of us" in queue(app), "a question for the client is not there")
        for (text,) in secret:
            check(text not in queue(app), f"the client sees {text}")
        app.action("win.show-calendar")
        check(not app.find_all(type="RapportCalendarPage"), "the calendar is there in a call")


run(globals())
