// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks, and what they may: the accounts of _users, tokens, the _security of each database. The
// rules and the words of the answers are those of CouchDB 3.5.
"use strict";

const crypto = require("crypto");
const { Refused } = require("./documents");

const ITERATIONS = 10;

// So many wrong passwords within five minutes, and nobody is let in by that name until they are over.
const MOST_WRONG = 5;
const LOCKED_FOR = 300000;
const DEFAULT_SECURITY = { members: { roles: ["_admin"] }, admins: { roles: ["_admin"] } };
const NOBODY = { name: null, roles: [] };

function derive(password, salt, iterations) {
  return crypto.pbkdf2Sync(password, salt, iterations, 20, "sha1").toString("hex");
}

// sealPassword: what stands in _users instead of a password.
function sealPassword(user) {
  if (typeof user.password !== "string")
    return user;
  const salt = crypto.randomBytes(16).toString("hex");
  const sealed = { ...user, password_scheme: "pbkdf2", iterations: ITERATIONS, salt };
  sealed.derived_key = derive(user.password, salt, ITERATIONS);
  delete sealed.password;
  return sealed;
}

class Accounts {
  constructor(admin, password) {
    this.admin = admin;
    this.password = password;
    this.tokens = new Map();
    this.security = new Map();
    this.wrong = new Map();
  }

  async check(name, password) {
    const user = name === this.admin ? { salt: "" }
      : await this.users.get("org.couchdb.user:" + name).catch(() => null);
    if (!user)
      throw new Refused(401, "unauthorized", "Name or password is incorrect.");
    const fits = name === this.admin ? password === this.password
      : typeof user.derived_key === "string" && derive(password, user.salt, user.iterations) === user.derived_key;
    this.countWrong(name + ":" + user.salt, fits);
    if (!fits)
      throw new Refused(401, "unauthorized", "Name or password is incorrect.");
    return { name, roles: name === this.admin ? ["_admin"] : user.roles || [] };
  }

  // countWrong: a right password doesn't help while the account is locked; a new one does.
  countWrong(account, fits) {
    let wrong = this.wrong.get(account);
    if (!wrong || Date.now() - wrong.since > LOCKED_FOR)
      wrong = { since: Date.now(), count: 0 };
    if (wrong.count >= MOST_WRONG)
      throw new Refused(403, "forbidden", "Account is temporarily locked due to multiple authentication failures");
    if (!fits)
      this.wrong.set(account, { ...wrong, count: wrong.count + 1 });
  }

  // whoAsks: the user of a request; NOBODY where none is named.
  async whoAsks(request) {
    const [scheme, value] = (request.headers.authorization || "").split(" ");
    if (/^bearer$/i.test(scheme)) {
      const user = this.tokens.get(value);
      if (!user)
        throw new Refused(401, "unauthorized", "Token rejected");
      return user;
    }
    if (!/^basic$/i.test(scheme))
      return NOBODY;
    const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(value || "", "base64").toString()) || [];
    if (name === undefined)
      throw new Refused(401, "unauthorized", "Name or password is incorrect.");
    return this.check(name, password);
  }

  securityOf(database) {
    return this.security.get(database) || DEFAULT_SECURITY;
  }

  setSecurity(database, value) {
    this.security.set(database, value);
  }

  isServerAdmin(user) {
    return user.roles.includes("_admin");
  }

  isIn(group, user) {
    const { names = [], roles = [] } = group || {};
    return names.includes(user.name) || roles.some((role) => user.roles.includes(role));
  }

  isDatabaseAdmin(user, database) {
    return this.isServerAdmin(user) || this.isIn(this.securityOf(database).admins, user);
  }

  isMember(user, database) {
    const { names = [], roles = [] } = this.securityOf(database).members || {};
    return (names.length === 0 && roles.length === 0) || this.isDatabaseAdmin(user, database) ||
      this.isIn(this.securityOf(database).members, user);
  }

  wantServerAdmin(user) {
    if (!this.isServerAdmin(user))
      throw new Refused(401, "unauthorized", "You are not a server admin.");
  }

  wantDatabaseAdmin(user, database) {
    if (!this.isDatabaseAdmin(user, database))
      throw this.refusal(user, "You are not a db or server admin.");
  }

  wantMember(user, database) {
    if (!this.isMember(user, database))
      throw this.refusal(user, "You are not allowed to access this db.");
  }

  refusal(user, reason) {
    return user.name === null ? new Refused(401, "unauthorized", "You are not authorized to access this db.")
      : new Refused(403, "forbidden", reason);
  }
}

module.exports = { Accounts, sealPassword, NOBODY };
