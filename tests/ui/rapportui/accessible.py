# SPDX-License-Identifier: GPL-3.0-or-later
"""What an assistive technology is told about the program, with the true rectangles beside it."""

import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from .waiting import Batch  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
PROPERTIES = "org.freedesktop.DBus.Properties"
STATES = {
    int(value): nick.removeprefix("ATSPI_STATE_").lower().replace("_", "-")
    for nick, value in (
        (name, getattr(Atspi.StateType, name)) for name in dir(Atspi.StateType) if name.isupper()
    )
}


class Node:
    """One accessible of a snapshot: role, name, states; the widget behind it as the probe sees it."""

    def __init__(self, reader, ref, parent, probed):
        self.reader = reader
        self.ref = ref
        self.parent = parent
        self.probed = probed
        self.role = ""
        self.name = ""
        self.description = ""
        self.states = set()
        self.children = []

    @property
    def rect(self):
        """x, y, width, height on the window's surface."""
        return tuple(self.probed.get("rect", (0, 0, 0, 0)))

    @property
    def seen(self):
        """The part of the rectangle that no scrolled area cuts off."""
        return tuple(self.probed.get("seen", (0, 0, 0, 0)))

    @property
    def type(self):
        return self.probed.get("type", "")

    @property
    def text(self):
        """What is written in a label, an entry or a text view."""
        return self.probed.get("text", self.name)

    @property
    def window(self):
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def has(self, *states):
        return all(state in self.states for state in states)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ask(self, interface, method, arguments=None):
        """An AT-SPI call to this object, e.g. ask("Text", "GetText", GLib.Variant(...))."""
        return self.reader.ask(self.ref, interface, method, arguments)

    def read_text(self):
        """The text that AT-SPI gives, as a screen reader would read it."""
        count = self.reader.bus.call_sync(
            self.reader.name, self.ref, PROPERTIES, "Get",
            GLib.Variant("(ss)", ("org.a11y.atspi.Text", "CharacterCount")), None, 0, 10000, None)
        return self.ask("Text", "GetText", GLib.Variant("(ii)", (0, count[0])))[0]

    def act(self, index=0):
        """Runs the accessible's own action, which needs no pointer."""
        return self.ask("Action", "DoAction", GLib.Variant("(i)", (index,)))[0]

    def matches(self, role=None, name=None, states=(), type=None):
        if role is not None and self.role != role:
            return False
        if type is not None and self.type != type:
            return False
        if not self.has(*states):
            return False
        if name is None:
            return True
        if isinstance(name, re.Pattern):
            return bool(name.search(self.name))
        return name == self.name

    def __repr__(self):
        return f"<{self.role} {self.name!r}>"

    def outline(self, depth=0):
        """The tree as indented lines, for the eyes of whoever reads a failure."""
        states = " ".join(sorted(self.states & {"focused", "checked", "selected", "expanded"}))
        place = ",".join(str(round(value)) for value in self.rect)
        yield f"{'  ' * depth}{self.role} {self.name!r} {self.type} [{place}] {states}".rstrip()
        for child in self.children:
            yield from child.outline(depth + 1)


class Reader:
    """Takes snapshots of one program's accessible tree."""

    def __init__(self, session_bus):
        answer = session_bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                       "GetAddress", None, None, 0, 10000, None)
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(answer[0], flags, None, None)
        self.name = None

    def ask(self, ref, interface, method, arguments=None):
        return self.bus.call_sync(self.name, ref, f"org.a11y.atspi.{interface}", method, arguments,
                                  None, 0, 10000, None)

    def attach(self, process):
        """Finds the program by its process id among those that registered; False if not there."""
        answer = self.bus.call_sync("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren",
                                    None, None, 0, 10000, None)
        for name, _path in answer[0]:
            owner = self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                                       GLib.Variant("(s)", (name,)), None, 0, 10000, None)
            if owner[0] == process:
                self.name = name
                return True
        return False

    def read(self, probed):
        """Windows as Nodes, or None when the tree changed while it was read.

        probed is the probe's own tree; whatever is not mapped in it is not descended into.
        """
        root = Node(self, ROOT, None, {"children": probed})
        level = [root]
        while level:
            batch = Batch(self.bus)
            for node in level:
                batch.call(self.name, node.ref, ACCESSIBLE, "GetChildren", None,
                           lambda answer, node=node: self._add_children(node, answer))
            batch.run()
            if any(node.children is None for node in level):
                return None
            level = [child for node in level for child in node.children
                     if child.probed.get("mapped")]
        for window in root.children:
            window.parent = None
        return root.children if self._describe(root.children) else None

    def _add_children(self, node, answer):
        probed = node.probed.get("children", [])
        if answer is None or len(answer[0]) != len(probed):
            node.children = None
            return
        node.children = [Node(self, ref, node, child)
                         for (_name, ref), child in zip(answer[0], probed)]

    def _describe(self, windows):
        """Roles, names and states of all nodes that can be seen, asked for at once."""
        failed = []
        batch = Batch(self.bus)

        def asked(node, take):
            def done(answer):
                if answer is None:
                    failed.append(node)
                else:
                    take(node, answer)
            return done

        for node in [node for window in windows for node in window.walk()]:
            batch.call(self.name, node.ref, ACCESSIBLE, "GetRoleName", None,
                       asked(node, lambda node, answer: setattr(node, "role", answer[0])))
            batch.call(self.name, node.ref, ACCESSIBLE, "GetState", None, asked(node, _take_states))
            batch.call(self.name, node.ref, PROPERTIES, "GetAll",
                       GLib.Variant("(s)", (ACCESSIBLE,)), asked(node, _take_properties))
        batch.run()
        return not failed


def _take_states(node, answer):
    low, high = answer[0]
    bits = low | high << 32
    node.states = {STATES.get(bit, str(bit)) for bit in range(64) if bits >> bit & 1}


def _take_properties(node, answer):
    node.name = answer[0].get("Name", "")
    node.description = answer[0].get("Description", "")
