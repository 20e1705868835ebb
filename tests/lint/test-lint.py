#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every rule finds the samples that break it, and nothing else in them.

samples/bad-RULE[-DETAIL].txt holds a small tree ("==> path" before each file) which breaks RULE
alone; samples/good.txt breaks none."""

import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "support")]
import lint
import rules
import tap


def found_in(sample):
    """The names of the rules that a sample breaks."""
    with tempfile.TemporaryDirectory() as folder:
        parts = re.split(r"^==> (.*)\n", sample.read_text(encoding="utf-8"), flags=re.M)[1:]
        for path, text in zip(parts[::2], parts[1::2]):
            file = pathlib.Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return {finding[0] for finding in lint.check(folder, rules.RULES)}


def rule_of(sample):
    """The longest name of a rule that the sample's name begins with."""
    name = sample.stem.removeprefix("bad-")
    fitting = [rule for rule in rules.RULES if name == rule or name.startswith(rule + "-")]
    return max(fitting, key=len, default=None)


SAMPLES = sorted((HERE / "samples").glob("bad-*.txt"))


def test_good_sample_passes():
    found = found_in(HERE / "samples" / "good.txt")
    assert not found, found


def test_each_rule_has_a_sample():
    without = set(rules.RULES) - {rule_of(sample) for sample in SAMPLES}
    assert not without, without


def add_test(sample):
    def test():
        found = found_in(sample)
        assert found == {rule_of(sample)}, found

    globals()[f"test_{sample.stem}"] = test


for bad in SAMPLES:
    add_test(bad)

if __name__ == "__main__":
    sys.exit(tap.run(globals()))
