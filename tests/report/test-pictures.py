#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Charts and pages look like the reference pictures, which someone has looked at.

Arguments: the test of the charts, the program that writes the samples. Letters may be drawn a
little otherwise by another version of a library: what is compared is blurred first, and small
differences are passed over. With RAPPORT_TEST_RENEW set the references are written anew: look at
them before you commit them."""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support")]
import tap
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

CHARTS, WRITE_SAMPLES = sys.argv[1:3]
REFERENCES = HERE / "pictures"
RENEW = bool(os.environ.get("RAPPORT_TEST_RENEW"))
FOLDER = tempfile.TemporaryDirectory(prefix="rapport-pictures-")
PLACE = pathlib.Path(FOLDER.name)
RESOLUTION = 48
PAGES = (("en", 1), ("en", 2), ("en", 3), ("en", 4), ("ru", 1), ("ru", 4), ("en-letter", 1),
         ("en-client-0", 1), ("empty", 1))
BLOCK = 16
MOST_IN_A_BLOCK = 14  # of 255, on average
MOST_IN_ALL = 1.5


def need_font():
    fonts = subprocess.run(["fc-list", "Inter"], capture_output=True, text=True, check=False).stdout
    if not fonts.strip():
        raise tap.Skip("the font Inter is not installed")


def difference(one, other):
    """None when two pictures look alike, or words about where they do not."""
    if one.size != other.size:
        return f"{one.size} in place of {other.size}"
    blurred = [picture.convert("RGB").filter(ImageFilter.GaussianBlur(1.2)) for picture in (one, other)]
    red, green, blue = ImageChops.difference(*blurred).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    whole = worst.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    columns, rows = (max(1, -(-side // BLOCK)) for side in one.size)
    padded = ImageOps.pad(worst, (columns * BLOCK, rows * BLOCK), centering=(0, 0)) \
        if worst.size == (columns * BLOCK, rows * BLOCK) else \
        ImageOps.expand(worst, (0, 0, columns * BLOCK - worst.width, rows * BLOCK - worst.height))
    blocks = padded.resize((columns, rows), Image.Resampling.BOX)
    highest = max(range(columns * rows), key=lambda i: blocks.getpixel((i % columns, i // columns)))
    place = (highest % columns, highest // columns)
    if blocks.getpixel(place) > MOST_IN_A_BLOCK:
        return f"{blocks.getpixel(place)} of 255 around {place[0] * BLOCK}, {place[1] * BLOCK}"
    if whole > MOST_IN_ALL:
        return f"{whole} of 255 everywhere"
    return None


def compare(paths):
    """Compares pictures with the references of their names, or makes them the references."""
    wrong = []
    for path in paths:
        reference = REFERENCES / path.name
        picture = Image.open(path).convert("RGB")
        if RENEW:
            REFERENCES.mkdir(exist_ok=True)
            picture.quantize(255, dither=Image.Dither.NONE).save(reference, optimize=True)
            continue
        assert reference.exists(), f"{reference.name} is missing"
        found = difference(picture, Image.open(reference))
        if found is not None:
            wrong.append(f"{path.name}: {found}")
            keep(path)
    assert not wrong, "\n".join(wrong)


def keep(path):
    """What was drawn stays where it can be looked at."""
    folder = pathlib.Path(os.environ.get("G_TEST_BUILDDIR", ".")) / "report" / "different"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / path.name).write_bytes(path.read_bytes())
    print(f"# {path.name} is kept in {folder}")


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
    compare(sorted(folder.glob("*.png")))


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
    compare(paths)


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
