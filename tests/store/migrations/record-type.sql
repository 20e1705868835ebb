-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What a developer writes who adds a record type: its table.
CREATE TABLE "agreement" (
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
CREATE INDEX "agreement_client" ON "agreement" ("client");
