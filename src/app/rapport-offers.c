/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-offers.h"

#include <adwaita.h>

struct _RapportOffer
{
  gatomicrefcount ref_count;
  char *label;
  char *place;
  char *action; /* NULL: the widget itself is activated */
  GVariant *target;
  GWeakRef widget;
};

/* Groups of actions by which one only moves about. */
static const char *const moving[] = { "navigation", "popover", "window", "menu", "default" };

RapportOffer *
rapport_offer_ref (RapportOffer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_offer_unref (RapportOffer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_weak_ref_clear (&self->widget);
  g_clear_pointer (&self->target, g_variant_unref);
  g_free (self->action);
  g_free (self->place);
  g_free (self->label);
  g_free (self);
}

const char *
rapport_offer_get_label (RapportOffer *self)
{
  return self->label;
}

const char *
rapport_offer_get_place (RapportOffer *self)
{
  return self->place;
}

const char *
rapport_offer_get_action (RapportOffer *self)
{
  return self->target == NULL ? self->action : NULL;
}

void
rapport_offer_take (RapportOffer *self)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);

  if (widget == NULL)
    return;
  if (self->action != NULL)
    gtk_widget_activate_action_variant (widget, self->action, self->target);
  else if (ADW_IS_BUTTON_ROW (widget))
    g_signal_emit_by_name (widget, "activated");
  else
    g_signal_emit_by_name (widget, "clicked");
}

/* Names. */

/* "_Save the File As…" and "Save the File As…" are the same to who looks for it. */
static char *
strip_mnemonic (const char *label)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = label; *c != '\0'; c++)
    if (*c != '_')
      g_string_append_c (plain, *c);
    else if (c[1] == '_')
      g_string_append_c (plain, *c++);
  return g_string_free_and_steal (plain);
}

static const char *
get_tooltip (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return tooltip != NULL ? tooltip : "";
}

/* (transfer full): what stands on a button, or what it says when it is pointed at. */
static char *
name_button (GtkWidget *widget)
{
  const char *label = NULL;

  if (ADW_IS_BUTTON_ROW (widget))
    label = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  else if (GTK_IS_BUTTON (widget))
    label = gtk_button_get_label (GTK_BUTTON (widget));
  if ((label == NULL || *label == '\0') && GTK_IS_BUTTON (widget) &&
      ADW_IS_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (widget))))
    label = adw_button_content_get_label (
      ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (widget))));
  return strip_mnemonic (label != NULL && *label != '\0' ? label : get_tooltip (widget));
}

/* What can be done. */

static gboolean
only_moves (const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moving); i++)
    if (g_str_has_prefix (action, moving[i]) && action[strlen (moving[i])] == '.')
      return TRUE;
  return FALSE;
}

/* A button knows whether its action can be done where it stands; nothing else tells. */
static gboolean
is_possible (GtkWidget *widget, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new ();
  gboolean possible;

  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_parent (button, widget);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  possible = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return possible;
}

static void
add (GPtrArray *offers,
     GtkWidget *widget,
     const char *label,
     const char *place,
     const char *action,
     GVariant *target)
{
  RapportOffer *offer;

  if (*label == '\0' || (action != NULL && only_moves (action)))
    return;
  offer = g_new0 (RapportOffer, 1);
  g_atomic_ref_count_init (&offer->ref_count);
  g_weak_ref_init (&offer->widget, widget);
  offer->label = g_strdup (label);
  offer->place = g_strdup (place);
  offer->action = g_strdup (action);
  offer->target = target != NULL ? g_variant_ref (target) : NULL;
  g_ptr_array_add (offers, offer);
}

/* Menus. */

static void
add_menu (GPtrArray *offers, GtkWidget *widget, GMenuModel *menu, const char *place)
{
  const int n = g_menu_model_get_n_items (menu);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);
      g_autoptr (GVariant) target =
        g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);
      g_autofree char *label = NULL;
      g_autofree char *action = NULL;
      g_autofree char *plain = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      plain = strip_mnemonic (label != NULL ? label : "");
      if (section != NULL)
        add_menu (offers, widget, section, *plain != '\0' ? plain : place);
      if (submenu != NULL)
        add_menu (offers, widget, submenu, plain);
      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action) &&
          is_possible (widget, action, target))
        add (offers, widget, plain, place, action, target);
    }
}

static GMenuModel *
get_menu (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);
  GMenuModel *menu = gtk_menu_button_get_menu_model (button);

  if (menu == NULL && GTK_IS_POPOVER_MENU (popover))
    menu = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (popover));
  return menu;
}

/* The tree. */

/* What makes up one field, or many rows that look alike. */
static gboolean
is_closed (GtkWidget *widget)
{
  return GTK_IS_LIST_VIEW (widget) || GTK_IS_GRID_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget) ||
         GTK_IS_FLOW_BOX (widget) || GTK_IS_EDITABLE (widget) || GTK_IS_WINDOW_CONTROLS (widget) ||
         GTK_IS_POPOVER (widget) || GTK_IS_TEXT_VIEW (widget) || ADW_IS_VIEW_SWITCHER (widget) ||
         ADW_IS_VIEW_SWITCHER_BAR (widget) ||
         (GTK_IS_LIST_BOX_ROW (widget) && !ADW_IS_BUTTON_ROW (widget));
}

static void
add_button (GPtrArray *offers, GtkWidget *widget)
{
  const char *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (widget));
  GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));
  g_autofree char *name = NULL;

  if (!gtk_widget_is_sensitive (widget) || (action == NULL && GTK_IS_TOGGLE_BUTTON (widget)))
    return;
  name = name_button (widget);
  add (offers, widget, name, "", action, target);
}

static void
look (GPtrArray *offers, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || is_closed (widget))
    return;
  if (GTK_IS_MENU_BUTTON (widget))
    {
      GMenuModel *menu = get_menu (GTK_MENU_BUTTON (widget));

      if (menu != NULL && gtk_widget_is_sensitive (widget))
        add_menu (offers, widget, menu, get_tooltip (widget));
      return;
    }
  if (GTK_IS_BUTTON (widget) || ADW_IS_BUTTON_ROW (widget))
    {
      add_button (offers, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look (offers, child);
}

GPtrArray *
rapport_offers_collect (GtkWidget *root)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_offer_unref);

  look (offers, root);
  return offers;
}
