#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The summary of a meeting is sent, corrected, sent again and approved; by the keyboard alone."""

import contextlib
import json
import re
import sqlite3
import subprocess

from gi.repository import GLib
from letters import mail_portal
from program import make_agency, opened, rows, start, wait_saved
from rapportui import Desktop, check, equal, run, wait_until


def held(file):
    """A meeting that was held and has minutes, of which nothing was sent."""
    return rows(file, "SELECT id FROM meeting WHERE status = 'held' AND client IS NOT NULL AND EXISTS "
                      "(SELECT 1 FROM minutes_line WHERE meeting = meeting.id AND kind = 'decision' AND "
                      "audience = 'client') AND NOT EXISTS (SELECT 1 FROM summary WHERE meeting = meeting.id) "
                      "ORDER BY start DESC LIMIT 1")[0][0]


def open_summary(app, file):
    meeting = held(file)
    app.action("win.open-meeting", GLib.Variant("s", meeting))
    app.find(type="RapportMeetingPage")
    app.click(app.find(type="AdwViewSwitcherButton", name="Sign-Off"))
    app.find(type="RapportPageSheet")
    return meeting


def versions(file, meeting):
    return rows(file, "SELECT version, state, answered_by, answer FROM summary WHERE meeting = ? ORDER BY "
                      "amendment, version", meeting)


def send(app, file, meeting, version):
    app.find("button", "Mark as Sent…")
    app.keys("alt+s")
    app.find(type="AdwAlertDialog")
    app.keys("Return")
    app.gone(type="AdwAlertDialog")
    wait_until("the version to be kept", lambda: len(versions(file, meeting)) == version)


def test_the_whole_way():
    with opened(data="sample") as (app, file):
        meeting = open_summary(app, file)
        check(not app.find_all("button", "Approved…"), "nothing is sent yet")
        send(app, file, meeting, 1)
        equal(versions(file, meeting)[0][:2], (1, "sent"))
        frozen = rows(file, "SELECT document, letter FROM summary WHERE meeting = ?", meeting)
        document = json.loads(frozen[0][0])
        equal(document["kind"], "rapport-minutes")
        # The client wants it otherwise.
        app.find("button", "Corrections…")
        app.keys("alt+c")
        app.find(type="AdwAlertDialog")
        app.keys("ctrl+a")
        app.type("Olga Petrova")
        app.keys("Return")
        app.gone(type="AdwAlertDialog")
        wait_until("the answer", lambda: versions(file, meeting)[0][1:3] == ("corrections", "Olga Petrova"))
        # Undone, and done again: only what was sent stays.
        app.keys("ctrl+z")
        wait_until("no answer", lambda: versions(file, meeting)[0][1] == "sent")
        app.keys("ctrl+shift+z")
        wait_until("the answer again", lambda: versions(file, meeting)[0][1] == "corrections")
        send(app, file, meeting, 2)
        approve(app, file, meeting)
        app.find("button", "Write an Amendment")
        # It can't be undone, and the first version is as it was.
        app.keys("ctrl+z")
        wait_saved(file, "the approval to stay", "SELECT state FROM summary WHERE meeting = ? AND version = 2",
                   meeting, expected=[("approved",)])
        equal(rows(file, "SELECT document, letter FROM summary WHERE meeting = ? AND version = 1", meeting),
              frozen)


def approve(app, file, meeting):
    app.find("button", "Approved…")
    app.keys("alt+a")
    app.find(type="AdwAlertDialog")
    app.keys("Return")
    wait_until("the approval", lambda: versions(file, meeting)[-1][1] == "approved")


def lines(file, meeting):
    return rows(file, "SELECT text, kind, amendment FROM minutes_line WHERE meeting = ? AND trashed IS NULL ORDER BY id",
                meeting)


def test_an_amendment():
    """What was approved takes no letter more; what is written below it goes out as an amendment."""
    with opened(data="sample") as (app, file):
        meeting = open_summary(app, file)
        send(app, file, meeting, 1)
        approve(app, file, meeting)
        approved = lines(file, meeting)
        frozen = rows(file, "SELECT document FROM summary WHERE meeting = ?", meeting)
        app.find("button", "Write an Amendment")
        app.keys("alt+w")
        text = app.find(type="RapportMinutesText")
        app.find(type="AdwBanner", name=re.compile("^These minutes are approved"))
        app.click(text)
        app.keys("ctrl+Home", "Down", "Home")
        app.type("xyz")
        app.keys("BackSpace", "Delete", "ctrl+End")
        app.type("= Photographs are ours")
        app.keys("Return")
        wait_saved(file, "the line", "SELECT kind, amendment FROM minutes_line WHERE meeting = ? AND text = ?", meeting,
                   "Photographs are ours", expected=[("agreement", 1)])
        equal([line for line in lines(file, meeting) if line[2] == 0], approved, "what was approved")
        app.click(app.find(type="AdwViewSwitcherButton", name="Sign-Off"))
        app.find("label", re.compile("^Amendment 1: "))
        send(app, file, meeting, 2)
        document = json.loads(rows(file, "SELECT document FROM summary WHERE meeting = ? AND amendment = 1", meeting)[0][0])
        check("Photographs are ours" in json.dumps(document), "the amendment has the new line")
        equal(rows(file, "SELECT document FROM summary WHERE meeting = ? AND amendment = 0", meeting), frozen)
        approve(app, file, meeting)


def test_a_version_is_looked_at():
    with opened(data="sample") as (app, file):
        meeting = open_summary(app, file)
        send(app, file, meeting, 1)
        app.click(app.find(type="AdwActionRow", name="Version 1"))
        app.find(type="AdwBanner", name=re.compile("^Version 1"))
        check(not app.find_all("button", "Send by Mail"), "what was sent is not sent again")


def test_a_letter_by_mail():
    with opened(data="sample") as (app, file), mail_portal(app.desktop) as out:
        meeting = open_summary(app, file)
        app.find("button", "Send by Mail")
        app.keys("alt+m")
        wait_until("the letter", (out / "letter").exists)
        letter = (out / "letter").read_text(encoding="utf-8")
        check("Summary: " in letter.splitlines()[1] and "Decisions" in letter, letter)
        check((out / "attachment-0").read_bytes().startswith(b"%PDF-1.7"), "the PDF is attached")
        # Only the user knows whether it went out.
        app.find("button", "Mark as Sent…")
        equal(versions(file, meeting), [])


def waiting(file):
    """A client whose answer is waited for, and the meeting."""
    return rows(file, "SELECT client, meeting, id FROM summary AS last WHERE state = 'sent' AND NOT EXISTS (SELECT 1 "
                      "FROM summary WHERE meeting = last.meeting AND version > last.version) ORDER BY sent_at")[0]


def test_what_waits_stands_on_the_overview():
    with opened(data="sample") as (app, file), mail_portal(app.desktop) as out:
        client, meeting, summary = waiting(file)
        app.action("win.open-client", GLib.Variant("s", client))
        group = app.find(type="RapportApprovalsGroup")
        app.find("label", re.compile("^Waiting for the client’s answer"), within=group)
        # A reminder is one click away.
        app.click(app.find("button", re.compile("^Remind by Mail: "), within=group))
        wait_until("the reminder", (out / "letter").exists)
        letter = (out / "letter").read_text(encoding="utf-8")
        check("We sent you “Summary: " in letter, letter)
        wait_saved(file, "the day of it", "SELECT reminded IS NOT NULL FROM summary WHERE id = ?", summary,
                   expected=[(1,)])
        app.find("label", re.compile("reminded today"), within=app.find(type="RapportApprovalsGroup"))
        # In a call the client sees what waits for its own answer, and no haste of ours.
        app.keys("F8")
        app.find("label", "Waiting for your answer", within=app.find(type="RapportApprovalsGroup"))
        check(not app.find_all("button", re.compile("^Remind by Mail")), "nobody is reminded before the client’s eyes")
        app.keys("F8")
        app.find("button", re.compile("^Remind by Mail: "))
        # And the meeting’s sign-off is, too.
        app.click(app.find("label", re.compile("^Waiting for the client’s answer"),
                           within=app.find(type="RapportApprovalsGroup")))
        app.find("button", "Approved…", within=app.find(type="RapportMeetingPage"))
        equal(versions(file, meeting)[-1][1], "sent")


def client_with_agreements(file):
    return rows(file, "SELECT client FROM agreement WHERE audience = 'client' AND status = 'open' GROUP BY client "
                      "ORDER BY count(*) DESC LIMIT 1")[0][0]


def open_agreements(app, file):
    client = client_with_agreements(file)
    app.action("win.open-client", GLib.Variant("s", client))
    app.find(type="RapportClientPage")
    app.keys("ctrl+shift+d")
    app.find("list item", within=app.find(type="RapportAgreementsDialog"))
    return client


def test_an_agreement_is_found_again():
    with opened(data="sample") as (app, file):
        client = open_agreements(app, file)
        text = rows(file, "SELECT text FROM agreement WHERE client = ? AND status = 'open' AND meeting IS NOT NULL "
                          "ORDER BY day DESC LIMIT 1", client)[0][0]
        app.type(text)
        wait_until("only what was asked for", lambda: len(app.find_all(
            "list item", within=app.find(type="RapportAgreementsDialog"))) == 1)
        # Where it was said is one key away.
        app.keys("Return", "Down", "Return")
        app.gone(type="RapportAgreementsDialog")
        app.find(type="RapportMeetingPage")


def close_agreements(app):
    app.click(app.find("button", "Close", within=app.find(type="RapportAgreementsDialog")))
    app.gone(type="RapportAgreementsDialog")


def shown(app):
    """The names of the rows."""
    return [node.name for node in app.find_all("list item", within=app.find(type="RapportAgreementsDialog"))]


def set_status(app, text, label, status):
    """Chooses from the menu of the row with these words, and waits until it says so."""
    row = app.find("list item", re.compile(f"^{re.escape(text)}"))
    app.click(app.find("toggle button", "Agreement Menu", within=row))
    app.find("menu item")
    app.click(next(entry for entry in app.find_all("menu item") if entry.text.replace("_", "") == label))
    app.gone("menu item")
    if status is not None:
        wait_until(status, lambda: any(name.startswith(text) and status in name for name in shown(app)))


def test_what_became_of_agreements():
    """Kept, broken, replaced, and only what is open; each change is one to be undone."""
    with opened(data="sample") as (app, file):
        client = open_agreements(app, file)
        known = [text for (text,) in rows(file, "SELECT text FROM agreement WHERE client = ? AND status = 'open' AND "
                                                "trashed IS NULL", client)]
        texts = [text for name in shown(app) for text in known if name.startswith(text)][:2]
        equal(len(texts), 2)
        set_status(app, texts[0], "Kept", "Kept")
        set_status(app, texts[1], "Broken", "Broken")
        wait_saved(file, "both", "SELECT status FROM agreement WHERE text IN (?, ?) AND client = ? ORDER BY status",
                   texts[0], texts[1], client, expected=[("broken",), ("kept",)])
        only_open = app.find("toggle button", "Only Open")
        app.click(only_open)
        wait_until("only what is open", lambda: shown(app) and not any(
            name.startswith(text) for text in texts[:2] for name in shown(app)))
        app.click(only_open)
        wait_until("all again", lambda: any(name.startswith(texts[0]) for name in shown(app)))
        set_status(app, texts[1], "In Force Again", "In force")
        set_status(app, texts[1], "Replaced by…", None)
        alert = app.find(type="AdwAlertDialog")
        app.click(app.find(states=("showing", "editable"), within=alert))
        app.type("Another word")
        app.click(app.find("button", "Replace", within=alert))
        app.gone(type="AdwAlertDialog")
        wait_saved(file, "the other", "SELECT old.status, new.text FROM agreement AS old JOIN agreement AS new ON "
                   "new.id = old.replaced_by WHERE old.text = ? AND old.client = ?", texts[1], client,
                   expected=[("replaced", "Another word")])
        close_agreements(app)


def test_agreements_of_one_kind_and_side():
    with opened(data="sample") as (app, file):
        client = open_agreements(app, file)
        kinds = rows(file, "SELECT text FROM agreement WHERE client = ? AND kind = 'decision' AND trashed IS NULL", client)
        drop_down = app.find("combo box", "All kinds", within=app.find(type="RapportAgreementsDialog"))
        app.click(drop_down)
        app.click(app.find("label", "Decision", within=app.find(type="GtkPopover", within=drop_down)))
        wait_until("decisions alone", lambda: len(shown(app)) == len(kinds))
        check(all("Decision" in name for name in shown(app)), shown(app))
        # The keyboard is still there.
        app.keys("space", "Home", "Return")
        wait_until("more", lambda: len(shown(app)) > len(kinds))
        app.keys("Tab", "space", "Down", "Down", "Return")
        wait_until("what the client owes", lambda: shown(app) and all("The client’s" in name for name in shown(app)))
        close_agreements(app)


def test_one_made_by_phone():
    with opened(data="sample") as (app, file):
        client = open_agreements(app, file)
        app.click(app.find("button", "Add What Was Agreed by Letter or Phone"))
        alert = app.find(type="AdwAlertDialog")
        app.click(app.find(states=("showing", "editable"), name="What was agreed", within=alert))
        app.type("Photographs are paid by the client")
        app.click(app.find("button", "Add", within=alert))
        app.gone(type="AdwAlertDialog")
        wait_saved(file, "the agreement", "SELECT count(*) FROM agreement WHERE client = ? AND text = ?",
                   client, "Photographs are paid by the client", expected=[(1,)])
        app.click(app.find(states=("showing", "editable"), name="Search agreements"))
        app.type("photograph paid")
        item = app.find("list item", re.compile("^Photographs are paid"))
        check("In force" in item.name, item.name)
        app.keys("esc")
        app.gone(type="RapportAgreementsDialog")


def test_a_page_for_a_dispute():
    """The PDF has the words that were approved, whatever has become of them since."""
    with Desktop() as desktop:
        file = make_agency(desktop, "sample")
        agreement, client, words = rows(
            file, "SELECT agreement.id, agreement.client, agreement.text FROM agreement JOIN summary ON summary.meeting "
                  "= agreement.meeting WHERE agreement.audience = 'client' AND state = 'approved' AND kind = 'decision' "
                  "AND instr(document, agreement.text) ORDER BY agreement.id LIMIT 1")[0]
        with contextlib.closing(sqlite3.connect(file)) as base, base:
            base.execute("UPDATE agreement SET text = 'We never said that' WHERE id = ?", (agreement,))
        with start(desktop, "--db", file) as app:
            app.wait_ready()
            app.action("win.open-client", GLib.Variant("s", client))
            app.find(type="RapportClientPage")
            app.keys("ctrl+shift+d")
            app.find("list item", within=app.find(type="RapportAgreementsDialog"))
            app.click(app.find("button", "Save as PDF with the Exact Words"))
            pdf = desktop.home / "words.pdf"
            app.choose_file(pdf)
            wait_until("the PDF", lambda: pdf.exists() and pdf.stat().st_size > 1000)
            text = " ".join(subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True,
                                           text=True).stdout.split())
            check(words in text, f"{words!r} is not in {text}")
            app.keys("esc")
            app.gone(type="RapportAgreementsDialog")
            app.close()


run(globals())
