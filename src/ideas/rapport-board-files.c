/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boards as files: out for the client, and in from anywhere. */
#include "rapport-board-files.h"

#include "rapport-board-canvas.h"
#include "rapport-board-output.h"
#include "rapport-board-publish.h"
#include "rapport-card-table.h"
#include "rapport-onlooker.h"
#include "rapport-picture.h"
#include "rapport-records.h"
#include "rapport-toast.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Pixels of a picture for one of the screen: sharp on any. */
#define PICTURE_SCALE 2.0
/* What takes longer says so. */
#define PATIENCE_MS 500
/* Lines of a dialog; the rest is counted. */
#define MOST_TOLD 12

static const struct
{
  const char *form;
  const char *end;
  const char *kind; /* of files, as the chooser says */
} forms[] = {
  { "pdf", "pdf", N_ ("PDF documents") },
  { "whole", "pdf", N_ ("PDF documents") },
  { "png", "png", N_ ("Pictures") },
  { "svg", "svg", N_ ("Drawings") },
  { "canvas", "canvas", N_ ("JSON Canvas") },
  { "csv", "csv", N_ ("Tables") },
  { RAPPORT_BOARD_EVERYTHING, "canvas", N_ ("JSON Canvas") },
};

static gsize
find_form (const char *form)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].form, form))
      return i;
  g_return_val_if_reached (0);
}

static GtkWindow *
get_window (GtkWidget *near)
{
  GtkRoot *root = gtk_widget_get_root (near);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static char *
name_file (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return g_filename_display_name (base);
}

/* What goes wrong is told even when the view is not there any more. */
static void
tell (GtkWidget *near, const char *heading, const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, gtk_widget_get_root (near) != NULL ? near : NULL);
}

/* Exporting. */

typedef struct
{
  GtkWidget *near;
  RapportLibrary *library;
  gsize form;
  RapportPublicBoard *board;
  char *text; /* of what is for ourselves */
  GFile *file;
  double scale; /* of a picture, as it came out */
  guint patience;
  GCancellable *cancellable;
  AdwToast *progress; /* (nullable) */
} Export;

static void
export_free (Export *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  rapport_toast_take_back (self->progress);
  g_object_unref (self->cancellable);
  g_object_unref (self->near);
  g_object_unref (self->library);
  g_clear_pointer (&self->board, rapport_public_board_unref);
  g_clear_object (&self->file);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_bytes (Export *self, GError **error)
{
  const char *form = forms[self->form].form;
  const RapportBoardView view = { .whole = g_str_equal (form, "whole"),
                                  .cancellable = self->cancellable };

  if (self->text != NULL)
    return g_bytes_new (self->text, strlen (self->text));
  if (g_str_equal (form, "png"))
    return rapport_board_make_png (self->board, &view, PICTURE_SCALE, &self->scale, error);
  if (g_str_equal (form, "svg"))
    return rapport_board_make_svg (self->board, &view, error);
  if (g_str_equal (form, "canvas"))
    return take_text (rapport_board_canvas_publish (self->board));
  if (g_str_equal (form, "csv"))
    return take_text (rapport_card_table_write (self->board, NULL));
  return rapport_board_make_pdf (self->board, &view, NULL, error);
}

static void
make_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = make_bytes (data, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = name_file (self->file);
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (self->file, result, NULL, &error))
    {
      tell (self->near, _ ("The Board Could Not Be Exported"), error->message);
      return;
    }
  text = self->scale > 0 && self->scale < PICTURE_SCALE
           ? g_strdup_printf (_ ("Saved as “%s”, made smaller: the board is very large"), name)
           : g_strdup_printf (_ ("Saved as “%s”"), name);
  /* It may have been begun before a call, and its name may be another client's. */
  if (gtk_widget_get_root (self->near) != NULL && !rapport_onlooker_is_there (self->library))
    rapport_toast_show (self->near, text);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  GFile *file = self->file;

  g_clear_handle_id (&self->patience, g_source_remove);
  rapport_toast_take_back (g_steal_pointer (&self->progress));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    {
      tell (self->near, _ ("The Board Could Not Be Exported"), error->message);
      return;
    }
  /* Written beside the file first, so that one that is there is replaced wholly or not. */
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, written_cb, g_steal_pointer (&self));
}

static void
patience_cb (gpointer user_data)
{
  Export *self = user_data;

  self->patience = 0;
  if (gtk_widget_get_root (self->near) != NULL)
    self->progress = rapport_toast_show_cancel (self->near, _ ("Exporting…"), self->cancellable);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GTask) task = NULL;

  self->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (self->file == NULL)
    return;
  self->patience = g_timeout_add_once (PATIENCE_MS, patience_cb, self);
  task = g_task_new (NULL, NULL, made_cb, self);
  g_task_set_source_tag (task, rapport_board_export);
  g_task_set_task_data (task, g_steal_pointer (&self), NULL);
  g_task_run_in_thread (task, make_thread);
}

static void
ask_where (Export *self, const char *name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ (forms[self->form].kind));
  gtk_file_filter_add_suffix (filter, forms[self->form].end);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Export Board"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (self->near), NULL, chosen_cb, self);
}

static void
refuse (GtkWidget *near, const GError *error)
{
  tell (near, _ ("The Board Could Not Be Exported"), error->message);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportBoardPublisher) publisher = rapport_board_publisher_new_finish (result, &error);
  g_autofree char *name = NULL;

  if (publisher == NULL)
    {
      refuse (self->near, error);
      return;
    }
  self->board = rapport_public_board_ref (rapport_board_publisher_get_board (publisher));
  name = rapport_board_file_name (self->board, NULL, forms[self->form].end);
  ask_where (g_steal_pointer (&self), name);
}

/* For ourselves. */
static void
export_everything (Export *self, RapportLibrary *library, const char *board_id)
{
  g_autoptr (Export) owned = self;
  g_autoptr (RapportRecord) record =
    rapport_library_get (library, RAPPORT_TYPE_IDEA_BOARD, board_id);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  self->text = rapport_board_canvas_copy (library, board_id, &error);
  if (self->text == NULL)
    {
      refuse (self->near, error);
      return;
    }
  name = g_strdup_printf ("%s.canvas", rapport_record_get_title (record));
  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  ask_where (g_steal_pointer (&owned), name);
}

/* What is for the client is read now, as it is on the screen. */
void
rapport_board_export (GtkWidget *near,
                      RapportLibrary *library,
                      const char *board_id,
                      const char *form)
{
  Export *self = g_new0 (Export, 1);

  self->near = g_object_ref (near);
  self->library = g_object_ref (library);
  self->cancellable = g_cancellable_new ();
  self->form = find_form (form);
  if (g_str_equal (form, RAPPORT_BOARD_EVERYTHING))
    export_everything (self, library, board_id);
  else
    rapport_board_publisher_new_async (library, board_id, NULL, published_cb, self);
}

/* Importing. */

typedef struct
{
  GtkWidget *near;
  RapportLibrary *library;
  char *client_id;
  char *board_id;
  GFile *file;
  RapportBoardTaken taken;
  RapportBoardImport *import;
} Import;

/* What a thread has read: one of them. */
typedef struct
{
  RapportJsonCanvas *canvas;
  RapportCardTable *table;
} Content;

static void
import_free (Import *self)
{
  g_clear_pointer (&self->import, rapport_board_import_free);
  g_object_unref (self->near);
  g_object_unref (self->library);
  g_clear_object (&self->file);
  g_free (self->client_id);
  g_free (self->board_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, import_free)

static void
content_free (gpointer data)
{
  Content *content = data;

  g_clear_pointer (&content->canvas, rapport_json_canvas_free);
  g_clear_pointer (&content->table, rapport_card_table_free);
  g_free (content);
}

static gboolean
has_end (GFile *file, const char *const *ends)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *low = base != NULL ? g_ascii_strdown (base, -1) : g_strdup ("");

  for (; *ends != NULL; ends++)
    if (g_str_has_suffix (low, *ends))
      return TRUE;
  return FALSE;
}

static gboolean
is_canvas (GFile *file)
{
  static const char *const ends[] = { ".canvas", ".json", NULL };

  return has_end (file, ends);
}

gboolean
rapport_board_takes_file (GFile *file)
{
  static const char *const ends[] = { ".csv", ".tsv", ".xlsx", ".ods", NULL };

  return is_canvas (file) || has_end (file, ends);
}

static gboolean
read_file (GFile *file, Content *content, GCancellable *cancellable, GError **error)
{
  if (!is_canvas (file))
    {
      content->table = rapport_card_table_read (file, NULL, cancellable, error);
      return content->table != NULL;
    }
  content->canvas = rapport_json_canvas_read (file, rapport_picture_prepare, cancellable, error);
  return content->canvas != NULL;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Content *content = g_new0 (Content, 1);
  GError *error = NULL;

  if (read_file (G_FILE (data), content, cancellable, &error))
    {
      g_task_return_pointer (task, content, content_free);
      return;
    }
  content_free (content);
  g_task_return_error (task, error);
}

static void
tell_refused (Import *self, const GError *error)
{
  g_autofree char *name = name_file (self->file);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s", name, error->message);

  tell (self->near, _ ("This File Can’t Be Imported"), body);
}

static void
tell_remarks (Import *self, GPtrArray *remarks)
{
  g_autoptr (GString) body = g_string_new (NULL);
  const guint told = MIN (remarks->len, MOST_TOLD);

  for (guint i = 0; i < told; i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "\n" : "", (const char *) remarks->pdata[i]);
  if (remarks->len > told)
    {
      g_string_append_c (body, '\n');
      g_string_append_printf (
        body, ngettext ("And %u more like these.", "And %u more like these.", remarks->len - told),
        remarks->len - told);
    }
  tell (self->near, _ ("Not Everything Came In"), body->str);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *board = rapport_board_import_store_finish (self->import, result, &error);
  const guint n = rapport_board_import_get_n_cards (self->import);
  GPtrArray *remarks = rapport_board_import_get_remarks (self->import);
  g_autofree char *text = NULL;

  if (board == NULL)
    {
      tell_refused (self, error);
      return;
    }
  if (gtk_widget_get_root (self->near) == NULL)
    return;
  text = g_strdup_printf (ngettext ("%u card came in", "%u cards came in", n), n);
  rapport_toast_show_undo_of (self->near, text, self->library, self->client_id);
  self->taken (self->near, board);
  if (remarks->len > 0)
    tell_remarks (self, remarks);
}

/* "Half a year" of "Half a year.canvas". */
static char *
name_board (GFile *file)
{
  char *name = name_file (file);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;
  g_autoptr (GError) error = NULL;
  Content *content = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *title = name_board (self->file);
  RapportBoardImport *import;

  if (content == NULL)
    {
      tell_refused (self, error);
      return;
    }
  if (content->canvas != NULL)
    import = rapport_board_canvas_import (self->library, self->client_id, title,
                                          g_steal_pointer (&content->canvas));
  else
    import = rapport_card_table_import (self->library, self->client_id, self->board_id, title,
                                        g_steal_pointer (&content->table));
  content_free (content);
  self->import = import;
  rapport_board_import_store_async (import, NULL, stored_cb, g_steal_pointer (&self));
}

static Import *
import_new (GtkWidget *near,
            RapportLibrary *library,
            const char *client_id,
            const char *board_id,
            RapportBoardTaken taken)
{
  Import *self = g_new0 (Import, 1);

  self->near = g_object_ref (near);
  self->library = g_object_ref (library);
  self->client_id = g_strdup (client_id);
  self->board_id = g_strdup (board_id);
  self->taken = taken;
  return self;
}

/* Takes @self over. */
static void
take (Import *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, read_cb, self);

  g_task_set_source_tag (task, rapport_board_import);
  g_task_set_task_data (task, g_object_ref (self->file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

void
rapport_board_take_file (GtkWidget *near,
                         RapportLibrary *library,
                         const char *client_id,
                         const char *board_id,
                         GFile *file,
                         RapportBoardTaken taken)
{
  Import *self = import_new (near, library, client_id, board_id, taken);

  self->file = g_object_ref (file);
  take (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Import) self = user_data;

  self->file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (self->file != NULL)
    take (g_steal_pointer (&self));
}

void
rapport_board_import (GtkWidget *near,
                      RapportLibrary *library,
                      const char *client_id,
                      const char *board_id,
                      RapportBoardTaken taken)
{
  static const char *const ends[] = { "canvas", "csv", "tsv", "xlsx", "ods" };
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Boards and tables of ideas"));
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    gtk_file_filter_add_suffix (filter, ends[i]);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Import a Board or Ideas"));
  gtk_file_dialog_open (dialog, get_window (near), NULL, opened_cb,
                        import_new (near, library, client_id, board_id, taken));
}
