#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each template in each language and form says the words of its sections, in their order, and not those
of a section that is switched off.

Usage: check-templates.py WRITE-TEMPLATES"""

import email
import email.policy
import html
import io
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

import outputs
import tap

TEMPLATES = ("monthly", "short", "weekly", "daily", "own")
NAMES = [f"{language}-{template}" for language in ("en", "ru") for template in TEMPLATES]
WORDS = {"en": "Own words of section {}, written by hand.",
         "ru": "Свои слова раздела {}, написанные от руки."}
# A picture or large figures alone: nothing is written there.
WORDLESS = ("tiles", "chart")
HEADINGS = {
    "en": {"figures": "Figures", "trend": "Over time", "funnel": "Funnel", "channels": "Channels",
           "work": "Planned and done", "why": "Why", "next": "What we propose next",
           "definitions": "Definitions", "text": "Over to you", "problems": "Problems",
           "proposals": "What we propose"},
    "ru": {"figures": "Показатели", "trend": "Динамика", "funnel": "Воронка", "channels": "Каналы",
           "work": "План и факт", "why": "Почему так", "next": "Что предлагаем дальше",
           "definitions": "Определения", "text": "Ваше слово", "problems": "Проблемы",
           "proposals": "Что предлагаем"},
}
# Of what the sections tell by themselves, something that no other section does.
TOLD = {
    "en": {"figures": "Qualified leads", "funnel": "Qualified leads", "channels": "Maps and directories",
           "work": "Negative keywords, second round", "next": "Script for the call centre",
           "definitions": "ad spend / revenue"},
    "ru": {"figures": "Целевые заявки", "funnel": "Целевые заявки",
           "channels": "Карты и справочники", "work": "Минус-слова, второй круг",
           "next": "Сценарий разговора для колл-центра", "definitions": "расход на рекламу / выручка"},
}
# The sheet of a workbook that a section fills.
SHEETS = {
    "en": {"funnel": "Funnel", "channels": "Channels", "definitions": "Definitions"},
    "ru": {"funnel": "Воронка", "channels": "Каналы", "definitions": "Определения"},
}


def squeezed(text):
    """Words with single spaces; a page breaks lines where it likes, also inside of a word."""
    return re.sub(r"\s+", " ", text.replace("\u00ad\n", "").replace("\u00a0", " ")).strip()


def pdf_text(name):
    found = subprocess.run([outputs.program("pdftotext"), "-raw", outputs.path(name + ".pdf"), "-"],
                           capture_output=True, check=True, text=True)
    return squeezed(found.stdout)


def html_text(name):
    page = outputs.read(name + ".html").decode()
    page = re.sub(r"<(style|title)>.*?</\1>", " ", page, flags=re.S)
    return squeezed(html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(p|h2|h3|td|th|li|dt|dd)>", " ", page))))


def plain_text(name):
    return squeezed(outputs.read(name + ".txt").decode())


def letter(name):
    return email.message_from_bytes(outputs.read(name + ".eml"), policy=email.policy.default)


def sections(name, shown=True):
    return [section["type"] for section in outputs.document(name)["sections"]
            if section.get("hidden", False) != shown]


def assert_words(name, text, form):
    """The words of each section that is shown, in that order, and of no other."""
    language, before = name[:2], -1
    for section in sections(name):
        place = text.find(WORDS[language].format(section))
        if section in WORDLESS:
            assert place < 0, f"{name}, {form}: words of {section}, which has none"
            continue
        assert place >= 0, f"{name}, {form}: the words of {section} are missing"
        assert place > before, f"{name}, {form}: {section} stands too early"
        heading = HEADINGS[language].get(section)
        assert heading is None or text[:place].rstrip().endswith(heading), \
            f"{name}, {form}: “{heading}” does not stand above its words: {text[max(0, place - 60):place]}"
        before = place
    for section in sections(name, shown=False):
        assert WORDS[language].format(section) not in text, f"{name}, {form}: {section} is switched off"


def assert_told(name, text, form):
    """What the sections tell besides their words, each only where it is shown."""
    shown = sections(name)
    told = TOLD[name[:2]]
    for words in set(told.values()):
        tellers = [section for section in told if told[section] == words]
        assert (words in text) == any(section in shown for section in tellers), f"{name}, {form}: “{words}”"


def test_templates():
    """There is no template without sections, and problems and proposals are in one."""
    used = set()
    for name in NAMES:
        assert len(sections(name)) >= 3, name
        used.update(sections(name))
    assert used >= set(HEADINGS["en"]), set(HEADINGS["en"]) - used
    assert {"problems", "proposals"} <= set(sections("ru-weekly"))


def test_pdf():
    for name in NAMES:
        text = pdf_text(name)
        assert_words(name, text, "PDF")
        assert_told(name, text, "PDF")


def test_html():
    for name in NAMES:
        text = html_text(name)
        assert_words(name, text, "HTML")
        assert_told(name, text, "HTML")


def test_text():
    for name in NAMES:
        text = plain_text(name)
        assert_words(name, text, "text")
        for section in sections(name):
            words = TOLD[name[:2]].get(section)
            # How figures are worked out is left to the other forms.
            assert section == "definitions" or words is None or words in text, f"{name}: “{words}”"


def test_letter():
    """The letter says what the summary does, and has the PDF with it that has all."""
    for name in NAMES:
        message = letter(name)
        plain = squeezed(message.get_body(("plain",)).get_content())
        page = squeezed(re.sub(r"<[^>]*>", "", html.unescape(message.get_body(("html",)).get_content())))
        for section in sections(name) + sections(name, shown=False):
            words = WORDS[name[:2]].format(section)
            expected = section == "summary" and section in sections(name)
            assert (words in plain) == expected and (words in page) == expected, f"{name}: {section}"
        attached, = message.iter_attachments()
        assert attached.get_content() == outputs.read(name + ".pdf"), name


def test_workbook():
    """A workbook has the figures of the sections that have any, and none of another."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    for name in NAMES:
        archive = zipfile.ZipFile(io.BytesIO(outputs.read(name + ".xlsx")))
        book = tree.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.get("name") for sheet in book.iter(main + "sheet")]
        strings = squeezed(" ".join("".join(item.itertext()) for part in archive.namelist()
                                    if part == "xl/sharedStrings.xml" or "worksheets/sheet" in part
                                    for item in tree.fromstring(archive.read(part)).iter(main + "t")))
        shown = sections(name)
        for section, sheet in SHEETS[name[:2]].items():
            assert (sheet in names) == (section in shown), f"{name}: {sheet} in {names}"
        assert_told(name, strings, "XLSX")


FIGURES = {"en": "Figures", "ru": "Показатели"}
TILES = 4
# How many lines of a workbook hold what the document says.
LEAST_LINES = 5


def assert_workbook(name, book):
    """What LibreOffice reads is what the document says, to the millionth; returns the lines compared."""
    document, lines = outputs.document(name), 0
    sheets = SHEETS[name[:2]]
    # Where the table of all figures is switched off there are those of the tiles.
    known = document["figures"] if "figures" in sections(name) else document["figures"][:TILES]
    figures = book.get(FIGURES[name[:2]], [])
    for row, figure in zip(figures[1:], known, strict=bool(figures)):
        for column, key in ((1, "value"), (2, "target"), (3, "previous"), (5, "last_year")):
            outputs.assert_equal(row[column], figure[key], f"{name}: {row[0]}, {key}")
        lines += 1
    for row, channel in zip(book.get(sheets["channels"], [[]])[1:], document["channels"]):
        for cell, value in zip(row[1:], channel["values"], strict=True):
            outputs.assert_equal(cell, value, f"{name}: {row[0]}")
        lines += 1
    for row, stage in zip(book.get(sheets["funnel"], [[]])[1:], document["funnel"]):
        outputs.assert_equal(row[1], stage["value"], f"{name}: {row[0]}")
        lines += 1
    return lines


def test_spreadsheet():
    """Every template, in both languages, read back by LibreOffice to equal figures."""
    books = outputs.converted(*NAMES)
    compared = {name: assert_workbook(name, books[name]) for name in NAMES}
    for name in NAMES:
        if "figures" in sections(name) or "funnel" in sections(name):
            assert compared[name] >= min(LEAST_LINES, len(outputs.document(name)["funnel"])), (name, compared)
    # A cell that says something else is found.
    spoilt = {sheet: [list(row) for row in rows] for sheet, rows in books["ru-monthly"].items()}
    spoilt[FIGURES["ru"]][1][1] = str(float(spoilt[FIGURES["ru"]][1][1]) + 1)
    try:
        assert_workbook("ru-monthly", spoilt)
    except AssertionError:
        return
    raise AssertionError("a figure that is not that of the document is passed over")


FRAMES = "<!DOCTYPE html><title>all</title>" + "".join(
    f'<iframe src="{name}.html" width="800" height="600"></iframe>' for name in [*NAMES, "spoilt"])


def test_browser():
    """Every template, in both languages, in a browser that keeps to the policy of the page: nothing of
    the report is forbidden by it, and what is none of the report is."""
    page = outputs.read("en-weekly.html").decode()
    spoilt = page.replace("</main>", '<script>document.title="taken"</script>'
                          '<img src="http://127.0.0.1:9/spy.png"><p style="color:red">x</p></main>')
    assert spoilt != page
    with open(outputs.path("spoilt.html"), "w", encoding="utf-8") as file:
        file.write(spoilt)
    with open(outputs.path("frames.html"), "w", encoding="utf-8") as file:
        file.write(FRAMES)
    _, console = outputs.browse("file://" + outputs.path("frames.html"), "--virtual-time-budget=8000")
    others = [line for line in console if "spoilt.html" not in line]
    assert len(console) >= 3, console
    assert not others, others


sys.exit(tap.run(globals()))
