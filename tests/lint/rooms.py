# SPDX-License-Identifier: GPL-3.0-or-later
"""The rooms of src/ and what each may include. CONTRIBUTING.md has the picture."""

FEATURES = ("board", "client", "intake", "numbers", "ideas", "meeting", "plan", "insight", "reporting")

# Rooms that a room may use, beside itself. "core/public" is the part of core that shows what a
# client may read; "core/private" makes those copies, and is for core alone.
USES = {
    "core/private": ("core/public",),
    "core/public": ("core/private",),
    "core": ("core/public", "core/private"),
    "text": ("core", "core/public"),
    "chart": ("core", "core/public", "text"),
    "scene": ("core/public", "text", "chart"),
    "store": ("core", "core/public", "text"),
    "table": ("core/public",),
    "exchange": ("core", "core/public", "text", "table"),
    "report": ("core/public", "text", "chart", "scene"),
    "sync": ("core", "core/public", "text"),
    "sample": ("core", "core/public", "text", "report"),
    "canvas": ("core/public", "text", "chart", "scene"),
    "audience": ("core/public", "text", "chart", "scene"),
    "widgets": ("core", "core/public", "text", "chart", "table"),
    "pages": ("core", "core/public", "text", "chart", "scene", "widgets", "report"),
    "cli": ("core", "core/public", "text", "chart", "store", "table", "exchange", "scene", "report", "sync", "sample"),
}
for feature in FEATURES:
    USES[feature] = ("core", "core/public", "text", "chart", "scene", "canvas", "audience", "widgets", "table", "exchange", "report", "pages")

# These hold no widget, so that each runs without a display.
WITHOUT_GTK = ("core", "core/public", "core/private", "text", "chart", "scene", "store", "table", "exchange", "report", "sync", "sample", "cli")

# A library's headers, and the only rooms that include them.
ONLY_IN = {
    r"sqlite3\.h": ("store",),
    r"libsoup/": ("sync",),
    r"libsecret/": ("sync",),
    r"md4c": ("text",),
    r"libstemmer\.h": ("text",),
    r"archive(_entry)?\.h": ("table",),
    r"qpdf/": ("report",),
    r"xlsxwriter": ("report",),
    r"libportal": ("pages",),
    r"libical/": ("exchange",),
}


def room_of(path):
    """The room of a file such as src/core/public/rapport-day.h; None outside of src/."""
    parts = path.split("/")
    if parts[0] not in ("src", "ui") or len(parts) < 3:
        return None
    if parts[1] == "core" and parts[2] in ("public", "private"):
        return f"core/{parts[2]}"
    return parts[1]
