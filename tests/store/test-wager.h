/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

/* A record type that the program does not have: all that it takes is a table
 * of fields, this header, and a migration. */
#define TEST_TYPE_WAGER (test_wager_get_type ())
G_DECLARE_FINAL_TYPE (TestWager, test_wager, TEST, WAGER, RapportRecord)

enum
{
  TEST_WAGER_CLIENT = RAPPORT_RECORD_N_FIELDS,
  TEST_WAGER_TEXT,
  TEST_WAGER_SAID_ON,
  TEST_WAGER_PRICE,
  TEST_WAGER_N_FIELDS
};

extern const RapportRecordInfo test_wager_info;

G_END_DECLS
