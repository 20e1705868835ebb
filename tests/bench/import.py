# SPDX-License-Identifier: GPL-3.0-or-later
"""A million rows of four columns, as separated values and as a workbook: both are read twice, to be
understood and to be added up."""

import datetime
import subprocess
import zipfile

from table import Row

TITLE = "Import of a million rows, CSV and XLSX"
ROUNDS = 3
ROWS = 1000000
CHANNELS = 20
FIRST = datetime.date(2025, 1, 1)
SERIAL = (FIRST - datetime.date(1899, 12, 30)).days
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{DOCUMENT}"><sheets><sheet name="A" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="a" Type="{DOCUMENT}/worksheet" Target="a.xml"/>'
                                  f'<Relationship Id="b" Type="{DOCUMENT}/styles" Target="b.xml"/>'
                                  f'<Relationship Id="c" Type="{DOCUMENT}/sharedStrings" Target="c.xml"/></Relationships>',
    "xl/b.xml": f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/c.xml": f"<sst {MAIN}>" + "".join(f"<si><t>{text}</t></si>" for text in
                                          ("Day", "Channel", "Clicks", "Cost", *(f"Channel {n}" for n in range(CHANNELS)))) + "</sst>",
}


def figures(row):
    """Day, channel, clicks and cost of a row."""
    return row % 360, row % CHANNELS, row % 997, f"{row % 99991 / 100:.2f}"


def write_csv(path):
    with open(path, "w", encoding="utf-8") as target:
        target.write("Day,Channel,Clicks,Cost\n")
        days = [(FIRST + datetime.timedelta(n)).isoformat() for n in range(360)]
        for row in range(ROWS):
            day, channel, clicks, cost = figures(row)
            target.write(f"{days[day]},Channel {channel},{clicks},{cost}\n")


def write_xlsx(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in PARTS.items():
            package.writestr(name, content)
        with package.open("xl/a.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet {MAIN}><sheetData><row r="1">'.encode())
            part.write("".join(f'<c r="{"ABCD"[n]}1" t="s"><v>{n}</v></c>' for n in range(4)).encode() + b"</row>")
            for row in range(ROWS):
                day, channel, clicks, cost = figures(row)
                n = row + 2
                part.write(f'<row r="{n}"><c r="A{n}" s="1"><v>{SERIAL + day}</v></c><c r="B{n}" t="s"><v>{channel + 4}</v></c>'
                           f'<c r="C{n}"><v>{clicks}</v></c><c r="D{n}"><v>{cost}</v></c></row>'.encode())
            part.write(b"</sheetData></worksheet>")


def measure(build, folder):
    first = None
    for kind, write in (("CSV", write_csv), ("XLSX", write_xlsx)):
        path = folder / f"million.{kind.lower()}"
        write(path)
        samples = [list(map(float, subprocess.check_output([build / "tests/bench/bench-import", path], text=True).split())) for _ in range(ROUNDS)]
        assert all(sample[3] == ROWS for sample in samples), samples
        understand, run = min(sample[0] for sample in samples), min(sample[1] for sample in samples)
        total = understand + run
        first = first or total
        yield Row(f"{kind} of {path.stat().st_size >> 20} MiB, CPU time", f"{total:.1f} s: understood in {understand:.1f} s, added up in {run:.1f} s", total / first)
        yield Row(f"{kind}, most memory", "", max(sample[2] for sample in samples) / 1024, 64, unit="MiB")
        path.unlink()

