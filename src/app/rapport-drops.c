/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-drops.h"

#include "rapport-calendar.h"
#include "rapport-vcard.h"

#define RULE "rapport-drop-rule"

const char *
rapport_drops_on_board (GFile *file)
{
  return rapport_calendar_is_named (file) ? "win.take-calendar" : "win.import-clients-file";
}

const char *
rapport_drops_on_client (GFile *file)
{
  if (rapport_calendar_is_named (file))
    return "win.take-calendar";
  return rapport_vcards_is_named (file) ? "win.import-contacts-file" : "win.import-file";
}

/* What figures are imported from; other files are kept. */
static gboolean
is_table (GFile *file)
{
  static const char *const endings[] = { ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".ods", NULL };
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_ascii_strdown (base, -1) : g_strdup ("");

  for (gsize i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;
  return FALSE;
}

const char *
rapport_drops_on_overview (GFile *file)
{
  if (rapport_calendar_is_named (file) || rapport_vcards_is_named (file) || is_table (file))
    return rapport_drops_on_client (file);
  return "win.keep-file";
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkWidget *widget)
{
  RapportDropRule rule = g_object_get_data (G_OBJECT (target), RULE);
  GFile *file = g_value_get_object (value);
  g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

  return uri != NULL && gtk_widget_activate_action (widget, rule (file), "s", uri);
}

void
rapport_drops_take (GtkWidget *widget, RapportDropRule rule)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_object_set_data (G_OBJECT (target), RULE, rule);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), widget);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
