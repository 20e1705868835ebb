/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-outcome.h"

#include "rapport-format.h"
#include "rapport-import-guess.h"
#include "rapport-intake-list.h"

#include <glib/gi18n-lib.h>

/* Remarks that are shown one by one. */
#define REMARKS_SHOWN 20

/* Waiting for longer than this shows a spinner. */
#define PATIENCE_MS 300

struct _RapportIntakeOutcome
{
  AdwBin parent_instance;

  RapportIntake *intake;
  RapportIntakeCounts counts;
  GPtrArray *remark_rows;
  guint patience;
  gboolean filling;

  GtkWidget *preview_group;
  RapportTablePreview *preview;
  AdwPreferencesGroup *result;
  GtkWidget *spinner;
  AdwActionRow *trouble;
  GtkImage *trouble_icon;
  AdwActionRow *clients;
  AdwActionRow *people;
  AdwSwitchRow *managers;
  AdwSwitchRow *companies;
  RapportIntakeList *list;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportIntakeOutcome, rapport_intake_outcome, ADW_TYPE_BIN)

/* Figures. */

typedef struct
{
  const char *format;
  guint n;
} Part;

static void
show_parts (AdwActionRow *row, const Part *parts, gsize n_parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    {
      g_autofree char *number = rapport_locale_count (rapport_format_locale (), parts[i].n);
      g_auto (GStrv) around = g_strsplit (parts[i].format, "%s", 2);

      if (parts[i].n == 0)
        continue;
      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " · " : "", around[0], number,
                              around[1] != NULL ? around[1] : "");
    }
  adw_action_row_set_subtitle (row, text->str);
  gtk_widget_set_visible (GTK_WIDGET (row), text->len > 0);
}

static void
show_counts (RapportIntakeOutcome *self)
{
  const RapportIntakeCounts *n = &self->counts;
  const Part clients[] = {
    /* Translators: each of these counts clients, or contacts, of a file */
    { _ ("%s new"), n->clients_added },
    { _ ("%s merged"), n->clients_merged },
    { _ ("%s the same"), n->clients_same },
    { _ ("%s left out"), n->clients_skipped },
  };
  const Part people[] = {
    { _ ("%s new"), n->people_added },
    { _ ("%s merged"), n->people_merged },
    { _ ("%s the same"), n->people_same },
    { _ ("%s left out"), n->people_skipped },
    { _ ("%s without a client, left out"), n->people_homeless },
  };

  show_parts (self->clients, clients, G_N_ELEMENTS (clients));
  show_parts (self->people, people, G_N_ELEMENTS (people));
}

gboolean
rapport_intake_outcome_has_changes (RapportIntakeOutcome *self)
{
  const RapportIntakeCounts *n = &self->counts;

  return self->intake != NULL &&
         n->clients_added + n->clients_merged + n->people_added + n->people_merged > 0;
}

static void
count (RapportIntakeOutcome *self)
{
  rapport_intake_count (self->intake, &self->counts);
  show_counts (self);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), !rapport_intake_outcome_has_changes (self));
}

static void
chosen_cb (RapportIntakeOutcome *self)
{
  count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
switched_cb (RapportIntakeOutcome *self)
{
  if (self->filling || self->intake == NULL)
    return;
  rapport_intake_set_adds_managers (self->intake, adw_switch_row_get_active (self->managers));
  rapport_intake_set_adds_companies (self->intake, adw_switch_row_get_active (self->companies));
  chosen_cb (self);
}

/* What to know. */

static void
clear_remarks (RapportIntakeOutcome *self)
{
  for (guint i = 0; i < self->remark_rows->len; i++)
    adw_preferences_group_remove (self->result, self->remark_rows->pdata[i]);
  g_ptr_array_set_size (self->remark_rows, 0);
}

static void
add_remark (RapportIntakeOutcome *self, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->result, row);
  g_ptr_array_add (self->remark_rows, row);
}

static void
show_remarks (RapportIntakeOutcome *self, GPtrArray *remarks)
{
  const guint n_more = remarks->len > REMARKS_SHOWN ? remarks->len - REMARKS_SHOWN : 0;

  for (guint i = 0; i < remarks->len && i < REMARKS_SHOWN; i++)
    {
      const RapportImportRemark *remark = remarks->pdata[i];
      g_autofree char *line = g_strdup_printf (_ ("Line %u"), remark->line);
      g_autofree char *text = g_strdup_printf ("%s: %s", line, remark->text);

      add_remark (self, remark->line > 0 ? text : remark->text);
    }
  if (n_more > 0)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("And %u more remark", "And %u more remarks", n_more), n_more);

      add_remark (self, text);
    }
}

/* Options that only some files have. */
static void
show_options (RapportIntakeOutcome *self, gboolean by_company)
{
  const char *const *unknown = rapport_intake_get_unknown_managers (self->intake);
  g_autofree char *names = g_strjoinv (", ", (char **) unknown);
  gboolean homeless;

  self->filling = TRUE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->managers), names);
  gtk_widget_set_visible (GTK_WIDGET (self->managers), unknown[0] != NULL);
  rapport_intake_set_adds_managers (self->intake, unknown[0] != NULL &&
                                                    adw_switch_row_get_active (self->managers));
  rapport_intake_set_adds_companies (self->intake, FALSE);
  rapport_intake_count (self->intake, &self->counts);
  homeless = by_company && self->counts.people_homeless > 0;
  gtk_widget_set_visible (GTK_WIDGET (self->companies), homeless);
  rapport_intake_set_adds_companies (self->intake,
                                     homeless && adw_switch_row_get_active (self->companies));
  self->filling = FALSE;
}

static void
stop_waiting (RapportIntakeOutcome *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  gtk_widget_set_visible (self->spinner, FALSE);
}

static void
impatient_cb (gpointer user_data)
{
  RapportIntakeOutcome *self = user_data;

  self->patience = 0;
  gtk_widget_set_visible (self->spinner, TRUE);
}

void
rapport_intake_outcome_wait (RapportIntakeOutcome *self)
{
  if (self->patience == 0)
    self->patience = g_timeout_add_once (PATIENCE_MS, impatient_cb, self);
}

static void
set_trouble (RapportIntakeOutcome *self, const char *icon_name, const char *title, const char *text)
{
  const gboolean is_error = g_str_equal (icon_name, "dialog-error-symbolic");

  gtk_image_set_from_icon_name (self->trouble_icon, icon_name);
  gtk_widget_remove_css_class (GTK_WIDGET (self->trouble_icon), is_error ? "accent" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble_icon), is_error ? "error" : "accent");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->trouble), title);
  adw_action_row_set_subtitle (self->trouble, text);
}

void
rapport_intake_outcome_show (RapportIntakeOutcome *self,
                             RapportIntake *intake,
                             GPtrArray *remarks,
                             gboolean by_company)
{
  stop_waiting (self);
  clear_remarks (self);
  g_set_object (&self->intake, intake);
  show_options (self, by_company);
  set_trouble (self, "object-select-symbolic", _ ("Nothing New"),
               _ ("Nothing of this file would be added or changed."));
  count (self);
  show_remarks (self, remarks);
  rapport_intake_list_set_intake (self->list, intake);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->list),
                                   rapport_intake_has_people (intake) ? _ ("Contacts")
                                                                      : _ ("Clients"));
}

void
rapport_intake_outcome_show_trouble (RapportIntakeOutcome *self,
                                     const char *icon_name,
                                     const char *title,
                                     const char *text,
                                     GPtrArray *remarks)
{
  GtkWidget *rows[] = { GTK_WIDGET (self->clients), GTK_WIDGET (self->people),
                        GTK_WIDGET (self->managers), GTK_WIDGET (self->companies) };

  stop_waiting (self);
  clear_remarks (self);
  g_clear_object (&self->intake);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_visible (rows[i], FALSE);
  rapport_intake_list_set_intake (self->list, NULL);
  set_trouble (self, icon_name, title, text);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  if (remarks != NULL)
    show_remarks (self, remarks);
}

RapportTablePreview *
rapport_intake_outcome_get_preview (RapportIntakeOutcome *self)
{
  return self->preview;
}

void
rapport_intake_outcome_show_preview (RapportIntakeOutcome *self, gboolean shown)
{
  gtk_widget_set_visible (self->preview_group, shown);
}

/* The object. */

static void
rapport_intake_outcome_dispose (GObject *object)
{
  RapportIntakeOutcome *self = RAPPORT_INTAKE_OUTCOME (object);

  self->filling = TRUE;
  g_clear_handle_id (&self->patience, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_INTAKE_OUTCOME);
  g_clear_pointer (&self->remark_rows, g_ptr_array_unref);
  g_clear_object (&self->intake);
  G_OBJECT_CLASS (rapport_intake_outcome_parent_class)->dispose (object);
}

static void
rapport_intake_outcome_class_init (RapportIntakeOutcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_intake_outcome_dispose;
  signals[CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_INTAKE_OUTCOME, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (RAPPORT_TYPE_INTAKE_LIST);
  g_type_ensure (RAPPORT_TYPE_TABLE_PREVIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/intake-outcome.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, preview_group);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, preview);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, result);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, spinner);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, trouble);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, trouble_icon);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, clients);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, people);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, managers);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, companies);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeOutcome, list);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
}

static void
rapport_intake_outcome_init (RapportIntakeOutcome *self)
{
  self->remark_rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  rapport_intake_list_set_intake (self->list, NULL);
}
