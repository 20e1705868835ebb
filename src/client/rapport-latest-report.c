/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-format.h"
#include "rapport-records-group.h"

#include <glib/gi18n-lib.h>

static RapportQuery *
make_query (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_REPORT);

  rapport_query_where_text (query, RAPPORT_REPORT_CLIENT, client_id);
  rapport_query_order_by (query, RAPPORT_REPORT_PERIOD, TRUE);
  return rapport_query_set_limit (query, 1);
}

#define ROW_STATE "rapport-state"

static void
build (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  GtkWidget *state = gtk_label_new (NULL);

  gtk_widget_add_css_class (state, "chip");
  gtk_widget_set_valign (state, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, state);
  g_object_set_data (G_OBJECT (row), ROW_STATE, state);
}

static void
fill (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  const RapportField *field = &rapport_report_info.fields[RAPPORT_REPORT_STATE];
  GtkLabel *state = g_object_get_data (G_OBJECT (row), ROW_STATE);
  g_autofree char *period = rapport_format_report (library, RAPPORT_REPORT (record));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), period);
  adw_action_row_set_subtitle (row, rapport_record_get_text (record, RAPPORT_REPORT_HEADLINE));
  gtk_label_set_text (state, rapport_field_get_word_label (
                               field, rapport_record_get_text (record, RAPPORT_REPORT_STATE)));
}

const RapportRecordsKind rapport_latest_report_kind = {
  .title = N_ ("Latest Report"),
  .empty = N_ ("No report has been started."),
  .query = make_query,
  .build = build,
  .fill = fill,
  .action = "win.show-view",
  .target = "reports",
};
