# SPDX-License-Identifier: GPL-3.0-or-later
"""The failure conditions of the Matterhorn Protocol 1.1 that a program can check.

Each rule is called with a Check and yields (number, words) for what is wrong. CONDITIONS names all
87 of them; the numbers that begin with R are rules of our own, stricter than the protocol.
"""

import re
import xml.etree.ElementTree as xml

import fonts
from content import Walk, operations
from model import STANDARD_TYPES, Stream, is_reference, text_of

CONDITIONS = {number: words for number, words in (line.split(" ", 1) for line in """\
01-003 artefact inside of tagged content
01-004 tagged content inside of an artefact
01-005 content is neither tagged nor an artefact
01-007 Suspects is true
02-001 a type maps to no standard type
02-003 a circular mapping
02-004 a standard type is mapped
06-001 no XMP metadata
06-002 no PDF/UA identifier
06-003 no dc:title
07-001 no DisplayDocTitle
07-002 DisplayDocTitle is false
09-004 a table is built wrongly
09-005 a list is built wrongly
09-006 a table of contents is built wrongly
09-007 Ruby is built wrongly
09-008 Warichu is built wrongly
10-001 a code without Unicode
11-001 language of text unknown
11-002 language of Alt, ActualText or E unknown
11-003 language of the outline unknown
11-004 language of an annotation's Contents unknown
11-005 language of a field's TU unknown
11-006 language of the metadata unknown
13-004 a figure without words in its place
14-002 the first heading is not H1
14-003 a level of headings is skipped
14-006 a node has more than one H
14-007 both H and H1 to H6
15-003 a TH without Scope
17-002 a formula without Alt
17-003 a formula without Unicode
19-003 a note without ID
19-004 two notes with one ID
20-001 optional content without a name
20-002 optional content without a name in D
20-003 optional content with AS
21-001 an embedded file without F and UF
25-001 dynamic XFA
26-001 encrypted without P
26-002 encrypted against assistive technology
28-002 an annotation not in Annot
28-004 an annotation without words
28-005 a field without words
28-006 an annotation of an unknown kind without words or place
28-007 a TrapNet annotation
28-008 a page with annotations and without Tabs
28-009 Tabs is not S
28-010 a widget not in Form
28-011 a link not in Link
28-012 a link without Contents
28-014 a media clip without CT
28-015 a media clip without Alt
28-016 a file attachment without F and UF
28-017 a printer's mark in the structure
28-018 a printer's mark that is no artefact
30-001 a reference XObject
30-002 a form with MCIDs is painted twice
31-001 Registry differs
31-002 Ordering differs
31-003 Supplement is less than that of the CMap
31-004 CIDToGIDMap is neither a stream nor Identity
31-005 no CIDToGIDMap
31-006 a CMap is neither standard nor embedded
31-007 WMode differs
31-008 a CMap uses one that is not standard
31-009 a font is not embedded
31-011 a glyph is missing in the font
31-012 a glyph of a Type 1 font is not in CharSet
31-013 CharSet has a glyph that is not there
31-014 a glyph of a CID font is not in CIDSet
31-015 CIDSet has a glyph that is not there
31-016 widths differ
31-017 a TrueType font without a non-symbolic cmap
31-018 a glyph that no non-symbolic cmap finds
31-019 a non-symbolic TrueType font without Encoding
31-020 an Encoding without BaseEncoding
31-021 an Encoding that is neither MacRoman nor WinAnsi
31-022 Differences has names of no list
31-023 Differences without a cmap (3,1)
31-024 a symbolic TrueType font with Encoding
31-025 a symbolic TrueType font without a cmap
31-026 a symbolic TrueType font with several cmaps and no (3,0)
31-027 no ToUnicode and no other way to Unicode
31-028 ToUnicode maps to 0
31-029 ToUnicode maps to a byte order mark
31-030 text shows .notdef
R-01 a figure without BBox
R-02 rows of a table differ in length, or a cell has no heading
R-03 a page without header or footer as pagination
R-04 the title differs in XMP and Info
R-05 an element without content
R-06 the parent tree is wrong
R-07 a structure that is not under one Document
R-08 text is not painted in the order of the structure
R-09 a list whose items have no label or no body""".splitlines())}

LANGUAGE = re.compile(r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$")
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ua": "http://www.aiim.org/pdfua/ns/id/",
}
ANNOTATIONS = frozenset(
    "/Text /Link /FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight /Underline /Squiggly "
    "/StrikeOut /Stamp /Caret /Ink /Popup /FileAttachment /Sound /Movie /Widget /Screen "
    "/PrinterMark /TrapNet /Watermark /3D /Redact".split())
STANDARD_CMAPS = re.compile(
    r"^/(Identity|GB|GBpc|GBK|GBKp|GBK2K|UniGB|B5pc|HKscs|ETen|ETenms|CNS|UniCNS|83pv|90ms|90msp|90pv|"
    r"Add|EUC|Ext|H$|V$|UniJIS|KSC|KSCms|KSCpc|UniKS)([A-Za-z0-9-]*)(-?[HV])?$")
CJK = frozenset(("GB1", "CNS1", "Japan1", "Korea1"))

RULES = []


def rule(function):
    RULES.append(function)
    return function


class Check:
    """A document and what has been found out of it."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.walk = Walk(pdf)
        self.elements = list(pdf.elements())
        self.owner = {}
        for element in self.elements:
            for place in element.content:
                self.owner[place] = element

    def language(self, element):
        for ancestor in element.ancestors() if element is not None else ():
            if text_of(ancestor.dict.get("/Lang")):
                return text_of(ancestor.dict["/Lang"])
        return text_of(self.pdf.root.get("/Lang"))

    def is_spoken(self, element):
        language = self.language(element)
        return bool(language) and bool(LANGUAGE.match(language))

    def xmp(self):
        text = self.pdf.xmp()
        try:
            return xml.fromstring(text.strip().encode()) if text is not None else None
        except xml.ParseError:
            return None

    def problems(self):
        found = []
        for function in RULES:
            found.extend(function(self))
        return found


def check(pdf):
    """[(number, words)] of all that is wrong."""
    return Check(pdf).problems()


@rule
def content(self):
    yield from self.walk.problems
    for place in self.walk.mcids:
        if place not in self.owner:
            yield "01-005", f"{place} belongs to no element"
    if self.pdf.dict(self.pdf.root.get("/MarkInfo")).get("/Suspects") is True:
        yield "01-007", "Suspects"


@rule
def roles(self):
    mapping = self.pdf.role_map()
    for name, target in mapping.items():
        seen = {name}
        if name[1:] in STANDARD_TYPES:
            yield "02-004", name
        while target in mapping and target not in seen:
            seen.add(target)
            target = mapping[target]
        if target in seen:
            yield "02-003", name
    for element in self.elements:
        if element.role is None:
            yield "02-001", element.type


@rule
def metadata(self):
    tree = self.xmp()
    if self.pdf.xmp() is None or tree is None:
        yield "06-001", "none that can be read"
        return
    parts = [node.text for node in tree.iter("{%s}part" % NAMESPACES["ua"])]
    parts += [node.get("{%s}part" % NAMESPACES["ua"]) for node in tree.iter()
              if node.get("{%s}part" % NAMESPACES["ua"])]
    if parts != ["1"]:
        yield "06-002", f"part is {parts}"
    titles = [node for title in tree.iter("{%s}title" % NAMESPACES["dc"])
              for node in title.iter("{%s}li" % NAMESPACES["rdf"])]
    if not any((node.text or "").strip() for node in titles):
        yield "06-003", "no title"
    spoken = "{http://www.w3.org/XML/1998/namespace}lang"
    if not self.is_spoken(None) and any(node.get(spoken) in (None, "x-default") for node in titles):
        yield "11-006", "the title's language"
    info = self.pdf.dict(self.pdf.trailer.get("/Info"))
    if titles and text_of(info.get("/Title")) != titles[0].text:
        yield "R-04", f"{text_of(info.get('/Title'))} and {titles[0].text}"


@rule
def preferences(self):
    preferences = self.pdf.dict(self.pdf.root.get("/ViewerPreferences"))
    if "/DisplayDocTitle" not in preferences:
        yield "07-001", "not there"
    elif preferences["/DisplayDocTitle"] is not True:
        yield "07-002", "not true"


# What may stand in what: for each type its kids, and its parents.
NESTING = {
    "Table": ("09-004", {"TR", "THead", "TBody", "TFoot", "Caption"}, None),
    "THead": ("09-004", {"TR"}, {"Table"}),
    "TBody": ("09-004", {"TR"}, {"Table"}),
    "TFoot": ("09-004", {"TR"}, {"Table"}),
    "TR": ("09-004", {"TH", "TD"}, {"Table", "THead", "TBody", "TFoot"}),
    "TH": ("09-004", None, {"TR"}),
    "TD": ("09-004", None, {"TR"}),
    "L": ("09-005", {"LI", "L", "Caption"}, None),
    "LI": ("09-005", {"Lbl", "LBody"}, {"L"}),
    "LBody": ("09-005", None, {"LI"}),
    "TOC": ("09-006", {"TOC", "TOCI", "Caption"}, None),
    "TOCI": ("09-006", {"Lbl", "Reference", "NonStruct", "P", "TOC"}, {"TOC"}),
    "Ruby": ("09-007", {"RB", "RT", "RP"}, None),
    "RB": ("09-007", None, {"Ruby"}),
    "RT": ("09-007", None, {"Ruby"}),
    "RP": ("09-007", None, {"Ruby"}),
    "Warichu": ("09-008", {"WT", "WP"}, None),
    "WT": ("09-008", None, {"Warichu"}),
    "WP": ("09-008", None, {"Warichu"}),
}


@rule
def nesting(self):
    for element in self.elements:
        number, kids, parents = NESTING.get(element.role, (None, None, None))
        if kids is not None:
            for kid in element.kids:
                if kid.role not in kids:
                    yield number, f"{kid.role} in {element.role}"
            if element.content:
                yield number, f"text straight in {element.role}"
            captions = [i for i, kid in enumerate(element.kids) if kid.role == "Caption"]
            if len(captions) > 1 or (captions and captions[0] not in (0, len(element.kids) - 1)):
                yield number, f"Caption in the middle of {element.role}"
        if parents is not None and (element.parent is None or element.parent.role not in parents):
            yield number, f"{element.role} outside of {'/'.join(sorted(parents))}"


@rule
def language(self):
    for place, shows_text in self.walk.mcids.items():
        if shows_text and place in self.owner and not self.is_spoken(self.owner[place]) \
                and not self.walk.spoken.get(place):
            yield "11-001", str(place)
    for element in self.elements:
        if any(key in element.dict for key in ("/Alt", "/ActualText", "/E")) \
                and not self.is_spoken(element):
            yield "11-002", element.type
    if not self.is_spoken(None) and any(True for _ in self.pdf.outline()):
        yield "11-003", "outline"
    for _, _, ref, annotation in self.pdf.annotations():
        if self.is_spoken(self.pdf.owner_of(ref)):
            continue
        if "/Contents" in annotation:
            yield "11-004", str(ref)
        if "/TU" in annotation:
            yield "11-005", str(ref)


@rule
def figures(self):
    for element in self.elements:
        words = [text_of(element.dict.get(key)) for key in ("/Alt", "/ActualText")]
        if element.role == "Figure":
            if not any(word is not None and word.strip() for word in words):
                yield "13-004", "Figure"
            if len(self.pdf.list(self.pdf.attributes(element).get("/BBox"))) != 4:
                yield "R-01", "Figure"
        if element.role == "Formula" and not words[0]:
            yield "17-002", "Formula"


@rule
def headings(self):
    last = 0
    levels = [element.role for element in self.elements if re.match(r"^H[1-6]?$", element.role or "")]
    for role in levels:
        if role == "H":
            continue
        level = int(role[1])
        if last == 0 and level != 1:
            yield "14-002", role
        if last and level > last + 1:
            yield "14-003", f"{role} after H{last}"
        last = level
    if "H" in levels and last:
        yield "14-007", "H"
    for element in self.elements:
        if sum(kid.role == "H" for kid in element.kids) > 1:
            yield "14-006", element.type


def rows_of(table):
    for kid in table.kids:
        if kid.role == "TR":
            yield kid
        elif kid.role in ("THead", "TBody", "TFoot"):
            yield from (row for row in kid.kids if row.role == "TR")


@rule
def tables(self):
    for table in self.elements:
        if table.role != "Table":
            continue
        cells = [cell for row in rows_of(table) for cell in row.kids]
        by_id = any("/Headers" in self.pdf.attributes(cell) for cell in cells)
        for cell in cells:
            if cell.role == "TH" and not by_id \
                    and self.pdf.attributes(cell).get("/Scope") not in ("/Row", "/Column", "/Both"):
                yield "15-003", "TH"
        widths = {sum(self.pdf.attributes(cell).get("/ColSpan", 1) for cell in row.kids)
                  for row in rows_of(table)}
        if len(widths) > 1:
            yield "R-02", f"rows of {sorted(widths)} cells"
        for row in list(rows_of(table))[1:]:
            if row.kids and row.kids[0].role != "TH":
                yield "R-02", "a row without a heading"


@rule
def notes(self):
    seen = set()
    for element in self.elements:
        if element.role != "Note":
            continue
        name = element.dict.get("/ID")
        if not text_of(name):
            yield "19-003", "Note"
        elif name in seen:
            yield "19-004", name
        seen.add(name)


@rule
def optional_content(self):
    properties = self.pdf.dict(self.pdf.root.get("/OCProperties"))
    if not properties:
        return
    named = [("20-002", self.pdf.dict(properties.get("/D")))]
    named += [("20-001", self.pdf.dict(part)) for part in self.pdf.list(properties.get("/Configs"))]
    for number, part in named:
        if not text_of(part.get("/Name")):
            yield number, "configuration"
        if "/AS" in part:
            yield "20-003", "AS"


@rule
def files(self):
    for ref, dictionary in self.pdf.all_dicts():
        if "/EF" in dictionary and not ("/F" in dictionary and "/UF" in dictionary):
            yield "21-001", ref


@rule
def forms_and_security(self):
    form = self.pdf.dict(self.pdf.root.get("/AcroForm"))
    for part in self.pdf.list(form.get("/XFA")):
        stream = self.pdf.get(part)
        if isinstance(stream, Stream) and re.search(rb"<dynamicRender>\s*required", stream.data):
            yield "25-001", "dynamicRender"
    if "/Encrypt" in self.pdf.trailer:
        permissions = self.pdf.dict(self.pdf.trailer["/Encrypt"]).get("/P")
        if permissions is None:
            yield "26-001", "no P"
        elif not permissions & 1 << 9:
            yield "26-002", str(permissions)


@rule
def annotations(self):
    for _, page, ref, annotation in self.pdf.annotations():
        kind = annotation.get("/Subtype")
        owner = self.pdf.owner_of(ref)
        role = owner.role if owner is not None else None
        words = text_of(annotation.get("/Contents")) or text_of(owner.dict.get("/Alt") if owner else None)
        if "/Tabs" not in page:
            yield "28-008", str(ref)
        elif page["/Tabs"] != "/S":
            yield "28-009", str(ref)
        if kind == "/PrinterMark":
            if owner is not None:
                yield "28-017", str(ref)
            normal = self.pdf.get(self.pdf.dict(annotation.get("/AP")).get("/N"))
            if not isinstance(normal, Stream) or not normal.data.lstrip().startswith(b"/Artifact"):
                yield "28-018", str(ref)
            continue
        if annotation.get("/F", 0) & 2 or kind == "/Popup":
            continue
        yield from annotation_kind(self, annotation, kind, ref, role, words)


def annotation_kind(self, annotation, kind, ref, role, words):
    if kind == "/TrapNet":
        yield "28-007", str(ref)
    if kind == "/Link":
        if role != "Link":
            yield "28-011", str(ref)
        if not text_of(annotation.get("/Contents")):
            yield "28-012", str(ref)
    elif kind == "/Widget":
        if role != "Form":
            yield "28-010", str(ref)
        if not text_of(annotation.get("/TU")) and not words:
            yield "28-005", str(ref)
    elif role != "Annot":
        yield "28-002", str(ref)
    if kind != "/Widget" and not words:
        yield "28-004", str(ref)
    if kind not in ANNOTATIONS and (role != "Annot" or not words):
        yield "28-006", str(kind)
    if kind == "/FileAttachment":
        file = self.pdf.dict(annotation.get("/FS"))
        if not ("/F" in file and "/UF" in file):
            yield "28-016", str(ref)
    clip = self.pdf.dict(self.pdf.dict(self.pdf.dict(annotation.get("/A")).get("/R")).get("/C"))
    if clip.get("/S") == "/MCD":
        for number, key in (("28-014", "/CT"), ("28-015", "/Alt")):
            if key not in clip:
                yield number, str(ref)


@rule
def xobjects(self):
    for ref, entry in self.pdf.objects.items():
        if isinstance(entry, Stream) and entry.dict.get("/Subtype") == "/Form":
            if "/Ref" in entry.dict:
                yield "30-001", ref
            if self.walk.forms.get(ref, 0) > 1 and b"/MCID" in entry.data:
                yield "30-002", ref


@rule
def shown_fonts(self):
    unmapped = False
    for font, codes, invisible in self.walk.shown.values():
        for number, words in Font(self.pdf, font, codes, invisible).problems():
            unmapped = unmapped or number in ("10-001", "31-027")
            yield number, f"{font.get('/BaseFont', font.get('/Subtype'))}: {words}"
    if unmapped and any(element.role == "Formula" for element in self.elements):
        yield "17-003", "Formula"


class Font:
    """A font that shows text, with the codes it shows."""

    def __init__(self, pdf, font, codes, invisible):
        self.pdf = pdf
        self.font = font
        self.codes = codes
        self.invisible = invisible
        self.kind = font.get("/Subtype")
        self.below = pdf.dict(pdf.list(font.get("/DescendantFonts"))[0]) \
            if self.kind == "/Type0" and pdf.list(font.get("/DescendantFonts")) else font
        self.descriptor = pdf.dict(self.below.get("/FontDescriptor"))
        self.symbolic = not self.descriptor.get("/Flags", 0) & 32
        self.encoding = pdf.get(font.get("/Encoding"))
        unicode_stream = pdf.get(font.get("/ToUnicode"))
        self.unicode = fonts.Cmap(unicode_stream.data) if isinstance(unicode_stream, Stream) else None
        self.program, self.program_key = self.load()

    def load(self):
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            stream = self.pdf.get(self.descriptor.get(key))
            if not isinstance(stream, Stream):
                continue
            data = stream.data
            if key == "/FontFile":
                return data, key
            if key == "/FontFile3" and data[:4] == b"OTTO":
                data = fonts.TrueType(data).tables["CFF "]
            return (fonts.TrueType(data) if key == "/FontFile2" else fonts.Cff(data)), key
        return None, None

    def problems(self):
        yield from self.unicode_problems()
        if self.kind == "/Type0":
            yield from self.composite_problems()
        elif self.kind == "/TrueType":
            yield from self.truetype_problems()
        if self.kind == "/Type3":
            return
        if self.program is None:
            if not self.invisible:
                yield "31-009", "not embedded"
            return
        yield from self.glyph_problems()
        yield from self.set_problems()

    def name_of(self, code):
        """The name of the glyph of a code of a simple font."""
        base = self.encoding
        if isinstance(base, dict):
            at = 0
            for item in self.pdf.list(base.get("/Differences")):
                if isinstance(item, int):
                    at = item
                elif at == code:
                    return item[1:]
                else:
                    at += 1
            base = base.get("/BaseEncoding")
        return fonts.encoding_of(base, code)

    def has_unicode(self, code):
        if self.unicode is not None:
            return bool(self.unicode.text(code))
        if self.kind == "/Type0":
            info = self.pdf.dict(self.below.get("/CIDSystemInfo"))
            return text_of(info.get("/Ordering")) in CJK
        name = self.name_of(code)
        return name is not None and fonts.character_of(name) is not None

    def unicode_problems(self):
        lost = [code for code in sorted(self.codes) if not self.has_unicode(code)]
        if lost:
            yield "10-001", f"codes {lost[:5]}"
        if self.unicode is None:
            if lost:
                yield "31-027", "no ToUnicode"
            return
        for code in self.unicode.map:
            text = self.unicode.text(code) or ""
            if "\0" in text:
                yield "31-028", f"code {code}"
            if "\ufeff" in text or "\ufffe" in text:
                yield "31-029", f"code {code}"

    def composite_problems(self):
        if self.below.get("/Subtype") == "/CIDFontType2":
            mapping = self.below.get("/CIDToGIDMap")
            if mapping is None:
                yield "31-005", "none"
            if mapping != "/Identity" and not isinstance(self.pdf.get(mapping), Stream):
                yield "31-004", str(mapping)
        if isinstance(self.encoding, str):
            if not STANDARD_CMAPS.match(self.encoding):
                yield "31-006", self.encoding
            return
        if not isinstance(self.encoding, Stream):
            yield "31-006", "none"
            return
        yield from self.cmap_problems()

    def cmap_problems(self):
        cmap = fonts.Cmap(self.encoding.data)
        own = self.pdf.dict(self.encoding.dict.get("/CIDSystemInfo"))
        info = self.pdf.dict(self.below.get("/CIDSystemInfo"))
        for number, key in (("31-001", "/Registry"), ("31-002", "/Ordering")):
            if own.get(key) != info.get(key):
                yield number, f"{own.get(key)} and {info.get(key)}"
        if info.get("/Supplement", 0) < own.get("/Supplement", 0):
            yield "31-003", "Supplement"
        if cmap.wmode is not None and cmap.wmode != self.encoding.dict.get("/WMode", 0):
            yield "31-007", "WMode"
        uses = cmap.uses + [use for use in [self.encoding.dict.get("/UseCMap")] if isinstance(use, str)
                            and not is_reference(use)]
        for use in uses:
            if not STANDARD_CMAPS.match(use):
                yield "31-008", use

    def truetype_problems(self):
        cmaps = self.program.cmaps if isinstance(self.program, fonts.TrueType) else {}
        if self.symbolic:
            if self.encoding is not None:
                yield "31-024", "Encoding"
            if self.program is not None and not cmaps:
                yield "31-025", "no cmap"
            if len(cmaps) > 1 and (3, 0) not in cmaps:
                yield "31-026", "no (3,0)"
            return
        usable = {key: cmap for key, cmap in cmaps.items() if key != (3, 0)}
        if self.program is not None and not usable:
            yield "31-017", "no cmap"
        if self.encoding is None:
            yield "31-019", "no Encoding"
            return
        base = self.encoding
        if isinstance(base, dict):
            yield from self.difference_problems(base, cmaps)
            base = base.get("/BaseEncoding")
        if base is not None and base not in ("/WinAnsiEncoding", "/MacRomanEncoding"):
            yield "31-021", str(base)
        for code in sorted(self.codes):
            character = fonts.character_of(self.name_of(code) or "")
            if usable and not any(cmap.get(ord(character) if character and key != (1, 0) else code)
                                  for key, cmap in usable.items()):
                yield "31-018", f"code {code}"

    def difference_problems(self, encoding, cmaps):
        if "/BaseEncoding" not in encoding:
            yield "31-020", "no BaseEncoding"
        names = [item for item in self.pdf.list(encoding.get("/Differences")) if isinstance(item, str)]
        if any(fonts.character_of(name[1:]) is None for name in names):
            yield "31-022", "Differences"
        if names and (3, 1) not in cmaps:
            yield "31-023", "no (3,1)"

    def glyph_of(self, code):
        """The glyph of a code: None where there is none, False where nobody can say."""
        if isinstance(self.program, bytes):
            return False
        if self.kind == "/Type0":
            if self.encoding not in ("/Identity-H", "/Identity-V"):
                return False
            return self.cid_glyph(code)
        if isinstance(self.program, fonts.Cff):
            name = self.name_of(code)
            return False if name is None else self.program.glyph_of.get(name)
        cmaps = self.program.cmaps
        character = fonts.character_of(self.name_of(code) or "")
        for key, wanted in (((3, 1), ord(character) if character else None), ((1, 0), code),
                            ((3, 0), code), ((3, 0), 0xF000 + code)):
            if key in cmaps and wanted is not None and cmaps[key].get(wanted):
                return cmaps[key][wanted]
        return None if cmaps else False

    def cid_glyph(self, cid):
        if isinstance(self.program, fonts.Cff):
            if self.program.is_cid:
                return self.program.glyph_of.get(cid)
            return cid if cid < len(self.program.charstrings) else None
        mapping = self.pdf.get(self.below.get("/CIDToGIDMap"))
        if isinstance(mapping, Stream):
            cid = int.from_bytes(mapping.data[2 * cid:2 * cid + 2], "big")
        return cid if cid < self.program.n_glyphs else None

    def width_of(self, code):
        if self.kind != "/Type0":
            at = code - self.font.get("/FirstChar", 0)
            widths = self.pdf.list(self.font.get("/Widths"))
            return widths[at] if 0 <= at < len(widths) else self.descriptor.get("/MissingWidth", 0)
        items = self.pdf.list(self.below.get("/W"))
        at = 0
        while at + 1 < len(items):
            following = self.pdf.get(items[at + 1])
            if isinstance(following, list):
                if 0 <= code - items[at] < len(following):
                    return following[code - items[at]]
                at += 2
            else:
                if items[at] <= code <= following:
                    return items[at + 2]
                at += 3
        return self.below.get("/DW", 1000)

    def glyph_problems(self):
        if self.invisible:
            return
        for code in sorted(self.codes):
            glyph = self.glyph_of(code)
            if glyph is False:
                continue
            if glyph is None:
                yield "31-011", f"code {code}"
                continue
            if glyph == 0:
                yield "31-030", f"code {code}"
            width = self.program.width(glyph)
            if width is not None and abs(width - self.width_of(code)) > 1:
                yield "31-016", f"code {code}: {width} and {self.width_of(code)}"

    def set_problems(self):
        names = text_of(self.descriptor.get("/CharSet"))
        if names is not None and isinstance(self.program, (bytes, fonts.Cff)):
            listed = set(names.split("/")[1:])
            there = self.type1_names()
            if there - listed - {".notdef"}:
                yield "31-012", str(sorted(there - listed)[:5])
            if listed - there:
                yield "31-013", str(sorted(listed - there)[:5])
        stream = self.pdf.get(self.descriptor.get("/CIDSet"))
        if isinstance(stream, Stream) and self.program is not None:
            listed = {8 * at + bit for at, byte in enumerate(stream.data) for bit in range(8)
                      if byte & 128 >> bit}
            there = set(self.program.charset) if isinstance(self.program, fonts.Cff) \
                else set(range(self.program.n_glyphs))
            if there - listed - {0}:
                yield "31-014", "CIDSet"
            if listed - there:
                yield "31-015", "CIDSet"

    def type1_names(self):
        if isinstance(self.program, fonts.Cff):
            return {str(name) for name in self.program.charset}
        return {name.decode("latin-1") for name in re.findall(rb"/([A-Za-z0-9.]+)\s+\d+\s+(?:RD|-\|)",
                                                              self.program)}


@rule
def own_rules(self):
    roots = self.pdf.structure()
    if len(roots) != 1 or roots[0].role != "Document":
        yield "R-07", str([root.type for root in roots])
    for element in self.elements:
        empty = not element.kids and not element.content and not element.objects
        if empty and element.role != "TD" and not text_of(element.dict.get("/Alt")):
            yield "R-05", element.type
        if element.role == "LI" and [kid.role for kid in element.kids] != ["Lbl", "LBody"]:
            yield "R-09", str([kid.role for kid in element.kids])
    for page, _, _ in self.pdf.pages():
        kinds = [mark.properties.get("/Subtype") for where, mark in self.walk.artifacts
                 if where == page and mark.properties.get("/Type") == "/Pagination"]
        if "/Header" not in kinds or "/Footer" not in kinds:
            yield "R-03", str(page)


@rule
def parent_tree(self):
    tree = self.pdf.number_tree(self.pdf.dict(self.pdf.root.get("/StructTreeRoot")).get("/ParentTree"))
    keys = {page: dictionary.get("/StructParents") for page, dictionary, _ in self.pdf.pages()}
    for (page, mcid) in self.walk.mcids:
        parents = self.pdf.list(tree.get(keys.get(page)))
        owner = self.owner.get((page, mcid))
        if owner is not None and (mcid >= len(parents) or parents[mcid] != owner.ref):
            yield "R-06", f"{page} {mcid}"
    for _, _, ref, annotation in self.pdf.annotations():
        owner = self.pdf.owner_of(ref)
        if owner is not None and tree.get(annotation.get("/StructParent")) != owner.ref:
            yield "R-06", str(ref)


@rule
def order(self):
    """Text is painted as it is read: some readers know no structure."""
    in_structure = []

    def collect(element):
        for part in element.order:
            if isinstance(part, tuple):
                in_structure.append(part)
            else:
                collect(part)

    for root in self.pdf.structure():
        collect(root)
    painted = [place for place in self.walk.order if place in self.owner]
    wanted = [place for place in in_structure if place in self.walk.mcids]
    if painted != wanted:
        first = next((a, b) for a, b in zip(painted + [None], wanted + [None]) if a != b)
        yield "R-08", f"{first[0]} is painted where {first[1]} is read"
