# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through a table of screens and writes a picture of each, in each look and size."""

import dataclasses
import gettext
import pathlib
import shutil
import subprocess
import traceback
import typing

from .desktop import Desktop

LANGS = ("en", "ru")
# What a person may have set, and how the desktop is told of it.
THEMES = {
    "light": {},
    "dark": {"dark": True},
    "contrast": {"contrast": True},
    "contrast-dark": {"contrast": True, "dark": True},
    "large": {"large": True},
    "rtl": {"rtl": True},
}
SIZES = ((1280, 800), (360, 720))
SHEET_COLUMNS = 4
PER_SHEET = 8


@dataclasses.dataclass
class Screen:
    """name of the picture; data: the agency it is shown with; go(app): the way there from the
    window's first state; leave(app): the way back, if it is more than nothing. alone: the program
    is started afresh for it. sizes: where it is shown, if not everywhere. window: the type of the window,
    if it is not the first."""

    name: str
    data: str
    go: typing.Callable = lambda app: None
    leave: typing.Callable = lambda app: None
    alone: bool = False
    sizes: tuple | None = None
    window: str = ""


@dataclasses.dataclass
class Look:
    lang: str
    theme: str

    def __str__(self):
        return f"{self.lang}-{self.theme}"


class Words:
    """Looks a string up as the program does, so that one way serves all languages."""

    def __init__(self, locale_dir, lang):
        self.catalog = gettext.translation("rapport", locale_dir, [lang], fallback=True)

    def __call__(self, text):
        return self.catalog.gettext(text)

    def context(self, context, text):
        return self.catalog.pgettext(context, text)


class Walk:
    """launch(desktop, data) starts the program with that data and returns its App."""

    def __init__(self, screens, launch, out, locale_dir="."):
        self.screens = screens
        self.launch = launch
        self.out = pathlib.Path(out)
        self.locale_dir = locale_dir
        self.failed = []
        self.pictures = {}

    def run(self, looks, sizes):
        for look in looks:
            for data in dict.fromkeys(screen.data for screen in self.screens):
                screens = [screen for screen in self.screens if screen.data == data]
                together = [screen for screen in screens if not screen.alone]
                for group in [together] + [[screen] for screen in screens if screen.alone]:
                    if group:
                        self._walk(look, data, group, sizes)

    def _walk(self, look, data, screens, sizes):
        left = list(screens)
        while left:
            # After a failure the program may be anywhere: the rest starts afresh.
            done = self._walk_until_failure(look, data, left, sizes)
            left = left[done:]

    def _walk_until_failure(self, look, data, screens, sizes):
        desktop = Desktop(lang=look.lang, **THEMES[look.theme])
        with desktop:
            try:
                app = self.launch(desktop, data)
                app.words = Words(self.locale_dir, look.lang)
                app.resize(*sizes[0])
            except Exception as error:  # noqa: BLE001 - told at the end, with all others
                self._fail(look, screens[0], error)
                return len(screens)
            for number, screen in enumerate(screens, 1):
                try:
                    self._show(app, look, screen, sizes)
                except Exception as error:  # noqa: BLE001
                    self._fail(look, screen, error)
                    self._keep_tree(look, screen, app)
                    return number
            try:
                app.close()
            except Exception as error:  # noqa: BLE001
                self._fail(look, screens[-1], error)
            return len(screens)

    def _show(self, app, look, screen, sizes):
        sizes = [size for size in sizes if screen.sizes is None or size in screen.sizes]
        if not sizes:
            return
        for size in sizes:
            if app.size() != size:
                app.resize(*size)
            screen.go(app)
            # Nothing is to be lit up by a pointer that happens to be over it.
            app.desktop.screen.move(*map(lambda side: side - 1, app.desktop.screen_size))
            app.hide_focus()
            key = f"{look}-{size[0]}x{size[1]}"
            file = self.out / key / f"{screen.name}.png"
            file.parent.mkdir(parents=True, exist_ok=True)
            number = 0
            if screen.window:
                number = next(i for i, window in enumerate(app.windows()) if window.type == screen.window)
                app.resize(*size, number)
            app.picture(file, number)
            self.pictures.setdefault(key, []).append(file)
            print(f"  {file.relative_to(self.out)}", flush=True)
            screen.leave(app)

    def _fail(self, look, screen, error):
        text = "".join(traceback.format_exception(error))
        self.failed.append(f"{look} {screen.name}: {error}"[:3000])
        print(f"  FAILED {look} {screen.name}\n{text[:6000]}", flush=True)

    def _keep_tree(self, look, screen, app):
        file = self.out / "failed" / f"{look}-{screen.name}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            file.write_text("\n".join(app.outline()), encoding="utf-8")
            print(f"  see {file}", flush=True)
        except Exception as error:  # noqa: BLE001 - the failure itself matters more
            print(f"  no tree: {error}", flush=True)

    def sheets(self):
        """Eight pictures on a sheet each, so that a person can look through them."""
        if shutil.which("montage") is None:
            print("  no contact sheets: montage (ImageMagick) is not there")
            return
        folder = self.out / "sheets"
        folder.mkdir(parents=True, exist_ok=True)
        for key, files in self.pictures.items():
            for start in range(0, len(files), PER_SHEET):
                part = files[start:start + PER_SHEET]
                sheet = folder / f"{key}-{start // PER_SHEET + 1}.png"
                wide = not key.endswith("x720")
                subprocess.run(
                    ["montage", "-label", "%t", *map(str, part), "-tile",
                     f"{2 if wide else SHEET_COLUMNS}x", "-geometry",
                     "960x600+8+8" if wide else "360x720+8+8", "-background", "#888888",
                     "-pointsize", "14", str(sheet)], check=True)
                print(f"  {sheet.relative_to(self.out)}", flush=True)
