/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs in CouchDB before any document is written, on every node: documents are well-formed, and who
 * signs one is who signed in. The role "member:ID" of an account says which member of the workspace it is.
 * Kept to ECMAScript 5, which every CouchDB 3 understands.
 */
function (newDoc, oldDoc, userCtx) {
  var uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
  var record = new RegExp('^[a-z][a-z_]{0,62}:' + uuid + '$');
  var blob = /^blob:[0-9a-f]{64}:(0|[1-9][0-9]{0,5})$/;
  var word = /^[a-z][a-z0-9_]{0,62}$/;
  var type = Object.prototype.toString;

  /* By its code Rapport knows the reason, and says it in the language of who reads it. */
  function refuse(code, why) {
    throw({ forbidden: 'rapport/' + code + ': ' + why });
  }

  function isObject(value) {
    return type.call(value) === '[object Object]';
  }

  function isWhole(value) {
    return typeof value === 'number' && isFinite(value) && Math.floor(value) === value;
  }

  function isSignedBy(author) {
    return userCtx.roles.indexOf('_admin') !== -1 || userCtx.roles.indexOf('member:' + author) !== -1;
  }

  function checkMembers(allowed) {
    for (var name in newDoc) {
      if (name.charAt(0) !== '_' && allowed.indexOf(name) === -1) {
        refuse('member', 'a document has no member "' + name + '"');
      }
    }
  }

  function checkSignature() {
    if (typeof newDoc.author !== 'string' || !isSignedBy(newDoc.author)) {
      refuse('author', 'a document is signed by the member who writes it');
    }
    if (!isWhole(newDoc.at) || !isWhole(newDoc.schema)) {
      refuse('stamp', 'a document says when it was written, and in which version');
    }
  }

  function checkFields() {
    if (!isObject(newDoc.fields)) {
      refuse('fields', 'a record has fields');
    }
    for (var name in newDoc.fields) {
      if (!word.test(name)) {
        refuse('field-name', 'a field is not called "' + name + '"');
      }
    }
  }

  function checkRecord() {
    checkMembers(['author', 'at', 'schema', 'replica', 'past', 'fields', 'moved']);
    checkSignature();
    if (!newDoc._deleted) {
      checkFields();
    }
  }

  /* Named by what they hold, so they never change. Whoever deletes them because their record has
   * moved to another database signs it. */
  function checkBlob() {
    if (newDoc._deleted) {
      checkMembers(['author', 'at', 'schema', 'replica', 'moved']);
      checkSignature();
      return;
    }
    checkMembers(['data']);
    if (typeof newDoc.data !== 'string' || newDoc.data.length > 5600000) {
      refuse('piece-size', 'a piece of a file has at most 4 MB');
    }
    if (oldDoc && !oldDoc._deleted && oldDoc.data !== newDoc.data) {
      refuse('piece-bytes', 'the bytes of a file do not change');
    }
  }

  function checkDatabase() {
    checkMembers(['identity', 'workspace', 'format']);
    if (newDoc._deleted || typeof newDoc.identity !== 'string') {
      refuse('identity', 'what names the database stays');
    }
    if (oldDoc && !oldDoc._deleted && oldDoc.identity !== newDoc.identity) {
      refuse('identity', 'the database keeps its name');
    }
  }

  if (userCtx.roles.indexOf('_admin') !== -1 && newDoc._id.indexOf('_design/') === 0) {
    return;
  }
  if (newDoc._id === 'rapport:database') {
    checkDatabase();
  } else if (blob.test(newDoc._id)) {
    checkBlob();
  } else if (record.test(newDoc._id)) {
    checkRecord();
  } else {
    refuse('foreign', 'this database is for Rapport alone');
  }
}
