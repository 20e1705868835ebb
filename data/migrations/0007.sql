-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 7: a team. What this copy knows of the databases it is synced with, and
-- conflicts that are to be settled.

-- The databases: one for the workspace, and one for each client whose circle is
-- smaller. Name and password are not here but in the desktop's keyring.
CREATE TABLE sync_place (
  key INTEGER PRIMARY KEY,
  address TEXT NOT NULL,
  user TEXT NOT NULL,
  client TEXT NOT NULL,
  identity TEXT NOT NULL,
  replica TEXT NOT NULL,
  since TEXT NOT NULL,
  round INTEGER NOT NULL
);

-- A row for each record that lives at a place. "waiting" grows with every change that
-- is not sent yet, and is NULL when there is none. "served" is a JSON object of the
-- fields that the database has otherwise than the row, with its values: '{}' where
-- both say the same, NULL where what it has is not known, or it has nothing.
CREATE TABLE sync_record (
  key INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  place INTEGER NOT NULL,
  revision TEXT NOT NULL,
  known TEXT NOT NULL,
  waiting INTEGER,
  served TEXT,
  raw TEXT,
  blocked TEXT
);
CREATE INDEX sync_record_waiting ON sync_record (place, waiting) WHERE waiting IS NOT NULL;
CREATE INDEX sync_record_blocked ON sync_record (place) WHERE blocked IS NOT NULL;

-- What has moved to another place, and is to be deleted at the one it left.
CREATE TABLE sync_left (
  key INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  type TEXT NOT NULL,
  place INTEGER NOT NULL,
  revision TEXT NOT NULL
);

CREATE TABLE "conflict" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "record" TEXT,
  "field" TEXT,
  "values" TEXT,
  "kind" TEXT,
  "type_of" TEXT,
  "client" TEXT,
  "base" TEXT,
  "first" TEXT,
  "second" TEXT,
  "stands" TEXT,
  "first_by" TEXT,
  "second_by" TEXT,
  "settled" INTEGER,
  "settled_by" TEXT,
  "extra" TEXT
);
CREATE INDEX "conflict_record" ON "conflict" ("record");
CREATE INDEX "conflict_client" ON "conflict" ("client");
CREATE INDEX "conflict_settled" ON "conflict" ("settled");
