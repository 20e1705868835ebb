# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of screens of which pictures are made. To add one, add a line."""

import pathlib
import re

from gi.repository import GLib

import numbers_screens
import team_states
from program import rows
from rapportui.pictures import Screen
from rapportui.waiting import wait_until

# Of a label with a number.
REFUSED = {"en": "records are refused", "ru": "[Нн]е принят"}

NARROW = (360, 720)
WIDE = (1280, 800)


def press(app, label, role="button"):
    """Presses a button by its English label, with its mnemonic if it has one."""
    app.click(app.find(role, app.words(label).replace("_", "")))


def action(name, parameter=None):
    """The way to a screen that an action opens."""
    def go(app):
        app.action(name, GLib.Variant("s", parameter) if parameter is not None else None)
    return go


def close_dialog(app):
    app.keys("esc")


def back_to_board(app):
    app.action("win.show-clients")


def key_client(app):
    """The id of the client of whom most is known."""
    if not hasattr(app, "key_client"):
        app.key_client = rows(app.desktop.home / "agency.rapport",
                              "SELECT client FROM work_item GROUP BY client "
                              "ORDER BY count(*) DESC, client")[0][0]
    return app.key_client


def client(view, scroll=0):
    """The way to a view of a client, and as many notches of the wheel further down."""
    def go(app):
        app.action("win.open-client", GLib.Variant("s", key_client(app)))
        app.action("win.show-view", GLib.Variant("s", view))
        if scroll:
            app.wheel(app.find(type="RapportClientPage"), scroll)
    return go


def meeting(which):
    """The way to a meeting of the key client: one that was held, or one to come."""
    def go(app):
        client("meetings")(app)
        status, order = ("held", "DESC") if which == "held" else ("planned", "ASC")
        found = rows(app.desktop.home / "agency.rapport",
                     f"SELECT id FROM meeting WHERE client = ? AND status = ? ORDER BY start {order}",
                     key_client(app), status)
        app.action("win.open-meeting", GLib.Variant("s", found[0][0]))
    return go


def summary(app):
    """The summary of the last meeting that was held."""
    meeting("held")(app)
    app.click(app.find(type="AdwViewSwitcherButton", name=app.words("Sign-Off")))
    app.find(type="RapportPageSheet")


def corrected(app):
    """One that the client corrected and then approved."""
    found = rows(app.desktop.home / "agency.rapport",
                 "SELECT meeting FROM summary WHERE version = 2 ORDER BY sent_at DESC, id")
    app.action("win.open-sign-off", GLib.Variant("s", found[0][0]))
    app.find(type="RapportPageSheet")


def own_rule(app):
    """How a meeting comes again, said in rows."""
    app.action("win.add-meeting")
    app.click(app.reach(app.find(type="AdwComboRow", index=3)))
    app.keys("End", "Return")
    app.click(app.reach(app.find(type="AdwComboRow", index=4)))
    app.keys("Down", "Return")
    app.click(app.reach(app.find(type="AdwComboRow", index=5)))
    app.keys("End", "Return")
    app.reach(app.find(type="AdwComboRow", index=7))


def calendar(look):
    """The way to a look of the calendar by its place; where there is little room there is only the
    list."""
    def go(app):
        app.action("win.show-calendar")
        toggles = app.find_all("radio", within=app.find(type="RapportCalendarPage"))
        if toggles:
            app.click(toggles[look])
    return go


def agreements(app):
    """All that was agreed with the key client."""
    client("meetings")(app)
    app.action("win.show-agreements")
    app.find("list item")


def minutes(app):
    """What was said at the last meeting."""
    meeting("held")(app)
    app.find(type="RapportMeetingPage")
    for radio in app.find_all("tab", app.words("Minutes")) + app.find_all("radio", app.words("Minutes")):
        app.click(radio)
        break
    app.find(type="RapportMinutesText")


def next_meeting(app):
    """The next meeting of the key client, which has no record before it is opened."""
    client("meetings")(app)
    app.click(app.find("button", app.words("_Open").replace("_", ""), type="GtkButton"))
    app.find(type="RapportMeetingPage")


def canvas(app):
    return app.find(type="RapportCanvas")


def panel(app):
    """What is known of a card, beside the board."""
    board("free")(app)
    app.keys("Home", "Down", "Right", "alt+Return")
    app.find(type="RapportCardPanel")


def leave_panel(app):
    app.keys("alt+Return")
    app.settle()
    back_to_board(app)


def table(app):
    board("free")(app)
    app.click(app.find("radio", app.words("Table"), within=app.find(type="RapportIdeasView")))
    app.find(type="RapportIdeasTable")


def leave_table(app):
    app.action("win.undo")
    back_to_board(app)


def new_board_dialog(app):
    """What a board can begin with."""
    client("matrix")(app)
    if app.find_all("button", app.words("_New Board…").replace("_", "")):
        press(app, "_New Board…")
        return
    view = app.find(type="RapportIdeasView")
    app.choose_menu(app.find_all("toggle button", within=view)[0].name,
                    app.words("_New Board…").replace("_", ""))


def board_properties(app):
    """The board of the sample with lanes, and what it is made of."""
    board("matrix")(app)
    view = app.find(type="RapportIdeasView")
    app.choose_menu(app.find_all("toggle button", within=view)[0].name,
                    app.words("Board _Properties…").replace("_", ""))


def voting(app):
    """Two people vote on the ideas of a board."""
    board("free")(app)
    app.choose_menu(app.words("Board Menu"), app.words("_Vote on Ideas…").replace("_", ""))
    dialog = app.find(type="RapportVotingDialog")
    for name, keys in (("Olga Petrova", "2"), ("Ivan Smirnov", "3")):
        app.click(app.find(name=app.words("Add a participant"), states=("showing", "editable"),
                           within=dialog))
        app.type(name)
        app.keys("Return")
        app.settle()
        app.keys("Down", keys)
        app.settle()


def new_board(app):
    """A board with an idea and a note, made by hand."""
    client("matrix")(app)
    new_board_dialog(app)
    app.click(app.find("list item", app.words("Empty board")))
    board = canvas(app)
    app.click(board, at=(0.3, 0.35), count=2)
    app.type("Landing page for the clinic")
    app.keys("Escape")
    app.keys("t")
    app.click(board, at=(0.65, 0.45))
    app.type("What does a mother fear?")
    app.keys("Escape")
    app.settle()


def board(layout):
    """A board of the sample: the strategy of half a year, or the same ideas in lanes."""
    def go(app):
        owner, name = rows(app.desktop.home / "agency.rapport",
                           "SELECT client, title FROM idea_board WHERE layout = ? ORDER BY id",
                           layout)[0]
        app.action("win.open-client", GLib.Variant("s", owner))
        app.action("win.show-view", GLib.Variant("s", "matrix"))
        view = app.find(type="RapportIdeasView")
        if not app.find_all("toggle button", name, within=view):
            app.choose_menu(app.find_all("toggle button", within=view)[0].name, name)
        app.click(canvas(app), at=(0.01, 0.3))
        if layout == "free":
            app.keys("shift+1")
    return go


def call(view):
    """The way to a view of a client as the client sees it on a call."""
    def go(app):
        client(view)(app)
        app.action("win.call-mode")
    return go


def leave_call(app):
    app.action("win.call-mode")
    back_to_board(app)


def present(app):
    """The presenter's page of a board with frames, in the middle of it."""
    owner = rows(app.desktop.home / "agency.rapport", "SELECT client FROM frame ORDER BY id LIMIT 1")[0][0]
    app.action("win.open-client", GLib.Variant("s", owner))
    app.action("win.present")
    app.find(type="RapportPresenterPage")
    app.focus_window()
    app.keys("Next")


def shown(app):
    """What of a board was shown when, after it was presented."""
    present(app)
    app.keys("Next", "Next")
    app.keys("esc")
    app.gone(type="RapportPresenterPage")
    app.action("win.show-view", GLib.Variant("s", "matrix"))
    app.choose_menu(app.words("Board Menu"), app.words("What _Was Shown…").replace("_", ""))
    app.find("label", app.words("What Was Shown"))


def end_presenting(app):
    app.keys("esc")
    app.gone(type="RapportPresenterPage")
    back_to_board(app)


def edit_client(app):
    client("overview")(app)
    app.action("win.edit-client")


def status_dialog(app):
    client("overview")(app)
    app.action("win.client-status")
    app.find(type="RapportStatusDialog")


def status_form(app):
    """A client that refused: the reason and how close the pitch came."""
    app.action("win.change-status", GLib.Variant("(ss)", (key_client(app), "refused")))
    app.find(type="RapportStatusForm")


def edit_client_reports(app):
    edit_client(app)
    app.wheel(app.find(type="RapportFormDialog"), 60)


def holidays(app):
    app.action("win.preferences")
    dialog = app.find(type="RapportPreferences")
    row = app.find("label", app.words("Public holidays"), within=dialog, states=())
    app.click(row)
    app.find(type="RapportHolidaysPage")


def leave_holidays(app):
    app.keys("esc", "esc")


def archived_client(app):
    client("overview")(app)
    app.action("win.put-into-archive")
    app.find("button", app.words("Take _Out").replace("_", ""))
    app.settle()


def empty_trash(app):
    app.action("win.trash")
    app.find("label", app.words("The Trash Is Empty"))


def trash(app):
    """A deleted client and some of another's records."""
    client("overview")(app)
    app.action("win.edit-client")
    app.wheel(app.find(type="RapportFormDialog"), 60)
    app.click(app.find(name=app.words("Delete Client")))
    app.action("win.trash")
    app.click(app.find("list item", within=app.find(type="RapportTrashDialog")), at=(0.3, 0.5))


def erase_person(app):
    """Somebody whom another text names."""
    file = app.desktop.home / "agency.rapport"
    contact = rows(file, "SELECT id FROM contact WHERE client = ? ORDER BY id", key_client(app))[0][0]
    client("overview")(app)
    app.action("win.erase-person", GLib.Variant("s", contact))
    app.find("button", app.words("_Erase").replace("_", ""), states=("showing", "sensitive"),
             within=app.find(type="RapportEraseDialog"))


def leave_trash(app):
    press(app, "_Restore")
    app.find("label", app.words("The Trash Is Empty"))
    app.keys("esc")


def archive(app):
    app.action("win.archive")
    app.find(type="RapportArchiveDialog")


def leave_archive(app):
    app.keys("esc")
    app.action("win.take-out-of-archive", GLib.Variant("s", key_client(app)))
    back_to_board(app)


def bank(label):
    """The way to the text bank or to the templates of one's own."""
    def go(app):
        app.action("win.preferences")
        app.click(app.find("tab", app.words("Reports")))
        app.click(app.find("label", app.words(label)))
        app.find(type="RapportBankPage")
    return go


def without_toast(app):
    """What an earlier screen said lies over the end of a long page for its seconds. Esc would leave
    the page."""
    def gone():
        toasts = app.find_all(type="AdwToastWidget")
        for toast in toasts:
            for button in app.find_all("button", within=toast)[-1:]:
                app.click(button)
        return not toasts

    wait_until("the toast to go", gone)


def team(app):
    app.action("win.preferences")
    app.click(app.find("tab", app.words("Team")))
    app.find("label", app.words("Work Together"))


def team_page(app):
    """The page of a team that is there; where the window is narrow, from the top."""
    app.action("win.preferences")
    app.click(app.find("tab", app.words("Team")))
    return app.find(type="RapportTeamPage")


def offline(app):
    team_page(app)
    app.find("label", app.words("Offline"))


def delayed(app):
    team_page(app)
    app.find("label", app.words("Will try again"))


def another_address(app):
    """The database is somewhere else, and the password is not known."""
    offline(app)
    app.click(app.find("text box", app.words("Address of the database")))
    app.keys("ctrl+a")
    app.type("https://couch.example.org/agency")
    app.keys("Return")
    app.reach(app.find("label", app.words("The password is missing: nobody is let in without it.")))
    app.reach(app.find("button", app.words("Leave the Team…")))


def behind_team(label):
    """The way to a page behind that of the team, by the label of its row."""
    def go(app):
        page = team_page(app)
        row = app.find("label", app.words(label) if isinstance(label, str) else label(app), within=page)
        app.click(app.reach(row))
        app.gone(type="RapportTeamPage")
    return go


def circle(label=None):
    """The way to who of the team works with the key client; label: what is there once it is."""
    def go(app):
        client("overview")(app)
        app.action("win.client-circle")
        dialog = app.find(type="RapportCircleDialog")
        if label is not None:
            app.find("label", app.words(label), within=dialog)
    return go


def circle_signed_in(user):
    def go(app):
        circle()(app)
        for row, text in (("Administrator", user), ("Password", "secret")):
            app.click(app.reach(app.find("text box", app.words(row))))
            app.type(text)
        app.keys("Return")
    return go


def circle_refused(app):
    circle_signed_in(team_states.NOBODY)(app)
    app.find("label", app.words("This account is not an administrator’s of the server. Only an administrator decides "
                                "who works with a client."))


def circle_choice(user=team_states.MENDED):
    def go(app):
        circle_signed_in(user)(app)
        app.find("button", app.words("_Apply").replace("_", ""))
    return go


def circle_newer(app):
    circle_choice()(app)
    # The last of the notes is below it.
    app.reach(app.find_all("label", states=("showing",), within=app.find(type="RapportCircleChoice"))[-1])


def circle_work(user, label):
    """The way to a change that comes that far: the second of those who are in is to be in no more."""
    def go(app):
        circle_choice(user)(app)
        box = app.find_all("checkbox", states=("showing", "checked"), within=app.find(type="RapportCircleChoice"))[-1]
        app.click(app.reach(box))
        wait_until("another choice", lambda: app.find("button", app.words("_Apply").replace("_", "")).has("sensitive"))
        press(app, "_Apply")
        app.find("label", app.words(label), within=app.find(type="RapportCircleDialog"))
        app.hide_focus()
    return go


def leave_circle_work(app):
    """What is at work is cut short first."""
    app.keys("esc")
    app.find("label", app.words("Cut Short"))
    close_dialog(app)


def refused(app):
    return re.compile(".*" + REFUSED[app.desktop.lang])


def asked(button, label):
    """The way that the banner shows to what is to be decided."""
    def go(app):
        press(app, button)
        app.find("label", app.words(label), within=app.find(type="RapportTeamPage"))
    return go


def conflicts(app):
    app.click(app.find("button", app.words("_Settle…").replace("_", "")))
    app.find(type="RapportConflictBox")


def gateway(app):
    app.action("win.preferences")
    app.click(app.find("tab", app.words("Reports")))
    app.click(app.find("label", app.words("Message gateway")))
    app.find(type="RapportGatewayPage")


def text_message(app):
    client("reports")(app)
    report = rows(app.desktop.home / "agency.rapport", "SELECT id FROM report WHERE client = ?", key_client(app))
    app.action("win.send-digest", GLib.Variant("s", report[0][0]))
    app.find(type="RapportDigestDialog")


def backups(app):
    app.action("win.backups")
    app.find(type="AdwActionRow", within=app.find(type="RapportBackupsDialog"))


def backup_inside(app):
    backups(app)
    app.click(app.find(type="AdwActionRow", within=app.find(type="RapportBackupsDialog")))
    app.find("label", app.words("If It Is Restored"))


def new_template(app):
    bank("Templates of your own")(app)
    app.choose_menu(app.words("New Template"), app.words("Monthly, in Detail"))
    app.find(type="RapportBankRecord")


def leave_template(app):
    app.keys("esc", "esc", "esc")


def open_task(app):
    client("plan")(app)
    rows_of_plan = app.find_all(type="RapportPlanRow")
    app.click(rows_of_plan[0], at=(0.3, 0.3))
    app.find(type="RapportWorkItemDialog")


def open_contact(app, scroll=0):
    """Of the key client: somebody who has had another job."""
    client("overview")(app)
    app.action("win.open-contact", GLib.Variant("s", rows(
        app.desktop.home / "agency.rapport",
        "SELECT contact.id FROM contact JOIN job ON job.contact = contact.id "
        "WHERE contact.client = ? ORDER BY contact.id", key_client(app))[0][0]))
    dialog = app.find(type="RapportFormDialog")
    if scroll:
        app.wheel(dialog, scroll)


def open_claim(app):
    client("overview")(app)
    app.action("win.open-claim", GLib.Variant("s", rows(
        app.desktop.home / "agency.rapport",
        "SELECT id FROM claim ORDER BY client = ? DESC, status = 'new' DESC, id", key_client(app))[0][0]))
    app.find(type="RapportFormDialog")


def client_files(app):
    """A picture, a document and a file of a task."""
    import struct
    import zlib
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data))
    lines = b"".join(b"\0" + bytes((60 + y, 90, 200 - x) [i] for x in range(120) for i in range(3))
                     for y in range(80))
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 120, 80, 8, 2, 0, 0, 0)) +
           chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))
    client("overview")(app)
    without_toast(app)
    for name, data in (("Договор № 14.pdf", b"%PDF-1.7 " * 9000), ("moodboard.png", png),
                       ("Figures of the spring campaign, corrected by the client twice.xlsx",
                        b"PK\3\4" * 800)):
        path = app.desktop.home / name
        path.write_bytes(data)
        if not app.find_all("list item", states=("showing",), type="RapportFileRow", name=None) \
                or not any(row.name.startswith(name) for row in app.find_all(type="RapportFileRow")):
            app.click(app.find("button", app.words("Add Files")))
            app.choose_file(path)
            app.find("label", name, within=app.find(type="RapportFilesGroup"))
    app.reach(app.find(type="RapportFilesGroup"))


def move_contact(app):
    open_contact(app, 40)
    app.click(app.find(name=app.words("Moved to Another Company…")))
    app.find(type="RapportMoveDialog")


def leave_move(app):
    app.keys("esc")
    app.gone(type="RapportMoveDialog")
    leave_client_dialog(app)


def leave_client_dialog(app):
    app.keys("esc")
    back_to_board(app)


def find_everything(app):
    app.action("win.search")
    app.type("ро" if app.desktop.lang == "ru" else "ro")
    app.find("list item", within=app.find(type="RapportPalette"))


def open_report(app):
    client("reports")(app)
    app.action("win.open-report", GLib.Variant("s", rows(
        app.desktop.home / "agency.rapport",
        "SELECT id FROM report WHERE client = ? ORDER BY period DESC", key_client(app))[0][0]))
    app.find(type="RapportReportEditor")


EXPORT = """Кабинет;;;
Отчёт за март 2019;;;
Дата;Клики;Показы;Расход
01.03.2019;1 234;20 000;"1 541,76"
02.03.2019;10;500;12,24
Итого;1 244;20 500;"1 554,00"
"""


def import_file(app):
    export = app.desktop.home / "export.csv"
    export.write_text(EXPORT, encoding="utf-8")
    client("reports")(app)
    app.action("win.import-file", GLib.Variant("s", export.as_uri()))
    app.find("button", app.words("_Import").replace("_", ""), states=("showing", "sensitive"),
             within=app.find(type="RapportImportAssistant"))


def import_workbook(app):
    """A workbook offers its sheets where a text offers encodings."""
    book = pathlib.Path(__file__).parents[1] / "fuzz" / "corpus" / "xlsx" / "two-sheets.xlsx"
    client("reports")(app)
    app.action("win.import-file", GLib.Variant("s", book.as_uri()))
    app.find("button", app.words("_Import").replace("_", ""), states=("showing", "sensitive"),
             within=app.find(type="RapportImportAssistant"))


def refused_file(app):
    """Letters that were guessed wrongly can be read in another way."""
    export = app.desktop.home / "latin.csv"
    export.write_bytes(b"day;clicks;note\n2026-08-01;5;" + "éé".encode() + b"\n2026-08-02;6;na\xefve\n")
    client("reports")(app)
    app.action("win.import-file", GLib.Variant("s", export.as_uri()))
    app.find(name=app.words("Read It in Another Way"), within=app.find(type="RapportImportAssistant"))


def client_table(app):
    """A table of clients, of which two are there already, and one has a date that is none."""
    there = rows(app.desktop.home / "agency.rapport",
                 "SELECT name, coalesce(site, '') FROM client ORDER BY name LIMIT 2")
    return "\n".join([
        "Клиент;Сайт;Город;Клиент с;Аккаунт-менеджер;Контакт;Должность;E-mail;Телефон",
        f"{there[0][0]};{there[0][1]};Самара;12.03.2024;;Олег Ветров;Директор;oleg@vetrov.example;",
        f"ООО «{there[1][0]}»;;;;;;;;",
        "Северный ветер;north.example;Мурманск;01.02.2025;Борис Орлов;Вера Лунёва;;;+1 202 555 0101",
        "Двери Волги;;Казань;вчера;;;;;",
        "Аврора;aurora.example;;;;Лев;;lev@aurora.example;"]) + "\n"


def watched_folder(app):
    client("overview")(app)
    app.action("win.watch-folder")
    app.find(type="RapportWatchDialog")


def choose_clients(app):
    app.action("win.import-clients")
    app.find("button", app.words("_Choose File…").replace("_", ""))


def import_clients(app):
    table = app.desktop.home / "clients.csv"
    table.write_text(client_table(app), encoding="utf-8")
    app.action("win.import-clients-file", GLib.Variant("s", table.as_uri()))
    app.find("button", app.words("_Import").replace("_", ""), states=("showing", "sensitive"),
             within=app.find(type="RapportIntakeAssistant"))


CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Вера Лунёва
ORG:Северный ветер
TITLE:Маркетолог
EMAIL:vera@north.example
TEL:+1 202 555 0101
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Lev Orlov
EMAIL:lev@orlov.example
BDAY:--0514
END:VCARD
"""


def import_cards(app):
    cards = app.desktop.home / "people.vcf"
    cards.write_text(CARDS, encoding="utf-8")
    client("overview")(app)
    app.action("win.import-contacts-file", GLib.Variant("s", cards.as_uri()))
    app.find("button", app.words("_Import").replace("_", ""), states=("showing", "sensitive"),
             within=app.find(type="RapportIntakeAssistant"))


def import_clients_end(app):
    import_clients(app)
    app.wheel(app.find(type="RapportIntakeOutcome"), 60)


def make_doubles(app):
    """Clients of a table that are there already, and are added nevertheless."""
    agency = app.desktop.home / "agency.rapport"
    there = rows(agency, "SELECT name FROM client ORDER BY name LIMIT 2")
    table = app.desktop.home / "doubles.csv"
    table.write_text("Client;Website;City;Contact;E-mail\n"
                     f"{there[0][0]} LLC;another.example;Perm;;\n"
                     f"{there[1][0]} GmbH;;Omsk;;\n", encoding="utf-8")
    if rows(agency, "SELECT 1 FROM client WHERE name LIKE '% GmbH'"):
        return
    app.action("win.import-clients-file", GLib.Variant("s", table.as_uri()))
    app.choose_menu(app.words("For _All").replace("_", ""),
                    app.words("_Add All as New").replace("_", ""))
    press(app, "_Import")
    app.gone(type="RapportIntakeAssistant")


def find_doubles(app):
    make_doubles(app)
    app.action("win.find-doubles")
    app.find(type="AdwActionRow", within=app.find(type="RapportDoublesDialog"))


def unite_pair(app):
    find_doubles(app)
    app.click(app.find(type="AdwActionRow", within=app.find(type="RapportDoublesDialog")))
    app.find(type="RapportUnitePage")


def leave_pair(app):
    app.keys("esc")
    app.keys("esc")
    back_to_board(app)


def refuse_clients(app):
    spoilt = app.desktop.home / "clients.xlsx"
    spoilt.write_bytes(b"PK\x03\x04" + bytes(400))
    app.action("win.import-clients-file", GLib.Variant("s", spoilt.as_uri()))
    app.find(name=app.words("This File Can’t Be Read"))


def new_report(app):
    client("reports", scroll=60)(app)
    press(app, "Another Report…")
    app.find(type="RapportNewReportDialog")


def open_report_pages(app):
    open_report(app)
    press(app, "Pages", "tab")
    app.find(type="RapportPageSheet")


def open_report_menu(app):
    open_report(app)
    app.click(app.find("toggle button", app.words("Report Menu")))
    app.find("menu item")


def leave_menu(app):
    app.keys("esc")
    back_to_board(app)


def first_card(app):
    """The first in sight: a view stays as it was left."""
    board = app.find(type="RapportBoardPage")
    return next(node for node in app.find_all("list item", within=board)
                if any(child.type == "RapportClientCard" for child in node.children)
                and node.seen[2] > node.rect[2] / 2 and node.seen[3] > node.rect[3] / 2)


def mark_popover(app):
    app.click(first_card(app))
    app.find(type="RapportMarkPopover")


def show_view(title):
    return lambda app: app.choose_menu(app.words("Filter"), app.words(title))


def status_popover(app):
    show_view("Statuses")(app)
    app.click(first_card(app))
    app.find(type="RapportStatusPopover")


def leave_status(app):
    app.keys("esc")
    show_view("Lights")(app)


def past_week(app):
    press(app, "Previous Week")


def grouped(app):
    app.choose_menu(app.words("Filter"), app.words("_Group by Manager").replace("_", ""))
    app.choose_menu(app.words("Filter"), app.words("With E_vidence").replace("_", ""))


def ungrouped(app):
    grouped(app)


def search_in_vain(app):
    press(app, "Search Clients", "toggle button")
    app.type("zzz")
    app.find("label", app.words("No Clients Found"))


def agenda(app):
    """The next meeting that has no agenda yet."""
    app.action("win.open-meeting", GLib.Variant("s", rows(
        app.desktop.home / "agency.rapport",
        "SELECT id FROM meeting WHERE status = 'planned' AND client IS NOT NULL ORDER BY "
        "EXISTS (SELECT 1 FROM agenda_item WHERE meeting = meeting.id), "
        "client = ? DESC, start LIMIT 1", key_client(app))[0][0]))
    app.find(type="RapportAgendaView")


def built(app):
    """An agenda of all that the dialog proposes."""
    build(app)
    wait_until("the button to have the keyboard",
               lambda: app.focused() is not None and app.focused().name == app.words("_Add").replace("_", ""))
    app.keys("Return")
    app.gone(type="RapportAgendaBuildDialog")
    app.settle()


def build(app):
    agenda(app)
    app.click(app.find_all("button", app.words("_Build Agenda").replace("_", ""))[0])
    app.find(type="RapportAgendaBuildDialog")


def agenda_templates(app):
    agenda(app)
    app.choose_menu(app.words("Templates"), app.words("_Edit Templates…").replace("_", ""))
    app.find(type="RapportAgendaTemplatesDialog")


def agenda_template(app):
    agenda_templates(app)
    dialog = app.find(type="RapportAgendaTemplatesDialog")
    app.click(app.reach(app.find_all(type="AdwActionRow", within=dialog)[1]))
    app.find(type="RapportAgendaTemplatePage", within=dialog)
    app.settle()


def leave_agenda_template(app):
    app.keys("esc")
    close_dialog(app)


def brief(app):
    app.action("win.open-brief", GLib.Variant("s", key_client(app)))
    app.find(type="RapportBriefDialog")
    app.settle()


def end_search(app):
    app.keys("esc", "esc")
    # Where the sidebar does not stand beside it, the second one leads to the sidebar.
    back_to_board(app)


SCREENS = [
    Screen("first-run", "none"),
    Screen("first-run-form", "none", go=lambda app: press(app, "Start _Empty"),
           leave=lambda app: press(app, "_Back")),
    Screen("first-run-join", "none", go=lambda app: press(app, "_Join a Team…"),
           leave=lambda app: press(app, "_Back")),
    Screen("board-empty", "empty"),
    Screen("board", "sample"),
    Screen("board-mark", "sample", go=mark_popover, leave=close_dialog),
    Screen("board-menu", "sample", go=lambda app: press(app, "Filter", "toggle button"),
           leave=close_dialog),
    Screen("board-groups", "sample", go=grouped, leave=ungrouped),
    Screen("board-statuses", "sample", go=show_view("Statuses"), leave=show_view("Lights")),
    Screen("board-table", "sample", go=show_view("Table"), leave=show_view("Lights")),
    Screen("board-trends", "sample", go=action("win.show-trends"), leave=close_dialog),
    Screen("board-meeting", "sample", go=action("win.team-meeting"),
           leave=action("win.team-meeting")),
    Screen("board-status", "sample", go=status_popover, leave=leave_status),
    Screen("board-past-week", "sample", go=past_week,
           leave=lambda app: press(app, "Next Week")),
    Screen("board-search", "sample", go=search_in_vain, leave=end_search),
    Screen("search-everything", "sample", go=find_everything, leave=close_dialog),
    Screen("shortcuts", "sample", go=action("win.shortcuts"), leave=close_dialog),
    Screen("preferences", "sample", go=action("win.preferences"), leave=close_dialog),
    Screen("preferences-phrases", "sample", go=bank("Text bank"), leave=leave_holidays),
    Screen("preferences-templates", "sample", go=bank("Templates of your own"), leave=leave_holidays),
    Screen("preferences-template", "sample", go=new_template, leave=leave_template),
    Screen("preferences-gateway", "sample", go=gateway, leave=leave_holidays),
    Screen("preferences-team", "sample", go=team, leave=close_dialog),
    Screen("team-offline", "offline", go=offline, leave=close_dialog),
    Screen("team-address", "offline", go=another_address, leave=close_dialog),
    Screen("team-delayed", "delayed", go=delayed, leave=close_dialog),
    Screen("team-refused", "offline", go=behind_team(refused), leave=leave_holidays),
    Screen("team-log", "offline", go=behind_team("What Happened"), leave=leave_holidays),
    Screen("team-computers", "offline", go=behind_team("Lost and New Computers"), leave=leave_holidays),
    Screen("team-circle", "circle", go=circle("Will try again"), leave=close_dialog),
    Screen("team-circle-refused", "circle", go=circle_refused, leave=close_dialog),
    Screen("team-circle-choice", "circle", go=circle_choice(), leave=close_dialog),
    Screen("team-circle-working", "circle", go=circle_work(team_states.SILENT, "Changing Who Works with the Client…"),
           leave=leave_circle_work),
    Screen("team-circle-cut", "circle", go=circle_work(team_states.MENDED, "Cut Short"), leave=close_dialog),
    Screen("team-circle-faster", "circle", go=circle_work(team_states.LATE, "Somebody Else Was Faster"),
           leave=close_dialog),
    Screen("team-circle-done", "circle", go=circle_work(
        team_states.WELL, "This computer is done, too. The others follow with their next sync."), leave=close_dialog),
    Screen("team-circle-offline", "circle-offline", go=circle("No connection"), leave=close_dialog),
    Screen("team-circle-moving", "circle-moving", go=circle("On its way"), leave=close_dialog),
    Screen("team-circle-unsettled", "circle-unsettled", go=circle("To be settled by an administrator"),
           leave=close_dialog),
    Screen("team-circle-unsettled-choice", "circle-unsettled", go=circle_choice(), leave=close_dialog),
    Screen("team-unsettled", "circle-unsettled", go=delayed, leave=close_dialog),
    Screen("team-circle-newer", "circle-newer", go=circle_newer, leave=close_dialog),
    Screen("team-circle-alone", "circle-alone", go=circle_choice(), leave=close_dialog),
    Screen("team-circle-crowd", "circle-crowd", go=circle("Will try again"), leave=close_dialog),
    Screen("team-circle-crowd-choice", "circle-crowd", go=circle_choice(), leave=close_dialog),
    Screen("team-sign-in", "signed-out", go=asked("_Sign In…", "Sign in again"), leave=close_dialog),
    Screen("team-stopped", "stopped", go=asked("_Look…", "Stopped: it is for you to decide"), leave=close_dialog),
    Screen("conflicts", "disagreeing", go=conflicts, leave=close_dialog),
    Screen("text-message", "sample", go=text_message, leave=leave_client_dialog),
    Screen("backups", "sample", go=backups, leave=close_dialog),
    Screen("backups-inside", "sample", go=backup_inside, leave=leave_holidays),
    Screen("preferences-holidays", "sample", go=holidays, leave=leave_holidays),
    Screen("client-add", "sample", go=action("win.add-client"), leave=close_dialog),
    Screen("client-overview", "sample", go=client("overview"), leave=back_to_board),
    Screen("client-overview-end", "sample", go=client("overview", scroll=40),
           leave=back_to_board),
    Screen("client-edit", "sample", go=edit_client, leave=leave_client_dialog),
    Screen("client-status", "sample", go=status_dialog, leave=leave_client_dialog),
    Screen("client-status-form", "sample", go=status_form,
           leave=lambda app: (app.keys("esc"), app.keys("esc"))),
    Screen("client-edit-reports", "sample", go=edit_client_reports, leave=leave_client_dialog),
    Screen("agenda-empty", "sample", go=agenda, leave=back_to_board),
    Screen("agenda-build", "sample", go=build, leave=close_dialog),
    Screen("agenda", "sample", go=built, leave=back_to_board),
    Screen("brief", "sample", go=brief, leave=close_dialog),
    Screen("agenda-templates", "sample", go=agenda_templates, leave=close_dialog),
    Screen("agenda-template", "sample", go=agenda_template, leave=leave_agenda_template),
    Screen("minutes", "sample", go=minutes, leave=back_to_board),
    Screen("meetings-client", "sample", go=client("meetings"), leave=back_to_board),
    Screen("meetings-client-end", "sample", go=client("meetings", scroll=40), leave=back_to_board),
    Screen("meetings-next", "sample", go=next_meeting, leave=back_to_board),
    Screen("meetings-held", "sample", go=meeting("held"), leave=back_to_board),
    Screen("meetings-summary", "sample", go=summary, leave=back_to_board),
    Screen("meetings-summary-corrected", "sample", go=corrected, leave=back_to_board),
    Screen("meetings-agreements", "sample", go=agreements, leave=close_dialog),
    Screen("meetings-week", "sample", go=calendar(0), leave=back_to_board),
    Screen("meetings-month", "sample", go=calendar(1), leave=back_to_board),
    Screen("meetings-list", "sample", go=calendar(2), leave=back_to_board),
    Screen("meetings-new", "sample", go=action("win.add-meeting"), leave=close_dialog),
    Screen("meetings-rule", "sample", go=own_rule, leave=close_dialog),
    Screen("meetings-ask", "sample", go=action("win.ask"), leave=close_dialog),
    Screen("archive-empty", "sample", go=archive, leave=close_dialog),
    Screen("client-archived", "sample", go=archived_client, leave=back_to_board),
    Screen("archive", "sample", go=archive, leave=leave_archive),
    Screen("trash-empty", "sample", go=empty_trash, leave=close_dialog),
    Screen("trash", "sample", go=trash, leave=leave_trash),
    Screen("erase-person", "sample", go=erase_person, leave=leave_client_dialog),
    Screen("client-contact", "sample", go=open_contact, leave=leave_client_dialog),
    Screen("client-contact-end", "sample", go=lambda app: open_contact(app, 40),
           leave=leave_client_dialog),
    Screen("client-claim", "sample", go=open_claim, leave=leave_client_dialog),
    Screen("client-files", "sample", go=client_files, leave=back_to_board),
    Screen("client-move", "sample", go=move_contact, leave=leave_move),
    Screen("matrix-free", "sample", go=board("free"), leave=back_to_board),
    Screen("matrix-lanes", "sample", go=board("matrix"), leave=back_to_board),
    Screen("matrix-voting", "sample", go=voting, leave=leave_client_dialog),
    Screen("matrix-panel", "sample", go=panel, leave=leave_panel),
    Screen("matrix-table", "sample", go=table, leave=leave_table),
    Screen("matrix-new", "sample", go=new_board, leave=back_to_board),
    Screen("new-board", "sample", go=new_board_dialog, leave=close_dialog),
    Screen("board-properties", "sample", go=board_properties, leave=close_dialog),
    Screen("client-plan", "sample", go=client("plan"), leave=back_to_board),
    Screen("client-plan-task", "sample", go=open_task, leave=leave_client_dialog),
    Screen("call-overview", "sample", go=call("overview"), leave=leave_call),
    Screen("call-plan", "sample", go=call("plan"), leave=leave_call),
    Screen("presenter", "sample", go=present, leave=end_presenting),
    Screen("board-shown", "sample", go=shown, leave=leave_client_dialog),
    Screen("audience", "sample", go=present, leave=end_presenting, window="RapportAudienceWindow"),
    Screen("client-numbers", "sample", go=client("reports"), leave=back_to_board),
    Screen("client-numbers-table", "sample", go=client("reports", scroll=8),
           leave=back_to_board),
    Screen("client-reports", "sample", go=client("reports", scroll=60), leave=back_to_board),
    Screen("report-new", "sample", go=new_report, leave=leave_client_dialog),
    Screen("import", "sample", go=import_file, leave=leave_client_dialog),
    Screen("import-workbook", "sample", go=import_workbook, leave=leave_client_dialog),
    Screen("import-refused", "sample", go=refused_file, leave=leave_client_dialog),
    Screen("clients-choose", "sample", go=choose_clients, leave=close_dialog),
    Screen("clients-import", "sample", go=import_clients, leave=leave_client_dialog),
    Screen("clients-import-end", "sample", go=import_clients_end, leave=leave_client_dialog),
    Screen("clients-refused", "sample", go=refuse_clients, leave=leave_client_dialog),
    Screen("contacts-import", "sample", go=import_cards, leave=leave_client_dialog),
    Screen("watched-folder", "sample", go=watched_folder, leave=leave_client_dialog),
    Screen("doubles", "small", go=find_doubles, leave=close_dialog),
    Screen("doubles-none", "empty", go=action("win.find-doubles"), leave=close_dialog),
    Screen("doubles-pair", "small", go=unite_pair, leave=leave_pair),
    Screen("report-editor", "sample", go=open_report, leave=back_to_board),
    Screen("report-menu", "sample", go=open_report_menu, leave=leave_menu),
    Screen("report-pages", "sample", go=open_report_pages, leave=back_to_board, sizes=(NARROW,)),
    Screen("numbers-many", "figures", go=numbers_screens.numbers, leave=back_to_board),
    Screen("numbers-months", "figures", go=numbers_screens.months, leave=numbers_screens.leave_months),
    Screen("numbers-channels", "figures", go=numbers_screens.channels, leave=back_to_board),
    Screen("numbers-explained", "figures", go=numbers_screens.explain_tile, leave=numbers_screens.close),
    Screen("numbers-day", "figures", go=numbers_screens.explain_day, leave=numbers_screens.close),
    Screen("numbers-chart-table", "figures", go=numbers_screens.chart_table, leave=numbers_screens.close),
    Screen("numbers-metrics", "figures", go=numbers_screens.metrics, leave=numbers_screens.close),
    Screen("numbers-metric", "figures", go=numbers_screens.metric_with_formula, leave=numbers_screens.close_both),
    Screen("numbers-metric-new", "figures", go=numbers_screens.new_metric, leave=numbers_screens.close_both),
    Screen("numbers-targets", "figures", go=numbers_screens.targets, leave=numbers_screens.close),
    Screen("numbers-annotations", "figures", go=numbers_screens.annotations, leave=numbers_screens.close),
    Screen("numbers-other-month", "figures", go=numbers_screens.month_without_numbers, leave=back_to_board),
    Screen("numbers-none", "figures", go=numbers_screens.without_numbers, leave=back_to_board),
    Screen("numbers-table", "figures", go=numbers_screens.all_figures,
           leave=numbers_screens.leave_all_figures),
    Screen("board-of-1000", "thousand"),
    Screen("board-table-of-1000", "thousand", go=show_view("Table")),
    Screen("trouble-newer", "newer"),
    Screen("trouble-damaged", "damaged"),
    Screen("trouble-not-ours", "letter"),
]
