/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-meeting-details.h"

#include "rapport-form.h"

#include <glib/gi18n-lib.h>

struct _RapportMeetingDetails
{
  AdwBin parent_instance;

  RapportForm *form;
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (RapportMeetingDetails, rapport_meeting_details, ADW_TYPE_BIN)

static void
rapport_meeting_details_dispose (GObject *object)
{
  RapportMeetingDetails *self = RAPPORT_MEETING_DETAILS (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (rapport_meeting_details_parent_class)->dispose (object);
}

static void
rapport_meeting_details_class_init (RapportMeetingDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_meeting_details_dispose;
}

static void
rapport_meeting_details_init (RapportMeetingDetails *self)
{
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
  add_group (self, notes, G_N_ELEMENTS (notes));
  return GTK_WIDGET (self);
}

void
rapport_meeting_details_set_meeting (RapportMeetingDetails *self, RapportMeeting *meeting)
{
  rapport_form_set_record (self->form, RAPPORT_RECORD (meeting));
}
