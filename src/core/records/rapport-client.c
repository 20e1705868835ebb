/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

static const RapportWord statuses[] = {
  { "lead", N_ ("Lead") },
  { "current", N_ ("Current") },
  { "paused", N_ ("Paused") },
  { "refused", N_ ("Refused") },
  { "left", N_ ("Left") },
  { "let-go", N_ ("Let go") },
  { NULL, NULL },
};

static const RapportWord finance_models[] = {
  { "fixed-price", N_ ("Fixed price") },
  { "time-and-materials", N_ ("Time and materials") },
  { "retainer", N_ ("Retainer") },
  { "out-staff", N_ ("Out-staff") },
  { NULL, NULL },
};

static const RapportWord temperaments[] = {
  { "choleric", N_ ("Choleric") },
  { "sanguine", N_ ("Sanguine") },
  { "melancholic", N_ ("Melancholic") },
  { "phlegmatic", N_ ("Phlegmatic") },
  { NULL, NULL },
};

static const RapportWord behaviours[] = {
  { "trusts", N_ ("Trusts us") },
  { "shifts-responsibility", N_ ("Shifts responsibility") },
  { "doubts", N_ ("Doubts us") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_CLIENT_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Name"),
                            .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_STATUS] = { "status", RAPPORT_KIND_ENUM, .label = N_ ("Status"),
                              .initial = "\"current\"", .words = statuses,
                              .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_CLIENT_STATUS_DAY] = { "status-day", RAPPORT_KIND_DAY, .label = N_ ("Status since") },
  [RAPPORT_CLIENT_STATUS_REASON] = { "status-reason", RAPPORT_KIND_TEXT, .label = N_ ("Reason"),
                                     .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_KEY] = { "key", RAPPORT_KIND_BOOLEAN, .label = N_ ("Key client"),
                           .initial = "true" },
  [RAPPORT_CLIENT_OWNER] = { "owner", RAPPORT_KIND_REFERENCE, .label = N_ ("Account manager"),
                             .target = "member", .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_CLIENT_SINCE] = { "since", RAPPORT_KIND_DAY, .label = N_ ("Client since") },
  [RAPPORT_CLIENT_INDUSTRY] = { "industry", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Industry"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_SITE] = { "site", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Website"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_CITY] = { "city", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("City"), .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_LANGUAGE] = { "language", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Language of reports"),
                                .words = rapport_language_words },
  [RAPPORT_CLIENT_CURRENCY] = { "currency", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                                .label = N_ ("Currency") },
  [RAPPORT_CLIENT_COLOUR] = { "colour", RAPPORT_KIND_COLOUR, RAPPORT_AUDIENCE_CLIENT,
                              .label = N_ ("Colour") },
  [RAPPORT_CLIENT_LOGO] = { "logo", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Logo"), .target = "attachment" },
  [RAPPORT_CLIENT_GOODS_MARGIN] = { "goods-margin", RAPPORT_KIND_DECIMAL, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Margin of goods") },
  [RAPPORT_CLIENT_FINANCE_MODEL] = { "finance-model", RAPPORT_KIND_ENUM,
                                     .label = N_ ("Finance model"), .words = finance_models },
  [RAPPORT_CLIENT_CAPACITY] = { "capacity", RAPPORT_KIND_MONEY, .label = N_ ("Capacity a month") },
  [RAPPORT_CLIENT_CHANNEL] = { "channel", RAPPORT_KIND_TEXT, .label = N_ ("Preferred channel") },
  [RAPPORT_CLIENT_EXPECTATIONS] = { "expectations", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                    .label = N_ ("Expectations"), .merge = RAPPORT_MERGE_LINES,
                                    .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_EXCLUSIONS] = { "exclusions", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_CLIENT,
                                  .label = N_ ("What we do not do"), .merge = RAPPORT_MERGE_LINES,
                                  .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_LAST_CONTACT] = { "last-contact", RAPPORT_KIND_DAY,
                                    .label = N_ ("Last contact") },
  [RAPPORT_CLIENT_NEXT_CONTACT] = { "next-contact", RAPPORT_KIND_DAY,
                                    .label = N_ ("Next contact") },
  [RAPPORT_CLIENT_TEAM_NOTES] = { "team-notes", RAPPORT_KIND_MARKDOWN,
                                  .label = N_ ("Notes for the team"), .merge = RAPPORT_MERGE_LINES,
                                  .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CLIENT_TEMPERAMENT] = { "temperament", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_ME,
                                   .label = N_ ("Temperament"), .words = temperaments },
  [RAPPORT_CLIENT_BEHAVIOUR] = { "behaviour", RAPPORT_KIND_ENUM, RAPPORT_AUDIENCE_ME,
                                 .label = N_ ("Behaviour"), .words = behaviours },
  [RAPPORT_CLIENT_TRIGGERS] = { "triggers", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_ME,
                                .label = N_ ("Triggers to avoid"), .merge = RAPPORT_MERGE_LINES },
  [RAPPORT_CLIENT_MY_NOTES] = { "my-notes", RAPPORT_KIND_MARKDOWN, RAPPORT_AUDIENCE_ME,
                                .label = N_ ("My notes"), .merge = RAPPORT_MERGE_LINES,
                                .flags = RAPPORT_FIELD_SEARCH },
};

const RapportRecordInfo rapport_client_info = {
  .name = "client",
  .label = N_ ("Client"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_client_get_type,
  .fields = fields,
  .n_fields = RAPPORT_CLIENT_N_FIELDS,
  .client = RAPPORT_CLIENT_SELF,
};

RAPPORT_DEFINE_RECORD (RapportClient, rapport_client, rapport_client_info)
