/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-card-many.h"

#include "rapport-cards.h"
#include "rapport-choice-row.h"
#include "rapport-colour-row.h"
#include "rapport-format.h"
#include "rapport-month-words.h"
#include "rapport-plan.h"
#include "rapport-toast.h"
#include "rapport-turns.h"

#include <glib/gi18n-lib.h>

/* Of more things than these the others are looked at, and changed, in turns. */
#define AT_ONCE 100

/* What is known of those that have been looked at. */
typedef struct
{
  guint at;
  guint n_able; /* are ideas, or can become some */
  guint n_items;
  char *status; /* (nullable): that all have, "" where they differ */
  char *colour;
} Looked;

struct _RapportCardMany
{
  AdwBin parent_instance;

  RapportLibrary *library;
  GStrv ids;
  Looked looked;
  guint looking;
  RapportMonthWords *months;
  AdwPreferencesGroup *group;
  RapportChoiceRow *status;
  RapportColourRow *colour;
  RapportChoiceRow *month;
  GtkWidget *put;
};

G_DEFINE_FINAL_TYPE (RapportCardMany, rapport_card_many, ADW_TYPE_BIN)

/* (transfer full) (nullable): a card that is an idea, or with @notes can become one. */
static RapportRecord *
find_idea (RapportCardMany *self, const char *id, gboolean notes)
{
  g_autoptr (RapportRecord) thing = rapport_cards_find (self->library, id);

  if (RAPPORT_IS_PLACEMENT (thing) &&
      (rapport_record_has_word (thing, RAPPORT_PLACEMENT_KIND, "item") ||
       (notes && rapport_record_has_word (thing, RAPPORT_PLACEMENT_KIND, "note"))))
    return g_steal_pointer (&thing);
  return NULL;
}

/* (transfer full) (nullable) */
static RapportWorkItem *
get_item (RapportCardMany *self, RapportRecord *card)
{
  RapportRecord *item = rapport_library_get (
    self->library, RAPPORT_TYPE_WORK_ITEM, rapport_record_get_text (card, RAPPORT_PLACEMENT_ITEM));

  return item != NULL ? RAPPORT_WORK_ITEM (item) : NULL;
}

/* Doing something with all of them: one step of undo. */

typedef struct Deed Deed;

struct Deed
{
  RapportCardMany *self; /* owned */
  GStrv ids;
  guint at;
  RapportTransaction *transaction;
  /* Whether it counts. */
  gboolean (*step) (Deed *deed, const char *id);
  /* (transfer full): what was done with so many. */
  char *(*say) (Deed *deed);
  char *word;
  RapportDay month;
  guint n;
};

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_clear_pointer (&deed->transaction, rapport_transaction_free);
  g_object_unref (deed->self);
  g_strfreev (deed->ids);
  g_free (deed->word);
  g_free (deed);
}

static void
tell_done (Deed *deed, const GError *error)
{
  GtkWidget *near = GTK_WIDGET (deed->self);
  g_autofree char *said = deed->say (deed);

  if (gtk_widget_get_root (near) == NULL)
    return;
  if (error == NULL)
    rapport_toast_show_undo (near, said);
  else
    rapport_toast_show (near, error->message);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deed *deed = user_data;
  g_autoptr (GError) error = NULL;

  rapport_transaction_commit_finish (RAPPORT_LIBRARY (source), result, &error);
  gtk_widget_set_sensitive (GTK_WIDGET (deed->self),
                            !rapport_library_is_read_only (deed->self->library));
  tell_done (deed, error);
  deed_free (deed);
}

/* FALSE, in words, where there is nothing to be committed. */
static gboolean
is_worth_it (Deed *deed)
{
  g_autofree char *month = NULL;
  g_autofree char *said = NULL;

  if (deed->month == RAPPORT_DAY_NONE)
    return TRUE;
  if (deed->n == 0)
    said = g_strdup (_ ("Select an idea to put it into the plan"));
  else if (rapport_transaction_is_empty (deed->transaction))
    {
      month = rapport_locale_month (rapport_format_locale (), deed->month);
      said = g_strdup_printf (_ ("They are in the plan of %s already"), month);
    }
  if (said != NULL && gtk_widget_get_root (GTK_WIDGET (deed->self)) != NULL)
    rapport_toast_show (GTK_WIDGET (deed->self), said);
  return said == NULL;
}

static gboolean
do_next (Deed *deed)
{
  if (deed->ids[deed->at] == NULL)
    return FALSE;
  if (deed->step (deed, deed->ids[deed->at++]))
    deed->n++;
  return TRUE;
}

static gboolean
turn_cb (gpointer user_data)
{
  Deed *deed = user_data;

  if (do_next (deed))
    return TRUE;
  if (is_worth_it (deed))
    {
      rapport_transaction_commit_async (g_steal_pointer (&deed->transaction), NULL, done_cb, deed);
      return FALSE;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (deed->self), TRUE);
  deed_free (deed);
  return FALSE;
}

/* Takes @deed over. */
static void
begin (RapportCardMany *self, Deed *deed, const char *label)
{
  g_autoptr (GError) error = NULL;

  deed->self = g_object_ref (self);
  deed->ids = g_strdupv (self->ids);
  deed->transaction = rapport_transaction_begin (self->library, label);
  if (g_strv_length (deed->ids) > AT_ONCE)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
      rapport_turns_run (turn_cb, deed, NULL);
      return;
    }
  while (do_next (deed))
    ;
  if (is_worth_it (deed))
    {
      rapport_transaction_commit (deed->transaction, &error);
      tell_done (deed, error);
    }
  deed_free (deed);
}

static gboolean
set_status (Deed *deed, const char *id)
{
  g_autoptr (RapportRecord) card = find_idea (deed->self, id, FALSE);
  g_autoptr (RapportWorkItem) item = card != NULL ? get_item (deed->self, card) : NULL;

  if (item != NULL)
    rapport_work_item_set_status (deed->transaction, deed->self->library, item, deed->word);
  return item != NULL;
}

static char *
say_status (Deed *deed)
{
  return g_strdup_printf (
    ngettext ("Status of %u idea changed", "Status of %u ideas changed", deed->n), deed->n);
}

static void
status_cb (RapportCardMany *self, const char *status)
{
  Deed *deed;

  if (*status == '\0')
    return;
  deed = g_new0 (Deed, 1);
  deed->step = set_status;
  deed->say = say_status;
  deed->month = RAPPORT_DAY_NONE;
  deed->word = g_strdup (status);
  begin (self, deed, _ ("Change Status"));
}

static gboolean
set_colour (Deed *deed, const char *id)
{
  rapport_cards_colour (deed->transaction, deed->self->library, (const char *const[]) { id, NULL },
                        *deed->word != '\0' ? deed->word : NULL);
  return TRUE;
}

static char *
say_colour (Deed *deed)
{
  return g_strdup_printf (
    ngettext ("Color of %u thing changed", "Color of %u things changed", deed->n), deed->n);
}

static void
colour_cb (RapportCardMany *self, const char *colour)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->step = set_colour;
  deed->say = say_colour;
  deed->month = RAPPORT_DAY_NONE;
  deed->word = g_strdup (colour);
  begin (self, deed, _ ("Change Color"));
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

static gboolean
put (Deed *deed, const char *id)
{
  g_autoptr (RapportRecord) card = find_idea (deed->self, id, TRUE);

  return card != NULL && rapport_cards_plan (deed->transaction, deed->self->library,
                                             RAPPORT_PLACEMENT (card), deed->month) != NULL;
}

static char *
say_put (Deed *deed)
{
  g_autofree char *month = rapport_locale_month (rapport_format_locale (), deed->month);

  /* Translators: %2$s is a month, "November 2026" */
  return g_strdup_printf (ngettext ("%1$u idea put into the plan of %2$s",
                                    "%1$u ideas put into the plan of %2$s", deed->n),
                          deed->n, month);
}

/* Into the plan of the month that is chosen. */
static void
put_cb (RapportCardMany *self)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->step = put;
  deed->say = say_put;
  deed->month = rapport_month_words_parse (rapport_choice_row_get_value (self->month));
  begin (self, deed, _ ("Put into the Plan"));
}

/* The object. */

static void
rapport_card_many_dispose (GObject *object)
{
  RapportCardMany *self = RAPPORT_CARD_MANY (object);

  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_card_many_parent_class)->dispose (object);
}

static void
rapport_card_many_finalize (GObject *object)
{
  RapportCardMany *self = RAPPORT_CARD_MANY (object);

  g_strfreev (self->ids);
  g_free (self->looked.status);
  g_free (self->looked.colour);
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

/* Looking at them. */

static void
take_common (char **common, const char *value)
{
  if (*common == NULL)
    *common = g_strdup (value);
  else if (!g_str_equal (*common, value))
    g_set_str (common, "");
}

static gboolean
look_at_next (RapportCardMany *self)
{
  Looked *looked = &self->looked;
  const char *id = self->ids[looked->at];
  g_autoptr (RapportRecord) card = id != NULL ? find_idea (self, id, TRUE) : NULL;
  g_autoptr (RapportWorkItem) item = NULL;

  if (id == NULL)
    return FALSE;
  looked->at++;
  if (card == NULL)
    return TRUE;
  looked->n_able++;
  if (!rapport_record_has_word (card, RAPPORT_PLACEMENT_KIND, "item"))
    return TRUE;
  take_common (&looked->colour, rapport_record_get_text (card, RAPPORT_PLACEMENT_COLOUR));
  item = get_item (self, card);
  if (item == NULL)
    return TRUE;
  looked->n_items++;
  take_common (&looked->status,
               rapport_record_get_text (RAPPORT_RECORD (item), RAPPORT_WORK_ITEM_STATUS));
  return TRUE;
}

static void
show_looked (RapportCardMany *self)
{
  const Looked *looked = &self->looked;

  gtk_widget_set_visible (GTK_WIDGET (self->status), looked->n_items > 0);
  rapport_choice_row_set_value (self->status, looked->status != NULL ? looked->status : "");
  rapport_colour_row_set_colour (self->colour, looked->colour != NULL ? looked->colour : "");
  gtk_widget_set_visible (GTK_WIDGET (self->month), looked->n_able > 0);
  gtk_widget_set_visible (self->put, looked->n_able > 0);
}

static gboolean
look_cb (gpointer user_data)
{
  RapportCardMany *self = user_data;
  const gint64 until = g_get_monotonic_time () + RAPPORT_TURN_TIME;

  while (look_at_next (self))
    if (g_get_monotonic_time () > until)
      return G_SOURCE_CONTINUE;
  self->looking = 0;
  show_looked (self);
  return G_SOURCE_REMOVE;
}

/* Of very many it is shown by and by what all of them have. */
static void
look (RapportCardMany *self)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  g_free (self->looked.status);
  g_free (self->looked.colour);
  self->looked = (Looked) { 0 };
  while (self->looked.at < AT_ONCE && look_at_next (self))
    ;
  show_looked (self);
  if (self->ids[self->looked.at] == NULL)
    return;
  rapport_choice_row_set_value (self->status, "");
  rapport_colour_row_set_colour (self->colour, "");
  self->looking = g_idle_add (look_cb, self);
}

void
rapport_card_many_set_ids (RapportCardMany *self, const char *const *ids)
{
  const RapportDay month = rapport_day_month (rapport_format_today (self->library));
  const guint n = g_strv_length ((char **) ids);
  g_auto (GStrv) kept = g_strdupv ((char **) ids);
  g_autofree char *word = rapport_month_words_write (month);
  g_autofree char *title = NULL;

  g_strfreev (self->ids);
  self->ids = g_steal_pointer (&kept);
  title = g_strdup_printf (ngettext ("%u Thing Selected", "%u Things Selected", n), n);
  adw_preferences_group_set_title (self->group, title);
  look (self);
  if (*rapport_choice_row_get_value (self->month) != '\0')
    return;
  rapport_month_words_offer (self->months, self->month, month, month, NULL);
  rapport_choice_row_set_value (self->month, word);
  month_cb (self);
}
