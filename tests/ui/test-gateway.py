#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of a day as a text message, through a gateway on this computer."""

import http.server
import json
import threading

from gi.repository import GLib

from keyring import keyring
from program import client_id, make_agency, opened, rows, start, wait_saved
from rapportui import Desktop, check, equal, run, wait_until

CLIENT = "Romashka Clinics"
PHONE = "+7 900 123-45-67"
TOKEN = "tell-nobody-42"


class Gateway(http.server.ThreadingHTTPServer):
    """Answers as it is told, and remembers what it was asked."""

    def __init__(self):
        self.asked, self.status, self.answer = [], 200, b"id 77"
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/send"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body.decode()))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_):
        pass


def write(app, row, text):
    app.reach(row)
    app.click(row, at=(0.5, 0.7))
    app.keys("ctrl+a")
    app.type(text)


def set_up(app, address, headers):
    app.keys("ctrl+comma")
    app.find(type="RapportPreferences")
    app.click(app.find("tab", "Reports"))
    app.click(app.find("label", "Message gateway"))
    page = app.find(type="RapportGatewayPage")
    write(app, app.find(type="AdwEntryRow", within=page), address)
    write(app, app.find(type="RapportTextRow", within=page), headers)
    return page


def leave_preferences(app):
    def left():
        app.keys("esc")
        app.settle()
        return not app.find_all(type="RapportPreferences")

    wait_until("the preferences to close", left)


def message(app, file):
    """The dialog of the message, from the report of a day."""
    app.action("win.open-client", GLib.Variant("s", client_id(file, CLIENT)))
    app.action("win.show-view", GLib.Variant("s", "reports"))
    app.click(app.find("button", "Another Report…", within=app.find(type="RapportReportsView")))
    dialog = app.find(type="RapportNewReportDialog")
    app.keys("space", "Down", "Down", "Down", "Return")
    app.click(app.find("button", "Begin the Report", within=dialog))
    app.find(type="RapportReportEditor")
    wait_until("the pages", lambda: app.find_all(type="RapportPageSheet"))
    app.choose_menu("Report Menu", "Send as Text Message…")
    return app.find(type="RapportDigestDialog")


def said(dialog, app, words):
    wait_until(words, lambda: any(words in label.name for label in app.find_all("label", within=dialog)))


def test_a_message_is_sent():
    gateway = Gateway()
    with opened() as (app, file):
        set_up(app, gateway.address, "X-Agency: North")
        leave_preferences(app)
        dialog = message(app, file)
        write(app, app.find(type="AdwEntryRow", within=dialog), PHONE)
        gateway.status, gateway.answer = 500, b"no credit"
        app.click(app.find("button", "Send", within=dialog))
        said(dialog, app, "(500): no credit")
        equal(rows(file, "SELECT count(*) FROM note WHERE body LIKE 'Text message%'"), [(0,)], "nothing noted")
        gateway.status, gateway.answer = 200, b"id 77"
        app.click(app.find("button", "Send", within=dialog))
        said(dialog, app, "id 77")
        path, headers, body = gateway.asked[-1]
        equal((path, headers["X-Agency"], json.loads(body)["to"]), ("/send", "North", PHONE), "what was asked")
        text = json.loads(body)["text"]
        check(text.startswith(CLIENT), text)
        wait_saved(file, "the note", "SELECT body, audience FROM note WHERE body LIKE 'Text message%'",
                   expected=[(f"Text message to {PHONE}: {text}", "team")])
        wait_saved(file, "the phone", "SELECT digest_phone FROM client WHERE name = ?", CLIENT, expected=[(PHONE,)])
        app.keys("esc")
        app.gone(type="RapportDigestDialog")


def kept(desktop):
    """How many tokens of ours the keyring has, asked as any other program could."""
    found = desktop.bus.call_sync(
        "org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems",
        GLib.Variant("(a{ss})", ({"xdg:schema": "io.github.rapport_app.Rapport"},)), None, 0, -1, None).unpack()
    return sum(len(items) for items in found)


def send(app, file):
    dialog = message(app, file)
    write(app, app.find(type="AdwEntryRow", within=dialog), PHONE)
    app.click(app.find("button", "Send", within=dialog))
    said(dialog, app, "id 77")
    app.keys("esc")
    app.gone(type="RapportDigestDialog")


def assert_told_nobody(desktop, gateway):
    """No file has the token: not the library, nor settings, nor what was said, nor the keyring's own."""
    seen = [path for path in desktop.home.rglob("*") if path.is_file()]
    check(any(gateway.address.encode() in path.read_bytes() for path in seen), "the settings are among the files")
    check(any(b"secret" in path.read_bytes() for path in seen if path.name.startswith("messages-")), "and the log")
    for path in seen:
        check(TOKEN.encode() not in path.read_bytes(), f"the token is in {path}")


def test_the_keyring_keeps_the_token():
    """From one start to the next, in the keyring and nowhere else, and not longer than the gateway."""
    gateway = Gateway()
    talkative = {"GSETTINGS_BACKEND": "keyfile", "G_MESSAGES_DEBUG": "all"}
    with Desktop() as desktop:
        keyring(desktop)
        file = make_agency(desktop)
        with start(desktop, "--db", file, env=talkative) as app:
            page = set_up(app, gateway.address, "Authorization: Bearer {token}")
            write(app, app.find(type="AdwPasswordEntryRow", within=page, states=()), TOKEN)
            app.keys("Return")
            said(page, app, "The keyring has been told")
            equal(kept(desktop), 1, "tokens in the keyring")
            leave_preferences(app)
            send(app, file)
            app.close()
        with start(desktop, "--db", file, env=talkative) as app:
            send(app, file)
            equal([asked[1]["Authorization"] for asked in gateway.asked], [f"Bearer {TOKEN}"] * 2, "what came along")
            assert_told_nobody(desktop, gateway)
            page = set_up(app, gateway.address + "/", "Authorization: Bearer {token}")
            equal(kept(desktop), 1, "another address is still a gateway")
            app.reach(app.find(type="AdwEntryRow", within=page))
            app.click(app.find(type="AdwEntryRow", within=page), at=(0.5, 0.7))
            app.keys("ctrl+a", "Delete")
            leave_preferences(app)
            wait_until("the token to go with the gateway", lambda: kept(desktop) == 0)
            app.close()
        for path in desktop.home.rglob("*"):
            check(not path.is_file() or TOKEN.encode() not in path.read_bytes(), f"the token is in {path}")


def test_a_token_is_forgotten():
    gateway = Gateway()
    with Desktop() as desktop:
        keyring(desktop)
        with start(desktop, "--db", make_agency(desktop)) as app:
            page = set_up(app, gateway.address, "Authorization: Bearer {token}")
            write(app, app.find(type="AdwPasswordEntryRow", within=page, states=()), TOKEN)
            app.keys("Return")
            wait_until("the token in the keyring", lambda: kept(desktop) == 1)
            app.click(app.find("button", "Forget the Token", within=page))
            wait_until("the token to go", lambda: kept(desktop) == 0)
            leave_preferences(app)
            app.close()


def test_without_a_keyring_no_token_is_kept():
    gateway = Gateway()
    with opened() as (app, file):
        page = set_up(app, gateway.address, "Authorization: Bearer {token}")
        token = app.find(type="AdwPasswordEntryRow", within=page, states=())
        write(app, token, TOKEN)
        app.keys("Return")
        said(page, app, "There is no keyring")
        leave_preferences(app)
        dialog = message(app, file)
        write(app, app.find(type="AdwEntryRow", within=dialog), PHONE)
        app.click(app.find("button", "Send", within=dialog))
        said(dialog, app, "There is no keyring")
        equal(gateway.asked, [], "nothing was sent")
        app.keys("esc")
        app.gone(type="RapportDigestDialog")
        for path in app.desktop.home.rglob("*"):
            if path.is_file():
                check(TOKEN.encode() not in path.read_bytes(), f"the token is in {path}")


run(globals())
