# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds on every screen, whatever is on it."""

# What can have the keyboard although it only holds others that have names.
HOLDERS = {"GtkScrolledWindow", "GtkListBox", "GtkFlowBox", "GtkColumnListView", "GtkStack",
           "GtkSearchBar", "GtkNotebook", "GtkViewport", "AdwDialog", "AdwExpanderRow",
           "RapportSectionRow"}
NAMELESS_ROLES = {"generic", "group", "window", "application", "list", "grid", "tree grid",
                  "tab panel", "dialog"}


def nameless(app):
    """Nodes that the keyboard can reach and a screen reader could not call by a name."""
    return [node for window in app.windows() for node in window.walk()
            if node.has("focusable", "showing") and not node.name.strip()
            and node.role not in NAMELESS_ROLES and node.type not in HOLDERS
            and not _is_in_combo_row(node)]


def _is_in_combo_row(node):
    # The row itself has a name; what it holds is libadwaita's and never takes the keyboard.
    return (node.type == "GtkListItemWidget" and node.parent.name == ""
            and any(above.type.endswith("Row") for above in node.above()))


def outside(app):
    """Nodes of which a part lies beyond the window's edge with no way to scroll there."""
    found = []
    for window in app.windows():
        left, top, width, height = window.rect
        for node in window.walk():
            x, y, wide, high = node.rect
            if not node.has("showing") or wide < 1 or high < 1 or _scrolls(node):
                continue
            if (x < left - 1 or y < top - 1 or x + wide > left + width + 1
                    or y + high > top + height + 1):
                found.append(node)
    return found


def _scrolls(node):
    while node is not None:
        if "ScrolledWindow" in node.type or "Popover" in node.type or "ListView" in node.type:
            return True
        node = node.parent
    return False


def check_screen(app, where):
    """Fails with the list of all that is wrong on the screen that is open."""
    problems = [f"{where}: no name for {node.type} ({node.role}) at {node.rect}, in "
                f"{node.parent!r} {node.parent.type}" for node in nameless(app)]
    problems += [f"{where}: {node!r} {node.type} at {node.rect} is beyond the window's edge"
                 for node in outside(app)]
    if problems:
        raise AssertionError("\n".join(problems[:40]))
