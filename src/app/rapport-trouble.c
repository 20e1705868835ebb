/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-trouble.h"

#include "rapport-format.h"
#include "rapport-plain.h"
#include "rapport-salvage.h"
#include "rapport-thread.h"
#include "rapport-wrap.h"

#include <glib/gi18n-lib.h>

struct _RapportTrouble
{
  AdwBin parent_instance;

  GtkWidget *status;
  GtkWidget *buttons;
  GtkWidget *spinner;
  RapportOpenProblem *problem;
};

enum
{
  SIGNAL_REOPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportTrouble, rapport_trouble, ADW_TYPE_BIN)

static void
reopen (RapportTrouble *self, RapportOpenFlags flags)
{
  g_signal_emit (self, signals[SIGNAL_REOPEN], 0, (guint) flags);
}

static void
say (RapportTrouble *self, const char *text)
{
  rapport_plain_set_page_description (ADW_STATUS_PAGE (self->status), text);
}

static void
set_busy (RapportTrouble *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->buttons, !busy);
  gtk_widget_set_visible (self->spinner, busy);
}

/* The ways out. What reads a whole file runs in a thread. */

static void
try_again_cb (RapportTrouble *self)
{
  reopen (self, RAPPORT_OPEN_DEFAULT);
}

static void
read_only_cb (RapportTrouble *self)
{
  reopen (self, RAPPORT_OPEN_READ_ONLY);
}

static void
worked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  RapportTrouble *self = RAPPORT_TROUBLE (object);
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    reopen (self, RAPPORT_OPEN_DEFAULT);
  else
    say (self, error->message);
}

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RapportOpenProblem *problem = RAPPORT_TROUBLE (source)->problem;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;

  if (rapport_backup_restore (problem->path, problem->backup->path, clock, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
salvage_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RapportOpenProblem *problem = RAPPORT_TROUBLE (source)->problem;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportSalvage) salvage =
    rapport_salvage_run (problem->path, clock, cancellable, &error);

  if (salvage != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
work (RapportTrouble *self, GTaskThreadFunc func)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, worked_cb, NULL);

  g_task_set_source_tag (task, work);
  set_busy (self, TRUE);
  rapport_thread_run (task, func);
}

static void
restore_cb (RapportTrouble *self)
{
  work (self, restore_in_thread);
}

static void
salvage_cb (RapportTrouble *self)
{
  work (self, salvage_in_thread);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportTrouble) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    return;
  if (rapport_backup_copy_bytes (self->problem->path, g_file_peek_path (file), &error))
    say (self, _ ("The copy has been made."));
  else
    say (self, error->message);
}

static void
copy_cb (RapportTrouble *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_path_get_basename (self->problem->path);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Copy the Library"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (root), NULL, copied_cb, g_object_ref (self));
}

/* The page. */

typedef struct
{
  RapportOpenWays way;
  const char *label;
  void (*clicked_cb) (RapportTrouble *self);
} Way;

/* The way that loses least comes first. */
static const Way ways[] = {
  { RAPPORT_OPEN_WAY_TRY_AGAIN, N_ ("_Try Again"), try_again_cb },
  { RAPPORT_OPEN_WAY_SALVAGE, N_ ("_Save What Can Be Read"), salvage_cb },
  { RAPPORT_OPEN_WAY_RESTORE, N_ ("_Restore the Last Backup"), restore_cb },
  { RAPPORT_OPEN_WAY_READ_ONLY, N_ ("Open for _Reading"), read_only_cb },
  { RAPPORT_OPEN_WAY_COPY, N_ ("_Copy the File…"), copy_cb },
};

static const char *
get_title (RapportOpenProblemKind kind)
{
  switch (kind)
    {
    case RAPPORT_OPEN_PROBLEM_MISSING:
      return _ ("There Is No Such Library");
    case RAPPORT_OPEN_PROBLEM_NOT_A_LIBRARY:
      return _ ("Not a Library of Rapport");
    case RAPPORT_OPEN_PROBLEM_NEWER:
      return _ ("Made by a Newer Version");
    case RAPPORT_OPEN_PROBLEM_BUSY:
      return _ ("The Library Is in Use");
    case RAPPORT_OPEN_PROBLEM_DAMAGED:
      return _ ("The Library Is Damaged");
    case RAPPORT_OPEN_PROBLEM_FAILED:
    default:
      return _ ("The Library Can’t Be Opened");
    }
}

static void
rapport_trouble_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_TROUBLE (object)->problem, rapport_open_problem_free);
  G_OBJECT_CLASS (rapport_trouble_parent_class)->finalize (object);
}

static void
rapport_trouble_class_init (RapportTroubleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_trouble_finalize;
  signals[SIGNAL_REOPEN] = g_signal_new ("reopen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rapport_trouble_init (RapportTrouble *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->status = adw_status_page_new ();
  self->spinner = adw_spinner_new ();
  self->buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_halign (self->buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_size_request (self->spinner, 24, 24);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_box_append (GTK_BOX (box), self->spinner);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status), "dialog-warning-symbolic");
  adw_status_page_set_child (ADW_STATUS_PAGE (self->status), box);
  adw_header_bar_set_show_title (ADW_HEADER_BAR (header), FALSE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->status);
  adw_bin_set_child (ADW_BIN (self), view);
}

static void
add_button (RapportTrouble *self, const Way *way)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (g_dgettext (GETTEXT_PACKAGE, way->label));

  gtk_widget_add_css_class (button, "pill");
  if (gtk_widget_get_first_child (self->buttons) == NULL)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (way->clicked_cb), self);
  rapport_wrap_button (GTK_BUTTON (button));
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static char *
describe (RapportOpenProblem *problem)
{
  g_autofree char *day = NULL;

  if (problem->backup == NULL)
    return g_strdup_printf ("%s\n\n%s", problem->message, problem->path);
  day = rapport_locale_date (rapport_format_locale (),
                             rapport_instant_to_day (problem->backup->instant));
  return g_strdup_printf (_ ("%s\n\n%s\nThe last good backup is of %s."), problem->message,
                          problem->path, day);
}

GtkWidget *
rapport_trouble_new (RapportOpenProblem *problem)
{
  RapportTrouble *self = g_object_new (RAPPORT_TYPE_TROUBLE, NULL);
  g_autofree char *text = describe (problem);

  self->problem = problem;
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), get_title (problem->kind));
  say (self, text);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if ((problem->ways & ways[i].way) != 0)
      add_button (self, &ways[i]);
  return GTK_WIDGET (self);
}
