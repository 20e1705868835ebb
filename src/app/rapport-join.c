/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-join.h"

#include "rapport-agency.h"
#include "rapport-plain.h"
#include "rapport-team-page.h"
#include "rapport-wrap.h"

#include <glib/gi18n-lib.h>

struct _RapportJoin
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *form;
  GtkLabel *error_label;
  GtkEditable *address_row;
  GtkEditable *user_row;
  GtkEditable *password_row;
  GtkWidget *back_button;
  GtkButton *join_button;
  AdwStatusPage *progress;
  GtkProgressBar *bar;
  GtkWidget *sign_in_group;
  GtkEditable *sign_in_row;
  GtkWidget *retry_button;
  GtkWidget *open_button;
  GtkWidget *cancel_button;
  GtkWidget *other_button;
  GtkLabel *keyring_label;
  GtkWidget *later_label;

  RapportTeam *team;
  RapportLibrary *library;
  GCancellable *cancellable;
  AdwSpinnerPaintable *spinner;
  gint64 most; /* that were still to come at once, -1 before that is known */
  RapportReplicatorState told;
  gboolean begun; /* something has come in */
  gboolean connecting;
  gboolean left;
};

enum
{
  SIGNAL_DONE,
  SIGNAL_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportJoin, rapport_join, ADW_TYPE_BIN)

/* What comes in. */

static gboolean
has_agency (RapportJoin *self)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (self->library);

  return agency != NULL;
}

/* Whether anything of the agency is here, which is not to be mixed with anything else. */
static gboolean
has_begun (RapportJoin *self)
{
  RapportSyncCount count = { 0 };
  g_autoptr (GError) error = NULL;

  /* What has just arrived is not on the disk yet. */
  self->begun = self->begun || rapport_team_get_received (self->team) > 0;
  if (self->begun)
    return TRUE;
  if (!rapport_store_count_sync (rapport_library_get_store (self->library), 0, &count, &error))
    g_message ("counting what has come in: %s", error->message);
  self->begun = error != NULL || count.known > 0;
  return self->begun;
}

static const char *
get_title (RapportReplicatorState state)
{
  switch (state)
    {
    case RAPPORT_REPLICATOR_OFFLINE:
      return _ ("No Connection");
    case RAPPORT_REPLICATOR_DELAYED:
      return _ ("Joining Takes Longer");
    case RAPPORT_REPLICATOR_SIGN_IN:
      return _ ("Sign In Again");
    case RAPPORT_REPLICATOR_STOPPED:
      return _ ("Joining Has Stopped");
    case RAPPORT_REPLICATOR_UP_TO_DATE:
      return _ ("No Agency There Yet");
    case RAPPORT_REPLICATOR_IDLE:
    case RAPPORT_REPLICATOR_WORKING:
    default:
      return _ ("Getting What the Agency Has…");
    }
}

/* Not every server says how many are to come. (transfer full) */
static char *
describe_work (RapportJoin *self, gint64 expected)
{
  const gulong to_come = (gulong) MAX (expected, 0);
  const gulong come = (gulong) rapport_team_get_received (self->team);

  if (to_come > 0)
    return g_strdup_printf (ngettext ("%lu record to come", "%lu records to come", to_come),
                            to_come);
  if (come > 0)
    return g_strdup_printf (ngettext ("%lu record has come in", "%lu records have come in", come),
                            come);
  return g_strdup ("");
}

/* (transfer full) */
static char *
describe (RapportJoin *self, RapportReplicatorState state, gint64 expected)
{
  const char *message = rapport_team_get_message (self->team);

  switch (state)
    {
    case RAPPORT_REPLICATOR_OFFLINE:
      return g_strdup_printf (_ ("%s It goes on by itself as soon as there is a way."),
                              message != NULL ? message : "");
    case RAPPORT_REPLICATOR_DELAYED:
      return g_strdup_printf (_ ("%s Rapport will try again by itself."),
                              message != NULL ? message : "");
    case RAPPORT_REPLICATOR_SIGN_IN:
      return g_strdup (message != NULL ? message : "");
    case RAPPORT_REPLICATOR_UP_TO_DATE:
      return g_strdup (_ ("Who has the agency’s library connects it to this database in the "
                          "preferences, under Team. Then it comes in here by itself."));
    case RAPPORT_REPLICATOR_STOPPED:
      return g_strdup (message != NULL ? message : "");
    case RAPPORT_REPLICATOR_IDLE:
    case RAPPORT_REPLICATOR_WORKING:
    default:
      return describe_work (self, expected);
    }
}

static const char *
get_icon (RapportReplicatorState state)
{
  switch (state)
    {
    case RAPPORT_REPLICATOR_OFFLINE:
      return "network-offline-symbolic";
    case RAPPORT_REPLICATOR_DELAYED:
      return "alarm-symbolic";
    case RAPPORT_REPLICATOR_SIGN_IN:
      return "dialog-password-symbolic";
    case RAPPORT_REPLICATOR_STOPPED:
    case RAPPORT_REPLICATOR_UP_TO_DATE:
      return "dialog-warning-symbolic";
    case RAPPORT_REPLICATOR_IDLE:
    case RAPPORT_REPLICATOR_WORKING:
    default:
      return NULL;
    }
}

static void
show_picture (RapportJoin *self, RapportReplicatorState state)
{
  const char *icon = get_icon (state);

  if (icon != NULL)
    adw_status_page_set_icon_name (self->progress, icon);
  else
    adw_status_page_set_paintable (self->progress, GDK_PAINTABLE (self->spinner));
}

static void
show_bar (RapportJoin *self, RapportReplicatorState state, gint64 expected)
{
  const gboolean moves = state == RAPPORT_REPLICATOR_WORKING && expected >= 0;

  self->most = MAX (self->most, expected);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), moves && self->most > 0);
  if (moves && self->most > 0)
    gtk_progress_bar_set_fraction (self->bar, 1.0 - (double) expected / (double) self->most);
}

/* One who listens hears what has to be done about it, and not each piece that comes. */
static void
tell (RapportJoin *self, RapportReplicatorState state)
{
  if (state == self->told)
    return;
  self->told = state;
  gtk_accessible_announce (GTK_ACCESSIBLE (self->progress), get_title (state),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_progress (RapportJoin *self)
{
  const RapportReplicatorState state = rapport_team_get_state (self->team);
  const gboolean usable = has_agency (self);
  const gboolean begun = usable || has_begun (self);
  const char *keyring = rapport_team_page_get_keyring_text (rapport_team_get_keyring (self->team));
  gint64 expected = -1;
  g_autofree char *text = NULL;

  g_object_get (self->team, "expected", &expected, NULL);
  text = describe (self, state, expected);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->progress));
  adw_status_page_set_title (self->progress, get_title (state));
  rapport_plain_set_page_description (self->progress, text);
  show_picture (self, state);
  show_bar (self, state, expected);
  gtk_widget_set_visible (self->sign_in_group, state == RAPPORT_REPLICATOR_SIGN_IN);
  gtk_widget_set_visible (self->retry_button, state == RAPPORT_REPLICATOR_OFFLINE ||
                                                state == RAPPORT_REPLICATOR_DELAYED);
  gtk_widget_set_visible (self->open_button, usable);
  gtk_widget_set_visible (self->cancel_button, !begun);
  gtk_widget_set_visible (self->other_button,
                          begun && !usable && state != RAPPORT_REPLICATOR_WORKING);
  gtk_label_set_label (self->keyring_label, keyring != NULL ? keyring : "");
  gtk_widget_set_visible (GTK_WIDGET (self->keyring_label), keyring != NULL);
  gtk_widget_set_visible (self->later_label,
                          state == RAPPORT_REPLICATOR_WORKING || state == RAPPORT_REPLICATOR_IDLE);
  tell (self, state);
}

static void
finish (RapportJoin *self)
{
  self->left = TRUE;
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

/* Complete, it opens by itself. */
static void
team_cb (RapportJoin *self)
{
  if (self->left || !rapport_team_is_connected (self->team))
    return;
  if (rapport_team_get_state (self->team) == RAPPORT_REPLICATOR_UP_TO_DATE && has_agency (self))
    finish (self);
  else
    show_progress (self);
}

static void
retry_cb (RapportJoin *self)
{
  rapport_team_sync_now (self->team);
}

static void
open_cb (RapportJoin *self)
{
  if (!self->left)
    finish (self);
}

/* Nothing has come in, so that all is as it was before. */
static void
cancel_cb (RapportJoin *self)
{
  rapport_team_leave (self->team);
  rapport_library_set_me (self->library, "");
  self->told = RAPPORT_REPLICATOR_IDLE;
  self->most = -1;
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
sign_in_cb (RapportJoin *self)
{
  const char *password = gtk_editable_get_text (self->sign_in_row);

  if (*password == '\0')
    return;
  rapport_team_sign_in (self->team, password);
  gtk_editable_set_text (self->sign_in_row, "");
}

/* The form. */

static void
complain (RapportJoin *self, const char *words)
{
  gtk_label_set_label (self->error_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), *words != '\0');
  if (*words != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self->error_label), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_connecting (RapportJoin *self, gboolean connecting)
{
  self->connecting = connecting;
  gtk_button_set_label (self->join_button, connecting ? _ ("Joining…") : _ ("_Join"));
  rapport_wrap_button (self->join_button);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportJoin) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done = rapport_team_connect_finish (RAPPORT_TEAM (source), result, &error);

  if (self->team == NULL)
    return;
  show_connecting (self, FALSE);
  if (done)
    {
      gtk_editable_set_text (self->password_row, "");
      team_cb (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain (self, error->message);
}

static GtkEditable *
find_empty (RapportJoin *self)
{
  GtkEditable *const rows[] = { self->address_row, self->user_row, self->password_row };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (rows[i])));

      if (*text == '\0')
        return rows[i];
    }
  return NULL;
}

static void
join_cb (RapportJoin *self)
{
  GtkEditable *empty = find_empty (self);

  if (self->connecting)
    return;
  if (empty != NULL)
    {
      complain (self, _ ("Address, name and password are all needed: the administrator of the "
                         "server has them."));
      gtk_widget_grab_focus (GTK_WIDGET (empty));
      return;
    }
  complain (self, "");
  show_connecting (self, TRUE);
  rapport_team_connect_async (self->team, gtk_editable_get_text (self->address_row),
                              gtk_editable_get_text (self->user_row),
                              gtk_editable_get_text (self->password_row), self->cancellable,
                              connected_cb, g_object_ref (self));
}

static void
back_cb (RapportJoin *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

/* The widget. */

static void
rapport_join_dispose (GObject *object)
{
  RapportJoin *self = RAPPORT_JOIN (object);

  if (self->team != NULL)
    g_signal_handlers_disconnect_by_data (self->team, self);
  g_cancellable_cancel (self->cancellable);
  /* Its own child has a name in the template, which would let go of it first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_JOIN);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->spinner);
  g_clear_object (&self->team);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_join_parent_class)->dispose (object);
}

static void
rapport_join_class_init (RapportJoinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[] = { "done", "back" };

  G_OBJECT_CLASS (klass)->dispose = rapport_join_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapport_app/Rapport/app/join.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, form);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, error_label);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, address_row);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, user_row);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, password_row);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, back_button);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, join_button);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, progress);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, bar);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, sign_in_group);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, retry_button);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, open_button);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, other_button);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, keyring_label);
  gtk_widget_class_bind_template_child (widget_class, RapportJoin, later_label);
  gtk_widget_class_bind_template_callback (widget_class, join_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
}

static void
rapport_join_init (RapportJoin *self)
{
  self->cancellable = g_cancellable_new ();
  self->most = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->spinner = adw_spinner_paintable_new (GTK_WIDGET (self->progress));
  rapport_wrap_button (GTK_BUTTON (self->back_button));
  rapport_wrap_button (self->join_button);
  rapport_wrap_button (GTK_BUTTON (self->retry_button));
  rapport_wrap_button (GTK_BUTTON (self->open_button));
  rapport_wrap_button (GTK_BUTTON (self->cancel_button));
  rapport_wrap_button (GTK_BUTTON (self->other_button));
}

void
rapport_join_set_team (RapportJoin *self, RapportTeam *team, RapportLibrary *library)
{
  static const char *const watched[] = { "notify::state", "notify::message", "notify::question",
                                         "notify::expected", "notify::keyring" };

  g_set_object (&self->team, team);
  g_set_object (&self->library, library);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (team, watched[i], G_CALLBACK (team_cb), self, G_CONNECT_SWAPPED);
  team_cb (self);
}

void
rapport_join_begin (RapportJoin *self)
{
  gtk_stack_set_visible_child (self->stack, self->form);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}
