#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the reports in HTML, first as a parser does, then as a browser does.

Usage: check-html.py WRITE-OUTPUTS"""

import base64
import hashlib
import html.parser
import http.server
import re
import subprocess
import sys
import threading

import outputs
import tap

VOID = {"meta", "br", "wbr", "hr", "img", "source", "link", "input"}
# What a report may be made of, and no more.
ELEMENTS = VOID - {"link", "input"} | set(
    "html head title style body main header footer section div span p h1 h2 h3 dl dt dd ul ol li table "
    "caption thead tbody tr th td figure figcaption picture details summary small strong em del code pre "
    "blockquote a".split())
ATTRIBUTES = set(
    "lang charset http-equiv content name class id dir scope tabindex role aria-labelledby data-label src "
    "srcset media width height alt href rel start".split())
POLICY = ("default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'")


class Page(html.parser.HTMLParser):
    """Elements in order, and the text between them; what is not closed in order is an error."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.text, self.style = [], [], [], ""
        self.feed(source)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert tag in ELEMENTS, f"<{tag}>"
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        assert set(names) <= ATTRIBUTES, f"<{tag}> has {set(names) - ATTRIBUTES}"
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> within {self.open}"
        self.open.pop()

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text.append(data)

    def all(self, tag):
        return [attributes for element, attributes in self.elements if element == tag]


def source_of(sample):
    return outputs.read(sample + ".html").decode("utf-8")


def squeezed(text):
    """Without what a page sets otherwise: white space and marks of Markdown."""
    return re.sub(r"[\s\u200b*\[\]()`#>|-]+", "", text)


def test_structure():
    for sample in outputs.SAMPLES:
        page = Page(source_of(sample))
        assert page.all("html")[0]["lang"] == outputs.document(sample)["language"]
        assert len(page.all("h1")) == 1 and len(page.all("main")) == 1 and len(page.all("title")) == 1
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:])), levels
        assert all(attributes.get("scope") in ("row", "col") for attributes in page.all("th"))
        assert all(len(attributes["alt"]) > 10 for attributes in page.all("img"))
        wanted = sum(key in outputs.document(sample) for key in ("client_logo", "agency_logo"))
        assert [a.get("class") for a in page.all("img")].count("logo") == wanted
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        for _, attributes in page.elements:
            assert attributes.get("aria-labelledby", ids[0] if ids else None) in ids + [None]


def test_inert():
    """Pictures are in the page, links lead to where people may go, the policy names the style."""
    for sample in outputs.SAMPLES:
        page = Page(source_of(sample))
        for attributes in page.all("img") + page.all("source"):
            for address in (attributes.get("src"), attributes.get("srcset")):
                assert address is None or address.startswith("data:image/"), address[:80]
        for attributes in page.all("a"):
            assert re.match(r"(https?://|mailto:)", attributes["href"]), attributes["href"]
        policies = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
        digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
        assert policies == [POLICY.format(digest)], policies
        assert "url(" not in page.style and "@import" not in page.style


def test_drawings_are_drawings():
    """The pictures hold shapes and nothing that acts or fetches."""
    for sample in outputs.SAMPLES:
        for _, coded in re.findall(r'(src|srcset)="data:image/svg\+xml;base64,([^"]*)"', source_of(sample)):
            drawing = base64.b64decode(coded).decode()
            assert drawing.startswith("<?xml") and drawing.rstrip().endswith("</svg>")
            assert not re.search(r"<(script|image|foreignObject|style|a)\b|\son\w+=", drawing)
            assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', drawing))


def test_words():
    """Every text of the document is on the page, in both languages."""
    for sample in ("en", "ru"):
        parsed = Page(source_of(sample))
        page = squeezed("".join(parsed.text + [picture["alt"] for picture in parsed.all("img")]))
        told = 0
        for key, text in outputs.strings(outputs.document(sample)):
            if key in ("kind", "type", "unit", "good", "metric", "formula", "state", "step", "compared", "language",
                       "colour", "from", "to", "data_date", "currency", "date", "done", "first", "client_logo", "agency_logo", "day", "paper"):
                continue
            # With what it expected a work is told of only until there is a result.
            if key == "expected":
                continue
            text = re.sub(r"\]\(http[^)]*\)", "", text)
            for line in text.split("\n"):
                line = squeezed(re.sub(r"^\d+\. ", "", line))
                assert line in page, f"{sample}: “{line}”"
                told += 1
        assert told > 40, told


def test_same_bytes():
    first = {sample: outputs.read(sample + ".html") for sample in outputs.SAMPLES}
    subprocess.run([sys.argv[1], outputs.folder], check=True)
    for sample, page in first.items():
        assert outputs.read(sample + ".html") == page, sample


class Server(http.server.ThreadingHTTPServer):
    """The folder of the samples over HTTP, with a list of what was asked for."""

    def __init__(self):
        self.asked, self.pages = [], {}
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def address(self, name):
        return f"http://127.0.0.1:{self.server_port}/{name}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        name = self.path.lstrip("/")
        found = self.server.pages.get(name)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(found or b"")

    def log_message(self, *_):
        pass


def test_browser_has_nothing_to_say():
    """The policy forbids nothing that a report itself needs, and its words do nothing."""
    for sample in outputs.SAMPLES:
        page, console = outputs.browse("file://" + outputs.path(sample + ".html"))
        assert not console, console
        title = re.search("<title>([^<]*)", page)[1]
        assert "taken" not in title.replace("document.title='taken'", ""), title
        assert len(re.findall("<(?:script|iframe|object|embed)", page)) == 0


def test_policy_holds():
    """Were there markup in a report after all, the policy would stop it; and it can be seen that it does."""
    server = Server()
    attack = (f'<script>document.title="taken"</script><img src="{server.address("spy.png")}">'
              '<img src="data:x" onerror="document.title=\'taken\'">'
              f'<style>body{{background:url({server.address("style.png")})}}</style>'
              f'<iframe src="{server.address("frame")}"></iframe><link rel="stylesheet" href="{server.address("css")}">'
              f'<form action="{server.address("form")}"><input></form><base href="{server.address("base")}">'
              f'<object data="{server.address("object")}"></object><p style="color:red">x</p>')
    whole = source_of("en").replace("</main>", attack + "</main>")
    without = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", whole)
    server.pages = {"with.html": whole.encode(), "without.html": without.encode()}
    page, _ = outputs.browse(server.address("without.html"))
    assert "<title>taken" in page and "/spy.png" in server.asked, "the attack itself fails"
    server.asked.clear()
    page, console = outputs.browse(server.address("with.html"))
    assert "<title>Romashka" in page, re.search("<title>[^<]*", page)[0]
    assert [address for address in server.asked if "favicon" not in address] == ["/with.html"], server.asked
    assert len(console) >= 5, console
    server.shutdown()


FRAME = """<!DOCTYPE html><title>measuring</title><iframe width="{width}" height="800" src="{name}"></iframe>
<script>
const frame = document.querySelector("iframe");
frame.onload = () => {{
  const page = frame.contentDocument.documentElement;
  document.title = "width " + page.scrollWidth + " of " + page.clientWidth;
}};
</script>"""


def test_narrow():
    """At 360 px nothing hangs over; wide tables scroll by themselves."""
    server = Server()
    for sample in ("ru", "hostile"):
        server.pages = {"page.html": outputs.read(sample + ".html"),
                        "frame.html": FRAME.format(width=360, name="page.html").encode()}
        page, _ = outputs.browse(server.address("frame.html"), "--virtual-time-budget=5000", "--hide-scrollbars")
        measured = re.search(r"<title>width (\d+) of (\d+)", page)
        assert measured, re.search("<title>[^<]*", page)
        assert int(measured[1]) <= int(measured[2]) and int(measured[2]) > 300, f"{sample}: {measured[0]}"
    server.shutdown()


sys.exit(tap.run(globals()))
