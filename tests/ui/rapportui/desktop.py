# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for each test: home, folders, message bus, screen."""

import os
import pathlib
import shutil
import subprocess
import tempfile

from gi.repository import Gio

from .waiting import Skip, wait_until
from .xinput import Screen

LOCALES = {"en": "C.UTF-8", "ru": "ru_RU.UTF-8"}
# The rest of the caller's environment stays outside: a test must not depend on whose desktop it is.
PASSED_ON = ("PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH",
             "XDG_DATA_DIRS", "LOCPATH")
SETTINGS = """[Settings]
gtk-enable-animations=0
gtk-cursor-blink=0
gtk-font-name=Inter 11
gtk-application-prefer-dark-theme=0
gtk-overlay-scrolling=1
gtk-recent-files-enabled=0
gtk-decoration-layout=appmenu:close
"""
# The bus would start the keyring of the machine, which asks for a word: a test that wants one brings
# its own.
NO_KEYRING = """[D-BUS Service]
Name=org.freedesktop.secrets
Exec=/bin/false
"""


def _end(process):
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _read_line(descriptor, process, what):
    """One line from a pipe, or an error if the process that was to write it has ended."""
    with os.fdopen(descriptor) as pipe:
        line = pipe.readline().strip()
    if not line:
        raise RuntimeError(f"{what} did not start (it ended with {process.wait()})")
    return line


class Desktop:
    """Where programs under test live. Programs can be started in it again and again.

    lang: "en" or "ru". dark, contrast, large (text half as large again): what the person has set.
    rtl: windows as in a language that is written from right to left. home: a folder to keep, if not
    a fresh one. screen: the size of the virtual screen. wayland: mutter without a monitor for Xvfb;
    nothing can be clicked or typed there.
    """

    # What to do, while everything is still open, when a test has failed.
    failed = None

    def __init__(self, lang="en", dark=False, contrast=False, home=None, screen=(1400, 1000),
                 wayland=False, font=None, large=False, rtl=False):
        self.lang = lang
        self.dark = dark
        self.contrast = contrast
        self.large = large
        self.rtl = rtl
        self.wayland = wayland
        self.screen_size = screen
        self.font = font
        self._own = home is None
        self.home = pathlib.Path(home or tempfile.mkdtemp(prefix="rapport-ui-"))
        self.processes = []
        self.apps = []
        self.screen = None
        self.bus = None
        self.env = {}

    def __enter__(self):
        try:
            self._make_folders()
            self._start_bus()
            if self.wayland:
                self._start_mutter()
            else:
                self._start_screen()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind, error, trace):
        if error is not None and self.failed is not None and not isinstance(error, Skip):
            self.failed()
        self.close()

    @property
    def data(self):
        """XDG_DATA_HOME."""
        return self.home / "data"

    def _make_folders(self):
        self.env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self.env["HOME"] = str(self.home)
        for variable, folder in (("XDG_RUNTIME_DIR", "run"), ("XDG_CONFIG_HOME", "config"),
                                 ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache"),
                                 ("XDG_STATE_HOME", "state"), ("TMPDIR", "tmp")):
            path = self.home / folder
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.env[variable] = str(path)
        settings = self.home / "config" / "gtk-4.0" / "settings.ini"
        settings.parent.mkdir(parents=True, exist_ok=True)
        text = SETTINGS
        if self.font:
            text = text.replace("Inter 11", self.font)
        settings.write_text(text, encoding="utf-8")
        services = self.home / "data" / "dbus-1" / "services"
        services.mkdir(parents=True, exist_ok=True)
        (services / "org.freedesktop.secrets.service").write_text(NO_KEYRING, encoding="utf-8")
        self.env.update({
            "LC_ALL": LOCALES[self.lang],
            "LANGUAGE": self.lang,
            "TZ": "UTC",
            "GDK_BACKEND": "wayland" if self.wayland else "x11",
            "GSK_RENDERER": "cairo",
            "GDK_DISABLE": "gl,vulkan",
            "GSETTINGS_BACKEND": "memory",
            "GTK_USE_PORTAL": "0",
            "ADW_DISABLE_PORTAL": "1",
            "ADW_DEBUG_COLOR_SCHEME": "prefer-dark" if self.dark else "prefer-light",
            "ADW_DEBUG_HIGH_CONTRAST": "1" if self.contrast else "0",
        })
        if self.rtl:
            self.env["RAPPORT_PROBE_RTL"] = "1"
        if self.large:
            self.env["RAPPORT_PROBE_LARGE"] = "1"

    def _spawn(self, arguments, **more):
        process = subprocess.Popen(arguments, env=self.env, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, **more)
        self.processes.append(process)
        return process

    def _start_bus(self):
        read, write = os.pipe()
        with open(self.home / "bus.log", "ab") as log:
            process = self._spawn(["dbus-daemon", "--session", "--nofork", "--nopidfile",
                                   f"--print-address={write}"], pass_fds=[write], stderr=log)
        os.close(write)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = _read_line(read, process, "the message bus")
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(self.env["DBUS_SESSION_BUS_ADDRESS"],
                                                           flags, None, None)
        self.bus.set_exit_on_close(False)

    def _start_screen(self):
        read, write = os.pipe()
        width, height = self.screen_size
        with open(self.home / "screen.log", "ab") as log:
            process = self._spawn(["Xvfb", "-displayfd", str(write), "-screen", "0",
                                   f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
                                  pass_fds=[write], stderr=log)
        os.close(write)
        self.env["DISPLAY"] = ":" + _read_line(read, process, "the virtual screen")
        self.screen = Screen(self.env["DISPLAY"])

    def _start_mutter(self):
        width, height = self.screen_size
        self.env["WAYLAND_DISPLAY"] = "rapport-test-0"
        with open(self.home / "screen.log", "ab") as log:
            process = self._spawn(["mutter", "--headless", "--wayland", "--no-x11",
                                   "--wayland-display", "rapport-test-0", "--virtual-monitor",
                                   f"{width}x{height}"], stderr=log)
        socket = self.home / "run" / "rapport-test-0"
        wait_until("the Wayland compositor",
                   lambda: socket.exists() or process.poll() is not None, 30)
        if process.poll() is not None:
            log = (self.home / "screen.log").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"mutter ended with {process.returncode}:\n{log}")

    def start(self, program, *arguments, ready=True, env=None):
        """Starts a program and returns its App; ready waits until a window of it is drawn."""
        from .app import App

        app = App(self, program, arguments, env or {})
        self.apps.append(app)
        if ready:
            app.wait_ready()
        return app

    def close(self):
        for app in self.apps:
            app.kill()
        if self.screen is not None:
            self.screen.close()
            self.screen = None
        if self.bus is not None and not self.bus.is_closed():
            self.bus.close_sync(None)
        for process in reversed(self.processes):
            _end(process)
        self.processes = []
        if self._own:
            shutil.rmtree(self.home, ignore_errors=True)

