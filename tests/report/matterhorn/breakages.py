# SPDX-License-Identifier: GPL-3.0-or-later
"""For every condition a way to break a sound document so that the condition, at least, is met."""

import struct

from model import Stream

MARKED = b"/Artifact BMC BT /X1 9 Tf (A) Tj ET EMC"
WIDE = b"/Artifact BMC BT /X1 9 Tf <0001> Tj ET EMC"


def first(pdf, role):
    return next(element for element in pdf.elements() if element.role == role)


def page(pdf):
    return pdf.pages()[0][1]


def contents(pdf):
    return pdf.get(page(pdf)["/Contents"])


def replace(pdf, old, new):
    stream = contents(pdf)
    assert old in stream.data
    stream.data = stream.data.replace(old, new, 1)


def paint(pdf, data):
    contents(pdf).data += b"\n" + data


def element(pdf, role, kids=(), **keys):
    """Adds an element at the end of the document."""
    ref = pdf.add({"/S": "/" + role, "/K": list(kids), **{"/" + key: value for key, value in keys.items()}})
    root = pdf.structure()[0]
    root.dict.setdefault("/K", []).append(ref)
    pdf._roots = None
    return ref


def annotation(pdf, kind, owner=None, **keys):
    """Adds an annotation to the first page, in an element of its own if one is named."""
    ref = pdf.add({"/Type": "/Annot", "/Subtype": "/" + kind, "/Rect": [0, 0, 9, 9],
                   **{"/" + key: value for key, value in keys.items()}})
    page(pdf).setdefault("/Annots", []).append(ref)
    if owner is not None:
        element(pdf, owner, [{"/Type": "/OBJR", "/Obj": ref, "/Pg": pdf.pages()[0][0]}])
    return ref


def drop(dictionary, *keys):
    for key in keys:
        del dictionary[key]


def set_key(dictionary, key, value):
    dictionary[key] = value


def font(pdf, dictionary, data=MARKED):
    """Shows text in another font."""
    resources = pdf.pages()[0][2]
    resources["/Font"] = dict(pdf.dict(resources["/Font"]), **{"/X1": pdf.add(dictionary)})
    paint(pdf, data)


def cmap_table(cmaps):
    """Every cmap maps 65 to glyph 1."""
    subtable = struct.pack(">HHH", 6, 12, 0) + struct.pack(">HHH", 65, 1, 1)
    head = struct.pack(">HH", 0, len(cmaps))
    for i, (platform, encoding) in enumerate(cmaps):
        head += struct.pack(">HHI", platform, encoding, 4 + 8 * len(cmaps) + len(subtable) * i)
    return head + subtable * len(cmaps)


def program(cmaps=((3, 1),)):
    """A TrueType program of two glyphs, 500 wide."""
    tables = {
        b"head": bytes(18) + struct.pack(">H", 1000) + bytes(34),
        b"hhea": bytes(34) + struct.pack(">H", 2),
        b"hmtx": struct.pack(">HhHh", 500, 0, 500, 0),
        b"maxp": struct.pack(">IH", 0x10000, 2),
        b"cmap": cmap_table(cmaps),
    }
    at = 12 + 16 * len(tables)
    head = struct.pack(">IHHHH", 0x10000, len(tables), 0, 0, 0)
    body = b""
    for tag, data in tables.items():
        head += struct.pack(">4sIII", tag, 0, at + len(body), len(data))
        body += data
    return head + body


def truetype(pdf, flags=32, cmaps=((3, 1),), **keys):
    descriptor = {"/Type": "/FontDescriptor", "/Flags": flags,
                  "/FontFile2": pdf.add(Stream({}, program(cmaps)))}
    made = {"/Type": "/Font", "/Subtype": "/TrueType", "/BaseFont": "/Made", "/FirstChar": 65,
            "/Widths": [500], "/Encoding": "/WinAnsiEncoding", "/FontDescriptor": pdf.add(descriptor),
            **{"/" + key: value for key, value in keys.items()}}
    font(pdf, {key: value for key, value in made.items() if value is not None})
    return descriptor


def to_unicode(text):
    return Stream({}, b"1 beginbfchar <0001> <%s> endbfchar" % text.encode("utf-16-be").hex().encode())


def composite(pdf, encoding="/Identity-H", info=("Adobe", "Identity", 0), text="A", data=WIDE, cid_set=None,
              **keys):
    descriptor = {"/Type": "/FontDescriptor", "/Flags": 4, "/FontFile2": pdf.add(Stream({}, program()))}
    if cid_set is not None:
        descriptor["/CIDSet"] = pdf.add(Stream({}, cid_set))
    below = {"/Type": "/Font", "/Subtype": "/CIDFontType2", "/BaseFont": "/Made", "/DW": 500,
             "/CIDToGIDMap": "/Identity", "/CIDSystemInfo": system(*info),
             "/FontDescriptor": pdf.add(descriptor), **{"/" + key: value for key, value in keys.items()}}
    below = {key: value for key, value in below.items() if value is not None}
    font(pdf, {"/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": "/Made", "/DescendantFonts": [pdf.add(below)],
               "/Encoding": encoding if isinstance(encoding, str) else pdf.add(encoding),
               "/ToUnicode": pdf.add(to_unicode(text))}, data)


def system(registry, ordering, supplement):
    return {"/Registry": "u:" + registry, "/Ordering": "u:" + ordering, "/Supplement": supplement}


def cmap(info=("Adobe", "Identity", 0), data=b"/WMode 0 def", **keys):
    return Stream({"/Type": "/CMap", "/CIDSystemInfo": system(*info),
                   **{"/" + key: value for key, value in keys.items()}}, data)


def type1(pdf, names):
    """The font of the page has a list of its glyphs."""
    for _, entry in list(pdf.objects.items()):
        if isinstance(entry, dict) and entry.get("/Subtype") == "/Type1":
            descriptor = pdf.dict(entry["/FontDescriptor"])
            from rules import Font
            there = Font(pdf, entry, set(), False).type1_names()
            descriptor["/CharSet"] = "u:" + "".join("/" + name for name in sorted(names(there)))
            return


def shown_font(pdf, subtype):
    return next(entry for entry in pdf.objects.values()
                if isinstance(entry, dict) and entry.get("/Subtype") == subtype)


def silence(pdf):
    """No language for the whole document."""
    drop(pdf.root, "/Lang")


def form(pdf, data, **keys):
    ref = pdf.add(Stream({"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 9, 9],
                          **{"/" + key: value for key, value in keys.items()}}, data))
    pdf.pages()[0][2]["/XObject"] = {"/F1": ref}
    return ref


def metadata(pdf, old, new):
    stream = pdf.get(pdf.root["/Metadata"])
    assert old in stream.data
    stream.data = stream.data.replace(old, new)


def media_clip(pdf, **keys):
    clip = {"/S": "/MCD", "/CT": "u:audio/mpeg", "/Alt": ["u:", "u:words"], **keys}
    annotation(pdf, "Screen", "Annot", Contents="u:words",
               A={"/S": "/Rendition", "/R": {"/S": "/MR", "/C": {k: v for k, v in clip.items() if v}}})


def second_note(pdf):
    element(pdf, "Note", [0], ID="u:a")
    element(pdf, "Note", [0], ID="u:a")


def regroup(pdf):
    cells = first(pdf, "TR").dict["/K"]
    cells.pop()


BREAKAGES = {
    "01-003": lambda p: replace(p, b"/MCID 0 >> BDC", b"/MCID 0 >> BDC\n/Artifact BMC EMC"),
    "01-004": lambda p: paint(p, b"/Artifact BMC /P << /MCID 0 >> BDC EMC EMC"),
    "01-005": lambda p: paint(p, b"0 0 9 9 re f"),
    "01-007": lambda p: set_key(p.root["/MarkInfo"], "/Suspects", True),
    "02-001": lambda p: set_key(first(p, "P").dict, "/S", "/Paragraph"),
    "02-003": lambda p: set_key(p.dict(p.root["/StructTreeRoot"]), "/RoleMap", {"/A": "/B", "/B": "/A"}),
    "02-004": lambda p: set_key(p.dict(p.root["/StructTreeRoot"]), "/RoleMap", {"/P": "/Span"}),
    "06-001": lambda p: drop(p.root, "/Metadata"),
    "06-002": lambda p: metadata(p, b"<pdfuaid:part>1</pdfuaid:part>", b""),
    "06-003": lambda p: metadata(p, b"dc:title", b"dc:other"),
    "07-001": lambda p: drop(p.root, "/ViewerPreferences"),
    "07-002": lambda p: set_key(p.root["/ViewerPreferences"], "/DisplayDocTitle", False),
    "09-004": lambda p: set_key(first(p, "TR").dict, "/S", "/Div"),
    "09-005": lambda p: set_key(first(p, "LI").dict, "/S", "/P"),
    "09-006": lambda p: element(p, "TOCI", [0]),
    "09-007": lambda p: element(p, "RB", [0]),
    "09-008": lambda p: element(p, "WT", [0]),
    "10-001": lambda p: composite(p, data=MARKED.replace(b"(A)", b"<0002>")),
    "11-001": silence,
    "11-002": silence,
    "11-003": silence,
    "11-004": silence,
    "11-005": lambda p: (silence(p), annotation(p, "Widget", "Form", TU="u:words")),
    "11-006": silence,
    "13-004": lambda p: drop(first(p, "Figure").dict, "/Alt"),
    "14-002": lambda p: set_key(first(p, "H1").dict, "/S", "/H2"),
    "14-003": lambda p: set_key(first(p, "H2").dict, "/S", "/H3"),
    "14-006": lambda p: (element(p, "H", [0]), element(p, "H", [0])),
    "14-007": lambda p: element(p, "H", [0]),
    "15-003": lambda p: drop(first(p, "TH").dict, "/A"),
    "17-002": lambda p: element(p, "Formula", [0]),
    "17-003": lambda p: (element(p, "Formula", [0], Alt="u:a"),
                         composite(p, data=MARKED.replace(b"(A)", b"<0002>"))),
    "19-003": lambda p: element(p, "Note", [0]),
    "19-004": second_note,
    "20-001": lambda p: set_key(p.root, "/OCProperties", {"/D": {"/Name": "u:a"}, "/Configs": [{"/Name": "u:"}]}),
    "20-002": lambda p: set_key(p.root, "/OCProperties", {"/D": {"/Order": []}}),
    "20-003": lambda p: set_key(p.root, "/OCProperties", {"/D": {"/Name": "u:a", "/AS": []}}),
    "21-001": lambda p: p.add({"/Type": "/Filespec", "/F": "u:a", "/EF": {}}),
    "25-001": lambda p: set_key(p.root, "/AcroForm", {"/XFA": p.add(
        Stream({}, b"<config><dynamicRender>required</dynamicRender></config>"))}),
    "26-001": lambda p: set_key(p.trailer, "/Encrypt", {"/V": 2}),
    "26-002": lambda p: set_key(p.trailer, "/Encrypt", {"/P": -1 & ~(1 << 9)}),
    "28-002": lambda p: annotation(p, "Text", Contents="u:a"),
    "28-004": lambda p: annotation(p, "Text", "Annot"),
    "28-005": lambda p: annotation(p, "Widget", "Form"),
    "28-006": lambda p: annotation(p, "Newer"),
    "28-007": lambda p: annotation(p, "TrapNet", "Annot", Contents="u:a"),
    "28-008": lambda p: (drop(page(p), "/Tabs"), annotation(p, "Text")),
    "28-009": lambda p: (set_key(page(p), "/Tabs", "/R"), annotation(p, "Text")),
    "28-010": lambda p: annotation(p, "Widget", TU="u:a"),
    "28-011": lambda p: set_key(first(p, "Link").dict, "/S", "/Span"),
    "28-012": lambda p: annotation(p, "Link", "Link"),
    "28-014": lambda p: media_clip(p, **{"/CT": None}),
    "28-015": lambda p: media_clip(p, **{"/Alt": None}),
    "28-016": lambda p: annotation(p, "FileAttachment", "Annot", Contents="u:a", FS={"/F": "u:a"}),
    "28-017": lambda p: annotation(p, "PrinterMark", "Annot"),
    "28-018": lambda p: annotation(p, "PrinterMark", AP={"/N": p.add(Stream({}, b"0 0 9 9 re f"))}),
    "30-001": lambda p: form(p, b"", Ref={}),
    "30-002": lambda p: (form(p, b"/P << /MCID 0 >> BDC EMC"), paint(p, b"/F1 Do /F1 Do")),
    "31-001": lambda p: composite(p, cmap(("Other", "Identity", 0))),
    "31-002": lambda p: composite(p, cmap(("Adobe", "Other", 0))),
    "31-003": lambda p: composite(p, cmap(("Adobe", "Identity", 2))),
    "31-004": lambda p: composite(p, CIDToGIDMap="/Other"),
    "31-005": lambda p: composite(p, CIDToGIDMap=None),
    "31-006": lambda p: composite(p, "/My-Own-H"),
    "31-007": lambda p: composite(p, cmap(data=b"/WMode 1 def", WMode=0)),
    "31-008": lambda p: composite(p, cmap(data=b"/My-Own-H usecmap")),
    "31-009": lambda p: drop(p.dict(shown_font(p, "/Type1")["/FontDescriptor"]), "/FontFile3"),
    "31-011": lambda p: composite(p, data=MARKED.replace(b"(A)", b"<0009>")),
    "31-012": lambda p: type1(p, lambda names: names - {"space"}),
    "31-013": lambda p: type1(p, lambda names: names | {"yen2"}),
    "31-014": lambda p: composite(p, cid_set=b"\x80"),
    "31-015": lambda p: composite(p, cid_set=b"\xff"),
    "31-016": lambda p: composite(p, DW=900),
    "31-017": lambda p: truetype(p, cmaps=((3, 0),)),
    "31-018": lambda p: (truetype(p), paint(p, MARKED.replace(b"(A)", b"(B)"))),
    "31-019": lambda p: truetype(p, Encoding=None),
    "31-020": lambda p: truetype(p, Encoding={"/Differences": [65, "/A"]}),
    "31-021": lambda p: truetype(p, Encoding="/StandardEncoding"),
    "31-022": lambda p: truetype(p, Encoding={"/BaseEncoding": "/WinAnsiEncoding", "/Differences": [65, "/g123"]}),
    "31-023": lambda p: truetype(p, cmaps=((1, 0),),
                                 Encoding={"/BaseEncoding": "/WinAnsiEncoding", "/Differences": [65, "/A"]}),
    "31-024": lambda p: truetype(p, flags=4),
    "31-025": lambda p: truetype(p, flags=4, cmaps=(), Encoding=None),
    "31-026": lambda p: truetype(p, flags=4, cmaps=((1, 0), (3, 1)), Encoding=None),
    "31-027": lambda p: truetype(p, flags=4, cmaps=((3, 0),), Encoding=None),
    "31-028": lambda p: composite(p, text="\0"),
    "31-029": lambda p: composite(p, text="\ufeff"),
    "31-030": lambda p: composite(p, data=MARKED.replace(b"(A)", b"<0000>")),
    "R-01": lambda p: drop(first(p, "Figure").dict, "/A"),
    "R-02": regroup,
    "R-03": lambda p: replace(p, b"/Subtype /Header", b"/Subtype /Other"),
    "R-04": lambda p: set_key(p.dict(p.trailer["/Info"]), "/Title", "u:Another"),
    "R-05": lambda p: element(p, "P"),
    "R-06": lambda p: set_key(p.dict(p.root["/StructTreeRoot"]), "/ParentTree", {"/Nums": []}),
    "R-07": lambda p: set_key(p.structure()[0].dict, "/S", "/Sect"),
    "R-08": lambda p: p.structure()[0].dict["/K"].reverse(),
    "R-09": lambda p: first(p, "LI").dict["/K"].pop(),
}
