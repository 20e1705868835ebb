/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-many.h"

#include "rapport-cards.h"
#include "rapport-choice-row.h"
#include "rapport-colour-row.h"
#include "rapport-format.h"
#include "rapport-month-words.h"
#include "rapport-plan.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportCardMany
{
  AdwBin parent_instance;

  RapportLibrary *library;
  GStrv ids;
  RapportMonthWords *months;
  AdwPreferencesGroup *group;
  RapportChoiceRow *status;
  RapportColourRow *colour;
  RapportChoiceRow *month;
  GtkWidget *put;
};

G_DEFINE_FINAL_TYPE (RapportCardMany, rapport_card_many, ADW_TYPE_BIN)

/* (transfer full) (element-type RapportPlacement): the cards among them that are ideas,
 * or with @notes can become some. */
static GPtrArray *
find_ideas (RapportCardMany *self, gboolean notes)
{
  GPtrArray *ideas = g_ptr_array_new_with_free_func (g_object_unref);

  for (char **id = self->ids; id != NULL && *id != NULL; id++)
    {
      g_autoptr (RapportRecord) thing = rapport_cards_find (self->library, *id);
      const gboolean is_card = RAPPORT_IS_PLACEMENT (thing);

      if (is_card && (rapport_record_has_word (thing, RAPPORT_PLACEMENT_KIND, "item") ||
                      (notes && rapport_record_has_word (thing, RAPPORT_PLACEMENT_KIND, "note"))))
        g_ptr_array_add (ideas, g_steal_pointer (&thing));
    }
  return ideas;
}

/* (transfer full) (nullable) */
static RapportWorkItem *
get_item (RapportCardMany *self, RapportRecord *card)
{
  RapportRecord *item = rapport_library_get (
    self->library, RAPPORT_TYPE_WORK_ITEM, rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM));

  return item != NULL ? RAPPORT_WORK_ITEM (item) : NULL;
}

static gboolean
commit (RapportCardMany *self, RapportTransaction *transaction, const char *said)
{
  g_autoptr (GError) error = NULL;

  if (rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show_undo (GTK_WIDGET (self), said);
      return TRUE;
    }
  rapport_toast_show (GTK_WIDGET (self), error->message);
  return FALSE;
}

static void
status_cb (RapportCardMany *self, const char *status)
{
  g_autoptr (GPtrArray) ideas = find_ideas (self, FALSE);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change Status"));
  g_autofree char *said = NULL;
  guint n = 0;

  if (*status == '\0')
    return;
  for (guint i = 0; i < ideas->len; i++)
    {
      g_autoptr (RapportWorkItem) item = get_item (self, ideas->pdata[i]);

      if (item == NULL)
        continue;
      rapport_work_item_set_status (transaction, self->library, item, status);
      n++;
    }
  said =
    g_strdup_printf (ngettext ("Status of %u idea changed", "Status of %u ideas changed", n), n);
  commit (self, transaction, said);
}

static void
colour_cb (RapportCardMany *self, const char *colour)
{
  const guint n = g_strv_length (self->ids);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Change Color"));
  g_autofree char *said =
    g_strdup_printf (ngettext ("Color of %u thing changed", "Color of %u things changed", n), n);

  rapport_cards_colour (transaction, self->library, (const char *const *) self->ids,
                        *colour != '\0' ? colour : NULL);
  commit (self, transaction, said);
}

static void
month_cb (RapportCardMany *self)
{
  g_autofree char *month =
    rapport_locale_month (rapport_format_locale (),
                          rapport_month_words_parse (rapport_choice_row_get_value (self->month)));
  g_autofree char *title = g_strdup_printf (_ ("Put into the Plan of %s"), month);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->put), title);
}

/* Into the plan of the month that is chosen. */
static void
put_cb (RapportCardMany *self)
{
  const RapportDay month = rapport_month_words_parse (rapport_choice_row_get_value (self->month));
  g_autofree char *name = rapport_locale_month (rapport_format_locale (), month);
  g_autoptr (GPtrArray) ideas = find_ideas (self, TRUE);
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Put into the Plan"));
  g_autofree char *said = NULL;
  guint n = 0;

  for (guint i = 0; i < ideas->len; i++)
    if (rapport_cards_plan (transaction, self->library, ideas->pdata[i], month) != NULL)
      n++;
  if (n == 0)
    {
      rapport_toast_show (GTK_WIDGET (self), _ ("Select an idea to put it into the plan"));
      return;
    }
  if (rapport_transaction_is_empty (transaction))
    {
      said = g_strdup_printf (_ ("They are in the plan of %s already"), name);
      rapport_toast_show (GTK_WIDGET (self), said);
      return;
    }
  /* Translators: %2$s is a month, "November 2026" */
  said = g_strdup_printf (
    ngettext ("%1$u idea put into the plan of %2$s", "%1$u ideas put into the plan of %2$s", n), n,
    name);
  commit (self, transaction, said);
}

/* The object. */

static void
rapport_card_many_dispose (GObject *object)
{
  g_clear_object (&RAPPORT_CARD_MANY (object)->library);
  G_OBJECT_CLASS (rapport_card_many_parent_class)->dispose (object);
}

static void
rapport_card_many_finalize (GObject *object)
{
  RapportCardMany *self = RAPPORT_CARD_MANY (object);

  g_strfreev (self->ids);
  rapport_month_words_free (self->months);
  G_OBJECT_CLASS (rapport_card_many_parent_class)->finalize (object);
}

static void
rapport_card_many_class_init (RapportCardManyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_card_many_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_card_many_finalize;
}

static GtkWidget *
add (RapportCardMany *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
  return row;
}

static void
rapport_card_many_init (RapportCardMany *self)
{
  GtkWidget *row;

  self->months = rapport_month_words_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  row = add (self, rapport_choice_row_new (_ ("Status")));
  self->status = RAPPORT_CHOICE_ROW (row);
  rapport_choice_row_offer_words (self->status,
                                  &rapport_work_item_info.fields[RAPPORT_WORK_ITEM_STATUS],
                                  C_ ("status of several", "Different"));
  g_signal_connect_swapped (row, "chosen", G_CALLBACK (status_cb), self);
  row = add (self, rapport_colour_row_new (_ ("Color"), C_ ("choice", "Not set")));
  self->colour = RAPPORT_COLOUR_ROW (row);
  g_signal_connect_swapped (row, "chosen", G_CALLBACK (colour_cb), self);
  row = add (self, rapport_choice_row_new (_ ("Month of the plan")));
  self->month = RAPPORT_CHOICE_ROW (row);
  g_signal_connect_swapped (row, "chosen", G_CALLBACK (month_cb), self);
  self->put = add (self, adw_button_row_new ());
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->put), "list-add-symbolic");
  g_signal_connect_swapped (self->put, "activated", G_CALLBACK (put_cb), self);
}

GtkWidget *
rapport_card_many_new (RapportLibrary *library)
{
  RapportCardMany *self = g_object_new (RAPPORT_TYPE_CARD_MANY, NULL);

  self->library = g_object_ref (library);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !rapport_library_is_read_only (library));
  return GTK_WIDGET (self);
}

/* The value that all have, or "" where they differ. */
static const char *
get_common (GPtrArray *records, guint field)
{
  const char *common = records->len > 0 ? rapport_record_get_text (records->pdata[0], field) : "";

  for (guint i = 1; i < records->len; i++)
    if (!g_str_equal (rapport_record_get_text (records->pdata[i], field), common))
      return "";
  return common;
}

static void
show_status (RapportCardMany *self, GPtrArray *ideas)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < ideas->len; i++)
    {
      RapportWorkItem *item = get_item (self, ideas->pdata[i]);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->status), items->len > 0);
  rapport_choice_row_set_value (self->status, get_common (items, RAPPORT_WORK_ITEM_STATUS));
}

void
rapport_card_many_set_ids (RapportCardMany *self, const char *const *ids)
{
  const RapportDay month = rapport_day_month (rapport_format_today (self->library));
  const guint n = g_strv_length ((char **) ids);
  g_auto (GStrv) kept = g_strdupv ((char **) ids);
  g_autofree char *word = rapport_month_words_write (month);
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) ideas = NULL;
  g_autoptr (GPtrArray) able = NULL;

  g_strfreev (self->ids);
  self->ids = g_steal_pointer (&kept);
  ideas = find_ideas (self, FALSE);
  able = find_ideas (self, TRUE);
  title = g_strdup_printf (ngettext ("%u Thing Selected", "%u Things Selected", n), n);
  adw_preferences_group_set_title (self->group, title);
  show_status (self, ideas);
  rapport_colour_row_set_colour (self->colour, get_common (ideas, RAPPORT_PLACEMENT_COLOUR));
  gtk_widget_set_visible (GTK_WIDGET (self->month), able->len > 0);
  gtk_widget_set_visible (self->put, able->len > 0);
  if (*rapport_choice_row_get_value (self->month) != '\0')
    return;
  rapport_month_words_offer (self->months, self->month, month, month, NULL);
  rapport_choice_row_set_value (self->month, word);
  month_cb (self);
}
