/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-conflicts-dialog.h"

#include "rapport-conflict-box.h"
#include "rapport-turns.h"

#include <glib/gi18n-lib.h>

/* As many as are looked at at once; those behind them move up. */
#define MOST 30

struct _RapportConflictsDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  GtkWidget *close_button;
  GtkWidget *empty;
  GtkWidget *page;
  GtkBox *list;

  GtkLabel *more;

  RapportLibrary *library;
  GPtrArray *coming; /* conflicts whose boxes are to be made */
  gboolean adding;
};

G_DEFINE_FINAL_TYPE (RapportConflictsDialog, rapport_conflicts_dialog, ADW_TYPE_DIALOG)

static gboolean
is_among (GPtrArray *conflicts, const char *id)
{
  for (guint i = 0; i < conflicts->len; i++)
    if (g_str_equal (rapport_record_get_id (conflicts->pdata[i]), id))
      return TRUE;
  return FALSE;
}

/* Those that are settled go, and the keyboard with them to the next. (transfer full): the ids of
 * those that stay. */
static GHashTable *
drop_settled (RapportConflictsDialog *self, GPtrArray *conflicts)
{
  GHashTable *stay = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean had_keyboard = FALSE;
  GtkWidget *next;

  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->list)); box != NULL;
       box = next)
    {
      const char *id = rapport_conflict_box_get_id (RAPPORT_CONFLICT_BOX (box));

      next = gtk_widget_get_next_sibling (box);
      if (is_among (conflicts, id))
        {
          g_hash_table_add (stay, g_strdup (id));
          if (had_keyboard)
            rapport_conflict_box_grab_focus (RAPPORT_CONFLICT_BOX (box));
          had_keyboard = FALSE;
          continue;
        }
      had_keyboard = had_keyboard || gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == box;
      gtk_box_remove (self->list, box);
    }
  next = gtk_widget_get_last_child (GTK_WIDGET (self->list));
  if (had_keyboard && next != NULL)
    rapport_conflict_box_grab_focus (RAPPORT_CONFLICT_BOX (next));
  return stay;
}

static void
show_what_there_is (RapportConflictsDialog *self)
{
  const gboolean any =
    self->coming->len > 0 || gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL;

  gtk_stack_set_visible_child (self->stack, any ? self->page : self->empty);
}

/* Long texts take their time to be laid out, so they come one by one. */
static gboolean
add_next (gpointer user_data)
{
  RapportConflictsDialog *self = user_data;
  g_autoptr (RapportConflict) conflict = NULL;
  RapportConflictDetails *details;

  if (self->coming == NULL || self->coming->len == 0)
    {
      self->adding = FALSE;
      if (self->coming != NULL)
        show_what_there_is (self);
      return FALSE;
    }
  conflict = g_ptr_array_steal_index (self->coming, 0);
  details = rapport_conflict_get_details (self->library, conflict);
  if (details != NULL)
    gtk_box_append (self->list, rapport_conflict_box_new (self->library, conflict, details));
  return TRUE;
}

static void
show_more (RapportConflictsDialog *self, guint more)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u more comes when some of these are settled",
                               "%u more come when some of these are settled", more),
                     more);

  gtk_label_set_label (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), more > 0);
}

static void
add_new (RapportConflictsDialog *self, GPtrArray *conflicts, GHashTable *there)
{
  guint n = g_hash_table_size (there);
  guint more = 0;

  g_ptr_array_set_size (self->coming, 0);
  for (guint i = 0; i < conflicts->len; i++)
    {
      RapportRecord *conflict = conflicts->pdata[i];

      if (g_hash_table_contains (there, rapport_record_get_id (conflict)))
        continue;
      if (n++ < MOST)
        g_ptr_array_add (self->coming, g_object_ref (conflict));
      else
        more++;
    }
  show_more (self, more);
  if (self->coming->len == 0 || self->adding)
    return;
  self->adding = TRUE;
  rapport_turns_run (add_next, g_object_ref (self), g_object_unref);
}

static void
update (RapportConflictsDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = rapport_conflicts_find_open (self->library, NULL, NULL, &error);
  g_autoptr (GHashTable) there = NULL;

  if (conflicts == NULL)
    {
      g_warning ("reading the conflicts: %s", error->message);
      return;
    }
  there = drop_settled (self, conflicts);
  add_new (self, conflicts, there);
  show_what_there_is (self);
}

static void
committed_cb (RapportConflictsDialog *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_conflict_info)
      {
        update (self);
        return;
      }
}

/* The button that settled the last one is gone: Escape and Tab go on from here. */
static void
empty_mapped_cb (RapportConflictsDialog *self)
{
  gtk_widget_grab_focus (self->close_button);
}

static void
rapport_conflicts_dialog_dispose (GObject *object)
{
  RapportConflictsDialog *self = RAPPORT_CONFLICTS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CONFLICTS_DIALOG);
  g_clear_object (&self->library);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  G_OBJECT_CLASS (rapport_conflicts_dialog_parent_class)->dispose (object);
}

static void
rapport_conflicts_dialog_class_init (RapportConflictsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_conflicts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/conflicts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, page);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, more);
  gtk_widget_class_bind_template_callback (widget_class, adw_dialog_close);
  gtk_widget_class_bind_template_callback (widget_class, empty_mapped_cb);
}

static void
rapport_conflicts_dialog_init (RapportConflictsDialog *self)
{
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
rapport_conflicts_dialog_new (RapportLibrary *library)
{
  RapportConflictsDialog *self = g_object_new (RAPPORT_TYPE_CONFLICTS_DIALOG, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return ADW_DIALOG (self);
}
