/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-section-list.h"

#include "rapport-record-list.h"
#include "rapport-report-builder.h"
#include "rapport-row-order.h"
#include "rapport-section-row.h"

#include <glib/gi18n-lib.h>

struct _RapportSectionList
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportRecordList *sections;
  GtkListBox *box;
  GHashTable *rows; /* id to RapportSectionRow, so that rows outlive a move */
  guint arranging;
};

G_DEFINE_FINAL_TYPE (RapportSectionList, rapport_section_list, ADW_TYPE_BIN)

static guint
count (RapportSectionList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->sections));
}

static const char *
get_order (RapportSectionList *self, int position)
{
  g_autoptr (RapportRecord) section = NULL;

  if (position < 0 || position >= (int) count (self))
    return NULL;
  section = g_list_model_get_item (G_LIST_MODEL (self->sections), (guint) position);
  return rapport_record_get_text (section, RAPPORT_SECTION_ORDER);
}

/* Puts @section in front of the one that stands at @position now. */
static void
put_before (RapportSectionList *self, RapportSection *section, int position)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Move a Section"));
  g_autofree char *order =
    rapport_order_key_between (get_order (self, position - 1), get_order (self, position));
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_text (transaction, RAPPORT_RECORD (section), RAPPORT_SECTION_ORDER,
                                order);
  if (!rapport_transaction_commit (transaction, &error))
    g_warning ("moving a section: %s", error->message);
}

static void
moved_cb (GtkListBoxRow *row, int from, int to, gpointer user_data)
{
  RapportSectionList *self = user_data;
  RapportSection *section = rapport_section_row_get_section (RAPPORT_SECTION_ROW (row));
  guint found;

  /* Unless the rows are about to be arranged otherwise. */
  if (!rapport_record_list_find (self->sections, rapport_record_get_id (RAPPORT_RECORD (section)),
                                 &found) ||
      (int) found != from)
    return;
  put_before (self, section, to > from ? to + 1 : to);
  /* What has been moved is what is worked on: keys that follow mean it. */
  if ((gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static GtkWidget *
get_row (RapportSectionList *self, RapportSection *section)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (section));
  GtkWidget *row = g_hash_table_lookup (self->rows, id);

  if (row != NULL)
    return row;
  row = g_object_ref_sink (rapport_section_row_new (self->library, section));
  g_hash_table_insert (self->rows, g_strdup (id), row);
  return row;
}

/* Brings the rows into the order of the model. A row that has the keyboard
 * keeps it. */
static void
arrange (RapportSectionList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const guint n = count (self);
  GtkListBoxRow *rest;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportSection) section = g_list_model_get_item (G_LIST_MODEL (self->sections), i);
      GtkWidget *row = get_row (self, section);

      if (gtk_list_box_get_row_at_index (self->box, (int) i) != GTK_LIST_BOX_ROW (row))
        {
          if (gtk_widget_get_parent (row) != NULL)
            gtk_list_box_remove (self->box, row);
          gtk_list_box_insert (self->box, row, (int) i);
        }
      rapport_section_row_set_place (RAPPORT_SECTION_ROW (row), i == 0, i + 1 == n);
    }
  while ((rest = gtk_list_box_get_row_at_index (self->box, (int) n)) != NULL)
    gtk_list_box_remove (self->box, GTK_WIDGET (rest));
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (focus);
}

static void
arrange_cb (gpointer user_data)
{
  RapportSectionList *self = user_data;

  self->arranging = 0;
  arrange (self);
}

/* Later: a row that moves is reported as gone and come. */
static void
items_changed_cb (RapportSectionList *self)
{
  if (self->arranging == 0)
    self->arranging = g_idle_add_once (arrange_cb, self);
}

static void
rapport_section_list_dispose (GObject *object)
{
  RapportSectionList *self = RAPPORT_SECTION_LIST (object);

  g_clear_handle_id (&self->arranging, g_source_remove);
  if (self->sections != NULL)
    g_signal_handlers_disconnect_by_data (self->sections, self);
  g_clear_object (&self->sections);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_section_list_parent_class)->dispose (object);
}

static void
rapport_section_list_class_init (RapportSectionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_section_list_dispose;
}

static void
rapport_section_list_init (RapportSectionList *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->box, GTK_SELECTION_NONE);
  rapport_row_order_watch (self->box, moved_cb, self);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sections of the report"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
rapport_section_list_new (RapportLibrary *library, RapportReport *report)
{
  RapportSectionList *self = g_object_new (RAPPORT_TYPE_SECTION_LIST, NULL);
  g_autoptr (RapportQuery) query = rapport_report_sections_query (report);

  self->library = g_object_ref (library);
  self->sections = rapport_record_list_new (library, query);
  g_signal_connect_swapped (self->sections, "items-changed", G_CALLBACK (items_changed_cb), self);
  arrange (self);
  return GTK_WIDGET (self);
}
