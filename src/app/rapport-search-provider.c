/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-search-provider.h"

#include "config.h"
#include "rapport-library-file.h"
#include "rapport-records.h"
#include "rapport-settings.h"
#include "rapport-stems.h"
#include "rapport-window.h"

#include <glib/gi18n-lib.h>

/* Hits that are looked through for names, and names that are given. */
#define MOST_HITS  200
#define MOST_NAMES 20

/* Seconds after which a library that was opened to answer is let go of. */
#define KEPT_OPEN 10

static const char interface_xml[] =
  "<node><interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'><arg type='as' name='terms' direction='in'/>"
  "<arg type='as' name='results' direction='out'/></method>"
  "<method name='GetSubsearchResultSet'><arg type='as' name='previous' direction='in'/>"
  "<arg type='as' name='terms' direction='in'/><arg type='as' name='results' direction='out'/>"
  "</method><method name='GetResultMetas'><arg type='as' name='ids' direction='in'/>"
  "<arg type='aa{sv}' name='metas' direction='out'/></method>"
  "<method name='ActivateResult'><arg type='s' name='id' direction='in'/>"
  "<arg type='as' name='terms' direction='in'/><arg type='u' name='time' direction='in'/>"
  "</method><method name='LaunchSearch'><arg type='as' name='terms' direction='in'/>"
  "<arg type='u' name='time' direction='in'/></method></interface></node>";

/* What is found, and what opens it. */
static const struct
{
  const RapportRecordInfo *info;
  const char *action;
} kinds[] = {
  { &rapport_client_info, "open-client" },
  { &rapport_work_item_info, "open-work-item" },
  { &rapport_report_info, "open-report" },
};

struct _RapportSearchProvider
{
  GObject parent_instance;

  RapportApplication *application; /* not owned: it owns this */
  guint registration;
  GHashTable *metas;       /* id to GVariant a{sv} */
  RapportLibrary *library; /* opened to answer, without a window */
  guint closing;
};

G_DEFINE_FINAL_TYPE (RapportSearchProvider, rapport_search_provider, G_TYPE_OBJECT)

/* A question while it is answered. */
typedef struct
{
  RapportSearchProvider *self;
  RapportLibrary *library;
  GDBusMethodInvocation *invocation;
  GStrv terms;
} Question;

static void
question_free (Question *question)
{
  g_application_release (G_APPLICATION (question->self->application));
  g_object_unref (question->self);
  g_clear_object (&question->library);
  g_strfreev (question->terms);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
close_cb (gpointer data)
{
  RapportSearchProvider *self = data;

  self->closing = 0;
  g_clear_object (&self->library);
}

/* (transfer full) (nullable): that of a window, or the user's own to be read. */
static RapportLibrary *
get_library (RapportSearchProvider *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self->application));
  g_autofree char *path = NULL;
  g_autoptr (RapportClock) clock = NULL;
  g_autoptr (RapportSqliteStore) store = NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data) && rapport_window_get_library (l->data) != NULL)
      return g_object_ref (rapport_window_get_library (l->data));
  if (self->library == NULL)
    {
      path = rapport_settings_get_library ();
      if (path == NULL)
        path = rapport_library_file_get_default_path ();
      clock = rapport_clock_new ();
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        store = rapport_library_file_open (path, RAPPORT_OPEN_READ_ONLY, clock, NULL, NULL);
      if (store == NULL)
        return NULL;
      self->library = rapport_library_new (RAPPORT_STORE (store), clock);
    }
  g_clear_handle_id (&self->closing, g_source_remove);
  self->closing = g_timeout_add_seconds_once (KEPT_OPEN, close_cb, self);
  return g_object_ref (self->library);
}

/* Words as they are compared: folded, a space before each. */
static char *
fold (const char *text)
{
  g_autofree char *words = NULL;
  g_autofree char *stems = NULL;

  rapport_stems_index_text (text, &words, &stems);
  return g_strconcat (" ", words, NULL);
}

/* While the team meets in front of a screen, no other name comes onto it. */
static gboolean
is_screen_shared (RapportSearchProvider *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self->application));

  for (GList *l = windows; l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data) && rapport_window_is_shown_to_others (l->data))
      return TRUE;
  return FALSE;
}

/* Whether each term begins a word of the name: nothing is shown for what stands
 * elsewhere in a record, such as in a note. */
static gboolean
is_named (const char *name, GStrv terms)
{
  g_autofree char *words = fold (name);

  for (char **term = terms; *term != NULL; term++)
    {
      g_autofree char *folded = fold (*term);
      g_auto (GStrv) parts = g_strsplit (folded, " ", -1);

      for (char **part = parts; *part != NULL; part++)
        {
          g_autofree char *wanted = g_strconcat (" ", *part, NULL);

          if (**part != '\0' && strstr (words, wanted) == NULL)
            return FALSE;
        }
    }
  return TRUE;
}

static GVariant *
make_meta (Question *question, RapportHit *hit, const char *id)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (question->library, RAPPORT_TYPE_CLIENT, hit->client);
  const char *type = g_dgettext (GETTEXT_PACKAGE, hit->info->label);
  g_autofree char *about = client != NULL && hit->info != &rapport_client_info
                             ? g_strdup_printf ("%s · %s", type, rapport_record_get_title (client))
                             : g_strdup (type);
  GVariantBuilder meta;

  g_variant_builder_init (&meta, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&meta, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (&meta, "{sv}", "name", g_variant_new_string (hit->title));
  g_variant_builder_add (&meta, "{sv}", "description", g_variant_new_string (about));
  g_variant_builder_add (&meta, "{sv}", "gicon", g_variant_new_string (RAPPORT_APP_ID));
  return g_variant_ref_sink (g_variant_builder_end (&meta));
}

static void
take_hit (Question *question, RapportHit *hit, GStrvBuilder *ids)
{
  g_autofree char *id = g_strdup_printf ("%s:%s", hit->info->name, hit->id);

  g_hash_table_replace (question->self->metas, g_strdup (id), make_meta (question, hit, id));
  g_strv_builder_add (ids, id);
}

/* The desktop may show names, but not of what somebody wrote for themselves. */
static gboolean
is_for_others (RapportLibrary *library, RapportHit *hit)
{
  g_autoptr (RapportRecord) record = rapport_library_get (library, hit->info->get_type (), hit->id);

  return record != NULL &&
         rapport_audience_from_word (rapport_record_get_text (record, RAPPORT_RECORD_AUDIENCE)) !=
           RAPPORT_AUDIENCE_ME;
}

static gboolean
is_offered (Question *question, RapportHit *hit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].info == hit->info)
      return is_named (hit->title, question->terms) && is_for_others (question->library, hit);
  return FALSE;
}

static void
answer (Question *question, GPtrArray *hits)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) found = NULL;
  guint n = 0;

  /* Clients before what is about them. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; hits != NULL && i < hits->len && n < MOST_NAMES; i++)
      {
        RapportHit *hit = hits->pdata[i];

        if ((hit->info == &rapport_client_info) != (pass == 0) || !is_offered (question, hit))
          continue;
        take_hit (question, hit, ids);
        n++;
      }
  found = g_strv_builder_end (ids);
  g_dbus_method_invocation_return_value (question->invocation, g_variant_new ("(^as)", found));
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = rapport_store_search_finish (RAPPORT_STORE (source), result, &error);

  if (hits == NULL)
    g_message ("searching for the shell: %s", error->message);
  answer (question, hits);
}

/* Each word may be the beginning of one, and the store takes that of the last
 * alone: it is asked for the longest, and the names are looked at for all. */
static const char *
longest (GStrv terms)
{
  const char *found = "";

  for (char **term = terms; *term != NULL; term++)
    if (strlen (*term) > strlen (found))
      found = *term;
  return found;
}

static void
search (RapportSearchProvider *self, GStrv terms, GDBusMethodInvocation *invocation)
{
  Question *question = g_new0 (Question, 1);

  g_application_hold (G_APPLICATION (self->application));
  question->self = g_object_ref (self);
  question->invocation = invocation;
  question->terms = g_strdupv (terms);
  question->library = is_screen_shared (self) ? NULL : get_library (self);
  g_hash_table_remove_all (self->metas);
  if (question->library == NULL)
    {
      answer (question, NULL);
      question_free (question);
      return;
    }
  rapport_store_search_async (rapport_library_get_store (question->library), longest (terms), NULL,
                              MOST_HITS, NULL, searched_cb, question);
}

static void
return_metas (RapportSearchProvider *self, GStrv ids, GDBusMethodInvocation *invocation)
{
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (char **id = ids; *id != NULL; id++)
    {
      GVariant *meta = g_hash_table_lookup (self->metas, *id);

      if (meta != NULL)
        g_variant_builder_add_value (&metas, meta);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
}

/* (nullable): a window with the library that answers come from. */
static GtkWindow *
open_window (RapportSearchProvider *self)
{
  g_autofree char *path = NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->application));

  if (window == NULL)
    {
      /* One process, one way to write: what was open to be read is closed. */
      g_clear_handle_id (&self->closing, g_source_remove);
      g_clear_object (&self->library);
      path = rapport_settings_get_library ();
      rapport_application_open_library (self->application, path);
      window = gtk_application_get_active_window (GTK_APPLICATION (self->application));
    }
  if (window != NULL)
    gtk_window_present (window);
  return window;
}

static void
activate (RapportSearchProvider *self, const char *id)
{
  const char *colon = strchr (id, ':');
  GtkWindow *window = open_window (self);

  for (gsize i = 0; window != NULL && colon != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strncmp (kinds[i].info->name, id, (gsize) (colon - id)) == 0)
      g_action_group_activate_action (G_ACTION_GROUP (window), kinds[i].action,
                                      g_variant_new_string (colon + 1));
}

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  RapportSearchProvider *self = user_data;
  const gboolean again = g_str_equal (method, "GetSubsearchResultSet");
  g_autoptr (GVariant) first = g_variant_get_child_value (parameters, again ? 1 : 0);
  g_auto (GStrv) words = NULL;

  if (g_variant_is_of_type (first, G_VARIANT_TYPE_STRING_ARRAY))
    words = g_variant_dup_strv (first, NULL);
  if (again || g_str_equal (method, "GetInitialResultSet"))
    search (self, words, invocation);
  else if (g_str_equal (method, "GetResultMetas"))
    return_metas (self, words, invocation);
  else
    {
      if (g_str_equal (method, "ActivateResult"))
        activate (self, g_variant_get_string (first, NULL));
      else
        {
          GtkWindow *window = open_window (self);

          if (window != NULL)
            g_action_group_activate_action (G_ACTION_GROUP (window), "search", NULL);
        }
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
rapport_search_provider_finalize (GObject *object)
{
  RapportSearchProvider *self = RAPPORT_SEARCH_PROVIDER (object);

  g_clear_handle_id (&self->closing, g_source_remove);
  g_clear_object (&self->library);
  g_hash_table_unref (self->metas);
  G_OBJECT_CLASS (rapport_search_provider_parent_class)->finalize (object);
}

static void
rapport_search_provider_class_init (RapportSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_search_provider_finalize;
}

static void
rapport_search_provider_init (RapportSearchProvider *self)
{
  self->metas =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
}

RapportSearchProvider *
rapport_search_provider_new (RapportApplication *application)
{
  RapportSearchProvider *self = g_object_new (RAPPORT_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  return self;
}

gboolean
rapport_search_provider_register (RapportSearchProvider *self,
                                  GDBusConnection *connection,
                                  const char *path,
                                  GError **error)
{
  static const GDBusInterfaceVTable table = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, error);

  if (node == NULL)
    return FALSE;
  self->registration = g_dbus_connection_register_object (connection, path, node->interfaces[0],
                                                          &table, self, NULL, error);
  return self->registration != 0;
}

void
rapport_search_provider_unregister (RapportSearchProvider *self, GDBusConnection *connection)
{
  if (self->registration != 0)
    g_dbus_connection_unregister_object (connection, self->registration);
  self->registration = 0;
}
