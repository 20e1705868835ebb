#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what a program can check of our rules: lint.py [--top FOLDER] [RULE...]"""

import argparse
import pathlib
import sys

import rules

# Not ours to judge: made by programs, or wrong on purpose.
LEFT_OUT = ("build", ".git", ".cache", "__pycache__", "samples", "corpus")
TEXTS = (".c", ".h", ".py", ".sh", ".blp", ".build", ".options", ".css", ".sql", ".in", ".md", ".svg",
         ".xml", ".po", ".yml", ".json", ".1", ".supp", "dev", "run", "COPYING")


class Tree:
    """The files of a source tree, by path from its top."""

    def __init__(self, top):
        self.top = pathlib.Path(top).resolve()
        self.style = pathlib.Path(__file__).resolve().parents[2] / ".clang-format"
        self.files = sorted(self._walk(self.top))
        self._texts = {}

    def _walk(self, folder):
        for entry in folder.iterdir():
            if entry.name in LEFT_OUT or entry.name.startswith("build-"):
                continue
            if entry.is_dir():
                yield from self._walk(entry)
            elif entry.name.endswith(TEXTS) or entry.parent.name == "packages":
                yield entry.relative_to(self.top).as_posix()

    def text(self, path):
        if path not in self._texts:
            self._texts[path] = (self.top / path).read_text(encoding="utf-8", errors="replace")
        return self._texts[path]


def check(top, names=()):
    """[(rule, path, line, message)]"""
    tree = Tree(top)
    names = names or [name for name in rules.RULES if name not in rules.ON_REQUEST]
    return [(name, *finding) for name in names for finding in rules.RULES[name](tree)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--top", default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("rules", nargs="*", metavar="RULE", help=", ".join(rules.RULES))
    options = parser.parse_args()
    unknown = set(options.rules) - set(rules.RULES)
    if unknown:
        parser.error(f"no such rule: {', '.join(sorted(unknown))}")
    findings = check(options.top, options.rules)
    for name, path, line, message in findings:
        print(f"{path}:{line}: {message} [{name}]")
    count = len(options.rules) or len(rules.RULES) - len(rules.ON_REQUEST)
    print(f"{len(findings)} found by {count} rules")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
