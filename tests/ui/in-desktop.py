#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a C test program that needs a display: in-desktop.py PROGRAM [ARG…]"""

import os
import subprocess
import sys

from rapportui.desktop import Desktop

PASSED_ON = ("G_TEST_SRCDIR", "G_TEST_BUILDDIR", "G_DEBUG", "MALLOC_PERTURB_", "RAPPORT_LOCALEDIR",
             "LOCPATH")


def main():
    with Desktop() as desktop:
        environment = {**desktop.env, "GTK_A11Y": "test"}
        environment.update({name: os.environ[name] for name in PASSED_ON if name in os.environ})
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
