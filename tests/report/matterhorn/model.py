# SPDX-License-Identifier: GPL-3.0-or-later
"""A PDF as qpdf's JSON tells of it: objects, pages, elements of the structure."""

import base64
import copy
import json
import re
import subprocess

REFERENCE = re.compile(r"^\d+ \d+ R$")

STANDARD_TYPES = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 "
    "H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code "
    "Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split())


class Stream:
    """A stream: its dictionary and its bytes, unpacked."""

    def __init__(self, dictionary, data):
        self.dict = dictionary
        self.data = data


def is_reference(value):
    return isinstance(value, str) and bool(REFERENCE.match(value))


def text_of(value):
    """A string of qpdf's JSON as text; None for what is no string."""
    if not isinstance(value, str) or value[:2] not in ("u:", "b:"):
        return None
    return value[2:] if value[0] == "u" else bytes.fromhex(value[2:]).decode("latin-1")


class Element:
    """An element of the structure."""

    def __init__(self, ref, dictionary, parent):
        self.ref = ref
        self.dict = dictionary
        self.parent = parent
        self.kids = []
        self.content = []  # (page, mcid)
        self.objects = []  # (page, object)
        self.order = []  # kids and content in order
        self.type = str(dictionary.get("/S", "/"))[1:]
        self.role = self.type

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def ancestors(self):
        element = self
        while element is not None:
            yield element
            element = element.parent


class Pdf:
    """What is in the file, so that a rule can ask and a test can break it."""

    def __init__(self, objects, trailer):
        self.objects = objects
        self.trailer = trailer
        self._pages = None
        self._roots = None

    @classmethod
    def load(cls, path):
        output = subprocess.run(
            ["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
             "--decode-level=generalized", str(path)], check=True, capture_output=True).stdout
        objects = {}
        trailer = {}
        for name, entry in json.loads(output)["qpdf"][1].items():
            if name == "trailer":
                trailer = entry["value"]
            elif "stream" in entry:
                stream = entry["stream"]
                objects[name[4:]] = Stream(stream["dict"], base64.b64decode(stream["data"]))
            else:
                objects[name[4:]] = entry["value"]
        return cls(objects, trailer)

    def copied(self):
        return Pdf(copy.deepcopy(self.objects), copy.deepcopy(self.trailer))

    def get(self, value):
        for _ in range(32):
            if not is_reference(value):
                return value
            value = self.objects.get(value)
        return None

    def dict(self, value):
        value = self.get(value)
        value = value.dict if isinstance(value, Stream) else value
        return value if isinstance(value, dict) else {}

    def list(self, value):
        found = self.get(value)
        return found if isinstance(found, list) else [] if found is None else [value]

    @property
    def root(self):
        return self.dict(self.trailer.get("/Root"))

    def add(self, value):
        ref = f"{max(int(name.split()[0]) for name in self.objects) + 1} 0 R"
        self.objects[ref] = value
        return ref

    def all_dicts(self):
        """Every dictionary of the file, also those inside of others."""
        todo = [(ref, value) for ref, value in self.objects.items()] + [("trailer", self.trailer)]
        while todo:
            ref, value = todo.pop()
            value = value.dict if isinstance(value, Stream) else value
            if isinstance(value, dict):
                yield ref, value
                todo.extend((ref, part) for part in value.values())
            elif isinstance(value, list):
                todo.extend((ref, part) for part in value)

    def pages(self):
        """(reference, dictionary, resources) of each page."""
        if self._pages is None:
            self._pages = []
            self._collect_pages(self.root.get("/Pages"), {}, set())
        return self._pages

    def _collect_pages(self, ref, resources, seen):
        node = self.dict(ref)
        if ref in seen:
            return
        seen.add(ref)
        resources = self.dict(node["/Resources"]) if "/Resources" in node else resources
        if node.get("/Type") == "/Page":
            self._pages.append((ref, node, resources))
        for kid in self.list(node.get("/Kids")):
            self._collect_pages(kid, resources, seen)

    def content_of(self, page):
        return b"\n".join(self.get(part).data for part in self.list(page.get("/Contents"))
                          if isinstance(self.get(part), Stream))

    def role_map(self):
        return self.dict(self.dict(self.root.get("/StructTreeRoot")).get("/RoleMap"))

    def role_of(self, name):
        """The standard type that a type ends at; None when it ends at none."""
        roles = self.role_map()
        seen = set()
        while name not in STANDARD_TYPES:
            if name in seen or "/" + name not in roles:
                return None
            seen.add(name)
            name = str(roles["/" + name])[1:]
        return name

    def structure(self):
        """The elements at the top of the structure."""
        if self._roots is None:
            self._roots = []
            tree = self.dict(self.root.get("/StructTreeRoot"))
            for kid in self.list(tree.get("/K")):
                self._read_element(kid, None, None, set())
        return self._roots

    def elements(self):
        for root in self.structure():
            yield from root.walk()

    def _read_element(self, ref, parent, page, seen):
        dictionary = self.dict(ref)
        if "/S" not in dictionary or (is_reference(ref) and ref in seen):
            return
        if is_reference(ref):
            seen.add(ref)
        element = Element(ref, dictionary, parent)
        element.role = self.role_of(element.type)
        page = dictionary.get("/Pg", page)
        (self._roots if parent is None else parent.kids).append(element)
        if parent is not None:
            parent.order.append(element)
        for kid in self.list(dictionary.get("/K")):
            self._read_kid(kid, element, page, seen)

    def _read_kid(self, kid, element, page, seen):
        if isinstance(kid, int):
            element.content.append((page, kid))
            element.order.append((page, kid))
            return
        dictionary = self.dict(kid)
        if dictionary.get("/Type") == "/MCR":
            place = (dictionary.get("/Pg", page), dictionary.get("/MCID"))
            element.content.append(place)
            element.order.append(place)
        elif dictionary.get("/Type") == "/OBJR":
            element.objects.append((dictionary.get("/Pg", page), dictionary.get("/Obj")))
        else:
            self._read_element(kid, element, page, seen)

    def attributes(self, element):
        """What the element's attribute objects say, in one dictionary."""
        found = {}
        for part in self.list(element.dict.get("/A")):
            found.update(self.dict(part))
        return found

    def number_tree(self, ref):
        found = {}
        node = self.dict(ref)
        numbers = self.list(node.get("/Nums"))
        found.update(zip(numbers[::2], numbers[1::2]))
        for kid in self.list(node.get("/Kids")):
            found.update(self.number_tree(kid))
        return found

    def annotations(self):
        """(page, page's dictionary, reference, dictionary) of each annotation."""
        for page, dictionary, _ in self.pages():
            for ref in self.list(dictionary.get("/Annots")):
                yield page, dictionary, ref, self.dict(ref)

    def owner_of(self, annotation):
        """The element that holds an annotation, or None."""
        for element in self.elements():
            if any(held == annotation for _, held in element.objects):
                return element
        return None

    def xmp(self):
        stream = self.get(self.root.get("/Metadata"))
        return stream.data.decode("utf-8", "replace") if isinstance(stream, Stream) else None

    def outline(self):
        todo = [self.dict(self.root.get("/Outlines")).get("/First")]
        seen = set()
        while todo:
            ref = todo.pop()
            if ref is None or ref in seen:
                continue
            seen.add(ref)
            entry = self.dict(ref)
            yield entry
            todo.extend([entry.get("/First"), entry.get("/Next")])
