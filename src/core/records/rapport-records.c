/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-records.h"

#include "rapport-records-private.h"

#include <glib/gi18n-lib.h>

const RapportWord rapport_language_words[] = {
  { "en", N_ ("English") },
  { "ru", N_ ("Russian") },
  { NULL, NULL },
};

const RapportWord rapport_work_item_statuses[] = {
  { "idea", N_ ("Idea") },
  { "planned", N_ ("Planned") },
  { "in-work", N_ ("In work") },
  { "testing", N_ ("Testing") },
  { "waiting-for-client", N_ ("Waiting for client") },
  { "done", N_ ("Done") },
  { "confirmed", N_ ("Confirmed") },
  { "rejected", N_ ("Rejected") },
  { "dropped", N_ ("Dropped") },
  { NULL, NULL },
};

const RapportWord rapport_light_marks[] = {
  { "green", N_ ("Moved forward") },
  { "yellow", N_ ("Nothing happened") },
  { "red", N_ ("Our mistake") },
  { NULL, NULL },
};

const RapportWord rapport_report_states[] = {
  { "draft", N_ ("Draft") },
  { "sent", N_ ("Sent") },
  { "approved", N_ ("Approved") },
  { NULL, NULL },
};

const RapportWord rapport_client_statuses[] = {
  { "lead", N_ ("Lead") },
  { "current", N_ ("Current") },
  { "paused", N_ ("Paused") },
  { "refused", N_ ("Refused") },
  { "left", N_ ("Left") },
  { "let-go", N_ ("Let go") },
  { NULL, NULL },
};

const RapportWord rapport_report_forms[] = {
  { "monthly", N_ ("Monthly") },
  { "weekly", N_ ("Weekly") },
  { "daily", N_ ("Daily") },
  { NULL, NULL },
};

const RapportWord rapport_paper_words[] = {
  { "a4", N_ ("A4") },
  { "letter", N_ ("Letter") },
  { NULL, NULL },
};

static const RapportRecordInfo *const infos[] = {
  &rapport_workspace_info,      &rapport_member_info,
  &rapport_client_info,         &rapport_contact_info,
  &rapport_service_info,        &rapport_project_info,
  &rapport_stage_info,          &rapport_work_item_info,
  &rapport_month_plan_info,     &rapport_plan_line_info,
  &rapport_light_info,          &rapport_month_numbers_info,
  &rapport_client_metric_info,  &rapport_target_info,
  &rapport_report_info,         &rapport_section_info,
  &rapport_note_info,           &rapport_attachment_info,
  &rapport_base_step_info,      &rapport_job_info,
  &rapport_claim_info,          &rapport_annotation_info,
  &rapport_import_profile_info, &rapport_template_info,
  &rapport_phrase_info,         &rapport_idea_board_info,
  &rapport_lane_info,           &rapport_placement_info,
  &rapport_frame_info,          &rapport_edge_info,
  &rapport_vote_info,           &rapport_remark_info,
  &rapport_showing_info,        &rapport_board_template_info,
  &rapport_question_info,       &rapport_schedule_info,
  &rapport_meeting_info,        &rapport_participant_info,
  &rapport_agenda_item_info,    &rapport_minutes_line_info,
  &rapport_agreement_info,      &rapport_risk_info,
  &rapport_summary_info,        &rapport_agenda_template_info,
  &rapport_brief_question_info, &rapport_conflict_info,
};

const RapportRecordInfo *const *
rapport_records_get_builtin (gsize *n)
{
  *n = G_N_ELEMENTS (infos);
  return infos;
}
