/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More are looked through in pieces. */
#define MOST_AT_ONCE 1000

#define WIDTH  440
#define HEIGHT 560

/* What is offered. */

struct _RapportChooserItem
{
  GObject parent_instance;

  char *id;
  char *title;
  char *detail;
  char *word;
  char *folded; /* (nullable): of both, once it was looked for */
};

G_DEFINE_FINAL_TYPE (RapportChooserItem, rapport_chooser_item, G_TYPE_OBJECT)

static void
rapport_chooser_item_finalize (GObject *object)
{
  RapportChooserItem *self = RAPPORT_CHOOSER_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->word);
  g_free (self->folded);
  G_OBJECT_CLASS (rapport_chooser_item_parent_class)->finalize (object);
}

static void
rapport_chooser_item_class_init (RapportChooserItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_chooser_item_finalize;
}

static void
rapport_chooser_item_init (RapportChooserItem *self)
{
}

RapportChooserItem *
rapport_chooser_item_new (const char *id, const char *title, const char *detail, const char *word)
{
  RapportChooserItem *self = g_object_new (RAPPORT_TYPE_CHOOSER_ITEM, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->word = g_strdup (word);
  return self;
}

const char *
rapport_chooser_item_get_word (RapportChooserItem *self)
{
  return self->word;
}

/* (transfer full): as texts are compared: ё is е. */
static char *
fold (const char *text)
{
  g_autofree char *small = g_utf8_casefold (text, -1);
  g_auto (GStrv) parts = g_strsplit (small, "ё", -1);

  return g_strjoinv ("е", parts);
}

static gboolean
matches (RapportChooserItem *self, const char *const *words)
{
  if (self->folded == NULL)
    {
      g_autofree char *both =
        g_strdup_printf ("%s\n%s", self->title, self->detail != NULL ? self->detail : "");

      self->folded = fold (both);
    }
  for (; *words != NULL; words++)
    if (strstr (self->folded, *words) == NULL)
      return FALSE;
  return TRUE;
}

/* The dialog. */

typedef struct
{
  RapportChooserWords words;
  char *current;
  gboolean lasting;
  gboolean taken;
  gboolean wanted; /* the first that is found, as soon as it is */
  guint later;     /* source */
  char **needles;
  GListStore *offers;
  GtkFilter *filter;
  GtkFilterListModel *found;
  GtkWidget *view;
  GtkWidget *search;
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *empty;
} RapportChooserPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportChooser, rapport_chooser, ADW_TYPE_DIALOG)

static guint chosen_signal;

static RapportChooserPrivate *
get_private (RapportChooser *self)
{
  return rapport_chooser_get_instance_private (self);
}

static gboolean
is_found_cb (gpointer item, gpointer user_data)
{
  RapportChooserPrivate *priv = user_data;

  return matches (item, (const char *const *) priv->needles);
}

static void
show_state (RapportChooser *self)
{
  RapportChooserPrivate *priv = get_private (self);
  AdwStatusPage *empty = ADW_STATUS_PAGE (priv->empty);
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (priv->offers)) > 0;
  const char *page = "reading";

  if (g_list_model_get_n_items (G_LIST_MODEL (priv->found)) > 0)
    page = "list";
  else if (priv->taken && gtk_filter_list_model_get_pending (priv->found) == 0)
    page = "empty";
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), page);
  adw_status_page_set_title (empty, any ? _ ("Nothing Found") : priv->words.none);
  adw_status_page_set_description (empty, any ? priv->words.not_found : priv->words.none_why);
}

static void
drop_offer (RapportChooser *self, const char *id)
{
  RapportChooserPrivate *priv = get_private (self);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->offers));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportChooserItem) offer = g_list_model_get_item (G_LIST_MODEL (priv->offers), i);

      if (!g_str_equal (offer->id, id))
        continue;
      g_list_store_remove (priv->offers, i);
      break;
    }
}

void
rapport_chooser_choose (RapportChooser *self, const char *id)
{
  RapportChooserPrivate *priv = get_private (self);
  g_autofree char *chosen = g_strdup (id);

  priv->wanted = FALSE;
  if (priv->lasting)
    drop_offer (self, chosen);
  g_signal_emit (self, chosen_signal, 0, chosen);
  if (!priv->lasting)
    adw_dialog_close (ADW_DIALOG (self));
}

static void
activated_cb (RapportChooser *self, guint position)
{
  RapportChooserPrivate *priv = get_private (self);
  g_autoptr (RapportChooserItem) offer =
    g_list_model_get_item (G_LIST_MODEL (priv->found), position);

  if (offer != NULL)
    rapport_chooser_choose (self, offer->id);
}

static void
later_cb (gpointer user_data)
{
  RapportChooserPrivate *priv = get_private (user_data);

  priv->later = 0;
  if (priv->wanted)
    activated_cb (user_data, 0);
}

/* Who pressed Enter before it was found means the first that is; not while the list changes. */
static void
found_cb (RapportChooser *self)
{
  RapportChooserPrivate *priv = get_private (self);

  if (priv->wanted && priv->later == 0 && g_list_model_get_n_items (G_LIST_MODEL (priv->found)) > 0)
    priv->later = g_idle_add_once (later_cb, self);
  show_state (self);
}

static void
look_up (RapportChooser *self)
{
  RapportChooserPrivate *priv = get_private (self);
  g_autofree char *text = fold (gtk_editable_get_text (GTK_EDITABLE (priv->search)));
  char **needles = g_strsplit (g_strstrip (text), " ", -1);

  /* The entry says late what was typed: by then Enter may have been there. */
  if (g_strv_equal ((const char *const *) needles, (const char *const *) priv->needles))
    {
      g_strfreev (needles);
      return;
    }
  g_strfreev (priv->needles);
  priv->needles = needles;
  priv->wanted = FALSE;
  gtk_filter_changed (priv->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

static void
search_changed_cb (RapportChooser *self)
{
  look_up (self);
}

/* Who types and presses Enter means what was typed last. */
static void
entered_cb (RapportChooser *self)
{
  RapportChooserPrivate *priv = get_private (self);

  look_up (self);
  priv->wanted = !priv->taken || gtk_filter_list_model_get_pending (priv->found) > 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (priv->found)) == 0)
    return;
  activated_cb (self, 0);
}

static void
stopped_cb (RapportChooser *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Rows. */

static GtkWidget *
make_words (void)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "dimmed");
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

static void
setup_cb (RapportChooser *self, GtkListItem *item)
{
  RapportChooserClass *klass = RAPPORT_CHOOSER_GET_CLASS (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  if (klass->make_mark != NULL)
    gtk_box_append (GTK_BOX (box), klass->make_mark (self));
  gtk_box_append (GTK_BOX (box), make_words ());
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (RapportChooser *self, GtkListItem *item)
{
  RapportChooserPrivate *priv = get_private (self);
  RapportChooserClass *klass = RAPPORT_CHOOSER_GET_CLASS (self);
  RapportChooserItem *offer = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *current = gtk_widget_get_last_child (box);
  GtkWidget *words = gtk_widget_get_prev_sibling (current);
  const char *told = offer->detail;

  if (klass->show_mark != NULL)
    told = klass->show_mark (self, gtk_widget_get_first_child (box), offer);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (words)), offer->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)),
                       offer->detail != NULL ? offer->detail : "");
  gtk_widget_set_visible (gtk_widget_get_last_child (words), offer->detail != NULL);
  gtk_widget_set_visible (current, g_strcmp0 (offer->id, priv->current) == 0);
  gtk_list_item_set_accessible_label (item, offer->title);
  gtk_list_item_set_accessible_description (item, told != NULL ? told : "");
}

/* The object. */

static void
rapport_chooser_dispose (GObject *object)
{
  RapportChooserPrivate *priv = get_private (RAPPORT_CHOOSER (object));

  g_clear_handle_id (&priv->later, g_source_remove);
  if (priv->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (priv->filter), NULL, NULL, NULL);
  g_clear_object (&priv->filter);
  g_clear_object (&priv->found);
  g_clear_object (&priv->offers);
  G_OBJECT_CLASS (rapport_chooser_parent_class)->dispose (object);
}

static void
rapport_chooser_finalize (GObject *object)
{
  RapportChooserPrivate *priv = get_private (RAPPORT_CHOOSER (object));

  g_strfreev (priv->needles);
  g_free (priv->current);
  G_OBJECT_CLASS (rapport_chooser_parent_class)->finalize (object);
}

static void
rapport_chooser_class_init (RapportChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_chooser_finalize;
  chosen_signal = g_signal_new ("chosen", RAPPORT_TYPE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_search (RapportChooser *self)
{
  RapportChooserPrivate *priv = get_private (self);
  GtkWidget *clamp = adw_clamp_new ();

  priv->search = gtk_search_entry_new ();
  gtk_widget_set_margin_start (priv->search, 12);
  gtk_widget_set_margin_end (priv->search, 12);
  gtk_widget_set_margin_bottom (priv->search, 6);
  /* It may outlive the dialog, and be late. */
  g_signal_connect_object (priv->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->search, "activate", G_CALLBACK (entered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->search, "stop-search", G_CALLBACK (stopped_cb), self,
                           G_CONNECT_SWAPPED);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH - 20);
  adw_clamp_set_child (ADW_CLAMP (clamp), priv->search);
  return clamp;
}

static GtkWidget *
make_list (RapportChooser *self)
{
  RapportChooserPrivate *priv = get_private (self);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model =
    GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (priv->found))));
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  priv->list = gtk_list_view_new (model, factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (priv->list), TRUE);
  gtk_widget_add_css_class (priv->list, "navigation-sidebar");
  g_signal_connect_object (priv->list, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), priv->list);
  return scrolled;
}

static GtkWidget *
make_stack (RapportChooser *self)
{
  RapportChooserPrivate *priv = get_private (self);
  GtkWidget *spinner = adw_spinner_new ();

  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  priv->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (priv->empty), "rapport-idea-symbolic");
  gtk_widget_add_css_class (priv->empty, "compact");
  priv->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (priv->stack), spinner, "reading");
  gtk_stack_add_named (GTK_STACK (priv->stack), make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (priv->stack), priv->empty, "empty");
  return priv->stack;
}

static void
rapport_chooser_init (RapportChooser *self)
{
  RapportChooserPrivate *priv = get_private (self);
  AdwToolbarView *view = ADW_TOOLBAR_VIEW (adw_toolbar_view_new ());

  priv->needles = g_strsplit ("", " ", -1);
  priv->offers = g_list_store_new (RAPPORT_TYPE_CHOOSER_ITEM);
  priv->filter = GTK_FILTER (gtk_custom_filter_new (is_found_cb, priv, NULL));
  priv->found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (priv->offers)),
                                           g_object_ref (priv->filter));
  g_signal_connect_object (priv->found, "items-changed", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (priv->found, "notify::pending", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  priv->view = GTK_WIDGET (view);
  adw_toolbar_view_add_top_bar (view, adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (view, make_search (self));
  adw_toolbar_view_set_content (view, make_stack (self));
  adw_dialog_set_content_width (ADW_DIALOG (self), WIDTH);
  adw_dialog_set_content_height (ADW_DIALOG (self), HEIGHT);
  adw_dialog_set_child (ADW_DIALOG (self), priv->view);
  adw_dialog_set_focus (ADW_DIALOG (self), priv->search);
}

void
rapport_chooser_set_words (RapportChooser *self, const RapportChooserWords *words)
{
  RapportChooserPrivate *priv = get_private (self);

  priv->words = *words;
  adw_dialog_set_title (ADW_DIALOG (self), words->title);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (priv->search), words->search);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->list, -1);
  show_state (self);
}

void
rapport_chooser_set_current (RapportChooser *self, const char *id)
{
  g_set_str (&get_private (self)->current, id);
}

void
rapport_chooser_set_lasting (RapportChooser *self, gboolean lasting)
{
  get_private (self)->lasting = lasting;
}

void
rapport_chooser_set_bottom (RapportChooser *self, GtkWidget *widget)
{
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (get_private (self)->view), widget);
}

void
rapport_chooser_take (RapportChooser *self, GPtrArray *offers)
{
  RapportChooserPrivate *priv = get_private (self);
  g_autoptr (GPtrArray) owned = offers;

  priv->taken = TRUE;
  gtk_filter_list_model_set_incremental (priv->found, offers->len > MOST_AT_ONCE);
  g_list_store_splice (priv->offers, 0, g_list_model_get_n_items (G_LIST_MODEL (priv->offers)),
                       offers->pdata, offers->len);
  if (offers->len == 0)
    priv->wanted = FALSE;
  show_state (self);
}
