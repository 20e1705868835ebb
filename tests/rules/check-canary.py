#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing private in anything that a client can get: each output, by each template, in both languages,
as a draft and as it was sent. They are written three times (write-canary.c): of a library that is
clean; of the same one where all that is not for the client holds a marked word, which must not change
a byte; and of one where public names hold the word, which must be found in every output, or this test
would be blind.

Usage: check-canary.py WRITE-CANARY"""

import atexit
import email
import email.policy
import functools
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
import tap

CANARY = "kanarejka"
TEMPLATES = ("monthly", "short", "weekly", "daily", "own")
STATES = ("en-draft", "ru-draft", "ru-sent")

# What is public in src/report and makes nothing that leaves: of each, why.
SILENT = {
    "rapport_output_from_path": "reads a name",
    "rapport_output_from_word": "reads a word",
    "rapport_output_get_mime_type": "the same for all",
    "rapport_paper_of": "a size",
    "rapport_report_html_make": "by rapport_output_make()",
    "rapport_report_xlsx_make": "by rapport_output_make()",
    "rapport_pages_find_section": "a number",
    "rapport_pages_get_section_at": "a number",
    "rapport_chart_is_empty": "a yes or no",
    "rapport_chart_new": "of which the others speak",
    "rapport_chart_get_point_x": "a place",
    "rapport_chart_find_point": "a place",
    "rapport_chart_style_judge": "a look",
    "rapport_chart_style_paper": "a look",
    "rapport_pdf_error_quark": "an error's kind",
    "rapport_board_output_error_quark": "an error's kind",
    "rapport_board_canvas_copy": "for the agency itself",
    "rapport_board_canvas_import": "takes in",
    "rapport_card_table_import": "takes in",
    "rapport_card_table_read": "takes in",
    "rapport_calendar_is_named": "a yes or no",
    "rapport_calendar_import_async": "takes in",
    "rapport_calendar_import_finish": "takes in",
    "rapport_calendar_import_bytes": "takes in",
    "rapport_calendar_import_describe": "says what was taken in, to whoever works here",
    "rapport_board_find_frame": "an id, for what is asked by a name",
}

# The files of the program through which something leaves it, and what that is.
DOORS = {
    "src/app/rapport-digest-dialog.c": "the digest, copied or sent",
    "src/app/rapport-marking-reminder.c": "a notification for whoever works here",
    "src/app/rapport-messenger.c": "the digest, through the gateway",
    "src/app/rapport-team-lists.c": "a command for an administrator of the server",
    "src/app/rapport-trouble.c": "the whole library, for its owner",
    "src/app/rapport-window-rescue.c": "what could not be saved, for whoever wrote it",
    "src/app/rapport-window-states.c": "a notification for whoever works here",
    "src/app/rapport-window-watch.c": "a notification for whoever works here",
    "src/client/rapport-contact-reach.c": "an address, to the mail program or the telephone",
    "src/ideas/rapport-board-files.c": "boards as files",
    "src/ideas/rapport-ideas-view-clipboard.c": "cards that were copied, for whoever works here",
    "src/ideas/rapport-link-rows.c": "an address, to the browser",
    "src/meeting/rapport-agenda-view-send.c": "agendas as text, page and letter",
    "src/meeting/rapport-agreements-verbs.c": "what was agreed, as a letter and by the exact words",
    "src/meeting/rapport-invitation.c": "meetings that a client may see, as a calendar",
    "src/meeting/rapport-summary-sending.c": "summaries of meetings as letters and files",
    "src/numbers/rapport-numbers-view-charts.c": "charts as SVG and as a table",
    "src/pages/rapport-mail.c": "letters with their PDF, to the mail program",
    "src/pages/rapport-summary-reminder.c": "a reminder of a summary, mailed or copied",
    "src/reporting/rapport-report-editor-export.c": "text, digest, printed pages",
    "src/reporting/rapport-report-editor-files.c": "reports as files",
    "src/sync/rapport-couch.c": "records of the team, to the database of its own",
    "src/sync/rapport-gateway.c": "what it is given",
    "src/sync/rapport-http-exchange.c": "what those two ask for",
    "src/widgets/rapport-file-opening.c": "the user's own files, opened",
}
DOOR = re.compile(r"\b(gdk_clipboard_set_\w+|gdk_content_provider_new_for_\w+|gtk_file_dialog_save\w*|gtk_print_dialog_new|"
                  r"gtk_print_operation_new|gtk_file_launcher_new|gtk_uri_launcher_new|xdp_portal_compose_email|g_notification_new|"
                  r"rapport_gateway_send_async|soup_session_send\w*|g_file_replace_contents_bytes_async) \(")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout


@functools.cache
def words_of_pdf(data):
    """What is read from the page, its tags, and all else that it is made of. The same PDF is printed,
    written, attached and kept."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return file_words(file.name)


def pdf_words(path):
    return words_of_pdf(read(path))


def file_words(path):
    flat = run("qpdf", "--qdf", "--object-streams=disable", path, "-")
    return b"\n".join([run("pdftotext", path, "-"), run("pdfinfo", "-struct-text", path), run("pdfinfo", path), flat])


def letter_words(path):
    message = email.message_from_bytes(read(path), policy=email.policy.default)
    words = ["\n".join(f"{key}: {value}" for key, value in message.items())]
    for part in message.walk():
        words.append(str(part.get_filename()))
        if part.get_content_maintype() == "text":
            words.append(part.get_content())
        elif part.get_content_type() == "application/ics":
            words.append(part.get_content().decode().replace("\r\n ", ""))
        elif not part.is_multipart():
            words.append(words_of_pdf(part.get_content()).decode("utf-8", "replace"))
    return "\n".join(words).encode()


def archive_words(path):
    with zipfile.ZipFile(io.BytesIO(read(path))) as archive:
        return b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())


def calendar_words(path):
    return read(path).replace(b"\r\n ", b"")


READERS = {
    "pdf": pdf_words,
    "eml": letter_words,
    "xlsx": archive_words,
    "html": read,
    "txt": read,
    "json": read,
    "svg": read,
    "png": read,
    "canvas": read,
    "csv": read,
    "ics": calendar_words,
}

# Letters are outlines there; what is drawn is read from the same drawing on a page.
OUTLINES = (".picture.svg", ".picture.png")
# Drawings of figures and days alone.
FIGURES = [f"chart-{kind}.{form}" for kind in ("spark", "2", "funnel") for form in ("drawn.pdf", "picture.svg")]
FIGURES += ["chart-funnel.words.txt"]


@functools.cache
def written(mode):
    """Name to path of all that was written."""
    folder = tempfile.mkdtemp(prefix=f"rapport-canary-{mode}-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run([sys.argv[1], folder, mode], check=True)
    return {name: os.path.join(folder, name) for name in sorted(os.listdir(folder))}


def words(path):
    kind = path.rsplit(".", 1)[-1]
    assert kind in READERS, f"{path}: this test can't read a .{kind}; give it a reader in READERS"
    return READERS[kind](path).decode("utf-8", "replace").lower()


def silent(name, path):
    assert CANARY not in words(path), f"{name}: the canary sings"
    assert CANARY.encode() not in read(path).lower(), f"{name}: the canary sings in its bytes"


def test_nothing_private_is_said():
    for name, path in written("marked").items():
        silent(name, path)


def test_nothing_private_tells():
    """Nor does a figure, a day, an order or a picture differ for it."""
    clean, marked = written("clean"), written("marked")
    assert clean.keys() == marked.keys()
    differing = [name for name in clean if read(clean[name]) != read(marked[name])]
    assert not differing, f"what is private changes {len(differing)} outputs, such as {differing[0]}"


def test_the_canary_can_be_heard():
    """Where public names hold the word it is found, in each output."""
    clean, leaky = written("clean"), written("leaky")
    assert clean.keys() == leaky.keys()
    for name, path in leaky.items():
        if name.endswith(OUTLINES) and name not in FIGURES:
            assert read(path) != read(clean[name]), f"{name}: the word makes no difference"
        elif name not in FIGURES:
            assert CANARY in words(path), f"{name}: what it says can't be read"


def test_each_template_and_language():
    names = written("clean")
    header = read(os.path.join(TOP, "src/report/rapport-report-output.c")).decode()
    forms = re.findall(r'^  \[RAPPORT_OUTPUT_\w+\] = \{ "(\w+)"', header, re.M)
    assert len(forms) >= 5, forms
    for template in TEMPLATES:
        for state in STATES:
            for form in forms:
                assert f"{template}-{state}.output.{form}" in names, f"no {form} of {template}-{state}"
    known = re.findall(r'^  \{ (RAPPORT_REPORT_TEMPLATE_USUAL|"\w+"), N_', read(
        os.path.join(TOP, "src/core/rules/rapport-report-template.c")).decode(), re.M)
    assert len(known) == len(TEMPLATES) - 1, f"a new template? {known}"


def headers():
    folder = os.path.join(TOP, "src/report")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".h") and not name.endswith("-private.h"):
            yield os.path.join(folder, name)
    yield os.path.join(TOP, "src/audience/rapport-audience-words.h")
    yield os.path.join(TOP, "src/chart/rapport-chart.h")
    yield os.path.join(TOP, "src/exchange/rapport-board-canvas.h")
    yield os.path.join(TOP, "src/exchange/rapport-card-table.h")
    yield os.path.join(TOP, "src/exchange/rapport-calendar.h")


def offered(text):
    """The functions that a header offers."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"\b(rapport_\w+) \(", text))


def test_no_output_is_forgotten():
    """Each function of the rooms that make what a client gets is called by write-canary.c, or is told
    above to say nothing."""
    called = "".join(read(os.path.join(HERE, name)).decode() for name in ("write-canary.c", "canary-boards.c", "canary-meetings.c"))
    for path in headers():
        for name in offered(read(path).decode()):
            if re.search(r"_(ref|unref|free|get_type|get_n_\w+|get_size|get_height|to_word)$", name) or name in SILENT:
                continue
            assert re.search(rf"\b{name}\b", called), \
                f"{os.path.basename(path)}: is {name}() heard by the canary? Call it in write-canary.c"


def test_no_door_is_forgotten():
    """What leaves the program leaves it through doors that are known here."""
    for folder, _, names in os.walk(os.path.join(TOP, "src")):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(".c") and DOOR.search(read(path).decode()):
                path = os.path.relpath(path, TOP)
                assert path in DOORS, \
                    f"{path} gives something away: see that write-canary.c writes it, then tell it in DOORS"
    for path in DOORS:
        assert os.path.exists(os.path.join(TOP, path)), f"{path} is gone"


sys.exit(tap.run(globals()))
