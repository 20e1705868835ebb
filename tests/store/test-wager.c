/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-wager.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [TEST_WAGER_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, .label = "Client", .target = "client", .flags = RAPPORT_FIELD_INDEX },
  [TEST_WAGER_TEXT] = { "text", RAPPORT_KIND_MARKDOWN, .label = "Text", .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [TEST_WAGER_SAID_ON] = { "said-on", RAPPORT_KIND_DAY, .label = "Said on" },
  [TEST_WAGER_PRICE] = { "price", RAPPORT_KIND_MONEY, .label = "Price" },
};
/* clang-format on */

const RapportRecordInfo test_wager_info = {
  .name = "wager",
  .label = "Wager",
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = test_wager_get_type,
  .fields = fields,
  .n_fields = TEST_WAGER_N_FIELDS,
  .client = TEST_WAGER_CLIENT,
};

RAPPORT_DEFINE_RECORD (TestWager, test_wager, test_wager_info)
