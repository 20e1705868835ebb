/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers of tables of people, as Google, Outlook, Bitrix24, amoCRM, HubSpot and Salesforce export
 * them, and as people write them. */
#include "rapport-client-import-private.h"

#include "rapport-csv-column.h"

#include <string.h>

#define NAME     RAPPORT_CLIENT_COLUMN_CONTACT_NAME
#define FIRST    RAPPORT_CLIENT_COLUMN_CONTACT_FIRST_NAME
#define MIDDLE   RAPPORT_CLIENT_COLUMN_CONTACT_MIDDLE_NAME
#define LAST     RAPPORT_CLIENT_COLUMN_CONTACT_LAST_NAME
#define POSITION RAPPORT_CLIENT_COLUMN_CONTACT_POSITION
#define EMAIL    RAPPORT_CLIENT_COLUMN_CONTACT_EMAIL
#define PHONE    RAPPORT_CLIENT_COLUMN_CONTACT_PHONE
#define BIRTHDAY RAPPORT_CLIENT_COLUMN_CONTACT_BIRTHDAY
#define COMPANY  RAPPORT_CLIENT_COLUMN_CONTACT_COMPANY
#define NOTES    RAPPORT_CLIENT_COLUMN_NOTES
#define NOTHING  RAPPORT_CLIENT_COLUMN_IGNORED

/* What is said about a value, and what is said of others, stands first. */
const RapportClientWord rapport_people_words[] = {
  { "phonetic", NOTHING, FALSE },
  { "yomi", NOTHING, FALSE },
  { "label", NOTHING, FALSE },
  { "type", NOTHING, FALSE },
  { "тип", NOTHING, FALSE },
  { "display name", NOTHING, FALSE },
  { "краткое имя", NOTHING, FALSE },
  { "fax", NOTHING, FALSE },
  { "факс", NOTHING, FALSE },
  { "prefix", NOTHING, FALSE },
  { "suffix", NOTHING, FALSE },
  { "обращение", NOTHING, FALSE },
  { "assistant", NOTHING, FALSE },
  { "помощник", NOTHING, FALSE },
  { "manager's", NOTHING, FALSE },
  { "руководител", NOTHING, FALSE },
  { "spouse", NOTHING, FALSE },
  { "супруг", NOTHING, FALSE },
  { "owner", NOTHING, FALSE },
  { "ответственн", NOTHING, FALSE },
  { "nickname", NOTHING, FALSE },
  { "file as", NOTHING, FALSE },
  { "relation", NOTHING, FALSE },
  { "symbol", NOTHING, FALSE },
  { "job description", NOTHING, FALSE },
  { "location", NOTHING, FALSE },
  { "department", NOTHING, FALSE },
  { "отдел", NOTHING, FALSE },
  { "directory", NOTHING, FALSE },
  { "id", NOTHING, FALSE },
  { "birth", BIRTHDAY, FALSE },
  { "день рождения", BIRTHDAY, FALSE },
  { "дата рождения", BIRTHDAY, FALSE },
  { "рожд", BIRTHDAY, FALSE },
  { "др", BIRTHDAY, TRUE },
  { "email", EMAIL, FALSE },
  { "e-mail", EMAIL, FALSE },
  { "e mail", EMAIL, FALSE },
  { "mail", EMAIL, TRUE },
  { "почта", EMAIL, FALSE },
  { "почты", EMAIL, FALSE },
  { "телефон", PHONE, FALSE },
  { "тел", PHONE, TRUE },
  { "тел.", PHONE, TRUE },
  { "моб", PHONE, FALSE },
  { "phone", PHONE, FALSE },
  { "telephone", PHONE, FALSE },
  { "mobile", PHONE, FALSE },
  { "cell", PHONE, FALSE },
  { "whatsapp", PHONE, FALSE },
  { "job", POSITION, FALSE },
  { "position", POSITION, FALSE },
  { "должност", POSITION, FALSE },
  { "роль", POSITION, FALSE },
  { "role", POSITION, FALSE },
  { "first name", FIRST, FALSE },
  { "given name", FIRST, FALSE },
  { "firstname", FIRST, TRUE },
  { "middle name", MIDDLE, FALSE },
  { "additional name", MIDDLE, FALSE },
  { "patronymic", MIDDLE, FALSE },
  { "отчество", MIDDLE, FALSE },
  { "last name", LAST, FALSE },
  { "family name", LAST, FALSE },
  { "lastname", LAST, TRUE },
  { "surname", LAST, FALSE },
  { "фио", NAME, FALSE },
  { "ф.и.о", NAME, FALSE },
  { "ф. и. о", NAME, FALSE },
  { "full name", NAME, FALSE },
  { "полное имя", NAME, FALSE },
  { "фамилия имя", NAME, FALSE },
  { "фамилия, имя", NAME, FALSE },
  { "имя и фамилия", NAME, FALSE },
  { "имя фамилия", NAME, FALSE },
  { "фамилия", LAST, FALSE },
  { "контактное лицо", NAME, FALSE },
  { "contact name", NAME, FALSE },
  { "contact person", NAME, FALSE },
  { "комментар", NOTES, FALSE },
  { "примечан", NOTES, FALSE },
  { "заметк", NOTES, FALSE },
  { "note", NOTES, FALSE },
  { "comment", NOTES, FALSE },
  { "account name", COMPANY, FALSE },
  /* "Title" of an organisation is that of the person in it. */
  { "organization title", POSITION, FALSE },
  { "organization 1 - title", POSITION, FALSE },
  { "company", COMPANY, FALSE },
  { "organization", COMPANY, FALSE },
  { "organisation", COMPANY, FALSE },
  { "компани", COMPANY, FALSE },
  { "организаци", COMPANY, FALSE },
  { "клиент", COMPANY, FALSE },
  { "client", COMPANY, FALSE },
  { "customer", COMPANY, FALSE },
  /* From here on only what no other column is for. */
  { "title", POSITION, TRUE },
  { "occupation", POSITION, TRUE },
  { "имя", FIRST, FALSE },
  { "name", NAME, TRUE },
  { "contact", NAME, TRUE },
  { "person", NAME, TRUE },
  { "контакт", NAME, TRUE },
  { "сотрудник", NAME, TRUE },
};

const gsize rapport_people_n_words = G_N_ELEMENTS (rapport_people_words);

#define N_WEAK 8

static RapportClientColumn *
find (GPtrArray *columns, RapportClientColumnRole role)
{
  for (guint i = 0; i < columns->len; i++)
    if (((RapportClientColumn *) columns->pdata[i])->role == role)
      return columns->pdata[i];
  return NULL;
}

static void
take (GPtrArray *columns, RapportClientColumn *column, const RapportClientWord *word)
{
  const gboolean repeats = word->role == EMAIL || word->role == PHONE || word->role == NOTES;

  if (repeats || find (columns, word->role) == NULL)
    {
      column->role = word->role;
      column->confidence = word->whole ? RAPPORT_CONFIDENCE_HIGH : RAPPORT_CONFIDENCE_MEDIUM;
    }
}

static void
assign (GPtrArray *columns, gboolean weak)
{
  for (guint i = 0; i < columns->len; i++)
    {
      RapportClientColumn *column = columns->pdata[i];
      g_autofree char *folded = rapport_csv_fold (column->title);
      gsize word = 0;

      while (word < rapport_people_n_words &&
             !rapport_client_word_is_in (&rapport_people_words[word], folded))
        word++;
      if (word < rapport_people_n_words && (word >= rapport_people_n_words - N_WEAK) == weak)
        take (columns, column, &rapport_people_words[word]);
    }
}

void
rapport_people_words_assign (GPtrArray *columns)
{
  RapportClientColumn *first;

  assign (columns, FALSE);
  assign (columns, TRUE);
  /* A given name alone is how somebody is called. */
  first = find (columns, FIRST);
  if (first != NULL && find (columns, LAST) == NULL && find (columns, NAME) == NULL)
    first->role = NAME;
}
