/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-own.h"

#include "rapport-form.h"
#include "rapport-link-rows.h"
#include "rapport-metric-words.h"

#include <glib/gi18n-lib.h>

/* A sort of thing and its form, in a group of its own. */
typedef struct
{
  const RapportRecordInfo *info;
  RapportForm *form;
  GtkWidget *group;
} Sort;

enum
{
  SORT_CARD,
  SORT_FRAME,
  SORT_EDGE,
  N_SORTS
};

struct _RapportCardOwn
{
  AdwBin parent_instance;

  RapportLibrary *library;
  RapportRecord *thing;
  Sort sorts[N_SORTS];
  RapportMetricWords *metrics;
  RapportLinkRows *links;
  GtkWidget *text;
  GtkWidget *address;
  GtkWidget *metric;
  GtkWidget *picture;
  GtkWidget *frame_title;
  GtkWidget *frame_notes;
  GtkWidget *label;
  gboolean public_only;
};

G_DEFINE_FINAL_TYPE (RapportCardOwn, rapport_card_own, ADW_TYPE_BIN)

/* Showing. */

static gboolean
is_of (RapportCardOwn *self, const char *kind)
{
  return g_str_equal (rapport_record_get_text (self->thing, RAPPORT_PLACEMENT_KIND), kind);
}

static void
show_picture (RapportCardOwn *self)
{
  g_autoptr (RapportRecord) file =
    rapport_library_get (self->library, RAPPORT_TYPE_ATTACHMENT,
                         rapport_record_get_text (self->thing, RAPPORT_PLACEMENT_IMAGE));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->picture),
                               file != NULL ? rapport_record_get_title (file) : _ ("Not found"));
}

static void
show_card (RapportCardOwn *self)
{
  const gboolean link = is_of (self, "link");
  const gboolean image = is_of (self, "image");

  gtk_widget_set_visible (self->text, link || image || is_of (self, "note"));
  gtk_widget_set_visible (self->address, link);
  gtk_widget_set_visible (self->metric, is_of (self, "figure"));
  gtk_widget_set_visible (self->picture, image);
  rapport_link_rows_set_text (
    self->links, link ? rapport_record_get_text (self->thing, RAPPORT_PLACEMENT_ADDRESS) : "");
  if (image)
    show_picture (self);
}

static void
show_cb (RapportCardOwn *self)
{
  if (RAPPORT_IS_PLACEMENT (self->thing))
    show_card (self);
}

/* The rows. */

static void
add_sort (RapportCardOwn *self, GtkWidget *box, guint sort, const RapportRecordInfo *info)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->sorts[sort] = (Sort) { info, rapport_form_new (self->library, info), group };
  gtk_box_append (GTK_BOX (box), group);
}

static GtkWidget *
add (RapportCardOwn *self, guint sort, GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->sorts[sort].group), row);
  return row;
}

static GtkWidget *
add_field (RapportCardOwn *self, guint sort, guint field)
{
  return add (self, sort, rapport_form_add_field (self->sorts[sort].form, field));
}

static void
add_card_rows (RapportCardOwn *self)
{
  RapportForm *form = self->sorts[SORT_CARD].form;

  self->text = add_field (self, SORT_CARD, RAPPORT_PLACEMENT_TEXT);
  self->address = add_field (self, SORT_CARD, RAPPORT_PLACEMENT_ADDRESS);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->address), GTK_INPUT_PURPOSE_URL);
  self->metric =
    add (self, SORT_CARD,
         rapport_form_add_words (form, RAPPORT_PLACEMENT_METRIC, rapport_metric_words_get_none (),
                                 C_ ("choice", "Not set")));
  self->metrics = rapport_metric_words_new (self->library, RAPPORT_CHOICE_ROW (self->metric));
  self->picture = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->picture), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->picture), _ ("Picture"));
  gtk_widget_add_css_class (self->picture, "property");
  add (self, SORT_CARD, self->picture);
  add_field (self, SORT_CARD, RAPPORT_PLACEMENT_COLOUR);
  add_field (self, SORT_CARD, RAPPORT_PLACEMENT_LOCKED);
  self->links = rapport_link_rows_new (ADW_PREFERENCES_GROUP (self->sorts[SORT_CARD].group));
}

static void
add_frame_rows (RapportCardOwn *self)
{
  self->frame_title = add_field (self, SORT_FRAME, RAPPORT_FRAME_TITLE);
  add_field (self, SORT_FRAME, RAPPORT_FRAME_COLOUR);
  add_field (self, SORT_FRAME, RAPPORT_FRAME_LOCKED);
  self->frame_notes = add_field (self, SORT_FRAME, RAPPORT_FRAME_NOTES);
  gtk_widget_add_css_class (self->frame_notes, "private-row");
}

static void
add_edge_rows (RapportCardOwn *self)
{
  static const guint fields[] = { RAPPORT_EDGE_FROM_END, RAPPORT_EDGE_TO_END,
                                  RAPPORT_EDGE_FROM_SIDE, RAPPORT_EDGE_TO_SIDE,
                                  RAPPORT_EDGE_COLOUR };

  self->label = add_field (self, SORT_EDGE, RAPPORT_EDGE_LABEL);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    add_field (self, SORT_EDGE, fields[i]);
}

/* The object. */

static void
rapport_card_own_dispose (GObject *object)
{
  RapportCardOwn *self = RAPPORT_CARD_OWN (object);

  if (self->thing != NULL)
    g_signal_handlers_disconnect_by_data (self->thing, self);
  g_clear_object (&self->thing);
  g_clear_object (&self->metrics);
  g_clear_pointer (&self->links, rapport_link_rows_free);
  for (guint i = 0; i < N_SORTS; i++)
    g_clear_object (&self->sorts[i].form);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_card_own_parent_class)->dispose (object);
}

static void
rapport_card_own_class_init (RapportCardOwnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_card_own_dispose;
}

static void
rapport_card_own_init (RapportCardOwn *self)
{
}

GtkWidget *
rapport_card_own_new (RapportLibrary *library)
{
  RapportCardOwn *self = g_object_new (RAPPORT_TYPE_CARD_OWN, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->library = g_object_ref (library);
  adw_bin_set_child (ADW_BIN (self), box);
  add_sort (self, box, SORT_CARD, &rapport_placement_info);
  add_sort (self, box, SORT_FRAME, &rapport_frame_info);
  add_sort (self, box, SORT_EDGE, &rapport_edge_info);
  add_card_rows (self);
  add_frame_rows (self);
  add_edge_rows (self);
  rapport_card_own_set_thing (self, NULL);
  return GTK_WIDGET (self);
}

void
rapport_card_own_set_thing (RapportCardOwn *self, RapportRecord *thing)
{
  if (self->thing != NULL)
    g_signal_handlers_disconnect_by_data (self->thing, self);
  g_set_object (&self->thing, thing);
  if (thing != NULL)
    rapport_metric_words_set_client (self->metrics, rapport_record_get_client_id (thing));
  for (guint i = 0; i < N_SORTS; i++)
    {
      const Sort *sort = &self->sorts[i];
      const gboolean shown = thing != NULL && rapport_record_get_info (thing) == sort->info;

      rapport_form_set_record (sort->form, shown ? thing : NULL);
      gtk_widget_set_visible (sort->group, shown);
    }
  if (thing == NULL)
    return;
  g_signal_connect_swapped (thing, "changed", G_CALLBACK (show_cb), self);
  show_cb (self);
}

void
rapport_card_own_set_public_only (RapportCardOwn *self, gboolean public_only)
{
  self->public_only = public_only;
  gtk_widget_set_visible (self->frame_notes, !public_only);
}

void
rapport_card_own_edit (RapportCardOwn *self)
{
  GtkWidget *row = RAPPORT_IS_FRAME (self->thing)  ? self->frame_title
                   : RAPPORT_IS_EDGE (self->thing) ? self->label
                                                   : self->text;

  /* A choice is only gone to: activated, it would open. */
  if (RAPPORT_IS_PLACEMENT (self->thing) && is_of (self, "figure"))
    gtk_widget_grab_focus (self->metric);
  else
    gtk_widget_activate (row);
}
