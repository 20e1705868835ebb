/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-output.h"
#include "rapport-minutes-private.h"

static gboolean
is_listed (const RapportPublicItem *item)
{
  return *item->id != '\0' && !g_str_equal (item->status, "carried") &&
         !g_str_equal (item->status, "dropped");
}

static char *
make_title (Minutes *self)
{
  /* Translators: %s is the title of a meeting. */
  return g_strdup_printf (rapport_catalog_text (self->catalog, "Agenda: %s"), self->minutes->title);
}

/* "15 min" */
static char *
say_minutes (Minutes *self, int minutes)
{
  /* Translators: %d minutes */
  return g_strdup_printf (rapport_catalog_text (self->catalog, "%d min"), minutes);
}

/* Facts. */

static void
append_fact (GString *out, const char *name, const char *value)
{
  if (*value == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
  if (*name != '\0')
    {
      g_string_append (out, "**");
      minutes_append_plain (out, name);
      g_string_append (out, ":** ");
    }
  minutes_append_plain (out, value);
}

/* When, where, with whom. */
static char *
make_facts (Minutes *self)
{
  RapportPublicRecord *meeting = self->minutes->meeting;
  g_autofree char *when = minutes_when (self, rapport_public_record_get_text (meeting, "start"));
  g_autofree char *capital = rapport_locale_capitalize (when);
  g_autofree char *theirs = g_strjoinv (", ", self->minutes->theirs);
  g_autofree char *ours = g_strjoinv (", ", self->minutes->ours);
  GString *out = g_string_new (NULL);

  append_fact (out, "", capital);
  append_fact (out, rapport_catalog_text_in (self->catalog, "meeting", "Where"),
               rapport_public_record_get_text (meeting, "place"));
  append_fact (out, minutes_client (self), theirs);
  append_fact (out, minutes_agency (self), ours);
  return g_string_free_and_steal (out);
}

/* Items. */

/* When an item begins by the client's clock: "10:25"; "" where that is not known. */
static char *
say_clock (Minutes *self, int minutes)
{
  g_autoptr (GDateTime) start = minutes_start (self);
  g_autoptr (GDateTime) at = start != NULL ? g_date_time_add_minutes (start, minutes) : NULL;

  return at == NULL
           ? g_strdup ("")
           : g_strdup_printf ("%d:%02d", g_date_time_get_hour (at), g_date_time_get_minute (at));
}

static char *
make_table (Minutes *self)
{
  GString *out = g_string_new (NULL);
  int minutes = 0;
  guint n = 0;

  g_string_append_printf (out, "| %s | %s | %s |\n|---|---:|---:|\n",
                          rapport_catalog_text (self->catalog, "What we talk about"),
                          rapport_catalog_text_in (self->catalog, "hour", "Begins"),
                          rapport_catalog_text_in (self->catalog, "length", "Minutes"));
  for (guint i = 0; i < self->minutes->items->len; i++)
    {
      const RapportPublicItem *item = self->minutes->items->pdata[i];
      g_autofree char *clock = say_clock (self, minutes);

      if (!is_listed (item))
        continue;
      g_string_append_printf (out, "| %u. ", ++n);
      minutes_append_plain (out, item->title);
      g_string_append_printf (out, " | %s | %d |\n", clock, item->minutes);
      minutes += item->minutes;
    }
  return g_string_free_and_steal (out);
}

static gboolean
has_items (RapportPublicMinutes *agenda)
{
  for (guint i = 0; i < agenda->items->len; i++)
    if (is_listed (agenda->items->pdata[i]))
      return TRUE;
  return FALSE;
}

/* The whole. */

static const char *
find_text (RapportPublicMinutes *agenda, const char *field)
{
  RapportPublicRecord *records[] = { agenda->client, agenda->agency };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    if (records[i] != NULL && *rapport_public_record_get_text (records[i], field) != '\0')
      return rapport_public_record_get_text (records[i], field);
  return "";
}

RapportReportDocument *
rapport_agenda_document_new (RapportPublicMinutes *agenda,
                             const RapportAgendaLogos *logos,
                             GError **error)
{
  Minutes self;
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *table = NULL;
  RapportReportSection sections[2] = { 0 };
  RapportReportContent content = { 0 };

  minutes_init (&self, agenda, 0);
  title = make_title (&self);
  facts = make_facts (&self);
  table = make_table (&self);
  sections[0] = (RapportReportSection) { RAPPORT_REPORT_SECTION_SUMMARY, FALSE, "", facts };
  sections[1] =
    (RapportReportSection) { RAPPORT_REPORT_SECTION_TEXT, FALSE,
                             (char *) rapport_catalog_text (self.catalog, "Agenda"), table };
  content.language = agenda->language;
  content.client = minutes_client (&self);
  content.agency = minutes_agency (&self);
  content.colour =
    agenda->agency != NULL ? rapport_public_record_get_text (agenda->agency, "colour") : "";
  content.client_logo = logos->client;
  content.agency_logo = logos->agency;
  content.paper = find_text (agenda, "paper");
  content.from = content.to = minutes_day (&self);
  content.title = title;
  content.sections = sections;
  content.n_sections = has_items (agenda) ? 2 : 1;
  return rapport_report_document_new (&content, error);
}

char *
rapport_agenda_markdown (RapportPublicMinutes *agenda)
{
  GString *out = g_string_new ("# ");
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *table = NULL;
  Minutes self;

  minutes_init (&self, agenda, 0);
  title = make_title (&self);
  facts = make_facts (&self);
  table = make_table (&self);
  minutes_append_plain (out, minutes_client (&self));
  g_string_append (out, ". ");
  minutes_append_plain (out, title);
  if (*facts != '\0')
    g_string_append_printf (out, "\n\n%s", facts);
  g_string_append_printf (out, "\n\n%s", has_items (agenda) ? table : "");
  return g_string_free_and_steal (out);
}

char *
rapport_agenda_subject (RapportPublicMinutes *agenda)
{
  Minutes self;
  g_autofree char *day = NULL;
  g_autofree char *title = NULL;

  minutes_init (&self, agenda, 0);
  day = rapport_locale_date (self.locale, minutes_day (&self));
  title = make_title (&self);
  return g_strdup_printf ("%s, %s", title, day);
}

static void
append_items (GString *out, Minutes *self)
{
  int minutes = 0;
  guint n = 0;

  for (guint i = 0; i < self->minutes->items->len; i++)
    {
      const RapportPublicItem *item = self->minutes->items->pdata[i];
      g_autofree char *clock = say_clock (self, minutes);
      g_autofree char *length = say_minutes (self, item->minutes);

      if (!is_listed (item))
        continue;
      g_string_append_printf (out, "\n%u. %s%s%s", ++n, clock, *clock != '\0' ? " " : "",
                              item->title);
      if (item->minutes > 0)
        g_string_append_printf (out, " (%s)", length);
      minutes += item->minutes;
    }
}

char *
rapport_agenda_letter (RapportPublicMinutes *agenda)
{
  g_autofree char *greeting = rapport_minutes_greeting (agenda);
  GString *out = g_string_new (greeting);
  g_autofree char *when = NULL;
  const char *place = rapport_public_record_get_text (agenda->meeting, "place");
  Minutes self;

  minutes_init (&self, agenda, 0);
  when = minutes_when (&self, rapport_public_record_get_text (agenda->meeting, "start"));
  g_string_append (out, "\n\n");
  /* Translators: %s is a day and an hour: “Friday, 27 November 2026, 12:00 (UTC+5)”. */
  g_string_append_printf (
    out, rapport_catalog_text (self.catalog, "This is what we want to talk about on %s:"), when);
  g_string_append_c (out, '\n');
  append_items (out, &self);
  if (*place != '\0')
    g_string_append_printf (out, "\n\n%s: %s",
                            rapport_catalog_text_in (self.catalog, "meeting", "Where"), place);
  g_string_append_printf (
    out, "\n\n%s\n",
    rapport_catalog_text (self.catalog, "What should we add? An answer to this letter is enough."));
  if (*minutes_agency (&self) != '\0')
    g_string_append_printf (out, "\n%s\n", minutes_agency (&self));
  return g_string_free_and_steal (out);
}
