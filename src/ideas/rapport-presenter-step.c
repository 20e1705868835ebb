/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-presenter-step.h"

struct _RapportPresenterStep
{
  GObject parent_instance;

  char *frame;
  char *title;
  gboolean skipped;
  gboolean shown;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportPresenterStep, rapport_presenter_step, G_TYPE_OBJECT)

static void
rapport_presenter_step_finalize (GObject *object)
{
  RapportPresenterStep *self = RAPPORT_PRESENTER_STEP (object);

  g_free (self->frame);
  g_free (self->title);
  G_OBJECT_CLASS (rapport_presenter_step_parent_class)->finalize (object);
}

static void
rapport_presenter_step_class_init (RapportPresenterStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_presenter_step_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_presenter_step_init (RapportPresenterStep *self)
{
}

RapportPresenterStep *
rapport_presenter_step_new (const char *frame, const char *title)
{
  RapportPresenterStep *self = g_object_new (RAPPORT_TYPE_PRESENTER_STEP, NULL);

  self->frame = g_strdup (frame);
  self->title = g_strdup (title);
  return self;
}

const char *
rapport_presenter_step_get_frame (RapportPresenterStep *self)
{
  return self->frame;
}

const char *
rapport_presenter_step_get_title (RapportPresenterStep *self)
{
  return self->title;
}

void
rapport_presenter_step_set_title (RapportPresenterStep *self, const char *title)
{
  if (g_set_str (&self->title, title))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_flag (RapportPresenterStep *self, gboolean *flag, gboolean value)
{
  if (*flag == value)
    return;
  *flag = value;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
rapport_presenter_step_is_skipped (RapportPresenterStep *self)
{
  return self->skipped;
}

void
rapport_presenter_step_set_skipped (RapportPresenterStep *self, gboolean skipped)
{
  set_flag (self, &self->skipped, skipped);
}

gboolean
rapport_presenter_step_is_shown (RapportPresenterStep *self)
{
  return self->shown;
}

void
rapport_presenter_step_set_shown (RapportPresenterStep *self, gboolean shown)
{
  set_flag (self, &self->shown, shown);
}
