/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-voting-dialog.h"

#include "rapport-ballot.h"
#include "rapport-format.h"
#include "rapport-id-list.h"
#include "rapport-number-row.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-scene.h"
#include "rapport-toast.h"
#include "rapport-value-menu.h"
#include "rapport-voters.h"
#include "rapport-voting.h"

#include <glib/gi18n-lib.h>

#define LOCAL_DOTS "voting-dots"
#define USUAL_DOTS 3
#define MOST_DOTS  20

struct _RapportVotingDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  RapportIdeasModel *model;
  char *client_id;
  RapportBallot *ballot;
  RapportIdList *cards;
  GPtrArray *named;  /* participants of this call */
  GPtrArray *people; /* those that are shown, in their order */
  guint current;     /* of people */
  GPtrArray *bound;  /* rows that show a card; not owned */
  gboolean updating;
  gboolean is_open;

  AdwToastOverlay *toasts;
  GtkStack *pages;
  GtkWidget *entry;
  GtkSpinButton *dots;
  GtkWidget *people_box;
  GtkStack *list_stack;
  GtkSingleSelection *selection;
  GtkWidget *list;
  GtkWidget *result; /* group */
  GPtrArray *result_rows;
};

G_DEFINE_FINAL_TYPE (RapportVotingDialog, rapport_voting_dialog, ADW_TYPE_DIALOG)

/* What is known. */

static const char *
get_current (RapportVotingDialog *self)
{
  return self->current < self->people->len ? self->people->pdata[self->current] : NULL;
}

static guint
get_limit (RapportVotingDialog *self)
{
  return (guint) gtk_spin_button_get_value_as_int (self->dots);
}

static const char *
get_title (RapportVotingDialog *self, const char *card_id)
{
  const RapportSceneItem *item =
    rapport_scene_get (rapport_ideas_model_get_scene (self->model), card_id);

  return item != NULL && item->title != NULL ? item->title : "";
}

/* (transfer full): the ideas of the board, as one reads them. */
static GPtrArray *
find_cards (RapportVotingDialog *self)
{
  g_autoptr (GPtrArray) items =
    rapport_scene_get_reading_order (rapport_ideas_model_get_scene (self->model));
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < items->len; i++)
    {
      const RapportSceneItem *item = items->pdata[i];

      if (item->kind == RAPPORT_SCENE_IDEA)
        g_ptr_array_add (ids, g_strdup (item->id));
    }
  return ids;
}

static gboolean
has_name (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/* Who voted before is there as well, unless a client looks on. */
static void
find_people (RapportVotingDialog *self)
{
  g_autofree char *current = g_strdup (get_current (self));
  g_auto (GStrv) before = rapport_ballot_list_participants (self->ballot);

  g_ptr_array_set_size (self->people, 0);
  for (char **name = before; !rapport_onlooker_is_there (self->library) && *name != NULL; name++)
    g_ptr_array_add (self->people, g_strdup (*name));
  for (guint i = 0; i < self->named->len; i++)
    if (!has_name (self->people, self->named->pdata[i]))
      g_ptr_array_add (self->people, g_strdup (self->named->pdata[i]));
  self->current = 0;
  for (guint i = 0; i < self->people->len; i++)
    if (g_strcmp0 (self->people->pdata[i], current) == 0)
      self->current = i;
}

/* Showing. */

static void
show_row (RapportVotingDialog *self, GtkWidget *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "card");
  const char *who = get_current (self);
  const guint dots = who != NULL ? rapport_ballot_get_dots (self->ballot, id, who) : 0;
  g_autofree char *count = rapport_locale_count (rapport_format_locale (), dots);
  /* Translators: what a screen reader says of an idea and the dots it has from one person */
  g_autofree char *name =
    g_strdup_printf (ngettext ("%s, %u dot", "%s, %u dots", dots), get_title (self, id), dots);

  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "title"), get_title (self, id));
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "count"), who != NULL ? count : "");
  gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (row), "less"), dots > 0);
  gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (row), "more"),
                            who != NULL &&
                              rapport_ballot_get_given (self->ballot, who) < get_limit (self));
  gtk_list_item_set_accessible_label (g_object_get_data (G_OBJECT (row), "item"), name);
}

static void
show_rows (RapportVotingDialog *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_row (self, self->bound->pdata[i]);
}

static void
person_toggled_cb (RapportVotingDialog *self, GtkToggleButton *button)
{
  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  self->current = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  show_rows (self);
}

/* (transfer full): "Anna · 2 left" */
static char *
tell_person (RapportVotingDialog *self, const char *name)
{
  const guint given = rapport_ballot_get_given (self->ballot, name);
  const guint left = given < get_limit (self) ? get_limit (self) - given : 0;

  /* Translators: a person and how many of their dots are not given yet */
  return g_strdup_printf (ngettext ("%s · %u left", "%s · %u left", left), name, left);
}

static void
show_people (RapportVotingDialog *self)
{
  GtkWidget *first = NULL;
  GtkWidget *child;

  self->updating = TRUE;
  while ((child = gtk_widget_get_first_child (self->people_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->people_box), child);
  for (guint i = 0; i < self->people->len; i++)
    {
      g_autofree char *label = tell_person (self, self->people->pdata[i]);
      GtkWidget *button = gtk_toggle_button_new_with_label (label);

      g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (i));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                   first != NULL ? GTK_TOGGLE_BUTTON (first) : NULL);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == self->current);
      g_signal_connect_object (button, "toggled", G_CALLBACK (person_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->people_box), button);
      first = first != NULL ? first : button;
    }
  self->updating = FALSE;
}

static gboolean
shows_result (RapportVotingDialog *self)
{
  RapportIdeaBoard *board = rapport_ideas_model_get_board (self->model);

  return !rapport_onlooker_is_there (self->library) ||
         (board != NULL &&
          rapport_record_get_boolean (RAPPORT_RECORD (board), RAPPORT_IDEA_BOARD_SHOW_SCORE));
}

static void
add_result_row (RapportVotingDialog *self, const char *id)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *who = rapport_ballot_tell (self->ballot, id);
  g_autofree char *sum =
    rapport_locale_count (rapport_format_locale (), rapport_ballot_get_sum (self->ballot, id));
  GtkWidget *figure = gtk_label_new (sum);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_title (self, id));
  if (!rapport_onlooker_is_there (self->library))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), who);
  gtk_widget_add_css_class (figure, "title-3");
  gtk_widget_add_css_class (figure, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), figure);
  g_ptr_array_add (self->result_rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->result), row);
}

static void
show_result (RapportVotingDialog *self)
{
  g_autoptr (GPtrArray) ranked = rapport_ballot_rank (self->ballot);
  const gboolean shown = shows_result (self);

  for (guint i = 0; i < self->result_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->result),
                                  self->result_rows->pdata[i]);
  g_ptr_array_set_size (self->result_rows, 0);
  for (guint i = 0; shown && i < ranked->len; i++)
    add_result_row (self, ranked->pdata[i]);
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self->result),
    !shown             ? _ ("The scores of this board are not shown to the client.")
    : ranked->len == 0 ? _ ("No dots have been given yet.")
                       : NULL);
}

static void
recount (RapportVotingDialog *self)
{
  g_autoptr (GPtrArray) ids = find_cards (self);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) cards = NULL;

  for (guint i = 0; i < ids->len; i++)
    g_strv_builder_add (names, ids->pdata[i]);
  cards = g_strv_builder_end (names);
  g_clear_pointer (&self->ballot, rapport_ballot_free);
  self->ballot = rapport_ballot_new (self->library, self->client_id, (const char *const *) cards);
  gtk_stack_set_visible_child_name (self->list_stack, ids->len > 0 ? "cards" : "none");
  rapport_id_list_take (self->cards, g_steal_pointer (&ids), NULL);
  find_people (self);
  show_people (self);
  show_rows (self);
  show_result (self);
}

static void
committed_cb (RapportVotingDialog *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    {
      const RapportRecordInfo *info = rapport_change_set_get_change (set, i)->info;

      if (info == &rapport_vote_info || info == &rapport_placement_info ||
          info == &rapport_work_item_info || info == &rapport_idea_board_info)
        {
          recount (self);
          return;
        }
    }
}

/* Voting. */

static void
give (RapportVotingDialog *self, const char *card_id, int dots)
{
  const char *who = get_current (self);
  g_autofree char *said = NULL;
  guint now;
  guint others;

  if (who == NULL)
    {
      rapport_toast_show (GTK_WIDGET (self->toasts), _ ("Name a participant first"));
      gtk_widget_grab_focus (self->entry);
      return;
    }
  now = rapport_ballot_get_dots (self->ballot, card_id, who);
  others = rapport_ballot_get_given (self->ballot, who) - now;
  dots = MAX (dots, 0);
  if ((guint) dots > now && others + (guint) dots > get_limit (self))
    {
      said = g_strdup_printf (_ ("%s has no more dots to give"), who);
      rapport_toast_show (GTK_WIDGET (self->toasts), said);
      return;
    }
  if ((guint) dots != now)
    rapport_voters_give (self->library, self->client_id, card_id, who, dots, self->toasts);
}

static void
step (RapportVotingDialog *self, const char *card_id, int by)
{
  const char *who = get_current (self);

  give (self, card_id,
        (who != NULL ? (int) rapport_ballot_get_dots (self->ballot, card_id, who) : 0) + by);
}

static void
less_cb (GtkWidget *row, GtkWidget *button)
{
  step (g_object_get_data (G_OBJECT (row), "dialog"), g_object_get_data (G_OBJECT (row), "card"),
        -1);
}

static void
more_cb (GtkWidget *row, GtkWidget *button)
{
  step (g_object_get_data (G_OBJECT (row), "dialog"), g_object_get_data (G_OBJECT (row), "card"),
        1);
}

static void
other_person (RapportVotingDialog *self, int by)
{
  const guint n = self->people->len;

  if (n == 0)
    return;
  self->current = (self->current + n + (guint) by) % n;
  show_people (self);
  show_rows (self);
}

static gboolean
key_cb (RapportVotingDialog *self, guint keyval, guint code, GdkModifierType state)
{
  const char *id =
    rapport_id_list_get_id (self->cards, gtk_single_selection_get_selected (self->selection));
  const guint32 letter = gdk_keyval_to_unicode (keyval);
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (id == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right)
    other_person (self, (keyval == GDK_KEY_Right) != rtl ? 1 : -1);
  else if (letter == '+' || letter == '=')
    step (self, id, 1);
  else if (letter == '-')
    step (self, id, -1);
  else if (letter >= '0' && letter <= '9')
    give (self, id, (int) letter - '0');
  else
    return FALSE;
  return TRUE;
}

/* Participants. */

static GStrv
offer (AdwEntryRow *row, gpointer user_data)
{
  RapportVotingDialog *self = user_data;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = rapport_voters_offer (self->library, self->client_id);

  for (char **name = all; *name != NULL; name++)
    if (!has_name (self->people, *name))
      g_strv_builder_add (names, *name);
  return g_strv_builder_end (names);
}

static void
name_cb (RapportVotingDialog *self)
{
  g_autofree char *name =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*name == '\0')
    return;
  if (!has_name (self->named, name))
    g_ptr_array_add (self->named, g_strdup (name));
  find_people (self);
  for (guint i = 0; i < self->people->len; i++)
    if (g_str_equal (self->people->pdata[i], name))
      self->current = i;
  show_people (self);
  show_rows (self);
  rapport_value_menu_clear (ADW_ENTRY_ROW (self->entry));
  gtk_widget_grab_focus (self->list);
}

static void
limit_cb (RapportVotingDialog *self)
{
  g_autofree char *text = g_strdup_printf ("%u", get_limit (self));

  rapport_store_set_local (rapport_library_get_store (self->library), LOCAL_DOTS, text);
  if (self->ballot == NULL)
    return;
  show_people (self);
  show_rows (self);
}

/* Rows. */

static GtkWidget *
make_button (GtkWidget *row, const char *icon, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  /* The keyboard stays on the row, which has keys for them. */
  gtk_widget_set_can_focus (button, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, row, G_CONNECT_SWAPPED);
  return button;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new ("");
  GtkWidget *count = gtk_label_new ("");
  GtkWidget *less =
    make_button (row, "list-remove-symbolic", _ ("One Dot Less"), G_CALLBACK (less_cb));
  GtkWidget *more =
    make_button (row, "list-add-symbolic", _ ("One More Dot"), G_CALLBACK (more_cb));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (count), 2);
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (row), less);
  gtk_box_append (GTK_BOX (row), count);
  gtk_box_append (GTK_BOX (row), more);
  g_object_set_data (G_OBJECT (row), "dialog", user_data);
  g_object_set_data (G_OBJECT (row), "title", title);
  g_object_set_data (G_OBJECT (row), "count", count);
  g_object_set_data (G_OBJECT (row), "less", less);
  g_object_set_data (G_OBJECT (row), "more", more);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RapportVotingDialog *self = user_data;
  GtkWidget *row = gtk_list_item_get_child (item);
  const char *id = rapport_record_get_id (gtk_list_item_get_item (item));

  g_object_set_data_full (G_OBJECT (row), "card", g_strdup (id), g_free);
  g_object_set_data (G_OBJECT (row), "item", item);
  g_ptr_array_add (self->bound, row);
  show_row (self, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_ptr_array_remove_fast (RAPPORT_VOTING_DIALOG (user_data)->bound,
                           gtk_list_item_get_child (item));
}

/* The object. */

/* From now on the client sees the dots as well. */
static void
close_vote_cb (RapportVotingDialog *self)
{
  if (!self->is_open)
    return;
  self->is_open = FALSE;
  rapport_voting_close (rapport_voting_of (self->library));
}

static void
rapport_voting_dialog_dispose (GObject *object)
{
  RapportVotingDialog *self = RAPPORT_VOTING_DIALOG (object);

  close_vote_cb (self);
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  g_ptr_array_set_size (self->bound, 0);
  g_clear_object (&self->cards);
  g_clear_object (&self->model);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_voting_dialog_parent_class)->dispose (object);
}

static void
rapport_voting_dialog_finalize (GObject *object)
{
  RapportVotingDialog *self = RAPPORT_VOTING_DIALOG (object);

  g_clear_pointer (&self->ballot, rapport_ballot_free);
  g_ptr_array_unref (self->named);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->bound);
  g_ptr_array_unref (self->result_rows);
  g_free (self->client_id);
  G_OBJECT_CLASS (rapport_voting_dialog_parent_class)->finalize (object);
}

static void
rapport_voting_dialog_class_init (RapportVotingDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_voting_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_voting_dialog_finalize;
}

static void
rapport_voting_dialog_init (RapportVotingDialog *self)
{
  self->named = g_ptr_array_new_with_free_func (g_free);
  self->people = g_ptr_array_new_with_free_func (g_free);
  self->bound = g_ptr_array_new ();
  self->result_rows = g_ptr_array_new ();
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Voting"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 720);
}

static GtkWidget *
make_cards (RapportVotingDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->cards = rapport_id_list_new (self->library, RAPPORT_TYPE_PLACEMENT);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->cards)));
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ideas"), -1);
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->list, keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_head (RapportVotingDialog *self)
{
  g_autofree char *kept =
    rapport_store_get_local (rapport_library_get_store (self->library), LOCAL_DOTS);
  const gint64 dots = kept != NULL ? g_ascii_strtoll (kept, NULL, 10) : USUAL_DOTS;
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *limit;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Participants"));
  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("Add a participant"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  rapport_value_menu_add (ADW_ENTRY_ROW (self->entry), offer, self);
  g_signal_connect_swapped (self->entry, "apply", G_CALLBACK (name_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->entry);
  limit = rapport_number_row_new (_ ("Dots for each"), 1, MOST_DOTS,
                                  (int) CLAMP (dots, 1, MOST_DOTS), &self->dots);
  g_signal_connect_swapped (self->dots, "value-changed", G_CALLBACK (limit_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), limit);
  return group;
}

static GtkWidget *
make_vote_page (RapportVotingDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *people = gtk_scrolled_window_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *none = adw_status_page_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), make_head (self));
  self->people_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (people), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (people), self->people_box);
  gtk_box_append (GTK_BOX (box), people);
  self->list_stack = GTK_STACK (stack);
  gtk_stack_add_named (self->list_stack, make_cards (self), "cards");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _ ("No Ideas to Vote On"));
  gtk_widget_add_css_class (none, "compact");
  gtk_stack_add_named (self->list_stack, none, "none");
  gtk_box_append (GTK_BOX (box), stack);
  return box;
}

static void
page_cb (RapportVotingDialog *self, GParamSpec *pspec, AdwToggleGroup *toggles)
{
  gtk_stack_set_visible_child_name (self->pages, adw_toggle_group_get_active_name (toggles));
}

static void
add_toggle (GtkWidget *group, const char *name, const char *label)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, name);
  adw_toggle_set_label (toggle, label);
  adw_toggle_group_add (ADW_TOGGLE_GROUP (group), toggle);
}

static void
build (RapportVotingDialog *self)
{
  GtkWidget *toolbars = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *toggles = adw_toggle_group_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *results = adw_preferences_page_new ();

  self->pages = GTK_STACK (stack);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->result = adw_preferences_group_new ();
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (results), ADW_PREFERENCES_GROUP (self->result));
  gtk_stack_add_named (self->pages, make_vote_page (self), "vote");
  gtk_stack_add_named (self->pages, results, "result");
  add_toggle (toggles, "vote", C_ ("page of voting", "Vote"));
  add_toggle (toggles, "result", C_ ("page of voting", "Result"));
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (toggles), "vote");
  g_signal_connect_object (toggles, "notify::active-name", G_CALLBACK (page_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), toggles);
  adw_toast_overlay_set_child (self->toasts, stack);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbars), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbars), GTK_WIDGET (self->toasts));
  adw_dialog_set_child (ADW_DIALOG (self), toolbars);
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
  adw_dialog_set_focus (ADW_DIALOG (self), self->list);
}

/* Another board, or a client who begins to look: whoever was there before is not for them. */
static void
changed_cb (RapportVotingDialog *self)
{
  recount (self);
}

AdwDialog *
rapport_voting_dialog_new (RapportLibrary *library, RapportIdeasModel *model)
{
  RapportVotingDialog *self = g_object_new (RAPPORT_TYPE_VOTING_DIALOG, NULL);
  RapportIdeaBoard *board = rapport_ideas_model_get_board (model);

  self->library = g_object_ref (library);
  self->model = g_object_ref (model);
  self->client_id =
    g_strdup (board != NULL ? rapport_record_get_client_id (RAPPORT_RECORD (board)) : "");
  build (self);
  rapport_voting_open (rapport_voting_of (library));
  self->is_open = TRUE;
  g_signal_connect (self, "closed", G_CALLBACK (close_vote_cb), NULL);
  recount (self);
  rapport_private_watch (self, library, G_CALLBACK (changed_cb));
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (model, "loaded", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
