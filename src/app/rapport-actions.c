/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-actions.h"

#include "rapport-keys.h"
#include "rapport-window-private.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define CLIENTS N_ ("Clients")
#define CLIENT  N_ ("Client")
#define MATRIX  N_ ("Matrix of Ideas")
#define MINUTES N_ ("Minutes")

#define OFFERED     RAPPORT_ACTION_OFFERED
#define NOT_IN_TEXT RAPPORT_ACTION_NOT_IN_TEXT
#define IN_CALL     RAPPORT_ACTION_IN_CALL

/* clang-format off */
static const RapportAction actions[] = {
  { "search", N_ ("Search Everything"), NULL, GENERAL, { "<Control>k" }, NULL, IN_CALL,
    rapport_window_search },
  { "undo", N_ ("Undo"), NULL, GENERAL, { "<Control>z" }, NULL, OFFERED | NOT_IN_TEXT | IN_CALL,
    rapport_window_undo },
  { "redo", N_ ("Redo"), NULL, GENERAL, { "<Control><Shift>z", "<Control>y" }, NULL,
    OFFERED | NOT_IN_TEXT | IN_CALL, rapport_window_redo },
  { "main-menu", N_ ("Main Menu"), NULL, GENERAL, { "F10" }, NULL, IN_CALL,
    rapport_window_main_menu },
  { "preferences", N_ ("Preferences"), N_ ("settings options currency language agency"), GENERAL,
    { "<Control>comma" }, NULL, OFFERED, rapport_window_preferences },
  { "shortcuts", N_ ("Keyboard Shortcuts"), N_ ("keys help"), GENERAL,
    { "<Control>question", "<Control>slash" }, NULL, OFFERED, rapport_window_shortcuts },
  { "open-library", N_ ("Open Library…"), N_ ("file agency"), GENERAL, { "<Control>o" }, NULL,
    OFFERED, rapport_window_open_library },
  { "open-recent", N_ ("Open a Recent Library"), NULL, GENERAL, { NULL }, "s", 0,
    rapport_window_open_recent },
  { "backups", N_ ("Backups"), N_ ("restore copy lost go back"), GENERAL, { NULL }, NULL, OFFERED,
    rapport_window_backups },
  { "about", N_ ("About Rapport"), N_ ("version license help"), GENERAL, { NULL }, NULL, OFFERED,
    rapport_window_about },
  { "close", N_ ("Close Window"), N_ ("quit exit"), GENERAL, { "<Control>w", "<Control>q" }, NULL,
    OFFERED | IN_CALL, rapport_window_close },

  { "show-clients", N_ ("Clients"), N_ ("lights board week"), CLIENTS, { "<Alt>1" }, NULL, OFFERED,
    rapport_window_show_clients },
  { "show-calendar", N_ ("Meetings"), N_ ("calendar week month list today schedule"), CLIENTS,
    { "<Alt>2" }, NULL, OFFERED, rapport_window_show_calendar },
  { "find-client", N_ ("Search Clients"), NULL, CLIENTS, { "<Control>f" }, NULL, OFFERED,
    rapport_window_find_client },
  { "show-unmarked", N_ ("Clients Not Marked Yet"), N_ ("lights week mark reminder"), CLIENTS,
    { NULL }, NULL, OFFERED, rapport_window_show_unmarked },
  { "team-meeting", N_ ("Team Meeting"), N_ ("full screen walk week lights presentation"), CLIENTS,
    { "F11" }, NULL, OFFERED, rapport_window_team_meeting },
  { NULL, N_ ("Team meeting: next client"), NULL, CLIENTS, { "Page_Down", "Page_Up" }, NULL, 0,
    NULL },
  { "show-trends", N_ ("Trends of the Lights"), N_ ("year weeks totals manager history"), CLIENTS,
    { NULL }, NULL, OFFERED, rapport_window_show_trends },
  { "show-trends-of", N_ ("Trends of a Manager"), NULL, CLIENTS, { NULL }, "s", 0,
    rapport_window_show_trends },
  { "add-client", N_ ("Add Client"), N_ ("new create"), CLIENTS, { "<Control>n" }, NULL, OFFERED,
    rapport_window_add_client },
  { "import-clients", N_ ("Import Clients"),
    N_ ("contacts table csv xlsx excel ods vcard vcf file base"), CLIENTS, { "<Control><Shift>i" },
    NULL, OFFERED | NOT_IN_TEXT, rapport_window_import_clients },
  { "find-doubles", N_ ("Find Doubles"), N_ ("duplicates twice merge same contacts"), CLIENTS,
    { NULL }, NULL, OFFERED, rapport_window_find_doubles },
  { "all-people-left", N_ ("People Who Left Their Clients"),
    N_ ("contacts moved former jobs where now"), CLIENTS, { NULL }, NULL, OFFERED,
    rapport_window_all_people_left },
  { "show-offers", N_ ("Waiting Exports"), N_ ("files watched folder import missed decline"),
    CLIENTS, { NULL }, NULL, OFFERED, rapport_window_show_offers },
  { "watch-agency-folder", N_ ("Watched Folder of the Agency"),
    N_ ("exports import new files downloads all clients"), CLIENTS, { NULL }, NULL, OFFERED,
    rapport_window_watch_agency_folder },
  { "import-clients-file", N_ ("Import a File of Clients"), NULL, CLIENTS, { NULL }, "s", 0,
    rapport_window_import_clients },
  { "archive", N_ ("Archive"), N_ ("old clients put aside"), CLIENTS, { NULL }, NULL, OFFERED,
    rapport_window_archive },
  { "trash", N_ ("Trash"), N_ ("deleted restore bin"), CLIENTS, { NULL }, NULL, OFFERED,
    rapport_window_trash },
  { "open-client", N_ ("Open Client"), NULL, CLIENTS, { NULL }, "s", IN_CALL,
    rapport_window_open_client_action },
  { NULL, N_ ("Mark: moved forward"), NULL, CLIENTS, { "1" }, NULL, 0, NULL },
  { NULL, N_ ("Mark: nothing happened"), NULL, CLIENTS, { "2" }, NULL, 0, NULL },
  { NULL, N_ ("Mark: our mistake"), NULL, CLIENTS, { "3" }, NULL, 0, NULL },
  { NULL, N_ ("Take the mark away"), NULL, CLIENTS, { "0" }, NULL, 0, NULL },
  { NULL, N_ ("Comment on the mark"), NULL, CLIENTS, { "F2" }, NULL, 0, NULL },
  { NULL, N_ ("Move to the next status"), NULL, CLIENTS, { "<Control>Right", "<Control>Left" },
    NULL, 0, NULL },
  { NULL, N_ ("Move the column of the table"), NULL, CLIENTS, { "<Control>Left" }, NULL, 0, NULL },
  { NULL, N_ ("Widen the column of the table"), NULL, CLIENTS, { "<Control>plus" }, NULL, 0, NULL },
  { NULL, N_ ("Narrow the column of the table"), NULL, CLIENTS, { "<Control>minus" }, NULL, 0,
    NULL },
  { NULL, N_ ("Open the client"), NULL, CLIENTS, { "Return" }, NULL, 0, NULL },

  { "call-mode", N_ ("Call Mode"),
    N_ ("share screen confine one client show others hide private video meeting"), CLIENT, { "F8" },
    NULL, OFFERED | IN_CALL | RAPPORT_ACTION_SWITCH, rapport_window_call_mode },
  { "present", N_ ("Present a Board"),
    N_ ("show audience window frames slides call screen share matrix ideas"), CLIENT, { "F5" }, NULL,
    OFFERED | IN_CALL, rapport_window_present_board },
  { NULL, N_ ("Presenting: next frame"), NULL, CLIENT, { "Page_Down", "Page_Up" }, NULL, 0, NULL },
  { NULL, N_ ("Presenting: laser pointer"), NULL, CLIENT, { "l" }, NULL, 0, NULL },
  { NULL, N_ ("Presenting: end"), NULL, CLIENT, { "Escape" }, NULL, 0, NULL },
  { "edit-client", N_ ("Edit Client"), N_ ("change rename status"), CLIENT, { "<Control>e" }, NULL,
    OFFERED, rapport_window_edit_client },
  { "client-status", N_ ("Status of the Client"), N_ ("lead current paused refused left reason"),
    CLIENT, { "<Control><Shift>e" }, NULL, OFFERED, rapport_window_client_status },
  { "change-status", N_ ("Change the Status of a Client"), NULL, CLIENTS, { NULL }, "(ss)", 0,
    rapport_window_change_status },
  { "put-into-archive", N_ ("Put the Client into the Archive"), N_ ("archive put aside hide old"),
    CLIENT, { NULL }, NULL, OFFERED, rapport_window_put_into_archive },
  { "erase-person", N_ ("Erase a Person"), NULL, CLIENT, { NULL }, "s", 0,
    rapport_window_erase_person },
  { "take-out-of-archive", N_ ("Take the Client out of the Archive"), NULL, CLIENT, { NULL }, "s", 0,
    rapport_window_take_out_of_archive },
  { "client-history", N_ ("History of the Client"), N_ ("changes log who when"), CLIENT, { NULL },
    NULL, OFFERED, rapport_window_client_history },
  { "client-circle", N_ ("Who Works with the Client"),
    N_ ("team circle access rights members confidential secret private"), CLIENT, { NULL }, NULL,
    OFFERED | RAPPORT_ACTION_IN_TEAM, rapport_window_client_circle },
  { "show-view", N_ ("Show a View of the Client"), NULL, CLIENT, { NULL }, "s", IN_CALL,
    rapport_window_show_view },
  { "show-overview", N_ ("Overview"), NULL, CLIENT, { "<Control>1" }, NULL, OFFERED | IN_CALL,
    rapport_window_show_overview },
  { "show-plan", N_ ("Plan"), NULL, CLIENT, { "<Control>2" }, NULL, OFFERED | IN_CALL,
    rapport_window_show_plan },
  { "show-matrix", N_ ("Matrix of Ideas"), N_ ("canvas whiteboard strategy cards hypotheses"), CLIENT,
    { "<Control>3" }, NULL, OFFERED | IN_CALL, rapport_window_show_matrix },
  { "show-meetings", N_ ("Meetings of the Client"), N_ ("agenda minutes agreements calls queue"),
    CLIENT, { "<Control>4" }, NULL, OFFERED | IN_CALL, rapport_window_show_meetings },
  { "show-agreements", N_ ("Agreements of the Client"), N_ ("what we said decisions promises dispute"),
    CLIENT, { "<Control><Shift>d" }, NULL, OFFERED | IN_CALL, rapport_window_show_agreements },
  { "show-reports", N_ ("Reports"), NULL, CLIENT, { "<Control>5" }, NULL, OFFERED | IN_CALL,
    rapport_window_show_reports },
  { "ask", N_ ("Ask at the Next Meeting"), N_ ("question problem topic queue agenda remember"), GENERAL,
    { "<Control><Shift>q" }, NULL, OFFERED | IN_CALL, rapport_window_ask },
  { "ask-about", N_ ("Ask about It at the Next Meeting"), NULL, GENERAL, { NULL }, "(sss)", IN_CALL,
    rapport_window_ask },
  { "open-question", N_ ("Open Question"), NULL, CLIENT, { NULL }, "s", IN_CALL,
    rapport_window_open_question },
  { "open-meeting", N_ ("Open Meeting"), NULL, CLIENT, { NULL }, "s", IN_CALL,
    rapport_window_open_meeting },
  { "open-sign-off", N_ ("Open the Sign-Off of a Meeting"), NULL, CLIENT, { NULL }, "s", IN_CALL,
    rapport_window_open_sign_off },
  { "open-occasion", N_ ("Open a Meeting of a Schedule"), NULL, CLIENT, { NULL }, "(ss)", IN_CALL,
    rapport_window_open_occasion },
  { "add-meeting", N_ ("New Meeting"), N_ ("schedule call visit calendar regular plan"), GENERAL,
    { "<Control><Shift>m" }, NULL, OFFERED, rapport_window_add_meeting },
  { "add-meeting-on", N_ ("New Meeting on a Day"), NULL, GENERAL, { NULL }, "s", 0,
    rapport_window_add_meeting },
  { "import-calendar", N_ ("Import Meetings"), N_ ("calendar ics ical invitation answer file"), GENERAL,
    { NULL }, NULL, OFFERED, rapport_window_take_calendar },
  { "take-calendar", N_ ("Import a Calendar File"), NULL, GENERAL, { NULL }, "s", 0,
    rapport_window_take_calendar },
  { "edit-schedule", N_ ("Edit a Schedule"), NULL, GENERAL, { NULL }, "s", 0,
    rapport_window_edit_schedule },
  { "open-meeting-line", N_ ("Open a Line of Minutes"), NULL, CLIENT, { NULL }, "s", IN_CALL,
    rapport_window_open_meeting_line },
  { "open-work-item", N_ ("Open Work Item"), NULL, CLIENT, { NULL }, "s", IN_CALL,
    rapport_window_open_work_item },
  { "open-contact", N_ ("Open Contact"), NULL, CLIENT, { NULL }, "s", 0,
    rapport_window_open_contact },
  { "add-contact", N_ ("Add Contact"), N_ ("new person"), CLIENT, { NULL }, NULL, OFFERED,
    rapport_window_add_contact },
  { "open-claim", N_ ("Open Claim"), NULL, CLIENT, { NULL }, "s", 0, rapport_window_open_claim },
  { "add-claim", N_ ("Add Claim"), N_ ("new complaint dissatisfied"), CLIENT, { NULL }, NULL,
    OFFERED, rapport_window_add_claim },
  { "add-files", N_ ("Add Files"), N_ ("attach document picture"), CLIENT, { NULL }, NULL, OFFERED,
    rapport_window_add_files },
  { "keep-file", N_ ("Keep a File"), NULL, CLIENT, { NULL }, "s", 0, rapport_window_keep_file },
  { NULL, N_ ("Paste files or a picture"), NULL, CLIENT, { "<Control>v" }, NULL, 0, NULL },
  { NULL, N_ ("Rename the file"), NULL, CLIENT, { "F2" }, NULL, 0, NULL },
  { NULL, N_ ("Delete the file"), NULL, CLIENT, { "Delete" }, NULL, 0, NULL },
  { "import", N_ ("Import Numbers"), N_ ("csv tsv xlsx excel ods file export figures"), CLIENT, { "<Control>i" },
    NULL, OFFERED | NOT_IN_TEXT, rapport_window_import },
  { "import-file", N_ ("Import a File"), NULL, CLIENT, { NULL }, "s", 0, rapport_window_import },
  { "watch-folder", N_ ("Watched Folder"), N_ ("exports import new files downloads"), CLIENT,
    { NULL }, NULL, OFFERED, rapport_window_watch_folder },
  { "import-export", N_ ("Import an Export"), NULL, CLIENT, { NULL }, "(ss)", 0,
    rapport_window_import_export },
  { "import-contacts", N_ ("Import Contacts"), N_ ("vcard vcf address book people file"), CLIENT,
    { NULL }, NULL, OFFERED, rapport_window_import_contacts },
  { "show-brief", N_ ("Brief of the Client"), N_ ("questions answers interview product goals"), CLIENT,
    { NULL }, NULL, OFFERED, rapport_window_open_brief },
  { "open-brief", N_ ("Open Brief"), NULL, CLIENT, { NULL }, "s", 0, rapport_window_open_brief },
  { "people-left", N_ ("People Who Left the Client"), N_ ("contacts moved former jobs where now"),
    CLIENT, { NULL }, NULL, OFFERED, rapport_window_people_left },
  { "import-contacts-file", N_ ("Import a File of Contacts"), NULL, CLIENT, { NULL }, "s", 0,
    rapport_window_import_contacts },
  { "print-report", N_ ("Print Report"), N_ ("paper printer"), CLIENT, { "<Control>p" }, NULL,
    OFFERED | RAPPORT_ACTION_IN_REPORT, rapport_window_print_report },
  { "send-digest", N_ ("Send a Report as a Text Message"), NULL, CLIENT, { NULL }, "s", 0,
    rapport_window_send_digest },
  { "open-report", N_ ("Open Report"), NULL, CLIENT, { NULL }, "s", IN_CALL,
    rapport_window_open_report },

  { NULL, N_ ("Go from card to card"), NULL, MATRIX, { "Right", "Down" }, NULL, 0, NULL },
  { NULL, N_ ("Go to the connectors of the card"), NULL, MATRIX, { "<Shift>c" }, NULL, 0, NULL },
  { NULL, N_ ("Go to the frame around the card, or to the next"), NULL, MATRIX, { "<Shift>f" }, NULL,
    0, NULL },
  { NULL, N_ ("Write on the card"), NULL, MATRIX, { "Return", "F2" }, NULL, 0, NULL },
  { NULL, N_ ("New idea below the card"), NULL, MATRIX, { "<Shift>i" }, NULL, 0, NULL },
  { NULL, N_ ("New note below the card"), NULL, MATRIX, { "<Shift>t" }, NULL, 0, NULL },
  { NULL, N_ ("Move the card, or to the next lane"), NULL, MATRIX,
    { "<Control>Right", "<Control>Down" }, NULL, 0, NULL },
  { NULL, N_ ("Put into the plan"), NULL, MATRIX, { "<Control>Return" }, NULL, 0, NULL },
  { NULL, N_ ("Details of the card"), NULL, MATRIX, { "<Alt>Return" }, NULL, 0, NULL },
  { NULL, N_ ("Search on the board"), NULL, MATRIX, { "<Control>f" }, NULL, 0, NULL },
  { NULL, N_ ("Connect what is selected"), NULL, MATRIX, { "<Control>l" }, NULL, 0, NULL },
  { NULL, N_ ("Put what is selected into a frame"), NULL, MATRIX, { "<Control><Shift>f" }, NULL, 0,
    NULL },
  { NULL, N_ ("Put an idea or a task on the board"), NULL, MATRIX, { "<Control><Shift>k" }, NULL, 0,
    NULL },
  { NULL, N_ ("Select all"), NULL, MATRIX, { "<Control>a" }, NULL, 0, NULL },
  { NULL, N_ ("Add the card to the selection"), NULL, MATRIX, { "<Control>space" }, NULL, 0, NULL },
  { NULL, N_ ("Duplicate"), NULL, MATRIX, { "<Control>d" }, NULL, 0, NULL },
  { NULL, N_ ("Group, ungroup"), NULL, MATRIX, { "<Control>g", "<Control><Shift>g" }, NULL, 0,
    NULL },
  { NULL, N_ ("Lock or unlock"), NULL, MATRIX, { "<Control><Shift>l" }, NULL, 0, NULL },
  { NULL, N_ ("Send backward, bring forward"), NULL, MATRIX,
    { "<Control>bracketleft", "<Control>bracketright" }, NULL, 0, NULL },
  { NULL, N_ ("Take off the board"), NULL, MATRIX, { "Delete" }, NULL, 0, NULL },
  { NULL, N_ ("Show the whole board"), NULL, MATRIX, { "<Shift>1" }, NULL, 0, NULL },
  { NULL, N_ ("Show what is selected"), NULL, MATRIX, { "<Shift>2" }, NULL, 0, NULL },
  { NULL, N_ ("Zoom in, zoom out"), NULL, MATRIX, { "<Control>plus", "<Control>minus" }, NULL, 0,
    NULL },
  { NULL, N_ ("Zoom to 100%"), NULL, MATRIX, { "<Control>0" }, NULL, 0, NULL },
  { NULL, N_ ("Tools: select, hand"), NULL, MATRIX, { "v", "h" }, NULL, 0, NULL },
  { NULL, N_ ("Tools: idea, note"), NULL, MATRIX, { "i", "t" }, NULL, 0, NULL },
  { NULL, N_ ("Tools: frame, connector"), NULL, MATRIX, { "f", "c" }, NULL, 0, NULL },
  { NULL, N_ ("Snap to guides"), NULL, MATRIX, { "<Alt>s" }, NULL, 0, NULL },

  { NULL, N_ ("Make the line a decision, an agreement"), NULL, MINUTES,
    { "<Control><Shift>d", "<Control><Shift>a" }, NULL, 0, NULL },
  { NULL, N_ ("Make the line a task, a risk"), NULL, MINUTES,
    { "<Control><Shift>t", "<Control><Shift>r" }, NULL, 0, NULL },
  { NULL, N_ ("Make the line what we do not do, a remark"), NULL, MINUTES,
    { "<Control><Shift>x", "<Control><Shift>m" }, NULL, 0, NULL },
  { NULL, N_ ("Make the line plain text again"), NULL, MINUTES, { "<Control><Shift>n" }, NULL, 0,
    NULL },
  { NULL, N_ ("Only the team sees the line"), NULL, MINUTES, { "<Control><Shift>p" }, NULL, 0,
    NULL },
  { NULL, N_ ("Choose the card of the remark"), NULL, MINUTES, { "<Control><Shift>c" }, NULL, 0,
    NULL },
  { NULL, N_ ("Break within the line"), NULL, MINUTES, { "<Shift>Return" }, NULL, 0, NULL },
};
/* clang-format on */

const RapportAction *
rapport_actions_get (gsize *n)
{
  *n = G_N_ELEMENTS (actions);
  return actions;
}

gboolean
rapport_action_needs_client (const RapportAction *action)
{
  return g_str_equal (action->group, CLIENT);
}

static const RapportAction *
find_action (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].name, name) == 0)
      return &actions[i];
  return NULL;
}

char *
rapport_action_get_accel_label (const char *name)
{
  const RapportAction *action = find_action (name);
  guint key;
  GdkModifierType modifiers;

  if (action == NULL || action->accels[0] == NULL ||
      !gtk_accelerator_parse (action->accels[0], &key, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, modifiers);
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  find_action (g_action_get_name (G_ACTION (action)))->activate (window, parameter);
}

void
rapport_actions_install (RapportWindow *window)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      const GVariantType *type =
        actions[i].parameter != NULL ? G_VARIANT_TYPE (actions[i].parameter) : NULL;
      g_autoptr (GSimpleAction) action = NULL;

      if (actions[i].name == NULL)
        continue;
      if ((actions[i].flags & RAPPORT_ACTION_SWITCH) != 0)
        action =
          g_simple_action_new_stateful (actions[i].name, type, g_variant_new_boolean (FALSE));
      else
        action = g_simple_action_new (actions[i].name, type);
      g_signal_connect (action, "activate", G_CALLBACK (activate_cb), window);
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }
  rapport_keys_install (window);
}

void
rapport_actions_confine (RapportWindow *window, gboolean confined, gboolean in_team)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      const RapportActionFlags flags = actions[i].flags;
      GAction *action = NULL;

      if (actions[i].name == NULL)
        continue;
      action = g_action_map_lookup_action (G_ACTION_MAP (window), actions[i].name);
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   (!confined || (flags & RAPPORT_ACTION_IN_CALL) != 0) &&
                                     (in_team || (flags & RAPPORT_ACTION_IN_TEAM) == 0));
    }
}
