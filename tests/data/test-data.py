#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks launcher, metainfo, settings, icons and translations: test-data.py BUILT-DATA-FOLDER"""

import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import tap

APP_ID = "io.github.rapport_app.Rapport"
TOP = pathlib.Path(__file__).resolve().parents[2]
BUILT = pathlib.Path(sys.argv[1])
ICONS = TOP / "data" / "icons"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def run(*command):
    """Fails with what the command said when it doesn't end well."""
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def test_desktop_entry_is_valid():
    output = run("desktop-file-validate", BUILT / f"{APP_ID}.desktop")
    assert output == "", output


def test_desktop_entry_is_translated():
    text = (BUILT / f"{APP_ID}.desktop").read_text(encoding="utf-8")
    for key in ("GenericName", "Comment", "Keywords"):
        assert re.search(rf"^{key}\[ru\]=.*[а-яё]", text, re.M), f"{key} has no Russian"


def test_desktop_entry_names_what_is_installed():
    text = (TOP / "data" / f"{APP_ID}.desktop.in").read_text(encoding="utf-8")
    assert f"Icon={APP_ID}\n" in text
    assert re.search(r"^Exec=rapport$", text, re.M)


def test_metainfo_is_valid():
    run("appstreamcli", "validate", "--pedantic", "--no-net", BUILT / f"{APP_ID}.metainfo.xml")


def test_metainfo_is_translated():
    source = ElementTree.parse(TOP / "data" / f"{APP_ID}.metainfo.xml.in")
    built = ElementTree.parse(BUILT / f"{APP_ID}.metainfo.xml")
    for path in ("./summary", "./description//p", "./description//li"):
        wanted = len(source.findall(path))
        found = sum(1 for element in built.findall(path) if element.get(LANGUAGE) == "ru")
        assert found == wanted, f"{path}: {found} of {wanted} in Russian"


def test_metainfo_knows_this_version():
    project = (TOP / "meson.build").read_text(encoding="utf-8")
    version = re.search(r"^  version: '([^']+)'", project, re.M)[1]
    source = ElementTree.parse(TOP / "data" / f"{APP_ID}.metainfo.xml.in")
    assert source.find("./releases/release").get("version") == version


def test_schema_is_strict():
    with tempfile.TemporaryDirectory() as folder:
        run("glib-compile-schemas", "--strict", f"--targetdir={folder}", TOP / "data")
        assert (pathlib.Path(folder) / "gschemas.compiled").stat().st_size > 0


def test_icons_are_drawn():
    for path in (f"scalable/apps/{APP_ID}.svg", f"symbolic/apps/{APP_ID}-symbolic.svg"):
        with tempfile.NamedTemporaryFile(suffix=".png") as picture:
            run("rsvg-convert", "--width=64", "--output", picture.name, ICONS / path)
            colours = int(run("identify", "-format", "%k", picture.name))
        assert colours > 1, f"{path} is empty"


def test_symbolic_icons_have_one_colour():
    for icon in (ICONS / "symbolic").rglob("*.svg"):
        colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", icon.read_text(encoding="utf-8")))
        assert len(colours) <= 1, f"{icon.name}: {colours}"


def test_translations_are_well_formed():
    for language in (TOP / "po" / "LINGUAS").read_text(encoding="utf-8").split():
        run("msgfmt", "--check", "--output-file=/dev/null", TOP / "po" / f"{language}.po")


def test_translated_files_exist():
    for line in (TOP / "po" / "POTFILES.in").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or (TOP / line).is_file(), line


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
