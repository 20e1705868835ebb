/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-intake.h"

G_BEGIN_DECLS

/**
 * RapportDouble:
 * @one: id of the record that stays when they are merged: more is known of it, or
 *   it was made first
 * @other: id of the one that goes
 * @where: of contacts: the names of their clients, "" where there is none
 * @is_sure: so much in common that they hardly are two
 *
 * Two records that probably are one.
 */
typedef struct
{
  char one[37];
  char other[37];
  char *one_name;
  char *other_name;
  char *one_where;
  char *other_where;
  RapportDuplicateReason reasons;
  gboolean is_sure;
} RapportDouble;

void rapport_double_free (RapportDouble *self);

/* (transfer full) (element-type RapportDouble): the sure ones first, without
 * those of which someone has said that they are not the same. In any thread. */
GPtrArray *rapport_doubles_find (RapportIntakeBase *base, RapportDuplicateKind kind);

/* Remembers that two clients, or two contacts, are not the same. */
gboolean rapport_doubles_keep_apart (RapportLibrary *library,
                                     RapportRecord *one,
                                     RapportRecord *other,
                                     GError **error);

/**
 * RapportUniteChoice:
 * @RAPPORT_UNITE_KEEP: what the record that stays says
 * @RAPPORT_UNITE_TAKE: what the one that goes says
 * @RAPPORT_UNITE_BOTH: one after the other, for texts and sets
 *
 * Which value a field has when two records have been merged.
 */
typedef enum
{
  RAPPORT_UNITE_KEEP,
  RAPPORT_UNITE_TAKE,
  RAPPORT_UNITE_BOTH,
} RapportUniteChoice;

/* Whether the two differ in a field that someone can choose by. Where it stands in
 * the base (since when, why, the pitch) goes with the status. */
gboolean rapport_unite_is_choice (RapportRecord *one, RapportRecord *other, guint field);

/* Whether BOTH makes sense: notes, addresses, numbers, sets. */
gboolean rapport_unite_can_be_both (const RapportRecordInfo *info, guint field);

/* What is chosen unless somebody chooses otherwise: what is there, both where
 * that makes sense, and else what the record that stays says. */
RapportUniteChoice
rapport_unite_get_default (RapportRecord *one, RapportRecord *other, guint field);

/**
 * rapport_unite:
 * @one: the client, or contact, that stays
 * @other: the one that goes into the trash
 * @choices: (array): one for each field of their type
 *
 * Merges two records: the fields by choice, and everything that points at
 * @other points at @one afterwards, what has a natural key included: the lights,
 * figures, plans and reports of a client. Where both have one of the same key,
 * such as the figures of a month, figures are laid together, and of other fields
 * those are filled that are empty. One step, which can be undone.
 */
gboolean rapport_unite (RapportLibrary *library,
                        RapportRecord *one,
                        RapportRecord *other,
                        const RapportUniteChoice *choices,
                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportDouble, rapport_double_free)

G_END_DECLS
