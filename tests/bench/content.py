# SPDX-License-Identifier: GPL-3.0-or-later
"""A report of about so many pages, as the JSON of a report document and as the same words, tables
and curves in HTML, for the programs that Rapport is compared with."""

import html
import json
import math

STAGES = (("traffic", 48210), ("leads", 1934), ("qualified-leads", 871), ("sales", 212))
FIGURES = (
    ("traffic", "count", 48210), ("leads", "count", 1934), ("qualified-leads", "count", 871),
    ("sales", "count", 212), ("ad-spend", "money", 1284500), ("revenue", "money", 6420000),
    ("cpl", "money", 664.17), ("cr-lead", "ratio", 0.0401), ("cr-sale", "ratio", 0.1096),
    ("average-order", "money", 30283.02), ("roas", "factor", 4.998), ("drr", "ratio", 0.2001),
)
COLUMNS = (("traffic", "count"), ("leads", "count"), ("ad-spend", "money"), ("cpl", "money"))
CHANNELS = ("Search, brand", "Search, services", "Display network", "Maps", "Social, video", "Social, posts",
            "Letters", "Referrals")
WORDS = ("The campaign for the spring collection brought more requests than planned, and each cost less. "
         "Search on the brand grew after the radio spots; maps grew after the new photographs. "
         "Two landing pages were rewritten, and the form lost three of its seven fields. "
         "The call centre answered 94 calls of 100 within a minute, eleven more than in the month before. ")
MILLION = 1000000


def value(number):
    return round(number * MILLION)


def points(seed, count=30):
    return [{"actual": value(400 + 80 * math.sin(i / 3 + seed) + 5 * i),
             "compared": value(350 + 70 * math.sin(i / 3 + seed + 1) + 4 * i),
             "target": value(480)} for i in range(count)]


def work(i, state):
    return {"title": f"Step {i + 1}: new texts for the page of service {i % 17 + 1}",
            "why": "Visitors leave before they have read what the service costs.",
            "expected": "Two requests of a hundred visitors instead of one.",
            "date": f"2026-10-{i % 28 + 1:02d}", "state": state,
            "done": f"2026-10-{i % 28 + 1:02d}" if state in ("done", "unplanned") else "",
            "result": "The new text has been on the page since the tenth, and the share has doubled."}


def document(pages):
    states = ("done", "done", "done", "not-done", "unplanned")
    chapters = [{"type": "text", "hidden": False, "title": f"Direction {i + 1}",
                 "text": (WORDS + "\n\n" + WORDS + "\n\n- first the brand\n- then the services\n- then the maps\n\n" + WORDS)}
                for i in range(pages)]
    usual = [{"type": kind, "hidden": False, "title": "", "text": WORDS if kind in ("summary", "why") else ""}
             for kind in ("tiles", "summary", "chart", "figures", "funnel", "channels", "trend", "work", "why")]
    return {
        "kind": "rapport-report", "version": 1, "language": "en", "client": "Northwind Windows",
        "agency": "The Agency", "colour": "#1c71d8", "from": "2026-10-01", "to": "2026-10-31",
        "data_date": "2026-11-02", "currency": "RUB", "title": "",
        "headline": "A fifth more requests for the same money, as the new pages work",
        "sections": usual + chapters + [{"type": "definitions", "hidden": False, "title": "", "text": ""}],
        "figures": [{"metric": metric, "name": "", "unit": unit, "good": "up", "value": value(number),
                     "previous": value(number * 0.9), "last_year": value(number * 0.7), "target": value(number * 1.05),
                     "formula": "", "note": "", "remark": ""} for metric, unit, number in FIGURES],
        "charts": [{"metric": "leads", "name": "", "title": f"Requests grow in direction {i + 1}", "unit": "count",
                    "good": "up", "step": "day", "compared": "previous", "first": "2026-10-01",
                    "points": points(i)} for i in range(pages)],
        "funnel": [{"metric": metric, "name": "", "value": value(number), "previous": value(number * 0.9)}
                   for metric, number in STAGES],
        "columns": [{"metric": metric, "name": "", "unit": unit, "good": "up"} for metric, unit in COLUMNS],
        "channels": [{"name": name, "is_total": False, "values": [value(1000 * (i + 1) + 37 * k) for k in range(4)]}
                     for i, name in enumerate(CHANNELS)],
        "work": [work(i, states[i % len(states)]) for i in range(4 * pages)],
        "next": [],
        "definitions": [{"metric": metric, "name": "", "formula": "ad spend / leads"} for metric, _, _ in FIGURES[6:]],
    }


def curve(chart, width=640, height=200):
    """The curves of a chart as plain SVG, lighter than what any of the programs would draw itself."""
    highest = max(max(point.values()) for point in chart["points"])
    step = (width - 40) / (len(chart["points"]) - 1)

    def line(key, style):
        places = " ".join(f"{40 + i * step:.1f},{height - 20 - p[key] / highest * (height - 30):.1f}"
                          for i, p in enumerate(chart["points"]))
        return f'<polyline points="{places}" fill="none" {style}/>'

    grid = "".join(f'<path d="M40 {y}H{width}" stroke="#ddd"/><text x="0" y="{y + 4}" font-size="10">{label}</text>'
                   for y, label in zip(range(10, height, 45), ("600", "450", "300", "150", "0")))
    days = "".join(f'<text x="{40 + i * step:.1f}" y="{height - 4}" font-size="10">{i + 1} Oct</text>' for i in range(0, 30, 5))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            + grid + days + line("compared", 'stroke="#999"') + line("target", 'stroke="#999" stroke-dasharray="4"')
            + line("actual", 'stroke="#1c71d8" stroke-width="2"') + "</svg>")


def table(head, rows):
    line = "<tr>" + "".join(f"<th>{html.escape(cell)}</th>" for cell in head) + "</tr>"
    for row in rows:
        line += "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>"
    return f"<table>{line}</table>"


def paragraphs(markdown):
    out = ""
    for block in markdown.strip().split("\n\n"):
        if block.startswith("- "):
            out += "<ul>" + "".join(f"<li>{html.escape(item[2:])}</li>" for item in block.split("\n")) + "</ul>"
        else:
            out += f"<p>{html.escape(block)}</p>"
    return out


def write_html(content, folder):
    """report.html in the folder, the curves beside it."""
    amount = lambda number: f"{number / MILLION:,.2f}"
    body = f"<h1>{content['client']}: October 2026</h1><h2>{content['headline']}</h2>"
    body += table([f["metric"] for f in content["figures"][:4]], [[amount(f["value"]) for f in content["figures"][:4]]])
    body += paragraphs(content["sections"][1]["text"])
    body += "<h2>Figures</h2>" + table(
        ("Figure", "Value", "Target", "Last month", "Last year"),
        [(f["metric"], *(amount(f[key]) for key in ("value", "target", "previous", "last_year"))) for f in content["figures"]])
    body += "<h2>Funnel</h2>" + table(("Step", "Value", "Last month"),
                                      [(s["metric"], amount(s["value"]), amount(s["previous"])) for s in content["funnel"]])
    body += "<h2>Channels</h2>" + table(("Channel", *(c["metric"] for c in content["columns"])),
                                        [(c["name"], *map(amount, c["values"])) for c in content["channels"]])
    for i, chart in enumerate(content["charts"]):
        (folder / f"curve-{i}.svg").write_text(curve(chart), encoding="utf-8")
        body += f'<h3>{chart["title"]}</h3><p><img src="curve-{i}.svg" width="640" height="200"></p>'
    body += "<h2>Work</h2>" + table(("What", "Why", "By", "State", "Result"),
                                    [(w["title"], w["why"], w["date"], w["state"], w["result"]) for w in content["work"]])
    for section in content["sections"]:
        if section["type"] in ("why", "text"):
            body += f"<h2>{section['title'] or 'Why'}</h2>" + paragraphs(section["text"])
    body += "<h2>Definitions</h2>" + table(("Figure", "Formula"), [(d["metric"], d["formula"]) for d in content["definitions"]])
    style = ("@page { size: A4; margin: 2cm } body { font: 10pt Inter, sans-serif } td, th { padding: 2pt 6pt; text-align: left }"
             " table { border-collapse: collapse; width: 100% } tr { border-bottom: 1px solid #ddd }")
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{style}</style></head><body>{body}</body></html>"
    (folder / "report.html").write_text(page, encoding="utf-8")


def write_json(content, folder):
    (folder / "report.json").write_text(json.dumps(content), encoding="utf-8")
