# SPDX-License-Identifier: GPL-3.0-or-later
"""A way to a server that can be shut, and opened again at the same address; who waits before it can be kept."""

import contextlib
import socket
import threading
import urllib.parse

from rapportui import wait_until


class Gate:
    """What connects to its port talks to the server, as long as it is open."""

    def __init__(self, address):
        self._beyond = urllib.parse.urlsplit(address)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Condition()
        self._ends = set()
        self._passes = lambda _head: True
        self._keeps = lambda _head: False
        self._kept = 0
        self._refused = []
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def shut(self, passes=lambda _head: False):
        """From now on only those requests get through whose first bytes satisfy passes(); who was kept
        does not."""
        with self._lock:
            self._passes, self._keeps = passes, lambda _head: False
            ends, self._ends = self._ends, set()
            self._refused = []
            self._lock.notify_all()
        for end in ends:
            _end(end)

    def wait_refused(self, wanted):
        """Until one whose first bytes satisfy wanted() did not get through, since it was shut."""
        wait_until("a request that is refused", lambda: any(map(wanted, list(self._refused))))

    def keep(self, keeps):
        """From now on those requests whose first bytes satisfy keeps() wait here until they are let go."""
        with self._lock:
            self._keeps = keeps

    def wait_kept(self):
        """Until one waits here."""
        wait_until("a request that is kept", lambda: self._kept)

    def let_go(self):
        """Who was kept gets through, and nobody is kept any more."""
        with self._lock:
            self._keeps = lambda _head: False
            self._lock.notify_all()

    def open(self):
        self.shut(lambda _head: True)

    def close(self):
        self._listener.close()
        self.shut()

    def _listen(self):
        with contextlib.suppress(OSError):
            while True:
                near, _who = self._listener.accept()
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near):
        with contextlib.suppress(OSError), near, \
                socket.create_connection((self._beyond.hostname, self._beyond.port)) as far:
            with self._lock:
                self._ends |= {near, far}
            threading.Thread(target=_carry, args=(far, near), daemon=True).start()
            while piece := near.recv(65536):
                if not self._lets_through(piece):
                    break
                far.sendall(piece)
            _end(far)

    def _lets_through(self, piece):
        with self._lock:
            if self._keeps(piece):
                self._kept += 1
                self._lock.wait_for(lambda: not self._keeps(piece))
                self._kept -= 1
            passes = self._passes(piece)
            if not passes:
                self._refused.append(piece[:200])
            return passes


def _end(end):
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def _carry(source, target):
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    _end(target)
