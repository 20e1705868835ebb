-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What a developer writes who adds a record type: its table.
CREATE TABLE "wager" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "text" TEXT,
  "said_on" TEXT,
  "price" TEXT,
  "extra" TEXT
);
CREATE INDEX "wager_client" ON "wager" ("client");
