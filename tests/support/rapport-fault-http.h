/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Just so much of HTTP/1.1, on plain streams, as a proxy needs that misbehaves on purpose. */

typedef struct
{
  char *method;
  char *target;        /* path and query, as they came */
  GHashTable *headers; /* names in small letters */
  GByteArray *body;    /* as it came, still compressed if it was */
} RapportFaultRequest;

typedef struct
{
  guint status;
  GHashTable *headers; /* names in small letters; without those of the length */
  GByteArray *body;
} RapportFaultAnswer;

void rapport_fault_request_free (RapportFaultRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFaultRequest, rapport_fault_request_free)

RapportFaultAnswer *rapport_fault_answer_new (guint status, const char *body);
void rapport_fault_answer_free (RapportFaultAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFaultAnswer, rapport_fault_answer_free)

void rapport_fault_answer_set_body (RapportFaultAnswer *self, const char *body, gssize length);

/* A body as text; "" where it is empty. */
char *rapport_fault_body_text (GByteArray *body);

/* The next request of a connection; NULL without an error where the client has closed it. */
RapportFaultRequest *rapport_fault_request_read (GDataInputStream *input,
                                                 GOutputStream *output,
                                                 GCancellable *cancellable,
                                                 GError **error);

/* The value of a parameter of the query, decoded; NULL where it is not there. */
char *rapport_fault_request_get_parameter (RapportFaultRequest *self, const char *name);

/* Sets a parameter of the query, or takes it out with NULL. */
void rapport_fault_request_set_parameter (RapportFaultRequest *self,
                                          const char *name,
                                          const char *value);

/* Sends a request to a server of this computer and reads the head of the answer; `stream` gets its
 * connection, from which the body comes until it ends. */
RapportFaultAnswer *rapport_fault_http_begin (RapportFaultRequest *request,
                                              guint16 port,
                                              GSocketConnection **stream,
                                              GDataInputStream **input,
                                              GCancellable *cancellable,
                                              GError **error);

/* The same with the whole body. */
RapportFaultAnswer *rapport_fault_http_forward (RapportFaultRequest *request,
                                                guint16 port,
                                                GCancellable *cancellable,
                                                GError **error);

/* The head of an answer as text, `length` negative for one that ends with the connection. */
char *rapport_fault_answer_head (RapportFaultAnswer *self, gint64 length);
