# SPDX-License-Identifier: GPL-3.0-or-later
"""Libraries whose team is in some state, in which nothing of it is reached beyond this computer."""

import contextlib
import hashlib
import http.server
import json
import sqlite3
import threading

# Nobody listens there.
NOWHERE = "http://127.0.0.1:9"
REASON = "doc.author has to be the member who signs in"
LOG = ("2026-11-02T08:15:00Z\tConnected", "2026-11-20T16:40:11Z\tThe server has not what it had: everything is "
       "compared anew.", "2026-11-21T09:02:57Z\tThe server can’t be reached. Is there a network?")


class _Answer(http.server.BaseHTTPRequestHandler):
    """A server that knows nobody, or everybody and no database."""

    def _answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        status, body = self.server.answers(self.path)
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, *_words):
        pass


def _knows_nobody(_path):
    return 401, {"error": "unauthorized", "reason": "Name or password is incorrect."}


def _lost_database(path):
    if path == "/":
        return 200, {"couchdb": "Welcome", "version": "3.5.0", "uuid": "0" * 32}
    if path == "/_session":
        return 200, {"ok": True, "userCtx": {"name": "vera", "roles": []}}
    return 404, {"error": "not_found", "reason": "Database does not exist."}


def _serve(answers):
    """The address of a server that lives as long as this process."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    server.daemon_threads = True
    server.answers = answers
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def _join(base, address):
    base.execute("INSERT INTO sync_place (address, user, client, identity, replica, since, round) "
                 "VALUES (?, 'vera', '', 'known', '', '', 0)", (f"{address}/agency",))


def offline(file):
    """Some work waits, some is refused, and there is a log."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        _join(base, NOWHERE)
        clients = base.execute("SELECT id FROM client ORDER BY name LIMIT 5").fetchall()
        for index, (client,) in enumerate(clients):
            base.execute("INSERT INTO sync_record (record, type, place, revision, known, waiting, served, blocked) "
                         "VALUES (?, 'client', 1, '', '', 1, NULL, ?)", (client, REASON if index < 2 else None))
        base.commit()
    folder = file.parent / "state" / "rapport"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(str(file).encode()).hexdigest()[:16]
    (folder / f"team-{name}.log").write_text("\n".join(LOG) + "\n", encoding="utf-8")


def signed_out(file):
    with contextlib.closing(sqlite3.connect(file)) as base:
        _join(base, _serve(_knows_nobody))
        base.commit()


def stopped(file):
    with contextlib.closing(sqlite3.connect(file)) as base:
        _join(base, _serve(_lost_database))
        base.commit()
