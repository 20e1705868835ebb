/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-conflicts-dialog.h"

#include "rapport-conflict-box.h"

#include <glib/gi18n-lib.h>

/* As many as are looked at in one sitting; those behind them move up. */
#define MOST 30

struct _RapportConflictsDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  GtkWidget *empty;
  GtkWidget *page;
  GtkBox *list;

  RapportLibrary *library;
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

/* Those that are settled go. (transfer full): the ids of those that stay. */
static GHashTable *
drop_settled (RapportConflictsDialog *self, GPtrArray *conflicts)
{
  GHashTable *stay = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *next;

  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->list)); box != NULL;
       box = next)
    {
      const char *id = rapport_conflict_box_get_id (RAPPORT_CONFLICT_BOX (box));

      next = gtk_widget_get_next_sibling (box);
      if (is_among (conflicts, id))
        g_hash_table_add (stay, g_strdup (id));
      else
        gtk_box_remove (self->list, box);
    }
  return stay;
}

static void
add_new (RapportConflictsDialog *self, GPtrArray *conflicts, GHashTable *there)
{
  guint n = g_hash_table_size (there);

  for (guint i = 0; i < conflicts->len && n < MOST; i++)
    {
      RapportConflict *conflict = conflicts->pdata[i];
      RapportConflictDetails *details = NULL;

      if (!g_hash_table_contains (there, rapport_record_get_id (RAPPORT_RECORD (conflict))))
        details = rapport_conflict_get_details (self->library, conflict);
      if (details == NULL)
        continue;
      gtk_box_append (self->list, rapport_conflict_box_new (self->library, conflict, details));
      n++;
    }
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
  gtk_stack_set_visible_child (
    self->stack,
    gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL ? self->page : self->empty);
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

static void
rapport_conflicts_dialog_dispose (GObject *object)
{
  RapportConflictsDialog *self = RAPPORT_CONFLICTS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_CONFLICTS_DIALOG);
  g_clear_object (&self->library);
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
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, page);
  gtk_widget_class_bind_template_child (widget_class, RapportConflictsDialog, list);
}

static void
rapport_conflicts_dialog_init (RapportConflictsDialog *self)
{
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
