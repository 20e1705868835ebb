/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-mark-details.h"

#include "rapport-format.h"
#include "rapport-light-icon.h"
#include "rapport-monogram.h"
#include "rapport-year-strip.h"

#include <glib/gi18n-lib.h>

/* So many are named; of the others there is a number. */
#define MOST_NAMED 3

static GtkWidget *
add_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "caption");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

static void
add_heading (GtkBox *box, const char *text)
{
  GtkWidget *label = add_label (box, text, "dimmed");

  if (gtk_widget_get_prev_sibling (label) != NULL)
    gtk_widget_set_margin_top (label, 6);
}

/* Evidence. */

/* "Texts of the site: promised for Fri 14 Nov". */
static char *
describe_record (RapportRecord *record, RapportDay today)
{
  const gboolean is_claim = rapport_record_get_info (record) == &rapport_claim_info;
  g_autofree char *day = rapport_format_day (
    rapport_record_get_day (record, is_claim ? RAPPORT_CLAIM_DAY : RAPPORT_WORK_ITEM_CLIENT_DATE),
    today);

  if (is_claim)
    /* Translators: a claim of a client and the day on which it was made */
    return g_strdup_printf (_ ("Claim: %s, %s"), rapport_record_get_title (record), day);
  /* Translators: a task and the day that the client was promised */
  return g_strdup_printf (_ ("Missed: %s, %s"), rapport_record_get_title (record), day);
}

static void
add_evidence (GtkBox *box, RapportLibrary *library, RapportLights *lights, const char *client_id)
{
  const RapportDay today = rapport_format_today (library);
  g_autoptr (GPtrArray) records = NULL;
  RapportEvidence evidence;

  rapport_lights_get_evidence (lights, client_id, &evidence);
  if (!rapport_evidence_is_given (&evidence))
    return;
  add_heading (box, _ ("From the Records"));
  records = rapport_evidence_list (library, client_id, NULL);
  for (guint i = 0; records != NULL && i < MIN (records->len, MOST_NAMED); i++)
    {
      g_autofree char *text = describe_record (records->pdata[i], today);

      add_label (box, text, NULL);
    }
  if (records != NULL && records->len > MOST_NAMED)
    {
      const guint n = records->len - MOST_NAMED;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n), n);

      add_label (box, text, NULL);
    }
  if (evidence.is_silent || evidence.unanswered_days > 0)
    {
      g_autofree char *text = NULL;
      g_autofree char *capital = NULL;

      evidence.missed = evidence.claims = 0;
      text = rapport_evidence_to_text (&evidence);
      capital = rapport_locale_capitalize (text);
      add_label (box, capital, NULL);
    }
}

/* Colleagues. */

char *
rapport_mark_details_get_initials (RapportLibrary *library, const char *member)
{
  g_autoptr (RapportRecord) record = rapport_library_get (library, RAPPORT_TYPE_MEMBER, member);

  return record != NULL ? rapport_monogram_make_initials (rapport_record_get_title (record))
                        : g_strdup ("?");
}

/* (transfer full): what a colleague said beside the mark. */
static char *
get_comment (RapportLibrary *library, RapportDay week, const char *client_id, const char *member)
{
  g_autofree char *day = rapport_day_to_string (week);
  const char *key[] = { client_id, day, member, NULL };
  g_autoptr (RapportRecord) light = rapport_library_get_by_key (library, RAPPORT_TYPE_LIGHT, key);

  return g_strdup (light != NULL ? rapport_record_get_text (light, RAPPORT_LIGHT_COMMENT) : "");
}

static void
add_other (GtkBox *box, RapportLibrary *library, const RapportOtherMark *other, const char *comment)
{
  g_autoptr (RapportRecord) member =
    rapport_library_get (library, RAPPORT_TYPE_MEMBER, other->member);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text =
    g_strdup (member != NULL ? rapport_record_get_title (member) : _ ("A former colleague"));

  if (*comment != '\0')
    {
      g_autofree char *name = g_steal_pointer (&text);

      /* Translators: a colleague's name and what they said, "Anna: They paid late" */
      text = g_strdup_printf (_ ("%s: %s"), name, comment);
    }
  gtk_box_append (GTK_BOX (row), rapport_light_icon_new (other->mark));
  gtk_widget_set_valign (gtk_widget_get_first_child (row), GTK_ALIGN_START);
  gtk_widget_set_margin_top (gtk_widget_get_first_child (row), 1);
  add_label (GTK_BOX (row), text, NULL);
  gtk_box_append (box, row);
}

static void
add_others (GtkBox *box, RapportLibrary *library, RapportLights *lights, const char *client_id)
{
  g_autoptr (GArray) others = rapport_lights_get_others (lights, client_id);

  if (others->len > 0)
    add_heading (box, _ ("Marks of Colleagues"));
  for (guint i = 0; i < others->len; i++)
    {
      const RapportOtherMark *other = &g_array_index (others, RapportOtherMark, i);
      g_autofree char *comment =
        get_comment (library, rapport_lights_get_week (lights), client_id, other->member);

      add_other (box, library, other, comment);
    }
}

/* The year. */

static void
add_year (GtkBox *box, RapportLibrary *library, RapportLights *lights, const char *client_id)
{
  const RapportDay week = rapport_lights_get_week (lights);
  RapportMark marks[RAPPORT_TREND_WEEKS];
  GtkWidget *strip;

  if (!rapport_trend_read_client (library, client_id, week, marks, NULL))
    return;
  add_heading (box, _ ("52 Weeks"));
  strip = rapport_year_strip_new ();
  rapport_year_strip_show_marks (RAPPORT_YEAR_STRIP (strip), marks, week,
                                 rapport_format_today (library));
  gtk_box_append (box, strip);
}

void
rapport_mark_details_fill (GtkBox *box,
                           RapportLibrary *library,
                           RapportLights *lights,
                           const char *client_id)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  add_evidence (box, library, lights, client_id);
  add_others (box, library, lights, client_id);
  add_year (box, library, lights, client_id);
  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
