/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-records.h"
#include "rapport-sample-words.h"
#include "rapport-sample.h"
#include "rapport-transaction.h"

G_BEGIN_DECLS

/* The agency that is being made. */
typedef struct
{
  RapportLibrary *library;
  const RapportSampleOptions *options;
  const RapportSampleWords *words;
  GRand *random;
  GPtrArray *members;  /* of ids */
  GPtrArray *services; /* of ids */
  GPtrArray *held;     /* of SampleHeld */
} Sample;

/* A meeting that was held, whose minutes went to the client. */
typedef struct
{
  char *meeting; /* its id */
  guint client;  /* the index of its client */
  guint back;    /* how many meetings ago */
  guint words;   /* which of RapportSampleMeetings.past it is */
  RapportDay day;
  char *next;    /* start of the one after it; NULL where that is to come */
  char *contact; /* who answers */
  char *address;
} SampleHeld;

/* The client whose records are being made; @index counts from 0, and the first
 * ones have everything. */
typedef struct
{
  char *id;
  guint index;
  const char *owner;
  int health;        /* 0 to 100: how well the relationship goes */
  GPtrArray *items;  /* of RapportRecord: the work items of its plans, the first month first */
  GPtrArray *people; /* of RapportRecord: its contacts */
} SampleClient;

/* One of a list that ends with NULL. */
const char *rapport_sample_pick (Sample *sample, const char *const *list);

/* Noon of a day, UTC, in microseconds. */
gint64 rapport_sample_noon (RapportDay day);

void rapport_sample_add_agency_logo (Sample *sample,
                                     RapportTransaction *transaction,
                                     RapportRecord *agency);
void rapport_sample_add_client_logo (RapportTransaction *transaction, RapportRecord *client);
void
rapport_sample_add_people (Sample *sample, SampleClient *client, RapportTransaction *transaction);
void
rapport_sample_add_lights (Sample *sample, SampleClient *client, RapportTransaction *transaction);
void
rapport_sample_add_work (Sample *sample, SampleClient *client, RapportTransaction *transaction);
/* After the work: some of it lies on the boards. */
void
rapport_sample_add_boards (Sample *sample, SampleClient *client, RapportTransaction *transaction);
/* After the people and the work. */
void
rapport_sample_add_meetings (Sample *sample, SampleClient *client, RapportTransaction *transaction);
/* What became of the minutes of all meetings, once these are there. */
gboolean rapport_sample_add_summaries (Sample *sample, GError **error);
/* Those that the agency has by itself. */
void rapport_sample_add_own_meetings (Sample *sample, RapportTransaction *transaction);
void
rapport_sample_add_report (Sample *sample, SampleClient *client, RapportTransaction *transaction);
void
rapport_sample_add_numbers (Sample *sample, SampleClient *client, RapportTransaction *transaction);

G_END_DECLS
