/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-minutes.h"

#include <string.h>

/* In both languages; "@" in the JSON below is the n-th of them. */
static const char *const words_en[] = {
  "Romashka Clinics",
  "North Agency",
  "Weekly call",
  "Olga Petrova",
  "Anna Orlova",
  "Results of October",
  "Leads cost **12 % less** than in September, as the new landing page loads in a second.",
  "- Search: 214 leads",
  "- Maps: 61 leads",
  "The budget of social networks goes to maps until the end of the year",
  "The clinic’s reviews",
  "Reviews are answered within a day, bad ones by the head doctor",
  "Answer reviews within a day",
  "Send the photographs of the new building to the agency before the shooting of the film",
  "Photographs of the new building for the maps, at least ten, with people in them",
  "Texts of three landing pages",
  "The film may be late if the licence of the location is not there by the first snow",
  "Printed matter and its delivery",
  "We do not buy fake reviews, and we do not write medical advice.",
  "A new call centre",
  "The question of the call centre was not reached.",
  "Interview about children’s dentistry",
  "The budget of social networks goes to maps until the end of January",
};
static const char *const words_ru[] = {
  "Клиники «Ромашка»",
  "Агентство «Север»",
  "Еженедельный созвон",
  "Ольга Петрова",
  "Анна Орлова",
  "Результаты октября",
  "Лиды стоят **на 12 % меньше**, чем в сентябре: новый лендинг открывается за секунду.",
  "- Поиск: 214 лидов",
  "- Карты: 61 лид",
  "Бюджет соцсетей до конца года переходит в карты",
  "Отзывы о клинике",
  "На отзывы отвечаем в течение дня, на плохие — главный врач",
  "Отвечать на отзывы в течение дня",
  "Прислать агентству фотографии нового корпуса до съёмок ролика",
  "Фотографии нового корпуса для карт, не меньше десяти, с людьми",
  "Тексты трёх лендингов",
  "Ролик может задержаться, если до первого снега не будет разрешения на съёмку",
  "Полиграфия и её доставка",
  "Не покупаем отзывы и не пишем медицинских советов.",
  "Новый колл-центр",
  "До вопроса о колл-центре не дошли.",
  "Интервью о детской стоматологии",
  "Бюджет соцсетей до конца января переходит в карты",
};

static const char document[] =
  "{'kind':'rapport-minutes',"
  "'client':{'type':'client','id':'c','fields':{'name':'@0','paper':'a4'}},"
  "'agency':{'type':'workspace','id':'a','fields':{'name':'@1','colour':'#1a5fb4'}},"
  "'meeting':{'type':'meeting','id':'m','fields':{'start':'2026-11-19T10:00[Europe/Moscow]',"
  "'length':60,'status':'held','kind':'call'}},"
  "'title':'@2','exclusions':'@18','next':'2026-11-26T10:00[Europe/Moscow]','next_title':'@2',"
  "'zone':'Asia/Yekaterinburg','language':'%LANG','today':'2026-11-19',"
  "'ours':['@4'],'theirs':['@3'],'items':["
  "{'id':'i1','title':'@5','kind':'results','status':'done','minutes':10,'lines':["
  "{'id':'l1','kind':'text','text':'@6'},{'id':'l2','kind':'text','text':'@7'},"
  "{'id':'l3','kind':'text','text':'@8'},"
  "{'id':'l4','kind':'decision','text':'%DECISION'}]},"
  "{'id':'i2','title':'@10','kind':'topic','status':'done','minutes':15,'lines':["
  "{'id':'l5','kind':'agreement','text':'@11','title':'@12','side':'theirs','who':'@3',"
  "'due':'2026-12-01'},"
  "{'id':'l6','kind':'task','text':'@13','title':'@14','side':'theirs','who':'@3',"
  "'due':'2026-11-27'},"
  "{'id':'l7','kind':'task','text':'@15','title':'@15','side':'ours','who':'@4',"
  "'due':'2026-12-04'},"
  "{'id':'l8','kind':'risk','text':'@16'},{'id':'l9','kind':'exclusion','text':'@17'}]},"
  "{'id':'i3','title':'@19','kind':'question','status':'carried','minutes':10,'lines':["
  "{'id':'l10','kind':'text','text':'@20'}]},"
  "{'id':'','title':'','kind':'topic','status':'open','lines':["
  "{'id':'l11','kind':'task','text':'@21','title':'@21','side':'ours','due':'2026-12-10',"
  "'amendment':1}]}]}";

/* Puts the words in. */
static char *
fill_in (const char *language, int version)
{
  const char *const *words = g_str_equal (language, "ru") ? words_ru : words_en;
  GString *json = g_string_new (document);

  g_string_replace (json, "'", "\"", 0);
  g_string_replace (json, "%LANG", language, 0);
  g_string_replace (json, "%DECISION", version > 1 ? "@22" : "@9", 0);
  /* The longest numbers first: "@22" begins as "@2" does. */
  for (int i = (int) G_N_ELEMENTS (words_en) - 1; i >= 0; i--)
    {
      g_autofree char *mark = g_strdup_printf ("@%d", i);

      g_string_replace (json, mark, words[i], 0);
    }
  return g_string_free_and_steal (json);
}

RapportPublicMinutes *
sample_minutes (const char *language, int version)
{
  g_autofree char *json = fill_in (language, version);
  g_autoptr (GError) error = NULL;
  RapportPublicMinutes *minutes = rapport_public_minutes_from_json (json, &error);

  g_assert_no_error (error);
  return minutes;
}
