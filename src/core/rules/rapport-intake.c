/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-intake-private.h"

#include "rapport-turns.h"

#include <gio/gio.h>

struct _RapportIntake
{
  GObject parent_instance;

  RapportIntakeBase *base;
  GPtrArray *rows; /* what the items look at */
  GListStore *items;
  char *client_id;
  gboolean is_people;
  gboolean adds_managers;
  gboolean adds_companies;
  double progress;
  GPtrArray *unknown_managers; /* ends with NULL */
};

G_DEFINE_FINAL_TYPE (RapportIntake, rapport_intake, G_TYPE_OBJECT)

/* What storing works on. */
typedef struct
{
  RapportIntake *self;
  RapportLibrary *library;
  RapportTransaction *transaction;
  RapportIntakeCounts counts;
  guint next; /* item to be stored */
  gboolean stored;
  GHashTable *managers;  /* folded name to id */
  GHashTable *companies; /* folded name to RapportRecord */
  const char *owner;     /* of new clients, where the file names none */
} Storing;

static void
rapport_intake_finalize (GObject *object)
{
  RapportIntake *self = RAPPORT_INTAKE (object);

  g_object_unref (self->items);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->unknown_managers);
  rapport_intake_base_unref (self->base);
  g_free (self->client_id);
  G_OBJECT_CLASS (rapport_intake_parent_class)->finalize (object);
}

static void
rapport_intake_class_init (RapportIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_intake_finalize;
}

static void
rapport_intake_init (RapportIntake *self)
{
  self->items = g_list_store_new (RAPPORT_TYPE_INTAKE_ITEM);
  self->unknown_managers = g_ptr_array_new_with_free_func (g_free);
}

static RapportIntake *
intake_new (RapportIntakeBase *base, GPtrArray *rows, gboolean is_people, const char *client_id)
{
  RapportIntake *self = g_object_new (RAPPORT_TYPE_INTAKE, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  self->base = rapport_intake_base_ref (base);
  self->rows = g_ptr_array_ref (rows);
  self->is_people = is_people;
  self->client_id = g_strdup (client_id);
  for (guint i = 0; i < rows->len; i++)
    {
      RapportIntakeItem *item = g_object_new (RAPPORT_TYPE_INTAKE_ITEM, NULL);

      if (is_people)
        item->person = rows->pdata[i];
      else
        item->client = rows->pdata[i];
      g_ptr_array_add (items, item);
    }
  if (is_people)
    rapport_intake_match_people (base, items, client_id);
  else
    rapport_intake_match_clients (base, items);
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  return self;
}

static void
find_unknown_managers (RapportIntake *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const RapportNewClient *client = self->rows->pdata[i];
      g_autofree char *folded = rapport_duplicate_fold_person (client->manager);

      if (*folded != '\0' && g_hash_table_add (seen, g_steal_pointer (&folded)) &&
          rapport_intake_base_find_member (self->base, client->manager) == NULL)
        g_ptr_array_add (self->unknown_managers, g_strdup (client->manager));
    }
}

RapportIntake *
rapport_intake_new_for_clients (RapportIntakeBase *base, GPtrArray *clients)
{
  RapportIntake *self = intake_new (base, clients, FALSE, NULL);

  find_unknown_managers (self);
  g_ptr_array_add (self->unknown_managers, NULL);
  return self;
}

RapportIntake *
rapport_intake_new_for_people (RapportIntakeBase *base, GPtrArray *people, const char *client_id)
{
  RapportIntake *self = intake_new (base, people, TRUE, client_id);

  g_ptr_array_add (self->unknown_managers, NULL);
  return self;
}

gboolean
rapport_intake_has_people (RapportIntake *self)
{
  return self->is_people;
}

GListModel *
rapport_intake_get_items (RapportIntake *self)
{
  return G_LIST_MODEL (self->items);
}

const char *const *
rapport_intake_get_unknown_managers (RapportIntake *self)
{
  return (const char *const *) self->unknown_managers->pdata;
}

void
rapport_intake_set_adds_managers (RapportIntake *self, gboolean adds)
{
  self->adds_managers = adds;
}

void
rapport_intake_set_adds_companies (RapportIntake *self, gboolean adds)
{
  self->adds_companies = adds;
}

/* What it would do. A dry run has no transaction. */

static gboolean
is_merged (RapportIntakeItem *item)
{
  if (item->choice != RAPPORT_INTAKE_MERGE)
    return FALSE;
  if (item->match != RAPPORT_INTAKE_NONE)
    return TRUE;
  /* Into one of the file, unless that one is left out and nowhere else. */
  return item->into != NULL &&
         (item->into->choice != RAPPORT_INTAKE_SKIP || item->into->match != RAPPORT_INTAKE_NONE);
}

static void
set_text (Storing *self, RapportRecord *record, guint field, const char *text)
{
  if (*text != '\0')
    rapport_transaction_set_text (self->transaction, record, field, text);
}

static const char *
get_text (Storing *self, RapportRecord *record, guint field)
{
  GVariant *value = rapport_transaction_get (self->transaction, record, field);

  return value != NULL ? g_variant_get_string (value, NULL) : "";
}

/* Nothing that somebody wrote is overwritten. */
static void
fill_text (Storing *self, RapportRecord *record, guint field, const char *text)
{
  if (*text != '\0' && *get_text (self, record, field) == '\0')
    rapport_transaction_set_text (self->transaction, record, field, text);
}

static void
fill_day (Storing *self, RapportRecord *record, guint field, RapportDay day)
{
  if (day != RAPPORT_DAY_NONE && rapport_transaction_get (self->transaction, record, field) == NULL)
    rapport_transaction_set_day (self->transaction, record, field, day);
}

static void
take_joined (Storing *self, RapportRecord *record, guint field, char *text)
{
  if (text != NULL)
    rapport_transaction_set_text (self->transaction, record, field, text);
  g_free (text);
}

/* People. */

static void
fill_contact (Storing *self, RapportRecord *contact, const RapportNewPerson *person)
{
  fill_text (self, contact, RAPPORT_CONTACT_NAME,
             *person->name != '\0' ? person->name : person->email);
  fill_text (self, contact, RAPPORT_CONTACT_POSITION, person->position);
  fill_day (self, contact, RAPPORT_CONTACT_BIRTHDAY, person->birthday);
  take_joined (
    self, contact, RAPPORT_CONTACT_EMAIL,
    rapport_intake_join_emails (get_text (self, contact, RAPPORT_CONTACT_EMAIL), person->email));
  take_joined (
    self, contact, RAPPORT_CONTACT_PHONE,
    rapport_intake_join_phones (get_text (self, contact, RAPPORT_CONTACT_PHONE), person->phone));
  take_joined (
    self, contact, RAPPORT_CONTACT_NOTES,
    rapport_intake_join_notes (get_text (self, contact, RAPPORT_CONTACT_NOTES), person->notes));
}

static RapportRecord *
add_contact (Storing *self, const char *client_id, const RapportNewPerson *person)
{
  RapportRecord *contact = rapport_transaction_create (self->transaction, RAPPORT_TYPE_CONTACT);

  rapport_transaction_set_text (self->transaction, contact, RAPPORT_CONTACT_CLIENT, client_id);
  fill_contact (self, contact, person);
  self->counts.people_added++;
  return contact;
}

/* (transfer full) (nullable): a contact that is still there. */
static RapportRecord *
get_contact (Storing *self, guint index)
{
  const RapportRow *row = rapport_intake_base_get_contact (self->self->base, index);

  return row != NULL ? rapport_library_get (self->library, RAPPORT_TYPE_CONTACT, row->id) : NULL;
}

/* (transfer full) (nullable): the contact that one of the people of an item is. */
static RapportRecord *
find_contact (Storing *self, RapportIntakeItem *item, guint index)
{
  const guint twin = g_array_index (item->twins, guint, index);

  if (!is_merged (item))
    return NULL;
  if (twin != RAPPORT_INTAKE_NONE && item->into->people != NULL)
    return g_object_ref (item->into->people->pdata[twin]);
  return get_contact (self, g_array_index (item->contacts, guint, index));
}

static void
store_client_people (Storing *self, RapportIntakeItem *item, RapportRecord *client)
{
  item->people = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < item->client->people->len; i++)
    {
      const RapportNewPerson *person = item->client->people->pdata[i];
      g_autoptr (RapportRecord) contact = find_contact (self, item, i);

      if (contact == NULL)
        contact = g_object_ref (add_contact (self, rapport_record_get_id (client), person));
      else
        fill_contact (self, contact, person);
      g_ptr_array_add (item->people, g_steal_pointer (&contact));
    }
  if (is_merged (item))
    self->counts.people_merged += item->n_people_filled;
}

/* Clients. */

/* (nullable): the id of the account manager, who becomes a member if that is wanted. */
static const char *
get_manager (Storing *self, const char *name)
{
  g_autofree char *folded = rapport_duplicate_fold_person (name);
  const char *id = g_hash_table_lookup (self->managers, folded);
  RapportRecord *member;

  if (id != NULL || *folded == '\0')
    return id;
  id = rapport_intake_base_find_member (self->self->base, name);
  if (id == NULL && self->self->adds_managers)
    {
      member = rapport_transaction_create (self->transaction, RAPPORT_TYPE_MEMBER);
      rapport_transaction_set_text (self->transaction, member, RAPPORT_MEMBER_NAME, name);
      id = rapport_record_get_id (member);
      self->counts.members_added++;
    }
  if (id != NULL)
    g_hash_table_insert (self->managers, g_steal_pointer (&folded), (gpointer) id);
  return id;
}

static void
fill_client (Storing *self, RapportRecord *record, const RapportNewClient *client)
{
  const char *manager = get_manager (self, client->manager);

  fill_text (self, record, RAPPORT_CLIENT_SITE, client->site);
  fill_text (self, record, RAPPORT_CLIENT_CITY, client->city);
  fill_text (self, record, RAPPORT_CLIENT_INDUSTRY, client->industry);
  fill_text (self, record, RAPPORT_CLIENT_OWNER, manager != NULL ? manager : "");
  fill_day (self, record, RAPPORT_CLIENT_SINCE, client->since);
  take_joined (
    self, record, RAPPORT_CLIENT_TEAM_NOTES,
    rapport_intake_join_notes (get_text (self, record, RAPPORT_CLIENT_TEAM_NOTES), client->notes));
}

static RapportRecord *
add_client (Storing *self, const RapportNewClient *client)
{
  RapportRecord *record = rapport_transaction_create (self->transaction, RAPPORT_TYPE_CLIENT);

  rapport_transaction_set_text (self->transaction, record, RAPPORT_CLIENT_NAME, client->name);
  set_text (self, record, RAPPORT_CLIENT_STATUS, client->status);
  set_text (self, record, RAPPORT_CLIENT_STATUS_REASON, client->reason);
  /* Only who is worked for is marked each week. */
  if (*client->status != '\0' && !g_str_equal (client->status, "current"))
    rapport_transaction_set_boolean (self->transaction, record, RAPPORT_CLIENT_KEY, FALSE);
  if (self->owner != NULL)
    set_text (self, record, RAPPORT_CLIENT_OWNER, self->owner);
  fill_client (self, record, client);
  self->counts.clients_added++;
  return record;
}

/* (transfer full) (nullable): the record that an item is merged into. */
static RapportRecord *
find_target (Storing *self, RapportIntakeItem *item, GType type)
{
  if (item->record != NULL)
    return g_object_ref (item->record);
  if (item->match != RAPPORT_INTAKE_NONE)
    {
      const RapportKnownClient *client;

      if (type == RAPPORT_TYPE_CONTACT)
        return get_contact (self, item->match);
      client = rapport_intake_base_get_client (self->self->base, item->match);
      return rapport_library_get (self->library, type, client->row->id);
    }
  return item->into != NULL ? find_target (self, item->into, type) : NULL;
}

static void
store_client (Storing *self, RapportIntakeItem *item)
{
  g_autoptr (RapportRecord) record = NULL;

  if (item->choice == RAPPORT_INTAKE_SKIP)
    {
      self->counts.clients_skipped++;
      return;
    }
  if (is_merged (item))
    record = find_target (self, item, RAPPORT_TYPE_CLIENT);
  if (record == NULL)
    record = g_object_ref (add_client (self, item->client));
  else
    {
      if (item->n_fields + item->n_people_new + item->n_people_filled > 0 || item->into != NULL)
        self->counts.clients_merged++;
      else
        self->counts.clients_same++;
      fill_client (self, record, item->client);
    }
  store_client_people (self, item, record);
  item->record = g_steal_pointer (&record);
}

/* People on their own. */

/* (nullable): the company of a person, which becomes a lead if that is wanted. */
static const char *
get_company (Storing *self, const RapportNewPerson *person)
{
  g_autofree char *folded = rapport_duplicate_fold_company (person->organisation);
  RapportRecord *record = g_hash_table_lookup (self->companies, folded);
  RapportNewClient *client;

  if (*folded == '\0' || !self->self->adds_companies)
    return NULL;
  if (record == NULL)
    {
      client = rapport_new_client_new (g_strdup (person->organisation));
      client->status = "lead";
      g_set_str (&client->site, person->site);
      record = add_client (self, client);
      rapport_new_client_free (client);
      g_hash_table_insert (self->companies, g_steal_pointer (&folded), record);
    }
  return rapport_record_get_id (record);
}

static const char *
get_home (Storing *self, RapportIntakeItem *item)
{
  const RapportKnownClient *client = rapport_intake_base_get_client (self->self->base, item->home);

  return client != NULL ? client->row->id : get_company (self, item->person);
}

static void
store_person (Storing *self, RapportIntakeItem *item)
{
  g_autoptr (RapportRecord) record = NULL;
  const char *home;

  if (item->choice == RAPPORT_INTAKE_SKIP)
    {
      self->counts.people_skipped++;
      return;
    }
  if (is_merged (item))
    record = find_target (self, item, RAPPORT_TYPE_CONTACT);
  if (record != NULL)
    {
      fill_contact (self, record, item->person);
      if (item->n_fields > 0 || item->into != NULL)
        self->counts.people_merged++;
      else
        self->counts.people_same++;
    }
  else
    {
      home = get_home (self, item);
      if (home == NULL)
        {
          self->counts.people_homeless++;
          return;
        }
      record = g_object_ref (add_contact (self, home, item->person));
    }
  item->record = g_steal_pointer (&record);
}

static gboolean
names_managers (RapportIntake *self)
{
  for (guint i = 0; !self->is_people && i < self->rows->len; i++)
    if (*((RapportNewClient *) self->rows->pdata[i])->manager != '\0')
      return TRUE;
  return FALSE;
}

/* What was not stored after all, or is stored once more after an undo, has no records. */
static void
forget_records (RapportIntake *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (RapportIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_clear_object (&item->record);
      g_clear_pointer (&item->people, g_ptr_array_unref);
    }
}

static Storing *
storing_new (RapportIntake *intake, RapportLibrary *library, const char *label)
{
  Storing *self = g_new0 (Storing, 1);

  forget_records (intake);
  self->self = g_object_ref (intake);
  self->library = g_object_ref (library);
  self->transaction = rapport_transaction_begin (library, label);
  self->managers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->companies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->owner = names_managers (intake) ? NULL : rapport_library_get_me (library);
  rapport_transaction_set_client (self->transaction,
                                  intake->client_id != NULL ? intake->client_id : "");
  return self;
}

static void
storing_free (Storing *self)
{
  if (!self->stored)
    forget_records (self->self);
  g_hash_table_unref (self->companies);
  g_hash_table_unref (self->managers);
  g_clear_pointer (&self->transaction, rapport_transaction_free);
  g_object_unref (self->library);
  g_object_unref (self->self);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Storing, storing_free)

/* FALSE when there is no more item. */
static gboolean
store_next (Storing *self)
{
  g_autoptr (RapportIntakeItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->self->items), self->next);

  if (item == NULL)
    return FALSE;
  self->next++;
  self->self->progress = self->next / (double) self->self->rows->len;
  if (self->self->is_people)
    store_person (self, item);
  else
    store_client (self, item);
  return TRUE;
}

gboolean
rapport_intake_store (RapportIntake *self,
                      RapportLibrary *library,
                      const char *label,
                      RapportIntakeCounts *counts,
                      GError **error)
{
  g_autoptr (Storing) storing = storing_new (self, library, label);

  while (store_next (storing))
    continue;
  *counts = storing->counts;
  storing->stored = rapport_transaction_commit (storing->transaction, error);
  return storing->stored;
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Storing *storing = g_task_get_task_data (task);
  GError *error = NULL;

  storing->stored = rapport_transaction_commit_finish (RAPPORT_LIBRARY (source), result, &error);
  if (storing->stored)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
store_turn_cb (gpointer user_data)
{
  GTask *task = user_data;
  Storing *storing = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return FALSE;
  if (store_next (storing))
    return TRUE;
  rapport_transaction_commit_async (g_steal_pointer (&storing->transaction),
                                    g_task_get_cancellable (task), committed_cb,
                                    g_object_ref (task));
  return FALSE;
}

void
rapport_intake_store_async (RapportIntake *self,
                            RapportLibrary *library,
                            const char *label,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_intake_store_async);
  g_task_set_task_data (task, storing_new (self, library, label), (GDestroyNotify) storing_free);
  rapport_turns_run (store_turn_cb, task, g_object_unref);
}

double
rapport_intake_get_progress (RapportIntake *self)
{
  return self->progress;
}

gboolean
rapport_intake_store_finish (RapportIntake *self,
                             GAsyncResult *result,
                             RapportIntakeCounts *counts,
                             GError **error)
{
  const Storing *storing = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  *counts = storing->counts;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Counting. */

static void
count_client (RapportIntakeItem *item, RapportIntakeCounts *counts)
{
  if (item->choice == RAPPORT_INTAKE_SKIP)
    {
      counts->clients_skipped++;
      return;
    }
  if (!is_merged (item))
    {
      counts->clients_added++;
      counts->people_added += item->client->people->len;
      return;
    }
  if (item->n_fields + item->n_people_new + item->n_people_filled > 0 || item->into != NULL)
    counts->clients_merged++;
  else
    counts->clients_same++;
  counts->people_added += item->n_people_new;
  counts->people_merged += item->n_people_filled;
}

static void
count_person (RapportIntake *self,
              RapportIntakeItem *item,
              GHashTable *companies,
              RapportIntakeCounts *counts)
{
  g_autofree char *folded = NULL;

  if (item->choice == RAPPORT_INTAKE_SKIP)
    counts->people_skipped++;
  else if (is_merged (item))
    {
      if (item->n_fields > 0 || item->into != NULL)
        counts->people_merged++;
      else
        counts->people_same++;
    }
  else if (item->home != RAPPORT_INTAKE_NONE)
    counts->people_added++;
  else
    {
      folded = rapport_duplicate_fold_company (item->person->organisation);
      if (*folded == '\0' || !self->adds_companies)
        counts->people_homeless++;
      else
        {
          counts->people_added++;
          if (g_hash_table_add (companies, g_steal_pointer (&folded)))
            counts->clients_added++;
        }
    }
}

static void
count_members (RapportIntake *self, RapportIntakeCounts *counts)
{
  if (self->adds_managers)
    counts->members_added = self->unknown_managers->len - 1;
}

void
rapport_intake_count (RapportIntake *self, RapportIntakeCounts *counts)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (GHashTable) companies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *counts = (RapportIntakeCounts) { 0 };
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (self->is_people)
        count_person (self, item, companies, counts);
      else
        count_client (item, counts);
    }
  count_members (self, counts);
}
