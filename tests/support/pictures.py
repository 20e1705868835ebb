# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures beside the reference pictures, which someone has looked at.

Letters may be drawn a little otherwise by another version of a library: what is compared is
blurred first, and small differences are passed over. With RAPPORT_TEST_RENEW set the references are
written anew: look at them before you commit them."""

import os
import pathlib
import subprocess

import tap
from PIL import Image, ImageChops, ImageFilter, ImageOps

RENEW = bool(os.environ.get("RAPPORT_TEST_RENEW"))
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


def compare(paths, references):
    """Compares pictures with those of their names in a folder, or makes them the references."""
    wrong = []
    for path in paths:
        reference = references / path.name
        picture = Image.open(path).convert("RGB")
        if RENEW:
            references.mkdir(exist_ok=True)
            picture.quantize(255, dither=Image.Dither.NONE).save(reference, optimize=True)
            continue
        assert reference.exists(), f"{reference.name} is missing"
        found = difference(picture, Image.open(reference))
        if found is not None:
            wrong.append(f"{path.name}: {found}")
            keep(path, references.parent.name)
    assert not wrong, "\n".join(wrong)


def keep(path, room):
    """What was drawn stays where it can be looked at."""
    folder = pathlib.Path(os.environ.get("G_TEST_BUILDDIR", ".")) / room / "different"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / path.name).write_bytes(path.read_bytes())
    print(f"# {path.name} is kept in {folder}")
