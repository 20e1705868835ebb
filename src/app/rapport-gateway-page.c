/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-gateway-page.h"

#include "rapport-messenger.h"
#include "rapport-secret.h"
#include "rapport-settings.h"
#include "rapport-text-row.h"
#include "rapport-toast.h"

#include <glib/gi18n-lib.h>

static const char *const methods[] = { "POST", "GET", "PUT", NULL };

struct _RapportGatewayPage
{
  AdwNavigationPage parent_instance;

  GtkEditable *address_row;
  AdwComboRow *method_row;
  RapportTextRow *headers_row;
  RapportTextRow *body_row;
  GtkEditable *token_row;
  GtkEditable *phone_row;
  GtkWidget *try_row;
  GtkLabel *status;

  GSettings *settings; /* NULL in a bare build tree */
  GCancellable *cancellable;
  gboolean trying;
  gboolean had_address;
};

G_DEFINE_FINAL_TYPE (RapportGatewayPage, rapport_gateway_page, ADW_TYPE_NAVIGATION_PAGE)

static void
say (RapportGatewayPage *self, const char *words, gboolean wrong)
{
  gtk_label_set_label (self->status, words);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
}

static void
announce (RapportGatewayPage *self, const char *words, gboolean wrong)
{
  say (self, words, wrong);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Whether a message could be sent as things stand. */
static void
check (RapportGatewayPage *self)
{
  g_autoptr (RapportGateway) gateway = rapport_messenger_get_gateway ();
  g_autoptr (GError) error = NULL;
  const gboolean good = rapport_gateway_check (gateway, &error);

  say (self, good ? "" : error->message, !good && *gateway->address != '\0');
  gtk_widget_set_sensitive (self->try_row, good);
}

static void
edited_cb (RapportGatewayPage *self)
{
  g_autofree char *headers = rapport_text_row_get_text (self->headers_row);
  g_autofree char *body = rapport_text_row_get_text (self->body_row);
  const guint method = adw_combo_row_get_selected (self->method_row);

  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, "gateway-address",
                         gtk_editable_get_text (self->address_row));
  g_settings_set_string (self->settings, "gateway-method",
                         methods[MIN (method, G_N_ELEMENTS (methods) - 2)]);
  g_settings_set_string (self->settings, "gateway-headers", headers);
  g_settings_set_string (self->settings, "gateway-body", body);
  self->had_address |= gtk_editable_get_text (self->address_row)[0] != '\0';
  check (self);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportGatewayPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (rapport_secret_store_finish (result, &error))
    announce (self, _ ("The keyring has been told."), FALSE);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    announce (self, error->message, TRUE);
}

static void
token_cb (RapportGatewayPage *self)
{
  g_autofree char *token = g_strstrip (g_strdup (gtk_editable_get_text (self->token_row)));

  if (*token == '\0')
    return;
  rapport_secret_store_async (RAPPORT_MESSENGER_TOKEN, token, self->cancellable, stored_cb,
                              g_object_ref (self));
  /* It is not shown again. */
  gtk_editable_set_text (self->token_row, "");
}

static void
forget_cb (RapportGatewayPage *self)
{
  rapport_secret_store_async (RAPPORT_MESSENGER_TOKEN, NULL, self->cancellable, stored_cb,
                              g_object_ref (self));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RapportGatewayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = rapport_messenger_send_finish (result, &error);

  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->trying = FALSE;
  announce (self, answer != NULL ? answer : error->message, answer == NULL);
}

static void
try_cb (RapportGatewayPage *self)
{
  /* The row stays as it is, so that it keeps the keyboard. */
  if (self->trying)
    return;
  self->trying = TRUE;
  say (self, _ ("Sending…"), FALSE);
  rapport_messenger_send_async (gtk_editable_get_text (self->phone_row),
                                _ ("A test message from Rapport"), self->cancellable, tried_cb,
                                g_object_ref (self));
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!rapport_secret_store_finish (result, &error))
    g_debug ("forgetting the token: %s", error->message);
}

/* Whoever takes the gateway away has no use for its token. */
static void
rapport_gateway_page_hidden (AdwNavigationPage *page)
{
  RapportGatewayPage *self = RAPPORT_GATEWAY_PAGE (page);
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->address_row)));

  if (self->had_address && *address == '\0')
    rapport_secret_store_async (RAPPORT_MESSENGER_TOKEN, NULL, NULL, cleared_cb, NULL);
  ADW_NAVIGATION_PAGE_CLASS (rapport_gateway_page_parent_class)->hidden (page);
}

static void
rapport_gateway_page_dispose (GObject *object)
{
  RapportGatewayPage *self = RAPPORT_GATEWAY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_GATEWAY_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rapport_gateway_page_parent_class)->dispose (object);
}

static void
rapport_gateway_page_class_init (RapportGatewayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_gateway_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hidden = rapport_gateway_page_hidden;
  g_type_ensure (RAPPORT_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/rapport_app/Rapport/app/gateway-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportGatewayPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, RapportGatewayPage, method_row);
  gtk_widget_class_bind_template_child (widget_class, RapportGatewayPage, headers_row);
  gtk_widget_class_bind_template_child (widget_class, RapportGatewayPage, body_row);
  gtk_widget_class_bind_template_child (widget_class, RapportGatewayPage, token_row);
  gtk_widget_class_bind_template_child (widget_class, RapportGatewayPage, phone_row);
  gtk_widget_class_bind_template_child (widget_class, RapportGatewayPage, try_row);
  gtk_widget_class_bind_template_child (widget_class, RapportGatewayPage, status);
  gtk_widget_class_bind_template_callback (widget_class, token_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
}

static void
rapport_gateway_page_init (RapportGatewayPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = rapport_settings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
rapport_gateway_page_new (void)
{
  RapportGatewayPage *self = g_object_new (RAPPORT_TYPE_GATEWAY_PAGE, NULL);
  g_autoptr (RapportGateway) gateway = rapport_messenger_get_gateway ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (methods);

  adw_combo_row_set_model (self->method_row, G_LIST_MODEL (names));
  for (guint i = 0; methods[i] != NULL; i++)
    if (g_str_equal (methods[i], gateway->method))
      adw_combo_row_set_selected (self->method_row, i);
  gtk_editable_set_text (self->address_row, gateway->address);
  self->had_address = *gateway->address != '\0';
  rapport_text_row_set_text (self->headers_row, gateway->headers);
  rapport_text_row_set_text (self->body_row, gateway->body);
  g_signal_connect_swapped (self->address_row, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->method_row, "notify::selected", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->headers_row, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->body_row, "edited", G_CALLBACK (edited_cb), self);
  check (self);
  return ADW_NAVIGATION_PAGE (self);
}
