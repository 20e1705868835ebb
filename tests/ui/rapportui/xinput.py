# SPDX-License-Identifier: GPL-3.0-or-later
"""Pointer and keys of a virtual X screen, through its XTEST extension.

Keys are pressed by where they are on the keyboard, as fingers do, so that a shortcut can be tried
under any layout; xdotool types what no layout has.
"""

import contextlib
import ctypes
import ctypes.util
import subprocess
import time

from .manager import pretend

MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L", "super": "Super_L"}
# Names that people say, for those that X says.
NAMES = {
    "enter": "Return", "esc": "Escape", "space": "space", "tab": "Tab", "del": "Delete",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
    "pgup": "Prior", "pgdn": "Next", "backspace": "BackSpace", "menu": "Menu",
    ",": "comma", ".": "period", "/": "slash", "?": "slash", "-": "minus", "=": "equal",
    "[": "bracketleft", "]": "bracketright",
}
CORE_KEYBOARD = 0x100
# GtkDragSource takes what moves within 100 ms of the press for a flick, in seconds.
DRAG_DELAY = 0.15
ERROR_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


def _library(name):
    return ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name}.so.6")


class Screen:
    """The input side of one X display."""

    def __init__(self, display, xkb_groups="us,ru"):
        self.display_name = display
        self.group = 0
        self._keymap = None
        self.x11 = _library("X11")
        self.xtst = _library("Xtst")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XStringToKeysym.restype = ctypes.c_ulong
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.x11.XTranslateCoordinates.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong,
                                                   ctypes.c_int, ctypes.c_int, ctypes.c_void_p,
                                                   ctypes.c_void_p, ctypes.c_void_p]
        self.xtst.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p] + [ctypes.c_int] * 3 + [
            ctypes.c_ulong]
        for fake in (self.xtst.XTestFakeButtonEvent, self.xtst.XTestFakeKeyEvent):
            fake.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self.x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self.x11.XkbLockGroup.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint]
        self.x11.XkbKeycodeToKeysym.restype = ctypes.c_ulong
        self.x11.XkbKeycodeToKeysym.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int,
                                                ctypes.c_int]
        self.x11.XRaiseWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self.x11.XSetInputFocus.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int,
                                            ctypes.c_ulong]
        subprocess.run(["setxkbmap", "-display", display, "-layout", xkb_groups], check=True)
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        if not self.display:
            raise RuntimeError(f"the display {display} can not be opened")
        # A key that is held while the screen is busy is one key.
        self.x11.XAutoRepeatOff.argtypes = [ctypes.c_void_p]
        self.x11.XAutoRepeatOff(self.display)
        # A window that went meanwhile is for who waits for it to notice.
        self._ignore = ERROR_HANDLER(lambda _display, _error: 0)
        self.x11.XSetErrorHandler(self._ignore)
        pretend(self.x11, self.display)

    def close(self):
        self.x11.XCloseDisplay(self.display)

    def _sync(self):
        self.x11.XSync(self.display, 0)

    def layout(self, group):
        """Switches the keyboard: 0 for the first layout (us), 1 for the second (ru)."""
        self.group = group
        self.x11.XkbLockGroup(self.display, CORE_KEYBOARD, group)
        self._sync()

    def origin(self, window):
        """Where a window's corner is on the screen."""
        x, y, child = ctypes.c_int(), ctypes.c_int(), ctypes.c_ulong()
        self.x11.XTranslateCoordinates(self.display, window,
                                       self.x11.XDefaultRootWindow(self.display), 0, 0,
                                       ctypes.byref(x), ctypes.byref(y), ctypes.byref(child))
        return x.value, y.value

    def focus(self, window):
        """Puts a window in front and gives it the keyboard, as a window manager would."""
        revert_to_parent = 2
        self.x11.XRaiseWindow(self.display, window)
        self.x11.XSetInputFocus(self.display, window, revert_to_parent, 0)
        self._sync()

    def move(self, x, y):
        self.xtst.XTestFakeMotionEvent(self.display, -1, round(x), round(y), 0)
        self._sync()

    def button(self, number, pressed):
        self.xtst.XTestFakeButtonEvent(self.display, number, int(pressed), 0)
        self._sync()

    def click(self, x, y, button=1, count=1):
        self.move(x, y)
        for _ in range(count):
            self.button(button, True)
            self.button(button, False)

    def drag(self, start, end, settle, steps=8, button=1):
        """Presses at start and moves to end in steps; settle() waits until each has been seen,
        for a drag is told from a click by its course. The button stays down."""
        self.move(*start)
        self.button(button, True)
        time.sleep(DRAG_DELAY)
        for step in range(1, steps + 1):
            part = step / steps
            self.move(start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
            settle()
        self.move(end[0] + 1, end[1])
        settle()
        self.move(*end)

    def _keycode(self, name):
        name = NAMES.get(name.lower(), name)
        keysym = self.x11.XStringToKeysym(name.encode())
        keycode = self.x11.XKeysymToKeycode(self.display, keysym) if keysym else 0
        if not keycode:
            raise ValueError(f"no key is called {name!r}")
        return keycode

    def keys(self, *chords):
        """Presses chords such as "ctrl+shift+z", "F10", "1", "Tab", one after another."""
        for chord in chords:
            parts = ["plus"] if chord == "+" else chord.split("+")
            held = [self._keycode(MODIFIERS[part.lower()]) for part in parts[:-1]]
            key = self._keycode(parts[-1])
            self._press(held + [key])

    @contextlib.contextmanager
    def holding(self, key):
        """Holds a key down, such as "ctrl" or "space", while the pointer does something."""
        code = self._keycode(MODIFIERS.get(key, key))
        self.xtst.XTestFakeKeyEvent(self.display, code, 1, 0)
        self._sync()
        try:
            yield
        finally:
            self.xtst.XTestFakeKeyEvent(self.display, code, 0, 0)
            self._sync()

    def _press(self, codes):
        for code in codes:
            self.xtst.XTestFakeKeyEvent(self.display, code, 1, 0)
        for code in reversed(codes):
            self.xtst.XTestFakeKeyEvent(self.display, code, 0, 0)
        self._sync()

    def _characters(self):
        """{character: (key code, layout, whether with Shift)} of all layouts, made once."""
        if self._keymap is None:
            to_character = _library("xkbcommon").xkb_keysym_to_utf32
            self._keymap = {}
            for layout in (1, 0):
                for level in (1, 0):
                    for code in range(8, 256):
                        keysym = self.x11.XkbKeycodeToKeysym(self.display, code, layout, level)
                        character = to_character(keysym)
                        if character >= ord(" "):
                            self._keymap[chr(character)] = (code, layout, bool(level))
        return self._keymap

    def type(self, text, settle):
        """Types any text of the layouts, and by xdotool what none of them has. That lends a key
        to each such character for the moment, and now and then one is lost: better none."""
        before = self.group
        for character in text:
            if character in self._characters():
                code, layout, shift = self._characters()[character]
                if layout != self.group:
                    self.layout(layout)
                self._press([self._keycode("Shift_L")] * shift + [code])
            else:
                settle()
                subprocess.run(["xdotool", "type", "--delay", "12", "--", character], check=True,
                               env={"DISPLAY": self.display_name, "LC_ALL": "C.UTF-8",
                                    "PATH": "/usr/bin:/bin"})
                settle()
        self.layout(before)
