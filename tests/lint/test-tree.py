#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of the lint is a case: the tree keeps it."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import lint
import rules
import tap

TREE = lint.Tree(HERE.parents[1])


def add_test(name, rule):
    def test():
        findings = [f"{path}:{line}: {message}" for path, line, message in rule(TREE)]
        assert not findings, "\n".join(findings)

    globals()[f"test_{name}"] = test


for rule_name, rule_function in rules.RULES.items():
    add_test(rule_name, rule_function)

if __name__ == "__main__":
    sys.exit(tap.run(globals()))
