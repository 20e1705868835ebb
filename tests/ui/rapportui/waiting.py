# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a state, never for a time."""

import os
import time

from gi.repository import GLib

# A sanitizer or a busy machine makes everything slower; what is waited for stays the same.
PATIENCE = float(os.environ.get("RAPPORT_UI_PATIENCE", "20"))
# Until a person would do again what the screen seems to have swallowed.
RETRY = PATIENCE / 5
PAUSE = 0.02


class Skip(Exception):
    """A test that can not run here; its text is the reason."""


class Timeout(AssertionError):
    """Something that had to happen did not."""


def wait_until(what, predicate, patience=None):
    """Polls until predicate() is true and returns what it returned; what says it in words."""
    end = time.monotonic() + (PATIENCE if patience is None else patience)
    while True:
        result = predicate()
        if result:
            return result
        if time.monotonic() > end:
            raise Timeout(f"waited in vain for {what}")
        time.sleep(PAUSE)


class Batch:
    """D-Bus calls sent without waiting for one another, and their answers together."""

    def __init__(self, connection):
        self.connection = connection
        self.waiting = 0

    def call(self, name, path, interface, method, arguments, done):
        self.waiting += 1
        self.connection.call(name, path, interface, method, arguments, None, 0, 20000, None,
                             self._answered, done)

    def _answered(self, connection, result, done):
        self.waiting -= 1
        try:
            answer = connection.call_finish(result)
        except GLib.Error:
            # The thing went away between two questions; the reader looks again.
            answer = None
        done(answer)

    def run(self):
        context = GLib.MainContext.default()
        while self.waiting:
            context.iteration(True)
