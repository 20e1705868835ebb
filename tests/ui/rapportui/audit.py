# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds on every screen, whatever is on it."""

# What can have the keyboard although it only holds others that have names.
HOLDERS = {"GtkScrolledWindow", "GtkListBox", "GtkFlowBox", "GtkColumnListView", "GtkStack",
           "GtkSearchBar", "GtkNotebook", "GtkViewport", "AdwDialog", "AdwExpanderRow",
           "RapportSectionRow"}
NAMELESS_ROLES = {"generic", "group", "window", "application", "list", "grid", "tree grid",
                  "tab panel", "dialog"}


def nameless(windows):
    """Nodes that the keyboard can reach and a screen reader could not call by a name."""
    return [node for window in windows for node in window.walk()
            if node.has("focusable", "showing") and not _has_name(node)
            and node.role not in NAMELESS_ROLES and node.type not in HOLDERS
            and not _is_in_combo_row(node)]


def _has_name(node):
    # GTK 4.18 does not pass on the words of a menu's entries, which its model always has.
    return bool(node.name.strip()) or node.type == "GtkModelButton"


def _is_in_combo_row(node):
    # The row itself has a name; what it holds is libadwaita's and never takes the keyboard.
    return (node.type == "GtkListItemWidget" and node.parent.name == ""
            and any(above.type.endswith("Row") for above in node.above()))


# The page of a stack that is not in sight has the size of yesterday; a tooltip is a window.
UNBOUND = {"AdwViewStackPage", "GtkTooltipWindow"}


def outside(windows):
    """Nodes of which a part lies beyond the window's edge with no way to scroll there."""
    found = []
    for window in windows:
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
        # What lies on a board is beyond its edge as often as not: one pans there. A tooltip is a
        # window of its own.
        if any(kind in node.type for kind in ("ScrolledWindow", "Popover", "ListView",
                                              "RapportCanvas", "TooltipWindow")):
            return True
        node = node.parent
    return False


# Roles that tell nobody what a thing is for.
ROLES_OF_NOTHING = {"generic", "none", "presentation", "widget"}
# Tab stops of which more there can hardly be: a way that does not come back.
MOST_STOPS = 500


def tab_problems(app, windows):
    """What is wrong with the stops that Tab makes: one without a name or without a role, one that
    leads back up, or none that has an end."""
    stops = app.tab_stops(windows)
    if not 0 < len(stops) < MOST_STOPS:
        return [f"Tab makes {len(stops)} stops"]
    problems = [f"Tab stops at {node.type} ({node.role} {node.name!r}) at {node.rect}, in "
                f"{node.parent!r} {node.parent.type}" for node in stops
                if (not _has_name(node) or node.role in ROLES_OF_NOTHING)
                and not _scrolls_a_status(node)]
    return problems + [f"Tab leads back from {one!r} to {other!r}"
                       for one, other in zip(stops, stops[1:]) if leads_back(one, other)]


def _scrolls_a_status(node):
    # libadwaita's, where there is nothing to press on the page.
    return node.type == "GtkScrolledWindow" and node.parent.type == "AdwStatusPage"


def leads_back(one, other):
    """Whether the other stands before the one, seen from where their ways part."""
    ways = [[node, *node.above()][::-1] for node in (one, other)]
    parting = next((pair for pair in zip(*ways) if pair[0] is not pair[1]), None)
    if parting is None or "Popover" in other.parent.type:
        return False
    (x, y, wide, high), (other_x, other_y, other_wide, other_high) = (
        node.rect for node in parting)
    if min(wide, high, other_wide, other_high) < 1:
        return False
    if other_y + other_high <= y + 1:
        # Up again, unless it is at the head of a column further on.
        return other_x < x + wide
    in_line = other_y < y + high and y < other_y + other_high
    return in_line and other_x + other_wide <= x + 1


def check_screen(app, where):
    """Fails with the list of all that is wrong on the screen that is open."""
    windows = app.windows()
    problems = [f"{where}: no name for {node.type} ({node.role}) at {node.rect}, in "
                f"{node.parent!r} {node.parent.type}" for node in nameless(windows)]
    problems += [f"{where}: {node!r} {node.type} at {node.rect} is beyond the window's edge"
                 for node in outside(windows)
                 if node.type not in UNBOUND]
    problems += [f"{where}: {problem}" for problem in tab_problems(app, windows)]
    if problems:
        raise AssertionError("\n".join(problems[:40]))
