/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-page-private.h"

#include "rapport-empty.h"
#include "rapport-format.h"
#include "rapport-records.h"
#include "rapport-ui-board.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (RapportBoardPage, rapport_board_page, ADW_TYPE_NAVIGATION_PAGE)

const RapportMark rapport_board_order[] = { RAPPORT_MARK_GREEN, RAPPORT_MARK_YELLOW,
                                            RAPPORT_MARK_RED, RAPPORT_MARK_NONE };

static gboolean
shows_current (RapportBoardPage *self)
{
  return g_str_equal (self->shown, "key") || g_str_equal (self->shown, "current");
}

gboolean
rapport_board_page_is_editable (RapportBoardPage *self)
{
  return !rapport_library_is_read_only (self->library) &&
         (self->week == rapport_day_week (self->today) || self->edits_past);
}

gboolean
rapport_board_page_can_mark (RapportBoardPage *self, RapportRecord *client)
{
  return rapport_board_page_is_editable (self) &&
         rapport_record_has_word (client, RAPPORT_CLIENT_STATUS, "current") &&
         rapport_record_get_value (client, RAPPORT_CLIENT_ARCHIVED) == NULL;
}

/* What is shown. */

static GtkWidget *
get_empty_page (RapportBoardPage *self)
{
  const gboolean searching = *gtk_editable_get_text (self->search_entry) != '\0';
  g_autofree char *filter = rapport_board_page_describe_filter (self);
  const gboolean none_at_all =
    rapport_board_model_get_total (self->model) == 0 && g_str_equal (self->shown, "key");

  if (!searching && none_at_all && *filter == '\0')
    {
      if (self->no_clients == NULL)
        {
          self->no_clients =
            rapport_empty_new ("system-users-symbolic", _ ("No Clients Yet"),
                               _ ("Key clients stand here by the light of the week."),
                               _ ("_Add Client"), "win.add-client");
          gtk_stack_add_child (self->states, self->no_clients);
        }
      return self->no_clients;
    }
  if (self->nothing_found == NULL)
    {
      self->nothing_found =
        rapport_empty_new ("system-search-symbolic", _ ("No Clients Found"),
                           _ ("Try other words or another filter."), NULL, NULL);
      gtk_stack_add_child (self->states, self->nothing_found);
    }
  return self->nothing_found;
}

static void
counts_changed_cb (RapportBoardPage *self)
{
  RapportBoardLanes *lights = &self->lanes[RAPPORT_BOARD_VIEW_LIGHTS];
  const gboolean waits = rapport_board_model_is_waiting (self->model);

  for (guint i = 0; i < lights->n; i++)
    {
      g_autofree char *count = rapport_locale_count (
        rapport_format_locale (), rapport_board_column_get_n_cards (lights->columns[i]));

      gtk_label_set_label (self->toggle_counts[i], count);
    }
  gtk_stack_set_visible_child (self->states, waits || rapport_board_page_count_cards (self) > 0
                                               ? rapport_board_page_get_view (self)
                                               : get_empty_page (self));
}

/* The one column that is shown where there is no room for all. */
static guint
get_chosen_column (RapportBoardPage *self)
{
  const guint active = adw_toggle_group_get_active (self->toggles);

  return active < G_N_ELEMENTS (rapport_board_order) ? active : 0;
}

static void
show_columns (RapportBoardPage *self)
{
  RapportBoardLanes *lights = &self->lanes[RAPPORT_BOARD_VIEW_LIGHTS];
  const gboolean current = shows_current (self);
  const RapportField *status = &rapport_client_info.fields[RAPPORT_CLIENT_STATUS];

  for (guint i = 0; i < lights->n; i++)
    {
      const gboolean is_none = rapport_board_order[i] == RAPPORT_MARK_NONE;
      const gboolean visible = current ? !self->narrow || i == get_chosen_column (self) : is_none;
      const char *title = rapport_mark_get_label (rapport_board_order[i]);

      if (g_str_equal (self->shown, "archived"))
        title = _ ("In the archive");
      else if (!current)
        title = rapport_field_get_word_label (status, self->shown);
      gtk_widget_set_visible (GTK_WIDGET (lights->columns[i]), visible);
      rapport_board_column_set_editable (lights->columns[i],
                                         current && rapport_board_page_is_editable (self));
      rapport_board_column_set_title (lights->columns[i], title);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->toggles),
                          current && self->view == RAPPORT_BOARD_VIEW_LIGHTS);
}

static void
show_week (RapportBoardPage *self)
{
  g_autofree char *text = rapport_format_week (self->week, self->today);

  gtk_button_set_label (GTK_BUTTON (self->week_button), text);
  gtk_widget_set_visible (self->week_switcher, self->view != RAPPORT_BOARD_VIEW_STATUSES);
}

void
rapport_board_page_update (RapportBoardPage *self)
{
  show_week (self);
  rapport_board_page_update_banner (self);
  show_columns (self);
  counts_changed_cb (self);
}

void
rapport_board_page_restart (RapportBoardPage *self)
{
  RapportBoardLanes *lanes = &self->lanes[self->view];

  for (guint i = 0; i < lanes->n; i++)
    rapport_board_column_restart (lanes->columns[i]);
  if (self->view == RAPPORT_BOARD_VIEW_TABLE && self->table != NULL)
    rapport_board_table_restart (self->table);
}

/* Callbacks of the template. */

static void
search_changed_cb (RapportBoardPage *self)
{
  rapport_board_page_restart (self);
  rapport_board_model_set_search (self->model, gtk_editable_get_text (self->search_entry));
}

static void
banner_clicked_cb (RapportBoardPage *self)
{
  rapport_board_page_banner_clicked (self);
}

static void
narrow_cb (RapportBoardPage *self)
{
  self->narrow = TRUE;
  rapport_board_page_update (self);
}

static void
wide_cb (RapportBoardPage *self)
{
  self->narrow = FALSE;
  rapport_board_page_update (self);
}

static void
toggled_cb (RapportBoardPage *self)
{
  show_columns (self);
}

/* The first thing to be done has the keyboard: the first card without a mark. */
static gboolean
focus_first_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RapportBoardPage *self = RAPPORT_BOARD_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  /* Whoever came to search goes on with that; whoever has left is elsewhere. */
  if (!gtk_widget_get_mapped (widget))
    return G_SOURCE_REMOVE;
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->search_bar))
    return G_SOURCE_REMOVE;
  /* The cards can have it when a frame has laid them out. */
  if (!self->laid_out)
    {
      self->laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  rapport_board_page_focus_first (self);
  return G_SOURCE_REMOVE;
}

/* A week may have begun since the board was last seen. */
static void
map_cb (RapportBoardPage *self)
{
  rapport_lights_set_week (self->this_week, rapport_format_today (self->library));
  self->laid_out = FALSE;
  rapport_board_page_remind_later (self);
  rapport_board_page_make_menu_later (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_first_cb, NULL, NULL);
}

/* Life. */

static void
rapport_board_page_dispose (GObject *object)
{
  RapportBoardPage *self = RAPPORT_BOARD_PAGE (object);

  g_clear_handle_id (&self->ask_source, g_source_remove);
  g_clear_handle_id (&self->resting, g_source_remove);
  g_clear_handle_id (&self->menu_rest, g_source_remove);
  g_clear_object (&self->to_mark);
  g_clear_weak_pointer (&self->asked_from);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popover)));
  if (self->question != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->question)));
  if (self->status_popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->status_popover)));
  if (self->status_question != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->status_question)));
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_BOARD_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->model);
  g_clear_object (&self->this_week);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_board_page_parent_class)->dispose (object);
}

static void
rapport_board_page_finalize (GObject *object)
{
  RapportBoardPage *self = RAPPORT_BOARD_PAGE (object);

  g_free (self->shown);
  g_free (self->owner);
  g_free (self->service);
  g_free (self->ask_for);
  g_free (self->move_entry);
  G_OBJECT_CLASS (rapport_board_page_parent_class)->finalize (object);
}

/* A popover that has no parent to do so. */
static void
present (gpointer popover)
{
  if (popover != NULL)
    gtk_popover_present (popover);
}

static void
rapport_board_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RapportBoardPage *self = RAPPORT_BOARD_PAGE (widget);

  GTK_WIDGET_CLASS (rapport_board_page_parent_class)
    ->size_allocate (widget, width, height, baseline);
  present (self->popover);
  present (self->question);
  present (self->status_popover);
  present (self->status_question);
}

static void
rapport_board_page_class_init (RapportBoardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Nothing else calls for it, and without that it would not be linked. */
  rapport_ui_board_get_resource ();
  object_class->dispose = rapport_board_page_dispose;
  object_class->finalize = rapport_board_page_finalize;
  widget_class->size_allocate = rapport_board_page_size_allocate;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/board/board-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, week_switcher);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, week_button);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, views);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, banner);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, states);
  gtk_widget_class_bind_template_child_full (widget_class, "columns", FALSE,
                                             G_STRUCT_OFFSET (RapportBoardPage, columns_box));
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, toggles);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardPage, breakpoint);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
rapport_board_page_init (RapportBoardPage *self)
{
  self->shown = g_strdup ("key");
  self->owner = g_strdup ("");
  self->service = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

RapportBoardPage *
rapport_board_page_new (RapportLibrary *library, RapportLights *lights)
{
  RapportBoardPage *self = g_object_new (RAPPORT_TYPE_BOARD_PAGE, NULL);

  self->library = g_object_ref (library);
  self->this_week = g_object_ref (lights);
  self->today = rapport_format_today (library);
  self->week = rapport_lights_get_week (lights);
  self->model = rapport_board_model_new (library, lights);
  rapport_board_page_add_actions (self);
  rapport_board_page_add_views (self);
  rapport_board_page_add_menu (self);
  rapport_board_page_add_marking (self);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar), self->search_entry);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lights, "changed", G_CALLBACK (rapport_board_page_follow_week), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::read-only", G_CALLBACK (rapport_board_page_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  rapport_board_page_update (self);
  return self;
}

void
rapport_board_page_search (RapportBoardPage *self)
{
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->search_bar), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
