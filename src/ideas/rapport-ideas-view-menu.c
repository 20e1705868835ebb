/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of what is selected. */
#include "rapport-ideas-view-private.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *label;
  RapportArrangement how;
} arrangements[] = {
  { N_ ("Align _Left"), RAPPORT_ARRANGE_LEFT },
  { N_ ("Align _Centers"), RAPPORT_ARRANGE_CENTRE },
  { N_ ("Align _Right"), RAPPORT_ARRANGE_RIGHT },
  { N_ ("Align _Tops"), RAPPORT_ARRANGE_TOP },
  { N_ ("Align _Middles"), RAPPORT_ARRANGE_MIDDLE },
  { N_ ("Align _Bottoms"), RAPPORT_ARRANGE_BOTTOM },
  { N_ ("Equal Gaps _Across"), RAPPORT_ARRANGE_ACROSS },
  { N_ ("Equal Gaps _Down"), RAPPORT_ARRANGE_DOWN },
};

static const struct
{
  const char *label;
  const char *colour;
} colours[] = {
  { N_ ("_None"), "" },         { N_ ("_Blue"), "#3584e4" },   { N_ ("_Teal"), "#2190a4" },
  { N_ ("_Green"), "#3a944a" }, { N_ ("_Yellow"), "#c88800" }, { N_ ("_Orange"), "#ed5b00" },
  { N_ ("_Red"), "#e62d42" },   { N_ ("_Pink"), "#d56199" },   { N_ ("P_urple"), "#9141ac" },
};

static const struct
{
  const char *label;
  RapportCardsOrder how;
} orders[] = {
  { N_ ("Bring to _Front"), RAPPORT_CARDS_TO_FRONT },
  { N_ ("Bring _Forward"), RAPPORT_CARDS_FORWARD },
  { N_ ("Send _Backward"), RAPPORT_CARDS_BACKWARD },
  { N_ ("Send to B_ack"), RAPPORT_CARDS_TO_BACK },
};

static void
append_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
append_number (GMenu *menu, const char *label, const char *action, int number)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (_ (label), NULL);

  g_menu_item_set_action_and_target (item, action, "i", number);
  g_menu_append_item (menu, item);
}

static void
append_submenu (GMenu *menu, const char *label, GMenu *submenu)
{
  g_menu_append_submenu (menu, label, G_MENU_MODEL (submenu));
}

static GMenu *
create_arrange_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (arrangements); i++)
    append_number (menu, arrangements[i].label, "ideas.arrange", (int) arrangements[i].how);
  return menu;
}

static GMenu *
create_order_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    append_number (menu, orders[i].label, "ideas.order", (int) orders[i].how);
  return menu;
}

static GMenu *
create_colour_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (colours[i].label), NULL);

      g_menu_item_set_action_and_target (item, "ideas.colour", "s", colours[i].colour);
      g_menu_append_item (menu, item);
    }
  return menu;
}

/* About the idea or task on the card, or the card itself where it is a note. */
static void
append_ask (RapportIdeasView *self, GMenu *menu)
{
  g_auto (GStrv) ids = rapport_canvas_get_selected (self->canvas);
  g_autoptr (RapportRecord) card =
    ids[0] != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_PLACEMENT, ids[0]) : NULL;
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("As_k at the Next Meeting…"), NULL);
  const char *work = card != NULL ? rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM) : "";

  if (card == NULL)
    return;
  g_menu_item_set_action_and_target (item, "win.ask-about", "(sss)",
                                     rapport_record_get_client_id (card),
                                     *work != '\0' ? work : rapport_record_get_id (card), "");
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_menu (RapportIdeasView *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) card = g_menu_new ();
  g_autoptr (GMenu) clipboard = g_menu_new ();
  g_autoptr (GMenu) look = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  g_autoptr (GMenu) order = create_order_menu ();
  g_autoptr (GMenu) colour = create_colour_menu ();
  g_autoptr (GMenu) arrange = create_arrange_menu ();
  const guint n = rapport_canvas_get_n_selected (self->canvas);

  if (n == 1)
    g_menu_append (card, _ ("_Edit"), "ideas.edit");
  if (n > 0)
    g_menu_append (card, _ ("D_etails"), "ideas.details");
  if (n > 0)
    g_menu_append (card, _ ("Put into the _Plan"), "ideas.plan");
  if (n == 1)
    append_ask (self, card);
  append_section (menu, card);
  if (n > 0)
    {
      g_menu_append (clipboard, _ ("Cu_t"), "ideas.cut");
      g_menu_append (clipboard, _ ("_Copy"), "ideas.copy");
    }
  g_menu_append (clipboard, _ ("_Paste"), "ideas.paste");
  if (n > 0)
    g_menu_append (clipboard, _ ("_Duplicate"), "ideas.duplicate");
  else
    g_menu_append (clipboard, _ ("_Select All"), "ideas.select-all");
  append_section (menu, clipboard);
  if (n == 0)
    return G_MENU_MODEL (menu);
  append_submenu (look, _ ("C_olor"), colour);
  append_submenu (look, _ ("O_rder"), order);
  if (n > 1 && !rapport_ideas_model_is_in_lanes (self->model))
    append_submenu (look, _ ("Al_ign"), arrange);
  append_section (menu, look);
  if (n > 1)
    g_menu_append (rest, _ ("Co_nnect"), "ideas.connect");
  if (!rapport_ideas_model_is_in_lanes (self->model))
    g_menu_append (rest, _ ("Put into a _Frame"), "ideas.frame");
  if (n > 1)
    g_menu_append (rest, _ ("_Group"), "ideas.group");
  if (n > 1)
    g_menu_append (rest, _ ("_Ungroup"), "ideas.ungroup");
  g_menu_append (rest, _ ("_Lock or Unlock"), "ideas.lock");
  g_menu_append (rest, _ ("Take _Off the Board"), "ideas.remove");
  append_section (menu, rest);
  return G_MENU_MODEL (menu);
}

static void
menu_closed_cb (GtkPopover *popover, RapportIdeasView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

void
rapport_ideas_view_open_menu (RapportIdeasView *self, double x, double y)
{
  g_autoptr (GMenuModel) model = create_menu (self);
  graphene_point_t place;

  if (rapport_ideas_model_get_board (self->model) == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self->canvas), GTK_WIDGET (self->overlay),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    return;
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self->overlay));
      g_signal_connect (self->menu, "closed", G_CALLBACK (menu_closed_cb), self);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) place.x, (int) place.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
