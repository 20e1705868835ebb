/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-files.h"

#include <string.h>

/* Bytes of a name that every file system takes. */
#define MOST_NAME 200

/* Longer endings are words. */
#define MOST_ENDING 16

/* Names. */

/* @text cut to at most @most bytes between two characters. */
static void
cut (char *text, gsize most)
{
  const char *end = text;

  if (strlen (text) <= most)
    return;
  while (g_utf8_next_char (end) - text <= (gssize) most)
    end = g_utf8_next_char (end);
  text[end - text] = '\0';
}

/* (transfer full): in at most %MOST_NAME bytes, with its ending. */
static char *
shorten (const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = NULL;

  if (strlen (name) <= MOST_NAME)
    return g_strdup (name);
  if (dot == NULL || dot == name || strlen (dot) > MOST_ENDING)
    dot = "";
  stem = g_strdup (name);
  cut (stem, MOST_NAME - strlen (dot));
  return g_strconcat (stem, dot, NULL);
}

/* Marks that can make a program look like a picture: “exe.gnp” is read “png.exe”. */
static gboolean
turns_direction (gunichar u)
{
  return u == 0x61c || u == 0x200e || u == 0x200f || (u >= 0x202a && u <= 0x202e) ||
         (u >= 0x2066 && u <= 0x2069);
}

char *
rapport_file_clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  GString *clean = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (u == '/' || u == '\\')
        g_string_append_c (clean, '-');
      else if (!g_unichar_iscntrl (u) && !turns_direction (u))
        g_string_append_unichar (clean, u);
    }
  text = g_strstrip (g_string_free_and_steal (clean));
  if (strspn (text, ".") == strlen (text))
    return g_strdup ("file");
  return shorten (text);
}

/* Data. */

RapportFileData *
rapport_file_data_new (const char *name, const char *mime_type, GBytes *bytes)
{
  RapportFileData *self = g_new0 (RapportFileData, 1);

  self->name = rapport_file_clean_name (name);
  self->mime_type = g_strdup (mime_type != NULL ? mime_type : "");
  self->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

void
rapport_file_data_free (RapportFileData *self)
{
  g_free (self->name);
  g_free (self->mime_type);
  g_free (self->digest);
  g_bytes_unref (self->bytes);
  g_free (self);
}

RapportRecord *
rapport_file_attach (RapportTransaction *transaction,
                     const char *client_id,
                     const char *about_id,
                     const RapportFileData *data)
{
  RapportRecord *file = rapport_transaction_create (transaction, RAPPORT_TYPE_ATTACHMENT);

  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_CLIENT, client_id);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_ABOUT, about_id);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_NAME, data->name);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_MIME_TYPE, data->mime_type);
  rapport_transaction_set_text (transaction, file, RAPPORT_ATTACHMENT_DIGEST, data->digest);
  rapport_transaction_set_integer (transaction, file, RAPPORT_ATTACHMENT_SIZE,
                                   (gint64) g_bytes_get_size (data->bytes));
  rapport_transaction_set (transaction, file, RAPPORT_ATTACHMENT_DATA,
                           g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, data->bytes, TRUE));
  return file;
}

/* Files. */

struct _RapportFile
{
  GObject parent_instance;

  char id[RAPPORT_ID_LENGTH + 1];
  char *name;
  char *mime_type;
  char *digest;
  char *about;
  char *client;
  gint64 size;
  gint64 created;
  gboolean is_public;
};

G_DEFINE_FINAL_TYPE (RapportFile, rapport_file, G_TYPE_OBJECT)

static void
rapport_file_finalize (GObject *object)
{
  RapportFile *self = RAPPORT_FILE (object);

  g_free (self->name);
  g_free (self->mime_type);
  g_free (self->digest);
  g_free (self->about);
  g_free (self->client);
  G_OBJECT_CLASS (rapport_file_parent_class)->finalize (object);
}

static void
rapport_file_class_init (RapportFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_file_finalize;
}

static void
rapport_file_init (RapportFile *self)
{
}

static const guint row_fields[] = { RAPPORT_RECORD_AUDIENCE,   RAPPORT_RECORD_CREATED,
                                    RAPPORT_ATTACHMENT_CLIENT, RAPPORT_ATTACHMENT_ABOUT,
                                    RAPPORT_ATTACHMENT_NAME,   RAPPORT_ATTACHMENT_MIME_TYPE,
                                    RAPPORT_ATTACHMENT_SIZE,   RAPPORT_ATTACHMENT_DIGEST };

static char *
dup_text (const RapportRow *row, guint field)
{
  GVariant *value = row->values[field];

  return g_strdup (value != NULL ? g_variant_get_string (value, NULL) : "");
}

static gint64
get_integer (const RapportRow *row, guint field)
{
  GVariant *value = row->values[field];

  return value != NULL ? g_variant_get_int64 (value) : 0;
}

static RapportFile *
file_new (const RapportRow *row)
{
  RapportFile *self = g_object_new (RAPPORT_TYPE_FILE, NULL);
  GVariant *audience = row->values[RAPPORT_RECORD_AUDIENCE];

  g_strlcpy (self->id, row->id, sizeof self->id);
  self->name = dup_text (row, RAPPORT_ATTACHMENT_NAME);
  self->mime_type = dup_text (row, RAPPORT_ATTACHMENT_MIME_TYPE);
  self->digest = dup_text (row, RAPPORT_ATTACHMENT_DIGEST);
  self->about = dup_text (row, RAPPORT_ATTACHMENT_ABOUT);
  self->client = dup_text (row, RAPPORT_ATTACHMENT_CLIENT);
  self->size = get_integer (row, RAPPORT_ATTACHMENT_SIZE);
  self->created = get_integer (row, RAPPORT_RECORD_CREATED);
  self->is_public =
    audience != NULL && g_str_equal (g_variant_get_string (audience, NULL), "client");
  return self;
}

static gboolean
is_same (RapportFile *a, RapportFile *b)
{
  return g_str_equal (a->id, b->id) && g_str_equal (a->name, b->name) &&
         g_str_equal (a->about, b->about) && a->is_public == b->is_public;
}

const char *
rapport_file_get_name (RapportFile *self)
{
  return self->name;
}

const char *
rapport_file_get_mime_type (RapportFile *self)
{
  return self->mime_type;
}

const char *
rapport_file_get_digest (RapportFile *self)
{
  return self->digest;
}

const char *
rapport_file_get_about (RapportFile *self)
{
  return self->about;
}

gint64
rapport_file_get_size (RapportFile *self)
{
  return self->size;
}

gint64
rapport_file_get_created (RapportFile *self)
{
  return self->created;
}

gboolean
rapport_file_is_public (RapportFile *self)
{
  return self->is_public;
}

RapportRecord *
rapport_file_get_record (RapportFile *self, RapportLibrary *library)
{
  return rapport_library_get (library, RAPPORT_TYPE_ATTACHMENT, self->id);
}

/* Bytes. */

static void
loaded_cb (GObject *library, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RapportFile *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (library), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const RapportRow *row = rows->pdata[i];
      GVariant *data = row->values[RAPPORT_ATTACHMENT_DATA];

      if (data == NULL || !g_str_equal (row->id, self->id))
        continue;
      g_task_return_pointer (task, g_variant_get_data_as_bytes (data),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }
  g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, self->name);
}

void
rapport_file_load_async (RapportFile *self,
                         RapportLibrary *library,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static const guint fields[] = { RAPPORT_ATTACHMENT_DATA };
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_ATTACHMENT);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_file_load_async);
  /* Those with other bytes or elsewhere are not read. */
  rapport_query_where_text (query, RAPPORT_ATTACHMENT_CLIENT, self->client);
  rapport_query_where_text (query, RAPPORT_ATTACHMENT_ABOUT, self->about);
  rapport_query_where_text (query, RAPPORT_ATTACHMENT_DIGEST, self->digest);
  rapport_query_set_fields (query, fields, G_N_ELEMENTS (fields));
  rapport_library_find_rows_async (library, query, cancellable, loaded_cb, task);
}

GBytes *
rapport_file_load_finish (RapportFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Lists. */

struct _RapportFileList
{
  GObject parent_instance;

  RapportLibrary *library;
  GPtrArray *files;
  char *client;
  char *about; /* or NULL for all */
  GCancellable *reading;
  gboolean is_stale;
};

enum
{
  SIGNAL_READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return RAPPORT_TYPE_FILE;
}

static guint
get_n_items (GListModel *model)
{
  return RAPPORT_FILE_LIST (model)->files->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RapportFileList *self = RAPPORT_FILE_LIST (model);

  return position < self->files->len ? g_object_ref (self->files->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportFileList,
                               rapport_file_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Rows that stay, stay: what is looked at keeps the keyboard. */
static void
take (RapportFileList *self, GPtrArray *files)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->files);
  guint head = 0, tail = 0;

  while (head < old->len && head < files->len && is_same (old->pdata[head], files->pdata[head]))
    head++;
  while (tail < old->len - head && tail < files->len - head &&
         is_same (old->pdata[old->len - 1 - tail], files->pdata[files->len - 1 - tail]))
    tail++;
  self->files = g_ptr_array_ref (files);
  if (old->len != files->len || head < files->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                files->len - head - tail);
}

static gboolean
is_logo (RapportRecord *client, const RapportRow *row)
{
  return client != NULL &&
         g_str_equal (rapport_record_get_text (client, RAPPORT_CLIENT_LOGO), row->id);
}

/* What was sent of a meeting stands with it, and is no file to be renamed or thrown away. */
static gboolean
is_of_summary (RapportFileList *self, const RapportRow *row)
{
  GVariant *about = row->values[RAPPORT_ATTACHMENT_ABOUT];
  const char *id = about != NULL ? g_variant_get_string (about, NULL) : "";
  g_autoptr (RapportRecord) summary =
    *id != '\0' && !g_str_equal (id, self->client)
      ? rapport_library_get (self->library, RAPPORT_TYPE_SUMMARY, id)
      : NULL;

  return summary != NULL;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  RapportFile *first = *(RapportFile *const *) a;
  RapportFile *second = *(RapportFile *const *) b;

  if (first->created != second->created)
    return first->created > second->created ? -1 : 1;
  return strcmp (first->id, second->id);
}

static void
read_cb (GObject *library, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportFileList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    rapport_library_find_rows_finish (RAPPORT_LIBRARY (library), result, &error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RapportRecord) client = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client == NULL)
    return;
  if (rows == NULL)
    g_warning ("reading the files of a client: %s", error->message);
  client = rapport_library_get (self->library, RAPPORT_TYPE_CLIENT, self->client);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!is_logo (client, rows->pdata[i]) && !is_of_summary (self, rows->pdata[i]))
      g_ptr_array_add (files, file_new (rows->pdata[i]));
  g_ptr_array_sort (files, compare_cb);
  g_clear_object (&self->reading);
  take (self, files);
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

static void
read_again (RapportFileList *self)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_ATTACHMENT);

  self->is_stale = FALSE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  rapport_query_where_text (query, RAPPORT_ATTACHMENT_CLIENT, self->client);
  if (self->about != NULL)
    rapport_query_where_text (query, RAPPORT_ATTACHMENT_ABOUT, self->about);
  rapport_query_set_fields (query, row_fields, G_N_ELEMENTS (row_fields));
  self->reading = g_cancellable_new ();
  rapport_library_find_rows_async (self->library, query, self->reading, read_cb,
                                   g_object_ref (self));
}

/* What is on its way to the disk is read when it is there. */
static void
catch_up_cb (RapportFileList *self)
{
  if (self->is_stale && self->client != NULL && rapport_library_get_pending (self->library) == 0)
    read_again (self);
}

static void
committed_cb (RapportFileList *self, RapportChangeSet *set)
{
  for (guint i = 0; i < rapport_change_set_get_size (set) && !self->is_stale; i++)
    {
      const RapportRecordChange *change = rapport_change_set_get_change (set, i);

      /* Another logo leaves the one before it among the files. */
      self->is_stale = change->info == &rapport_attachment_info ||
                       (self->client != NULL && g_str_equal (change->id, self->client));
    }
  catch_up_cb (self);
}

static void
rapport_file_list_dispose (GObject *object)
{
  RapportFileList *self = RAPPORT_FILE_LIST (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_file_list_parent_class)->dispose (object);
}

static void
rapport_file_list_finalize (GObject *object)
{
  RapportFileList *self = RAPPORT_FILE_LIST (object);

  g_ptr_array_unref (self->files);
  g_free (self->client);
  g_free (self->about);
  G_OBJECT_CLASS (rapport_file_list_parent_class)->finalize (object);
}

static void
rapport_file_list_class_init (RapportFileListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_file_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_file_list_finalize;
  signals[SIGNAL_READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_file_list_init (RapportFileList *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
}

RapportFileList *
rapport_file_list_new (RapportLibrary *library)
{
  RapportFileList *self = g_object_new (RAPPORT_TYPE_FILE_LIST, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::pending", G_CALLBACK (catch_up_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
rapport_file_list_set_about (RapportFileList *self, const char *client_id, const char *about_id)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);

  g_set_str (&self->client, client_id);
  g_set_str (&self->about, about_id);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  take (self, none);
  if (client_id == NULL)
    return;
  read_again (self);
  self->is_stale = rapport_library_get_pending (self->library) > 0;
}

gboolean
rapport_file_list_has (RapportFileList *self, const char *about_id, const char *digest)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const RapportFile *file = self->files->pdata[i];

      if (g_str_equal (file->about, about_id) && g_str_equal (file->digest, digest))
        return TRUE;
    }
  return FALSE;
}
