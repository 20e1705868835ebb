/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportDuplicateReason:
 * @RAPPORT_DUPLICATE_NAME: the names are the same but for case, order of words,
 *   quotes and legal forms
 * @RAPPORT_DUPLICATE_SIMILAR_NAME: one letter differs, or the alphabet
 * @RAPPORT_DUPLICATE_SITE: the websites are the same
 * @RAPPORT_DUPLICATE_DOMAIN: the e-mail of one is at the website, or at the
 *   domain, of the other
 * @RAPPORT_DUPLICATE_EMAIL: the e-mail addresses are the same
 * @RAPPORT_DUPLICATE_PHONE: the phone numbers are the same
 *
 * Why two records may be one; a set of them.
 */
typedef enum
{
  RAPPORT_DUPLICATE_NAME = 1 << 0,
  RAPPORT_DUPLICATE_SIMILAR_NAME = 1 << 1,
  RAPPORT_DUPLICATE_SITE = 1 << 2,
  RAPPORT_DUPLICATE_DOMAIN = 1 << 3,
  RAPPORT_DUPLICATE_EMAIL = 1 << 4,
  RAPPORT_DUPLICATE_PHONE = 1 << 5,
} RapportDuplicateReason;

/**
 * RapportDuplicateKind:
 *
 * What is compared: companies or people.
 */
typedef enum
{
  RAPPORT_DUPLICATE_CLIENTS,
  RAPPORT_DUPLICATE_CONTACTS,
} RapportDuplicateKind;

/**
 * RapportDuplicateSide:
 * @name: of the client, or of the person
 * @site: a website, with or without a scheme
 * @email: one address or several, parted by commas, semicolons or blanks
 * @phone: one number or several, parted by commas, semicolons or line breaks
 * @group: for people, something that tells where they work, such as the id or
 *   the name of the client
 *
 * What is known of a record, stored or not. Each may be %NULL or "".
 */
typedef struct
{
  const char *name;
  const char *site;
  const char *email;
  const char *phone;
  const char *group;
} RapportDuplicateSide;

/**
 * RapportDuplicate:
 * @one: an index into the first list
 * @other: an index into the second one
 * @reasons: what they have in common
 * @is_sure: so much that they hardly are two; else someone has to look
 *
 * Two records that probably are one.
 */
typedef struct
{
  guint one;
  guint other;
  RapportDuplicateReason reasons;
  gboolean is_sure;
} RapportDuplicate;

/**
 * rapport_duplicates_find:
 * @ones: (array length=n_ones): such as the rows of a file
 * @others: (array length=n_others) (nullable): such as the records there are;
 *   %NULL compares @ones among themselves, @one being the earlier of two
 *
 * Finds probable doubles. Mail services that anyone can use, and sites where
 * anyone can have a page, are nothing in common. The time grows with the number
 * of records, not with that of pairs.
 *
 * Returns: (transfer full) (element-type RapportDuplicate): the sure ones first,
 *   then by index
 */
GArray *rapport_duplicates_find (RapportDuplicateKind kind,
                                 const RapportDuplicateSide *ones,
                                 gsize n_ones,
                                 const RapportDuplicateSide *others,
                                 gsize n_others);

/* (transfer full): the reasons in words, translated: "Same name · Same website". */
char *rapport_duplicate_describe (RapportDuplicateKind kind, RapportDuplicateReason reasons);

/* (transfer full): what names of companies are compared in: «ООО "Ромашка"» and
 * "Romashka LLC" lose their legal forms, quotes and case. Words are sorted. */
char *rapport_duplicate_fold_company (const char *name);

/* (transfer full): the same for people; without a patronymic or initials, where
 * two words remain. */
char *rapport_duplicate_fold_person (const char *name);

/* (transfer full): "example.com" of "https://www.example.com/path", with the path
 * where anyone can have a page; "" for what is no address. */
char *rapport_duplicate_fold_site (const char *site);

/* (transfer full): digits, without 8, 7 or +7 before ten of Russia's; "" for
 * fewer than seven. */
char *rapport_duplicate_fold_phone (const char *phone);

G_END_DECLS
