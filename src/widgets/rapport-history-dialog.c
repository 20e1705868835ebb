/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-history-dialog.h"

#include "rapport-format.h"
#include "rapport-people.h"
#include "rapport-plain.h"
#include "rapport-records.h"

#include <glib/gi18n-lib.h>

/* More than that is looked for by search, not by scrolling. */
#define MOST_SETS 200

/* So much of a text tells which one it was. */
#define TEXT_LENGTH 80

/* Values. */

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (line, -1) <= TEXT_LENGTH)
    return g_steal_pointer (&line);
  cut = g_utf8_substring (line, 0, TEXT_LENGTH - 1);
  return g_strconcat (cut, "…", NULL);
}

static char *
name_record (RapportLibrary *library, const RapportField *field, const char *id)
{
  const RapportRecordInfo *info =
    field->target != NULL ? rapport_record_info_lookup (field->target) : NULL;
  g_autoptr (RapportRecord) record =
    info != NULL ? rapport_library_get (library, info->get_type (), id) : NULL;

  return g_strdup (record != NULL ? rapport_record_get_title (record) : _ ("something deleted"));
}

static char *
describe_money (GVariant *value)
{
  gint64 minor, unit = RAPPORT_MILLION;
  const char *currency;

  g_variant_get (value, "(x&s)", &minor, &currency);
  for (int i = rapport_locale_currency_digits (currency); i > 0; i--)
    unit /= 10;
  return rapport_locale_money (rapport_format_locale (), minor * unit, currency);
}

/* The year is not known of every birthday. */
static char *
describe_day (RapportDay day)
{
  return rapport_birthday_has_year (day)
           ? rapport_locale_date (rapport_format_locale (), day)
           : rapport_locale_day_and_month (rapport_format_locale (), day);
}

/* What has no words of its own is shown as it is stored. */
static char *
describe_other (const RapportField *field, GVariant *value)
{
  g_autofree char *text = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return shorten (g_variant_get_string (value, NULL));
  if (field->flags & RAPPORT_FIELD_SHARE)
    return rapport_locale_percent (rapport_format_locale (), g_variant_get_int64 (value), 0, 2);
  if (field->kind == RAPPORT_KIND_DECIMAL)
    return rapport_locale_decimal (rapport_format_locale (), g_variant_get_int64 (value), 0, 6);
  text = rapport_kind_to_text (field->kind, value);
  return shorten (text);
}

char *
rapport_history_describe_value (RapportLibrary *library, const RapportField *field, GVariant *value)
{
  if (value == NULL)
    return g_strdup ("—");
  switch (field->kind)
    {
    case RAPPORT_KIND_ENUM:
      return g_strdup (rapport_field_get_word_label (field, g_variant_get_string (value, NULL)));
    case RAPPORT_KIND_DAY:
      return describe_day (g_variant_get_int32 (value));
    case RAPPORT_KIND_REFERENCE:
      return name_record (library, field, g_variant_get_string (value, NULL));
    case RAPPORT_KIND_BOOLEAN:
      return g_strdup (g_variant_get_boolean (value) ? C_ ("value", "yes") : C_ ("value", "no"));
    case RAPPORT_KIND_BLOB:
      return g_strdup (_ ("a file"));
    case RAPPORT_KIND_MONEY:
      return describe_money (value);
    case RAPPORT_KIND_TEXT:
    case RAPPORT_KIND_MARKDOWN:
    case RAPPORT_KIND_INTEGER:
    case RAPPORT_KIND_DECIMAL:
    case RAPPORT_KIND_INSTANT:
    case RAPPORT_KIND_LOCAL_TIME:
    case RAPPORT_KIND_SET:
    case RAPPORT_KIND_POINT:
    case RAPPORT_KIND_RECTANGLE:
    case RAPPORT_KIND_COLOUR:
    case RAPPORT_KIND_CELLS:
    default:
      return describe_other (field, value);
    }
}

char *
rapport_history_describe (RapportLibrary *library,
                          const RapportField *field,
                          GVariant *before,
                          GVariant *after)
{
  g_autofree char *from = rapport_history_describe_value (library, field, before);
  g_autofree char *to = rapport_history_describe_value (library, field, after);
  const char *label = g_dgettext (GETTEXT_PACKAGE, field->label);

  /* Translators: a field, its old value and its new one */
  return g_strdup_printf (_ ("%s: %s → %s"), label, from, to);
}

/* Rows. */

/* What a reader of the history knows by another name, or has no use for. */
static gboolean
is_told (const RapportRecordInfo *info, guint field)
{
  return field >= RAPPORT_RECORD_N_FIELDS && info->fields[field].label != NULL &&
         !g_str_equal (info->fields[field].name, "order");
}

static char *
describe_fields (RapportLibrary *library, const RapportRecordChange *change)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < change->fields->len; i++)
    {
      const RapportFieldChange *field = &g_array_index (change->fields, RapportFieldChange, i);
      g_autofree char *line = NULL;

      if (!is_told (change->info, field->field))
        continue;
      line = rapport_history_describe (library, &change->info->fields[field->field], field->before,
                                       field->after);
      g_string_append_printf (text, "\n%s", line);
    }
  return g_string_free_and_steal (text);
}

static char *
make_title (const RapportChangeHead *head)
{
  if (head->kind == RAPPORT_CHANGE_UNDO)
    return g_strdup_printf (_ ("Undo: %s"), head->label);
  if (head->kind == RAPPORT_CHANGE_REDO)
    return g_strdup_printf (_ ("Redo: %s"), head->label);
  return g_strdup (head->label);
}

static GtkWidget *
make_row (RapportLibrary *library, RapportChangeSet *set, const char *record_id)
{
  const RapportChangeHead *head = rapport_change_set_get_head (set);
  const RapportRecordChange *change = rapport_change_set_find (set, record_id);
  g_autoptr (RapportRecord) author =
    rapport_library_get (library, RAPPORT_TYPE_MEMBER, head->author);
  g_autofree char *title = make_title (head);
  g_autofree char *moment = rapport_format_moment (head->instant);
  g_autofree char *fields = change != NULL && change->operation == RAPPORT_OPERATION_CHANGE
                              ? describe_fields (library, change)
                              : g_strdup ("");
  g_autofree char *subtitle =
    g_strdup_printf ("%s%s%s%s", author != NULL ? rapport_record_get_title (author) : "",
                     author != NULL ? " · " : "", moment, fields);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  return row;
}

/* What is kept with a record. */

static int
compare_sets_cb (gconstpointer a, gconstpointer b)
{
  const RapportChangeHead *first = rapport_change_set_get_head (*(RapportChangeSet *const *) a);
  const RapportChangeHead *second = rapport_change_set_get_head (*(RapportChangeSet *const *) b);

  if (first->instant == second->instant)
    return 0;
  return first->instant > second->instant ? -1 : 1;
}

/* Adds the sets of @more that are not among @sets. */
static void
add_sets (GPtrArray *sets, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    {
      const char *id = rapport_change_set_get_head (more->pdata[i])->id;
      gboolean is_there = FALSE;

      for (guint j = 0; j < sets->len && !is_there; j++)
        is_there = g_str_equal (rapport_change_set_get_head (sets->pdata[j])->id, id);
      if (!is_there)
        g_ptr_array_add (sets, rapport_change_set_ref (more->pdata[i]));
    }
}

/* (transfer full) (nullable): the files of a record, those in the trash too, without
 * their bytes. */
static GPtrArray *
find_files (RapportLibrary *library, const char *id)
{
  static const guint fields[] = { RAPPORT_ATTACHMENT_ABOUT };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_ATTACHMENT);

  rapport_query_where_text (query, RAPPORT_ATTACHMENT_ABOUT, id);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  return rapport_library_find_rows (library, rapport_query_include_trashed (query), NULL);
}

/* What became of its files belongs to the history of a record. */
static void
add_files (GPtrArray *sets, RapportLibrary *library, RapportRecord *record)
{
  g_autoptr (GPtrArray) files = find_files (library, rapport_record_get_id (record));

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const RapportRow *row = files->pdata[i];
      g_autoptr (GPtrArray) more =
        rapport_store_history (rapport_library_get_store (library),
                               rapport_record_get_client_id (record), row->id, MOST_SETS, NULL);

      if (more != NULL)
        add_sets (sets, more);
    }
  g_ptr_array_sort (sets, compare_sets_cb);
}

static GtkWidget *
make_list (RapportLibrary *library, GPtrArray *sets, const char *record_id)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < sets->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (library, sets->pdata[i], record_id));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

static GtkWidget *
make_empty (const char *description)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-open-recent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No History"));
  rapport_plain_set_page_description (ADW_STATUS_PAGE (page), description);
  return page;
}

AdwDialog *
rapport_history_dialog_new (RapportLibrary *library, RapportRecord *record)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  const char *id = rapport_record_get_id (record);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sets =
    rapport_store_history (rapport_library_get_store (library),
                           rapport_record_get_client_id (record), id, MOST_SETS, &error);
  GtkWidget *content;

  if (sets != NULL)
    add_files (sets, library, record);
  if (sets == NULL)
    content = make_empty (error->message);
  else if (sets->len == 0)
    content = make_empty (_ ("What was changed long ago is no longer told one by one."));
  else
    content = make_list (library, sets, id);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  adw_dialog_set_title (dialog, _ ("History"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 560);
  adw_dialog_set_child (dialog, view);
  return dialog;
}
