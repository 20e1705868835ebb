/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-meeting-dialog.h"

#include "rapport-archive.h"
#include "rapport-day-button.h"
#include "rapport-format.h"
#include "rapport-people-rows.h"
#include "rapport-rhythm.h"
#include "rapport-rule-form.h"
#include "rapport-toast.h"
#include "rapport-ui-meeting.h"
#include "rapport-when.h"
#include "rapport-wrong.h"
#include "rapport-zones.h"

#include <glib/gi18n-lib.h>

#define PREVIEWED    5
#define USUAL_LENGTH 60
#define USUAL_TIME   "10:00"

struct _RapportMeetingDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *save;
  AdwComboRow *scope;
  AdwComboRow *client;
  GtkEditable *title_row;
  AdwComboRow *kind;
  GtkEditable *place;
  AdwActionRow *day_row;
  GtkEditable *time;
  GtkSpinButton *length;
  AdwComboRow *zone;
  AdwActionRow *clocks;
  GtkWidget *repeat_group;
  AdwComboRow *repeat;
  GtkWidget *rule_group;
  GtkWidget *dates_group;
  AdwComboRow *holidays;
  AdwActionRow *preview;
  AdwExpanderRow *people;
  GtkWidget *end_group;

  RapportDayButton *day;
  RapportRuleForm *rule; /* NULL until somebody wants an own rhythm */
  char *rule_text;       /* what it shows, or would show */
  RapportLibrary *library;
  RapportMeeting *meeting;   /* what is changed; neither for a new one */
  RapportSchedule *schedule; /* of the meeting, or what is changed */
  RapportPeopleRows *rows;
  GPtrArray *client_ids;
  GPtrArray *zones; /* of names */
  gboolean filling;
  gboolean offers_people;  /* who takes part is still to come */
  gboolean offers_clients; /* those but the chosen one are still to come */
  guint offering;
};

G_DEFINE_FINAL_TYPE (RapportMeetingDialog, rapport_meeting_dialog, ADW_TYPE_DIALOG)

static const char *const holiday_words[] = { "skip", "before", "after", "keep" };

/* What is chosen. */

static const char *
get_client_id (RapportMeetingDialog *self)
{
  const guint selected = adw_combo_row_get_selected (self->client);

  if (self->meeting != NULL)
    return rapport_record_get_client_id (RAPPORT_RECORD (self->meeting));
  if (self->schedule != NULL)
    return rapport_record_get_client_id (RAPPORT_RECORD (self->schedule));
  return selected < self->client_ids->len ? self->client_ids->pdata[selected] : "";
}

static const char *
get_zone (RapportMeetingDialog *self)
{
  return self->zones->pdata[adw_combo_row_get_selected (self->zone)];
}

/* (transfer full) (nullable): the start as a local time, %NULL while it is none. */
static char *
get_start (RapportMeetingDialog *self)
{
  const int minute = rapport_when_parse (gtk_editable_get_text (self->time));
  const RapportDay day = rapport_day_button_get_day (self->day);

  return minute < 0 || day == RAPPORT_DAY_NONE
           ? NULL
           : rapport_local_time_make (day, minute, get_zone (self));
}

static int
get_length (RapportMeetingDialog *self)
{
  return (int) gtk_spin_button_get_value (self->length);
}

/* (transfer full): "" for a meeting that is held once. */
static char *
get_rule (RapportMeetingDialog *self)
{
  const RapportRhythm rhythm = adw_combo_row_get_selected (self->repeat);
  const RapportDay day = rapport_day_button_get_day (self->day);

  if (rhythm == RAPPORT_RHYTHM_OWN)
    return self->rule != NULL ? rapport_rule_form_get_rule (self->rule)
                              : g_strdup (self->rule_text != NULL ? self->rule_text : "");
  return day != RAPPORT_DAY_NONE ? rapport_rhythm_get_rule (rhythm, day) : g_strdup ("");
}

/* Whether it is about all of a schedule. */
static gboolean
is_about_schedule (RapportMeetingDialog *self)
{
  if (self->meeting != NULL)
    return self->schedule != NULL && adw_combo_row_get_selected (self->scope) == 1;
  return self->schedule != NULL || adw_combo_row_get_selected (self->repeat) != RAPPORT_RHYTHM_ONCE;
}

/* What follows from it. */

static void
show_clocks (RapportMeetingDialog *self)
{
  g_autofree char *start = get_start (self);
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, get_client_id (self));
  g_autofree char *zones =
    start != NULL
      ? rapport_when_zones (
          start, client != NULL ? rapport_record_get_text (client, RAPPORT_CLIENT_TIME_ZONE) : "")
      : g_strdup ("");

  adw_action_row_set_subtitle (self->clocks, zones);
  gtk_widget_set_visible (GTK_WIDGET (self->clocks), *zones != '\0');
}

/* (transfer full): "Mon 23 Nov, Mon 30 Nov, …" */
static char *
list_days (RapportMeetingDialog *self, RapportRecurrence *rule)
{
  const RapportDay first = rapport_day_button_get_day (self->day);
  const RapportDay today = rapport_format_today (self->library);
  g_autoptr (GArray) days = rapport_rhythm_preview (
    self->library, rule, holiday_words[adw_combo_row_get_selected (self->holidays)], first,
    MAX (first, today), PREVIEWED);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      g_autofree char *day =
        rapport_locale_day (rapport_format_locale (), g_array_index (days, RapportDay, i), today);

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", day);
    }
  return g_string_free (text, FALSE);
}

/* Returns whether the rule can be understood. */
static gboolean
show_preview (RapportMeetingDialog *self)
{
  g_autofree char *rule = get_rule (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportRecurrence) parsed = NULL;
  g_autofree char *title = NULL;
  g_autofree char *days = NULL;

  if (!is_about_schedule (self) || rapport_day_button_get_day (self->day) == RAPPORT_DAY_NONE)
    return TRUE;
  parsed = rapport_recurrence_parse (rule, &error);
  title = parsed != NULL ? rapport_recurrence_describe (parsed) : g_strdup (_ ("Rule"));
  days = parsed != NULL ? list_days (self, parsed)
                        : g_strdup (*rule != '\0' ? error->message : _ ("Not written yet"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->preview), title);
  adw_action_row_set_subtitle (self->preview, *days != '\0' ? days : _ ("No meeting at all"));
  return parsed != NULL && *days != '\0';
}

/* @rule: "" for what suits the day of the meeting */
static void
show_rule (RapportMeetingDialog *self, const char *rule)
{
  const RapportDay today = rapport_format_today (self->library);
  const RapportDay day = rapport_day_button_get_day (self->day);

  g_set_str (&self->rule_text, rule);
  if (self->rule != NULL)
    rapport_rule_form_set_rule (self->rule, rule, day != RAPPORT_DAY_NONE ? day : today, today);
}

static void changed_cb (RapportMeetingDialog *self);

/* Few want more than what is offered, and the form takes its time to make. */
static void
ensure_rule (RapportMeetingDialog *self)
{
  g_autofree char *text = g_strdup (self->rule_text != NULL ? self->rule_text : "");

  if (self->rule != NULL)
    return;
  self->rule = g_object_new (RAPPORT_TYPE_RULE_FORM, NULL);
  show_rule (self, text);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->rule_group), GTK_WIDGET (self->rule));
  g_signal_connect_object (self->rule, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
update (RapportMeetingDialog *self)
{
  const gboolean whole = is_about_schedule (self);
  const gboolean own = adw_combo_row_get_selected (self->repeat) == RAPPORT_RHYTHM_OWN;
  g_autofree char *start = get_start (self);
  const gboolean timely = rapport_when_parse (gtk_editable_get_text (self->time)) >= 0;

  if (self->filling)
    return;
  rapport_mark_wrong (GTK_WIDGET (self->time), !timely);
  gtk_widget_set_visible (self->repeat_group, self->meeting == NULL || whole);
  if (whole && own)
    ensure_rule (self);
  gtk_widget_set_visible (self->rule_group, whole && own);
  /* Whoever wants it otherwise begins with what was chosen. */
  if (!own)
    {
      g_autofree char *rule = get_rule (self);

      show_rule (self, rule);
    }
  gtk_widget_set_visible (self->dates_group, whole);
  show_clocks (self);
  gtk_widget_set_sensitive (self->save, show_preview (self) && start != NULL &&
                                          !rapport_library_is_read_only (self->library));
}

/* Those whom a new meeting with this client usually has. */
static void
offer_people (RapportMeetingDialog *self)
{
  self->offers_people = FALSE;
  rapport_people_rows_offer (self->rows, get_client_id (self), NULL);
}

static void
changed_cb (RapportMeetingDialog *self)
{
  if (self->library != NULL)
    update (self);
}

static void
client_changed_cb (RapportMeetingDialog *self)
{
  if (self->library == NULL || self->filling)
    return;
  offer_people (self);
  update (self);
}

static void
day_picked_cb (RapportMeetingDialog *self, int day)
{
  update (self);
}

static void
cancel_cb (RapportMeetingDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Keeping it. */

static void
write_common (RapportMeetingDialog *self,
              RapportTransaction *transaction,
              RapportRecord *record,
              guint title,
              guint kind,
              guint place)
{
  rapport_transaction_set_text (transaction, record, title,
                                gtk_editable_get_text (self->title_row));
  rapport_transaction_set_text (
    transaction, record, kind, rapport_meeting_kinds[adw_combo_row_get_selected (self->kind)].word);
  rapport_transaction_set_text (transaction, record, place, gtk_editable_get_text (self->place));
}

/* Who is not marked any more is not there any more. */
static void
write_participants (RapportMeetingDialog *self,
                    RapportTransaction *transaction,
                    RapportMeeting *meeting)
{
  g_autoptr (GPtrArray) chosen = rapport_people_rows_get_chosen (self->rows);
  g_autoptr (GPtrArray) there = rapport_meeting_get_participants (
    self->library, rapport_record_get_id (RAPPORT_RECORD (meeting)));

  for (guint i = 0; i < there->len; i++)
    if (!g_ptr_array_find_with_equal_func (
          chosen, rapport_record_get_text (there->pdata[i], RAPPORT_PARTICIPANT_PERSON),
          g_str_equal, NULL))
      rapport_transaction_trash (transaction, there->pdata[i]);
  for (guint i = 0; i < chosen->len; i++)
    rapport_meeting_invite (transaction, self->library, meeting, chosen->pdata[i]);
}

static GVariant *
get_people (RapportMeetingDialog *self)
{
  g_autoptr (GPtrArray) chosen = rapport_people_rows_get_chosen (self->rows);

  return g_variant_new_strv ((const char *const *) chosen->pdata, chosen->len);
}

static void
write_schedule (RapportMeetingDialog *self,
                RapportTransaction *transaction,
                RapportRecord *schedule,
                const char *start)
{
  g_autofree char *rule = get_rule (self);

  write_common (self, transaction, schedule, RAPPORT_SCHEDULE_TITLE, RAPPORT_SCHEDULE_KIND,
                RAPPORT_SCHEDULE_PLACE);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_CLIENT,
                                get_client_id (self));
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_START, start);
  rapport_transaction_set_integer (transaction, schedule, RAPPORT_SCHEDULE_LENGTH,
                                   get_length (self));
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_RULE, rule);
  rapport_transaction_set_text (transaction, schedule, RAPPORT_SCHEDULE_HOLIDAYS,
                                holiday_words[adw_combo_row_get_selected (self->holidays)]);
  rapport_transaction_set (transaction, schedule, RAPPORT_SCHEDULE_PEOPLE, get_people (self));
}

/* From here on otherwise: what was before stays as it was, under the old schedule. One that has
 * not begun is changed itself. */
static void
replace_schedule (RapportMeetingDialog *self, RapportTransaction *transaction, const char *start)
{
  RapportRecord *old = RAPPORT_RECORD (self->schedule);
  const RapportDay today = rapport_format_today (self->library);
  RapportRecord *schedule = old;
  RapportDay from = today;
  RapportDay first = RAPPORT_DAY_NONE;
  int minute;

  if (self->meeting != NULL)
    from = rapport_record_get_day (RAPPORT_RECORD (self->meeting), RAPPORT_MEETING_OCCURRENCE);
  rapport_local_time_parse (rapport_record_get_text (old, RAPPORT_SCHEDULE_START), &first, &minute,
                            NULL);
  if (first < from)
    {
      rapport_schedule_end (transaction, self->schedule, from);
      schedule = rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE);
      rapport_transaction_set_text (transaction, schedule, RAPPORT_RECORD_AUDIENCE,
                                    rapport_record_get_text (old, RAPPORT_RECORD_AUDIENCE));
    }
  write_schedule (self, transaction, schedule, start);
  /* What was prepared for this one goes along: it is the first of the new ones. */
  if (self->meeting != NULL)
    {
      RapportRecord *meeting = RAPPORT_RECORD (self->meeting);

      rapport_meeting_move (transaction, self->meeting, start, get_length (self));
      rapport_local_time_parse (start, &first, &minute, NULL);
      rapport_transaction_set_text (transaction, meeting, RAPPORT_MEETING_SCHEDULE,
                                    rapport_record_get_id (schedule));
      rapport_transaction_set_day (transaction, meeting, RAPPORT_MEETING_OCCURRENCE, first);
    }
}

static void
write_meeting (RapportMeetingDialog *self, RapportTransaction *transaction, const char *start)
{
  RapportMeeting *meeting = self->meeting;

  if (meeting == NULL)
    meeting = rapport_meeting_add (transaction, self->library, get_client_id (self), "", start,
                                   get_length (self));
  else if (g_strcmp0 (start, rapport_record_get_text (RAPPORT_RECORD (meeting),
                                                      RAPPORT_MEETING_START)) != 0 ||
           get_length (self) !=
             rapport_record_get_integer (RAPPORT_RECORD (meeting), RAPPORT_MEETING_LENGTH))
    rapport_meeting_move (transaction, meeting, start, get_length (self));
  write_common (self, transaction, RAPPORT_RECORD (meeting), RAPPORT_MEETING_TITLE,
                RAPPORT_MEETING_KIND, RAPPORT_MEETING_PLACE);
  /* It stays called as its schedule is, so that it is renamed with it. */
  if (self->schedule != NULL &&
      g_str_equal (
        gtk_editable_get_text (self->title_row),
        rapport_record_get_text (RAPPORT_RECORD (self->schedule), RAPPORT_SCHEDULE_TITLE)))
    rapport_transaction_set_text (transaction, RAPPORT_RECORD (meeting), RAPPORT_MEETING_TITLE,
                                  NULL);
  write_participants (self, transaction, meeting);
}

static const char *
get_label (RapportMeetingDialog *self)
{
  if (self->meeting != NULL)
    return _ ("Change the Meeting");
  if (self->schedule != NULL)
    return _ ("Change the Schedule");
  return is_about_schedule (self) ? _ ("Add Regular Meetings") : _ ("Add Meeting");
}

static const char *
get_toast (RapportMeetingDialog *self)
{
  if (self->meeting != NULL)
    return _ ("Meeting changed");
  if (self->schedule != NULL)
    return _ ("Schedule changed");
  return is_about_schedule (self) ? _ ("Regular meetings added") : _ ("Meeting added");
}

static void
finish (RapportMeetingDialog *self, RapportTransaction *transaction, const char *toast)
{
  GtkWidget *below = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autoptr (RapportLibrary) library = g_object_ref (self->library);
  g_autofree char *client = g_strdup (get_client_id (self));
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    {
      rapport_toast_show (GTK_WIDGET (self->toasts), error->message);
      return;
    }
  adw_dialog_force_close (ADW_DIALOG (self));
  rapport_toast_show_undo_of (below, toast, library, client);
}

static void
save_cb (RapportMeetingDialog *self)
{
  g_autofree char *start = get_start (self);
  g_autoptr (RapportTransaction) transaction = NULL;

  if (!gtk_widget_get_sensitive (self->save) || start == NULL)
    return;
  /* Enter may come before they are on the screen. */
  if (self->offers_people)
    offer_people (self);
  transaction = rapport_transaction_begin (self->library, get_label (self));
  rapport_transaction_set_client (transaction, get_client_id (self));
  if (!is_about_schedule (self))
    write_meeting (self, transaction, start);
  else if (self->schedule != NULL)
    replace_schedule (self, transaction, start);
  else
    write_schedule (self, transaction,
                    rapport_transaction_create (transaction, RAPPORT_TYPE_SCHEDULE), start);
  finish (self, transaction, get_toast (self));
}

static void
end_cb (RapportMeetingDialog *self)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("End the Schedule"));

  rapport_schedule_end (transaction, self->schedule, rapport_format_today (self->library));
  finish (self, transaction, _ ("No more of these meetings"));
}

/* What is offered. */

/* The one that is meant; all others come in a turn of their own. */
static void
offer_client (RapportMeetingDialog *self, const char *client_id)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (RapportRecord) client =
    client_id != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, client_id) : NULL;

  gtk_string_list_append (names, _ ("Only the agency"));
  g_ptr_array_add (self->client_ids, g_strdup (""));
  if (client != NULL)
    {
      gtk_string_list_append (names, rapport_record_get_title (client));
      g_ptr_array_add (self->client_ids, g_strdup (client_id));
    }
  adw_combo_row_set_model (self->client, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->client, client != NULL ? 1 : 0);
  self->offers_clients = TRUE;
}

/* (transfer full) (element-type RapportRow): by name */
static GPtrArray *
read_clients (RapportMeetingDialog *self)
{
  static const guint fields[] = { RAPPORT_CLIENT_NAME };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  GPtrArray *rows;

  rapport_query_where_archived (query, FALSE);
  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rows = rapport_library_find_rows (self->library, query, NULL);
  return rows != NULL ? rows : g_ptr_array_new ();
}

/* The others around it, in the order of their names. */
static void
offer_other_clients (RapportMeetingDialog *self)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (self->client));
  const char *chosen = self->client_ids->len > 1 ? self->client_ids->pdata[1] : NULL;
  g_autoptr (GPtrArray) rows = read_clients (self);
  g_autoptr (GStrvBuilder) before = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) after = g_strv_builder_new ();
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) rest = NULL;
  guint place = 1;

  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      GVariant *name = row->values[RAPPORT_CLIENT_NAME];
      const gboolean is_before = chosen != NULL && place == i + 1;

      if (g_strcmp0 (row->id, chosen) == 0)
        continue;
      g_strv_builder_add (is_before ? before : after,
                          name != NULL ? g_variant_get_string (name, NULL) : "");
      g_ptr_array_insert (self->client_ids, is_before ? (int) place++ : -1, g_strdup (row->id));
    }
  first = g_strv_builder_end (before);
  rest = g_strv_builder_end (after);
  gtk_string_list_splice (names, g_list_model_get_n_items (G_LIST_MODEL (names)), 0,
                          (const char *const *) rest);
  gtk_string_list_splice (names, 1, 0, (const char *const *) first);
}

static void
offer_other_zones (RapportMeetingDialog *self)
{
  GtkStringList *labels = GTK_STRING_LIST (adw_combo_row_get_model (self->zone));
  const char *const *all = rapport_zones_list ();
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  const guint n = self->zones->len;

  for (guint i = 0; all[i] != NULL; i++)
    if (!g_str_equal (all[i], self->zones->pdata[0]) &&
        !g_str_equal (all[i], self->zones->pdata[n - 1]))
      {
        g_ptr_array_add (self->zones, g_strdup (all[i]));
        g_strv_builder_add (others, rapport_zone_get_city (all[i]));
      }
  names = g_strv_builder_end (others);
  gtk_string_list_splice (labels, n, 0, (const char *const *) names);
}

/* A list at a time; FALSE when the last one is there. */
static gboolean
offer_next (RapportMeetingDialog *self)
{
  gboolean more = TRUE;

  self->filling = TRUE;
  if (self->offers_people)
    offer_people (self);
  else if (self->offers_clients)
    {
      self->offers_clients = FALSE;
      offer_other_clients (self);
    }
  else
    {
      offer_other_zones (self);
      more = FALSE;
    }
  self->filling = FALSE;
  return more;
}

/* What is long is filled before the dialog is drawn, but not in one turn with it. */
static gboolean
offer_others_cb (gpointer user_data)
{
  RapportMeetingDialog *self = user_data;

  if (offer_next (self))
    return G_SOURCE_CONTINUE;
  self->offering = 0;
  return G_SOURCE_REMOVE;
}

static void
offer_words (AdwComboRow *row, const RapportField *field, const char *const *words)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    gtk_string_list_append (labels, rapport_field_get_word_label (field, words[i]));
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
}

static void
offer_kinds (RapportMeetingDialog *self, const char *chosen)
{
  const char *words[8] = { NULL };

  for (guint i = 0; rapport_meeting_kinds[i].word != NULL && i + 1 < G_N_ELEMENTS (words); i++)
    words[i] = rapport_meeting_kinds[i].word;
  offer_words (self->kind, &rapport_meeting_info.fields[RAPPORT_MEETING_KIND], words);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], chosen) == 0)
      adw_combo_row_set_selected (self->kind, i);
}

static void
offer_holidays (RapportMeetingDialog *self, const char *chosen)
{
  const char *words[G_N_ELEMENTS (holiday_words) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (holiday_words); i++)
    words[i] = holiday_words[i];
  offer_words (self->holidays, &rapport_schedule_info.fields[RAPPORT_SCHEDULE_HOLIDAYS], words);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], chosen) == 0)
      adw_combo_row_set_selected (self->holidays, i);
}

static void
offer_rhythms (RapportMeetingDialog *self, RapportRhythm chosen)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < RAPPORT_N_RHYTHMS; i++)
    gtk_string_list_append (labels, rapport_rhythm_get_label (i));
  adw_combo_row_set_model (self->repeat, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->repeat, chosen);
}

/* The own one and that of the meeting come first, even where they are not in the list. */
static void
offer_zones (RapportMeetingDialog *self, const char *chosen)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *own = rapport_zone_get_own ();

  g_ptr_array_add (self->zones, g_strdup (chosen));
  if (!g_str_equal (own, chosen))
    g_ptr_array_add (self->zones, g_strdup (own));
  for (guint i = 0; i < self->zones->len; i++)
    gtk_string_list_append (labels, rapport_zone_get_city (self->zones->pdata[i]));
  adw_combo_row_set_model (self->zone, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->zone, 0);
}

/* @start: a local time, or "" for the usual one on @day. */
static void
show_start (RapportMeetingDialog *self, const char *start, RapportDay day, int length)
{
  g_autofree char *zone = NULL;
  g_autofree char *clock = NULL;
  RapportDay parsed = RAPPORT_DAY_NONE;
  int minute = 0;

  if (rapport_local_time_parse (start, &parsed, &minute, &zone))
    {
      clock = rapport_when_clock (minute);
      day = day != RAPPORT_DAY_NONE ? day : parsed;
    }
  else
    zone = rapport_zone_get_own ();
  gtk_editable_set_text (self->time, clock != NULL ? clock : USUAL_TIME);
  offer_zones (self, zone);
  rapport_day_button_set_today (self->day, rapport_format_today (self->library));
  rapport_day_button_set_day (self->day, day);
  gtk_spin_button_set_value (self->length, length > 0 ? length : USUAL_LENGTH);
}

/* The object. */

static void
rapport_meeting_dialog_dispose (GObject *object)
{
  RapportMeetingDialog *self = RAPPORT_MEETING_DIALOG (object);

  self->filling = TRUE;
  g_clear_handle_id (&self->offering, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_MEETING_DIALOG);
  g_clear_object (&self->rows);
  g_clear_object (&self->meeting);
  g_clear_object (&self->schedule);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_meeting_dialog_parent_class)->dispose (object);
}

static void
rapport_meeting_dialog_finalize (GObject *object)
{
  RapportMeetingDialog *self = RAPPORT_MEETING_DIALOG (object);

  g_free (self->rule_text);
  g_ptr_array_unref (self->client_ids);
  g_ptr_array_unref (self->zones);
  G_OBJECT_CLASS (rapport_meeting_dialog_parent_class)->finalize (object);
}

#define bind_child(name)                                                                           \
  gtk_widget_class_bind_template_child (widget_class, RapportMeetingDialog, name)

static void
rapport_meeting_dialog_class_init (RapportMeetingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_meeting_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_meeting_dialog_finalize;
  rapport_ui_meeting_get_resource ();
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/meeting/meeting-dialog.ui");
  bind_child (toasts);
  bind_child (save);
  bind_child (scope);
  bind_child (client);
  bind_child (title_row);
  bind_child (kind);
  bind_child (place);
  bind_child (day_row);
  bind_child (time);
  bind_child (length);
  bind_child (zone);
  bind_child (clocks);
  bind_child (repeat_group);
  bind_child (repeat);
  bind_child (rule_group);
  bind_child (dates_group);
  bind_child (holidays);
  bind_child (preview);
  bind_child (people);
  bind_child (end_group);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, client_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_cb);
}

static void
rapport_meeting_dialog_init (RapportMeetingDialog *self)
{
  self->client_ids = g_ptr_array_new_with_free_func (g_free);
  self->zones = g_ptr_array_new_with_free_func (g_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_toast_set_dialog_overlay (ADW_DIALOG (self), self->toasts);
  self->day = RAPPORT_DAY_BUTTON (rapport_day_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->day), GTK_ALIGN_CENTER);
  rapport_day_button_set_name (self->day, _ ("Day"));
  adw_action_row_add_suffix (self->day_row, GTK_WIDGET (self->day));
  g_signal_connect_swapped (self->day, "picked", G_CALLBACK (day_picked_cb), self);
}

static RapportMeetingDialog *
begin (RapportLibrary *library, const char *title, const char *save)
{
  RapportMeetingDialog *self = g_object_new (RAPPORT_TYPE_MEETING_DIALOG, NULL);

  self->library = g_object_ref (library);
  self->rows = rapport_people_rows_new (library, self->people);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_button_set_label (GTK_BUTTON (self->save), save);
  return self;
}

static void
begun (RapportMeetingDialog *self, gboolean is_new, gboolean has_scope, gboolean has_end)
{
  gtk_widget_set_visible (GTK_WIDGET (self->client), is_new);
  gtk_widget_set_visible (GTK_WIDGET (self->scope), has_scope);
  gtk_widget_set_visible (self->end_group, has_end);
  self->filling = FALSE;
  update (self);
  self->offering = g_idle_add_full (G_PRIORITY_HIGH_IDLE, offer_others_cb, self, NULL);
}

AdwDialog *
rapport_meeting_dialog_new (RapportLibrary *library, const char *client_id, RapportDay day)
{
  RapportMeetingDialog *self = begin (library, _ ("New Meeting"), _ ("_Add"));
  const RapportDay today = rapport_format_today (library);

  offer_client (self, client_id);
  offer_kinds (self, "call");
  show_start (self, "", day != RAPPORT_DAY_NONE ? day : today + 1, USUAL_LENGTH);
  offer_rhythms (self, RAPPORT_RHYTHM_ONCE);
  offer_holidays (self, "skip");
  self->offers_people = TRUE;
  begun (self, TRUE, FALSE, FALSE);
  return ADW_DIALOG (self);
}

/* (transfer full): ids, and names of those who have none. */
static GPtrArray *
read_participants (RapportLibrary *library, RapportMeeting *meeting)
{
  g_autoptr (GPtrArray) there =
    rapport_meeting_get_participants (library, rapport_record_get_id (RAPPORT_RECORD (meeting)));
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < there->len; i++)
    g_ptr_array_add (
      people, g_strdup (rapport_record_get_text (there->pdata[i], RAPPORT_PARTICIPANT_PERSON)));
  return people;
}

AdwDialog *
rapport_meeting_dialog_new_for_meeting (RapportLibrary *library, RapportMeeting *meeting)
{
  RapportMeetingDialog *self = begin (library, _ ("Change the Meeting"), _ ("_Save"));
  RapportRecord *record = RAPPORT_RECORD (meeting);
  g_autoptr (RapportRecord) schedule = rapport_library_get (
    library, RAPPORT_TYPE_SCHEDULE, rapport_record_get_text (record, RAPPORT_MEETING_SCHEDULE));
  g_autoptr (GPtrArray) people = read_participants (library, meeting);
  RapportDay day = RAPPORT_DAY_NONE;
  const char *title = rapport_record_get_text (record, RAPPORT_MEETING_TITLE);
  const char *rule =
    schedule != NULL ? rapport_record_get_text (schedule, RAPPORT_SCHEDULE_RULE) : "";

  self->meeting = g_object_ref (meeting);
  if (schedule != NULL)
    self->schedule = RAPPORT_SCHEDULE (g_steal_pointer (&schedule));
  gtk_editable_set_text (
    self->title_row,
    *title == '\0' && self->schedule != NULL
      ? rapport_record_get_text (RAPPORT_RECORD (self->schedule), RAPPORT_SCHEDULE_TITLE)
      : title);
  gtk_editable_set_text (self->place, rapport_record_get_text (record, RAPPORT_MEETING_PLACE));
  offer_kinds (self, rapport_record_get_text (record, RAPPORT_MEETING_KIND));
  show_start (self, rapport_record_get_text (record, RAPPORT_MEETING_START), RAPPORT_DAY_NONE,
              (int) rapport_record_get_integer (record, RAPPORT_MEETING_LENGTH));
  day = rapport_day_button_get_day (self->day);
  offer_rhythms (self, rapport_rhythm_from_rule (rule, day));
  show_rule (self, rule);
  offer_holidays (
    self, self->schedule != NULL
            ? rapport_record_get_text (RAPPORT_RECORD (self->schedule), RAPPORT_SCHEDULE_HOLIDAYS)
            : "skip");
  rapport_people_rows_offer (self->rows, rapport_record_get_client_id (record), people);
  begun (self, FALSE, self->schedule != NULL, FALSE);
  return ADW_DIALOG (self);
}

/* (transfer full) */
static GPtrArray *
read_people (RapportRecord *schedule)
{
  GVariant *value = rapport_record_get_value (schedule, RAPPORT_SCHEDULE_PEOPLE);
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);
  const gsize n = value != NULL ? g_variant_n_children (value) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const char *person;

      g_variant_get_child (value, i, "&s", &person);
      g_ptr_array_add (people, g_strdup (person));
    }
  return people;
}

AdwDialog *
rapport_meeting_dialog_new_for_schedule (RapportLibrary *library, RapportSchedule *schedule)
{
  RapportMeetingDialog *self = begin (library, _ ("Regular Meetings"), _ ("_Save"));
  RapportRecord *record = RAPPORT_RECORD (schedule);
  const char *rule = rapport_record_get_text (record, RAPPORT_SCHEDULE_RULE);
  const char *start = rapport_record_get_text (record, RAPPORT_SCHEDULE_START);
  g_autoptr (RapportRecurrence) parsed = rapport_recurrence_parse (rule, NULL);
  g_autoptr (GPtrArray) people = read_people (record);
  RapportDay first = RAPPORT_DAY_NONE;
  RapportDay next = RAPPORT_DAY_NONE;
  int minute;

  self->schedule = g_object_ref (schedule);
  gtk_editable_set_text (self->title_row, rapport_record_get_text (record, RAPPORT_SCHEDULE_TITLE));
  gtk_editable_set_text (self->place, rapport_record_get_text (record, RAPPORT_SCHEDULE_PLACE));
  offer_kinds (self, rapport_record_get_text (record, RAPPORT_SCHEDULE_KIND));
  rapport_local_time_parse (start, &first, &minute, NULL);
  if (parsed != NULL && first != RAPPORT_DAY_NONE)
    next = rapport_recurrence_next (parsed, first, rapport_format_today (library));
  show_start (self, start, next,
              (int) rapport_record_get_integer (record, RAPPORT_SCHEDULE_LENGTH));
  offer_rhythms (self, rapport_rhythm_from_rule (rule, rapport_day_button_get_day (self->day)));
  show_rule (self, rule);
  offer_holidays (self, rapport_record_get_text (record, RAPPORT_SCHEDULE_HOLIDAYS));
  rapport_people_rows_offer (self->rows, rapport_record_get_client_id (record), people);
  begun (self, FALSE, FALSE, next != RAPPORT_DAY_NONE);
  return ADW_DIALOG (self);
}
