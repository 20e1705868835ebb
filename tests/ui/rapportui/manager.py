# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets GTK believe that a window manager and a compositor are there.

Without them it draws square corners, frames and flat popovers, which no user sees. Nothing is
managed: windows stand where they ask to stand, which is what tests want.
"""

import ctypes

REPLACE = 0
XA_ATOM = 4
XA_WINDOW = 33
SUPPORTED = ("_GTK_FRAME_EXTENTS",)


def pretend(x11, display):
    """x11 is libX11 by ctypes, display an open Display that lives as long as the pretence."""
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XCreateSimpleWindow.restype = ctypes.c_ulong
    x11.XCreateSimpleWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 + [
        ctypes.c_uint] * 3 + [ctypes.c_ulong] * 2
    x11.XSetSelectionOwner.argtypes = [ctypes.c_void_p] + [ctypes.c_ulong] * 3
    x11.XChangeProperty.argtypes = [ctypes.c_void_p] + [ctypes.c_ulong] * 3 + [
        ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_int]

    def atom(name):
        return x11.XInternAtom(display, name.encode(), 0)

    def set_property(window, name, kind, values):
        data = (ctypes.c_ulong * len(values))(*values)
        x11.XChangeProperty(display, window, atom(name), kind, 32, REPLACE, data, len(values))

    root = x11.XDefaultRootWindow(display)
    window = x11.XCreateSimpleWindow(display, root, -10, -10, 1, 1, 0, 0, 0)
    for target in (root, window):
        set_property(target, "_NET_SUPPORTING_WM_CHECK", XA_WINDOW, [window])
    set_property(root, "_NET_SUPPORTED", XA_ATOM, [atom(name) for name in SUPPORTED])
    x11.XSetSelectionOwner(display, atom("_NET_WM_CM_S0"), window, 0)
    x11.XSync(display, 0)
