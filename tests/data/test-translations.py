#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every word that a user reads is there in every language: nothing missing, nothing fuzzy, nothing left over.

As a test it speaks TAP; with --missing it prints what is missing in the form of a .po file, and with
--prune it takes out of the .po files what no source has any more."""

import ast
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


def key(block):
    """The context and the words of an entry."""
    found, current = {"msgctxt": None, "msgid": None}, None
    for line in block.split("\n"):
        line = re.sub("^#~ ?", "", line)
        start = re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$', line)
        if start:
            current = start[1]
            if current in found:
                found[current] = ast.literal_eval(start[2])
        elif line.startswith('"') and current in found:
            found[current] += ast.literal_eval(line)
    return found["msgctxt"], found["msgid"]


def prune(language, folder):
    """Leaves the entries that some source has, as they are; the first is the head of the file."""
    used = {key(block) for block in sources(folder).read_text(encoding="utf-8").split("\n\n")}
    path = TOP / "po" / f"{language}.po"
    blocks = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    kept = [block for number, block in enumerate(blocks) if number == 0 or key(block) in used]
    path.write_text("\n\n".join(kept) + "\n", encoding="utf-8")


def leftovers(language, folder):
    """The entries that no source has any more, as the text of a .po file."""
    merged = pathlib.Path(folder) / f"{language}.po"
    run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged, TOP / "po" / f"{language}.po", sources(folder))
    return run("msgattrib", "--only-obsolete", "--no-location", merged)


def add_leftover_test(language):
    def test():
        with tempfile.TemporaryDirectory() as folder:
            found = leftovers(language, folder)
        words = re.findall(r"^#~ msgid (.*)$", found, re.M)
        assert not words, f"{len(words)} that no source has (--prune takes them out):\n" + "\n".join(words[:50])

    globals()[f"test_{language}_has_no_leftovers"] = test


def add_test(language):
    def test():
        with tempfile.TemporaryDirectory() as folder:
            missing = untranslated(language, folder)
        words = [line for line in re.findall(r"^(msgid .*)$", missing, re.M) if line != 'msgid ""']
        assert not missing.strip(), f"{len(words)} words:\n" + "\n".join(words[:50])

    globals()[f"test_{language}_is_complete"] = test


for each in LANGUAGES:
    add_test(each)
    add_leftover_test(each)

if __name__ == "__main__":
    if sys.argv[1:] == ["--missing"]:
        for each in LANGUAGES:
            with tempfile.TemporaryDirectory() as place:
                print(untranslated(each, place))
        sys.exit(0)
    if sys.argv[1:] == ["--prune"]:
        for each in LANGUAGES:
            with tempfile.TemporaryDirectory() as place:
                prune(each, place)
        sys.exit(0)
    sys.exit(tap.run(globals()))
