/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-icon-image.h"

/* What a server sends as an icon, and what becomes of it. */

static GdkTexture *
decode (const char *data, gssize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size >= 0 ? (gsize) size : strlen (data));
  DexFuture *future = sluice_icon_image_decode (bytes, 72);
  g_autoptr (GError) error = NULL;
  const GValue *value;
  GdkTexture *texture = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (future, &error);
  if (value != NULL)
    texture = g_value_dup_object (value);
  else
    g_test_message ("%s", error->message);
  dex_unref (future);

  return texture;
}

static void
assert_size (const char *svg, int width, int height)
{
  g_autoptr (GdkTexture) texture = decode (svg, -1);

  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, width);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, height);
}

static void
test_svg (void)
{
  assert_size ("<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'/>", 72, 72);
  assert_size ("\xef\xbb\xbf<?xml version='1.0'?><!-- a licence --><svg xmlns='http://www.w3.org/2000/svg' "
               "width='20' height='10'/>",
               72, 36);
  /* However large it says that it is. */
  assert_size ("<svg xmlns='http://www.w3.org/2000/svg' width='30000' height='15000'/>", 72, 36);
}

static void
test_png (void)
{
  static const char base64[] = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGP4"
                               "z8DwH4QBEfcD/ePF9e8AAAAASUVORK5CYII=";
  gsize size = 0;
  g_autofree guchar *data = g_base64_decode (base64, &size);
  g_autoptr (GdkTexture) texture = decode ((const char *) data, (gssize) size);
  g_autoptr (GdkTexture) cut = NULL;
  g_autoptr (GdkTexture) bomb = NULL;

  g_assert_nonnull (texture);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 72);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 36);
  cut = decode ((const char *) data, 30);
  g_assert_null (cut);

  /* 65,536 × 65,536: 16 GB, if anybody made room for it. */
  memcpy (data + 16, "\0\1\0\0\0\1\0\0", 8);
  bomb = decode ((const char *) data, (gssize) size);
  g_assert_null (bomb);
}

static void
test_none (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "<",
    "<html><title>Sign in to Wi-Fi</title></html>",
    "{\"detail\":\"Not found.\"}",
    "GIF89a\1\0\1\0\0\0\0;",
    "<svg",
    "<svg xmlns='http://www.w3.org/2000/svg' width='64'><g>",
    "<html><svg></svg></html>",
    "\x89PNG\r\n\x1a\n",
    "\x89PNG\r\n\x1a\nIHDRIHDRIHDRIHDRIHDR",
    "\xff\xd8\xff\xe0",
    "/* XPM */ static char *x[] = { \"1 1 1 1\", \"a c #fff\", \"a\" };",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GdkTexture) texture = decode (texts[i], -1);

      g_assert_null (texture);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/icons/svg", test_svg);
  g_test_add_func ("/icons/png", test_png);
  g_test_add_func ("/icons/none", test_none);

  return g_test_run ();
}
