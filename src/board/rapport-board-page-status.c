/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view of statuses: where clients stand in the base, and moving them there. */
#include "rapport-board-page-private.h"

#include "rapport-archive.h"
#include "rapport-client-card.h"
#include "rapport-id.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* Between a popover and the edge of the window. */
#define EDGE 6
/* What moves has moved by then. */
#define ASK_DELAY_MS 60

static gboolean
can_move (RapportBoardPage *self, RapportClient *client)
{
  return !rapport_library_is_read_only (self->library) && !rapport_client_is_archived (client);
}

/* Puts the client there, as a part of what was begun last: the move and what is
 * said of it afterwards are one step of undo. */
static gboolean
set_status (RapportBoardPage *self, RapportClient *client, const RapportStatusChange *change)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change the status"));
  g_autoptr (GError) error = NULL;

  rapport_transaction_set_client (transaction, rapport_record_get_id (RAPPORT_RECORD (client)));
  rapport_transaction_set_entry (transaction, self->move_entry);
  rapport_client_set_status (transaction, self->library, client, change);
  if (rapport_transaction_commit (transaction, &error))
    return TRUE;
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

static void
begin_entry (RapportBoardPage *self)
{
  g_free (self->move_entry);
  self->move_entry =
    rapport_id_new (rapport_clock_get_now (rapport_library_get_clock (self->library)));
}

/* The popovers. */

static gboolean
is_asking (RapportBoardPage *self)
{
  return self->status_question != NULL &&
         gtk_widget_get_mapped (GTK_WIDGET (self->status_question));
}

void
rapport_board_page_stop_asking_status (RapportBoardPage *self)
{
  if (is_asking (self))
    gtk_popover_popdown (GTK_POPOVER (self->status_question));
}

static RapportClient *
get_client (RapportBoardPage *self, RapportStatusPopover *popover)
{
  RapportRecord *client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT,
                                               rapport_status_popover_get_client_id (popover));

  return client != NULL ? RAPPORT_CLIENT (client) : NULL;
}

static void
told_cb (RapportBoardPage *self, RapportStatusPopover *popover)
{
  g_autoptr (RapportClient) client = get_client (self, popover);
  RapportStatusChange change;

  if (client == NULL || !can_move (self, client))
    return;
  if (popover == self->status_popover)
    begin_entry (self);
  rapport_status_popover_get_change (popover, &change);
  set_status (self, client, &change);
}

static void
moved_cb (RapportBoardPage *self, const char *status, RapportStatusPopover *popover)
{
  g_autoptr (RapportClient) client = get_client (self, popover);

  if (client != NULL)
    rapport_board_page_move (self, client, status);
}

static RapportStatusPopover *
make_popover (RapportBoardPage *self, gboolean autohide)
{
  RapportStatusPopover *popover = rapport_status_popover_new (self->library);

  gtk_popover_set_autohide (GTK_POPOVER (popover), autohide);
  gtk_widget_set_parent (GTK_WIDGET (popover), GTK_WIDGET (self));
  g_signal_connect_swapped (popover, "moved", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (popover, "told", G_CALLBACK (told_cb), self);
  return popover;
}

/* In a narrow window a card at its edge is pointed at from further inside. */
static void
keep_inside (RapportBoardPage *self, GtkWidget *popover, GdkRectangle *place)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int middle = place->x + place->width / 2;
  int request;
  int half;

  /* A popover that is not shown yet has no size itself. */
  gtk_widget_get_size_request (popover, &request, NULL);
  gtk_widget_measure (gtk_popover_get_child (GTK_POPOVER (popover)), GTK_ORIENTATION_HORIZONTAL, -1,
                      NULL, &half, NULL, NULL);
  half = MAX (request, half) / 2 + EDGE;
  if (width < 2 * half || (middle >= half && middle <= width - half))
    return;
  place->x = CLAMP (CLAMP (middle, half, width - half), place->x, place->x + place->width);
  place->width = 1;
}

static void
popup_at (RapportBoardPage *self,
          RapportStatusPopover *popover,
          RapportClient *client,
          GtkWidget *at)
{
  graphene_rect_t bounds;
  GdkRectangle place;

  if (!gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    return;
  rapport_status_popover_show (popover, client, can_move (self, client),
                               popover == self->status_popover);
  place = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                           (int) bounds.size.height };
  keep_inside (self, GTK_WIDGET (popover), &place);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
rapport_board_page_popup_status (RapportBoardPage *self, RapportClient *client, GtkWidget *at)
{
  rapport_board_page_stop_asking_status (self);
  if (self->status_popover == NULL)
    self->status_popover = make_popover (self, TRUE);
  popup_at (self, self->status_popover, client, at);
  rapport_status_popover_focus (self->status_popover);
}

static void
ask_cb (gpointer user_data)
{
  RapportBoardPage *self = user_data;
  GtkWidget *card = rapport_board_page_find_client (self, self->ask_for);
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, self->ask_for);

  self->ask_source = 0;
  if (card == NULL || client == NULL)
    return;
  if (self->status_question == NULL)
    self->status_question = make_popover (self, FALSE);
  popup_at (self, self->status_question, RAPPORT_CLIENT (client), card);
}

gboolean
rapport_board_page_answer_status (RapportBoardPage *self)
{
  if (!is_asking (self))
    return FALSE;
  rapport_status_popover_focus (self->status_question);
  return TRUE;
}

/* Moving. Why a client is with us again, nobody has to say. */

void
rapport_board_page_move (RapportBoardPage *self, RapportClient *client, const char *status)
{
  const RapportField *field = &rapport_client_info.fields[RAPPORT_CLIENT_STATUS];
  const RapportStatusChange change = { .status = status };
  g_autofree char *text = NULL;

  if (!can_move (self, client) ||
      rapport_record_has_word (RAPPORT_RECORD (client), RAPPORT_CLIENT_STATUS, status))
    return;
  rapport_board_page_stop_asking_status (self);
  begin_entry (self);
  if (!set_status (self, client, &change))
    return;
  text = g_strdup_printf (_ ("%s: %s"), rapport_record_get_title (RAPPORT_RECORD (client)),
                          rapport_field_get_word_label (field, status));
  rapport_toast_show_undo (GTK_WIDGET (self), text);
  if (!rapport_client_status_has_reason (status))
    return;
  g_set_str (&self->ask_for, rapport_record_get_id (RAPPORT_RECORD (client)));
  g_clear_handle_id (&self->ask_source, g_source_remove);
  self->ask_source = g_timeout_add_once (ASK_DELAY_MS, ask_cb, self);
}

/* Moves the card that has the keyboard into the next column, and goes on to the
 * one that was after it. */
gboolean
rapport_board_page_move_focused (RapportBoardPage *self, int step)
{
  RapportBoardLanes *lanes = &self->lanes[RAPPORT_BOARD_VIEW_STATUSES];
  const int from = rapport_board_lanes_get_focused (lanes);
  g_autoptr (RapportRecord) client = NULL;
  guint position;
  int to;

  if (from < 0)
    return FALSE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    step = -step;
  to = from + step;
  position = rapport_board_column_get_position (lanes->columns[from]);
  client = rapport_board_column_get_client (lanes->columns[from], position);
  if (client == NULL || to < 0 || to >= (int) lanes->n)
    return TRUE;
  rapport_board_page_move (self, RAPPORT_CLIENT (client), rapport_client_statuses[to].word);
  if (!rapport_board_column_focus (lanes->columns[from], position))
    rapport_board_column_focus (lanes->columns[to], 0);
  return TRUE;
}

static void
dropped_cb (RapportBoardPage *self, const char *client_id, RapportBoardColumn *column)
{
  RapportBoardLanes *lanes = &self->lanes[RAPPORT_BOARD_VIEW_STATUSES];
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id);

  for (guint i = 0; client != NULL && i < lanes->n; i++)
    if (lanes->columns[i] == column)
      {
        rapport_board_page_move (self, RAPPORT_CLIENT (client), rapport_client_statuses[i].word);
        break;
      }
}

static void
chosen_cb (RapportBoardPage *self, RapportRecord *client, GtkWidget *card)
{
  rapport_board_page_popup_status (self, RAPPORT_CLIENT (client), card);
}

static void
opened_cb (RapportBoardPage *self, const char *client_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-client", "s", client_id);
}

GtkWidget *
rapport_board_page_make_statuses (RapportBoardPage *self)
{
  RapportBoardLanes *lanes = &self->lanes[RAPPORT_BOARD_VIEW_STATUSES];
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  lanes->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (lanes->box), TRUE);
  gtk_widget_add_css_class (lanes->box, "board");
  gtk_widget_add_css_class (lanes->box, "statuses");
  for (guint i = 0; rapport_client_statuses[i].word != NULL; i++)
    {
      GtkWidget *column = rapport_board_column_new (
        self->library, NULL, g_dgettext (GETTEXT_PACKAGE, rapport_client_statuses[i].label));

      g_signal_connect_swapped (column, "dropped", G_CALLBACK (dropped_cb), self);
      g_signal_connect_swapped (column, "chosen", G_CALLBACK (chosen_cb), self);
      g_signal_connect_swapped (column, "opened", G_CALLBACK (opened_cb), self);
      rapport_board_lanes_add (lanes, RAPPORT_BOARD_COLUMN (column));
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), lanes->box);
  return scrolled;
}
