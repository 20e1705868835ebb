// SPDX-License-Identifier: GPL-3.0-or-later
// PouchDB's own replication, for sync.py: node replicate.js pull|push URL DOCUMENTS, or
// live URL COUNT. Its copy lies in memory. Prints what it took as JSON: CPU time and time by the
// clock in seconds, most memory in MiB; live prints the milliseconds of each change that came.
"use strict";

const PouchDB = require("pouchdb-core")
  .plugin(require("pouchdb-adapter-memory"))
  .plugin(require("pouchdb-adapter-http"))
  .plugin(require("pouchdb-replication"));

const [, , what, url, count] = process.argv;
const local = new PouchDB("copy", { adapter: "memory" });
const options = { batch_size: 1000, checkpoint: false };

function note(index) {
  return { _id: "note:" + String(index).padStart(8, "0"), type: "note", schema: 7, title: "Note " + index,
    body: "What was said on the call about the offer of the month, the landing page and the budget. ".repeat(4) };
}

// measured: what the work takes beside what was there before.
async function measured(work) {
  const began = process.hrtime.bigint();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  if (Number(result.docs_written) !== Number(count))
    throw new Error("of " + count + " documents " + result.docs_written + " arrived");
  console.log(JSON.stringify({ cpu: (user + system) / 1e6, clock: Number(process.hrtime.bigint() - began) / 1e9,
    memory: process.resourceUsage().maxRSS / 1024 }));
}

async function push() {
  for (let first = 0; first < count; first += 1000)
    await local.bulkDocs(Array.from({ length: Math.min(1000, count - first) }, (_, n) => note(first + n)));
  await measured(() => PouchDB.replicate(local, url, options));
}

// live: another client writes, and the time until this one has it is taken.
async function live() {
  const other = new PouchDB(url, { skip_setup: true });
  const times = [];
  const replication = PouchDB.replicate(url, local, { live: true, retry: true, since: "now" });
  await new Promise((resolve) => replication.once("paused", resolve));
  for (let index = 0; index < count; index++) {
    const arrived = new Promise((resolve) => replication.once("change", () => resolve(process.hrtime.bigint())));
    const began = process.hrtime.bigint();
    await other.put(note(90000000 + index));
    times.push(Number(await arrived - began) / 1e6);
    await new Promise((resolve) => replication.once("paused", resolve));
  }
  replication.cancel();
  console.log(JSON.stringify(times));
  process.exit(0);
}

const works = { push, live, pull: () => measured(() => PouchDB.replicate(url, local, options)) };
works[what]().catch((error) => {
  console.error(error);
  process.exit(1);
});
