/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-record.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CONTACT (rapport_contact_get_type ())
G_DECLARE_FINAL_TYPE (RapportContact, rapport_contact, RAPPORT, CONTACT, RapportRecord)

/* A person at a client. Outlives the job: changes of client stand in the history. */
enum
{
  RAPPORT_CONTACT_CLIENT = RAPPORT_RECORD_N_FIELDS,
  RAPPORT_CONTACT_NAME,
  RAPPORT_CONTACT_POSITION,
  RAPPORT_CONTACT_EMAIL,
  RAPPORT_CONTACT_PHONE,
  RAPPORT_CONTACT_INFLUENCE,
  RAPPORT_CONTACT_BIRTHDAY,
  RAPPORT_CONTACT_LAST_CONTACT,
  RAPPORT_CONTACT_NOTES,
  RAPPORT_CONTACT_ORDER,
  RAPPORT_CONTACT_ROLE,
  RAPPORT_CONTACT_CHANNEL,
  /* Ids of contacts that look the same, and of whom someone said they are not. */
  RAPPORT_CONTACT_DISTINCT_FROM,
  RAPPORT_CONTACT_N_FIELDS
};

extern const RapportRecordInfo rapport_contact_info;

G_END_DECLS
