#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients from a table and people from cards, through the window: doubles, choices, undo, bad files."""

import pathlib
import re
import sys

from gi.repository import GLib

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "exchange"))

from program import client_id, opened, rows  # noqa: E402
from rapportui import check, equal, run, wait_until  # noqa: E402
from rapportui.app import build_folder  # noqa: E402
from rapportui.waiting import PATIENCE, RETRY, Timeout  # noqa: E402
from workbook import pack, rows as sheet_rows, sheet, xlsx  # noqa: E402

FILES = build_folder() / "tests" / "ui" / "selftest" / "ui-files"
CLIENT = "Romashka Clinics"
TABLE = """Client;Website;City;Client since;Account manager;Contact;Position;E-mail
Romashka Clinics LLC;;Perm;;;Petr Snow;;petr@romashka.example
Amber Tiles;amber.example;Kazan;01.03.2024;Boris Orlov;Oleg Vetrov;Director;oleg@amber.example
Northern Wind;;;yesterday;;Vera;;vera@wind.example
"""
CARDS = """BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9B=D1=83=D0=BD=D1=91=D0=B2;=D0=9B=D0=B5=D0=B2\r
TEL;CELL:+1 202 555 0101\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
FN:Vera Gull\r
ORG:Atlas Fitness\r
EMAIL:vera@atlas.example\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
FN:Nobody Knows\r
ORG:Somewhere Else\r
END:VCARD\r
"""


def names(file, table="client"):
    return {row[0] for row in rows(file, f"SELECT name FROM {table} WHERE trashed IS NULL")}


def open_table(app, name="clients.csv", content=TABLE, action="win.import-clients-file"):
    path = app.desktop.home / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    app.action(action, GLib.Variant("s", path.as_uri()))
    return app.find(type="RapportIntakeAssistant")


def accept(app):
    app.click(app.find("button", "Import", states=("showing", "sensitive")))
    app.gone(type="RapportIntakeAssistant")


def choose(app, what, *keys):
    """Another entry of the drop-down that belongs to a name: so many steps from the first."""
    row = app.find("list item", re.compile(re.escape(what) + "($|,)"),
                   within=app.find(type="RapportIntakeList"))
    app.click(app.reach(app.find(type="GtkDropDown", within=row)))
    app.keys("Home", *keys, "Return")


def test_clients_come_in_and_are_undone():
    with opened() as (app, file):
        before = names(file), names(file, "contact"), names(file, "member")
        open_table(app)
        app.find(name="Line 4: “yesterday” is not a date.")
        accept(app)
        wait_until("the clients on disk", lambda: names(file) == before[0] | {"Amber Tiles", "Northern Wind"})
        check(rows(file, "SELECT city FROM client WHERE name = ?", CLIENT)[0][0] != "Perm",
              "what somebody wrote stays")
        equal(names(file, "contact"), before[1] | {"Oleg Vetrov", "Vera", "Petr Snow"}, "contacts")
        equal(names(file, "member"), before[2] | {"Boris Orlov"}, "members")
        equal(rows(file, "SELECT m.name FROM client c JOIN member m ON m.id = c.owner "
                   "WHERE c.name = 'Amber Tiles'"), [("Boris Orlov",)], "account manager")
        app.action("win.undo")
        wait_until("all of it undone", lambda: (names(file), names(file, "contact"),
                                                names(file, "member")) == before)


def test_the_same_table_twice_adds_nobody():
    with opened() as (app, file):
        open_table(app)
        accept(app)
        wait_until("the clients on disk", lambda: "Amber Tiles" in names(file))
        open_table(app)
        app.find("list item", "Nothing New")
        check(not app.find("button", "Import").has("sensitive"), "nothing to take")
        choose(app, "Amber Tiles", "Down")
        app.find("button", "Import", states=("showing", "sensitive"))
        app.keys("esc")
        app.gone(type="RapportIntakeAssistant")


def test_thousands_come_in_as_one_step():
    with opened() as (app, file):
        before = names(file), names(file, "contact")
        many = "".join(f"Shop {n} of {n * 7919 % 10007};Kazan;Manager {n}\n" for n in range(3000))
        open_table(app, content="Client;City;Contact\n" + many)
        accept(app)
        app.find("label", "3,000 clients imported")
        wait_until("the clients on disk", lambda: len(names(file)) == len(before[0]) + 3000)
        equal(len(rows(file, "SELECT 1 FROM change_set WHERE label LIKE 'Import “%'")), 1, "entries of the log")
        app.action("win.undo")
        wait_until("all of it undone", lambda: (names(file), names(file, "contact")) == before)


def test_another_column_is_the_name():
    with opened() as (app, file):
        before = names(file)
        open_table(app, content="City;E-mail\nOne Shop;\nTwo Shops;ben@two.example\n")
        app.find("list item", "Which Column Is the Name?")
        check(not app.find("button", "Import").has("sensitive"), "nothing to take yet")
        app.click(app.reach(app.find("combo box", "City")))
        app.keys("Home", "Down", "Return")
        accept(app)
        wait_until("the clients on disk", lambda: names(file) == before | {"One Shop", "Two Shops"})


def test_choices_are_remembered_for_the_next_table():
    with opened() as (app, file):
        open_table(app, content="City;E-mail\nOne Shop;\n")
        app.find("list item", "Which Column Is the Name?")
        app.click(app.reach(app.find("combo box", "City")))
        app.keys("Home", "Down", "Return")
        accept(app)
        wait_until("the client on disk", lambda: "One Shop" in names(file))
        open_table(app, "next.csv", "city;e-mail\nTwo Shops;\n")
        app.find("label", "Read as the last file of this kind")
        app.find("button", "Import", states=("showing", "sensitive"))
        app.click(app.find("button", "Start Over"))
        app.find("list item", "Which Column Is the Name?")
        app.keys("esc")
        app.gone(type="RapportIntakeAssistant")
        wait_until("the choices forgotten", lambda: rows(
            file, "SELECT 1 FROM import_profile WHERE trashed IS NULL") == [])


def test_people_find_their_companies():
    with opened("sample") as (app, file):
        before = names(file, "contact")
        open_table(app, "people.vcf", CARDS)
        wait_until("who has a company", lambda: app.find_all(name=re.compile("Atlas Fitness")))
        accept(app)
        wait_until("one of them on disk", lambda: names(file, "contact") == before | {"Vera Gull"})
        equal(rows(file, "SELECT c.name FROM contact p JOIN client c ON c.id = p.client "
                   "WHERE p.name = 'Vera Gull'"), [("Atlas Fitness",)], "the client")


def test_people_come_into_a_client():
    with opened() as (app, file):
        before = names(file, "contact")
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        open_table(app, "people.vcf", CARDS, "win.import-contacts-file")
        choose(app, "Nobody Knows", "Down")
        accept(app)
        wait_until("them on disk", lambda: names(file, "contact") == before | {"Vera Gull", "Лев Лунёв"})
        app.keys("ctrl+z")
        wait_until("them undone", lambda: names(file, "contact") == before)


PEOPLE = """First Name,Middle Name,Last Name,Organization Title,Birthday,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value
Vera,,Gull,Head of sales, --03-12,Work,vera@gull.example,+1 202 555 0101
Petr,,Snow,,1961-02-28,,,
,,,,,,,555
"""


def test_a_table_of_people_comes_into_a_client():
    with opened() as (app, file):
        before = names(file, "contact")
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        open_table(app, "contacts.csv", PEOPLE, "win.import-contacts-file")
        app.find(name="Line 4: The row names nobody and is left out.")
        app.reach(app.find("combo box", "Phone 1 - Value"))
        choose(app, "Petr Snow", "Down")
        accept(app)
        wait_until("one of them on disk", lambda: names(file, "contact") == before | {"Vera Gull"})
        equal(rows(file, "SELECT client, position, birthday, email, phone FROM contact WHERE name = 'Vera Gull'"),
              [(client_id(file, CLIENT), "Head of sales", "1604-03-12", "vera@gull.example", "+1 202 555 0101")],
              "what the row says")
        app.keys("ctrl+z")
        wait_until("her undone", lambda: names(file, "contact") == before)


def test_a_table_is_dropped_on_the_board():
    with opened() as (app, file):
        table = app.desktop.home / "база.csv"
        table.write_text(TABLE, encoding="utf-8")
        board = app.find(type="RapportBoardPage")
        with app.desktop.start(FILES, table) as files:
            def taken():
                files.drag(files.find("label", table.name), board, to=(0.5, 0.5), into=app)
                try:
                    return wait_until("its name", lambda: app.find_all("label", table.name), RETRY)
                except Timeout:
                    return False

            wait_until("the drop to be taken", taken, PATIENCE * 3)
            files.close()
        app.focus_window()
        accept(app)
        wait_until("the clients on disk", lambda: "Amber Tiles" in names(file))


def test_by_keyboard_alone():
    with opened() as (app, file):
        table = app.desktop.home / "clients.csv"
        table.write_text(TABLE, encoding="utf-8")
        app.keys("ctrl+shift+i")
        app.find(type="RapportIntakeAssistant")
        app.find("button", "Choose File…")
        app.keys("Tab", "space")
        app.choose_file(table)
        app.find("button", "Import", states=("showing", "sensitive"))
        app.keys("alt+i")
        app.gone(type="RapportIntakeAssistant")
        wait_until("the clients on disk", lambda: "Amber Tiles" in names(file))


def make_double(app, file):
    """The client once more, with a contact of its own."""
    open_table(app, content=f"Client;Website;City;Contact\n{CLIENT} LLC;other.example;Perm;Petr Snow\n")
    choose(app, f"{CLIENT} LLC", "Down")
    accept(app)
    wait_until("the double on disk", lambda: f"{CLIENT} LLC" in names(file))


def open_pair(app):
    dialog = app.find(type="RapportDoublesDialog")
    app.click(app.find("list item", re.compile(re.escape(CLIENT) + ".*LLC"), within=dialog))
    return app.find(type="RapportUnitePage")


def test_doubles_are_merged_and_undone():
    with opened() as (app, file):
        before = rows(file, "SELECT id FROM contact WHERE client = ?", client_id(file, CLIENT))
        make_double(app, file)
        app.action("win.find-doubles")
        page = open_pair(app)
        app.click(app.reach(app.find("radio", "City: Perm", within=page)))
        app.click(app.find("button", "Merge", within=page))
        wait_until("one of them on disk", lambda: f"{CLIENT} LLC" not in names(file))
        kept = client_id(file, CLIENT)
        equal(rows(file, "SELECT city FROM client WHERE id = ?", kept)[0][0], "Perm", "the city chosen")
        equal(rows(file, "SELECT name FROM contact WHERE client = ? AND name = 'Petr Snow'", kept),
              [("Petr Snow",)], "the contact of the double")
        app.find("label", "No Doubles")
        app.click(app.find("button", "Undo", within=app.find(type="RapportDoublesDialog")))
        wait_until("two of them on disk", lambda: f"{CLIENT} LLC" in names(file))
        equal(rows(file, "SELECT id FROM contact WHERE client = ?", kept), before, "contacts")
        # Also while its toast is shown.
        app.find("alert")
        app.keys("esc")
        app.gone(type="RapportDoublesDialog")


def test_what_is_not_the_same_is_remembered():
    with opened() as (app, file):
        make_double(app, file)
        app.action("win.find-doubles")
        page = open_pair(app)
        app.keys("alt+n")
        app.gone(type="RapportUnitePage")
        app.find("label", "No Doubles")
        app.find("alert")
        app.keys("esc")
        app.gone(type="RapportDoublesDialog")
        app.action("win.find-doubles")
        app.find("label", "No Doubles")
        check(page is not None and f"{CLIENT} LLC" in names(file), "both are there")
        app.keys("esc")


EXPORT = "Day;Clicks;Cost\n01.03.2019;5;10,5\n02.03.2019;6;11,5\n"


def test_a_new_export_in_a_watched_folder_is_offered():
    with opened() as (app, file):
        folder = app.desktop.home / "exports"
        folder.mkdir()
        (folder / "old.csv").write_text(EXPORT, encoding="utf-8")
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        app.action("win.watch-folder")
        dialog = app.find(type="RapportWatchDialog")
        app.click(app.find("button", "Choose…", within=dialog))
        app.choose_file(folder)
        app.find("label", str(folder), within=dialog)
        app.keys("esc")
        app.gone(type="RapportWatchDialog")
        app.action("win.show-clients")
        (folder / "march.csv").write_text(EXPORT, encoding="utf-8")
        app.find("label", f"“march.csv” is new for {CLIENT}")
        equal(rows(file, "SELECT 1 FROM month_numbers WHERE month LIKE '2019%'"), [], "nothing by itself")
        app.click(app.find("button", "Import…"))
        assistant = app.find(type="RapportImportAssistant")
        app.click(app.find("button", "Import", states=("showing", "sensitive"), within=assistant))
        app.gone(type="RapportImportAssistant")
        wait_until("the figures on disk", lambda: rows(
            file, "SELECT 1 FROM month_numbers WHERE client = ? AND month LIKE '2019%'",
            client_id(file, CLIENT)))
        app.action("win.watch-folder")
        app.click(app.find(name="Stop Watching", within=app.find(type="RapportWatchDialog")))
        app.find("label", "None", within=app.find(type="RapportWatchDialog"))
        app.keys("esc")
        app.gone(type="RapportWatchDialog")


def test_a_missed_export_waits():
    with opened() as (app, file):
        folder = app.desktop.home / "all"
        (folder / CLIENT).mkdir(parents=True)
        app.action("win.watch-agency-folder")
        dialog = app.find(type="RapportWatchDialog")
        app.click(app.find("button", "Choose…", within=dialog))
        app.choose_file(folder)
        app.find("label", str(folder), within=dialog)
        app.keys("esc")
        app.gone(type="RapportWatchDialog")
        (folder / CLIENT / "march.csv").write_text(EXPORT, encoding="utf-8")
        app.find("label", f"“march.csv” is new for {CLIENT}")
        (folder / "whose.csv").write_text(EXPORT, encoding="utf-8")
        app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
        app.find("label", "1 new export is waiting")
        app.click(app.find("button", "Show…", within=app.find(type="RapportClientPage")))
        dialog = app.find(type="RapportOffersDialog")
        whose = app.find("combo box", "whose.csv", within=dialog)
        equal([button.has("sensitive") for button in app.find_all("button", "Import…", within=dialog)],
              [True, False], "what can be imported")
        app.click(whose)
        app.click(app.find("label", "Aurora Kitchens", within=app.find(type="GtkPopover", within=whose)))
        wait_until("it to be somebody's", lambda: all(
            button.has("sensitive") for button in app.find_all("button", "Import…", within=dialog)))
        app.click(app.find("button", "Decline “whose.csv”", within=dialog))
        app.gone("combo box", "whose.csv")
        app.click(app.find("button", "Import…", within=dialog))
        assistant = app.find(type="RapportImportAssistant")
        app.click(app.find("button", "Import", states=("showing", "sensitive"), within=assistant))
        app.gone(type="RapportImportAssistant")
        wait_until("the figures on disk", lambda: rows(
            file, "SELECT 1 FROM month_numbers WHERE client = ? AND month LIKE '2019%'",
            client_id(file, CLIENT)))
        app.action("win.show-offers")
        app.find("label", "No Exports Are Waiting")
        app.keys("esc")


def encrypted():
    """What a workbook with a password is: a container with one stream of it."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    header[30] = 9
    entries = bytearray()
    for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"):
        entry = bytearray(128)
        encoded = name.encode("utf-16-le")
        entry[:len(encoded)] = encoded
        entries += entry
    return bytes(header) + bytes(entries).ljust(512, b"\0")


def workbook(lines, behind="", **more):
    return pack(xlsx({"Clients": sheet(sheet_rows(lines), behind)}, **more))


GOOD = workbook([["Client", "City"], ["Amber Tiles", "Kazan"]])
# Content, and what the assistant says: a pattern, and whether something can be imported.
BAD = {
    "empty.csv": (b"", "The file is empty", False),
    "cut.xlsx": (GOOD[:len(GOOD) // 2], "damaged or was cut off", False),
    "encrypted.xlsx": (encrypted(), "password", False),
    "old.xls": (encrypted()[:512] + bytes(512), "old kind", False),
    "rows.xlsx": (pack(xlsx({"Clients": sheet(
        sheet_rows([["Client", "City"], ["Amber Tiles", "Kazan"]]) +
        "".join(f'<row r="{n}"/>' for n in range(3, 1048577)))})), "1 new", True),
    "formula.xlsx": (workbook([["Client", "City"], ["<c><f>A1</f></c>", "Kazan"]]),
                     "no result|names no client", False),
    "date-1904.xlsx": (workbook([["Client", "Client since"],
                                 ["Amber Tiles", '<c s="1"><v>44773</v></c>']], formats=[14],
                                properties='<workbookPr date1904="1"/>'), "1 new", True),
    "merged.xlsx": (workbook([["Our clients"], ["Client", "City", "Contact", None],
                              [None, None, "Name", "E-mail"],
                              ["Amber Tiles", "Kazan", "Oleg", "oleg@amber.example"]],
                             behind='<mergeCells count="2"><mergeCell ref="A1:D1"/>'
                                    '<mergeCell ref="C2:D2"/></mergeCells>'), "1 new", True),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "no text|not text|isn.t", False),
    "cut.vcf": (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Vera", "[Ll]ine 1", False),
    "none.vcf": (b"Dear Sir or Madam\r\n", "holds no vCards", False),
    "nobody.vcf": (b"BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:+1 202 555 0101\r\nEND:VCARD\r\n",
                   "names nobody", False),
    "1251.vcf": ("BEGIN:VCARD\r\nVERSION:2.1\r\nN:Лунёв;Лев\r\nORG:Ромашка\r\nEND:VCARD\r\n".encode("cp1251"),
                 "Лунёв", False),
}


def test_bad_files_are_told_in_words():
    with opened() as (app, file):
        before = names(file), names(file, "contact")
        for name, (content, pattern, possible) in BAD.items():
            assistant = open_table(app, name, content)
            said = re.compile(pattern)

            def says():
                return [node for node in app.find_all(within=app.find(type="RapportIntakeAssistant"))
                        if said.search(f"{node.name} {node.text}")]

            try:
                wait_until(f"{name}: {pattern}", says)
            except Timeout as error:
                shown = sorted({node.name for node in app.find_all(within=assistant) if node.name})
                raise AssertionError(f"{error}; it says {shown}") from error
            buttons = app.find_all("button", "Import", states=("showing", "sensitive"))
            equal(bool(buttons), possible, f"{name} can be imported")
            app.keys("esc")
            app.gone(type="RapportIntakeAssistant")
        equal((names(file), names(file, "contact")), before, "clients and contacts")


run(globals())
