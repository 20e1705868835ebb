-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the third version of a library has that the second had not.
ALTER TABLE "client_metric" ADD COLUMN "formula" TEXT;
ALTER TABLE "client" ADD COLUMN "distinct_from" TEXT;
ALTER TABLE "contact" ADD COLUMN "distinct_from" TEXT;
