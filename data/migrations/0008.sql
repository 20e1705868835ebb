-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 8: what has moved to another place is found by its record, one of tens of
-- thousands that move together.
CREATE INDEX sync_left_record ON sync_left (record, place);
