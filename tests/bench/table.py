# SPDX-License-Identifier: GPL-3.0-or-later
"""What a measurement gives back, and how it is printed."""

import dataclasses
import statistics


@dataclasses.dataclass
class Row:
    """A line of the table. ratio and budget are of the same kind: "at most" unless at_least."""

    what: str
    measured: str
    ratio: float | None = None
    budget: float | None = None
    at_least: bool = False
    unit: str = "×"

    @property
    def kept(self):
        if self.budget is None or self.ratio is None:
            return None
        return self.ratio >= self.budget if self.at_least else self.ratio <= self.budget


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def spread(samples):
    """Least and median, in words: noise only ever adds."""
    return f"{milliseconds(min(samples))} (median {milliseconds(statistics.median(samples))})"


def write(title, rows):
    """Markdown, that reads well in a terminal too."""
    cells = [("what", "measured", "ratio", "budget", "")]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f} {row.unit}"
        sign = "≥" if row.at_least else "≤"
        budget = "" if row.budget is None else f"{sign} {row.budget:g} {row.unit}"
        cells.append((row.what, row.measured, ratio, budget, {True: "kept", False: "MISSED", None: ""}[row.kept]))
    widths = [max(len(line[i]) for line in cells) for i in range(5)]
    print(f"\n## {title}\n")
    for number, line in enumerate(cells):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |", flush=True)
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
