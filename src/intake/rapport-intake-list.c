/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-list.h"

#include <glib/gi18n-lib.h>

/* What a row takes at least, and the list at most: a list view guesses its own
 * height from less than its rows. */
#define ROW_HEIGHT  62
#define LIST_HEIGHT 420

struct _RapportIntakeList
{
  AdwPreferencesGroup parent_instance;

  RapportIntake *intake;
  gboolean filling;
  GtkStringList *doubles; /* what becomes of who is there already */
  GtkStringList *others;

  GtkWidget *all;
  GtkScrolledWindow *scroller;
  GtkListView *view;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportIntakeList, rapport_intake_list, ADW_TYPE_PREFERENCES_GROUP)

/* The drop-downs, in the order of their entries. */
static const RapportIntakeChoice double_choices[] = { RAPPORT_INTAKE_MERGE, RAPPORT_INTAKE_ADD,
                                                      RAPPORT_INTAKE_SKIP };
static const RapportIntakeChoice other_choices[] = { RAPPORT_INTAKE_ADD, RAPPORT_INTAKE_SKIP };

static gboolean
is_double (RapportIntakeItem *item)
{
  return *rapport_intake_item_get_match (item) != '\0';
}

static guint
find_choice (RapportIntakeItem *item)
{
  const RapportIntakeChoice choice = rapport_intake_item_get_choice (item);
  const RapportIntakeChoice *choices = is_double (item) ? double_choices : other_choices;
  const guint n = is_double (item) ? G_N_ELEMENTS (double_choices) : G_N_ELEMENTS (other_choices);

  for (guint i = 0; i < n; i++)
    if (choices[i] == choice)
      return i;
  return 0;
}

/* Rows. */

/* What a row consists of; lives as long as it. */
typedef struct
{
  RapportIntakeList *list;
  RapportIntakeItem *item; /* of the row, while it is bound */
  GtkLabel *title;
  GtkLabel *match;
  GtkLabel *gain;
  GtkDropDown *choice;
  gulong handler;
  gboolean filling;
} Row;

#define ROW "rapport-row"

static void
show_choice_cb (Row *row)
{
  row->filling = TRUE;
  gtk_drop_down_set_selected (row->choice, find_choice (row->item));
  row->filling = FALSE;
}

static void
picked_cb (Row *row)
{
  const guint selected = gtk_drop_down_get_selected (row->choice);

  if (row->filling || row->item == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  rapport_intake_item_set_choice (row->item, is_double (row->item) ? double_choices[selected]
                                                                   : other_choices[selected]);
  g_signal_emit (row->list, signals[CHANGED], 0);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, css_class);
    }
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
setup_cb (RapportIntakeList *self, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  Row *row = g_new0 (Row, 1);

  row->list = self;
  row->title = add_label (texts, NULL);
  row->match = add_label (texts, "dimmed");
  row->gain = add_label (texts, "accent");
  row->choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (row->choice), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->choice));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row->choice), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  row->title, NULL, -1);
  g_signal_connect_swapped (row->choice, "notify::selected", G_CALLBACK (picked_cb), row);
  g_object_set_data_full (G_OBJECT (list_item), ROW, row, g_free);
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_focusable (list_item, FALSE);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_texts (Row *row)
{
  g_autofree char *text = rapport_intake_item_describe (row->item);
  g_autofree char *gain =
    g_strdup_printf (_ ("Adds: %s"), rapport_intake_item_get_gain (row->item));

  gtk_label_set_text (row->title, rapport_intake_item_get_title (row->item));
  if (is_double (row->item))
    set_text (row->match, rapport_intake_item_get_match (row->item));
  else
    set_text (row->match, text);
  set_text (row->gain, *rapport_intake_item_get_gain (row->item) != '\0' ? gain : "");
}

static void
bind_cb (RapportIntakeList *self, GtkListItem *list_item)
{
  Row *row = g_object_get_data (G_OBJECT (list_item), ROW);
  g_autofree char *name = NULL;

  row->item = gtk_list_item_get_item (list_item);
  name = g_strdup_printf ("%s, %s", rapport_intake_item_get_title (row->item),
                          rapport_intake_item_get_match (row->item));
  show_texts (row);
  row->filling = TRUE;
  gtk_drop_down_set_model (row->choice,
                           G_LIST_MODEL (is_double (row->item) ? self->doubles : self->others));
  row->filling = FALSE;
  show_choice_cb (row);
  gtk_list_item_set_accessible_label (
    list_item, is_double (row->item) ? name : rapport_intake_item_get_title (row->item));
  row->handler =
    g_signal_connect_swapped (row->item, "notify::choice", G_CALLBACK (show_choice_cb), row);
}

static void
unbind_cb (RapportIntakeList *self, GtkListItem *list_item)
{
  Row *row = g_object_get_data (G_OBJECT (list_item), ROW);

  g_clear_signal_handler (&row->handler, row->item);
  row->item = NULL;
}

/* All at once. */

static void
set_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RapportIntakeList *self = RAPPORT_INTAKE_LIST (widget);
  GListModel *items = rapport_intake_get_items (self->intake);
  const char *word = g_variant_get_string (parameter, NULL);
  const RapportIntakeChoice choice = g_str_equal (word, "merge") ? RAPPORT_INTAKE_MERGE
                                     : g_str_equal (word, "add") ? RAPPORT_INTAKE_ADD
                                                                 : RAPPORT_INTAKE_SKIP;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RapportIntakeItem) item = g_list_model_get_item (items, i);

      if (is_double (item))
        rapport_intake_item_set_choice (item, choice);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return is_double ((gpointer) b) - is_double ((gpointer) a);
}

void
rapport_intake_list_set_intake (RapportIntakeList *self, RapportIntake *intake)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkSortListModel *sorted;
  guint n = 0;
  guint n_items;

  g_set_object (&self->intake, intake);
  gtk_widget_set_visible (GTK_WIDGET (self), intake != NULL);
  if (intake == NULL)
    {
      gtk_list_view_set_model (self->view, NULL);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (rapport_intake_get_items (intake)); i++)
    {
      g_autoptr (RapportIntakeItem) item =
        g_list_model_get_item (rapport_intake_get_items (intake), i);

      n += (guint) is_double (item);
    }
  gtk_widget_set_visible (self->all, n > 1);
  n_items = g_list_model_get_n_items (rapport_intake_get_items (intake));
  gtk_scrolled_window_set_min_content_height (
    self->scroller, (int) MIN (n_items, LIST_HEIGHT / ROW_HEIGHT) * ROW_HEIGHT);
  sorted = gtk_sort_list_model_new (g_object_ref (rapport_intake_get_items (intake)),
                                    GTK_SORTER (gtk_custom_sorter_new (compare_cb, NULL, NULL)));
  gtk_sort_list_model_set_incremental (sorted, TRUE);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted)));
  gtk_list_view_set_model (self->view, selection);
}

/* The object. */

static void
rapport_intake_list_dispose (GObject *object)
{
  RapportIntakeList *self = RAPPORT_INTAKE_LIST (object);

  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_INTAKE_LIST);
  g_clear_object (&self->intake);
  g_clear_object (&self->doubles);
  g_clear_object (&self->others);
  G_OBJECT_CLASS (rapport_intake_list_parent_class)->dispose (object);
}

static void
rapport_intake_list_class_init (RapportIntakeListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_intake_list_dispose;
  signals[CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_INTAKE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/intake/intake-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeList, all);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeList, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapportIntakeList, view);
  gtk_widget_class_install_action (widget_class, "intake.all", "s", set_all);
}

static void
rapport_intake_list_init (RapportIntakeList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  const char *const doubles[] = { _ ("Merge"), _ ("Add as New"), _ ("Leave Out"), NULL };
  const char *const others[] = { _ ("Add"), _ ("Leave Out"), NULL };

  self->doubles = gtk_string_list_new (doubles);
  self->others = gtk_string_list_new (others);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->view, factory);
}
