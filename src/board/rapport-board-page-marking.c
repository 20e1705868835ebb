/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-client-card.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

/* Marking. */

static void
mark (RapportBoardPage *self, const char *client_id, RapportMark light, const char *comment)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (client == NULL || !rapport_board_page_is_editable (self))
    return;
  if (!rapport_lights_mark (self->library, client_id, self->week, light, comment, &error))
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  text = g_strdup_printf (_ ("%s: %s"), rapport_record_get_title (client),
                          rapport_mark_get_label (light));
  rapport_toast_show_undo (GTK_WIDGET (self), text);
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
  const RapportMark light = rapport_board_column_get_mark (column);

  if (get_mark (self, id) != light)
    mark (self, id, light, NULL);
}

/* The popover. */

static void
marked_cb (RapportBoardPage *self, int light, RapportMarkPopover *popover)
{
  g_autofree char *id = g_strdup (rapport_mark_popover_get_client_id (popover));

  mark (self, id, (RapportMark) light, NULL);
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
popup (RapportBoardPage *self, RapportClient *client, GtkWidget *card, gboolean on_comment)
{
  const char *id = rapport_record_get_id (RAPPORT_RECORD (client));
  g_autoptr (RapportLight) light =
    rapport_lights_get_light (rapport_board_model_get_lights (self->model), id);
  graphene_rect_t bounds;
  GdkRectangle place;

  if (!gtk_widget_compute_bounds (card, GTK_WIDGET (self), &bounds))
    return;
  if (self->popover == NULL)
    {
      self->popover = rapport_mark_popover_new ();
      gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
      g_signal_connect_swapped (self->popover, "marked", G_CALLBACK (marked_cb), self);
      g_signal_connect_swapped (self->popover, "commented", G_CALLBACK (commented_cb), self);
    }
  place = (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                           (int) bounds.size.height };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  rapport_mark_popover_show (self->popover, client, get_mark (self, id), light,
                             rapport_board_page_is_editable (self));
  gtk_popover_popup (GTK_POPOVER (self->popover));
  rapport_mark_popover_focus (self->popover, on_comment);
}

static void
chosen_cb (RapportBoardPage *self, RapportRecord *client, GtkWidget *card)
{
  popup (self, RAPPORT_CLIENT (client), card, FALSE);
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

/* The column whose card has the keyboard, or -1. */
static int
get_column (RapportBoardPage *self)
{
  for (int i = 0; i < RAPPORT_BOARD_COLUMNS; i++)
    if (rapport_board_column_has_keyboard (self->columns[i]))
      return i;
  return -1;
}

/* Marks the card that has the keyboard and goes on to the next one. */
static gboolean
mark_focused (RapportBoardPage *self, RapportMark light)
{
  const int index = get_column (self);
  RapportBoardColumn *column = index >= 0 ? self->columns[index] : NULL;
  const guint position =
    column != NULL ? rapport_board_column_get_position (column) : GTK_INVALID_LIST_POSITION;
  g_autoptr (RapportRecord) client = NULL;
  g_autofree char *id = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;
  client = rapport_board_column_get_client (column, position);
  id = g_strdup (rapport_record_get_id (client));
  if (get_mark (self, id) == light)
    return GDK_EVENT_STOP;
  mark (self, id, light, NULL);
  if (!rapport_board_column_focus (column, position))
    for (guint i = 0; i < RAPPORT_BOARD_COLUMNS; i++)
      if (rapport_board_order[i] == light)
        rapport_board_column_focus (self->columns[i], 0);
  return GDK_EVENT_STOP;
}

/* To the next column that has a card. */
static gboolean
move_sideways (RapportBoardPage *self, int step)
{
  const int start = get_column (self);
  guint position;

  if (start < 0)
    return GDK_EVENT_PROPAGATE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    step = -step;
  position = rapport_board_column_get_position (self->columns[start]);
  for (int i = start + step; i >= 0 && i < RAPPORT_BOARD_COLUMNS; i += step)
    if (gtk_widget_get_visible (GTK_WIDGET (self->columns[i])) &&
        rapport_board_column_focus (self->columns[i], position))
      break;
  return GDK_EVENT_STOP;
}

static gboolean
popup_focused (RapportBoardPage *self, gboolean on_comment)
{
  const int index = get_column (self);
  GtkWidget *card =
    index >= 0 ? rapport_board_column_get_focused_card (self->columns[index]) : NULL;
  RapportClient *client =
    card != NULL ? rapport_client_card_get_client (RAPPORT_CLIENT_CARD (card)) : NULL;

  if (client == NULL)
    return GDK_EVENT_PROPAGATE;
  popup (self, client, card, on_comment);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (RapportBoardPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
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
      return move_sideways (self, -1);
    case GDK_KEY_Right:
      return move_sideways (self, 1);
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

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->columns_box), keys);
}
