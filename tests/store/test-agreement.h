/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

/* A record type that the program does not have: all that it takes is a table
 * of fields, this header, and a migration. */
#define TEST_TYPE_AGREEMENT (test_agreement_get_type ())
G_DECLARE_FINAL_TYPE (TestAgreement, test_agreement, TEST, AGREEMENT, RapportRecord)

enum
{
  TEST_AGREEMENT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  TEST_AGREEMENT_TEXT,
  TEST_AGREEMENT_SAID_ON,
  TEST_AGREEMENT_PRICE,
  TEST_AGREEMENT_N_FIELDS
};

extern const RapportRecordInfo test_agreement_info;

G_END_DECLS
