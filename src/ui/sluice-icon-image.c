/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-icon-image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "sluice-worker.h"

/* A small file can be a picture of some gigabytes. */
#define MOST_PIXELS 2048
/* Where an SVG begins, after a licence. */
#define SVG_HEAD 4096

typedef struct
{
  GBytes *bytes;
  int size;
} Decoding;

static void
decoding_free (Decoding *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

static const char *
find_type (const guint8 *data, gsize size)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 byte_order_mark[] = { 0xef, 0xbb, 0xbf };
  gsize at = 0;

  if (size > sizeof png && memcmp (data, png, sizeof png) == 0)
    return "image/png";

  if (size > sizeof byte_order_mark && memcmp (data, byte_order_mark, sizeof byte_order_mark) == 0)
    at = sizeof byte_order_mark;
  while (at < size && g_ascii_isspace (data[at]))
    at++;
  if (at < size && data[at] == '<' && memmem (data + at, MIN (size - at, SVG_HEAD), "<svg", 4) != NULL)
    return "image/svg+xml";

  return NULL;
}

/* A PNG says at its beginning how large it is: before anything makes room for it. */
static gboolean
is_reasonable_png (const guint8 *data, gsize size)
{
  guint32 width, height;

  if (size < 24)
    return FALSE;
  memcpy (&width, data + 16, 4);
  memcpy (&height, data + 20, 4);
  width = GUINT32_FROM_BE (width);
  height = GUINT32_FROM_BE (height);

  return width > 0 && width <= MOST_PIXELS && height > 0 && height <= MOST_PIXELS;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  const Decoding *self = user_data;
  const double scale = (double) self->size / MAX (MAX (width, height), 1);

  gdk_pixbuf_loader_set_size (loader, CLAMP ((int) (width * scale + 0.5), 1, self->size),
                              CLAMP ((int) (height * scale + 0.5), 1, self->size));
}

static GdkPixbuf *
load (Decoding *self, const char *type, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (type, error);
  GdkPixbuf *pixbuf;

  if (loader == NULL)
    return NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), self);
  if (!gdk_pixbuf_loader_write_bytes (loader, self->bytes, error))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, error))
    return NULL;
  if ((pixbuf = gdk_pixbuf_loader_get_pixbuf (loader)) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "There is no picture in it.");
      return NULL;
    }

  return g_object_ref (pixbuf);
}

static DexFuture *
decode_work (gpointer data)
{
  Decoding *self = data;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (self->bytes, &size);
  const char *type = size > 0 ? find_type (bytes, size) : NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GBytes) pixels = NULL;
  GError *error = NULL;

  if (type == NULL || (g_str_equal (type, "image/png") && !is_reasonable_png (bytes, size)))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "This is no icon.");
  if ((pixbuf = load (self, type, &error)) == NULL)
    return dex_future_new_for_error (error);

  pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return dex_future_new_take_object (
      gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                              gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, pixels,
                              (gsize) gdk_pixbuf_get_rowstride (pixbuf)));
}

DexFuture *
sluice_icon_image_decode (GBytes *bytes, int size)
{
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->bytes = g_bytes_ref (bytes);
  decoding->size = size;

  return sluice_worker_run (decode_work, decoding, (GDestroyNotify) decoding_free);
}
