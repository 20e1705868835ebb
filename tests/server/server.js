// SPDX-License-Identifier: GPL-3.0-or-later
// A server that speaks CouchDB's protocol, in memory, on this computer alone; what sync is tested
// against. Prints the port that it listens on, and ends when its standard input is closed. The name and
// the password of its administrator are in RAPPORT_TEST_SERVER_ADMIN, with a colon between.
"use strict";

const express = require("express");
const memdown = require("memdown");
const PouchDB = require("pouchdb-core")
  .plugin(require("pouchdb-adapter-memory"))
  .plugin(require("pouchdb-mapreduce"))
  .plugin(require("pouchdb-replication"));
const couch = require("express-pouchdb");
const { deleteDB, getOrCreateDB } = require("express-pouchdb/lib/create-or-delete-dbs");
const { Accounts } = require("./accounts");
const { Refused } = require("./documents");
const { Guard } = require("./guard");
const { Validation } = require("./validation");

// Each database is a tree that is never changed, only replaced: to remember it is to remember its root.
const downs = new Map();
function remembered(location) {
  const down = memdown(location);
  downs.set(location, down);
  return down;
}
remembered.destroy = memdown.destroy;

const Store = PouchDB.defaults({ adapter: "memory", db: remembered });
const [admin, password] = (process.env.RAPPORT_TEST_SERVER_ADMIN || "admin:secret").split(":");
const born = new Map();

async function open(database) {
  return (await Store.allDbs()).includes(database) ? getOrCreateDB(Store, database) : null;
}

// Snapshots: what only a test asks for.
const tests = {
  snapshots: [],

  async run(what, asked) {
    switch (what) {
      case "snapshot": return this.snapshot(asked.database);
      case "restore": return this.restore(asked.database, asked.snapshot);
      case "token":
        accounts.tokens.set(asked.token, { name: asked.name, roles: asked.roles || [] });
        return { ok: true };
      case "version":
        guard.version = asked.version;
        return { ok: true };
      case "changes": return guard.feed.set(asked);
      default: throw new Refused(404, "not_found", "there is no such thing to ask of a test server");
    }
  },

  async snapshot(database) {
    const store = await open(database);
    if (!store)
      throw new Refused(404, "not_found", "Database does not exist.");
    await store.info();
    const down = downs.get(database);
    this.snapshots.push(down._store[down._location]);
    return { ok: true, snapshot: this.snapshots.length - 1 };
  },

  async restore(database, number) {
    const down = downs.get(database);
    if (!down || !(number in this.snapshots))
      throw new Refused(404, "not_found", "missing");
    const { _store: trees, _location: location } = down;
    if (await open(database))
      await deleteDB(Store, database, {});
    trees[location] = this.snapshots[number];
    await new Store(database).info();
    return { ok: true };
  },
};

const app = express();
const inner = couch(Store, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: "/dev/null" });
const accounts = new Accounts(admin, password);
const guard = new Guard({ accounts, validation: new Validation(), tests, open, born });
guard.attach(app);
app.use(inner);
app.use((error, request, answer, next) => {
  if (answer.headersSent)
    return next(error);
  answer.status(error.status || 500).json({ error: "unknown_error", reason: error.message });
});

// What a request breaks is that request's, not the server's.
process.on("uncaughtException", (error) => console.error(error.stack));
process.on("unhandledRejection", (error) => console.error(error && error.stack || String(error)));
process.stdin.on("end", () => process.exit(0)).on("error", () => process.exit(0)).resume();

// start: listens once _users is there, which takes the list of databases some turns to come up.
async function start() {
  while (!Store.allDbs)
    await new Promise(setImmediate);
  accounts.users = await getOrCreateDB(Store, "_users");
  await accounts.users.info();
  while (!(await Store.allDbs()).includes("_users"))
    await new Promise(setImmediate);
  const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
  server.keepAliveTimeout = 60000;
}

start();
