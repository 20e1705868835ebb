#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""rapportctl as someone meets it who has never seen it: what it says, and what it exits with.

Arguments: rapportctl, and its man page."""

import contextlib
import decimal
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
sys.dont_write_bytecode = True
import tap

RAPPORTCTL, MAN_PAGE = sys.argv[1:3]
FOLDER = tempfile.TemporaryDirectory(prefix="rapport-cli-")
PLACE = pathlib.Path(FOLDER.name)
LIBRARY = PLACE / "agency.rapport"
EXPORT = PLACE / "export.csv"
OK, FAILED, USAGE, NO_LIBRARY, REFUSED = range(5)


def run(*words, env=None):
    return subprocess.run([RAPPORTCTL, *map(str, words)], capture_output=True, text=True, check=False,
                          env={**os.environ, **(env or {})})


def library():
    if not LIBRARY.exists():
        done = run("sample", LIBRARY, "--clients", 24, "--months", 2, "--today", "2026-11-20")
        assert done.returncode == OK, done.stderr
        EXPORT.write_text("day,clicks,cost\n2026-09-01,5,0.1\n2026-09-02,6,0.2\n", encoding="utf-8")
    return LIBRARY


def clients():
    return json.loads(run("clients", library(), "--json").stdout)


def test_help():
    [said] = {(told.returncode, told.stdout) for told in (run("--help"), run("-h"), run("help"))}
    names = re.findall(r"^  (?:rapportctl )?([a-z][a-z-]+) ", said[1], re.M)
    assert said[0] == OK and {"sample", "server", "sync"} <= set(names), said
    man = pathlib.Path(MAN_PAGE).read_text(encoding="utf-8")
    for name in set(names):
        told = run(name, "--help")
        usage = next(line for line in told.stdout.splitlines() if f"rapportctl {name} [" in line)
        deeds = re.findall(r"[a-z]+", usage.split("]")[1].split(" URL")[0]) if name == "server" else []
        assert told.returncode == OK, told.stdout
        assert all(f'.BR "{name} {deed}" ' in man for deed in deeds) if deeds else f".BR {name} " in man, (name, deeds)
        for option in set(re.findall(r"--[a-z-]+", told.stdout)) - {"--help"}:
            assert re.search(rf"{option}\b(?!-)", man), f"{name} {option} is not in the man page"


def test_clients_come_in():
    file = library()
    table = PLACE / "clients.csv"
    table.write_text("Client;City;Account manager;Contact;Since\n"
                     f"{clients()[0]['name']};;;;\n"
                     "Amber Tiles;Kazan;Boris Orlov;Oleg;yesterday\n", encoding="utf-8")
    cards = PLACE / "people.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Vera\nORG:Amber Tiles\nEND:VCARD\n"
                     "BEGIN:VCARD\nVERSION:3.0\nFN:Lev\nORG:Nowhere\nEND:VCARD\n", encoding="utf-8")
    before = clients()
    dry = run("import-clients", file, table, "--dry-run", "--json")
    assert dry.returncode == OK, dry.stderr
    assert clients() == before
    done = run("import-clients", file, table, cards, "--json")
    assert done.returncode == OK, done.stderr
    table_result, cards_result = json.loads(done.stdout)
    assert [table_result] == json.loads(dry.stdout)
    assert (table_result["clients_added"], table_result["clients_same"],
            table_result["contacts_added"], table_result["members_added"]) == (1, 1, 1, 1), table_result
    assert table_result["doubles"][0]["choice"] == "skip", table_result
    assert table_result["remarks"][0]["line"] == 3, table_result
    assert (cards_result["contacts_added"], cards_result["contacts_without_client"]) == (1, 1), cards_result
    leads = run("import-clients", file, cards, "--leads")
    assert leads.returncode == OK and "1 new" in leads.stdout, leads.stdout
    assert {client["name"] for client in clients()} >= {"Amber Tiles", "Nowhere"}
    into = run("import-clients", file, cards, "--client", "Nowhere", "--json")
    result = json.loads(into.stdout)[0]
    assert (result["contacts_added"], result["contacts_same"]) == (1, 1), into.stdout
    assert run("import-clients", file, cards, "--client", "Nobody At All").returncode == FAILED
    people = PLACE / "people.csv"
    people.write_text("First name,Last name,Birthday,E-mail\nVera,Gull,--03-12,vera@nowhere.example\n", encoding="utf-8")
    dry = run("import-contacts", file, people, cards, "--client", "Nowhere", "--dry-run", "--json")
    assert [result["contacts_added"] for result in json.loads(dry.stdout)] == [1, 0], dry.stdout
    done = run("import-contacts", file, people, "--client", "Nowhere", "--json")
    assert json.loads(done.stdout)[0]["contacts_added"] == 1, done.stdout
    assert json.loads(run("import-contacts", file, people, "--client", "Nowhere", "--json").stdout)[0]["contacts_same"] == 1
    assert run("import-contacts", file, people).returncode == USAGE
    refused = run("import-clients", file, table, PLACE / "not-there.csv")
    assert refused.returncode == REFUSED and "not-there.csv" in refused.stderr, refused.stderr


def test_mistakes():
    library()
    new = PLACE / "new.rapport"
    into = ("import", LIBRARY, "--client", "Northwind")
    about = ("report", LIBRARY, "--client", "Northwind", "-o", PLACE / "out.pdf")
    board = ("board", LIBRARY, "--client", "Northwind")
    for status, words, said in (
            (USAGE, (), "Usage"),
            (USAGE, ("import",), "too few words; see rapportctl import --help"),
            (USAGE, ("imprt",), "there is no command “imprt”"),
            (USAGE, ("clients",), "too few words"),
            (USAGE, ("clients", LIBRARY, "more"), "“more” is a word too many"),
            (USAGE, ("clients", LIBRARY, "--jsn"), "--jsn"),
            (USAGE, ("sample", new, "--lang", "de"), "“en” or “ru”"),
            (FAILED, ("sample", LIBRARY), "exists already"),
            (NO_LIBRARY, ("clients", PLACE / "none"), "not there"),
            (NO_LIBRARY, ("clients", PLACE), "it is a folder"),
            (NO_LIBRARY, ("clients", MAN_PAGE), MAN_PAGE),
            (NO_LIBRARY, ("check", EXPORT), "export.csv"),
            (USAGE, ("import", LIBRARY, EXPORT), "--client is missing"),
            (USAGE, (*into, "--first-day", "1.9.2026", EXPORT), "2026-11-22"),
            (USAGE, (*into, "--map", "cost", EXPORT), "COLUMN=METRIC"),
            (USAGE, (*into, "--map", "cost=money", EXPORT), "There is no metric “money”"),
            (USAGE, (*into, "--map", "cost=roas", EXPORT), "worked out of other metrics"),
            (REFUSED, (*into, "--map", "price=revenue", EXPORT), "  3  cost\n"),
            (REFUSED, (*into, PLACE / "none.csv"), "there is no such file"),
            (REFUSED, (*into, PLACE), "it is a folder"),
            (REFUSED, (*into, LIBRARY), "a database"),
            (USAGE, (*about,), "--month"),
            (USAGE, (*about, "--month", "October"), "“October” is no month"),
            (FAILED, (*about[:-1], PLACE / "no" / "out.pdf", "--month", "2026-10"), "no such folder"),
            (USAGE, ("agenda", LIBRARY), "--meeting is needed"),
            (USAGE, ("agenda", LIBRARY, "--meeting", "x", "-o", PLACE / "out.doc"), "does not end in .pdf"),
            (USAGE, board[:2], "--client is missing"),
            (USAGE, (*board, "--board", "Plan"), "needed together"),
            (USAGE, (*board, "--board", "Plan", "-o", PLACE / "out.doc"), "does not end in .pdf"),
            (USAGE, (*board, "--board", "Plan", "-o", PLACE / "out.pdf", "-f", "doc"), "no format “doc”"),
            (USAGE, (*board, "--board", "Plan", "-o", PLACE / "out.png", "--scale", "99"), "up to 16"),
            (USAGE, (*board, "--board", "Plan", "-o", PLACE / "out.png", "--frame", "A", "--frame", "B"), "one frame"),
            (USAGE, (*board, "--board", "Plan", "-o", PLACE / "out.csv", "--frame", "A"), "the whole board"),
            (USAGE, (*board, "--board", "Plan", "-o", PLACE / "out.pdf", "--with-everything"), ".canvas alone"),
            (USAGE, (*board, "--board", "Plan", "-o", PLACE / "out.pdf", "--frame", "A", "--whole"), "not both"),
            (FAILED, (*board, "--board", "No such", "-o", PLACE / "out.pdf"), "no board"),
            (FAILED, (*board, "--board", "Plan", "-o", PLACE / "no" / "out.pdf"), "no such folder"),
            (REFUSED, ("import-board", LIBRARY, "-c", "Northwind", PLACE / "none.canvas"), "there is no such file"),
            (REFUSED, ("import-board", LIBRARY, "-c", "Northwind", MAN_PAGE), MAN_PAGE),
            (REFUSED, ("restore", LIBRARY, PLACE / "none"), "there is no such file")):
        done = run(*words)
        assert done.returncode == status, f"{words}: {done.returncode}, not {status}: {done.stderr}"
        assert said in done.stderr + (done.stdout if not words else ""), f"{words}: {done.stderr}"
        assert "Message" not in done.stderr, done.stderr
    assert not new.exists() and not (PLACE / "out.pdf").exists()


def test_first_day():
    days = PLACE / "days.csv"
    days.write_text("clicks,cost\n5,1\n6,2\n", encoding="utf-8")
    done = run("import", library(), "--client", "Northwind", days)
    assert done.returncode == REFUSED and "--first-day 20" in done.stderr, done.stderr


def test_names():
    """By the beginning, in any case; by the id; otherwise what may have been meant, each with its id."""
    all_of_them = {client["name"]: client["id"] for client in clients()}
    known = ("import", LIBRARY, EXPORT, "--dry-run", "--client")
    for name in ("Romashka Clinics", "romashka", "ROMASH", all_of_them["Romashka Clinics"]):
        assert run(*known, name).returncode == OK, name
    for wrong in ("Romahska", "Rmashka Clinics", "Clinics"):
        done = run(*known, wrong)
        assert done.returncode == FAILED and f"there is no client “{wrong}”; perhaps" in done.stderr
        assert f"  {all_of_them['Romashka Clinics']}  Romashka Clinics\n" in done.stderr, done.stderr
    done = run(*known, "Quite Another Name")
    assert done.returncode == FAILED and done.stderr.count("\n") == 1, done.stderr
    letter = next(name[0] for name in all_of_them if sum(n[0] == name[0] for n in all_of_them) > 1)
    done = run(*known, letter)
    assert done.returncode == FAILED and "may be several clients" in done.stderr
    for name, identifier in all_of_them.items():
        assert (f"  {identifier}  {name}\n" in done.stderr) == name.startswith(letter), done.stderr


def test_exact_json():
    """No digit is lost or invented on the way into JSON, however large the sum."""
    library()
    big = PLACE / "big.csv"
    big.write_text("day,clicks,cost,revenue\n2026-09-01,5,0.1,9000000000000.000001\n"
                   "2026-09-02,6,0.2,\n2026-09-03,7,1925.53,\nTotal,18,1925.83,\n", encoding="utf-8")
    done = run("import", LIBRARY, "--client", "Northwind", "--json", "--dry-run", big, EXPORT)
    assert done.returncode == OK, done.stderr
    assert '"ad-spend" : 1925.83' in done.stdout, done.stdout
    first, second = json.loads(done.stdout, parse_float=decimal.Decimal)
    assert first["totals"] == {"clicks": 18, "ad-spend": decimal.Decimal("1925.83"),
                               "revenue": decimal.Decimal("9000000000000.000001")}, first
    assert second["totals"]["ad-spend"] == decimal.Decimal("0.3")
    assert (first["rows"], first["skipped_rows"], first["skipped"][0]["line"]) == (3, 1, 5), first
    assert (first["first_day"], first["last_day"]) == ("2026-09-01", "2026-09-03")
    man = pathlib.Path(MAN_PAGE).read_text(encoding="utf-8")
    assert all(f".I {name}\n" in man or f".IR {name} ," in man for name in first), list(first)


def test_same_file_twice():
    for counts in ((4, 0, 0), (0, 0, 4)):
        done = run("import", library(), "--client", "Northwind", "--json", EXPORT)
        found = json.loads(done.stdout)[0]
        assert (found["added"], found["changed"], found["same"]) == counts, found


def test_russian():
    speak = {"LC_ALL": "ru_RU.UTF-8"}
    done = run("clients", library(), "more", env=speak)
    assert done.returncode == USAGE and "rapportctl clients --help" in done.stderr
    assert "too many" not in done.stderr, done.stderr
    assert "Использование" in run("--help", env=speak).stdout, run("--help", env=speak).stdout


def test_boards():
    """A file of another program comes in whole, and goes out in each form."""
    card = {"type": "text", "y": 0, "width": 200, "height": 100}
    canvas = PLACE / "Half a year.canvas"
    canvas.write_text(json.dumps({"nodes": [
        {"id": "g", "type": "group", "label": "First", "x": -20, "y": -20, "width": 240, "height": 140},
        {**card, "id": "a", "x": 0, "text": "Inside", "mark": 7},
        {**card, "id": "b", "x": 600, "text": "Outside"}],
        "edges": [{"id": "e", "fromNode": "a", "toNode": "b"}, {"id": "f", "fromNode": "a", "toNode": "gone"}],
    }), encoding="utf-8")
    client = ("--client", "Romashka")
    done = run("import-board", library(), *client, canvas)
    assert done.returncode == OK and "2 cards" in done.stdout and "1 connector was left out" in done.stderr, done.stderr
    assert "Half a year\n" in run("board", LIBRARY, *client).stdout
    about = ("board", LIBRARY, *client, "--board", "half a year", "-o")
    for name, words, begins in (("whole.pdf", ("--whole",), b"%PDF-1.7"), ("frames.pdf", (), b"%PDF-1.7"),
                                ("board.svg", (), b"<?xml"), ("board.png", ("--scale", "0.5"), b"\x89PNG"),
                                ("frame.png", ("--frame", "FIRST"), b"\x89PNG"),
                                ("board.csv", ("--lang", "ru"), "\ufeffНазвание;Вид;".encode()),
                                ("board.canvas", (), b"{"), ("ours.canvas", ("--with-everything",), b"{")):
        done = run(*about, PLACE / name, *words)
        assert done.returncode == OK, f"{name}: {done.stderr}"
        assert (PLACE / name).read_bytes().startswith(begins), name

    def said(name):
        return subprocess.run(["pdftotext", PLACE / name, "-"], capture_output=True, text=True, check=True).stdout

    assert "Inside" in said("whole.pdf") and "Outside" in said("whole.pdf")
    assert "Inside" in said("frames.pdf") and "Outside" not in said("frames.pdf"), said("frames.pdf")
    ours = json.loads((PLACE / "ours.canvas").read_text(encoding="utf-8"))
    assert [node["id"] for node in ours["nodes"]] == ["g", "a", "b"] and ours["nodes"][1]["mark"] == 7
    theirs = json.loads((PLACE / "board.canvas").read_text(encoding="utf-8"))
    assert len(theirs["nodes"]) == 3 and "mark" not in theirs["nodes"][1]
    done = run(*about, PLACE / "none.pdf", "--frame", "Second")
    assert done.returncode == FAILED and "there are: First" in done.stderr, done.stderr
    ideas = PLACE / "ideas.csv"
    ideas.write_text("Idea,Channel,By when\nReviews,Maps,someday\n", encoding="utf-8")
    done = run("import-board", LIBRARY, *client, ideas, "--title", "Ideas")
    assert done.returncode == OK and "“someday” is no day" in done.stderr, done.stderr
    assert "Ideas\n" in run("board", LIBRARY, *client).stdout


def test_calendars():
    """What comes in goes out again, comes in once, and what is broken says so."""
    events = ["UID:weekly@example.com\r\nSUMMARY:Weekly\r\nDTSTART;TZID=Russian Standard Time:20261124T100000\r\n"
              "RRULE:FREQ=WEEKLY;BYDAY=TU\r\nEXDATE;TZID=Russian Standard Time:20261201T100000",
              "UID:whole-day@example.com\r\nSUMMARY:Holiday\r\nDTSTART;VALUE=DATE:20261124"]
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n" + "".join(
        f"BEGIN:VEVENT\r\nDTSTAMP:20261120T100000Z\r\n{event}\r\nEND:VEVENT\r\n" for event in events) + "END:VCALENDAR\r\n"
    theirs, ours, cut = PLACE / "theirs.ics", PLACE / "ours.ics", PLACE / "cut.ics"
    theirs.write_text(text, encoding="utf-8", newline="")
    cut.write_text(text[:200], encoding="utf-8", newline="")
    client = ("--client", "Romashka")
    done = run("import-ics", library(), *client, theirs)
    assert done.returncode == OK and done.stdout == "Taken in: 1 schedule\n", done.stdout + done.stderr
    assert "“Holiday” takes whole days" in done.stderr, done.stderr
    assert run("import-ics", LIBRARY, *client, theirs).stdout == "All of this is known already\n"
    done = run("ics", LIBRARY, *client, "-o", ours)
    assert done.returncode == OK, done.stderr
    written = ours.read_text(encoding="utf-8").replace("\n ", "")
    for line in ("METHOD:PUBLISH", "UID:weekly@example.com", "RRULE:FREQ=WEEKLY;BYDAY=TU", "TZID:Europe/Moscow",
                 "RECURRENCE-ID;TZID=Europe/Moscow:20261201T100000", "STATUS:CANCELLED"):
        assert line in written, f"{line} is not in {written}"
    done = run("import-ics", LIBRARY, *client, cut)
    assert done.returncode == REFUSED and "cut off before its end" in done.stderr, done.stderr
    done = run("ics", LIBRARY, *client)
    assert done.returncode == USAGE and "-o is missing" in done.stderr, done.stderr


def test_agenda():
    """Of a meeting of the sample, in each form; without what is for the team."""
    library()
    with contextlib.closing(sqlite3.connect(LIBRARY)) as base:
        meeting, title = base.execute(
            "SELECT m.id, i.title FROM meeting m JOIN agenda_item i ON i.meeting = m.id "
            "WHERE m.status = 'planned' AND m.client IS NOT NULL AND i.title IS NOT NULL "
            "AND i.audience = 'client' ORDER BY m.id, i.\"order\" LIMIT 1").fetchone()
    said = run("agenda", LIBRARY, "--meeting", meeting)
    assert said.returncode == OK and f" {title} (" in said.stdout, said
    for end, begins in (("pdf", b"%PDF-1.7"), ("md", b"# "), ("txt", b"Hello")):
        out = PLACE / f"agenda.{end}"
        done = run("agenda", LIBRARY, "--meeting", meeting, "-o", out)
        assert done.returncode == OK and out.read_bytes().startswith(begins), done
    none = run("agenda", LIBRARY, "--meeting", "none")
    assert none.returncode == FAILED and none.stderr, none


def test_minutes():
    """Of a meeting that was held, in each form."""
    library()
    with contextlib.closing(sqlite3.connect(LIBRARY)) as base:
        meeting, = base.execute(
            "SELECT meeting FROM minutes_line WHERE kind = 'decision' AND audience = 'client' "
            "ORDER BY id LIMIT 1").fetchone()
    for end, begins in (("pdf", b"%PDF-1.7"), ("md", b"# "), ("txt", b"Hello"), ("html", b"<!")):
        out = PLACE / f"minutes.{end}"
        done = run("minutes", LIBRARY, "--meeting", meeting, "-o", out)
        assert done.returncode == OK and out.read_bytes().startswith(begins), (done, out.read_bytes()[:9])
    assert "Decisions" in (PLACE / "minutes.md").read_text()
    none = run("minutes", LIBRARY, "--meeting", "none", "-o", PLACE / "none.pdf")
    assert none.returncode == FAILED and none.stderr, none
    assert not (PLACE / "none.pdf").exists()


def test_agreements():
    """Of one client, all and searched by another form of a word."""
    library()
    with contextlib.closing(sqlite3.connect(LIBRARY)) as base:
        client, text = base.execute("SELECT client, text FROM agreement WHERE meeting IS NOT NULL "
                                    "ORDER BY id LIMIT 1").fetchone()
        others = [row[0] for row in base.execute("SELECT id FROM agreement WHERE client != ?", (client,))]
    found = json.loads(run("agreements", LIBRARY, "--client", client, "--json").stdout)
    assert text in [entry["text"] for entry in found], found
    assert not set(others) & {entry["id"] for entry in found}
    days = [entry["day"] for entry in found]
    assert days == sorted(days, reverse=True), days
    searched = json.loads(run("agreements", LIBRARY, "--client", client, "--search", text, "--json").stdout)
    assert text in [entry["text"] for entry in searched] and len(searched) < len(found), searched
    lines = run("agreements", LIBRARY, "--client", client).stdout.splitlines()
    assert len(lines) == len(found) and all(line.count("\t") == 6 for line in lines), lines


def test_read_only():
    """Reading needs no right to write; bringing figures in does, and says so."""
    folder = PLACE / "locked"
    folder.mkdir()
    copy = folder / "agency.rapport"
    assert run("backup", library(), "-o", copy).returncode == OK
    copy.chmod(0o444)
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):
        raise tap.Skip("an all-powerful user may write everywhere")
    try:
        assert run("clients", copy).returncode == OK
        done = run("import", copy, "--client", "Romashka", EXPORT)
        assert done.returncode in (FAILED, NO_LIBRARY) and done.stderr, done
    finally:
        folder.chmod(0o755)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
