/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-records.h"

#include <glib/gi18n-lib.h>

/* The menu of the board. It is made when the window has come to rest, and anew
 * where the view is another one, or who works here and which services there are has
 * changed. */

/* So long after what it depends on was looked at, in milliseconds. */
#define REST 1500

static void
append_choice (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* In the view of statuses there is nothing to choose between these. */
static GMenuModel *
make_clients_section (RapportBoardPage *self)
{
  GMenu *menu = g_menu_new ();
  const gboolean by_status = self->view == RAPPORT_BOARD_VIEW_STATUSES;

  append_choice (menu, _ ("_Key Clients"), "board.show", "key");
  if (!by_status)
    {
      append_choice (menu, _ ("All _Current Clients"), "board.show", "current");
      append_choice (menu, _ ("_Leads"), "board.show", "lead");
      append_choice (menu, _ ("_Paused"), "board.show", "paused");
      append_choice (menu, _ ("_Refused"), "board.show", "refused");
      append_choice (menu, _ ("L_eft"), "board.show", "left");
      append_choice (menu, _ ("Let _Go"), "board.show", "let-go");
    }
  if (self->view != RAPPORT_BOARD_VIEW_LIGHTS)
    append_choice (menu, _ ("The _Whole Base"), "board.show", "all");
  append_choice (menu, _ ("In the _Archive"), "board.show", "archived");
  return G_MENU_MODEL (menu);
}

/* A name is no mnemonic. */
static char *
escape_label (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

/* The records of a type that are in use, by their titles, and one for all. */
static GMenuModel *
make_records_menu (RapportBoardPage *self, RapportQuery *query, const char *action, const char *any)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GPtrArray) records = rapport_library_find (self->library, query, NULL);

  append_choice (menu, any, action, "");
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autofree char *label = escape_label (rapport_record_get_title (records->pdata[i]));

      append_choice (menu, label, action, rapport_record_get_id (records->pdata[i]));
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_members_menu (RapportBoardPage *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);

  rapport_query_where (query, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                       g_variant_new_boolean (TRUE));
  rapport_query_order_by (query, RAPPORT_MEMBER_NAME, FALSE);
  return make_records_menu (self, query, "board.owner", _ ("Anyone"));
}

static GMenuModel *
make_services_menu (RapportBoardPage *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_SERVICE);

  rapport_query_order_by (query, RAPPORT_SERVICE_NAME, FALSE);
  return make_records_menu (self, query, "board.service", _ ("Any"));
}

static GMenuModel *
make_only_section (RapportBoardPage *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) members = make_members_menu (self);
  g_autoptr (GMenuModel) services = make_services_menu (self);

  g_menu_append (menu, _ ("Only _Mine"), "board.only-mine");
  g_menu_append (menu, _ ("Got _Worse"), "board.worse");
  g_menu_append (menu, _ ("_Not Marked"), "board.unmarked");
  g_menu_append (menu, _ ("With E_vidence"), "board.evidence");
  g_menu_append_submenu (menu, _ ("Account _Manager"), members);
  g_menu_append_submenu (menu, _ ("_Service"), services);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (RapportBoardPage *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) views = g_menu_new ();
  g_autoptr (GMenu) order = g_menu_new ();
  g_autoptr (GMenu) intake = g_menu_new ();
  g_autoptr (GMenuModel) clients = make_clients_section (self);
  g_autoptr (GMenuModel) only = make_only_section (self);

  rapport_board_page_append_views (self, views);
  g_menu_append_section (menu, _ ("View"), G_MENU_MODEL (views));
  g_menu_append (order, _ ("_Group by Manager"), "board.group");
  if (self->view == RAPPORT_BOARD_VIEW_TABLE)
    rapport_board_page_append_columns (self, order);
  g_menu_append_section (menu, _ ("Clients"), clients);
  g_menu_append_section (menu, _ ("Only"), only);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  g_menu_append (intake, _ ("Team _Meeting"), "win.team-meeting");
  g_menu_append (intake, _ ("_Trends"), "win.show-trends");
  g_menu_append (intake, _ ("_Import Clients…"), "win.import-clients");
  g_menu_append (intake, _ ("Find _Doubles…"), "win.find-doubles");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (intake));
  return G_MENU_MODEL (menu);
}

static void
see_to_menu (RapportBoardPage *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (self->has_menu)
    return;
  menu = make_menu (self);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  self->has_menu = TRUE;
}

static void
create_popup_cb (GtkMenuButton *button, gpointer user_data)
{
  see_to_menu (user_data);
}

static void
rest_cb (gpointer user_data)
{
  RapportBoardPage *self = user_data;

  self->menu_rest = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !gtk_menu_button_get_active (self->menu_button))
    see_to_menu (self);
}

void
rapport_board_page_make_menu_later (RapportBoardPage *self)
{
  g_clear_handle_id (&self->menu_rest, g_source_remove);
  self->menu_rest = g_timeout_add_once (REST, rest_cb, self);
}

void
rapport_board_page_drop_menu (RapportBoardPage *self)
{
  self->has_menu = FALSE;
  rapport_board_page_make_menu_later (self);
}

static void
committed_cb (RapportBoardPage *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (set, i)->info;

      if (info == &rapport_member_info || info == &rapport_service_info)
        {
          rapport_board_page_drop_menu (self);
          break;
        }
    }
}

void
rapport_board_page_add_menu (RapportBoardPage *self)
{
  gtk_menu_button_set_create_popup_func (self->menu_button, create_popup_cb, self, NULL);
  g_signal_connect_object (self->library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
}
