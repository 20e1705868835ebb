/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-newcomer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Larger files are refused: an address book of ten thousand people with their
 * pictures fits in. */
#define RAPPORT_VCARD_MAX_BYTES (256 * 1024 * 1024)
#define RAPPORT_VCARD_MAX_CARDS 100000
/* Of one card, and in bytes of one value. What exceeds them is left out. */
#define RAPPORT_VCARD_MAX_VALUES 64
#define RAPPORT_VCARD_MAX_VALUE  (64 * 1024)

/**
 * RapportVcardValue:
 * @type: what the card calls it: "work", "home", "cell,work", a label of the
 *   user's own, or ""
 * @preferred: the one to be used first
 * @value: never empty
 *
 * One of several addresses or numbers.
 */
typedef struct
{
  char *type;
  gboolean preferred;
  char *value;
} RapportVcardValue;

/**
 * RapportVcard:
 * @line: the line of the file that the card begins at
 * @name: how the person, or the company, is called; "" when the card names nobody
 * @family: the surname
 * @given: the first name
 * @additional: other names, such as a patronymic
 * @organisation: the company
 * @department: parts of it, from large to small
 * @title: the position
 * @is_organisation: the card is that of a company rather than of a person
 * @emails: (element-type RapportVcardValue): the preferred ones first
 * @phones: (element-type RapportVcardValue): the preferred ones first
 * @sites: (element-type RapportVcardValue): the preferred ones first
 * @addresses: (element-type RapportVcardValue): each in one line
 * @city: of the first address that has one
 * @birthday: or none
 * @birth_month: 1 to 12, or 0; known without the year as well
 * @birth_day: 1 to 31, or 0
 * @note: may have several lines
 *
 * A person from an address book. Strings are UTF-8 and "" where the card says
 * nothing.
 */
typedef struct
{
  guint line;
  char *name;
  char *family;
  char *given;
  char *additional;
  char *organisation;
  char *department;
  char *title;
  gboolean is_organisation;
  GPtrArray *emails;
  GPtrArray *phones;
  GPtrArray *sites;
  GPtrArray *addresses;
  char *city;
  RapportDay birthday;
  int birth_month;
  int birth_day;
  char *note;
} RapportVcard;

void rapport_vcard_free (RapportVcard *self);

/* (nullable): the first of a list of values. */
const char *rapport_vcard_get_first (GPtrArray *values);

/**
 * rapport_vcards_read:
 * @bytes: a file of one card or more, of the versions 2.1, 3.0 or 4.0
 *
 * Reads cards of all versions, mixed if need be. Bytes are letters as CHARSET
 * says, else of UTF-8 where that is possible, else of what the file as a whole
 * looks like, such as Windows-1251. Properties that are not needed are skipped,
 * as are cards within cards.
 *
 * Returns: (transfer full) (element-type RapportVcard): in the order of the
 *   file, at least one; %NULL with @error: EMPTY, KIND when there is no card,
 *   DAMAGED with the line of the card that doesn't end, TOO_LARGE
 */
GPtrArray *rapport_vcards_read (GBytes *bytes, GError **error);

/* The same from a file. */
GPtrArray *rapport_vcards_read_file (GFile *file, GCancellable *cancellable, GError **error);

/* Whether a file is called like one of cards: .vcf, .vcard. */
gboolean rapport_vcards_is_named (GFile *file);

/**
 * rapport_vcards_to_people:
 * @cards: (element-type RapportVcard)
 * @remarks: (out) (transfer full) (optional) (element-type RapportImportRemark):
 *   cards that name nobody
 *
 * What a client base takes of cards.
 *
 * Returns: (transfer full) (element-type RapportNewPerson)
 */
GPtrArray *rapport_vcards_to_people (GPtrArray *cards, GPtrArray **remarks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportVcard, rapport_vcard_free)

G_END_DECLS
