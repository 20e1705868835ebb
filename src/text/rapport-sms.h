/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportSmsCoding:
 * @RAPPORT_SMS_GSM7: the alphabet of GSM: Latin letters, 160 in a message
 * @RAPPORT_SMS_UCS2: every other character: 70 in a message
 *
 * How a text message is coded (3GPP TS 23.038). One letter outside of the first
 * alphabet makes the whole message one of the second.
 */
typedef enum
{
  RAPPORT_SMS_GSM7,
  RAPPORT_SMS_UCS2,
} RapportSmsCoding;

/**
 * RapportSmsCount:
 * @n_units: what the text takes: a character of the extension table of GSM takes
 *   two, as does one outside of Unicode's basic plane
 * @n_parts: the messages that it is sent in; 0 for an empty text
 * @part_units: how much a part holds: 160 or 70, and where there are several 153
 *   or 67, as each says which one it is (3GPP TS 23.040)
 */
typedef struct
{
  RapportSmsCoding coding;
  guint n_units;
  guint n_parts;
  guint part_units;
} RapportSmsCount;

RapportSmsCount rapport_sms_count (const char *text);

/* (transfer full): the parts in order; together they are @text. No character is
 * divided between two. */
GStrv rapport_sms_split (const char *text);

/* (transfer full): @text with plain signs in place of typographic ones, which
 * would make a message more than twice as long: dashes, quotation marks, no-break
 * spaces. Letters stay as they are. */
char *rapport_sms_plain (const char *text);

G_END_DECLS
