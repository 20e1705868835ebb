/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said above the board: one thing at a time, the most urgent one. */
#include "rapport-board-page-private.h"

#include <glib/gi18n-lib.h>

/* Lights alone belong to a week. */
static char *
describe_past (RapportBoardPage *self)
{
  g_autofree char *filter = NULL;
  const char *text = self->edits_past ? _ ("You are changing the marks of a past week")
                                      : _ ("A past week can be looked at");

  if (self->week == rapport_day_week (self->today) || self->view == RAPPORT_BOARD_VIEW_STATUSES ||
      rapport_library_is_read_only (self->library))
    return g_strdup ("");
  /* Nobody is to look for cards that the filter has left out. */
  filter = rapport_board_page_describe_filter (self);
  return *filter != '\0' ? g_strdup_printf ("%s · %s", text, filter) : g_strdup (text);
}

static char *
describe (RapportBoardPage *self, RapportBoardNotice notice)
{
  switch (notice)
    {
    case RAPPORT_BOARD_NOTICE_PAST:
      return describe_past (self);
    case RAPPORT_BOARD_NOTICE_FILTER:
      return rapport_board_page_describe_filter (self);
    case RAPPORT_BOARD_NOTICE_UNMARKED:
      return rapport_board_page_describe_unmarked (self);
    case RAPPORT_BOARD_N_NOTICES:
    default:
      return g_strdup ("");
    }
}

static const char *
get_button (RapportBoardPage *self, RapportBoardNotice notice)
{
  if (notice == RAPPORT_BOARD_NOTICE_FILTER)
    return _ ("_Show All");
  if (notice == RAPPORT_BOARD_NOTICE_UNMARKED)
    return _ ("_Show Them");
  return self->edits_past ? _ ("_Lock Again") : _ ("_Edit This Week");
}

void
rapport_board_page_update_banner (RapportBoardPage *self)
{
  for (guint i = 0; i < RAPPORT_BOARD_N_NOTICES; i++)
    {
      g_autofree char *text = describe (self, (RapportBoardNotice) i);

      if (*text == '\0')
        continue;
      self->notice = (RapportBoardNotice) i;
      adw_banner_set_title (self->banner, text);
      adw_banner_set_button_label (self->banner, get_button (self, self->notice));
      adw_banner_set_revealed (self->banner, TRUE);
      return;
    }
  adw_banner_set_revealed (self->banner, FALSE);
}

void
rapport_board_page_banner_clicked (RapportBoardPage *self)
{
  if (self->notice == RAPPORT_BOARD_NOTICE_FILTER)
    gtk_widget_activate_action (GTK_WIDGET (self), "board.clear-filter", NULL);
  else if (self->notice == RAPPORT_BOARD_NOTICE_UNMARKED)
    rapport_board_page_show_unmarked (self);
  else
    {
      self->edits_past = !self->edits_past;
      rapport_board_page_update (self);
    }
}
