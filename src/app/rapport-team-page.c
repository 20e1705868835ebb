/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-team-page.h"

#include "rapport-client.h"
#include "rapport-colleagues.h"
#include "rapport-couch.h"
#include "rapport-format.h"
#include "rapport-plain.h"
#include "rapport-team-circle.h"
#include "rapport-team-lists.h"
#include "rapport-wrong.h"

#include <glib/gi18n-lib.h>

struct _RapportTeamPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *state_group;
  AdwActionRow *state_row;
  GtkImage *state_icon;
  GtkWidget *sync_button;
  GtkWidget *sign_in_row;
  AdwPreferencesRow *allow_row;
  AdwPreferencesRow *blocked_row;
  AdwActionRow *keyring_row;
  AdwPreferencesRow *unsettled_row;
  AdwPreferencesGroup *connect_group;
  GtkEditable *address_row;
  GtkEditable *user_row;
  GtkEditable *password_row;
  AdwPreferencesRow *connect_row;
  AdwPreferencesGroup *people_group;
  AdwPreferencesGroup *leave_group;
  GtkEditable *where_row;
  GtkEditable *where_password_row; /* where it is not known */

  RapportTeam *team;
  RapportLibrary *library;
  GCancellable *cancellable;
  /* To who listens. */
  RapportReplicatorState told;
  gboolean told_waiting;
  guint told_blocked;
  guint told_unsettled;
  gboolean told_kept;
  char *shown_address;
  gboolean connecting;
};

G_DEFINE_FINAL_TYPE (RapportTeamPage, rapport_team_page, ADW_TYPE_PREFERENCES_PAGE)

const char *
rapport_team_page_get_state_name (RapportReplicatorState state)
{
  switch (state)
    {
    case RAPPORT_REPLICATOR_WORKING:
      return _ ("Syncing…");
    case RAPPORT_REPLICATOR_UP_TO_DATE:
      return _ ("Up to date");
    case RAPPORT_REPLICATOR_OFFLINE:
      return _ ("Offline");
    case RAPPORT_REPLICATOR_DELAYED:
      return _ ("Will try again");
    case RAPPORT_REPLICATOR_SIGN_IN:
      return _ ("Sign in again");
    case RAPPORT_REPLICATOR_STOPPED:
      return _ ("Stopped: it is for you to decide");
    case RAPPORT_REPLICATOR_IDLE:
    default:
      return _ ("Not syncing");
    }
}

const char *
rapport_team_page_get_state_icon (RapportReplicatorState state)
{
  switch (state)
    {
    case RAPPORT_REPLICATOR_WORKING:
      return "emblem-synchronizing-symbolic";
    case RAPPORT_REPLICATOR_UP_TO_DATE:
      return "object-select-symbolic";
    case RAPPORT_REPLICATOR_OFFLINE:
      return "network-offline-symbolic";
    case RAPPORT_REPLICATOR_DELAYED:
      return "alarm-symbolic";
    case RAPPORT_REPLICATOR_SIGN_IN:
      return "dialog-password-symbolic";
    case RAPPORT_REPLICATOR_STOPPED:
      return "dialog-warning-symbolic";
    case RAPPORT_REPLICATOR_IDLE:
    default:
      return "network-offline-symbolic";
    }
}

const char *
rapport_team_page_get_keyring_text (RapportTeamKeyring keyring)
{
  switch (keyring)
    {
    case RAPPORT_TEAM_KEYRING_MISSING:
      return _ ("This computer has no keyring, and the password is kept nowhere else: Rapport asks "
                "for it each time it starts. Install GNOME Keyring, KWallet or KeePassXC, and sign "
                "in once more.");
    case RAPPORT_TEAM_KEYRING_LOCKED:
      return _ ("The keyring is locked: Rapport asks for the password each time it starts. Unlock "
                "it, and sign in once more.");
    case RAPPORT_TEAM_KEYRING_KEEPS:
    case RAPPORT_TEAM_KEYRING_FINE:
    default:
      return NULL;
    }
}

/* The state. */

static void
add_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append (text, "\n");
  g_string_append (text, sentence);
  g_free (sentence);
}

static char *
describe_reached (RapportTeamPage *self)
{
  const gint64 reached = rapport_team_get_reached (self->team);
  g_autofree char *when = reached > 0 ? rapport_format_moment (reached) : NULL;

  /* Translators: %s is a day with a time */
  return when != NULL ? g_strdup_printf (_ ("Everybody had everything: %s"), when) : NULL;
}

static char *
describe_waiting (guint waiting)
{
  return g_strdup_printf (
    ngettext ("%u record waits to be sent", "%u records wait to be sent", waiting), waiting);
}

static char *
describe (RapportTeamPage *self)
{
  const RapportReplicatorState state = rapport_team_get_state (self->team);
  const guint waiting = rapport_team_get_waiting (self->team);
  const char *message = rapport_team_get_message (self->team);
  GString *text = g_string_new (NULL);
  gint64 expected = -1;
  char *reached;

  g_object_get (self->team, "expected", &expected, NULL);
  if (message != NULL && *message != '\0')
    add_sentence (text, g_strdup (message));
  if (state == RAPPORT_REPLICATOR_WORKING && expected > 0)
    add_sentence (text, g_strdup_printf (
                          ngettext ("%u record to come", "%u records to come", (gulong) expected),
                          (guint) expected));
  if (waiting > 0)
    add_sentence (text, describe_waiting (waiting));
  reached = state != RAPPORT_REPLICATOR_UP_TO_DATE ? describe_reached (self) : NULL;
  if (reached != NULL)
    add_sentence (text, reached);
  if (text->len == 0)
    add_sentence (text, g_strdup (rapport_team_get_address (self->team)));
  return g_string_free_and_steal (text);
}

static const char *
get_allow_label (RapportReplicatorQuestion question)
{
  switch (question)
    {
    case RAPPORT_REPLICATOR_QUESTION_GONE:
      return _ ("Fill the Database from This Library");
    case RAPPORT_REPLICATOR_QUESTION_DELETIONS:
      return _ ("Let the Deletions In");
    case RAPPORT_REPLICATOR_QUESTION_ANOTHER:
    case RAPPORT_REPLICATOR_NO_QUESTION:
    default:
      return NULL;
    }
}

static void
show_blocked (RapportTeamPage *self)
{
  const guint blocked = rapport_team_get_blocked (self->team);
  g_autofree char *title =
    g_strdup_printf (ngettext ("%u record is refused", "%u records are refused", blocked), blocked);

  adw_preferences_row_set_title (self->blocked_row, title);
  gtk_widget_set_visible (GTK_WIDGET (self->blocked_row), blocked > 0);
}

/* (transfer full): the names of those that are known here. */
static char *
make_titles (RapportTeamPage *self, const char *const *clients)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;

  for (; *clients != NULL; clients++)
    {
      g_autoptr (RapportRecord) client =
        rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, *clients);

      if (client != NULL)
        g_strv_builder_add (builder, rapport_record_get_title (client));
    }
  titles = g_strv_builder_end (builder);
  return g_strjoinv (", ", titles);
}

static guint
count_unsettled (RapportTeamPage *self)
{
  g_auto (GStrv) clients = rapport_team_circle_get_unsettled (self->library);

  return g_strv_length (clients);
}

/* The server was restored, and that only an administrator can put right. */
static void
show_unsettled (RapportTeamPage *self, gboolean connected)
{
  g_auto (GStrv) clients = rapport_team_circle_get_unsettled (self->library);
  const guint n = g_strv_length (clients);
  g_autofree char *titles = make_titles (self, (const char *const *) clients);
  g_autofree char *title =
    g_strdup_printf (ngettext ("Who works with %u client has to be settled",
                               "Who works with %u clients has to be settled", n),
                     n);
  g_autofree char *text = g_strconcat (
    titles, *titles != '\0' ? "\n" : "",
    _ ("The server was set back to an earlier time. An administrator settles it in the "
       "client’s menu, under Who Works with the Client."),
    NULL);

  adw_preferences_row_set_title (self->unsettled_row, title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->unsettled_row), text);
  gtk_widget_set_visible (GTK_WIDGET (self->unsettled_row), connected && n > 0);
}

static void
show_keyring (RapportTeamPage *self)
{
  const char *text = rapport_team_page_get_keyring_text (rapport_team_get_keyring (self->team));

  adw_action_row_set_subtitle (self->keyring_row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->keyring_row), text != NULL);
}

/* Nothing is wrong with it, or not any more; it is shown as it is kept. */
static void
settle_address (RapportTeamPage *self)
{
  rapport_plain_set_group_description (self->leave_group, NULL);
  rapport_mark_wrong (GTK_WIDGET (self->where_row), FALSE);
  rapport_mark_wrong (GTK_WIDGET (self->where_password_row), FALSE);
  gtk_editable_set_text (self->where_row, rapport_team_get_address (self->team));
  gtk_editable_set_text (self->where_password_row, "");
  gtk_widget_set_visible (GTK_WIDGET (self->where_password_row), FALSE);
}

/* What is being typed stays. */
static void
show_address (RapportTeamPage *self)
{
  const char *address = rapport_team_get_address (self->team);

  if (g_strcmp0 (address, self->shown_address) == 0)
    return;
  g_set_str (&self->shown_address, address);
  settle_address (self);
}

static void
update (RapportTeamPage *self)
{
  const gboolean connected = rapport_team_is_connected (self->team);
  const RapportReplicatorState state = rapport_team_get_state (self->team);
  const char *allow = get_allow_label (rapport_team_get_question (self->team));
  g_autofree char *text = connected ? describe (self) : g_strdup ("");

  gtk_widget_set_visible (GTK_WIDGET (self->state_group), connected);
  gtk_widget_set_visible (GTK_WIDGET (self->connect_group), !connected);
  gtk_widget_set_visible (GTK_WIDGET (self->leave_group), connected);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row),
                                 rapport_team_page_get_state_name (state));
  adw_action_row_set_subtitle (self->state_row, text);
  gtk_image_set_from_icon_name (self->state_icon, rapport_team_page_get_state_icon (state));
  /* Whoever has just pressed it keeps the keyboard there. */
  gtk_widget_set_visible (self->sync_button, state == RAPPORT_REPLICATOR_UP_TO_DATE ||
                                               state == RAPPORT_REPLICATOR_OFFLINE ||
                                               state == RAPPORT_REPLICATOR_DELAYED ||
                                               (state == RAPPORT_REPLICATOR_WORKING &&
                                                gtk_widget_has_focus (self->sync_button)));
  gtk_widget_set_visible (self->sign_in_row, state == RAPPORT_REPLICATOR_SIGN_IN);
  gtk_widget_set_visible (GTK_WIDGET (self->allow_row), allow != NULL);
  if (allow != NULL)
    adw_preferences_row_set_title (self->allow_row, allow);
  show_address (self);
  show_blocked (self);
  show_keyring (self);
  show_unsettled (self, connected);
}

/* What is seen to change is heard to change. */

static void
announce (RapportTeamPage *self, const char *words)
{
  /* What lies behind another page nobody sees either. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self->state_row), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* Something is wrong, or it is well again. What comes and goes with each edit is not for the ear: a
 * pass begins and ends all the time. */
static void
tell_state (RapportTeamPage *self)
{
  const RapportReplicatorState state = rapport_team_get_state (self->team);
  const char *message = rapport_team_get_message (self->team);
  const char *name = rapport_team_page_get_state_name (state);
  g_autofree char *words = NULL;

  if (state == RAPPORT_REPLICATOR_WORKING || state == RAPPORT_REPLICATOR_IDLE ||
      state == self->told)
    return;
  self->told = state;
  words =
    message != NULL && *message != '\0' ? g_strconcat (name, "\n", message, NULL) : g_strdup (name);
  announce (self, words);
}

/* That something waits is news where nothing is sent, and only once; what is refused, each time
 * that there is more of it. */
static void
tell_counts (RapportTeamPage *self)
{
  const gboolean paused = self->told != RAPPORT_REPLICATOR_UP_TO_DATE &&
                          self->told == rapport_team_get_state (self->team);
  const guint waiting = rapport_team_get_waiting (self->team);
  const guint blocked = rapport_team_get_blocked (self->team);
  g_autofree char *words = describe_waiting (waiting);

  if (paused && waiting > 0 && !self->told_waiting)
    announce (self, words);
  if (paused || waiting == 0)
    self->told_waiting = waiting > 0;
  if (blocked > self->told_blocked)
    announce (self, adw_preferences_row_get_title (self->blocked_row));
  self->told_blocked = blocked;
}

/* So is what waits for an administrator. */
static void
tell_unsettled (RapportTeamPage *self)
{
  const guint unsettled = count_unsettled (self);

  if (unsettled > self->told_unsettled)
    announce (self, adw_preferences_row_get_title (self->unsettled_row));
  self->told_unsettled = unsettled;
}

/* Connecting. */

/* @row: (nullable): what is to be typed anew. */
static void
complain (RapportTeamPage *self, const char *words, GtkEditable *row)
{
  rapport_plain_set_group_description (self->connect_group, words);
  rapport_mark_wrong (GTK_WIDGET (self->address_row), row == self->address_row);
  rapport_mark_wrong (GTK_WIDGET (self->user_row), row == self->password_row && row != NULL);
  rapport_mark_wrong (GTK_WIDGET (self->password_row), row == self->password_row && row != NULL);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_accessible_announce (GTK_ACCESSIBLE (self->connect_group), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The team was left, and its password is still where it was. */
static void
tell_kept (RapportTeamPage *self)
{
  const gboolean kept = rapport_team_get_keyring (self->team) == RAPPORT_TEAM_KEYRING_KEEPS;

  if (kept && !self->told_kept)
    complain (self,
              _ ("The password is still in the keyring, which was not unlocked. There it is called "
                 "“Rapport: server of the team”."),
              NULL);
  self->told_kept = kept;
}

static void
changed_cb (RapportTeamPage *self)
{
  update (self);
  if (!rapport_team_is_connected (self->team))
    {
      self->told = RAPPORT_REPLICATOR_IDLE;
      tell_kept (self);
      return;
    }
  self->told_kept = FALSE;
  tell_state (self);
  tell_counts (self);
  tell_unsettled (self);
}

/* Nothing is wrong, or not any more. */
static void
invite (RapportTeamPage *self)
{
  adw_preferences_group_set_description (
    self->connect_group, _ ("Colleagues share clients through a CouchDB database of your agency. "
                            "Everything goes on working without a network."));
  rapport_mark_wrong (GTK_WIDGET (self->address_row), FALSE);
  rapport_mark_wrong (GTK_WIDGET (self->user_row), FALSE);
  rapport_mark_wrong (GTK_WIDGET (self->password_row), FALSE);
}

/* (nullable): what an error is about. */
static GtkEditable *
find_wrong (RapportTeamPage *self, const GError *error)
{
  if (error->domain != RAPPORT_COUCH_ERROR)
    return NULL;
  switch ((RapportCouchError) error->code)
    {
    case RAPPORT_COUCH_ERROR_SIGN_IN:
    case RAPPORT_COUCH_ERROR_FORBIDDEN:
      return self->password_row;
    case RAPPORT_COUCH_ERROR_NOT_TRUSTED:
    case RAPPORT_COUCH_ERROR_NOT_FOUND:
    case RAPPORT_COUCH_ERROR_REFUSED:
      return self->address_row;
    default:
      return NULL;
    }
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTeamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done = rapport_team_connect_finish (RAPPORT_TEAM (source), result, &error);

  if (self->team == NULL)
    return;
  self->connecting = FALSE;
  adw_preferences_row_set_title (self->connect_row, _ ("Connect"));
  if (!done)
    {
      complain (self, error->message, find_wrong (self, error));
      return;
    }
  gtk_editable_set_text (self->password_row, "");
  invite (self);
  update (self);
  /* What had the keyboard is not there any more. */
  gtk_widget_grab_focus (GTK_WIDGET (self->state_row));
}

static void
connect_cb (RapportTeamPage *self)
{
  const char *address = gtk_editable_get_text (self->address_row);
  const char *password = gtk_editable_get_text (self->password_row);

  if (self->connecting)
    return;
  if (*address == '\0' || *password == '\0')
    {
      complain (
        self,
        _ ("The address and the password are missing: the administrator of the server has them."),
        *address == '\0' ? self->address_row : self->password_row);
      return;
    }
  self->connecting = TRUE;
  adw_preferences_row_set_title (self->connect_row, _ ("Connecting…"));
  rapport_team_connect_async (self->team, address, gtk_editable_get_text (self->user_row), password,
                              self->cancellable, connected_cb, g_object_ref (self));
}

/* Whoever asks is told how it went, though it be as before. */
static void
expect_answer (RapportTeamPage *self)
{
  self->told = RAPPORT_REPLICATOR_IDLE;
}

/* Another address. */

static void
complain_of_address (RapportTeamPage *self, const GError *error)
{
  const gboolean password =
    g_error_matches (error, RAPPORT_COUCH_ERROR, RAPPORT_COUCH_ERROR_SIGN_IN);
  GtkEditable *row = password ? self->where_password_row : self->where_row;

  rapport_plain_set_group_description (self->leave_group, error->message);
  rapport_mark_wrong (GTK_WIDGET (self->where_row), !password);
  rapport_mark_wrong (GTK_WIDGET (self->where_password_row), password);
  if (password)
    gtk_widget_set_visible (GTK_WIDGET (self->where_password_row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_accessible_announce (GTK_ACCESSIBLE (self->leave_group), error->message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
address_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTeamPage) self = user_data;
  g_autoptr (GError) error = NULL;

  rapport_team_change_address_finish (RAPPORT_TEAM (source), result, &error);
  if (self->team == NULL)
    return;
  self->connecting = FALSE;
  if (error != NULL)
    {
      complain_of_address (self, error);
      return;
    }
  settle_address (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->where_row));
  expect_answer (self);
}

static void
change_address_cb (RapportTeamPage *self)
{
  const char *password = gtk_editable_get_text (self->where_password_row);

  if (self->connecting)
    return;
  self->connecting = TRUE;
  rapport_plain_set_group_description (self->leave_group, _ ("Looking for the database there…"));
  rapport_team_change_address_async (self->team, gtk_editable_get_text (self->where_row),
                                     *password != '\0' ? password : NULL, self->cancellable,
                                     address_changed_cb, g_object_ref (self));
}

static void
sign_in_cb (RapportTeamPage *self)
{
  expect_answer (self);
  rapport_team_sign_in (self->team, gtk_editable_get_text (GTK_EDITABLE (self->sign_in_row)));
  gtk_editable_set_text (GTK_EDITABLE (self->sign_in_row), "");
}

static void
sync_cb (RapportTeamPage *self)
{
  expect_answer (self);
  rapport_team_sync_now (self->team);
}

static void
allow_cb (RapportTeamPage *self)
{
  expect_answer (self);
  rapport_team_allow (self->team);
}

static void
push (RapportTeamPage *self, AdwNavigationPage *page)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog), page);
}

static void
blocked_cb (RapportTeamPage *self)
{
  push (self, rapport_team_lists_new_blocked (self->team, self->library));
}

static void
log_cb (RapportTeamPage *self)
{
  push (self, rapport_team_lists_new_log (self->team));
}

static void
computers_cb (RapportTeamPage *self)
{
  push (self, rapport_team_lists_new_computers (self->team));
}

static void
add_cb (RapportTeamPage *self)
{
  rapport_colleagues_add (self->people_group);
}

/* Leaving can't be undone: what waits reaches nobody. */

static void
leave_answered_cb (AdwAlertDialog *dialog, const char *response, RapportTeamPage *self)
{
  if (!g_str_equal (response, "leave"))
    return;
  rapport_team_leave (self->team);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

static void
leave_cb (RapportTeamPage *self)
{
  const guint waiting =
    rapport_team_get_waiting (self->team) + rapport_team_get_blocked (self->team);
  g_autofree char *lost =
    g_strdup_printf (ngettext ("%u record has not been sent, and will reach nobody.",
                               "%u records have not been sent, and will reach nobody.", waiting),
                     waiting);
  g_autofree char *text = g_strconcat (
    waiting > 0 ? lost : "", waiting > 0 ? "\n\n" : "",
    _ ("Everything stays in this library, but nothing is sent to colleagues or received from them "
       "any more, and the password is forgotten here."),
    NULL);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Leave the Team?"), text);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "leave",
                                  _ ("_Leave"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "leave",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_answered_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The widget. */

static void
rapport_team_page_dispose (GObject *object)
{
  RapportTeamPage *self = RAPPORT_TEAM_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_TEAM_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->team);
  g_clear_object (&self->library);
  g_clear_pointer (&self->shown_address, g_free);
  G_OBJECT_CLASS (rapport_team_page_parent_class)->dispose (object);
}

static void
rapport_team_page_class_init (RapportTeamPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_team_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/app/team-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, state_group);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, sync_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, allow_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, blocked_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, unsettled_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, connect_group);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, user_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, connect_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, people_group);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, leave_group);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, where_row);
  gtk_widget_class_bind_template_child (widget_class, RapportTeamPage, where_password_row);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, sync_cb);
  gtk_widget_class_bind_template_callback (widget_class, allow_cb);
  gtk_widget_class_bind_template_callback (widget_class, blocked_cb);
  gtk_widget_class_bind_template_callback (widget_class, log_cb);
  gtk_widget_class_bind_template_callback (widget_class, computers_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_address_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
rapport_team_page_init (RapportTeamPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rapport_team_page_set_team (RapportTeamPage *self, RapportTeam *team, RapportLibrary *library)
{
  static const char *const watched[] = {
    "notify::connected", "notify::state",   "notify::message",
    "notify::question",  "notify::waiting", "notify::blocked",
    "notify::expected",  "notify::keyring", "notify::address"
  };

  g_set_object (&self->team, team);
  g_set_object (&self->library, library);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (team, watched[i], G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (team, "circles", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  rapport_colleagues_fill (self->people_group, library);
  /* What it says when it is opened is read like the rest of the page. */
  self->told = rapport_team_get_state (team);
  self->told_waiting = rapport_team_get_waiting (team) > 0;
  self->told_blocked = rapport_team_get_blocked (team);
  self->told_unsettled = count_unsettled (self);
  invite (self);
  update (self);
}
