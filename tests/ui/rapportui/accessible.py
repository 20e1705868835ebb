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
        self.item = None
        self.role = probed.get("role", "").replace("-", " ")
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

    def link(self, items):
        """Makes the children from the reader's items; False when these do not know them."""
        probed = self.probed.get("children", [])
        known = items.get(self.ref, {"children": {}})["children"]
        if sorted(known) != list(range(len(probed))):
            return False
        self.children = [Node(self.reader, known[index], self, child)
                         for index, child in enumerate(probed)]
        for child in self.children:
            child.item = items.get(child.ref, {}).get("item")
        return True

    def describe(self):
        self.name, (low, high), self.description = self.item
        bits = low | high << 32
        self.states = {STATES.get(bit, str(bit)) for bit in range(64) if bits >> bit & 1}

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

        probed is the probe's own tree; whatever is not mapped in it is not descended into. The
        accessibles that GTK has already made come with one call; others are asked for, level by
        level, and are made thereby.
        """
        items = self._items()
        root = Node(self, ROOT, None, {"children": probed})
        level = [root]
        while level:
            unknown = [node for node in level if not node.link(items)]
            if unknown:
                items.update(self._children(unknown))
                if not all(node.link(items) for node in unknown):
                    return None
            level = [child for node in level for child in node.children
                     if child.probed.get("mapped")]
        for window in root.children:
            window.parent = None
        nodes = [node for window in root.children for node in window.walk()]
        if any(node.item is None for node in nodes):
            items = self._items()
            for node in nodes:
                node.item = items.get(node.ref, {}).get("item")
        if any(node.item is None for node in nodes):
            return None
        for node in nodes:
            node.describe()
        return root.children

    def _items(self):
        """{reference: {"children": {index: reference}, "item": (name, states, description)}}"""
        answer = self.bus.call_sync(self.name, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache",
                                    "GetItems", None, None, 0, 10000, None)
        items = {}
        for own, _app, parent, index, _count, _interfaces, name, _role, text, states in answer[0]:
            items.setdefault(own[1], {"children": {}})["item"] = (name, states, text)
            items.setdefault(parent[1], {"children": {}})["children"][index] = own[1]
        return items

    def _children(self, nodes):
        found = {}
        batch = Batch(self.bus)

        def take(node, answer):
            children = answer[0] if answer is not None else []
            found[node.ref] = {"children": {index: ref for index, (_name, ref)
                                            in enumerate(children)}}

        for node in nodes:
            batch.call(self.name, node.ref, ACCESSIBLE, "GetChildren", None,
                       lambda answer, node=node: take(node, answer))
        batch.run()
        return found
