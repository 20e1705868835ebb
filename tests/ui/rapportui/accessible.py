# SPDX-License-Identifier: GPL-3.0-or-later
"""What an assistive technology is told about the program, with the true rectangles beside it."""

import json
import re

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Json", "1.0")
from gi.repository import Atspi, Gio, GLib, Json  # noqa: E402

from .tap import equal  # noqa: E402
from .waiting import Batch, wait_until  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
PROPERTIES = "org.freedesktop.DBus.Properties"
STATES = {
    int(value): nick.removeprefix("ATSPI_STATE_").lower().replace("_", "-")
    for nick, value in (
        (name, getattr(Atspi.StateType, name)) for name in dir(Atspi.StateType) if name.isupper()
    )
}


def plain(answer):
    """What a call answered, as lists: in C, as a tree has thousands of items and is read again and
    again, and PyGObject unpacks each value by itself."""
    return json.loads(Json.gvariant_serialize_data(answer)[0])


class Node:
    """One accessible of a snapshot: role, name, states; the widget behind it as the probe sees it."""

    def __init__(self, reader, ref, parent, probed):
        self.reader = reader
        self.ref = ref
        self.parent = parent
        self.probed = probed
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

    def above(self):
        """Its parent, the parent's parent, up to the window."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def has(self, *states):
        return all(state in self.states for state in states)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def describe(self, name, states, description):
        self.name, self.description = name, description
        bits = states[0] | states[1] << 32
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

    def read_value(self):
        """Where a bar or a scale stands."""
        return self.reader.bus.call_sync(
            self.reader.name, self.ref, PROPERTIES, "Get",
            GLib.Variant("(ss)", ("org.a11y.atspi.Value", "CurrentValue")), None, 0, 10000, None)[0]

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
        self.mismatch = ""
        self.known = {}

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

        probed is the probe's own tree; whatever is not mapped in it is not descended into. Names
        and states of all come with one call, children are asked for level by level, but for those
        of which the last snapshot knew.
        """
        root = Node(self, ROOT, None, {"children": probed})
        nodes = []
        level = [root]
        while level:
            if not self._add_children(level):
                return None
            children = [child for node in level for child in node.children]
            nodes += children
            level = [child for child in children if child.probed.get("mapped")]
        for window in root.children:
            window.parent = None
        items = self._items()
        if any(node.ref not in items for node in nodes):
            # A widget at the address of one that has gone, or one that came back.
            self.known.clear()
            return None
        self.known = {_place(node): node.ref for node in nodes}
        for node in nodes:
            node.describe(*items[node.ref])
        return root.children

    def _items(self):
        """{reference: (name, states, description)} of all that GTK has made accessible so far."""
        answer = self.bus.call_sync(self.name, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache",
                                    "GetItems", None, None, 0, 10000, None)
        return {own[1]: (name, states, description) for own, _app, _parent, _index, _count,
                _interfaces, name, _role, description, states in plain(answer)[0]}

    def _add_children(self, nodes):
        """Gives each node its children, asking for all at once; False when they are not the
        probe's."""
        found = {}
        batch = Batch(self.bus)
        for node in nodes:
            places = [(node.ref, child.get("address")) for child in node.probed.get("children", [])]
            if all(place in self.known for place in places):
                found[node.ref] = [self.known[place] for place in places]
                continue
            batch.call(self.name, node.ref, ACCESSIBLE, "GetChildren", None,
                       lambda answer, node=node: found.update({
                           node.ref: [ref for _name, ref in plain(answer)[0]] if answer else []}))
        batch.run()
        for node in nodes:
            children = found[node.ref]
            probed = node.probed.get("children", [])
            if len(children) != len(probed):
                self.known.clear()
                self.mismatch = (f"{node.type} has {len(children)} children in AT-SPI and here "
                                 f"{[child['type'] for child in probed]}")
                return False
            node.children = [Node(self, ref, node, child) for ref, child in zip(children, probed)]
        return True


class Ear:
    """What a program announces from now on, as a screen reader hears it: each word, in order."""

    def __init__(self, reader):
        self._reader = reader
        self._heard = []
        reader.bus.signal_subscribe(reader.name, "org.a11y.atspi.Event.Object", "Announcement", None, None, 0,
                                    lambda *details: self._heard.append(plain(details[5])[3]))
        # The bus has been asked for it, and may not have heard of that yet.
        self.forget()

    def heard(self):
        # What was said before this answer has come in by then.
        self._reader.ask(ROOT, "Accessible", "GetRoleName")
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        return list(self._heard)

    def hear(self, *words):
        """Waits for the last of these: they are all that is announced since the last time, each once."""
        if words:
            wait_until(f"{words[-1]!r} to be announced", lambda: words[-1] in self.heard())
        equal(self.heard(), list(words), "announced")
        self.forget()

    def forget(self):
        self.heard()
        self._heard.clear()


def _place(node):
    """What of a widget stays the same while it lives: whose child it is, and where in memory."""
    return (node.parent.ref if node.parent is not None else ROOT, node.probed.get("address"))
