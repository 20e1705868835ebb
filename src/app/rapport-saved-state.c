/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-saved-state.h"

#include "rapport-agency.h"

#include <glib/gi18n-lib.h>

struct _RapportSavedState
{
  GObject parent_instance;

  RapportLibrary *library;
  AdwWindowTitle *title;
  RapportWorkspace *agency;
};

G_DEFINE_FINAL_TYPE (RapportSavedState, rapport_saved_state, G_TYPE_OBJECT)

static void
rapport_saved_state_dispose (GObject *object)
{
  RapportSavedState *self = RAPPORT_SAVED_STATE (object);

  if (self->agency != NULL)
    g_signal_handlers_disconnect_by_data (self->agency, self);
  g_clear_object (&self->agency);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_saved_state_parent_class)->dispose (object);
}

static void
rapport_saved_state_class_init (RapportSavedStateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_saved_state_dispose;
}

static void
rapport_saved_state_init (RapportSavedState *self)
{
}

static const char *
get_state (RapportLibrary *library)
{
  if (rapport_library_is_read_only (library))
    return _ ("Read-only");
  if (rapport_library_get_error (library) != NULL)
    return _ ("Not saved");
  return rapport_library_get_pending (library) > 0 ? _ ("Saving…") : _ ("Saved");
}

static void
state_changed_cb (RapportSavedState *self)
{
  adw_window_title_set_subtitle (self->title, get_state (self->library));
}

static void
name_changed_cb (RapportSavedState *self)
{
  const char *name = self->agency != NULL ? rapport_record_get_text (RAPPORT_RECORD (self->agency),
                                                                     RAPPORT_WORKSPACE_NAME)
                                          : "";

  adw_window_title_set_title (self->title, *name != '\0' ? name : _ ("Rapport"));
}

RapportSavedState *
rapport_saved_state_new (RapportLibrary *library, AdwWindowTitle *title)
{
  RapportSavedState *self = g_object_new (RAPPORT_TYPE_SAVED_STATE, NULL);

  self->library = g_object_ref (library);
  self->title = title;
  self->agency = rapport_agency_get (library);
  if (self->agency != NULL)
    g_signal_connect_swapped (self->agency, "changed", G_CALLBACK (name_changed_cb), self);
  g_signal_connect_object (library, "notify", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  name_changed_cb (self);
  state_changed_cb (self);
  return self;
}
