/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long each item of a meeting is talked about. */
#include "rapport-minutes-clock.h"

#include "rules-support.h"

typedef struct
{
  Agency agency;
  RapportClock *clock;
  RapportRecord *meeting;
  RapportRecord *items[2];
  RapportMinutesClock *minutes_clock;
  guint n_ticks;
} Talk;

static void
tick_cb (Talk *talk)
{
  talk->n_ticks++;
}

static void
set_up (Talk *talk, gconstpointer data)
{
  RapportTransaction *transaction;

  agency_set_up (&talk->agency, NULL);
  talk->clock = rapport_library_get_clock (talk->agency.library);
  transaction = rapport_transaction_begin (talk->agency.library, "Set up");
  talk->meeting = g_object_ref (rapport_transaction_create (transaction, RAPPORT_TYPE_MEETING));
  rapport_transaction_set_text (transaction, talk->meeting, RAPPORT_MEETING_CLIENT,
                                talk->agency.client_id);
  for (guint i = 0; i < G_N_ELEMENTS (talk->items); i++)
    {
      RapportRecord *item = rapport_transaction_create (transaction, RAPPORT_TYPE_AGENDA_ITEM);

      talk->items[i] = g_object_ref (item);
      rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_TITLE, "Budget");
      rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_CLIENT,
                                    talk->agency.client_id);
      rapport_transaction_set_text (transaction, item, RAPPORT_AGENDA_ITEM_MEETING,
                                    rapport_record_get_id (talk->meeting));
    }
  agency_commit (transaction);
  talk->minutes_clock = rapport_minutes_clock_new (talk->agency.library);
  g_signal_connect_swapped (talk->minutes_clock, "tick", G_CALLBACK (tick_cb), talk);
  rapport_minutes_clock_set_meeting (talk->minutes_clock, RAPPORT_MEETING (talk->meeting));
}

static void
tear_down (Talk *talk, gconstpointer data)
{
  g_assert_finalize_object (talk->minutes_clock);
  g_clear_object (&talk->meeting);
  g_clear_object (&talk->items[0]);
  g_clear_object (&talk->items[1]);
  agency_tear_down (&talk->agency, NULL);
}

static void
note (Talk *talk, guint field)
{
  RapportTransaction *transaction = rapport_transaction_begin (talk->agency.library, "Meeting");

  rapport_transaction_set_integer (transaction, talk->meeting, field,
                                   rapport_clock_get_now (talk->clock));
  agency_commit (transaction);
}

static void
go_by (Talk *talk, double seconds)
{
  rapport_clock_set (talk->clock,
                     rapport_clock_get_now (talk->clock) + (gint64) (seconds * G_USEC_PER_SEC));
}

static void
talk_about (Talk *talk, guint item)
{
  rapport_minutes_clock_set_item (talk->minutes_clock, rapport_record_get_id (talk->items[item]));
}

static void
wait_for_tick (Talk *talk)
{
  const guint before = talk->n_ticks;

  while (talk->n_ticks == before)
    g_main_context_iteration (NULL, TRUE);
}

static gint64
get_kept (Talk *talk, guint item)
{
  return rapport_record_get_integer (talk->items[item], RAPPORT_AGENDA_ITEM_SPENT);
}

static gint64
get_spent (Talk *talk, guint item)
{
  return rapport_minutes_clock_get_spent (talk->minutes_clock,
                                          RAPPORT_AGENDA_ITEM (talk->items[item]));
}

/* Before it begins nothing is counted, then each item for itself, and nothing after its end. */
static void
test_items (Talk *talk, gconstpointer data)
{
  talk_about (talk, 0);
  go_by (talk, 300);
  g_assert_cmpint (rapport_minutes_clock_get_total (talk->minutes_clock), ==, 0);
  g_assert_cmpint (get_spent (talk, 0), ==, 0);
  note (talk, RAPPORT_MEETING_BEGAN);
  go_by (talk, 90);
  g_assert_cmpint (get_spent (talk, 0), ==, 90);
  talk_about (talk, 1);
  g_assert_cmpint (get_kept (talk, 0), ==, 90);
  go_by (talk, 30);
  g_assert_cmpint (get_spent (talk, 0), ==, 90);
  g_assert_cmpint (get_spent (talk, 1), ==, 30);
  talk_about (talk, 0);
  go_by (talk, 10);
  g_assert_cmpint (get_spent (talk, 0), ==, 100);
  note (talk, RAPPORT_MEETING_ENDED);
  wait_for_tick (talk);
  go_by (talk, 500);
  g_assert_cmpint (get_kept (talk, 0), ==, 100);
  g_assert_cmpint (get_spent (talk, 0), ==, 100);
  g_assert_cmpint (get_spent (talk, 1), ==, 30);
  g_assert_cmpint (rapport_minutes_clock_get_total (talk->minutes_clock), ==, 130);
}

/* A program that is killed loses a minute at most, and no part of a second gets lost each time. */
static void
test_kept (Talk *talk, gconstpointer data)
{
  g_autofree char *undone = NULL;

  note (talk, RAPPORT_MEETING_BEGAN);
  talk_about (talk, 0);
  for (guint i = 0; i < 2; i++)
    {
      go_by (talk, 60.75);
      wait_for_tick (talk);
    }
  g_assert_cmpint (get_kept (talk, 0), ==, 121);
  go_by (talk, 30.5);
  g_assert_cmpint (get_spent (talk, 0), ==, 152);
  g_assert_cmpint (get_kept (talk, 0), ==, 121);
  /* It is no step that anybody takes back. */
  undone = rapport_library_undo (talk->agency.library, talk->agency.client_id, FALSE, NULL);
  g_assert_cmpstr (undone, ==, "Meeting");
  g_assert_cmpint (get_kept (talk, 0), ==, 121);
}

/* One that was begun and never ended, or a computer whose clock was set back. */
static void
test_odd (Talk *talk, gconstpointer data)
{
  note (talk, RAPPORT_MEETING_BEGAN);
  talk_about (talk, 0);
  go_by (talk, -3600);
  wait_for_tick (talk);
  g_assert_cmpint (get_spent (talk, 0), ==, 0);
  g_assert_cmpint (rapport_minutes_clock_get_total (talk->minutes_clock), ==, 0);
  go_by (talk, 3600 + 5);
  g_assert_cmpint (get_spent (talk, 0), ==, 5);
  go_by (talk, 13 * 3600);
  wait_for_tick (talk);
  go_by (talk, 3600);
  g_assert_cmpint (get_spent (talk, 0), ==, get_kept (talk, 0));
}

static void
test_text (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
  } cases[] = {
    { 0, "0:00" }, { 9, "0:09" }, { 245, "4:05" }, { 3600, "1:00:00" }, { 3725, "1:02:05" }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rapport_minutes_clock_to_text (cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

#define ADD(path, test) g_test_add (path, Talk, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/minutes-clock/items", test_items);
  ADD ("/minutes-clock/kept", test_kept);
  ADD ("/minutes-clock/odd", test_odd);
  g_test_add_func ("/minutes-clock/text", test_text);
  return g_test_run ();
}
