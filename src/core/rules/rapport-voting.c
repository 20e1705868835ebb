/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-voting.h"

#define VOTING "rapport-voting"

struct _RapportVoting
{
  GObject parent_instance;

  guint n_open;
};

enum
{
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportVoting, rapport_voting, G_TYPE_OBJECT)

static void
rapport_voting_class_init (RapportVotingClass *klass)
{
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_voting_init (RapportVoting *self)
{
}

RapportVoting *
rapport_voting_of (RapportLibrary *library)
{
  RapportVoting *self = g_object_get_data (G_OBJECT (library), VOTING);

  if (self == NULL)
    {
      self = g_object_new (RAPPORT_TYPE_VOTING, NULL);
      g_object_set_data_full (G_OBJECT (library), VOTING, self, g_object_unref);
    }
  return self;
}

void
rapport_voting_open (RapportVoting *self)
{
  self->n_open++;
}

void
rapport_voting_close (RapportVoting *self)
{
  g_return_if_fail (self->n_open > 0);
  if (--self->n_open == 0)
    g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

gboolean
rapport_voting_is_open (RapportVoting *self)
{
  return self->n_open > 0;
}
