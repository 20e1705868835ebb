/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-agenda-templates.h"

#include "rapport-agenda-private.h"
#include "rapport-agenda-words.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Words of the sources, as a template keeps them whatever the language. */
static const char *const source_words[RAPPORT_AGENDA_N_SOURCES] = {
  [RAPPORT_AGENDA_GOALS] = "goals",         [RAPPORT_AGENDA_RESULTS] = "results",
  [RAPPORT_AGENDA_CARRIED] = "carried",     [RAPPORT_AGENDA_AGREEMENTS] = "agreements",
  [RAPPORT_AGENDA_APPROVALS] = "approvals", [RAPPORT_AGENDA_QUEUE] = "queue",
  [RAPPORT_AGENDA_BRIEF] = "brief",
};

/* Built-in ones; their words stand in libraries. A line in brackets is a source. */
static const struct
{
  const char *word;
  const char *name;
  const char *en;
  const char *ru;
} built_in[] = {
  { "kick-off", N_ ("Kick-off"),
    "Who is who, and who decides 10 min\nWhat you expect, and what success is 15 min\n"
    "How we work: stages, dates, approval 15 min\nWhat we do not do 5 min\n[brief]\n"
    "Access and data we need 10 min\nNext steps and the next meeting 5 min",
    "Кто есть кто и кто решает 10 мин\nЧего вы ждёте и что считаем успехом 15 мин\n"
    "Как работаем: этапы, сроки, согласование 15 мин\nЧего мы не делаем 5 мин\n[brief]\n"
    "Какие доступы и данные нужны 10 мин\nСледующие шаги и следующая встреча 5 мин" },
  { "weekly", N_ ("Weekly call"),
    "[carried]\n[agreements]\nWhat was done in the week 10 min\n[approvals]\n[queue]\n[brief]\n"
    "Plan for the next week 10 min",
    "[carried]\n[agreements]\nЧто сделано за неделю 10 мин\n[approvals]\n[queue]\n[brief]\n"
    "План на следующую неделю 10 мин" },
  { "strategy", N_ ("Strategy defence"),
    "[goals]\nWhat we found out about market and buyers 15 min\nIdeas and why these 30 min\n"
    "What each idea costs and brings 15 min\nWhat we begin with 15 min\n"
    "Risks and what we do about them 10 min\nDecision and next steps 10 min",
    "[goals]\nЧто узнали о рынке и покупателях 15 мин\nИдеи и почему именно они 30 мин\n"
    "Сколько стоит и что даст каждая идея 15 мин\nС чего начинаем 15 мин\n"
    "Риски и наш ответ на них 10 мин\nРешение и следующие шаги 10 мин" },
  { "monthly", N_ ("Monthly results"),
    "[goals]\n[results]\nWhat was done, what was not, and why 15 min\n[agreements]\n[queue]\n"
    "What we propose for the next month 15 min\nWhat you think of our work 5 min",
    "[goals]\n[results]\nЧто сделано, что нет и почему 15 мин\n[agreements]\n[queue]\n"
    "Что предлагаем на следующий месяц 15 мин\nКак вам работается с нами 5 мин" },
  { "interview", N_ ("Interview about the product"),
    "What the product is and how it is made 15 min\nWho buys it and why 15 min\n"
    "What buyers fear and ask 10 min\nHow it differs from the competitors’ 10 min\n"
    "Numbers: prices, margin, season 10 min\n[brief]",
    "Что за продукт и как его делают 15 мин\nКто покупает и почему 15 мин\n"
    "Чего покупатели боятся и о чём спрашивают 10 мин\nЧем отличается от конкурентов 10 мин\n"
    "Цифры: цены, маржа, сезон 10 мин\n[brief]" },
  { "launch", N_ ("Launch"),
    "What is ready, and what is not 10 min\nWho watches what in the first days 10 min\n"
    "[approvals]\nWhat we do if something breaks 10 min\nDay and hour of the launch 5 min\n"
    "When we look at the first numbers 5 min",
    "Что готово, а что нет 10 мин\nКто за чем следит в первые дни 10 мин\n"
    "[approvals]\nЧто делаем, если что-то сломается 10 мин\nДень и час запуска 5 мин\n"
    "Когда смотрим первые цифры 5 мин" },
  { "stand-up", N_ ("Stand-up"),
    "What was done since yesterday 5 min\nWhat is done today 5 min\nWhat is in the way 5 min",
    "Что сделано со вчера 5 мин\nЧто делаем сегодня 5 мин\nЧто мешает 5 мин" },
};

void
rapport_agenda_form_free (RapportAgendaForm *self)
{
  g_free (self->word);
  g_free (self->name);
  g_free (self->record);
  g_free (self->text);
  g_free (self);
}

static int
find_built_in (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    if (g_strcmp0 (built_in[i].word, word) == 0)
      return (int) i;
  return -1;
}

/* Sources. */

static gboolean
equals_folded (const char *a, const char *b)
{
  g_autofree char *first = g_utf8_casefold (a, -1);
  g_autofree char *second = g_utf8_casefold (b, -1);

  return g_str_equal (first, second);
}

int
rapport_agenda_read_source (const char *line)
{
  const gsize length = strlen (line);
  g_autofree char *inner = NULL;

  if (length < 3 || line[0] != '[' || line[length - 1] != ']')
    return -1;
  inner = g_strstrip (g_strndup (line + 1, length - 2));
  for (int i = 0; i < RAPPORT_AGENDA_N_SOURCES; i++)
    if (equals_folded (inner, source_words[i]) ||
        equals_folded (inner, rapport_agenda_source_get_label ((RapportAgendaSource) i)))
      return i;
  return -1;
}

/* Lines of a text in another writing of the sources: for people, or as they are kept. */
static char *
rewrite (const char *text, gboolean for_people)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      int source;

      if (*g_strstrip (*line) == '\0')
        continue;
      source = rapport_agenda_read_source (*line);
      if (out->len > 0)
        g_string_append_c (out, '\n');
      if (source < 0)
        g_string_append (out, *line);
      else
        g_string_append_printf (out, "[%s]",
                                for_people
                                  ? rapport_agenda_source_get_label ((RapportAgendaSource) source)
                                  : source_words[source]);
    }
  return g_string_free_and_steal (out);
}

/* The list. */

static GPtrArray *
find_records (RapportLibrary *library)
{
  g_autoptr (RapportQuery) query = rapport_query_new (RAPPORT_TYPE_AGENDA_TEMPLATE);

  rapport_query_order_by (query, RAPPORT_AGENDA_TEMPLATE_ORDER, FALSE);
  return rapport_agenda_find (library, query);
}

/* (nullable): what stands in for a built-in one, or is called by its own id. */
static RapportRecord *
find_record (GPtrArray *records, const char *word)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (rapport_record_get_text (records->pdata[i], RAPPORT_AGENDA_TEMPLATE_WORD),
                     word) ||
        g_str_equal (rapport_record_get_id (records->pdata[i]), word))
      return records->pdata[i];
  return NULL;
}

/* The items of a record are an array of lines in JSON. */
static char *
read_items (RapportRecord *record)
{
  g_autoptr (JsonNode) node =
    json_from_string (rapport_record_get_text (record, RAPPORT_AGENDA_TEMPLATE_ITEMS), NULL);
  GString *text = g_string_new (NULL);
  JsonArray *lines =
    node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonNode *line = json_array_get_element (lines, i);

      if (json_node_get_value_type (line) == G_TYPE_STRING)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                                json_node_get_string (line));
    }
  return g_string_free_and_steal (text);
}

static RapportAgendaForm *
new_form (const char *word, const char *name, const char *text, RapportRecord *record)
{
  RapportAgendaForm *form = g_new0 (RapportAgendaForm, 1);
  g_autofree char *own = record != NULL ? read_items (record) : NULL;
  const char *own_name =
    record != NULL ? rapport_record_get_text (record, RAPPORT_AGENDA_TEMPLATE_NAME) : "";

  form->word = g_strdup (word);
  form->name = g_strdup (*own_name != '\0' ? own_name : name);
  form->record = record != NULL ? g_strdup (rapport_record_get_id (record)) : NULL;
  form->is_built_in = find_built_in (word) >= 0;
  form->text = rewrite (own != NULL ? own : text, TRUE);
  return form;
}

GPtrArray *
rapport_agenda_templates_list (RapportLibrary *library, const char *language)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_agenda_form_free);
  g_autoptr (GPtrArray) records = find_records (library);
  const gboolean russian = g_strcmp0 (language, "ru") == 0;

  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    g_ptr_array_add (forms, new_form (built_in[i].word, _ (built_in[i].name),
                                      russian ? built_in[i].ru : built_in[i].en,
                                      find_record (records, built_in[i].word)));
  for (guint i = 0; i < records->len; i++)
    {
      RapportRecord *record = records->pdata[i];

      if (find_built_in (rapport_record_get_text (record, RAPPORT_AGENDA_TEMPLATE_WORD)) < 0)
        g_ptr_array_add (forms, new_form (rapport_record_get_id (record),
                                          _ (rapport_agenda_template_info.label), "", record));
    }
  return forms;
}

/* Applying. */

static guint
take_source (RapportTransaction *transaction,
             RapportLibrary *library,
             RapportMeeting *meeting,
             GPtrArray *proposals,
             RapportAgendaSource source)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (guint i = 0; i < proposals->len; i++)
    if (((RapportProposal *) proposals->pdata[i])->source == source)
      g_ptr_array_add (wanted, proposals->pdata[i]);
  return rapport_agenda_take (transaction, library, meeting, wanted);
}

static guint
apply_text (RapportTransaction *transaction,
            RapportLibrary *library,
            RapportMeeting *meeting,
            const char *text)
{
  g_autoptr (GPtrArray) proposals = rapport_agenda_propose (library, meeting);
  g_autoptr (GPtrArray) lines = rapport_agenda_lines_parse (text);
  guint taken = 0; /* sources, as bits: none twice */
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const RapportAgendaLine *line = lines->pdata[i];

      if (line->source < 0)
        {
          rapport_agenda_add (transaction, library, meeting, "topic", line->title, NULL,
                              line->minutes);
          n++;
          continue;
        }
      if ((taken & (1u << line->source)) == 0)
        n += take_source (transaction, library, meeting, proposals,
                          (RapportAgendaSource) line->source);
      taken |= 1u << line->source;
    }
  return n;
}

guint
rapport_agenda_templates_apply (RapportTransaction *transaction,
                                RapportLibrary *library,
                                RapportMeeting *meeting,
                                const char *word)
{
  g_autoptr (GPtrArray) forms =
    rapport_agenda_templates_list (library, rapport_agenda_get_language (library, meeting));

  for (guint i = 0; i < forms->len; i++)
    {
      const RapportAgendaForm *form = forms->pdata[i];

      if (g_str_equal (form->word, word))
        return apply_text (transaction, library, meeting, form->text);
    }
  return 0;
}

/* Keeping. */

static char *
write_items (const char *text)
{
  g_autofree char *kept = rewrite (text, FALSE);
  g_auto (GStrv) lines = g_strsplit (kept, "\n", -1);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      json_array_add_string_element (array, *line);
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

RapportAgendaTemplate *
rapport_agenda_templates_save (RapportTransaction *transaction,
                               RapportLibrary *library,
                               const char *word,
                               const char *name,
                               const char *text)
{
  g_autoptr (GPtrArray) records = find_records (library);
  RapportRecord *record = word != NULL ? find_record (records, word) : NULL;
  g_autofree char *items = write_items (text);

  if (record == NULL)
    {
      const char *last = records->len > 0
                           ? rapport_record_get_text (records->pdata[records->len - 1],
                                                      RAPPORT_AGENDA_TEMPLATE_ORDER)
                           : NULL;
      g_autofree char *order = rapport_order_key_between (last, NULL);

      record = rapport_transaction_create (transaction, RAPPORT_TYPE_AGENDA_TEMPLATE);
      rapport_transaction_set_text (transaction, record, RAPPORT_AGENDA_TEMPLATE_WORD,
                                    find_built_in (word) >= 0 ? word : NULL);
      rapport_transaction_set_text (transaction, record, RAPPORT_AGENDA_TEMPLATE_ORDER, order);
    }
  rapport_transaction_set_text (transaction, record, RAPPORT_AGENDA_TEMPLATE_NAME, name);
  rapport_transaction_set_text (transaction, record, RAPPORT_AGENDA_TEMPLATE_ITEMS, items);
  return RAPPORT_AGENDA_TEMPLATE (record);
}

void
rapport_agenda_templates_remove (RapportTransaction *transaction,
                                 RapportLibrary *library,
                                 const char *word)
{
  g_autoptr (GPtrArray) records = find_records (library);
  RapportRecord *record = find_record (records, word);

  if (record != NULL)
    rapport_transaction_trash (transaction, record);
}

/* What came out of a source is that source again: the next meeting has other questions. */
static int
get_source (RapportRecord *item)
{
  static const struct
  {
    const char *kind;
    RapportAgendaSource source;
  } kinds[] = {
    { "goals", RAPPORT_AGENDA_GOALS },          { "results", RAPPORT_AGENDA_RESULTS },
    { "agreement", RAPPORT_AGENDA_AGREEMENTS }, { "task", RAPPORT_AGENDA_APPROVALS },
    { "question", RAPPORT_AGENDA_QUEUE },       { "brief", RAPPORT_AGENDA_BRIEF },
  };

  if (*rapport_record_get_text (item, RAPPORT_AGENDA_ITEM_CARRIED_FROM) != '\0')
    return RAPPORT_AGENDA_CARRIED;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (rapport_record_has_word (item, RAPPORT_AGENDA_ITEM_KIND, kinds[i].kind))
      return (int) kinds[i].source;
  return *rapport_record_get_text (item, RAPPORT_AGENDA_ITEM_ABOUT) != '\0' ? RAPPORT_AGENDA_QUEUE
                                                                            : -1;
}

char *
rapport_agenda_templates_describe (RapportLibrary *library, RapportMeeting *meeting)
{
  g_autoptr (GPtrArray) items =
    rapport_agenda_find_items (library, rapport_record_get_id (RAPPORT_RECORD (meeting)));
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_agenda_line_free);
  guint told = 0;

  for (guint i = 0; i < items->len; i++)
    {
      RapportRecord *item = items->pdata[i];
      const int source = get_source (item);
      g_autofree char *title = rapport_agenda_item_get_title (library, items->pdata[i]);

      if (source >= 0 && (told & (1u << source)) != 0)
        continue;
      if (source >= 0)
        told |= 1u << source;
      g_ptr_array_add (lines, rapport_agenda_line_new (source, title,
                                                       (int) rapport_record_get_integer (
                                                         item, RAPPORT_AGENDA_ITEM_PLANNED)));
    }
  return rapport_agenda_lines_format (lines);
}
