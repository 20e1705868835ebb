/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words that the sample agency is made of, once for each language. Each
 * list ends with an entry of NULL. */

typedef struct
{
  const char *name;
  const char *industry;
  const char *city;
} RapportSampleClient;

typedef struct
{
  const char *title;
  const char *why;
  const char *expected;
  const char *result;
  const char *stage;
} RapportSampleTask;

typedef struct
{
  const char *name;
  const char *description;
  const char *why;
} RapportSampleService;

/* What is true of an idea in every language stands in rapport-sample-boards.c. */
typedef struct
{
  const char *title;
  const char *why;
  const char *expected;
  const char *result;
} RapportSampleIdea;

#define RAPPORT_SAMPLE_HYPOTHESES 9
#define RAPPORT_SAMPLE_NEXT_IDEAS 6

/* The words of the boards of ideas. */
typedef struct
{
  const char *strategy; /* the title of the free board */
  const char *matrix;   /* and of that with lanes */
  const char *frames[6];
  const char *frame_notes[6];
  const char *findings[3];  /* what we see, what was tried, the goal */
  const char *portraits[3]; /* of buyers */
  const char *private_note;
  const char *quote;     /* what buyers say */
  const char *stages[5]; /* of the funnel */
  const char *label;     /* of the way from what is confirmed to what is next */
  RapportSampleIdea hypotheses[RAPPORT_SAMPLE_HYPOTHESES];
  RapportSampleIdea next[RAPPORT_SAMPLE_NEXT_IDEAS];
} RapportSampleBoards;

/* A line of minutes; @text is NULL for a task, which is one of the plan. */
typedef struct
{
  const char *kind;
  const char *text;
  const char *side; /* of agreements: whose promise it is */
  int due;          /* so many days after the meeting, 0 for none */
} RapportSampleLine;

#define RAPPORT_SAMPLE_LINES 4

typedef struct
{
  const char *title;
  const char *kind;
  int minutes;
  RapportSampleLine lines[RAPPORT_SAMPLE_LINES];
} RapportSampleAgendaItem;

#define RAPPORT_SAMPLE_PAST_MEETINGS 3
#define RAPPORT_SAMPLE_AGENDA        4
#define RAPPORT_SAMPLE_QUESTIONS     5

/* A line of minutes as it is now, and as it was before the client corrected it. */
typedef struct
{
  const char *now;
  const char *before;
  const char *answer;
} RapportSampleCorrection;

/* The words of meetings. */
typedef struct
{
  const char *zone;      /* where the agency is */
  const char *titles[3]; /* of regular calls: weekly, every second week, monthly */
  const char *place;
  const char *stand_up; /* which the team has by itself */
  const char *showing;
  const char *visit; /* one outside of the schedule, to come */
  const char *visit_place;
  RapportSampleAgendaItem past[RAPPORT_SAMPLE_PAST_MEETINGS][RAPPORT_SAMPLE_AGENDA];
  RapportSampleCorrection corrections[RAPPORT_SAMPLE_PAST_MEETINGS];
  const char *thanks; /* with an approval */
  RapportSampleAgendaItem next[3];
  struct
  {
    const char *kind;
    const char *text;
    gboolean is_private;
  } queue[RAPPORT_SAMPLE_QUESTIONS];
} RapportSampleMeetings;

typedef struct
{
  const char *agency;
  const char *currency;
  gint64 money_factor; /* how many of its units a dollar's worth of goods costs */
  const char *const *members;
  const char *const *channels; /* four: two of them paid, then search and mail */
  const RapportSampleClient *clients;
  const char *const *name_heads; /* for more clients than there are names */
  const char *const *name_tails;
  const char *const *cities;
  const char *const *first_names;
  const char *const *last_names;
  const char *const *positions;
  const char *const *companies; /* four, where contacts have worked before */
  const char *const *claims;    /* three: a missed date, bad work, silence */
  const RapportSampleService *services;
  const RapportSampleTask *tasks;
  const char *const *stages;
  const char *const *green;
  const char *const *yellow;
  const char *const *red;
  const char *const *headlines;
  const char *const *summaries;
  const char *const *whys;
  const char *const *nexts;
  const char *const *expectations;
  const char *const *exclusions;
  const char *const *team_notes;
  const char *const *my_notes;
  const char *const *reasons; /* why a client refused or left */
  const RapportSampleBoards *boards;
  const RapportSampleMeetings *meetings;
} RapportSampleWords;

extern const RapportSampleBoards rapport_sample_boards_en;
extern const RapportSampleBoards rapport_sample_boards_ru;
extern const RapportSampleMeetings rapport_sample_meetings_en;
extern const RapportSampleMeetings rapport_sample_meetings_ru;
extern const RapportSampleWords rapport_sample_words_en;
extern const RapportSampleWords rapport_sample_words_ru;

G_END_DECLS
