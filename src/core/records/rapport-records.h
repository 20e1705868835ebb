/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* All record types. A new one: its two files, a line here and in
 * rapport-records.c, the files in meson.build, and a migration. */
#include "rapport-agenda-item.h"
#include "rapport-agenda-template.h"
#include "rapport-agreement.h"
#include "rapport-annotation.h"
#include "rapport-attachment.h"
#include "rapport-base-step.h"
#include "rapport-board-template.h"
#include "rapport-board-words.h"
#include "rapport-brief-question.h"
#include "rapport-claim.h"
#include "rapport-client-metric.h"
#include "rapport-client.h"
#include "rapport-conflict.h"
#include "rapport-contact.h"
#include "rapport-edge.h"
#include "rapport-frame.h"
#include "rapport-idea-board.h"
#include "rapport-import-profile.h"
#include "rapport-job.h"
#include "rapport-lane.h"
#include "rapport-light.h"
#include "rapport-meeting-words.h"
#include "rapport-meeting.h"
#include "rapport-member.h"
#include "rapport-minutes-line.h"
#include "rapport-month-numbers.h"
#include "rapport-month-plan.h"
#include "rapport-note.h"
#include "rapport-participant.h"
#include "rapport-phrase.h"
#include "rapport-placement.h"
#include "rapport-plan-line.h"
#include "rapport-project.h"
#include "rapport-question.h"
#include "rapport-remark.h"
#include "rapport-report.h"
#include "rapport-risk.h"
#include "rapport-schedule.h"
#include "rapport-section.h"
#include "rapport-service.h"
#include "rapport-showing.h"
#include "rapport-stage.h"
#include "rapport-summary.h"
#include "rapport-target.h"
#include "rapport-template.h"
#include "rapport-vote.h"
#include "rapport-work-item.h"
#include "rapport-workspace.h"

G_BEGIN_DECLS

/* Words that several rooms switch on. */
extern const RapportWord rapport_language_words[];
extern const RapportWord rapport_work_item_statuses[];
extern const RapportWord rapport_light_marks[];
extern const RapportWord rapport_report_states[];
extern const RapportWord rapport_client_statuses[];
extern const RapportWord rapport_report_forms[];
extern const RapportWord rapport_paper_words[];

G_END_DECLS
