#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fuzzes one target, or each in turn: fuzz.py --build FOLDER [NAME] [SECONDS]

New inputs that reach new code are kept in the build folder between runs. One that breaks a target
is written to tests/fuzz/corpus/NAME, so that the ordinary tests keep it from coming back."""

import argparse
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def fuzz(build, name, seconds):
    found = build / "tests" / "fuzz" / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    kept = HERE / "corpus" / name
    command = [build / "tests" / "fuzz" / f"fuzz-{name}", f"-max_total_time={seconds}", "-timeout=10",
               "-max_len=16384", "-print_final_stats=1", f"-artifact_prefix={kept}/", found, kept]
    print(f"{name}: {seconds} s", flush=True)
    return subprocess.run([str(word) for word in command], check=False).returncode


def main():
    names = sorted(path.stem.removeprefix("fuzz-") for path in HERE.glob("fuzz-*.c"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("name", nargs="?", choices=names)
    parser.add_argument("seconds", nargs="?", type=int, default=60)
    options = parser.parse_args()
    broken = [name for name in names if options.name in (None, name) and fuzz(options.build, name, options.seconds)]
    print(f"broken: {', '.join(broken)}" if broken else "nothing broke")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
