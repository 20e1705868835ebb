#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen on a telephone, in Russian."""

from rapportui import run
from screens import NARROW
from walk import walk


def test_every_narrow_screen_in_russian():
    walk(NARROW, "ru")


run(globals())
