/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-first-run.h"

#include "rapport-agency.h"
#include "rapport-choices.h"
#include "rapport-format.h"
#include "rapport-join.h"
#include "rapport-toast.h"
#include "rapport-wrap.h"

#include <glib/gi18n-lib.h>

struct _RapportFirstRun
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *welcome;
  GtkWidget *form;
  GtkWidget *sample_button;
  GtkWidget *empty_button;
  GtkWidget *join_button;
  RapportJoin *join;
  GtkEditable *agency_row;
  GtkEditable *member_row;
  AdwComboRow *language_row;
  AdwComboRow *currency_row;
  GtkWidget *back_button;
  GtkWidget *create_button;

  RapportLibrary *library;
};

enum
{
  SIGNAL_DONE,
  SIGNAL_SAMPLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportFirstRun, rapport_first_run, ADW_TYPE_BIN)

static void
sample_cb (RapportFirstRun *self)
{
  g_signal_emit (self, signals[SIGNAL_SAMPLE], 0);
}

static void
empty_cb (RapportFirstRun *self)
{
  gtk_stack_set_visible_child (self->stack, self->form);
  gtk_widget_grab_focus (GTK_WIDGET (self->agency_row));
}

static void
back_cb (RapportFirstRun *self)
{
  gtk_stack_set_visible_child (self->stack, self->welcome);
}

/* With colleagues. */

static void
join_cb (RapportFirstRun *self)
{
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->join));
  rapport_join_begin (self->join);
}

static void
joined_cb (RapportFirstRun *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
not_joined_cb (RapportFirstRun *self)
{
  gtk_stack_set_visible_child (self->stack, self->welcome);
  gtk_widget_grab_focus (self->join_button);
}

/* An agency of one's own. */

static gboolean
is_filled (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0';
}

static void
form_changed_cb (RapportFirstRun *self)
{
  gtk_widget_set_sensitive (self->create_button,
                            is_filled (self->agency_row) && is_filled (self->member_row));
}

static void
create_cb (RapportFirstRun *self)
{
  g_autoptr (GError) error = NULL;

  if (!is_filled (self->agency_row) || !is_filled (self->member_row))
    return;
  if (rapport_agency_set_up (self->library, gtk_editable_get_text (self->agency_row),
                             gtk_editable_get_text (self->member_row),
                             rapport_choices_get_language (self->language_row),
                             rapport_choices_get_currency (self->currency_row), &error))
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
rapport_first_run_dispose (GObject *object)
{
  RapportFirstRun *self = RAPPORT_FIRST_RUN (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_FIRST_RUN);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_first_run_parent_class)->dispose (object);
}

static void
rapport_first_run_class_init (RapportFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_first_run_dispose;
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SAMPLE] = g_signal_new ("sample", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (RAPPORT_TYPE_JOIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/app/first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, welcome);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, form);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, sample_button);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, empty_button);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, join_button);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, join);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, agency_row);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, member_row);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, language_row);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, currency_row);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, back_button);
  gtk_widget_class_bind_template_child (widget_class, RapportFirstRun, create_button);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, empty_cb);
  gtk_widget_class_bind_template_callback (widget_class, join_cb);
  gtk_widget_class_bind_template_callback (widget_class, joined_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_joined_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

static void
rapport_first_run_init (RapportFirstRun *self)
{
  const char *lang = rapport_locale_get_lang (rapport_format_locale ());

  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_wrap_button (GTK_BUTTON (self->sample_button));
  rapport_wrap_button (GTK_BUTTON (self->empty_button));
  rapport_wrap_button (GTK_BUTTON (self->join_button));
  rapport_wrap_button (GTK_BUTTON (self->back_button));
  rapport_wrap_button (GTK_BUTTON (self->create_button));
  rapport_choices_fill_languages (self->language_row, lang);
  rapport_choices_fill_currencies (self->currency_row, g_str_equal (lang, "ru") ? "RUB" : "USD");
}

GtkWidget *
rapport_first_run_new (RapportLibrary *library, RapportTeam *team)
{
  RapportFirstRun *self = g_object_new (RAPPORT_TYPE_FIRST_RUN, NULL);

  self->library = g_object_ref (library);
  if (rapport_team_is_connected (team))
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->join));
  rapport_join_set_team (self->join, team, library);
  return GTK_WIDGET (self);
}
