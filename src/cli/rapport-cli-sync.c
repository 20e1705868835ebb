/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli.h"

#include "rapport-cli-secret.h"
#include "rapport-refusal.h"
#include "rapport-replica.h"
#include "rapport-replicator.h"
#include "rapport-secret.h"
#include "rapport-team-circle.h"
#include "rapport-team-join.h"
#include "rapport-text-merge.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

static RapportCliExit run (int argc, char **argv);

const RapportCliCommand rapport_cli_sync = {
  "sync",
  "FILE [--once|--follow] [--connect URL --user NAME] [--forget]",
  N_ ("Syncs a library with its team: gets what colleagues did, and sends what was done here."),
  run,
};

typedef struct
{
  char *connect;
  char *user;
  char *password_file;
  char *secret; /* that was read already */
  gboolean once;
  gboolean follow;
  gboolean forget;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->connect);
  g_free (options->user);
  g_free (options->password_file);
  if (options->secret != NULL)
    rapport_secret_free (options->secret);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The library. */

/* The same form as of a database, for who reads that. */
static void
say_held (const char *path)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "library", path);
  json_object_set_string_member (object, "state", "held");
  json_array_add_object_element (array, object);
  rapport_cli_print_json (json_node_init_array (json_node_alloc (), array));
}

/* A window that holds it syncs by itself; two would only be in each other's way. */
static RapportLibrary *
open_library (const char *path, const Options *options)
{
  const RapportOpenFlags flags =
    options->connect != NULL ? RAPPORT_OPEN_CREATE : RAPPORT_OPEN_DEFAULT;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportClock) clock = rapport_clock_new ();
  g_autoptr (RapportSqliteStore) store =
    rapport_library_file_open (path, flags, clock, NULL, &error);
  RapportLibrary *library;

  if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY))
    {
      rapport_cli_complain (_ ("%s: a window holds it, and syncs it by itself"), path);
      if (options->json)
        say_held (path);
    }
  else if (store == NULL)
    rapport_cli_complain ("%s: %s", path, error->message);
  if (store == NULL)
    return NULL;
  library = rapport_library_new (RAPPORT_STORE (store), clock);
  rapport_library_set_line_merge (library, rapport_text_merge_lines);
  return library;
}

static gboolean
apply_note (RapportLibrary *library, RapportSyncNote *note)
{
  const gint64 now = rapport_clock_get_now (rapport_library_get_clock (library));
  g_autofree char *id = rapport_id_new (now);
  const RapportChangeHead head = { .id = id,
                                   .label = "",
                                   .author = "",
                                   .client = "",
                                   .instant = now,
                                   .kind = RAPPORT_CHANGE_PULL,
                                   .target = "" };
  g_autoptr (RapportChangeSet) set = rapport_change_set_new (&head);

  rapport_change_set_set_note (set, note);
  rapport_library_apply (library, set);
  return rapport_cli_finish (library);
}

/* (transfer full) (nullable) */
static GPtrArray *
get_places (RapportLibrary *library)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *places = rapport_store_get_sync_places (rapport_library_get_store (library), &error);

  if (places == NULL)
    rapport_cli_complain ("%s", error->message);
  return places;
}

/* One account is for all databases: that of the workspace. */
static const RapportSyncPlace *
find_workspace (GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    if (*((RapportSyncPlace *) places->pdata[i])->client == '\0')
      return places->pdata[i];
  return places->pdata[0];
}

/* Joining. */

/* (transfer full) */
static RapportTeamJoin *
make_join (const Options *options, const char *me)
{
  RapportTeamJoin *join = g_new0 (RapportTeamJoin, 1);

  join->address = g_strdup (options->connect);
  join->user = g_strdup (options->user != NULL ? options->user : "");
  join->me = g_strdup (me);
  while (g_str_has_suffix (join->address, "/"))
    join->address[strlen (join->address) - 1] = '\0';
  return join;
}

/* Before a file is made for what is to come. */
static gboolean
may_join (const Options *options)
{
  g_autoptr (RapportTeamJoin) join = make_join (options, "");
  g_autoptr (GError) error = NULL;

  if (rapport_team_join_check (join, options->secret, NULL, &error))
    return TRUE;
  rapport_cli_complain ("%s", error->message);
  return FALSE;
}

/* The library has a team, whose database is to be at another address by now. */
static gboolean
change_address (RapportLibrary *library, const RapportSyncPlace *workspace, const Options *options)
{
  g_autoptr (RapportTeamJoin) join = make_join (options, rapport_library_get_me (library));
  g_autoptr (GError) error = NULL;

  if (options->user == NULL)
    g_set_str (&join->user, workspace->user);
  if (g_str_equal (join->user, workspace->user) &&
      rapport_team_join_check_same (join, workspace, options->secret, NULL, &error))
    return apply_note (library, rapport_team_join_move (join, workspace));
  if (error != NULL)
    rapport_cli_complain ("%s", error->message);
  else
    rapport_cli_complain (_ ("%s signs in there; --forget leaves the team"), workspace->user);
  return FALSE;
}

static gboolean
connect_to (RapportLibrary *library, const char *path, const Options *options)
{
  g_autoptr (RapportTeamJoin) join = make_join (options, rapport_library_get_me (library));
  g_autoptr (GError) error = NULL;
  g_autofree char *replica = NULL;
  RapportSyncNote *note;

  if (rapport_team_join_check (join, options->secret, NULL, &error))
    replica = rapport_replica_make (path, &error);
  if (replica == NULL)
    {
      rapport_cli_complain ("%s", error->message);
      return FALSE;
    }
  note = rapport_sync_note_new ();
  note->place = rapport_sync_place_new ();
  g_set_str (&note->place->address, join->address);
  g_set_str (&note->place->user, join->user);
  g_clear_pointer (&note->place->replica, g_free);
  note->place->replica = g_steal_pointer (&replica);
  if (*join->me == '\0' && join->member != NULL && *join->member != '\0')
    rapport_library_set_me (library, join->member);
  return apply_note (library, note);
}

/* The password. */

typedef struct
{
  GMainLoop *loop;
  char *secret;
} Finding;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Finding *finding = user_data;

  finding->secret = rapport_secret_look_up_finish (result, NULL);
  g_main_loop_quit (finding->loop);
}

/* By which the window knows it, too. */
static char *
make_purpose (const RapportSyncPlace *place)
{
  return g_strconcat ("team ", place->address, " ", place->user, NULL);
}

/* Of the keyring, where the window has put it; otherwise it is asked for. */
static gboolean
find_secret (const RapportSyncPlace *place, const Options *options, char **secret)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *purpose = make_purpose (place);
  Finding finding = { loop, NULL };

  if (options->secret != NULL)
    {
      *secret = g_strdup (options->secret);
      return TRUE;
    }
  if (options->password_file == NULL)
    {
      rapport_secret_look_up_async (purpose, NULL, found_cb, &finding);
      g_main_loop_run (loop);
    }
  *secret = finding.secret;
  return *secret != NULL || rapport_cli_read_secret (options->password_file, secret);
}

/* Leaving. */

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Where there is no keyring, there is nothing in it. */
  if (!rapport_secret_store_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    rapport_cli_complain ("%s", error->message);
  g_main_loop_quit (user_data);
}

static void
forget_secret (const RapportSyncPlace *place)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *purpose = make_purpose (place);

  rapport_secret_store_async (purpose, NULL, NULL, forgotten_cb, loop);
  g_main_loop_run (loop);
}

static RapportCliExit
forget (RapportLibrary *library, GPtrArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];
      RapportSyncNote *note = rapport_sync_note_new ();

      note->forget = place->key;
      if (!apply_note (library, note))
        return RAPPORT_CLI_FAILED;
      forget_secret (place);
    }
  return RAPPORT_CLI_OK;
}

/* Syncing. */

/* How often databases are looked at until nothing moves between them any more. */
#define MOST_ROUNDS 5

typedef struct
{
  RapportLibrary *library;
  const Options *options;
  GMainLoop *loop;
  GPtrArray *places;      /* of RapportSyncPlace; the workspace's is the first */
  GPtrArray *replicators; /* one for each */
  char *secret;
  guint going_on;  /* source */
  gboolean let_in; /* the server takes the password */
  gboolean lines;  /* each change of state is said as a line of JSON */
} Work;

static const char *
get_word (RapportReplicator *replicator)
{
  switch (rapport_replicator_get_state (replicator))
    {
    case RAPPORT_REPLICATOR_OFFLINE:
      return "offline";
    case RAPPORT_REPLICATOR_DELAYED:
      return "delayed";
    case RAPPORT_REPLICATOR_SIGN_IN:
      return "sign-in";
    case RAPPORT_REPLICATOR_STOPPED:
      return "stopped";
    case RAPPORT_REPLICATOR_WORKING:
      return "working";
    case RAPPORT_REPLICATOR_IDLE:
    case RAPPORT_REPLICATOR_UP_TO_DATE:
    default:
      return "up-to-date";
    }
}

static gboolean
got_through (RapportReplicator *replicator)
{
  switch (rapport_replicator_get_state (replicator))
    {
    case RAPPORT_REPLICATOR_OFFLINE:
    case RAPPORT_REPLICATOR_DELAYED:
    case RAPPORT_REPLICATOR_SIGN_IN:
    case RAPPORT_REPLICATOR_STOPPED:
      return FALSE;
    case RAPPORT_REPLICATOR_WORKING:
    case RAPPORT_REPLICATOR_IDLE:
    case RAPPORT_REPLICATOR_UP_TO_DATE:
    default:
      return TRUE;
    }
}

/* What is refused is read in pieces of so many records. */
#define MOST_REFUSED 100

/* (transfer full) (nullable): a piece of what this database refuses, behind @after. */
static GPtrArray *
find_refused (RapportLibrary *library, const RapportSyncPlace *place, gint64 *after)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries =
    rapport_store_find_sync_left_over (rapport_library_get_store (library), place->key,
                                       RAPPORT_SYNC_LEFT_REFUSED, after, MOST_REFUSED, &error);

  if (entries == NULL)
    rapport_cli_complain ("%s", error->message);
  return entries;
}

static JsonObject *
describe_refused (const RapportSyncEntry *entry)
{
  JsonObject *object = json_object_new ();
  RapportRefusal refusal;

  rapport_refusal_read (entry->blocked, &refusal);
  json_object_set_string_member (object, "type", entry->type);
  json_object_set_string_member (object, "id", entry->id);
  json_object_set_string_member (object, "code", refusal.code);
  json_object_set_string_member (object, "reason", refusal.what);
  json_object_set_string_member (object, "detail", refusal.detail);
  return object;
}

/* (transfer full): each record that this database refused, with the reason. */
static JsonArray *
list_refused (RapportLibrary *library, const RapportSyncPlace *place)
{
  JsonArray *array = json_array_new ();
  gint64 after = 0;
  guint n;

  do
    {
      g_autoptr (GPtrArray) entries = find_refused (library, place, &after);

      n = entries != NULL ? entries->len : 0;
      for (guint i = 0; i < n; i++)
        json_array_add_object_element (array, describe_refused (entries->pdata[i]));
    }
  while (n > 0);
  return array;
}

/* For who reads it on a terminal. */
static void
complain_refused (RapportLibrary *library, const RapportSyncPlace *place)
{
  gint64 after = 0;
  guint n;

  do
    {
      g_autoptr (GPtrArray) entries = find_refused (library, place, &after);

      n = entries != NULL ? entries->len : 0;
      for (guint i = 0; i < n; i++)
        {
          const RapportSyncEntry *entry = entries->pdata[i];
          g_autofree char *reason = rapport_refusal_write_line (entry->blocked);

          rapport_cli_complain ("%s:%s: %s", entry->type, entry->id, reason);
        }
    }
  while (n > 0);
}

/* (transfer full): how it is with a database. */
static JsonObject *
describe (RapportLibrary *library, const RapportSyncPlace *place, RapportReplicator *replicator)
{
  const char *message = rapport_replicator_get_message (replicator);
  RapportSyncCount count = { 0 };
  JsonObject *object = json_object_new ();
  guint64 received;
  guint64 sent;

  g_object_get (replicator, "received", &received, "sent", &sent, NULL);
  rapport_store_count_sync (rapport_library_get_store (library), place->key, &count, NULL);
  json_object_set_string_member (object, "address", place->address);
  json_object_set_string_member (object, "state", get_word (replicator));
  if (message != NULL)
    json_object_set_string_member (object, "message", message);
  json_object_set_int_member (object, "received", (gint64) received);
  json_object_set_int_member (object, "sent", (gint64) sent);
  json_object_set_int_member (object, "waiting", count.waiting);
  json_object_set_int_member (object, "blocked", count.blocked);
  if (count.blocked > 0)
    json_object_set_array_member (object, "refused", list_refused (library, place));
  return object;
}

/* One database's line or object; whether all is well there. Until the first has been let in no
 * other has begun, and what keeps it keeps them. */
static gboolean
report (Work *work, guint index, JsonArray *array)
{
  const RapportSyncPlace *place = work->places->pdata[index];
  RapportReplicator *replicator = work->replicators->pdata[work->let_in ? index : 0];
  const char *message = rapport_replicator_get_message (replicator);
  g_autoptr (JsonObject) object = describe (work->library, place, replicator);
  const gint64 blocked = json_object_get_int_member (object, "blocked");

  if (array != NULL)
    json_array_add_object_element (array, json_object_ref (object));
  else if (!work->lines)
    g_print (_ ("%s\treceived: %u, sent: %u, waiting: %u, refused: %u\n"), place->address,
             (guint) json_object_get_int_member (object, "received"),
             (guint) json_object_get_int_member (object, "sent"),
             (guint) json_object_get_int_member (object, "waiting"), (guint) blocked);
  if (message != NULL && (work->let_in || index == 0))
    rapport_cli_complain ("%s", message);
  if (blocked > 0 && array == NULL)
    complain_refused (work->library, place);
  return got_through (replicator) && blocked == 0;
}

static void
work_clear (Work *work)
{
  g_clear_handle_id (&work->going_on, g_source_remove);
  for (guint i = 0; i < work->replicators->len; i++)
    rapport_replicator_stop (work->replicators->pdata[i]);
  g_ptr_array_unref (work->replicators);
  g_ptr_array_unref (work->places);
  g_main_loop_unref (work->loop);
  if (work->secret != NULL)
    rapport_secret_free (work->secret);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean go_on (Work *work);

static gboolean
has_ended (RapportReplicator *replicator)
{
  const RapportReplicatorState state = rapport_replicator_get_state (replicator);

  return state != RAPPORT_REPLICATOR_WORKING && state != RAPPORT_REPLICATOR_UP_TO_DATE;
}

static void
once_cb (GObject *replicator, GParamSpec *pspec, gpointer user_data)
{
  Work *work = user_data;

  if (work->going_on != 0)
    return;
  for (guint i = 0; i < work->replicators->len; i++)
    if (!has_ended (work->replicators->pdata[i]))
      return;
  g_main_loop_quit (work->loop);
}

/* One line, whole at once, for who reads along. */
static void
print_line (Work *work, guint index)
{
  g_autoptr (JsonNode) node =
    json_node_init_object (json_node_alloc (), describe (work->library, work->places->pdata[index],
                                                         work->replicators->pdata[index]));
  g_autofree char *line = json_to_string (node, FALSE);

  json_object_unref (json_node_get_object (node));
  g_print ("%s\n", line);
}

static gboolean
go_on_cb (gpointer user_data)
{
  Work *work = user_data;

  work->going_on = 0;
  go_on (work);
  if (!work->options->follow)
    once_cb (NULL, NULL, work);
  return G_SOURCE_REMOVE;
}

/* A server counts wrong passwords, and locks an account after some: one database asks first. */
static void
let_in_cb (GObject *replicator, GParamSpec *pspec, gpointer user_data)
{
  Work *work = user_data;

  if (work->let_in || !rapport_replicator_is_let_in (RAPPORT_REPLICATOR (replicator)))
    return;
  work->let_in = TRUE;
  if (work->going_on == 0)
    work->going_on = g_idle_add (go_on_cb, work);
}

/* What follows goes on without a network, but not without a user. */
static void
follow_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  Work *work = user_data;
  RapportReplicator *replicator = RAPPORT_REPLICATOR (object);
  const RapportReplicatorState state = rapport_replicator_get_state (replicator);
  guint index;

  if (work->lines && g_ptr_array_find (work->replicators, replicator, &index))
    print_line (work, index);
  if (state == RAPPORT_REPLICATOR_OFFLINE || state == RAPPORT_REPLICATOR_DELAYED)
    rapport_cli_complain ("%s", rapport_replicator_get_message (replicator));
  if (state == RAPPORT_REPLICATOR_SIGN_IN || state == RAPPORT_REPLICATOR_STOPPED)
    g_main_loop_quit (work->loop);
  /* Clients may have moved to databases of their own. */
  if (state == RAPPORT_REPLICATOR_UP_TO_DATE && work->going_on == 0)
    work->going_on = g_idle_add (go_on_cb, work);
}

static void
log_cb (RapportReplicator *replicator, const char *line, gpointer user_data)
{
  g_autofree char *plain = rapport_cli_one_line (line);

  g_printerr ("%s\n", plain);
}

static gboolean
leave_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static RapportReplicator *
add_place (Work *work, const RapportSyncPlace *place)
{
  RapportReplicator *replicator = rapport_replicator_new (work->library, place->key);

  g_ptr_array_add (work->places, rapport_sync_place_copy (place));
  g_ptr_array_add (work->replicators, replicator);
  g_signal_connect (replicator, "log", G_CALLBACK (log_cb), NULL);
  g_signal_connect (replicator, "notify::let-in", G_CALLBACK (let_in_cb), work);
  g_signal_connect (replicator, "notify::state",
                    G_CALLBACK (work->options->follow ? follow_cb : once_cb), work);
  return replicator;
}

/* The replicator of a place, where it has one. */
static RapportReplicator *
find_replicator (Work *work, gint64 place)
{
  for (guint i = 0; i < work->places->len; i++)
    if (((RapportSyncPlace *) work->places->pdata[i])->key == place)
      return work->replicators->pdata[i];
  return NULL;
}

/* Whether something there is to be deleted by now, or all of it is given up. */
static gboolean
is_due (Work *work, const RapportSyncPlace *place)
{
  RapportStore *store = rapport_library_get_store (work->library);
  gboolean emptied = FALSE;

  if (rapport_team_circle_has_left (store, place))
    return TRUE;
  return g_str_has_prefix (place->client, RAPPORT_SYNC_LEFT) &&
         rapport_team_circle_is_emptied (store, place, &emptied, NULL) && emptied;
}

/* Begins with a place that is new, or once more where something moved; whether it did. */
static gboolean
serve_place (Work *work, const RapportSyncPlace *place)
{
  RapportReplicator *replicator = find_replicator (work, place->key);

  if (*place->address == '\0' || (replicator != NULL && !is_due (work, place)))
    return FALSE;
  if (replicator == NULL)
    replicator = add_place (work, place);
  else if (work->options->follow)
    {
      rapport_replicator_retry (replicator);
      return TRUE;
    }
  else if (!has_ended (replicator))
    return FALSE;
  rapport_replicator_start (replicator, work->secret, work->options->follow);
  return TRUE;
}

/* Whether there was anything to begin with. */
static gboolean
go_on (Work *work)
{
  g_autoptr (GPtrArray) places = get_places (work->library);
  gboolean began = FALSE;

  if (places == NULL || places->len == 0)
    return FALSE;
  if (!work->let_in)
    return serve_place (work, find_workspace (places));
  for (guint i = 0; i < places->len; i++)
    if (serve_place (work, places->pdata[i]))
      began = TRUE;
  return began;
}

/* Those that have not begun, for they are no less out of date. */
static void
add_held (Work *work)
{
  g_autoptr (GPtrArray) places = get_places (work->library);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const RapportSyncPlace *place = places->pdata[i];

      if (*place->address != '\0' && find_replicator (work, place->key) == NULL)
        add_place (work, place);
    }
}

static RapportCliExit
report_all (Work *work, gboolean json)
{
  g_autoptr (JsonArray) array = json && !work->lines ? json_array_new () : NULL;
  RapportCliExit result = RAPPORT_CLI_OK;

  if (!work->let_in)
    add_held (work);
  for (guint i = 0; i < work->places->len; i++)
    if (!report (work, i, array))
      result = RAPPORT_CLI_FAILED;
  if (array != NULL)
    rapport_cli_print_json (json_node_init_array (json_node_alloc (), array));
  return result;
}

static gboolean
is_well (Work *work)
{
  for (guint i = 0; i < work->replicators->len; i++)
    if (!g_str_equal (get_word (work->replicators->pdata[i]), "up-to-date"))
      return FALSE;
  return TRUE;
}

static void
serve (Work *work)
{
  const guint handles[] = { g_unix_signal_add (SIGINT, leave_cb, work->loop),
                            g_unix_signal_add (SIGTERM, leave_cb, work->loop) };

  for (guint i = 0; i < MOST_ROUNDS && go_on (work); i++)
    {
      g_main_loop_run (work->loop);
      if (work->options->follow || !is_well (work))
        break;
    }
  g_source_remove (handles[0]);
  g_source_remove (handles[1]);
  /* That they are given up is no state of a database. */
  for (guint i = 0; i < work->replicators->len; i++)
    g_signal_handlers_disconnect_by_data (work->replicators->pdata[i], work);
}

static RapportCliExit
sync_all (RapportLibrary *library, const char *path, const Options *options)
{
  g_autoptr (GPtrArray) places = get_places (library);
  g_autoptr (GError) error = NULL;
  RapportCliExit result = RAPPORT_CLI_FAILED;

  if (places == NULL)
    return RAPPORT_CLI_FAILED;
  if (options->forget)
    return forget (library, places);
  if (places->len == 0)
    rapport_cli_complain (_ ("%s: it is not connected to a team; see --connect"), path);
  else if (!rapport_replica_check (library, path, &error))
    rapport_cli_complain ("%s", error->message);
  else
    {
      g_auto (Work) work = {
        .library = library,
        .options = options,
        .loop = g_main_loop_new (NULL, FALSE),
        .places = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_sync_place_free),
        .replicators = g_ptr_array_new_with_free_func (g_object_unref),
        .lines = options->follow && options->json,
      };

      if (find_secret (find_workspace (places), options, &work.secret))
        {
          serve (&work);
          result = report_all (&work, options->json);
        }
    }
  return rapport_cli_finish (library) ? result : RAPPORT_CLI_FAILED;
}

/* The command. */

static gboolean
check_options (const Options *options)
{
  if (options->once && options->follow)
    rapport_cli_complain (_ ("--once or --follow, not both"));
  else if (options->forget && (options->connect != NULL || options->follow))
    rapport_cli_complain (_ ("--forget stands alone"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
parse (int argc, char **argv, Options *options, GStrv *files)
{
  const GOptionEntry entries[] = {
    { "once", 0, 0, G_OPTION_ARG_NONE, &options->once,
      N_ ("Ends when everybody has everything; this is usual"), NULL },
    { "follow", 0, 0, G_OPTION_ARG_NONE, &options->follow, N_ ("Goes on until it is stopped"),
      NULL },
    { "connect", 0, 0, G_OPTION_ARG_STRING, &options->connect,
      N_ ("Joins the team of this database first; where there is no FILE, it is made, and where "
          "there is one with a team, the database has moved to this address"),
      "URL" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &options->user,
      N_ ("With --connect: the name to sign in with; without it a token is read"), "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options->password_file,
      N_ ("File with the password instead"), "FILE" },
    { "forget", 0, 0, G_OPTION_ARG_NONE, &options->forget,
      N_ ("Leaves the team; the records stay here"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json,
      N_ ("Says what it did as JSON; with --follow each change of state on a line of its own"),
      NULL },
    { NULL },
  };

  return rapport_cli_parse (&rapport_cli_sync, entries, argc, argv, 1, FALSE, files) &&
         check_options (options);
}

static RapportCliExit
run (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (GStrv) files = NULL;
  g_autoptr (RapportLibrary) library = NULL;
  g_autoptr (GPtrArray) places = NULL;

  if (!parse (argc, argv, &options, &files))
    return RAPPORT_CLI_USAGE;
  if (options.connect != NULL && !g_file_test (files[0], G_FILE_TEST_EXISTS) &&
      (!rapport_cli_read_secret (options.password_file, &options.secret) || !may_join (&options)))
    return RAPPORT_CLI_FAILED;
  library = open_library (files[0], &options);
  if (library == NULL)
    return RAPPORT_CLI_LIBRARY;
  if (options.connect == NULL)
    return sync_all (library, files[0], &options);
  places = get_places (library);
  if (places == NULL ||
      (options.secret == NULL &&
       !rapport_cli_read_secret (options.password_file, &options.secret)) ||
      !(places->len > 0 ? change_address (library, find_workspace (places), &options)
                        : connect_to (library, files[0], &options)))
    return RAPPORT_CLI_FAILED;
  return sync_all (library, files[0], &options);
}
