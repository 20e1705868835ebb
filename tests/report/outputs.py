# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample reports in each form, written once, and tools of others that read them."""

import atexit
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import tap

MILLION = 1000000
SAMPLES = ("en", "ru", "empty", "hostile")
# Separator, quotes, UTF-8, from row 1, no formats, language, all texts in quotes, not as shown, all sheets.
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,false,false,false,-1"

folder = tempfile.mkdtemp(prefix="rapport-outputs-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
subprocess.run([sys.argv[1], folder], check=True)


def path(name):
    return os.path.join(folder, name)


def read(name):
    with open(path(name), "rb") as file:
        return file.read()


def document(sample):
    return json.loads(read(sample + ".json"))


def program(name):
    """The path of a program, or the test is skipped."""
    found = shutil.which(name)
    if not found:
        raise tap.Skip(f"{name} is not installed")
    return found


def strings(value, key=""):
    """Every text of a document with its key."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from strings(member, name)
    elif isinstance(value, list):
        for member in value:
            yield from strings(member, key)
    elif isinstance(value, str) and value:
        yield key, value


def converted(*samples):
    """The sheets by name, each a list of rows of cells, by LibreOffice; of several samples, by sample."""
    office = program("soffice")
    into = path("csv-" + samples[0])
    done = subprocess.run(
        [office, "--headless", f"-env:UserInstallation=file://{path('office')}", "--convert-to", FILTER,
         "--outdir", into, *(path(sample + ".xlsx") for sample in samples)],
        capture_output=True, text=True, timeout=400)
    if not os.path.isdir(into):
        raise tap.Skip(f"soffice can't convert here: {done.stderr.strip().splitlines()[-1:]}")
    found = {sample: {} for sample in samples}
    for name in os.listdir(into):
        sample = max((sample for sample in samples if name.startswith(sample + "-")), key=len)
        with open(os.path.join(into, name), encoding="utf-8", newline="") as file:
            found[sample][name.removeprefix(sample + "-").removesuffix(".csv")] = list(csv.reader(file))
    return found if len(samples) > 1 else found[samples[0]]


def number(text):
    if text == "":
        return None
    share = text.endswith("%")
    return float(text.rstrip("%")) / (100 if share else 1)


def assert_equal(cell, value, what):
    """A cell and a figure of the document, which is in millionths or null."""
    got, wanted = number(cell), None if value is None else value / MILLION
    assert (got is None) == (wanted is None), f"{what}: {cell!r} and {value}"
    assert got is None or abs(got - wanted) <= 1e-6 + abs(wanted) * 1e-12, f"{what}: {cell!r} and {value}"


def browse(address, *options):
    """The page as the browser has it in the end, and what its console says."""
    browser = program("chromium")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={path('browser')}",
         "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-extensions",
         "--disable-sync", "--enable-logging=stderr", "--log-level=0", "--dump-dom", *options, address],
        capture_output=True, text=True, timeout=240)
    if done.returncode != 0 and "<html" not in done.stdout:
        raise tap.Skip(f"chromium can't run here: {done.stderr.strip().splitlines()[-1:]}")
    return done.stdout, [
        line for line in done.stderr.splitlines() if "CONSOLE" in line and "source: chrome://" not in line]
