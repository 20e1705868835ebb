/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-circle-dialog.h"

#include "rapport-circle-choice.h"
#include "rapport-circle-steps.h"
#include "rapport-plain.h"
#include "rapport-secret.h"
#include "rapport-team-circle.h"
#include "rapport-team-page.h"
#include "rapport-wrong.h"

#include <glib/gi18n-lib.h>

struct _RapportCircleDialog
{
  AdwDialog parent_instance;

  AdwNavigationView *pages;

  AdwWindowTitle *now_title;
  AdwPreferencesRow *state_row;
  GtkWidget *unsettled_row;
  AdwPreferencesRow *moving_row;
  GtkWidget *moving_spinner;
  GtkImage *pause_icon;
  AdwPreferencesGroup *people_group;
  AdwPreferencesGroup *sign_in_group;
  GtkEditable *user_row;
  GtkEditable *password_row;
  AdwPreferencesRow *sign_in_row;

  AdwWindowTitle *choose_title;
  GtkWidget *apply_button;
  AdwBanner *unfinished;
  RapportCircleChoice *choice;

  AdwWindowTitle *work_title;
  GtkLabel *work_heading;
  GtkLabel *work_text;
  RapportCircleSteps *steps;
  GtkWidget *go_on_button;
  GtkWidget *look_button;
  GtkWidget *done_button;
  GtkWidget *undo_button;
  GtkWidget *cancel_button;

  RapportLibrary *library;
  RapportTeam *team;
  char *client;
  GCancellable *cancellable;
  GPtrArray *people; /* rows of people_group; not owned */
  char *shown;       /* (nullable): whose rows they are, and by what names */
  gboolean crowd_is_open;
  char *told;     /* (nullable): of how it is, to who listens */
  char *user;     /* (nullable): who has signed in, and with what; gone with the dialog */
  char *secret;   /* (nullable) */
  GStrv before;   /* (nullable): accounts; NULL for the whole team */
  GStrv wanted;   /* (nullable): the same */
  gint64 changes; /* how often it had been changed when it was like @before */
  gboolean looking;
  gboolean working;
  gboolean following; /* the server is done, and this copy is not yet */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (RapportCircleDialog, rapport_circle_dialog, ADW_TYPE_DIALOG)

static void look (RapportCircleDialog *self);

/* How it is, as far as this copy knows. */

static const char *
get_state_title (RapportTeamCircleState state)
{
  return state == RAPPORT_TEAM_CIRCLE_EVERYBODY || state == RAPPORT_TEAM_CIRCLE_HELD
           ? _ ("The whole team")
           : _ ("Only some of the team");
}

static const char *
get_state_text (RapportTeamCircleState state)
{
  switch (state)
    {
    case RAPPORT_TEAM_CIRCLE_INSIDE:
      return _ ("You are one of them. Nobody else gets what belongs to this client.");
    case RAPPORT_TEAM_CIRCLE_OUTSIDE:
      return _ ("You are not one of them. What is on this computer stays as it is, and nothing is "
                "sent or received.");
    case RAPPORT_TEAM_CIRCLE_HELD:
      return _ ("That is the last that this computer knew. Nothing is sent or received while the "
                "server says otherwise.");
    case RAPPORT_TEAM_CIRCLE_EVERYBODY:
    default:
      return _ ("Everybody in the agency gets what belongs to this client.");
    }
}

/* What keeps sync from going on, and what that means while a change is on its way and else. */
typedef struct
{
  RapportReplicatorState state;
  const char *title;
  const char *on_its_way;
  const char *now;
} Pause;

static const Pause pauses[] = {
  { RAPPORT_REPLICATOR_OFFLINE, N_ ("No connection"),
    N_ ("It goes on as soon as there is a network."),
    N_ ("This is how it was last. It can be changed again when there is a network.") },
  { RAPPORT_REPLICATOR_DELAYED, N_ ("Will try again"),
    N_ ("It goes on as soon as the server takes it."),
    N_ ("This is how it was last. The server takes nothing just now.") },
};

/* NULL while sync goes on. */
static const Pause *
find_pause (RapportCircleDialog *self)
{
  const RapportReplicatorState state = rapport_team_get_state (self->team);

  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    if (pauses[i].state == state)
      return &pauses[i];
  return NULL;
}

/* (transfer full) */
static char *
describe_left (RapportCircleDialog *self, const RapportTeamCircle *circle)
{
  const Pause *pause = find_pause (self);
  g_autofree char *left = g_strdup_printf (
    ngettext ("%u record is still on its way", "%u records are still on their way", circle->left),
    circle->left);

  if (pause != NULL)
    return g_strdup (_ (pause->on_its_way));
  return circle->left > 0 ? g_steal_pointer (&left) : g_strdup (_ ("Waiting for the next sync"));
}

static void
crowd_cb (AdwExpanderRow *row, GParamSpec *pspec, RapportCircleDialog *self)
{
  self->crowd_is_open = adw_expander_row_get_expanded (row);
}

static int
compare_cb (gconstpointer one, gconstpointer other, gpointer library)
{
  g_autofree char *name = rapport_circle_choice_make_name (library, one, NULL);
  g_autofree char *other_name = rapport_circle_choice_make_name (library, other, NULL);

  return g_utf8_collate (name, other_name);
}

/* So many, and what comes below them is out of sight. */
#define MANY_PEOPLE 8

/* (nullable): the row behind which they are where there are many; it is opened by who wants to. */
static AdwExpanderRow *
add_crowd (RapportCircleDialog *self, guint n)
{
  g_autofree char *title = NULL;
  GtkWidget *row;

  if (n < MANY_PEOPLE)
    return NULL;
  title = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  row = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), self->crowd_is_open);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (crowd_cb), self, 0);
  adw_preferences_group_add (self->people_group, row);
  g_ptr_array_add (self->people, row);
  return ADW_EXPANDER_ROW (row);
}

/* (transfer full): the name of who came after the last sync is known with the next one. */
static char *
join_names (RapportCircleDialog *self, const char *const *members)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; members[i] != NULL; i++)
    {
      g_autofree char *name = rapport_circle_choice_make_name (self->library, members[i], NULL);

      g_string_append_printf (names, "%s %s\n", members[i], name);
    }
  return g_string_free_and_steal (names);
}

static void
show_people (RapportCircleDialog *self, const char *const *members)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_null_terminated (8, NULL, TRUE);
  g_autofree char *names = join_names (self, members);
  AdwExpanderRow *crowd;

  /* Whoever has the keyboard there keeps it while nothing is new. */
  if (!g_set_str (&self->shown, names))
    return;
  for (guint i = 0; members[i] != NULL; i++)
    g_ptr_array_add (sorted, (gpointer) members[i]);
  g_ptr_array_sort_values_with_data (sorted, compare_cb, self->library);
  for (guint i = 0; i < self->people->len; i++)
    adw_preferences_group_remove (self->people_group, self->people->pdata[i]);
  g_ptr_array_set_size (self->people, 0);
  crowd = add_crowd (self, sorted->len);
  for (guint i = 0; sorted->pdata[i] != NULL; i++)
    {
      GtkWidget *row = rapport_circle_choice_make_row (self->library, sorted->pdata[i], NULL);

      if (crowd != NULL)
        {
          adw_expander_row_add_row (crowd, row);
          continue;
        }
      adw_preferences_group_add (self->people_group, row);
      g_ptr_array_add (self->people, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->people_group), members[0] != NULL);
}

static void
announce (GtkWidget *widget, const char *words)
{
  if (*words != '\0' && gtk_widget_get_mapped (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Who listens hears that it is on its way, that it stays there, and that it has arrived, but not
 * each record. */
static void
tell_now (RapportCircleDialog *self, const RapportTeamCircle *circle)
{
  const Pause *pause = find_pause (self);
  const gboolean is_first = self->told == NULL;
  g_autofree char *words = NULL;

  if (rapport_team_get_state (self->team) == RAPPORT_REPLICATOR_WORKING && !is_first)
    return;
  if (circle->is_moving)
    words = g_strconcat (_ ("On its way"), pause != NULL ? "\n" : NULL,
                         pause != NULL ? _ (pause->on_its_way) : NULL, NULL);
  else if (pause != NULL)
    words = g_strconcat (_ (pause->title), "\n", _ (pause->now), NULL);
  else
    words =
      g_strconcat (get_state_title (circle->state), "\n", get_state_text (circle->state),
                   circle->unsettled ? "\n" : NULL,
                   adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->unsettled_row)), NULL);
  if (g_set_str (&self->told, words) && !is_first)
    announce (GTK_WIDGET (self->state_row), words);
}

static void
show_now (RapportCircleDialog *self, const RapportTeamCircle *circle)
{
  g_autofree char *left = describe_left (self, circle);
  const Pause *pause = find_pause (self);

  adw_preferences_row_set_title (self->state_row, get_state_title (circle->state));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->state_row), get_state_text (circle->state));
  gtk_widget_set_visible (GTK_WIDGET (self->moving_row), circle->is_moving || pause != NULL);
  gtk_widget_set_visible (self->moving_spinner, circle->is_moving && pause == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->pause_icon), pause != NULL);
  if (pause != NULL)
    gtk_image_set_from_icon_name (self->pause_icon,
                                  rapport_team_page_get_state_icon (pause->state));
  if (circle->is_moving || pause != NULL)
    {
      adw_preferences_row_set_title (self->moving_row,
                                     circle->is_moving ? _ ("On its way") : _ (pause->title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->moving_row),
                                   circle->is_moving ? left : _ (pause->now));
    }
  gtk_widget_set_visible (self->unsettled_row, circle->unsettled);
  show_people (self, (const char *const *) circle->members);
  tell_now (self, circle);
}

/* Done. */

/* Whether this copy has done its part of what was changed. What it knew before it looked again is
 * no answer: after the server was restored that may be the same. */
static gboolean
has_followed (RapportCircleDialog *self, const RapportTeamCircle *circle)
{
  return !circle->is_moving && !circle->unsettled &&
         (self->wanted == NULL) == (circle->state == RAPPORT_TEAM_CIRCLE_EVERYBODY);
}

/* (transfer full) */
static char *
make_done_heading (RapportCircleDialog *self)
{
  const guint n = self->wanted != NULL ? g_strv_length (self->wanted) : 0;

  return n == 0 ? g_strdup (_ ("The Whole Team Works with the Client"))
                : g_strdup_printf (ngettext ("Only %u Person Works with the Client",
                                             "Only %u People Work with the Client", n),
                                   n);
}

static void
set_buttons (RapportCircleDialog *self, GtkWidget *first, GtkWidget *second)
{
  GtkWidget *const all[] = { self->go_on_button, self->look_button, self->done_button,
                             self->undo_button, self->cancel_button };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_widget_set_visible (all[i], all[i] == first || all[i] == second);
  /* One of them is what is meant to be done. */
  if (first == self->done_button && !self->working)
    gtk_widget_add_css_class (self->done_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->done_button, "suggested-action");
  gtk_widget_grab_focus (first);
}

static void
say (RapportCircleDialog *self, const char *heading, const char *text)
{
  const gboolean is_new = g_strcmp0 (gtk_label_get_label (self->work_heading), heading) != 0;
  g_autofree char *words = is_new && *text != '\0' ? g_strconcat (heading, "\n", text, NULL)
                                                   : g_strdup (is_new ? heading : text);

  if (is_new || g_strcmp0 (gtk_label_get_label (self->work_text), text) != 0)
    announce (GTK_WIDGET (self), words);
  gtk_label_set_label (self->work_heading, heading);
  gtk_label_set_label (self->work_text, text);
}

static const char *
describe_followed (RapportCircleDialog *self, const RapportTeamCircle *circle)
{
  if (self->following)
    return _ ("The server is done. Every computer of the team follows with its next sync, and this "
              "window need not stay open.");
  /* Who is not in the circle deletes nothing: those who are have to have everything first. */
  return circle->state == RAPPORT_TEAM_CIRCLE_OUTSIDE
           ? _ ("The client goes from this computer once one of them has synced.")
           : _ ("This computer is done, too. The others follow with their next sync.");
}

static void
show_followed (RapportCircleDialog *self, const RapportTeamCircle *circle)
{
  g_autofree char *heading = make_done_heading (self);
  g_autofree char *left = describe_left (self, circle);

  if (has_followed (self, circle))
    {
      self->following = FALSE;
      rapport_circle_steps_finish (self->steps);
      rapport_circle_steps_describe_follow (self->steps, "");
    }
  else
    rapport_circle_steps_describe_follow (self->steps, left);
  say (self, heading, describe_followed (self, circle));
}

static void
changed_cb (RapportCircleDialog *self)
{
  g_autoptr (RapportTeamCircle) circle = NULL;

  if (self->closed)
    return;
  if (!rapport_team_is_connected (self->team))
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  circle = rapport_team_circle_look (self->library, self->client);
  show_now (self, circle);
  if (self->following)
    show_followed (self, circle);
}

/* Changing it. */

static void
forget_secret (RapportCircleDialog *self)
{
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->secret, rapport_secret_free);
}

static RapportTeamCircleAdmin
get_admin (RapportCircleDialog *self)
{
  return (RapportTeamCircleAdmin) { rapport_team_get_address (self->team), self->user,
                                    self->secret };
}

static void
set_working (RapportCircleDialog *self, gboolean working)
{
  self->working = working;
  adw_dialog_set_can_close (ADW_DIALOG (self), !working);
}

static void
progress_cb (RapportServerStep step, gpointer user_data)
{
  RapportCircleDialog *self = user_data;

  if (self->closed)
    return;
  rapport_circle_steps_reach (self->steps, step);
  /* From here on there is nothing to be cancelled, and nothing to be waited for. */
  if (step == RAPPORT_SERVER_STEP_MOVE)
    set_buttons (self, self->done_button, NULL);
}

/* @words: "" where nothing is wrong. Above what is typed they are seen in a small window, too. */
static void
complain (RapportCircleDialog *self, const char *words)
{
  const gboolean wrong = *words != '\0';

  rapport_plain_set_group_description (
    self->sign_in_group,
    wrong ? words
          : _ ("This takes an administrator of the server. The password is used for this and kept "
               "nowhere."));
  rapport_mark_wrong (GTK_WIDGET (self->user_row), wrong);
  rapport_mark_wrong (GTK_WIDGET (self->password_row), wrong);
  announce (GTK_WIDGET (self), words);
}

static gboolean
is_about_account (const GError *error)
{
  return g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_SIGN_IN) ||
         g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_FORBIDDEN);
}

/* For another account or password. */
static void
ask_again (RapportCircleDialog *self, const GError *error)
{
  adw_navigation_view_pop_to_tag (self->pages, "now");
  complain (self, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

/* Where what is there is not what was chosen from, it is looked at anew; whatever else it was, the
 * same change goes on. */
static void
show_failed (RapportCircleDialog *self, const GError *error)
{
  const gboolean anew =
    g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT) ||
    g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_REFUSED);
  g_autofree char *text = NULL;

  rapport_circle_steps_fail (self->steps);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (_ ("The client is where it was. Going on does what is left."));
  else
    /* Translators: %s is a sentence */
    text = g_strdup_printf (
      anew ? _ ("%s What is there now is to be looked at first.")
           : _ ("%s What was done stays, and nothing is done twice: going on does what is left."),
      error->message);
  say (self,
       g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_CONFLICT)
         ? _ ("Somebody Else Was Faster")
         : _ ("Cut Short"),
       text);
  set_buttons (self, anew ? self->look_button : self->go_on_button, self->done_button);
}

/* Whether there is something to be undone: what was cut short, or lost by the server, is applied
 * once more. */
static gboolean
has_changed (RapportCircleDialog *self)
{
  return !rapport_circle_choice_is_same ((const char *const *) self->before,
                                         (const char *const *) self->wanted);
}

static void
change_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportCircleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done = rapport_team_circle_change_finish (result, &self->changes, &error);

  if (self->closed)
    return;
  set_working (self, FALSE);
  if (done)
    {
      self->following = TRUE;
      rapport_circle_steps_reach (self->steps, RAPPORT_CIRCLE_STEP_FOLLOW);
      set_buttons (self, self->done_button, has_changed (self) ? self->undo_button : NULL);
      rapport_team_sync_now (self->team);
      changed_cb (self);
    }
  else if (is_about_account (error))
    ask_again (self, error);
  else
    show_failed (self, error);
}

static void
renew_cancellable (RapportCircleDialog *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
change (RapportCircleDialog *self)
{
  const RapportTeamCircleAdmin admin = get_admin (self);

  renew_cancellable (self);
  self->following = FALSE;
  set_working (self, TRUE);
  rapport_circle_steps_reset (self->steps, self->wanted == NULL);
  say (self, _ ("Changing Who Works with the Client…"), "");
  set_buttons (self, self->cancel_button, NULL);
  rapport_team_circle_change_async (&admin, self->client, (const char *const *) self->wanted,
                                    self->changes, progress_cb, self, self->cancellable,
                                    change_done_cb, g_object_ref (self));
}

static void
apply_cb (RapportCircleDialog *self)
{
  g_clear_pointer (&self->wanted, g_strfreev);
  self->wanted = rapport_circle_choice_get_names (self->choice);
  adw_navigation_view_push_by_tag (self->pages, "work");
  change (self);
}

static void
go_on_cb (RapportCircleDialog *self)
{
  change (self);
}

/* What was there comes back; and what is undone could be, too. */
static void
undo_cb (RapportCircleDialog *self)
{
  GStrv wanted = self->wanted;

  self->wanted = self->before;
  self->before = wanted;
  change (self);
}

static gboolean
can_cancel (RapportCircleDialog *self)
{
  return self->working && gtk_widget_get_visible (self->cancel_button);
}

static void
cancel_cb (RapportCircleDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* Escape while it works, or the window's button: what can be cancelled is, and how far it came is
 * shown. Once the one write is on its way nobody has to stay for it. */
static void
close_attempt_cb (RapportCircleDialog *self)
{
  if (can_cancel (self))
    cancel_cb (self);
  else
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
close_cb (RapportCircleDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
choice_changed_cb (RapportCircleDialog *self)
{
  gtk_widget_set_sensitive (self->apply_button, rapport_circle_choice_is_new (self->choice));
}

/* Signing in. */

static void
show_looking (RapportCircleDialog *self, gboolean looking)
{
  self->looking = looking;
  adw_preferences_row_set_title (self->sign_in_row, looking ? _ ("Signing In…") : _ ("Sign In"));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportCircleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (!rapport_team_circle_count_unknown_finish (result, &n, &error))
    g_message ("counting what can't be moved: %s", error->message);
  else if (!self->closed)
    rapport_circle_choice_set_unknown (self->choice, n);
}

static void
show_choice (RapportCircleDialog *self, const RapportServerCircle *circle)
{
  g_clear_pointer (&self->before, g_strfreev);
  self->before = circle->database != NULL ? g_strdupv (circle->names) : NULL;
  self->changes = circle->changes;
  adw_banner_set_title (
    self->unfinished,
    circle->outdated
      ? _ ("The server was set back to an earlier time. This is what is known: apply it again.")
      : _ ("A change was begun here and cut short. Choose and apply again to end it."));
  adw_banner_set_revealed (self->unfinished, circle->unfinished || circle->outdated);
  rapport_circle_choice_fill (self->choice, self->library, circle);
  rapport_circle_choice_set_unknown (self->choice, 0);
  rapport_team_circle_count_unknown_async (rapport_library_get_store (self->library),
                                           self->cancellable, counted_cb, g_object_ref (self));
  gtk_editable_set_text (self->password_row, "");
  adw_navigation_view_pop_to_tag (self->pages, "now");
  adw_navigation_view_push_by_tag (self->pages, "choose");
  if (adw_banner_get_revealed (self->unfinished))
    announce (GTK_WIDGET (self), adw_banner_get_title (self->unfinished));
  /* What had the focus is not there any more. */
  gtk_widget_child_focus (GTK_WIDGET (self->choice), GTK_DIR_TAB_FORWARD);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportCircleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportServerCircle) circle = rapport_team_circle_find_finish (result, &error);

  if (self->closed)
    return;
  show_looking (self, FALSE);
  if (circle != NULL)
    {
      show_choice (self, circle);
      return;
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self->look_button)) && !is_about_account (error))
    say (self, _ ("Cut Short"), error->message);
  else
    ask_again (self, error);
}

static void
look (RapportCircleDialog *self)
{
  const RapportTeamCircleAdmin admin = get_admin (self);

  renew_cancellable (self);
  complain (self, "");
  show_looking (self, TRUE);
  rapport_team_circle_find_async (&admin, self->client, self->cancellable, found_cb,
                                  g_object_ref (self));
}

static void
look_again_cb (RapportCircleDialog *self)
{
  if (self->looking)
    return;
  say (self, _ ("Looking at What Is There…"), "");
  look (self);
}

static void
sign_in_cb (RapportCircleDialog *self)
{
  const char *user = gtk_editable_get_text (self->user_row);
  const char *secret = gtk_editable_get_text (self->password_row);

  if (self->looking)
    return;
  if (*user == '\0' || *secret == '\0')
    {
      complain (self, _ ("The name and the password of an administrator are both needed."));
      gtk_widget_grab_focus (GTK_WIDGET (*user == '\0' ? self->user_row : self->password_row));
      return;
    }
  forget_secret (self);
  self->user = g_strstrip (g_strdup (user));
  self->secret = g_strdup (secret);
  look (self);
}

/* The dialog. */

static void
rapport_circle_dialog_closed (AdwDialog *dialog)
{
  RapportCircleDialog *self = RAPPORT_CIRCLE_DIALOG (dialog);

  self->closed = TRUE;
  if (!self->working || can_cancel (self))
    g_cancellable_cancel (self->cancellable);
  gtk_editable_set_text (self->password_row, "");
  forget_secret (self);
}

static void
rapport_circle_dialog_dispose (GObject *object)
{
  RapportCircleDialog *self = RAPPORT_CIRCLE_DIALOG (object);

  self->closed = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CIRCLE_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->team);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_circle_dialog_parent_class)->dispose (object);
}

static void
rapport_circle_dialog_finalize (GObject *object)
{
  RapportCircleDialog *self = RAPPORT_CIRCLE_DIALOG (object);

  forget_secret (self);
  g_ptr_array_unref (self->people);
  g_free (self->shown);
  g_free (self->client);
  g_free (self->told);
  g_strfreev (self->before);
  g_strfreev (self->wanted);
  G_OBJECT_CLASS (rapport_circle_dialog_parent_class)->finalize (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (widget_class, RapportCircleDialog, name)

static void
bind_children (GtkWidgetClass *widget_class)
{
  bind_child (pages);
  bind_child (now_title);
  bind_child (state_row);
  bind_child (unsettled_row);
  bind_child (moving_row);
  bind_child (moving_spinner);
  bind_child (pause_icon);
  bind_child (people_group);
  bind_child (sign_in_group);
  bind_child (user_row);
  bind_child (password_row);
  bind_child (sign_in_row);
  bind_child (choose_title);
  bind_child (apply_button);
  bind_child (unfinished);
  bind_child (choice);
  bind_child (work_title);
  bind_child (work_heading);
  bind_child (work_text);
  bind_child (steps);
  bind_child (go_on_button);
  bind_child (look_button);
  bind_child (done_button);
  bind_child (undo_button);
  bind_child (cancel_button);
}

static void
rapport_circle_dialog_class_init (RapportCircleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_circle_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_circle_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = rapport_circle_dialog_closed;
  g_type_ensure (RAPPORT_TYPE_CIRCLE_CHOICE);
  g_type_ensure (RAPPORT_TYPE_CIRCLE_STEPS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/circle-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
}

static void
rapport_circle_dialog_init (RapportCircleDialog *self)
{
  self->people = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_circle_dialog_new (RapportLibrary *library, RapportTeam *team, RapportClient *client)
{
  static const char *const watched[] = { "notify::connected", "notify::state", "notify::waiting",
                                         "notify::expected" };
  RapportCircleDialog *self = g_object_new (RAPPORT_TYPE_CIRCLE_DIALOG, NULL);
  const char *name = rapport_record_get_title (RAPPORT_RECORD (client));

  self->library = g_object_ref (library);
  self->team = g_object_ref (team);
  self->client = g_strdup (rapport_record_get_id (RAPPORT_RECORD (client)));
  adw_window_title_set_subtitle (self->now_title, name);
  /* Beside a button there is room for little. */
  adw_window_title_set_title (self->choose_title, name);
  adw_window_title_set_subtitle (self->work_title, name);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (team, watched[i], G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (team, "circles", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return ADW_DIALOG (self);
}
