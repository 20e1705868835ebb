/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What members do with their records. */
#include "rapport-files.h"
#include "rapport-records.h"
#include "rapport-transaction.h"
#include "sync-support.h"
#include "team-private.h"

/* Goes in two pieces. */
#define LARGE 3500000

static void
commit (RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rapport_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

static void
add_client (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Add a client");
  RapportRecord *client = rapport_transaction_create (transaction, RAPPORT_TYPE_CLIENT);
  g_autofree char *word = simulation_type_word (self, member->name, "name of a client");

  rapport_transaction_set_text (transaction, client, RAPPORT_CLIENT_NAME, word);
  commit (transaction);
}

static void
add_task (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Add a task");
  g_autoptr (RapportRecord) client = simulation_any_record (self, member, RAPPORT_TYPE_CLIENT);
  RapportRecord *task = rapport_transaction_create (transaction, RAPPORT_TYPE_WORK_ITEM);
  g_autofree char *word = simulation_type_word (self, member->name, "title of a new task");

  if (client != NULL)
    rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_CLIENT,
                                  rapport_record_get_id (client));
  rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_TITLE, word);
  commit (transaction);
}

static void
set_title (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Name a task");
  g_autoptr (RapportRecord) task = simulation_any_record (self, member, RAPPORT_TYPE_WORK_ITEM);
  g_autofree char *word = NULL;

  if (task == NULL)
    return;
  word = simulation_type_word (self, member->name, "title");
  rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_TITLE, word);
  commit (transaction);
}

/* change_lines: a line is added somewhere, replaced or taken out. (transfer full) */
static char *
change_lines (Simulation *self, const char *text, const char *word)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  guint n = g_strv_length (lines);
  guint at;
  const char *line = word;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (changed, lines[i]);
  at = simulation_pick (self, n + 1);
  if (at < n && simulation_chance (self, 0.4))
    changed->pdata[at] = (gpointer) line;
  else
    g_ptr_array_insert (changed, (gint) at, (gpointer) line);
  if (changed->len > 3 && simulation_chance (self, 0.15))
    {
      at = simulation_pick (self, changed->len);
      if (changed->pdata[at] != line)
        g_ptr_array_remove_index (changed, at);
    }
  g_ptr_array_add (changed, NULL);
  return g_strjoinv ("\n", (char **) changed->pdata);
}

static void
write_lines (Simulation *self, Member *member, GType type, guint field, const char *where)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (member->library, "Write");
  g_autoptr (RapportRecord) record = simulation_any_record (self, member, type);
  g_autofree char *word = NULL;
  g_autofree char *text = NULL;

  if (record == NULL)
    return;
  word = simulation_type_word (self, member->name, where);
  text = change_lines (self, rapport_record_get_text (record, field), word);
  rapport_transaction_set_text (transaction, record, field, text);
  commit (transaction);
}

static void
write_notes (Simulation *self, Member *member)
{
  write_lines (self, member, RAPPORT_TYPE_WORK_ITEM, RAPPORT_WORK_ITEM_NOTES, "notes of a task");
}

static void
write_note (Simulation *self, Member *member)
{
  write_lines (self, member, RAPPORT_TYPE_NOTE, RAPPORT_NOTE_BODY, "a note");
}

static void
add_note (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Add a note");
  g_autoptr (RapportRecord) client = simulation_any_record (self, member, RAPPORT_TYPE_CLIENT);
  RapportRecord *note = rapport_transaction_create (transaction, RAPPORT_TYPE_NOTE);
  g_autofree char *word = simulation_type_word (self, member->name, "a new note");

  if (client != NULL)
    rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_CLIENT,
                                  rapport_record_get_id (client));
  rapport_transaction_set_text (transaction, note, RAPPORT_NOTE_BODY, word);
  commit (transaction);
}

/* The same record, by its natural key, whoever makes it. */
static void
mark_light (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction = rapport_transaction_begin (member->library, "Mark");
  g_autoptr (RapportRecord) client = simulation_any_record (self, member, RAPPORT_TYPE_CLIENT);
  g_autofree char *word = NULL;
  const char *parts[] = { NULL, "2026-11-16", "everybody", NULL };
  RapportRecord *light;

  if (client == NULL)
    return;
  parts[0] = rapport_record_get_id (client);
  word = simulation_type_word (self, member->name, "comment of a light");
  light = rapport_transaction_ensure (transaction, RAPPORT_TYPE_LIGHT, parts);
  rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_MARK,
                                simulation_chance (self, 0.5) ? "green" : "red");
  rapport_transaction_set_text (transaction, light, RAPPORT_LIGHT_COMMENT, word);
  commit (transaction);
}

static void
set_status (Simulation *self, Member *member)
{
  static const char *const statuses[] = { "idea", "planned", "in-work", "done" };
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Set a status");
  g_autoptr (RapportRecord) task = simulation_any_record (self, member, RAPPORT_TYPE_WORK_ITEM);

  if (task == NULL)
    return;
  rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_STATUS,
                                statuses[simulation_pick (self, G_N_ELEMENTS (statuses))]);
  rapport_transaction_set_integer (transaction, task, RAPPORT_WORK_ITEM_IMPACT,
                                   1 + simulation_pick (self, 10));
  commit (transaction);
}

static void
move_task (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Move a task");
  g_autoptr (RapportRecord) task = simulation_any_record (self, member, RAPPORT_TYPE_WORK_ITEM);
  g_autoptr (RapportRecord) client = simulation_any_record (self, member, RAPPORT_TYPE_CLIENT);

  if (task == NULL || client == NULL)
    return;
  rapport_transaction_set_text (transaction, task, RAPPORT_WORK_ITEM_CLIENT,
                                rapport_record_get_id (client));
  commit (transaction);
}

/* (transfer full): often the same as of another file, as templates and logos are. */
static GBytes *
make_bytes (Simulation *self)
{
  const guint32 seed =
    simulation_chance (self, 0.4) ? simulation_pick (self, 4) : g_rand_int (self->rand);

  if (seed < 4)
    return sync_make_bytes (1000 + seed, seed);
  return sync_make_bytes (simulation_chance (self, 0.02) ? LARGE : simulation_pick (self, 3000),
                          seed);
}

static void
add_file (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Add a file");
  g_autoptr (RapportRecord) client = simulation_any_record (self, member, RAPPORT_TYPE_CLIENT);
  g_autoptr (RapportFileData) data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *word = NULL;

  if (!self->scale->files || client == NULL)
    return;
  word = simulation_type_word (self, member->name, "name of a file");
  bytes = make_bytes (self);
  data = rapport_file_data_new (word, "application/octet-stream", bytes);
  rapport_file_attach (transaction, rapport_record_get_id (client), rapport_record_get_id (client),
                       data);
  commit (transaction);
}

static void
erase_file (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Erase a file");
  g_autoptr (RapportRecord) file = simulation_any_record (self, member, RAPPORT_TYPE_ATTACHMENT);

  if (file == NULL)
    return;
  rapport_transaction_erase (transaction, file);
  commit (transaction);
}

static void
take_away (Simulation *self, Member *member)
{
  const GType types[] = { RAPPORT_TYPE_WORK_ITEM, RAPPORT_TYPE_NOTE, RAPPORT_TYPE_ATTACHMENT };
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Take away");
  g_autoptr (RapportRecord) record =
    simulation_any_record (self, member, types[simulation_pick (self, G_N_ELEMENTS (types))]);

  if (record == NULL)
    return;
  if (simulation_chance (self, 0.5))
    rapport_transaction_trash (transaction, record);
  else
    rapport_transaction_erase (transaction, record);
  commit (transaction);
}

/* What it says stays in it. */
static void
settle (Simulation *self, Member *member)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (member->library, "Settle");
  g_autoptr (RapportRecord) conflict = simulation_any_record (self, member, RAPPORT_TYPE_CONFLICT);

  if (conflict == NULL)
    return;
  rapport_transaction_set (transaction, conflict, RAPPORT_CONFLICT_SETTLED,
                           g_variant_new_int64 (rapport_clock_get_now (member->clock)));
  rapport_transaction_set_text (transaction, conflict, RAPPORT_CONFLICT_SETTLED_BY, member->id);
  commit (transaction);
}

static void
undo (Simulation *self, Member *member)
{
  g_autoptr (RapportRecord) client = simulation_any_record (self, member, RAPPORT_TYPE_CLIENT);
  g_autoptr (GError) error = NULL;

  /* There may be nothing to undo. */
  if (client != NULL)
    g_free (rapport_library_undo (member->library, rapport_record_get_id (client), FALSE, &error));
}

static const struct
{
  guint weight;
  void (*edit) (Simulation *self, Member *member);
} edits[] = {
  { 2, add_client },  { 12, add_task },  { 20, set_title },  { 25, write_notes },
  { 15, write_note }, { 8, add_note },   { 10, mark_light }, { 10, set_status },
  { 3, take_away },   { 5, undo },       { 4, settle },      { 4, move_task },
  { 8, add_file },    { 4, erase_file },
};

void
simulation_edit_something (Simulation *self, Member *member)
{
  guint total = 0;
  guint at;
  guint i = 0;

  for (guint n = 0; n < G_N_ELEMENTS (edits); n++)
    total += edits[n].weight;
  at = simulation_pick (self, total);
  while (at >= edits[i].weight)
    at -= edits[i++].weight;
  edits[i].edit (self, member);
  simulation_look (self, member, TRUE);
}

void
simulation_make_first_records (Simulation *self, Member *member)
{
  for (guint i = 0; i < 3; i++)
    add_client (self, member);
  for (guint i = 0; i < 6; i++)
    add_task (self, member);
  for (guint i = 0; i < 3; i++)
    add_note (self, member);
}
