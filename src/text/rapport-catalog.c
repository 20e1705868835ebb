/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rapport-catalog.h"

#include "rapport-plural-private.h"
#include "rapport-text-error.h"

#include <string.h>

/* The form of a .mo file: GNU gettext manual, "The Format of GNU MO Files". */
#define MAGIC          0x950412deu
#define MAGIC_SWAPPED  0xde120495u
#define HEADER_SIZE    28
#define MAX_MAJOR      1
#define MAX_FILE       (16 * 1024 * 1024)
#define CONTEXT_GLUE   "\004"
#define PLURAL_FIELD   "Plural-Forms:"
#define CHARSET_FIELD  "charset="
#define ENGLISH_PLURAL "nplurals=2; plural=(n != 1);"

/* A piece of the file; its NUL is behind it and inside the file. */
typedef struct
{
  const char *text;
  gsize length;
} Piece;

struct _RapportCatalog
{
  GBytes *bytes;
  GHashTable *translations;
  Piece *pieces;
  RapportPlural *plural;
};

typedef struct
{
  const char *data;
  gsize size;
  gboolean swapped;
} MoFile;

static guint32
read_word (const MoFile *file, gsize offset)
{
  guint32 word;

  memcpy (&word, file->data + offset, sizeof word);
  return file->swapped ? GUINT32_SWAP_LE_BE (word) : word;
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, RAPPORT_TEXT_ERROR, RAPPORT_TEXT_ERROR_DAMAGED,
               "The catalogue of translations is damaged: %s", what);
  return FALSE;
}

/* Reads the descriptor at @offset, which is known to lie inside the file. */
static gboolean
read_piece (const MoFile *file, gsize offset, Piece *piece)
{
  gsize length = read_word (file, offset);
  gsize start = read_word (file, offset + 4);

  if (start >= file->size || length >= file->size - start || file->data[start + length] != '\0')
    return FALSE;
  piece->text = file->data + start;
  piece->length = length;
  return TRUE;
}

static gboolean
table_fits (const MoFile *file, gsize offset, gsize n_strings)
{
  return offset <= file->size && n_strings <= (file->size - offset) / 8;
}

/* Every form, and the NULs between them, must be UTF-8. */
static gboolean
piece_is_text (const Piece *piece)
{
  for (gsize i = 0; i <= piece->length; i += strlen (piece->text + i) + 1)
    if (!g_utf8_validate (piece->text + i, -1, NULL))
      return FALSE;
  return TRUE;
}

static gboolean
read_strings (RapportCatalog *self, const MoFile *file, GError **error)
{
  gsize n_strings = read_word (file, 8);
  gsize originals = read_word (file, 12);
  gsize translations = read_word (file, 16);

  if (!table_fits (file, originals, n_strings) || !table_fits (file, translations, n_strings))
    return damaged (error, "a table leaves the file");
  self->pieces = g_new (Piece, n_strings + 1);
  for (gsize i = 0; i < n_strings; i++)
    {
      Piece original;
      Piece *translation = &self->pieces[i];

      if (!read_piece (file, originals + i * 8, &original) ||
          !read_piece (file, translations + i * 8, translation))
        return damaged (error, "a string leaves the file");
      if (!piece_is_text (translation))
        return damaged (error, "a string is not UTF-8");
      g_hash_table_insert (self->translations, (gpointer) original.text, translation);
    }
  return TRUE;
}

/* (transfer full): what follows @name in the header up to the line's end. */
static char *
header_field (const char *header, const char *name)
{
  const char *start = strstr (header, name);

  if (start == NULL)
    return NULL;
  start += strlen (name);
  return g_strndup (start, strcspn (start, "\n"));
}

static gboolean
read_header (RapportCatalog *self, GError **error)
{
  const Piece *header = g_hash_table_lookup (self->translations, "");
  g_autofree char *charset = NULL;
  g_autofree char *rule = NULL;

  if (header == NULL)
    return damaged (error, "it has no header");
  charset = header_field (header->text, CHARSET_FIELD);
  if (charset != NULL && g_ascii_strcasecmp (g_strstrip (charset), "UTF-8") != 0)
    return damaged (error, "it is not in UTF-8");
  rule = header_field (header->text, PLURAL_FIELD);
  self->plural = rapport_plural_parse (rule != NULL ? rule : ENGLISH_PLURAL, error);
  g_hash_table_remove (self->translations, "");
  return self->plural != NULL;
}

static gboolean
read_file (RapportCatalog *self, GError **error)
{
  MoFile file = { NULL, 0, FALSE };
  guint32 magic;

  file.data = g_bytes_get_data (self->bytes, &file.size);
  if (file.size < HEADER_SIZE)
    return damaged (error, "it is too short");
  magic = read_word (&file, 0);
  if (magic != MAGIC && magic != MAGIC_SWAPPED)
    return damaged (error, "it does not begin as one");
  file.swapped = magic == MAGIC_SWAPPED;
  if (read_word (&file, 4) >> 16 > MAX_MAJOR)
    return damaged (error, "it is of an unknown version");
  return read_strings (self, &file, error) && read_header (self, error);
}

static RapportCatalog *
catalog_empty (void)
{
  RapportCatalog *self = g_new0 (RapportCatalog, 1);

  self->translations = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

RapportCatalog *
rapport_catalog_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (RapportCatalog) self = catalog_empty ();

  self->bytes = g_bytes_ref (bytes);
  if (!read_file (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rapport_catalog_free (RapportCatalog *self)
{
  g_clear_pointer (&self->plural, rapport_plural_free);
  g_hash_table_unref (self->translations);
  g_free (self->pieces);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

guint
rapport_catalog_get_size (RapportCatalog *self)
{
  return g_hash_table_size (self->translations);
}

const char *
rapport_catalog_text (RapportCatalog *self, const char *msgid)
{
  const Piece *found = g_hash_table_lookup (self->translations, msgid);

  return found != NULL && found->text[0] != '\0' ? found->text : msgid;
}

const char *
rapport_catalog_text_in (RapportCatalog *self, const char *context, const char *msgid)
{
  g_autofree char *key = g_strconcat (context, CONTEXT_GLUE, msgid, NULL);
  const Piece *found = g_hash_table_lookup (self->translations, key);

  return found != NULL && found->text[0] != '\0' ? found->text : msgid;
}

/* The @form-th of the strings that @piece holds one behind the other, or NULL. */
static const char *
nth_form (const Piece *piece, guint form)
{
  gsize offset = 0;

  for (; form > 0; form--)
    {
      offset += strlen (piece->text + offset) + 1;
      if (offset > piece->length)
        return NULL;
    }
  return piece->text[offset] != '\0' ? piece->text + offset : NULL;
}

const char *
rapport_catalog_plural (RapportCatalog *self, const char *singular, const char *plural, guint64 n)
{
  const Piece *found = g_hash_table_lookup (self->translations, singular);
  const char *form = NULL;

  if (found != NULL)
    form = nth_form (found, rapport_plural_get_form (self->plural, n));
  if (form != NULL)
    return form;
  return n == 1 ? singular : plural;
}

/* (transfer full): "ru_RU" of "ru_RU.UTF-8@x"; NULL when it names English, no
 * language, or anything that must not become part of a path. */
static char *
clean_lang (const char *lang)
{
  gsize length = lang == NULL ? 0 : strcspn (lang, ".@");
  g_autofree char *clean = g_strndup (lang != NULL ? lang : "", length);

  for (char *c = clean; *c != '\0'; c++)
    {
      if (*c == '-')
        *c = '_';
      if (!g_ascii_isalnum (*c) && *c != '_')
        return NULL;
    }
  if (*clean == '\0' || g_str_equal (clean, "C") || g_str_equal (clean, "POSIX") ||
      g_str_equal (clean, "en") || g_str_has_prefix (clean, "en_"))
    return NULL;
  return g_steal_pointer (&clean);
}

static RapportCatalog *
load (const char *dir, const char *lang)
{
  g_autofree char *path = g_build_filename (dir, lang, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  RapportCatalog *self = NULL;
  char *content = NULL;
  gsize size = 0;

  if (g_file_get_contents (path, &content, &size, &error))
    bytes = g_bytes_new_take (content, size);
  if (bytes != NULL && size <= MAX_FILE)
    self = rapport_catalog_new_from_bytes (bytes, &error);
  if (self == NULL)
    g_info ("No translations from %s: %s", path, error != NULL ? error->message : "too large");
  return self;
}

static RapportCatalog *
load_or_empty (const char *dir, const char *lang)
{
  RapportCatalog *self = lang == NULL ? NULL : load (dir, lang);
  const char *country = lang == NULL ? NULL : strchr (lang, '_');

  if (self == NULL && country != NULL)
    {
      g_autofree char *bare = g_strndup (lang, (gsize) (country - lang));

      self = load (dir, bare);
    }
  return self != NULL ? self : catalog_empty ();
}

RapportCatalog *
rapport_catalog_get (const char *lang)
{
  static GMutex mutex;
  static GHashTable *loaded = NULL;
  const char *dir = g_getenv ("RAPPORT_LOCALEDIR");
  g_autofree char *clean = clean_lang (lang);
  g_autofree char *key = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  RapportCatalog *self;

  if (dir == NULL || *dir == '\0')
    dir = RAPPORT_LOCALEDIR;
  key = clean == NULL ? g_strdup ("en") : g_build_filename (dir, clean, NULL);
  if (loaded == NULL)
    loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self = g_hash_table_lookup (loaded, key);
  if (self == NULL)
    {
      self = load_or_empty (dir, clean);
      g_hash_table_insert (loaded, g_steal_pointer (&key), self);
    }
  return self;
}
