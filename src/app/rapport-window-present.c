/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-boards.h"
#include "rapport-ideas-view.h"
#include "rapport-onlooker.h"
#include "rapport-presenter-page.h"
#include "rapport-toast.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

#define PAGE "rapport-presenter-page"

static AdwNavigationPage *
get_page (RapportWindow *self)
{
  return g_object_get_data (G_OBJECT (self->presenter), PAGE);
}

/* The page goes with its presenting, wherever the user is. */
static void
ended_cb (RapportWindow *self)
{
  g_autoptr (RapportPresenter) presenter = g_steal_pointer (&self->presenter);
  AdwNavigationPage *page = g_object_get_data (G_OBJECT (presenter), PAGE);

  if (self->navigation != NULL && page != NULL &&
      adw_navigation_view_get_visible_page (self->navigation) == page)
    adw_navigation_view_pop (self->navigation);
  /* The page holds the presenter. */
  g_object_set_data (G_OBJECT (presenter), PAGE, NULL);
  if (self->sidebar != NULL)
    rapport_sidebar_set_presenting (self->sidebar, FALSE);
}

static void
show_page (RapportWindow *self)
{
  AdwNavigationPage *page = get_page (self);

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  if (page != NULL && rapport_window_is_on_the_way (self, page))
    {
      adw_navigation_view_pop_to_page (self->navigation, page);
      return;
    }
  page = rapport_presenter_page_new (self->presenter);
  g_object_set_data_full (G_OBJECT (self->presenter), PAGE, g_object_ref (page), g_object_unref);
  adw_navigation_view_push (self->navigation, page);
}

/* (transfer full) (nullable): the id of the board that is meant: the one that was looked at
 * last, or else the first of the client. */
static char *
find_board (RapportWindow *self, RapportClient *client)
{
  GtkWidget *matrix = rapport_client_page_get_view (self->client_page, "matrix");
  const char *shown =
    matrix != NULL ? rapport_ideas_view_get_board_id (RAPPORT_IDEAS_VIEW (matrix)) : NULL;
  const char *id = rapport_record_get_id (RAPPORT_RECORD (client));
  g_autoptr (RapportRecord) board =
    shown != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_IDEA_BOARD, shown) : NULL;
  g_autoptr (RapportQuery) query = rapport_boards_query (id);
  g_autoptr (GPtrArray) boards = NULL;

  /* The view may still have that of another client, which it has not been told of. */
  if (board != NULL && g_str_equal (rapport_record_get_client_id (board), id))
    return g_strdup (shown);
  rapport_onlooker_narrow (self->library, query);
  boards = rapport_library_find (self->library, query, NULL);
  return boards != NULL && boards->len > 0 ? g_strdup (rapport_record_get_id (boards->pdata[0]))
                                           : NULL;
}

/* Whether what is presented may be gone back to: not before another client's eyes. */
static gboolean
may_show_page (RapportWindow *self)
{
  const char *onlooker = rapport_onlooker_get_client (rapport_onlooker_of (self->library));

  return onlooker == NULL ||
         g_str_equal (onlooker, rapport_presenter_get_client_id (self->presenter));
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  RapportPresenter *presenter = rapport_presenter_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->beginning);
  self->presenter = presenter;
  if (presenter == NULL)
    {
      rapport_toast_show (GTK_WIDGET (self), error->message);
      return;
    }
  g_signal_connect_object (presenter, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  rapport_sidebar_set_presenting (self->sidebar, TRUE);
  if (may_show_page (self))
    show_page (self);
}

/* A large board takes a moment to be read. */
static void
begin (RapportWindow *self, const char *board_id)
{
  self->beginning = g_cancellable_new ();
  rapport_presenter_new_async (self->library, board_id,
                               gtk_window_get_application (GTK_WINDOW (self)), self->beginning,
                               begun_cb, g_object_ref (self));
}

void
rapport_window_present_board (RapportWindow *self, GVariant *parameter)
{
  RapportClient *client = NULL;
  g_autofree char *board = NULL;

  if (self->lights == NULL || self->beginning != NULL)
    return;
  if (self->presenter != NULL)
    {
      if (may_show_page (self))
        show_page (self);
      return;
    }
  client = rapport_window_get_open_client (self);
  if (client != NULL)
    board = find_board (self, client);
  if (board != NULL)
    begin (self, board);
  else
    rapport_toast_show (GTK_WIDGET (self), client != NULL ? _ ("There is no board to present yet")
                                                          : _ ("Open the client first"));
}

void
rapport_window_end_presenting (RapportWindow *self)
{
  if (self->beginning != NULL)
    g_cancellable_cancel (self->beginning);
  g_clear_object (&self->beginning);
  if (self->presenter != NULL)
    rapport_presenter_end (self->presenter);
}
