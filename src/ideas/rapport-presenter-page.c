/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-presenter-page.h"

#include "rapport-audience-view.h"
#include "rapport-onlooker.h"
#include "rapport-presenter-row.h"
#include "rapport-private.h"
#include "rapport-records.h"
#include "rapport-scene-item.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"
#include "rapport-turns.h"
#include "rapport-ui-ideas.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows of the list of frames that are there from the beginning. */
#define ROWS_AT_ONCE 12

struct _RapportPresenterPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkToggleButton *laser;
  RapportAudienceView *view;
  RapportAudienceView *next_view;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *place;
  GtkLabel *clock;
  GtkWidget *notes_group;
  GtkWidget *next_group;
  RapportTextRow *frame_notes;
  RapportTextRow *board_notes;
  GtkListBox *frames;
  GtkWidget *remark_group;
  AdwComboRow *card;
  AdwEntryRow *said_by;
  GtkMenuButton *people;
  AdwEntryRow *remark;

  RapportPresenter *presenter;
  GtkSliceListModel *rows; /* the frames that have a row yet */
  guint growing;
  GPtrArray *cards;   /* of char: the ids of the cards that can be chosen */
  GPtrArray *offered; /* of RapportSceneItem: those that are to be, while they get their names */
  GPtrArray *offer;
  GPtrArray *offer_names;
  guint offering;
  guint ticking;
  guint beginning;
  GtkEventController *keys[2]; /* of the window, while the page is in sight */
};

G_DEFINE_FINAL_TYPE (RapportPresenterPage, rapport_presenter_page, ADW_TYPE_NAVIGATION_PAGE)

static RapportLibrary *
get_library (RapportPresenterPage *self)
{
  return rapport_presenter_get_library (self->presenter);
}

/* The clock: the time, and how long it has been going on. */

static gboolean
tick_cb (gpointer user_data)
{
  RapportPresenterPage *self = user_data;
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (get_library (self)));
  const gint64 passed = (now - rapport_presenter_get_started (self->presenter)) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  g_autofree char *text =
    g_strdup_printf ("%02d:%02d · %d:%02d", g_date_time_get_hour (time),
                     g_date_time_get_minute (time), (int) (passed / 60), (int) (passed % 60));

  gtk_label_set_text (self->clock, text);
  return G_SOURCE_CONTINUE;
}

/* Notes. */

static void
show_notes (RapportPresenterPage *self, const char *frame)
{
  RapportLibrary *library = get_library (self);
  g_autoptr (RapportRecord) record =
    frame != NULL ? rapport_library_get (library, RAPPORT_TYPE_FRAME, frame) : NULL;
  g_autoptr (RapportRecord) board = rapport_library_get (
    library, RAPPORT_TYPE_IDEA_BOARD, rapport_presenter_get_board_id (self->presenter));

  rapport_text_row_set_record (self->frame_notes, record);
  rapport_text_row_set_record (self->board_notes, record == NULL ? board : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->frame_notes), record != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->board_notes), record == NULL);
}

/* Remarks. */

/* What a long note is called in a list. */
static char *
name_card (const RapportSceneItem *card)
{
  g_autofree char *text = rapport_scene_item_get_name (card);

  g_strdelimit (text, "\n\r\t", ' ');
  return g_utf8_strlen (text, -1) > 60 ? g_utf8_substring (text, 0, 60) : g_steal_pointer (&text);
}

static gboolean
are_offered (RapportPresenterPage *self, GPtrArray *cards)
{
  gboolean same = cards->len == self->cards->len;

  for (guint i = 0; same && i < cards->len; i++)
    same = strcmp (((RapportSceneItem *) cards->pdata[i])->id, self->cards->pdata[i]) == 0;
  return same;
}

/* The one that was chosen stays so while it is in sight. */
static void
take_offer (RapportPresenterPage *self)
{
  const guint before = adw_combo_row_get_selected (self->card);
  const char *chosen = before < self->cards->len ? self->cards->pdata[before] : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->offer->len; i++)
    if (g_strcmp0 (self->offer->pdata[i], chosen) == 0)
      selected = i;
  g_ptr_array_add (self->offer_names, NULL);
  gtk_string_list_splice (names, 0, 0, (const char *const *) self->offer_names->pdata);
  adw_combo_row_set_model (self->card, G_LIST_MODEL (names));
  g_ptr_array_unref (self->cards);
  self->cards = g_steal_pointer (&self->offer);
  g_clear_pointer (&self->offer_names, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  if (self->cards->len > 0)
    adw_combo_row_set_selected (self->card, selected);
  gtk_widget_set_visible (self->remark_group, self->cards->len > 0 &&
                                                !rapport_library_is_read_only (get_library (self)));
}

static gboolean
offer_some_cb (gpointer user_data)
{
  RapportPresenterPage *self = user_data;
  const gint64 until = g_get_monotonic_time () + RAPPORT_TURN_TIME;

  while (self->offer->len < self->offered->len)
    {
      const RapportSceneItem *card = self->offered->pdata[self->offer->len];

      if (g_get_monotonic_time () > until)
        return G_SOURCE_CONTINUE;
      g_ptr_array_add (self->offer, g_strdup (card->id));
      g_ptr_array_add (self->offer_names, name_card (card));
    }
  self->offering = 0;
  take_offer (self);
  return G_SOURCE_REMOVE;
}

static void
forget_offer (RapportPresenterPage *self)
{
  g_clear_handle_id (&self->offering, g_source_remove);
  g_clear_pointer (&self->offer, g_ptr_array_unref);
  g_clear_pointer (&self->offer_names, g_ptr_array_unref);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
}

/* Those of a large board get their names by and by. */
static void
offer_cards (RapportPresenterPage *self)
{
  g_autoptr (GPtrArray) cards = rapport_audience_view_get_cards (self->view);

  forget_offer (self);
  if (cards->len > 0 && are_offered (self, cards))
    return;
  self->offered = g_steal_pointer (&cards);
  self->offer = g_ptr_array_new_with_free_func (g_free);
  self->offer_names = g_ptr_array_new_with_free_func (g_free);
  if (offer_some_cb (self) == G_SOURCE_CONTINUE)
    self->offering = g_idle_add (offer_some_cb, self);
}

static void
shown_cb (RapportPresenterPage *self)
{
  offer_cards (self);
}

static void
remark_cb (RapportPresenterPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->remark));
  const guint chosen = adw_combo_row_get_selected (self->card);
  g_autofree char *said_by =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->said_by))));
  g_autoptr (GError) error = NULL;

  if (text[strspn (text, " \t")] == '\0' || chosen >= self->cards->len)
    return;
  if (rapport_presenter_remark (self->presenter, self->cards->pdata[chosen], text, said_by, &error))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->remark), "");
      gtk_widget_grab_focus (GTK_WIDGET (self->remark));
    }
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

/* Who was there: the people at the client. */
static void
create_people_cb (GtkMenuButton *button, gpointer user_data)
{
  RapportPresenterPage *self = user_data;
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CONTACT);
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GMenu) menu = g_menu_new ();

  rapport_query_where_text (query, RAPPORT_CONTACT_CLIENT,
                            rapport_presenter_get_client_id (self->presenter));
  rapport_query_order_by (query, RAPPORT_CONTACT_NAME, FALSE);
  contacts = rapport_library_find (get_library (self), query, NULL);
  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      const char *name = rapport_record_get_title (contacts->pdata[i]);
      g_auto (GStrv) parts = g_strsplit (name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "presenter.said-by", "s", name);
      g_menu_append_item (menu, item);
    }
  if (contacts == NULL || contacts->len == 0)
    g_menu_append (menu, _ ("Nobody is known there yet"), NULL);
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
said_by_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapportPresenterPage *self = RAPPORT_PRESENTER_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->said_by), g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (self->remark));
}

/* What is shown. */

/* What is passed over does not count; one that is shown all the same has its title alone. */
static void
show_place (RapportPresenterPage *self, RapportPresenterStep *current)
{
  GListModel *steps = rapport_presenter_get_steps (self->presenter);
  const guint position = rapport_presenter_get_position (self->presenter);
  g_autofree char *text = NULL;
  guint number = 0;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (RapportPresenterStep) step = g_list_model_get_item (steps, i);

      if (rapport_presenter_step_is_skipped (step))
        continue;
      n++;
      if (i == position)
        number = n;
    }
  /* Translators: the title of a frame, its number, and how many there are */
  text = number > 0 ? g_strdup_printf (_ ("%s · %u of %u"),
                                       rapport_presenter_step_get_title (current), number, n)
                    : g_strdup (rapport_presenter_step_get_title (current));
  gtk_label_set_text (self->place, text);
}

static void
changed_cb (RapportPresenterPage *self)
{
  RapportPublicBoard *board = rapport_presenter_get_board (self->presenter);
  g_autoptr (RapportPresenterStep) current = rapport_presenter_get_current (self->presenter);
  g_autoptr (RapportPresenterStep) next = rapport_presenter_get_next (self->presenter);
  const char *frame;

  if (board == NULL || current == NULL)
    return;
  frame = rapport_presenter_step_get_frame (current);
  rapport_audience_view_show (self->view, board, frame);
  rapport_audience_view_show (self->next_view, next != NULL ? board : NULL,
                              next != NULL ? rapport_presenter_step_get_frame (next) : NULL);
  gtk_widget_set_visible (self->next_group, next != NULL);
  gtk_widget_set_sensitive (self->next, next != NULL);
  gtk_widget_set_sensitive (self->previous, rapport_presenter_get_position (self->presenter) > 0);
  show_place (self, current);
  show_notes (self, frame);
}

static void
laser_changed_cb (RapportPresenterPage *self)
{
  gtk_toggle_button_set_active (self->laser, rapport_presenter_has_laser (self->presenter));
  rapport_audience_view_set_laser (self->view, rapport_presenter_get_spot (self->presenter));
}

/* What the user does. */

static void
end_cb (RapportPresenterPage *self)
{
  rapport_presenter_end (self->presenter);
}

static void
previous_cb (RapportPresenterPage *self)
{
  rapport_presenter_step (self->presenter, -1);
}

static void
next_cb (RapportPresenterPage *self)
{
  rapport_presenter_step (self->presenter, 1);
}

static void
laser_toggled_cb (RapportPresenterPage *self)
{
  if (self->presenter != NULL)
    rapport_presenter_set_laser (self->presenter, gtk_toggle_button_get_active (self->laser));
}

static void
frame_activated_cb (RapportPresenterPage *self, GtkListBoxRow *row)
{
  rapport_presenter_go (self->presenter, (guint) gtk_list_box_row_get_index (row));
}

static void
motion_cb (RapportPresenterPage *self, double x, double y)
{
  RapportSpot spot;

  if (rapport_audience_view_find_spot (self->view, x, y, &spot))
    rapport_presenter_point (self->presenter, &spot);
}

static void
leave_cb (RapportPresenterPage *self)
{
  rapport_presenter_point (self->presenter, NULL);
}

/* A dialog has its own keys. */
static gboolean
has_dialog (RapportPresenterPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return ADW_IS_APPLICATION_WINDOW (root) &&
         adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) != NULL;
}

static gboolean
is_writing (RapportPresenterPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus);
}

static gboolean
is_in_menu (RapportPresenterPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* Who writes gets out of that first. */
static gboolean
escape (RapportPresenterPage *self)
{
  if (is_in_menu (self))
    return GDK_EVENT_PROPAGATE;
  if (is_writing (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->frames));
  else
    rapport_presenter_end (self->presenter);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (RapportPresenterPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  const gboolean forward = keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_Right;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)) != 0 ||
      has_dialog (self))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Escape:
      return escape (self);
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if (is_writing (self))
        return GDK_EVENT_PROPAGATE;
      G_GNUC_FALLTHROUGH;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      rapport_presenter_step (self->presenter, forward ? 1 : -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* What something nearer to the keyboard may want for itself. */
static gboolean
late_key_pressed_cb (RapportPresenterPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || has_dialog (self))
    return GDK_EVENT_PROPAGATE;
  if ((keyval != GDK_KEY_l && keyval != GDK_KEY_L && keyval != GDK_KEY_Cyrillic_de &&
       keyval != GDK_KEY_Cyrillic_DE) ||
      is_writing (self))
    return GDK_EVENT_PROPAGATE;
  rapport_presenter_set_laser (self->presenter, !rapport_presenter_has_laser (self->presenter));
  return GDK_EVENT_STOP;
}

/* Being in sight: the keys are those of the whole window then, wherever the focus is. */

static GtkEventController *
add_keys (RapportPresenterPage *self, GtkPropagationPhase phase, GCallback pressed)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_swapped (keys, "key-pressed", pressed, self);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), keys);
  return keys;
}

/* The keyboard begins where Space shows the next frame, not in a text, where the keys would write;
 * with one frame alone, nowhere: the keys of presenting are those of the whole window. */
static gboolean
begin_cb (gpointer data)
{
  RapportPresenterPage *self = data;

  self->beginning = 0;
  if (has_dialog (self))
    return G_SOURCE_REMOVE;
  if (!gtk_widget_grab_focus (self->next))
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  return G_SOURCE_REMOVE;
}

static void
rapport_presenter_page_map (GtkWidget *widget)
{
  RapportPresenterPage *self = RAPPORT_PRESENTER_PAGE (widget);

  GTK_WIDGET_CLASS (rapport_presenter_page_parent_class)->map (widget);
  tick_cb (self);
  self->ticking = g_timeout_add_seconds (1, tick_cb, self);
  self->beginning = g_idle_add (begin_cb, self);
  self->keys[0] = add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (key_pressed_cb));
  self->keys[1] = add_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (late_key_pressed_cb));
}

/* So do they go. */
static gboolean
shrink (gpointer user_data)
{
  RapportPresenterPage *self = user_data;
  const guint n = self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;

  if (n > 0)
    gtk_slice_list_model_set_size (self->rows, n - 1);
  return n > 1;
}

static void
rapport_presenter_page_unmap (GtkWidget *widget)
{
  RapportPresenterPage *self = RAPPORT_PRESENTER_PAGE (widget);

  g_clear_handle_id (&self->ticking, g_source_remove);
  g_clear_handle_id (&self->beginning, g_source_remove);
  for (gsize i = 0; i < G_N_ELEMENTS (self->keys); i++)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (self->keys[i]), self->keys[i]);
  GTK_WIDGET_CLASS (rapport_presenter_page_parent_class)->unmap (widget);
  if (!rapport_presenter_is_over (self->presenter))
    return;
  g_clear_handle_id (&self->growing, g_source_remove);
  rapport_turns_run (shrink, g_object_ref (self), g_object_unref);
}

/* The object. */

static void
rapport_presenter_page_dispose (GObject *object)
{
  RapportPresenterPage *self = RAPPORT_PRESENTER_PAGE (object);

  g_clear_handle_id (&self->ticking, g_source_remove);
  g_clear_handle_id (&self->beginning, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_PRESENTER_PAGE);
  g_clear_object (&self->rows);
  g_clear_object (&self->presenter);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_presenter_page_parent_class)->dispose (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (widget_class, RapportPresenterPage, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  bind_child (window_title);
  bind_child (laser);
  bind_child (view);
  bind_child (next_view);
  bind_child (previous);
  bind_child (next);
  bind_child (place);
  bind_child (clock);
  bind_child (notes_group);
  bind_child (next_group);
  bind_child (frame_notes);
  bind_child (board_notes);
  bind_child (frames);
  bind_child (remark_group);
  bind_child (card);
  bind_child (said_by);
  bind_child (people);
  bind_child (remark);
  gtk_widget_class_bind_template_callback (widget_class, end_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, laser_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, frame_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remark_cb);
}

static void
rapport_presenter_page_class_init (RapportPresenterPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_presenter_page_dispose;
  widget_class->map = rapport_presenter_page_map;
  widget_class->unmap = rapport_presenter_page_unmap;
  g_type_ensure (RAPPORT_TYPE_AUDIENCE_VIEW);
  g_type_ensure (RAPPORT_TYPE_TEXT_ROW);
  rapport_ui_ideas_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/ideas/presenter-page.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "presenter.said-by", "s", said_by_action);
}

static void
rapport_presenter_page_init (RapportPresenterPage *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cards = g_ptr_array_new_with_free_func (g_free);
  gtk_menu_button_set_create_popup_func (self->people, create_people_cb, self, NULL);
  g_signal_connect_object (self->view, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), motion);
}

/* A hundred frames have a hundred rows, which come a few at a time. */
static gboolean
grow_cb (gpointer user_data)
{
  RapportPresenterPage *self = user_data;
  const guint n = g_list_model_get_n_items (rapport_presenter_get_steps (self->presenter));
  const gint64 until = g_get_monotonic_time () + RAPPORT_TURN_TIME;

  while (gtk_slice_list_model_get_size (self->rows) < n)
    {
      if (g_get_monotonic_time () > until)
        return G_SOURCE_CONTINUE;
      gtk_slice_list_model_set_size (self->rows, gtk_slice_list_model_get_size (self->rows) + 1);
    }
  gtk_slice_list_model_set_size (self->rows, G_MAXUINT);
  self->growing = 0;
  return G_SOURCE_REMOVE;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  return rapport_presenter_row_new (user_data, item);
}

static void
show_title (RapportPresenterPage *self)
{
  RapportPublicBoard *board = rapport_presenter_get_board (self->presenter);
  g_autofree char *text =
    g_strdup_printf ("%s · %s", rapport_public_record_get_text (board->client, "name"),
                     rapport_public_board_get_title (board));

  adw_window_title_set_subtitle (self->window_title, text);
}

AdwNavigationPage *
rapport_presenter_page_new (RapportPresenter *presenter)
{
  RapportPresenterPage *self = g_object_new (RAPPORT_TYPE_PRESENTER_PAGE, NULL);
  RapportLibrary *library = rapport_presenter_get_library (presenter);

  self->presenter = g_object_ref (presenter);
  rapport_text_row_bind (self->frame_notes, library, RAPPORT_FRAME_NOTES, _ ("Edit Notes"));
  rapport_text_row_bind (self->board_notes, library, RAPPORT_IDEA_BOARD_NOTES, _ ("Edit Notes"));
  /* In a call the whole screen is shared. */
  rapport_private_hide (self->notes_group, library);
  rapport_private_hide (GTK_WIDGET (self->people), library);
  self->rows = gtk_slice_list_model_new (g_object_ref (rapport_presenter_get_steps (presenter)), 0,
                                         ROWS_AT_ONCE);
  self->growing = g_idle_add (grow_cb, self);
  gtk_list_box_bind_model (self->frames, G_LIST_MODEL (self->rows), make_row, presenter, NULL);
  g_signal_connect_object (presenter, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "laser-changed", G_CALLBACK (laser_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_title (self);
  changed_cb (self);
  laser_changed_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}
