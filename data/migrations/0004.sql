-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 4: boards of ideas.
ALTER TABLE "work_item" ADD COLUMN "funnel_stage" TEXT;
ALTER TABLE "work_item" ADD COLUMN "channel" TEXT;
ALTER TABLE "work_item" ADD COLUMN "month" TEXT;
ALTER TABLE "work_item" ADD COLUMN "direction" TEXT;
ALTER TABLE "work_item" ADD COLUMN "portrait" TEXT;
ALTER TABLE "work_item" ADD COLUMN "motive" TEXT;
ALTER TABLE "work_item" ADD COLUMN "metric" TEXT;
ALTER TABLE "work_item" ADD COLUMN "links" TEXT;
ALTER TABLE "work_item" ADD COLUMN "impact" INTEGER;
ALTER TABLE "work_item" ADD COLUMN "confidence" INTEGER;
ALTER TABLE "work_item" ADD COLUMN "ease" INTEGER;
ALTER TABLE "work_item" ADD COLUMN "reach" INTEGER;
ALTER TABLE "work_item" ADD COLUMN "effort" INTEGER;

CREATE TABLE "idea_board" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "title" TEXT,
  "layout" TEXT,
  "columns" TEXT,
  "rows" TEXT,
  "score" TEXT,
  "show_score" INTEGER,
  "order" TEXT,
  "notes" TEXT,
  "extra" TEXT
);
CREATE INDEX "idea_board_client" ON "idea_board" ("client");

CREATE TABLE "lane" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "board" TEXT,
  "field" TEXT,
  "value" TEXT,
  "size" INTEGER,
  "colour" TEXT,
  "order" TEXT,
  "extra" TEXT
);
CREATE INDEX "lane_client" ON "lane" ("client");
CREATE INDEX "lane_board" ON "lane" ("board");

CREATE TABLE "placement" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "board" TEXT,
  "kind" TEXT,
  "item" TEXT,
  "text" TEXT,
  "address" TEXT,
  "image" TEXT,
  "metric" TEXT,
  "rectangle" TEXT,
  "lanes" TEXT,
  "order" TEXT,
  "colour" TEXT,
  "group" TEXT,
  "locked" INTEGER,
  "foreign" TEXT,
  "extra" TEXT
);
CREATE INDEX "placement_client" ON "placement" ("client");
CREATE INDEX "placement_board" ON "placement" ("board");
CREATE INDEX "placement_item" ON "placement" ("item");

CREATE TABLE "frame" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "board" TEXT,
  "title" TEXT,
  "rectangle" TEXT,
  "order" TEXT,
  "colour" TEXT,
  "locked" INTEGER,
  "notes" TEXT,
  "foreign" TEXT,
  "extra" TEXT
);
CREATE INDEX "frame_client" ON "frame" ("client");
CREATE INDEX "frame_board" ON "frame" ("board");

CREATE TABLE "edge" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "board" TEXT,
  "from" TEXT,
  "to" TEXT,
  "from_side" TEXT,
  "to_side" TEXT,
  "from_end" TEXT,
  "to_end" TEXT,
  "label" TEXT,
  "colour" TEXT,
  "order" TEXT,
  "foreign" TEXT,
  "extra" TEXT
);
CREATE INDEX "edge_client" ON "edge" ("client");
CREATE INDEX "edge_board" ON "edge" ("board");
CREATE INDEX "edge_from" ON "edge" ("from");
CREATE INDEX "edge_to" ON "edge" ("to");

CREATE TABLE "vote" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "placement" TEXT,
  "participant" TEXT,
  "dots" INTEGER,
  "day" TEXT,
  "extra" TEXT
);
CREATE INDEX "vote_client" ON "vote" ("client");
CREATE INDEX "vote_placement" ON "vote" ("placement");

CREATE TABLE "remark" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "placement" TEXT,
  "text" TEXT,
  "said_by" TEXT,
  "day" TEXT,
  "extra" TEXT
);
CREATE INDEX "remark_client" ON "remark" ("client");
CREATE INDEX "remark_placement" ON "remark" ("placement");

CREATE TABLE "showing" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "client" TEXT,
  "board" TEXT,
  "frame" TEXT,
  "title" TEXT,
  "started" INTEGER,
  "ended" INTEGER,
  "extra" TEXT
);
CREATE INDEX "showing_client" ON "showing" ("client");
CREATE INDEX "showing_board" ON "showing" ("board");

CREATE TABLE "board_template" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "audience" TEXT,
  "created" INTEGER,
  "trashed" INTEGER,
  "name" TEXT,
  "body" TEXT,
  "order" TEXT,
  "extra" TEXT
);

-- How long the trash is kept.
ALTER TABLE "workspace" ADD COLUMN "trash_days" INTEGER;
