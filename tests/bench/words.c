/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

static const char *const stems[] = {
  "клиент",  "реклам", "отчёт",  "план",   "бюджет",   "заявк",   "продаж",    "сайт",
  "страниц", "текст",  "макет",  "баннер", "звон",     "договор", "срок",      "задач",
  "встреч",  "письм",  "правк",  "запуск", "сезон",    "коллекц", "магазин",   "товар",
  "скидк",   "акци",   "воронк", "трафик", "конверси", "цен",     "выручк",    "маржин",
  "бренд",   "поиск",  "карт",   "фото",   "видео",    "канал",   "подрядчик", "согласован",
};
static const char *const endings[] = { "",    "а",  "ы", "у",   "ом",  "ов",
                                       "ами", "ах", "е", "ный", "ного" };

char *
words_make (guint count)
{
  static GRand *random;
  GString *words = g_string_new (NULL);

  if (random == NULL)
    random = g_rand_new_with_seed (7);
  for (guint i = 0; i < count; i++)
    {
      if (i > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, stems[g_rand_int_range (random, 0, G_N_ELEMENTS (stems))]);
      g_string_append (words, endings[g_rand_int_range (random, 0, G_N_ELEMENTS (endings))]);
      /* Names and numbers that are in one note alone. */
      if (g_rand_int_range (random, 0, 12) == 0)
        g_string_append_printf (words, " №%d", g_rand_int_range (random, 1, 1000000));
    }
  return g_string_free_and_steal (words);
}
