/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the tables of the record types named, or of all: what a developer
 * copies into a new migration. */
#include "rapport-schema.h"

int
main (int argc, char *argv[])
{
  GPtrArray *infos = rapport_record_infos_get ();

  for (guint i = 0; i < infos->len; i++)
    {
      const RapportRecordInfo *info = infos->pdata[i];
      g_autofree char *sql = NULL;

      if (argc > 1 && !g_strv_contains ((const char *const *) argv + 1, info->name))
        continue;
      sql = rapport_schema_describe (info);
      g_print ("%s\n", sql);
    }
  return 0;
}
