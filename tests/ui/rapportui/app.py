# SPDX-License-Identifier: GPL-3.0-or-later
"""One run of the program under test."""

import contextlib
import json
import math
import os
import pathlib
import re
import signal
import subprocess
import time

from gi.repository import Gio, GLib

from .accessible import Ear, Reader
from .waiting import PATIENCE, RETRY, Timeout, wait_until

# What must not be on standard error when a test has gone well.
COMPLAINT = re.compile(r"WARNING \*\*|CRITICAL \*\*|ERROR \*\*|(Warning|Critical): |AddressSanitizer"
                       r"|LeakSanitizer|runtime error:|^\*\*.*assertion|Assertion .* failed",
                       re.MULTILINE | re.IGNORECASE)
# Said by the environment of the tests, not by the program.
HARMLESS = re.compile(r"Unable to acquire the address of the accessibility bus|dconf"
                      r"|No IM module matching|org\.freedesktop\.portal")
# How often a hand trembles, and each program gets its turn, before what is dragged is let go.
HAND_RESTS = 4
# What libraries leave behind, in bytes. GLib, built without frame pointers, leaves no frame by which
# a suppression could name that and nothing else.
# Each file dialog of GTK's: its worker threads leave some small blocks behind when it has been
# answered. The demo, which has nothing of ours in it, shows the same.
FILE_DIALOG_LEAK = 4096
# Each completion of GtkSourceView's: gtk_source_completion_finalize() of 5.16 frees neither the
# array and the groups of signals of gtk_source_completion_init() nor the description of the font
# that _gtk_source_completion_css_changed() has made.
COMPLETION_LEAK = 2560
LEAKED = re.compile(r"SUMMARY: AddressSanitizer: (\d+) byte\(s\) leaked")
FRAME = re.compile(r"^ +#\d+ .*$", re.MULTILINE)
FRAME_OF_GLIB = re.compile(r"libsanitizer|libglib-2\.0")
PROBE = "io.github.rapport_app.Probe"
PROBE_PATH = "/io/github/rapport_app/Probe"
CLICK_MARGIN = 1
# Seconds and pixels within which GTK takes clicks for one double click, and some more.
DOUBLE_CLICK = 0.5
DOUBLE_CLICK_DISTANCE = 12


def build_folder():
    """The build tree, which the tests are told by Meson."""
    return pathlib.Path(os.environ["RAPPORT_UI_BUILD"]).resolve()


def _sanitizer(program):
    """The sanitizer's library, which has to be loaded before any other, or nothing."""
    linked = subprocess.run(["ldd", program], capture_output=True, text=True, check=False).stdout
    found = re.search(r"libasan\S* => (\S+)", linked)
    return found.group(1) if found else None


class App:
    """Starts with the constructor; Desktop.start() waits until it can be used."""

    def __init__(self, desktop, program, arguments, env):
        self.desktop = desktop
        self.program = str(program)
        self.reader = None
        self.expected = []
        self.file_dialogs = 0
        # Texts in which something was offered.
        self.completions = 0
        self.clicked = (0, (0, 0))
        # For walks in any language: the program's own catalogue; English says what it is asked.
        self.words = str
        self.log = desktop.home / f"messages-{len(desktop.apps)}.txt"
        preload = [_sanitizer(self.program),
                   str(build_folder() / "tests" / "ui" / "probe" / "librapport-probe.so")]
        environment = dict(desktop.env)
        environment["LD_PRELOAD"] = ":".join(part for part in preload if part)
        environment.update(env)
        self.started_at = time.clock_gettime(time.CLOCK_MONOTONIC)
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([self.program, *map(str, arguments)], env=environment,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            cwd=desktop.home)

    def __enter__(self):
        return self

    def __exit__(self, *_details):
        # The desktop ends it, after the picture of a failure has been taken.
        pass

    # Life and death

    def is_running(self):
        return self.process.poll() is None

    def read_messages(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_ready(self):
        def ready():
            if not self.is_running():
                raise Timeout(f"{self.program} ended with {self.process.poll()} before it showed "
                              f"a window:\n{self.read_messages()}")
            try:
                return bool(self._call("Times")[1])
            except GLib.Error:
                return False

        wait_until(f"the first frame of {self.program}", ready, PATIENCE * 4)
        self.settle()
        if self.desktop.screen is not None:
            self.focus_window()

    def wait_end(self):
        """Waits for the program to end by itself; returns its exit code."""
        wait_until(f"the end of {self.program}", lambda: not self.is_running(), PATIENCE * 2)
        return self.process.returncode

    def close(self, window=0):
        """Closes the window as its button does, and holds the program to a clean end."""
        self.ask_to_close(window)
        self.finish()

    def ask_to_close(self, window=0):
        """What the button of the window does, which may find a reason to stay."""
        self._call("Close", GLib.Variant("(u)", (window,)))

    def close_window(self, window):
        """Closes one window of several."""
        left = len(self.windows()) - 1
        self.ask_to_close(window)
        wait_until("the window to go", lambda: len(self.windows()) == left)
        self.focus_window()

    def finish(self):
        """Waits for the end; the exit code is to be 0 and nothing complained of."""
        code = self.wait_end()
        if code != 0 and self._has_only_leak_of_libraries():
            return
        if code != 0:
            raise AssertionError(f"{self.program} ended with {code}:\n{self.read_messages()}")
        self.check_messages()

    def _has_only_leak_of_libraries(self):
        messages = self.read_messages()
        report = messages.partition("==ERROR: LeakSanitizer")[2]
        leaked = LEAKED.search(report)
        most = FILE_DIALOG_LEAK * self.file_dialogs + COMPLETION_LEAK * self.completions
        return bool(leaked and int(leaked.group(1)) <= most
                    and all(FRAME_OF_GLIB.search(frame) for frame in FRAME.findall(report))
                    and not COMPLAINT.search(messages.partition("====")[0]))

    def kill(self, number=signal.SIGKILL):
        if self.is_running():
            self.process.send_signal(number)
            self.process.wait()

    def expect_message(self, pattern):
        """Names a warning that belongs to the test."""
        self.expected.append(re.compile(pattern))

    def check_messages(self):
        for line in self.read_messages().splitlines():
            if not COMPLAINT.search(line) or HARMLESS.search(line):
                continue
            if not any(pattern.search(line) for pattern in self.expected):
                raise AssertionError(f"{self.program} complained: {line}\n{self.read_messages()}")

    # The bus

    def _call(self, method, arguments=None):
        return self.desktop.bus.call_sync(f"{PROBE}.p{self.process.pid}", PROBE_PATH, PROBE, method,
                                          arguments, None, 0, round(PATIENCE * 4000), None)

    def action(self, name, parameter=None, app_id="io.github.rapport_app.Rapport", window=1):
        """Activates "app.name" or "win.name" by the bus; parameter is a GLib.Variant."""
        group, name = name.split(".", 1)
        path = "/" + app_id.replace(".", "/").replace("-", "_")
        if group == "win":
            path += f"/window/{window}"
        values = [parameter] if parameter is not None else []
        self.desktop.bus.call_sync(app_id, path, "org.gtk.Actions", "Activate",
                                   GLib.Variant("(sava{sv})", (name, values, {})), None,
                                   Gio.DBusCallFlags.NO_AUTO_START, 30000, None)
        self.settle()

    def first_frame(self):
        """Seconds from the start of the program to the end of its first frame."""
        return self._call("Times")[1] / 1e6 - self.started_at

    def copy(self, file):
        """Takes the text of a file to the clipboard of the program, as if it had been copied in it."""
        self._call("Copy", GLib.Variant("(s)", (str(pathlib.Path(file).resolve()),)))

    def settle(self):
        """Waits until the program has nothing left to do at once, or has ended."""
        try:
            self._call("Settle")
        except GLib.Error:
            wait_until(f"the end of {self.program}", lambda: not self.is_running())

    def hide_focus(self, window=0):
        """Takes the ring off that GTK draws around the focus for seconds after a key."""
        self._call("HideFocus", GLib.Variant("(u)", (window,)))

    def picture(self, file, window=0):
        """Writes the window, dialogs and popovers included, as PNG."""
        self.settle()
        self._call("Picture", GLib.Variant("(us)", (window, str(pathlib.Path(file).resolve()))))

    def size(self, window=0):
        return tuple(self._call("Size", GLib.Variant("(u)", (window,))))

    def resize(self, width, height, window=0):
        """Makes the window that large and waits until it is, or until it refuses."""
        self._call("Resize", GLib.Variant("(uii)", (window, width, height)))
        try:
            wait_until("the new size", lambda: self.size(window) == (width, height), RETRY)
        except Timeout as error:
            raise Timeout(f"the window will not be {width} x {height}, it is "
                          f"{self.size(window)}") from error
        self.settle()

    def focus(self, window=0):
        """The path of types from the window to the widget that has the keyboard."""
        return list(self._call("Focus", GLib.Variant("(u)", (window,)))[0])

    def tab_stops(self, windows, window=0):
        """The nodes of a snapshot that Tab goes over, in its order, until it comes back to one of
        them; without rows of a long list that have been scrolled away by then."""
        addresses = self._call("Tabs", GLib.Variant("(u)", (window,)))[0]
        nodes = {node.probed.get("address"): node for node in windows[window].walk()}
        return [nodes[address] for address in addresses if address in nodes]

    def picked(self, x, y, window=0):
        """The path of types to the widget that a click there would meet."""
        return list(self._call("Pick", GLib.Variant("(udd)", (window, x, y)))[0])

    # Seeing

    def windows(self):
        """A fresh snapshot: a Node for each window."""
        if self.reader is None:
            self.reader = Reader(self.desktop.bus)
        if self.reader.name is None:
            wait_until("accessibility", lambda: self.reader.attach(self.process.pid))

        def read():
            self.settle()
            return self.reader.read(json.loads(self._call("Tree")[0])) or None

        try:
            return wait_until("the accessible tree to hold still", read)
        except Timeout as error:
            raise Timeout(f"{error}: {self.reader.mismatch}") from error

    def listen(self):
        """An Ear for what is announced from now on."""
        self.windows()
        return Ear(self.reader)

    def outline(self):
        return [line for window in self.windows() for line in window.outline()]

    def _roots(self, within):
        """The fresh node for an old one."""
        windows = self.windows()
        if within is None:
            return windows
        return [node for window in windows for node in window.walk() if node.ref == within.ref]

    def find_all(self, role=None, name=None, states=("showing",), within=None, type=None):
        """Every match now, in the order of the tree."""
        return [node for root in self._roots(within) for node in root.walk()
                if node is not root and node.matches(role, name, states, type)]

    def find(self, role=None, name=None, states=("showing",), within=None, type=None, index=0):
        """Waits for a match. name is exact, or a compiled pattern; role as AT-SPI says it."""
        what = " ".join(str(part) for part in (role or type or "thing", repr(name or "")) if part)
        return wait_until(what, lambda: self.find_all(role, name, states, within,
                                                      type)[index:index + 1])[0]

    def gone(self, role=None, name=None, states=("showing",), within=None, type=None):
        """Waits until there is no match."""
        wait_until(f"{role or type} {name!r} to go",
                   lambda: not self.find_all(role, name, states, within, type))

    def fresh(self, node):
        """The same thing as it is now."""
        found = self._roots(node)
        if not found:
            raise Timeout(f"{node!r} has gone")
        return found[0]

    def focused(self):
        """The node that has the keyboard, or None."""
        nodes = [node for window in self.windows() for node in window.walk()
                 if node.has("focused", "showing")]
        return nodes[-1] if nodes else None

    # Doing

    def focus_window(self, window=0):
        xid = self.windows()[window].probed.get("xid", 0)

        def is_active():
            self.desktop.screen.focus(xid)
            return self.windows()[window].probed.get("active")

        wait_until("the window to be active", is_active)

    def _screen_point(self, node, at):
        x, y, width, height = node.seen
        origin = self.desktop.screen.origin(node.window.probed.get("xid", 0))
        return (origin[0] + x + width * at[0], origin[1] + y + height * at[1])

    def reach(self, node):
        """Turns the wheel over the scrolled area until the node can be seen whole, or best so."""
        node = self.fresh(node)
        while True:
            x, y, width, height = node.rect
            seen = node.seen
            if seen[2] >= min(width, 24) and seen[3] >= min(height, 12):
                return node
            area = node.parent
            while area is not None and "ScrolledWindow" not in area.type:
                area = area.parent
            if area is None:
                raise Timeout(f"{node!r} at {node.rect} is cut off: {seen}")
            wheel = 5 if y + height / 2 > area.rect[1] + area.rect[3] / 2 else 4
            left, _top, window_width, _height = node.window.rect
            if seen[2] < min(width, 24) and not 0 <= x + width / 2 - left <= window_width:
                wheel = 7 if x > left else 6
                # What lies beside is not seen; what is seen can be turned over.
                while area.seen[2] < 24 and area.parent is not None:
                    area = area.parent
            self.desktop.screen.click(*self._screen_point(area, (0.5, 0.5)), wheel, 3)
            node = self._moved(node)

    def _moved(self, node):
        def moved():
            fresh = self.fresh(node)
            return fresh if fresh.rect != node.rect else None

        return wait_until(f"{node!r} at {node.rect} to be scrolled into view", moved)

    def click(self, node, button=1, count=1, at=(0.5, 0.5)):
        """Clicks into a node, by default its middle."""
        node = self.reach(node)
        if node.role == "menu item":
            # A menu that has just come takes a press for its own once it knows of the pointer. What is
            # below the window's edge makes GTK scroll the page, and the menu with it, when pointed at.
            self.desktop.screen.move(*self._screen_point(node, at))
            self.settle()
            node = self.reach(node)
        point = self._screen_point(node, at)
        if count > 1 or math.dist(point, self.clicked[1]) < DOUBLE_CLICK_DISTANCE:
            # What a person does apart; GTK counts several clicks on from wherever one was.
            time.sleep(max(0, self.clicked[0] + DOUBLE_CLICK - time.monotonic()))
        self.desktop.screen.click(*point, button, count)
        self.settle()
        self.clicked = (time.monotonic(), point)

    def aim(self, node, at=(0.5, 0.5)):
        """Moves the pointer over a node; returns where that is on the screen, for a click without a
        look at the window."""
        point = self._screen_point(self.reach(node), at)
        self.desktop.screen.move(*point)
        self.settle()
        return point

    def choose_menu(self, button, label):
        """Opens a menu by its button and clicks the entry of that label."""
        self.click(self.open_menu(button, label))
        self.gone("menu item")

    def open_menu(self, button, label):
        """Opens a menu by its button and returns the entry of that label."""
        entries = []

        def find_entry():
            entries[:] = self.find_all("menu item")
            return next((entry for entry in entries if entry.text == label), None)

        self.click(self.find("toggle button", button))
        try:
            wait_until("a menu", lambda: self.find_all("menu item"), RETRY)
        except Timeout:
            # The first click after Escape closed a menu is taken for one beside it.
            if not self.find("toggle button", button).has("pressed"):
                self.click(self.find("toggle button", button))
        try:
            return wait_until(f"the entry {label!r}", find_entry)
        except Timeout as error:
            raise Timeout(f"{error}; there is {[entry.text for entry in entries]}") from error

    def wheel(self, node, notches):
        """Turns the wheel over the middle of a node: down, or up if notches are negative."""
        self.desktop.screen.click(*self._screen_point(node, (0.5, 0.5)), 5 if notches > 0 else 4,
                                  abs(notches))
        self.settle()
        self.settle()

    def wheel_here(self, notches):
        """The same where the pointer is."""
        for _ in range(abs(notches)):
            self.desktop.screen.button(5 if notches > 0 else 4, True)
            self.desktop.screen.button(5 if notches > 0 else 4, False)
        self.settle()
        self.settle()

    def point(self, node, at=(0.5, 0.5)):
        """Moves the pointer over a node."""
        self.desktop.screen.move(*self._screen_point(self.reach(node), at))
        self.settle()

    def drag(self, start, end, at=(0.5, 0.5), to=(0.5, 0.5), drop=True, into=None):
        """Drags from one node to another; into names the program that has the other."""
        into = into or self
        screen = self.desktop.screen
        start, end = self.fresh(start), into.fresh(end)
        point = into._screen_point(end, to)
        screen.drag(self._screen_point(start, at), point, self.settle)
        # What is dragged asks what is under it by way of the screen, and only when it moves; to the
        # first question over a window GDK answers "no". No hand is so still as to ask no other.
        for rest in range(HAND_RESTS):
            screen.move(point[0] + (HAND_RESTS - 1 - rest) % 2, point[1])
            self.settle()
            into.settle()
        if drop:
            self.desktop.screen.button(1, False)
            self.settle()
            into.settle()

    def keys(self, *chords):
        """Presses keys by name: "ctrl+z", "F10", "1"; by place, whatever the layout."""
        for chord in chords:
            self.desktop.screen.keys(chord)
            self.settle()

    def type(self, text):
        self.desktop.screen.type(text, self.settle)
        self.settle()

    @contextlib.contextmanager
    def stalled(self):
        """The program is held still, as by a busy machine: what is pressed meanwhile comes to it
        all at once."""
        self.settle()
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield self.desktop.screen
        finally:
            self.process.send_signal(signal.SIGCONT)
        self.settle()

    def _file_dialog(self):
        """The number of the window that is GTK's own file dialog, or None."""
        return next((number for number, window in enumerate(self.windows())
                     if window.type == "GtkFileChooserDialog"), None)

    def _focus_file_dialog(self):
        wait_until("the file dialog", lambda: self._file_dialog() is not None)
        self.file_dialogs += 1
        self.focus_window(self._file_dialog())

    def choose_file(self, path):
        """Answers GTK's own file dialog, to open or to save, and waits until it has gone."""
        self._focus_file_dialog()
        wait_until("the line for a path", self._ask_for_path)
        wait_until("the file dialog to go", lambda: self._answer_file_dialog(str(path)),
                   PATIENCE * 3)
        self.focus_window(len(self.windows()) - 1)

    def dismiss_file_dialog(self):
        """Leaves GTK's own file dialog by Escape."""
        self._focus_file_dialog()
        self.keys("esc")
        wait_until("the file dialog to go", lambda: self._file_dialog() is None)
        self.focus_window()

    def _path_entry(self):
        return next(iter(self.find_all(type="GtkFileChooserEntry")), None)

    def _ask_for_path(self):
        if self._path_entry() is None:
            # A slash asks for the line in which a path can be written.
            self.keys("/")
        return self._path_entry()

    def _answer_file_dialog(self, path):
        # Typing would fight with the completion, which is GTK's and not under test. It may change
        # the line, and while it looks about the dialog swallows the key: so perhaps once more.
        entry = self._path_entry()
        if entry is not None and entry.text != path:
            entry.ask("EditableText", "SetTextContents", GLib.Variant("(s)", (path,)))
        if self._file_dialog() is not None:
            self.keys("enter")
        try:
            # Another key too early would fall on what the dialog leaves behind.
            return wait_until("an answer", lambda: self._file_dialog() is None, RETRY)
        except Timeout:
            return False
