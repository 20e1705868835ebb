# SPDX-License-Identifier: GPL-3.0-or-later
"""Twenty thousand clients with a contact each, from a file that has been read to the list that shows
them: how long the main thread is kept, turn by turn."""

import subprocess
import tempfile

from table import Row

TITLE = "Import of 20,000 clients with a contact each"
ROUNDS = 3
CLIENTS = 20000


def measure(build, folder):
    samples = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(dir=folder) as place:
            line = subprocess.check_output([build / "tests/bench/bench-intake", f"{place}/a.rapport", str(CLIENTS)], text=True)
            samples.append(list(map(float, line.split())))
    search, store, longest, reveal, again, memory, durable = (min(sample[n] for sample in samples) for n in range(7))
    yield Row("search for doubles, another thread", f"{search:.1f} s of CPU time")
    yield Row("main thread, all its turns together", f"{store * 1000:.0f} ms of CPU time")
    yield Row("its longest turn until all is worked out", "", longest * 1000, 25, unit="ms")
    yield Row("the turn in which a list shows them", "", reveal * 1000, 25, unit="ms")
    yield Row("its longest turn while it comes to the disk and is read again", "", again * 1000, 25, unit="ms")
    yield Row("most memory: when all is there, when it is on the disk", f"{durable / 1024:.0f} MiB at the end", memory / 1024, 256, unit="MiB")
