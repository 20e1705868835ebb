# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a GTK 4 program as a person would: sees through AT-SPI, acts through X input.

    with Desktop() as desktop, desktop.start(program) as app:
        app.click(app.find("button", "Add Client"))
        app.type("Северный ветер")
        app.find("label", "Северный ветер")
"""

from .accessible import Node
from .app import App
from .desktop import Desktop
from .tap import check, equal, run
from .waiting import Timeout, wait_until

__all__ = ["App", "Desktop", "Node", "Timeout", "check", "equal", "run", "wait_until"]
