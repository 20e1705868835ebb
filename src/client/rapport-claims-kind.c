/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-claim-dialog.h"
#include "rapport-claims.h"
#include "rapport-format.h"
#include "rapport-records-group.h"

#include <glib/gi18n-lib.h>

/* Sorted by rapport_claim_compare(). */
static RapportQuery *
make_query (const char *client_id)
{
  RapportQuery *query = rapport_query_new (RAPPORT_TYPE_CLAIM);

  rapport_query_where_text (query, RAPPORT_CLAIM_CLIENT, client_id);
  return rapport_query_order_by (query, RAPPORT_CLAIM_DAY, TRUE);
}

static int
compare (gpointer a, gpointer b, RapportDay today)
{
  return rapport_claim_compare (a, b, today);
}

#define ROW_WHEN "rapport-when"

static void
build (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  GtkWidget *when = gtk_label_new (NULL);

  gtk_widget_set_valign (when, GTK_ALIGN_CENTER);
  adw_action_row_set_subtitle_lines (row, 3);
  adw_action_row_add_suffix (row, when);
  g_object_set_data (G_OBJECT (row), ROW_WHEN, when);
}

static void
append (GString *text, const char *part)
{
  if (*part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* (transfer full): "Answer overdue · Deadline, 3 of this kind · Olga Brandt". */
static char *
describe (RapportLibrary *library, RapportRecord *record, RapportDay today)
{
  const RapportField *field = &rapport_claim_info.fields[RAPPORT_CLAIM_TYPE];
  const char *type = rapport_record_get_text (record, RAPPORT_CLAIM_TYPE);
  guint n = rapport_claims_count_kind (library, rapport_record_get_client_id (record), type);
  /* Translators: a kind of claim, and how many of it the client has made */
  g_autofree char *repeats =
    g_strdup_printf (ngettext ("%s, %u of this kind", "%s, %u of this kind", n),
                     rapport_field_get_word_label (field, type), n);
  g_autoptr (RapportRecord) contact = rapport_library_get (
    library, RAPPORT_TYPE_CONTACT, rapport_record_get_text (record, RAPPORT_CLAIM_CONTACT));
  GString *text = g_string_new (NULL);

  if (rapport_claim_is_overdue (RAPPORT_CLAIM (record), today))
    append (text, _ ("Answer overdue"));
  append (text, n > 1 ? repeats : rapport_field_get_word_label (field, type));
  if (contact != NULL)
    append (text, rapport_record_get_title (contact));
  return g_string_free_and_steal (text);
}

/* The day to answer, as promises have theirs; then what has become of it. */
static void
fill_when (GtkWidget *label, RapportClaim *claim, RapportDay today)
{
  const RapportField *field = &rapport_claim_info.fields[RAPPORT_CLAIM_STATUS];
  const char *status = rapport_field_get_word_label (
    field, rapport_record_get_text (RAPPORT_RECORD (claim), RAPPORT_CLAIM_STATUS));
  gboolean waits =
    !rapport_claim_is_answered (claim) && rapport_claim_get_due (claim) != RAPPORT_DAY_NONE;
  gboolean overdue = rapport_claim_is_overdue (claim, today);
  g_autofree char *day = rapport_format_day (rapport_claim_get_due (claim), today);
  g_autofree char *capital = rapport_locale_capitalize (day);
  g_autofree char *tooltip = g_strdup_printf (_ ("To be answered by %s."), day);
  const char *classes[] = { waits ? "numeric" : "chip", overdue ? "error" : NULL, NULL };

  gtk_label_set_text (GTK_LABEL (label), waits ? capital : status);
  gtk_widget_set_css_classes (label, classes);
  gtk_widget_set_tooltip_text (label, waits ? tooltip : NULL);
}

static void
fill (AdwActionRow *row, RapportLibrary *library, RapportRecord *record)
{
  RapportDay today = rapport_format_today (library);
  g_autofree char *subtitle = describe (library, record, today);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rapport_record_get_title (record));
  adw_action_row_set_subtitle (row, subtitle);
  fill_when (g_object_get_data (G_OBJECT (row), ROW_WHEN), RAPPORT_CLAIM (record), today);
}

static AdwDialog *
make_dialog (RapportLibrary *library, const char *client_id, RapportRecord *record)
{
  return rapport_claim_dialog_new (library, client_id, (RapportClaim *) record);
}

const RapportRecordsKind rapport_claims_kind = {
  .title = N_ ("Claims"),
  .add = N_ ("Add Claim"),
  .empty = N_ ("Nobody has complained."),
  .query = make_query,
  .compare = compare,
  .most = 4,
  .is_quiet = TRUE,
  .is_private = TRUE,
  .build = build,
  .fill = fill,
  .dialog = make_dialog,
};
