# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of screens of which pictures are made. To add one, add a line."""

from gi.repository import GLib

from program import rows
from rapportui.pictures import Screen


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


def client(view=None):
    """The way to a view of the sample agency's first client."""
    def go(app):
        app.action("win.open-client", GLib.Variant("s", key_client(app)))
        if view:
            app.action("win.show-view", GLib.Variant("s", view))
    return go


def first_card(app):
    board = app.find(type="RapportBoardPage")
    return next(node for node in app.find_all("list item", within=board)
                if any(child.type == "RapportClientCard" for child in node.children))


def mark_popover(app):
    app.click(first_card(app))
    app.find(type="RapportMarkPopover")


def past_week(app):
    press(app, "Previous Week")


def search_in_vain(app):
    press(app, "Search Clients", "toggle button")
    app.type("zzz")
    app.find("label", app.words("No Clients Found"))


def end_search(app):
    app.keys("esc", "esc")


def report_editor(app):
    report = rows(app.desktop.home / "agency.rapport",
                  f"SELECT id FROM report WHERE client = '{key_client(app)}'")[0][0]
    app.action("win.open-client", GLib.Variant("s", key_client(app)))
    app.action("win.open-report", GLib.Variant("s", report))


def client_dialog(app):
    client()(app)
    app.action("win.edit-client")


SCREENS = [
    Screen("first-run", "none"),
    Screen("first-run-form", "none", go=lambda app: press(app, "Start _Empty"),
           leave=lambda app: press(app, "_Back")),
    Screen("board-empty", "empty"),
    Screen("board", "sample"),
    Screen("board-mark", "sample", go=mark_popover, leave=close_dialog),
    Screen("board-past-week", "sample", go=past_week,
           leave=lambda app: press(app, "Next Week")),
    Screen("board-search", "sample", go=search_in_vain, leave=end_search),
    Screen("shortcuts", "sample", go=action("win.shortcuts"), leave=close_dialog),
    Screen("client-overview", "sample", go=client("overview"), leave=back_to_board),
    Screen("client-plan", "sample", go=client("plan"), leave=back_to_board),
    Screen("client-reports", "sample", go=client("reports"), leave=back_to_board),
    Screen("report-editor", "sample", go=report_editor, leave=back_to_board),
    Screen("client-edit", "sample", go=client_dialog, leave=close_dialog),
    Screen("search", "sample", go=action("win.search"), leave=close_dialog),
    Screen("preferences", "sample", go=action("win.preferences"), leave=close_dialog),
    Screen("board-of-1000", "thousand"),
    Screen("trouble-newer", "newer"),
    Screen("trouble-damaged", "damaged"),
    Screen("trouble-not-ours", "letter"),
]
