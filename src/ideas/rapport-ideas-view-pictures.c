/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that are put on a board: read, made small and measured in another thread. */
#include "rapport-ideas-view-private.h"

#include "rapport-files.h"
#include "rapport-picture.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

#define GAP 24.0
/* Several lie beside each other, so many in a row. */
#define IN_A_ROW 4

#define LOWEST  48.0
#define HIGHEST 960.0

/* One that can be put there. */
typedef struct
{
  RapportFileData *data;
  double aspect;
} Ready;

typedef struct
{
  RapportIdeasView *view;
  char *client_id;
  char *board_id;
  RapportPlace place;
  GPtrArray *sources; /* GFile or GdkTexture */
  /* What the thread makes of them. */
  GPtrArray *ready;
  GPtrArray *problems; /* sentences for the user */
} Job;

static void
ready_free (gpointer data)
{
  Ready *self = data;

  rapport_file_data_free (self->data);
  g_free (self);
}

static void
job_free (Job *self)
{
  g_object_unref (self->view);
  g_free (self->client_id);
  g_free (self->board_id);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->ready);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Reading, in another thread. */

/* A folder, a pipe or something endless is not read. */
static GBytes *
read_file (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > RAPPORT_PICTURE_MAX_FILE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("It is no picture, or far too large."));
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

static Ready *
prepare (GBytes *bytes, const char *name, GError **error)
{
  const char *mime_type = NULL;
  g_autoptr (GBytes) kept = rapport_picture_prepare (bytes, &mime_type, error);
  g_autoptr (RapportPicture) picture = kept != NULL ? rapport_picture_read (kept, error) : NULL;
  Ready *ready;

  if (picture == NULL)
    return NULL;
  ready = g_new0 (Ready, 1);
  ready->data = rapport_file_data_new (name, mime_type, kept);
  ready->aspect = rapport_picture_get_aspect (picture);
  return ready;
}

static void
read_source (Job *self, GObject *source)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = G_IS_FILE (source) ? g_file_get_basename (G_FILE (source)) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : NULL;
  g_autoptr (GBytes) bytes = G_IS_FILE (source)
                               ? read_file (G_FILE (source), &error)
                               : gdk_texture_save_to_png_bytes (GDK_TEXTURE (source));
  Ready *ready =
    bytes != NULL ? prepare (bytes, name != NULL ? name : _ ("Picture"), &error) : NULL;

  if (ready != NULL)
    g_ptr_array_add (self->ready, ready);
  else if (name == NULL)
    g_ptr_array_add (self->problems, g_strdup (error->message));
  else
    /* Translators: the name of a file, and what is wrong with it, a sentence. */
    g_ptr_array_add (self->problems, g_strdup_printf (_ ("“%s”: %s"), name, error->message));
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;

  for (guint i = 0; i < self->sources->len; i++)
    read_source (self, self->sources->pdata[i]);
  g_task_return_boolean (task, TRUE);
}

/* On the board. */

static RapportPlacement *
put_picture (Job *self,
             RapportTransaction *transaction,
             const Ready *ready,
             const RapportPlace *place)
{
  const RapportNewCard card = { .kind = "image", .place = *place };
  RapportPlacement *placement;
  RapportRecord *file;

  if (g_strcmp0 (self->board_id, rapport_ideas_view_get_board_id (self->view)) == 0)
    placement = rapport_ideas_view_lay_card (self->view, transaction, &card);
  else
    placement = rapport_cards_add (transaction, self->view->library, self->board_id, &card);
  if (placement == NULL)
    return NULL;
  /* Kept with the board, and for the client as the card is. */
  file = rapport_file_attach (transaction, self->client_id, self->board_id, ready->data);
  rapport_transaction_set_text (transaction, file, RAPPORT_RECORD_AUDIENCE, "client");
  rapport_transaction_set_text (transaction, RAPPORT_RECORD (placement), RAPPORT_PLACEMENT_IMAGE,
                                rapport_record_get_id (file));
  return placement;
}

static void
put_pictures (Job *self, RapportTransaction *transaction, GPtrArray *added)
{
  RapportPlace place = self->place;
  double bottom = place.y;

  for (guint i = 0; i < self->ready->len; i++)
    {
      const Ready *ready = self->ready->pdata[i];
      RapportPlacement *placement;

      if (i > 0 && i % IN_A_ROW == 0)
        {
          place.x = self->place.x;
          place.y = bottom + GAP;
        }
      place.height = CLAMP (place.width / ready->aspect, LOWEST, HIGHEST);
      bottom = MAX (bottom, place.y + place.height);
      placement = put_picture (self, transaction, ready, &place);
      if (placement != NULL)
        g_ptr_array_add (added, placement);
      place.x += place.width + GAP;
    }
}

static void
tell_problems (Job *self)
{
  const guint n = self->problems->len;
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  if (n == 1)
    text = g_strdup (self->problems->pdata[0]);
  else
    text = g_strdup_printf (
      ngettext ("%u picture could not be read", "%u pictures could not be read", n), n);
  rapport_toast_show (GTK_WIDGET (self->view), text);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) self = user_data;
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  tell_problems (self);
  if (self->ready->len == 0 || rapport_library_is_read_only (self->view->library))
    return;
  transaction = rapport_transaction_begin (
    self->view->library, self->ready->len == 1 ? _ ("Add a Picture") : _ ("Add Pictures"));
  rapport_transaction_set_client (transaction, self->client_id);
  put_pictures (self, transaction, added);
  /* The board may be gone meanwhile, or another one be shown. */
  if (added->len > 0 && rapport_ideas_view_commit (self->view, transaction) &&
      g_strcmp0 (self->board_id, rapport_ideas_view_get_board_id (self->view)) == 0)
    rapport_ideas_view_select_records (self->view, added);
}

void
rapport_ideas_view_take_pictures (RapportIdeasView *self,
                                  GPtrArray *sources,
                                  const RapportPlace *place)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (!rapport_ideas_view_is_writable (self) || sources->len == 0)
    return;
  job = g_new0 (Job, 1);
  job->view = g_object_ref (self);
  job->client_id = g_strdup (rapport_ideas_view_get_client_id (self));
  job->board_id = g_strdup (rapport_ideas_view_get_board_id (self));
  job->place = *place;
  job->sources = g_ptr_array_ref (sources);
  job->ready = g_ptr_array_new_with_free_func (ready_free);
  job->problems = g_ptr_array_new_with_free_func (g_free);
  task = g_task_new (NULL, NULL, read_cb, job);
  g_task_set_source_tag (task, rapport_ideas_view_take_pictures);
  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, read_thread);
}

void
rapport_ideas_view_take_texture (RapportIdeasView *self,
                                 GdkTexture *texture,
                                 const RapportPlace *place)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (sources, g_object_ref (texture));
  rapport_ideas_view_take_pictures (self, sources, place);
}
