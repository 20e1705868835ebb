#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Boards look like the reference pictures, from near and from afar.

Argument: the program that draws them."""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support")]
import tap
from pictures import compare, need_font


def test_boards():
    """Each kind of card, each status, frames and connectors, in light and dark."""
    need_font()
    with tempfile.TemporaryDirectory(prefix="rapport-boards-") as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        paths = sorted(pathlib.Path(folder).glob("*.png"))
        assert len(paths) >= 5, paths
        compare(paths, HERE / "pictures")


sys.exit(tap.run(globals()))
