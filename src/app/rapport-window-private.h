/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rapport-board-page.h"
#include "rapport-calendar-page.h"
#include "rapport-client-page.h"
#include "rapport-folder-watch.h"
#include "rapport-lights.h"
#include "rapport-marking-reminder.h"
#include "rapport-meeting-page.h"
#include "rapport-presenter.h"
#include "rapport-schedules.h"
#include "rapport-sidebar.h"
#include "rapport-store-service.h"
#include "rapport-team.h"
#include "rapport-undo-scope.h"
#include "rapport-window.h"

G_BEGIN_DECLS

struct _RapportWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *states;
  GtkWidget *main;
  AdwNavigationSplitView *split_view;
  RapportSidebar *sidebar;
  AdwNavigationPage *content_page;
  AdwNavigationView *navigation;
  AdwBanner *banner;

  RapportBoardPage *board;
  RapportCalendarPage *calendar;  /* made when it is looked at */
  RapportOccasions *occasions;    /* for the number of today's */
  RapportClientPage *client_page; /* made when the window has come to rest, or a client is opened */
  guint preparing;
  gboolean was_collapsed; /* the sidebar, before the team's meeting */
  GtkWidget *guest;       /* the first run, or why the library does not open */
  char *path;
  gboolean fills_sample;
  gboolean not_saved; /* and the user has been told */
  RapportLibrary *library;
  RapportStoreService *service; /* takes the changes of rapportctl */
  RapportLights *lights;
  RapportUndoScope *undo_scope;
  RapportFolderWatch *folder_watch; /* NULL where nothing can be imported */
  RapportTeam *team;                /* NULL before a library is open */
  guint n_conflicts;                /* that are to be settled */
  char *told;                       /* (nullable): of the banner, to who listens */
  guint n_told;                     /* of those conflicts */
  RapportMarkingReminder *reminder;
  RapportUndoScope *call_scope; /* of what was done in this call; NULL outside of one */
  RapportPresenter *presenter;  /* while a board is presented */
  GCancellable *beginning;      /* while it is read for that */
  GCancellable *farewell;       /* while the window is out of sight, to be closed */
  guint farewell_timer;
};

/* rapport-window-farewell.c: what was never open for long has its daily backup,
 * too. %TRUE when the window is out of sight and will close itself. */
gboolean rapport_window_begin_farewell (RapportWindow *self);

/* rapport-window-states.c: what the window shows as a whole. */
/* @flags: of RapportOpenFlags. */
void rapport_window_open_with (RapportWindow *self, guint flags);
void rapport_window_banner_clicked (RapportWindow *self);
/* Says below everything what can't be written, and why. */
void rapport_window_update_banner (RapportWindow *self);

/* Says that it takes a while, until a library is opened. */
void rapport_window_wait (RapportWindow *self, const char *title);

/* rapport-window-restore.c: backups, and one of them in place of the library. */
void rapport_window_backups (RapportWindow *self, GVariant *parameter);

/* rapport-window-rescue.c: what could not be written when it was time to close. */
/* Whether everything is on disk; if not, says so and lets the user decide. What
 * is not is kept in a rescue file. */
gboolean rapport_window_may_close (RapportWindow *self);
/* Offers what was kept so when this library was closed before. */
void rapport_window_offer_rescues (RapportWindow *self);

/* rapport-window.c: makes what a client is shown in, in pieces of less than a
 * frame, when the window has come to rest. */
void rapport_window_prepare (RapportWindow *self);

/* rapport-window-shelves.c: what is put aside and what is deleted. */
void rapport_window_archive (RapportWindow *self, GVariant *parameter);
void rapport_window_trash (RapportWindow *self, GVariant *parameter);
/* What has lain in the trash for too long; when the window has come to rest, and
 * when it is looked at again. */
void rapport_window_empty_trash (RapportWindow *self);
/* With the id of a contact. */
void rapport_window_erase_person (RapportWindow *self, GVariant *parameter);
void rapport_window_put_into_archive (RapportWindow *self, GVariant *parameter);
void rapport_window_take_out_of_archive (RapportWindow *self, GVariant *parameter);

/* (nullable): the client whose page, or whose report, is in front. */
RapportClient *rapport_window_get_open_client (RapportWindow *self);

/* rapport-window-watch.c: exports that appear in a folder are offered. */
void rapport_window_watch (RapportWindow *self);
/* Says on the client's page how many of its exports wait. */
void rapport_window_tell_offers (RapportWindow *self);
void rapport_window_watch_folder (RapportWindow *self, GVariant *parameter);
void rapport_window_watch_agency_folder (RapportWindow *self, GVariant *parameter);
void rapport_window_show_offers (RapportWindow *self, GVariant *parameter);
/* With the id of a client and the URI of a file. */
void rapport_window_import_export (RapportWindow *self, GVariant *parameter);

/* rapport-window-team.c: colleagues, where there is a server to meet them. */
/* For the library that is open, at rest. */
void rapport_window_make_team (RapportWindow *self);
/* Lets it begin, once there is an agency to work with. */
void rapport_window_begin_team (RapportWindow *self);
/* What there is to say of it below everything, @text (transfer full); FALSE for nothing. */
gboolean rapport_window_describe_team (RapportWindow *self, char **text, const char **button);
/* What can be done now: in call mode and without a team it is less. */
void rapport_window_update_actions (RapportWindow *self);
/* Who of the team works with the client that is open. */
void rapport_window_client_circle (RapportWindow *self, GVariant *parameter);
/* What is to be settled, or else the preferences on "Team". */
void rapport_window_show_team (RapportWindow *self);

/* rapport-window-call.c: call mode, in which the window shows one client alone, and
 * of that what is for the client. */
void rapport_window_call_mode (RapportWindow *self, GVariant *parameter);
/* Goes on with a call during which the program ended. */
void rapport_window_resume_call (RapportWindow *self);
gboolean rapport_window_is_in_call (RapportWindow *self);
/* Whether @record may be opened: not another client's during a call. */
gboolean rapport_window_may_open (RapportWindow *self, RapportRecord *record);

/* rapport-window-meetings.c: meetings, by whichever way one comes to them. */
/* The calendar of all of them. */
void rapport_window_show_calendar (RapportWindow *self, GVariant *parameter);
/* Keeps the number of today's beside the room; when the window has come to rest. */
void rapport_window_count_meetings (RapportWindow *self);
/* The view of the open client. */
void rapport_window_show_meetings (RapportWindow *self, GVariant *parameter);
/* All that was agreed with the client that is open. */
void rapport_window_show_agreements (RapportWindow *self, GVariant *parameter);
/* (nullable): the client of a meeting that is open, who is then the one of the client page. */
RapportClient *rapport_window_get_meeting_client (RapportWindow *self, RapportMeetingPage *page);
/* With the id of a meeting. */
void rapport_window_open_meeting (RapportWindow *self, GVariant *parameter);
void rapport_window_open_sign_off (RapportWindow *self, GVariant *parameter);
/* With the ids of its schedule and its day. */
void rapport_window_open_occasion (RapportWindow *self, GVariant *parameter);
/* With the client who is open, on the day that is given, or on tomorrow. */
void rapport_window_add_meeting (RapportWindow *self, GVariant *parameter);
/* Takes in the file with that URI, or asks for one. */
void rapport_window_take_calendar (RapportWindow *self, GVariant *parameter);
/* With its id. */
void rapport_window_edit_schedule (RapportWindow *self, GVariant *parameter);
/* Asks for a question to be kept for the next meeting; with the ids of a client and of what it
 * is about, and the words that it begins with, each of which may be "". */
void rapport_window_ask (RapportWindow *self, GVariant *parameter);
/* With its id. */
void rapport_window_open_question (RapportWindow *self, GVariant *parameter);
/* With the id of a line of its minutes. */
void rapport_window_open_meeting_line (RapportWindow *self, GVariant *parameter);

/* rapport-window-present.c: a board in a window of its own, for the client. */
/* Begins, or comes back to the presenter's page. */
void rapport_window_present_board (RapportWindow *self, GVariant *parameter);
void rapport_window_end_presenting (RapportWindow *self);
/* rapport-window.c: whether a page lies under the one in sight, or is it. */
gboolean rapport_window_is_on_the_way (RapportWindow *self, AdwNavigationPage *page);

/* rapport-window-actions.c: what the table of actions calls. */
void rapport_window_search (RapportWindow *self, GVariant *parameter);
void rapport_window_undo (RapportWindow *self, GVariant *parameter);
void rapport_window_redo (RapportWindow *self, GVariant *parameter);
void rapport_window_main_menu (RapportWindow *self, GVariant *parameter);
void rapport_window_preferences (RapportWindow *self, GVariant *parameter);
void rapport_window_shortcuts (RapportWindow *self, GVariant *parameter);
void rapport_window_about (RapportWindow *self, GVariant *parameter);
void rapport_window_close (RapportWindow *self, GVariant *parameter);
void rapport_window_show_clients (RapportWindow *self, GVariant *parameter);
void rapport_window_open_client_action (RapportWindow *self, GVariant *parameter);
void rapport_window_show_unmarked (RapportWindow *self, GVariant *parameter);
/* Of the member with this id, or without a parameter of everybody. */
void rapport_window_show_trends (RapportWindow *self, GVariant *parameter);
/* Full-screen, and back. */
void rapport_window_team_meeting (RapportWindow *self, GVariant *parameter);
void rapport_window_add_client (RapportWindow *self, GVariant *parameter);
void rapport_window_edit_client (RapportWindow *self, GVariant *parameter);
void rapport_window_client_status (RapportWindow *self, GVariant *parameter);
/* With the id of any client and the status to offer. */
void rapport_window_change_status (RapportWindow *self, GVariant *parameter);
void rapport_window_client_history (RapportWindow *self, GVariant *parameter);
void rapport_window_open_library (RapportWindow *self, GVariant *parameter);
void rapport_window_find_client (RapportWindow *self, GVariant *parameter);
void rapport_window_show_overview (RapportWindow *self, GVariant *parameter);
void rapport_window_show_plan (RapportWindow *self, GVariant *parameter);
void rapport_window_show_matrix (RapportWindow *self, GVariant *parameter);
void rapport_window_show_reports (RapportWindow *self, GVariant *parameter);
/* With the URI of a file, or NULL where the user is to choose one. */
void rapport_window_import (RapportWindow *self, GVariant *parameter);
void rapport_window_import_clients (RapportWindow *self, GVariant *parameter);
void rapport_window_find_doubles (RapportWindow *self, GVariant *parameter);
void rapport_window_open_brief (RapportWindow *self, GVariant *parameter);
void rapport_window_people_left (RapportWindow *self, GVariant *parameter);
void rapport_window_all_people_left (RapportWindow *self, GVariant *parameter);
void rapport_window_import_contacts (RapportWindow *self, GVariant *parameter);
void rapport_window_print_report (RapportWindow *self, GVariant *parameter);
void rapport_window_open_recent (RapportWindow *self, GVariant *parameter);
void rapport_window_send_digest (RapportWindow *self, GVariant *parameter);
void rapport_window_open_report (RapportWindow *self, GVariant *parameter);
void rapport_window_open_work_item (RapportWindow *self, GVariant *parameter);
void rapport_window_open_contact (RapportWindow *self, GVariant *parameter);
void rapport_window_add_contact (RapportWindow *self, GVariant *parameter);
void rapport_window_open_claim (RapportWindow *self, GVariant *parameter);
void rapport_window_add_claim (RapportWindow *self, GVariant *parameter);
void rapport_window_add_files (RapportWindow *self, GVariant *parameter);
void rapport_window_keep_file (RapportWindow *self, GVariant *parameter);
void rapport_window_show_view (RapportWindow *self, GVariant *parameter);

G_END_DECLS
