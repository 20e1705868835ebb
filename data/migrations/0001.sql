-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 1. A migration never changes once it has been released: what comes
-- after it is a new file with the next number. It runs in one transaction, with
-- its number written to user_version.
--
-- Record tables are what rapport_schema_describe() says of the field tables.
-- References between records may dangle, so there are no foreign keys. Tables
-- have a rowid, by which rows around a damaged page can still be read.

-- The change log. "number" grows with every change, also when an open entry is
-- added to, so the greatest one tells how far a file has come.
CREATE TABLE change_set (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL,
  instant INTEGER NOT NULL,
  author TEXT NOT NULL,
  label TEXT NOT NULL,
  client TEXT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  barrier INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX change_set_number ON change_set (number);
CREATE INDEX change_set_client ON change_set (client, number);
CREATE INDEX change_set_barrier ON change_set (client, number) WHERE barrier;

-- One row per field that a set changed, with the old and the new value as JSON.
-- The making of a record is one row, with field '': its first values stand in
-- the record, or as the old values of what changed them.
CREATE TABLE change (
  key INTEGER PRIMARY KEY,
  change_set INTEGER NOT NULL,
  type TEXT NOT NULL,
  record TEXT NOT NULL,
  operation TEXT NOT NULL,
  field TEXT NOT NULL,
  before TEXT,
  after TEXT
);
CREATE INDEX change_change_set ON change (change_set);
CREATE INDEX change_record ON change (record, change_set);

-- Settings of this copy that are not records.
CREATE TABLE local (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value TEXT
);

-- Search. The greater the number, the later the record was changed. The words
-- are folded and stemmed before they come here, so the tokenizer is SQLite's
-- own; "scope" holds the client's id as one word.
CREATE TABLE search_entry (
  number INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  record TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE search USING fts5 (
  words, stems, scope,
  content = '', contentless_delete = 1,
  prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 0'
);

-- The sums of a month's figures, worked out again whenever the record changes:
-- one row for each month of numbers, all metrics in one JSON object, for a row
-- per metric takes twenty times as long to add up over a portfolio.
CREATE TABLE month_total (
  key INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  client TEXT NOT NULL,
  month TEXT NOT NULL,
  totals TEXT NOT NULL
);
CREATE INDEX month_total_client ON month_total (client, month);

CREATE TABLE "workspace" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "key" TEXT,
  "name" TEXT,
  "colour" TEXT,
  "currency" TEXT,
  "language" TEXT,
  "buffer_days" INTEGER,
  "buffer_working" INTEGER,
  "marking_weekday" INTEGER,
  "holidays" TEXT,
  "logo" TEXT,
  "extra" TEXT
);

CREATE TABLE "member" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "name" TEXT,
  "email" TEXT,
  "role" TEXT,
  "colour" TEXT,
  "rate" TEXT,
  "active" INTEGER,
  "extra" TEXT
);

CREATE TABLE "client" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "name" TEXT,
  "status" TEXT,
  "status_day" TEXT,
  "status_reason" TEXT,
  "key" INTEGER,
  "owner" TEXT,
  "since" TEXT,
  "industry" TEXT,
  "site" TEXT,
  "city" TEXT,
  "language" TEXT,
  "currency" TEXT,
  "colour" TEXT,
  "logo" TEXT,
  "goods_margin" INTEGER,
  "finance_model" TEXT,
  "capacity" TEXT,
  "channel" TEXT,
  "expectations" TEXT,
  "exclusions" TEXT,
  "last_contact" TEXT,
  "next_contact" TEXT,
  "team_notes" TEXT,
  "temperament" TEXT,
  "behaviour" TEXT,
  "triggers" TEXT,
  "my_notes" TEXT,
  "extra" TEXT
);
CREATE INDEX "client_status" ON "client" ("status");
CREATE INDEX "client_owner" ON "client" ("owner");

CREATE TABLE "contact" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "name" TEXT,
  "position" TEXT,
  "email" TEXT,
  "phone" TEXT,
  "influence" TEXT,
  "birthday" TEXT,
  "last_contact" TEXT,
  "notes" TEXT,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "contact_client" ON "contact" ("client");

CREATE TABLE "service" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "name" TEXT,
  "description" TEXT,
  "why" TEXT,
  "expected" TEXT,
  "duration_days" INTEGER,
  "price" TEXT,
  "active" INTEGER,
  "order" TEXT,
  "extra" TEXT
);

CREATE TABLE "project" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "name" TEXT,
  "service" TEXT,
  "status" TEXT,
  "start" TEXT,
  "end" TEXT,
  "fee" TEXT,
  "lead" TEXT,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "project_client" ON "project" ("client");

CREATE TABLE "stage" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "project" TEXT,
  "name" TEXT,
  "working_days" INTEGER,
  "owner_role" TEXT,
  "we_get" TEXT,
  "client_gets" TEXT,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "stage_client" ON "stage" ("client");
CREATE INDEX "stage_project" ON "stage" ("project");

CREATE TABLE "work_item" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "project" TEXT,
  "stage" TEXT,
  "parent" TEXT,
  "title" TEXT,
  "why" TEXT,
  "expected" TEXT,
  "result" TEXT,
  "status" TEXT,
  "owner" TEXT,
  "our_date" TEXT,
  "client_date" TEXT,
  "client_date_by_hand" INTEGER,
  "done_day" TEXT,
  "waiting_since" TEXT,
  "slip_reason" TEXT,
  "notes" TEXT,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "work_item_client" ON "work_item" ("client");
CREATE INDEX "work_item_status" ON "work_item" ("status");
CREATE INDEX "work_item_our_date" ON "work_item" ("our_date");
CREATE INDEX "work_item_client_date" ON "work_item" ("client_date");

CREATE TABLE "month_plan" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "month" TEXT,
  "snapshot_at" INTEGER,
  "notes" TEXT,
  "extra" TEXT
);
CREATE INDEX "month_plan_client" ON "month_plan" ("client");
CREATE INDEX "month_plan_month" ON "month_plan" ("month");

CREATE TABLE "plan_line" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "month" TEXT,
  "work_item" TEXT,
  "planned" INTEGER,
  "snapshot_title" TEXT,
  "snapshot_date" TEXT,
  "dropped" INTEGER,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "plan_line_client" ON "plan_line" ("client");
CREATE INDEX "plan_line_month" ON "plan_line" ("month");
CREATE INDEX "plan_line_work_item" ON "plan_line" ("work_item");

CREATE TABLE "light" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "week" TEXT,
  "member" TEXT,
  "mark" TEXT,
  "comment" TEXT,
  "extra" TEXT
);
CREATE INDEX "light_client" ON "light" ("client");
CREATE INDEX "light_week" ON "light" ("week");

CREATE TABLE "month_numbers" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "source" TEXT,
  "month" TEXT,
  "currency" TEXT,
  "cells" TEXT,
  "file_name" TEXT,
  "imported_at" INTEGER,
  "extra" TEXT
);
CREATE INDEX "month_numbers_client" ON "month_numbers" ("client");
CREATE INDEX "month_numbers_month" ON "month_numbers" ("month");

CREATE TABLE "client_metric" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "word" TEXT,
  "label" TEXT,
  "unit" TEXT,
  "good" TEXT,
  "shown" INTEGER,
  "description" TEXT,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "client_metric_client" ON "client_metric" ("client");

CREATE TABLE "target" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "month" TEXT,
  "metric" TEXT,
  "value" INTEGER,
  "extra" TEXT
);
CREATE INDEX "target_client" ON "target" ("client");
CREATE INDEX "target_month" ON "target" ("month");

CREATE TABLE "report" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "month" TEXT,
  "template" TEXT,
  "title" TEXT,
  "headline" TEXT,
  "language" TEXT,
  "chart_metric" TEXT,
  "state" TEXT,
  "sent_at" INTEGER,
  "document" TEXT,
  "pdf" TEXT,
  "extra" TEXT
);
CREATE INDEX "report_client" ON "report" ("client");
CREATE INDEX "report_month" ON "report" ("month");

CREATE TABLE "report_section" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "report" TEXT,
  "section" TEXT,
  "title" TEXT,
  "body" TEXT,
  "shown" INTEGER,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "report_section_client" ON "report_section" ("client");
CREATE INDEX "report_section_report" ON "report_section" ("report");

CREATE TABLE "note" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "about" TEXT,
  "body" TEXT,
  "pinned" INTEGER,
  "extra" TEXT
);
CREATE INDEX "note_client" ON "note" ("client");

CREATE TABLE "attachment" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "about" TEXT,
  "name" TEXT,
  "mime_type" TEXT,
  "size" INTEGER,
  "digest" TEXT,
  "data" BLOB,
  "extra" TEXT
);
CREATE INDEX "attachment_client" ON "attachment" ("client");
