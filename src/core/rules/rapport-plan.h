/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-deadlines.h"

G_BEGIN_DECLS

/* The lines of a client's plan for the month of @month, in order. */
RapportQuery *rapport_plan_query (const char *client_id, RapportDay month);

/* (transfer none): puts a new work item with this title into the plan, at the end. */
RapportWorkItem *rapport_plan_add (RapportTransaction *transaction,
                                   RapportLibrary *library,
                                   const char *client_id,
                                   RapportDay month,
                                   const char *title);

/* (transfer none): puts an item that is there into the plan; a line of the
 * same item that was taken out comes back. */
RapportPlanLine *rapport_plan_add_item (RapportTransaction *transaction,
                                        RapportLibrary *library,
                                        RapportDay month,
                                        RapportWorkItem *item);

/* Takes a line out. What was promised can't vanish: after the snapshot the
 * line stays, as dropped; before it, it goes to the trash. */
void rapport_plan_remove (RapportTransaction *transaction, RapportPlanLine *line);

/**
 * RapportPlanEdit:
 * @status: the status of all, or %NULL to leave it
 * @stage: the stage, "" for none, or %NULL to leave it
 * @owner: the owner, "" for none, or %NULL to leave it
 * @days: by how many days dates are moved, back where below 0
 *
 * What is changed in many lines at once.
 */
typedef struct
{
  const char *status;
  const char *stage;
  const char *owner;
  int days;
} RapportPlanEdit;

/* @lines (element-type RapportPlanLine). Our dates are moved, and the client's with
 * them, those that were set by hand too. Returns how many items were there. */
guint rapport_plan_edit_lines (RapportTransaction *transaction,
                               RapportLibrary *library,
                               GPtrArray *lines,
                               const RapportPlanEdit *edit);

/* Takes lines out of their plan and puts what is not closed into that of @month, in
 * the same order. Returns how many have moved. */
guint rapport_plan_move_to_month (RapportTransaction *transaction,
                                  RapportLibrary *library,
                                  GPtrArray *lines,
                                  RapportDay month);

/* Moves a line between two others, either of which may be %NULL. */
void rapport_plan_move (RapportTransaction *transaction,
                        RapportPlanLine *line,
                        RapportPlanLine *before,
                        RapportPlanLine *after);

/* Puts what was not finished in the month before @month into its plan.
 * Returns the number of lines. */
guint rapport_plan_copy_rest (RapportTransaction *transaction,
                              RapportLibrary *library,
                              const char *client_id,
                              RapportDay month);

/* (transfer full) (element-type RapportWorkItem): the last time of each task
 * that repeats and comes again in @month, but has no line there yet. A quarter
 * and a year are counted from that last time. */
GPtrArray *rapport_plan_find_repeats (RapportLibrary *library,
                                      const char *client_id,
                                      RapportDay month,
                                      GError **error);

/* Plans those tasks again, on the same days of @month as the last time. Returns
 * how many. */
guint rapport_plan_add_repeats (RapportTransaction *transaction,
                                RapportLibrary *library,
                                const char *client_id,
                                RapportDay month);

/* Takes the snapshot where it is due: on the first day of the month, or, where
 * the plan was still empty then, on the day after its first line was written.
 * Lines that were there before are "planned" from then on, with title and
 * client's date as promised. Safe to call at any time. */
gboolean rapport_plan_take_snapshot (RapportLibrary *library,
                                     const char *client_id,
                                     RapportDay month,
                                     GError **error);

/* Whether the snapshot of this month has been taken. */
gboolean
rapport_plan_has_snapshot (RapportLibrary *library, const char *client_id, RapportDay month);

/* planned = done + not_done, where done and not_done count planned lines only. */
typedef struct
{
  guint planned;
  guint done;
  guint not_done;
  guint unplanned;
  guint unplanned_done;
} RapportPlanCounts;

/* Before the snapshot every line counts as planned. */
void rapport_plan_count (RapportLibrary *library,
                         const char *client_id,
                         RapportDay month,
                         RapportPlanCounts *counts);

/* (transfer full) (nullable): the work item of a line. */
RapportWorkItem *rapport_plan_line_get_item (RapportLibrary *library, RapportPlanLine *line);

G_END_DECLS
