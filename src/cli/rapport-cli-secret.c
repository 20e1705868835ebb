/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rapport-cli-secret.h"

#include "rapport-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MOST 4096

static gboolean
take_line (FILE *stream, char **secret)
{
  char line[MOST];

  if (fgets (line, sizeof line, stream) == NULL)
    return FALSE;
  line[strcspn (line, "\r\n")] = '\0';
  *secret = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return **secret != '\0';
}

/* What is typed is not shown. */
static gboolean
ask (char **secret)
{
  struct termios before;
  struct termios silent;
  gboolean done;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return FALSE;
  g_printerr ("%s ", _ ("Password:"));
  silent = before;
  silent.c_lflag &= (tcflag_t) ~ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  done = take_line (stdin, secret);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return done;
}

gboolean
rapport_cli_read_secret (const char *file, char **secret)
{
  FILE *stream = file != NULL ? fopen (file, "re") : stdin;
  gboolean done;

  *secret = NULL;
  if (stream == NULL)
    {
      rapport_cli_complain (_ ("%s can’t be read"), file);
      return FALSE;
    }
  done = file == NULL && isatty (STDIN_FILENO) ? ask (secret) : take_line (stream, secret);
  if (file != NULL)
    fclose (stream);
  if (!done)
    rapport_cli_complain ("%s", _ ("There is no password"));
  return done;
}
