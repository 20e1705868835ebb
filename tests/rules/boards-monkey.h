/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "boards-support.h"

G_BEGIN_DECLS

#define BOARDS_MONKEY_IDS 5

/* Does whatever can be done with boards, in an order that follows from its seed. */
typedef struct
{
  Agency *agency;
  GRand *random;
  RapportTransaction *transaction;
  GPtrArray *boards; /* RapportIdeaBoard */
  GPtrArray *things; /* interned ids, those of things that are gone as well */
  char *ids[BOARDS_MONKEY_IDS + 1];
} BoardsMonkey;

/* With a first board. */
BoardsMonkey *boards_monkey_new (Agency *agency, guint32 seed);
void boards_monkey_free (BoardsMonkey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BoardsMonkey, boards_monkey_free)

/* Commits one step, called "Do something", of one to three verbs. Whether anything was changed. */
gboolean boards_monkey_step (BoardsMonkey *self);

G_END_DECLS
