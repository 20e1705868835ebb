/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A canvas that lies on the disk, and the pictures and notes that lie beside it. */
#include "rapport-exchange-error.h"
#include "rapport-json-canvas.h"

#include <glib/gi18n-lib.h>

/* Of a picture as it lies there; what is kept of it is far smaller. */
#define MOST_BYTES (64 * 1024 * 1024)
/* Pictures that are read, and what is kept of all of them together. */
#define MOST_PICTURES 2000
#define MOST_KEPT     (256 * 1024 * 1024)
/* The same of notes. */
#define MOST_NOTE_BYTES (1024 * 1024)
#define MOST_NOTES      2000
#define MOST_WORDS      (32 * 1024 * 1024)
/* How far above the canvas the folder of all notes may be. */
#define MOST_FOLDERS_UP 12

/* One that was read; without bytes where there is none. */
typedef struct
{
  GBytes *bytes;
  const char *type; /* static */
} Picture;

typedef struct
{
  RapportJsonCanvas *canvas;
  RapportCanvasPrepare prepare;
  GFile *folder;
  GFile *vault;     /* (nullable) */
  GHashTable *read; /* path → Picture */
  gsize kept;
  guint n_notes;
  gsize words; /* bytes of notes that were taken */
  GCancellable *cancellable;
} Beside;

static void
picture_free (gpointer data)
{
  Picture *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

gboolean
rapport_json_canvas_is_picture (const char *path)
{
  static const char *const ends[] = { ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", NULL };
  g_autofree char *low = g_ascii_strdown (path, -1);
  char *subpath = strchr (low, '#');

  if (subpath != NULL)
    *subpath = '\0';
  for (gsize i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (low, ends[i]))
      return TRUE;
  return FALSE;
}

/* Obsidian counts paths from the folder that holds its settings. */
static GFile *
find_vault (GFile *folder)
{
  g_autoptr (GFile) at = g_object_ref (folder);

  for (int i = 0; i < MOST_FOLDERS_UP && at != NULL; i++)
    {
      g_autoptr (GFile) settings = g_file_get_child (at, ".obsidian");
      GFile *above;

      if (g_file_query_file_type (settings, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
        return g_steal_pointer (&at);
      above = g_file_get_parent (at);
      g_object_unref (at);
      at = above;
    }
  return NULL;
}

/* A canvas comes from anywhere: no path of it leads out of the folder that it came with. */
static gboolean
is_tame (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  return *path != '\0' && !g_path_is_absolute (path) && strchr (path, '\\') == NULL &&
         !g_strv_contains ((const char *const *) parts, "..");
}

/* A folder, a pipe or something endless is not read. */
static GBytes *
load (GFile *file, gsize most, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= (goffset) most)
    return g_file_load_bytes (file, cancellable, NULL, error);
  g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
               _ ("The file is larger than %d MB."), (int) (most / 1000000));
  return NULL;
}

/* Whether a file is where it says: a link, of the file or of a folder on the way, may lead out. */
static gboolean
is_there_itself (GFile *file, GFile *base)
{
  g_autoptr (GFile) at = g_object_ref (file);

  while (at != NULL && !g_file_equal (at, base))
    {
      GFile *above = g_file_get_parent (at);

      if (g_file_query_file_type (at, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) ==
          G_FILE_TYPE_SYMBOLIC_LINK)
        {
          g_clear_object (&above);
          return FALSE;
        }
      g_object_unref (at);
      at = above;
    }
  return at != NULL;
}

static GBytes *
load_from (Beside *self, GFile *base, const char *path, gsize most)
{
  g_autoptr (GFile) file = base != NULL ? g_file_resolve_relative_path (base, path) : NULL;

  return file != NULL && g_file_has_prefix (file, base) && is_there_itself (file, base)
           ? load (file, most, self->cancellable, NULL)
           : NULL;
}

/* (transfer full) (nullable): from beside the canvas, else from the folder of all notes. */
static GBytes *
find (Beside *self, const char *path, gsize most)
{
  GBytes *bytes = NULL;

  if (!is_tame (path))
    return NULL;
  bytes = load_from (self, self->folder, path, most);
  return bytes != NULL ? bytes : load_from (self, self->vault, path, most);
}

static void
prepare (Beside *self, Picture *picture, GBytes *bytes)
{
  if (bytes == NULL || self->kept > MOST_KEPT)
    return;
  picture->bytes = self->prepare (bytes, &picture->type, NULL);
  if (picture->bytes != NULL)
    self->kept += g_bytes_get_size (picture->bytes);
}

static Picture *
read_path (Beside *self, const char *address)
{
  g_autofree char *path = g_strndup (address, strcspn (address, "#"));
  Picture *picture = g_hash_table_lookup (self->read, path);
  g_autoptr (GBytes) bytes = NULL;

  if (picture != NULL)
    return picture;
  picture = g_new0 (Picture, 1);
  if (g_hash_table_size (self->read) < MOST_PICTURES)
    bytes = find (self, path, MOST_BYTES);
  prepare (self, picture, bytes);
  g_hash_table_insert (self->read, g_steal_pointer (&path), picture);
  return picture;
}

static void
take (RapportJsonCanvas *canvas, RapportCanvasNode *node, const Picture *picture)
{
  if (picture->bytes == NULL)
    {
      canvas->n_lost++;
      return;
    }
  node->picture = g_bytes_ref (picture->bytes);
  node->picture_type = picture->type;
}

/* Of our own: it travels in the file itself. */
static void
take_own (Beside *self, RapportCanvasNode *node, JsonObject *own)
{
  const char *base64 = json_object_get_string_member_with_default (own, "data", "");
  g_autoptr (GBytes) bytes = NULL;
  Picture picture = { 0 };
  guchar *data;
  gsize length = 0;

  data = g_base64_decode (base64, &length);
  bytes = g_bytes_new_take (data, length);
  prepare (self, &picture, bytes);
  take (self->canvas, node, &picture);
  g_clear_pointer (&picture.bytes, g_bytes_unref);
}

/* Cut where it is longer than a card's text may be. */
static void
read_note (Beside *self, RapportCanvasNode *node)
{
  g_autofree char *path = g_strndup (node->address, strcspn (node->address, "#"));
  g_autoptr (GBytes) bytes = NULL;
  const char *data = NULL;
  gsize length = 0;

  if (self->n_notes++ < MOST_NOTES && self->words < MOST_WORDS)
    bytes = find (self, path, MOST_NOTE_BYTES);
  if (bytes != NULL)
    data = g_bytes_get_data (bytes, &length);
  if (bytes != NULL)
    node->note = rapport_json_canvas_take_note (node->address, data != NULL ? data : "", length);
  if (node->note == NULL)
    {
      self->canvas->n_lost_notes++;
      return;
    }
  if (strlen (node->note) > RAPPORT_JSON_CANVAS_MAX_TEXT)
    {
      self->canvas->n_cut++;
      *g_utf8_find_prev_char (node->note, node->note + RAPPORT_JSON_CANVAS_MAX_TEXT + 1) = '\0';
    }
  self->words += strlen (node->note);
}

static void
read_node (Beside *self, RapportCanvasNode *node)
{
  JsonNode *own =
    node->own != NULL ? json_object_get_member (node->own, RAPPORT_JSON_CANVAS_PICTURE) : NULL;

  if (own != NULL && JSON_NODE_HOLDS_OBJECT (own))
    take_own (self, node, json_node_get_object (own));
  else if (node->kind == RAPPORT_CANVAS_FILE && rapport_json_canvas_is_picture (node->address))
    take (self->canvas, node, read_path (self, node->address));
  else if (node->kind == RAPPORT_CANVAS_FILE && node->own == NULL &&
           rapport_json_canvas_is_note (node->address))
    read_note (self, node);
}

static void
read_beside (RapportJsonCanvas *canvas,
             GFile *file,
             RapportCanvasPrepare prepare_picture,
             GCancellable *cancellable)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autoptr (GFile) vault = folder != NULL ? find_vault (folder) : NULL;
  g_autoptr (GHashTable) read =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, picture_free);
  Beside beside = { .canvas = canvas,
                    .prepare = prepare_picture,
                    .folder = folder,
                    .vault = vault,
                    .read = read,
                    .cancellable = cancellable };

  canvas->has_pictures = TRUE;
  for (guint i = 0; i < canvas->nodes->len && !g_cancellable_is_cancelled (cancellable); i++)
    read_node (&beside, canvas->nodes->pdata[i]);
}

RapportJsonCanvas *
rapport_json_canvas_read (GFile *file,
                          RapportCanvasPrepare prepare_picture,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GBytes) bytes = load (file, RAPPORT_JSON_CANVAS_MAX_BYTES, cancellable, error);
  g_autoptr (RapportJsonCanvas) canvas = NULL;
  const char *data;
  gsize length;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  canvas = rapport_json_canvas_parse (data != NULL ? data : "", (gssize) length, error);
  if (canvas == NULL)
    return NULL;
  read_beside (canvas, file, prepare_picture, cancellable);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL
                                                                   : g_steal_pointer (&canvas);
}
