#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every word that a user reads is there in every language: nothing missing, nothing fuzzy.

As a test it speaks TAP; with --missing it prints what is missing in the form of a .po file."""

import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests" / "support"))
import tap

LANGUAGES = (TOP / "po" / "LINGUAS").read_text(encoding="utf-8").split()
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dpgettext2:2c,3",
            "rapport_catalog_text:2", "rapport_catalog_text_in:2c,3", "rapport_catalog_plural:2,3")


def run(*command):
    result = subprocess.run([str(word) for word in command], cwd=TOP, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout


def sources(folder):
    """All words in the sources, as a template."""
    pot = pathlib.Path(folder) / "rapport.pot"
    files = [line for line in (TOP / "po" / "POTFILES.in").read_text(encoding="utf-8").splitlines()
             if line and not line.startswith("#")]
    other = [path for path in files if not path.endswith((".c", ".h", ".blp"))]
    code = [path for path in files if path not in other]
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    run("xgettext", "--from-code=UTF-8", "--add-comments", "--language=C", *keywords, "-o", pot, *code)
    run("xgettext", "--from-code=UTF-8", "--join-existing", "-o", pot, *other)
    return pot


def untranslated(language, folder):
    """The entries that lack a translation, as the text of a .po file."""
    merged = pathlib.Path(folder) / f"{language}.po"
    run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, TOP / "po" / f"{language}.po", sources(folder))
    missing = run("msgattrib", "--untranslated", "--no-obsolete", "--no-location", merged)
    return missing + run("msgattrib", "--only-fuzzy", "--no-obsolete", "--no-location", merged)


def add_test(language):
    def test():
        with tempfile.TemporaryDirectory() as folder:
            missing = untranslated(language, folder)
        words = [line for line in re.findall(r"^(msgid .*)$", missing, re.M) if line != 'msgid ""']
        assert not missing.strip(), f"{len(words)} words:\n" + "\n".join(words[:50])

    globals()[f"test_{language}_is_complete"] = test


for each in LANGUAGES:
    add_test(each)

if __name__ == "__main__":
    if sys.argv[1:] == ["--missing"]:
        for each in LANGUAGES:
            with tempfile.TemporaryDirectory() as place:
                print(untranslated(each, place))
        sys.exit(0)
    sys.exit(tap.run(globals()))
