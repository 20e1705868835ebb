/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing a client in its row of the table. */
#include "rapport-board-page-private.h"

#include "rapport-archive.h"
#include "rapport-day-picker.h"
#include "rapport-format.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* What a popover that edits is about. */
typedef struct
{
  RapportBoardPage *page; /* outlives its popovers */
  RapportRecord *client;
  guint field;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_object_unref (edit->client);
  g_free (edit);
}

/* Takes @transaction. */
static void
commit (RapportBoardPage *self, RapportTransaction *transaction)
{
  g_autoptr (RapportTransaction) owned = transaction;
  g_autoptr (GError) error = NULL;

  if (rapport_transaction_is_empty (owned))
    return;
  if (rapport_transaction_commit (owned, &error))
    rapport_toast_show_undo (GTK_WIDGET (self), _ ("Changed"));
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static RapportTransaction *
begin (RapportBoardPage *self)
{
  return rapport_transaction_begin (self->library, _ ("Edit the client"));
}

/* Popovers. */

static void
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  g_object_unref (popover);
}

/* When what closed it has been done with. */
static void
closed_cb (GtkPopover *popover)
{
  g_signal_handlers_disconnect_by_func (popover, closed_cb, NULL);
  g_idle_add_once (unparent_cb, g_object_ref (popover));
}

static Edit *
popup (RapportBoardPage *self, GtkWidget *popover, RapportTableCell *cell)
{
  Edit *edit = g_new0 (Edit, 1);
  graphene_rect_t bounds;
  GdkRectangle place = { 0, 0, 1, 1 };

  edit->page = self;
  edit->client = g_object_ref (RAPPORT_RECORD (rapport_table_cell_get_client (cell)));
  edit->field = rapport_board_field_get_info (rapport_table_cell_get_field (cell))->field;
  g_object_set_data_full (G_OBJECT (popover), "rapport-edit", edit, edit_free);
  if (gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self), &bounds))
    place = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                             (int) bounds.size.height };
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  return edit;
}

static Edit *
get_edit (gpointer child)
{
  GtkWidget *popover = gtk_widget_get_ancestor (child, GTK_TYPE_POPOVER);

  return g_object_get_data (G_OBJECT (popover), "rapport-edit");
}

static void
popdown (gpointer child)
{
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (child, GTK_TYPE_POPOVER)));
}

/* A text, of several lines if it has them; saved as it is typed. */

static void
edit_text (RapportBoardPage *self, RapportTableCell *cell)
{
  const RapportBoardFieldInfo *info =
    rapport_board_field_get_info (rapport_table_cell_get_field (cell));
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = rapport_text_row_new (g_dgettext (GETTEXT_PACKAGE, info->title));

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_set_size_request (list, 288, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  rapport_text_row_bind (RAPPORT_TEXT_ROW (row), self->library, info->field, _ ("Edit the client"));
  popup (self, popover, cell);
  rapport_text_row_set_record (RAPPORT_TEXT_ROW (row),
                               RAPPORT_RECORD (rapport_table_cell_get_client (cell)));
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

/* A day. */

static void
picked_cb (GtkWidget *picker, int day, RapportBoardPage *self)
{
  Edit *edit = get_edit (picker);
  RapportTransaction *transaction = begin (self);

  rapport_transaction_set_day (transaction, edit->client, edit->field, day);
  commit (self, transaction);
  popdown (picker);
}

static void
edit_day (RapportBoardPage *self, RapportTableCell *cell)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *picker = rapport_day_picker_new ();
  Edit *edit;

  gtk_popover_set_child (GTK_POPOVER (popover), picker);
  edit = popup (self, popover, cell);
  g_signal_connect (picker, "picked", G_CALLBACK (picked_cb), self);
  rapport_day_picker_begin (RAPPORT_DAY_PICKER (picker),
                            rapport_record_get_day (edit->client, edit->field),
                            rapport_format_today (self->library));
}

/* A member. */

static void
member_clicked_cb (GtkWidget *button, RapportBoardPage *self)
{
  Edit *edit = get_edit (button);
  RapportTransaction *transaction = begin (self);

  rapport_transaction_set_text (transaction, edit->client, edit->field,
                                g_object_get_data (G_OBJECT (button), "member"));
  commit (self, transaction);
  popdown (button);
}

static GtkWidget *
add_member (RapportBoardPage *self, GtkWidget *box, const char *name, const char *id)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "member", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (member_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
edit_member (RapportBoardPage *self, RapportTableCell *cell)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (GPtrArray) members = NULL;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *now;
  GtkWidget *first;

  rapport_query_where (query, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                       g_variant_new_boolean (TRUE));
  rapport_query_order_by (query, RAPPORT_MEMBER_NAME, FALSE);
  members = rapport_library_find (self->library, query, NULL);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  popup (self, popover, cell);
  now = rapport_record_get_text (RAPPORT_RECORD (rapport_table_cell_get_client (cell)),
                                 RAPPORT_CLIENT_OWNER);
  first = add_member (self, box, _ ("No account manager"), "");
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const char *id = rapport_record_get_id (members->pdata[i]);
      GtkWidget *button = add_member (self, box, rapport_record_get_title (members->pdata[i]), id);

      if (g_str_equal (id, now))
        {
          gtk_widget_add_css_class (button, "chosen-mark");
          first = button;
        }
    }
  gtk_widget_grab_focus (first);
}

static void
toggle (RapportBoardPage *self, RapportTableCell *cell)
{
  RapportRecord *client = RAPPORT_RECORD (rapport_table_cell_get_client (cell));
  const guint field = rapport_board_field_get_info (rapport_table_cell_get_field (cell))->field;
  RapportTransaction *transaction = begin (self);

  rapport_transaction_set_boolean (transaction, client, field,
                                   !rapport_record_get_boolean (client, field));
  commit (self, transaction);
}

static gboolean
can_edit (RapportBoardPage *self, RapportClient *client)
{
  return !rapport_library_is_read_only (self->library) && !rapport_client_is_archived (client);
}

void
rapport_board_page_edit_cell (RapportBoardPage *self, RapportTableCell *cell)
{
  const RapportBoardField field = rapport_table_cell_get_field (cell);
  const RapportBoardKind kind = rapport_board_field_get_info (field)->kind;
  RapportClient *client = rapport_table_cell_get_client (cell);
  const gboolean of_status = kind == RAPPORT_BOARD_KIND_STATUS ||
                             field == RAPPORT_BOARD_STATUS_DAY || field == RAPPORT_BOARD_REASON;

  if (kind == RAPPORT_BOARD_KIND_MARK || kind == RAPPORT_BOARD_KIND_WEEKS ||
      kind == RAPPORT_BOARD_KIND_WORDS)
    rapport_board_page_popup_mark (self, client, GTK_WIDGET (cell), FALSE);
  else if (of_status)
    rapport_board_page_popup_status (self, client, GTK_WIDGET (cell));
  else if (!can_edit (self, client))
    rapport_toast_show (GTK_WIDGET (self), _ ("This client can only be read"));
  else if (kind == RAPPORT_BOARD_KIND_TEXT)
    edit_text (self, cell);
  else if (kind == RAPPORT_BOARD_KIND_DAY)
    edit_day (self, cell);
  else if (kind == RAPPORT_BOARD_KIND_MEMBER)
    edit_member (self, cell);
  else
    toggle (self, cell);
}
