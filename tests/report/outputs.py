# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample reports in each form, written once, and tools of others that read them."""

import atexit
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
