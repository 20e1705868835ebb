# SPDX-License-Identifier: GPL-3.0-or-later
"""A walk through the content streams: what is painted, inside of which marks."""

import re

from model import Stream

TOKEN = re.compile(
    rb"(?P<space>[\0\t\n\f\r ]+|%[^\r\n]*)|(?P<dict><<|>>)|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<array>[\[\]])"
    rb"|(?P<string>\()|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\0\t\n\f\r ()<>\[\]{}/%]|$))"
    rb"|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)|(?P<brace>[{}])")
ESCAPES = {ord("n"): 10, ord("r"): 13, ord("t"): 9, ord("b"): 8, ord("f"): 12}
PAINTING = frozenset("f F f* B B* b b* S s sh".split())


def read_string(data, at):
    """The bytes of the string that begins after the bracket at @at, and its end."""
    out = bytearray()
    depth = 1
    while at < len(data):
        byte = data[at]
        at += 1
        if byte == 0x28:
            depth += 1
        elif byte == 0x29:
            depth -= 1
            if depth == 0:
                break
        elif byte == 0x5C:
            byte = data[at]
            at += 1
            if 0x30 <= byte <= 0x37:
                digits = re.match(rb"[0-7]{1,3}", data[at - 1:at + 2]).group()
                at += len(digits) - 1
                byte = int(digits, 8) & 255
            elif byte in (10, 13):
                continue
            else:
                byte = ESCAPES.get(byte, byte)
        out.append(byte)
    return bytes(out), at


def tokens(data):
    at = 0
    while at < len(data):
        match = TOKEN.match(data, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        kind, value = match.lastgroup, match.group()
        if kind == "string":
            value, at = read_string(data, at)
        elif kind == "hex":
            digits = re.sub(rb"\s", b"", value[1:-1])
            kind, value = "string", bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif kind == "word" and value == b"BI":
            end = re.compile(rb"[\s]EI(?=[\s]|$)").search(data, data.find(b"ID", at))
            at = end.end() if end else len(data)
        if kind not in ("space", "brace"):
            yield kind, value


def operations(data):
    """(operator, operands); a dictionary is a dict, a name begins with /."""
    stack = [[]]
    for kind, value in tokens(data):
        if kind == "word" and value not in (b"true", b"false", b"null"):
            yield value.decode("latin-1"), stack[0]
            stack = [[]]
        elif value in (b"[", b"<<"):
            stack.append([])
        elif value in (b"]", b">>") and len(stack) > 1:
            last = stack.pop()
            stack[-1].append(last if value == b"]" else dict(zip(last[::2], last[1::2])))
        elif kind == "number":
            stack[-1].append(float(value) if b"." in value else int(value))
        elif kind == "string":
            stack[-1].append(value)
        else:
            stack[-1].append(value.decode("latin-1"))


class Mark:
    """One pair of marked-content operators."""

    def __init__(self, tag, properties):
        self.tag = tag
        self.properties = properties
        self.mcid = properties.get("/MCID")
        self.artifact = tag == "/Artifact"


class Walk:
    """What was found on the way through every page."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.problems = []  # (condition, words)
        self.shown = {}  # id of a font's dictionary: (dictionary, {codes}, invisible alone?)
        self.mcids = {}  # (page, mcid): whether text was shown
        self.spoken = {}  # (page, mcid): language of the mark, if it has one
        self.forms = {}  # reference: times painted
        self.artifacts = []  # (page, mark)
        self.text = {}  # (page, mcid): [(font, bytes)]
        self.order = []  # (page, mcid) as painted
        for page, dictionary, resources in pdf.pages():
            self.page = page
            self.marks = []
            self.run(pdf.content_of(dictionary), resources, 0)

    def run(self, data, resources, depth):
        marks = len(self.marks)
        font = None
        mode = 0
        saved = []
        for operator, operands in operations(data):
            if operator in ("BDC", "BMC"):
                self.begin(operands, resources)
            elif operator == "EMC" and len(self.marks) > marks:
                self.marks.pop()
            elif operator == "q":
                saved.append((font, mode))
            elif operator == "Q" and saved:
                font, mode = saved.pop()
            elif operator == "Tf" and operands:
                font = self.pdf.dict(resources.get("/Font")).get(operands[0])
            elif operator == "Tr" and operands:
                mode = operands[0]
            elif operator in ("Tj", "'", '"', "TJ") and operands:
                parts = operands[-1] if operator == "TJ" else [operands[-1]]
                self.show(font, b"".join(part for part in parts if isinstance(part, bytes)), mode)
            elif operator == "Do" and operands:
                self.paint_object(operands[0], resources, depth)
            elif operator in PAINTING or operator == "BI":
                self.paint(operator)
        del self.marks[marks:]

    def begin(self, operands, resources):
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, str):
            properties = self.pdf.dict(self.pdf.dict(resources.get("/Properties")).get(properties))
        mark = Mark(operands[0] if operands else "", properties)
        if mark.artifact and any(other.mcid is not None for other in self.marks):
            self.problems.append(("01-003", "an artefact inside of tagged content"))
        if mark.mcid is not None and any(other.artifact for other in self.marks):
            self.problems.append(("01-004", "tagged content inside of an artefact"))
        if mark.artifact:
            self.artifacts.append((self.page, mark))
        if mark.mcid is not None:
            self.mcids.setdefault((self.page, mark.mcid), False)
            self.spoken[(self.page, mark.mcid)] = properties.get("/Lang")
            self.order.append((self.page, mark.mcid))
        self.marks.append(mark)

    def paint(self, what):
        if not any(mark.artifact or mark.mcid is not None for mark in self.marks):
            self.problems.append(("01-005", f"“{what}” is painted without a mark"))

    def show(self, font, codes, mode):
        self.paint("text")
        dictionary = self.pdf.dict(font)
        entry = self.shown.setdefault(id(dictionary), [dictionary, set(), True])
        wide = dictionary.get("/Subtype") == "/Type0"
        step = 2 if wide else 1
        entry[1].update(int.from_bytes(codes[i:i + step], "big") for i in range(0, len(codes), step))
        entry[2] = entry[2] and mode == 3
        for mark in reversed(self.marks):
            if mark.mcid is not None:
                self.mcids[(self.page, mark.mcid)] = True
                self.text.setdefault((self.page, mark.mcid), []).append((dictionary, codes))
                break

    def paint_object(self, name, resources, depth):
        ref = self.pdf.dict(resources.get("/XObject")).get(name)
        stream = self.pdf.get(ref)
        if not isinstance(stream, Stream):
            return
        if stream.dict.get("/Subtype") != "/Form":
            self.paint("an image")
            return
        self.forms[ref] = self.forms.get(ref, 0) + 1
        if depth < 12:
            own = self.pdf.dict(stream.dict["/Resources"]) if "/Resources" in stream.dict else resources
            self.run(stream.data, own, depth + 1)
