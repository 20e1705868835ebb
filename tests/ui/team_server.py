# SPDX-License-Identifier: GPL-3.0-or-later
"""A server of the tests beside the window, its accounts, and colleagues who work elsewhere."""

import base64
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import urllib.parse
import urllib.request

from program import CTL, ENVIRONMENT, rows
from rapportui import check
from rapportui.waiting import Skip

ADMIN, PASSWORD = "root", "pw"


@contextlib.contextmanager
def server():
    """A server of the tests on a port of its own: its address."""
    modules = os.environ.get("RAPPORT_TEST_SERVER_MODULES", "")
    if not shutil.which("node") or not os.path.isdir(modules):
        raise Skip("node or the packages of the server of the tests are not there")
    folder = pathlib.Path(__file__).parent.parent / "server"
    environment = {**os.environ, "NODE_PATH": modules, "RAPPORT_TEST_SERVER_ADMIN": f"{ADMIN}:{PASSWORD}"}
    with subprocess.Popen(["node", folder / "server.js"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=environment) as node:
        try:
            yield f"http://127.0.0.1:{int(node.stdout.readline())}"
        finally:
            node.stdin.close()


def control(desktop, *arguments, password=PASSWORD):
    """What rapportctl says, which reads this password and is to succeed."""
    done = subprocess.run([str(CTL), *map(str, arguments)], env={**desktop.env, **ENVIRONMENT}, text=True,
                          input=f"{password}\n", capture_output=True, check=False)
    check(done.returncode == 0, done.stderr)
    return done.stdout


def accounts(desktop, address, file):
    """{member: (name, password)} of a database that has been made for the agency in file."""
    made = json.loads(control(desktop, "server", "init", f"{address}/agency", "--user", ADMIN, "--library",
                              file, "--json"))
    return {one["member"]: (one["name"], one["password"]) for one in made}


def who_works(file):
    return rows(file, "SELECT value FROM local WHERE name = 'me'")[0][0]


def fill(desktop, address, file):
    """The agency in file is put into the database; {member: (name, password)}."""
    known = accounts(desktop, address, file)
    name, password = known[who_works(file)]
    control(desktop, "sync", file, "--connect", f"{address}/agency", "--user", name, password=password)
    return known


def ask(address, path, name=ADMIN, password=PASSWORD, body=None, method=None):
    """What the server answers: its JSON."""
    word = base64.b64encode(f"{name}:{password}".encode()).decode()
    request = urllib.request.Request(f"{address}/{path}", method=method,
                                     data=None if body is None else json.dumps(body).encode(),
                                     headers={"Authorization": f"Basic {word}", "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def edit(address, document, account, member, **fields):
    """A colleague changes some fields of a document elsewhere."""
    path = "agency/" + urllib.parse.quote(document, safe="")
    there = ask(address, path, *account)
    there["fields"].update(fields)
    there["author"] = member
    ask(address, path, *account, body=there, method="PUT")


def fill_in(app, address, name, password):
    """Address, name and password, by keyboard, from the first of the three on; and Enter."""
    for text in (f"{address}/agency", name, password):
        app.keys("ctrl+a")
        app.type(text)
        if text is not password:
            app.keys("Tab")
    app.keys("Return")
