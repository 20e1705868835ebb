/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-fields.h"

#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportBoardFieldInfo infos[RAPPORT_BOARD_N_FIELDS] = {
  [RAPPORT_BOARD_NAME] = { "name", N_ ("Client"), RAPPORT_BOARD_KIND_TEXT, RAPPORT_CLIENT_NAME,
                           TRUE, 188 },
  [RAPPORT_BOARD_LIGHT] = { "light", N_ ("Light"), RAPPORT_BOARD_KIND_MARK, 0, TRUE, 192 },
  [RAPPORT_BOARD_WEEKS] = { "weeks", N_ ("12 Weeks"), RAPPORT_BOARD_KIND_WEEKS, 0, TRUE, 167 },
  [RAPPORT_BOARD_EVIDENCE] = { "evidence", N_ ("From the Records"), RAPPORT_BOARD_KIND_WORDS, 0,
                               TRUE, 176 },
  [RAPPORT_BOARD_OWNER] = { "owner", N_ ("Account Manager"), RAPPORT_BOARD_KIND_MEMBER,
                            RAPPORT_CLIENT_OWNER, TRUE, 150 },
  [RAPPORT_BOARD_NEXT_CONTACT] = { "next-contact", N_ ("Next Contact"), RAPPORT_BOARD_KIND_DAY,
                                   RAPPORT_CLIENT_NEXT_CONTACT, TRUE, 150 },
  [RAPPORT_BOARD_LAST_CONTACT] = { "last-contact", N_ ("Last Contact"), RAPPORT_BOARD_KIND_DAY,
                                   RAPPORT_CLIENT_LAST_CONTACT, FALSE, 150 },
  [RAPPORT_BOARD_KEY] = { "key", N_ ("Key Client"), RAPPORT_BOARD_KIND_FLAG, RAPPORT_CLIENT_KEY,
                          FALSE, 120 },
  [RAPPORT_BOARD_STATUS] = { "status", N_ ("Status"), RAPPORT_BOARD_KIND_STATUS,
                             RAPPORT_CLIENT_STATUS, FALSE, 108 },
  [RAPPORT_BOARD_STATUS_DAY] = { "status-day", N_ ("Status Since"), RAPPORT_BOARD_KIND_DAY,
                                 RAPPORT_CLIENT_STATUS_DAY, FALSE, 150 },
  [RAPPORT_BOARD_REASON] = { "reason", N_ ("Reason"), RAPPORT_BOARD_KIND_TEXT,
                             RAPPORT_CLIENT_STATUS_REASON, FALSE, 192 },
  [RAPPORT_BOARD_SINCE] = { "since", N_ ("Client Since"), RAPPORT_BOARD_KIND_DAY,
                            RAPPORT_CLIENT_SINCE, FALSE, 150 },
  [RAPPORT_BOARD_INDUSTRY] = { "industry", N_ ("Industry"), RAPPORT_BOARD_KIND_TEXT,
                               RAPPORT_CLIENT_INDUSTRY, FALSE, 156 },
  [RAPPORT_BOARD_CITY] = { "city", N_ ("City"), RAPPORT_BOARD_KIND_TEXT, RAPPORT_CLIENT_CITY, FALSE,
                           132 },
};

const RapportBoardFieldInfo *
rapport_board_field_get_info (RapportBoardField field)
{
  return &infos[field];
}

gboolean
rapport_board_field_from_id (const char *id, RapportBoardField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (g_str_equal (infos[i].id, id))
      {
        *field = (RapportBoardField) i;
        return TRUE;
      }
  return FALSE;
}
