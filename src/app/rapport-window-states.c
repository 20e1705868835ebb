/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agency.h"
#include "rapport-drops.h"
#include "rapport-first-run.h"
#include "rapport-format.h"
#include "rapport-library-file.h"
#include "rapport-onlooker.h"
#include "rapport-preferences.h"
#include "rapport-sample.h"
#include "rapport-team-page.h"
#include "rapport-text-merge.h"
#include "rapport-toast.h"
#include "rapport-trouble.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

/* The notification of that; there is never more than one. */
#define NOT_SAVED "not-saved"

/* The banner: what went wrong with writing, and the way out. */

/* Who looks elsewhere is told, once for each time that it goes wrong. */
static void
notify_not_saved (RapportWindow *self, const char *error)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GNotification) notification = NULL;

  if (application == NULL || self->not_saved == (error != NULL))
    return;
  self->not_saved = error != NULL;
  if (error == NULL)
    {
      g_application_withdraw_notification (application, NOT_SAVED);
      return;
    }
  if (gtk_window_is_active (GTK_WINDOW (self)) || rapport_window_is_shown_to_others (self))
    return;
  notification = g_notification_new (_ ("Not Saved"));
  g_notification_set_body (notification, error);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_URGENT);
  g_notification_set_default_action (notification, "app.show");
  g_application_send_notification (application, NOT_SAVED, notification);
}

/* The page of the team tells of it by itself, and of all but conflicts. */
static gboolean
is_told_elsewhere (RapportWindow *self)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));

  return self->n_conflicts == 0 && rapport_library_get_error (self->library) == NULL &&
         RAPPORT_IS_PREFERENCES (dialog) &&
         RAPPORT_IS_TEAM_PAGE (
           adw_preferences_dialog_get_visible_page (ADW_PREFERENCES_DIALOG (dialog)));
}

/* Who listens hears it when it comes; that there is less to settle they know by themselves. */
static void
announce_banner (RapportWindow *self, const char *words)
{
  const gboolean fewer = self->n_conflicts > 0 && self->n_conflicts < self->n_told;

  self->n_told = self->n_conflicts;
  if (!g_set_str (&self->told, words) || words == NULL || fewer || is_told_elsewhere (self))
    return;
  gtk_accessible_announce (GTK_ACCESSIBLE (self->banner), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
rapport_window_update_banner (RapportWindow *self)
{
  const char *error = rapport_library_get_error (self->library);
  /* Reasons name files and folders, which are nothing for a client. */
  const gboolean alone = !rapport_onlooker_is_there (self->library);
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;
  const char *button = NULL;
  gboolean says = TRUE;

  notify_not_saved (self, error);
  if (error != NULL)
    {
      text = alone ? g_strdup_printf (_ ("Not saved: %s What you wrote is kept here."), error)
                   : g_strdup (_ ("Not saved. What you wrote is kept here."));
      adw_banner_set_title (self->banner, text);
      adw_banner_set_button_label (self->banner, _ ("_Try Again"));
    }
  else if (rapport_store_is_read_only (rapport_library_get_store (self->library), &reason))
    {
      adw_banner_set_title (
        self->banner, reason != NULL && alone ? reason : _ ("This library can only be read."));
      adw_banner_set_button_label (self->banner, NULL);
    }
  else if (alone && rapport_window_describe_team (self, &text, &button))
    {
      adw_banner_set_title (self->banner, text);
      adw_banner_set_button_label (self->banner, button);
    }
  else
    says = FALSE;
  adw_banner_set_revealed (self->banner, says);
  announce_banner (self, says ? adw_banner_get_title (self->banner) : NULL);
}

static void
library_notify_cb (RapportWindow *self)
{
  rapport_window_update_banner (self);
}

void
rapport_window_banner_clicked (RapportWindow *self)
{
  if (rapport_library_get_error (self->library) != NULL)
    rapport_store_retry (rapport_library_get_store (self->library));
  else
    rapport_window_show_team (self);
}

/* What fills the window. */

static void
show_guest (RapportWindow *self, GtkWidget *guest)
{
  if (self->guest != NULL)
    gtk_stack_remove (self->states, self->guest);
  self->guest = guest;
  if (guest != NULL)
    gtk_stack_add_child (self->states, guest);
  gtk_stack_set_visible_child (self->states, guest != NULL ? guest : self->main);
}

static void
show_main (RapportWindow *self)
{
  self->lights = rapport_lights_new (
    self->library, rapport_clock_get_today (rapport_library_get_clock (self->library)));
  self->undo_scope = rapport_undo_scope_new (self->library);
  rapport_sidebar_set_library (self->sidebar, self->library, self->lights);
  self->board = rapport_board_page_new (self->library, self->lights);
  self->reminder = rapport_marking_reminder_new (GTK_WINDOW (self), self->library, self->lights);
  rapport_drops_take (GTK_WIDGET (self->board), rapport_drops_on_board);
  adw_navigation_view_add (self->navigation, ADW_NAVIGATION_PAGE (self->board));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  show_guest (self, NULL);
  rapport_window_prepare (self);
  rapport_window_watch (self);
  rapport_window_begin_team (self);
  rapport_window_resume_call (self);
}

static void
set_up_cb (RapportWindow *self)
{
  show_main (self);
}

/* The sample agency lives beside the user's own library, so that neither has
 * to be cleared away for the other. */

static gboolean
fill_sample (RapportLibrary *library, GError **error)
{
  const RapportSampleOptions options = {
    .n_clients = RAPPORT_SAMPLE_USUAL_CLIENTS,
    .n_months = RAPPORT_SAMPLE_USUAL_MONTHS,
    .seed = RAPPORT_SAMPLE_USUAL_SEED,
    .language = rapport_locale_get_lang (rapport_format_locale ()),
    .today = rapport_format_today (library),
  };

  return rapport_sample_fill (library, &options, error);
}

static void
sample_cb (RapportWindow *self)
{
  g_autofree char *own = rapport_library_file_get_default_path ();
  g_autofree char *folder = g_path_get_dirname (own);
  g_autofree char *path = g_build_filename (folder, "sample.rapport", NULL);

  g_clear_pointer (&self->service, rapport_store_service_free);
  g_clear_object (&self->team);
  g_clear_object (&self->library);
  self->fills_sample = TRUE;
  rapport_window_open (self, path);
  self->fills_sample = FALSE;
}

static void
show_first_run (RapportWindow *self)
{
  GtkWidget *first_run;

  rapport_window_make_team (self);
  /* One who has begun to join goes on with it. */
  rapport_team_start (self->team);
  first_run = rapport_first_run_new (self->library, self->team);
  g_signal_connect_swapped (first_run, "done", G_CALLBACK (set_up_cb), self);
  g_signal_connect_swapped (first_run, "sample", G_CALLBACK (sample_cb), self);
  show_guest (self, first_run);
}

static void
take_library (RapportWindow *self, RapportLibrary *library)
{
  g_autoptr (RapportWorkspace) agency = rapport_agency_get (library);
  g_autoptr (GError) error = NULL;

  g_set_object (&self->library, library);
  if (agency == NULL && self->fills_sample)
    {
      if (fill_sample (library, &error))
        agency = rapport_agency_get (library);
      else
        rapport_toast_show (GTK_WIDGET (self), error->message);
    }
  g_signal_connect_object (library, "notify", G_CALLBACK (library_notify_cb), self,
                           G_CONNECT_SWAPPED);
  library_notify_cb (self);
  if (agency == NULL && !rapport_library_is_read_only (library))
    show_first_run (self);
  else
    {
      rapport_window_make_team (self);
      show_main (self);
    }
}

void
rapport_window_wait (RapportWindow *self, const char *title)
{
  GtkWidget *page = adw_status_page_new ();
  g_autoptr (AdwSpinnerPaintable) spinner = adw_spinner_paintable_new (page);

  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_paintable (ADW_STATUS_PAGE (page), GDK_PAINTABLE (spinner));
  show_guest (self, page);
}

static void
reopen_cb (RapportWindow *self, guint flags)
{
  rapport_window_open_with (self, flags);
}

void
rapport_window_open_with (RapportWindow *self, guint flags)
{
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (RapportOpenProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportSqliteStore) store =
    rapport_library_file_open (self->path, flags, clock, &problem, &error);

  if (store != NULL)
    {
      g_autoptr (RapportLibrary) library = rapport_library_new (RAPPORT_STORE (store), clock);

      rapport_library_set_line_merge (library, rapport_text_merge_lines);
      take_library (self, library);
      if (!rapport_library_is_read_only (library))
        {
          self->service = rapport_store_service_new (RAPPORT_STORE (store),
                                                     rapport_sqlite_store_get_path (store));
          rapport_window_offer_rescues (self);
        }
    }
  else
    {
      GtkWidget *trouble = rapport_trouble_new (g_steal_pointer (&problem));

      g_signal_connect_swapped (trouble, "reopen", G_CALLBACK (reopen_cb), self);
      show_guest (self, trouble);
    }
}

void
rapport_window_open (RapportWindow *self, const char *path)
{
  g_free (self->path);
  self->path = path != NULL ? g_strdup (path) : rapport_library_file_get_default_path ();
  rapport_window_open_with (self, RAPPORT_OPEN_CREATE);
}
