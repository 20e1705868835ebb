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
        status, body = self.server.answers(self.path, self.command)
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, *_words):
        pass


def _knows_nobody(_path, _method):
    return 401, {"error": "unauthorized", "reason": "Name or password is incorrect."}


def _lost_database(path, _method):
    if path == "/":
        return 200, {"couchdb": "Welcome", "version": "3.5.0", "uuid": "0" * 32}
    if path == "/_session":
        return 200, {"ok": True, "userCtx": {"name": "vera", "roles": []}}
    return 404, {"error": "not_found", "reason": "Database does not exist."}


def _is_mended(path, _method):
    if path == "/_session":
        return 200, {"ok": True, "userCtx": {"name": "vera", "roles": []}}
    return 503, {"error": "service_unavailable", "reason": "The node is in maintenance mode."}


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


class _Administered:
    """A server that answers its administrator, and is being mended for all others and all else."""

    def __init__(self):
        self.known = {"/": {"couchdb": "Welcome", "version": "3.5.0", "uuid": "0" * 32}, "/agency": {}, "/_users": {},
                      "/_session": {"ok": True, "userCtx": {"name": "admin", "roles": ["_admin"]}}}

    def __call__(self, path, method):
        found = self.known.get(path.split("?")[0]) if method == "GET" else None
        return (200, found) if found is not None else (503, {"error": "busy", "reason": "It is being mended."})

    def fill(self, client, members, inside):
        """members: (id, name of the account) each; inside: the ids of those who are in the client's circle."""
        name = f"agency-circle-{client[-12:]}-1"
        self.known["/agency/_design/rapport-circles"] = {"circles": {client: {
            "round": 1, "changes": 1, "database": name, "members": inside}}}
        self.known["/_users/_all_docs"] = {"rows": [{"doc": {
            "_id": f"org.couchdb.user:{account}", "type": "user", "name": account,
            "roles": ["rapport-agency", f"member:{member}"] + ([f"rapport-{name}"] if member in inside else [])}}
            for member, account in members]}
        return name


def circle(file):
    """Two of the team work with the client of whom most is known; one of the others has no account."""
    administered = _Administered()
    address = _serve(administered)
    with contextlib.closing(sqlite3.connect(file)) as base:
        [(client,)] = base.execute("SELECT client FROM work_item GROUP BY client ORDER BY count(*) DESC, client LIMIT 1")
        [(me,)] = base.execute("SELECT value FROM local WHERE name = 'me'")
        members = base.execute("SELECT id, lower(email) FROM member WHERE active ORDER BY id = ? DESC, id",
                               (me,)).fetchall()
        inside = [member for member, _account in members[:2]]
        name = administered.fill(client, members[:-1], inside)
        _join(base, address)
        base.execute("INSERT INTO sync_place (address, user, client, identity, replica, since, round) "
                     "VALUES (?, 'vera', ?, 'known', '', '', 0)", (f"{address}/{name}", client))
        base.execute("INSERT INTO local (name, value) VALUES (?, ?)", (f"circle {client}", " ".join(inside)))
        base.commit()


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


def delayed(file):
    """The server is there and can't just now."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        _join(base, _serve(_is_mended))
        base.commit()
