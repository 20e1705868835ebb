/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-import-private.h"

#include "rapport-csv-column.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many lines may stand above the header. */
#define MAX_ABOVE 20
/* So many cells are looked at to tell what a column without a name holds. */
#define MAX_LOOKED_AT 200

#define NAME     RAPPORT_CLIENT_COLUMN_NAME
#define STATUS   RAPPORT_CLIENT_COLUMN_STATUS
#define REASON   RAPPORT_CLIENT_COLUMN_REASON
#define SITE     RAPPORT_CLIENT_COLUMN_SITE
#define CITY     RAPPORT_CLIENT_COLUMN_CITY
#define INDUSTRY RAPPORT_CLIENT_COLUMN_INDUSTRY
#define MANAGER  RAPPORT_CLIENT_COLUMN_MANAGER
#define SINCE    RAPPORT_CLIENT_COLUMN_SINCE
#define NOTES    RAPPORT_CLIENT_COLUMN_NOTES
#define PERSON   RAPPORT_CLIENT_COLUMN_CONTACT_NAME
#define POSITION RAPPORT_CLIENT_COLUMN_CONTACT_POSITION
#define EMAIL    RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL
#define PHONE    RAPPORT_CLIENT_COLUMN_CONTACT_PHONE
#define NOTHING  RAPPORT_CLIENT_COLUMN_IGNORED

static const RapportClientWord words[] = {
  { "id", NOTHING, TRUE },
  { "инн", NOTHING, TRUE },
  { "№", NOTHING, TRUE },
  { "#", NOTHING, TRUE },
  { "клиент", NAME, TRUE },
  { "client", NAME, TRUE },
  { "customer", NAME, TRUE },
  { "account", NAME, TRUE },
  { "название", NAME, TRUE },
  { "компания", NAME, TRUE },
  { "company", NAME, TRUE },
  { "бренд", NAME, TRUE },
  { "brand", NAME, TRUE },
  { "email", EMAIL, FALSE },
  { "e-mail", EMAIL, FALSE },
  { "e mail", EMAIL, FALSE },
  { "mail", EMAIL, TRUE },
  { "почта", EMAIL, FALSE },
  { "эл. почта", EMAIL, FALSE },
  { "электронн", EMAIL, FALSE },
  { "телефон", PHONE, FALSE },
  { "тел", PHONE, TRUE },
  { "тел.", PHONE, TRUE },
  { "phone", PHONE, FALSE },
  { "telephone", PHONE, FALSE },
  { "mobile", PHONE, FALSE },
  { "моб", PHONE, FALSE },
  { "должность", POSITION, FALSE },
  { "position", POSITION, FALSE },
  { "job", POSITION, FALSE },
  { "title", POSITION, TRUE },
  { "роль", POSITION, TRUE },
  { "role", POSITION, TRUE },
  { "account manager", MANAGER, FALSE },
  { "account owner", MANAGER, FALSE },
  { "аккаунт", MANAGER, FALSE },
  { "менеджер", MANAGER, FALSE },
  { "manager", MANAGER, FALSE },
  { "ответственн", MANAGER, FALSE },
  { "owner", MANAGER, FALSE },
  { "responsible", MANAGER, FALSE },
  { "маркетолог", MANAGER, FALSE },
  { "причин", REASON, FALSE },
  { "reason", REASON, FALSE },
  { "статус", STATUS, FALSE },
  { "status", STATUS, FALSE },
  { "состояние", STATUS, FALSE },
  { "этап", STATUS, TRUE },
  { "stage", STATUS, TRUE },
  { "сайт", SITE, FALSE },
  { "веб", SITE, FALSE },
  { "site", SITE, FALSE },
  { "website", SITE, FALSE },
  { "web", SITE, FALSE },
  { "url", SITE, FALSE },
  { "домен", SITE, FALSE },
  { "domain", SITE, FALSE },
  { "город", CITY, FALSE },
  { "city", CITY, FALSE },
  { "town", CITY, FALSE },
  { "регион", CITY, TRUE },
  { "отрасль", INDUSTRY, FALSE },
  { "ниша", INDUSTRY, FALSE },
  { "сфера", INDUSTRY, FALSE },
  { "вид деятельности", INDUSTRY, FALSE },
  { "тематика", INDUSTRY, FALSE },
  { "industry", INDUSTRY, FALSE },
  { "sector", INDUSTRY, FALSE },
  { "niche", INDUSTRY, FALSE },
  { "клиент с", SINCE, FALSE },
  { "работаем с", SINCE, FALSE },
  { "с какого", SINCE, FALSE },
  { "дата начала", SINCE, FALSE },
  { "начало", SINCE, FALSE },
  { "старт", SINCE, FALSE },
  { "дата договора", SINCE, FALSE },
  { "since", SINCE, FALSE },
  { "client since", SINCE, FALSE },
  { "start", SINCE, FALSE },
  { "контактное лицо", PERSON, FALSE },
  { "контакт", PERSON, FALSE },
  { "contact", PERSON, FALSE },
  { "фио", PERSON, FALSE },
  { "лпр", PERSON, FALSE },
  { "фамилия", PERSON, FALSE },
  { "отчество", PERSON, FALSE },
  { "имя", PERSON, FALSE },
  { "first name", PERSON, FALSE },
  { "last name", PERSON, FALSE },
  { "surname", PERSON, FALSE },
  { "full name", PERSON, FALSE },
  { "person", PERSON, FALSE },
  { "комментар", NOTES, FALSE },
  { "примечан", NOTES, FALSE },
  { "заметк", NOTES, FALSE },
  { "описание", NOTES, FALSE },
  { "note", NOTES, FALSE },
  { "comment", NOTES, FALSE },
  { "description", NOTES, FALSE },
  { "клиент", NAME, FALSE },
  { "заказчик", NAME, FALSE },
  { "наименование", NAME, FALSE },
  { "название", NAME, FALSE },
  { "организаци", NAME, FALSE },
  { "компани", NAME, FALSE },
  { "проект", NAME, TRUE },
  { "client", NAME, FALSE },
  { "company", NAME, FALSE },
  { "customer", NAME, FALSE },
  { "organization", NAME, FALSE },
  { "organisation", NAME, FALSE },
  { "business", NAME, FALSE },
  { "name", NAME, FALSE },
};

static const struct
{
  const char *begin;
  const char *word;
} statuses[] = {
  { "не работаем", "left" },    { "не клиент", "left" },    { "не актив", "left" },
  { "неактив", "left" },        { "inactive", "left" },     { "текущ", "current" },
  { "действующ", "current" },   { "актив", "current" },     { "в работе", "current" },
  { "работаем", "current" },    { "клиент", "current" },    { "current", "current" },
  { "active", "current" },      { "client", "current" },    { "customer", "current" },
  { "in progress", "current" }, { "live", "current" },      { "лид", "lead" },
  { "потенциальн", "lead" },    { "новый", "lead" },        { "переговор", "lead" },
  { "lead", "lead" },           { "prospect", "lead" },     { "new", "lead" },
  { "пауза", "paused" },        { "на паузе", "paused" },   { "приостан", "paused" },
  { "заморож", "paused" },      { "pause", "paused" },      { "on hold", "paused" },
  { "hold", "paused" },         { "frozen", "paused" },     { "отказ", "refused" },
  { "не купил", "refused" },    { "проигран", "refused" },  { "refused", "refused" },
  { "declined", "refused" },    { "rejected", "refused" },  { "отток", "left" },
  { "ушел", "left" },           { "ушла", "left" },         { "ушли", "left" },
  { "бывш", "left" },           { "архив", "left" },        { "заверш", "left" },
  { "left", "left" },           { "churn", "left" },        { "former", "left" },
  { "lost", "left" },           { "closed", "left" },       { "archive", "left" },
  { "отпустили", "let-go" },    { "расторг", "let-go" },    { "let go", "let-go" },
  { "let-go", "let-go" },       { "terminated", "let-go" },
};

const char *
rapport_client_import_get_role_label (RapportClientImport *self, RapportClientColumnRole role)
{
  static const char *const labels[RAPPORT_CLIENT_N_COLUMN_ROLES] = {
    N_ ("Ignored"),      N_ ("Name"),     N_ ("Status"),     N_ ("Reason"),
    N_ ("Website"),      N_ ("City"),     N_ ("Industry"),   N_ ("Account manager"),
    N_ ("Client since"), N_ ("Notes"),    N_ ("Contact"),    N_ ("Position"),
    N_ ("E-mail"),       N_ ("Phone"),    N_ ("First name"), N_ ("Middle name"),
    N_ ("Last name"),    N_ ("Birthday"), N_ ("Company"),
  };

  g_return_val_if_fail ((guint) role < RAPPORT_CLIENT_N_COLUMN_ROLES, "");
  if (role == RAPPORT_CLIENT_COLUMN_CONTACT_NAME && rapport_client_import_is_people (self))
    return _ ("Full name");
  return _ (labels[role]);
}

const char *
rapport_client_words_status (const char *text)
{
  g_autofree char *folded = rapport_csv_fold (text);

  for (gsize i = 0; *folded != '\0' && i < G_N_ELEMENTS (statuses); i++)
    if (g_str_has_prefix (folded, statuses[i].begin))
      return statuses[i].word;
  return NULL;
}

const char *
rapport_client_line_get (const RapportClientLine *line, guint column)
{
  return column < line->n_cells ? line->cells[column] : "";
}

/* Whether @word begins a word of @text. */
static gboolean
begins_a_word (const char *text, const char *word)
{
  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    if (p == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

gboolean
rapport_client_word_is_in (const RapportClientWord *word, const char *folded)
{
  return word->whole ? strcmp (folded, word->word) == 0 : begins_a_word (folded, word->word);
}

static const RapportClientWord *
look_up_in (const RapportClientWord *all, gsize n, const char *title)
{
  g_autofree char *folded = rapport_csv_fold (title);

  /* A sentence is no header. */
  if (*folded == '\0' || g_utf8_strlen (folded, -1) > 60)
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (rapport_client_word_is_in (&all[i], folded))
      return &all[i];
  return NULL;
}

static const RapportClientWord *
look_up (const char *title)
{
  return look_up_in (words, G_N_ELEMENTS (words), title);
}

static gboolean
is_known (const char *title, gboolean people)
{
  return people ? look_up_in (rapport_people_words, rapport_people_n_words, title) != NULL
                : look_up (title) != NULL;
}

guint
rapport_client_words_find_header (GPtrArray *lines, gboolean people)
{
  guint best = 0, line = 0;

  for (guint i = 0; i < MIN (lines->len, MAX_ABOVE); i++)
    {
      const RapportClientLine *row = g_ptr_array_index (lines, i);
      guint n_known = 0, n_filled = 0;

      for (guint j = 0; j < row->n_cells; j++)
        {
          n_filled += *row->cells[j] != '\0';
          n_known += is_known (row->cells[j], people);
        }
      /* A single column of names may have a header of one word. */
      if (n_known > best && (n_known >= 2 || (n_filled == 1 && row->n_cells == 1)) &&
          n_known * 3 >= n_filled)
        {
          best = n_known;
          line = row->line;
        }
    }
  return line;
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at > text && strchr (at, '.') != NULL && strchr (text, ' ') == NULL;
}

static gboolean
is_phone (const char *text)
{
  gsize n_digits = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        n_digits++;
      else if (strchr ("+-() .", *p) == NULL)
        return FALSE;
    }
  return n_digits >= 10 && n_digits <= 15;
}

static gboolean
is_site (const char *text)
{
  const char *point = strrchr (text, '.');

  return strchr (text, '@') == NULL && strchr (text, ' ') == NULL &&
         (strstr (text, "://") != NULL || g_str_has_prefix (text, "www.") ||
          (point != NULL && point > text && g_unichar_isalpha (g_utf8_get_char (point + 1)) &&
           strlen (point) >= 3));
}

/* What most cells of a column are. */
static RapportClientColumnRole
guess_by_cells (GPtrArray *lines, guint header_line, guint column)
{
  guint n = 0, n_emails = 0, n_phones = 0, n_sites = 0;

  for (guint i = 0; i < lines->len && n < MAX_LOOKED_AT; i++)
    {
      const RapportClientLine *line = g_ptr_array_index (lines, i);
      const char *cell = rapport_client_line_get (line, column);

      if (line->line <= header_line || *cell == '\0')
        continue;
      n++;
      n_emails += is_email (cell);
      n_phones += is_phone (cell);
      n_sites += is_site (cell);
    }
  return n_emails * 2 > n ? EMAIL : n_phones * 2 > n ? PHONE : n_sites * 2 > n ? SITE : NOTHING;
}

static gboolean
is_taken (GPtrArray *columns, RapportClientColumnRole role)
{
  for (guint i = 0; i < columns->len; i++)
    if (((RapportClientColumn *) columns->pdata[i])->role == role)
      return TRUE;
  return FALSE;
}

/* Names, addresses, numbers and notes may stand in several columns. */
static gboolean
may_repeat (RapportClientColumnRole role)
{
  return role == PERSON || role == EMAIL || role == PHONE || role == NOTES || role == NOTHING;
}

static void
column_free (gpointer data)
{
  RapportClientColumn *column = data;

  g_free (column->title);
  g_strfreev (column->samples);
  g_free (column);
}

static RapportClientColumn *
column_new (GPtrArray *lines, guint header_line, guint index)
{
  RapportClientColumn *column = g_new0 (RapportClientColumn, 1);
  guint n = 0;

  column->number = index + 1;
  column->title = g_strdup ("");
  column->samples = g_new0 (char *, RAPPORT_COLUMN_SAMPLES + 1);
  for (guint i = 0; i < lines->len && n < RAPPORT_COLUMN_SAMPLES; i++)
    {
      const RapportClientLine *line = g_ptr_array_index (lines, i);
      const char *cell = rapport_client_line_get (line, index);

      if (line->line == header_line)
        {
          g_free (column->title);
          column->title = rapport_csv_shorten (cell);
        }
      else if (line->line > header_line && *cell != '\0')
        column->samples[n++] = rapport_csv_shorten (cell);
    }
  return column;
}

/* "Name" is that of the person where another column names the company. */
static RapportClientColumnRole
settle_name (GPtrArray *columns, const RapportClientColumn *column, const RapportClientWord *word)
{
  g_autofree char *folded = rapport_csv_fold (column->title);

  if (word->role != NAME || strcmp (word->word, "name") != 0 || strcmp (folded, "name") != 0)
    return word->role;
  return is_taken (columns, NAME) ? PERSON : NAME;
}

static void
assign (GPtrArray *lines, guint header_line, GPtrArray *columns, gboolean plain_names)
{
  for (guint i = 0; i < columns->len; i++)
    {
      RapportClientColumn *column = g_ptr_array_index (columns, i);
      const RapportClientWord *word = look_up (column->title);
      RapportClientColumnRole role;

      /* Plain "Name" waits for more telling words. */
      if (word == NULL || (g_ascii_strcasecmp (column->title, "name") == 0) != plain_names)
        continue;
      role = settle_name (columns, column, word);
      if (may_repeat (role) || !is_taken (columns, role))
        {
          column->role = role;
          column->confidence = word->whole ? RAPPORT_CONFIDENCE_HIGH : RAPPORT_CONFIDENCE_MEDIUM;
        }
    }
}

/* Columns whose headers say nothing. Without a word for it, the first of text is the
 * name; people's may stand in parts. */
static void
assign_by_cells (GPtrArray *lines, guint header_line, GPtrArray *columns, gboolean people)
{
  const RapportClientColumnRole name = people ? PERSON : NAME;
  const gboolean is_named = is_taken (columns, name) ||
                            is_taken (columns, RAPPORT_CLIENT_COLUMN_CONTACT_FIRST_NAME) ||
                            is_taken (columns, RAPPORT_CLIENT_COLUMN_CONTACT_LAST_NAME);

  for (guint i = 0; i < columns->len; i++)
    {
      RapportClientColumn *column = g_ptr_array_index (columns, i);
      RapportClientColumnRole role;

      if (column->role != NOTHING || is_known (column->title, people))
        continue;
      role = guess_by_cells (lines, header_line, i);
      if (role != NOTHING && !(people && role == SITE) && !is_taken (columns, role))
        column->role = role;
    }
  for (guint i = 0; i < columns->len && !is_named && !is_taken (columns, name); i++)
    {
      RapportClientColumn *column = g_ptr_array_index (columns, i);
      const char *sample = column->samples[0];

      if (column->role == NOTHING && !is_known (column->title, people) && sample != NULL &&
          !rapport_csv_cell_is_typed (sample))
        column->role = name;
    }
}

GPtrArray *
rapport_client_words_guess (GPtrArray *lines, guint header_line, gboolean people)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  guint n_columns = 0;

  for (guint i = 0; i < lines->len; i++)
    n_columns = MAX (n_columns, ((RapportClientLine *) lines->pdata[i])->n_cells);
  for (guint i = 0; i < MIN (n_columns, RAPPORT_CSV_PREVIEW_COLUMNS); i++)
    g_ptr_array_add (columns, column_new (lines, header_line, i));
  if (people)
    {
      rapport_people_words_assign (columns);
      assign_by_cells (lines, header_line, columns, TRUE);
      return columns;
    }
  assign (lines, header_line, columns, FALSE);
  assign (lines, header_line, columns, TRUE);
  assign_by_cells (lines, header_line, columns, FALSE);
  return columns;
}
