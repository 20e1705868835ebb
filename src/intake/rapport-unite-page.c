/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-unite-page.h"

#include "rapport-history-dialog.h"
#include "rapport-records.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportUnitePage
{
  AdwNavigationPage parent_instance;

  RapportLibrary *library;
  RapportRecord *one;
  RapportRecord *other;
  RapportUniteChoice *choices;

  GtkLabel *reasons;
  GtkListBox *fields;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportUnitePage, rapport_unite_page, ADW_TYPE_NAVIGATION_PAGE)

/* Fields. */

#define FIELD  "rapport-field"
#define CHOICE "rapport-choice"

static void
toggled_cb (RapportUnitePage *self, GtkCheckButton *button)
{
  const guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), FIELD));

  if (gtk_check_button_get_active (button))
    self->choices[field] =
      (RapportUniteChoice) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), CHOICE));
}

static GtkCheckButton *
add_choice (RapportUnitePage *self,
            GtkWidget *box,
            GtkCheckButton *group,
            guint field,
            RapportUniteChoice choice,
            const char *text)
{
  const RapportRecordInfo *info = rapport_record_get_info (self->one);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name =
    g_strdup_printf ("%s: %s", g_dgettext (GETTEXT_PACKAGE, info->fields[field].label), text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), FIELD, GUINT_TO_POINTER (field));
  g_object_set_data (G_OBJECT (button), CHOICE, GINT_TO_POINTER (choice));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), self->choices[field] == choice);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return GTK_CHECK_BUTTON (button);
}

static void
add_row (RapportUnitePage *self, guint field)
{
  const RapportRecordInfo *info = rapport_record_get_info (self->one);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (g_dgettext (GETTEXT_PACKAGE, info->fields[field].label));
  g_autofree char *first = rapport_history_describe_value (
    self->library, &info->fields[field], rapport_record_get_value (self->one, field));
  g_autofree char *second = rapport_history_describe_value (
    self->library, &info->fields[field], rapport_record_get_value (self->other, field));
  GtkCheckButton *group;

  self->choices[field] = rapport_unite_get_default (self->one, self->other, field);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dimmed");
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), sides);
  group = add_choice (self, sides, NULL, field, RAPPORT_UNITE_KEEP, first);
  add_choice (self, sides, group, field, RAPPORT_UNITE_TAKE, second);
  if (rapport_unite_can_be_both (info, field) &&
      rapport_record_get_value (self->one, field) != NULL &&
      rapport_record_get_value (self->other, field) != NULL)
    add_choice (self, box, group, field, RAPPORT_UNITE_BOTH, _ ("Both, one after the other"));
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->fields, row);
}

static void
fill (RapportUnitePage *self)
{
  const RapportRecordInfo *info = rapport_record_get_info (self->one);
  gboolean differ = FALSE;

  self->choices = g_new0 (RapportUniteChoice, info->n_fields);
  for (guint i = RAPPORT_RECORD_N_FIELDS; i < info->n_fields; i++)
    if (rapport_unite_is_choice (self->one, self->other, i))
      {
        add_row (self, i);
        differ = TRUE;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->fields), differ);
}

/* What is decided. */

static void
finish (RapportUnitePage *self, gboolean done, const char *text, const GError *error)
{
  if (done)
    g_signal_emit (self, signals[DONE], 0, text);
  else
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

static void
merge (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportUnitePage *self = RAPPORT_UNITE_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    g_strdup_printf (_ ("“%s” and “%s” merged"), rapport_record_get_title (self->one),
                     rapport_record_get_title (self->other));

  finish (self, rapport_unite (self->library, self->one, self->other, self->choices, &error), text,
          error);
}

static void
keep_apart (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportUnitePage *self = RAPPORT_UNITE_PAGE (widget);
  g_autoptr (GError) error = NULL;

  finish (self, rapport_doubles_keep_apart (self->library, self->one, self->other, &error),
          _ ("Remembered that they are two"), error);
}

/* The object. */

static void
rapport_unite_page_dispose (GObject *object)
{
  RapportUnitePage *self = RAPPORT_UNITE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_UNITE_PAGE);
  g_clear_pointer (&self->choices, g_free);
  g_clear_object (&self->one);
  g_clear_object (&self->other);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_unite_page_parent_class)->dispose (object);
}

static void
rapport_unite_page_class_init (RapportUnitePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_unite_page_dispose;
  signals[DONE] = g_signal_new ("done", RAPPORT_TYPE_UNITE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/unite-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportUnitePage, reasons);
  gtk_widget_class_bind_template_child (widget_class, RapportUnitePage, fields);
  gtk_widget_class_install_action (widget_class, "unite.merge", NULL, merge);
  gtk_widget_class_install_action (widget_class, "unite.apart", NULL, keep_apart);
}

static void
rapport_unite_page_init (RapportUnitePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rapport_unite_page_new (RapportLibrary *library,
                        RapportRecord *one,
                        RapportRecord *other,
                        RapportDuplicateReason reasons)
{
  RapportUnitePage *self = g_object_new (RAPPORT_TYPE_UNITE_PAGE, NULL);
  const gboolean writable = !rapport_library_is_read_only (library);
  g_autofree char *text = rapport_duplicate_describe (
    RAPPORT_IS_CLIENT (one) ? RAPPORT_DUPLICATE_CLIENTS : RAPPORT_DUPLICATE_CONTACTS, reasons);

  self->library = g_object_ref (library);
  self->one = g_object_ref (one);
  self->other = g_object_ref (other);
  gtk_label_set_text (self->reasons, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unite.merge", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unite.apart", writable);
  fill (self);
  return GTK_WIDGET (self);
}
