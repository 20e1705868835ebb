/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-vcard-private.h"

#include "rapport-csv-date.h"
#include "rapport-csv-encoding.h"
#include "rapport-exchange-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE (256 * 1024)

/* Components of N and ADR [RFC 6350, 6.2.2 and 6.3.1]. */
enum
{
  N_FAMILY,
  N_GIVEN,
  N_ADDITIONAL,
  ADR_LOCALITY = 3,
  MAX_COMPONENTS = 16,
};

typedef struct
{
  RapportVcardValue value;
  char *group;
  int preference;
} Value;

typedef struct
{
  RapportVcardLines lines;
  const char *charset;
  GPtrArray *cards;
  RapportVcard *card;
  /* Labels that are given apart, by group. */
  GHashTable *labels;
  guint depth;
} Reading;

static void
value_free (gpointer data)
{
  Value *self = data;

  g_free (self->value.type);
  g_free (self->value.value);
  g_free (self->group);
  g_free (self);
}

void
rapport_vcard_free (RapportVcard *self)
{
  g_free (self->name);
  g_free (self->family);
  g_free (self->given);
  g_free (self->additional);
  g_free (self->organisation);
  g_free (self->department);
  g_free (self->title);
  g_ptr_array_unref (self->emails);
  g_ptr_array_unref (self->phones);
  g_ptr_array_unref (self->sites);
  g_ptr_array_unref (self->addresses);
  g_free (self->city);
  g_free (self->note);
  g_free (self);
}

const char *
rapport_vcard_get_first (GPtrArray *values)
{
  return values->len > 0 ? ((RapportVcardValue *) values->pdata[0])->value : NULL;
}

static RapportVcard *
card_new (guint line)
{
  RapportVcard *self = g_new0 (RapportVcard, 1);

  self->line = line;
  self->emails = g_ptr_array_new_with_free_func (value_free);
  self->phones = g_ptr_array_new_with_free_func (value_free);
  self->sites = g_ptr_array_new_with_free_func (value_free);
  self->addresses = g_ptr_array_new_with_free_func (value_free);
  return self;
}

/* The letter that a backslash and @letter stand for. */
static char
unescape (char letter)
{
  return letter == 'n' || letter == 'N' ? '\n' : letter;
}

/* Cuts a text at each semicolon that has no backslash, and resolves escapes. In
 * 2.1 a backslash protects only a semicolon. */
static GStrv
split (const char *text, char separator, gboolean old)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);
  guint n_parts = 1;

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean escape =
        *p == '\\' && p[1] != '\0' && (old ? p[1] == ';' : strchr ("nN\\,;:", p[1]) != NULL);

      if (escape)
        g_string_append_c (part, unescape (*++p));
      else if (*p == separator && separator != '\0' && n_parts < MAX_COMPONENTS)
        {
          g_strv_builder_take (parts, g_strstrip (g_strdup (part->str)));
          g_string_truncate (part, 0);
          n_parts++;
        }
      else if (*p != '\r')
        g_string_append_c (part, *p);
    }
  g_strv_builder_take (parts, g_strstrip (g_strdup (part->str)));
  return g_strv_builder_end (parts);
}

static char *
text_of (Reading *self)
{
  g_autofree char *raw = rapport_vcard_property_get_text (&self->lines.property, self->charset);
  g_auto (GStrv) parts = split (raw, '\0', self->lines.old);

  return g_steal_pointer (&parts[0]);
}

static GStrv
components_of (Reading *self)
{
  g_autofree char *raw = rapport_vcard_property_get_text (&self->lines.property, self->charset);

  return split (raw, ';', self->lines.old);
}

/* (transfer full): parts that are not empty, one behind the other. */
static char *
join (char **parts, const char *separator)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (; *parts != NULL; parts++)
    if (**parts != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? separator : "", *parts);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* Of several, the first counts. */
static void
take_once (char **target, char *text)
{
  if ((*target == NULL || **target == '\0') && *text != '\0')
    {
      g_free (*target);
      *target = text;
    }
  else
    g_free (text);
}

static char *
types_of (const RapportVcardProperty *property, gboolean *preferred)
{
  static const char *const dull[] = { "pref", "internet", "voice",  "x-internet",
                                      "dom",  "intl",     "postal", "parcel" };
  g_autoptr (GString) types = g_string_new (NULL);

  for (guint i = 0; i < property->types->len; i++)
    {
      const char *type = property->types->pdata[i];
      gboolean is_dull = *type == '\0';

      *preferred = *preferred || strcmp (type, "pref") == 0;
      for (gsize j = 0; j < G_N_ELEMENTS (dull); j++)
        is_dull = is_dull || strcmp (type, dull[j]) == 0;
      if (!is_dull)
        g_string_append_printf (types, "%s%s", types->len > 0 ? "," : "", type);
    }
  return g_string_free (g_steal_pointer (&types), FALSE);
}

static void
add_value (Reading *self, GPtrArray *values, char *text)
{
  const RapportVcardProperty *property = &self->lines.property;
  g_autofree char *owned = text;
  gboolean preferred = FALSE;
  Value *value;

  if (*text == '\0' || values->len >= RAPPORT_VCARD_MAX_VALUES)
    return;
  value = g_new0 (Value, 1);
  value->value.type = types_of (property, &preferred);
  value->value.value = g_steal_pointer (&owned);
  value->preference = preferred ? 1 : property->preference;
  value->value.preferred = value->preference < 101;
  value->group = g_strdup (property->group);
  g_ptr_array_add (values, value);
}

/* "tel:+7-495-111-22-33;ext=5", "mailto:a@example.com" */
static char *
without_scheme (char *text, const char *scheme)
{
  gsize length = strlen (scheme);
  char *end;

  if (g_ascii_strncasecmp (text, scheme, length) != 0)
    return text;
  memmove (text, text + length, strlen (text + length) + 1);
  end = strpbrk (text, ";?");
  if (end != NULL)
    *end = '\0';
  return text;
}

static void
take_name (Reading *self)
{
  g_auto (GStrv) parts = components_of (self);
  guint n = g_strv_length (parts);
  char **targets[] = { &self->card->family, &self->card->given, &self->card->additional };

  for (guint i = 0; i < MIN (n, G_N_ELEMENTS (targets)); i++)
    take_once (targets[i], g_strdup (parts[i]));
}

static void
take_organisation (Reading *self)
{
  g_auto (GStrv) parts = components_of (self);

  take_once (&self->card->organisation, g_strdup (parts[0]));
  take_once (&self->card->department, join (parts + 1, ", "));
}

static void
take_address (Reading *self)
{
  g_auto (GStrv) parts = components_of (self);

  for (char **part = parts; *part != NULL; part++)
    g_strdelimit (*part, "\n", ' ');
  if (g_strv_length (parts) > ADR_LOCALITY)
    take_once (&self->card->city, g_strdup (parts[ADR_LOCALITY]));
  add_value (self, self->card->addresses, join (parts, ", "));
}

static void
set_birthday (RapportVcard *card, int year, int month, int day)
{
  /* 2000 has a 29 February. */
  if (year < 0 || rapport_day_new (2000, month, day) == RAPPORT_DAY_NONE)
    return;
  card->birthday = year > 0 ? rapport_day_new (year, month, day) : RAPPORT_DAY_NONE;
  if (year > 0 && card->birthday == RAPPORT_DAY_NONE)
    return;
  card->birth_month = month;
  card->birth_day = day;
}

static int
digits (const char *text, gsize n)
{
  int number = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      number = number * 10 + (text[i] - '0');
    }
  return number;
}

/* "1985-03-12", "19850312", "--03-12", "--0312" with or without a time; else as
 * people write it. */
static void
take_birthday (Reading *self)
{
  g_autofree char *text = text_of (self);
  gsize length = strcspn (text, "T ");
  int omitted = self->lines.property.omitted_year;
  RapportCsvDate date;
  int year, month, day;

  if (g_str_has_prefix (text, "--"))
    {
      gboolean dashed = length == 7 && text[4] == '-';

      if (!dashed && length != 6)
        return;
      set_birthday (self->card, 0, digits (text + 2, 2), digits (text + (dashed ? 5 : 4), 2));
      return;
    }
  if ((length == 8 && digits (text, 8) >= 0) || (length == 10 && text[4] == '-' && text[7] == '-'))
    {
      gboolean dashed = length == 10;

      year = digits (text, 4);
      set_birthday (self->card, year == omitted ? 0 : year, digits (text + (dashed ? 5 : 4), 2),
                    digits (text + (dashed ? 8 : 6), 2));
      return;
    }
  if (!rapport_csv_date_read (text, RAPPORT_DATE_ORDER_GUESS, &date) ||
      date.kind != RAPPORT_DATE_DAY)
    return;
  rapport_day_split (date.day, &year, &month, &day);
  set_birthday (self->card, year, month, day);
}

/* Apple names a group's label in a property of its own: "_$!<Work>!$_". */
static void
take_label (Reading *self)
{
  char *text = text_of (self);
  char *begin = strchr (text, '<');
  char *end = begin != NULL ? strchr (begin, '>') : NULL;

  if (g_str_has_prefix (text, "_$!<") && end != NULL)
    {
      *end = '\0';
      memmove (text, begin + 1, strlen (begin + 1) + 1);
    }
  g_hash_table_insert (self->labels, g_strdup (self->lines.property.group), text);
}

static void
take_kind (Reading *self)
{
  g_autofree char *text = text_of (self);

  if (g_ascii_strcasecmp (text, "org") == 0 || g_ascii_strcasecmp (text, "organization") == 0 ||
      g_ascii_strcasecmp (text, "company") == 0)
    self->card->is_organisation = TRUE;
}

static void
take_property (Reading *self)
{
  const char *name = self->lines.property.name;
  RapportVcard *card = self->card;

  if (strcmp (name, "VERSION") == 0)
    self->lines.old = g_str_has_prefix (self->lines.property.value->str, "2.");
  else if (strcmp (name, "FN") == 0)
    take_once (&card->name, text_of (self));
  else if (strcmp (name, "N") == 0)
    take_name (self);
  else if (strcmp (name, "ORG") == 0)
    take_organisation (self);
  else if (strcmp (name, "TITLE") == 0)
    take_once (&card->title, text_of (self));
  else if (strcmp (name, "EMAIL") == 0)
    add_value (self, card->emails, without_scheme (text_of (self), "mailto:"));
  else if (strcmp (name, "TEL") == 0)
    add_value (self, card->phones, without_scheme (text_of (self), "tel:"));
  else if (strcmp (name, "URL") == 0)
    add_value (self, card->sites, text_of (self));
  else if (strcmp (name, "ADR") == 0)
    take_address (self);
  else if (strcmp (name, "BDAY") == 0)
    take_birthday (self);
  else if (strcmp (name, "NOTE") == 0)
    take_once (&card->note, text_of (self));
  else if (strcmp (name, "X-ABLABEL") == 0)
    take_label (self);
  else if (strcmp (name, "KIND") == 0 || strcmp (name, "X-ABSHOWAS") == 0)
    take_kind (self);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const Value *one = *(const Value *const *) a;
  const Value *other = *(const Value *const *) b;

  return one->preference - other->preference;
}

static void
finish_values (Reading *self, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      Value *value = g_ptr_array_index (values, i);
      const char *label =
        *value->group != '\0' ? g_hash_table_lookup (self->labels, value->group) : NULL;

      if (label != NULL)
        g_set_str (&value->value.type, label);
    }
  /* Stable: those of the same rank stay in their order. */
  g_ptr_array_sort (values, compare_values);
}

static void
finish_name (RapportVcard *card)
{
  char *parts[] = { card->given, card->additional, card->family, NULL };
  char **texts[] = { &card->name,       &card->family,       &card->given,
                     &card->additional, &card->organisation, &card->department,
                     &card->title,      &card->city,         &card->note };
  const char *first = rapport_vcard_get_first (card->emails);

  for (guint i = 0; i < 3; i++)
    if (parts[i] == NULL)
      parts[i] = (char *) "";
  if (card->name == NULL)
    card->name = join (parts, " ");
  if (*card->name == '\0' && card->organisation != NULL)
    {
      g_set_str (&card->name, card->organisation);
      card->is_organisation = TRUE;
    }
  if (*card->name == '\0' && first != NULL)
    g_set_str (&card->name, first);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] == NULL)
      *texts[i] = g_strdup ("");
}

static void
end_card (Reading *self)
{
  RapportVcard *card = g_steal_pointer (&self->card);

  finish_values (self, card->emails);
  finish_values (self, card->phones);
  finish_values (self, card->sites);
  finish_values (self, card->addresses);
  finish_name (card);
  g_ptr_array_add (self->cards, card);
}

/* BEGIN and END: cards within cards, such as those of an AGENT, are skipped. */
static void
take_mark (Reading *self, gboolean begins)
{
  if (begins && self->depth++ == 0)
    {
      self->card = card_new (self->lines.property.line);
      self->lines.old = FALSE;
      g_hash_table_remove_all (self->labels);
    }
  else if (!begins && self->depth > 0 && --self->depth == 0)
    end_card (self);
}

static gboolean
read_cards (Reading *self, GError **error)
{
  while (rapport_vcard_lines_next (&self->lines))
    {
      const char *name = self->lines.property.name;
      gboolean is_card =
        g_ascii_strncasecmp (self->lines.property.value->str, "VCARD", strlen ("VCARD")) == 0;

      if (strcmp (name, "BEGIN") == 0 && is_card)
        take_mark (self, TRUE);
      else if (strcmp (name, "END") == 0 && is_card)
        take_mark (self, FALSE);
      else if (self->depth == 1)
        take_property (self);
      if (self->cards->len <= RAPPORT_VCARD_MAX_CARDS)
        continue;
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The file holds more than %d cards."), RAPPORT_VCARD_MAX_CARDS);
      return FALSE;
    }
  if (self->card != NULL)
    {
      g_set_error (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_DAMAGED,
                   _ ("Line %u: the card that begins here doesn't end. "
                      "The file seems to be cut off."),
                   self->card->line);
      return FALSE;
    }
  if (self->cards->len > 0)
    return TRUE;
  g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_KIND,
                       _ ("The file holds no vCards."));
  return FALSE;
}

/* A file in UTF-16 becomes UTF-8 as a whole, since its lines can't be told
 * before; of others, each value has a charset of its own. */
static GBytes *
to_lines (GBytes *bytes, RapportCsvEncoding encoding)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize n_written = 0;
  char *text = NULL;

  if (encoding == RAPPORT_CSV_ENCODING_UTF_16LE || encoding == RAPPORT_CSV_ENCODING_UTF_16BE)
    text = g_convert_with_fallback (data, (gssize) length, "UTF-8",
                                    rapport_csv_encoding_get_name (encoding), NULL, NULL,
                                    &n_written, NULL);
  return text != NULL ? g_bytes_new_take (text, n_written) : g_bytes_ref (bytes);
}

GPtrArray *
rapport_vcards_read (GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GPtrArray) cards =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_vcard_free);
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GBytes) lines = NULL;
  Reading self = { .cards = cards, .labels = labels };
  RapportCsvEncoding encoding;
  const char *data;
  gsize length;
  gboolean read;

  if (g_bytes_get_size (bytes) > RAPPORT_VCARD_MAX_BYTES)
    {
      g_set_error_literal (error, RAPPORT_EXCHANGE_ERROR, RAPPORT_EXCHANGE_ERROR_TOO_LARGE,
                           _ ("The file is too large for an address book."));
      return NULL;
    }
  if (!rapport_csv_encoding_guess (stream, &encoding, NULL, error))
    return NULL;
  self.charset = rapport_csv_encoding_get_name (encoding);
  lines = to_lines (bytes, encoding);
  data = g_bytes_get_data (lines, &length);
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  rapport_vcard_lines_init (&self.lines, data, length);
  read = read_cards (&self, error);
  rapport_vcard_lines_clear (&self.lines);
  g_clear_pointer (&self.card, rapport_vcard_free);
  return read ? g_steal_pointer (&cards) : NULL;
}

GPtrArray *
rapport_vcards_read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autoptr (GBytes) bytes = NULL;
  gsize n_read = PIECE;

  if (stream == NULL)
    return NULL;
  while (n_read == PIECE && all->len <= RAPPORT_VCARD_MAX_BYTES)
    {
      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), piece, PIECE, &n_read, cancellable,
                                    error))
        return NULL;
      g_byte_array_append (all, piece, (guint) n_read);
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  return rapport_vcards_read (bytes, error);
}
