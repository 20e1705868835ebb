# SPDX-License-Identifier: GPL-3.0-or-later
"""Rapport as the tests start it: where it stands in the build tree, and with which agency."""

import subprocess

from rapportui.app import build_folder

APP_ID = "io.github.rapport_app.Rapport"
RAPPORT = build_folder() / "src" / "rapport"
CTL = build_folder() / "src" / "cli" / "rapportctl"
LOCALE_DIR = build_folder() / "po"
ENVIRONMENT = {
    "GSETTINGS_SCHEMA_DIR": str(build_folder() / "data"),
    "RAPPORT_LOCALEDIR": str(LOCALE_DIR),
}
# How many clients each agency has; "none" is the first start, "empty" an agency without any.
SAMPLES = {"sample": None, "thousand": 1000}


def control(desktop, *arguments):
    """Runs rapportctl and returns what it says."""
    done = subprocess.run([str(CTL), *map(str, arguments)], env={**desktop.env, **ENVIRONMENT},
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"rapportctl {' '.join(map(str, arguments))} ended with "
                           f"{done.returncode}: {done.stderr}")
    return done.stdout


def make_agency(desktop, data):
    """The file of a sample agency; the same each time."""
    file = desktop.home / f"{data}.rapport"
    if not file.exists():
        more = ["--clients", SAMPLES[data]] if SAMPLES[data] else []
        control(desktop, "sample", file, "--seed", 7, "--lang", desktop.lang, *more)
    return file


def start(desktop, *arguments, **more):
    """Starts Rapport in a desktop."""
    environment = {**ENVIRONMENT, **more.pop("env", {})}
    return desktop.start(RAPPORT, *arguments, env=environment, **more)


def launch(desktop, data):
    """Starts Rapport with one of the agencies above."""
    if data == "none":
        return start(desktop)
    return start(desktop, "--db", make_agency(desktop, data))
