#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the letters with Python's email module, and the reports in plain words.

Usage: check-letter.py WRITE-OUTPUTS"""

import email
import email.policy
import re
import sys
import unicodedata

import outputs
import tap

HEADERS = {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}


def letter(sample):
    message = email.message_from_bytes(outputs.read(sample + ".eml"), policy=email.policy.default)
    for part in message.walk():
        assert not part.defects, part.defects
        for name, value in part.items():
            assert not value.defects, (name, value.defects)
    return message


def test_form():
    """Lines end with CRLF and are short, headers are ASCII, and none was smuggled in."""
    for sample in outputs.SAMPLES:
        data = outputs.read(sample + ".eml")
        lines = data.split(b"\r\n")
        assert all(b"\r" not in line and b"\n" not in line for line in lines)
        assert all(len(line) <= 78 for line in lines), max(lines, key=len)
        assert data.isascii() and data.endswith(b"\r\n")
        message = letter(sample)
        assert set(message.keys()) == HEADERS, message.keys()
        assert message["X-Unsent"] == "1" and message["MIME-Version"] == "1.0"


def test_words():
    expected = {"en": ("Report for November 2026 — Romashka Clinics", "Hello!", "• Leads: 312"),
                "ru": ("Отчёт за ноябрь 2026 — Клиники «Ромашка»", "Здравствуйте!", "• Заявки: 312")}
    for sample, (subject, *words) in expected.items():
        message, document = letter(sample), outputs.document(sample)
        text = message.get_body(("plain",)).get_content()
        page = message.get_body(("html",)).get_content()
        assert message["Subject"] == subject, message["Subject"]
        for word in (*words, document["headline"], document["agency"]):
            assert word in text, (word, text)
        assert document["headline"] in page and "<script" not in page
        assert text.splitlines()[0] == words[0]


def test_attachment():
    for sample in outputs.SAMPLES:
        attached = list(letter(sample).iter_attachments())
        assert [part.get_content_type() for part in attached] == ["application/pdf"]
        assert attached[0].get_content() == outputs.read(sample + ".pdf")
        name = attached[0].get_filename()
        assert name.endswith(".pdf") and len(name.encode()) <= 200, name
        assert not re.search(r'[/\\:*?"<>|\r\n\t]', name), name
    assert list(letter("ru").iter_attachments())[0].get_filename() == "Клиники «Ромашка». Отчёт за ноябрь 2026.pdf"


def test_hostile():
    """A title with a line break stays one subject; HTML stays words."""
    message = letter("hostile")
    assert "\n" not in message["Subject"] and "Bcc: thief@evil.example" in message["Subject"]
    page = message.get_body(("html",)).get_content()
    assert not re.search(r"<(script|img|style|iframe)|javascript:[^<]*\">", page), page
    assert all(re.match("(https?://|mailto:)", link) for link in re.findall('href="([^"]*)"', page))


def test_plain_words():
    """The report as text: no mark-up, no trailing space, no character that can't be seen."""
    for sample in ("en", "ru", "empty"):
        text, document = outputs.read(sample + ".txt").decode(), outputs.document(sample)
        assert text.startswith(document["client"] + "\n") and text.endswith("\n")
        assert "**" not in text and "\n\n\n" not in text
        assert all(line == line.rstrip() for line in text.split("\n")), text
        assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]
        for work in document["work"]:
            assert work["title"] in text and work["result"] in text
        for figure in document["figures"]:
            assert figure["name"] in text
    assert "No data for this period" in outputs.read("empty.txt").decode()


sys.exit(tap.run(globals()))
