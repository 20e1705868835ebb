# SPDX-License-Identifier: GPL-3.0-or-later
"""The first pull and the push of 50,000 documents, and how long a change takes to another machine,
against PouchDB 9's own replication of the same documents with the same server in the same run
(replicate.js). Its copy lies in memory, ours on the disk, with the log; the texts of what came are
made searchable behind it, which is counted by itself, as PouchDB makes nothing searchable."""

import base64
import contextlib
import json
import os
import pathlib
import shutil
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


def pouch(port, what, database, count, source=None):
    address = f"http://{USER}@127.0.0.1:{port}/"
    output = subprocess.check_output(["node", "--no-deprecation", TOP / "tests/bench/replicate.js", what, address + database, str(count)] +
                                     ([address + source] if source else []), env=environment(), text=True)
    return json.loads(output)


def ours(build, folder, port, what, database, count):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    output = subprocess.check_output([build / "tests/bench/bench-sync", what, f"http://127.0.0.1:{port}/{database}", *USER.split(":"),
                                      folder, str(count)], text=True)
    return json.loads(output)


def words(took):
    return f"{took['cpu']:.1f} s CPU, {took['clock']:.1f} s, {took['memory']:.0f} MiB"


def compare(what, rapport, theirs):
    """CPU time, time by the clock and memory; the design has budgets for the first pull."""
    pull = what == "pull"
    measured = f"{words(rapport)}; PouchDB {words(theirs)}"
    yield Row(f"{what}, CPU time", measured, rapport["cpu"] / theirs["cpu"], 1 / 3 if pull else None)
    yield Row(f"{what}, by the clock", "", rapport["clock"] / theirs["clock"], 1 if pull else None)
    yield Row(f"{what}, most memory", "", rapport["memory"] / theirs["memory"])
    if pull:
        found = f"{rapport['found_cpu']:.1f} s CPU, {rapport['found_clock']:.1f} s"
        yield Row("the same until all of it can be found: CPU time", found, rapport["found_cpu"] / theirs["cpu"])
        yield Row("the same, by the clock", "", rapport["found_clock"] / theirs["clock"])


def measure(build, folder):
    if not pathlib.Path(MODULES).is_dir():
        raise SystemExit("npm has not fetched the packages of tests/server: there is no server to sync with")
    folder = folder / "sync"
    with server() as port:
        for database in ("ours", "theirs", "live"):
            ask(port, "PUT", f"/{database}")
        push = ours(build, folder, port, "push", "ours", DOCUMENTS)
        yield from compare("push", push, pouch(port, "push", "theirs", DOCUMENTS, "ours"))
        pull = ours(build, folder, port, "pull", "ours", DOCUMENTS)
        yield from compare("pull", pull, pouch(port, "pull", "ours", DOCUMENTS))
        tenth = ours(build, folder, port, "push", "live", DOCUMENTS // 10)
        less = ours(build, folder, port, "pull", "live", DOCUMENTS // 10)
        yield Row("memory of a pull of ten times the documents", f"{less['memory']:.0f} MiB, {pull['memory']:.0f} MiB", pull["memory"] / less["memory"])
        yield Row("memory of a push of ten times the documents", f"{tenth['memory']:.0f} MiB, {push['memory']:.0f} MiB", push["memory"] / tenth["memory"])
        rapport = statistics.median(ours(build, folder, port, "live", "live", LIVE)) / 1000
        theirs = statistics.median(pouch(port, "live", "live", LIVE)) / 1000
        yield Row("a change comes, median", f"{milliseconds(rapport)}, PouchDB {milliseconds(theirs)}", rapport / theirs)
