/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-doubles-dialog.h"

#include "rapport-plain.h"
#include "rapport-records.h"
#include "rapport-thread.h"
#include "rapport-toast.h"
#include "rapport-ui-intake.h"
#include "rapport-unite-page.h"

#include <glib/gi18n-lib.h>

/* As many pairs as anybody goes through at once; the next come when these are done. */
#define PAIRS_SHOWN 100

struct _RapportDoublesDialog
{
  AdwDialog parent_instance;

  RapportLibrary *library;
  GPtrArray *doubles; /* of RapportDouble */
  GPtrArray *rows;
  GCancellable *cancellable;
  guint search_source;

  AdwNavigationView *navigation;
  AdwToggleGroup *kinds;
  GtkStack *stack;
  AdwStatusPage *no_doubles;
  AdwStatusPage *wrong;
  AdwPreferencesGroup *sure;
  AdwPreferencesGroup *unsure;
};

G_DEFINE_FINAL_TYPE (RapportDoublesDialog, rapport_doubles_dialog, ADW_TYPE_DIALOG)

static RapportDuplicateKind
get_kind (RapportDoublesDialog *self)
{
  return adw_toggle_group_get_active (self->kinds) == 1 ? RAPPORT_DUPLICATE_CONTACTS
                                                        : RAPPORT_DUPLICATE_CLIENTS;
}

/* A pair. */

static void
done_cb (RapportDoublesDialog *self, const char *text)
{
  adw_navigation_view_pop (self->navigation);
  rapport_toast_show_undo (GTK_WIDGET (self->navigation), text);
}

static void
activated_cb (RapportDoublesDialog *self, GtkWidget *row)
{
  const RapportDouble *pair = g_object_get_data (G_OBJECT (row), "rapport-double");
  const GType type =
    get_kind (self) == RAPPORT_DUPLICATE_CLIENTS ? RAPPORT_TYPE_CLIENT : RAPPORT_TYPE_CONTACT;
  g_autoptr (RapportRecord) one = rapport_library_get (self->library, type, pair->one);
  g_autoptr (RapportRecord) other = rapport_library_get (self->library, type, pair->other);
  GtkWidget *page;

  if (one == NULL || other == NULL)
    return;
  page = rapport_unite_page_new (self->library, one, other, pair->reasons);
  g_signal_connect_object (page, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (page));
}

static char *
name_side (const char *name, const char *where)
{
  return *where != '\0' ? g_strdup_printf ("%s (%s)", name, where) : g_strdup (name);
}

static void
add_row (RapportDoublesDialog *self, RapportDouble *pair)
{
  GtkWidget *row = adw_action_row_new ();
  AdwPreferencesGroup *group = pair->is_sure ? self->sure : self->unsure;
  g_autofree char *one = name_side (pair->one_name, pair->one_where);
  g_autofree char *other = name_side (pair->other_name, pair->other_where);
  g_autofree char *title = g_strdup_printf ("%s — %s", one, other);
  g_autofree char *reasons = rapport_duplicate_describe (get_kind (self), pair->reasons);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reasons);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "rapport-double", pair);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (RapportDoublesDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->sure), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->unsure), FALSE);
}

/* The row that had the keyboard may be gone. */
static void
keep_focus (RapportDoublesDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) &&
                       gtk_widget_get_mapped (focus)))
    return;
  if (self->rows->len == 0 || !gtk_widget_grab_focus (self->rows->pdata[0]))
    gtk_widget_child_focus (GTK_WIDGET (self->kinds), GTK_DIR_TAB_FORWARD);
}

static void
show_found (RapportDoublesDialog *self)
{
  clear_rows (self);
  for (guint i = 0; i < self->doubles->len && i < PAIRS_SHOWN; i++)
    add_row (self, self->doubles->pdata[i]);
  adw_status_page_set_description (self->no_doubles,
                                   get_kind (self) == RAPPORT_DUPLICATE_CLIENTS
                                     ? _ ("No two clients look like the same one.")
                                     : _ ("No two contacts look like the same person."));
  gtk_stack_set_visible_child_name (self->stack, self->doubles->len > 0 ? "found" : "none");
  keep_focus (self);
}

/* Searching. */

typedef struct
{
  RapportIntakeBase *base;
  RapportDuplicateKind kind;
} Search;

static void
search_free (Search *search)
{
  g_clear_pointer (&search->base, rapport_intake_base_unref);
  g_free (search);
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;

  g_task_return_pointer (task, rapport_doubles_find (search->base, search->kind),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RapportDoublesDialog *self = RAPPORT_DOUBLES_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) doubles = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (doubles == NULL)
    {
      rapport_plain_set_page_description (self->wrong, error->message);
      gtk_stack_set_visible_child_name (self->stack, "wrong");
      return;
    }
  clear_rows (self);
  g_clear_pointer (&self->doubles, g_ptr_array_unref);
  self->doubles = g_steal_pointer (&doubles);
  show_found (self);
}

static void
base_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *data = g_task_get_task_data (task);
  GError *error = NULL;

  data->base = rapport_intake_base_new_finish (result, &error);
  if (data->base == NULL)
    g_task_return_error (task, error);
  else
    rapport_thread_run (task, search_thread);
}

static void
search (RapportDoublesDialog *self)
{
  GTask *task;
  Search *data = g_new0 (Search, 1);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, searched_cb, NULL);
  g_task_set_source_tag (task, search);
  data->kind = get_kind (self);
  g_task_set_task_data (task, data, (GDestroyNotify) search_free);
  rapport_intake_base_new_async (self->library, self->cancellable, base_cb, task);
}

static void
search_again_cb (gpointer user_data)
{
  RapportDoublesDialog *self = user_data;

  self->search_source = 0;
  search (self);
}

/* A merge, its undo, or an edit elsewhere. */
static void
committed_cb (RapportDoublesDialog *self)
{
  if (self->search_source == 0)
    self->search_source = g_idle_add_once (search_again_cb, self);
}

static void
kind_changed_cb (RapportDoublesDialog *self)
{
  if (self->library == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "searching");
  search (self);
}

/* The object. */

static void
rapport_doubles_dialog_dispose (GObject *object)
{
  RapportDoublesDialog *self = RAPPORT_DOUBLES_DIALOG (object);

  g_clear_handle_id (&self->search_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_DOUBLES_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->doubles, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_doubles_dialog_parent_class)->dispose (object);
}

static void
rapport_doubles_dialog_class_init (RapportDoublesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_doubles_dialog_dispose;
  rapport_ui_intake_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/doubles-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportDoublesDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, RapportDoublesDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, RapportDoublesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportDoublesDialog, no_doubles);
  gtk_widget_class_bind_template_child (widget_class, RapportDoublesDialog, wrong);
  gtk_widget_class_bind_template_child (widget_class, RapportDoublesDialog, sure);
  gtk_widget_class_bind_template_child (widget_class, RapportDoublesDialog, unsure);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
}

static void
rapport_doubles_dialog_init (RapportDoublesDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_doubles_dialog_new (RapportLibrary *library)
{
  RapportDoublesDialog *self = g_object_new (RAPPORT_TYPE_DOUBLES_DIALOG, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  search (self);
  return ADW_DIALOG (self);
}
