/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-votes-group.h"

#include "rapport-format.h"
#include "rapport-value-menu.h"
#include "rapport-voters.h"

#include <glib/gi18n-lib.h>

struct _RapportVotesGroup
{
  AdwPreferencesGroup parent_instance;

  RapportLibrary *library;
  RapportPlacement *card;
  GStrv voters;
  GtkWidget *list;
  GtkWidget *sum;
  GtkWidget *entry;
  GPtrArray *rows; /* not owned; one per voter */
  gboolean public_only;
};

G_DEFINE_FINAL_TYPE (RapportVotesGroup, rapport_votes_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_card_id (RapportVotesGroup *self)
{
  return rapport_record_get_id (RAPPORT_RECORD (self->card));
}

static guint
get_dots (RapportVotesGroup *self, guint voter)
{
  return rapport_voters_get_dots (self->library, get_card_id (self), self->voters[voter]);
}

static void
give (RapportVotesGroup *self, const char *voter, int dots)
{
  rapport_voters_give (self->library, rapport_record_get_client_id (RAPPORT_RECORD (self->card)),
                       get_card_id (self), voter, dots, self);
}

/* Rows. */

static void
step_cb (RapportVotesGroup *self, GtkWidget *button)
{
  const char *voter = g_object_get_data (G_OBJECT (button), "voter");
  const int step = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "step"));

  give (self, voter,
        (int) rapport_voters_get_dots (self->library, get_card_id (self), voter) + step);
}

static GtkWidget *
make_step (RapportVotesGroup *self, const char *voter, int step)
{
  GtkWidget *button =
    gtk_button_new_from_icon_name (step > 0 ? "list-add-symbolic" : "list-remove-symbolic");
  /* Translators: %s is a person */
  g_autofree char *name =
    g_strdup_printf (step > 0 ? _ ("One more dot from %s") : _ ("One dot less from %s"), voter);

  g_object_set_data_full (G_OBJECT (button), "voter", g_strdup (voter), g_free);
  g_object_set_data (G_OBJECT (button), "step", GINT_TO_POINTER (step));
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_sensitive (button, !rapport_library_is_read_only (self->library));
  g_signal_connect_object (button, "clicked", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_row (RapportVotesGroup *self, const char *voter)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *count = gtk_label_new ("");
  GtkWidget *less = make_step (self, voter, -1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), voter);
  gtk_label_set_width_chars (GTK_LABEL (count), 2);
  gtk_widget_add_css_class (count, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), less);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_step (self, voter, 1));
  g_object_set_data (G_OBJECT (row), "count", count);
  g_object_set_data (G_OBJECT (row), "less", less);
  return row;
}

static void
show_counts (RapportVotesGroup *self)
{
  g_autofree char *text = NULL;
  guint sum = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      const guint dots = get_dots (self, i);
      g_autofree char *count = rapport_locale_count (rapport_format_locale (), dots);

      sum += dots;
      gtk_label_set_text (g_object_get_data (G_OBJECT (row), "count"), count);
      gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (row), "less"),
                                dots > 0 && !rapport_library_is_read_only (self->library));
    }
  text = g_strdup_printf (ngettext ("%u dot", "%u dots", sum), sum);
  gtk_label_set_text (GTK_LABEL (self->sum), text);
}

static void
rebuild (RapportVotesGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; self->voters[i] != NULL; i++)
    {
      GtkWidget *row = make_row (self, self->voters[i]);

      g_ptr_array_add (self->rows, row);
      gtk_list_box_insert (GTK_LIST_BOX (self->list), row, (int) i);
    }
}

/* Whoever has a row keeps it, also without dots: it may have been one too many. */
static void
refresh (RapportVotesGroup *self)
{
  g_auto (GStrv) known = NULL;
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  gboolean grown = self->voters == NULL;

  if (self->card == NULL)
    return;
  known =
    rapport_voters_list (self->library, rapport_record_get_client_id (RAPPORT_RECORD (self->card)));
  if (self->voters != NULL)
    g_strv_builder_addv (all, (const char **) self->voters);
  for (char **name = known; *name != NULL; name++)
    if (self->voters == NULL || !g_strv_contains ((const char *const *) self->voters, *name))
      {
        grown = TRUE;
        g_strv_builder_add (all, *name);
      }
  if (grown)
    {
      g_strfreev (self->voters);
      self->voters = g_strv_builder_end (all);
      rebuild (self);
    }
  show_counts (self);
}

static void
committed_cb (RapportVotesGroup *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_vote_info)
      {
        refresh (self);
        return;
      }
}

/* Somebody new. */

static GStrv
offer (AdwEntryRow *row, gpointer user_data)
{
  RapportVotesGroup *self = user_data;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (self->card == NULL)
    return NULL;
  all = rapport_voters_offer (self->library,
                              rapport_record_get_client_id (RAPPORT_RECORD (self->card)));
  for (char **name = all; *name != NULL; name++)
    if (!g_strv_contains ((const char *const *) self->voters, *name))
      g_strv_builder_add (names, *name);
  return g_strv_builder_end (names);
}

static void
apply_cb (RapportVotesGroup *self)
{
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*name == '\0' || self->card == NULL)
    return;
  give (self, name, (int) rapport_voters_get_dots (self->library, get_card_id (self), name) + 1);
  rapport_value_menu_clear (ADW_ENTRY_ROW (self->entry));
}

/* The object. */

static void
rapport_votes_group_dispose (GObject *object)
{
  RapportVotesGroup *self = RAPPORT_VOTES_GROUP (object);

  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->card);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_votes_group_parent_class)->dispose (object);
}

static void
rapport_votes_group_finalize (GObject *object)
{
  RapportVotesGroup *self = RAPPORT_VOTES_GROUP (object);

  g_strfreev (self->voters);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (rapport_votes_group_parent_class)->finalize (object);
}

static void
rapport_votes_group_class_init (RapportVotesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_votes_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_votes_group_finalize;
}

static void
rapport_votes_group_init (RapportVotesGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->sum = gtk_label_new ("");
  gtk_widget_add_css_class (self->sum, "dimmed");
  gtk_widget_add_css_class (self->sum, "numeric");
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->sum);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Votes"));
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->list);
  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("Dot from someone else"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect_swapped (self->entry, "apply", G_CALLBACK (apply_cb), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->entry);
}

GtkWidget *
rapport_votes_group_new (RapportLibrary *library)
{
  RapportVotesGroup *self = g_object_new (RAPPORT_TYPE_VOTES_GROUP, NULL);

  self->library = g_object_ref (library);
  gtk_widget_set_visible (self->entry, !rapport_library_is_read_only (library));
  rapport_value_menu_add (ADW_ENTRY_ROW (self->entry), offer, self);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
rapport_votes_group_set_card (RapportVotesGroup *self, RapportPlacement *card)
{
  const gboolean other = self->card == NULL || card == NULL ||
                         !g_str_equal (rapport_record_get_client_id (RAPPORT_RECORD (self->card)),
                                       rapport_record_get_client_id (RAPPORT_RECORD (card)));

  g_set_object (&self->card, card);
  if (other)
    g_clear_pointer (&self->voters, g_strfreev);
  refresh (self);
}

void
rapport_votes_group_set_public_only (RapportVotesGroup *self, gboolean public_only)
{
  self->public_only = public_only;
  gtk_widget_set_visible (self->list, !public_only);
}
