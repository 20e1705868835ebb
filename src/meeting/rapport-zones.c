/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-zones.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *zone;
  const char *city;
} zones[] = {
  { "America/Los_Angeles", N_ ("Los Angeles") },
  { "America/Chicago", N_ ("Chicago") },
  { "America/New_York", N_ ("New York") },
  { "America/Sao_Paulo", N_ ("São Paulo") },
  { "UTC", N_ ("UTC") },
  { "Europe/Lisbon", N_ ("Lisbon") },
  { "Europe/London", N_ ("London") },
  { "Europe/Berlin", N_ ("Berlin") },
  { "Europe/Madrid", N_ ("Madrid") },
  { "Europe/Paris", N_ ("Paris") },
  { "Europe/Warsaw", N_ ("Warsaw") },
  { "Europe/Belgrade", N_ ("Belgrade") },
  { "Europe/Kaliningrad", N_ ("Kaliningrad") },
  { "Europe/Helsinki", N_ ("Helsinki") },
  { "Europe/Kyiv", N_ ("Kyiv") },
  { "Europe/Istanbul", N_ ("Istanbul") },
  { "Europe/Minsk", N_ ("Minsk") },
  { "Europe/Moscow", N_ ("Moscow") },
  { "Europe/Samara", N_ ("Samara") },
  { "Asia/Tbilisi", N_ ("Tbilisi") },
  { "Asia/Yerevan", N_ ("Yerevan") },
  { "Asia/Dubai", N_ ("Dubai") },
  { "Asia/Yekaterinburg", N_ ("Yekaterinburg") },
  { "Asia/Tashkent", N_ ("Tashkent") },
  { "Asia/Almaty", N_ ("Almaty") },
  { "Asia/Kolkata", N_ ("Delhi") },
  { "Asia/Omsk", N_ ("Omsk") },
  { "Asia/Novosibirsk", N_ ("Novosibirsk") },
  { "Asia/Krasnoyarsk", N_ ("Krasnoyarsk") },
  { "Asia/Bangkok", N_ ("Bangkok") },
  { "Asia/Irkutsk", N_ ("Irkutsk") },
  { "Asia/Shanghai", N_ ("Beijing") },
  { "Asia/Yakutsk", N_ ("Yakutsk") },
  { "Asia/Tokyo", N_ ("Tokyo") },
  { "Asia/Vladivostok", N_ ("Vladivostok") },
  { "Australia/Sydney", N_ ("Sydney") },
  { "Asia/Kamchatka", N_ ("Petropavlovsk-Kamchatsky") },
};

const char *const *
rapport_zones_list (void)
{
  static const char *names[G_N_ELEMENTS (zones) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    names[i] = zones[i].zone;
  return names;
}

const char *
rapport_zone_get_city (const char *zone)
{
  const char *slash = strrchr (zone, '/');
  g_autofree char *city = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_str_equal (zones[i].zone, zone))
      return g_dgettext (GETTEXT_PACKAGE, zones[i].city);
  city = g_strdelimit (g_strdup (slash != NULL ? slash + 1 : zone), "_", ' ');
  return g_intern_string (city);
}

char *
rapport_zone_get_own (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);

  return g_strdup (g_str_equal (name, "Etc/UTC") ? "UTC" : name);
}
