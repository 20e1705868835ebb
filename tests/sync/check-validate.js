// SPDX-License-Identifier: GPL-3.0-or-later
// The function that CouchDB runs before a document is written, case by case: validate.js.
'use strict';
const fs = require('fs');
const text = fs.readFileSync(process.argv[2], 'utf8');
const validate = eval('(' + text.slice(text.indexOf('\nfunction')) + ')');

const ID = '0192f0c0-0000-7000-8000-000000000001';
const OTHER = '0192f0c0-0000-7000-8000-000000000002';
const anna = { name: 'anna', roles: ['rapport-agency', 'member:' + ID], db: 'agency' };
const stranger = { name: 'bob', roles: ['rapport-agency'], db: 'agency' };
const admin = { name: 'root', roles: ['_admin'], db: 'agency' };
const SHA = 'a'.repeat(64);

const record = (more) => Object.assign(
  { _id: 'client:' + ID, author: ID, at: 1, schema: 1, fields: { name: 'Ромашка' } }, more);
const without = (name) => { const document = record(); delete document[name]; return document; };
const blob = (more) => Object.assign({ _id: 'blob:' + SHA + ':0', data: 'AAAA' }, more);
const goneBlob = (more) => Object.assign(
  { _id: 'blob:' + SHA + ':0', _rev: '1-x', _deleted: true, author: ID, at: 1, schema: 1, moved: true }, more);
const database = (more) => Object.assign({ _id: 'rapport:database', identity: 'x', format: 1 }, more);

// What Rapport knows a reason by.
const CODE = /^rapport\/(author|member|stamp|fields|field-name|piece-size|piece-bytes|identity|foreign): /;

const cases = [
  // what, taken, document, before, who
  ['a record', true, record(), null, anna],
  ['a record over another', true, record({ _rev: '1-x' }), record(), anna],
  ['by an administrator', true, record({ author: OTHER }), null, admin],
  ['a tombstone', true, { _id: 'client:' + ID, _rev: '1-x', _deleted: true, author: ID, at: 1, schema: 1 }, record(), anna],
  ['a tombstone of what moved', true, { _id: 'client:' + ID, _deleted: true, author: ID, at: 1, schema: 1, moved: true }, record(), anna],
  ['with what it takes into account', true, record({ replica: 'abc', past: '1-x' }), null, anna],
  ['a type of a newer version', true, record({ _id: 'hologram:' + ID }), null, anna],
  ['signed by somebody else', false, record({ author: OTHER }), null, anna],
  ['signed by nobody', false, without('author'), null, anna],
  ['signed with no text', false, record({ author: 7 }), null, anna],
  ['an account that is no member', false, record(), null, stranger],
  ['an unsigned tombstone', false, { _id: 'client:' + ID, _deleted: true }, record(), anna],
  ['a tombstone by somebody else', false, { _id: 'client:' + ID, _deleted: true, author: OTHER, at: 1, schema: 1 }, record(), anna],
  ['without a time', false, without('at'), null, anna],
  ['with half a second', false, record({ at: 0.5 }), null, anna],
  ['without a version', false, without('schema'), null, anna],
  ['without fields', false, without('fields'), null, anna],
  ['with a list of fields', false, record({ fields: [] }), null, anna],
  ['with null for fields', false, record({ fields: null }), null, anna],
  ['with a field of a strange name', false, record({ fields: { 'drop table': 1 } }), null, anna],
  ['with a member that is not ours', false, record({ evil: 1 }), null, anna],
  ['a name that is no record\'s', false, record({ _id: 'note' }), null, anna],
  ['a name with more behind it', false, record({ _id: 'client:' + ID + 'x' }), null, anna],
  ['a type in capitals', false, record({ _id: 'Client:' + ID }), null, anna],
  ['a piece of a file', true, blob(), null, anna],
  ['the same piece again', true, blob({ _rev: '1-x' }), blob(), anna],
  ['another piece of that name', false, blob({ data: 'BBBB' }), blob(), anna],
  ['a piece that is deleted by hand', false, { _id: blob()._id, _rev: '1-x', _deleted: true }, blob(), anna],
  ['a piece that is deleted', true, goneBlob(), blob(), anna],
  ['a piece that somebody else deletes', false, goneBlob({ author: OTHER }), blob(), anna],
  ['a piece that is deleted and says more', false, goneBlob({ data: 'AAAA' }), blob(), anna],
  ['a piece that comes back', true, blob({ _rev: '2-x' }), goneBlob(), anna],
  ['a piece that is too large', false, blob({ data: 'A'.repeat(5600001) }), null, anna],
  ['a piece without bytes', false, { _id: 'blob:' + SHA + ':0' }, null, anna],
  ['a piece by a short name', false, blob({ _id: 'blob:abc:0' }), null, anna],
  ['what names the database', true, database(), null, anna],
  ['what names it once more', true, database({ workspace: ID }), database(), anna],
  ['another name for it', false, database({ identity: 'y' }), database(), anna],
  ['a database without a name', false, database({ _deleted: true }), database(), anna],
  ['a design document', false, { _id: '_design/evil', views: {} }, null, anna],
  ['a design document of an administrator', true, { _id: '_design/rapport' }, null, admin],
];

console.log('1..' + cases.length);
let failed = 0;
cases.forEach(([what, taken, document, before, who], i) => {
  let refused = null;
  try {
    validate(document, before, who, {});
  } catch (thrown) {
    refused = thrown;
  }
  const right = taken ? refused === null : refused !== null && CODE.test(refused.forbidden);
  if (!right) {
    failed += 1;
  }
  console.log((right ? 'ok ' : 'not ok ') + (i + 1) + ' ' + what + (right ? '' : ': ' + (refused && (refused.forbidden || refused))));
});
process.exit(failed ? 1 : 0);
