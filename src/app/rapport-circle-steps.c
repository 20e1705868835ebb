/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-circle-steps.h"

#include <glib/gi18n-lib.h>

#define N_STEPS (RAPPORT_CIRCLE_STEP_FOLLOW + 1)

/* What stands before a step. */
#define TO_COME "to-come"
#define WORKING "working"
#define DONE    "done"
#define FAILED  "failed"

struct _RapportCircleSteps
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *rows[N_STEPS];
  GtkStack *signs[N_STEPS];
  guint reached;
};

G_DEFINE_FINAL_TYPE (RapportCircleSteps, rapport_circle_steps, ADW_TYPE_PREFERENCES_GROUP)

/* A sign says nothing to who listens, but the words of the row do. */
static void
show_sign (RapportCircleSteps *self, guint step, const char *sign)
{
  const char *words = "";

  gtk_stack_set_visible_child_name (self->signs[step], sign);
  if (g_str_equal (sign, DONE))
    words = _ ("Done");
  else if (g_str_equal (sign, FAILED))
    words = _ ("Cut short");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[step]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
add_image (GtkStack *stack, const char *name, const char *icon, const char *style)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, style);
  gtk_stack_add_named (stack, image, name);
}

static GtkStack *
make_signs (void)
{
  GtkStack *stack = GTK_STACK (gtk_stack_new ());

  gtk_stack_add_named (stack, gtk_image_new (), TO_COME);
  gtk_stack_add_named (stack, adw_spinner_new (), WORKING);
  add_image (stack, DONE, "object-select-symbolic", "success");
  add_image (stack, FAILED, "dialog-warning-symbolic", "warning");
  return stack;
}

static void
rapport_circle_steps_class_init (RapportCircleStepsClass *klass)
{
}

static void
rapport_circle_steps_init (RapportCircleSteps *self)
{
  static const char *const titles[N_STEPS] = {
    [RAPPORT_SERVER_STEP_LOOK] = N_ ("Look at what is there"),
    [RAPPORT_SERVER_STEP_DATABASE] = N_ ("Make a database for the client"),
    [RAPPORT_SERVER_STEP_ACCOUNTS] = N_ ("Let its people in, and nobody else"),
    [RAPPORT_SERVER_STEP_MOVE] = N_ ("Move the client"),
    [RAPPORT_CIRCLE_STEP_FOLLOW] = N_ ("Move what this computer has"),
  };

  for (guint i = 0; i < N_STEPS; i++)
    {
      self->rows[i] = adw_action_row_new ();
      self->signs[i] = make_signs ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]),
                                     g_dgettext (GETTEXT_PACKAGE, titles[i]));
      adw_action_row_set_title_lines (ADW_ACTION_ROW (self->rows[i]), 0);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->rows[i]), 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (self->rows[i]), GTK_WIDGET (self->signs[i]));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[i]);
    }
}

void
rapport_circle_steps_reset (RapportCircleSteps *self, gboolean whole_team)
{
  self->reached = 0;
  for (guint i = 0; i < N_STEPS; i++)
    show_sign (self, i, TO_COME);
  gtk_widget_set_visible (self->rows[RAPPORT_SERVER_STEP_DATABASE], !whole_team);
  gtk_widget_set_visible (self->rows[RAPPORT_SERVER_STEP_ACCOUNTS], !whole_team);
  rapport_circle_steps_describe_follow (self, "");
}

void
rapport_circle_steps_reach (RapportCircleSteps *self, RapportServerStep step)
{
  for (guint i = 0; i < (guint) step; i++)
    show_sign (self, i, DONE);
  show_sign (self, step, WORKING);
  self->reached = step;
}

void
rapport_circle_steps_fail (RapportCircleSteps *self)
{
  show_sign (self, self->reached, FAILED);
}

void
rapport_circle_steps_finish (RapportCircleSteps *self)
{
  for (guint i = 0; i < N_STEPS; i++)
    show_sign (self, i, DONE);
}

void
rapport_circle_steps_describe_follow (RapportCircleSteps *self, const char *text)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[RAPPORT_CIRCLE_STEP_FOLLOW]), text);
}
