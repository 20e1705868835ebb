#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks, by hand and by LibreOffice: what their cells come to, and which are refused.

Usage: check-workbooks.py SHEET-DUMP IMPORT-DUMP DATA-FOLDER SUPPORT-FOLDER"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

SHEET_DUMP, IMPORT_DUMP, DATA = sys.argv[1:4]
sys.path.insert(0, sys.argv[4])

import tap  # noqa: E402
from workbook import ods, pack, rows, sheet, xlsx  # noqa: E402

FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="rapport-workbooks-"))
TOO_LARGE, KIND, PROTECTED, DAMAGED, SHEET = 4, 12, 13, 14, 15


def write(content, name="book.xlsx"):
    path = FOLDER / name
    path.write_bytes(pack(content) if isinstance(content, dict) else content)
    return path


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode in (0, 1), f"{program} ended with {done.returncode}: {done.stderr}"
    return [line.split("\t") for line in done.stdout.splitlines()]


def cells(content, number=0, name="book.xlsx"):
    """{line: cells} of a sheet, empty cells at the end left out."""
    found = {}
    for line in run(SHEET_DUMP, write(content, name), number):
        assert line[0] != "error", line
        if line[0].isdigit():
            while line and line[-1] == "":
                line.pop()
            found[int(line[0])] = line[1:]
    return found


def refusal(content, name="book.xlsx"):
    """Code and sentence."""
    lines = run(SHEET_DUMP, write(content, name))
    assert lines[-1][0] == "error", lines[-5:]
    return int(lines[-1][2]), lines[-1][3]


def dump(path, *arguments):
    return run(IMPORT_DUMP, *arguments, path)


def one(cell, formats=(), strings=None, properties=""):
    """What a single cell comes to."""
    return cells(xlsx({"A": sheet(rows([[cell]]))}, formats, strings, properties)).get(1, [""])[0]


def test_numbers():
    cases = [
        ("1541.76", "1541.76"), ("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("1541.7600000000002", "1541.76"),
        ("1234.4999999999998", "1234.5"), ("9007199254740993", "9007199254740993"), ("1E3", "1000"), ("1.5E-2", "0.015"),
        ("-12.50", "-12.5"), ("1.2E-17", "0.000000000000000012"), ("1e-300", "0"), ("1E+300", "1E+300"), ("0", "0"),
        ("-0", "0"), ("1.234", "1.2340"), ("1234.567", "1234.567"), ("0.123", "0.123"), ("12.345", "12.3450"),
        ("999999999999999.9", "1000000000000000"), ("123456789012345678", "123456789012345678"), (" 7 ", "7"), ("NaN", "NaN"),
        ("00012", "12"), (".5", "0.5"), ("0.00012345678901234567", "0.000123456789012346"),
    ]
    for text, shown in cases:
        found = one(f"<c><v>{text}</v></c>")
        assert found == shown, f"{text}: {found}, not {shown}"


def test_formats():
    cases = [
        ("0.0523", "0.00%", "5.23%"), ("0.05", 9, "5%"), ("12", '#,##0.00"р."', "12 р."), ("12.5", "#,##0.00\\ [$₽-419]", "12.5 ₽"),
        ("12.5", '_-* #,##0.00\\ "₽"_-;-* #,##0.00\\ "₽"_-;_-* "-"??\\ "₽"_-;_-@_-', "12.5 ₽"), ("12.5", "[$€-2]\\ #,##0.00", "12.5 €"),
        ("12.5", "$#,##0.00;[Red]-$#,##0.00", "12.5 $"), ("12.5", '#,##0" шт."', "12.5"), ("1234567", "#,##0,", "1234.567"),
        ("1234567", '0.0,,"M"', "1.234567"), ("46235", 14, "2026-08-01"), ("46235", "dd.mm.yyyy", "2026-08-01"),
        ("46235.5", 22, "2026-08-01 12:00:00"), ("46235.5", "yyyy-mm-dd", "2026-08-01"), ("46235", "mmm\\-yy", "2026-08"),
        ("46236", "mmm yyyy", "2026-08-02"), ("46235", 17, "2026-08"), ("46235", '[$-419]d mmmm yyyy" г.";@', "2026-08-01"),
        ("46235", "[$-F800]dddd, mmmm dd, yyyy", "2026-08-01"), ("0.000833333333333333", "[h]:mm:ss", "00:01:12"),
        ("1.5", "[h]:mm", "36:00:00"), ("0.5", 46, "12:00:00"), ("0.75", "h:mm AM/PM", "18:00:00"), ("46235.99999999", 22, "2026-08-02"),
        ("1", "yyyy-mm-dd", "1900-01-01"), ("59", "yyyy-mm-dd", "1900-02-28"), ("61", "yyyy-mm-dd", "1900-03-01"),
        ("60", "yyyy-mm-dd", "60"), ("0", "yyyy-mm-dd", "0"), ("-5", "yyyy-mm-dd", "-5"), ("9999999", "yyyy-mm-dd", "9999999"),
        ("2958465", "yyyy-mm-dd", "9999-12-31"), ("12", "General", "12"), ("12", "@", "12"), ("12", 'General" days"', "12"),
        ("12", "0.00E+00", "12"), ("12", "[Red][>10]0;0", "12"), ("12", '"', "12"), ("12", "[", "12"), ("12", "\\", "12"),
    ]
    for text, code, shown in cases:
        found = one(f'<c s="1"><v>{text}</v></c>', [code])
        assert found == shown, f"{text} as {code}: {found}, not {shown}"


def test_1904():
    assert one('<c s="1"><v>44773</v></c>', [14], properties='<workbookPr date1904="1"/>') == "2026-08-01"
    assert one('<c s="1"><v>0</v></c>', [14], properties='<workbookPr date1904="true"/>') == "1904-01-01"
    assert one('<c s="1"><v>46235</v></c>', [14], properties='<workbookPr date1904="0"/>') == "2026-08-01"


def test_kinds():
    strings = ("<si><t>Реклама</t></si><si><r><rPr><b/></rPr><t xml:space=\"preserve\">Ян</t></r><r><t>декс</t></r><rPh sb=\"0\" eb=\"1\">"
               "<t>noise</t></rPh></si><si><t>a_x000D__x000A_b_x005F_c</t></si><si/>")
    found = cells(xlsx({"A": sheet(rows([
        ['<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', '<c t="s"><v>2</v></c>', '<c t="s"><v>3</v></c>', "x"],
        ['<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>', '<c t="e"><v>#DIV/0!</v></c>', '<c t="d"><v>2026-08-01T00:00:00</v></c>',
         '<c t="d"><v>2026-08-01T10:30:00Z</v></c>'],
        ['<c t="str"><f>A1</f><v>Итог</v></c>', '<c t="str"><f>""</f><v></v></c>', "<c><f>B1*2</f></c>", "<c><f>1+1</f><v>2</v></c>",
         '<c><f t="shared" si="0"/><v/></c>'],
    ]))}, strings=strings))
    assert found[1] == ["Реклама", "Яндекс", "a\\nb_c", "", "x"], found[1]
    assert found[2] == ["TRUE", "FALSE", "#DIV/0!", "2026-08-01", "2026-08-01 10:30:00Z"], found[2]
    assert found[3] == ["Итог", "", "=B1*2", "2", "="], found[3]


def test_places():
    data = ('<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>'
            '<row r="9"><c r="A9"/><c r="A9" s="4"/></row><row r="12"><c r="A12"><v>5</v></c></row><row r="3"><c r="A3"><v>6</v></c></row>')
    found = cells(xlsx({"A": sheet(data)}))
    assert found == {1: [], 2: ["", "1", "", "2"], 3: ["3", "4"], 11: [], 12: ["5"], 13: ["6"]}, found


def test_merges():
    data = rows([["Дата", "Яндекс", None, "Сумма"], [None, "Клики", "Расход"], ["2026-08-01", 1, 2, 10], [None, 3, 4, None], ["x", 5, 6, 7]])
    merges = '<mergeCells><mergeCell ref="D3:D4"/><mergeCell ref="A3:A4"/><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="?"/></mergeCells>'
    found = cells(xlsx({"A": sheet(data, merges)}))
    assert found[2] == ["Дата", "Клики", "Расход"], found
    assert found[4] == ["2026-08-01", "3", "4"], found  # a figure counts once
    assert found[5] == ["x", "5", "6", "7"], found


def test_sheets():
    book = xlsx({"Обложка": sheet(rows([["Отчёт"]])), "Данные": sheet(rows([["Дата", "Клики"], ["2026-08-01", 5]])), "Тайна": sheet("")},
                states={"Тайна": ' state="hidden"'})
    names = [line[1:] for line in run(SHEET_DUMP, write(book)) if line[0] == "sheet"]
    assert names == [["Обложка"], ["Данные"], ["Тайна", "hidden"]], names
    guess = dump(write(book), "--guess")
    assert ["total", "clicks", "5000000"] in guess, guess
    assert ["total", "clicks", "5000000"] in dump(write(book), "--sheet", "данные")
    wrong = dump(write(book), "--sheet", "Листок")
    assert wrong[0][0] == "error" and "“Обложка”, “Данные”" in wrong[0][1], wrong


def test_all_hidden():
    book = xlsx({"A": sheet(rows([["Дата", "Клики"], ["2026-08-01", 5]])), "B": sheet("")},
                states={"A": ' state="veryHidden"', "B": ' state="hidden"'})
    assert ["total", "clicks", "5000000"] in dump(write(book))


def test_million_empty_rows():
    data = rows([["Дата", "Клики"], ["2026-08-01", 5]]) + "".join(f'<row r="{n}" spans="1:2" s="3"><c r="A{n}" s="1"/></row>' for n in range(3, 1048577))
    began = time.monotonic()
    path = write(xlsx({"A": sheet(data)}, ["0"]))
    made = time.monotonic()
    lines = run(SHEET_DUMP, path)
    print(f"# written in {made - began:.1f} s, read twice in {time.monotonic() - made:.1f} s, {path.stat().st_size >> 10} KiB")
    assert [line for line in lines if line[0].isdigit()] == [["1", "Дата", "Клики"], ["2", "2026-08-01", "5"]], lines[:9]
    assert int(lines[-1][1]) < 64 * 1024, f"{lines[-1][1]} KiB of memory"


def test_ods():
    table = """<table:table table:name="'file:///x'#A"><table:table-row><table:table-cell office:value-type="float" office:value="9"/></table:table-row></table:table>
    <table:table table:name="Лист1"><table:table-column table:number-columns-repeated="16384"/>
    <table:table-header-rows><table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Дата</text:p></table:table-cell>
    <table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>Кли<text:span>ки</text:span><text:s text:c="2"/>!</text:p><text:p>и</text:p></table:table-cell></table:table-row></table:table-header-rows>
    <table:table-row><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="1234.4999999999998"><text:p>1 234</text:p></table:table-cell></table:table-row>
    <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2026-08-01"><text:p>01.08.26</text:p></table:table-cell>
    <table:table-cell office:value-type="percentage" office:value="0.0523"/><table:table-cell office:value-type="currency" office:currency="RUB" office:value="1541.76"/>
    <table:table-cell office:value-type="time" office:time-value="PT00H01M12S"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/>
    <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/><table:table-cell table:formula="of:=1/0" calcext:value-type="error" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p></table:table-cell>
    <table:table-cell table:formula="of:=[.A1]"/><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
    <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
    <table:table table:name="Скрытый" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="date" office:date-value="2026-08-01T10:30:00"/></table:table-row></table:table>"""
    book = ods(table, '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>')
    found = cells(book, name="book.ods")
    row = ["2026-08-01", "5.23%", "1541.76 RUB", "00:01:12", "TRUE", "7", "7", "#DIV/0!", "="]
    assert found == {1: ["Дата", "Клики  !\\nи"], 2: ["Дата", "1234.5"], 3: row, 4: row}, found
    assert cells(book, 1, "book.ods") == {1: ["2026-08-01 10:30:00"]}
    assert [line[1:] for line in run(SHEET_DUMP, write(book, "book.ods")) if line[0] == "sheet"] == [["Лист1"], ["Скрытый", "hidden"]]


def test_ods_repeats():
    bomb = '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="4000" office:value-type="float" office:value="1"/></table:table-row></table:table>'
    assert refusal(ods(bomb), "book.ods")[0] == TOO_LARGE
    wide = '<table:table><table:table-row><table:table-cell table:number-columns-repeated="999999999" office:value-type="float" office:value="1"/></table:table-row></table:table>'
    assert refusal(ods(wide), "book.ods")[0] == TOO_LARGE


def test_cut():
    whole = pack(xlsx({"A": sheet(rows([["Дата", "Клики"]] + [["2026-08-01", n] for n in range(500)]))}))
    for part in range(10, 100, 10):
        code, words = refusal(whole[:len(whole) * part // 100])
        assert code == DAMAGED and "cut off" in words, (part, code, words)
    torn = bytearray(whole)
    at = whole.index(b"xl/worksheets/sheet1.xml") + 60
    torn[at:at + 40] = bytes(40)
    assert refusal(bytes(torn))[0] == DAMAGED
    unfinished = xlsx({"A": sheet(rows([["Дата", "Клики"]]))[:-30]})
    assert refusal(unfinished)[0] == DAMAGED


def test_lost_parts():
    for name in ("xl/workbook.xml", "_rels/.rels", "xl/worksheets/sheet1.xml"):
        parts = xlsx({"A": sheet(rows([["Дата", "Клики"]]))})
        del parts[name]
        assert refusal(parts)[0] == DAMAGED, name
    parts = xlsx({"A": sheet(rows([[1]]))})
    del parts["xl/styles.xml"]
    assert cells(parts) == {1: ["1"]}
    assert refusal(xlsx({"A": sheet(rows([['<c t="s"><v>4</v></c>']]))}))[0] == DAMAGED


def test_entities():
    laughs = '<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outside = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    for declaration in (laughs, outside, "<!DOCTYPE worksheet>"):
        part = sheet(rows([["Дата", "&b;&x;"]])).replace("<worksheet", declaration + "<worksheet")
        code, words = refusal(xlsx({"A": part}))
        assert code == DAMAGED and "declarations" in words, (code, words)
    assert refusal(xlsx({"A": sheet('<row r="1"><c r="A1"><v>&unknown;</v></c></row>')}))[0] == DAMAGED
    deep = sheet("<row>" * 5000 + "</row>" * 5000)
    assert refusal(xlsx({"A": deep}))[0] == DAMAGED


def test_bomb():
    target = FOLDER / "bomb.xlsx"
    parts = xlsx({"A": ""})
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if name != "xl/worksheets/sheet1.xml":
                package.writestr(name, content)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(sheet("").split("</sheetData>")[0].encode())
            for _ in range(400):
                part.write(b'<row x="%s"/>' % (b"0" * 4000) * 256)
    lines = run(SHEET_DUMP, target)
    assert lines[-1][0] == "error" and int(lines[-1][2]) == TOO_LARGE, lines[-1]
    wide = sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')
    assert refusal(xlsx({"A": wide}))[0] == TOO_LARGE
    long = sheet(rows([["x" * 200000]]))
    assert refusal(xlsx({"A": long}))[0] == TOO_LARGE


def container(names):
    """A small OLE2 container with these streams, all empty."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    header[30] = 9
    entries = bytearray()
    for name in names:
        entry = bytearray(128)
        encoded = name.encode("utf-16-le")
        entry[:len(encoded)] = encoded
        entries += entry
    return bytes(header) + bytes(entries).ljust(512, b"\0")


def test_protected():
    code, words = refusal(container(["Root Entry", "EncryptionInfo", "EncryptedPackage"]))
    assert code == PROTECTED and "password" in words, (code, words)
    code, words = refusal(container(["Root Entry", "Workbook"]), "old.xls")
    assert code == KIND and ".xls" in words, (code, words)
    for cut in (8, 100, 511, 512, 700):
        assert refusal(container(["Root Entry"])[:cut])[0] == KIND, cut
    parts = ods("<table:table/>")
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace("/>", "><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>")
    parts["content.xml"] = "\x01\x02\x03"
    assert refusal(parts, "book.ods")[0] == PROTECTED
    locked = bytearray(pack(xlsx({"A": sheet("")}), zipfile.ZIP_STORED))
    at = 0
    while (at := locked.find(b"PK\1\2", at)) >= 0:  # the bit that says so, in the directory and before each part
        locked[at + 8] |= 1
        at += 4
    at = 0
    while (at := locked.find(b"PK\3\4", at)) >= 0:
        locked[at + 6] |= 1
        at += 4
    assert refusal(bytes(locked))[0] == PROTECTED


def test_other_files():
    assert refusal({"readme.txt": "hello"})[0] == KIND
    assert refusal({"[Content_Types].xml": "", "xl/workbook.bin": ""})[0] == KIND
    assert refusal({**ods(""), "content.xml": '<office:document-content xmlns:office="x"><office:body/></office:document-content>'}, "a.odt")[0] == KIND
    assert refusal({"../../evil.xlsx": "hello", "/etc/passwd": "x"})[0] == KIND
    for content in (b"hello, world", b"<html><table><tr><td>1</td></tr></table></html>", b"\0\1\2\3" * 50):
        (lines,) = dump(write(content))
        assert lines[0] == "error" and "isn't one" in lines[1], lines
    assert "empty" in dump(write(b""))[0][1]
    book = xlsx({"A": sheet("")})
    assert "workbook" in dump(write(book))[0][1]


def test_odd_writers():
    """Prefixes, backslashes, absolute targets, UTF-16 and the strict edition."""
    parts = xlsx({"A": sheet(rows([["Дата", 5]]))})
    part = parts.pop("xl/worksheets/sheet1.xml")
    for tag in ("worksheet", "sheetData", "row", "c", "is", "t", "v"):
        part = part.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>").replace(f"</{tag}>", f"</x:{tag}>")
    part = part.replace("xmlns=", "xmlns:x=").replace("/spreadsheetml/2006/main", "/ooxml/spreadsheetml/main")
    parts["xl\\Worksheets\\sheet1.xml"] = part.replace("UTF-8", "UTF-16").encode("utf-16")
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace('"worksheets/', '"/xl/theme/../worksheets/')
    assert cells(parts) == {1: ["Дата", "5"]}, cells(parts)


def test_import():
    data = rows([["Отчёт за август"], ["Дата", "Канал", "Клики", "Расход, ₽", "CTR"],
                 ['<c s="1"><v>46235</v></c>', "Яндекс", 10, '<c s="2"><v>1541.7600000000002</v></c>', '<c s="3"><v>0.0523</v></c>'],
                 ['<c s="1"><v>46236</v></c>', "Яндекс", 20, '<c s="2"><v>1.234</v></c>', None],
                 ["Итого", None, 30, '<c s="2"><f>SUM(D3:D4)</f><v>1542.994</v></c>', None]])
    lines = dump(write(xlsx({"A": sheet(data)}, [14, '#,##0.00\\ "₽"', 10])), "--guess")
    assert ["cell", "2026-08-01", "Яндекс", "ad-spend", "1541760000"] in lines, lines
    assert ["cell", "2026-08-02", "Яндекс", "ad-spend", "1234000"] in lines, lines
    assert ["skipped", "5", "A total"] in lines, lines
    assert not [line for line in lines if line[0] == "warning"], lines


def test_uncounted():
    lines = [["Дата", "Клики", "CTR"], ["2026-08-01", 5, "<c><f>B2/2</f></c>"], ["2026-08-02", 6, "<c><f>B3/2</f></c>"]]
    found = dump(write(xlsx({"A": sheet(rows(lines))})))
    assert ["warning", "2", "2 formulas have no result in the file."] in found, found
    assert ["total", "clicks", "11000000"] in found, found
    lines[2][1] = "<c><f>B2+1</f></c>"
    found = dump(write(xlsx({"A": sheet(rows(lines))})))
    assert found[0][0] == "error" and found[0][1].startswith("Line 3: the formula has no result."), found


def test_libreoffice():
    """LibreOffice reads our fixtures by its own means; as XLSX and ODS they come to the same figures."""
    office = shutil.which("soffice")
    if office is None:
        raise tap.Skip("soffice is not installed")
    # Separator, quote and encoding, as its import filter counts them.
    for name, options in {"direct.csv": "59,34,76", "meta-ads.csv": "44,34,76"}.items():
        shutil.copy(pathlib.Path(DATA) / name, FOLDER / name)
        for kind in ("xlsx", "ods"):
            done = subprocess.run([office, f"-env:UserInstallation=file://{FOLDER}/office", "--headless", f"--infilter=CSV:{options},1,,1049,false,true",
                                   "--convert-to", kind, "--outdir", FOLDER, FOLDER / name], capture_output=True, text=True, timeout=300)
            made = FOLDER / f"{pathlib.Path(name).stem}.{kind}"
            if not made.exists():
                raise tap.Skip(f"soffice can't convert here: {done.stderr.strip()[-200:]}")
            kinds = ("cell", "total")
            expected = sorted(line for line in dump(FOLDER / name) if line[0] in kinds)
            found = sorted(line for line in dump(made) if line[0] in kinds)
            assert expected and expected == found, f"{made.name}: {dump(made)[:8]}, not {expected[:3]}"


if __name__ == "__main__":
    status = tap.run(globals())
    shutil.rmtree(FOLDER)
    sys.exit(status)
