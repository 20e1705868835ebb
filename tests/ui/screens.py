# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of screens of which pictures are made. To add one, add a line."""

from rapportui.pictures import Screen

SCREENS = [
    Screen("first-run", "none"),
    Screen("board", "sample"),
    Screen("board-of-1000", "thousand"),
]
