-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A migration that rewrites what is there, so that it takes many writes.
CREATE TABLE "note_before" AS SELECT * FROM "note";
UPDATE "note" SET "body" = "body" || ' (moved)';
DROP TABLE "note_before";
