/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-remarks-group.h"

#include "rapport-format.h"
#include "rapport-onlooker.h"
#include "rapport-publish.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-transaction.h"
#include "rapport-value-menu.h"
#include "rapport-voters.h"

#include <glib/gi18n-lib.h>

/* As many of the newest are shown unasked; more than this many never are. */
#define FEW_ROWS  20
#define MOST_ROWS 500

struct _RapportRemarksGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  RapportPlacement *card;
  GHashTable *drafts; /* id of a card → what was typed */
  GtkWidget *list;
  GtkWidget *text;
  GtkWidget *said_by;
  GtkWidget *add;
  GPtrArray *rows; /* not owned */
  gboolean public_only;
  gboolean wants_all;
};

G_DEFINE_FINAL_TYPE (RapportRemarksGroup, rapport_remarks_group, ADW_TYPE_PREFERENCES_GROUP)

/* Rows. */

static void
delete_cb (RapportRemarksGroup *self, GtkWidget *button)
{
  RapportRecord *remark = g_object_get_data (G_OBJECT (button), "remark");
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Delete Remark"));
  g_autoptr (GError) error = NULL;

  rapport_transaction_trash (transaction, remark);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
  else
    rapport_toast_show_undo (GTK_WIDGET (self), _ ("Remark deleted"));
}

/* (transfer full): "Anna Petrova · 12 November" */
static char *
describe (RapportRemarksGroup *self, RapportRecord *remark)
{
  const char *who = rapport_record_get_text (remark, RAPPORT_REMARK_SAID_BY);
  g_autofree char *day = rapport_format_day (rapport_record_get_day (remark, RAPPORT_REMARK_DAY),
                                             rapport_format_today (self->library));

  if (*who == '\0' || *day == '\0')
    return g_strdup (*who != '\0' ? who : day);
  return g_strdup_printf ("%s · %s", who, day);
}

static GtkWidget *
make_row (RapportRemarksGroup *self, RapportRecord *remark)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *subtitle = describe (self, remark);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 rapport_record_get_text (remark, RAPPORT_REMARK_TEXT));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  g_object_set_data_full (G_OBJECT (button), "remark", g_object_ref (remark), g_object_unref);
  gtk_widget_set_tooltip_text (button, _ ("Delete Remark"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, !rapport_library_is_read_only (self->library));
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static gboolean
may_show (RapportRemarksGroup *self, RapportRecord *remark)
{
  g_autoptr (RapportPublicRecord) copy = NULL;

  if (!self->public_only)
    return TRUE;
  copy = rapport_publish (remark, rapport_record_get_client_id (remark));
  return copy != NULL;
}

static void refresh (RapportRemarksGroup *self);

static void
show_all_cb (RapportRemarksGroup *self)
{
  self->wants_all = TRUE;
  refresh (self);
  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[0]);
}

static void
add_row (RapportRemarksGroup *self, GtkWidget *row)
{
  gtk_list_box_insert (GTK_LIST_BOX (self->list), row, (int) self->rows->len);
  g_ptr_array_add (self->rows, row);
}

static void
add_way_to_earlier (RapportRemarksGroup *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Show Earlier Remarks"));
  g_signal_connect_swapped (row, "activated", G_CALLBACK (show_all_cb), self);
  add_row (self, row);
}

/* (transfer full) (element-type RapportRecord): the newest first; one more than is shown of those
 * that may be very many. */
static GPtrArray *
find_remarks (RapportRemarksGroup *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_REMARK);
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_object_unref);

  rapport_query_where_text (query, RAPPORT_REMARK_PLACEMENT,
                            rapport_record_get_id (RAPPORT_RECORD (self->card)));
  rapport_query_order_by (query, RAPPORT_RECORD_CREATED, TRUE);
  rapport_query_set_limit (query, self->wants_all ? MOST_ROWS : FEW_ROWS + 1);
  rapport_onlooker_narrow (self->library, query);
  found = rapport_library_find (self->library, query, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (may_show (self, found->pdata[i]))
      g_ptr_array_add (remarks, g_object_ref (found->pdata[i]));
  return remarks;
}

static void
refresh (RapportRemarksGroup *self)
{
  g_autoptr (GPtrArray) remarks = NULL;
  guint n;

  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (self->card == NULL)
    return;
  remarks = find_remarks (self);
  n = self->wants_all ? remarks->len : MIN (remarks->len, FEW_ROWS);
  if (n < remarks->len)
    add_way_to_earlier (self);
  while (n > 0)
    add_row (self, make_row (self, remarks->pdata[--n]));
}

static void
committed_cb (RapportRemarksGroup *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_remark_info)
      {
        refresh (self);
        return;
      }
}

/* A new one. */

static char *
get_draft (RapportRemarksGroup *self)
{
  g_autofree char *text = rapport_text_row_get_text (RAPPORT_TEXT_ROW (self->text));

  return g_strdup (g_strstrip (text));
}

static void
edited_cb (RapportRemarksGroup *self)
{
  g_autofree char *text = get_draft (self);

  gtk_widget_set_sensitive (self->add, *text != '\0');
}

static GStrv
offer (AdwEntryRow *row, gpointer user_data)
{
  RapportRemarksGroup *self = user_data;

  if (self->card == NULL)
    return NULL;
  return rapport_voters_offer (self->library,
                               rapport_record_get_client_id (RAPPORT_RECORD (self->card)));
}

static void
add_cb (RapportRemarksGroup *self)
{
  g_autofree char *text = get_draft (self);
  g_autofree char *who =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->said_by))));
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;
  RapportRecord *remark;

  if (*text == '\0' || self->card == NULL)
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Add Remark"));
  remark = rapport_transaction_create (transaction, RAPPORT_TYPE_REMARK);
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_CLIENT,
                                rapport_record_get_client_id (RAPPORT_RECORD (self->card)));
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_PLACEMENT,
                                rapport_record_get_id (RAPPORT_RECORD (self->card)));
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_TEXT, text);
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_SAID_BY, who);
  rapport_transaction_set_day (transaction, remark, RAPPORT_REMARK_DAY,
                               rapport_format_today (self->library));
  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  rapport_text_row_set_text (RAPPORT_TEXT_ROW (self->text), "");
}

/* The object. */

static void
rapport_remarks_group_dispose (GObject *object)
{
  RapportRemarksGroup *self = RAPPORT_REMARKS_GROUP (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->card);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_remarks_group_parent_class)->dispose (object);
}

static void
rapport_remarks_group_finalize (GObject *object)
{
  RapportRemarksGroup *self = RAPPORT_REMARKS_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->drafts);
  G_OBJECT_CLASS (rapport_remarks_group_parent_class)->finalize (object);
}

static void
rapport_remarks_group_class_init (RapportRemarksGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_remarks_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_remarks_group_finalize;
}

static void
add_form (RapportRemarksGroup *self)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);

  self->text = rapport_text_row_new (_ ("New remark"));
  rapport_text_row_set_placeholder (RAPPORT_TEXT_ROW (self->text), _ ("What was said"));
  g_signal_connect_swapped (self->text, "edited", G_CALLBACK (edited_cb), self);
  gtk_list_box_append (list, self->text);
  self->said_by = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->said_by), _ ("Said by"));
  g_signal_connect_swapped (self->said_by, "entry-activated", G_CALLBACK (add_cb), self);
  rapport_value_menu_add (ADW_ENTRY_ROW (self->said_by), offer, self);
  gtk_list_box_append (list, self->said_by);
  self->add = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add), _ ("Add Remark"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->add), "list-add-symbolic");
  gtk_widget_set_sensitive (self->add, FALSE);
  g_signal_connect_swapped (self->add, "activated", G_CALLBACK (add_cb), self);
  gtk_list_box_append (list, self->add);
}

static void
rapport_remarks_group_init (RapportRemarksGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Remarks"));
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->list);
  add_form (self);
}

GtkWidget *
rapport_remarks_group_new (RapportLibrary *library)
{
  RapportRemarksGroup *self = g_object_new (RAPPORT_TYPE_REMARKS_GROUP, NULL);
  const gboolean writable = !rapport_library_is_read_only (library);

  self->library = g_object_ref (library);
  gtk_widget_set_visible (self->text, writable);
  gtk_widget_set_visible (self->said_by, writable);
  gtk_widget_set_visible (self->add, writable);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
rapport_remarks_group_set_card (RapportRemarksGroup *self, RapportPlacement *card)
{
  const char *draft;

  if (self->card != NULL)
    {
      const char *id = rapport_record_get_id (RAPPORT_RECORD (self->card));

      g_hash_table_insert (self->drafts, g_strdup (id),
                           rapport_text_row_get_text (RAPPORT_TEXT_ROW (self->text)));
    }
  self->wants_all = self->wants_all && self->card == card;
  g_set_object (&self->card, card);
  draft = card != NULL
            ? g_hash_table_lookup (self->drafts, rapport_record_get_id (RAPPORT_RECORD (card)))
            : NULL;
  rapport_text_row_set_text (RAPPORT_TEXT_ROW (self->text), draft != NULL ? draft : "");
  refresh (self);
}

void
rapport_remarks_group_set_public_only (RapportRemarksGroup *self, gboolean public_only)
{
  if (self->public_only == public_only)
    return;
  self->public_only = public_only;
  refresh (self);
}
