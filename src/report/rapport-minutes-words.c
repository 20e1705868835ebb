/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-markdown.h"
#include "rapport-minutes-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

void
minutes_init (Minutes *self, RapportPublicMinutes *minutes, int amendment)
{
  self->minutes = minutes;
  self->amendment = amendment;
  self->catalog = rapport_catalog_get (minutes->language);
  self->locale = rapport_locale_get (minutes->language);
}

void
minutes_append_plain (GString *out, const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\n' || *c == '\r' || *c == '\t')
        {
          g_string_append_c (out, ' ');
          continue;
        }
      if (strchr ("\\`*_[]<>~|#", *c) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *c);
    }
}

const char *
minutes_client (Minutes *self)
{
  return rapport_public_record_get_text (self->minutes->client, "name");
}

const char *
minutes_agency (Minutes *self)
{
  return self->minutes->agency != NULL
           ? rapport_public_record_get_text (self->minutes->agency, "name")
           : "";
}

gboolean
minutes_has (Minutes *self, const RapportPublicLine *line)
{
  return line->amendment == self->amendment;
}

const char *
minutes_heading (Minutes *self, const char *kind)
{
  if (g_str_equal (kind, "decision"))
    return rapport_catalog_text (self->catalog, "Decisions");
  if (g_str_equal (kind, "agreement"))
    return rapport_catalog_text_in (self->catalog, "minutes", "Agreements");
  if (g_str_equal (kind, "task"))
    return rapport_catalog_text (self->catalog, "Tasks");
  if (g_str_equal (kind, "risk"))
    return rapport_catalog_text (self->catalog, "Risks");
  return rapport_catalog_text (self->catalog, "What we do not do");
}

/* Lines. */

/* What a line says, without the day and the name, which stand beside it. */
static const char *
said (const RapportPublicLine *line)
{
  const gboolean beside =
    *line->who != '\0' || line->due != RAPPORT_DAY_NONE || g_str_equal (line->kind, "task");

  return beside && *line->title != '\0' ? line->title : line->text;
}

/* Titles are plain; what was typed is Markdown. */
static void
append_said (GString *out, const RapportPublicLine *line)
{
  const char *text = said (line);
  g_autofree char *plain = text == line->text ? rapport_markdown_to_plain (text) : g_strdup (text);

  minutes_append_plain (out, g_strstrip (plain));
}

/* Whose it is: a name, or else that of the side. */
static const char *
find_owner (Minutes *self, const RapportPublicLine *line)
{
  if (*line->who != '\0')
    return line->who;
  if (g_str_equal (line->side, "theirs"))
    return minutes_client (self);
  return g_str_equal (line->side, "ours") || g_str_equal (line->kind, "task")
           ? minutes_agency (self)
           : "";
}

char *
minutes_owner (Minutes *self, const RapportPublicLine *line)
{
  const char *owner = find_owner (self, line);
  g_autofree char *day = NULL;
  g_autofree char *by = NULL;

  if (line->due == RAPPORT_DAY_NONE)
    return g_strdup (owner);
  day = rapport_locale_day_and_month (self->locale, line->due);
  /* Translators: the day until which something is done, such as “by 28 Nov”. */
  by = g_strdup_printf (rapport_catalog_text (self->catalog, "by %s"), day);
  return *owner != '\0' ? g_strdup_printf ("%s, %s", owner, by) : g_steal_pointer (&by);
}

/* (transfer container): those of a kind that belong to the edition. */
static GPtrArray *
list_lines (Minutes *self, const char *kind)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->minutes->items->len; i++)
    {
      const RapportPublicItem *item = self->minutes->items->pdata[i];

      for (guint line = 0; line < item->lines->len; line++)
        if (minutes_has (self, item->lines->pdata[line]) &&
            g_str_equal (((RapportPublicLine *) item->lines->pdata[line])->kind, kind))
          g_ptr_array_add (found, item->lines->pdata[line]);
    }
  return found;
}

static void
append_row (GString *out, Minutes *self, const RapportPublicLine *line)
{
  const char *owner = find_owner (self, line);
  g_autofree char *day = rapport_locale_day_and_month (self->locale, line->due);

  g_string_append (out, "| ");
  append_said (out, line);
  g_string_append (out, " | ");
  minutes_append_plain (out, *owner != '\0' ? owner
                                            : rapport_catalog_text (self->catalog, "Both sides"));
  g_string_append_printf (out, " | %s |\n", *day != '\0' ? day : RAPPORT_LOCALE_NO_DATA);
}

static void
append_bullet (GString *out, Minutes *self, const RapportPublicLine *line)
{
  g_autofree char *owner = minutes_owner (self, line);

  g_string_append (out, "- ");
  append_said (out, line);
  if (*owner != '\0')
    {
      g_string_append (out, " — ");
      minutes_append_plain (out, owner);
    }
  g_string_append_c (out, '\n');
}

/* A table where there are days and names to put beside. */
static gboolean
wants_table (GPtrArray *lines, const char *kind)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const RapportPublicLine *line = lines->pdata[i];

      if (*line->who != '\0' || *line->side != '\0' || line->due != RAPPORT_DAY_NONE)
        return g_str_equal (kind, "task") || g_str_equal (kind, "agreement");
    }
  return g_str_equal (kind, "task");
}

char *
minutes_entries (Minutes *self, const char *kind, MinutesForm form)
{
  g_autoptr (GPtrArray) lines = list_lines (self, kind);
  GString *out = g_string_new (NULL);
  const gboolean table = form != MINUTES_LIST && lines->len > 0 && wants_table (lines, kind);

  if (table)
    g_string_append_printf (
      out, "| %s | %s | %s |\n|---|---|---|\n", rapport_catalog_text (self->catalog, "What"),
      rapport_catalog_text (self->catalog, "Who"), rapport_catalog_text (self->catalog, "By"));
  for (guint i = 0; i < lines->len; i++)
    (table ? append_row : append_bullet) (out, self, lines->pdata[i]);
  return g_string_free_and_steal (out);
}

char *
minutes_exclusions (Minutes *self)
{
  g_autofree char *own = minutes_entries (self, "exclusion", MINUTES_LIST);
  const char *all = self->amendment == 0 ? self->minutes->exclusions : "";

  /* What holds for the client as a whole stands below, in its own words. */
  return g_strconcat (own, *own != '\0' && *all != '\0' ? "\n" : "", all, NULL);
}

static const char *
kind_label (Minutes *self, const char *kind)
{
  const char *label = rapport_public_line_get_kind_label (kind);

  return label != NULL ? rapport_catalog_text (self->catalog, label) : "";
}

char *
minutes_line_plain (Minutes *self, const RapportPublicLine *line)
{
  const char *text = said (line);
  g_autofree char *plain = text == line->text ? rapport_markdown_to_plain (text) : g_strdup (text);
  g_autofree char *owner = minutes_owner (self, line);
  const char *label = kind_label (self, line->kind);
  GString *out = g_string_new (NULL);

  if (*label != '\0')
    g_string_append_printf (out, "%s: ", label);
  g_string_append (out, g_strstrip (plain));
  if (*owner != '\0')
    g_string_append_printf (out, " — %s", owner);
  for (guint i = 0; i < line->pictures->len; i++)
    g_string_append_printf (out, " [%s]",
                            ((RapportPublicPicture *) line->pictures->pdata[i])->name);
  return g_string_free_and_steal (out);
}

/* Times. */

/* "2026-11-22T10:00[Europe/Moscow]". */
static GDateTime *
parse_time (const char *text)
{
  int year, month, day, hour, minute;
  g_autofree char *zone = NULL;
  g_autoptr (GTimeZone) found = NULL;
  const char *open = strchr (text, '[');

  if (sscanf (text, "%4d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour, &minute) != 5)
    return NULL;
  if (open != NULL && strchr (open, ']') != NULL)
    zone = g_strndup (open + 1, (gsize) (strchr (open, ']') - open - 1));
  found = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  if (found == NULL)
    found = g_time_zone_new_utc ();
  return g_date_time_new (found, year, month, day, hour, minute, 0);
}

static RapportDay
day_of (GDateTime *time)
{
  return rapport_day_new (g_date_time_get_year (time), g_date_time_get_month (time),
                          g_date_time_get_day_of_month (time));
}

/* "UTC+3", "UTC+5:30". */
static char *
name_zone (GDateTime *time)
{
  const int minutes = (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_MINUTE);
  const int size = ABS (minutes);

  if (minutes == 0)
    return g_strdup ("UTC");
  if (size % 60 == 0)
    return g_strdup_printf ("UTC%s%d", minutes < 0 ? "−" : "+", size / 60);
  return g_strdup_printf ("UTC%s%d:%02d", minutes < 0 ? "−" : "+", size / 60, size % 60);
}

/* (transfer full) (nullable): the same moment by the client's clock. */
static GDateTime *
to_client (Minutes *self, GDateTime *time)
{
  g_autoptr (GTimeZone) zone =
    *self->minutes->zone != '\0' ? g_time_zone_new_identifier (self->minutes->zone) : NULL;

  return zone != NULL ? g_date_time_to_timezone (time, zone) : g_date_time_ref (time);
}

RapportDay
minutes_day (Minutes *self)
{
  g_autoptr (GDateTime) time =
    parse_time (rapport_public_record_get_text (self->minutes->meeting, "start"));
  g_autoptr (GDateTime) theirs = time != NULL ? to_client (self, time) : NULL;

  if (theirs != NULL)
    return day_of (theirs);
  return self->minutes->today != RAPPORT_DAY_NONE ? self->minutes->today
                                                  : rapport_day_new (1970, 1, 1);
}

GDateTime *
minutes_start (Minutes *self)
{
  g_autoptr (GDateTime) time =
    parse_time (rapport_public_record_get_text (self->minutes->meeting, "start"));

  return time != NULL ? to_client (self, time) : NULL;
}

/* "12:00 (UTC+5)", with the day where it is not @day. */
static char *
name_hour (Minutes *self, GDateTime *time, RapportDay day)
{
  g_autofree char *zone = name_zone (time);
  g_autofree char *own =
    day_of (time) != day ? rapport_locale_day (self->locale, day_of (time), day) : g_strdup ("");

  return g_strdup_printf ("%s%s%d:%02d (%s)", own, *own != '\0' ? ", " : "",
                          g_date_time_get_hour (time), g_date_time_get_minute (time), zone);
}

char *
minutes_when (Minutes *self, const char *start)
{
  g_autoptr (GDateTime) ours = parse_time (start);
  g_autoptr (GDateTime) theirs = ours != NULL ? to_client (self, ours) : NULL;
  g_autofree char *day = NULL;
  g_autofree char *their_hour = NULL;
  g_autofree char *our_hour = NULL;

  if (theirs == NULL)
    return g_strdup ("");
  day = rapport_locale_day_full (self->locale, day_of (theirs));
  their_hour = name_hour (self, theirs, day_of (theirs));
  if (g_date_time_get_utc_offset (ours) == g_date_time_get_utc_offset (theirs))
    return g_strdup_printf ("%s, %s", day, their_hour);
  our_hour = name_hour (self, ours, day_of (theirs));
  /* Translators: a day, and an hour by the clocks of the reader and of the writer: “Friday, 27
   * November 2026, 12:00 (UTC+5) your time, 10:00 (UTC+3) ours”. */
  return g_strdup_printf (rapport_catalog_text (self->catalog, "%s, %s your time, %s ours"), day,
                          their_hour, our_hour);
}

char *
minutes_next (Minutes *self)
{
  g_autofree char *when = minutes_when (self, self->minutes->next);
  g_autofree char *capital = rapport_locale_capitalize (when);
  GString *out = g_string_new (NULL);

  if (*when == '\0')
    return g_string_free_and_steal (out);
  if (*self->minutes->next_title != '\0')
    {
      g_string_append (out, "**");
      minutes_append_plain (out, self->minutes->next_title);
      g_string_append (out, "**\n");
    }
  minutes_append_plain (out, capital);
  return g_string_free_and_steal (out);
}

/* Items. */

static guint
count_lines (Minutes *self, const RapportPublicItem *item)
{
  guint n = 0;

  for (guint i = 0; i < item->lines->len; i++)
    n += minutes_has (self, item->lines->pdata[i]);
  return n;
}

char *
minutes_carried (Minutes *self)
{
  GString *out = g_string_new (NULL);
  const gboolean held =
    g_str_equal (rapport_public_record_get_text (self->minutes->meeting, "status"), "held");

  for (guint i = 0; self->amendment == 0 && i < self->minutes->items->len; i++)
    {
      const RapportPublicItem *item = self->minutes->items->pdata[i];

      if (*item->title == '\0' ||
          !(g_str_equal (item->status, "carried") || (held && g_str_equal (item->status, "open"))))
        continue;
      g_string_append (out, "- ");
      minutes_append_plain (out, item->title);
      g_string_append_c (out, '\n');
    }
  return g_string_free_and_steal (out);
}

static gboolean
is_list_item (const char *text)
{
  const gsize digits = strspn (text, "0123456789");

  if (digits > 0)
    return g_str_has_prefix (text + digits, ". ") || g_str_has_prefix (text + digits, ") ");
  return g_str_has_prefix (text, "- ") || g_str_has_prefix (text, "* ") ||
         g_str_has_prefix (text, "+ ");
}

/* Each line is a paragraph of its own; those of a list stay one list. */
static void
append_words (GString *out, Minutes *self, const RapportPublicLine *line, gboolean *in_list)
{
  const char *label = kind_label (self, line->kind);
  const gboolean listed = *label == '\0' && is_list_item (line->text);
  g_autofree char *owner = *label != '\0' ? minutes_owner (self, line) : g_strdup ("");

  if (out->len > 0)
    g_string_append (out, listed && *in_list ? "\n" : "\n\n");
  *in_list = listed;
  if (*label == '\0')
    {
      g_string_append (out, line->text);
      return;
    }
  g_string_append_printf (out, "**%s.** ", label);
  if (said (line) == line->text)
    g_string_append (out, line->text);
  else
    minutes_append_plain (out, line->title);
  if (*owner != '\0')
    {
      g_string_append (out, " — ");
      minutes_append_plain (out, owner);
    }
}

/* Pictures stand below what they are kept with; where none can be shown, their names do. */
static void
append_line (
  GString *out, Minutes *self, const RapportPublicLine *line, MinutesForm form, gboolean *in_list)
{
  append_words (out, self, line, in_list);
  for (guint i = 0; i < line->pictures->len; i++)
    {
      const RapportPublicPicture *picture = line->pictures->pdata[i];

      g_string_append (out, form == MINUTES_TABLE ? "\n\n![" : "\n\n*");
      minutes_append_plain (out, picture->name);
      if (form == MINUTES_TABLE)
        g_string_append_printf (out, "](" RAPPORT_MARKDOWN_PICTURE "%s)", picture->digest);
      else
        g_string_append_c (out, '*');
      *in_list = FALSE;
    }
}

char *
minutes_items (Minutes *self, MinutesForm form)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->minutes->items->len; i++)
    {
      const RapportPublicItem *item = self->minutes->items->pdata[i];
      gboolean in_list = FALSE;

      if (count_lines (self, item) == 0)
        continue;
      if (out->len > 0)
        g_string_append (out, "\n\n");
      g_string_append (out, "### ");
      minutes_append_plain (
        out, *item->title != '\0' ? item->title : rapport_catalog_text (self->catalog, "Besides"));
      for (guint line = 0; line < item->lines->len; line++)
        if (minutes_has (self, item->lines->pdata[line]))
          append_line (out, self, item->lines->pdata[line], form, &in_list);
    }
  return g_string_free_and_steal (out);
}
