/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-mention-provider.h"

#include "rapport-minutes.h"

#include <string.h>

struct _RapportMentionProvider
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportMeeting *meeting;
};

/* A name that is offered. */

#define RAPPORT_TYPE_MENTION (rapport_mention_get_type ())
G_DECLARE_FINAL_TYPE (RapportMention, rapport_mention, RAPPORT, MENTION, GObject)

struct _RapportMention
{
  GObject parent_instance;

  char *name;
};

static char *
get_typed_text_cb (GtkSourceCompletionProposal *proposal)
{
  return g_strdup (RAPPORT_MENTION (proposal)->name);
}

static void
proposal_init (GtkSourceCompletionProposalInterface *iface)
{
  iface->get_typed_text = get_typed_text_cb;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportMention,
                               rapport_mention,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL,
                                                      proposal_init))

static void
rapport_mention_finalize (GObject *object)
{
  g_free (RAPPORT_MENTION (object)->name);
  G_OBJECT_CLASS (rapport_mention_parent_class)->finalize (object);
}

static void
rapport_mention_class_init (RapportMentionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_mention_finalize;
}

static void
rapport_mention_init (RapportMention *self)
{
}

/* Offering. */

static void provider_init (GtkSourceCompletionProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportMentionProvider,
                               rapport_mention_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER,
                                                      provider_init))

gboolean
rapport_mention_provider_find_sign (GtkTextIter *start)
{
  while (gtk_text_iter_backward_char (start))
    {
      const gunichar c = gtk_text_iter_get_char (start);

      if (c == '@')
        return TRUE;
      if (!g_unichar_isalnum (c) && c != '_')
        return FALSE;
    }
  return FALSE;
}

/* Whether a word of the name begins so. */
static gboolean
fits (const char *name, const char *typed)
{
  g_autofree char *small = g_utf8_casefold (name, -1);
  g_autofree char *begin = g_utf8_casefold (typed, -1);
  g_auto (GStrv) words = g_strsplit (small, " ", -1);

  if (g_str_has_prefix (small, begin))
    return TRUE;
  for (char **word = words; *word != NULL; word++)
    if (g_str_has_prefix (*word, begin))
      return TRUE;
  return FALSE;
}

/* (transfer full) (nullable): what is typed behind the "@". */
static char *
get_typed (GtkSourceCompletionContext *context)
{
  GtkTextIter start, end;

  gtk_source_completion_context_get_bounds (context, &start, &end);
  if (!rapport_mention_provider_find_sign (&start))
    return NULL;
  gtk_text_iter_forward_char (&start);
  return gtk_text_iter_get_slice (&start, &end);
}

static GListModel *
list_fitting (RapportMentionProvider *self, const char *typed)
{
  g_autoptr (GPtrArray) names = rapport_minutes_list_people (self->library, self->meeting);
  GListStore *list = g_list_store_new (RAPPORT_TYPE_MENTION);

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (RapportMention) mention = NULL;

      if (!fits (names->pdata[i], typed))
        continue;
      mention = g_object_new (RAPPORT_TYPE_MENTION, NULL);
      mention->name = g_strdup (names->pdata[i]);
      g_list_store_append (list, mention);
    }
  return G_LIST_MODEL (list);
}

static void
populate_async_cb (GtkSourceCompletionProvider *provider,
                   GtkSourceCompletionContext *context,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  RapportMentionProvider *self = RAPPORT_MENTION_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  g_autofree char *typed = get_typed (context);

  g_task_set_source_tag (task, populate_async_cb);
  if (typed == NULL || self->meeting == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no mention");
  else
    g_task_return_pointer (task, list_fitting (self, typed), g_object_unref);
}

static GListModel *
populate_finish_cb (GtkSourceCompletionProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
refilter_cb (GtkSourceCompletionProvider *provider,
             GtkSourceCompletionContext *context,
             GListModel *model)
{
  RapportMentionProvider *self = RAPPORT_MENTION_PROVIDER (provider);
  g_autofree char *typed = get_typed (context);
  g_autoptr (GListModel) list = NULL;

  if (typed != NULL && self->meeting != NULL)
    list = list_fitting (self, typed);
  gtk_source_completion_context_set_proposals_for_provider (context, provider, list);
}

static gboolean
is_trigger_cb (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar c)
{
  return c == '@';
}

static void
display_cb (GtkSourceCompletionProvider *provider,
            GtkSourceCompletionContext *context,
            GtkSourceCompletionProposal *proposal,
            GtkSourceCompletionCell *cell)
{
  if (gtk_source_completion_cell_get_column (cell) == GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT)
    gtk_source_completion_cell_set_text (cell, RAPPORT_MENTION (proposal)->name);
}

static void
activate_cb (GtkSourceCompletionProvider *provider,
             GtkSourceCompletionContext *context,
             GtkSourceCompletionProposal *proposal)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  const char *name = RAPPORT_MENTION (proposal)->name;
  g_autofree char *words =
    strchr (name, ' ') != NULL ? g_strdup_printf ("@\"%s\"", name) : g_strdup_printf ("@%s", name);
  GtkTextIter start, end;

  gtk_source_completion_context_get_bounds (context, &start, &end);
  if (!rapport_mention_provider_find_sign (&start))
    return;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, words, -1);
  gtk_text_buffer_end_user_action (buffer);
}

static void
provider_init (GtkSourceCompletionProviderInterface *iface)
{
  iface->populate_async = populate_async_cb;
  iface->populate_finish = populate_finish_cb;
  iface->refilter = refilter_cb;
  iface->is_trigger = is_trigger_cb;
  iface->display = display_cb;
  iface->activate = activate_cb;
}

static void
rapport_mention_provider_dispose (GObject *object)
{
  RapportMentionProvider *self = RAPPORT_MENTION_PROVIDER (object);

  g_clear_object (&self->meeting);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_mention_provider_parent_class)->dispose (object);
}

static void
rapport_mention_provider_class_init (RapportMentionProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_mention_provider_dispose;
}

static void
rapport_mention_provider_init (RapportMentionProvider *self)
{
}

RapportMentionProvider *
rapport_mention_provider_new (RapportLibrary *library)
{
  RapportMentionProvider *self = g_object_new (RAPPORT_TYPE_MENTION_PROVIDER, NULL);

  self->library = g_object_ref (library);
  return self;
}

void
rapport_mention_provider_set_meeting (RapportMentionProvider *self, RapportMeeting *meeting)
{
  g_set_object (&self->meeting, meeting);
}
