// SPDX-License-Identifier: GPL-3.0-or-later
// What stands before the server of the npm registry so that it refuses what CouchDB 3.5 refuses: those
// who are not named or not members, documents that are malformed or that a database's own function
// declines, multipart bodies (which would stop it).
"use strict";

const express = require("express");
const crypto = require("crypto");
const { Refused, checkJson, checkDocument } = require("./documents");
const { sealPassword } = require("./accounts");

const LARGEST_DOCUMENT = 8000000;
const parseJson = express.json({ limit: "1gb", type: () => true, strict: false });
const SPECIAL = new Set(["_bulk_docs", "_bulk_get", "_changes", "_all_docs", "_revs_diff", "_security", "_find",
  "_index", "_compact", "_view_cleanup", "_ensure_full_commit", "_purge", "_revs_limit", "_local_docs",
  "_design_docs", "_missing_revs", "_temp_view", "_explain", "_shards", "_purged_infos_limit"]);

function send(answer, status, body) {
  answer.status(status).type("application/json").send(Buffer.from(JSON.stringify(body) + "\n"));
}

function refuse(answer, error) {
  const status = error.status || 500;
  const parsing = error.type === "entity.parse.failed" || error.type === "encoding.unsupported";
  send(answer, status, {
    error: parsing ? "bad_request" : error.error || error.name || "unknown_error",
    reason: parsing ? "invalid UTF-8 JSON" : error.message,
  });
}

function promise(handler) {
  return (request, answer, next) => {
    Promise.resolve(handler(request, answer, next)).catch((error) => refuse(answer, error));
  };
}

function body(request, answer) {
  if (/^multipart\//i.test(request.headers["content-type"] || ""))
    throw new Refused(415, "bad_content_type", "this server of the tests takes no multipart body");
  return new Promise((resolve, reject) => {
    parseJson(request, answer, (error) => error ? reject(error) : resolve(request.body));
  });
}

function wantJson(request) {
  if (!/^application\/json\b/i.test(request.headers["content-type"] || ""))
    throw new Refused(415, "bad_content_type", "Content-Type must be application/json");
}

// segments: the parts of the path as CouchDB reads them, a raw "+" as a space.
function segments(request) {
  try {
    return request.path.split("/").filter((part) => part)
      .map((part) => decodeURIComponent(part.replace(/\+/g, " ")));
  } catch (error) {
    throw new Refused(400, "bad_request", "the path is no UTF-8");
  }
}

// Feed: once a test has asked for it, answers with changes say how many are behind them, as CouchDB's
// do and the npm server's do not; `most` of them at once, and only as many answers as it lets through.
class Feed {
  constructor() {
    this.most = 0;
    this.left = 0;
    this.waiting = [];
  }

  set({ most, let: left }) {
    this.most = most;
    this.left = left;
    this.waiting.splice(0).forEach((resolve) => resolve());
    return { ok: true };
  }

  async answer(store, query) {
    while (this.left <= 0)
      await new Promise((resolve) => this.waiting.push(resolve));
    this.left--;
    const page = await store.changes({ since: Number(query.since) || 0,
      limit: Math.min(Number(query.limit) || this.most, this.most),
      include_docs: query.include_docs === "true", conflicts: query.conflicts === "true" });
    const behind = await store.changes({ since: page.last_seq });
    return { results: page.results, last_seq: page.last_seq, pending: behind.results.length };
  }
}

class Guard {
  constructor(server) {
    Object.assign(this, server);
    this.config = {
      chttpd: { require_valid_user: "true", bind_address: "127.0.0.1" },
      couchdb: { max_document_size: String(LARGEST_DOCUMENT), single_node: "true" },
    };
    this.version = "3.5.0";
    this.feed = new Feed();
    this.births = 0;
    this.uuid = crypto.randomBytes(16).toString("hex");
  }

  get largest() {
    return Number(this.config.couchdb.max_document_size);
  }

  attach(app) {
    app.disable("x-powered-by");
    app.set("etag", false);
    app.use(promise(async (request, answer, next) => {
      request.parts = segments(request);
      // To CouchDB a parameter ends there, whatever comes then.
      if (/\?.*;/.test(request.url))
        throw new Refused(400, "bad_request", "a raw ; in a query");
      if (await this.root(request, answer) || await this.users(request, answer) ||
          await this.database(request, answer))
        return;
      next();
    }));
  }

  // root: what belongs to no database. True where it has answered.
  async root(request, answer) {
    const [first, ...rest] = request.parts;
    const { method } = request;
    if (first === "_up") {
      send(answer, 200, { status: "ok", seeds: {} });
      return true;
    }
    request.user = await this.accounts.whoAsks(request);
    if (request.user.name === null && this.config.chttpd.require_valid_user !== "false")
      throw new Refused(401, "unauthorized", "Authentication required.");
    if (first === undefined) {
      send(answer, 200, { couchdb: "Welcome", version: this.version, git_sha: "0000000", uuid: this.uuid,
        features: ["access-ready", "pluggable-storage-engines", "reshard", "scheduler"],
        vendor: { name: "a server of the tests" } });
      return true;
    }
    if (first === "_session" && method === "GET") {
      send(answer, 200, { ok: true, userCtx: request.user,
        info: { authentication_handlers: ["cookie", "default"], authenticated: "default" } });
      return true;
    }
    if (first === "_all_dbs" || first === "_node" || first === "_membership" || first === "_test")
      this.accounts.wantServerAdmin(request.user);
    if (first === "_membership") {
      send(answer, 200, { all_nodes: ["test@127.0.0.1"], cluster_nodes: ["test@127.0.0.1"] });
      return true;
    }
    if (first === "_node")
      return this.setting(request, answer, rest);
    if (first === "_test") {
      send(answer, 200, await this.tests.run(rest[0], await body(request, answer)));
      return true;
    }
    return false;
  }

  // setting: /_node/_local/_config/SECTION/KEY
  async setting(request, answer, [, what, section, key]) {
    if (what !== "_config")
      throw new Refused(404, "not_found", "missing");
    const values = this.config[section];
    if (request.method === "PUT") {
      const before = (values || {})[key] || "";
      (this.config[section] = values || {})[key] = String(await body(request, answer));
      send(answer, 200, before);
    } else if (section === undefined) {
      send(answer, 200, this.config);
    } else if (values === undefined || (key !== undefined && values[key] === undefined)) {
      throw new Refused(404, "not_found", "unknown_config_value");
    } else {
      send(answer, 200, key === undefined ? values : values[key]);
    }
    return true;
  }

  // users: the database _users, where passwords are sealed and each sees only themselves.
  async users(request, answer) {
    const [database, id] = request.parts;
    if (database !== "_users")
      return false;
    const admin = this.accounts.isServerAdmin(request.user);
    const own = id === "org.couchdb.user:" + request.user.name && request.parts.length === 2;
    if (!admin && !(own && (request.method === "GET" || request.method === "PUT")))
      throw id && id.startsWith("org.") ? new Refused(404, "not_found", "missing")
        : new Refused(403, "forbidden", "You are not allowed to access this db.");
    if (request.method === "PUT" && id !== "_security") {
      const user = await body(request, answer);
      const valid = user && user.type === "user" && typeof user.name === "string" && Array.isArray(user.roles) &&
        id === "org.couchdb.user:" + user.name;
      if (!valid && !(user && user._deleted))
        throw new Refused(403, "forbidden", "doc.type must be user, doc.name and doc.roles must be there");
      if (!admin) {
        const before = await this.accounts.users.get(id);
        if (JSON.stringify(before.roles) !== JSON.stringify(user.roles))
          throw new Refused(403, "forbidden", "Only _admin may edit roles");
      }
      request.body = sealPassword(user);
    } else if (id === "_bulk_docs") {
      const bulk = await body(request, answer);
      request.body = { ...bulk, docs: bulk.docs.map(sealPassword) };
    }
    return false;
  }

  async database(request, answer) {
    const [database, what, ...rest] = request.parts;
    const { method, user } = request;
    if (database.startsWith("_") && database !== "_users")
      return false;
    if (what === undefined && (method === "PUT" || method === "DELETE"))
      return this.makeOrDelete(request, database);
    const store = await this.open(database);
    if (!store)
      throw new Refused(404, "not_found", "Database does not exist.");
    if (database !== "_users")
      this.accounts.wantMember(user, database);
    if (what === undefined && (method === "GET" || method === "HEAD")) {
      send(answer, 200, await this.describe(database, store));
      return true;
    }
    if (what === "_security")
      return this.security(request, answer, database);
    if (what === "_changes" && method === "GET" && this.feed.most > 0 && request.query.feed === undefined) {
      send(answer, 200, await this.feed.answer(store, request.query));
      return true;
    }
    if (what === "_bulk_docs" && method === "POST") {
      await this.bulk(request, answer, database, store);
      return true;
    }
    if (method === "POST" && what !== undefined)
      wantJson(request);
    const writes = (method === "PUT" || method === "DELETE" || (method === "POST" && what === undefined));
    if (writes && what !== "_local" && !SPECIAL.has(what))
      await this.single(request, answer, database, store, what === "_design" ? "_design/" + rest[0] : what,
        what === "_design" ? rest[1] : rest[0]);
    return false;
  }

  async makeOrDelete(request, database) {
    this.accounts.wantServerAdmin(request.user);
    if (!/^[a-z][a-z0-9_$()+/-]*$/.test(database))
      throw new Refused(400, "illegal_database_name", "Name: '" + database + "'. Only lowercase characters " +
        "(a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. " +
        "Must begin with a letter.");
    if (request.method === "PUT" && await this.open(database))
      return false;
    this.accounts.security.delete(database);
    this.born.set(database, String(Date.now() * 1000 + this.births++ % 1000));
    return false;
  }

  async describe(database, store) {
    const { doc_count, update_seq } = await store.info();
    return { instance_start_time: this.born.get(database) || "0", db_name: database, purge_seq: 0, update_seq,
      sizes: { file: 0, external: 0, active: 0 }, props: {}, doc_del_count: 0, doc_count,
      disk_format_version: 8, compact_running: false, cluster: { q: 2, n: 1, w: 1, r: 1 } };
  }

  async security(request, answer, database) {
    if (request.method === "PUT") {
      this.accounts.wantDatabaseAdmin(request.user, database);
      this.accounts.setSecurity(database, await body(request, answer));
      send(answer, 200, { ok: true });
    } else {
      send(answer, 200, this.accounts.securityOf(database));
    }
    return true;
  }

  // refusals: for each document null, or { error, reason } of a function that declined it.
  async refusals(documents, database, store, user) {
    for (const document of documents)
      if (typeof document._id === "string" && document._id.startsWith("_design/"))
        this.accounts.wantDatabaseAdmin(user, database);
    const functions = await this.validation.of(database, store);
    if (functions.length === 0 || database === "_users")
      return documents.map(() => null);
    const ids = documents.map((document) => document._id).filter((id) => typeof id === "string");
    const { rows } = ids.length > 0 ? await store.allDocs({ keys: ids, include_docs: true }) : { rows: [] };
    const old = new Map(rows.filter((row) => row.doc).map((row) => [row.doc._id, row.doc]));
    const context = { db: database, name: user.name, roles: user.roles };
    return documents.map((document) => /^_(design|local)\//.test(document._id || "") ? null
      : this.validation.check(functions, document, old.get(document._id) || null, context,
        this.accounts.securityOf(database)));
  }

  // onTombstones: for each document null, or the conflict of what CouchDB takes upon no tombstone: another
  // one, and whatever names a revision. The npm server takes both.
  async onTombstones(documents, store) {
    const keys = documents.map((document) => document._id).filter((id) => typeof id === "string");
    const { rows } = keys.length > 0 ? await store.allDocs({ keys }) : { rows: [] };
    const gone = new Set(rows.filter((row) => row.value && row.value.deleted).map((row) => row.id));
    return documents.map((document) => gone.has(document._id) && (document._deleted || document._rev)
      ? { error: "conflict", reason: "Document update conflict." } : null);
  }

  async bulk(request, answer, database, store) {
    wantJson(request);
    const sent = request.body || await body(request, answer);
    if (!sent || Array.isArray(sent) || typeof sent !== "object")
      throw new Refused(400, "bad_request", "Request body must be a JSON object");
    if (!Array.isArray(sent.docs))
      throw new Refused(400, "bad_request", "POST body must include `docs` parameter.");
    checkJson(sent);
    sent.docs.forEach((document) => checkDocument(document, this.largest));
    const declined = await this.refusals(sent.docs, database, store, request.user);
    const late = sent.new_edits === false ? [] : await this.onTombstones(sent.docs, store);
    const refused = sent.docs.map((_, index) => declined[index] || late[index] || null);
    const options = "new_edits" in sent ? { new_edits: sent.new_edits } : {};
    const results = await store.bulkDocs({ docs: sent.docs.filter((_, index) => !refused[index]) }, options);
    const shown = results.map((result) => result.error
      ? { id: result.id, error: result.name, reason: result.message } : result);
    if (sent.new_edits === false)
      return send(answer, 201, [...shown, ...sent.docs.flatMap((document, index) =>
        refused[index] ? [{ id: document._id, rev: document._rev, ...refused[index] }] : [])]);
    let next = 0;
    return send(answer, 201, sent.docs.map((document, index) =>
      refused[index] ? { id: document._id, ...refused[index] } : shown[next++]));
  }

  // single: looks at one document that is put or deleted; the server itself writes it.
  async single(request, answer, database, store, id, attachment) {
    let document = { _id: id, _rev: request.query.rev, _deleted: true };
    if (attachment !== undefined) {
      document = await store.get(id).catch(() => ({ _id: id }));
    } else if (request.method !== "DELETE") {
      const sent = request.body || await body(request, answer);
      checkJson(sent);
      checkDocument(sent, this.largest);
      document = id === undefined ? sent : { ...sent, _id: id };
    }
    const [refused] = await this.refusals([document], database, store, request.user);
    const [late] = await this.onTombstones([document], store);
    if (!refused && late)
      throw new Refused(409, late.error, late.reason);
    if (refused)
      throw new Refused(refused.error === "unauthorized" ? 401 : 403, refused.error, refused.reason);
  }
}

module.exports = { Guard };
