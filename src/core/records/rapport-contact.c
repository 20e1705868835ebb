/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-contact.h"

#include <glib/gi18n-lib.h>

static const RapportWord influences[] = {
  { "decides", N_ ("Decides") },
  { "influences", N_ ("Influences") },
  { "works-with-us", N_ ("Works with us") },
  { "informed", N_ ("Is kept informed") },
  { NULL, NULL },
};

static const RapportWord roles[] = {
  { "owner", N_ ("Owner of the business") },
  { "director", N_ ("Director") },
  { "marketing", N_ ("Marketing") },
  { "sales", N_ ("Sales") },
  { "finance", N_ ("Finance") },
  { "technical", N_ ("Technology") },
  { "assistant", N_ ("Assistant") },
  { "other", N_ ("Something else") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_CONTACT_CLIENT] = { "client", RAPPORT_KIND_REFERENCE, RAPPORT_AUDIENCE_CLIENT,
                               .label = N_ ("Client"), .target = "client",
                               .flags = RAPPORT_FIELD_INDEX },
  [RAPPORT_CONTACT_NAME] = { "name", RAPPORT_KIND_TEXT, .label = N_ ("Full name"),
                             .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_CONTACT_POSITION] = { "position", RAPPORT_KIND_TEXT, .label = N_ ("Position"),
                                 .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CONTACT_EMAIL] = { "email", RAPPORT_KIND_TEXT, .label = N_ ("E-mail"),
                              .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CONTACT_PHONE] = { "phone", RAPPORT_KIND_TEXT, .label = N_ ("Phone"),
                              .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CONTACT_INFLUENCE] = { "influence", RAPPORT_KIND_ENUM, .label = N_ ("Influence"),
                                  .initial = "\"works-with-us\"", .words = influences },
  [RAPPORT_CONTACT_BIRTHDAY] = { "birthday", RAPPORT_KIND_DAY, .label = N_ ("Birthday") },
  [RAPPORT_CONTACT_LAST_CONTACT] = { "last-contact", RAPPORT_KIND_DAY,
                                     .label = N_ ("Last contact") },
  [RAPPORT_CONTACT_NOTES] = { "notes", RAPPORT_KIND_MARKDOWN, .label = N_ ("Notes"),
                              .merge = RAPPORT_MERGE_LINES, .flags = RAPPORT_FIELD_SEARCH },
  [RAPPORT_CONTACT_ORDER] = { "order", RAPPORT_KIND_TEXT, .label = N_ ("Order") },
  [RAPPORT_CONTACT_ROLE] = { "role", RAPPORT_KIND_ENUM, .label = N_ ("Role"), .words = roles },
  [RAPPORT_CONTACT_CHANNEL] = { "channel", RAPPORT_KIND_TEXT, .label = N_ ("Preferred channel") },
  [RAPPORT_CONTACT_DISTINCT_FROM] = { "distinct-from", RAPPORT_KIND_SET,
                                      .label = N_ ("Not the same as"),
                                      .merge = RAPPORT_MERGE_ELEMENTS },
};

const RapportRecordInfo rapport_contact_info = {
  .name = "contact",
  .label = N_ ("Contact"),
  .audience = RAPPORT_AUDIENCE_TEAM,
  .get_type = rapport_contact_get_type,
  .fields = fields,
  .n_fields = RAPPORT_CONTACT_N_FIELDS,
  .client = RAPPORT_CONTACT_CLIENT,
};

RAPPORT_DEFINE_RECORD (RapportContact, rapport_contact, rapport_contact_info)
