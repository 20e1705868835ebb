/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-client-card.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* What moves has moved by then. */
#define ASK_DELAY_MS 60
/* What a key makes a column wider, in pixels. */
#define WIDTH_STEP 24

/* Marking. */

static void ask_for_comment (RapportBoardPage *self, const char *client_id);

static void
mark (RapportBoardPage *self, const char *client_id, RapportMark light, gboolean asks)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (client == NULL || !rapport_board_page_can_mark (self, client))
    return;
  if (!rapport_lights_mark (self->library, client_id, self->week, light, NULL, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  text = g_strdup_printf (_ ("%s: %s"), rapport_record_get_title (client),
                          rapport_mark_get_label (light));
  rapport_toast_show_undo (GTK_WIDGET (self), text);
  if (asks)
    ask_for_comment (self, client_id);
}

static RapportMark
get_mark (RapportBoardPage *self, const char *client_id)
{
  return rapport_lights_get_mark (rapport_board_model_get_lights (self->model), client_id, 0);
}

static void
dropped_cb (RapportBoardPage *self, const char *client_id, RapportBoardColumn *column)
{
  g_autofree char *id = g_strdup (client_id);
  RapportBoardLanes *lights = &self->lanes[RAPPORT_BOARD_VIEW_LIGHTS];

  for (guint i = 0; i < lights->n; i++)
    if (lights->columns[i] == column && get_mark (self, id) != rapport_board_order[i])
      {
        mark (self, id, rapport_board_order[i], TRUE);
        break;
      }
}

/* The popover. */

static void
marked_cb (RapportBoardPage *self, int light, RapportMarkPopover *popover)
{
  g_autofree char *id = g_strdup (rapport_mark_popover_get_client_id (popover));

  mark (self, id, (RapportMark) light, FALSE);
}

static void
commented_cb (RapportBoardPage *self, const char *comment, RapportMarkPopover *popover)
{
  const char *id = rapport_mark_popover_get_client_id (popover);
  const RapportMark light = get_mark (self, id);
  g_autoptr (GError) error = NULL;

  if (light == RAPPORT_MARK_NONE || !rapport_board_page_is_editable (self))
    return;
  if (!rapport_lights_mark (self->library, id, self->week, light, comment, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
closed_cb (RapportBoardPage *self)
{
  /* Who wrote a comment goes on where they were. */
  if (self->asked_from != NULL && gtk_widget_get_mapped (self->asked_from))
    gtk_widget_grab_focus (self->asked_from);
  g_clear_weak_pointer (&self->asked_from);
}

/* Whether a popover takes the next click for itself is settled when its surface
 * is made; so there are two. */
static RapportMarkPopover *
make_popover (RapportBoardPage *self, gboolean autohide)
{
  RapportMarkPopover *popover = rapport_mark_popover_new ();

  gtk_popover_set_autohide (GTK_POPOVER (popover), autohide);
  gtk_widget_set_parent (GTK_WIDGET (popover), GTK_WIDGET (self));
  g_signal_connect_swapped (popover, "marked", G_CALLBACK (marked_cb), self);
  g_signal_connect_swapped (popover, "commented", G_CALLBACK (commented_cb), self);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (closed_cb), self);
  return popover;
}

static gboolean
is_asking (RapportBoardPage *self)
{
  return self->question != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->question));
}

static void
stop_asking (RapportBoardPage *self)
{
  rapport_board_page_stop_asking_status (self);
  if (is_asking (self))
    gtk_popover_popdown (GTK_POPOVER (self->question));
}

static void
popup_at (RapportBoardPage *self,
          RapportMarkPopover *popover,
          RapportClient *client,
          GtkWidget *card)
{
  graphene_rect_t bounds;
  GdkRectangle place;

  if (!gtk_widget_compute_bounds (card, GTK_WIDGET (self), &bounds))
    return;
  place = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                           (int) bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
  rapport_mark_popover_show (popover, self->library, rapport_board_model_get_lights (self->model),
                             client, rapport_board_page_can_mark (self, RAPPORT_RECORD (client)),
                             popover == self->popover);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
rapport_board_page_popup_mark (RapportBoardPage *self,
                               RapportClient *client,
                               GtkWidget *card,
                               gboolean on_comment)
{
  stop_asking (self);
  if (self->popover == NULL)
    self->popover = make_popover (self, TRUE);
  popup_at (self, self->popover, client, card);
  rapport_mark_popover_focus (self->popover, on_comment);
}

static void
clicked_cb (RapportBoardPage *self)
{
  stop_asking (self);
}

static void
ask_cb (gpointer user_data)
{
  RapportBoardPage *self = user_data;

  GtkWidget *card = rapport_board_page_find_client (self, self->ask_for);
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, self->ask_for);

  self->ask_source = 0;
  if (card == NULL || client == NULL || get_mark (self, self->ask_for) == RAPPORT_MARK_NONE)
    return;
  if (self->question == NULL)
    self->question = make_popover (self, FALSE);
  popup_at (self, self->question, RAPPORT_CLIENT (client), card);
}

/* When the card has come to its new place; where that can't be seen, nothing is
 * asked. */
static void
ask_for_comment (RapportBoardPage *self, const char *client_id)
{
  stop_asking (self);
  g_set_str (&self->ask_for, client_id);
  g_clear_handle_id (&self->ask_source, g_source_remove);
  self->ask_source = g_timeout_add_once (ASK_DELAY_MS, ask_cb, self);
}

static void
chosen_cb (RapportBoardPage *self, RapportRecord *client, GtkWidget *card)
{
  rapport_board_page_popup_mark (self, RAPPORT_CLIENT (client), card, FALSE);
}

static void
opened_cb (RapportBoardPage *self, const char *client_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-client", "s", client_id);
}

void
rapport_board_page_watch_column (RapportBoardPage *self, RapportBoardColumn *column)
{
  g_signal_connect_swapped (column, "dropped", G_CALLBACK (dropped_cb), self);
  g_signal_connect_swapped (column, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (column, "opened", G_CALLBACK (opened_cb), self);
}

/* Keys. */

static RapportBoardColumn *
get_focused_column (RapportBoardPage *self)
{
  const int index = rapport_board_lanes_get_focused (&self->lanes[self->view]);

  return index >= 0 ? self->lanes[self->view].columns[index] : NULL;
}

/* Where the keyboard goes on after the card at @position has left @column: to the
 * next one, or, where that was the last one, after the card. */
static void
go_on (RapportBoardPage *self, RapportBoardColumn *column, guint position, RapportMark light)
{
  RapportBoardLanes *lights = &self->lanes[RAPPORT_BOARD_VIEW_LIGHTS];

  if (self->view != RAPPORT_BOARD_VIEW_LIGHTS || rapport_board_column_focus (column, position))
    return;
  for (guint i = 0; i < lights->n; i++)
    if (rapport_board_order[i] == light)
      rapport_board_column_focus (lights->columns[i], 0);
}

static gboolean
mark_row (RapportBoardPage *self, RapportMark light)
{
  guint position;
  RapportRecord *client = rapport_board_page_get_row_client (self, &position);
  g_autofree char *id = client != NULL ? g_strdup (rapport_record_get_id (client)) : NULL;

  if (id == NULL)
    return GDK_EVENT_PROPAGATE;
  if (get_mark (self, id) != light)
    mark (self, id, light, TRUE);
  rapport_board_page_go_on_in_table (self, position, id);
  return GDK_EVENT_STOP;
}

/* Marks the card that has the keyboard and goes on to the next one. */
static gboolean
mark_focused (RapportBoardPage *self, RapportMark light)
{
  RapportBoardColumn *column = get_focused_column (self);
  const guint position =
    column != NULL ? rapport_board_column_get_position (column) : GTK_INVALID_LIST_POSITION;
  g_autoptr (RapportRecord) client = NULL;
  g_autofree char *id = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return mark_row (self, light);
  client = rapport_board_column_get_client (column, position);
  id = g_strdup (rapport_record_get_id (client));
  if (get_mark (self, id) == light)
    return GDK_EVENT_STOP;
  mark (self, id, light, TRUE);
  go_on (self, column, position, light);
  return GDK_EVENT_STOP;
}

static gboolean
popup_focused (RapportBoardPage *self, gboolean on_comment)
{
  RapportBoardColumn *column = get_focused_column (self);
  GtkWidget *card = column != NULL ? rapport_board_column_get_focused_card (column) : NULL;
  RapportClient *client =
    card != NULL ? rapport_client_card_get_client (RAPPORT_CLIENT_CARD (card)) : NULL;

  if (client == NULL)
    return rapport_board_page_edit_focused (self);
  if (self->view == RAPPORT_BOARD_VIEW_STATUSES)
    rapport_board_page_popup_status (self, client, card);
  else
    rapport_board_page_popup_mark (self, client, card, on_comment);
  return GDK_EVENT_STOP;
}

/* F2 while a comment is asked for: there. */
static gboolean
answer (RapportBoardPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_set_weak_pointer (&self->asked_from, gtk_root_get_focus (root));
  rapport_mark_popover_focus (self->question, TRUE);
  return GDK_EVENT_STOP;
}

/* Ctrl in the table: its columns are moved, and made wider or narrower. */
static gboolean
arrange_pressed (RapportBoardPage *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      return rapport_board_table_move_column (self->table, -1);
    case GDK_KEY_Right:
      return rapport_board_table_move_column (self->table, 1);
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      return rapport_board_table_widen_column (self->table, WIDTH_STEP);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return rapport_board_table_widen_column (self->table, -WIDTH_STEP);
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      return rapport_board_table_widen_column (self->table, 0);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Ctrl and an arrow: into the next column. */
static gboolean
move_pressed (RapportBoardPage *self, guint keyval, GdkModifierType modifiers)
{
  if (self->view == RAPPORT_BOARD_VIEW_TABLE && self->table != NULL &&
      (modifiers & ~GDK_SHIFT_MASK) == GDK_CONTROL_MASK)
    return arrange_pressed (self, keyval);
  if (self->view != RAPPORT_BOARD_VIEW_STATUSES || modifiers != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Left)
    return rapport_board_page_move_focused (self, -1);
  if (keyval == GDK_KEY_Right)
    return rapport_board_page_move_focused (self, 1);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_pressed_cb (RapportBoardPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  const GdkModifierType modifiers =
    state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK);

  if ((modifiers & ~GDK_SHIFT_MASK) != 0)
    return move_pressed (self, keyval, modifiers);
  if (keyval == GDK_KEY_F2 && rapport_board_page_answer_status (self))
    return GDK_EVENT_STOP;
  if (is_asking (self) && keyval == GDK_KEY_F2)
    return answer (self);
  stop_asking (self);
  switch (keyval)
    {
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
    case GDK_KEY_Delete:
      return mark_focused (self, RAPPORT_MARK_NONE);
    case GDK_KEY_1:
    case GDK_KEY_KP_1:
      return mark_focused (self, RAPPORT_MARK_GREEN);
    case GDK_KEY_2:
    case GDK_KEY_KP_2:
      return mark_focused (self, RAPPORT_MARK_YELLOW);
    case GDK_KEY_3:
    case GDK_KEY_KP_3:
      return mark_focused (self, RAPPORT_MARK_RED);
    case GDK_KEY_Left:
      return rapport_board_lanes_move_sideways (&self->lanes[self->view], -1);
    case GDK_KEY_Right:
      return rapport_board_lanes_move_sideways (&self->lanes[self->view], 1);
    case GDK_KEY_space:
    case GDK_KEY_Menu:
      return popup_focused (self, FALSE);
    case GDK_KEY_F2:
      return popup_focused (self, TRUE);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
rapport_board_page_add_marking (RapportBoardPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *clicks = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->states), keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (clicks), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (clicks), 0);
  g_signal_connect_swapped (clicks, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->states), GTK_EVENT_CONTROLLER (clicks));
}
