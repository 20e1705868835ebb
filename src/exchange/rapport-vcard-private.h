/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-vcard.h"

G_BEGIN_DECLS

/**
 * RapportVcardProperty:
 * @line: the line it begins at
 * @group: what stands before the point, in lower case, or ""
 * @name: in upper case
 * @types: (element-type utf8): values of TYPE and bare words, in lower case
 * @charset: of CHARSET, or NULL
 * @quoted_printable: the value is in quoted-printable
 * @base64: the value is in base64
 * @omitted_year: a year that stands for none, or 0
 * @preference: 1 is the highest, 101 is none
 * @value: bytes as they stand in the file
 *
 * One line of a card, unfolded and taken apart.
 */
typedef struct
{
  guint line;
  char *group;
  char *name;
  GPtrArray *types;
  char *charset;
  gboolean quoted_printable;
  gboolean base64;
  int omitted_year;
  int preference;
  GString *value;
} RapportVcardProperty;

/**
 * RapportVcardLines:
 * @old: the card being read is of version 2.1
 *
 * Walks over the lines of a file. The bytes must outlive it.
 */
typedef struct
{
  const char *at;
  const char *end;
  guint line;
  gboolean old;
  RapportVcardProperty property;
} RapportVcardLines;

void rapport_vcard_lines_init (RapportVcardLines *self, const char *bytes, gsize length);
void rapport_vcard_lines_clear (RapportVcardLines *self);

/* Reads the next property into @self->property; %FALSE at the end. */
gboolean rapport_vcard_lines_next (RapportVcardLines *self);

/* (transfer full): the value as UTF-8, escapes not yet resolved; @otherwise is
 * the charset of bytes that are neither of a known CHARSET nor UTF-8. */
char *rapport_vcard_property_get_text (const RapportVcardProperty *self, const char *otherwise);

G_END_DECLS
