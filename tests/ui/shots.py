#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every screen, light and dark, English and Russian, wide and narrow.

    shots.py --build DIR --out DIR [--lang en] [--theme dark] [--size 360x720] [SCREEN…]
"""

import argparse
import os
import pathlib
import shutil
import sys


def make_parser():
    parser = argparse.ArgumentParser(description="Pictures of every screen of Rapport.")
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--lang", action="append", choices=("en", "ru"))
    parser.add_argument("--theme", action="append",
                        help="light, dark, contrast, contrast-dark, large (text), rtl (from right "
                        "to left); light and dark unless said otherwise")
    parser.add_argument("--size", action="append", help="WIDTHxHEIGHT")
    parser.add_argument("--no-sheets", action="store_true")
    parser.add_argument("--list", action="store_true", help="name the screens and end")
    parser.add_argument("screens", nargs="*", help="only those whose name begins so")
    return parser


def main():
    parser = make_parser()
    arguments = parser.parse_args()
    # The modules below ask for the build tree as soon as they are loaded.
    os.environ["RAPPORT_UI_BUILD"] = str(arguments.build.resolve())
    import program
    from rapportui.pictures import LANGS, SIZES, THEMES, Look, Walk
    from screens import SCREENS

    for theme in arguments.theme or ():
        if theme not in THEMES:
            parser.error(f"there is no theme {theme}, only " + ", ".join(THEMES))
    screens = [screen for screen in SCREENS
               if not arguments.screens
               or any(screen.name.startswith(word) for word in arguments.screens)]
    if arguments.list:
        print("\n".join(screen.name for screen in screens))
        return 0
    if not program.RAPPORT.exists():
        print(f"there is no {program.RAPPORT}: build it first", file=sys.stderr)
        return 1
    out = arguments.out.resolve()
    if not arguments.screens:
        shutil.rmtree(out, ignore_errors=True)
    sizes = [tuple(map(int, size.split("x"))) for size in arguments.size or ()] or list(SIZES)
    looks = [Look(lang, theme) for lang in arguments.lang or LANGS
             for theme in arguments.theme or ("light", "dark")]
    walk = Walk(screens, program.launch, out, program.LOCALE_DIR)
    walk.run(looks, sizes)
    if not arguments.no_sheets:
        walk.sheets()
    count = sum(len(files) for files in walk.pictures.values())
    print(f"{count} pictures in {out}, {len(walk.failed)} failed")
    return 1 if walk.failed else 0


if __name__ == "__main__":
    sys.exit(main())
