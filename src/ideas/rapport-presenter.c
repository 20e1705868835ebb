/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-presenter.h"

#include "rapport-audience-window.h"
#include "rapport-board-publish.h"
#include "rapport-cards.h"
#include "rapport-format.h"
#include "rapport-id.h"

#include <glib/gi18n-lib.h>

/* In which history the log of what was shown stands: in no client's. */
#define SHOWINGS "showings"

struct _RapportPresenter
{
  GObject parent_instance;

  RapportLibrary *library;
  RapportBoardPublisher *publisher;
  char *board_id;
  char *client_id;
  RapportAudienceWindow *window; /* NULL once it is over */
  GListStore *steps;
  GPtrArray *frames; /* what the steps are of */
  guint position;
  gint64 started;
  RapportRecord *showing; /* of what is shown now, or NULL */
  char *showing_entry;
  gboolean laser;
  gboolean pointing;
  RapportSpot spot;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LASER_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportPresenter, rapport_presenter, G_TYPE_OBJECT)

/* The log of what was shown. */

static RapportTransaction *
begin_log (RapportPresenter *self)
{
  RapportTransaction *transaction =
    rapport_transaction_begin (self->library, _ ("Note what was shown"));

  rapport_transaction_set_client (transaction, SHOWINGS);
  rapport_transaction_set_entry (transaction, self->showing_entry);
  return transaction;
}

static void
commit_log (RapportTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_transaction_commit (transaction, &error))
    g_message ("what was shown is not noted: %s", error->message);
}

static gint64
get_now (RapportPresenter *self)
{
  return rapport_clock_get_now (rapport_library_get_clock (self->library));
}

static void
end_showing (RapportPresenter *self)
{
  g_autoptr (RapportTransaction) transaction = NULL;

  if (self->showing == NULL)
    return;
  transaction = begin_log (self);
  rapport_transaction_set_integer (transaction, self->showing, RAPPORT_SHOWING_ENDED,
                                   get_now (self));
  commit_log (transaction);
  g_clear_object (&self->showing);
}

static void
begin_showing (RapportPresenter *self, RapportPresenterStep *step)
{
  g_autoptr (RapportTransaction) transaction = NULL;

  end_showing (self);
  if (rapport_library_is_read_only (self->library))
    return;
  g_free (self->showing_entry);
  self->showing_entry = rapport_id_new (get_now (self));
  transaction = begin_log (self);
  self->showing = g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_SHOWING));
  rapport_transaction_set_text (transaction, self->showing, RAPPORT_SHOWING_CLIENT,
                                self->client_id);
  rapport_transaction_set_text (transaction, self->showing, RAPPORT_SHOWING_BOARD, self->board_id);
  rapport_transaction_set_text (transaction, self->showing, RAPPORT_SHOWING_FRAME,
                                rapport_presenter_step_get_frame (step));
  rapport_transaction_set_text (transaction, self->showing, RAPPORT_SHOWING_TITLE,
                                rapport_presenter_step_get_title (step));
  rapport_transaction_set_integer (transaction, self->showing, RAPPORT_SHOWING_STARTED,
                                   get_now (self));
  commit_log (transaction);
}

/* What is skipped is remembered by the ids of frames; the whole board by that of the board. */

static char *
get_skipped_key (RapportPresenter *self)
{
  return g_strconcat ("skipped-", self->board_id, NULL);
}

static const char *
get_step_id (RapportPresenter *self, RapportPresenterStep *step)
{
  const char *frame = rapport_presenter_step_get_frame (step);

  return frame != NULL ? frame : self->board_id;
}

/* (transfer full): with the whole board, unless somebody has said otherwise. */
static GStrv
load_skipped (RapportPresenter *self)
{
  g_autofree char *key = get_skipped_key (self);
  g_autofree char *text = rapport_store_get_local (rapport_library_get_store (self->library), key);

  return g_strsplit (text != NULL ? text : self->board_id, " ", -1);
}

static void
save_skipped (RapportPresenter *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->steps));
  g_autofree char *key = get_skipped_key (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportPresenterStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), i);

      if (rapport_presenter_step_is_skipped (step))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", get_step_id (self, step));
    }
  rapport_store_set_local (rapport_library_get_store (self->library), key, text->str);
}

/* The steps. */

static RapportPresenterStep *
take_step (RapportPresenter *self, const char *frame, const char *title)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->steps));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportPresenterStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), i);

      if (g_strcmp0 (rapport_presenter_step_get_frame (step), frame) != 0)
        continue;
      rapport_presenter_step_set_title (step, title);
      return g_steal_pointer (&step);
    }
  return rapport_presenter_step_new (frame, title);
}

static GPtrArray *
list_steps (RapportPresenter *self, RapportPublicBoard *board)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_object_unref);
  const gboolean first = g_list_model_get_n_items (G_LIST_MODEL (self->steps)) == 0;
  g_auto (GStrv) skipped = load_skipped (self);

  for (guint i = 0; i < board->frames->len; i++)
    {
      RapportPublicRecord *frame = board->frames->pdata[i];
      const char *title = rapport_public_record_get_text (frame, "title");

      g_ptr_array_add (steps, take_step (self, rapport_public_record_get_id (frame),
                                         *title != '\0' ? title : _ ("Frame")));
    }
  g_ptr_array_add (steps, take_step (self, NULL, _ ("The Whole Board")));
  for (guint i = 0; first && steps->len > 1 && i < steps->len; i++)
    rapport_presenter_step_set_skipped (
      steps->pdata[i],
      g_strv_contains ((const char *const *) skipped, get_step_id (self, steps->pdata[i])));
  return steps;
}

static gboolean
is_step (RapportPresenter *self, guint position, gpointer step)
{
  g_autoptr (RapportPresenterStep) found =
    g_list_model_get_item (G_LIST_MODEL (self->steps), position);

  return found == step;
}

/* Each step has a row, so those that stay where they are are left alone. */
static void
put_steps (RapportPresenter *self, GPtrArray *steps)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->steps));
  guint first = 0, last = 0;

  while (first < MIN (n, steps->len) && is_step (self, first, steps->pdata[first]))
    first++;
  while (last < MIN (n, steps->len) - first &&
         is_step (self, n - last - 1, steps->pdata[steps->len - last - 1]))
    last++;
  if (first + last < MAX (n, steps->len))
    g_list_store_splice (self->steps, first, n - first - last, steps->pdata + first,
                         steps->len - first - last);
}

static void
fill_steps (RapportPresenter *self, RapportPublicBoard *board)
{
  g_autoptr (GPtrArray) steps = NULL;

  /* Boards share what has not changed. */
  if (self->frames == board->frames)
    return;
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  self->frames = g_ptr_array_ref (board->frames);
  steps = list_steps (self, board);
  put_steps (self, steps);
}

static void
show_step (RapportPresenter *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->steps));
  RapportPublicBoard *board = rapport_presenter_get_board (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapportPresenterStep) step = g_list_model_get_item (G_LIST_MODEL (self->steps), i);

      rapport_presenter_step_set_shown (step, i == self->position);
      if (i == self->position && self->window != NULL)
        rapport_audience_window_show (self->window, board, rapport_presenter_step_get_frame (step));
    }
  if (n == 0 && self->window != NULL)
    rapport_audience_window_show (self->window, NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What is shown stays so where it is still there, wherever it comes now. */
static void
board_changed_cb (RapportPresenter *self)
{
  RapportPublicBoard *board = rapport_presenter_get_board (self);
  g_autoptr (RapportPresenterStep) current = rapport_presenter_get_current (self);
  guint position = 0;

  if (board == NULL)
    {
      rapport_presenter_end (self);
      return;
    }
  fill_steps (self, board);
  if (g_list_store_find (self->steps, current, &position))
    {
      self->position = position;
      show_step (self);
      return;
    }
  end_showing (self);
  position = g_list_model_get_n_items (G_LIST_MODEL (self->steps)) - 1;
  rapport_presenter_go (self, MIN (self->position, position));
}

/* (transfer full) (nullable): the first that is not skipped in a direction. */
static RapportPresenterStep *
find_step (RapportPresenter *self, int n, guint *position)
{
  const int last = (int) g_list_model_get_n_items (G_LIST_MODEL (self->steps)) - 1;

  for (int i = (int) self->position + n; i >= 0 && i <= last; i += n)
    {
      g_autoptr (RapportPresenterStep) step =
        g_list_model_get_item (G_LIST_MODEL (self->steps), (guint) i);

      if (rapport_presenter_step_is_skipped (step))
        continue;
      *position = (guint) i;
      return g_steal_pointer (&step);
    }
  return NULL;
}

/* What the audience window tells. */

static void
step_cb (RapportPresenter *self, int n)
{
  rapport_presenter_step (self, n);
}

static void
pointed_cb (RapportPresenter *self, double x, double y)
{
  rapport_presenter_point (self, &(RapportSpot) { x, y });
}

static void
left_cb (RapportPresenter *self)
{
  rapport_presenter_point (self, NULL);
}

static void
ended_cb (RapportPresenter *self)
{
  rapport_presenter_end (self);
}

static void
open_window (RapportPresenter *self, GtkApplication *application)
{
  self->window = RAPPORT_AUDIENCE_WINDOW (rapport_audience_window_new (application));
  g_signal_connect_object (self->window, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "pointed", G_CALLBACK (pointed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}

/* The object. */

static void
rapport_presenter_dispose (GObject *object)
{
  RapportPresenter *self = RAPPORT_PRESENTER (object);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
  g_clear_object (&self->showing);
  g_clear_object (&self->publisher);
  g_clear_object (&self->steps);
  g_clear_pointer (&self->frames, g_ptr_array_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (rapport_presenter_parent_class)->dispose (object);
}

static void
rapport_presenter_finalize (GObject *object)
{
  RapportPresenter *self = RAPPORT_PRESENTER (object);

  g_free (self->board_id);
  g_free (self->client_id);
  g_free (self->showing_entry);
  G_OBJECT_CLASS (rapport_presenter_parent_class)->finalize (object);
}

static void
rapport_presenter_class_init (RapportPresenterClass *klass)
{
  static const char *const names[] = { "changed", "laser-changed", "ended" };

  G_OBJECT_CLASS (klass)->dispose = rapport_presenter_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_presenter_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
rapport_presenter_init (RapportPresenter *self)
{
  self->steps = g_list_store_new (RAPPORT_TYPE_PRESENTER_STEP);
}

/* Takes @publisher over. */
static RapportPresenter *
presenter_new (RapportBoardPublisher *publisher,
               RapportLibrary *library,
               const char *board_id,
               GtkApplication *application)
{
  RapportPresenter *self = g_object_new (RAPPORT_TYPE_PRESENTER, NULL);
  RapportPublicBoard *board = rapport_board_publisher_get_board (publisher);
  guint position = 0;
  g_autoptr (RapportPresenterStep) first = NULL;

  self->library = g_object_ref (library);
  self->publisher = publisher;
  self->board_id = g_strdup (board_id);
  self->client_id = g_strdup (rapport_public_record_get_id (board->client));
  self->started = get_now (self);
  g_signal_connect_object (self->publisher, "changed", G_CALLBACK (board_changed_cb), self,
                           G_CONNECT_SWAPPED);
  open_window (self, application);
  fill_steps (self, board);
  /* All may be skipped: then it begins with the first nevertheless. */
  self->position = G_MAXUINT;
  first = find_step (self, 1, &position);
  rapport_presenter_go (self, first != NULL ? position : 0);
  gtk_window_present (GTK_WINDOW (self->window));
  return self;
}

typedef struct
{
  char *board_id;
  GtkApplication *application;
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *beginning = data;

  g_object_unref (beginning->application);
  g_free (beginning->board_id);
  g_free (beginning);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Beginning *beginning = g_task_get_task_data (task);
  GError *error = NULL;
  RapportBoardPublisher *publisher = rapport_board_publisher_new_finish (result, &error);

  if (publisher == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task,
                           presenter_new (publisher, RAPPORT_LIBRARY (source), beginning->board_id,
                                          beginning->application),
                           g_object_unref);
}

void
rapport_presenter_new_async (RapportLibrary *library,
                             const char *board_id,
                             GtkApplication *application,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  Beginning *beginning = g_new0 (Beginning, 1);

  beginning->board_id = g_strdup (board_id);
  beginning->application = g_object_ref (application);
  g_task_set_source_tag (task, rapport_presenter_new_async);
  g_task_set_task_data (task, beginning, beginning_free);
  rapport_board_publisher_new_async (library, board_id, cancellable, published_cb, task);
}

RapportPresenter *
rapport_presenter_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rapport_presenter_new_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

RapportLibrary *
rapport_presenter_get_library (RapportPresenter *self)
{
  return self->library;
}

const char *
rapport_presenter_get_board_id (RapportPresenter *self)
{
  return self->board_id;
}

const char *
rapport_presenter_get_client_id (RapportPresenter *self)
{
  return self->client_id;
}

RapportPublicBoard *
rapport_presenter_get_board (RapportPresenter *self)
{
  return rapport_board_publisher_get_board (self->publisher);
}

GListModel *
rapport_presenter_get_steps (RapportPresenter *self)
{
  return G_LIST_MODEL (self->steps);
}

guint
rapport_presenter_get_position (RapportPresenter *self)
{
  return self->position;
}

RapportPresenterStep *
rapport_presenter_get_current (RapportPresenter *self)
{
  return g_list_model_get_item (G_LIST_MODEL (self->steps), self->position);
}

RapportPresenterStep *
rapport_presenter_get_next (RapportPresenter *self)
{
  guint position;

  return find_step (self, 1, &position);
}

void
rapport_presenter_go (RapportPresenter *self, guint position)
{
  g_autoptr (RapportPresenterStep) step = NULL;

  if (self->window == NULL || position >= g_list_model_get_n_items (G_LIST_MODEL (self->steps)) ||
      (position == self->position && self->showing != NULL))
    return;
  self->position = position;
  step = rapport_presenter_get_current (self);
  rapport_presenter_point (self, NULL);
  show_step (self);
  begin_showing (self, step);
}

void
rapport_presenter_step (RapportPresenter *self, int n)
{
  guint position = 0;
  g_autoptr (RapportPresenterStep) step = find_step (self, n, &position);

  if (step != NULL)
    rapport_presenter_go (self, position);
}

void
rapport_presenter_set_skipped (RapportPresenter *self, guint position, gboolean skipped)
{
  g_autoptr (RapportPresenterStep) step =
    g_list_model_get_item (G_LIST_MODEL (self->steps), position);

  if (step == NULL || rapport_presenter_step_is_skipped (step) == skipped)
    return;
  rapport_presenter_step_set_skipped (step, skipped);
  save_skipped (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

gboolean
rapport_presenter_move (RapportPresenter *self, guint position, gboolean later)
{
  g_autoptr (RapportPresenterStep) step =
    g_list_model_get_item (G_LIST_MODEL (self->steps), position);
  const char *ids[] = { step != NULL ? rapport_presenter_step_get_frame (step) : NULL, NULL };
  g_autoptr (RapportTransaction) transaction = NULL;
  g_autoptr (GError) error = NULL;

  if (ids[0] == NULL || rapport_library_is_read_only (self->library))
    return FALSE;
  transaction = rapport_transaction_begin (self->library, _ ("Move the Frame"));
  rapport_cards_order (transaction, self->library, self->board_id, ids,
                       later ? RAPPORT_CARDS_FORWARD : RAPPORT_CARDS_BACKWARD);
  if (rapport_transaction_is_empty (transaction))
    return FALSE;
  if (!rapport_transaction_commit (transaction, &error))
    g_message ("a frame was not moved: %s", error->message);
  return error == NULL;
}

gint64
rapport_presenter_get_started (RapportPresenter *self)
{
  return self->started;
}

gboolean
rapport_presenter_has_laser (RapportPresenter *self)
{
  return self->laser;
}

void
rapport_presenter_set_laser (RapportPresenter *self, gboolean on)
{
  if (self->laser == on)
    return;
  if (!on)
    rapport_presenter_point (self, NULL);
  self->laser = on;
  g_signal_emit (self, signals[SIGNAL_LASER_CHANGED], 0);
}

void
rapport_presenter_point (RapportPresenter *self, const RapportSpot *spot)
{
  if (!self->laser || self->window == NULL)
    return;
  self->pointing = spot != NULL;
  if (spot != NULL)
    self->spot = *spot;
  rapport_audience_window_set_laser (self->window, spot);
  g_signal_emit (self, signals[SIGNAL_LASER_CHANGED], 0);
}

const RapportSpot *
rapport_presenter_get_spot (RapportPresenter *self)
{
  return self->laser && self->pointing ? &self->spot : NULL;
}

gboolean
rapport_presenter_remark (RapportPresenter *self,
                          const char *card_id,
                          const char *text,
                          const char *said_by,
                          GError **error)
{
  g_autoptr (RapportTransaction) transaction =
    rapport_transaction_begin (self->library, _ ("Add a Remark"));
  RapportRecord *remark = rapport_transaction_create (transaction, RAPPORT_TYPE_REMARK);

  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_CLIENT, self->client_id);
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_PLACEMENT, card_id);
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_TEXT, text);
  rapport_transaction_set_text (transaction, remark, RAPPORT_REMARK_SAID_BY, said_by);
  rapport_transaction_set_day (transaction, remark, RAPPORT_REMARK_DAY,
                               rapport_format_today (self->library));
  return rapport_transaction_commit (transaction, error);
}

gboolean
rapport_presenter_is_over (RapportPresenter *self)
{
  return self->window == NULL;
}

void
rapport_presenter_end (RapportPresenter *self)
{
  GtkWindow *window = NULL;

  if (self->window == NULL)
    return;
  end_showing (self);
  window = GTK_WINDOW (g_steal_pointer (&self->window));
  g_signal_handlers_disconnect_by_data (window, self);
  gtk_window_destroy (window);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}
