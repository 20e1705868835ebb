# SPDX-License-Identifier: GPL-3.0-or-later
"""The first pull and the push of 50,000 documents, and how long a change takes to another machine,
against PouchDB 9's own replication with the same server in the same run (replicate.js). Its copy
lies in memory."""

import base64
import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import urllib.request

from table import Row, milliseconds

TITLE = "Sync of 50,000 documents, against PouchDB 9 with the same server"
TOP = pathlib.Path(__file__).resolve().parents[2]
MODULES = os.environ.get("RAPPORT_TEST_SERVER_MODULES", "")
DOCUMENTS = 50000
LIVE = 20
USER = "admin:secret"


@contextlib.contextmanager
def server():
    """The port of a server that lives as long as the block."""
    process = subprocess.Popen(["node", "--no-deprecation", TOP / "tests/server/server.js"], env=environment(),
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield int(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait()


def environment():
    return {**os.environ, "NODE_PATH": MODULES, "RAPPORT_TEST_SERVER_ADMIN": USER}


def ask(port, method, path, body=None):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method,
                                     data=None if body is None else json.dumps(body).encode())
    request.add_header("Authorization", "Basic " + base64.b64encode(USER.encode()).decode())
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def pouch(port, what, database, count):
    output = subprocess.check_output(["node", "--no-deprecation", TOP / "tests/bench/replicate.js", what,
                                      f"http://{USER}@127.0.0.1:{port}/{database}", str(count)], env=environment(), text=True)
    return json.loads(output)


def words(took):
    return f"{took['cpu']:.1f} s CPU, {took['clock']:.1f} s by the clock, {took['memory']:.0f} MiB"


def measure(build, folder):
    if not pathlib.Path(MODULES).is_dir():
        raise SystemExit("npm has not fetched the packages of tests/server: there is no server to sync with")
    with server() as port:
        for database in ("pushed", "live"):
            ask(port, "PUT", f"/{database}")
        yield Row("PouchDB pushes", words(pouch(port, "push", "pushed", DOCUMENTS)))
        yield Row("PouchDB pulls", words(pouch(port, "pull", "pushed", DOCUMENTS)))
        times = pouch(port, "live", "live", LIVE)
        yield Row("a change comes to PouchDB, median", milliseconds(statistics.median(times) / 1000))
