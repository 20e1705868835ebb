# SPDX-License-Identifier: GPL-3.0-or-later
"""A window of an agency that has a server: the page of the team, and who of it works with a client."""

import contextlib
import json

from gi.repository import GLib

from gate import Gate
from program import make_agency, rows, start, tab_to, wait_saved
from rapportui import Desktop, wait_until
from team_server import ADMIN, PASSWORD, ask, control, fill, server, who_works

PLACES = "SELECT count(*) FROM sync_place WHERE client <> ''"
ON_THE_WAY = "SELECT (SELECT count(*) FROM sync_record WHERE waiting IS NOT NULL) + (SELECT count(*) FROM sync_left)"
SOME = "Only some of it"
DONE_HERE = "This computer is done, too. The others follow with their next sync."


class Team:
    """A window of an agency that has a server, and the client that is open in it."""

    def __init__(self, app, file, known, address):
        self.app, self.file, self.known, self.address = app, file, known, address
        self.desktop = app.desktop
        [(self.client, self.name)] = rows(file, "SELECT client.id, client.name FROM client JOIN work_item "
                                          "ON work_item.client = client.id GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
        self.me = who_works(file)
        self.colleague = next(member for member in known if member != self.me)

    def circle(self):
        """What the server says of the client."""
        return ask(self.address, "agency/_design/rapport-circles")["circles"][self.client]

    def decide(self, *members):
        """Another administrator does, elsewhere: only these, or the whole team."""
        names = [word for member in members for word in ("--for", self.known[member][0])]
        control(self.desktop, "server", "circle", f"{self.address}/agency", "--user", ADMIN, "--client", self.client,
                *(names or ["--whole-team"]))

    def said_in(self, database):
        """Whether a database has anything of the client."""
        found = ask(self.address, f"{database}/_all_docs?include_docs=true")["rows"]
        return any(self.client in json.dumps(row) for row in found if not row["id"].startswith("_design/"))


@contextlib.contextmanager
def team(**desktop_options):
    with Desktop(**desktop_options) as desktop, server() as address, contextlib.closing(Gate(address)) as gate:
        file = make_agency(desktop)
        known = fill(desktop, gate.address, file)
        with start(desktop, "--db", file) as app:
            here = Team(app, file, known, address)
            begin(here)
            yield here, gate
            here.app.close()


def begin(here):
    """Signs in, for there is no keyring here, and opens the client."""
    app = here.app
    app.click(app.find("button", "Sign In…"))
    app.click(app.find("text box", "Password"))
    app.type(here.known[here.me][1])
    app.keys("Return")
    app.gone("text box", "Password")
    app.keys("esc")
    app.gone(type="RapportPreferences")
    app.action("win.open-client", GLib.Variant("s", here.client))
    app.find(type="RapportClientPage")


def begin_anew(here):
    """The next start of the program, after it has ended."""
    here.app = start(here.desktop, "--db", here.file)
    begin(here)
    return here.app


def open_dialog(app):
    app.choose_menu("Client Menu", "Who Works with the Client…")
    return app.find(type="RapportCircleDialog")


def open_dialog_by_keyboard(app):
    """As far as the password of an administrator, which is typed."""
    app.keys("ctrl+k")
    app.type("who works")
    app.find("list item", within=app.find(type="RapportPalette"))
    app.keys("Return")
    app.find(type="RapportCircleDialog")
    tab_to(app, lambda node: node.name == "Administrator")
    app.type(ADMIN)
    app.keys("Tab")
    app.type(PASSWORD)


def sign_in(app, name=ADMIN, password=PASSWORD):
    for row, text in (("Administrator", name), ("Password", password)):
        app.click(app.reach(app.find("text box", row)))
        app.keys("ctrl+a")
        app.type(text)
    app.keys("Return")


def choose(app, *names):
    """Only these, of all that the server knows."""
    app.click(app.reach(app.find("radio", SOME)))
    for name in names:
        box = app.find("checkbox", name)
        app.click(app.reach(box))
        wait_until("a chosen one", lambda box=box: app.fresh(box).has("checked"))
    app.click(app.find("button", "Apply"))


def name_of(here, member):
    return rows(here.file, "SELECT name FROM member WHERE id = ?", member)[0][0]


def wait_moved(here, places):
    wait_saved(here.file, "places of clients", PLACES, expected=[(places,)])
    wait_saved(here.file, "nothing on its way", ON_THE_WAY, expected=[(0,)])


def close_dialog(app):
    app.keys("esc")
    app.gone(type="RapportCircleDialog")


def team_page(app):
    app.keys("ctrl+comma")
    app.find(type="RapportPreferences")
    app.click(app.find("tab", "Team"))
    return app.find(type="RapportTeamPage")


def leave_preferences(app):
    app.keys("esc")
    app.gone(type="RapportPreferences")


def behind(app, row, title):
    """What lies behind a row of the team's page, by something that is said there."""
    app.click(app.reach(app.find("label", row, within=app.find(type="RapportTeamPage"))))
    app.find("label", title)
