# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks made by hand, down to each tag, for the tests and for the corpus of the fuzzer."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def pack(parts, compress=zipfile.ZIP_DEFLATED):
    """The bytes of a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compress) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 0, 0, 0)), content, compress)
    return target.getvalue()


def relations(entries):
    rows = "".join(f'<Relationship Id="{id}" Type="{DOCUMENT}/{kind}" Target="{target}"/>' for id, kind, target in entries)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def sheet(data, behind=""):
    """A sheet's part: what is in sheetData, and what stands behind it."""
    return f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{behind}</worksheet>'


def rows(lines):
    """sheetData of lists of cells: a number, a text, or a cell's own XML from its tag on."""
    text = ""
    for number, line in enumerate(lines, 1):
        text += f'<row r="{number}">'
        for column, cell in enumerate(line):
            reference = f"{chr(65 + column)}{number}"
            if cell is None:
                continue
            if isinstance(cell, str) and cell.startswith("<c"):
                text += cell.replace("<c", f'<c r="{reference}"', 1)
            elif isinstance(cell, str):
                escaped = cell.replace("&", "&amp;").replace("<", "&lt;")
                text += f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'
            else:
                text += f'<c r="{reference}"><v>{cell}</v></c>'
        text += "</row>"
    return text


def xlsx(sheets, formats=(), strings=None, properties="", states=None):
    """The parts of a workbook. sheets: {name: part}; formats: a code, or the number of one that is
    built in, for each style from 1; strings: what is in sst."""
    states = states or {}
    entries = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    entries += [("rId1001", "styles", "styles.xml")]
    if strings is not None:
        entries += [("rId1002", "sharedStrings", "sharedStrings.xml")]
    names = "".join(f'<sheet name="{name}" sheetId="{n}"{states.get(name, "")} r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    codes, styles = "", '<xf numFmtId="0"/>'
    for n, code in enumerate(formats):
        if isinstance(code, str):
            escaped = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
            codes += f'<numFmt numFmtId="{164 + n}" formatCode="{escaped}"/>'
            code = 164 + n
        styles += f'<xf numFmtId="{code}" applyNumberFormat="1"/>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{properties}<sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(entries),
        "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
                         f"<cellXfs>{styles}</cellXfs></styleSheet>",
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'{DECLARATION}<sst xmlns="{MAIN}">{strings}</sst>'
    for n, part in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = part
    return parts


def ods(tables, styles=""):
    """The parts of an OpenDocument spreadsheet; tables is the XML of them."""
    spaces = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text", "style", "draw"))
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}manifest:1.0"/>',
        "content.xml": f"{DECLARATION}<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
                       f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
    }
