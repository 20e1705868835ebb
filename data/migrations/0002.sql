-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 2: the client side in full. Reports of a week or a day join those of
-- a month, so what was the month of a report is its period.
ALTER TABLE "report" RENAME COLUMN "month" TO "period";
DROP INDEX "report_month";
CREATE INDEX "report_period" ON "report" ("period");
UPDATE change SET field = 'period' WHERE type = 'report' AND field = 'month';

CREATE TABLE "base_step" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "status" TEXT,
  "day" TEXT,
  "reason" TEXT,
  "pitch" INTEGER,
  "extra" TEXT
);
CREATE INDEX "base_step_client" ON "base_step" ("client");

CREATE TABLE "job" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "contact" TEXT,
  "company" TEXT,
  "position" TEXT,
  "from" TEXT,
  "until" TEXT,
  "extra" TEXT
);
CREATE INDEX "job_client" ON "job" ("client");
CREATE INDEX "job_contact" ON "job" ("contact");

CREATE TABLE "claim" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "contact" TEXT,
  "title" TEXT,
  "text" TEXT,
  "type" TEXT,
  "day" TEXT,
  "status" TEXT,
  "owner" TEXT,
  "answer" TEXT,
  "answered_day" TEXT,
  "extra" TEXT
);
CREATE INDEX "claim_client" ON "claim" ("client");
CREATE INDEX "claim_day" ON "claim" ("day");
CREATE INDEX "claim_status" ON "claim" ("status");

CREATE TABLE "annotation" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "day" TEXT,
  "text" TEXT,
  "extra" TEXT
);
CREATE INDEX "annotation_client" ON "annotation" ("client");
CREATE INDEX "annotation_day" ON "annotation" ("day");

CREATE TABLE "import_profile" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "kind" TEXT,
  "file_name" TEXT,
  "choices" TEXT,
  "extra" TEXT
);
CREATE INDEX "import_profile_client" ON "import_profile" ("client");

CREATE TABLE "template" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "name" TEXT,
  "form" TEXT,
  "sections" TEXT,
  "paper" TEXT,
  "order" TEXT,
  "extra" TEXT
);

CREATE TABLE "phrase" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "title" TEXT,
  "body" TEXT,
  "section" TEXT,
  "language" TEXT,
  "order" TEXT,
  "extra" TEXT
);

ALTER TABLE "client" ADD COLUMN "pitch" INTEGER;
ALTER TABLE "client" ADD COLUMN "archived" INTEGER;
ALTER TABLE "client" ADD COLUMN "report_template" TEXT;
ALTER TABLE "client" ADD COLUMN "paper" TEXT;
ALTER TABLE "client" ADD COLUMN "digest" TEXT;
ALTER TABLE "client" ADD COLUMN "digest_phone" TEXT;
ALTER TABLE "contact" ADD COLUMN "role" TEXT;
ALTER TABLE "contact" ADD COLUMN "channel" TEXT;
ALTER TABLE "work_item" ADD COLUMN "repeat" TEXT;
ALTER TABLE "work_item" ADD COLUMN "repeat_of" TEXT;
ALTER TABLE "report" ADD COLUMN "paper" TEXT;
ALTER TABLE "workspace" ADD COLUMN "paper" TEXT;
ALTER TABLE "workspace" ADD COLUMN "silence_days" INTEGER;
UPDATE "workspace" SET "paper" = 'a4', "silence_days" = 14;
