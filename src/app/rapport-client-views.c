/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-client-views.h"

#include "rapport-client-reports.h"
#include "rapport-drops.h"
#include "rapport-ideas-view.h"
#include "rapport-meetings-view.h"
#include "rapport-overview.h"
#include "rapport-plan-view.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
create_overview (RapportLibrary *library, RapportLights *lights)
{
  GtkWidget *view = rapport_overview_new (library, lights);

  rapport_drops_take (view, rapport_drops_on_overview);
  return view;
}

static GtkWidget *
create_plan (RapportLibrary *library, RapportLights *lights)
{
  return rapport_plan_view_new (library);
}

static GtkWidget *
create_matrix (RapportLibrary *library, RapportLights *lights)
{
  return rapport_ideas_view_new (library);
}

static GtkWidget *
create_meetings (RapportLibrary *library, RapportLights *lights)
{
  GtkWidget *view = rapport_meetings_view_new (library);

  rapport_drops_take (view, rapport_drops_on_client);
  return view;
}

static GtkWidget *
create_reports (RapportLibrary *library, RapportLights *lights)
{
  return rapport_client_reports_new (library);
}

static void
set_overview_client (GtkWidget *view, RapportClient *client)
{
  rapport_overview_set_client (RAPPORT_OVERVIEW (view), client);
}

static void
set_plan_client (GtkWidget *view, RapportClient *client)
{
  rapport_plan_view_set_client (RAPPORT_PLAN_VIEW (view), client);
}

static void
set_matrix_client (GtkWidget *view, RapportClient *client)
{
  rapport_ideas_view_set_client (RAPPORT_IDEAS_VIEW (view), client);
}

static void
set_meetings_client (GtkWidget *view, RapportClient *client)
{
  rapport_meetings_view_set_client (RAPPORT_MEETINGS_VIEW (view), client);
}

static const RapportClientView views[] = {
  { "overview", N_ ("Overview"), "user-info-symbolic", create_overview, set_overview_client, TRUE },
  { "plan", N_ ("Plan"), "view-list-bullet-symbolic", create_plan, set_plan_client, TRUE },
  { "matrix", N_ ("Matrix"), "view-grid-symbolic", create_matrix, set_matrix_client, TRUE },
  { "meetings", N_ ("Meetings"), "x-office-calendar-symbolic", create_meetings, set_meetings_client,
    TRUE },
  { "reports", N_ ("Reports"), "x-office-document-symbolic", create_reports,
    rapport_client_reports_set_client, TRUE },
  { NULL, NULL, NULL, NULL, NULL, FALSE },
};

const RapportClientView *
rapport_client_views_get (gsize *n)
{
  *n = G_N_ELEMENTS (views) - 1;
  return views;
}

const RapportClientView *
rapport_client_views_find (const char *name)
{
  for (gsize i = 0; views[i].name != NULL; i++)
    if (g_strcmp0 (views[i].name, name) == 0)
      return &views[i];
  return NULL;
}
