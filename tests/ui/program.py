# SPDX-License-Identifier: GPL-3.0-or-later
"""Rapport as the tests start it: where it stands in the build tree, and with which agency."""

import contextlib
import datetime
import shutil
import sqlite3
import subprocess

import many_figures
import team_states
from disagreement import disagree
from rapportui.app import build_folder
from rapportui.desktop import Desktop
from rapportui.pictures import Words
from rapportui.waiting import wait_until

APP_ID = "io.github.rapport_app.Rapport"
RAPPORT = build_folder() / "src" / "rapport"
CTL = build_folder() / "src" / "cli" / "rapportctl"
LOCALE_DIR = build_folder() / "po"
ENVIRONMENT = {
    "GSETTINGS_SCHEMA_DIR": str(build_folder() / "data"),
    "RAPPORT_LOCALEDIR": str(LOCALE_DIR),
}
# What each agency is made with. Besides there are "none", the first start of all, and "empty", an
# agency that has been set up and has no clients.
SAMPLES = {
    "sample": (),
    "small": ("--clients", "12", "--months", "3"),
    "thousand": ("--clients", "1000", "--months", "3"),
}


def run_control(desktop, *arguments):
    """Runs rapportctl; returns what subprocess.run() does."""
    return subprocess.run([str(CTL), *map(str, arguments)], env={**desktop.env, **ENVIRONMENT},
                          capture_output=True, text=True, check=False)


def control(desktop, *arguments):
    """Runs rapportctl, which is to succeed, and returns what it says."""
    done = run_control(desktop, *arguments)
    if done.returncode != 0:
        raise RuntimeError(f"rapportctl {' '.join(map(str, arguments))} ended with "
                           f"{done.returncode}: {done.stderr}")
    return done.stdout


def make_agency(desktop, data="small", name="agency.rapport"):
    """A fresh copy of a sample agency, which is made once a day and kept in the build tree."""
    day = datetime.datetime.now(datetime.timezone.utc).date()
    kept = build_folder() / "tests" / "ui" / "agencies" / f"{data}-{desktop.lang}-{day}.rapport"
    if not kept.exists() or kept.stat().st_mtime < CTL.stat().st_mtime:
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = desktop.home / "made.rapport"
        control(desktop, "sample", made, "--lang", desktop.lang, *SAMPLES[data])
        shutil.copytree(backups_of(made), backups_of(kept), dirs_exist_ok=True)
        shutil.copy(made, kept.with_suffix(f".{desktop.home.name}"))
        # Whole or not at all: another test may be after the same agency.
        kept.with_suffix(f".{desktop.home.name}").replace(kept)
        made.unlink()
    file = desktop.home / name
    shutil.copytree(backups_of(kept), backups_of(file), dirs_exist_ok=True)
    shutil.copy(kept, file)
    return file


def backups_of(file):
    return file.with_name(file.name + "-backups")


def start(desktop, *arguments, **more):
    """Starts Rapport in a desktop."""
    environment = {**ENVIRONMENT, **more.pop("env", {})}
    app = desktop.start(RAPPORT, *arguments, env=environment, **more)
    app.words = Words(LOCALE_DIR, desktop.lang)
    return app


def launch(desktop, data):
    """Starts Rapport with one of the agencies above."""
    if data == "none":
        return start(desktop)
    if data == "empty":
        app = start(desktop)
        set_up_empty(app)
        return app
    if data == "figures":
        file = make_agency(desktop, "sample")
        many_figures.fill(file, desktop.lang == "ru")
        return start(desktop, "--db", file)
    if data in SPOILT:
        file = make_agency(desktop, "small")
        SPOILT[data](file)
        return start(desktop, "--db", file)
    return start(desktop, "--db", make_agency(desktop, data))


def make_newer(file):
    with contextlib.closing(sqlite3.connect(file)) as base:
        base.execute("PRAGMA journal_mode = DELETE")
        base.execute("PRAGMA user_version = 9999")
        base.commit()


def damage(file):
    whole = bytearray(file.read_bytes())
    # The first page is left, by which the file can be told for a library.
    for place in range(4096, len(whole), 4096 * 3):
        whole[place:place + 64] = b"\xa5" * 64
    file.write_bytes(whole)


# Files that a person may have: most can not be opened as they are.
SPOILT = {
    "newer": make_newer,
    "damaged": damage,
    "cut": lambda file: file.write_bytes(file.read_bytes()[:200_000]),
    "disagreeing": disagree,
    "offline": team_states.offline,
    "circle": team_states.circle,
    "circle-offline": team_states.circle_offline,
    "circle-moving": team_states.circle_moving,
    "circle-unsettled": team_states.circle_unsettled,
    "circle-alone": team_states.circle_alone,
    "circle-newer": team_states.circle_newer,
    "circle-crowd": team_states.circle_crowd,
    "delayed": team_states.delayed,
    "signed-out": team_states.signed_out,
    "stopped": team_states.stopped,
    "letter": lambda file: file.write_text("Dear Sir or Madam\n" * 500, encoding="utf-8"),
}


def set_up_empty(app, agency="North Star", member="Vera Lind"):
    """Goes through the first run, to an agency without clients."""
    app.click(app.find("button", app.words("Start _Empty").replace("_", "")))
    app.click(app.find(name=app.words("Name of the agency"), states=("showing", "editable")))
    app.type(agency)
    app.click(app.find(name=app.words("Your name"), states=("showing", "editable")))
    app.type(member)
    app.click(app.find("button", app.words("_Create").replace("_", "")))
    app.gone("button", app.words("_Create").replace("_", ""))


@contextlib.contextmanager
def opened(data="small", **desktop_options):
    """Rapport with an agency: (app, file). It is to end well."""
    with Desktop(**desktop_options) as desktop:
        file = make_agency(desktop, data)
        with start(desktop, "--db", file) as app:
            yield app, file
            if app.is_running():
                app.close()


def rows(file, statement, *values):
    """What the file holds, read beside the program that has it open."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5)) as base:
        return base.execute(statement, values).fetchall()


def wait_saved(file, what, statement, *values, expected):
    """Waits until the file holds what it should."""
    found = []

    def saved():
        found[:] = rows(file, statement, *values)
        return found == expected

    try:
        wait_until(what, saved)
    except AssertionError as error:
        raise AssertionError(f"{error}: the file holds {found!r} and not {expected!r}") from error


def client_id(file, name):
    return rows(file, "SELECT id FROM client WHERE name = ?", name)[0][0]


def monday():
    """The first day of this week, as lights have it."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    return (today - datetime.timedelta(days=today.weekday())).isoformat()


def tab_to(app, wanted, limit=60, key="Tab"):
    """Presses Tab until the node with the keyboard satisfies wanted(node), and returns it."""
    seen = []
    for _ in range(limit):
        node = app.focused()
        if node is not None:
            if wanted(node):
                return node
            seen.append(repr(node))
        app.keys(key)
    raise AssertionError("Tab did not lead there; it went over " + ", ".join(seen))
