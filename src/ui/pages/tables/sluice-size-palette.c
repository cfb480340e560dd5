/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-size-palette.h"

#define LEAST_CONTRAST 4.5
/* How much of a method's colour a table has that is not selected. */
#define FAINT 0.3f
#define PLAIN 0.12f
#define FRAME 0.05f
/* How strong stripes are. They make the ground of the text darker under light text, lighter under dark text. */
#define HATCH 0.4f
#define HATCH_SELECTED 0.22f

static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA black = { 0, 0, 0, 1 };

static double
get_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *colour)
{
  return 0.2126 * get_linear (colour->red) + 0.7152 * get_linear (colour->green) + 0.0722 * get_linear (colour->blue);
}

double
sluice_size_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  const double one = get_luminance (a);
  const double other = get_luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* @over with @alpha of its own opacity, on the opaque @ground. */
static GdkRGBA
blend (const GdkRGBA *ground, const GdkRGBA *over, float alpha)
{
  const float share = over->alpha * alpha;

  return (GdkRGBA) { ground->red + (over->red - ground->red) * share,
                     ground->green + (over->green - ground->green) * share,
                     ground->blue + (over->blue - ground->blue) * share, 1 };
}

static GdkRGBA
with_alpha (GdkRGBA colour, float alpha)
{
  colour.alpha = alpha;

  return colour;
}

/* As strong as the colour is, but so dark that white can be read on it. */
static SluiceSizeColours
get_selected (const GdkRGBA *ground, const GdkRGBA *text, const GdkRGBA *method)
{
  const GdkRGBA full = blend (ground, method, 1);
  SluiceSizeColours colours = { full, white, with_alpha (black, HATCH_SELECTED), blend (ground, text, 1) };

  for (float dark = 0; dark < 1 && sluice_size_palette_get_contrast (&colours.fill, &white) < LEAST_CONTRAST;
       dark += 0.02f)
    colours.fill = blend (&full, &black, dark);

  return colours;
}

/* A tint of the ground, with the ground's own text if that can be read. */
static SluiceSizeColours
get_tint (const GdkRGBA *ground, const GdkRGBA *text, const GdkRGBA *colour, float strength)
{
  SluiceSizeColours colours = { .fill = blend (ground, colour, strength),
                                .hatch = with_alpha (*ground, HATCH),
                                .border = blend (ground, colour, 1) };

  colours.text = blend (&colours.fill, text, 1);
  if (sluice_size_palette_get_contrast (&colours.text, &colours.fill) < LEAST_CONTRAST)
    colours.text = sluice_size_palette_get_contrast (&white, &colours.fill) >
                           sluice_size_palette_get_contrast (&black, &colours.fill) ?
                       white :
                       black;

  return colours;
}

void
sluice_size_palette_fill (SluiceSizePalette *self, const GdkRGBA *ground, const GdkRGBA *text, const GdkRGBA *methods)
{
  for (guint i = 0; i < SLUICE_SIZE_N_METHODS; i++)
    {
      self->selected[i] = get_selected (ground, text, &methods[i]);
      self->faint[i] = get_tint (ground, text, &methods[i], FAINT);
    }
  self->faint[SLUICE_SYNC_METHOD_NONE] = get_tint (ground, text, text, PLAIN);
  self->plain = get_tint (ground, text, text, PLAIN);
  self->frame = get_tint (ground, text, text, FRAME);
}
