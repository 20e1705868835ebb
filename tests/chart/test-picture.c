/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logos come from anywhere: what is none is refused, and nothing is loaded that
 * the picture only points at. */
#include "rapport-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#define SIZE 40

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A PNG all of one colour. */
static GBytes *
png_of (int width, int height, double red, double green, double blue, double alpha)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GByteArray *data = g_byte_array_new ();

  cairo_set_source_rgba (cr, red, green, blue, alpha);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, data);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (data);
}

static GBytes *
jpeg_of (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x0000ffff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, NULL));
  return g_bytes_new_take (data, size);
}

/* The colour in the middle of the picture on white, as 0xrrggbb. */
static guint32
middle_of (RapportPicture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  guint32 pixel;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  rapport_picture_draw (picture, cr, SIZE, SIZE);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixel = ((guint32 *) (cairo_image_surface_get_data (surface) +
                        SIZE / 2 * cairo_image_surface_get_stride (surface)))[SIZE / 2];
  cairo_surface_destroy (surface);
  return pixel & 0xffffff;
}

static void
assert_shows (GBytes *bytes, double aspect, guint32 colour)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RapportPicture) picture = rapport_picture_load (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (rapport_picture_get_aspect (picture), aspect, 0.01);
  for (int shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (
      ABS ((int) (middle_of (picture) >> shift & 0xff) - (int) (colour >> shift & 0xff)), <=, 3);
}

static void
test_kinds (void)
{
  g_autoptr (GBytes) png = png_of (80, 20, 1, 0, 0, 1);
  g_autoptr (GBytes) half = png_of (20, 20, 0, 0, 0, 0.5);
  g_autoptr (GBytes) large = png_of (3000, 1000, 0, 1, 0, 1);
  g_autoptr (GBytes) dot = png_of (1, 1, 0, 1, 0, 1);
  g_autoptr (GBytes) jpeg = jpeg_of (60, 40);
  static const struct
  {
    const char *text;
    double aspect;
    guint32 colour;
  } svgs[] = {
    { "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 10'>"
      "<rect width='30' height='10' fill='#0a0'/></svg>",
      3, 0x00aa00 },
    { "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='40'>"
      "<rect width='100%' height='100%' fill='#00f'/></svg>",
      0.5, 0x0000ff },
    /* A script is not run: nothing turns red. */
    { "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10' onload='paint()'>"
      "<script>function paint(){document.getElementById('a').setAttribute('fill','red')}</script>"
      "<rect id='a' width='10' height='10' fill='#00f'/></svg>",
      1, 0x0000ff },
  };

  assert_shows (png, 4, 0xff0000);
  assert_shows (half, 1, 0x7f7f7f);
  assert_shows (large, 3, 0x00ff00);
  assert_shows (dot, 1, 0x00ff00);
  assert_shows (jpeg, 1.5, 0x0000ff);
  for (gsize i = 0; i < G_N_ELEMENTS (svgs); i++)
    {
      g_autoptr (GBytes) svg = bytes_of (svgs[i].text);

      assert_shows (svg, svgs[i].aspect, svgs[i].colour);
    }
}

/* What lies outside the document is not fetched, by whatever way it is named. */
static void
test_outside (void)
{
  static const char *const forms[] = {
    "<image xlink:href='%s' width='10' height='10'/>",
    "<image href='%s' width='10' height='10'/>",
    "<use href='%s#a'/>",
    "<style>@import url('%s');</style>",
    "<rect width='10' height='10' fill='url(%s#a)'/>",
    "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='%s'/>",
  };
  g_autofree char *folder = g_dir_make_tmp ("rapport-picture-XXXXXX", NULL);
  g_autofree char *png = g_build_filename (folder, "secret.png", NULL);
  g_autoptr (GBytes) red = png_of (10, 10, 1, 0, 0, 1);

  g_assert_true (
    g_file_set_contents (png, g_bytes_get_data (red, NULL), (gssize) g_bytes_get_size (red), NULL));
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *address = i % 2 == 0 ? g_strdup (png) : g_filename_to_uri (png, NULL, NULL);
      g_auto (GStrv) parts = g_strsplit (forms[i / 2], "%s", 2);
      g_autofree char *text = g_strconcat (
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
        "viewBox='0 0 10 10'>",
        parts[0], address, parts[1], "</svg>", NULL);
      g_autoptr (GBytes) svg = bytes_of (text);

      assert_shows (svg, 1, 0xffffff);
    }
  g_unlink (png);
  g_rmdir (folder);
}

/* The head of a PNG of @width by @height, and no more than its first bytes. */
static GBytes *
png_head (guint32 width, guint32 height)
{
  g_autoptr (GBytes) small = png_of (4, 4, 0, 0, 0, 1);
  g_autoptr (GByteArray) head = g_byte_array_new ();
  const guint32 sizes[] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };
  guint32 sum = 0xffffffff;

  g_byte_array_append (head, g_bytes_get_data (small, NULL), (guint) g_bytes_get_size (small));
  memcpy (head->data + 16, sizes, sizeof sizes);
  /* The checksum of the changed header: CRC-32 as in PNG, annex D. */
  for (guint i = 12; i < 29; i++)
    {
      sum ^= head->data[i];
      for (int bit = 0; bit < 8; bit++)
        sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
  sum = GUINT32_TO_BE (~sum);
  memcpy (head->data + 29, &sum, sizeof sum);
  return g_byte_array_free_to_bytes (g_steal_pointer (&head));
}

/* A JPEG that says that it is @side by @side; its pixels are far fewer. */
static GBytes *
jpeg_head (guint16 side)
{
  g_autoptr (GBytes) small = jpeg_of (8, 8);
  g_autoptr (GByteArray) head = g_byte_array_new ();
  const guint16 big = GUINT16_TO_BE (side);
  guchar *frame;

  g_byte_array_append (head, g_bytes_get_data (small, NULL), (guint) g_bytes_get_size (small));
  /* The marker of a baseline frame, its length and depth, then both sides. */
  frame = memmem (head->data, head->len, "\xff\xc0", 2);
  g_assert_nonnull (frame);
  memcpy (frame + 5, &big, sizeof big);
  memcpy (frame + 7, &big, sizeof big);
  return g_byte_array_free_to_bytes (g_steal_pointer (&head));
}

/* A whole PNG of a hundred megapixels that takes a few kilobytes; made once. */
static GBytes *
png_bomb (void)
{
  static GBytes *bomb;
  const int side = 10000;
  cairo_surface_t *surface;
  GByteArray *data;

  if (bomb != NULL)
    return g_bytes_ref (bomb);
  surface = cairo_image_surface_create (CAIRO_FORMAT_A1, side, side);
  data = g_byte_array_new ();
  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, append_cb, data), ==,
                   CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (data->len, <, 100000);
  bomb = g_byte_array_free_to_bytes (data);
  return g_bytes_ref (bomb);
}

/* An SVG with @n pictures in it. */
static GBytes *
svg_with (GBytes *bytes, const char *type, guint n)
{
  g_autofree char *data =
    g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GString) text =
    g_string_new ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "<image width='10' height='10' href='data:%s;base64,&#10;%s\n'/>",
                            type, data);
  g_string_append (text, "</svg>");
  return bytes_of (text->str);
}

/* What an SVG holds as data is measured as any picture is, and all of it together. */
static void
test_inside (void)
{
  g_autoptr (GBytes) png = png_of (40, 40, 1, 0, 0, 1);
  g_autoptr (GBytes) jpeg = jpeg_of (40, 40);
  g_autoptr (GBytes) bomb = png_bomb ();
  g_autoptr (GBytes) lie = jpeg_head (10000);
  g_autoptr (GBytes) some = png_head (3000, 3000);
  g_autoptr (GBytes) gif = bytes_of ("GIF89a and so on");
  g_autoptr (GBytes) plain = bytes_of ("<svg xmlns='http://www.w3.org/2000/svg'/>");
  g_autoptr (GBytes) pngs = svg_with (png, "image/png", 3);
  g_autoptr (GBytes) jpegs = svg_with (jpeg, "image/jpeg", 1);
  const struct
  {
    GBytes *svg;
    RapportPictureError code;
  } cases[] = {
    { svg_with (bomb, "image/png", 1), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { svg_with (bomb, "image/jpeg", 1), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { svg_with (bomb, "application/octet-stream", 1), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { svg_with (lie, "image/jpeg", 1), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { svg_with (some, "image/png", 3), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { svg_with (gif, "image/gif", 1), RAPPORT_PICTURE_ERROR_UNKNOWN },
    { svg_with (plain, "image/svg+xml", 1), RAPPORT_PICTURE_ERROR_ACTIVE },
    { bytes_of (
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='data:image/png,%89PNG'/></svg>"),
      RAPPORT_PICTURE_ERROR_BROKEN },
    { bytes_of ("<svg xmlns='http://www.w3.org/2000/svg'>"
                "<image href='data:image/png;base64,&amp;'/></svg>"),
      RAPPORT_PICTURE_ERROR_BROKEN },
  };

  assert_shows (pngs, 1, 0xff0000);
  assert_shows (jpegs, 1, 0x0000ff);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *type;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (rapport_picture_read (cases[i].svg, &error));
      g_assert_error (error, RAPPORT_PICTURE_ERROR, (int) cases[i].code);
      g_clear_error (&error);
      g_assert_null (rapport_picture_prepare (cases[i].svg, &type, &error));
      g_assert_nonnull (error);
      g_bytes_unref (cases[i].svg);
    }
}

/* What a file is called says nothing: its bytes do. */
static void
test_lying_type (void)
{
  g_autoptr (GBytes) png = png_of (8, 8, 1, 0, 0, 1);
  g_autoptr (GBytes) jpeg = jpeg_of (8, 8);
  g_autoptr (GBytes) svg = bytes_of ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>");
  const struct
  {
    GBytes *bytes;
    const char *type;
  } cases[] = { { png, "image/png" }, { jpeg, "image/jpeg" }, { svg, "image/svg+xml" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *type = NULL;
      g_autoptr (GBytes) kept = rapport_picture_prepare (cases[i].bytes, &type, &error);

      g_assert_no_error (error);
      g_assert_nonnull (kept);
      g_assert_cmpstr (type, ==, cases[i].type);
    }
}

static void
test_refused (void)
{
  g_autoptr (GBytes) png = png_of (200, 200, 1, 0, 0, 1);
  g_autoptr (GBytes) jpeg = jpeg_of (200, 200);
  g_autofree char *many = g_strnfill (5 * 1024 * 1024, ' ');
  g_autofree char *long_svg = g_strconcat ("<svg xmlns='http://www.w3.org/2000/svg'>",
                                           many + 3 * 1024 * 1024, "</svg>", NULL);
  const char *type;
  const struct
  {
    GBytes *bytes;
    RapportPictureError code;
  } cases[] = {
    { g_bytes_new (NULL, 0), RAPPORT_PICTURE_ERROR_UNKNOWN },
    { bytes_of ("GIF89a and so on"), RAPPORT_PICTURE_ERROR_UNKNOWN },
    { bytes_of ("%PDF-1.7"), RAPPORT_PICTURE_ERROR_UNKNOWN },
    { bytes_of (many), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { bytes_of (long_svg), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { png_head (10000, 10000), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { png_head (100000, 1000), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { png_bomb (), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { jpeg_head (10000), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { jpeg_head (65500), RAPPORT_PICTURE_ERROR_TOO_LARGE },
    { bytes_of ("Dear Sir or Madam,\n\nthis is a letter that is called logo.png.\n"),
      RAPPORT_PICTURE_ERROR_UNKNOWN },
    { png_head (0, 0), RAPPORT_PICTURE_ERROR_BROKEN },
    { bytes_of ("\x89PNG\r\n\x1a\n"), RAPPORT_PICTURE_ERROR_BROKEN },
    { g_bytes_new_from_bytes (png, 0, 60), RAPPORT_PICTURE_ERROR_BROKEN },
    { g_bytes_new_from_bytes (jpeg, 0, 100), RAPPORT_PICTURE_ERROR_BROKEN },
    { bytes_of ("<svg"), RAPPORT_PICTURE_ERROR_BROKEN },
    { bytes_of ("<svg xmlns='http://www.w3.org/2000/svg'><rect></svg>"),
      RAPPORT_PICTURE_ERROR_BROKEN },
    { bytes_of ("<html><body><svg></svg></body></html>"), RAPPORT_PICTURE_ERROR_BROKEN },
    { bytes_of ("<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>"
                "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;'>"
                "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;'>]>"
                "<svg xmlns='http://www.w3.org/2000/svg'><text>&h;&h;&h;&h;&h;</text></svg>"),
      RAPPORT_PICTURE_ERROR_BROKEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RapportPicture) picture = rapport_picture_load (cases[i].bytes, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (picture);
      g_assert_error (error, RAPPORT_PICTURE_ERROR, (int) cases[i].code);
      g_clear_error (&error);
      g_assert_null (rapport_picture_prepare (cases[i].bytes, &type, &error));
      g_bytes_unref (cases[i].bytes);
    }
}

/* A picture that was read is not read again, and an old one is forgotten. */
static void
test_remembered (void)
{
  g_autoptr (GBytes) first = png_of (10, 10, 1, 0, 0, 1);
  g_autoptr (GBytes) same = g_bytes_new (g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  g_autoptr (RapportPicture) picture = rapport_picture_load (first, NULL);
  g_autoptr (RapportPicture) again = rapport_picture_load (same, NULL);
  g_autoptr (RapportPicture) later = NULL;

  g_assert_true (picture == again);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GBytes) other = png_of (20 + i, 10, 0, 0, 0, 1);

      rapport_picture_unref (rapport_picture_load (other, NULL));
    }
  later = rapport_picture_load (same, NULL);
  g_assert_false (later == picture);
}

/* Whatever bytes are lost or changed: a picture or an error. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) png = png_of (40, 30, 1, 0, 0, 0.5);
  g_autoptr (GBytes) jpeg = jpeg_of (40, 30);
  g_autoptr (GBytes) svg =
    bytes_of ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><defs><filter id='f'>"
              "<feGaussianBlur stdDeviation='2'/></filter></defs><g filter='url(#f)'>"
              "<path d='M1 1L8 8Q1 2 3 4z'/><text y='5'>R</text></g></svg>");
  GBytes *const all[] = { png, jpeg, svg };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (gsize i = 0; i < 3 * 200; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (all[i % 3], &size);
      g_autofree guchar *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (RapportPicture) picture = NULL;

      for (int changes = 0; changes < 4; changes++)
        copy[g_rand_int_range (random, 8, (int) size)] = (guchar) g_rand_int (random);
      damaged = g_bytes_new (copy, size);
      picture = rapport_picture_load (damaged, NULL);
      if (picture != NULL)
        middle_of (picture);
    }
}

/* What is kept of a file that a user chose. */
static void
test_prepared (void)
{
  g_autoptr (GBytes) small = png_of (80, 20, 1, 0, 0, 1);
  g_autoptr (GBytes) svg =
    bytes_of ("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
              "viewBox='0 0 9 9'><style>.a{fill:url(#b)}</style><use xlink:href='#a'/></svg>");
  g_autoptr (GdkPixbuf) noise = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 2400, 1800);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GBytes) large = NULL;
  g_autoptr (GError) error = NULL;
  const char *type = NULL;
  GBytes *kept[] = { small, svg };
  char *data;
  gsize size;

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr (GBytes) same = rapport_picture_prepare (kept[i], &type, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (same, kept[i]));
      g_assert_cmpstr (type, ==, i == 0 ? "image/png" : "image/svg+xml");
    }
  for (int i = 0; i < 2400 * 1800; i++)
    ((guint32 *) gdk_pixbuf_get_pixels (noise))[i] = g_rand_int (random);
  g_assert_true (
    gdk_pixbuf_save_to_buffer (noise, &data, &size, "png", NULL, "compression", "0", NULL));
  large = g_bytes_new_take (data, size);
  g_assert_cmpuint (g_bytes_get_size (large), >, 4 * 1024 * 1024);
  {
    g_autoptr (GBytes) made = rapport_picture_prepare (large, &type, &error);
    g_autoptr (RapportPicture) picture = NULL;

    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (made), <=, 4 * 1024 * 1024);
    picture = rapport_picture_load (made, &error);
    g_assert_no_error (error);
    g_assert_cmpfloat_with_epsilon (rapport_picture_get_aspect (picture), 4.0 / 3, 0.01);
  }
}

/* An SVG that is more than a drawing is not kept, however it is written. */
static void
test_active (void)
{
  static const char *const forms[] = {
    "<script>1</script>",
    "<svg:script xmlns:svg='http://www.w3.org/2000/svg'/>",
    "<rect onclick='x()'/>",
    "<rect\nONLOAD = 'x()'/>",
    "<image xlink:href='http://example.com/a.png'/>",
    "<image href=\"file:///etc/passwd\"/>",
    "<image href='file:/etc/passwd'/>",
    "<image href=' ../a.png'/>",
    "<image href='&#104;ttp://example.com/'/>",
    "<image href='data:image/svg+xml;base64,AAAA'/>",
    "<a href='https://example.com'><rect/></a>",
    "<rect fill='url(http://example.com/a#b)'/>",
    "<rect style='fill: url( \"a.svg#b\" )'/>",
    "<style>@import 'a.css';</style>",
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text =
        g_strconcat ("<svg xmlns='http://www.w3.org/2000/svg' "
                     "xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>",
                     forms[i], "</svg>", NULL);
      g_autoptr (GBytes) svg = bytes_of (text);
      g_autoptr (GError) error = NULL;
      const char *type;

      g_test_message ("%s", forms[i]);
      g_assert_null (rapport_picture_prepare (svg, &type, &error));
      g_assert_error (error, RAPPORT_PICTURE_ERROR, RAPPORT_PICTURE_ERROR_ACTIVE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/kinds", test_kinds);
  g_test_add_func ("/picture/outside", test_outside);
  g_test_add_func ("/picture/refused", test_refused);
  g_test_add_func ("/picture/inside", test_inside);
  g_test_add_func ("/picture/lying-type", test_lying_type);
  g_test_add_func ("/picture/prepared", test_prepared);
  g_test_add_func ("/picture/active", test_active);
  g_test_add_func ("/picture/remembered", test_remembered);
  g_test_add_func ("/picture/damaged", test_damaged);
  return g_test_run ();
}
