/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-duplicates-private.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define MIN_PHONE_DIGITS 7
#define RUSSIAN_DIGITS   10

/* Folded; of several words first. */
static const char *const long_forms[] = {
  "общество с ограниченной ответственностью",
  "публичное акционерное общество",
  "закрытое акционерное общество",
  "открытое акционерное общество",
  "непубличное акционерное общество",
  "акционерное общество",
  "индивидуальный предприниматель",
  "автономная некоммерческая организация",
  "группа компаний",
  "торговый дом",
  "sp z o o",
  "s r o",
  "s a r l",
  "s r l",
  "s p a",
  "l l c",
  "g m b h",
};

static const char *const forms[] = {
  "ооо",  "оао",   "зао", "пао",     "нао",         "ао",  "ип",  "ано",     "нко",
  "тоо",  "чп",    "пк",  "фгуп",    "гуп",         "муп", "гк",  "тд",      "компания",
  "ooo",  "oao",   "zao", "pao",     "llc",         "ltd", "inc", "limited", "incorporated",
  "corp", "co",    "plc", "company", "corporation", "llp", "pty", "gmbh",    "mbh",
  "ag",   "kg",    "ug",  "ohg",     "gbr",         "ev",  "sa",  "sarl",    "sas",
  "srl",  "spa",   "bv",  "nv",      "oy",          "oyj", "ab",  "aps",     "as",
  "sro",  "zoo",   "kft", "ood",     "eood",        "doo", "lda", "group",   "группа",
  "the",  "фирма", "фоп", "тов",     "одо",         "уп",  "чуп", "чтуп",    "сп",
};

/* Where anyone has an address or a page. */
static const char *const everyones[] = {
  "gmail.com",       "googlemail.com", "mail.ru",        "yandex.ru",    "yandex.com",
  "ya.ru",           "bk.ru",          "inbox.ru",       "list.ru",      "internet.ru",
  "rambler.ru",      "outlook.com",    "hotmail.com",    "live.com",     "msn.com",
  "icloud.com",      "me.com",         "yahoo.com",      "proton.me",    "protonmail.com",
  "gmx.de",          "gmx.net",        "web.de",         "t-online.de",  "aol.com",
  "yandex.by",       "yandex.kz",      "tut.by",         "ukr.net",      "vk.com",
  "vk.ru",           "t.me",           "instagram.com",  "facebook.com", "fb.com",
  "ok.ru",           "youtube.com",    "dzen.ru",        "linkedin.com", "taplink.cc",
  "avito.ru",        "ozon.ru",        "wildberries.ru", "google.com",   "sites.google.com",
  "docs.google.com", "wa.me",          "twitter.com",    "x.com",        "tiktok.com",
  "2gis.ru",         "behance.net",    "github.com",     "linktr.ee",    "market.yandex.ru",
};

static gboolean
is_in (const char *text, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (text, list[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
rapport_duplicate_is_everyones (const char *host)
{
  return is_in (host, everyones, G_N_ELEMENTS (everyones));
}

/* Lower case, ё as е, anything that is neither letter nor digit as one blank.
 * Marks within a word, as in "L.L.C." or "O'Neill", part it like blanks. */
static char *
fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_utf8_strdown (normal, -1);
  GString *folded = g_string_sized_new (strlen (lower) + 1);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (folded, letter == 0x451 ? 0x435 : letter);
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): the words that @keep is true of, sorted. */
static char *
join_sorted (char **words, const gboolean *keep)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (keep[i])
      g_ptr_array_add (kept, words[i]);
  g_ptr_array_sort (kept, compare_words);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (" ", (char **) kept->pdata);
}

/* Takes whole words out of a folded text. */
static char *
without (char *folded, const char *words)
{
  g_autofree char *padded = g_strconcat (" ", folded, " ", NULL);
  g_autofree char *looked_for = g_strconcat (" ", words, " ", NULL);
  char *found = strstr (padded, looked_for);

  if (found == NULL)
    return folded;
  memmove (found, found + strlen (looked_for) - 1, strlen (found + strlen (looked_for) - 1) + 1);
  g_free (folded);
  return g_strdup (g_strstrip (padded));
}

char *
rapport_duplicate_fold_company (const char *name)
{
  g_autofree char *whole = fold (name);
  g_autofree char *folded = g_strdup (whole);
  g_auto (GStrv) words = NULL;
  g_autofree gboolean *keep = NULL;
  guint n, n_kept = 0;
  gboolean is_form;

  for (gsize i = 0; i < G_N_ELEMENTS (long_forms); i++)
    folded = without (g_steal_pointer (&folded), long_forms[i]);
  /* A company may be called by nothing but such a word. */
  is_form = *folded == '\0';
  if (is_form)
    g_set_str (&folded, whole);
  words = g_strsplit (folded, " ", -1);
  n = g_strv_length (words);
  keep = g_new0 (gboolean, n + 1);
  for (guint i = 0; i < n; i++)
    n_kept += keep[i] = !is_form && !is_in (words[i], forms, G_N_ELEMENTS (forms));
  for (guint i = 0; i < n && n_kept == 0; i++)
    keep[i] = TRUE;
  return join_sorted (words, keep);
}

static gboolean
is_patronymic (const char *word)
{
  static const char *const ends[] = { "ович", "евич", "ьич",  "инична", "ична",
                                      "овна", "евна", "оглы", "кызы" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (word, ends[i]) && g_utf8_strlen (word, -1) > 5)
      return TRUE;
  return FALSE;
}

char *
rapport_duplicate_fold_person (const char *name)
{
  g_autofree char *folded = fold (name);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint n = g_strv_length (words);
  guint n_kept = n;
  g_autofree gboolean *keep = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    keep[i] = TRUE;
  for (guint i = n; i-- > 0 && n_kept > 2;)
    if (is_patronymic (words[i]) || g_utf8_strlen (words[i], -1) == 1)
      {
        keep[i] = FALSE;
        n_kept--;
      }
  return join_sorted (words, keep);
}

static char *
fold_host (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  char *host = g_hostname_to_ascii (lower);

  if (host == NULL)
    return g_strdup ("");
  if (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';
  if (g_str_has_prefix (host, "www."))
    memmove (host, host + 4, strlen (host + 4) + 1);
  if (strchr (host, '.') == NULL || strchr (host, ' ') != NULL)
    *host = '\0';
  return host;
}

char *
rapport_duplicate_fold_site (const char *site)
{
  g_autofree char *text = g_strstrip (g_utf8_make_valid (site != NULL ? site : "", -1));
  g_autofree char *written = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  const char *begin = strstr (text, "://");
  const char *at;
  gsize length;

  begin = begin != NULL ? begin + 3 : text;
  length = strcspn (begin, "/?#");
  at = memchr (begin, '@', length);
  if (at != NULL)
    {
      length -= (gsize) (at + 1 - begin);
      begin = at + 1;
    }
  path = g_utf8_strdown (begin + length, -1);
  written = g_strndup (begin, MIN (length, strcspn (begin, ":")));
  host = fold_host (g_strstrip (written));
  if (!rapport_duplicate_is_everyones (host))
    return g_steal_pointer (&host);
  /* Of such a site, the page is what counts; its front page is no one's. */
  path[strcspn (path, "?#")] = '\0';
  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  return *path != '\0' ? g_strconcat (host, path, NULL) : g_strdup ("");
}

char *
rapport_duplicate_fold_email (const char *email)
{
  g_autofree char *text = g_utf8_make_valid (email, -1);
  const char *address = g_strstrip (text);
  char *lower;
  char *at;

  if (g_ascii_strncasecmp (address, "mailto:", strlen ("mailto:")) == 0)
    address += strlen ("mailto:");
  lower = g_utf8_strdown (address, -1);
  at = strchr (lower, '@');
  if (at == NULL || at == lower || strchr (at, '.') == NULL || strchr (at + 1, '@') != NULL)
    *lower = '\0';
  return lower;
}

char *
rapport_duplicate_fold_phone (const char *phone)
{
  static const char *const extensions[] = { "доб", "вн", "ext", "x", "#" };
  g_autofree char *valid = g_utf8_make_valid (phone != NULL ? phone : "", -1);
  g_autofree char *text = g_utf8_strdown (valid, -1);
  GString *digits = g_string_new (NULL);
  gboolean is_whole = strchr (text, '+') != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      char *found = strstr (text + strcspn (text, "0123456789"), extensions[i]);

      if (found != NULL)
        *found = '\0';
    }
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (!is_whole && g_str_has_prefix (digits->str, "00"))
    {
      g_string_erase (digits, 0, 2);
      is_whole = TRUE;
    }
  if (digits->len == RUSSIAN_DIGITS + 1 &&
      (digits->str[0] == '7' || (digits->str[0] == '8' && !is_whole)))
    g_string_erase (digits, 0, 1);
  if (digits->len < MIN_PHONE_DIGITS)
    g_string_truncate (digits, 0);
  return g_string_free (digits, FALSE);
}

/* The sound of a folded name in Latin letters: "Ромашка" and "Romashka" are one. */
char *
rapport_duplicate_transliterate (const char *folded)
{
  static const char *const letters[] = { "a",  "b",   "v", "g", "d", "e", "zh", "z",
                                         "i",  "i",   "k", "l", "m", "n", "o",  "p",
                                         "r",  "s",   "t", "u", "f", "h", "c",  "ch",
                                         "sh", "sch", "",  "i", "",  "e", "yu", "ya" };
  static const struct
  {
    const char *from;
    const char *to;
  } habits[] = {
    { "shch", "sch" }, { "kh", "h" },  { "ts", "c" },  { "x", "ks" }, { "yu", "iu" },
    { "ya", "ia" },    { "ju", "iu" }, { "ja", "ia" }, { "y", "i" },  { "j", "i" },
    { "w", "v" },      { "ii", "i" },  { " ", "" },
  };
  GString *text = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter >= 0x430 && letter < 0x450)
        g_string_append (text, letters[letter - 0x430]);
      else
        g_string_append_unichar (text, letter);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    g_string_replace (text, habits[i].from, habits[i].to, 0);
  return g_string_free (text, FALSE);
}
