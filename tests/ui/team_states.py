# SPDX-License-Identifier: GPL-3.0-or-later
"""Libraries whose team is in some state, in which nothing of it is reached beyond this computer."""

import base64
import contextlib
import hashlib
import http.server
import json
import sqlite3
import threading
import uuid

# Nobody listens there.
NOWHERE = "http://127.0.0.1:9"
# Why the first ones of some records are refused, as the library keeps it.
REASONS = ("author\trapport/author: a document is signed by the member who writes it",
           "too-large\tIt is larger than the server takes.", "too-large\tIt is larger than the server takes.",
           "forbidden\tno clients on Sundays", "a document has no member \"past\"")
LOG = ("2026-11-02T08:15:00Z\tConnected", "2026-11-20T16:40:11Z\tThe server has not what it had: everything is "
       "compared anew.", "2026-11-21T09:02:57Z\tThe server can’t be reached. Is there a network?")


class _Answer(http.server.BaseHTTPRequestHandler):
    """A server that knows nobody, or everybody and no database."""

    def _answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        status, body = self.server.answers(self.path, self.command, self._user())
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _user(self):
        """The name by which one signs in; "" for nobody."""
        word = self.headers.get("Authorization", "").removeprefix("Basic ")
        return base64.b64decode(word).decode().partition(":")[0]

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, *_words):
        pass


def _knows_nobody(_path, _method, _user):
    return 401, {"error": "unauthorized", "reason": "Name or password is incorrect."}


def _lost_database(path, _method, _user):
    if path == "/":
        return 200, {"couchdb": "Welcome", "version": "3.5.0", "uuid": "0" * 32}
    if path == "/_session":
        return 200, {"ok": True, "userCtx": {"name": "vera", "roles": []}}
    return 404, {"error": "not_found", "reason": "Database does not exist."}


def _is_mended(path, _method, _user):
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
                 "VALUES (?, ?, '', 'known', '', '', 0)", (f"{address}/agency", NOBODY))


# Administrators to whom one server is: being mended where it is written to; silent there; changed by somebody else
# meanwhile; well. Whoever else signs in is none.
MENDED, SILENT, LATE, WELL = "admin", "admin-silent", "admin-late", "admin-well"
NOBODY = "vera"


class _Administered:
    """A server that answers its administrators, and is being mended for all others and all else."""

    def __init__(self, others=(503, {"error": "busy", "reason": "It is being mended."})):
        self.others = others
        self.known = {"/": {"couchdb": "Welcome", "version": "3.5.0", "uuid": "0" * 32}, "/agency": {}, "/_users": {}}

    def __call__(self, path, method, user):
        path, user = path.split("?")[0], user or NOBODY
        if user == NOBODY and path != "/_session":
            return self._rest()
        if path == "/_session":
            return 200, {"ok": True, "userCtx": {"name": user, "roles": [] if user == NOBODY else ["_admin"]}}
        if method == "GET":
            return (200, self.known[path]) if path in self.known else self._read(path, user)
        return self._write(path, user)

    def _rest(self):
        if self.others is None:
            threading.Event().wait()
        return self.others

    def _read(self, path, user):
        if user == MENDED:
            return self._rest()
        return (200, {}) if path.endswith("/_security") else (404, {"error": "not_found", "reason": "missing"})

    def _write(self, path, user):
        if user == SILENT and path.startswith("/_users/"):
            threading.Event().wait()
        if user == LATE and path.endswith("rapport-circles"):
            return 409, {"error": "conflict", "reason": "Document update conflict."}
        return self._rest() if user == MENDED else (201, {"ok": True, "id": "known", "rev": "2-0"})

    def fill(self, client, members, inside):
        """members: (id, name of the account) each; inside: the ids of those who are in the client's circle."""
        name = f"agency-circle-{client[-12:]}-1"
        self.known["/agency/_design/rapport-circles"] = {"circles": {client: {
            "round": 1, "changes": 1, "database": name, "members": inside}}}
        self.known[f"/{name}"] = {}
        self.known["/agency/_local/rapport-circles"] = {"circles": {}}
        self.known["/_users/_all_docs"] = {"rows": [{"doc": {
            "_id": f"org.couchdb.user:{account}", "type": "user", "name": account,
            "roles": ["rapport-agency", f"member:{member}"] + ([f"rapport-{name}"] if member in inside else [])}}
            for member, account in members]}
        return name


def _make_circle(base, answers, size):
    """So many of the team work with the client of whom most is known, where answers (None: nowhere) says so."""
    address = _serve(answers) if answers else NOWHERE
    [(client,)] = base.execute("SELECT client FROM work_item GROUP BY client ORDER BY count(*) DESC, client LIMIT 1")
    [(me,)] = base.execute("SELECT value FROM local WHERE name = 'me'")
    members = base.execute("SELECT id, lower(email) FROM member WHERE active ORDER BY id = ? DESC, id", (me,)).fetchall()
    inside = [member for member, _account in members[:size]]
    name = (answers or _Administered()).fill(client, members[:-1] or members, inside)
    _join(base, address)
    base.execute("INSERT INTO sync_place (address, user, client, identity, replica, since, round) "
                 "VALUES (?, ?, ?, 'known', '', '', 0)", (f"{address}/{name}", NOBODY, client))
    base.execute("INSERT INTO local (name, value) VALUES (?, ?)", (f"circle {client}", " ".join(inside)))
    return client


def circle(file):
    """Two of the team work with the client; one of the others has no account."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        _make_circle(base, _Administered(), 2)
        base.commit()


def circle_offline(file):
    with contextlib.closing(sqlite3.connect(file)) as base:
        _make_circle(base, None, 2)
        base.commit()


def circle_moving(file):
    """Some of it is not there yet, and the server takes its time."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        client = _make_circle(base, _Administered(others=None), 2)
        [(place,)] = base.execute("SELECT max(key) FROM sync_place")
        base.executemany("INSERT INTO sync_record (record, type, place, revision, known, waiting, served, blocked) "
                         "VALUES (?, 'work_item', ?, '', '', 1, NULL, NULL)", [
                             (item, place) for (item,) in base.execute(
                                 "SELECT id FROM work_item WHERE client = ? ORDER BY id LIMIT 7", (client,)).fetchall()])
        base.commit()


def circle_unsettled(file):
    """The server was restored to a time before two of the team were chosen, which they know."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        answers = _Administered()
        client = _make_circle(base, answers, 2)
        there = answers.known["/agency/_design/rapport-circles"]
        answers.known["/agency/_local/rapport-circles"] = {"circles": dict(there["circles"])}
        there["circles"].clear()
        base.execute("INSERT INTO local (name, value) VALUES ('circles-unsettled', ?)", (client,))
        base.commit()


def circle_newer(file):
    """A colleague's newer program has written what this one does not know."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        _make_circle(base, _Administered(), 2)
        base.executemany("INSERT INTO sync_record (record, type, place, revision, known, raw) "
                         "VALUES (?, 'hologram', 1, '1-a', '', '{}')", [(str(number),) for number in range(3)])
        base.commit()


def circle_alone(file):
    """An agency of one."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        base.execute("UPDATE member SET active = 0 WHERE id <> (SELECT value FROM local WHERE name = 'me')")
        _make_circle(base, _Administered(), 1)
        base.commit()


LONG_NAMES = ("Maximiliana Konstantinopolskaya-Featherstonehaugh", "Константин Константинович Преображенский-Разумовский",
              "عبد الرحمن بن محمد بن عبد الله آل سعود", "אביגיל בן־שלמה־הכהן לבית רוטשילד", "Li")


def circle_crowd(file):
    """Forty work with the client, some of them with long names, or with names that are written from the right."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        columns = [name for _, name, *_ in base.execute("PRAGMA table_info(member)")]
        others = ", ".join(name for name in columns if name not in ("id", "name", "email"))
        for number in range(40):
            base.execute(f"INSERT INTO member (id, name, email, {others}) SELECT ?, ?, ?, {others} FROM member "
                         "WHERE id = (SELECT value FROM local WHERE name = 'me')",
                         (str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))), LONG_NAMES[number % len(LONG_NAMES)],
                          f"a-long-account-of-somebody-{number}@agency-of-many.example"))
        _make_circle(base, _Administered(), 40)
        base.commit()


def offline(file):
    """Some work waits, some is refused, and there is a log."""
    with contextlib.closing(sqlite3.connect(file)) as base:
        _join(base, NOWHERE)
        clients = base.execute("SELECT id FROM client ORDER BY name LIMIT 8").fetchall()
        for index, (client,) in enumerate(clients):
            base.execute("INSERT INTO sync_record (record, type, place, revision, known, waiting, served, blocked) "
                         "VALUES (?, 'client', 1, '', '', 1, NULL, ?)", (client, (*REASONS, None, None, None)[index]))
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
