/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of an agenda: its rows, their order and their times. */
#include "rapport-agenda-view-private.h"

#include "rapport-onlooker.h"
#include "rapport-schedules.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define DAY_MINUTES (24 * 60)

static guint
count_items (RapportAgendaView *self)
{
  return self->items != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;
}

static int
get_planned (RapportAgendaItem *item)
{
  return (int) rapport_record_get_integer (RAPPORT_RECORD (item), RAPPORT_AGENDA_ITEM_PLANNED);
}

/* The row of a place among those that are to be seen, or %NULL. */
static RapportAgendaRow *
get_row_at (RapportAgendaView *self, int index)
{
  return index >= 0 ? RAPPORT_AGENDA_ROW (gtk_list_box_get_row_at_index (self->list, index)) : NULL;
}

static RapportAgendaItem *
get_item_at (RapportAgendaView *self, int index)
{
  RapportAgendaRow *row = get_row_at (self, index);

  return row != NULL ? rapport_agenda_row_get_item (row) : NULL;
}

static guint
count_rows (RapportAgendaView *self)
{
  guint n = 0;

  while (get_row_at (self, (int) n) != NULL)
    n++;
  return n;
}

/* Moving. */

/* Puts @row in front of the one that stands at @index now. */
static void
put_before (RapportAgendaView *self, RapportAgendaRow *row, int index)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Move Agenda Item"));
  g_autoptr (GError) error = NULL;

  rapport_agenda_move (transaction, rapport_agenda_row_get_item (row),
                       get_item_at (self, index - 1), get_item_at (self, index));
  if (!rapport_transaction_commit (transaction, &error))
    g_warning ("moving an item of an agenda: %s", error->message);
}

void
rapport_agenda_view_moved_cb (GtkListBoxRow *row, int from, int to, gpointer user_data)
{
  RapportAgendaView *self = user_data;

  if (rapport_library_is_read_only (self->library))
    return;
  put_before (self, RAPPORT_AGENDA_ROW (row), to > from ? to + 1 : to);
  /* What has been moved is what is worked on: keys that follow mean it. */
  if ((gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Deleting. */

static void
removed_cb (RapportAgendaRow *row, RapportAgendaView *self)
{
  RapportTransaction *transaction =
    rapport_transaction_begin (self->library, _ ("Delete Agenda Item"));
  const int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  RapportAgendaRow *next = get_row_at (self, index + 1);
  g_autoptr (GError) error = NULL;

  if (next == NULL)
    next = get_row_at (self, index - 1);
  /* The keyboard stays in the list. */
  gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next) : GTK_WIDGET (self->quick_add));
  rapport_transaction_trash (transaction, RAPPORT_RECORD (rapport_agenda_row_get_item (row)));
  if (rapport_transaction_commit (transaction, &error))
    rapport_toast_show_undo_of (
      GTK_WIDGET (self), _ ("Agenda item deleted"), self->library,
      rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_CLIENT));
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
  rapport_transaction_free (transaction);
}

/* Arranging. */

static void
item_changed_cb (RapportAgendaView *self)
{
  rapport_agenda_view_arrange_later (self);
}

static GtkWidget *
ensure_row (RapportAgendaView *self, RapportAgendaItem *item)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (item));
  GtkWidget *row = g_hash_table_lookup (self->rows, id);

  if (row != NULL)
    return row;
  row = g_object_ref_sink (rapport_agenda_row_new (self->library, item));
  g_signal_connect (row, "removed", G_CALLBACK (removed_cb), self);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, g_strdup (id), row);
  return row;
}

/* What is not there any more needs no row. */
static void
forget_rows (RapportAgendaView *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (gtk_widget_get_parent (row) == NULL)
      g_hash_table_iter_remove (&iter);
}

static gboolean
is_shown (RapportAgendaView *self, RapportAgendaItem *item)
{
  return !rapport_onlooker_is_there (self->library) ||
         rapport_agenda_item_is_public (self->library, item);
}

static gboolean
has_keyboard (GtkWidget *row)
{
  GtkRoot *root = gtk_widget_get_root (row);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

/* Puts @row to the place @index, in front of which all is right. What has the keyboard would lose
 * it if it were taken out: then the others go out of its way, and come back behind it. */
static void
put_row (RapportAgendaView *self, GtkWidget *row, int index)
{
  const gboolean is_there = gtk_widget_get_parent (row) != NULL;
  const gboolean stays = is_there && has_keyboard (row);

  while (stays && get_row_at (self, index) != RAPPORT_AGENDA_ROW (row))
    gtk_list_box_remove (self->list, GTK_WIDGET (get_row_at (self, index)));
  if (get_row_at (self, index) == RAPPORT_AGENDA_ROW (row))
    return;
  if (is_there)
    gtk_list_box_remove (self->list, row);
  gtk_list_box_insert (self->list, row, index);
}

static guint
put_rows (RapportAgendaView *self)
{
  guint n = 0;

  for (guint i = 0; i < count_items (self); i++)
    {
      g_autoptr (RapportAgendaItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      GtkWidget *row;

      if (!is_shown (self, item))
        continue;
      row = ensure_row (self, item);
      rapport_agenda_row_set_narrow (RAPPORT_AGENDA_ROW (row), self->narrow);
      put_row (self, row, (int) n++);
    }
  return n;
}

void
rapport_agenda_view_arrange (RapportAgendaView *self)
{
  const guint n = put_rows (self);
  RapportAgendaRow *rest;

  g_clear_handle_id (&self->arranging, g_source_remove);
  while ((rest = get_row_at (self, (int) n)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (rest));
  forget_rows (self);
  rapport_agenda_view_count (self);
}

static void
arrange_cb (gpointer user_data)
{
  RapportAgendaView *self = user_data;

  self->arranging = 0;
  rapport_agenda_view_arrange (self);
}

void
rapport_agenda_view_arrange_later (RapportAgendaView *self)
{
  if (self->arranging == 0)
    self->arranging = g_idle_add_once (arrange_cb, self);
}

/* Counting. */

/* The minute of the day at which the meeting begins by the clock of this computer, or -1. */
static int
get_start (RapportAgendaView *self)
{
  const char *start =
    rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_START);
  RapportDay day;
  int minute;

  if (*start == '\0')
    return -1;
  rapport_local_time_from_instant (rapport_local_time_get_instant (start), NULL, &day, &minute);
  return minute;
}

static char *
format_clock (int minute)
{
  return minute < 0 ? g_strdup ("")
                    : g_strdup_printf ("%02d:%02d", minute % DAY_MINUTES / 60, minute % 60);
}

static void
show_sum (RapportAgendaView *self, int planned)
{
  const int length =
    (int) rapport_record_get_integer (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_LENGTH);
  const int more = planned - length;
  /* Translators: minutes planned for the items of an agenda, and the length of the meeting */
  g_autofree char *sum = g_strdup_printf (_ ("%d of %d min planned"), planned, length);
  g_autofree char *over = g_strdup_printf (_ ("%d min over"), more);

  gtk_label_set_label (self->sum, sum);
  gtk_label_set_label (self->over, over);
  gtk_widget_set_visible (self->over_box, more > 0 && length > 0);
}

void
rapport_agenda_view_count (RapportAgendaView *self)
{
  const guint n = count_rows (self);
  const gboolean in_call = rapport_onlooker_is_there (self->library);
  const int start = self->meeting != NULL ? get_start (self) : -1;
  int planned = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *clock = format_clock (start < 0 ? -1 : start + planned);

      rapport_agenda_row_set_place (get_row_at (self, (int) i), i + 1, clock);
      planned += get_planned (get_item_at (self, (int) i));
    }
  if (self->meeting != NULL)
    show_sum (self, planned);
  gtk_widget_set_visible (GTK_WIDGET (self->sum), n > 0);
  gtk_stack_set_visible_child_name (self->states, n > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->buttons, !in_call);
  gtk_widget_set_visible (self->build, n > 0);
  gtk_widget_set_visible (self->send, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agenda.save-template",
                                 n > 0 && !rapport_library_is_read_only (self->library));
  gtk_widget_set_visible (self->empty_build, !in_call);
  /* One of the agency's own goes to nobody. */
  rapport_agenda_view_update_sending (
    self,
    n > 0 && !in_call &&
      *rapport_record_get_text (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_CLIENT) != '\0');
}
