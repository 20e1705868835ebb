/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-meeting-details.h"

#include "rapport-form.h"
#include "rapport-onlooker.h"
#include "rapport-private.h"
#include "rapport-schedules.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

struct _RapportMeetingDetails
{
  AdwBin parent_instance;

  RapportForm *form;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *people;
  GPtrArray *rows; /* of the people; not owned */
  RapportLibrary *library;
  RapportMeeting *meeting;
};

G_DEFINE_FINAL_TYPE (RapportMeetingDetails, rapport_meeting_details, ADW_TYPE_BIN)

/* Who was there. */

#define PARTICIPANT "participant"

static void
present_cb (RapportMeetingDetails *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  RapportRecord *participant = g_object_get_data (G_OBJECT (row), PARTICIPANT);
  const gboolean present = adw_switch_row_get_active (row);
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (present == rapport_record_get_boolean (participant, RAPPORT_PARTICIPANT_PRESENT))
    return;
  transaction = rapport_transaction_begin (self->library, _ ("Note Who Was There"));
  rapport_transaction_set_boolean (transaction, participant, RAPPORT_PARTICIPANT_PRESENT, present);
  if (!rapport_transaction_commit (transaction, &error))
    rapport_toast_show (GTK_WIDGET (self), error->message);
}

/* (transfer full): "The client’s · Accepted"; answers are for us alone. */
static char *
describe (RapportMeetingDetails *self, RapportRecord *participant)
{
  const RapportField *fields = rapport_participant_info.fields;
  const char *side =
    rapport_field_get_word_label (&fields[RAPPORT_PARTICIPANT_SIDE],
                                  rapport_record_get_text (participant, RAPPORT_PARTICIPANT_SIDE));
  const char *answer = rapport_record_get_text (participant, RAPPORT_PARTICIPANT_ANSWER);

  if (*answer == '\0' || rapport_onlooker_is_there (self->library))
    return g_strdup (side);
  return g_strdup_printf (
    "%s · %s", side, rapport_field_get_word_label (&fields[RAPPORT_PARTICIPANT_ANSWER], answer));
}

static void
add_person (RapportMeetingDetails *self, RapportRecord *participant)
{
  GtkWidget *row = adw_switch_row_new ();
  g_autofree char *subtitle = describe (self, participant);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rapport_record_get_title (participant));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row),
                             rapport_record_get_boolean (participant, RAPPORT_PARTICIPANT_PRESENT));
  gtk_widget_set_sensitive (row, !rapport_library_is_read_only (self->library));
  g_object_set_data_full (G_OBJECT (row), PARTICIPANT, g_object_ref (participant), g_object_unref);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (present_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->people, row);
  g_ptr_array_add (self->rows, row);
}

static void
list_people (RapportMeetingDetails *self)
{
  g_autoptr (GPtrArray) there = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->people, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (self->meeting == NULL)
    return;
  there = rapport_meeting_get_participants (self->library,
                                            rapport_record_get_id (RAPPORT_RECORD (self->meeting)));
  for (guint i = 0; i < there->len; i++)
    if (rapport_onlooker_may_see (self->library, there->pdata[i]))
      add_person (self, there->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->people), self->rows->len > 0);
}

/* A switch that is turned here is right already, and keeps the keyboard. */
static gboolean
is_shown (RapportMeetingDetails *self)
{
  g_autoptr (GPtrArray) there = rapport_meeting_get_participants (
    self->library, rapport_record_get_id (RAPPORT_RECORD (self->meeting)));
  gboolean same = there->len == self->rows->len;

  for (guint i = 0; same && i < there->len; i++)
    same = g_object_get_data (self->rows->pdata[i], PARTICIPANT) == there->pdata[i] &&
           adw_switch_row_get_active (self->rows->pdata[i]) ==
             rapport_record_get_boolean (there->pdata[i], RAPPORT_PARTICIPANT_PRESENT);
  return same;
}

static void
committed_cb (RapportMeetingDetails *self, RapportChangeSet *set)
{
  for (guint i = 0; self->meeting != NULL && i < rapport_change_set_get_size (set); i++)
    if (rapport_change_set_get_change (set, i)->info == &rapport_participant_info)
      {
        if (!is_shown (self))
          list_people (self);
        return;
      }
}

static void
onlooker_changed_cb (RapportMeetingDetails *self)
{
  list_people (self);
}

static void
rapport_meeting_details_dispose (GObject *object)
{
  RapportMeetingDetails *self = RAPPORT_MEETING_DETAILS (object);

  g_clear_object (&self->form);
  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_meeting_details_parent_class)->dispose (object);
}

static void
rapport_meeting_details_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_MEETING_DETAILS (object)->rows);
  G_OBJECT_CLASS (rapport_meeting_details_parent_class)->finalize (object);
}

static void
rapport_meeting_details_class_init (RapportMeetingDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_meeting_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_meeting_details_finalize;
}

static void
rapport_meeting_details_init (RapportMeetingDetails *self)
{
  self->rows = g_ptr_array_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

static void
add_group (RapportMeetingDetails *self, const guint *fields, gsize n_fields)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  for (gsize i = 0; i < n_fields; i++)
    adw_preferences_group_add (group, rapport_form_add_field (self->form, fields[i]));
  adw_preferences_page_add (self->page, group);
}

GtkWidget *
rapport_meeting_details_new (RapportLibrary *library)
{
  static const guint what[] = { RAPPORT_MEETING_KIND, RAPPORT_MEETING_PLACE,
                                RAPPORT_MEETING_LANGUAGE };
  static const guint notes[] = { RAPPORT_MEETING_NOTES };
  RapportMeetingDetails *self = g_object_new (RAPPORT_TYPE_MEETING_DETAILS, NULL);

  self->form = rapport_form_new (library, &rapport_meeting_info);
  add_group (self, what, G_N_ELEMENTS (what));
  self->library = g_object_ref (library);
  self->people = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->people, _ ("Participants"));
  adw_preferences_group_set_description (self->people, _ ("Switch on whoever is there"));
  adw_preferences_page_add (self->page, self->people);
  add_group (self, notes, G_N_ELEMENTS (notes));
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  rapport_private_watch (self, library, G_CALLBACK (onlooker_changed_cb));
  return GTK_WIDGET (self);
}

void
rapport_meeting_details_set_meeting (RapportMeetingDetails *self, RapportMeeting *meeting)
{
  g_set_object (&self->meeting, meeting);
  rapport_form_set_record (self->form, RAPPORT_RECORD (meeting));
  list_people (self);
}
