/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-markdown.h"
#include "rapport-minutes-private.h"

#include <string.h>

/* A section with its words, which it owns. */
typedef struct
{
  RapportReportSectionType type;
  char *title;
  char *text;
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->title);
  g_free (part->text);
  g_free (part);
}

/* Takes @text; an empty one is no section. */
static void
add_part (GPtrArray *parts, const char *title, char *text)
{
  Part *part;

  g_strstrip (text);
  if (*text == '\0')
    {
      g_free (text);
      return;
    }
  part = g_new0 (Part, 1);
  part->type = title != NULL ? RAPPORT_REPORT_SECTION_TEXT : RAPPORT_REPORT_SECTION_SUMMARY;
  part->title = g_strdup (title != NULL ? title : "");
  part->text = text;
  g_ptr_array_add (parts, part);
}

static char *
make_title (Minutes *self)
{
  if (self->amendment > 0)
    /* Translators: number of an amendment to minutes, and the title of the meeting. */
    return g_strdup_printf (rapport_catalog_text (self->catalog, "Amendment %d: %s"),
                            self->amendment, self->minutes->title);
  /* Translators: %s is the title of a meeting. */
  return g_strdup_printf (rapport_catalog_text (self->catalog, "Summary: %s"),
                          self->minutes->title);
}

static void
append_people (GString *out, const char *side, char *const *names)
{
  g_autofree char *list = g_strjoinv (", ", (char **) names);

  if (*list == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
  if (*side != '\0')
    {
      g_string_append (out, "**");
      minutes_append_plain (out, side);
      g_string_append (out, ":** ");
    }
  minutes_append_plain (out, list);
}

/* When, who was there, and which version it is. */
static char *
make_facts (Minutes *self, const RapportMinutesEdition *edition)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *when =
    minutes_when (self, rapport_public_record_get_text (self->minutes->meeting, "start"));
  g_autofree char *capital = rapport_locale_capitalize (when);
  g_autofree char *version = NULL;

  minutes_append_plain (out, capital);
  append_people (out, minutes_client (self), self->minutes->theirs);
  append_people (out, minutes_agency (self), self->minutes->ours);
  if (edition->version > 1)
    {
      /* Translators: %d is the number of a version of minutes. */
      version =
        g_strdup_printf (rapport_catalog_text (self->catalog, "Version %d, with your corrections"),
                         edition->version);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", version);
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static const char *const kinds[] = { "decision", "agreement", "task", "risk" };

/* What was agreed; the minutes themselves follow where it is @whole. */
static GPtrArray *
make_parts (Minutes *self, const RapportMinutesEdition *edition, MinutesForm form, gboolean whole)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);

  add_part (parts, NULL, make_facts (self, edition));
  if (edition->before != NULL)
    add_part (parts, rapport_catalog_text (self->catalog, "What is different"),
              form == MINUTES_LIST
                ? minutes_difference_told (edition->before, self->minutes, self->amendment)
                : rapport_minutes_difference (edition->before, self->minutes, self->amendment));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_part (parts, minutes_heading (self, kinds[i]), minutes_entries (self, kinds[i], form));
  add_part (parts, minutes_heading (self, "exclusion"), minutes_exclusions (self));
  add_part (parts, rapport_catalog_text (self->catalog, "For the next meeting"),
            minutes_carried (self));
  if (self->amendment == 0)
    add_part (parts, rapport_catalog_text (self->catalog, "Next meeting"), minutes_next (self));
  if (whole)
    add_part (parts, rapport_catalog_text (self->catalog, "Minutes"), minutes_items (self, form));
  return parts;
}

static const char *
find_text (RapportPublicMinutes *minutes, const char *field)
{
  RapportPublicRecord *records[] = { minutes->client, minutes->agency };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    if (records[i] != NULL && *rapport_public_record_get_text (records[i], field) != '\0')
      return rapport_public_record_get_text (records[i], field);
  return "";
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (((const RapportReportPicture *) a)->name,
                 ((const RapportReportPicture *) b)->name);
}

/* (transfer full): those that the words show. Names and bytes live as long as @edition. */
static GArray *
list_pictures (const RapportMinutesEdition *edition)
{
  GArray *pictures = g_array_new (FALSE, TRUE, sizeof (RapportReportPicture));
  GHashTableIter iter;
  RapportReportPicture picture;

  if (edition->pictures == NULL)
    return pictures;
  g_hash_table_iter_init (&iter, edition->pictures);
  while (g_hash_table_iter_next (&iter, (gpointer *) &picture.name, (gpointer *) &picture.data))
    g_array_append_val (pictures, picture);
  g_array_sort (pictures, compare_names_cb);
  return pictures;
}

RapportReportDocument *
rapport_minutes_document_new (RapportPublicMinutes *minutes,
                              const RapportMinutesEdition *edition,
                              GError **error)
{
  Minutes self;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GArray) pictures = list_pictures (edition);
  g_autofree RapportReportSection *sections = NULL;
  g_autofree char *title = NULL;
  RapportReportContent content = { 0 };

  minutes_init (&self, minutes, edition->amendment);
  parts = make_parts (&self, edition, MINUTES_TABLE, TRUE);
  title = make_title (&self);
  sections = g_new0 (RapportReportSection, parts->len + 1);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];

      sections[i].type = part->type;
      sections[i].title = part->title;
      sections[i].text = part->text;
    }
  content.language = minutes->language;
  content.client = minutes_client (&self);
  content.agency = minutes_agency (&self);
  content.colour =
    minutes->agency != NULL ? rapport_public_record_get_text (minutes->agency, "colour") : "";
  content.paper = find_text (minutes, "paper");
  content.client_logo = edition->client_logo;
  content.agency_logo = edition->agency_logo;
  content.from = content.to = minutes_day (&self);
  content.title = title;
  content.sections = sections;
  content.n_sections = parts->len;
  content.pictures = (const RapportReportPicture *) (gpointer) pictures->data;
  content.n_pictures = pictures->len;
  return rapport_report_document_new (&content, error);
}

char *
rapport_minutes_markdown (RapportPublicMinutes *minutes, const RapportMinutesEdition *edition)
{
  GString *out = g_string_new ("# ");
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  Minutes self;

  minutes_init (&self, minutes, edition->amendment);
  parts = make_parts (&self, edition, MINUTES_TEXT, TRUE);
  title = make_title (&self);
  minutes_append_plain (out, minutes_client (&self));
  g_string_append (out, ". ");
  minutes_append_plain (out, title);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];

      if (*part->title != '\0')
        g_string_append_printf (out, "\n\n## %s", part->title);
      g_string_append_printf (out, "\n\n%s", part->text);
    }
  g_string_append_c (out, '\n');
  return g_string_free_and_steal (out);
}

/* Letters. */

char *
rapport_minutes_subject (RapportPublicMinutes *minutes, const RapportMinutesEdition *edition)
{
  Minutes self;
  g_autofree char *day = NULL;
  g_autofree char *title = NULL;

  minutes_init (&self, minutes, edition->amendment);
  day = rapport_locale_date (self.locale, minutes_day (&self));
  title = make_title (&self);
  if (edition->version > 1)
    /* Translators: title of minutes, day of the meeting, number of the version. */
    return g_strdup_printf (rapport_catalog_text (self.catalog, "%s, %s, version %d"), title, day,
                            edition->version);
  return g_strdup_printf ("%s, %s", title, day);
}

char *
rapport_minutes_greeting (RapportPublicMinutes *minutes)
{
  Minutes self;

  minutes_init (&self, minutes, 0);
  /* Only one reader is greeted by name. */
  if (g_strv_length (minutes->theirs) != 1)
    return g_strdup (rapport_catalog_text (self.catalog, "Hello!"));
  /* Translators: %s is the name of a client’s contact. */
  return g_strdup_printf (rapport_catalog_text (self.catalog, "Hello, %s!"), minutes->theirs[0]);
}

static void
append_closing (GString *out, Minutes *self, const char *words)
{
  g_string_append_printf (out, "\n\n%s\n", words);
  if (*minutes_agency (self) != '\0')
    g_string_append_printf (out, "\n%s\n", minutes_agency (self));
}

char *
rapport_minutes_letter (RapportPublicMinutes *minutes,
                        const RapportMinutesEdition *edition,
                        const char *greeting)
{
  GString *out = g_string_new (greeting);
  g_autofree char *day = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  Minutes self;

  minutes_init (&self, minutes, edition->amendment);
  parts = make_parts (&self, edition, MINUTES_LIST, FALSE);
  day = rapport_locale_date (self.locale, minutes_day (&self));
  g_string_append (out, out->len > 0 ? "\n\n" : "");
  /* Translators: %s is a day such as “12 November 2026”. */
  g_string_append_printf (
    out,
    edition->amendment > 0
      ? rapport_catalog_text (self.catalog,
                              "This is added to what we agreed on at our meeting of %s.")
      : rapport_catalog_text (self.catalog, "This is what we agreed on at our meeting of %s."),
    day);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];
      g_autofree char *plain = rapport_markdown_to_plain (part->text);

      if (*part->title != '\0')
        g_string_append_printf (out, "\n\n%s\n%s", part->title, g_strstrip (plain));
    }
  append_closing (out, &self,
                  rapport_catalog_text (self.catalog,
                                        "Please answer this letter: is all of it right, or what "
                                        "should we correct? The full minutes are attached."));
  return g_string_free_and_steal (out);
}

char *
rapport_minutes_reminder (RapportPublicMinutes *minutes, const char *subject, RapportDay sent)
{
  GString *out = NULL;
  Minutes self;
  g_autofree char *greeting = rapport_minutes_greeting (minutes);
  g_autofree char *day = NULL;

  minutes_init (&self, minutes, 0);
  day = rapport_locale_date (self.locale, sent);
  out = g_string_new (greeting);
  g_string_append (out, "\n\n");
  /* Translators: subject of a letter, and the day on which it was sent. */
  g_string_append_printf (
    out,
    rapport_catalog_text (self.catalog,
                          "We sent you “%s” on %s and go by it since. Please have a look when you "
                          "find five minutes, and answer whether all of it is right or what we "
                          "should correct."),
    subject, day);
  append_closing (out, &self,
                  rapport_catalog_text (self.catalog, "If it is easier, we can go through it in a "
                                                      "short call."));
  return g_string_free_and_steal (out);
}
