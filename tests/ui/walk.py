# SPDX-License-Identifier: GPL-3.0-or-later
"""A walk over every screen, looking at what has to hold on each: names for all that the keyboard
reaches, nothing beyond the window's edge, a way for Tab."""

from program import launch
from rapportui import Desktop, check
from rapportui.audit import check_screen
from screens import SCREENS


def walk(size, lang):
    problems = []
    for data in dict.fromkeys(screen.data for screen in SCREENS):
        with Desktop(lang=lang) as desktop:
            app = launch(desktop, data)
            app.resize(*size)
            for screen in SCREENS:
                if screen.data != data or size not in (screen.sizes or (size,)):
                    continue
                screen.go(app)
                try:
                    check_screen(app, screen.name)
                except AssertionError as error:
                    problems.append(str(error))
                screen.leave(app)
            app.close()
    check(not problems, "\n".join(problems))
