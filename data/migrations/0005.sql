-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 5: what another program says of a board as a whole.
ALTER TABLE "idea_board" ADD COLUMN "foreign" TEXT;
