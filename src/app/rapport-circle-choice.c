/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-circle-choice.h"

#include "rapport-member.h"
#include "rapport-monogram.h"

#include <glib/gi18n-lib.h>

/* From so many on they are searched through. */
#define MANY 12

struct _RapportCircleChoice
{
  AdwPreferencesPage parent_instance;

  GtkCheckButton *everybody_button;
  GtkCheckButton *some_button;
  GtkEditable *search_entry;
  AdwPreferencesGroup *people_group;
  GtkWidget *nobody_row; /* of people_group; not owned */
  GtkWidget *notes_group;
  GtkWidget *without_me;
  GtkLabel *unknown;

  GPtrArray *rows;    /* of people_group; not owned */
  GPtrArray *buttons; /* of those that can be chosen; not owned */
  GStrv before;       /* (nullable): as it is on the server; NULL for the whole team */
  gboolean unfinished;
  gboolean filling;
};

/* Of a button. */
#define KEY_ACCOUNT "rapport-account"
#define KEY_IS_ME   "rapport-is-me"

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RapportCircleChoice, rapport_circle_choice, ADW_TYPE_PREFERENCES_PAGE)

/* What is chosen. */

char **
rapport_circle_choice_get_names (RapportCircleChoice *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (gtk_check_button_get_active (self->everybody_button))
    return NULL;
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_check_button_get_active (self->buttons->pdata[i]))
      g_strv_builder_add (names, g_object_get_data (self->buttons->pdata[i], KEY_ACCOUNT));
  return g_strv_builder_end (names);
}

gboolean
rapport_circle_choice_is_same (const char *const *a, const char *const *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (g_strv_length ((char **) a) != g_strv_length ((char **) b))
    return FALSE;
  for (guint i = 0; a[i] != NULL; i++)
    if (!g_strv_contains (b, a[i]))
      return FALSE;
  return TRUE;
}

gboolean
rapport_circle_choice_is_new (RapportCircleChoice *self)
{
  g_auto (GStrv) names = rapport_circle_choice_get_names (self);

  if (names != NULL && names[0] == NULL)
    return FALSE;
  return self->unfinished || !rapport_circle_choice_is_same ((const char *const *) names,
                                                             (const char *const *) self->before);
}

static gboolean
is_without_me (RapportCircleChoice *self)
{
  guint n = 0;

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_check_button_get_active (self->buttons->pdata[i]))
      {
        if (g_object_get_data (self->buttons->pdata[i], KEY_IS_ME) != NULL)
          return FALSE;
        n++;
      }
  return n > 0;
}

/* How many are chosen, some of whom may not be in sight. */
static void
show_count (RapportCircleChoice *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < self->buttons->len; i++)
    n += gtk_check_button_get_active (self->buttons->pdata[i]);
  /* Translators: numbers of people */
  text = g_strdup_printf (_ ("Chosen: %u of %u"), n, self->buttons->len);
  adw_preferences_group_set_description (self->people_group, text);
}

static void
changed_cb (RapportCircleChoice *self)
{
  /* The other one is not active yet while this one is told. */
  const gboolean some = !gtk_check_button_get_active (self->everybody_button);

  if (self->filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->people_group), some);
  show_count (self);
  gtk_widget_set_visible (self->notes_group, some);
  gtk_widget_set_visible (self->without_me, some && is_without_me (self));
  g_signal_emit (self, changed_signal, 0);
}

/* Searching. */

static gboolean
is_meant (GtkWidget *row, const char *words)
{
  const char *account = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  g_autofree char *text =
    g_strconcat (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), " ", account, NULL);

  return *words == '\0' || g_str_match_string (words, text, TRUE);
}

static void
search_cb (RapportCircleChoice *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));
  gboolean found = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const gboolean meant = is_meant (self->rows->pdata[i], words);

      gtk_widget_set_visible (self->rows->pdata[i], meant);
      found = found || meant;
    }
  gtk_widget_set_visible (self->nobody_row, !found);
}

/* Escape takes back what was searched for, and then leaves. */
static void
stop_search_cb (RapportCircleChoice *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

/* The people. */

/* (transfer full) (nullable) */
static RapportRecord *
get_member (RapportLibrary *library, const char *member)
{
  return *member != '\0' ? rapport_library_get (library, RAPPORT_TYPE_MEMBER, member) : NULL;
}

char *
rapport_circle_choice_make_name (RapportLibrary *library, const char *member, const char *account)
{
  g_autoptr (RapportRecord) record = get_member (library, member);
  const char *known = record != NULL ? rapport_record_get_title (record) : account;

  /* Who came after the last sync is not known by name. */
  return g_strdup (known != NULL ? known : _ ("Somebody new"));
}

GtkWidget *
rapport_circle_choice_make_row (RapportLibrary *library, const char *member, const char *account)
{
  g_autoptr (RapportRecord) record = get_member (library, member);
  g_autofree char *name = rapport_circle_choice_make_name (library, member, account);
  const gboolean is_me = g_strcmp0 (member, rapport_library_get_me (library)) == 0;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, NULL, TRUE);

  rapport_monogram_set_avatar (ADW_AVATAR (avatar), name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  if (is_me)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("You"));
  else if (record != NULL && account != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), account);
  return row;
}

static void
add_row (RapportCircleChoice *self, GtkWidget *row)
{
  adw_preferences_group_add (self->people_group, row);
  g_ptr_array_add (self->rows, row);
}

static GtkWidget *
add_button (GtkWidget *row)
{
  GtkWidget *button = gtk_check_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_account (RapportCircleChoice *self,
             RapportLibrary *library,
             const RapportServerLogin *login,
             gboolean chosen)
{
  GtkWidget *row = rapport_circle_choice_make_row (library, login->member, login->name);
  GtkWidget *button = add_button (row);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), chosen);
  g_object_set_data_full (G_OBJECT (button), KEY_ACCOUNT, g_strdup (login->name), g_free);
  if (g_strcmp0 (login->member, rapport_library_get_me (library)) == 0)
    g_object_set_data (G_OBJECT (button), KEY_IS_ME, self);
  g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  add_row (self, row);
  g_ptr_array_add (self->buttons, button);
}

static gboolean
has_account (const RapportServerCircle *circle, const char *member)
{
  for (guint i = 0; i < circle->accounts->len; i++)
    if (g_str_equal (((RapportServerLogin *) circle->accounts->pdata[i])->member, member))
      return TRUE;
  return FALSE;
}

static void
add_others (RapportCircleChoice *self, RapportLibrary *library, const RapportServerCircle *circle)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_MEMBER);
  g_autoptr (GPtrArray) members = NULL;

  rapport_query_where (query, RAPPORT_MEMBER_ACTIVE, RAPPORT_TEST_EQUAL,
                       g_variant_new_boolean (TRUE));
  members = rapport_library_find (library, query, NULL);
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const char *id = rapport_record_get_id (members->pdata[i]);
      GtkWidget *row;

      if (has_account (circle, id))
        continue;
      row = rapport_circle_choice_make_row (library, id, NULL);
      add_button (row);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Has no account on the server yet"));
      gtk_widget_set_sensitive (row, FALSE);
      add_row (self, row);
    }
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer library)
{
  const RapportServerLogin *one = a;
  const RapportServerLogin *other = b;
  g_autofree char *name = rapport_circle_choice_make_name (library, one->member, one->name);
  g_autofree char *other_name =
    rapport_circle_choice_make_name (library, other->member, other->name);

  return g_utf8_collate (name, other_name);
}

/* Below the others, and only where none of them is what was searched for. */
static void
add_nobody (RapportCircleChoice *self)
{
  self->nobody_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->nobody_row), _ ("Nobody Found"));
  gtk_widget_set_sensitive (self->nobody_row, FALSE);
  gtk_widget_set_visible (self->nobody_row, FALSE);
  adw_preferences_group_add (self->people_group, self->nobody_row);
}

static void
empty (RapportCircleChoice *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->people_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->buttons, 0);
  if (self->nobody_row != NULL)
    adw_preferences_group_remove (self->people_group, self->nobody_row);
  self->nobody_row = NULL;
  gtk_editable_set_text (self->search_entry, "");
}

void
rapport_circle_choice_fill (RapportCircleChoice *self,
                            RapportLibrary *library,
                            const RapportServerCircle *circle)
{
  const gboolean some = circle->database != NULL || circle->unfinished;

  self->filling = TRUE;
  empty (self);
  g_clear_pointer (&self->before, g_strfreev);
  self->before = circle->database != NULL ? g_strdupv (circle->names) : NULL;
  self->unfinished = circle->unfinished || circle->outdated;
  g_ptr_array_sort_values_with_data (circle->accounts, compare_cb, library);
  for (guint i = 0; i < circle->accounts->len; i++)
    {
      const RapportServerLogin *login = circle->accounts->pdata[i];

      add_account (self, library, login,
                   g_strv_contains ((const char *const *) circle->names, login->name));
    }
  add_others (self, library, circle);
  add_nobody (self);
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), self->rows->len > MANY);
  gtk_check_button_set_active (some ? self->some_button : self->everybody_button, TRUE);
  self->filling = FALSE;
  changed_cb (self);
}

void
rapport_circle_choice_set_unknown (RapportCircleChoice *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
    ngettext ("A newer version of Rapport has written %u record that this one does not know. If it "
              "belongs to this client, it stays open to the whole team until somebody among these "
              "people syncs with the newer version. Update Rapport here first.",
              "A newer version of Rapport has written %u records that this one does not know. What "
              "of them belongs to this client stays open to the whole team until somebody among "
              "these people syncs with the newer version. Update Rapport here first.",
              n),
    n);

  gtk_label_set_label (self->unknown, text);
  gtk_widget_set_visible (GTK_WIDGET (self->unknown), n > 0);
}

/* The widget. */

static void
rapport_circle_choice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RAPPORT_TYPE_CIRCLE_CHOICE);
  G_OBJECT_CLASS (rapport_circle_choice_parent_class)->dispose (object);
}

static void
rapport_circle_choice_finalize (GObject *object)
{
  RapportCircleChoice *self = RAPPORT_CIRCLE_CHOICE (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->buttons);
  g_strfreev (self->before);
  G_OBJECT_CLASS (rapport_circle_choice_parent_class)->finalize (object);
}

static void
rapport_circle_choice_class_init (RapportCircleChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_circle_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_circle_choice_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/circle-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportCircleChoice, everybody_button);
  gtk_widget_class_bind_template_child (widget_class, RapportCircleChoice, some_button);
  gtk_widget_class_bind_template_child (widget_class, RapportCircleChoice, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RapportCircleChoice, people_group);
  gtk_widget_class_bind_template_child (widget_class, RapportCircleChoice, notes_group);
  gtk_widget_class_bind_template_child (widget_class, RapportCircleChoice, without_me);
  gtk_widget_class_bind_template_child (widget_class, RapportCircleChoice, unknown);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
rapport_circle_choice_init (RapportCircleChoice *self)
{
  self->rows = g_ptr_array_new ();
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
