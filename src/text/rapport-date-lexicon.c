/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-date-tokens-private.h"

typedef struct
{
  Sense sense;
  int value;
  const char *words;
} Entry;

static const Entry entries[] = {
  { SENSE_DEADLINE, 0, "by until till before к ко до" },
  { SENSE_DUE, 0, "due deadline срок дедлайн" },
  { SENSE_PLACE, PLACE_OF_DAY, "on" },
  { SENSE_PLACE, PLACE_FOR, "for на" },
  { SENSE_PLACE, PLACE_OF_TIME, "at в во" },
  { SENSE_THE, 0, "the" },
  { SENSE_OF, 0, "of" },
  { SENSE_NOT, 0, "no not не" },
  { SENSE_LATER, 0, "later позднее позже" },
  { SENSE_THAN, 0, "than" },
  { SENSE_BLOCK, 0,
    "from since after past last every each per except за от с со после кроме прошлый прошлая "
    "прошлого прошлой прошлому прошлую каждый каждая каждое каждого каждой каждую каждому" },
  { SENSE_BLOCK, 0,
    "black cyber giving good holy palm easter черная черной черную великая великой великую "
    "чистый чистого чистому вербное прощеное страстная страстной" },
  { SENSE_RELATIVE, -2, "позавчера" },
  { SENSE_RELATIVE, -1, "yesterday вчера" },
  { SENSE_RELATIVE, 0, "today tonight сегодня" },
  { SENSE_RELATIVE, 1, "tomorrow завтра" },
  { SENSE_RELATIVE, 2, "послезавтра" },
  { SENSE_TOMORROWS, 0, "сегодняшний сегодняшнего сегодняшнему" },
  { SENSE_TOMORROWS, 1, "завтрашний завтрашнего завтрашнему" },
  { SENSE_WEEKDAY, 1, "monday mon понедельник пн" },
  { SENSE_WEEKDAY, 2, "tuesday tue tues вторник вт" },
  { SENSE_WEEKDAY, 3, "wednesday wed weds среду ср" },
  { SENSE_WEEKDAY, 4, "thursday thu thur thurs четверг чт" },
  { SENSE_WEEKDAY, 5, "friday fri пятница пятницу пт" },
  { SENSE_WEEKDAY, 6, "saturday суббота субботу сб" },
  { SENSE_WEEKDAY, 7, "sunday воскресенье вс" },
  { SENSE_WEEKDAY_OBLIQUE, 1, "понедельника понедельнику" },
  { SENSE_WEEKDAY_OBLIQUE, 2, "вторника вторнику" },
  { SENSE_WEEKDAY_OBLIQUE, 3, "среда среды среде" },
  { SENSE_WEEKDAY_OBLIQUE, 4, "четверга четвергу" },
  { SENSE_WEEKDAY_OBLIQUE, 5, "пятницы пятнице" },
  { SENSE_WEEKDAY_OBLIQUE, 6, "sat субботы субботе" },
  { SENSE_WEEKDAY_OBLIQUE, 7, "sun воскресенья воскресенью" },
  { SENSE_MONTH, 1, "january jan январь января январю январе янв" },
  { SENSE_MONTH, 2, "february feb февраль февраля февралю феврале фев февр" },
  { SENSE_MONTH, 3, "march mar март марта марту марте мар" },
  { SENSE_MONTH, 4, "april apr апрель апреля апрелю апреле апр" },
  { SENSE_MONTH, 5, "may май мая маю мае" },
  { SENSE_MONTH, 6, "june jun июнь июня июню июне июн" },
  { SENSE_MONTH, 7, "july jul июль июля июлю июле июл" },
  { SENSE_MONTH, 8, "august aug август августа августу августе авг" },
  { SENSE_MONTH, 9, "september sep sept сентябрь сентября сентябрю сентябре сен сент" },
  { SENSE_MONTH, 10, "october oct октябрь октября октябрю октябре окт" },
  { SENSE_MONTH, 11, "november nov ноябрь ноября ноябрю ноябре ноя нояб" },
  { SENSE_MONTH, 12, "december dec декабрь декабря декабрю декабре дек" },
  { SENSE_UNIT, UNIT_DAY, "day days день дня дню дней дн" },
  { SENSE_UNIT, UNIT_WEEK, "week weeks неделя недели неделю недель нед" },
  { SENSE_UNIT, UNIT_WEEK | UNIT_LOCATIVE, "неделе" },
  { SENSE_UNIT, UNIT_MONTH, "month months месяц месяца месяцу месяцев мес" },
  { SENSE_UNIT, UNIT_MONTH | UNIT_LOCATIVE, "месяце" },
  { SENSE_UNIT, UNIT_QUARTER, "quarter quarters квартал квартала кварталу" },
  { SENSE_UNIT, UNIT_QUARTER | UNIT_LOCATIVE, "квартале" },
  { SENSE_UNIT, UNIT_YEAR, "year years год года лет г" },
  { SENSE_UNIT, UNIT_YEAR | UNIT_LOCATIVE, "году" },
  { SENSE_COUNT, 1, "a an one один одну одного" },
  { SENSE_COUNT, 2, "two couple два две двух пару пара" },
  { SENSE_COUNT, 3, "three три трех" },
  { SENSE_COUNT, 4, "four четыре четырех" },
  { SENSE_COUNT, 5, "five пять пяти" },
  { SENSE_COUNT, 6, "six шесть шести" },
  { SENSE_COUNT, 7, "seven семь семи" },
  { SENSE_COUNT, 8, "eight восемь восьми" },
  { SENSE_COUNT, 9, "nine девять девяти" },
  { SENSE_COUNT, 10, "ten десять десяти" },
  { SENSE_NEXT, 0,
    "next следующий следующая следующее следующего следующей следующему следующем следующую "
    "будущий будущего будущей будущему будущем будущую след" },
  { SENSE_THIS, 0,
    "this current этот эта это этого этой этому этом эту текущий текущая текущего текущей "
    "текущему текущем текущую" },
  { SENSE_COMING, 0,
    "coming upcoming ближайший ближайшая ближайшее ближайшие ближайшего ближайшей ближайшему "
    "ближайшую" },
  { SENSE_IN, 0, "in within через" },
  { SENSE_COURSE, 0, "течение" },
  { SENSE_WORKING, 0, "working business work рабочий рабочих рабочего рабочие рабочую раб" },
  { SENSE_EDGE, EDGE_START, "start beginning early начало начала началу начале" },
  { SENSE_EDGE, EDGE_MIDDLE, "middle mid середина середины середине середину" },
  { SENSE_EDGE, EDGE_END, "end late конец конца концу конце" },
  { SENSE_EDGE_OF_UNIT, UNIT_DAY, "eod" },
  { SENSE_EDGE_OF_UNIT, UNIT_WEEK, "eow" },
  { SENSE_EDGE_OF_UNIT, UNIT_MONTH, "eom" },
  { SENSE_DAY_NUMBER, 0, "число числа числу" },
  { SENSE_ORDINAL, 0, "st nd rd th го ое е му" },
  { SENSE_WEEKEND, 0, "weekend выходные выходных выходным" },
  { SENSE_NEW, 0, "new новый нового новому" },
  { SENSE_VERSION, 0,
    "v ver version версия версии версию версией п пункт пункта раздел раздела roas romi roi" },
  { SENSE_AMOUNT, 0,
    "k m x х р руб рубль рубля рублей тыс млн млрд million thousand percent процент процента "
    "процентов px mb gb мб гб" },
};

/* From a word to its entry. */
static GHashTable *
lexicon_get (void)
{
  static GHashTable *lexicon = NULL;

  if (g_once_init_enter_pointer (&lexicon))
    {
      GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
        {
          g_auto (GStrv) list = g_strsplit (entries[i].words, " ", -1);

          for (gsize j = 0; list[j] != NULL; j++)
            if (!g_hash_table_contains (words, list[j]))
              g_hash_table_insert (words, g_strdup (list[j]), (gpointer) &entries[i]);
        }
      g_once_init_leave_pointer (&lexicon, words);
    }
  return lexicon;
}

Sense
rapport_date_lexicon_lookup (const char *word, int *value)
{
  const Entry *entry = g_hash_table_lookup (lexicon_get (), word);

  *value = entry != NULL ? entry->value : 0;
  return entry != NULL ? entry->sense : SENSE_NONE;
}
