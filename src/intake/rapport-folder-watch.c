/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-folder-watch.h"

#include "rapport-archive.h"
#include "rapport-duplicates.h"
#include "rapport-import.h"
#include "rapport-records.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define FOLDERS "watched-folders"
#define OFFERED "offered-exports"
#define WAITING "waiting-exports"

/* Sub-folders of the agency's that are watched. */
#define MOST_FOLDERS 500

/* So many files are remembered as told; older ones are long gone. */
#define MOST_OFFERED 500

/* A file has come to rest when nothing has happened to it for so long. While
 * somebody still has it open for writing, it is looked at again, each time after
 * twice as long. */
#define REST_MS      500
#define LONGEST_REST (60 * 1000)

#define ATTRIBUTES "standard::type,standard::size,time::modified,time::changed,time::changed-usec"

struct _RapportFolderWatch
{
  GObject parent_instance;

  RapportLibrary *library;
  GSettings *settings;
  char *agency;        /* what stands for a client in the settings of this library */
  GHashTable *places;  /* client id to Place */
  GHashTable *resting; /* URI to Candidate */
  GPtrArray *offers;   /* of RapportWaitingExport */
  GCancellable *cancellable;
};

/* A folder. */
typedef struct
{
  RapportFolderWatch *watch;
  char *client_id;
  GFile *folder;
  gint64 since;         /* microseconds */
  GHashTable *monitors; /* URI of the folder, or of one in it, to GFileMonitor */
  GCancellable *cancellable;
} Place;

/* A file that may be an export. */
typedef struct
{
  RapportFolderWatch *watch;
  char *client_id;
  GFile *file;
  guint rest_ms;
  guint source;
  GCancellable *cancellable;
} Candidate;

enum
{
  FOUND,
  OFFERS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportFolderWatch, rapport_folder_watch, G_TYPE_OBJECT)

static void
place_free (Place *place)
{
  GHashTableIter iter;
  gpointer monitor;

  g_cancellable_cancel (place->cancellable);
  g_object_unref (place->cancellable);
  g_hash_table_iter_init (&iter, place->monitors);
  while (g_hash_table_iter_next (&iter, NULL, &monitor))
    {
      g_signal_handlers_disconnect_by_data (monitor, place);
      g_file_monitor_cancel (monitor);
    }
  g_hash_table_unref (place->monitors);
  g_free (place->client_id);
  g_object_unref (place->folder);
  g_free (place);
}

static void
candidate_free (Candidate *candidate)
{
  g_clear_handle_id (&candidate->source, g_source_remove);
  if (candidate->cancellable != NULL)
    g_cancellable_cancel (candidate->cancellable);
  g_clear_object (&candidate->cancellable);
  g_free (candidate->client_id);
  g_object_unref (candidate->file);
  g_free (candidate);
}

/* What has been told. */

static gboolean
is_offered (RapportFolderWatch *self, const char *state)
{
  g_auto (GStrv) offered = g_settings_get_strv (self->settings, OFFERED);

  return g_strv_contains ((const char *const *) offered, state);
}

static void
remember (RapportFolderWatch *self, const char *state)
{
  g_auto (GStrv) offered = g_settings_get_strv (self->settings, OFFERED);
  const guint n = g_strv_length (offered);
  const guint skipped = n >= MOST_OFFERED ? n - MOST_OFFERED + 1 : 0;
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  g_strv_builder_addv (all, (const char **) offered + skipped);
  g_strv_builder_add (all, state);
  list = g_strv_builder_end (all);
  g_settings_set_strv (self->settings, OFFERED, (const char *const *) list);
}

/* What waits. */

static void
offer_free (gpointer data)
{
  RapportWaitingExport *offer = data;

  g_free (offer->client_id);
  g_object_unref (offer->file);
  g_free (offer);
}

static const char *
get_owner (RapportFolderWatch *self, const char *client_id)
{
  return *client_id != '\0' ? client_id : self->agency;
}

/* Those of other libraries stay as they are. */
static void
write_offers (RapportFolderWatch *self, const char *gone)
{
  g_autoptr (GVariant) before = g_settings_get_value (self->settings, WAITING);
  g_autoptr (GHashTable) mine = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GVariantBuilder all = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));
  GVariantIter iter;
  const char *owner, *uri;

  for (guint i = 0; i < self->offers->len; i++)
    g_hash_table_add (mine,
                      g_file_get_uri (((RapportWaitingExport *) self->offers->pdata[i])->file));
  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "(&s&s)", &owner, &uri))
    if (!g_hash_table_contains (mine, uri) && g_strcmp0 (uri, gone) != 0)
      g_variant_builder_add (&all, "(ss)", owner, uri);
  for (guint i = 0; i < self->offers->len; i++)
    {
      const RapportWaitingExport *offer = self->offers->pdata[i];
      g_autofree char *own_uri = g_file_get_uri (offer->file);

      g_variant_builder_add (&all, "(ss)", get_owner (self, offer->client_id), own_uri);
    }
  g_settings_set_value (self->settings, WAITING, g_variant_builder_end (&all));
  g_signal_emit (self, signals[OFFERS_CHANGED], 0);
}

static gboolean
find_offer (RapportFolderWatch *self, GFile *file, guint *index)
{
  for (*index = 0; *index < self->offers->len; (*index)++)
    if (g_file_equal (((RapportWaitingExport *) self->offers->pdata[*index])->file, file))
      return TRUE;
  return FALSE;
}

static void
add_offer (RapportFolderWatch *self, const char *client_id, GFile *file)
{
  RapportWaitingExport *offer = g_new0 (RapportWaitingExport, 1);
  guint index;

  if (find_offer (self, file, &index))
    g_ptr_array_remove_index (self->offers, index);
  offer->client_id = g_strdup (client_id);
  offer->file = g_object_ref (file);
  g_ptr_array_add (self->offers, offer);
}

void
rapport_folder_watch_settle (RapportFolderWatch *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  guint index;

  if (!find_offer (self, file, &index))
    return;
  g_ptr_array_remove_index (self->offers, index);
  write_offers (self, uri);
}

GPtrArray *
rapport_folder_watch_get_offers (RapportFolderWatch *self)
{
  return self->offers;
}

guint
rapport_folder_watch_count_offers (RapportFolderWatch *self, const char *client_id)
{
  guint n = 0;

  for (guint i = 0; i < self->offers->len; i++)
    n += g_str_equal (((RapportWaitingExport *) self->offers->pdata[i])->client_id, client_id);
  return n;
}

/* What was deleted while nobody looked waits no more. */
static void
still_there_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  /* The watch is there unless it has cancelled this. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    rapport_folder_watch_settle (RAPPORT_FOLDER_WATCH (user_data), G_FILE (source));
}

/* Whose an export is. */

static char *
fold_words (const char *text)
{
  g_autofree char *folded = rapport_duplicate_fold_company (text);

  return g_strdup_printf (" %s ", folded);
}

typedef struct
{
  const char *id; /* NULL where two are as likely */
  gsize length;
} Guess;

/* The longest name that @text says; two of one length tell nothing. */
static void
compare_name (Guess *guess, const char *text, const char *name, const char *id)
{
  g_autofree char *words = fold_words (name);
  const gsize length = strlen (words);

  if (length <= 2 || strstr (text, words) == NULL || length < guess->length)
    return;
  guess->id = length > guess->length ? id : NULL;
  guess->length = length;
}

/* (transfer full): the client that a text names, or the agency. */
static char *
tell_client (RapportFolderWatch *self, const char *text)
{
  static const guint fields[] = { RAPPORT_CLIENT_NAME };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autofree char *words = fold_words (text);
  g_autoptr (GPtrArray) rows = NULL;
  Guess guess = { NULL, 0 };

  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_query_where_archived (query, FALSE);
  rows = rapport_library_find_rows (self->library, query, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      GVariant *name = row->values[RAPPORT_CLIENT_NAME];

      if (name != NULL)
        compare_name (&guess, words, g_variant_get_string (name, NULL), row->id);
    }
  return g_strdup (guess.id != NULL ? guess.id : RAPPORT_FOLDER_WATCH_AGENCY);
}

/* (transfer full): a sub-folder tells more than the file's own name. */
static char *
find_client (RapportFolderWatch *self, const char *client_id, GFile *file)
{
  const Place *place = g_hash_table_lookup (self->places, client_id);
  g_autofree char *path =
    place != NULL ? g_file_get_relative_path (place->folder, file) : g_file_get_basename (file);
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : g_strdup ("");
  g_auto (GStrv) parts = g_strsplit (shown, "/", -1);
  const guint n = g_strv_length (parts);
  g_autofree char *found = NULL;

  if (*client_id != '\0')
    return g_strdup (client_id);
  for (guint i = 0; i < n; i++)
    {
      char *dot = i + 1 == n ? strrchr (parts[i], '.') : NULL;

      if (dot != NULL)
        *dot = '\0';
      g_free (found);
      found = tell_client (self, parts[i]);
      if (*found != '\0')
        break;
    }
  return found != NULL ? g_steal_pointer (&found) : g_strdup (RAPPORT_FOLDER_WATCH_AGENCY);
}

/* Looking at a file, in a thread. */

typedef enum
{
  NO_EXPORT,
  BUSY,
  EXPORT,
} Verdict;

typedef struct
{
  RapportFolderWatch *watch; /* not held: it cancels what is under way when it goes */
  GFile *file;
  Verdict verdict;
  char *state; /* tells the file as it is now from others, and from itself later */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->file);
  g_free (look->state);
  g_free (look);
}

/* A lease for reading is given when nobody has the file open for writing. Where
 * the file system knows none, the monitor's word is all there is. */
static gboolean
is_written_to (GFile *file)
{
  const char *path = g_file_peek_path (file);
  const int fd = path != NULL ? open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) : -1;
  gboolean busy;

  if (fd < 0)
    return FALSE;
  busy = fcntl (fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
  if (!busy)
    fcntl (fd, F_SETLEASE, F_UNLCK);
  close (fd);
  return busy;
}

static Verdict
judge (Look *look, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (look->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autoptr (RapportImport) import = NULL;
  g_autofree char *uri = NULL;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) == 0)
    return NO_EXPORT;
  if (is_written_to (look->file))
    return BUSY;
  uri = g_file_get_uri (look->file);
  look->state = g_strdup_printf (
    "%s %" G_GOFFSET_FORMAT " %" G_GUINT64_FORMAT, uri, g_file_info_get_size (info),
    g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED));
  import = rapport_import_new_for_file (look->file);
  return rapport_import_understand (import, cancellable, NULL) ? EXPORT : NO_EXPORT;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;

  look->verdict = judge (look, cancellable);
  g_task_return_boolean (task, TRUE);
}

static gboolean rested_cb (gpointer user_data);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Look *look = g_task_get_task_data (G_TASK (result));
  RapportFolderWatch *self = look->watch;
  g_autofree char *uri = g_file_get_uri (look->file);
  Candidate *candidate;

  /* Something has happened to the file since, or it has gone, or the watch has. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  candidate = g_hash_table_lookup (self->resting, uri);
  g_return_if_fail (candidate != NULL);
  g_clear_object (&candidate->cancellable);
  if (look->verdict == BUSY)
    {
      candidate->rest_ms = MIN (candidate->rest_ms * 2, LONGEST_REST);
      candidate->source = g_timeout_add (candidate->rest_ms, rested_cb, candidate);
      return;
    }
  if (look->verdict == EXPORT && !is_offered (self, look->state))
    {
      g_autofree char *client_id = find_client (self, candidate->client_id, look->file);

      remember (self, look->state);
      add_offer (self, client_id, look->file);
      write_offers (self, NULL);
      g_signal_emit (self, signals[FOUND], 0, client_id, look->file);
    }
  g_hash_table_remove (self->resting, uri);
}

static gboolean
rested_cb (gpointer user_data)
{
  Candidate *candidate = user_data;
  Look *look = g_new0 (Look, 1);
  g_autoptr (GTask) task = NULL;

  candidate->source = 0;
  candidate->cancellable = g_cancellable_new ();
  look->watch = candidate->watch;
  look->file = g_object_ref (candidate->file);
  task = g_task_new (NULL, candidate->cancellable, looked_cb, NULL);
  g_task_set_source_tag (task, rested_cb);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  g_task_run_in_thread (task, look_thread);
  return G_SOURCE_REMOVE;
}

/* What programs write beside the file itself, such as "~$book.xlsx" and
 * ".~lock.book.ods#", is none of it. */
static gboolean
is_called_like_export (GFile *file)
{
  static const char *const suffixes[] = { ".csv", ".tsv", ".xlsx", ".xlsm", ".ods" };
  g_autofree char *name = g_file_get_basename (file);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot == NULL || name[0] == '.' || name[0] == '~')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_ascii_strcasecmp (dot, suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
drop (RapportFolderWatch *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  g_hash_table_remove (self->resting, uri);
}

/* Waits until the file has come to rest. */
static void
consider (RapportFolderWatch *self, const char *client_id, GFile *file)
{
  Candidate *candidate;

  if (!is_called_like_export (file))
    return;
  candidate = g_new0 (Candidate, 1);
  candidate->watch = self;
  candidate->client_id = g_strdup (client_id);
  candidate->file = g_object_ref (file);
  candidate->rest_ms = REST_MS;
  candidate->source = g_timeout_add (REST_MS, rested_cb, candidate);
  g_hash_table_replace (self->resting, g_file_get_uri (file), candidate);
}

/* Folders. */

static void visit (Place *place);

/* A new folder in the agency's may be a client's. */
static void
come (Place *place, GFile *file)
{
  consider (place->watch, place->client_id, file);
  if (*place->client_id == '\0' && !is_called_like_export (file))
    visit (place);
}

static void
go (Place *place, GFile *file)
{
  drop (place->watch, file);
  rapport_folder_watch_settle (place->watch, file);
}

static void
event_cb (Place *place, GFile *file, GFile *other, GFileMonitorEvent event)
{
  switch (event)
    {
    case G_FILE_MONITOR_EVENT_CREATED:
    case G_FILE_MONITOR_EVENT_CHANGED:
    case G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT:
    case G_FILE_MONITOR_EVENT_MOVED_IN:
      come (place, file);
      break;
    case G_FILE_MONITOR_EVENT_RENAMED:
      go (place, file);
      if (other != NULL)
        come (place, other);
      break;
    case G_FILE_MONITOR_EVENT_DELETED:
    case G_FILE_MONITOR_EVENT_MOVED_OUT:
      go (place, file);
      break;
    case G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED:
    case G_FILE_MONITOR_EVENT_PRE_UNMOUNT:
    case G_FILE_MONITOR_EVENT_UNMOUNTED:
    case G_FILE_MONITOR_EVENT_MOVED:
    default:
      break;
    }
}

/* What came while nobody watched, and which folders there are. */

typedef struct
{
  RapportFolderWatch *watch; /* not held, as above */
  char *client_id;
  GFile *folder;
  gint64 since;
  gboolean deep; /* also in its folders */
} Visit;

static void
visit_free (Visit *visit)
{
  g_free (visit->client_id);
  g_object_unref (visit->folder);
  g_free (visit);
}

typedef struct
{
  GPtrArray *files;
  GPtrArray *folders;
} Visited;

static void
visited_free (gpointer data)
{
  Visited *visited = data;

  g_ptr_array_unref (visited->files);
  g_ptr_array_unref (visited->folders);
  g_free (visited);
}

/* Neither copying nor unpacking a file can put this time back. */
static gint64
get_changed (GFileInfo *info)
{
  return (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CHANGED) *
           G_USEC_PER_SEC +
         g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_CHANGED_USEC);
}

static void
look_into (const Visit *visit, GFile *folder, Visited *visited, GCancellable *cancellable)
{
  g_autoptr (GFileEnumerator) all = g_file_enumerate_children (
    folder, "standard::name," ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  GFileInfo *info;
  GFile *file;

  /* A folder that is not there, such as one on a stick, may come back. */
  while (all != NULL && g_file_enumerator_iterate (all, &info, &file, cancellable, NULL) &&
         info != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        {
          if (visit->deep && folder == visit->folder && visited->folders->len < MOST_FOLDERS)
            g_ptr_array_add (visited->folders, g_object_ref (file));
        }
      else if (is_called_like_export (file) && get_changed (info) > visit->since)
        g_ptr_array_add (visited->files, g_object_ref (file));
    }
}

static void
visit_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Visit *visit = data;
  Visited *visited = g_new0 (Visited, 1);

  visited->files = g_ptr_array_new_with_free_func (g_object_unref);
  visited->folders = g_ptr_array_new_with_free_func (g_object_unref);
  look_into (visit, visit->folder, visited, cancellable);
  for (guint i = 0; i < visited->folders->len; i++)
    look_into (visit, visited->folders->pdata[i], visited, cancellable);
  g_task_return_pointer (task, visited, visited_free);
}

static void
monitor (Place *place, GFile *folder)
{
  g_autofree char *uri = g_file_get_uri (folder);
  g_autoptr (GError) error = NULL;
  GFileMonitor *added;

  if (g_hash_table_contains (place->monitors, uri))
    return;
  added = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (added == NULL)
    {
      g_message ("watching a folder: %s", error->message);
      return;
    }
  g_signal_connect_swapped (added, "changed", G_CALLBACK (event_cb), place);
  g_hash_table_insert (place->monitors, g_steal_pointer (&uri), added);
}

static void
visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Visit *data = g_task_get_task_data (G_TASK (result));
  Visited *visited = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean news = FALSE;
  Place *place;

  if (visited == NULL)
    return;
  place = g_hash_table_lookup (data->watch->places, data->client_id);
  for (guint i = 0; i < visited->folders->len; i++)
    {
      const guint n = g_hash_table_size (place->monitors);

      monitor (place, visited->folders->pdata[i]);
      news = news || g_hash_table_size (place->monitors) > n;
    }
  for (guint i = 0; i < visited->files->len; i++)
    consider (data->watch, data->client_id, visited->files->pdata[i]);
  visited_free (visited);
  /* What came into it before it was watched. */
  if (news)
    visit (place);
}

static void
visit (Place *place)
{
  Visit *data = g_new0 (Visit, 1);
  g_autoptr (GTask) task = g_task_new (NULL, place->cancellable, visited_cb, NULL);

  data->watch = place->watch;
  data->client_id = g_strdup (place->client_id);
  data->folder = g_object_ref (place->folder);
  data->since = place->since;
  data->deep = *place->client_id == '\0';
  g_task_set_source_tag (task, visit);
  g_task_set_task_data (task, data, (GDestroyNotify) visit_free);
  g_task_run_in_thread (task, visit_thread);
}

static void
add_place (RapportFolderWatch *self, const char *client_id, GFile *folder, gint64 since)
{
  Place *place = g_new0 (Place, 1);

  place->watch = self;
  place->client_id = g_strdup (client_id);
  place->folder = g_object_ref (folder);
  place->since = since;
  place->cancellable = g_cancellable_new ();
  place->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  monitor (place, folder);
  g_hash_table_replace (self->places, place->client_id, place);
}

/* Settings. */

static gboolean
is_client (RapportFolderWatch *self, const char *id)
{
  g_autoptr (RapportRecord) client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, id);

  return client != NULL && !rapport_record_is_trashed (client);
}

static void
read_settings (RapportFolderWatch *self)
{
  g_autoptr (GVariant) folders = g_settings_get_value (self->settings, FOLDERS);
  GVariantIter iter;
  const char *client_id, *uri;
  gint64 since;

  g_variant_iter_init (&iter, folders);
  while (g_variant_iter_next (&iter, "{&s(&sx)}", &client_id, &uri, &since))
    {
      g_autoptr (GFile) folder = g_file_new_for_uri (uri);
      const char *id =
        g_str_equal (client_id, self->agency) ? RAPPORT_FOLDER_WATCH_AGENCY : client_id;

      /* Those of other libraries are for when these are open. */
      if (*id != '\0' && !is_client (self, id))
        continue;
      add_place (self, id, folder, since);
      visit (g_hash_table_lookup (self->places, id));
    }
}

static void
read_offers (RapportFolderWatch *self)
{
  g_autoptr (GVariant) waiting = g_settings_get_value (self->settings, WAITING);
  GVariantIter iter;
  const char *owner, *uri;

  g_variant_iter_init (&iter, waiting);
  while (g_variant_iter_next (&iter, "(&s&s)", &owner, &uri))
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uri);
      const gboolean is_agency = g_str_equal (owner, self->agency);

      if (!is_agency && !is_client (self, owner))
        continue;
      add_offer (self, is_agency ? RAPPORT_FOLDER_WATCH_AGENCY : owner, file);
      g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                               G_PRIORITY_LOW, self->cancellable, still_there_cb, self);
    }
}

static void
write_settings (RapportFolderWatch *self, const char *changed)
{
  g_autoptr (GVariant) before = g_settings_get_value (self->settings, FOLDERS);
  const Place *place = g_hash_table_lookup (self->places, changed);
  GVariantBuilder folders = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{s(sx)}"));
  GVariantIter iter;
  const char *client_id, *uri;
  gint64 since;

  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "{&s(&sx)}", &client_id, &uri, &since))
    if (!g_str_equal (client_id, get_owner (self, changed)))
      g_variant_builder_add (&folders, "{s(sx)}", client_id, uri, since);
  if (place != NULL)
    {
      g_autofree char *place_uri = g_file_get_uri (place->folder);

      g_variant_builder_add (&folders, "{s(sx)}", get_owner (self, changed), place_uri,
                             place->since);
    }
  g_settings_set_value (self->settings, FOLDERS, g_variant_builder_end (&folders));
}

GFile *
rapport_folder_watch_get_folder (RapportFolderWatch *self, const char *client_id)
{
  const Place *place = g_hash_table_lookup (self->places, client_id);

  return place != NULL ? g_object_ref (place->folder) : NULL;
}

void
rapport_folder_watch_set_folder (RapportFolderWatch *self, const char *client_id, GFile *folder)
{
  if (folder != NULL)
    add_place (self, client_id, folder, g_get_real_time ());
  else
    g_hash_table_remove (self->places, client_id);
  write_settings (self, client_id);
  if (folder != NULL && *client_id == '\0')
    visit (g_hash_table_lookup (self->places, client_id));
}

/* The object. */

static void
rapport_folder_watch_dispose (GObject *object)
{
  RapportFolderWatch *self = RAPPORT_FOLDER_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->resting, g_hash_table_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->agency, g_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_folder_watch_parent_class)->dispose (object);
}

static void
rapport_folder_watch_class_init (RapportFolderWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_folder_watch_dispose;
  signals[FOUND] = g_signal_new ("found", RAPPORT_TYPE_FOLDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_FILE);
  signals[OFFERS_CHANGED] = g_signal_new ("offers-changed", RAPPORT_TYPE_FOLDER_WATCH,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_folder_watch_init (RapportFolderWatch *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) place_free);
  self->resting =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) candidate_free);
  self->offers = g_ptr_array_new_with_free_func (offer_free);
  self->cancellable = g_cancellable_new ();
}

/* (transfer full): the agency has the same id in all libraries, and another first
 * moment in each. */
static char *
name_agency (RapportLibrary *library)
{
  static const char *const key[] = { "agency", NULL };
  g_autoptr (RapportRecord) agency =
    rapport_library_get_by_key (library, RAPPORT_TYPE_WORKSPACE, key);

  return g_strdup_printf (
    "agency %" G_GINT64_FORMAT,
    agency != NULL ? rapport_record_get_integer (agency, RAPPORT_RECORD_CREATED) : 0);
}

RapportFolderWatch *
rapport_folder_watch_new (RapportLibrary *library, GSettings *settings)
{
  RapportFolderWatch *self = g_object_new (RAPPORT_TYPE_FOLDER_WATCH, NULL);

  self->library = g_object_ref (library);
  self->settings = g_object_ref (settings);
  self->agency = name_agency (library);
  read_settings (self);
  read_offers (self);
  return self;
}
