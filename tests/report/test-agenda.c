/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-output.h"
#include "sample-minutes.h"

#include <string.h>

/* The agenda of the sample, of which the last item went over into another meeting. It is two hours
 * later where the client is, and what was said is not told. */

static const char letter_en[] =
  "Hello, Olga Petrova!\n\n"
  "This is what we want to talk about on Thursday, 19 November 2026, 12:00 (UTC+5) your time, "
  "10:00 (UTC+3) ours:\n\n"
  "1. 12:00 Results of October (10 min)\n"
  "2. 12:10 The clinic’s reviews (15 min)\n\n"
  "What should we add? An answer to this letter is enough.\n\n"
  "North Agency\n";

static const char letter_ru[] =
  "Здравствуйте, Ольга Петрова!\n\n"
  "Наша встреча: четверг, 19 ноября 2026, 12:00 (UTC+5) по вашему времени, 10:00 (UTC+3) по "
  "нашему. Вот о чём хотим поговорить:\n\n"
  "1. 12:00 Результаты октября (10 мин)\n"
  "2. 12:10 Отзывы о клинике (15 мин)\n\n"
  "Что добавить? Достаточно ответить на это письмо.\n\n"
  "Агентство «Север»\n";

static void
test_letter (void)
{
  static const struct
  {
    const char *language;
    const char *subject;
    const char *letter;
  } cases[] = {
    { "en", "Agenda: Weekly call, 19 November 2026", letter_en },
    { "ru", "Повестка: Еженедельный созвон, 19 ноября 2026", letter_ru },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RapportPublicMinutes) agenda = sample_minutes (cases[i].language, 1);
      g_autofree char *subject = rapport_agenda_subject (agenda);
      g_autofree char *letter = rapport_agenda_letter (agenda);

      g_assert_cmpstr (subject, ==, cases[i].subject);
      g_assert_cmpstr (letter, ==, cases[i].letter);
    }
}

static void
test_markdown (void)
{
  g_autoptr (RapportPublicMinutes) agenda = sample_minutes ("en", 1);
  g_autofree char *text = NULL;
  RapportPublicItem *item = agenda->items->pdata[1];

  g_set_str (&item->title, "Costs | *who* pays <b>\nwhat");
  text = rapport_agenda_markdown (agenda);
  g_assert_cmpstr (text, ==,
                   "# Romashka Clinics. Agenda: Weekly call\n\n"
                   "Thursday, 19 November 2026, 12:00 (UTC+5) your time, 10:00 (UTC+3) ours\n"
                   "**Romashka Clinics:** Olga Petrova\n"
                   "**North Agency:** Anna Orlova\n\n"
                   "| What we talk about | Begins | Minutes |\n"
                   "|---|---:|---:|\n"
                   "| 1. Results of October | 12:00 | 10 |\n"
                   "| 2. Costs \\| \\*who\\* pays \\<b\\> what | 12:10 | 15 |\n");
}

/* What is not there yet is no table without rows. */
static void
test_empty (void)
{
  const RapportAgendaLogos logos = { NULL, NULL };
  g_autoptr (RapportPublicMinutes) agenda = sample_minutes ("en", 1);
  g_autoptr (RapportReportDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_set_size (agenda->items, 0);
  text = rapport_agenda_markdown (agenda);
  g_assert_null (strchr (text, '|'));
  document = rapport_agenda_document_new (agenda, &logos, &error);
  g_assert_no_error (error);
  g_assert_nonnull (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/letter", test_letter);
  g_test_add_func ("/agenda/markdown", test_markdown);
  g_test_add_func ("/agenda/empty", test_empty);
  return g_test_run ();
}
