// SPDX-License-Identifier: GPL-3.0-or-later
// The functions validate_doc_update of the design documents of a database, run over what is written.
"use strict";

const vm = require("vm");

class Validation {
  constructor() {
    this.known = new Map();
  }

  // of: the functions as the design documents are now.
  async of(database, store) {
    const range = { startkey: "_design/", endkey: "_design0" };
    const version = JSON.stringify((await store.allDocs(range)).rows);
    if ((this.known.get(database) || {}).version !== version) {
      const { rows } = await store.allDocs({ ...range, include_docs: true });
      const helpers = { isArray: Array.isArray, toJSON: JSON.stringify, log: () => {} };
      const functions = rows
        .map((row) => row.doc.validate_doc_update)
        .filter((code) => typeof code === "string")
        .map((code) => vm.runInNewContext("(" + code + ")", helpers));
      this.known.set(database, { version, functions });
    }
    return this.known.get(database).functions;
  }

  // check: null for a document that may be written, otherwise { error, reason }.
  check(functions, document, old, user, security) {
    for (const validate of functions) {
      try {
        validate(document, old, user, security);
      } catch (thrown) {
        if (thrown && thrown.forbidden !== undefined)
          return { error: "forbidden", reason: String(thrown.forbidden) };
        if (thrown && thrown.unauthorized !== undefined)
          return { error: "unauthorized", reason: String(thrown.unauthorized) };
        // What the function did not mean to throw bears its own name.
        if (thrown && thrown.name && thrown.message)
          return { error: thrown.name, reason: "{[]}" };
        return { error: "unknown_error", reason: String(thrown) };
      }
    }
    return null;
  }
}

module.exports = { Validation };
