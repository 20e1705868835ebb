-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 6: meetings, their agendas, minutes and summaries, what was agreed there,
-- and the questions of a brief.
CREATE TABLE "question" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "text" TEXT,
  "kind" TEXT,
  "details" TEXT,
  "about" TEXT,
  "raised_by" TEXT,
  "day" TEXT,
  "status" TEXT,
  "meeting" TEXT,
  "answer" TEXT,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "question_client" ON "question" ("client");
CREATE INDEX "question_status" ON "question" ("status");
CREATE INDEX "question_meeting" ON "question" ("meeting");

CREATE TABLE "schedule" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "start" TEXT,
  "length" INTEGER,
  "rule" TEXT,
  "holidays" TEXT,
  "place" TEXT,
  "template" TEXT,
  "people" TEXT,
  "sequence" INTEGER,
  "invited_at" INTEGER,
  "uid" TEXT,
  "extra" TEXT
);
CREATE INDEX "schedule_client" ON "schedule" ("client");
CREATE INDEX "schedule_uid" ON "schedule" ("uid");

CREATE TABLE "meeting" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "slot" TEXT,
  "client" TEXT,
  "schedule" TEXT,
  "occurrence" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "start" TEXT,
  "length" INTEGER,
  "place" TEXT,
  "status" TEXT,
  "language" TEXT,
  "template" TEXT,
  "began" INTEGER,
  "ended" INTEGER,
  "notes" TEXT,
  "sequence" INTEGER,
  "invited_at" INTEGER,
  "uid" TEXT,
  "extra" TEXT
);
CREATE INDEX "meeting_client" ON "meeting" ("client");
CREATE INDEX "meeting_schedule" ON "meeting" ("schedule");
CREATE INDEX "meeting_occurrence" ON "meeting" ("occurrence");
CREATE INDEX "meeting_start" ON "meeting" ("start");
CREATE INDEX "meeting_status" ON "meeting" ("status");
CREATE INDEX "meeting_uid" ON "meeting" ("uid");

CREATE TABLE "participant" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "meeting" TEXT,
  "person" TEXT,
  "name" TEXT,
  "email" TEXT,
  "side" TEXT,
  "required" INTEGER,
  "answer" TEXT,
  "answered" INTEGER,
  "present" INTEGER,
  "extra" TEXT
);
CREATE INDEX "participant_client" ON "participant" ("client");
CREATE INDEX "participant_meeting" ON "participant" ("meeting");
CREATE INDEX "participant_person" ON "participant" ("person");

CREATE TABLE "agenda_item" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "meeting" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "about" TEXT,
  "planned" INTEGER,
  "spent" INTEGER,
  "status" TEXT,
  "order" TEXT,
  "notes" TEXT,
  "carried_from" TEXT,
  "extra" TEXT
);
CREATE INDEX "agenda_item_client" ON "agenda_item" ("client");
CREATE INDEX "agenda_item_meeting" ON "agenda_item" ("meeting");
CREATE INDEX "agenda_item_about" ON "agenda_item" ("about");

CREATE TABLE "minutes_line" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "meeting" TEXT,
  "item" TEXT,
  "kind" TEXT,
  "text" TEXT,
  "title" TEXT,
  "side" TEXT,
  "who" TEXT,
  "person" TEXT,
  "due" TEXT,
  "target" TEXT,
  "order" TEXT,
  "amendment" INTEGER,
  "author" TEXT,
  "extra" TEXT
);
CREATE INDEX "minutes_line_client" ON "minutes_line" ("client");
CREATE INDEX "minutes_line_meeting" ON "minutes_line" ("meeting");
CREATE INDEX "minutes_line_item" ON "minutes_line" ("item");
CREATE INDEX "minutes_line_kind" ON "minutes_line" ("kind");
CREATE INDEX "minutes_line_target" ON "minutes_line" ("target");
CREATE INDEX "minutes_line_amendment" ON "minutes_line" ("amendment");

CREATE TABLE "agreement" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "kind" TEXT,
  "text" TEXT,
  "side" TEXT,
  "who" TEXT,
  "due" TEXT,
  "day" TEXT,
  "meeting" TEXT,
  "where" TEXT,
  "said_by" TEXT,
  "status" TEXT,
  "settled" TEXT,
  "replaced_by" TEXT,
  "notes" TEXT,
  "extra" TEXT
);
CREATE INDEX "agreement_client" ON "agreement" ("client");
CREATE INDEX "agreement_kind" ON "agreement" ("kind");
CREATE INDEX "agreement_due" ON "agreement" ("due");
CREATE INDEX "agreement_day" ON "agreement" ("day");
CREATE INDEX "agreement_meeting" ON "agreement" ("meeting");
CREATE INDEX "agreement_status" ON "agreement" ("status");

CREATE TABLE "risk" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "text" TEXT,
  "answer" TEXT,
  "status" TEXT,
  "day" TEXT,
  "meeting" TEXT,
  "owner" TEXT,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "risk_client" ON "risk" ("client");
CREATE INDEX "risk_status" ON "risk" ("status");
CREATE INDEX "risk_meeting" ON "risk" ("meeting");

CREATE TABLE "summary" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "meeting" TEXT,
  "version" INTEGER,
  "amendment" INTEGER,
  "state" TEXT,
  "sent_at" INTEGER,
  "sent_by" TEXT,
  "sent_to" TEXT,
  "subject" TEXT,
  "letter" TEXT,
  "document" TEXT,
  "pdf" TEXT,
  "answer" TEXT,
  "answered" TEXT,
  "answered_by" TEXT,
  "reminded" TEXT,
  "extra" TEXT
);
CREATE INDEX "summary_client" ON "summary" ("client");
CREATE INDEX "summary_meeting" ON "summary" ("meeting");
CREATE INDEX "summary_state" ON "summary" ("state");
CREATE INDEX "summary_sent_at" ON "summary" ("sent_at");

CREATE TABLE "agenda_template" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "name" TEXT,
  "word" TEXT,
  "kind" TEXT,
  "length" INTEGER,
  "items" TEXT,
  "order" TEXT,
  "extra" TEXT
);

CREATE TABLE "brief_question" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "word" TEXT,
  "text" TEXT,
  "answer" TEXT,
  "answered" TEXT,
  "skipped" INTEGER,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "brief_question_client" ON "brief_question" ("client");

-- Whose task it is, and at the client who does it.
ALTER TABLE "work_item" ADD COLUMN "side" TEXT;
ALTER TABLE "work_item" ADD COLUMN "contact" TEXT;

-- Where the client's clock stands, and how long a summary waits for its answer.
ALTER TABLE "client" ADD COLUMN "time_zone" TEXT;
ALTER TABLE "workspace" ADD COLUMN "approval_days" INTEGER;

-- The last card of ten thousand is found without sorting them.
CREATE INDEX "placement_board_order" ON "placement" ("board", "order");
CREATE INDEX "edge_board_order" ON "edge" ("board", "order");
