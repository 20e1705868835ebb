/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tls-support.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

const char tls_identity[] = "-----BEGIN CERTIFICATE-----\n"
                            "MIIBmjCCAUGgAwIBAgIUMS7hqyv1AAf7xg7VJeIMmAPAhv4wCgYIKoZIzj0EAwIw\n"
                            "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA5NTA0MVoYDzIxMjYxMDI5\n"
                            "MDk1MDQxWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
                            "PQMBBwNCAAR/BS102sO3/3ABjMnb3JuLgiTeIzELiDsm/V1I3YhHwzr679wJLYW/\n"
                            "EGam+GoC5oJuwqeY/PBN6/OrLTeaIDYno28wbTAdBgNVHQ4EFgQUAll1tlE7S9Cg\n"
                            "axqouKYiQIaYEq8wHwYDVR0jBBgwFoAUAll1tlE7S9CgaxqouKYiQIaYEq8wDwYD\n"
                            "VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n"
                            "zj0EAwIDRwAwRAIgMwPeWlPP765t5fiemd6GuFAvPHUlF3iR62sWHiYxTXsCIGyE\n"
                            "z3PnFYq0Thz9UBjVyvLxpEn1gLwzfH1INTaM27yB\n"
                            "-----END CERTIFICATE-----\n"
                            "-----BEGIN PRIVATE KEY-----\n"
                            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWfbW+i24D6QFY/45\n"
                            "FjJMn5sMi/5gdYl5mwFmgWSnwTehRANCAAR/BS102sO3/3ABjMnb3JuLgiTeIzEL\n"
                            "iDsm/V1I3YhHwzr679wJLYW/EGam+GoC5oJuwqeY/PBN6/OrLTeaIDYn\n"
                            "-----END PRIVATE KEY-----\n";

/* Whom alone this machine trusts, so that nothing depends on what is installed. */
static const char trusted[] = "-----BEGIN CERTIFICATE-----\n"
                              "MIIBhzCCAS2gAwIBAgIUNxbhHhlXB4IpsoGE4bkez7SJdiIwCgYIKoZIzj0EAwIw\n"
                              "GDEWMBQGA1UEAwwNc29tZWJvZHkgZWxzZTAgFw0yNjExMjIwOTUzNDRaGA8yMTI2\n"
                              "MTAyOTA5NTM0NFowGDEWMBQGA1UEAwwNc29tZWJvZHkgZWxzZTBZMBMGByqGSM49\n"
                              "AgEGCCqGSM49AwEHA0IABJ6wNE0cmd9iNOXvJrSwWBor9G27393WB3Msmj2aZHR3\n"
                              "oQUM2DS90sNyMz/yJ2mtYL75g5gfO+1A1vP+OTfPJXujUzBRMB0GA1UdDgQWBBQQ\n"
                              "R0KOxDT3YauOOOifjDlsXYhgsjAfBgNVHSMEGDAWgBQQR0KOxDT3YauOOOifjDls\n"
                              "XYhgsjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCnrBacoO82\n"
                              "1RMNyo0XXc3TQOqMLVXlU8MIlStcKYk5/gIgRcX94h+uyYhpAFqo6dWA3Y/tmyuk\n"
                              "Qapk7B6v1SlTPpc=\n"
                              "-----END CERTIFICATE-----\n";

static char *trusted_path;

static void
remove_trusted (void)
{
  g_unlink (trusted_path);
  g_free (trusted_path);
}

void
tls_trust_somebody_else (void)
{
  GTlsBackend *backend = g_tls_backend_get_default ();
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  int file;

  if (!g_tls_backend_supports_tls (backend))
    return;
  file = g_file_open_tmp ("rapport-trusted-XXXXXX.pem", &trusted_path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (write (file, trusted, sizeof trusted - 1), ==, sizeof trusted - 1);
  close (file);
  /* It is read when the first connection is made. */
  atexit (remove_trusted);
  database = g_tls_file_database_new (trusted_path, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (backend, database);
}
