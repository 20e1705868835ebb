/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-said-group.h"

#include "rapport-card-minutes.h"
#include "rapport-format.h"
#include "rapport-onlooker.h"

#include <glib/gi18n-lib.h>

/* As many are shown unasked. */
#define FEW_ROWS 5

struct _RapportSaidGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  RapportPlacement *card;
  RapportWorkItem *item;
  GPtrArray *rows; /* of GtkWidget, not owned */
  gboolean public_only;
  gboolean wants_all;
  guint later; /* source */
};

G_DEFINE_FINAL_TYPE (RapportSaidGroup, rapport_said_group, ADW_TYPE_PREFERENCES_GROUP)

static void refresh (RapportSaidGroup *self);

/* Rows. */

static void
clear_rows (RapportSaidGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (RapportSaidGroup *self, GtkWidget *row)
{
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
open_line_cb (GtkWidget *row)
{
  gtk_widget_activate_action (row, "win.open-meeting-line", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "line"));
}

/* (transfer full): "Agreement · Weekly call · 12 November · Anna Petrova" */
static char *
describe (RapportSaidGroup *self, const RapportSaid *said)
{
  const RapportField *kind = &rapport_minutes_line_info.fields[RAPPORT_MINUTES_LINE_KIND];
  g_autofree char *day = rapport_format_day (said->day, rapport_format_today (self->library));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (said->kind != NULL && *said->kind != '\0' && !g_str_equal (said->kind, "text"))
    g_strv_builder_add (builder, rapport_field_get_word_label (kind, said->kind));
  g_strv_builder_add (builder, said->meeting);
  if (*day != '\0')
    g_strv_builder_add (builder, day);
  if (*said->who != '\0')
    g_strv_builder_add (builder, said->who);
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static void
add_said (RapportSaidGroup *self, const RapportSaid *said)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (self, said);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), said->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_widget_set_tooltip_text (row, _ ("Open the Minutes Here"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "line", g_strdup (said->line), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (open_line_cb), NULL);
  add_row (self, row);
}

static void
show_all_cb (RapportSaidGroup *self)
{
  self->wants_all = TRUE;
  refresh (self);
  if (self->rows->len > FEW_ROWS)
    gtk_widget_grab_focus (self->rows->pdata[FEW_ROWS]);
}

static void
add_way_to_all (RapportSaidGroup *self, guint n)
{
  GtkWidget *row = adw_button_row_new ();
  g_autofree char *title =
    g_strdup_printf (ngettext ("Show All %u Line", "Show All %u Lines", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (show_all_cb), self);
  add_row (self, row);
}

static void
refresh (RapportSaidGroup *self)
{
  g_autoptr (GPtrArray) found = NULL;
  guint n;

  clear_rows (self);
  if (self->card != NULL)
    found =
      rapport_card_minutes_find (self->library, self->card, self->item,
                                 self->public_only || rapport_onlooker_is_there (self->library));
  n = found != NULL ? found->len : 0;
  for (guint i = 0; i < n && (self->wants_all || n == FEW_ROWS + 1 || i < FEW_ROWS); i++)
    add_said (self, found->pdata[i]);
  if (n > self->rows->len)
    add_way_to_all (self, n);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/* Following. */

static void
later_cb (gpointer user_data)
{
  RapportSaidGroup *self = user_data;

  self->later = 0;
  refresh (self);
}

/* When nothing else is to be done: who goes from card to card does not wait for it. */
static void
refresh_later (RapportSaidGroup *self)
{
  if (self->later == 0)
    self->later = g_idle_add_once (later_cb, self);
}

static void
committed_cb (RapportSaidGroup *self, RapportChangeSet *set)
{
  if (self->card == NULL)
    return;
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      if (rapport_card_minutes_is_about (change->info) || change->info == &rapport_work_item_info)
        {
          refresh_later (self);
          return;
        }
    }
}

/* The object. */

static void
rapport_said_group_dispose (GObject *object)
{
  RapportSaidGroup *self = RAPPORT_SAID_GROUP (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->item);
  g_clear_object (&self->card);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_said_group_parent_class)->dispose (object);
}

static void
rapport_said_group_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_SAID_GROUP (object)->rows);
  G_OBJECT_CLASS (rapport_said_group_parent_class)->finalize (object);
}

static void
rapport_said_group_class_init (RapportSaidGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_said_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_said_group_finalize;
}

static void
rapport_said_group_init (RapportSaidGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), C_ ("card", "In the Minutes"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
rapport_said_group_new (RapportLibrary *library)
{
  RapportSaidGroup *self = g_object_new (RAPPORT_TYPE_SAID_GROUP, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
rapport_said_group_set_card (RapportSaidGroup *self, RapportPlacement *card, RapportWorkItem *item)
{
  self->wants_all = self->wants_all && self->card == card;
  g_set_object (&self->card, card);
  g_set_object (&self->item, item);
  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  refresh_later (self);
}

void
rapport_said_group_set_public_only (RapportSaidGroup *self, gboolean public_only)
{
  if (self->public_only == public_only)
    return;
  self->public_only = public_only;
  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  refresh_later (self);
}
