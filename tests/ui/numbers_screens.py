# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways to what the view of a client's numbers opens."""

from gi.repository import GLib

from program import rows
from rapportui.waiting import PATIENCE, RETRY, Timeout, wait_until


def client_of(app):
    """The id of the client of whom most is known."""
    return rows(app.desktop.home / "agency.rapport", "SELECT client FROM work_item GROUP BY client "
                "ORDER BY count(*) DESC, client LIMIT 1")[0][0]


def client_without_numbers(app):
    return rows(app.desktop.home / "agency.rapport", "SELECT id FROM client WHERE id NOT IN "
                "(SELECT client FROM month_numbers) ORDER BY name LIMIT 1")[0][0]


def numbers(app, client=None, scroll=0):
    app.action("win.open-client", GLib.Variant("s", client or client_of(app)))
    app.action("win.show-view", GLib.Variant("s", "reports"))
    view = app.find(type="RapportNumbersView")
    if scroll:
        app.wheel(app.find(type="RapportClientPage"), scroll)
    return view


def choose(app, menu, label, **opened):
    """Chooses from a menu what opens a dialog. A popover that has just moved to where there is room
    for it may take a click for one beside it."""
    for patience in (RETRY, RETRY, PATIENCE):
        app.choose_menu(app.words(menu), app.words(label).replace("_", ""))
        try:
            wait_until("the dialog", lambda: app.find_all(**opened), patience)
            return
        except Timeout:
            continue
    app.find(**opened)


def open_menu(app, label, dialog):
    numbers(app)
    choose(app, "Menu of the Numbers", label, type=dialog)


def metrics(app):
    open_menu(app, "_Metrics…", "RapportMetricsDialog")
    app.find("list item", within=app.find(type="RapportMetricsDialog"))


def metric_with_formula(app):
    """One of the client's own, with what its formula comes to."""
    metrics(app)
    dialog = app.find(type="RapportMetricsDialog")
    own = app.words("Cost of a visit") if app.desktop.lang != "ru" else "Стоимость визита"
    app.click(app.reach(app.find("list item", own, within=dialog, states=())))
    app.find(type="RapportMetricDialog")


def new_metric(app):
    """A formula that can't be read yet."""
    metrics(app)
    app.click(app.find("button", app.words("New Metric"),
                       within=app.find(type="RapportMetricsDialog")))
    dialog = app.find(type="RapportMetricDialog")
    for title, text in ((app.words("Name"), "CPV"),
                        (app.words("Such as: ad spend / leads"), "ad spend / visits")):
        app.click(app.find(name=title, states=("showing", "editable"), within=dialog))
        app.type(text)


def targets(app):
    open_menu(app, "_Targets…", "RapportTargetsDialog")


def annotations(app):
    open_menu(app, "_Annotations…", "RapportAnnotationsDialog")


def explain_tile(app):
    numbers(app)
    app.click(app.find_all("toggle button", app.words("How This Is Worked Out"))[-1])
    app.find("label", app.words("Where It Is From"))
    app.desktop.screen.move(*(side - 1 for side in app.desktop.screen_size))
    app.gone(type="GtkTooltipWindow")


def large_chart(app):
    return next(node for node in app.find_all(type="RapportChartArea", states=())
                if node.rect[3] > 200)


def explain_day(app):
    numbers(app)
    app.click(large_chart(app), at=(0.4, 0.5))
    app.find("label", app.words("Where It Is From"))


def step(app, label):
    """The large chart by day, week or month."""
    group = app.find(name=app.words("Step of chart and table"), states=())
    app.click(app.find(name=app.words.context("step", label), within=group, states=()))


def months(app):
    numbers(app)
    step(app, "Month")
    app.reach(large_chart(app))


def leave_months(app):
    step(app, "Day")
    app.action("win.show-clients")


def chart_table(app):
    numbers(app, scroll=6)
    choose(app, "Menu of the Chart", "Show as _Table", role="label",
           name=app.words("Figures of the Chart"))


def channels(app):
    numbers(app, scroll=16)


def all_figures(app):
    numbers(app)
    app.click(app.find(name=app.words("All Figures"), states=()))
    app.wheel(app.find(type="RapportClientPage"), 26)


def leave_all_figures(app):
    app.click(app.find(name=app.words("All Figures"), states=()))
    app.action("win.show-clients")


def close(app):
    app.keys("esc")
    app.action("win.show-clients")


def close_both(app):
    app.keys("esc", "esc")
    app.action("win.show-clients")


def without_numbers(app):
    numbers(app, client_without_numbers(app))


def month_without_numbers(app):
    numbers(app)
    app.click(app.find("button", app.words("Next Month")))
