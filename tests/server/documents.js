// SPDX-License-Identifier: GPL-3.0-or-later
// What CouchDB 3.5 refuses in a document and the server of the npm registry would take: members with an
// underscore that it does not know, documents that are too large, halves of surrogates, numbers without end.
"use strict";

const KNOWN = new Set([
  "_id", "_rev", "_deleted", "_attachments", "_revisions", "_revs_info", "_conflicts", "_deleted_conflicts",
  "_local_seq",
]);
const LONE_SURROGATE = /(?:^|[^\\])(?:\\\\)*\\ud[89a-f]/i;

class Refused extends Error {
  constructor(status, error, reason) {
    super(reason);
    this.status = status;
    this.error = error;
  }
}

function isEndless(value) {
  if (typeof value === "number")
    return !Number.isFinite(value);
  return value !== null && typeof value === "object" && Object.values(value).some(isEndless);
}

// JSON.stringify() writes a half of a surrogate, and nothing else, as \udXXX.
function checkJson(value) {
  if (LONE_SURROGATE.test(JSON.stringify(value)) || isEndless(value))
    throw new Refused(400, "bad_request", "invalid UTF-8 JSON");
}

function checkDocument(document, largest) {
  if (document === null || typeof document !== "object" || Array.isArray(document))
    throw new Refused(400, "bad_request", "Document must be a JSON object");
  for (const name of Object.keys(document))
    if (name.startsWith("_") && !KNOWN.has(name))
      throw new Refused(400, "doc_validation", "Bad special document member: " + name);
  if ("_id" in document && typeof document._id !== "string")
    throw new Refused(400, "illegal_docid", "Document id must be a string");
  if (typeof document._id === "string" && /^_(?!design\/|local\/)/.test(document._id))
    throw new Refused(400, "illegal_docid", "Only reserved document ids may start with underscore.");
  if (Buffer.byteLength(JSON.stringify(document)) > largest)
    throw new Refused(413, "document_too_large", String(document._id));
}

module.exports = { Refused, checkJson, checkDocument };
