/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-finder.h"

#include "rapport-actions.h"
#include "rapport-alike.h"
#include "rapport-archive.h"
#include "rapport-find.h"
#include "rapport-onlooker.h"
#include "rapport-open-record.h"
#include "rapport-stems.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_CLIENTS 8
#define MOST_HITS    20

struct _RapportFinder
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportLights *lights;
  GPtrArray *clients; /* of all statuses, by name */
  gboolean in_client;
  RapportActionFlags conditions; /* that are met */
  GPtrArray *offers;
  GListStore *answers;
  GCancellable *cancellable;
  char *words; /* that are searched for */
};

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportFinder, rapport_finder, G_TYPE_OBJECT)

/* Words as they are compared: folded, a space before each. */
static char *
fold (const char *text)
{
  g_autofree char *words = NULL;
  g_autofree char *stems = NULL;

  rapport_stems_index_text (text, &words, &stems);
  return g_strconcat (" ", words, NULL);
}

/* Whether each of the words that were typed begins a word of @text. */
static gboolean
is_meant (const char *text, GStrv typed)
{
  g_autofree char *words = fold (text);

  for (guint i = 0; typed[i] != NULL; i++)
    if (strstr (words, typed[i]) == NULL)
      return FALSE;
  return TRUE;
}

static GStrv
split (const char *words)
{
  g_autofree char *folded = fold (words);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) typed = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_take (typed, g_strconcat (" ", parts[i], NULL));
  return g_strv_builder_end (typed);
}

static void
add (GPtrArray *found, RapportFind *find)
{
  g_ptr_array_add (found, find);
}

static void
add_clients (RapportFinder *self, GStrv typed, GPtrArray *found)
{
  guint n = 0;

  for (guint i = 0; i < self->clients->len && n < MOST_CLIENTS; i++)
    {
      RapportRecord *client = self->clients->pdata[i];
      const char *name = rapport_record_get_title (client);
      const char *id = rapport_record_get_id (client);

      if (!is_meant (name, typed) || !rapport_onlooker_may_see (self->library, client))
        continue;
      add (found, rapport_find_new_client (name, id,
                                           rapport_onlooker_is_there (self->library)
                                             ? RAPPORT_MARK_NONE
                                             : rapport_lights_get_mark (self->lights, id, 0)));
      n++;
    }
}

/* Whether a command of the table can be given here. */
static gboolean
is_command (RapportFinder *self, const RapportAction *action)
{
  if ((action->flags & RAPPORT_ACTION_CONDITIONS & ~self->conditions) != 0)
    return FALSE;
  if (rapport_onlooker_is_there (self->library) && (action->flags & RAPPORT_ACTION_IN_CALL) == 0)
    return FALSE;
  return (action->flags & RAPPORT_ACTION_OFFERED) != 0 &&
         (self->in_client || !rapport_action_needs_client (action));
}

static void
add_commands (RapportFinder *self, GStrv typed, GPtrArray *found)
{
  gsize n;
  const RapportAction *actions = rapport_actions_get (&n);

  for (gsize i = 0; i < n; i++)
    {
      const char *label = g_dgettext (GETTEXT_PACKAGE, actions[i].label);
      const char *keywords =
        actions[i].keywords != NULL ? g_dgettext (GETTEXT_PACKAGE, actions[i].keywords) : "";
      g_autofree char *text = g_strjoin (" ", label, keywords, NULL);
      g_autofree char *name = NULL;

      if (!is_command (self, &actions[i]) || !is_meant (text, typed))
        continue;
      name = g_strconcat ("win.", actions[i].name, NULL);
      add (found, rapport_find_new_command (label, name));
    }
}

/* Whether an action stands for a command: it is that of the window, or one that the
 * window hands on to the page. */
static gboolean
stands_for (const char *action, const char *command)
{
  if (g_str_equal (command, "print-report") && g_str_equal (action, "report.print"))
    return TRUE;
  return g_str_has_prefix (action, "win.") && g_str_equal (action + strlen ("win."), command);
}

/* What a menu offers may be a command by its action, or by what it says. */
static gboolean
is_command_too (RapportFinder *self, RapportOffer *offer)
{
  const char *action = rapport_offer_get_action (offer);
  gsize n;
  const RapportAction *actions = rapport_actions_get (&n);

  for (gsize i = 0; i < n; i++)
    if (actions[i].name != NULL && is_command (self, &actions[i]) &&
        ((action != NULL && stands_for (action, actions[i].name)) ||
         g_str_equal (rapport_offer_get_label (offer),
                      g_dgettext (GETTEXT_PACKAGE, actions[i].label))))
      return TRUE;
  return FALSE;
}

static void
add_offers (RapportFinder *self, GStrv typed, GPtrArray *found)
{
  for (guint i = 0; self->offers != NULL && i < self->offers->len; i++)
    {
      RapportOffer *offer = self->offers->pdata[i];
      g_autofree char *text =
        g_strjoin (" ", rapport_offer_get_label (offer), rapport_offer_get_place (offer), NULL);

      if (is_meant (text, typed) && !is_command_too (self, offer))
        add (found, rapport_find_new_offer (offer));
    }
}

/* Whether a client who looks at the screen may see what was found, by whatever words
 * it was. */
static gboolean
may_see_hit (RapportFinder *self, RapportHit *hit)
{
  g_autoptr (RapportRecord) record = NULL;

  if (!rapport_onlooker_is_there (self->library))
    return TRUE;
  record = rapport_library_get (self->library, hit->info->get_type (), hit->id);
  return record != NULL && rapport_onlooker_may_see (self->library, record);
}

/* The view of a client in which records of a type stand. */
static const char *
view_of (const RapportRecordInfo *info)
{
  static const struct
  {
    const char *type;
    const char *view;
  } views[] = {
    { "work-item", "plan" }, { "plan-line", "plan" },         { "month-plan", "plan" },
    { "report", "reports" }, { "report-section", "reports" }, { "month-numbers", "reports" },
    { "target", "reports" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_str_equal (info->name, views[i].type))
      return views[i].view;
  return "overview";
}

/* (nullable): what is opened by an action of its own; of a job it is the person. */
static const char *
opener_of (const RapportRecordInfo *info)
{
  return rapport_open_record_get_action (info == &rapport_job_info ? &rapport_contact_info : info);
}

/* (transfer full): the id of what is opened for a hit: of a job it is the person. */
static char *
target_of (RapportFinder *self, RapportHit *hit)
{
  g_autoptr (RapportRecord) job = hit->info == &rapport_job_info
                                    ? rapport_library_get (self->library, RAPPORT_TYPE_JOB, hit->id)
                                    : NULL;

  return g_strdup (job != NULL ? rapport_record_get_text (job, RAPPORT_JOB_CONTACT) : hit->id);
}

/* A job at a company that is no client of ours: whose it is. */
static char *
describe_job (RapportFinder *self, RapportHit *hit)
{
  g_autofree char *contact_id = target_of (self, hit);
  g_autoptr (RapportRecord) contact =
    rapport_library_get (self->library, RAPPORT_TYPE_CONTACT, contact_id);
  const char *type = g_dgettext (GETTEXT_PACKAGE, hit->info->label);

  if (contact == NULL)
    return g_strdup (type);
  return g_strdup_printf ("%s · %s", type, rapport_record_get_title (contact));
}

static char *
describe_hit (RapportFinder *self, RapportHit *hit)
{
  g_autoptr (RapportRecord) client =
    rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, hit->client);
  const char *type = g_dgettext (GETTEXT_PACKAGE, hit->info->label);

  if (client == NULL)
    return hit->info == &rapport_job_info ? describe_job (self, hit) : g_strdup (type);
  return g_strdup_printf ("%s · %s", type, rapport_record_get_title (client));
}

/* (transfer full): what a record is called, or what it says where it has no name:
 * a light, a section of a report. */
static char *
name_hit (RapportFinder *self, RapportHit *hit)
{
  g_auto (GStrv) parts = NULL;

  /* What was found may be said in words that are not for everybody. */
  if (rapport_onlooker_is_there (self->library))
    return g_strdup (hit->title);
  if (!g_str_equal (hit->title, g_dgettext (GETTEXT_PACKAGE, hit->info->label)) ||
      hit->snippet == NULL || *hit->snippet == '\0')
    return g_strdup (hit->title);
  /* Without the marks around what was found. */
  parts = g_strsplit_set (hit->snippet, "\001\002", -1);
  return g_strdelimit (g_strjoinv ("", parts), "\n\r\t", ' ');
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportFinder) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = rapport_store_search_finish (RAPPORT_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (hits == NULL)
    g_warning ("searching: %s", error->message);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      RapportHit *hit = hits->pdata[i];
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;
      const char *opener = opener_of (hit->info);
      g_autofree char *target = NULL;
      g_autoptr (RapportFind) find = NULL;

      /* Clients have been found by name already. */
      if ((*hit->client == '\0' && opener == NULL) || hit->info == &rapport_client_info ||
          !may_see_hit (self, hit))
        continue;
      title = name_hit (self, hit);
      /* Nor is anything found by words that are not for everybody. */
      if (rapport_onlooker_is_there (self->library) && !rapport_alike (self->words, title))
        continue;
      subtitle = describe_hit (self, hit);
      target = target_of (self, hit);
      find = opener != NULL
               ? rapport_find_new_opened (title, subtitle, opener, target)
               : rapport_find_new_record (title, subtitle, hit->client, view_of (hit->info));
      g_list_store_append (self->answers, find);
    }
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
}

static void
rapport_finder_finalize (GObject *object)
{
  RapportFinder *self = RAPPORT_FINDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->answers);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_object (&self->lights);
  g_clear_object (&self->library);
  g_free (self->words);
  G_OBJECT_CLASS (rapport_finder_parent_class)->finalize (object);
}

static void
rapport_finder_class_init (RapportFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_finder_finalize;
  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_finder_init (RapportFinder *self)
{
  self->answers = g_list_store_new (RAPPORT_TYPE_FIND);
}

void
rapport_finder_set_place (RapportFinder *self, gboolean in_client, RapportActionFlags conditions)
{
  self->in_client = in_client;
  self->conditions = conditions;
}

void
rapport_finder_set_offers (RapportFinder *self, GPtrArray *offers)
{
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  self->offers = g_ptr_array_ref (offers);
}

RapportFinder *
rapport_finder_new (RapportLibrary *library, RapportLights *lights)
{
  RapportFinder *self = g_object_new (RAPPORT_TYPE_FINDER, NULL);
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_CLIENT);
  g_autoptr (GError) error = NULL;

  self->library = g_object_ref (library);
  self->lights = g_object_ref (lights);
  rapport_query_where_archived (query, FALSE);
  rapport_query_order_by (query, RAPPORT_CLIENT_NAME, FALSE);
  self->clients = rapport_library_find (library, query, &error);
  if (self->clients == NULL)
    {
      g_warning ("reading the clients: %s", error->message);
      self->clients = g_ptr_array_new ();
    }
  return self;
}

void
rapport_finder_ask (RapportFinder *self, const char *words)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) typed = split (words);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (typed[0] != NULL)
    add_clients (self, typed, found);
  add_commands (self, typed, found);
  add_offers (self, typed, found);
  g_list_store_splice (self->answers, 0, g_list_model_get_n_items (G_LIST_MODEL (self->answers)),
                       found->pdata, found->len);
  if (typed[0] == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
      return;
    }
  self->cancellable = g_cancellable_new ();
  g_set_str (&self->words, words);
  rapport_store_search_async (rapport_library_get_store (self->library), words,
                              rapport_onlooker_get_client (rapport_onlooker_of (self->library)),
                              MOST_HITS, self->cancellable, searched_cb, g_object_ref (self));
}

GListModel *
rapport_finder_get_answers (RapportFinder *self)
{
  return G_LIST_MODEL (self->answers);
}
