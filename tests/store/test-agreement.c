/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-agreement.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [TEST_AGREEMENT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, .label = "Client", .target = "client", .flags = RAPPORT_FIELD_INDEX },
  [TEST_AGREEMENT_TEXT] = { "text", RAPPORT_KIND_MARKDOWN, .label = "Text", .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [TEST_AGREEMENT_SAID_ON] = { "said-on", RAPPORT_KIND_DAY, .label = "Said on" },
  [TEST_AGREEMENT_PRICE] = { "price", RAPPORT_KIND_MONEY, .label = "Price" },
};
/* clang-format on */

const RapportRecordInfo test_agreement_info = {
  .name = "agreement",
  .label = "Agreement",
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = test_agreement_get_type,
  .fields = fields,
  .n_fields = TEST_AGREEMENT_N_FIELDS,
  .client = TEST_AGREEMENT_CLIENT,
};

RAPPORT_DEFINE_RECORD (TestAgreement, test_agreement, test_agreement_info)
