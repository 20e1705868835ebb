#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts and pages look like the reference pictures, which someone has looked at.

Arguments: the test of the charts, the program that writes the samples. How they are compared, and how
the references are made anew: tests/support/pictures.py."""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support")]
import tap
from pictures import RENEW, compare, difference, need_font
from PIL import Image, ImageChops, ImageDraw

CHARTS, WRITE_SAMPLES = sys.argv[1:3]
REFERENCES = HERE / "pictures"
FOLDER = tempfile.TemporaryDirectory(prefix="rapport-pictures-")
PLACE = pathlib.Path(FOLDER.name)
RESOLUTION = 48
PAGES = (("en", 1), ("en", 2), ("en", 3), ("en", 4), ("ru", 1), ("ru", 4), ("en-letter", 1),
         ("en-client-0", 1), ("empty", 1), ("en-minutes-2", 1), ("ru-minutes", 1), ("ru-minutes", 2),
         ("ru-minutes-amendment", 1), ("ru-agenda", 1))


def test_charts():
    """Each kind of chart."""
    need_font()
    folder = PLACE / "charts"
    folder.mkdir()
    subprocess.run([CHARTS], check=True, capture_output=True,
                   env=dict(os.environ, RAPPORT_TEST_PICTURES=str(folder)))
    paths = sorted(folder.glob("*.png"))
    assert len(paths) >= 8, paths
    for path in paths:
        path.rename(path.with_name("chart-" + path.name))
    compare(sorted(folder.glob("*.png")), REFERENCES)


def test_pages():
    """Pages of both languages and papers, from right to left, and without a number."""
    need_font()
    folder = PLACE / "pages"
    folder.mkdir()
    subprocess.run([WRITE_SAMPLES, str(folder)], check=True)
    paths = []
    for name, page in PAGES:
        path = folder / f"page-{name}-{page}.png"
        subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile",
                        "-png", str(folder / f"{name}.pdf"), str(path.with_suffix(""))], check=True)
        paths.append(path)
    compare(paths, REFERENCES)


def test_differences():
    """What a reader would see is found; what no one would see is not."""
    if RENEW:
        raise tap.Skip("there is nothing to compare with")
    picture = Image.open(REFERENCES / "page-en-1.png").convert("RGB")
    assert difference(picture, picture) is None
    shifted = ImageChops.offset(picture, 1, 0)
    missing = picture.copy()
    ImageDraw.Draw(missing).rectangle((30, 60, 130, 90), fill="white")
    coloured = Image.merge("RGB", [picture.split()[i] for i in (1, 0, 2)])
    ruled = picture.copy()
    ImageDraw.Draw(ruled).line((34, 300, 380, 300), fill="black", width=2)
    for name, changed in (("moved", ImageChops.offset(picture, 3, 0)), ("missing", missing),
                          ("coloured", coloured), ("ruled", ruled)):
        assert difference(changed, picture) is not None, name
    slightly = Image.blend(shifted, picture, 0.85)
    assert difference(slightly, picture) is None


sys.exit(tap.run(globals()))
