/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-palette.h"

#include "rapport-actions.h"
#include "rapport-early-keys.h"
#include "rapport-find.h"
#include "rapport-finder.h"
#include "rapport-light-icon.h"

#include <glib/gi18n-lib.h>

struct _RapportPalette
{
  AdwDialog parent_instance;

  GtkWidget *entry;
  GtkListView *list;
  GtkStack *states;
  GtkWidget *results;
  GtkWidget *nothing;

  RapportFinder *finder;
  GtkSingleSelection *selection;
  char *asked; /* the words that were asked for last */
};

G_DEFINE_FINAL_TYPE (RapportPalette, rapport_palette, ADW_TYPE_DIALOG)

/* Going there. The dialog is closed first, so that what is opened is not
 * opened behind it. */
static void
go (RapportPalette *self, RapportFind *find)
{
  g_autoptr (RapportFind) kept = g_object_ref (find);
  g_autoptr (GtkWidget) window =
    GTK_WIDGET (g_object_ref (gtk_widget_get_root (GTK_WIDGET (self))));

  adw_dialog_close (ADW_DIALOG (self));
  if (rapport_find_get_offer (kept) != NULL)
    {
      rapport_offer_take (rapport_find_get_offer (kept));
      return;
    }
  if (rapport_find_get_action (kept) != NULL)
    {
      gtk_widget_activate_action (window, rapport_find_get_action (kept), NULL);
      return;
    }
  if (rapport_find_get_opener (kept) != NULL)
    {
      gtk_widget_activate_action (window, rapport_find_get_opener (kept), "s",
                                  rapport_find_get_id (kept));
      return;
    }
  gtk_widget_activate_action (window, "win.open-client", "s", rapport_find_get_client_id (kept));
  if (rapport_find_get_view (kept) != NULL)
    gtk_widget_activate_action (window, "win.show-view", "s", rapport_find_get_view (kept));
}

static void
activate_cb (RapportPalette *self, guint position)
{
  g_autoptr (RapportFind) find =
    g_list_model_get_item (rapport_finder_get_answers (self->finder), position);

  if (find != NULL)
    go (self, find);
}

static void
ask (RapportPalette *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (!g_set_str (&self->asked, words))
    return;
  rapport_finder_ask (self->finder, words);
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_stack_set_visible_child (self->states, self->results);
}

/* Enter means what has been typed, even where that was not yet looked for. */
static void
activate_chosen_cb (RapportPalette *self)
{
  RapportFind *find = NULL;

  ask (self);
  find = gtk_single_selection_get_selected_item (self->selection);
  if (find != NULL)
    go (self, find);
}

static void
stop_cb (RapportPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
search_changed_cb (RapportPalette *self)
{
  ask (self);
}

static void
answered_cb (RapportPalette *self)
{
  const guint n = g_list_model_get_n_items (rapport_finder_get_answers (self->finder));

  if (n > 0 && gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (self->selection, 0);
  gtk_stack_set_visible_child (self->states, n > 0 ? self->results : self->nothing);
}

/* The arrows choose while the keyboard stays in the entry. */
static gboolean
key_pressed_cb (RapportPalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  const guint n = g_list_model_get_n_items (rapport_finder_get_answers (self->finder));
  guint position = gtk_single_selection_get_selected (self->selection);

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_Up) || n == 0)
    return GDK_EVENT_PROPAGATE;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else if (keyval == GDK_KEY_Down)
    position = MIN (position + 1, n - 1);
  else if (position > 0)
    position--;
  gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT, NULL);
  return GDK_EVENT_STOP;
}

/* Rows. */

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  return label;
}

static GtkWidget *
make_hint (void)
{
  GtkWidget *hint = make_label ();

  gtk_widget_add_css_class (hint, "dimmed");
  gtk_widget_add_css_class (hint, "caption");
  return hint;
}

/* A light or an icon; the title with what it belongs to below; the keys. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *keys = make_hint ();

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_label ());
  gtk_box_append (GTK_BOX (words), make_hint ());
  gtk_box_append (GTK_BOX (row), rapport_light_icon_new (RAPPORT_MARK_NONE));
  gtk_box_append (GTK_BOX (row), gtk_image_new ());
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), keys);
  gtk_list_item_set_child (item, row);
}

static void
say (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RapportFind *find = gtk_list_item_get_item (item);
  GtkWidget *light = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *icon = gtk_widget_get_next_sibling (light);
  GtkWidget *words = gtk_widget_get_next_sibling (icon);
  const char *action = rapport_find_get_action (find);
  const gboolean is_done = action != NULL || rapport_find_get_offer (find) != NULL;
  const gboolean is_client =
    rapport_find_get_client_id (find) != NULL && rapport_find_get_view (find) == NULL;
  g_autofree char *keys =
    action != NULL ? rapport_action_get_accel_label (action + strlen ("win.")) : g_strdup ("");
  g_autofree char *spoken =
    g_strjoin (" ", rapport_find_get_title (find), rapport_find_get_subtitle (find), keys, NULL);

  rapport_light_icon_set_mark (RAPPORT_LIGHT_ICON (light), rapport_find_get_mark (find));
  gtk_widget_set_margin_start (light, 2);
  gtk_widget_set_margin_end (light, 2);
  gtk_widget_set_visible (light, is_client);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                is_done ? "system-run-symbolic" : "text-x-generic-symbolic");
  gtk_widget_set_visible (icon, !is_client);
  say (gtk_widget_get_first_child (words), rapport_find_get_title (find));
  say (gtk_widget_get_last_child (words), rapport_find_get_subtitle (find));
  say (gtk_widget_get_next_sibling (words), keys);
  gtk_list_item_set_accessible_label (item, g_strchomp (spoken));
}

/* Life. */

static gboolean
rapport_palette_grab_focus (GtkWidget *widget)
{
  return rapport_early_keys_hand_over (ADW_DIALOG (widget)) ||
         GTK_WIDGET_CLASS (rapport_palette_parent_class)->grab_focus (widget);
}

static void
rapport_palette_dispose (GObject *object)
{
  RapportPalette *self = RAPPORT_PALETTE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_PALETTE);
  g_clear_object (&self->selection);
  g_clear_object (&self->finder);
  G_OBJECT_CLASS (rapport_palette_parent_class)->dispose (object);
}

static void
rapport_palette_finalize (GObject *object)
{
  g_free (RAPPORT_PALETTE (object)->asked);
  G_OBJECT_CLASS (rapport_palette_parent_class)->finalize (object);
}

static void
rapport_palette_class_init (RapportPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_palette_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_palette_finalize;
  widget_class->grab_focus = rapport_palette_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/app/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, RapportPalette, list);
  gtk_widget_class_bind_template_child (widget_class, RapportPalette, states);
  gtk_widget_class_bind_template_child (widget_class, RapportPalette, results);
  gtk_widget_class_bind_template_child (widget_class, RapportPalette, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
rapport_palette_init (RapportPalette *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  rapport_early_keys_catch (ADW_DIALOG (self), self->entry);
}

AdwDialog *
rapport_palette_new (RapportLibrary *library,
                     RapportLights *lights,
                     gboolean in_client,
                     RapportActionFlags conditions,
                     GPtrArray *offers)
{
  RapportPalette *self = g_object_new (RAPPORT_TYPE_PALETTE, NULL);

  self->finder = rapport_finder_new (library, lights);
  rapport_finder_set_place (self->finder, in_client, conditions);
  rapport_finder_set_offers (self->finder, offers);
  self->selection =
    gtk_single_selection_new (g_object_ref (rapport_finder_get_answers (self->finder)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->finder, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  ask (self);
  return ADW_DIALOG (self);
}
