#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every report keeps what the Matterhorn Protocol 1.1 lets a program check, and the check can fail.

Arguments: the program that writes the samples of the tests, and rapportctl."""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "matterhorn"), str(HERE.parent / "support")]
sys.dont_write_bytecode = True
import breakages
import model
import rules
import tap

WRITE_SAMPLES, RAPPORTCTL = sys.argv[1:3]
FOLDER = tempfile.TemporaryDirectory(prefix="rapport-matterhorn-")
PLACE = pathlib.Path(FOLDER.name)
TEMPLATES = {"monthly": "2026-10-15", "short": "2026-10-15", "weekly": "2026-10-15", "daily": "2026-10-15"}
CLIENTS = {"en": "Romashka Clinics", "ru": "Клиники «Ромашка»"}


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def assert_sound(path):
    """What qpdf, poppler and our own rules say of a file."""
    found = rules.check(model.Pdf.load(path))
    lines = [f"{path.name}: {number} {rules.CONDITIONS[number]} ({words})" for number, words in found]
    assert not found, "\n".join(lines[:20])
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path), path.name
    structure = run("pdfinfo", "-struct", path)
    assert structure.startswith("Document\n") and "H1" in structure, path.name


def samples():
    folder = PLACE / "samples"
    if not folder.exists():
        folder.mkdir()
        run(WRITE_SAMPLES, folder)
    return folder


def test_list():
    """All that a program can check is checked: 87 of the 136 conditions."""
    official = [number for number in rules.CONDITIONS if not number.startswith("R")]
    assert len(official) == 87, len(official)
    assert set(breakages.BREAKAGES) == set(rules.CONDITIONS), \
        set(breakages.BREAKAGES) ^ set(rules.CONDITIONS)


def test_samples():
    """Sections in any order, words in any script, no numbers, many pages, both papers."""
    paths = sorted(samples().glob("*.pdf"))
    assert len(paths) >= 10, paths
    for path in paths:
        assert_sound(path)


def test_templates():
    """What the program itself writes of the made-up agency: each template in each language."""
    for language, client in CLIENTS.items():
        library = PLACE / f"{language}.rapport"
        run(RAPPORTCTL, "sample", library, "--lang", language)
        for template, day in TEMPLATES.items():
            path = PLACE / f"{language}-{template}.pdf"
            run(RAPPORTCTL, "report", library, "--client", client, "--day", day, "--template", template,
                "-o", path)
            assert_sound(path)
            assert run("pdftotext", path, "-").strip(), path.name


def test_boards():
    """The boards of that agency: a page for each frame, and the whole on one."""
    for language, client in CLIENTS.items():
        library = PLACE / f"boards-{language}.rapport"
        run(RAPPORTCTL, "sample", library, "--lang", language)
        boards = run(RAPPORTCTL, "board", library, "--client", client).splitlines()
        assert len(boards) >= 2, boards
        for number, board in enumerate(boards):
            for words in ((), ("--whole",)):
                path = PLACE / f"{language}-board-{number}{''.join(words)}.pdf"
                run(RAPPORTCTL, "board", library, "--client", client, "--board", board, "-o", path, *words)
                assert_sound(path)
                assert board in run("pdfinfo", path), path.name


def test_breakages():
    """Each condition is found where it is met, and what a sound file has is not."""
    sound = model.Pdf.load(samples() / "en.pdf")
    assert not rules.check(sound.copied())
    missed = []
    for number, breakage in breakages.BREAKAGES.items():
        pdf = sound.copied()
        breakage(pdf)
        found = {other for other, _ in rules.check(model.Pdf(pdf.objects, pdf.trailer))}
        if number not in found:
            missed.append(f"{number} {rules.CONDITIONS[number]}: only {sorted(found)}")
    assert not missed, "\n".join(missed)


sys.exit(tap.run(globals()))
