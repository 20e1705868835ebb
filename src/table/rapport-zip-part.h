/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a part of a package may grow to when unpacked. A deflated part can grow
 * to a thousand times its size; a sheet of a million rows grows to fifty. */
#define RAPPORT_ZIP_MAX_BYTES  (G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024)
#define RAPPORT_ZIP_FREE_BYTES (G_GUINT64_CONSTANT (64) * 1024 * 1024)
#define RAPPORT_ZIP_MAX_RATIO  200
#define RAPPORT_ZIP_MAX_PARTS  10000

/**
 * RapportZipPart:
 *
 * One part of a package in ZIP format, unpacked as it is read. Nothing is ever
 * written to the disk, so names such as "../x" are names like others. Reading
 * fails with TOO_LARGE when the part grows without measure, with PROTECTED when
 * it is encrypted and with DAMAGED when it can't be unpacked.
 */
#define RAPPORT_TYPE_ZIP_PART (rapport_zip_part_get_type ())
G_DECLARE_FINAL_TYPE (RapportZipPart, rapport_zip_part, RAPPORT, ZIP_PART, GInputStream)

/**
 * rapport_zip_list:
 * @base: a stream that can seek, anywhere
 *
 * Returns: (transfer full) (element-type utf8): the names of all parts with "/"
 *   between folders; %NULL with @error when it is no such package
 */
GPtrArray *rapport_zip_list (GInputStream *base, GCancellable *cancellable, GError **error);

/**
 * rapport_zip_part_open:
 * @base: a stream that can seek, anywhere; used by one part at a time
 * @name: as in the list; letters of either case are the same
 *
 * Returns: (transfer full): %NULL with @error: DAMAGED when there is no such part
 */
RapportZipPart *rapport_zip_part_open (GInputStream *base,
                                       const char *name,
                                       GCancellable *cancellable,
                                       GError **error);

/* How much of it has been read, 0 to 1; 0 while that isn't known. */
double rapport_zip_part_get_progress (RapportZipPart *self);

/* Sets @error to DAMAGED or PROTECTED with the sentence for the user; returns
 * %FALSE. */
gboolean rapport_zip_set_damaged (GError **error);
gboolean rapport_zip_set_protected (GError **error);

G_END_DECLS
