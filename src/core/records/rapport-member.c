/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-member.h"

#include <glib/gi18n-lib.h>

static const RapportWord roles[] = {
  { "account-manager", N_ ("Account manager") },
  { "marketer", N_ ("Marketer") },
  { "head", N_ ("Head") },
  { "sales", N_ ("Sales") },
  { "designer", N_ ("Designer") },
  { "copywriter", N_ ("Copywriter") },
  { "technician", N_ ("Technician") },
  { "analyst", N_ ("Analyst") },
  { NULL, NULL },
};

static const RapportField fields[] = {
  RAPPORT_COMMON_FIELDS,
  [RAPPORT_MEMBER_NAME] = { "name", RAPPORT_KIND_TEXT, RAPPORT_AUDIENCE_CLIENT,
                            .label = N_ ("Full name"),
                            .flags = RAPPORT_FIELD_TITLE | RAPPORT_FIELD_SEARCH },
  [RAPPORT_MEMBER_EMAIL] = { "email", RAPPORT_KIND_TEXT, .label = N_ ("E-mail") },
  [RAPPORT_MEMBER_ROLE] = { "role", RAPPORT_KIND_ENUM, .label = N_ ("Role"),
                            .initial = "\"account-manager\"", .words = roles },
  [RAPPORT_MEMBER_COLOUR] = { "colour", RAPPORT_KIND_COLOUR, .label = N_ ("Color") },
  [RAPPORT_MEMBER_RATE] = { "rate", RAPPORT_KIND_MONEY, .label = N_ ("Rate per hour") },
  [RAPPORT_MEMBER_ACTIVE] = { "active", RAPPORT_KIND_BOOLEAN, .label = N_ ("Works here"),
                              .initial = "true" },
};

const RapportRecordInfo rapport_member_info = {
  .name = "member",
  .label = N_ ("Member"),
  .audience = RAPPORT_AUDIENCE_CLIENT,
  .get_type = rapport_member_get_type,
  .fields = fields,
  .n_fields = RAPPORT_MEMBER_N_FIELDS,
  .client = RAPPORT_CLIENT_NONE,
};

RAPPORT_DEFINE_RECORD (RapportMember, rapport_member, rapport_member_info)
