/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-board-words.h"
#include "rapport-card-table-private.h"
#include "rapport-card-table.h"
#include "rapport-catalog.h"
#include "rapport-csv-writer.h"
#include "rapport-records.h"
#include "rapport-score.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const BoardColumnInfo board_columns[BOARD_N_COLUMNS] = {
  [BOARD_COLUMN_TITLE] = { "title", N_ ("Title"),
                           "title|idea|ideas|hypothesis|task|name|card|headline|название|идея|идеи|"
                           "гипотеза|задача|заголовок|наименование|карточка|что делаем" },
  [BOARD_COLUMN_KIND] = { NULL, N_ ("Kind"), "kind|type|вид|тип" },
  [BOARD_COLUMN_TEXT] = { NULL, N_ ("Text"), "text|note|notes|comment*|текст|заметк*|коммент*" },
  [BOARD_COLUMN_WHY] = { "why", N_ ("Why"),
                         "why|reason|rationale|description|зачем|почему|обоснование|описание" },
  [BOARD_COLUMN_EXPECTED] = { "expected", N_ ("Expected result"),
                              "expected*|goal|ожида*|цель|ожидаемый*" },
  [BOARD_COLUMN_RESULT] = { "result", N_ ("Result"), "result*|outcome|результат*|итог*|вывод*" },
  [BOARD_COLUMN_STATUS] = { "status", N_ ("Status"), "status|state|статус|состояние" },
  [BOARD_COLUMN_DATE] = { "client-date", N_ ("By when"),
                          "by when|due*|deadline|date|client’s date|client's date|срок*|дедлайн|"
                          "дата|когда|к какому сроку" },
  [BOARD_COLUMN_FUNNEL] = { "funnel-stage", N_ ("Stage of the funnel"),
                            "stage*|funnel*|этап*|воронк*|стадия*|ступень*" },
  [BOARD_COLUMN_CHANNEL] = { "channel", N_ ("Channel"), "channel*|канал*|площадк*" },
  [BOARD_COLUMN_MONTH] = { "month", N_ ("Month"), "month|месяц" },
  [BOARD_COLUMN_DIRECTION] = { "direction", N_ ("Direction"), "direction|area|направление" },
  [BOARD_COLUMN_PORTRAIT] = { "portrait", N_ ("Portrait"),
                              "portrait|persona|segment|audience|портрет*|сегмент|аудитория" },
  [BOARD_COLUMN_MOTIVE] = { "motive", N_ ("Fear or job"),
                            "fear*|job*|motive|pain*|страх*|мотив*|боль*|работа клиента" },
  [BOARD_COLUMN_METRIC] = { "metric", N_ ("Metric"), "metric*|kpi|метрика|показатель*" },
  [BOARD_COLUMN_IMPACT] = { "impact", N_ ("Impact"), "impact|влияние|эффект" },
  [BOARD_COLUMN_CONFIDENCE] = { "confidence", N_ ("Confidence"), "confidence|уверенность" },
  [BOARD_COLUMN_EASE] = { "ease", N_ ("Ease"), "ease|простота|легкость" },
  [BOARD_COLUMN_REACH] = { "reach", N_ ("Reach"), "reach|охват" },
  [BOARD_COLUMN_EFFORT] = { "effort", N_ ("Effort"), "effort|трудозатраты|усилия|затраты" },
  [BOARD_COLUMN_SCORE] = { NULL, N_ ("Score"), "score|ice|rice|балл*|оценка" },
  [BOARD_COLUMN_ADDRESS] = { NULL, N_ ("Address"), "address|link|url|адрес|ссылка" },
};

/* One card, by columns. */
typedef struct
{
  char *cells[BOARD_N_COLUMNS];
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < BOARD_N_COLUMNS; i++)
    g_free (row->cells[i]);
  g_free (row);
}

typedef struct
{
  RapportPublicBoard *board;
  RapportCatalog *catalog;
  gboolean commas; /* in decimals */
} Table;

static const char *
name_word (const Table *self, const RapportWord *words, const char *word)
{
  for (; words->word != NULL; words++)
    if (g_str_equal (words->word, word))
      return rapport_catalog_text (self->catalog, words->label);
  return word;
}

static char *
write_number (const Table *self, gint64 value)
{
  char *text = rapport_millionths_to_text (value);

  return self->commas ? g_strdelimit (text, ".", ',') : text;
}

/* A field of a work item as a spreadsheet has it. */
static char *
write_value (const Table *self, BoardColumn column, GVariant *value)
{
  char *text;

  if (value == NULL)
    return NULL;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return write_number (self, g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    {
      text = rapport_day_to_string (g_variant_get_int32 (value));
      if (column == BOARD_COLUMN_MONTH)
        text[MIN (strlen (text), strlen ("2026-11"))] = '\0';
      return text;
    }
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return NULL;
  if (column == BOARD_COLUMN_STATUS)
    return g_strdup (
      name_word (self, rapport_work_item_statuses, g_variant_get_string (value, NULL)));
  return g_variant_dup_string (value, NULL);
}

static char *
write_score (const Table *self, RapportPublicRecord *work)
{
  const RapportScoreParts parts = {
    rapport_public_record_get_integer (work, "impact"),
    rapport_public_record_get_integer (work, "confidence"),
    rapport_public_record_get_integer (work, "ease"),
    rapport_public_record_get_integer (work, "reach"),
    rapport_public_record_get_integer (work, "effort"),
  };
  gint64 score;

  if (self->board->score == NULL || !rapport_score_work_out (self->board->score, &parts, &score))
    return NULL;
  return write_number (self, score);
}

/* A metric is called as people call it; the client's own by its name. */
static char *
name_metric (const Table *self, const char *word)
{
  const RapportBoardFigure *figure = g_hash_table_lookup (self->board->figures, word);
  const RapportMetric *metric = rapport_metric_lookup (word);

  if (metric != NULL)
    return g_strdup (rapport_catalog_text (self->catalog, metric->label));
  return g_strdup (figure != NULL && figure->name != NULL ? figure->name : word);
}

static Row *
write_row (const Table *self, RapportPublicRecord *card)
{
  RapportPublicRecord *work = rapport_public_board_get_work (self->board, card);
  const char *kind = rapport_public_record_get_text (card, "kind");
  const char *metric = rapport_public_record_get_text (card, "metric");
  const char *address = rapport_public_record_get_text (card, "address");
  Row *row = g_new0 (Row, 1);

  row->cells[BOARD_COLUMN_KIND] = g_strdup (name_word (self, rapport_card_kinds, kind));
  if (work != NULL && g_str_equal (kind, "item"))
    {
      for (guint i = 0; i < BOARD_N_COLUMNS; i++)
        if (board_columns[i].field != NULL)
          row->cells[i] = write_value (
            self, (BoardColumn) i, rapport_public_record_get_value (work, board_columns[i].field));
      row->cells[BOARD_COLUMN_SCORE] = write_score (self, work);
      return row;
    }
  row->cells[BOARD_COLUMN_TEXT] = g_strdup (rapport_public_record_get_text (card, "text"));
  if (*address != '\0')
    row->cells[BOARD_COLUMN_ADDRESS] = g_strdup (address);
  if (g_str_equal (kind, "figure") && *metric != '\0')
    row->cells[BOARD_COLUMN_METRIC] = name_metric (self, metric);
  return row;
}

/* Title and kind always; the others where any card has them. */
static guint
choose_columns (GPtrArray *rows, BoardColumn *columns)
{
  guint n = 0;

  for (guint i = 0; i < BOARD_N_COLUMNS; i++)
    {
      gboolean used = i <= BOARD_COLUMN_KIND;

      for (guint j = 0; j < rows->len && !used; j++)
        {
          const char *cell = ((Row *) rows->pdata[j])->cells[i];

          used = cell != NULL && *cell != '\0';
        }
      if (used)
        columns[n++] = (BoardColumn) i;
    }
  return n;
}

char *
rapport_card_table_write (RapportPublicBoard *board, const char *language)
{
  const char *lang = language != NULL ? language : board->language;
  const gboolean russian = g_str_has_prefix (lang, "ru");
  const Table table = { board, rapport_catalog_get (lang), russian };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  GString *text = g_string_new ("\xEF\xBB\xBF");
  BoardColumn columns[BOARD_N_COLUMNS];
  const char *cells[BOARD_N_COLUMNS + 1];
  guint n;

  for (guint i = 0; i < board->placements->len; i++)
    g_ptr_array_add (rows, write_row (&table, board->placements->pdata[i]));
  n = choose_columns (rows, columns);
  for (guint i = 0; i < n; i++)
    cells[i] = rapport_catalog_text (table.catalog, board_columns[columns[i]].label);
  cells[n] = NULL;
  rapport_csv_append_row (text, cells, russian ? ';' : ',');
  for (guint j = 0; j < rows->len; j++)
    {
      for (guint i = 0; i < n; i++)
        {
          const char *cell = ((Row *) rows->pdata[j])->cells[columns[i]];

          cells[i] = cell != NULL ? cell : "";
        }
      rapport_csv_append_row (text, cells, russian ? ';' : ',');
    }
  return g_string_free_and_steal (text);
}
