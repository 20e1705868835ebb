// SPDX-License-Identifier: GPL-3.0-or-later
// PouchDB's own replication, for sync.py: node replicate.js pull URL DOCUMENTS, push URL DOCUMENTS
// SOURCE (what is pushed comes from there first), or live URL COUNT. Its copy lies in memory. Prints
// what it took as JSON: CPU time and time by the clock in seconds, most memory in MiB; live prints the
// milliseconds of each change that came.
"use strict";

const PouchDB = require("pouchdb-core")
  .plugin(require("pouchdb-adapter-memory"))
  .plugin(require("pouchdb-adapter-http"))
  .plugin(require("pouchdb-replication"));

const [, , what, url, count, source] = process.argv;
const local = new PouchDB("copy", { adapter: "memory" });
const options = { batch_size: 1000, checkpoint: false };

// measured: what the work takes beside what was there before.
async function measured(work) {
  const began = process.hrtime.bigint();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  if (Number(result.docs_written) < Number(count))
    throw new Error("of " + count + " documents " + result.docs_written + " arrived");
  console.log(JSON.stringify({ cpu: (user + system) / 1e6, clock: Number(process.hrtime.bigint() - began) / 1e9,
    memory: process.resourceUsage().maxRSS / 1024 }));
}

async function push() {
  await PouchDB.replicate(source, local, options);
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
    await other.put({ _id: "note:live-" + index, fields: { body: "Change " + index } });
    const put = process.hrtime.bigint();
    const came = await arrived;
    times.push(Math.max(0, Number(came - put) / 1e6));
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
