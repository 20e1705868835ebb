# SPDX-License-Identifier: GPL-3.0-or-later
"""The monthly report as a PDF, 10 and 100 pages with as many charts: a fresh process each time,
against WeasyPrint and headless LibreOffice on the same words, tables and curves."""

import os
import re
import subprocess
import time

import content
from table import Row, spread

TITLE = "Monthly report to PDF"
ROUNDS = {10: 5, 100: 3}


def pages_of(pdf):
    return int(re.search(r"^Pages:\s+(\d+)", subprocess.check_output(["pdfinfo", pdf], text=True), re.M)[1])


def run_once(command, pdf):
    """(wall, cpu) in seconds, of all processes that the command needs."""
    pdf.unlink(missing_ok=True)
    began = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0 and pdf.stat().st_size > 0
    return took, usage.ru_utime + usage.ru_stime


def commands(build, folder):
    """name: (command, its PDF)"""
    page = folder / "report.html"
    office = ["soffice", f"-env:UserInstallation=file://{folder.parent}/office", "--headless",
              "--convert-to", "pdf", "--outdir", folder, page]
    return {
        "Rapport": ([build / "tests/bench/bench-pages", folder / "report.json", folder / "rapport.pdf"], folder / "rapport.pdf"),
        "LibreOffice": (office, folder / "report.pdf"),
        "WeasyPrint": (["weasyprint", page, folder / "weasyprint.pdf"], folder / "weasyprint.pdf"),
    }


def measure_size(build, folder, pages):
    """{name: [seconds]} and {name: pages}"""
    folder.mkdir(exist_ok=True)
    report = content.document(pages)
    content.write_json(report, folder)
    content.write_html(report, folder)
    samples, counted = {}, {}
    for turn in range(ROUNDS[pages] + 1):
        for name, (command, pdf) in commands(build, folder).items():
            took = run_once(command, pdf)
            if turn > 0:  # the first is for the caches
                samples.setdefault(name, []).append(took)
            counted[name] = pages_of(pdf)
    return samples, counted


def measure(build, folder):
    ours = {}
    for pages in ROUNDS:
        samples, counted = measure_size(build, folder / f"report-{pages}", pages)
        least = {name: [min(times) for times in zip(*runs)] for name, runs in samples.items()}
        ours[pages] = least["Rapport"][0]
        for name, runs in samples.items():
            what = f"{name}, {counted[name]} pages and {pages} charts"
            for which, kind in enumerate(("by the clock", "CPU time")):
                ratio = budget = None
                if name != "Rapport":
                    ratio = least[name][which] / least["Rapport"][which]
                    budget = {"WeasyPrint": 15, "LibreOffice": 5}[name] if pages == 10 and which == 0 else None
                yield Row(f"{what}, {kind}", spread([run[which] for run in runs]), ratio, budget, at_least=True)
    yield Row("Rapport, ten times the pages", "", ours[100] / ours[10], 10)
