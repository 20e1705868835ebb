/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-shortcuts-dialog.h"

#include "rapport-actions.h"

#include <glib/gi18n-lib.h>

struct _RapportShortcutsDialog
{
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (RapportShortcutsDialog, rapport_shortcuts_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
make_keys (const char *accel)
{
  GtkWidget *keys = NULL;
  guint key;
  GdkModifierType modifiers;
  g_autofree char *text = NULL;

  if (!gtk_accelerator_parse (accel, &key, &modifiers))
    return NULL;
  text = gtk_accelerator_get_label (key, modifiers);
  keys = gtk_label_new (text);
  gtk_widget_add_css_class (keys, "keycap");
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  return keys;
}

static GtkWidget *
make_row (const RapportAction *action)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 g_dgettext (GETTEXT_PACKAGE, action->label));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_keys (action->accels[0]));
  gtk_widget_set_focusable (row, TRUE);
  return row;
}

static AdwPreferencesGroup *
add_group (RapportShortcutsDialog *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, g_dgettext (GETTEXT_PACKAGE, title));
  adw_preferences_page_add (self->page, group);
  return group;
}

static void
rapport_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RAPPORT_TYPE_SHORTCUTS_DIALOG);
  G_OBJECT_CLASS (rapport_shortcuts_dialog_parent_class)->dispose (object);
}

static void
rapport_shortcuts_dialog_class_init (RapportShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_shortcuts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportShortcutsDialog, page);
}

static void
rapport_shortcuts_dialog_init (RapportShortcutsDialog *self)
{
  AdwPreferencesGroup *group = NULL;
  const char *title = NULL;
  gsize n;
  const RapportAction *actions = rapport_actions_get (&n);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < n; i++)
    {
      if (actions[i].accels[0] == NULL)
        continue;
      if (g_strcmp0 (title, actions[i].group) != 0)
        {
          title = actions[i].group;
          group = add_group (self, title);
        }
      adw_preferences_group_add (group, make_row (&actions[i]));
    }
}

AdwDialog *
rapport_shortcuts_dialog_new (void)
{
  return g_object_new (RAPPORT_TYPE_SHORTCUTS_DIALOG, NULL);
}
