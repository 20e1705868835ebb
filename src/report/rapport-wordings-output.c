/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-wordings-output.h"

#include "rapport-markdown.h"
#include "rapport-minutes-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
name_kind (RapportCatalog *catalog, const char *kind)
{
  const char *label = rapport_public_line_get_kind_label (kind);

  return label != NULL ? rapport_catalog_text (catalog, label) : kind;
}

/* "Version 2, sent on 13 November 2026, approved on 15 November 2026 by Olga Petrova". */
static void
append_proof (GString *out,
              const RapportWording *wording,
              RapportCatalog *catalog,
              const RapportLocale *locale)
{
  g_autofree char *sent = rapport_locale_date (locale, wording->sent);
  g_autofree char *approved = rapport_locale_date (locale, wording->approved);

  if (wording->version == 0)
    {
      g_string_append (out, rapport_catalog_text (catalog, "Not sent as a summary"));
      return;
    }
  /* Translators: number of a version, and the day on which it was sent. */
  g_string_append_printf (out, rapport_catalog_text (catalog, "Version %d, sent on %s"),
                          wording->version, sent);
  if (wording->approved == RAPPORT_DAY_NONE)
    return;
  g_string_append (out, ", ");
  if (*wording->approved_by == '\0')
    g_string_append_printf (out, rapport_catalog_text (catalog, "approved on %s"), approved);
  else
    {
      g_autoptr (GString) name = g_string_new (NULL);

      minutes_append_plain (name, wording->approved_by);
      /* Translators: a day and a name. */
      g_string_append_printf (out, rapport_catalog_text (catalog, "approved on %s by %s"), approved,
                              name->str);
    }
}

static void
append_wording (GString *out,
                const RapportWording *wording,
                RapportCatalog *catalog,
                const RapportLocale *locale)
{
  g_autofree char *day = rapport_locale_date (locale, wording->day);
  g_autofree char *due = rapport_locale_date (locale, wording->due);
  g_autofree char *plain = rapport_markdown_to_plain (wording->text);

  if (out->len > 0)
    g_string_append (out, "\n\n");
  g_string_append_printf (out, "**%s. %s**\n> ", day, name_kind (catalog, wording->kind));
  minutes_append_plain (out, g_strstrip (plain));
  g_string_append (out, "\n\n");
  if (*wording->who != '\0' || *due != '\0')
    {
      minutes_append_plain (out, wording->who);
      g_string_append (out, *wording->who != '\0' && *due != '\0' ? ", " : "");
      if (*due != '\0')
        g_string_append_printf (out, rapport_catalog_text (catalog, "by %s"), due);
      g_string_append_c (out, '\n');
    }
  minutes_append_plain (out, wording->where);
  g_string_append (out, *wording->where != '\0' ? "\n" : "");
  append_proof (out, wording, catalog, locale);
}

/* A month, whose words it owns. */
typedef struct
{
  RapportDay month;
  char *title;
  GString *text;
} Month;

static void
month_free (gpointer data)
{
  Month *month = data;

  g_free (month->title);
  g_string_free (month->text, TRUE);
  g_free (month);
}

static GPtrArray *
make_months (GPtrArray *wordings, RapportCatalog *catalog, const RapportLocale *locale)
{
  GPtrArray *months = g_ptr_array_new_with_free_func (month_free);

  for (guint i = 0; i < wordings->len; i++)
    {
      const RapportWording *wording = wordings->pdata[i];
      const RapportDay first =
        wording->day != RAPPORT_DAY_NONE ? rapport_day_month (wording->day) : RAPPORT_DAY_NONE;
      Month *month = months->len > 0 ? months->pdata[months->len - 1] : NULL;

      if (month == NULL || month->month != first)
        {
          g_autofree char *name = rapport_locale_month (locale, first);

          month = g_new0 (Month, 1);
          month->month = first;
          month->title = rapport_locale_capitalize (name);
          month->text = g_string_new (NULL);
          g_ptr_array_add (months, month);
        }
      append_wording (month->text, wording, catalog, locale);
    }
  return months;
}

RapportReportDocument *
rapport_wordings_document_new (RapportPublicRecord *client,
                               RapportPublicRecord *agency,
                               const RapportWordingsLogos *logos,
                               const char *language,
                               GPtrArray *wordings,
                               RapportDay today,
                               GError **error)
{
  RapportCatalog *catalog = rapport_catalog_get (language);
  const RapportLocale *locale = rapport_locale_get (language);
  g_autoptr (GPtrArray) months = make_months (wordings, catalog, locale);
  g_autofree RapportReportSection *sections = g_new0 (RapportReportSection, months->len + 1);
  const char *paper = rapport_public_record_get_text (client, "paper");
  RapportReportContent content = { 0 };

  for (guint i = 0; i < months->len; i++)
    {
      const Month *month = months->pdata[i];

      sections[i].type = RAPPORT_REPORT_SECTION_TEXT;
      sections[i].title = month->title;
      sections[i].text = month->text->str;
    }
  content.language = language;
  content.client = rapport_public_record_get_text (client, "name");
  if (agency != NULL)
    {
      content.agency = rapport_public_record_get_text (agency, "name");
      content.colour = rapport_public_record_get_text (agency, "colour");
      if (*paper == '\0')
        paper = rapport_public_record_get_text (agency, "paper");
    }
  content.paper = paper;
  content.client_logo = logos->client;
  content.agency_logo = logos->agency;
  content.from = content.to = today;
  content.title = rapport_catalog_text (catalog, "What we agreed on, by the exact words");
  content.sections = sections;
  content.n_sections = months->len;
  return rapport_report_document_new (&content, error);
}

char *
rapport_wording_letter (const RapportWording *wording, const char *language, const char *agency)
{
  RapportCatalog *catalog = rapport_catalog_get (language);
  const RapportLocale *locale = rapport_locale_get (language);
  g_autofree char *day = rapport_locale_date (locale, wording->day);
  g_autofree char *due = rapport_locale_date (locale, wording->due);
  g_autofree char *plain = rapport_markdown_to_plain (wording->text);
  GString *out = g_string_new (rapport_catalog_text (catalog, "Hello!"));

  g_string_append (out, "\n\n");
  /* Translators: a day. What was agreed follows in quotation marks. */
  g_string_append_printf (
    out, rapport_catalog_text (catalog, "Let us remind you of what we agreed on, on %s:"), day);
  g_string_append_printf (out, "\n\n“%s”\n", g_strstrip (plain));
  if (*wording->who != '\0')
    g_string_append_printf (out, "%s%s", wording->who, *due != '\0' ? ", " : "\n");
  if (*due != '\0')
    {
      g_string_append_printf (out, rapport_catalog_text (catalog, "by %s"), due);
      g_string_append_c (out, '\n');
    }
  if (*wording->where != '\0')
    g_string_append_printf (out, "(%s)\n", wording->where);
  g_string_append_printf (
    out, "\n%s\n",
    rapport_catalog_text (catalog, "Could you tell us how it stands, and whether we can help?"));
  if (agency != NULL && *agency != '\0')
    g_string_append_printf (out, "\n%s\n", agency);
  return g_string_free_and_steal (out);
}
