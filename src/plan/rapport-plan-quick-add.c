/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-plan-quick-add.h"

#include "rapport-date-words.h"
#include "rapport-deadlines.h"
#include "rapport-format.h"
#include "rapport-records.h"
#include "rapport-ui-plan.h"

#include <glib/gi18n-lib.h>

struct _RapportPlanQuickAdd
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportQuickAdd *understood; /* NULL while nothing is typed */
  RapportRecord *member;       /* who was mentioned, or NULL */

  GtkEditable *entry;
  GtkRevealer *revealer;
  GtkLabel *title;
  GtkWidget *our_date;
  GtkLabel *our_day;
  GtkLabel *client_day;
  GtkLabel *owner;
  GtkLabel *problem;
};

enum
{
  SIGNAL_ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportPlanQuickAdd, rapport_plan_quick_add, ADW_TYPE_BIN)

/* Understanding. */

/* (transfer full) (nullable): the first colleague of that name. */
static RapportRecord *
find_member (RapportPlanQuickAdd *self, const char *mention)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (GPtrArray) members = NULL;

  rapport_query_where (query, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                       g_variant_new_boolean (TRUE));
  rapport_query_order_by (query, RAPPORT_MEMBER_NAME, FALSE);
  members = rapport_library_find (self->library, query, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++)
    if (g_str_match_string (mention, rapport_record_get_title (members->pdata[i]), TRUE))
      return g_object_ref (members->pdata[i]);
  return NULL;
}

static void
understand (RapportPlanQuickAdd *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  g_clear_pointer (&self->understood, rapport_quick_add_free);
  g_clear_object (&self->member);
  if (self->library == NULL || text[strspn (text, " \t")] == '\0')
    return;
  self->understood = rapport_quick_add_parse (text, rapport_format_today (self->library));
  if (self->understood->mention != NULL)
    self->member = find_member (self, self->understood->mention);
}

/* Saying what was understood. */

static void
show_days (RapportPlanQuickAdd *self)
{
  RapportDay today = rapport_format_today (self->library);
  RapportDay day = self->understood->day;
  RapportDay theirs = RAPPORT_DAY_NONE;
  g_autofree char *ours_text = rapport_format_day (day, today);
  g_autofree char *theirs_text = NULL;
  g_autofree char *ours_label = g_strdup_printf (_ ("our date: %s"), ours_text);
  g_autofree char *theirs_label = NULL;

  gtk_widget_set_visible (self->our_date, day != RAPPORT_DAY_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->client_day), day != RAPPORT_DAY_NONE);
  if (day == RAPPORT_DAY_NONE)
    return;
  theirs = rapport_deadline_for_client (self->library, day);
  theirs_text = rapport_format_day (theirs, today);
  theirs_label = g_strdup_printf (_ ("the client’s date: %s"), theirs_text);
  gtk_label_set_text (self->our_day, ours_label);
  gtk_label_set_text (self->client_day, theirs_label);
}

static void
show_owner (RapportPlanQuickAdd *self)
{
  const char *mention = self->understood->mention;
  g_autofree char *owner = NULL;
  g_autofree char *problem = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->owner), self->member != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), mention != NULL && self->member == NULL);
  if (self->member != NULL)
    {
      owner = g_strdup_printf (_ ("owner: %s"), rapport_record_get_title (self->member));
      gtk_label_set_text (self->owner, owner);
    }
  else if (mention != NULL)
    {
      problem = g_strdup_printf (_ ("there is no colleague called “%s”"), mention);
      gtk_label_set_text (self->problem, problem);
    }
}

static void
show (RapportPlanQuickAdd *self)
{
  if (self->understood != NULL)
    {
      gtk_label_set_text (self->title, self->understood->title);
      show_days (self);
      show_owner (self);
    }
  gtk_revealer_set_reveal_child (self->revealer, self->understood != NULL);
}

static void
changed_cb (RapportPlanQuickAdd *self)
{
  understand (self);
  show (self);
}

static void
activate_cb (RapportPlanQuickAdd *self)
{
  g_autofree char *title = NULL;
  g_autofree char *member = NULL;
  RapportDay day;

  /* The day may have changed since it was typed. */
  understand (self);
  if (self->understood == NULL)
    return;
  title = g_strdup (self->understood->title);
  day = self->understood->day;
  member = g_strdup (self->member != NULL ? rapport_record_get_id (self->member) : "");
  g_signal_emit (self, signals[SIGNAL_ADD], 0, title, (int) day, member);
}

/* The object. */

static gboolean
rapport_plan_quick_add_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RAPPORT_PLAN_QUICK_ADD (widget)->entry));
}

static void
rapport_plan_quick_add_dispose (GObject *object)
{
  RapportPlanQuickAdd *self = RAPPORT_PLAN_QUICK_ADD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_PLAN_QUICK_ADD);
  g_clear_pointer (&self->understood, rapport_quick_add_free);
  g_clear_object (&self->member);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_plan_quick_add_parent_class)->dispose (object);
}

static void
rapport_plan_quick_add_class_init (RapportPlanQuickAddClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_plan_quick_add_dispose;
  widget_class->grab_focus = rapport_plan_quick_add_grab_focus;
  signals[SIGNAL_ADD] =
    g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT, G_TYPE_STRING);

  /* Keeps the templates in a program that links this room. */
  rapport_ui_plan_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/plan/plan-quick-add.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPlanQuickAdd, entry);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanQuickAdd, revealer);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanQuickAdd, title);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanQuickAdd, our_date);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanQuickAdd, our_day);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanQuickAdd, client_day);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanQuickAdd, owner);
  gtk_widget_class_bind_template_child (widget_class, RapportPlanQuickAdd, problem);
}

static void
rapport_plan_quick_add_init (RapportPlanQuickAdd *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
}

void
rapport_plan_quick_add_set_library (RapportPlanQuickAdd *self, RapportLibrary *library)
{
  g_set_object (&self->library, library);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !rapport_library_is_read_only (library));
}

void
rapport_plan_quick_add_clear (RapportPlanQuickAdd *self)
{
  gtk_editable_set_text (self->entry, "");
}
